"""An answer in the terminal: with colours and folded lines on a screen, as plain lines in a pipe."""

from __future__ import annotations

import sys
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.answers.answer import Answer


def show(answer: Answer) -> None:
    """Print an answer to standard output."""
    if not sys.stdout.isatty():
        sys.stdout.write(plain(answer) + "\n")
        return
    from adapters.terminal.rows import rows
    from adapters.terminal.screen import draw

    draw(rows(answer))


def plain(answer: Answer) -> str:
    """The answer as plain lines."""
    from adapters.terminal.rows import rows

    return "\n".join(f"{row.mark:{row.indent}}{row.text}" if row.text else "" for row in rows(answer))


def shown(text: str) -> str:
    """Control characters as their escapes: a file may be named with a line break or a terminal's codes."""
    return "".join(
        ch if unicodedata.category(ch) not in ("Cc", "Cf", "Cs", "Zl", "Zp") else ch.encode("unicode_escape").decode()
        for ch in text
    )


def harmless(text: str) -> str:
    """One line without control characters: no document may move the cursor or change the screen."""
    return " ".join("".join(ch if unicodedata.category(ch) not in ("Cc", "Cf", "Cs") else " " for ch in text).split())
