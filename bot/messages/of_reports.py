"""The Swedish texts by which registratorer deal with answers that were reported as wrong."""

from __future__ import annotations

from bot.messages import capital, counted, shortened

_KINDS = {
    "agenda_items": "ärendet",
    "decisions": "beslutet",
    "proposals": "förslaget",
    "votes": "omröstningen",
    "reservations": "reservationen",
    "statements": "uttalandet",
    "recommendations": "rekommendationen",
    "audit_questions": "revisionsfrågan",
    "assignments": "uppdraget",
    "promises": "löftet",
    "attendance": "närvaron",
    "signatories": "underskriften",
}


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
    """What is typed, or sent by a choice, to open a report or deal with it; without a slash, which Slack would take."""
    return f"anmälan {number} {rest}".strip()


def kind(name: str) -> str:
    """A list's facts in the singular."""
    return _KINDS.get(name, "uppgiften")


def hide(kind: str, words: str) -> str:
    """The choice that hides a fact."""
    return f"Dölj {kind} {shortened(words, 55)}"


def nothing_wrong() -> str:
    """The choice that ends a report without more."""
    return "Inget fel"


def how_to_answer(number: int) -> str:
    """How the reader is answered."""
    return f"Svara läsaren och avsluta: skriv anmälan {number} svara … (läsaren får ditt svar, inte ditt namn)."


def nothing_to_hide() -> str:
    """No fact stands at what was cited."""
    return (
        "Svaret citerar texten själv; där finns ingen uppgift att dölja. Rätta eller ta bort dokumentet om det är fel."
    )


def hidden(number: int, what: str, places: int) -> str:
    """A fact was hidden, in so many documents."""
    where = "" if places == 1 else f" i {places} handlingar"
    return (
        f"Uppgiften ”{shortened(what, 120)}” är dold{where}, också när de läses om. Textens egna ord kan ännu "
        f"citeras i fria frågor. Ångra genom att skriva anmälan {number} ångra."
    )


def hidden_settlement() -> str:
    """What is noted of a report whose fact was hidden."""
    return "uppgiften doldes"


def shown_again(undone: bool) -> str:
    """What was hidden is shown again."""
    if not undone:
        return "Inget har dolts för den anmälan."
    return (
        "Det som doldes för anmälan visas igen, och anmälan väntar. Läsaren har redan fått besked och nås inte på nytt."
    )


def settled(number: int, settlement: str) -> str:
    """A report is dealt with."""
    return f"Felanmälan {number} är avslutad: {settlement}."


def already(number: int, settlement: str) -> str:
    """A report was dealt with before."""
    return f"Felanmälan {number} är redan avslutad: {settlement}. Läsaren har fått det beskedet."


def reply(number: int, question: str, settlement: str) -> str:
    """To whoever reported."""
    return f"Om din felanmälan {number} (svaret på ”{shortened(question, 100)}”): {settlement}."


def misread() -> str:
    """The command was not understood."""
    return "Skriv anmälan för att se dem som väntar, anmälan 12 för att öppna en eller anmälan 12 svara … ."
