"""The Swedish texts that only Slack's own windows and messages need."""

from __future__ import annotations

from bot.messages import capital, counted, number, of_reports
from bot.messages import day as _day


def cancel() -> str:
    """Leave a window without sending."""
    return "Avbryt"


def close() -> str:
    """Leave a window that has nothing to send."""
    return "Stäng"


def searching() -> str:
    """The acknowledgement of a question that takes longer than a person waits in silence."""
    return "Letar i handlingarna. Svaret kommer här om en stund."


def answer_title() -> str:
    """Above an answer in a window (24 characters at most, as every window's title)."""
    return "Svar ur handlingarna"


def search_title() -> str:
    """The search with filters."""
    return "Sök i handlingarna"


def search_button() -> str:
    """On the button that searches."""
    return "Sök"


def search_message() -> str:
    """The shortcut on a message (24 characters at most)."""
    return "Sök i protokollen"


def search_help() -> str:
    """What the search shortcut does."""
    return "Sök i kommunens handlingar, med filter på nämnd och år"


def search_message_help() -> str:
    """What the shortcut on a message does."""
    return "Letar i kommunens handlingar efter det som meddelandet handlar om"


def message_without_text() -> str:
    """The shortcut on a message that holds a picture or a file alone."""
    return (
        "Meddelandet har ingen text att söka efter, bara en bild eller en fil. "
        "Välj ett meddelande med text, eller skriv din fråga till mig."
    )


def look_for() -> str:
    """The field of what is sought."""
    return "Vad letar du efter?"


def look_for_hint() -> str:
    """In that field, before anything is written."""
    return "En fråga, ett diarienummer eller några ord"


def of_body() -> str:
    """The filter by body."""
    return "Nämnd eller styrelse"


def every_body() -> str:
    """In the filter by body, where none is chosen."""
    return "Alla nämnder och styrelser"


def of_year() -> str:
    """The filter by year."""
    return "År"


def every_year() -> str:
    """In the filter by year, where none is chosen."""
    return "Alla år"


def home_title() -> str:
    """The App Home's first line."""
    return "Kanslist"


def home_lead() -> str:
    """What can be done."""
    return (
        "Fråga i fliken Meddelanden, med ett kommando var som helst, eller nämn @Kanslist i en kanal. "
        "Varje svar citerar handlingen ordagrant och säger var det står."
    )


def latest_title() -> str:
    """Above the newest minutes."""
    return "Senaste protokollen"


def asked_title() -> str:
    """Above what its owner has asked."""
    return "Dina senaste frågor"


def asked_on(question: str, day: str) -> str:
    """A question and its ISO day."""
    return f"{question} · {_day(day)}"


def show_again() -> str:
    """On the button that answers again."""
    return "Visa svaret"


def forget() -> str:
    """On the button that forgets one's questions."""
    return "Glöm mina frågor"


def forget_title() -> str:
    """Above the question whether they shall be forgotten."""
    return "Glömma dina frågor?"


def forget_what() -> str:
    """What is forgotten."""
    return "Frågorna i listan tas bort för gott. Det du bevakar och det som har delats i kanaler finns kvar."


def forget_yes() -> str:
    """On the button that does it."""
    return "Glöm dem"


def commands_title() -> str:
    """Above the commands."""
    return "Kommandon"


def health_title() -> str:
    """Above what registratorer alone see."""
    return "Läget, för registratorer"


def document(title: str, day: str | None) -> str:
    """A document and its ISO day, unless its title tells it."""
    return f"{title} · {_day(day)}" if day and day not in title else title


def nothing_watched() -> str:
    """Where nothing is watched."""
    return "Du bevakar inget. Tryck på Bevaka under ett svar, eller välj här vad du vill bevaka."


def open_document() -> str:
    """On the button that opens it."""
    return "Öppna"


def held(documents: int, bodies: int) -> str:
    """How much the record holds."""
    return capital(counted(documents, "handling", "handlingar")) + f" från {number(bodies)} organ."


def waiting(reports: int, failures: int) -> str:
    """What somebody should look at."""
    told = of_reports.waiting(reports) + (" Skriv anmälningar för att se dem." if reports else "")
    if not failures:
        return f"{told}\nAlla filer är lästa."
    return f"{told}\n{capital(counted(failures, 'fil', 'filer'))} kunde inte läsas: säg till den som sköter driften."


def installed_title() -> str:
    """Above the page after an installation."""
    return "Kanslist är installerat"


def installed(workspace: str) -> str:
    """The page after an installation. workspace: its name, where Slack has told it."""
    where = f"i {workspace}" if workspace else "i arbetsytan"
    return f"Kanslist finns nu {where}. Öppna Slack och skriv /kanslist hjälp, eller bjud in @Kanslist i en kanal."


def not_installed_title() -> str:
    """Above the page after an installation that failed."""
    return "Kanslist installerades inte"


def install_unreachable() -> str:
    """Slack could not be asked whether the installation holds."""
    return "Slack svarade inte. Försök igen om en stund från sidan /slack/install."


def install_failed(reason: str) -> str:
    """Why it failed, and what to do. reason: bolt's or Slack's word."""
    return _INSTALL_FAILED.get(reason, "Slack godtog inte installationen. Börja om från sidan /slack/install.")


_INSTALL_FAILED = {
    "access_denied": "Installationen avbröts i Slack. Börja om från sidan /slack/install när du vill.",
    "invalid_browser": (
        "Installationen påbörjades inte i den här webbläsaren. Öppna sidan /slack/install här och gör om den."
    ),
    "invalid_state": "Installationen tog för lång tid eller är redan gjord. Börja om från sidan /slack/install.",
    "storage_error": "Installationen kunde inte sparas. Visa loggen för den som sköter driften.",
}


def not_for_organisations() -> str:
    """The app is installed in one workspace at a time."""
    return "välj en arbetsyta i stället för hela organisationen (Enterprise Grid)."


def not_with_rotation() -> str:
    """The app's manifest turns token rotation off."""
    return "stäng av Token Rotation för appen (OAuth & Permissions), som i manifestet, och installera igen."
