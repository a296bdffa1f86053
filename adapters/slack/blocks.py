"""Answer → Block Kit.

Everything is rich text: its text elements are shown as they are, so that no word of a document or question can format,
link or mention anybody, and a quote is copied out of Slack letter for letter.
Limits: docs.slack.dev/reference/block-kit/blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from adapters.slack.buttons import actions, choices_in_full
from bot.answers.answer import Answer, Citation, Item
from bot.messages import of_platforms as messages

Element = dict[str, Any]

MAX_BLOCKS = 50
MAX_TEXT = 3_000
"""Characters of one text element (Slack's limit for a section's text)."""
MAX_TOTAL = 12_000
"""Characters of all blocks together; what does not fit is counted in the message's last line."""
_TAIL = 6
"""Blocks kept free for "så många till", the notes, the choices and the buttons."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe]")


def blocks(answer: Answer) -> list[Element]:
    """The answer as blocks: the lead, the items with their quotes, what is left out, notes, choices and buttons."""
    made = [_block(_section(_text(answer.lead)))]
    groups = list(_groups(answer))
    if groups:
        made.append({"type": "divider"})
    room = MAX_TOTAL - len(answer.lead)
    shown = 0
    for group in groups:
        block, room = _group_block(group), room - group.length
        if len(made) == MAX_BLOCKS - _TAIL or (room < 0 and shown):
            break
        made.append(block)
        shown += 1
    left = sum(len(group.items) for group in groups[shown:])
    if left:
        made.append(_block(_section(_text(messages.more_items(left), italic=True))))
    if answer.notes:
        made.append(_block(_section(*_lines(answer.notes))))
    if in_full := choices_in_full(answer):
        made.append(_block(_section(*_with_breaks([[_text(line)] for line in in_full]))))
    return made + actions(answer)


def cited(citation: Citation) -> Element:
    """A quote and where it is from, as one block."""
    return _block({"type": "rich_text_quote", "elements": list(_quote(citation))})


@dataclass(frozen=True, slots=True)
class _Group:
    """Items that stand on one and the same quote, or a quote that no item points at."""

    items: tuple[Item, ...]
    citation: Citation | None

    @property
    def length(self) -> int:
        quote = len(self.citation.quote) + len(self.citation.title) + 60 if self.citation else 0
        return quote + sum(len(item.text) + len(item.label or "") + sum(map(len, item.notes)) for item in self.items)


def _groups(answer: Answer) -> Iterator[_Group]:
    """Neighbouring items with the same citation together; then the citations that no item names."""
    gathered: list[Item] = []
    for item in answer.items:
        if gathered and item.citation != gathered[-1].citation:
            yield _Group(tuple(gathered), _cited(answer, gathered[-1]))
            gathered = []
        gathered.append(item)
    if gathered:
        yield _Group(tuple(gathered), _cited(answer, gathered[-1]))
    named = {item.citation for item in answer.items}
    yield from (_Group((), citation) for index, citation in enumerate(answer.citations) if index not in named)


def _cited(answer: Answer, item: Item) -> Citation | None:
    return None if item.citation is None else answer.citations[item.citation]


def _group_block(group: _Group) -> Element:
    parts: list[Element] = []
    if len(group.items) > 1:
        parts.append(_list([_row(item) for item in group.items]))
    elif group.items:
        parts.append(_section(*_item(group.items[0], quoted=_quotes(group.citation, group.items[0]))))
    if group.citation:
        parts.append({"type": "rich_text_quote", "elements": list(_quote(group.citation))})
    return _block(*parts)


def _quotes(citation: Citation | None, item: Item) -> bool:
    """Whether the quote says the item's text already, word for word."""
    return citation is not None and messages.quote(citation.quote).split() == item.text.split()


def _item(item: Item, *, quoted: bool) -> list[Element]:
    """Label, text and notes, a line each; the text is left to the quote where the two are the same."""
    lines = [[_text(item.label, bold=True)]] if item.label else []
    if not quoted or not item.label:
        lines.append(_said(item))
    lines += [[_text(note, italic=True)] for note in item.notes]
    return _with_breaks(lines)


def _row(item: Item) -> Element:
    """An item among several, on one line."""
    label = [_text(f"{item.label}: ", bold=True)] if item.label else []
    notes = [_text(f" ({'; '.join(item.notes)})", italic=True)] if item.notes else []
    return _section(*label, *_said(item), *notes)


def _said(item: Item) -> list[Element]:
    """The item's text; where it is a comparison, with what was deleted struck and what was added bold."""
    if not item.changes:
        return [_text(item.text)]
    runs: list[Element] = []
    for one in item.changes:
        runs += [_text(" ")] if runs else []
        runs.append(_text(one.text, strike=one.sort == "deleted", bold=one.sort == "added"))
    return runs


def _quote(citation: Citation) -> Iterator[Element]:
    yield _text(messages.quote(citation.quote))
    yield _text("\n" + messages.source(citation), italic=True)
    if citation.url.startswith(("https://", "http://")):
        yield _text(" · ")
        yield {"type": "link", "url": citation.url, "text": messages.show_source()}


def _lines(texts: tuple[str, ...]) -> list[Element]:
    return _with_breaks([[_text(text, italic=True)] for text in texts])


def _with_breaks(lines: list[list[Element]]) -> list[Element]:
    broken: list[Element] = []
    for line in lines:
        broken += [_text("\n"), *line] if broken else line
    return broken


def _text(text: str, **style: bool) -> Element:
    """A text element; empty and over-long texts, which Slack refuses, are made into what it takes."""
    text = _CONTROL.sub("", text) or " "
    element: Element = {"type": "text", "text": text if len(text) <= MAX_TEXT else text[: MAX_TEXT - 2].rstrip() + " …"}
    if on := {name: True for name, value in style.items() if value}:
        element["style"] = on
    return element


def _section(*elements: Element) -> Element:
    return {"type": "rich_text_section", "elements": list(elements)}


def _list(rows: list[Element]) -> Element:
    return {"type": "rich_text_list", "style": "bullet", "elements": rows}


def _block(*elements: Element) -> Element:
    return {"type": "rich_text", "elements": list(elements)}
