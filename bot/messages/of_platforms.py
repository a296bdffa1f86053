"""The Swedish texts that a chat platform's limits, refusals and shop window need. The clerk's own: __init__.py."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answers.answer import Citation
from bot.messages import one_line, shortened

_PARAGRAPH_END = re.compile(r"\n[ \t\f]*\n")

_CHOICES, _CHOICE = 30, 200
"""Choices that are written in full, and characters of each."""

_SLACK_REFUSALS = {
    "channel_not_found": "kanalen finns inte, eller så är den privat och Kanslist är inte tillagd i den",
    "not_in_channel": "Kanslist är inte tillagd i kanalen; skriv /invite @Kanslist i den",
    "is_archived": "kanalen är arkiverad",
    "restricted_action": "arbetsytans inställningar hindrar Kanslist från att skriva i kanalen",
    "msg_too_long": "meddelandet är för långt för Slack",
    "ratelimited": "Slack tar emot för få meddelanden just nu; försök igen om en stund",
    "rate_limited": "Slack tar emot för få meddelanden just nu; försök igen om en stund",
    "invalid_auth": "Slack godtar inte KANSLIST_SLACK_BOT_TOKEN",
    "not_authed": "KANSLIST_SLACK_BOT_TOKEN är inte satt",
    "account_inactive": "appen är borttagen ur arbetsytan; installera den på nytt",
    "token_revoked": "appens behörighet är återkallad; installera den på nytt",
    "token_expired": "KANSLIST_SLACK_BOT_TOKEN har gått ut",
    "file_not_found": "filen finns inte längre i Slack",
    "file_deleted": "filen är borttagen i Slack",
    "missing_scope": "appen saknar en behörighet; installera den på nytt med manifestet i deploy/slack",
    "not_installed": "Kanslist är inte installerat i den arbetsytan; installera det från /slack/install",
    "token_unreadable": "arbetsytans nyckel kan inte läsas med KANSLIST_TOKEN_KEY; installera appen på nytt",
    "several_workspaces": "flera arbetsytor har installerat Kanslist; skriv ARBETSYTA/KANAL, till exempel T0123/C0456",
    "unreachable": "Slack kan inte nås; kontrollera att servern får anropa slack.com",
    "expired_trigger_id": "fönstret hann inte öppnas; tryck en gång till",
    "exchanged_trigger_id": "fönstret hann inte öppnas; tryck en gång till",
    "invalid_trigger_id": "fönstret hann inte öppnas; tryck en gång till",
    "trigger_expired": "fönstret hann inte öppnas; tryck en gång till",
    "trigger_exchanged": "fönstret hann inte öppnas; tryck en gång till",
    "push_limit_reached": "så många fönster kan inte ligga på varandra; stäng något och tryck igen",
    "view_too_large": "svaret är för långt för ett fönster; ställ frågan i ett direktmeddelande",
    "view_not_found": "fönstret är stängt; ställ frågan igen",
    "not_found": "fönstret är stängt; ställ frågan igen",
    "messages_tab_disabled": "fliken Meddelanden är avstängd för appen; slå på den under App Home",
    "user_not_found": "personen finns inte i arbetsytan",
    "user_not_in_channel": "du är inte med i kanalen; gå med i den och tryck igen",
    "cannot_reply_to_message": "meddelandet som svaret hör till är borttaget",
    "thread_not_found": "tråden finns inte längre",
    "thread_locked": "tråden är låst",
    "team_added_to_org": "arbetsytan flyttas just nu; försök igen om en stund",
}
_PASSING = ("fatal_error", "internal_error", "service_unavailable", "request_timeout", "http_5")


def slack_refusal(code: str) -> str:
    """Slack's error code → why it did not arrive, and what to do. Its own word stands in the log alone."""
    if code.startswith(_PASSING):
        return "Slack har ett driftfel; försök igen om en stund"
    if code == "http_429":
        return _SLACK_REFUSALS["ratelimited"]
    return _SLACK_REFUSALS.get(code, "Slack tog inte emot det; försök igen om en stund")


def is_known_refusal(code: str) -> bool:
    """Whether there is a sentence for just this code."""
    return code in _SLACK_REFUSALS or code.startswith((*_PASSING, "http_429"))


def not_done(reason: str) -> str:
    """To whoever asked or pressed, where a platform did not take what was to be shown. reason: as of slack_refusal."""
    return f"Det gick inte: {reason}."


def too_much_to_look_through() -> str:
    """More has been written in the channel than is read to find one message."""
    return "det har skrivits för mycket i kanalen sedan dess"


def not_in_teams() -> str:
    """Teams lets no bot see what it has posted."""
    return "Teams låter ingen bot se vad den har skickat"


def file_refused(status: int) -> str:
    """A file's server answered something else than the file."""
    if status in (401, 403):
        return "Kanslist får inte hämta den; skicka filen igen"
    if status in (404, 410):
        return "den finns inte kvar; skicka filen igen"
    return "servern lämnar inte ut den just nu; skicka filen igen om en stund"


def file_unreachable() -> str:
    """A file's server did not answer."""
    return "den kunde inte hämtas just nu; skicka filen igen om en stund"


def address_refused() -> str:
    """A file lies where it is not fetched from."""
    return "adressen till den är inte en som Kanslist hämtar filer från"


def not_in_slack() -> str:
    """Slack only names a file that lies elsewhere."""
    return "den ligger inte i Slack utan på en annan tjänst; ladda ned den och skicka själva filen"


def source(citation: Citation) -> str:
    """Where a quote stands, for the line below it: \"Protokoll 2020-04-16 · § 12 · s. 3\"."""
    return " · ".join(
        part for part in (citation.title or citation.document, citation.section, _place(citation)) if part
    )


def page(citation: Citation) -> str:
    """The link beside one of several quotes of a page: \"s. 3\", never on two lines."""
    return _place(citation).replace(" ", "\N{NO-BREAK SPACE}") or show_source()


def _place(citation: Citation) -> str:
    return f"s. {citation.page}" if citation.page is not None else f"rad {citation.line}" if citation.line else ""


def quote(text: str) -> str:
    """A quote as running text: the document's line ends are its columns' and not the wording's; its paragraphs stay."""
    paragraphs = (one_line(paragraph) for paragraph in _PARAGRAPH_END.split(text))
    return "\n".join(paragraph for paragraph in paragraphs if paragraph)


def show_source() -> str:
    """The link to the document's page."""
    return "Visa källan"


def more_items(count: int) -> str:
    """What stands at the end of a list that the platform has no room for."""
    what = "En uppgift" if count == 1 else f"{count} uppgifter"
    return f"{what} till får inte plats här. Avgränsa frågan med nämnd, datum eller diarienummer."


def choices_in_full(labels: Sequence[str], room: int, buttons: int) -> list[str]:
    """The choices of a question back, numbered as they can be typed, where buttons do not hold them; else nothing.

    room: characters of a button's title; buttons: how many there are.
    """
    if len(labels) <= buttons and all(len(one_line(label)) <= room for label in labels):
        return []
    told = [f"{number}. {shortened(one_line(label), _CHOICE)}" for number, label in enumerate(labels[:_CHOICES], 1)]
    if left := len(labels) - len(told):
        what = "Ett val" if left == 1 else f"{left} val"
        told.append(f"{what} till får inte plats här. Avgränsa frågan med nämnd, datum eller diarienummer.")
    return told


def about_short() -> str:
    """Kanslist in one line, at most 80 characters, for a platform's list of apps."""
    return "Svarar ur protokoll och andra handlingar, med citat och källa"


def about_long() -> str:
    """Kanslist for whoever is about to install it; Slack wants at least 175 characters."""
    return (
        "Kanslist känner kommunens handlingar: vilka som var med på ett möte, vad som beslutades i ett ärende, "
        "vilka som reserverade sig och vad revisorerna har rekommenderat. Varje svar citerar dokumentet ordagrant och "
        "säger var det står. Fråga med ett kommando, till exempel /beslut AMN 2020-0276, eller med en vanlig mening "
        "i ett direktmeddelande eller genom att nämna @Kanslist i en kanal. Svaret på ett kommando syns bara för den "
        "som frågar. Frågorna besvaras ur kommunens eget register, utan någon utomstående tjänst än Slack."
    )


def umbrella_help() -> str:
    """What the command that holds all the others does."""
    return "Alla kommandon under ett namn, eller en fråga på vanlig svenska"


def umbrella_arguments() -> str:
    """What may follow it."""
    return "[kommando eller fråga]"
