"""`kanslist ask`: questions from the command line, or conversations from a program."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any
from uuid import uuid4

import typer

from adapters.terminal import opened
from bot.messages import of_terminal as messages

if TYPE_CHECKING:
    from bot.answers.answer import Answer
    from bot.kanslist import Kanslist


def ask(
    texts: Annotated[
        list[str], typer.Argument(metavar="FRÅGA [FÖLJDFRÅGA...]", help="Frågan; fler frågor är ett och samma samtal.")
    ],
    as_json: Annotated[
        bool, typer.Option("--json", help="Svara i JSON. Med - i stället för fråga läses ett samtal per rad.")
    ] = False,
) -> None:
    """Fråga registret."""
    with opened.clerk(opened.settings()) as kanslist:
        if texts == ["-"] and as_json:
            answer_lines(kanslist)
            return
        answers = converse(kanslist, texts)
    if as_json:
        sys.stdout.write(_dump(contract(answers) if len(answers) > 1 else contract(answers)[0]) + "\n")
        return
    from adapters.terminal.render import show

    for answer in answers:
        show(answer)


def converse(kanslist: Kanslist, texts: Sequence[str]) -> list[Answer]:
    """One conversation: the answers to its questions in order."""
    conversation = uuid4().hex
    return [kanslist.ask_now(opened.question(text, conversation)) for text in texts]


def contract(answers: Sequence[Answer]) -> list[dict[str, Any]]:
    """The answers as the contract's JSON objects."""
    return [answer.model_dump(mode="json") for answer in answers]


def answer_lines(kanslist: Kanslist) -> None:
    """A JSON array of questions a line in, of answers a line out, at once.

    A line that is no such array is answered with one refusal, and the next ones are read; the command leaves with 1.
    """
    refused = False
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")  # a byte that is no UTF-8 spoils its own line alone
    for line in sys.stdin:
        if not line.strip():
            continue
        texts = _conversation(line)
        refused = refused or texts is None
        sys.stdout.write(_dump(contract(converse(kanslist, texts) if texts is not None else [_refusal(line)])) + "\n")
        sys.stdout.flush()
    if refused:
        raise typer.Exit(1)


def _conversation(line: str) -> list[str] | None:
    try:
        texts = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return texts if isinstance(texts, list) and all(isinstance(text, str) for text in texts) else None


def _refusal(line: str) -> Answer:
    from adapters.terminal.render import harmless
    from bot.answers.answer import Answer

    shown = harmless(line)[:60]
    return Answer(question=shown, intent="help", outcome="refused", lead=messages.NOT_JSON.format(line=shown))


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
