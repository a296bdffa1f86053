"""What is said of a case's chronology, of promises and of recommendations that come back, in Swedish."""

from __future__ import annotations

from collections.abc import Sequence

from bot.messages import capital, counted, one_line
from bot.messages.of_matters import between, no_decision_noted

# -- the chronology of a case -----------------------------------------------------------------------------------------

_PROPOSALS = {"förslag till beslut": "Förslag", "yrkande": "Yrkande", "initiativ": "Initiativ", "motion": "Motion"}


def proposal(kind: str) -> str:
    return _PROPOSALS.get(kind, capital(kind))


def goes_to(body: str | None) -> str | None:
    return f"till {one_line(body)}" if body else None


def with_unions() -> str:
    return "Samverkan"


def taken_up() -> str:
    return "Ärendet togs upp"


def answer_to(number: int) -> str:
    return f"Svar på rekommendation {number}"


def named_in(heading: str) -> str:
    return f"kopplingen är härledd ur rubriken ”{one_line(heading)}”"


def names_the_case() -> str:
    return "handlingen nämner ärendet"


def undated() -> str:
    return "Utan datum"


def lead(about: str, steps: int, documents: int, days: Sequence[str], last: str | None) -> str:
    told = f"{counted(steps, 'händelse', 'händelser')} i {counted(documents, 'handling', 'handlingar')}{between(days)}."
    return f"{about}: {told} {last or no_decision_noted()}"


def ends_here() -> str:
    return "Tidslinjen slutar här: inget senare dokument i ärendet finns i arkivet."


def not_held_from(body: str) -> str:
    return f"Förslag har gått till {one_line(body)}: inget beslut därifrån i ärendet finns i arkivet."


def which_case(count: int, topic: str) -> str:
    told = f" om {topic}" if topic else ""
    return f"{capital(counted(count, 'ärende', 'ärenden', neuter=True))} i handlingarna passar{told}. Vilket menar du?"
