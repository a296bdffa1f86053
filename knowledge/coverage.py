"""What the record holds and what it seems to lack: counts, § numbers that are missing, meetings that are not held.

Everything but the counts is derived. The rules, also told in the guide:

1. The §§ of a body run through the calendar year. A number missing inside a meeting, or between the last of one meeting
   and the first of the next that is held, is a gap; numbers of extracts fill it.
2. Where a later meeting begins at or below a number that an earlier one has, the numbering does not run through the
   year: then only gaps inside meetings count.
3. A number further than STRAY from its neighbours in the meeting is a misread one and is left out.
4. A meeting is referred to by a day with its year beside a §. It is held where the record has a document of that body
   and day; where the reference names no body, any meeting of that day.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from knowledge.extraction import bodies, dates
from knowledge.extraction.flow import plain
from knowledge.names import fold
from knowledge.store.api import Document, FactQuery, FailedFile, Tally, Watch
from knowledge.store.reader import Reader
from knowledge.store.sqlite import SqliteStore

STRAY = 25
"""§ numbers between two neighbours of one meeting, beyond which one of them was misread."""
MINUTES = ("protokoll", "samverkansprotokoll", "protokollsutdrag")

_ALL = 1_000_000
_BEFORE_DATE = 120
_ITEM_AFTER = re.compile(r"[\s,(]{0,3}§+\s*(\d{1,3})(?!\w)")
_ITEM_BEFORE = re.compile(r"§+\s*(\d{1,3})[\s,(]{1,3}(?:den\s+)?\Z")
_CASE_LIKE = re.compile(r"\d{4}-\d{4}")
_SENTENCE_END = re.compile(r"[.!?]\s+(?=[A-ZÅÄÖ])|\n\s*\n|\n(?=[A-ZÅÄÖ§])")

_Place = tuple[str, str]
"""(body, municipality), folded; the municipality empty where no document of the body names one."""


@dataclass(frozen=True, slots=True)
class Gap:
    """§§ first–last of a year that no document holds. after, before: the days of the meetings on either side.

    The same day twice: inside that meeting. after None: before the first meeting of the year that is held."""

    body: str
    municipality: str | None
    year: int
    first: int
    last: int
    after: str | None
    before: str


@dataclass(frozen=True, slots=True)
class Missing:
    """A meeting that is referred to and not held. body None: the references name none. where: (file, page, words)."""

    body: str | None
    date: str
    items: tuple[str, ...]
    where: tuple[tuple[str, int | None, str], ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The whole report. no_items: minutes in which no § was read, so that their numbers cannot be checked."""

    held: tuple[Tally, ...]
    gaps: tuple[Gap, ...]
    missing: tuple[Missing, ...]
    without_facts: tuple[Document, ...]
    no_items: tuple[Document, ...]
    failed: tuple[FailedFile, ...]
    watches: tuple[Watch, ...]


def coverage(store: SqliteStore, reader: Reader, body: str | None = None, year: int | None = None) -> Coverage:
    """What the reader's collections hold and lack, of one body (compared folded) and year, or of all.

    Raises StoreError."""
    documents = store.documents(reader, limit=_ALL)
    numbers = _numbers(store, reader)

    def wanted(name: str | None, of_year: int | None) -> bool:
        return (body is None or fold(name or "") == fold(body)) and (year is None or of_year == year)

    def chosen(found: Iterable[Document]) -> tuple[Document, ...]:
        return tuple(one for one in found if wanted(one.body, _year(one.date)))

    protokoll = [one for one in documents if one.kind == "protokoll"]
    return Coverage(
        tuple(one for one in store.tallies(reader) if wanted(one.body, one.year)),
        tuple(gap for gap in gaps(documents, numbers) if wanted(gap.body, gap.year)),
        tuple(one for one in missing(store, reader, documents) if wanted(one.body, _year(one.date))),
        chosen(store.without_facts(reader)),
        chosen(one for one in protokoll if not numbers.get(one.id)),
        tuple(store.failures(reader)),
        tuple(store.watches(reader)),
    )


def _year(day: str | None) -> int | None:
    return int(day[:4]) if day else None


def _numbers(store: SqliteStore, reader: Reader) -> dict[int, set[int]]:
    """The § numbers of each document."""
    found: dict[int, set[int]] = defaultdict(set)
    for one in store.facts(reader, FactQuery("agenda_items", limit=_ALL)):
        digits = re.match(r"\d{1,3}", str(getattr(one.fact, "number", "")))
        if digits:
            found[one.document.id].add(int(digits.group()))
    return found


def gaps(documents: Iterable[Document], numbers: dict[int, set[int]]) -> Iterator[Gap]:
    """The gaps by rules 1 to 3, body by body, year by year."""
    known: dict[tuple[str, int], list[tuple[Document, set[int]]]] = defaultdict(list)
    for one in documents:
        if one.kind in MINUTES and one.body and one.date and numbers.get(one.id):
            place = f"{fold(one.body)}|{fold(one.municipality or '')}"
            known[place, int(one.date[:4])].append((one, numbers[one.id]))
    for (_, year), held in sorted(known.items(), key=lambda item: item[0]):
        yield from _of_year(year, held)


def _of_year(year: int, held: list[tuple[Document, set[int]]]) -> Iterator[Gap]:
    days: dict[str, set[int]] = defaultdict(set)
    whole: set[str] = set()
    for one, found in held:
        day = one.date or ""
        days[day] |= found
        if one.kind != "protokollsutdrag":
            whole.add(day)
    everything = set().union(*days.values())
    runs = [(day, _run(days[day])) for day in sorted(days)]
    body, place = held[0][0].body or "", held[0][0].municipality
    for day, run in runs:
        if day in whole:
            for first, last in _holes(run[0], run[-1], everything):
                yield Gap(body, place, year, first, last, day, day)
    if len(whole) > 1 and all(a[-1] < b[0] for (_, a), (_, b) in pairwise(runs)):
        for (before, a), (after, b) in pairwise(runs):
            for first, last in _holes(a[-1], b[0], everything):
                yield Gap(body, place, year, first, last, before, after)
        if runs[0][1][0] > 1:
            yield Gap(body, place, year, 1, runs[0][1][0] - 1, None, runs[0][0])


def _run(numbers: set[int]) -> list[int]:
    """The longest run of a meeting's numbers without a jump over STRAY."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number - runs[-1][-1] <= STRAY:
            runs[-1].append(number)
        else:
            runs.append([number])
    return max(runs, key=len)


def _holes(low: int, high: int, held: set[int]) -> Iterator[tuple[int, int]]:
    """Spans of numbers between low and high that are not held."""
    start = None
    for number in range(low + 1, high + 1):
        if number not in held and number != high:
            start = start or number
        elif start:
            yield start, number - 1
            start = None


def missing(store: SqliteStore, reader: Reader, documents: Iterable[Document]) -> Iterator[Missing]:
    """Meetings that texts refer to and the record does not hold, by rule 4, the latest first."""
    every = list(documents)
    held = {(fold(one.body or ""), one.date) for one in every if one.kind in MINUTES and one.date}
    days = {day for _, day in held}
    found: dict[tuple[str, str], list[tuple[str | None, str, tuple[str, int | None, str]]]] = defaultdict(list)
    for one in every:
        for page in store.pages(reader, one.id):
            for body, day, item, words in _references(page.text, one):
                known = (fold(body), day) in held if body else day in days
                if not known and (one.date is None or day < one.date):
                    found[day, fold(body or "")].append((body, item, (one.file, page.number, words)))
    for (day, _), named in sorted(found.items(), reverse=True):
        items = sorted({item for _, item, _ in named}, key=int)
        where = tuple(dict.fromkeys(place for _, _, place in named))
        yield Missing(named[0][0] and bodies.display(named[0][0]), day, tuple(items), where)


def _references(text: str, document: Document) -> Iterator[tuple[str | None, str, str, str]]:
    """(body, day, §, the words) of every day with a § beside it."""
    for day in dates.find_all(text):
        after, before = _ITEM_AFTER.match(text, day.end), _ITEM_BEFORE.search(text, max(0, day.start - 20), day.start)
        item = after or before
        if item is None or day.derived or _CASE_LIKE.fullmatch(day.printed):
            continue
        start = _sentence(text, day.start)
        named = bodies.find_all(text[start : day.start])
        own = re.search(r"\b(?:nämnden|styrelsen)\b", text[start : day.start], re.IGNORECASE)
        body = named[-1].name if named else document.body if own else None
        yield body, day.date, item[1], plain(text[start : max(day.end, item.end())]).strip()


def _sentence(text: str, at: int) -> int:
    """Where the words before `at` begin that belong to its sentence."""
    low = max(0, at - _BEFORE_DATE)
    ends = [match.end() for match in _SENTENCE_END.finditer(text, low, at)]
    return ends[-1] if ends else low
