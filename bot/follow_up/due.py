"""What is to be done and by when, over the whole record: one query that the digest, the calendar and exports share.

An assignment or a promise has the day that its words name, a recommendation the one that was promised for it. A motion
is to be decided by fullmäktige within a year from when it was put (kommunallagen 5 kap. 35 §); an initiative in a nämnd
has no such year, nor has an open point a day. What a later document surely takes up is no longer due, nor is a motion
where the record lacks the minutes in which its answer would stand: nothing is called late that cannot be known here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot.answers.assignments import tells_it_is_done
from bot.answers.sheet import Desk
from bot.follow_up.life.model import decided_by
from bot.follow_up.standing import lives
from knowledge.facts import Assignment, Decision, OpenPoint, Promise, Proposal, Recommendation, squeeze
from knowledge.linking import traces
from knowledge.linking.motions import KINDS
from knowledge.names import fold
from knowledge.store.api import Document, FactQuery, Found
from knowledge.store.keys import item_of

Kind = Literal["assignment", "promise", "recommendation", "motion", "initiative", "open_point"]

_ALL = 1_000_000
_ANSWERS = ("grants", "rejects", "settles", "decides", "origin")
_FINAL = ("bifall", "avslag", "delvis bifall", "besvarad")
_COUNCIL = "fullmäktige"
_MINUTES = ("protokoll", "protokollsutdrag")


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that is to be done. body: whose document says so; owner: who has it; given: the day of the document;
    last: the last day, ISO, None where there is none; statutory: it is the law's and stands in no document."""

    kind: Kind
    found: Found
    text: str
    body: str | None
    owner: str | None
    given: str | None
    last: str | None
    statutory: bool = False

    def left(self, today: date) -> int | None:
        """Days to the last day: 0 on it, negative after it; None without one."""
        return (date.fromisoformat(self.last) - today).days if self.last else None

    def age(self, today: date) -> int | None:
        """Days since it was given; None where its document has no day."""
        return (today - date.fromisoformat(self.given)).days if self.given else None


def everything(desk: Desk) -> list[Due]:
    """All that is still to be done, as this reader sees it: with a day the nearest first, then what has none.

    Raises StoreError."""
    found = [*_once(_told(desk)), *_motions(desk), *_open_points(desk)]
    return sorted(found, key=lambda one: (one.last or "9999", one.given or "", one.found.id))


def soon(dues: Iterable[Due], today: date, days: int) -> list[Due]:
    """Those whose last day is today or within so many days, the nearest first."""
    return [one for one in dues if (left := one.left(today)) is not None and 0 <= left <= days]


def overdue(dues: Iterable[Due], today: date) -> list[Due]:
    """Those whose last day has passed, the latest to have passed first."""
    return [one for one in reversed(list(dues)) if (left := one.left(today)) is not None and left < 0]


def taken_up(desk: Desk, before: str = "9999") -> set[int]:
    """The assignments and promises (facts) that a later document surely takes up, one that was held before a moment."""
    links = desk.store.links(desk.reader, kind=traces.KIND)
    sure = [one for one in links if one.confidence >= traces.STRONG and one.document.ingested_at < before]
    return {one.target.id for one in sure}


def _told(desk: Desk) -> Iterator[Due]:
    """Assignments, promises and recommendations with a last day of their own or one that was promised for them."""
    done = taken_up(desk)
    for name in ("assignments", "promises", "recommendations"):
        found = desk.store.facts(desk.reader, FactQuery(name, limit=_ALL))
        for one, now in zip(found, lives(desk, found), strict=True):
            last = now.due or getattr(one.fact, "due", None)
            if last and now.is_open and one.id not in done and not tells_it_is_done(_text(one)):
                owner = now.owner or getattr(one.fact, "responsible", None) or getattr(one.fact, "addressee", None)
                yield Due(_kind(one), one, _text(one), one.document.body, owner, one.document.date, last)


def _once(dues: Iterable[Due]) -> list[Due]:
    """What a case's papers repeat once, from the last of them: its committee's words, the body's, the extract's."""
    kept: dict[tuple[str, str | None, str], Due] = {}
    for one in sorted(dues, key=lambda each: (each.given or "", each.found.id)):
        kept[squeeze(one.text), one.last, fold(one.found.document.municipality or "")] = one
    return list(kept.values())


def _kind(found: Found) -> Kind:
    if isinstance(found.fact, Recommendation):
        return "recommendation"
    return "assignment" if isinstance(found.fact, Assignment) else "promise"


def _text(found: Found) -> str:
    return str(found.fact.text) if isinstance(found.fact, Assignment | Promise | Recommendation | OpenPoint) else ""


def _open_points(desk: Desk) -> Iterator[Due]:
    """What stands on each body's newest list."""
    newest: dict[tuple[str, str], str] = {}
    found = desk.store.facts(desk.reader, FactQuery("open_points", limit=_ALL))
    for one in found:
        newest[_whose(one.document)] = max(newest.get(_whose(one.document), ""), one.document.date or "")
    for one, now in zip(found, lives(desk, found), strict=True):
        if now.is_open and (one.document.date or "") == newest[_whose(one.document)]:
            yield Due("open_point", one, _text(one), one.document.body, now.owner, one.document.date, now.due)


def _whose(document: Document) -> tuple[str, str]:
    return fold(document.body or document.title), fold(document.municipality or "")


def _motions(desk: Desk) -> Iterator[Due]:
    """Motions and initiatives of which no decision is held, with the first of their clauses."""
    first: dict[int, Found] = {}
    for paper in KINDS:
        for one in desk.store.facts(desk.reader, FactQuery("proposals", kind=paper, limit=_ALL)):
            if isinstance(one.fact, Proposal):
                first.setdefault(one.document.id, one)
    answered = answered_motions(desk) if first else set()
    minutes = _last_minutes(desk) if first else {}
    found = list(first.values())
    for one, now in zip(found, lives(desk, found), strict=True):
        document = one.document
        if document.id in answered or not now.is_open or not document.date:
            continue
        council = document.kind == "motion"
        known = document.date < _until(minutes, _COUNCIL if council else fold(document.body or ""), document)
        last = now.due or (decided_by(document.date) if council and known else None)
        kind: Kind = "motion" if council else "initiative"
        statutory = last is not None and now.due is None
        yield Due(kind, one, document.title, document.body, now.owner, document.date, last, statutory)


def answered_motions(desk: Desk, before: str = "9999") -> set[int]:
    """The motions and initiatives (documents) that are decided by whom it is for, in what was held before a moment."""
    links = [one for kind in _ANSWERS for one in desk.store.links(desk.reader, kind=kind)]
    links = [one for one in links if one.target.document.kind in KINDS and one.source is not None]
    links = [one for one in links if one.document.ingested_at < before]
    sources = {one.id: one for one in desk.store.facts_of(desk.reader, [one.source for one in links if one.source])}
    found: set[int] = set()
    for link in links:
        source = sources.get(link.source or 0)
        if source is not None and any(_ends(one, link.target.document) for one in _decisions(desk, source)):
            found.add(link.target.document.id)
    return found


def _decisions(desk: Desk, source: Found) -> Sequence[Found]:
    """The decision that a tie comes from, or those of the § whose heading it comes from."""
    if isinstance(source.fact, Decision):
        return [source]
    item = item_of(source.fact)
    return desk.store.facts_beside(desk.reader, ["decisions"], source.document.id, item) if item else []


def _ends(decision: Found, motion: Document) -> bool:
    """Whether a decision is the last word of a motion: fullmäktige's; of an initiative the body's own."""
    fact = decision.fact
    if not isinstance(fact, Decision) or fact.proposed_to or fact.outcome not in _FINAL:
        return False
    return motion.kind != "motion" or _COUNCIL in fold(fact.body or decision.document.body or "")


def _last_minutes(desk: Desk) -> dict[tuple[str, str], str]:
    """(folded body, folded place) → until which day the record holds its minutes; every fullmäktige by that word."""
    held: dict[tuple[str, str], str] = defaultdict(str)
    for kind in _MINUTES:
        for one in desk.store.documents(desk.reader, kind=kind, limit=_ALL):
            body, place = _whose(one)
            key = (_COUNCIL if _COUNCIL in body else body, place)
            held[key] = max(held[key], one.date or "")
    return held


def _until(minutes: dict[tuple[str, str], str], body: str, document: Document) -> str:
    """Until when there are minutes of the body in the document's place; one that names no place belongs to the only
    one that there is, or to none."""
    place = fold(document.municipality or "")
    days = {where: day for (whose, where), day in minutes.items() if whose == body}
    if not place and len(days) == 1:
        return next(iter(days.values()))
    return max(days.get(place, ""), days.get("", ""))
