"""What a store can be asked and told. SQLite implements it (sqlite.py); PostgreSQL will, with the same meaning.

Reads are plain calls that take microseconds by index and may be made in the event loop; they raise StoreBusy at once
where the database is locked. Writes block for milliseconds: call them from a thread. Dates are ISO texts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol

from knowledge.case_numbers import CaseKey
from knowledge.facts import DocumentFacts, DocumentInfo, Fact, Meeting
from knowledge.reading.pages import Page, Reading
from knowledge.store.reader import Reader

if TYPE_CHECKING:
    from knowledge.store.approvals import Approval, Settled
    from knowledge.store.deliveries import Delivery, Ended
    from knowledge.store.deliveries import State as DeliveryState
    from knowledge.store.followed import Move, NewMove, Numbered, Subject
    from knowledge.store.history import Asked
    from knowledge.store.intake import State, Waiting
    from knowledge.store.links import LinkRow
    from knowledge.store.persons import PersonRow
    from knowledge.store.reports import Cited, Report
    from knowledge.store.subscriptions import Paused, SubscriptionRow


@dataclass(frozen=True, slots=True)
class Document:
    """A document as the store holds it: the newest version of one file in one collection."""

    id: int
    file: str
    title: str
    kind: str
    body: str | None
    municipality: str | None
    date: str | None
    collection: str
    version: int
    case_numbers: tuple[str, ...]
    adjusted_on: str | None
    """The day its minutes were adjusted (justerade); None where the document does not say."""
    ingested_at: str


@dataclass(frozen=True, slots=True)
class Found:
    """A fact and the document that it stands in.

    `id` is stable while that version of the document is the newest; a rebuild keeps that of a fact that stays the same.
    """

    id: int
    fact: Fact
    document: Document


@dataclass(frozen=True, slots=True)
class FoundMeeting:
    """A meeting and the document that is its minutes."""

    meeting: Meeting
    document: Document


@dataclass(frozen=True, slots=True)
class Holding:
    """What the store holds of one body: how many documents, between which years. For answers that find nothing."""

    body: str | None
    municipality: str | None
    documents: int
    first_year: int | None
    last_year: int | None


@dataclass(frozen=True, slots=True)
class Link:
    """A derived tie: `document` answers, decides on … (`kind`) the fact `target`; `quote` says so, on that page of it.

    source: the fact of the document that does it, where one does. rule: how it was found; confidence: from 0 to 1.
    value: what it suggests ("implementation=genomförd"; knowledge/linking/suggested.py), "" for every other kind."""

    kind: str
    target: Found
    document: Document
    page: int | None
    start: int
    end: int
    quote: str
    source: int | None
    rule: str
    confidence: float
    value: str = ""


@dataclass(frozen=True, slots=True)
class SameCase:
    """Another registry's number of the same case, as printed in the document that names both."""

    key: CaseKey
    printed: str
    document: Document


@dataclass(frozen=True, slots=True)
class Change:
    """A document version that was written, or that a newer one replaced (`newest` false), at change `number`.

    removed: it was taken out of the record; a projection that has held it must not keep its words on disk."""

    document: int
    newest: bool
    number: int
    removed: bool = False


@dataclass(frozen=True, slots=True)
class Projected:
    """A newest version as the projection takes it. day: its meeting's, else its own date.

    facts: (id, list, ordinal, §, the fact's values); meeting: the meeting's values; names: of people, folded.
    """

    document: Document
    day: str | None
    pages: Sequence[Page]
    facts: list[tuple[int, str, int, str | None, dict[str, Any]]]
    meeting: dict[str, Any] | None
    names: list[str]


@dataclass(frozen=True, slots=True)
class Removal:
    """A document that was taken out: the id that its newest version had, the ISO day, and why. No name is kept."""

    id: int
    collection: str
    versions: int
    removed_on: str
    reason: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How much there is of one body and year. decisions: those that the body takes itself, not what it proposes."""

    body: str | None
    municipality: str | None
    year: int | None
    documents: int
    meetings: int
    decisions: int


@dataclass(frozen=True, slots=True)
class FailedFile:
    """A file that could not be read when it was last tried: its name as the store would have it, and why."""

    file: str
    collection: str
    reason: str
    failed_at: str


@dataclass(frozen=True, slots=True)
class Place:
    """A newest version as ingest knows it again. origin: where its file lay (knowledge/paths.py); for no reader."""

    id: int
    file: str
    digest: str
    origin: str | None


@dataclass(frozen=True, slots=True)
class WatchedFile:
    """A file of a watched folder as it was last settled. size in bytes, mtime in nanoseconds.

    state: its document is held, it failed, it was removed from the record (blocked), or it has gone from the folder."""

    file: str
    size: int
    mtime: int
    state: Literal["held", "failed", "blocked", "gone"]


@dataclass(frozen=True, slots=True)
class Watch:
    """A watched folder. Times are ISO, UTC; reachable: whether the last look found the folder; then counts by state."""

    collection: str
    started_at: str
    looked_at: str
    reachable: bool
    files: dict[str, int]


@dataclass(frozen=True, slots=True)
class FactQuery:
    """Which facts: every field that is set must hold. Texts are compared folded; dates are inclusive."""

    list: str
    case: CaseKey | None = None
    """The case that the fact names; where it names none, its agenda item's; where that has none (or there is no §), the
    document's, if the document is about one matter. A key without unit matches every unit; one with a unit also numbers
    printed without."""
    document: int | None = None
    body: str | None = None
    """The body that decides, else the document's; of a recommendation also each addressee."""
    person: str | None = None
    """A folded name (knowledge.names.fold) of someone the fact names: attendant, mover, reserver, signatory …
    Facts that name the same person in another spelling (knowledge/linking/persons.py) are found too."""
    item: str | None = None
    """The § ("94" or "§ 94")."""
    kind: str | None = None
    """The document's kind."""
    since: str | None = None
    until: str | None = None
    """Between these days of the document (its meeting's day, else its own date)."""
    limit: int = 200


class Readable(Protocol):
    """The reading side. Every method takes the Reader first."""

    def facts(self, reader: Reader, query: FactQuery) -> list[Found]:
        """Facts of newest versions, newest document first, then in the document's order."""

    def facts_beside(self, reader: Reader, lists: Sequence[str], document: int, item: str) -> list[Found]:
        """The facts of these lists in one § of a newest version, list by list, in the document's order."""

    def facts_of(self, reader: Reader, ids: Sequence[int]) -> list[Found]:
        """These facts of newest versions, in this order; those that the reader may not see left out."""

    def meetings_of(self, reader: Reader, documents: Sequence[int]) -> list[FoundMeeting]:
        """The meetings of these newest versions, newest first; those that the reader may not see left out."""

    def documents_of(self, reader: Reader, documents: Sequence[int]) -> list[Document]:
        """These newest versions, newest first; those that the reader may not see left out."""

    def arrivals(self, reader: Reader, since: int) -> list[tuple[Document, int]]:
        """(newest version, the change number at which it came in) of those that came in after that one, newest first;
        a version whose facts were only made anew is not among them."""

    def projected(self, document: int) -> Projected | None:
        """A newest version for the projection, whoever may see it."""

    def meetings(
        self,
        reader: Reader,
        *,
        body: str | None = None,
        since: str | None = None,
        until: str | None = None,
        document: int | None = None,
        case: CaseKey | None = None,
        person: str | None = None,
        limit: int = 50,
    ) -> list[FoundMeeting]:
        """Meetings, newest first. `person`: its chair, secretary or adjuster."""

    def documents(
        self,
        reader: Reader,
        *,
        kind: str | None = None,
        body: str | None = None,
        case: CaseKey | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int = 200,
    ) -> list[Document]:
        """Documents (newest versions), newest first. `case`: that a document or one of its facts names."""

    def document(self, reader: Reader, document: int) -> Document | None:
        """One document by id; an older version's id is found too (its permalink must go on working)."""

    def info(self, reader: Reader, document: int) -> DocumentInfo | None:
        """What the document says of itself, with its sources; None where the reader may not see it."""

    def pages(self, reader: Reader, document: int) -> Sequence[Page]:
        """Its pages in order; empty where the reader may not see it."""

    def page_text(self, reader: Reader, document: int, number: int | None) -> str:
        """The text of its first page with that number; empty where the reader may not see it, or there is none."""

    def page(self, reader: Reader, document: int, ordinal: int) -> tuple[Document, Page] | None:
        """The page at that place (from 0) of a newest version, with its document."""

    def holdings(self, reader: Reader) -> list[Holding]:
        """What there is, by body."""

    def cases(
        self, reader: Reader, *, unit: str | None = None, year: int | None = None, limit: int = 2000
    ) -> list[tuple[CaseKey, str]]:
        """(key, number as printed) of the cases held, for "what comes closest"."""

    def same_case(self, reader: Reader, key: CaseKey) -> list[SameCase]:
        """The other registries' numbers of this case, by papers and §§ about one matter that name both. Look-ups by
        case find these numbers' facts too."""

    def names(self, reader: Reader) -> list[tuple[str, str]]:
        """(folded, as written) of every person named in the facts."""

    def name(self, reader: Reader, folded: str) -> str | None:
        """How the facts write the name of a person; None where they name nobody so."""

    def days(self, reader: Reader, limit: int = 5000) -> list[str]:
        """The days of documents, newest first."""

    def spellings(self, reader: Reader, name: str) -> list[str]:
        """The folded name first, then the other spellings of the people who bear it."""

    def links(
        self, reader: Reader, *, kind: str, target_document: int | None = None, document: int | None = None
    ) -> list[Link]:
        """Links whose both ends the reader may see. document: the one that answers or decides."""

    def reading(self, reader: Reader, document: int) -> Reading | None:
        """A version as it was read, from its stored pages; None where the reader may not see it."""

    def find_document(self, reader: Reader, name: str, collection: str | None = None) -> list[Document]:
        """Newest versions whose file has this name (the whole path, else its last part), in one collection or all."""

    def tallies(self, reader: Reader) -> list[Tally]:
        """What there is, by body and year; a document without a day has no year."""

    def without_facts(self, reader: Reader) -> list[Document]:
        """Newest versions in which no fact of any list was found."""

    def failures(self, reader: Reader) -> list[FailedFile]:
        """Files that could not be read when they were last tried."""

    def removals(self, reader: Reader) -> list[Removal]:
        """What was removed, newest first."""

    def watches(self, reader: Reader) -> list[Watch]:
        """The watched folders, each with its last look."""

    def report(self, report: int) -> Report:
        """A report of something wrong in an answer, for registratorer. Raises ReportUnknown."""

    def reports(self, *, waiting: bool = True, limit: int = 200) -> list[Report]:
        """The reports, newest first; those alone that nobody has dealt with, where `waiting`."""

    def numbered(self, reader: Reader, places: Collection[tuple[str, str, str]]) -> list[Numbered]:
        """What is followed of these (collection, file, list), by number."""

    def of_number(self, reader: Reader, number: int) -> Numbered | None:
        """What is followed under a number; None where there is none, or the reader may not see its file."""

    def moves(self, reader: Reader, numbers: Collection[int]) -> list[Move]:
        """The moves of what is followed under these numbers, in the order in which they were made."""

    def moves_between(self, reader: Reader, since: str, until: str) -> list[Move]:
        """The moves that were made from `since` (included) to `until` (not included): ISO times, UTC."""

    def moved(self, reader: Reader) -> list[Numbered]:
        """Whatever has ever been moved."""

    def number_all(self, subjects: Iterable[Subject]) -> None:
        """Give each a number, which it keeps, where it has none. Nothing is done while somebody else writes.

        The one thing that answering writes."""

    def newest_move(self) -> int:
        """The id of the newest move, 0 before the first: caches of what moves change compare it."""

    def asked(self, who: str, limit: int = 10) -> list[Asked]:
        """What somebody has asked, newest first. who: a digest of their platform id."""

    def waiting(self, id_: str) -> Waiting | None:
        """A dropped file by its id, also one that waits no longer; None where it is forgotten."""

    def waiting_of(self, who: str) -> int:
        """How many files of somebody wait. who: as of asked."""

    def approvals(self) -> list[Approval]:
        """The issues that wait for somebody's approval, the oldest first."""

    def approval(self, approval: int) -> Approval | None:
        """One of them, also one that waits no longer."""

    def subscriptions(self, place: str | None = None) -> list[SubscriptionRow]:
        """What somebody wants to be told of: of one place, or all; those that rest too."""

    def due_channels(self, now: int) -> dict[str, int]:
        """The channels whose oldest delivery is due, and how many each has; none that somebody sends to now."""

    def delivery(self, delivery: int) -> Delivery | None:
        """One row of the outbox."""

    def delivery_of(self, channel: str, period: str, kind: str) -> Delivery | None:
        """The row of this channel, period and kind; None where there is none."""

    def deliveries(self, states: Sequence[DeliveryState] = (), limit: int = 200) -> list[Delivery]:
        """The outbox, newest first: of these states, or all."""

    def delivery_counts(self) -> dict[str, int]:
        """How many deliveries there are in each state that there is, and how many are "marked" and "unclear"."""

    def oldest_waiting(self) -> int | None:
        """When the oldest delivery was made that is not sent and not given up."""

    def feed_of(self, who: str) -> str | None:
        """The id that somebody's secret links are made of; None where they have none. who: as of asked."""

    def feed_owner(self, feed: str) -> str | None:
        """Whose links are made of an id; None where it is out of use."""

    def installation(self, platform: str, team: str) -> str | None:
        """What is kept of a workspace that has installed the bot, encrypted; None where it has not."""

    def installations(self, platform: str) -> list[str]:
        """The workspaces that have installed the bot."""

    def arrived(self, reader: Reader, since: str, until: str) -> list[Document]:
        """The newest versions that came in between two moments (ISO, UTC; the last one left out), newest day first."""

    def replaced(self, reader: Reader, since: str, until: str) -> list[tuple[Document, Document]]:
        """Of those, the ones that took the place of a version that was there before the first moment: (new, old)."""

    def facts_at(self, reader: Reader, name: str, moment: str) -> list[Found]:
        """The facts of one list in the versions that were the newest before a moment; those of what was removed or
        hidden since are in no past."""

    def facts_of_version(self, reader: Reader, document: int, lists: Sequence[str]) -> list[Found]:
        """The facts of these lists in one version, also an older one."""

    def hidden_between(self, reader: Reader, since: str, until: str) -> list[tuple[Document, int]]:
        """In which documents facts were hidden between two moments, and how many in each."""

    def change(self) -> int:
        """The number of the newest change; projections and caches compare it with the one they were made at."""

    def identity(self) -> str:
        """The store's own random name; a backup is another store. Projections and caches are named by it."""

    def changes(self, since: int) -> list[Change]:
        """Every version that was written or replaced after that change number, for the projection; no content."""


class Writable(Protocol):
    """The writing side, used by ingest, the adapters' event log and the outbox."""

    def put(
        self,
        reading: Reading,
        facts: DocumentFacts,
        collection: str,
        rules: str | None = None,
        origin: str | None = None,
    ) -> int:
        """Store a version; returns the document's id. The same digest again changes nothing and gives the id it has.

        rules: the fingerprint of the rules that made the facts. origin: where the file lies; a document is known by it,
        one without by its name. A new document whose name another has gets a name that tells them apart."""

    def put_again(self, document: int, reading: Reading, facts: DocumentFacts, rules: str) -> None:
        """Put the pages and facts of the same content, read again, in the place of those that a version has."""

    def adopt(self, document: int, origin: str) -> None:
        """The document's file lies there now."""

    def places(self, collection: str) -> list[Place]:
        """What ingest knows the collection's newest versions by."""

    def put_facts(self, document: int, facts: DocumentFacts, rules: str) -> bool:
        """Give a newest version the facts that newer rules found in its pages; its id stays, and each fact's that says
        what it said. Whether the facts had changed. Raises DocumentUnknown."""

    def made_by_other_rules(self, rules: str, collection: str | None = None) -> dict[str, int]:
        """Digest → document id of newest versions whose facts other rules made."""

    def remove(self, document: int, reason: str) -> Removal:
        """Take a document out, all its versions, and remember its digests. Raises DocumentUnknown."""

    def wipe(self) -> None:
        """Leave nothing in the store's file of what was deleted. Raises RemovalUnfinished."""

    def removed(self, reading: Reading | str, collection: str) -> Removal | None:
        """The removal that keeps this content (a reading, or a file's digest) out of the collection."""

    def readmit(self, reading: Reading | str, collection: str) -> None:
        """Let removed content into the collection again."""

    def put_failure(self, file: str, collection: str, reason: str, path: Path) -> None:
        """Remember that a file could not be read."""

    def drop_failures(self, paths: Iterable[Path], collection: str, below: Iterable[Path] = ()) -> None:
        """These files have been read since; so have been thrown away those below these folders that are not there."""

    def held(self, file: str, collection: str) -> str | None:
        """The digest of the newest version of this file, or None."""

    def digests(self, collection: str) -> set[str]:
        """The digests of the newest versions in a collection: content that it holds, under whatever name."""

    def put_links(self, links: Iterable[LinkRow]) -> None:
        """Replace all derived links.

        The same links again change nothing. Raises QuoteBroken where a page holds no words there."""

    def put_persons(self, persons: Iterable[PersonRow]) -> None:
        """Replace all derived persons; the same again change nothing."""

    def derived(self) -> int | None:
        """The change number at which links and persons were made; None where they never were."""

    def put_derived(self, links: Iterable[LinkRow], persons: Iterable[PersonRow], made_at: int) -> bool:
        """Replace links and persons by those made at this change number; False where the record has changed since."""

    def claim_event(self, event: str, body: str | None = None) -> bool:
        """Record an incoming event's id; False where it was recorded before.

        body: what was asked, as JSON, kept until settle_event so that another process can answer if this one dies."""

    def settle_event(self, event: str) -> None:
        """The event is answered, or its answer was refused for good: what was asked is forgotten, its id is not."""

    def release_event(self, event: str) -> None:
        """Nothing came of what was claimed: it may be claimed anew."""

    def take_unanswered(self, platform: str) -> list[tuple[str, str]]:
        """(event, body) of those of a platform that a process took on and left unanswered, for this one to answer.

        Another process does not get the same for two minutes; what is older than an hour is forgotten."""

    def put_conversation(self, platform: str, conversation: str, reference: str) -> None:
        """Keep a conversation that has added the bot, with its platform's reference as JSON."""

    def conversation(self, platform: str, conversation: str) -> str | None:
        """The reference, or None where the bot is not there."""

    def drop_conversation(self, platform: str, conversation: str) -> None:
        """The bot was removed: nothing is posted there any more, nor is it subscribed to anything."""

    def enqueue_delivery(
        self,
        *,
        channel: str,
        period: str,
        kind: str,
        snapshot: str,
        now: int,
        owner: str | None = None,
        subscriptions: Sequence[int] = (),
        corrects: int | None = None,
    ) -> int | None:
        """Put a message into the outbox; its id, or None where this channel, period and kind have one already.

        snapshot: the answer as JSON; owner: the place that is told where the channel takes nothing; corrects: the
        delivery whose message it takes the place of. Within `together` it is one transaction with what else is written.
        A row that failed and holds no snapshot (any longer) is filled anew. Times: seconds since 1970."""

    def lease_delivery(self, channel: str, now: int) -> Delivery | None:
        """Take the channel's oldest delivery, for LEASE seconds; None where there is none or it is not due (what came
        later waits with it, or old news would come last), or another has one of this channel in hand. One that was
        leased before and left lying comes back as unclear."""

    def delivery_sent(self, delivery: int, message: str, now: int, *, marked: bool = False) -> bool:
        """It is there, by the platform's id of it, whoever leased it now. False where it was sent already: then there
        are two messages. marked: it says that it may have been sent twice. Subscriptions that rested because their
        place took nothing go on; a delivery that it corrects holds its words from now on."""

    def end_delivery(self, delivery: int, holder: str | None, ended: Ended) -> bool:
        """Give a lease back, with what comes next; False where it is not this holder's any more."""

    def hold_channel(self, channel: str, until: int) -> None:
        """Try nothing of what waits for this channel before then."""

    def retry_deliveries(self, now: int, deliveries: Sequence[int] | None = None) -> int:
        """Let these (or all) that wait, failed or are suspended be tried now; how many there are. What was given up
        begins anew."""

    def forget_snapshots(self, now: int) -> None:
        """Forget the words of what was sent so long ago that it is no longer corrected."""

    def put_feed(self, who: str, feed: str) -> None:
        """Give somebody's links a new id; the old one is out of use."""

    def drop_feed(self, who: str) -> bool:
        """Put somebody's links out of use; whether they had any."""

    def forget_feeds_of(self, beginning: str) -> None:
        """Put the links of all those out of use whose digests begin so."""

    def put_installation(self, platform: str, team: str, sealed: str) -> None:
        """Keep what a workspace's installation gave, encrypted; a newer one takes its place."""

    def forget_team(self, platform: str, team: str) -> None:
        """A workspace has removed the bot: its installation, its conversations ("TEAM/…"), subscriptions and
        outbox, and its unanswered questions are forgotten."""

    def put_install_state(self, state: str, seconds: int) -> None:
        """Remember for so long that somebody has begun to install. state: a digest of what their browser holds."""

    def take_install_state(self, state: str) -> bool:
        """Whether it was begun and not yet finished; it cannot be taken again."""

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
        """Keep a report. open_to_all: whether everything that is cited stands in the open collection; reply_to: the
        channel or conversation in which whoever reported is answered, until they are; given_at, seen: when the answer
        that they saw was given and how it began, where it has changed since."""

    def put_moves(self, reader: Reader, subject: int, moves: Sequence[NewMove], after: int) -> list[Move]:
        """Add moves of the thing with this number, all or none. after: the newest move of it that was seen, 0 for none.

        Raises MovedMeanwhile where there is a newer one that the reader may see."""

    def hide_fact(self, fact: int, report: int | None = None) -> None:
        """Take a wrong fact out of every answer, and keep it out when its file is read again. Raises FactUnknown."""

    def show_facts(self, report: int) -> list[int]:
        """Undo what was hidden for a report; the documents whose facts must be made anew for that."""

    def reopen_report(self, report: int) -> None:
        """It waits again; whoever reported it can no longer be answered."""

    def settle_report(self, report: int, settlement: str) -> Report:
        """Say what was done about a report; it comes back with its reply_to, which the store forgets.

        Raises ReportUnknown."""

    def put_asked(self, who: str, question: str, ticket: str) -> None:
        """Keep what somebody asked, for thirty days; the same question again takes the old one's place."""

    def forget_asked(self, who: str) -> None:
        """Forget what somebody has asked."""

    def put_waiting(self, waiting: Waiting) -> None:
        """Keep that a dropped file waits."""

    def take_waiting(self, id_: str) -> bool:
        """Take it on, to lay it in; False where it is not waiting any more, or another process has it in hand."""

    def settle_waiting(self, id_: str, state: State) -> None:
        """Say how it ended; "waiting" where it can be tried again."""

    def drop_waiting(self, before: int) -> list[Waiting]:
        """Forget those received before this second since 1970; what was forgotten."""

    def put_subscription(
        self,
        *,
        place: str,
        said: str,
        rhythm: str,
        manner: str = "{}",
        wanted: str | None = None,
        ticket: str | None = None,
        print_: str | None = None,
        owner: str | None = None,
        owner_place: str | None = None,
        now: int | None = None,
    ) -> SubscriptionRow:
        """Subscribe a place to what is wanted, or to a question (ticket and print_), from now on. The same again takes
        the new rhythm and manner, and rests no longer."""

    def change_subscription(
        self, subscription: int, place: str, *, rhythm: str, manner: str, paused: Paused | None
    ) -> bool:
        """Change when and how one of a place's own is told; whether there was one."""

    def drop_subscription(self, subscription: int, place: str) -> bool:
        """End one of a place's own; whether there was one."""

    def told_subscription(self, subscription: int, print_: str, was: str) -> bool:
        """The place is told the answer of that fingerprint; False where what it was told last is not `was` any more."""

    def move_subscriptions(self, subscriptions: Sequence[tuple[int, int, int]], until: int, seen: int) -> int:
        """An issue of these is made, up to that second since 1970 and that change number. Each with what it was told up
        to when the issue was composed (id, told_until, seen): those that another server has moved stay, and how many
        did not is given. They never move back."""

    def put_approval(
        self,
        *,
        place: str,
        asked: str,
        owner_place: str | None,
        period: str,
        subscriptions: Sequence[int],
        snapshot: str,
        now: int,
    ) -> int | None:
        """Keep an issue until somebody approves it; its id, or None where the place has one of that period."""

    def settle_approval(self, approval: int, settled: Settled, by: str) -> bool:
        """Say what was decided and by whom; False where it was settled before. Its words are forgotten."""

    def pause_place(self, place: str) -> int:
        """What a place wanted rests until somebody there wants it again, since it takes nothing; how many there are."""

    def forget_asked_of(self, beginning: str) -> None:
        """Forget what all those have asked whose digests begin so."""

    def backup(self, path: str) -> None:
        """An online copy to a file that does not exist yet. Raises StoreFileExists, StoreUnreachable."""

    def every_page(self) -> Iterator[tuple[int, Page]]:
        """(document id, page) of every newest version, for the projection and verify."""
