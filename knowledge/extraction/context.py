"""What every fact file is given: the flow of the text, the document itself, and the outline of its §§."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from operator import itemgetter

from knowledge.extraction import outline as outlines
from knowledge.extraction.flow import Flow, Line, plain
from knowledge.extraction.gates import Gate
from knowledge.extraction.outline import Outline, Section
from knowledge.facts import DocumentInfo, Source

MINUTES = frozenset(("protokoll", "protokollsutdrag", "samverkansprotokoll"))


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """One document on its way through the stages; it is itself alone, so that what was made of it can be kept."""

    flow: Flow
    document: DocumentInfo
    outline: Outline
    _set_apart: tuple[tuple[int, int], ...]
    _folded: str
    _folded_starts: tuple[int, ...]
    _texts: dict[tuple[int, int], str] = field(default_factory=dict, repr=False)
    sentences: dict[tuple[int, int], tuple[tuple[int, int], ...]] = field(default_factory=dict, repr=False)
    """The sentences of the spans that a stage has asked for: the next one asks for the same."""

    @classmethod
    def of(cls, flow: Flow, document: DocumentInfo) -> Context:
        """Read the outline of the flow and put the three together."""
        outline = outlines.find(flow, union=document.kind == "samverkansprotokoll")
        furniture = (flow.lines[index] for index in sorted(outline.furniture))
        set_apart = tuple((line.start, line.end) for line in furniture)
        folded = [line if at not in outline.furniture else "" for at, line in enumerate(flow.folded_lines)]
        return cls(flow, document, outline, set_apart, "".join(folded), (0, *accumulate(map(len, folded))))

    @property
    def is_minutes(self) -> bool:
        """Whether the document records a meeting, so that it can hold decisions."""
        return self.document.kind in MINUTES

    @property
    def sections(self) -> tuple[Section, ...]:
        """The §§ and matters; empty where the document is no minutes."""
        return self.outline.sections if self.is_minutes else ()

    def cuts_within(self, start: int, end: int) -> Sequence[int]:
        """Where, between two offsets, a § or the heading of a block begins or has ended; in minutes alone."""
        cuts = self.outline.cuts if self.is_minutes else ()
        return cuts[bisect_right(cuts, start) : bisect_left(cuts, end)]

    def lines(self, start: int, end: int) -> list[Line]:
        """The printed lines of a span, furniture left out; the first and the last are cut to the span."""
        if start >= end:
            return []
        first, last = self.flow.line_at(start).index, self.flow.line_at(end - 1).index
        furniture = self.outline.furniture
        found = []
        for line in self.flow.lines[first : last + 1]:
            if line.index in furniture:
                continue
            if line.start >= start and line.end <= end:
                found.append(line)
                continue
            begin, stop = max(line.start, start), min(line.end, end)
            if begin <= stop:
                found.append(Line(line.index, begin, stop, line.text[begin - line.start : stop - line.start]))
        return found

    def text(self, start: int, end: int) -> str:
        """The span as a reader wants it: furniture left out, line-end hyphens joined, white space single."""
        text = self._texts.get((start, end))
        if text is None:
            text = self._texts[start, end] = plain(self._printed(start, end))
        return text

    def may_hold(self, gate: Gate, start: int, end: int) -> bool:
        """Whether a pattern of the gate can match in the text of the span, whose first and last line count whole."""
        first, last = self.flow.line_at(start).index, self.flow.line_at(end).index
        return gate.admits(self._folded[self._folded_starts[first] : self._folded_starts[last + 1]])

    def _printed(self, start: int, end: int) -> str:
        """The span's lines without furniture: one slice where none stands in it."""
        if self._is_whole(start, end):
            return self.flow.text[start:end]
        return "\n".join(line.text for line in self.lines(start, end))

    def _is_whole(self, start: int, end: int) -> bool:
        """Whether no furniture stands in the span."""
        following = bisect_left(self._set_apart, start, key=itemgetter(1))
        return following == len(self._set_apart) or self._set_apart[following][0] >= end

    def spans(self, start: int, end: int) -> list[tuple[int, int]]:
        """The span without its furniture: runs of lines that follow on one another."""
        if self._is_whole(start, end):
            return [(start, end)] if start < end else []
        return _runs(self.lines(start, end))

    def cite(self, *spans: tuple[int, int], section: Section | str | None = None) -> Source:
        """Cite spans of the flow, furniture left out. Raises QuoteEmpty where nothing remains."""
        label = section.label if isinstance(section, Section) else section
        runs = [run for start, end in spans for run in self.spans(start, end)]
        return self.flow.source(*runs, section=label)


def _runs(lines: Iterable[Line]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    previous: Line | None = None
    for line in lines:
        if previous and previous.index + 1 == line.index:
            runs[-1] = (runs[-1][0], line.end)
        else:
            runs.append((line.start, line.end))
        previous = line
    return runs
