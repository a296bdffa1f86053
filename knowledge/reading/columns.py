"""Columns into reading order.

Lines whose cells leave the same upright gutter free are a block. The cells left of the gutter begin its rows (labels,
a table's first column); what stands to the right of a cell follows it, read in the same way. Two columns of running
text, or two lists of people side by side, are one row each: the left one first, then the right one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from knowledge.reading.layout import GAP, Line, apart, pitch_of

_PERSON = re.compile(r"\([A-ZÅÄÖa-zåäö-]{1,5}\)|^[^\d:]{3,40}, ")
_FIGURE = re.compile(r"[-–−\d\s,.%*xX]+")
_SECTION = re.compile(r"(?:[A-ZÅÄÖ]\w{1,4} )?§ ?\d")
_CONTINUES = re.compile(r"[a-zåäö(]")


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines first..last (exclusive) of a page that leave the gutter free; gutter: its left and right edge in points."""

    first: int
    last: int
    gutter: tuple[float, float]


def page_text(lines: Sequence[Line]) -> str:
    """The text of a page: one printed line a line, an empty line where the page leaves a gap."""
    out: list[str] = []
    for line in _ordered(lines, pitch_of(lines)):
        if line or (out and out[-1]):
            out.append(line)
    return "\n".join(out).strip("\n")


def _ordered(lines: Sequence[Line], pitch: float) -> Iterator[str]:
    """Printed lines in reading order, "" for a gap."""
    index = 0
    while index < len(lines):
        if index and apart(lines[index - 1], lines[index], pitch):
            yield ""
        block = _block(lines, index, pitch)
        if block is None:
            yield lines[index].text
            index += 1
            continue
        index = min(_table_end(lines, block, pitch), _below_columns(lines, block, pitch))
        yield from _read_block(lines[block.first : index], block.gutter, pitch)


def _block(lines: Sequence[Line], first: int, pitch: float) -> _Block | None:
    """The block that begins at this line: a line of two cells, or lines to be followed by one within three."""
    seed = next((i for i in range(first, min(first + 3, len(lines))) if len(lines[i].cells) > 1), None)
    if seed is None:
        return None
    gutter = (lines[seed].cells[0].right, lines[seed].cells[1].left)
    for line, below in zip(reversed(lines[first:seed]), reversed(lines[first + 1 : seed + 1]), strict=True):
        narrowed = _free(line, gutter)
        if narrowed is None or line.cells[0].left < gutter[1] - 1 or apart(line, below, pitch):
            return None
        gutter = narrowed
    last = seed + 1
    while last < len(lines):
        narrowed = _free(lines[last], gutter)
        if narrowed is None:
            break
        gutter, last = narrowed, last + 1
    return _Block(first, last, gutter) if last - first > 1 else None


def _free(line: Line, gutter: tuple[float, float]) -> tuple[float, float] | None:
    """The gutter that is still free when the line is added, or None where the line stands in it."""
    left, right = gutter
    for cell in line.cells:
        if cell.right <= (gutter[0] + gutter[1]) / 2 or cell.right <= gutter[0] + 1:
            left = max(left, cell.right)
        else:
            right = min(right, cell.left)
    return (left, right) if right - left > 0.5 * line.size else None


def _read_block(lines: Sequence[Line], gutter: tuple[float, float], pitch: float) -> Iterator[str]:
    middle = (gutter[0] + gutter[1]) / 2
    left = [part for line in lines if (part := _side(line, middle, left=True))]
    right = [part for line in lines if (part := _side(line, middle, left=False))]
    table = _table_starts(lines)
    starts = [float("-inf"), *table[1:]] if table else _row_starts(left, right, pitch)
    rows = [(_between(left, starts, i), _between(right, starts, i)) for i in range(len(starts))]
    wrapped = any(len(cells) > 1 or len(values) > 1 for cells, values in rows)
    previous: Line | None = None
    for cells, values in rows:
        top = min([*cells, *values], key=lambda line: line.base)
        if previous is not None and (apart(previous, top, pitch) or (table and wrapped)):
            yield ""
        previous = max([*cells, *values], key=lambda line: line.base)
        if table and wrapped and not _figures(values):
            yield from (line for line in (*_ordered(cells, pitch), *_cell_by_cell(values, pitch)) if line)
        else:
            yield from _read_row(cells, values, pitch, wrapped=wrapped)


def _table_end(lines: Sequence[Line], block: _Block, pitch: float) -> int:
    """Where the block ends: a table ends before a line set apart that stands in its first column alone."""
    if _table_starts(lines[block.first : block.last]):
        for i in range(block.first + 1, block.last):
            alone = len(lines[i].cells) == 1 and lines[i].cells[0].left < block.gutter[0]
            if alone and apart(lines[i - 1], lines[i], pitch):
                return i
    return block.last


def _below_columns(lines: Sequence[Line], block: _Block, pitch: float) -> int:
    """Where the block ends when a § begins below its right column: at the first gap there, at the latest at the §.

    The text of the § stands left of the gutter only because its lines are short.
    """
    middle = (block.gutter[0] + block.gutter[1]) / 2
    last = max(i for i in range(block.first, block.last) if lines[i].cells[-1].left >= middle)
    begun = next((i for i in range(last + 1, block.last) if _SECTION.match(lines[i].text)), None)
    if begun is None:
        return block.last
    return next((i for i in range(last + 1, begun) if apart(lines[i - 1], lines[i], pitch)), begun)


def _figures(values: Sequence[Line]) -> bool:
    """Whether a row's further cells are one line of figures or crosses."""
    return len(values) == 1 and all(_FIGURE.fullmatch(cell.text) for cell in values[0].cells)


def _cell_by_cell(lines: Sequence[Line], pitch: float) -> Iterator[str]:
    """The further cells of a table's row, each for itself."""
    if len(lines) == 1:
        yield from (cell.text for cell in lines[0].cells)
    else:
        yield from _ordered(lines, pitch)


def _read_row(cells: Sequence[Line], values: Sequence[Line], pitch: float, *, wrapped: bool) -> Iterator[str]:
    beside = len(cells) == 1 and bool(values) and abs(cells[0].base - values[0].base) < 0.3 * cells[0].size
    numbered = beside and not cells[0].text[0].isalpha()
    if numbered or (beside and len(values) == 1 and not (wrapped and len(values[0].cells) == 1)):
        yield f"{cells[0].text}{GAP}{values[0].text}"
        yield from (line for line in _ordered(values[1:], pitch) if line)
        return
    yield from _ordered(cells, pitch)
    yield from _ordered(values, pitch)


def _table_starts(lines: Sequence[Line]) -> list[float]:
    """Where the rows of a table of three columns or more begin: at lines that fill all of them. Empty for no table."""
    columns = max(len(line.cells) for line in lines)
    full = [i for i, line in enumerate(lines) if len(line.cells) == columns]
    if columns < 3 or len(full) < 2 or full[0] != 0:
        return []
    if any(_figures([replace(line, cells=line.cells[1:])]) for line in lines if 1 < len(line.cells) < columns):
        return []
    edge = lines[0].cells[1].left - lines[0].size
    if len(full) < 0.4 * sum(line.cells[0].left < edge for line in lines):
        return []
    return [lines[i].base - 0.4 * lines[i].size for i in full if i == 0 or not _goes_on(lines[i - 1], lines[i])]


def _goes_on(above: Line, line: Line) -> bool:
    """Whether cells that began above go on in this line."""
    if _CONTINUES.match(line.cells[0].text):
        return True
    return any(
        other.text.endswith("-") and abs(other.left - cell.left) < line.size
        for other in above.cells
        for cell in line.cells
    )


def _side(line: Line, middle: float, *, left: bool) -> Line | None:
    cells = tuple(cell for cell in line.cells if (cell.left < middle) == left)
    return replace(line, cells=cells) if cells else None


def _row_starts(left: Sequence[Line], right: Sequence[Line], pitch: float) -> list[float]:
    """Where rows begin, as baselines; the first is above everything."""
    starts = [float("-inf")]
    if _like(left, right):
        return starts
    labels, prose = _are_labels(left, right), _prose(left) and _prose(right)
    for above, line in pairwise(left):
        near = not apart(above, line, pitch)
        if labels and near and (_CONTINUES.match(line.text) or above.text.endswith("-")):
            continue
        if labels or (not near and _parted(right, line, pitch)) or (not prose and _fresh(above, line, right, pitch)):
            starts.append(line.base - 0.4 * line.size)
    return starts


def _like(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Two lists of people side by side."""
    return all(
        len(side) > 2 and sum(bool(_PERSON.search(line.text)) for line in side) >= 0.6 * len(side)
        for side in (left, right)
    )


def _prose(lines: Sequence[Line]) -> bool:
    """A column of running text."""
    return len(lines) > 5 and sum(len(line.text) for line in lines) > 28 * len(lines)


def _are_labels(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Short words on the left, more on the right: field labels and their values, or the first column of a list."""
    mean = sum(len(line.text) for line in left) / len(left)
    width = max(line.cells[-1].right for line in left) - min(line.cells[0].left for line in left)
    span = max(line.cells[-1].right for line in [*left, *right]) - min(line.cells[0].left for line in left)
    return mean < 32 and (width < 0.42 * span or _each_with_its_value(left, right))


def _each_with_its_value(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether every cell on the left has one on its own line, and some values go on below: labels of short values.

    Of many labels one may stand alone: a heading of its own, or one that is left empty.
    """
    alone = sum(all(abs(line.base - other.base) >= 0.3 * line.size for other in right) for line in left)
    return len(right) > len(left) > 2 and alone <= (1 if len(left) > 4 else 0)


def _parted(right: Sequence[Line], line: Line, pitch: float) -> bool:
    """Whether the right side, too, has a gap at the height where a left cell begins."""
    above = [other for other in right if other.base < line.base - 0.4 * line.size]
    below = [other for other in right if other.base >= line.base - 0.4 * line.size]
    return not above or not below or apart(above[-1], below[0], pitch)


def _fresh(above: Line, line: Line, right: Sequence[Line], pitch: float) -> bool:
    """Whether two cells begin side by side: both like a sentence, after the end of one or after a gap."""
    beside = next((i for i, other in enumerate(right) if abs(other.base - line.base) < 0.3 * line.size), None)
    if not beside or _CONTINUES.match(line.text) or _CONTINUES.match(right[beside].text):
        return False
    return (_ends(above) or apart(above, line, pitch)) and (
        _ends(right[beside - 1]) or apart(right[beside - 1], right[beside], pitch)
    )


def _ends(line: Line) -> bool:
    return line.text.endswith((".", "?", "!"))


def _between(lines: Sequence[Line], starts: Sequence[float], row: int) -> list[Line]:
    end = starts[row + 1] if row + 1 < len(starts) else float("inf")
    return [line for line in lines if starts[row] <= line.base < end]
