"""What one sentence says of a recommendation's life: forms of `vocabulary/suggestions.toml` and what speaks against.

Plans, wishes, conditions, questions and what others once found are no statements. A sentence that speaks of a part
says less than done; one that speaks of several recommendations says nothing of any. When in doubt nothing is said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from knowledge.extraction import periods
from knowledge.extraction.flow import plain
from knowledge.vocabulary import load

ACCEPTANCE, IMPLEMENTATION, DUE, OWNER = "acceptance", "implementation", "due", "owner"
DONE, PARTLY, BEGUN, NOT_DONE = "genomförd", "delvis genomförd", "påbörjad", "ej genomförd"
_LESS = {DONE: PARTLY, "godtas": "godtas delvis"}
_CONTRARY = {DONE: NOT_DONE, BEGUN: NOT_DONE, "godtas": "avvisas"}


@dataclass(frozen=True, slots=True)
class Stated:
    """axis and value as of knowledge/linking/suggested.py; own: of the recommendation itself, not of work on it."""

    axis: str
    value: str
    own: bool = False


def stated(sentence: str, number: int | None = None, day: str | None = None) -> list[Stated]:
    """What a sentence says, at most one value an axis.

    number: the recommendation that is answered, so that a sentence on another one says nothing. day: the document's.
    """
    text = plain(sentence)
    if text.endswith("?") or _speaks_of_others(text, number):
        return []
    found = [_implementation(text, day), _acceptance(text), _due(text, day), _owner(text)]
    return [one for one in found if one is not None]


def grade(text: str) -> str | None:
    """The implementation that a cell, a label's value or an auditor's grade says ("Pågående"), or None."""
    said = plain(text).casefold().strip(" .")
    return next((value for value, words in load("suggestions")["grades"].items() if said in words), None)


def _speaks_of_others(text: str, number: int | None) -> bool:
    numbers = {int(one) for one in re.findall(r"\brekommendation(?:en)? (?:nr\.? |nummer )?(\d{1,2})\b", text, re.I)}
    return bool(_block("several").search(text)) or (number is not None and bool(numbers - {number}))


def _implementation(text: str, day: str | None) -> Stated | None:
    for pattern, value, own in _forms("status"):
        match = pattern.search(text)
        if match and holds(text, match):
            said = _weighed(text, match, value)
            if said == DONE and _later(text, day):
                continue
            return Stated(IMPLEMENTATION, said, own)
    return None


def _acceptance(text: str) -> Stated | None:
    for pattern, value, own in _forms("acceptance"):
        match = pattern.search(text)
        if match and holds(text, match):
            return Stated(ACCEPTANCE, _weighed(text, match, value), own)
    return None


def holds(text: str, match: re.Match[str]) -> bool:
    """Whether what stands around a form lets it be a statement of who writes."""
    before, after = text[: match.start()], text[match.end() :]
    if _block("before").search(before) or _block("after").search(after) or _block("others").search(before):
        return False
    return len(_block("quotes").findall(before)) % 2 == 0


def _weighed(text: str, match: re.Match[str], value: str) -> str:
    """The value as the words between the verb and it have it, and what the rest of the sentence takes back."""
    how = " ".join(match.groupdict().get(name) or "" for name in ("pre", "how"))
    if _part().search(how):
        return _LESS.get(value, _LESS[DONE] if value == NOT_DONE else value)
    if re.search(r"\b(?:inte|ej|icke|aldrig)\b", how, re.IGNORECASE) or _block("none").search(text[: match.start()]):
        return _CONTRARY.get(value, value)
    after = text[match.end() :]
    if _block("but").search(after) or (value in (DONE, NOT_DONE) and _part().search(after)):
        return PARTLY if value == NOT_DONE and _part().search(after) else _LESS.get(value, value)
    return PARTLY if value == DONE and _part().search(text) else value


def _later(text: str, day: str | None) -> bool:
    """Whether the sentence speaks of a time that has not come."""
    if day is None:
        return False
    years = [int(year) for year in re.findall(r"\b20\d\d\b", text)]
    last = periods.last_day(text, day)
    return any(year > int(day[:4]) for year in years) or (last is not None and last.date > day and not last.derived)


def _due(text: str, day: str | None) -> Stated | None:
    """The day by which something is promised; none that has passed when it is said."""
    words = load("suggestions")["due"]
    if day is None or re.search(words["never"], text, re.I) or _block("others").search(text):
        return None
    year = re.search(words["year"], text, re.IGNORECASE)
    if year and int(year["year"]) >= int(day[:4]):
        return Stated(DUE, f"{year['year']}-12-31")
    deadline = re.search(words["deadline"], text, re.IGNORECASE)
    if deadline is None or not re.search(words["promises"], text, re.IGNORECASE):
        return None
    last = periods.last_day(text[deadline.start() :], day)
    return Stated(DUE, last.date) if last is not None and last.date >= day else None


def _owner(text: str) -> Stated | None:
    for pattern in _owners():
        match = pattern.search(text)
        if match and not _block("others").search(text):
            return Stated(OWNER, match["who"])
    return None


def sentences(text: str) -> list[str]:
    """The sentences of a cell."""
    return [one for one in re.split(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])", plain(text)) if one]


def due_of(text: str, day: str | None) -> str | None:
    """The day that a cell or a label's value promises ("2020-06-30", "kvartal 2 2020"); None where it has passed."""
    last = periods.last_day(plain(text), day)
    return last.date if last is not None and last.date >= (day or "") else None


# ---- the vocabulary, compiled once


def _filled(form: str) -> str:
    """A form with the parts that it names, one within another."""
    parts: dict[str, str] = load("suggestions")["parts"]
    while True:
        filled = re.sub(r"\{([a-z]+)\}", lambda match: parts[match[1]], form)
        if filled == form:
            return filled
        form = filled


@cache
def _forms(name: str) -> tuple[tuple[re.Pattern[str], str, bool], ...]:
    rows: list[dict[str, Any]] = load("suggestions")[name]
    return tuple(
        (re.compile(rf"(?<!\w)(?:{_filled(row['form'])})(?!\w)", re.I), row["value"], row.get("own", False))
        for row in rows
    )


@cache
def _block(name: str) -> re.Pattern[str]:
    return re.compile(_filled(load("suggestions")["blocks"][name]), re.IGNORECASE)


def _part() -> re.Pattern[str]:
    return _block("part")


@cache
def _owners() -> tuple[re.Pattern[str], ...]:
    owner = load("suggestions")["owner"]
    return tuple(re.compile(form.replace("{role}", owner["role"]), re.IGNORECASE) for form in owner["forms"])
