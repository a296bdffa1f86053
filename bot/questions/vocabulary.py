"""The words of questions, read from words.toml and intents.toml beside this file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import count
from typing import Any, cast

from bot.questions.normalise import root
from bot.questions.question import Intent


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of asking. needs: a slot without which the rule does not apply ("person", "party", "body", "case")."""

    intent: Intent
    patterns: tuple[re.Pattern[str], ...]
    aspect: str = ""
    soft: bool = False
    needs: str | None = None


@dataclass(frozen=True, slots=True)
class Bodies:
    """kinds: what names of bodies end in; nicknames: what people call them → the name's folded end."""

    kinds: tuple[str, ...]
    nicknames: Mapping[str, str]


@cache
def _file(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))


@cache
def stop_words() -> frozenset[str]:
    """Words that are never topic."""
    return frozenset(_file("words.toml")["stop"].split())


@cache
def weak() -> frozenset[str]:
    """Roots of words without which a sentence may answer."""
    return frozenset(root(word) for word in _file("words.toml")["weak"].split())


@cache
def common() -> frozenset[str]:
    """Roots of words that tell nothing of what a sentence is about."""
    return frozenset(root(word) for word in _file("words.toml")["common"].split())


@cache
def under() -> Mapping[str, frozenset[str]]:
    """Root that is asked for → roots of a heading under which it is told."""
    told = _file("words.toml")["under"]
    return {root(word): frozenset(root(one) for one in headings.split()) for word, headings in told.items()}


@cache
def bodies() -> Bodies:
    """How bodies are called."""
    table = _file("words.toml")
    return Bodies(tuple(table["body_kinds"]), table["body_nicknames"])


@cache
def seasons() -> Mapping[str, tuple[int, int]]:
    """Season → first and last month."""
    return {name: (first, last) for name, (first, last) in _file("words.toml")["seasons"].items()}


@cache
def quarters() -> Mapping[str, int]:
    """ "första" → 1: which quarter of a year a word names."""
    return dict(_file("words.toml")["quarters"])


def _compiled(pattern: str) -> re.Pattern[str]:
    """The pattern with the forms it names, and every ".*" as a group of its own, so that what it skips is known."""
    pattern = re.sub(r"<(\w+)>", lambda name: "|".join(_file("intents.toml")["forms"][name[1]].split()), pattern)
    numbers = count()
    return re.compile(re.sub(r"\.\*\??", lambda skip: f"(?P<skip{next(numbers)}>{skip.group()})", pattern))


@cache
def rules() -> tuple[Rule, ...]:
    """The rules of intents.toml in order."""
    return tuple(
        Rule(
            cast(Intent, rule["intent"]),
            tuple(_compiled(pattern) for pattern in rule["any"]),
            rule.get("aspect", ""),
            rule.get("soft", False),
            rule.get("needs"),
        )
        for rule in _file("intents.toml")["rule"]
    )


@cache
def reworded() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Root of a noun → the roots of the words with which a decision says the same."""
    table = _file("words.toml")["reworded"].items()
    return {root(noun): tuple(tuple(root(word) for word in said.split()) for said in ways) for noun, ways in table}


@cache
def capacities() -> Mapping[str, tuple[str, ...]]:
    """Root of a word → the capacities of the side that it names."""
    return {root(word): tuple(sides) for word, sides in _file("words.toml")["capacities"].items()}


@cache
def outcomes() -> Mapping[str, tuple[str, ...]]:
    """Word of a question, lower case → the outcomes of the decisions that it asks for."""
    told: dict[str, tuple[str, ...]] = {}
    for outcome, forms in _file("words.toml")["outcomes"].items():
        for form in forms.split():
            told[form] = (*told.get(form, ()), outcome)
    return told


@cache
def misspelt_kinds() -> Mapping[str, str]:
    """How kinds of bodies are misspelt, lower case → as they are spelt."""
    return dict(_file("words.toml")["misspelt_kinds"])


@cache
def asking() -> tuple[str, ...]:
    """Words by which questions say what they ask for, lower case: what is nearly one of them is misspelt."""
    return tuple(_file("words.toml")["asking"]["words"].split())


@cache
def document_words() -> Mapping[str, frozenset[str]]:
    """Kind of document → roots of what people call it."""
    return {kind: frozenset(root(word) for word in words) for kind, words in _file("words.toml")["documents"].items()}


@cache
def speaking() -> frozenset[str]:
    """Verbs by which somebody is quoted, lower case."""
    return frozenset(_file("words.toml")["speaking"]["verbs"].split())


@cache
def speaking_alike() -> frozenset[str]:
    """Roots of the offices that speak for each other."""
    return frozenset(root(word) for word in _file("words.toml")["speaking"]["alike"])


@cache
def of_money() -> frozenset[str]:
    """Roots of words that only say that a sum is asked for."""
    return frozenset(root(word) for word in _file("words.toml")["money"]["words"].split())


@cache
def party_members() -> Mapping[str, str]:
    """Word for a party's members, lower case → its letters."""
    return {word: letters for letters, words in _file("words.toml")["party_members"].items() for word in words.split()}


@cache
def union_short_forms() -> Mapping[str, str]:
    """Short form → the union's name."""
    return dict(_file("words.toml")["union_short_forms"])


@cache
def ignored(intent: Intent) -> frozenset[str]:
    """Roots of words that are no topic in questions of this intent."""
    return frozenset(root(word) for word in _file("words.toml")["ignored"].get(intent, "").split())


@cache
def moves() -> Mapping[str, Mapping[str, str]]:
    """Axis of what is followed → value → how a registrator types it, "|" between the forms."""
    return {axis: dict(values) for axis, values in _file("words.toml")["moves"].items()}
