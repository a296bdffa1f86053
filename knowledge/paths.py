"""Paths of files as texts: one that the store can hold, and one that a person may read."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path, PurePath

from knowledge.reading.masking import mask


def as_text(path: PurePath) -> str:
    """The path as a text that can be stored and that no other path has: bytes that are no UTF-8 as \\xNN."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def shown(path: PurePath) -> str:
    """A path as it may be shown and cited: readable, without control characters or personal identity numbers.

    A name that is no UTF-8 is taken for Windows-1252, in which old archives were written.
    """
    raw = os.fsencode(path)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", "replace")
    text = "".join(
        "\N{REPLACEMENT CHARACTER}" if unicodedata.category(one) in ("Cc", "Cf", "Cs") else one for one in text
    )
    return mask(text)


def escaped(path: PurePath) -> str:
    """A path for a terminal or a log: what is no printable character is escaped; personal identity numbers masked."""
    return mask("".join(one if one.isprintable() else ascii(one)[1:-1] for one in as_text(path)))


def gone(origin: str) -> bool:
    """Whether no file lies where a document's file lay; one whose name was no UTF-8 counts as there."""
    return "\\x" not in origin and not Path(origin).exists()


def names(name: str, origin: str | None) -> Iterator[str]:
    """What a document may be called where others have its name: with its folder before it, else with a number."""
    yield name
    folder = shown(PurePath(PurePath(origin).parent.name)) if origin else ""
    if folder and not name.startswith(f"{folder}/"):
        yield f"{folder}/{name}"
    path = PurePath(name)
    for number in range(2, 1_000_000):
        yield path.with_name(f"{path.stem} ({number}){path.suffix}").as_posix()
