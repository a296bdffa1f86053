"""`kanslist ask`: questions from the command line, or conversations from a program."""

from __future__ import annotations

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
    """A JSON array of questions a line in, of answers a line out, at once. Leaves with 2 at any other line."""
    for line in sys.stdin:
        if line.strip():
            sys.stdout.write(_dump(contract(converse(kanslist, _conversation(line)))) + "\n")
            sys.stdout.flush()


def _conversation(line: str) -> list[str]:
    try:
        texts = json.loads(line)
    except json.JSONDecodeError:
        texts = None
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        sys.stderr.write(messages.NOT_JSON.format(line=line.strip()[:60]) + "\n")
        raise typer.Exit(2)
    return texts


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
