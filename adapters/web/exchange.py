"""An Answer as the chat page shows it: items with their sources, those beyond the first folded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answers.answer import Answer, Citation, Item
from knowledge.facts import squeeze

SHOWN = 8
"""Items of an answer that stand open; the others are folded."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A citation as shown. verbatim: the item's own text is the quote, so that it is not repeated below it."""

    citation: Citation
    href: str
    verbatim: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """An item and its source. The source stands at the last of the items in a row that share it."""

    item: Item
    source: Quoted | None


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and its answer, ready for the template."""

    answer: Answer
    items: Sequence[Shown]
    folded: Sequence[Shown]
    sources: Sequence[Quoted]
    """Citations that no item points at."""


def exchange(answer: Answer, base: str) -> Exchange:
    """An answer made ready for its template. base: the address that citations begin with, which links on our own pages
    leave out."""
    sources = [_quoted(citation, base) for citation in answer.citations]
    items = [
        Shown(item, _source(item, sources) if _last_of_its_source(answer, index) else None)
        for index, item in enumerate(answer.items)
    ]
    used = {item.citation for item in answer.items}
    cut = len(items) if len(items) <= SHOWN + 2 else SHOWN
    return Exchange(answer, items[:cut], items[cut:], [one for index, one in enumerate(sources) if index not in used])


def _source(item: Item, sources: Sequence[Quoted]) -> Quoted | None:
    if item.citation is None or not 0 <= item.citation < len(sources):
        return None
    source = sources[item.citation]
    return replace(source, verbatim=squeeze(source.citation.quote) == squeeze(item.text))


def _quoted(citation: Citation, base: str) -> Quoted:
    href = citation.url.removeprefix(base) if citation.url.startswith(f"{base}/") else citation.url
    return Quoted(citation, href if href.startswith(("/", "https://", "http://")) else "#", verbatim=False)


def _last_of_its_source(answer: Answer, index: int) -> bool:
    after = answer.items[index + 1 : index + 2]
    return not after or after[0].citation != answer.items[index].citation
