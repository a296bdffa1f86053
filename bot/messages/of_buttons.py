"""The Swedish texts of the buttons below an answer, and of what a press gives."""

from __future__ import annotations

from datetime import datetime

from bot.answers.answer import Press
from bot.messages import day

_TITLES: dict[Press, str] = {
    "next": "Visa fler",
    "whole": "Hela beslutet",
    "timeline": "Tidslinje",
    "share": "Dela i kanalen",
    "watch": "Bevaka",
    "wrong": "Fel i svaret?",
    "back": "Tillbaka",
    "add": "Lägg in",
    "discard": "Ta bort",
}


def title(press: Press) -> str:
    """What stands on the button."""
    return _TITLES[press]


def changed(given: int) -> str:
    """The record has changed since the answer was given. given: seconds since 1970."""
    return f"Handlingarna har ändrats sedan svaret gavs den {_when(datetime.fromtimestamp(given))}."


def _when(then: datetime) -> str:
    here = then.astimezone()
    return f"{day(here.date().isoformat())} kl. {here:%H.%M}"


def not_for_all() -> str:
    """An answer that is not shared, since the channel's members may not read what it stands on."""
    return (
        "Svaret kan inte delas i kanalen: det bygger på handlingar som inte alla där får läsa. "
        "Hänvisa till diarienumret i stället, eller fråga registratorn."
    )


def shared_by() -> str:
    """After the name of whoever shared an answer, above it."""
    return " delade ett svar ur handlingarna:"


def shared_by_name(name: str) -> str:
    """The same with the name; without one where the platform does not say it."""
    return f"{name}{shared_by()}" if name else "Delat svar ur handlingarna:"


def shared() -> str:
    """To whoever shared."""
    return "Svaret är delat i kanalen."


def shared_before() -> str:
    """To whoever pressed twice."""
    return "Du har redan delat svaret här."


def reported(number: int, question: str) -> str:
    """The first line of a report in the registratorer's channel."""
    return f"Felanmälan {number}: någon menar att svaret på ”{question}” är fel."


def reported_closed(number: int) -> str:
    """The same of an answer that not everyone may read."""
    return f"Felanmälan {number} gäller ett svar ur handlingar som inte alla får läsa."


def read_report(number: int) -> str:
    """How a report is read and settled."""
    return f"Öppna den i din egen chatt med Kanslist: skriv anmälan {number}."


def open_report() -> str:
    """The choice that opens a report."""
    return "Öppna anmälan"


def changed_since(given_at: str) -> str:
    """A report's answer is another one now than the reader saw. given_at: ISO, when theirs was given."""
    return (
        f"Läsaren anmälde svaret som gavs den {_when(datetime.fromisoformat(given_at))}. Det har ändrats sedan dess: "
        "svaret och citaten här är de som gäller nu."
    )


def seen_label() -> str:
    """Before how the answer began that the reader saw."""
    return "Så började svaret som läsaren såg"


def comment_label() -> str:
    """Before what the reader wrote."""
    return "Läsarens kommentar"


def answer_label() -> str:
    """Before what Kanslist answered."""
    return "Kanslists svar"


def thanks(number: int) -> str:
    """To whoever reported."""
    return f"Tack. Felanmälan {number} är sparad med svarets källor och lämnad till registratorn."


def asked(question: str) -> str:
    """Which answer it is about."""
    return f"Svaret på ”{question}”"


def ask_comment() -> str:
    """Above the field of what is wrong."""
    return "Vad är fel i svaret?"


def ask_comment_hint() -> str:
    """Beside that field."""
    return "Skriv gärna vad det borde stå. Skriv inga personuppgifter."


def send() -> str:
    """On the button that sends a report."""
    return "Skicka"


def none_waiting() -> str:
    """No report waits."""
    return "Inga felanmälningar väntar."


def settled(number: int) -> str:
    """A report was dealt with."""
    return f"Felanmälan {number} är avslutad."


def settle_what() -> str:
    """--settle without a number or words."""
    return 'Ange anmälans nummer och vad som gjordes: kanslist reports 12 --settle "rättat i protokollet".'
