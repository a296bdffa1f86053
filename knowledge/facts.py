"""What a fact is: one model for each list of the contract, and `Source`, where it stands.

The quote contract is enforced here. A `Source` is cut from a page (`Source.cut`), so its quote is a slice of that
page's stored text, and a fact is not made unless its quote holds what the fact says. Field names are the contract's and
stable. Dates are ISO 8601 texts, times `HH:MM`; names are written as the document writes them, without title or party.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar, Literal, Protocol, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    GetCoreSchemaHandler,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    model_validator,
)
from pydantic_core import CoreSchema
from pydantic_core.core_schema import no_info_wrap_validator_function

from knowledge.errors import QuoteBroken, QuoteEmpty, QuoteUnchecked

Basis = Literal["stated", "derived"]

Kind = Literal[
    "protokoll", "protokollsutdrag", "samverkansprotokoll", "tjänsteutlåtande", "revisionsrapport", "motion",
    "ledamotsinitiativ", "skrivelse", "yttrande", "kallelse", "övrigt",
]  # fmt: skip
Outcome = Literal[
    "bifall", "avslag", "delvis bifall", "besvarad", "återremiss", "bordläggning", "antecknas", "godkänns",
    "fastställs", "antas", "beviljas", "tillstyrks", "avstyrks", "val", "överlämnas", "läggs till handlingarna",
    "inga synpunkter", "ingen oenighet", "utgår", "övrigt",
]  # fmt: skip
Capacity = Literal["ledamot", "tjänstgörande ersättare", "ersättare", "arbetsgivare", "arbetstagare", "övrig"]
ProposalKind = Literal["förslag till beslut", "yrkande", "initiativ", "motion"]
StatementKind = Literal[
    "särskilt uttalande", "särskilt yttrande", "ersättaryttrande", "protokollsanteckning",
    "deltar inte i beslutet", "jäv",
]  # fmt: skip
Vote = Literal["ja", "nej", "avstår"]
ReferenceKind = Literal["law", "url", "attachment", "document"]

STORED: Mapping[str, bool] = {"stored": True}
"""Validation context for facts read back from the store, which checked their quotes when it wrote them."""


def squeeze(text: str) -> str:
    """Letters and digits alone, folded: what two spellings of one passage share (white space and hyphens left out)."""
    return _NO_LETTER.sub("", unicodedata.normalize("NFKC", text).casefold())


_NO_LETTER = re.compile(r"[\W_]+")


class PageText(Protocol):
    """What `Source.cut` needs of a page: its printed number (null where the document has none) and its stored text."""

    @property
    def number(self) -> int | None: ...
    @property
    def text(self) -> str: ...


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type[BaseModel], handler: GetCoreSchemaHandler) -> CoreSchema:
        """A model that exists has been validated and is frozen: inside another it is taken as it is, not read again."""

        def once(value: object, validate: ValidatorFunctionWrapHandler) -> object:
            return value if isinstance(value, source) else validate(value)

        return no_info_wrap_validator_function(once, handler(source))


class Part(_Model):
    """One slice of one page: `page.text[start:end] == quote`."""

    page: int | None
    start: int
    end: int
    quote: str

    @model_validator(mode="after")
    def _stands_on_its_page(self, info: ValidationInfo) -> Self:
        context = info.context or {}
        if context.get("stored"):
            return self
        pages: Mapping[int | None, PageText] | None = context.get("pages")
        if pages is None:
            raise QuoteUnchecked
        if not self.quote.strip():
            raise QuoteEmpty
        page = pages.get(self.page)
        if page is None or page.text[self.start : self.end] != self.quote:
            raise QuoteBroken
        return self


class Source(Part):
    """Where a fact stands: its first slice, the section (\"§ 12\") it belongs to, and the further slices in `more`."""

    section: str | None = None
    more: tuple[Part, ...] = ()

    @classmethod
    def cut(cls, slices: Sequence[tuple[PageText, int, int]], section: str | None = None) -> Source:
        """Cut a source from pages.

        slices: (page, start, end) in reading order, positions in characters of `page.text`; white space at both ends of
        each slice is left out. Raises QuoteEmpty where nothing remains.
        """
        trimmed = [_trim(page, start, end) for page, start, end in slices]
        parts = [(page, start, end) for page, start, end in trimmed if start < end]
        if not parts:
            raise QuoteEmpty
        context = {"pages": {page.number: page for page, _, _ in parts}}
        made = [
            {"page": page.number, "start": start, "end": end, "quote": page.text[start:end]}
            for page, start, end in parts
        ]
        return cls.model_validate({**made[0], "section": section, "more": made[1:]}, context=context)

    @property
    def said(self) -> str:
        """All slices as one text, a space between them."""
        return " ".join([self.quote, *(part.quote for part in self.more)])


def _trim(page: PageText, start: int, end: int) -> tuple[PageText, int, int]:
    while start < end and page.text[start].isspace():
        start += 1
    while end > start and page.text[end - 1].isspace():
        end -= 1
    return page, start, end


class Fact(_Model):
    """What every element of every list has: its source, whether it is stated or derived, and the rule's id."""

    core: ClassVar[str | None] = None
    """The field whose words the quote must hold."""

    source: Source
    basis: Basis = "stated"
    rule: str

    @model_validator(mode="after")
    def _quote_holds_the_fact(self, info: ValidationInfo) -> Self:
        if (info.context or {}).get("stored") or self.core is None:
            return self
        told, said = str(getattr(self, self.core) or ""), self.source.said
        if (told in said or told in " ".join(said.split())) and any(map(str.isalnum, told)):
            return self
        words = squeeze(told)
        if not words or words not in squeeze(said):
            raise QuoteEmpty
        return self


class Attendance(Fact):
    """One person, capacity and span at a meeting.

    items: the § span of a partial presence as printed, without § and spaces.
    """

    core = "name"

    name: str
    party: str | None = None
    organisation: str | None = None
    roles: tuple[str, ...] = ()
    capacity: Capacity
    present: bool = True
    remote: str | None = None
    replaces: str | None = None
    items: str | None = None


class AgendaItem(Fact):
    """A §, or a matter below one that has a heading of its own (it carries its §'s number)."""

    core = "heading"

    number: str
    heading: str
    case_numbers: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()


class Decision(Fact):
    """One clause of a decision. With `proposed_to` it is only this body's proposal to that one, and has no outcome."""

    core = "text"

    item: str | None = None
    heading: str | None = None
    case_numbers: tuple[str, ...] = ()
    body: str | None = None
    proposed_to: str | None = None
    text: str
    outcome: Outcome | None = None
    immediately_adjusted: bool = False
    dispatched_to: tuple[str, ...] = ()


class Proposal(Fact):
    """What someone wants decided: a förslag till beslut, a yrkande, an initiativ or a motion. Never a decision."""

    core = "text"

    item: str | None = None
    kind: ProposalKind
    by: tuple[str, ...] = ()
    supported_by: tuple[str, ...] = ()
    text: str
    response: str | None = None


class Ballot(_Model):
    """How one named person voted."""

    name: str
    party: str | None = None
    vote: Vote


class VoteCount(Fact):
    """A vote: the counts, what a yes was for, and the ballots where the document names them."""

    item: str | None = None
    yes: int
    no: int
    abstain: int = 0
    yes_means: str | None = None
    ballots: tuple[Ballot, ...] = ()


class Reservation(Fact):
    """A reservation against a decision. `by`: names, or parties where only those are named."""

    item: str | None = None
    by: tuple[str, ...]
    text: str | None = None


class Statement(Fact):
    """A statement to the minutes; `kind` is the heading's."""

    item: str | None = None
    kind: StatementKind
    by: tuple[str, ...]
    text: str | None = None


class Recommendation(Fact):
    """What the auditors recommend. `number`: its order in the list. Said twice in one report is one element."""

    core = "text"

    number: int
    text: str
    issuer: str | None = None
    addressee: str | None = None
    addressees: tuple[str, ...] = ()
    graded: str | None = None


class AuditQuestion(Fact):
    """A revisionsfråga with its verdict, as written (\"Delvis\", \"I huvudsak\")."""

    core = "question"

    question: str
    answer: str | None = None
    comment: str | None = None


class Assignment(Fact):
    """An uppdrag that is given, or a duty with its last day."""

    core = "text"

    text: str
    responsible: str | None = None
    due: str | None = None


class Promise(Fact):
    """What somebody says will come back: "återkommer", "tar med sig frågan", "återrapportering ska ske".

    matter, case_numbers: what the § is called in which it is said, and its cases. responsible: who says so. due: the
    last day, ISO.
    """

    core = "text"

    item: str | None = None
    matter: str | None = None
    case_numbers: tuple[str, ...] = ()
    text: str
    responsible: str | None = None
    due: str | None = None


class FollowedUp(Fact):
    """An earlier recommendation of which a follow-up says that it is done. judgement: the words that say so."""

    core = "text"

    text: str
    graded: str
    judgement: str


class Submission(Fact):
    """What minutes only say was handed in: a new motion, interpellation or medborgarförslag. by: as printed."""

    core = "text"

    item: str | None = None
    kind: str
    text: str
    by: tuple[str, ...] = ()


class OpenPoint(Fact):
    """An entry on a balanslista or another list of what is left to do."""

    core = "text"

    text: str


class Signatory(Fact):
    """Who signed the document."""

    core = "name"

    name: str
    title: str | None = None


class Reference(Fact):
    """What the document points at: a law, an address, an attachment, another document."""

    core = "text"

    kind: ReferenceKind
    text: str


class Appeal(Fact):
    """That or how a decision can be appealed against, to whom, and the last day (ISO) where the document prints it."""

    core = "text"

    item: str | None = None
    text: str
    to: str | None = None
    last_day: str | None = None


class NextMeeting(_Model):
    """The meeting that the document announces."""

    date: str
    time: str | None = None
    place: str | None = None


class Notice(_Model):
    """The days between which the minutes stood on the notice board (anslag)."""

    posted_on: str | None = None
    taken_down_on: str | None = None


class DocumentInfo(_Model):
    """The document itself. `sources`: where each scalar stands, by field name; `derived`: those that we derived."""

    file: str
    kind: Kind = "övrigt"
    title: str | None = None
    body: str | None = None
    municipality: str | None = None
    date: str | None = None
    case_numbers: tuple[str, ...] = ()
    sources: Mapping[str, Source] = {}
    derived: tuple[str, ...] = ()


class Meeting(_Model):
    """The meeting that the document is the minutes of. `sources` and `derived` as in DocumentInfo."""

    body: str | None = None
    date: str | None = None
    starts_at: str | None = None
    ends_at: str | None = None
    place: str | None = None
    chair: str | None = None
    secretary: str | None = None
    adjusters: tuple[str, ...] = ()
    adjusted_on: str | None = None
    next_meeting: NextMeeting | None = None
    notice: Notice | None = None
    sources: Mapping[str, Source] = {}
    derived: tuple[str, ...] = ()


class DocumentFacts(_Model):
    """All facts of one document: the contract's JSON object."""

    document: DocumentInfo
    meeting: Meeting | None = None
    attendance: tuple[Attendance, ...] = ()
    agenda_items: tuple[AgendaItem, ...] = ()
    decisions: tuple[Decision, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    votes: tuple[VoteCount, ...] = ()
    reservations: tuple[Reservation, ...] = ()
    statements: tuple[Statement, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    audit_questions: tuple[AuditQuestion, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    open_points: tuple[OpenPoint, ...] = ()
    signatories: tuple[Signatory, ...] = ()
    references: tuple[Reference, ...] = ()
    appeals: tuple[Appeal, ...] = ()
    promises: tuple[Promise, ...] = ()
    followed_up: tuple[FollowedUp, ...] = ()
    submissions: tuple[Submission, ...] = ()

    def lists(self) -> Iterable[tuple[str, tuple[Fact, ...]]]:
        """(name of the list, its facts) in the contract's order."""
        for name in LISTS:
            yield name, getattr(self, name)


LISTS: Mapping[str, type[Fact]] = {
    "attendance": Attendance,
    "agenda_items": AgendaItem,
    "decisions": Decision,
    "proposals": Proposal,
    "votes": VoteCount,
    "reservations": Reservation,
    "statements": Statement,
    "recommendations": Recommendation,
    "audit_questions": AuditQuestion,
    "assignments": Assignment,
    "open_points": OpenPoint,
    "signatories": Signatory,
    "references": Reference,
    "appeals": Appeal,
    "promises": Promise,
    "followed_up": FollowedUp,
    "submissions": Submission,
}
"""Every list of the contract and the model of its elements, in the contract's order; then those that it lacks."""
