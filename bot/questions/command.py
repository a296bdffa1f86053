"""Commands: with and without slash, with å ä ö or without, also under the umbrella `/kanslist`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from bot import commands
from bot.commands import Command

_NEAR = 70
_FIRST = re.compile(r"(/?)([^\s]+)\s*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Called:
    """What stood first: the command or None, what followed, an unknown word and what it was most like."""

    command: Command | None
    rest: str
    near: str | None = None
    unknown: str | None = None


def read(text: str) -> Called:
    """Take a command from the front of a cleaned text; without a slash or a command word it is a question."""
    slash, word, rest = _parts(text)
    if word.casefold() == commands.UMBRELLA:
        if not rest:
            return Called(commands.find("hjalp"), "")
        slash, word, rest = _parts(rest)
    command = commands.find(word)
    if command and (slash or _alone(command, word, rest)):
        return Called(command, rest)
    if slash:
        return Called(None, rest, _near(word), word)
    return Called(None, text)


def _parts(text: str) -> tuple[str, str, str]:
    match = _FIRST.fullmatch(text)
    if not match:
        return "", "", ""
    return match[1], match[2].strip(",:!"), match[3]


def _alone(command: Command, word: str, rest: str) -> bool:
    """Without a slash "vem …" and "sök …" begin questions: only the names themselves are commands there."""
    if command.intent == "followed":
        return False  # "åtgärd mot buller" is a question; what moves something is an errand (bot/follow_up/life)
    if command.intent == "person":
        return word.casefold() == command.name
    return word != "?" or not rest


def _near(word: str) -> str | None:
    found = process.extractOne(word.casefold(), commands.known_words(), scorer=fuzz.ratio, score_cutoff=_NEAR)
    near = commands.find(found[0]) if found else None
    return near.name if near else None
