"""The document as the machine sees it, as one page for a browser that asks for nothing else."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from adapters.terminal.explained import Explained, Seen, SeenPage
from bot.messages import of_explaining as messages
from knowledge.errors import FileUnreachable

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a page's text over which the same facts stand. ends: those whose last slice ends with it."""

    text: str
    facts: tuple[Seen, ...]
    begins: tuple[Seen, ...]
    ends: tuple[Seen, ...]
    outside: bool

    @property
    def title(self) -> str:
        """What stands over the mark: every fact's list, rule and basis, one a line."""
        return "\n".join(fact.title for fact in self.facts)


def write(seen: Explained, target: Path) -> None:
    """Write the page. Raises FileUnreachable where the file cannot be written."""
    try:
        target.write_text(page(seen), encoding="utf-8")
    except OSError as error:
        raise FileUnreachable from error


def page(seen: Explained) -> str:
    """The page; everything that comes from the document is escaped."""
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    texts = {page.ordinal: list(pieces(page, seen)) for page in seen.pages}
    return environment.get_template("explain.html").render(seen=seen, pieces=texts, say=messages)


def pieces(page: SeenPage, seen: Explained) -> Iterator[Piece]:
    """Cut a page's text wherever a fact or a line of furniture begins or ends; the pieces joined are the text."""
    text = page.page.text
    spans = [
        (part.start, part.end, fact)
        for fact in _all(seen)
        for part in fact.parts
        if part.page == page.page.number
    ]  # fmt: skip
    cuts = {0, len(text)} | {at for start, end, _ in spans for at in (start, end)}
    cuts |= {at for span in page.outside for at in span}
    places = sorted(cuts)
    for start, end in pairwise(places):
        over = [fact for begin, until, fact in spans if begin <= start and end <= until]
        yield Piece(
            text[start:end],
            tuple(over),
            tuple(fact for fact in over if fact.source.page == page.page.number and fact.source.start == start),
            tuple(fact for fact in over if fact.parts[-1].page == page.page.number and fact.parts[-1].end == end),
            any(begin <= start and end <= until for begin, until in page.outside),
        )


def _all(seen: Explained) -> Iterator[Seen]:
    return (fact for page in seen.pages for section in page.sections for fact in section.facts)


def _shown(value: object) -> object:
    """Characters that no page may hold, and those that turn its direction, as one visible mark each."""
    if type(value) is not str:  # Markup is a text that a template has made
        return value
    return "".join("\ufffd" if _harmful(ch) else ch for ch in value)


def _harmful(ch: str) -> bool:
    return ch in _TURNING or (unicodedata.category(ch) in ("Cc", "Cs") and ch not in "\n\t")


_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
