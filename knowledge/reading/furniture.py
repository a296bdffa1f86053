"""Page furniture: headers, footers, page numbers and signature fields, recognised by their repetition over the pages.

A line is furniture when it stands among the first or last lines of its page and the same line, its digits aside, stands
there on most of the neighbouring pages. What is set apart is kept in `Page.furniture`, in the order of the page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

EDGE = 9
"""Lines from the top and from the bottom of a page among which furniture is looked for."""


def part_furniture(pages: Sequence[str]) -> list[tuple[str, tuple[str, ...]]]:
    """Each page's text without its furniture, and the furniture."""
    if len(pages) < 2:
        return [(page, ()) for page in pages]
    split = [page.split("\n") for page in pages]
    shapes = Counter(shape for lines in split for shape in {_shape(lines[i]) for i in _edges(lines)})
    repeated = {shape for shape, count in shapes.items() if shape and count >= _enough(shape, len(pages))}
    return [_part(lines, repeated) for lines in split]


def _enough(shape: str, pages: int) -> int:
    """On how many pages a shape must stand: a bare number may mean something, so it must stand on more of them."""
    return max(2, round(pages * (0.7 if shape in ("#", "§ #") else 0.4)), min(pages, 3))


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split()).casefold())


def _edges(lines: Sequence[str]) -> Iterable[int]:
    filled = [index for index, line in enumerate(lines) if line.strip()]
    return [*filled[:EDGE], *(index for index in filled[-EDGE:] if index not in filled[:EDGE])]


def _part(lines: Sequence[str], repeated: set[str]) -> tuple[str, tuple[str, ...]]:
    edges = set(_edges(lines))
    out = {index for index in edges if _shape(lines[index]) in repeated}
    kept = "\n".join(line for index, line in enumerate(lines) if index not in out)
    return kept.strip("\n"), tuple(lines[index].strip() for index in sorted(out))
