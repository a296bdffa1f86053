"""A document that is written line by line; each fact is cut from the line that says it."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, TypeVar

from knowledge.facts import Fact, Source
from knowledge.reading.pages import Page, Reading

Span = tuple[int, int, int]
"""(page's place from 0, start, end)."""
Made = TypeVar("Made", bound=Fact)


@dataclass
class Paper:
    """Text that grows, and the facts that stand in it."""

    section: str | None = None
    _pages: list[list[str]] = field(default_factory=lambda: [[]])
    _at: int = 0
    _said: list[tuple[str, type[Fact], Span, str | None, dict[str, Any]]] = field(default_factory=list)

    def line(self, text: str, after: str = "\n") -> Span:
        """Write a line; where it stands."""
        start = self._at
        self._pages[-1].append(text + after)
        self._at += len(text) + len(after)
        return len(self._pages) - 1, start, start + len(text)

    def turn(self) -> None:
        """Begin a new page."""
        self._pages.append([])
        self._at = 0

    def fact(self, list_: str, model: type[Fact], span: Span, **values: Any) -> None:
        """Note a fact that the span says."""
        self._said.append((list_, model, span, self.section, values))

    def part(self, span: Span, words: str, text: str) -> Span:
        """Where these words stand in a line whose text this is."""
        page, start, _ = span
        at = start + text.index(words)
        return page, at, at + len(words)

    def reading(self, file: str) -> Reading:
        """The file as it would have been read."""
        pages = tuple(Page(number, "".join(lines)) for number, lines in enumerate(self._pages, start=1))
        digest = sha256("\f".join(page.text for page in pages).encode()).hexdigest()
        return Reading(file, "application/pdf", digest, pages)

    def facts(self, pages: tuple[Page, ...]) -> dict[str, tuple[Fact, ...]]:
        """The facts by list, each with its source, checked as any other."""
        made: dict[str, list[Fact]] = {}
        for list_, model, span, section, values in self._said:
            fact = model(source=self.source(pages, span, section), rule="load", **values)
            made.setdefault(list_, []).append(fact)
        return {list_: tuple(facts) for list_, facts in made.items()}

    def source(self, pages: tuple[Page, ...], span: Span, section: str | None = None) -> Source:
        """The source of a span."""
        page, start, end = span
        return Source.cut([(pages[page], start, end)], section)
