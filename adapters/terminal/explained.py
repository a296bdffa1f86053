"""A document as the machine sees it: its pages, the sections on them, and each fact with its rule and quote."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from bot.messages import of_explaining as messages
from knowledge.extraction.context import Context
from knowledge.extraction.extract import extract
from knowledge.extraction.flow import Flow, plain
from knowledge.facts import DocumentFacts, DocumentInfo, Fact, Meeting, Part, Source
from knowledge.reading.pages import Page, Reading

SCALARS = "field"
"""The rule shown for a scalar of the document or the meeting: these carry no rule's id."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One fact. number: its place in the document, from 1. said: (what the field is called, its value)."""

    number: int
    kind: str
    text: str
    said: tuple[tuple[str, str], ...]
    source: Source
    basis: str
    rule: str

    @property
    def parts(self) -> tuple[Part, ...]:
        """Every slice that the fact was cut from."""
        return (self.source, *self.source.more)

    @property
    def title(self) -> str:
        """What stands over its mark."""
        return messages.titled(self.kind, self.rule, self.basis)

    @property
    def basis_said(self) -> str:
        """Whether the text says it, in Swedish."""
        return messages.BASIS[self.basis]

    @property
    def where(self) -> str:
        """Page and characters of its first slice."""
        return messages.stands(self.source.page, self.source.start, self.source.end)


@dataclass(frozen=True, slots=True)
class SeenSection:
    """What begins or goes on on one page: its heading, and its facts that begin there. id: empty where it goes on."""

    id: str
    heading: str
    facts: tuple[Seen, ...]

    @property
    def shown(self) -> str:
        """The heading; one that goes on from the page before begins with three dots."""
        return f"{'' if self.id or self.heading == messages.FRONT else '… '}{self.heading}"


@dataclass(frozen=True, slots=True)
class SeenPage:
    """A page. outside: (start, end) of lines in its text that extraction takes for furniture."""

    ordinal: int
    page: Page
    outside: tuple[tuple[int, int], ...]
    sections: tuple[SeenSection, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """The whole document. counts: (kind of fact, how many), those that there are."""

    facts: DocumentFacts
    pages: tuple[SeenPage, ...]
    counts: tuple[tuple[str, int], ...]

    @property
    def title(self) -> str:
        """The document's title, else its file's name."""
        return self.facts.document.title or self.facts.document.file

    @property
    def told(self) -> str:
        """Kind, body, municipality, day and case numbers in one line."""
        info = self.facts.document
        return " · ".join(t for t in (info.kind, info.body, info.municipality, info.date, *info.case_numbers) if t)

    @property
    def counted(self) -> str:
        """How much there is, in one line."""
        aside = sum(len(seen.page.furniture) + len(seen.outside) for seen in self.pages)
        return messages.counted(len(self.pages), sum(count for _, count in self.counts), aside)

    @property
    def sections(self) -> Iterator[SeenSection]:
        """Every section where it begins."""
        return (section for seen in self.pages for section in seen.sections if section.id)


def explain(reading: Reading) -> Explained:
    """Extract the reading's facts and lay them out over its pages."""
    facts = extract(reading)
    context = Context.of(Flow(reading.pages), facts.document)
    seen = _seen(facts)
    order = {page.number: ordinal for ordinal, page in enumerate(reading.pages)}
    seen.sort(key=lambda one: (order[one.source.page], one.source.start))
    seen = [replace(one, number=number) for number, one in enumerate(seen, start=1)]
    kinds = [one.kind for one in seen]
    return Explained(
        facts,
        tuple(_pages(context, seen)),
        tuple((kind, kinds.count(kind)) for kind in messages.KINDS if kind in kinds),
    )


def _seen(facts: DocumentFacts) -> list[Seen]:
    found: list[Seen] = []
    for kind, info in (("document", facts.document), ("meeting", facts.meeting)):
        if info is not None:
            found += _scalars(kind, info)
    for kind, elements in facts.lists():
        for fact in elements:
            text = str(getattr(fact, fact.core)) if fact.core else plain(fact.source.said)
            said = tuple(_fields(fact))
            found.append(Seen(0, kind, plain(text), said, fact.source, fact.basis, fact.rule))
    return found


def _scalars(kind: str, info: DocumentInfo | Meeting) -> Iterator[Seen]:
    for field, source in info.sources.items():
        value = _value(info.model_dump().get(field))
        basis = "derived" if field in info.derived else "stated"
        said = f"{messages.FIELDS.get(field, field)}: {value or plain(source.said)}"
        yield Seen(0, kind, said, (), source, basis, f"{SCALARS}.{field}")


def _fields(fact: Fact) -> Iterator[tuple[str, str]]:
    for field, value in fact.model_dump(exclude={"source", "basis", "rule", fact.core or "rule"}).items():
        default = type(fact).model_fields[field].default
        if value not in (None, (), default) and (told := _value(value)):
            yield messages.FIELDS.get(field, field), told


def _value(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return messages.yes_or_no(value)
    if isinstance(value, dict):
        return ", ".join(f"{messages.FIELDS.get(key, key)} {_value(one)}" for key, one in value.items() if one)
    if isinstance(value, tuple | list):
        return ", ".join(_value(one) for one in value)
    return plain(str(value))


def _pages(context: Context, seen: list[Seen]) -> Iterator[SeenPage]:
    by_page = {number: list(facts) for number, facts in groupby(seen, key=lambda one: one.source.page)}
    offset = 0
    for ordinal, page in enumerate(context.flow.pages):
        yield SeenPage(
            ordinal,
            page,
            tuple(_outside(context, offset, page)),
            tuple(_sections(context, offset, page, by_page.get(page.number, []))),
        )
        offset += len(page.text) + 1


def _outside(context: Context, offset: int, page: Page) -> Iterator[tuple[int, int]]:
    for index in sorted(context.outline.furniture):
        line = context.flow.lines[index]
        if line.text.strip() and offset <= line.start < offset + len(page.text):
            yield line.start - offset, line.end - offset


def _sections(context: Context, offset: int, page: Page, facts: list[Seen]) -> Iterator[SeenSection]:
    """The parts of a page, cut where a section begins; what stands before the first goes on from the page before."""
    sections = context.outline.sections
    begins = [section for section in sections if offset <= section.start < offset + max(1, len(page.text))]
    marks = [(offset, context.outline.section_at(offset), ""), *((one.start, one, _id(one.start)) for one in begins)]
    for place, (start, section, id_) in enumerate(marks):
        until = marks[place + 1][0] if place + 1 < len(marks) else offset + len(page.text) + 1
        inside = tuple(one for one in facts if start <= offset + one.source.start < until)
        if inside or id_:
            heading = f"{section.label} {plain(section.heading)}".strip() if section else messages.FRONT
            yield SeenSection(id_, heading if sections else "", inside)


def _id(start: int) -> str:
    return f"avsnitt-{start}"
