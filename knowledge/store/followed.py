"""What is followed until it is closed, and every move that was made with it: only ever added to.

A thing is known by its file, its list and a digest of its words (`subject_of`), so that neither a rebuild nor a new
version of the file loses what was decided about it. A move whose evidence lies outside the reader's collections does
not exist for that reader, nor does one that undoes it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from knowledge.errors import MovedMeanwhile, StoreBusy, StoreUnreachable
from knowledge.facts import squeeze
from knowledge.names import fold
from knowledge.store import rows
from knowledge.store.api import Found
from knowledge.store.connections import Connections
from knowledge.store.reader import Reader

Axis = Literal["acceptance", "implementation", "owner", "due", "suggestion", "undo"]

MOTIONS = "motions"
"""The list of what is followed as a whole paper: a motion or an initiative, whatever clauses it has."""
MOVED_KINDS = ("motion", "ledamotsinitiativ")
_LISTED = {"Recommendation": "recommendations", "Assignment": "assignments", "OpenPoint": "open_points"} | {
    "Promise": "promises",
    "Submission": "submissions",
    "Proposal": MOTIONS,
}
FOLLOWED = tuple(_LISTED.values())
"""The lists of what can be followed."""
_MOVE = (
    "m.id, m.subject, m.axis, m.value, m.on_day, m.actor, m.role, m.reason, m.document, m.collection, m.page, m.start, "
    'm."end", m.quote, m.suggestion, m.undoes, m.made_at'
)


@dataclass(frozen=True, slots=True)
class Subject:
    """What is followed. said: a digest of its words; words: themselves, on one line."""

    collection: str
    file: str
    list: str
    said: str
    words: str

    @property
    def place(self) -> tuple[str, str, str]:
        """(collection, file, list)."""
        return self.collection, self.file, self.list


@dataclass(frozen=True, slots=True)
class Numbered:
    """A thing that is followed, and its number. hides: whether a registrator has hidden facts of its file and list."""

    number: int
    subject: Subject
    hides: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that speak for a move. document: the id of that version; quote: empty once the document is removed."""

    document: int
    collection: str
    page: int | None
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class NewMove:
    """A move to be made. on_day: of the evidence or of the note, ISO; actor, role: who makes it and as what; reason:
    why, where no evidence says so; suggestion: the key of the one that it confirms (axis "suggestion": rejects);
    undoes: the move that it takes back (axis "undo")."""

    axis: Axis
    value: str
    on_day: str
    actor: str
    role: str
    reason: str = ""
    evidence: Evidence | None = None
    suggestion: str | None = None
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """A move that was made. subject: the number of what it moved; made_at: ISO, UTC."""

    id: int
    subject: int
    axis: Axis
    value: str
    on_day: str
    actor: str
    role: str
    reason: str
    evidence: Evidence | None
    suggestion: str | None
    undoes: int | None
    made_at: str


def subject_of(found: Found) -> Subject | None:
    """What a fact is followed as; None where its kind is not followed.

    A motion or an initiative is one thing, whatever clauses it has. Of a recommendation whom it is given to belongs to
    its words, of an assignment who has it; their order in the document does not.
    """
    kind, document = type(found.fact).__name__, found.document
    listed = _LISTED.get(kind)
    if listed is None or (listed == MOTIONS and document.kind not in MOVED_KINDS):
        return None
    if listed == MOTIONS:
        return Subject(document.collection, document.file, MOTIONS, digest("", ""), document.title)
    words = " ".join(str(getattr(found.fact, "text", "")).split())
    to = getattr(found.fact, "addressee", None) or getattr(found.fact, "responsible", None) or ""
    return Subject(document.collection, document.file, listed, digest(words, to), words)


def digest(words: str, to: str) -> str:
    """What words to somebody are known by: letters and digits alone count."""
    return hashlib.sha256(f"{squeeze(words)}\0{fold(to)}".encode()).hexdigest()[:32]


class Followed:
    """The part of Readable and Writable in knowledge/store/api.py that speaks of what is followed."""

    _db: Connections

    def numbered(self, reader: Reader, places: Collection[tuple[str, str, str]]) -> list[Numbered]:
        condition, values = rows.visible(reader, "n")
        found = self._db.read(
            f"{_NUMBERED} FROM json_each(?) p CROSS JOIN followed n ON n.collection = json_extract(p.value, '$[0]') "
            "AND n.file = json_extract(p.value, '$[1]') AND n.list = json_extract(p.value, '$[2]') "
            f"WHERE {condition} ORDER BY n.number",
            [json.dumps(sorted(set(places))), *values],
        )
        return [_numbered(row) for row in found]

    def of_number(self, reader: Reader, number: int) -> Numbered | None:
        condition, values = rows.visible(reader, "n")
        found = self._db.read(f"{_NUMBERED} FROM followed n WHERE n.number = ? AND {condition}", [number, *values])
        return _numbered(found[0]) if found else None

    def moves(self, reader: Reader, numbers: Collection[int]) -> list[Move]:
        return self._moves(reader, "m.subject IN (SELECT value FROM json_each(?))", [json.dumps(sorted(set(numbers)))])

    def moves_between(self, reader: Reader, since: str, until: str) -> list[Move]:
        return self._moves(reader, "m.made_at >= ? AND m.made_at < ?", [since, until])

    def moved(self, reader: Reader) -> list[Numbered]:
        condition, values = rows.visible(reader, "n")
        found = self._db.read(
            f"{_NUMBERED} FROM followed n WHERE {condition} AND n.number IN (SELECT subject FROM moves) "  # noqa: S608 - constants
            "ORDER BY n.number",
            values,
        )
        return [_numbered(row) for row in found]

    def newest_move(self) -> int:
        return int(self._db.read("SELECT coalesce(max(id), 0) FROM moves")[0][0])

    def number_all(self, subjects: Iterable[Subject]) -> None:
        wanted = [(*one.place, one.said, one.words) for one in dict.fromkeys(subjects)]
        if not wanted:
            return
        try:
            with self._db.write(durable=False, patient=False) as db:
                db.executemany(
                    "INSERT OR IGNORE INTO followed (collection, file, list, said, words) VALUES (?, ?, ?, ?, ?)",
                    wanted,
                )
        except (StoreBusy, StoreUnreachable):
            return  # the answer does not wait for a number, nor fail where the store may not be written

    def put_moves(self, reader: Reader, subject: int, moves: Sequence[NewMove], after: int) -> list[Move]:
        seen, names = rows.visible(reader, "m")
        made = datetime.now(UTC).isoformat(timespec="microseconds")  # one act, one time
        with self._db.write() as db:
            newer = (
                f"SELECT 1 FROM moves m WHERE m.subject = ? AND m.id > ? AND (m.collection IS NULL OR {seen}) LIMIT 1"  # noqa: S608 - constants
            )
            if db.execute(newer, [subject, after, *names]).fetchall():
                raise MovedMeanwhile
            ((newest,),) = db.execute("SELECT coalesce(max(id), 0) FROM moves").fetchall()
            db.executemany(_PUT, [_row(subject, move, made) for move in moves])
            found = db.execute(
                f"SELECT {_MOVE} FROM moves m WHERE m.subject = ? AND m.id > ? ORDER BY m.id",  # noqa: S608 - constants
                [subject, newest],
            ).fetchall()
        return [_move(row) for row in found]

    def _moves(self, reader: Reader, condition: str, values: list[object]) -> list[Move]:
        """The moves that fulfil a condition, in their order; those that the reader may not see left out."""
        seen, names = rows.visible(reader, "m")
        of, theirs = rows.visible(reader, "n")
        found = self._db.read(
            f"SELECT {_MOVE} FROM moves m JOIN followed n ON n.number = m.subject AND {of} "  # noqa: S608 - constants
            "LEFT JOIN moves u ON u.id = m.undoes "
            f"WHERE {condition} AND (m.collection IS NULL OR {seen}) "
            f"AND (u.collection IS NULL OR {seen.replace('m.', 'u.')}) ORDER BY m.id",
            [*theirs, *values, *names, *names],
        )
        return [_move(row) for row in found]


_PUT = (
    "INSERT INTO moves (subject, axis, value, on_day, actor, role, reason, document, collection, page, start, "
    '"end", quote, suggestion, undoes, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'
)
_NO_WORDS = (None, None, None, None, None, "")
_NUMBERED = (
    "SELECT n.number, n.collection, n.file, n.list, n.said, n.words, EXISTS (SELECT 1 FROM hidden_facts h "
    "WHERE h.collection = n.collection AND h.file = n.file AND h.list = n.list)"
)


def _row(subject: int, move: NewMove, made_at: str) -> tuple[object, ...]:
    seen = move.evidence
    words = (seen.document, seen.collection, seen.page, seen.start, seen.end, seen.quote) if seen else _NO_WORDS
    said = (move.axis, move.value, move.on_day, move.actor, move.role, move.reason)
    return (subject, *said, *words, move.suggestion, move.undoes, made_at)


def _numbered(row: Sequence[object]) -> Numbered:
    number, collection, file, listed, said, words, hides = row
    subject = Subject(str(collection), str(file), str(listed), str(said), str(words))
    return Numbered(int(str(number)), subject, bool(hides))


def _move(row: tuple[object, ...]) -> Move:
    id_, subject, axis, value, on_day, actor, role, reason, *words, suggestion, undoes, made_at = row
    evidence = Evidence(*words) if words[0] is not None else None  # type: ignore[arg-type]  # columns as the schema types them
    return Move(id_, subject, axis, value, on_day, actor, role, reason, evidence, suggestion, undoes, made_at)  # type: ignore[arg-type]  # as above
