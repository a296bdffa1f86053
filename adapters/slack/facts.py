"""The facts of an answer as Slack shows them: a block for each page, with the line that names the page last."""

from __future__ import annotations

from adapters.slack.quotes import quoted, source
from adapters.slack.rich_text import MAX_LINE, MAX_TEXT, Element, block, bullets, lines, section, short, text
from bot.answers.answer import Words
from bot.answers.told import Page, Said

NOTES = 6
"""Notes of one item; with these limits any item has room beside any lead and notes."""


def on_page(page: Page) -> Element:
    """Headings, what is said, quotes, and last the source: in the order in which they are read aloud."""
    made: list[Element] = []
    told: list[list[Element]] = above(page)
    for heading in page.headings:
        told += [[text(heading.label, MAX_LINE, bold=True)]] if heading.label else []
        for said in heading.said:
            told += _told(said)
            if said.quotes:
                # what stands between two quotes is one paragraph: not every client ends a line between paragraphs
                made += [lines(*told)] if told else []
                made += [quoted(one, linked=page.several) for one in said.quotes]
                told = []
    told += [source(page.citation, linked=not page.several)] if page.citation is not None else []
    return block(*made, *([lines(*told)] if told or not made else []))


def without_page(pages: list[Page]) -> Element:
    """Facts without a quote: one as a paragraph, several as a list, below what stands above the first."""
    if len(pages) == 1:
        return on_page(pages[0])
    rows = bullets([_row(heading.label, heading.said[0]) for page in pages for heading in page.headings])
    headed = above(pages[0])
    return block(*([lines(*headed)] if headed else []), rows)


def above(page: Page) -> list[list[Element]]:
    """The line above a page, where there is one."""
    return [[text(page.above, MAX_LINE, bold=True)]] if page.above else []


def _told(said: Said) -> list[list[Element]]:
    """What is said and its notes, a line each."""
    words = [_words(said)] if said.text or said.changes else []
    return words + [[text(note, MAX_LINE, italic=True)] for note in _notes(said)]


def _row(label: str | None, said: Said) -> Element:
    """A fact among several, on one line."""
    before = [text(f"{short(label, MAX_LINE)}: ", MAX_LINE + 2, bold=True)] if label else []
    told = "; ".join(short(note, MAX_LINE) for note in _notes(said))
    return section(*before, *_words(said), *([text(f" ({told})", len(told) + 3, italic=True)] if told else []))


def _words(said: Said) -> list[Element]:
    return _changes(said.changes) if said.changes else [text(said.text, MAX_TEXT)]


def _changes(changes: tuple[Words, ...]) -> list[Element]:
    """A comparison: what was deleted struck, what was added bold."""
    runs: list[Element] = []
    room = MAX_TEXT
    for one in changes:
        if room < 1:
            break
        runs += [text(" ", 1)] if runs else []
        runs.append(text(one.text, room, strike=one.sort == "deleted", bold=one.sort == "added"))
        room -= len(one.text) + 1
    return runs


def _notes(said: Said) -> tuple[str, ...]:
    """Those beyond what there is room for are marked."""
    return said.notes if len(said.notes) <= NOTES else (*said.notes[:NOTES], "…")
