"""What a registrator types to move something: `åtgärd 3 genomförd: rutinen är antagen` → what, to what, and why."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from bot.questions import periods, vocabulary
from bot.questions.reading import Draft
from knowledge.reading.masking import mask
from knowledge.store.followed import Axis

_TYPED = re.compile(
    r"/?(?:(?:kanslist\s+)?(?:åtgärd|atgard))\b(?:\s+(?:nr\.?|nummer)?\s*(?P<number>\d{1,9})\b)?\s*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_CONFIRM = re.compile(r"bekräfta(?:\s+förslag(?:et)?)?(?:\s+(?P<key>[0-9a-f]{4,32}|alla))?[.!]?", re.IGNORECASE)
_REJECT = re.compile(
    r"(?:avvisa|avfärda)(?:\s+förslag(?:et)?)?(?:\s+(?P<key>[0-9a-f]{4,32}|alla))?(?:\s*[:,–]\s*(?P<why>.+))?",
    re.IGNORECASE | re.DOTALL,
)
_UNDO = re.compile(r"(?:ångra|angra)\b[:,.]?\s*(?P<why>.*)", re.IGNORECASE | re.DOTALL)
_OWNER = re.compile(r"(?:ägare|agare|ansvarig)\b:?\s*(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_DUE = re.compile(
    r"(?:klart|klar|senast|slutdatum)\b:?\s+(?:den\s+|senast\s+)*(?P<rest>\d.*|[a-zåäö]+ \d{4}.*)", re.I | re.DOTALL
)
_WHY = re.compile(r"\s*(?:[:;,–]|\s-\s|\beftersom\b|\bdärför att\b|\bför att\b)\s*", re.IGNORECASE)
"""What stands between a name and the reason."""
_LED = re.compile(r"^(?:[:;,.–-]|eftersom\b|därför att\b|för att\b)\s*", re.IGNORECASE)
_ASCII = str.maketrans("åäöÅÄÖ", "aaoAAO")

Act = Literal["show", "move", "confirm", "reject", "undo", "no day", "misread"]


@dataclass(frozen=True, slots=True)
class Typed:
    """number: of what; axis, value: what it becomes, of "move"; key: of a suggestion, "alla", or empty; reason: as
    typed, identity numbers masked; said: the part that says what, for giving it back."""

    number: int | None
    act: Act
    axis: Axis = "implementation"
    value: str = ""
    key: str = ""
    reason: str = ""
    said: str = ""


def is_typed(text: str) -> bool:
    """Whether it may be such a command."""
    match = _TYPED.fullmatch(text.strip())
    return match is not None and (match["number"] is not None or not match["rest"])


def read(text: str, today: date) -> Typed | None:
    """What was typed; None for any other text. A day without a year is the next one that comes."""
    match = _TYPED.fullmatch(mask(text.strip()))
    if match is None:
        return None
    number, rest = match["number"], " ".join(match["rest"].split())
    if number is None:
        return Typed(None, "misread" if rest else "show")
    if not rest:
        return Typed(int(number), "show")
    return _read(int(number), rest, today)


def _read(number: int, rest: str, today: date) -> Typed:
    if found := _CONFIRM.fullmatch(rest):
        return Typed(number, "confirm", key=(found["key"] or "").casefold())
    if found := _REJECT.fullmatch(rest):
        return Typed(number, "reject", key=(found["key"] or "").casefold(), reason=found["why"] or "")
    if found := _UNDO.fullmatch(rest):
        return Typed(number, "undo", reason=found["why"])
    if (found := _OWNER.fullmatch(rest)) and found["rest"]:
        name, *why = _WHY.split(found["rest"], maxsplit=1)
        return Typed(number, "move", "owner", name.strip(" ."), reason="".join(why), said=f"ägare {name.strip(' .')}")
    if found := _DUE.fullmatch(rest):
        return _due(number, found["rest"], today)
    for form, axis, value in _forms():
        plain = rest.translate(_ASCII).casefold()
        if plain.startswith(form) and not plain[len(form) : len(form) + 1].isalnum():
            return Typed(number, "move", axis, value, reason=_LED.sub("", rest[len(form) :].strip()), said=value)
    return Typed(number, "misread")


def _due(number: int, rest: str, today: date) -> Typed:
    draft = Draft(rest)
    period = None if periods.impossible(rest) else periods.find(draft, (), today)
    if period is None or rest.index(period.said) > 0:
        return Typed(number, "no day", said=rest)
    day, why = period.until, rest[len(period.said) :]
    if not re.search(r"\d{4}", period.said) and day < today.isoformat():
        day = f"{int(day[:4]) + 1}{day[4:]}"
    return Typed(number, "move", "due", day, reason=_LED.sub("", why.strip()), said=f"klart {day}")


@cache
def _forms() -> tuple[tuple[str, Axis, str], ...]:
    """(form in ASCII, axis, value), the longest first."""
    forms = [
        (form.translate(_ASCII), axis, value)
        for axis, values in vocabulary.moves().items()
        for value, said in values.items()
        for form in said.split("|")
    ]
    return tuple(sorted(forms, key=lambda one: -len(one[0])))  # type: ignore[arg-type]  # the file's axes are Axis
