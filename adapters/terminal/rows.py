"""Answer → the paragraphs that a terminal shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from adapters.terminal.render import harmless
from adapters.terminal.row import CHANGES, Row
from bot.messages.of_terminal import place

if TYPE_CHECKING:
    from bot.answers.answer import Answer, Citation, Item


def rows(answer: Answer) -> Iterator[Row]:
    """The answer from top to bottom: the direct answer, each fact with its quote and source, notes, choices."""
    yield Row("lead", harmless(answer.lead))
    cited: set[int] = set()
    for item in answer.items:
        yield Row("gap", "")
        if item.heading:
            yield Row("lead", harmless(item.heading))
        yield from _item(item, answer, cited)
    for index, citation in enumerate(answer.citations):
        if index not in cited:
            yield Row("gap", "")
            yield from _citation(citation, quoted=False)
    if answer.links:
        yield Row("gap", "")
    for link in answer.links:
        yield Row("text", harmless(f"{link.title}: {link.url}"), 2)
    if answer.notes or answer.choices:
        yield Row("gap", "")
    for note in answer.notes:
        yield Row("note", harmless(note))
    for choice in answer.choices:
        yield Row("choice", harmless(choice.label), 2, "→ ")
    yield Row("gap", "")


def _item(item: Item, answer: Answer, cited: set[int]) -> Iterator[Row]:
    from bot.answers.told import beside
    from knowledge.facts import squeeze

    citation = answer.citations[item.citation] if item.citation is not None else None
    quoted = citation is not None and squeeze(citation.quote) == squeeze(item.text)
    said = item.text if citation is None or quoted else beside(item.text, citation.quote) or item.text
    text = f"”{harmless(said)}”" if quoted else harmless(said)
    if item.label:
        yield Row("label", harmless(item.label), 2, "• ")
    yield Row("text", text, 2, "" if item.label else "• ", tuple(_runs(item)))
    for note in item.notes:
        yield Row("note", f"({harmless(note)})", 2)
    if citation is not None and item.citation is not None:
        cited.add(item.citation)
        yield from _citation(citation, quoted=quoted)


def _runs(item: Item) -> Iterator[tuple[str, str]]:
    """A comparison's words with their styles."""
    for number, words in enumerate(item.changes):
        yield (" " if number else "") + harmless(words.text), CHANGES[words.sort]


def _citation(citation: Citation, *, quoted: bool) -> Iterator[Row]:
    if not quoted:
        from knowledge.extraction.flow import plain as joined

        yield Row("quote", f"”{harmless(joined(citation.quote))}”", 4, "  │ ")
    where = place(citation.page, citation.line, citation.section)
    yield Row("source", ", ".join(part for part in (harmless(citation.document), where) if part), 4, "  — ")
