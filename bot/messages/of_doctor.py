"""The sentences of `kanslist doctor`: what is right, and what is wrong and how it is mended."""

from __future__ import annotations

from bot.messages import capital, counted

_NAMES = {"web": "Webbsidan", "slack": "Slack", "teams": "Teams"}
_MB = 1024 * 1024


def opened(platform: str) -> str:
    """The settings open a platform."""
    return f"{_NAMES[platform]} är påslagen." if platform == "web" else f"{_NAMES[platform]} är påslaget."


def not_opened(platform: str) -> str:
    """The settings leave a platform out."""
    return f"{_NAMES[platform]} är inte påslaget: KANSLIST_{platform.upper()}_… är inte satta."


def odd_signing_secret() -> str:
    """The signing secret does not look like one."""
    return (
        "KANSLIST_SLACK_SIGNING_SECRET ser inte ut som en Signing Secret (32 hexadecimala tecken). Hämta den under "
        "Basic Information → App Credentials; stämmer den inte får varje anrop 401."
    )


def no_bot_token() -> str:
    """The bot token is another kind of token."""
    return (
        "KANSLIST_SLACK_BOT_TOKEN är inget Bot User OAuth Token (xoxb-…). Hämta det under OAuth & Permissions, "
        "inte ett App-Level Token (xapp-…) eller ett användartoken (xoxp-…)."
    )


def no_app_token() -> str:
    """The app-level token is another kind of token."""
    return (
        "KANSLIST_SLACK_APP_TOKEN är inget App-Level Token (xapp-…). Skapa ett med behörigheten connections:write "
        "under Basic Information → App-Level Tokens."
    )


def socket_refused(code: str) -> str:
    """Slack opens no Socket Mode. code: Slack's error code."""
    if code in ("invalid_auth", "not_authed", "token_revoked", "account_inactive", "not_allowed_token_type"):
        return "Slack godtar inte KANSLIST_SLACK_APP_TOKEN: skapa ett nytt under Basic Information → App-Level Tokens."
    if code == "missing_scope":
        return "KANSLIST_SLACK_APP_TOKEN saknar behörigheten connections:write: skapa ett nytt token som har den."
    return (
        f"Slack öppnar inte Socket Mode ({code}). Kontrollera att Socket Mode är påslaget för appen: "
        "api.slack.com/apps → Socket Mode."
    )


def workspaces(count: int) -> str:
    """How many workspaces have installed the app."""
    return capital(counted(count, "arbetsyta", "arbetsytor")) + " har installerat appen i Slack."


def workspace_unreadable(team: str) -> str:
    """A workspace's token was sealed with another key."""
    return (
        f"Nyckeln till arbetsytan {team} kan inte läsas: KANSLIST_TOKEN_KEY (eller filen tokens.key) är en annan än "
        "när appen installerades. Lägg tillbaka den, eller installera om från /slack/install."
    )


def socket_opens() -> str:
    """Socket Mode works."""
    return "Slack öppnar Socket Mode för appens token."


def no_public_url(base: str) -> str:
    """Links lead to this machine."""
    return f"KANSLIST_PUBLIC_URL är inte satt: svarens länkar leder till {base} och fungerar bara på den här datorn."


def public_url_unusable(url: str) -> str:
    """The address is none."""
    return f"KANSLIST_PUBLIC_URL ({url}) är ingen adress. Skriv till exempel https://kanslist.example.se."


def public_url_ends(url: str) -> str:
    """The address holds more than where the server is."""
    return (
        f"KANSLIST_PUBLIC_URL ({url}) har ett frågetecken, ett nummertecken eller en inloggning i sig, och svarens "
        "länkar blir trasiga. Skriv bara adressen, till exempel https://kanslist.example.se."
    )


def misspelt(name: str, nearest: str) -> str:
    """A name that no setting has, near one that has."""
    return f"{name} är ingen inställning och läses inte. Menas {nearest}?"


def no_setting(name: str) -> str:
    """A name that no setting has, near none."""
    return f"{name} är ingen inställning och läses inte. De som finns står i docs/operators.md."


def odd_channel(name: str, value: str, *, slack_only: bool = False) -> str:
    """A channel that is not named by its id."""
    where = "" if slack_only else ", i Teams konversationens id (19:…)"
    return (
        f"{name}: ”{value}” är inget kanal-id. Skriv i Slack kanalens id (C…, längst ned under Visa kanalinformation)"
        f"{where}."
    )


def no_guid(name: str, value: str) -> str:
    """What Microsoft names by GUID alone."""
    return (
        f"{name} ({value}) är inget GUID. Kopiera det från botens registrering i Azure; det ser ut som "
        "01234567-89ab-cdef-0123-456789abcdef."
    )


def public_url_open(url: str) -> str:
    """The address is not encrypted."""
    return f"KANSLIST_PUBLIC_URL ({url}) är okrypterad. Använd https, utom på den egna datorn."


def links_begin(base: str) -> str:
    """Where links lead."""
    return f"Svarens länkar börjar med {base}."


def registrar_unreadable(name: str) -> str:
    """A registrator is named in no form that a platform has."""
    return (
        f"KANSLIST_REGISTRARS: ”{name}” går inte att läsa. Skriv slack:TEAM/USER (T…/U…), teams:TENANT/OBJECT-ID "
        "(två GUID) eller terminal:USER."
    )


def registrars(count: int) -> str:
    """How many registratorer there are."""
    if not count:
        return "Ingen registrator är angiven: alla läser bara den öppna samlingen."
    return capital(counted(count, "registrator läser", "registratorer läser")) + " alla samlingar i privata svar."


def no_contact() -> str:
    """Nobody is named whom to ask."""
    return "KANSLIST_CONTACT är inte satt: den som inte får svar får inte veta vem hen kan fråga."


def no_folder(folder: str) -> str:
    """The data folder does not exist."""
    return f"Mappen {folder} finns inte. Skapa den, eller ange en annan med KANSLIST_DATA."


def folder_to_come(folder: str) -> str:
    """The data folder does not exist yet, and can be made."""
    return f"Mappen {folder} finns inte än; den skapas när de första handlingarna läggs in."


def folder_closed(folder: str) -> str:
    """The data folder may not be written."""
    return f"Mappen {folder} får inte skrivas av den som kör Kanslist. Ändra ägare eller rättigheter."


def room(free: int) -> str:
    """How much room there is."""
    return f"{free // _MB} MB är lediga där registret ligger."


def little_room(free: int) -> str:
    """There is little room."""
    return f"Bara {free // _MB} MB är lediga där registret ligger. Frigör plats innan nästa säkerhetskopia."


def nothing_ingested() -> str:
    """The record is empty."""
    return "Registret är tomt. Lägg in handlingar med kanslist ingest MAPP."


def documents(count: int) -> str:
    """How much the record holds."""
    return f"Registret går att läsa och har {count} {'handling' if count == 1 else 'handlingar'}."


def search_current() -> str:
    """The projection is up to the store."""
    return "Sökindexet är aktuellt."


def search_lags() -> str:
    """The projection is behind the store."""
    return "Sökindexet släpar efter registret. Det hämtas in vid nästa sökning; den tar då längre tid."


def failed_files(count: int) -> str:
    """Files could not be read."""
    return f"{capital(counted(count, 'fil', 'filer'))} kunde inte läsas. Se vilka och varför med kanslist coverage."


def reports_wait(count: int) -> str:
    """Reports wait for a registrator."""
    return f"{capital(counted(count, 'felanmälan', 'felanmälningar'))} väntar. Läs dem med kanslist reports."


def outbox_undelivered(count: int) -> str:
    """Messages were given up, or rest because their channel takes nothing."""
    return (
        f"{capital(counted(count, 'meddelande', 'meddelanden', neuter=True))} kom inte fram. Se varför med "
        "kanslist outbox, och skicka om med kanslist outbox retry --all."
    )


def outbox_waits(hours: int) -> str:
    """Something has waited for longer than a passing fault lasts."""
    return (
        f"Det som väntar längst i utkorgen har väntat i {counted(hours, 'timme', 'timmar')}. Se varför med kanslist "
        "outbox, och att kanslist serve är igång."
    )


def no_ocr() -> str:
    """Scans cannot be read."""
    return "tesseract finns inte: inskannade handlingar läses inte. Installera tesseract-ocr och tesseract-ocr-swe."


def ocr() -> str:
    """Scans can be read."""
    return "Inskannade handlingar kan läsas (tesseract finns)."


def no_watched_folder(folder: str) -> str:
    """The watched folder is not there."""
    return f"Den bevakade mappen {folder} finns inte. Skapa eller montera den, eller ändra KANSLIST_WATCH."


def slack_refuses(reason: str, code: str = "") -> str:
    """Slack does not take the token. code: its own word, where there is no sentence for it."""
    return f"Slack svarar inte som det ska: {reason}" + (f" (Slacks felkod: {code})." if code else ".")


def slack_takes(team: str, identity: str) -> str:
    """Slack takes the token."""
    return f"Slack godtar nyckeln; arbetsytan är {team or 'namnlös'} ({identity})."


def teams_keys() -> str:
    """Microsoft's keys can be fetched."""
    return "Nycklarna som Teams skriver under med kan hämtas."


def teams_login() -> str:
    """Microsoft takes the registration."""
    return "Microsoft godtar botens inloggning."


def clock_right(whose: str) -> str:
    """The clock is theirs."""
    return f"Klockan stämmer med {whose}."


def clock_wrong(whose: str, seconds: int) -> str:
    """The clock is not theirs. seconds: how far ours is ahead."""
    way = "före" if seconds > 0 else "efter"
    return (
        f"Klockan går {abs(seconds)} sekunder {way} {whose}. Ställ den (timedatectl set-ntp true): "
        "vid fem minuter tas inga anrop emot."
    )


def summed(faults: int, warnings: int) -> str:
    """The last line."""
    if not faults:
        return "Inget hindrar Kanslist." if not warnings else f"Inget hindrar Kanslist; {warnings} att känna till."
    return f"{capital(counted(faults, 'fel', 'fel', neuter=True))} att rätta."
