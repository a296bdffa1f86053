"""What is said of recommendations that come back, in Swedish."""

from __future__ import annotations

from collections.abc import Sequence

from bot.messages import capital, counted, day, listed, one_line, sentence, shortened

_BODIES_SHOWN = 5
_SOUGHT = {
    "bodies": "någon rekommendation som flera nämnder har fått",
    "years": "någon rekommendation som revisorerna har gett mer än en gång",
}


def pattern(number: int) -> str:
    return f"Mönster {number}"


def given(text: str, times: int, bodies: Sequence[str], days: Sequence[str]) -> str:
    """ "”…” har getts två gånger till socialnämnden och skolnämnden, från 3 maj 2018 till 9 juni 2021"."""
    named = [one_line(name) for name in bodies]
    to = f" till {listed(named) if len(named) <= _BODIES_SHOWN else f'{len(named)} organ'}" if named else ""
    when = f", {day(days[0])}" if len(days) == 1 else f", från {day(days[0])} till {day(days[-1])}" if days else ""
    often = "i en rapport" if times == 1 else counted(times, "gång", "gånger")
    return sentence(f"”{shortened(one_line(text), 200)}” har getts {often}{to}{when}")


def lead(aspect: str, count: int, first: str) -> str:
    """How many there are, and the first in words."""
    verb = "har getts till flera" if aspect == "bodies" else "återkommer"
    if count == 1:
        return f"En rekommendation {verb}: {first}"
    return f"{capital(counted(count, 'rekommendation', 'rekommendationer'))} {verb}. Först: {first}"


def to_several(bodies: Sequence[str]) -> str:
    return f"gavs på en gång till {listed([one_line(name) for name in bodies])}"


def at_once(count: int) -> str:
    return (
        f"Därutöver har {counted(count, 'rekommendation', 'rekommendationer')} getts till flera organ på en gång. "
        "Fråga ”vilka nämnder har fått samma rekommendation?”"
    )


def alike(likeness: float) -> str:
    """How a later one is tied to an earlier."""
    if likeness >= 1.0:
        return "samma ordalydelse som tidigare"
    if likeness >= 0.9:
        return "nästan samma ordalydelse, kopplingen är härledd"
    return "liknande innehåll, kopplingen är härledd"


def compare() -> str:
    return "Att rekommendationerna hör ihop är härlett ur ordalydelsen. Jämför citaten."


def sought(aspect: str) -> str:
    return _SOUGHT.get(aspect, "någon rekommendation som återkommer")


def only_once(count: int) -> str:
    if count == 1:
        return "Rekommendationen har getts en gång. Jag hittar ingen som liknar den i handlingarna."
    return (
        f"{capital(counted(count, 'rekommendation', 'rekommendationer'))} har getts en gång var. Ingen liknar en annan."
    )
