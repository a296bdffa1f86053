"""What Teams wants of an app's two icons, checked on their pixels: nothing is drawn or changed here."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from bot.messages import of_teams_app

COLOUR = 192
OUTLINE = 32
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_RGBA = (8, 6, 0, 0, 0)
"""Eight bits of red, green, blue and alpha, not interlaced (PNG specification, IHDR)."""
_PIXEL = 4


def icon_faults(name: str, data: bytes, size: int, *, outline: bool = False) -> list[str]:
    """What is wrong with an icon. outline: whether it may hold white and nothing else, on a transparent ground."""
    try:
        width, height, rows = _read(data)
    except (ValueError, struct.error, zlib.error):
        return [of_teams_app.icon_unreadable(name)]
    if (width, height) != (size, size):
        return [of_teams_app.icon_size(name, size, width, height)]
    pixels = [row[at : at + _PIXEL] for row in rows for at in range(0, len(row), _PIXEL)]
    if outline and any(pixel[3] and pixel[:3] != b"\xff\xff\xff" for pixel in pixels):
        return [of_teams_app.outline_not_white(name)]
    if outline and all(pixel[3] for pixel in pixels):
        return [of_teams_app.outline_not_transparent(name)]
    return []


def _read(data: bytes) -> tuple[int, int, list[bytes]]:
    """(width, height, rows of RGBA). Raises ValueError, struct.error or zlib.error for what is no PNG of that form."""
    if not data.startswith(_SIGNATURE):
        raise ValueError(data[:8])
    parts = list(_parts(data))
    head = next((body for kind, body in parts if kind == b"IHDR"), b"")
    width, height, *form = struct.unpack(">IIBBBBB", head)
    if tuple(form) != _RGBA or width > 2 * COLOUR or height > 2 * COLOUR:
        raise ValueError(head)
    length = height * (width * _PIXEL + 1)
    packed = b"".join(body for kind, body in parts if kind == b"IDAT")
    raw = zlib.decompressobj().decompress(packed, length)
    if len(raw) != length:
        raise ValueError(length)
    return width, height, _rows(raw, width * _PIXEL)


def _parts(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_SIGNATURE)
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        yield data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        at += length + 12


def _rows(raw: bytes, width: int) -> list[bytes]:
    """The rows with their filters undone (PNG specification, 9.2)."""
    rows: list[bytes] = []
    above = bytes(width)
    for start in range(0, len(raw), width + 1):
        kind, row = raw[start], bytearray(raw[start + 1 : start + 1 + width])
        for at in range(width):
            left = row[at - _PIXEL] if at >= _PIXEL else 0
            corner = above[at - _PIXEL] if at >= _PIXEL else 0
            row[at] = (row[at] + _predicted(kind, left, above[at], corner)) & 0xFF
        above = bytes(row)
        rows.append(above)
    return rows


def _predicted(kind: int, left: int, up: int, corner: int) -> int:
    if kind == 4:
        guess = left + up - corner
        return min((left, up, corner), key=lambda near: abs(guess - near))
    if kind > 4:
        raise ValueError(kind)
    return (0, left, up, (left + up) // 2)[kind]
