"""An issue as a message: a first sentence that counts, the groups, at most a screen of entries, and the way to all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.answers import stands
from bot.answers.answer import Answer, Choice, Item
from bot.answers.sheet import Desk, Sheet
from bot.follow_up import moments
from bot.follow_up.digest import material as read_
from bot.follow_up.digest.chosen import chosen
from bot.follow_up.digest.groups import Entry, Group, Known, body_of, groups
from bot.follow_up.digest.material import Material, Period
from bot.follow_up.digest.selecting import Selection
from bot.follow_up.watch.model import Subscription
from bot.messages import of_digest
from bot.questions.question import Question

SCREEN = 10
"""Entries of an issue with their quotes, which is about what a screen holds."""
LINES = 20
"""Lines of one without."""
PAGE = 12
"""Entries of a part of the whole."""
STAMP = "%Y%m%dT%H%M%S"


@dataclass(frozen=True, slots=True)
class Issue:
    """name: whatever it was asked for by; news: whether anything is told that was not the case before the period: an
    issue without may be left out."""

    name: object
    answer: Answer
    news: bool


def compose(desk: Desk, subscriptions: Sequence[Subscription], period: Period) -> Answer:
    """The issue of a period for those who subscribe in one place, as this reader may see it; without subscriptions all
    of it. The same for a preview and for what is posted. Raises StoreError."""
    (made,) = issues(desk, [(None, subscriptions, period)])
    return made.answer


def issues(desk: Desk, wanted: Iterable[tuple[object, Sequence[Subscription], Period]]) -> Iterator[Issue]:
    """Very many issues for one reader: (name, subscriptions of a place, period). What is new is read once a period, and
    who wants what of it is settled once a fact. Raises StoreError."""
    asked = list(wanted)
    every = {one.id: one for _, subscriptions, _ in asked for one in subscriptions}
    choosing = chosen(desk, list(every.values()))
    held: dict[tuple[datetime, datetime], Selection] = {}
    known: dict[tuple[datetime, datetime], Known] = {}
    dues = read_.due_of(desk)
    for name, subscriptions, period in asked:
        key = (period.start, period.end)
        if key not in held:
            held[key] = Selection(read_.read(desk, period, dues), choosing)
        ids = {one.id for one in subscriptions}
        material = held[key].of(ids) if ids else held[key].material
        short = bool(subscriptions) and all(one.manner.short for one in subscriptions)
        answer = _letter(desk, material, period, sorted(ids), short=short, known=known.setdefault(key, {}))
        yield Issue(name, answer, material.has_news(moments.day_of(moments.moment(period.start))))


def whole(
    desk: Desk, subscriptions: Sequence[Subscription], period: Period, skip: int, fits: Callable[[Answer], int] | None
) -> Answer:
    """A part of the whole issue: the entries after the first `skip`, as many as a message of the platform holds.

    fits: as Incoming.fits. Raises StoreError."""
    ids = {one.id for one in subscriptions}
    material = read_.read(desk, period, read_.due_of(desk))
    material = Selection(material, chosen(desk, subscriptions)).of(ids) if ids else material
    every = [(group, entry) for group in groups(desk, material) for entry in group.first(len(group.entries))]
    made = _part(desk, material, period, sorted(ids), every, skip, PAGE)
    if fits is not None and (room := max(1, fits(made))) < len(made.items):
        made = _part(desk, material, period, sorted(ids), every, skip, room)
    return made


def ask_whole(period: Period, ids: Sequence[int], skip: int = 0) -> str:
    """What is typed or pressed to see the whole of an issue, from an entry on (bot/follow_up/digest/asked.py)."""
    span = "-".join(f"{moment.astimezone(UTC):{STAMP}}" for moment in (period.start, period.end))
    return " ".join(["visa brevet", span, *map(str, ids), *([f"från {skip + 1}"] if skip else [])])


def _letter(desk: Desk, material: Material, period: Period, ids: Sequence[int], *, short: bool, known: Known) -> Answer:
    made = groups(desk, material, known)
    sheet = _sheet(desk)
    counts = _share(made, LINES if short else SCREEN)
    told = 0
    for group, count in zip(made, counts, strict=True):
        shown = group.first(count)
        told += len(shown)
        _write(sheet, group, shown, short=short)
    every = sum(len(group.entries) for group in made)
    notes = _notes(material, sheet)
    choices = []
    if told < every:
        notes.append(of_digest.left(told, every))
        choices.append(Choice(label=of_digest.show_all(every), text=ask_whole(period, ids)))
    return sheet.finish("answered", _lead(material, period), notes, choices, intent="digest")


def _part(
    desk: Desk,
    material: Material,
    period: Period,
    ids: Sequence[int],
    every: Sequence[tuple[Group, Entry]],
    skip: int,
    room: int,
) -> Answer:
    sheet = _sheet(desk)
    for at, (group, entry) in enumerate(every[skip : skip + room], skip):
        first = at == skip or every[at - 1][0] is not group
        _write(sheet, group, [entry], headed=first)
    last = min(skip + room, len(every))
    choices = []
    if last < len(every):
        choices.append(Choice(label=of_digest.show_more(len(every) - last), text=ask_whole(period, ids, last)))
    lead = of_digest.part(_named(period), min(skip + 1, len(every)), last, len(every))
    return sheet.finish("answered", lead, _notes(material, sheet), choices, intent="digest")


def _sheet(desk: Desk) -> Sheet:
    return Sheet(desk, Question(of_digest.title(), "help"))


def _write(sheet: Sheet, group: Group, entries: Iterable[Entry], *, short: bool = False, headed: bool = True) -> None:
    """The entries of a group; the first of them with the group's heading."""
    at = len(sheet.items)
    for entry in entries:
        if short:
            sheet.items.append(Item(text=entry.line))
        else:
            entry.add(sheet)
    if headed and len(sheet.items) > at:
        sheet.items[at] = sheet.items[at].model_copy(update={"heading": group.heading})


def _share(made: Sequence[Group], room: int) -> list[int]:
    """How many entries of each group there is room for: in rounds, so that none is left out for another's length."""
    counts = [0] * len(made)
    while room > 0 and any(count < len(group.entries) for count, group in zip(counts, made, strict=True)):
        for at, group in enumerate(made):
            more = min(group.weight, len(group.entries) - counts[at], room)
            counts[at] += more
            room -= more
    return counts


def _notes(material: Material, sheet: Sheet) -> list[str]:
    notes = [of_digest.late_means()] if material.late else []
    notes += [of_digest.absent_means()] if material.absent else []
    cited = {one.document for one in sheet.citations}
    told = [one for one in material.decisions if one.document.file in cited]
    return notes + ([of_digest.unadjusted()] if stands.adjusted_notes(told) else [])


def _lead(material: Material, period: Period) -> str:
    named = _named(period)
    if material.empty:
        return of_digest.empty(named)
    bodies = Counter(body_of(one) for one in material.decisions)
    dissent = sum(bool(material.beside_of(one)) for one in material.decisions)
    counts = {
        "opened": len(material.opened),
        "moved": len(material.moved),
        "soon": len(material.soon),
        "late": len(material.late),
        "corrected": len(material.corrected),
        "absent": len(material.absent),
    }
    return of_digest.lead(named, list(bodies.items()), dissent, counts)


def _named(period: Period) -> str:
    first, last = moments.day_of(moments.moment(period.start)), moments.last_day(period.end)
    return of_digest.named(first.isoformat(), last.isoformat(), period.missed)
