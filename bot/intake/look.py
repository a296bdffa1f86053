"""A file that was read → what a registrator is shown of it before it is laid in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.answers.answer import Answer, Button, Citation, Item, Press
from bot.answers.sheet import basis_notes
from bot.messages import of_buttons, of_intake, one_line, shortened
from bot.messages.of_facts import HEADINGS
from knowledge.facts import DocumentFacts, Fact
from knowledge.reading.masking import masks
from knowledge.reading.pages import Reading

INTENT = "intake"
PRESSES: tuple[Press, ...] = ("add", "discard")
_TELLING = ("decisions", "recommendations", "assignments", "proposals", "audit_questions", "agenda_items", "promises")
"""The lists that tell most of a document, in this order; the first facts of the first of them are shown."""
_FIRST = 3
_TEXT = 400
MINUTES = ("protokoll", "samverkansprotokoll")


def offered(
    file: str, id_: str, collection: str, reading: Reading, facts: DocumentFacts, held: Sequence[str]
) -> Answer:
    """The look, with its buttons. held: sentences about what the record holds of it already."""
    info, shown = facts.document, list(_first(facts))
    items = [*_lines(reading, facts), *(item for item, _ in shown)]
    return Answer(
        question=file,
        intent=INTENT,
        outcome="answered",
        lead=of_intake.seen(file, info.kind, info.body, _day(facts), collection),
        items=tuple(items),
        notes=(*held, *warnings(reading, facts)),
        citations=tuple(citation for _, citation in shown),
        buttons=tuple(Button(press=one, title=of_buttons.title(one)) for one in PRESSES),
        ticket=id_,
    )


def told(file: str, sentence: str) -> Answer:
    """A file that is not offered, and why."""
    return Answer(question=file, intent=INTENT, outcome="refused", lead=sentence)


def done(file: str, sentence: str) -> Answer:
    """What a press has done."""
    return Answer(question=file, intent=INTENT, outcome="answered", lead=sentence)


def warnings(reading: Reading, facts: DocumentFacts) -> list[str]:
    """What a registrator should know before it goes in."""
    count = sum(masks(page.text) for page in reading.pages)
    made = [of_intake.masked(count)] if count else []
    made += [of_intake.unread(reading.unread, len(reading.pages))] if reading.unread else []
    made += [of_intake.not_adjusted()] if not_adjusted(facts) else []
    made += [] if any(elements for _, elements in facts.lists()) else [of_intake.no_facts()]
    return made


def not_adjusted(facts: DocumentFacts) -> bool:
    """Whether these are minutes that do not give the day of their adjustment."""
    return facts.document.kind in MINUTES and not (facts.meeting and facts.meeting.adjusted_on)


def _day(facts: DocumentFacts) -> str | None:
    return (facts.meeting.date if facts.meeting else None) or facts.document.date


def _lines(reading: Reading, facts: DocumentFacts) -> Iterator[Item]:
    info, labels = facts.document, of_intake.labels()
    counted = [(name, len(elements)) for name, elements in facts.lists() if elements]
    said = {
        "title": info.title,
        "municipality": info.municipality,
        "case_numbers": ", ".join(info.case_numbers),
        "pages": str(len(reading.pages)) if reading.pages and reading.pages[0].number is not None else "",
        "facts": of_intake.counts(counted),
    }
    yield from (Item(label=labels[name], text=shortened(one_line(text), _TEXT)) for name, text in said.items() if text)


def _first(facts: DocumentFacts) -> Iterator[tuple[Item, Citation]]:
    """The first facts, each with its quote."""
    lists = dict(facts.lists())
    name = next((one for one in _TELLING if lists[one]), None)
    for number, fact in enumerate(lists[name][:_FIRST] if name else ()):
        yield _item(name or "", fact, number), _citation(facts, fact)


def _item(name: str, fact: Fact, number: int) -> Item:
    text = getattr(fact, HEADINGS[name][1]) or fact.source.quote
    label = of_intake.first(name, fact.source.section, getattr(fact, "proposed_to", None))
    notes = tuple(basis_notes(fact))
    return Item(label=label, text=shortened(one_line(text), _TEXT), citation=number, notes=notes)


def _citation(facts: DocumentFacts, fact: Fact) -> Citation:
    # no address: the record does not hold it yet
    info, source = facts.document, fact.source
    return Citation(
        document=info.file,
        title=info.title or info.file,
        page=source.page,
        section=source.section,
        quote=source.quote,
        url="",
    )
