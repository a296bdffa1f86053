"""The headings of minutes that number their matters without a § ("4. Ekonomisk uppföljning", "4 Budget")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge import case_numbers
from knowledge.extraction.flow import Line
from knowledge.extraction.series import Start

_HEADING = re.compile(
    r"\s*(?:(?:Punkt|Ärende|Pkt)\s+)?(?P<number>\d{1,3})\s?[.):]?(?:\s+[–-])?\s+(?P<title>[A-ZÅÄÖÉ”\"].{1,118}\S)\s*$"
)
_FEWEST = 3
_LONGEST_LEAP = 2
_ENDS = (".", ",", ";", ":", "!")
_GAP = re.compile(r"\s{3,}|\t")


def find(lines: Sequence[Line]) -> list[Start]:
    """The longest run of headings whose numbers rise one by one; none where fewer than three make one.

    The lines are those of minutes that have no §. A row of a table and a sentence are no headings, and of two runs
    that are equally long the one that stands apart from the text above counts.
    """
    candidates = [start for index, line in enumerate(lines) if (start := _read(index, line, lines))]
    best: dict[int, tuple[float, tuple[Start, ...]]] = {}
    for start in candidates:
        before = [best[order] for order in range(start.order - _LONGEST_LEAP, start.order) if order in best]
        score, run = max(before, key=lambda one: one[0], default=(0.0, ()))
        if score + start.weight >= best.get(start.order, (0.0, ()))[0]:
            best[start.order] = (score + start.weight, (*run, start))
    _, run = max(best.values(), key=lambda one: one[0], default=(0.0, ()))
    return list(run) if len(run) >= _FEWEST else []


def _read(index: int, line: Line, lines: Sequence[Line]) -> Start | None:
    match = _HEADING.match(line.text)
    if not match or match["title"].endswith(_ENDS) or _GAP.search(match["title"]) or match["number"].startswith("0"):
        return None
    apart = not index or not lines[index - 1].stripped
    numbers = tuple(case_numbers.find(match["title"]))
    return Start(index, match["number"], numbers, match.span("title"), 1.5 if apart else 1.0)
