"""Pages that are pictures of text: told from others, and read with tesseract where that is installed with Swedish.

Tesseract's words go through the same layout as a text layer's, so that columns and tables are read alike.
"""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from statistics import median
from typing import Any

import pypdfium2.raw as raw

from knowledge.reading import worker
from knowledge.reading.layout import Word

_DPI = 300
_MOST_PIXELS = 40_000_000
"""An A3 page has half of them. A larger page is drawn smaller."""

_SECONDS = 120.0
"""For one page: fifty times what a page of text takes."""

_STROKES = 200
"""A page with more drawn paths than this and no text may be text turned into outlines."""

_TAKEN_FOR_SIGN = re.compile(r"[8$5SsB&]{1,2}")
"""What the Swedish language of tesseract, whose letters do not hold §, reads for it."""

_LINE_HEIGHT = 1.35
"""A font's line height in heights of the box around a word."""


@dataclass(frozen=True, slots=True)
class Scan:
    """What was read from a page's picture: words, and tesseract's confidence in them from 0 to 1, by their length."""

    words: list[Word]
    confidence: float


@cache
def available() -> str | None:
    """The tesseract program, where it is installed and knows Swedish; else None."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False)  # noqa: S603 - which's own
    return program if "swe" in listed.stdout.split() else None


def pictured(page: Any) -> bool:
    """Whether a PDF page shows a picture, or so many strokes that they may be letters."""
    strokes = 0
    for index in range(raw.FPDFPage_CountObjects(page.raw)):
        kind = raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page.raw, index))
        if kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM, raw.FPDF_PAGEOBJ_SHADING):
            return True
        strokes += kind == raw.FPDF_PAGEOBJ_PATH
    return strokes > _STROKES


def scan(page: Any) -> Scan | None:
    """Read a PDF page's picture. None where there is no tesseract, where it failed or where it found no words."""
    program = available()
    if program is None:
        return None
    scale = min(_DPI / 72, (_MOST_PIXELS / max(1.0, page.get_width() * page.get_height())) ** 0.5)
    picture = _pgm(page, scale)
    rows = _rows(program, picture, "swe")
    if rows and any(map(_may_be_sign, rows)):
        rows = list(_with_signs(rows, _rows(program, picture, "eng")))
    return _read(rows, scale)


def _rows(program: str, picture: bytes, language: str) -> list[_Row]:
    """The words that tesseract finds; none where it fails."""
    command = [program, "stdin", "stdout", "-l", language, "--dpi", str(_DPI), "tsv"]
    try:
        done = subprocess.run(  # noqa: S603 - which's own, no argument from outside
            command,
            input=picture,
            capture_output=True,
            timeout=_SECONDS,
            check=True,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},  # as many workers as cores are running already
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return []
    finally:
        worker.alive()
    return [row for row in _parsed(done.stdout.decode("utf-8")) if row.text and row.confidence >= 0]


def _may_be_sign(row: _Row) -> bool:
    return _TAKEN_FOR_SIGN.fullmatch(row.text) is not None


def _with_signs(rows: list[_Row], others: list[_Row]) -> Iterator[_Row]:
    """The rows with § where the other language, which has that letter, reads it in the same place."""
    signs = [row for row in others if "§" in (row.text[0], row.text[-1])]
    for row in rows:
        if _may_be_sign(row) and any(_shows(sign, row) for sign in signs):
            row = replace(row, text="§" * len(row.text))
        yield row


def _shows(other: _Row, row: _Row) -> bool:
    """Whether the other word has a § where this row stands: a sign is often joined to the word beside it."""
    near = row.width / 2
    if abs(2 * (row.top - other.top) + row.height - other.height) > row.height:
        return False
    begins = other.text[0] == "§" and abs(row.left - other.left) < near
    return begins or (other.text[-1] == "§" and abs(row.left + row.width - other.left - other.width) < near)


def _pgm(page: Any, scale: float) -> bytes:
    """The page in shades of grey as a PGM file."""
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        rows = memoryview(bitmap.buffer).cast("B")
        width, height, stride = bitmap.width, bitmap.height, bitmap.stride
        body = b"".join(rows[row * stride : row * stride + width] for row in range(height))
    finally:
        bitmap.close()
    return b"P5 %d %d 255\n%b" % (width, height, body)


@dataclass(frozen=True, slots=True)
class _Row:
    """A word of tesseract's table, its box in pixels."""

    line: tuple[str, str, str]
    left: int
    top: int
    width: int
    height: int
    confidence: float
    text: str


def _read(rows: list[_Row], scale: float) -> Scan | None:
    letters = sum(len(row.text) for row in rows)
    if not any(ch.isalpha() for row in rows for ch in row.text):
        return None
    confidence = sum(row.confidence * len(row.text) for row in rows) / letters / 100
    words = [word for _, line in groupby(rows, key=lambda row: row.line) for word in _words(list(line), scale)]
    return Scan(words, round(min(1.0, confidence), 2))


def _parsed(table: str) -> Iterator[_Row]:
    for row in csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row["level"] == "5":
            left, top, width, height = (int(row[name]) for name in ("left", "top", "width", "height"))
            line = (row["block_num"], row["par_num"], row["line_num"])
            yield _Row(line, left, top, width, height, float(row["conf"]), row["text"].strip())


def _words(line: list[_Row], scale: float) -> Iterator[Word]:
    """The words of a line on one baseline, in points."""
    size = _LINE_HEIGHT * median(row.height for row in line) / scale
    base = median(row.top + row.height for row in line) / scale
    for row in line:
        yield Word(row.text, row.left / scale, (row.left + row.width) / scale, base, size)
