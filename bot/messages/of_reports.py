"""The Swedish texts by which registratorer deal with answers that were reported as wrong."""

from __future__ import annotations

from bot.messages import capital, counted, shortened


def waiting(count: int) -> str:
    """How many wait."""
    return capital(counted(count, "felanmälan väntar", "felanmälningar väntar")) + "." if count else none_waiting()


def none_waiting() -> str:
    """None waits."""
    return "Inga felanmälningar väntar."


def row(number: int, question: str) -> str:
    """One of those that wait, to be chosen."""
    return f"Felanmälan {number}: {shortened(question, 60)}"


def command(number: int, rest: str = "") -> str:
    """What is typed, or sent by a choice, to open a report or deal with it."""
    return f"/anmalan {number} {rest}".strip()


def hide(what: str) -> str:
    """The choice that hides a fact. what: its list's name and its words."""
    return f"Dölj {shortened(what, 60)}"


def nothing_wrong() -> str:
    """The choice that ends a report without more."""
    return "Inget fel"


def how_to_answer(number: int) -> str:
    """How the reader is answered."""
    return f"Svara läsaren och avsluta: /anmalan {number} svara … (läsaren får ditt svar, inte ditt namn)."


def nothing_to_hide() -> str:
    """No fact stands at what was cited."""
    return (
        "Svaret citerar texten själv; där finns ingen uppgift att dölja. Rätta eller ta bort dokumentet om det är fel."
    )


def hidden(number: int, what: str) -> str:
    """A fact was hidden."""
    return (
        f"Uppgiften ”{shortened(what, 120)}” är dold i alla svar, också när dokumentet läses om. "
        f"Ångra med /anmalan {number} angra."
    )


def hidden_settlement() -> str:
    """What is noted of a report whose fact was hidden."""
    return "uppgiften doldes"


def shown_again(count: int) -> str:
    """What was hidden is shown again."""
    return "Det som doldes för anmälan visas igen." if count else "Inget har dolts för den anmälan."


def settled(number: int, settlement: str) -> str:
    """A report is dealt with."""
    return f"Felanmälan {number} är avslutad: {settlement}."


def already(number: int, settlement: str) -> str:
    """A report was dealt with before."""
    return f"Felanmälan {number} är redan avslutad: {settlement}."


def reply(number: int, question: str, settlement: str) -> str:
    """To whoever reported."""
    return f"Om din felanmälan {number} (svaret på ”{shortened(question, 100)}”): {settlement}."


def misread() -> str:
    """The command was not understood."""
    return "Skriv /anmalan för att se dem som väntar, /anmalan 12 för att öppna en eller /anmalan 12 svara … ."
