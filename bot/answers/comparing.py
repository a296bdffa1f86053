"""What is laid beside what: the decided clauses of each §, and every förslag that they take up or pass by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bot.answers import scope
from bot.answers.sheet import Desk
from bot.questions.question import Question
from knowledge.facts import Decision, Proposal
from knowledge.linking.motions import KINDS as PAPERS
from knowledge.linking.taken_up import of_office, text_of
from knowledge.linking.wording import same
from knowledge.names import fold
from knowledge.store.api import Document, FactQuery, Found, Link
from knowledge.store.keys import item_of

DECIDING = ("protokoll", "protokollsutdrag")
_FATES = ("grants", "rejects", "settles")
_OFFICE = ("tjänsteutlåtande", "skrivelse", "yttrande")


@dataclass
class Source:
    """A förslag. clauses: all of it; taken: decision id → (clause, the tie); fates: clause id → the tie.

    also: other papers that say the same.
    """

    document: Document
    item: str | None
    clauses: list[Found]
    taken: dict[int, tuple[Found, Link]] = field(default_factory=dict)
    fates: dict[int, Link] = field(default_factory=dict)
    also: list[Source] = field(default_factory=list)

    @property
    def of_members(self) -> bool:
        """Whether it is a motion or an initiative."""
        return self.document.kind in PAPERS


@dataclass
class Step:
    """What one body decided in one §, the sources of it in order of time, and the yrkanden with what became of them."""

    decided: list[Found]
    sources: list[Source] = field(default_factory=list)
    claims: list[tuple[Found, Link | None]] = field(default_factory=list)

    @property
    def document(self) -> Document:
        """The minutes."""
        return self.decided[0].document

    @property
    def day(self) -> str:
        """The day of the decision, or ""."""
        return self.document.date or ""


def steps(desk: Desk, question: Question) -> list[Step]:
    """The §§ in which what is asked for was decided, newest first."""
    found = scope.on_topic(desk, question, scope.facts(desk, question, "decisions"), "text", "outcome")
    groups: dict[tuple[str, str, str | None], dict[int, list[Found]]] = {}
    for one in found:
        if one.document.kind in DECIDING:
            key = (one.document.date or "", fold(_body(one)), item_of(one.fact))
            groups.setdefault(key, {}).setdefault(one.document.id, []).append(one)
    made = [Step(_fullest(by_document.values())) for by_document in groups.values()]
    made.sort(key=lambda step: step.day, reverse=True)
    for number, step in enumerate(made):
        earlier = [
            other.day for other in made[number + 1 :] if fold(_body(other.decided[0])) == fold(_body(step.decided[0]))
        ]
        _fill(desk, question, step, max(earlier, default=""))
    return made


def proposed(desk: Desk, question: Question) -> list[Found]:
    """What was proposed, where nothing is decided."""
    found = scope.on_topic(desk, question, scope.facts(desk, question, "proposals"), "text")
    return scope.once(found)


def _fullest(documents: Iterable[list[Found]]) -> list[Found]:
    """Of minutes and extracts of one §, those that hold most of it; of these the adjusted ones."""
    return max(documents, key=lambda found: (len(found), bool(found[0].document.adjusted_on), -found[0].document.id))


def _body(found: Found) -> str:
    return getattr(found.fact, "body", None) or found.document.body or ""


def _fill(desk: Desk, question: Question, step: Step, after: str) -> None:
    """Gather the sources of a step. after: the day on which the same body decided before."""
    sources: dict[tuple[int, str | None], Source] = {}
    ids = {one.id for one in step.decided}
    for link in _links(desk, step, ("decides",), ids):
        source = _source(desk, step, link.target, sources)
        if link.source is not None:
            source.taken.setdefault(link.source, (link.target, link))
    claims = {one.id: one for one in _claims(desk, step)}
    told: dict[int, Link] = {}
    for link in _links(desk, step, _FATES, ids):
        if link.target.id in claims:
            told.setdefault(link.target.id, link)
        elif link.target.document.kind in PAPERS:
            _source(desk, step, link.target, sources).fates.setdefault(link.target.id, link)
    if all(source.of_members for source in sources.values()):
        for source in _passed_by(desk, question, step, after):
            sources.setdefault((source.document.id, source.item), source)
    step.claims = [(one, told.get(id_)) for id_, one in claims.items()]
    step.sources = _merged(sorted(sources.values(), key=lambda one: (one.document.date or "", one.document.id)))


def _links(desk: Desk, step: Step, kinds: Iterable[str], ids: set[int]) -> Iterator[Link]:
    for kind in kinds:
        for link in desk.store.links(desk.reader, kind=kind, document=step.document.id):
            if link.source in ids:
                yield link


def _source(desk: Desk, step: Step, target: Found, known: dict[tuple[int, str | None], Source]) -> Source:
    """The förslag that a clause belongs to, whole."""
    key = (target.document.id, item_of(target.fact))
    if key not in known:
        known[key] = Source(target.document, key[1], _clauses(desk, step, target, key[1]))
    return known[key]


def _clauses(desk: Desk, step: Step, target: Found, item: str | None) -> list[Found]:
    name = "decisions" if isinstance(target.fact, Decision) else "proposals"
    found = desk.store.facts(desk.reader, FactQuery(name, document=target.document.id, item=item))
    if isinstance(target.fact, Decision):
        return [one for one in map(scope.upward, found) if isinstance(one.fact, Decision) and one.fact.proposed_to]
    return [one for one in found if of_office(one)] if target.document.id == step.document.id else found


def _claims(desk: Desk, step: Step) -> list[Found]:
    """The yrkanden of the §, and what members proposed there."""
    item = item_of(step.decided[0].fact)
    found = desk.store.facts(desk.reader, FactQuery("proposals", document=step.document.id, item=item)) if item else []
    return [
        one
        for one in found
        if isinstance(one.fact, Proposal) and (one.fact.kind == "yrkande" or (one.fact.by and not of_office(one)))
    ]


def _passed_by(desk: Desk, question: Question, step: Step, after: str) -> list[Source]:
    """The förslag of the § itself, else the office's latest in the case, that no clause takes up."""
    item = item_of(step.decided[0].fact)
    if item:
        found = desk.store.facts(desk.reader, FactQuery("proposals", document=step.document.id, item=item))
        if own := [one for one in found if of_office(one)]:
            return [Source(step.document, item, own)]
    if question.case is None:
        return []
    papers = [
        one
        for one in scope.facts(desk, question, "proposals")
        if one.document.kind in _OFFICE and after < (one.document.date or "") <= step.day
    ]
    latest = max(papers, key=lambda one: one.document.date or "", default=None)
    if latest is None:
        return []
    return [Source(latest.document, None, [one for one in papers if one.document.id == latest.document.id])]


def _merged(sources: list[Source]) -> list[Source]:
    """Papers that say the same clauses are one source; the earliest is shown, the others are named."""
    kept: list[Source] = []
    for source in sources:
        twin = next((one for one in kept if _say_the_same(one, source)), None)
        if twin is None:
            kept.append(source)
        else:
            twin.also.append(source)
            twin.fates |= source.fates
    return kept


def _say_the_same(first: Source, second: Source) -> bool:
    return len(first.clauses) == len(second.clauses) and all(
        same(text_of(a), text_of(b)) for a, b in zip(first.clauses, second.clauses, strict=True)
    )
