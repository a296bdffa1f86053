"""An answer in the terminal: with colours and folded lines on a screen, as plain lines in a pipe."""

from __future__ import annotations

import sys
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.answers.answer import Answer


def show(answer: Answer) -> None:
    """Print an answer to standard output."""
    if not sys.stdout.isatty():
        sys.stdout.write(plain(answer) + "\n")
        return
    from adapters.terminal.rows import rows
    from adapters.terminal.screen import draw

    draw(rows(answer))


def plain(answer: Answer) -> str:
    """The answer as plain lines."""
    from adapters.terminal.rows import rows

    return "\n".join(f"{row.mark:{row.indent}}{row.text}" if row.text else "" for row in rows(answer))


def rows(answer: Answer) -> Iterator[Row]:
    """The answer from top to bottom: the direct answer, each fact with its quote and source, notes, choices."""
    yield Row("lead", harmless(answer.lead))
    cited: set[int] = set()
    for item in answer.items:
        yield Row("gap", "")
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
    from knowledge.facts import squeeze

    citation = answer.citations[item.citation] if item.citation is not None else None
    quoted = citation is not None and squeeze(citation.quote) == squeeze(item.text)
    text = f"”{harmless(item.text)}”" if quoted else harmless(item.text)
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


def shown(text: str) -> str:
    """Control characters as their escapes: a file may be named with a line break or a terminal's codes."""
    return "".join(
        ch if unicodedata.category(ch) not in ("Cc", "Cf", "Cs", "Zl", "Zp") else ch.encode("unicode_escape").decode()
        for ch in text
    )


def harmless(text: str) -> str:
    """One line without control characters: no document may move the cursor or change the screen."""
    return " ".join("".join(ch if unicodedata.category(ch) not in ("Cc", "Cf", "Cs") else " " for ch in text).split())
