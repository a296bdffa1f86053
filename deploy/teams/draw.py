"""Draws the two icons that Teams wants: `python deploy/teams/draw.py`. A sheet of minutes with a quoted line."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from pathlib import Path

Colour = tuple[int, int, int, int]
NAVY: Colour = (31, 58, 95, 255)
WHITE: Colour = (255, 255, 255, 255)
GOLD: Colour = (242, 183, 5, 255)
CLEAR: Colour = (255, 255, 255, 0)

SHEET = (9, 5, 23, 27)
LINES = ((12, 10, 20, 11), (12, 13, 20, 14), (12, 21, 18, 22))
QUOTE = (12, 16, 20, 19)
"""In a square of 32: left, top, right, bottom."""


def colour_icon(x: float, y: float) -> Colour:
    """The colour at a point of the square of 32: a white sheet on navy, its quoted line golden."""
    if _inside(QUOTE, x, y):
        return GOLD
    if any(_inside(line, x, y) for line in LINES):
        return NAVY
    return WHITE if _inside(SHEET, x, y) else NAVY


def outline_icon(x: float, y: float) -> Colour:
    """White lines on nothing."""
    left, top, right, bottom = SHEET
    edge = _inside(SHEET, x, y) and not _inside((left + 2, top + 2, right - 2, bottom - 2), x, y)
    drawn = edge or any(_inside(box, x, y) for box in (*LINES, QUOTE))
    return WHITE if drawn else CLEAR


def png(size: int, colour_at: Callable[[float, float], Colour]) -> bytes:
    """A square picture of `size` pixels."""
    rows = (
        b"\0" + b"".join(bytes(colour_at((x + 0.5) * 32 / size, (y + 0.5) * 32 / size)) for x in range(size))
        for y in range(size)
    )
    head = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(b"".join(rows), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )


def _inside(box: tuple[int, int, int, int], x: float, y: float) -> bool:
    left, top, right, bottom = box
    return left <= x < right and top <= y < bottom


if __name__ == "__main__":
    here = Path(__file__).parent
    (here / "color.png").write_bytes(png(192, colour_icon))
    (here / "outline.png").write_bytes(png(32, outline_icon))
