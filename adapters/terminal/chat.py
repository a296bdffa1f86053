"""`kanslist chat`: a conversation in the terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from uuid import uuid4

from adapters.terminal import opened
from bot.messages import of_terminal as messages

_LEAVE = frozenset({"sluta", "avsluta", "exit", "quit"})
_PROMPT = "Fråga › "


def chat() -> None:
    """Fråga registret i ett samtal; följdfrågor går bra. Sluta med ordet sluta eller Ctrl-D."""
    from adapters.terminal.render import show

    conversation = uuid4().hex
    with opened.clerk(opened.settings()) as kanslist:
        for text in _lines():
            show(kanslist.ask_now(opened.question(text, conversation)))


def _lines() -> Iterator[str]:
    """What is typed, until the person leaves; from a pipe every line, without a prompt."""
    if not sys.stdin.isatty():
        yield from (line.strip() for line in sys.stdin if line.strip())
        return
    import readline  # the arrow keys and the session's history, by being there

    readline.set_auto_history(True)
    sys.stdout.write(f"{messages.GREETING}\n\n")
    while True:
        try:
            text = input(_PROMPT).strip()
        except EOFError:
            sys.stdout.write("\n")
            break
        if text.casefold() in _LEAVE:
            break
        if text:
            sys.stdout.write("\n")
            yield text
    sys.stdout.write(f"{messages.GOODBYE}\n")
