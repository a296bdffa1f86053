"""What people have reported as wrong in an answer, until a registrator has dealt with it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from knowledge.errors import ReportUnknown
from knowledge.store.connections import Connections

_KEPT = (
    "id, answer, reported_at, platform, question, lead, citations, open, comment, settled_at, settlement, reply_to, "
    "given_at, seen"
)


@dataclass(frozen=True, slots=True)
class Cited:
    """What a reported answer cited: the document's file and title, the page, the § and the words."""

    file: str
    title: str
    page: int | None
    section: str | None
    quote: str
    url: str


@dataclass(frozen=True, slots=True)
class Report:
    """A report. answer: the answer's id; times are ISO, UTC; open: whether all that was cited is for everyone;
    settlement: what the registrator said of it, None while it waits; reply_to: where whoever reported is answered.

    lead and citations are the answer's of when it was reported. Where that is another one than the reader saw, given_at
    says when theirs was given and seen how it began, as far as that is known."""

    id: int
    answer: str
    reported_at: str
    platform: str
    question: str
    lead: str
    citations: tuple[Cited, ...]
    open: bool
    comment: str
    settled_at: str | None = None
    settlement: str | None = None
    reply_to: str | None = None
    given_at: str | None = None
    seen: str | None = None


class Reports:
    """The part of Readable and Writable in knowledge/store/api.py that speaks of reports."""

    _db: Connections

    def put_report(
        self,
        *,
        answer: str,
        platform: str,
        question: str,
        lead: str,
        citations: Sequence[Cited],
        open_to_all: bool,
        comment: str,
        reply_to: str | None = None,
        given_at: str | None = None,
        seen: str | None = None,
    ) -> Report:
        kept = json.dumps([[c.file, c.title, c.page, c.section, c.quote, c.url] for c in citations], ensure_ascii=False)
        values = (answer, _now(), platform, question, lead, kept, int(open_to_all), comment)
        places = (reply_to, given_at, seen)
        with self._db.write() as db:
            made = db.execute(
                "INSERT INTO reports (answer, reported_at, platform, question, lead, citations, open, comment, "
                "reply_to, given_at, seen) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (*values, *places),
            ).lastrowid
        return _report((made, *values, None, None, *places))

    def report(self, report: int) -> Report:
        found = self._db.read(f"SELECT {_KEPT} FROM reports WHERE id = ?", [report])  # noqa: S608 - a constant
        if not found:
            raise ReportUnknown(report=report)
        return _report(found[0])

    def reports(self, *, waiting: bool = True, limit: int = 200) -> list[Report]:
        where = "WHERE settled_at IS NULL" if waiting else ""
        found = self._db.read(f"SELECT {_KEPT} FROM reports {where} ORDER BY id DESC LIMIT ?", [limit])  # noqa: S608 - constants
        return [_report(row) for row in found]

    def settle_report(self, report: int, settlement: str) -> Report:
        before, now = self.report(report), _now()
        settled = "UPDATE reports SET settled_at = ?, settlement = ?, reply_to = NULL WHERE id = ?"
        with self._db.write() as db:
            db.execute(settled, [now, settlement, report])
        return replace(before, settled_at=now, settlement=settlement)

    def reopen_report(self, report: int) -> None:
        with self._db.write() as db:
            db.execute("UPDATE reports SET settled_at = NULL, settlement = NULL WHERE id = ?", [report])


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _report(row: Sequence[object]) -> Report:
    id_, answer, at, platform, question, lead, citations, is_open, comment, settled_at, settlement, *last = row
    to, at_first, seen = last
    return Report(
        id=int(str(id_)),
        answer=str(answer),
        reported_at=str(at),
        platform=str(platform),
        question=str(question),
        lead=str(lead),
        citations=tuple(Cited(*one) for one in json.loads(str(citations))),
        open=bool(is_open),
        comment=str(comment),
        settled_at=None if settled_at is None else str(settled_at),
        settlement=None if settlement is None else str(settlement),
        reply_to=None if to is None else str(to),
        given_at=None if at_first is None else str(at_first),
        seen=None if seen is None else str(seen),
    )
