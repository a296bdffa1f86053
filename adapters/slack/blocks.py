"""Answer → Block Kit: the direct answer, the facts page by page, what is left out, notes, choices and buttons."""

from __future__ import annotations

from itertools import groupby

from adapters.slack.buttons import actions, choices_in_full
from adapters.slack.facts import on_page, without_page
from adapters.slack.rich_text import MAX_LINE, MAX_TEXT, Element, block, lines, section, text
from adapters.slack.room import shown
from bot.answers.answer import Answer
from bot.answers.told import facts_of, lead_of, pages
from bot.messages import of_platforms as messages

Element = dict[str, Any]

MAX_BLOCKS = 50
MAX_TOTAL = 12_000
"""Characters of all blocks together; what does not fit is counted in the message's last lines."""
MAX_TEXT = 2_000
"""Characters of what a lead or an item says, and of an answer's notes together."""
MAX_QUOTE = 2_500
MAX_LINE = 300
"""Characters of a label, of a note, of the line with the source."""
URL = 3_000
LINKS = 10
ITEM_NOTES = 6
"""Notes of one item; with these limits any item has room beside any lead and notes."""
_GROUP = 3_500
"""Characters of the items that stand on one quote; those beyond stand on it once more."""
_TAIL = 10
"""Blocks kept free for whoever shared it, "så många till", the notes, the choices and the buttons."""
_SPARE = 600
"""Characters kept free for what stands between, for the line with "så många till" and for whoever shared it."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe]")


def blocks(answer: Answer) -> list[Element]:
    """The answer as blocks."""
    lead = lead_of(answer)
    made = [block(section(text(lead, MAX_TEXT)))] if lead else []
    kept = shown(answer)
    if kept and lead:
        made.append({"type": "divider"})
    for cited, group in groupby(pages(answer.lead, kept), lambda page: page.citation is not None):
        together = list(group)
        made += [on_page(page) for page in together] if cited else [without_page(together)]
    if left := len(facts_of(answer)) - len(kept):
        made.append(block(section(text(messages.more_items(left), MAX_LINE, italic=True))))
    if answer.notes:
        made.append(block(section(text("\n".join(answer.notes), MAX_TEXT, italic=True))))
    made += [_group_block(group) for group in shown]
    if left:
        made.append(_block(_section(_text(messages.more_items(left), MAX_LINE, italic=True))))
    if answer.links:
        made.append(_block(_section(*_with_breaks([[_link(one.url, one.title)] for one in answer.links[:LINKS]]))))
    if notes := _notes(answer):
        made.append(_block(_section(_text(notes, MAX_TEXT, italic=True))))
    if in_full := choices_in_full(answer):
        made.append(block(lines(*[[text(line, MAX_LINE)] for line in in_full])))
    return made + actions(answer)


def holds(answer: Answer) -> int:
    """How many of its items one message holds."""
    return sum(len(group.items) for group in _shown(answer)[0])


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
        """Characters of it at most."""
        quote = min(len(self.citation.quote), MAX_QUOTE) + MAX_LINE if self.citation else 0
        return quote + sum(map(_length, self.items))


def _length(item: Item) -> int:
    said = sum(len(one.text) + 1 for one in item.changes) or len(item.text)
    notes = sum(min(len(note), MAX_LINE) + 4 for note in item.notes[: ITEM_NOTES + 1])
    return min(len(item.label or ""), MAX_LINE) + min(said, MAX_TEXT) + notes + 10


def _shown(answer: Answer) -> tuple[list[_Group], int]:
    """The groups that there is room for, and how many items (or quotes of none) are left out."""
    groups = list(_groups(answer))
    titles = [one.label for one in answer.choices[:CHOICES]] + [one.title for one in answer.buttons]
    around = [
        answer.lead[:MAX_TEXT],
        _notes(answer)[:MAX_TEXT],
        *choices_in_full(answer),
        *(one.title[:MAX_LINE] for one in answer.links[:LINKS]),
        *(one[:TITLE] for one in titles),
    ]
    room = MAX_TOTAL - _SPARE - sum(len(text) + 1 for text in around)
    shown: list[_Group] = []
    for group in groups[: MAX_BLOCKS - _TAIL]:
        room -= group.length
        if room < 0:
            break
        shown.append(group)
    return shown, sum(len(group.items) or 1 for group in groups[len(shown) :])


def _groups(answer: Answer) -> Iterator[_Group]:
    """Neighbouring items with the same citation together; then the citations that no item names."""
    gathered: list[Item] = []
    length = 0
    for item in answer.items:
        length += _length(item)
        if gathered and (item.citation != gathered[-1].citation or length > _GROUP):
            yield _Group(tuple(gathered), _cited(answer, gathered[-1]))
            gathered, length = [], _length(item)
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
    lines = [[_text(item.label, MAX_LINE, bold=True)]] if item.label else []
    if not quoted or not item.label:
        lines.append(_said(item))
    lines += [[_text(note, MAX_LINE, italic=True)] for note in _of_item(item)]
    return _with_breaks(lines)


def _row(item: Item) -> Element:
    """An item among several, on one line."""
    label = [_text(f"{short(item.label, MAX_LINE)}: ", MAX_LINE + 2, bold=True)] if item.label else []
    told = "; ".join(short(note, MAX_LINE) for note in _of_item(item))
    notes = [_text(f" ({told})", len(told) + 3, italic=True)] if told else []
    return _section(*label, *_said(item), *notes)


def _said(item: Item) -> list[Element]:
    """The item's text; where it is a comparison, with what was deleted struck and what was added bold."""
    if not item.changes:
        return [_text(item.text, MAX_TEXT)]
    runs: list[Element] = []
    room = MAX_TEXT
    for one in item.changes:
        if room < 1:
            break
        runs += [_text(" ", 1)] if runs else []
        runs.append(_text(one.text, room, strike=one.sort == "deleted", bold=one.sort == "added"))
        room -= len(one.text) + 1
    return runs


def _of_item(item: Item) -> tuple[str, ...]:
    """The notes of an item; those beyond what there is room for are marked."""
    return item.notes if len(item.notes) <= ITEM_NOTES else (*item.notes[:ITEM_NOTES], "…")


def _quote(citation: Citation) -> Iterator[Element]:
    yield _text(messages.quote(citation.quote), MAX_QUOTE)
    yield _text("\n" + messages.source(citation), MAX_LINE - 30, italic=True)
    if citation.url.startswith(("https://", "http://")) and len(citation.url) <= URL:
        yield _text(" · ", 3)
        yield _link(citation.url, messages.show_source())


def _link(url: str, title: str) -> Element:
    return {"type": "link", "url": url, "text": short(title, MAX_LINE)}


def _notes(answer: Answer) -> str:
    return "\n".join(answer.notes)


def _with_breaks(lines: list[list[Element]]) -> list[Element]:
    broken: list[Element] = []
    for line in lines:
        broken += [_text("\n", 1), *line] if broken else line
    return broken


def _text(text: str, limit: int, **style: bool) -> Element:
    """A text element; empty and over-long texts, which Slack refuses, are made into what it takes."""
    element: Element = {"type": "text", "text": short(_CONTROL.sub("", text), limit) or " "}
    if on := {name: True for name, value in style.items() if value}:
        element["style"] = on
    return element


def short(text: str, limit: int) -> str:
    """At most `limit` characters; what is left out is marked."""
    return text if len(text) <= limit else text[: limit - 2].rstrip() + " …"


def _section(*elements: Element) -> Element:
    return {"type": "rich_text_section", "elements": list(elements)}


def _list(rows: list[Element]) -> Element:
    return {"type": "rich_text_list", "style": "bullet", "elements": rows}


def _block(*elements: Element) -> Element:
    return {"type": "rich_text", "elements": list(elements)}
