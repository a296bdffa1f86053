"""The characters of a PDF page with their boxes, put together to words.

A page costs one call of the library for its text and one a character for its box. Origin and angle are asked for only
where a character does not plainly go on with the one before it: the same height of the box, and right beside it.
"""

from __future__ import annotations

import ctypes
import math
import struct
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as raw

from knowledge.reading.layout import Word

_SPACES = frozenset(" \t\u00a0\u2007\u202f\u2002\u2003\u2009\u3000\r\n\f\v")
_SOFT_HYPHENS = frozenset("\ufffe\u00ad\x02")
_UNSEEN = ("Cc", "Cs", "Cn", "Cf")
_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}

_BACK, _ON = -0.6, 0.25
"""How far, in line heights, a character may begin from the end of the one before it in the same word."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """words: those that stand in the page's main direction, in the order in which the file draws them.

    margin: what stands in another direction, as one text.
    """

    words: list[Word]
    margin: str


def drawn(textpage: Any, width: float) -> Drawn:
    """The words of a page of this width in points. What lies beside the page is left out."""
    runs = [run for run in _Page(textpage).runs() if run.turn or (run.right >= 0 and run.left <= width)]
    turns = Counter[int]()
    for run in runs:
        turns[run.turn] += len(run.sizes)
    upright = turns.most_common(1)[0][0] if turns else 0
    aside = "".join(f"{' ' if run.begins else ''}{run.text}" for run in runs if run.turn != upright)
    return Drawn([run.word() for run in runs if run.turn == upright], " ".join(aside.split()))


@dataclass(slots=True)
class _Run:
    """Characters of one word in the direction of their text; the sizes are those of each character.

    turn: quarters of a turn that the text stands on its side. begins: whether white space stands before it.
    base: of the first character. last, level: where the last one ends, and its base.
    """

    turn: int
    begins: bool
    text: str
    left: float
    right: float
    base: float
    last: float
    level: float
    sizes: list[float]

    def goes_on(self, other: _Run) -> bool:
        """Whether the other run, drawn after this one, belongs to the same word."""
        size = self.sizes[-1]
        if other.turn != self.turn or abs(other.base - self.level) > 0.35 * size:
            return False
        return _BACK * size < other.left - self.last < _ON * max(size, 1.0)

    def add(self, other: _Run) -> None:
        """Lengthen by a run that goes on."""
        self.text += other.text
        self.right = max(self.right, other.right)
        self.last, self.level = other.last, other.level
        self.sizes += other.sizes

    def word(self) -> Word:
        sizes = sorted(self.sizes)
        text = self.text if self.text.isascii() else unicodedata.normalize("NFC", self.text.translate(_LIGATURES))
        return Word(text, self.left, self.right, self.base, sizes[len(sizes) // 2])


class _Letters(dict[int, str]):
    """What a character reads as, one for one; a space for white space and what draws nothing."""

    def __missing__(self, code: int) -> str:
        ch = chr(code)
        category = unicodedata.category(ch)
        if ch in _SPACES or (category in _UNSEEN and ch not in _SOFT_HYPHENS):
            ch = " "
        elif ch in _SOFT_HYPHENS:
            ch = "-"
        elif category == "Co":
            ch = "•"
        self[code] = ch
        return ch


_LETTERS = _Letters()


def _direct(function: Any, result: Any, *arguments: Any) -> Any:
    """The library's function with plain addresses as arguments: half the time of a call with checked types."""
    return ctypes.CFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value or 0)


_box_of = _direct(raw.FPDFText_GetLooseCharBox, ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)


class _Page:
    """The characters of a page: their letters, and their boxes one after the other (left, top, right, bottom)."""

    def __init__(self, textpage: Any) -> None:
        self._handle = textpage.raw
        self._count = raw.FPDFText_CountChars(self._handle)
        self._text = self._letters()
        self._boxes = self._measured()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()

    def _letters(self) -> str:
        """One letter a character; told one by one where the whole text has another length than the page."""
        buffer = ctypes.create_string_buffer(2 * self._count + 2)
        target = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
        written = raw.FPDFText_GetText(self._handle, 0, self._count, target) if self._count else 1
        text = buffer.raw[: 2 * (written - 1)].decode("utf-16-le", "replace")
        if len(text) != self._count:
            codes = (raw.FPDFText_GetUnicode(self._handle, index) for index in range(self._count))
            text = "".join(chr(code) if code < 0x110000 else " " for code in codes)
        return text.translate(_LETTERS)

    def _measured(self) -> tuple[float, ...]:
        boxes = (ctypes.c_float * (4 * self._count))()
        page, first = ctypes.cast(self._handle, ctypes.c_void_p).value, ctypes.addressof(boxes)
        for index, letter in enumerate(self._text):
            if letter != " ":
                _box_of(page, index, first + 16 * index)
        return struct.unpack(f"{4 * self._count}f", boxes)

    def runs(self) -> Iterator[_Run]:
        """The words of the page, and the parts of words that are drawn apart from each other."""
        end = 0
        for token in self._text.split(" "):
            begin, end = end, end + len(token) + 1
            if token:
                yield from self._parted(begin, end - 1)

    def _parted(self, begin: int, end: int) -> Iterator[_Run]:
        run: _Run | None = None
        index = begin
        while index < end:
            char = self._char(index)
            char.begins = index == begin
            stop = self._plain_until(index, end, char) if char.turn == 0 else index + 1
            char.text = self._text[index:stop]
            index = stop
            if run is None or not run.goes_on(char):
                if run is not None:
                    yield run
                run = char
            else:
                run.add(char)
        if run is not None:
            yield run

    def _plain_until(self, index: int, end: int, run: _Run) -> int:
        """Lengthen an upright run by what has the same height and stands right beside; where that ends."""
        boxes, right, far, size = self._boxes, run.last, run.right, run.sizes[0]
        high, low = boxes[4 * index + 1], boxes[4 * index + 3]
        back, on = _BACK * size, _ON * max(size, 1.0)
        stop = index + 1
        while stop < end:
            left, top, edge, bottom = boxes[4 * stop : 4 * stop + 4]
            ligature = left == boxes[4 * stop - 4] and edge == right  # two letters of one sign have one box
            if top != high or bottom != low or not (ligature or back < left - right < on):
                break
            right = edge
            if edge > far:
                far = edge
            stop += 1
        run.last, run.right, run.sizes = right, far, [size] * (stop - index)
        return stop

    def _char(self, index: int) -> _Run:
        """One character in the direction of its text: left to right, and downwards."""
        near, top, far, bottom = self._boxes[4 * index : 4 * index + 4]
        low, high = sorted((bottom, top))
        near, far = sorted((near, far))
        raw.FPDFText_GetCharOrigin(self._handle, index, self._x, self._y)
        x, y = self._x.value, self._y.value
        turn = round(raw.FPDFText_GetCharAngle(self._handle, index) / (math.pi / 2)) % 4
        left, right, base, size = (
            (near, far, -y, high - low),
            (-high, -low, -x, far - near),
            (-far, -near, y, high - low),
            (low, high, x, far - near),
        )[turn]
        return _Run(turn, False, "", left, right, base, right, base, [size or 1.0])
