"""What a check has found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["ok", "warning", "fault"]


@dataclass(frozen=True, slots=True)
class Finding:
    """fault: Kanslist does not work before it is mended; warning: it works, and somebody should know."""

    kind: Kind
    text: str


def ok(text: str) -> Finding:
    """It is as it should be."""
    return Finding("ok", text)


def warning(text: str) -> Finding:
    """It works, and somebody should know."""
    return Finding("warning", text)


def fault(text: str) -> Finding:
    """It does not work before it is mended."""
    return Finding("fault", text)
