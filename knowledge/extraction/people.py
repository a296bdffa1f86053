"""Persons, parties and groups as a sentence of minutes names them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.vocabulary import load, longest_first, words

WORD = r"[A-ZÅÄÖÉÜØÆÁÍÓÚŠŽČ][\w'’´.-]*[\w]"
PARTICLE = r"(?:von|van|af|de|der|den|da|dos|del|la|le|el|al|bin|ibn|di|du|zu|och Dag)"
NAME = rf"{WORD}(?:[ ](?:{PARTICLE}[ ])*(?:{WORD}|[A-ZÅÄÖ]\.?)){{1,4}}"
_PARTY = r"[A-Za-zÅÄÖåäö+,.-]{1,9}"

TITLES = tuple(longest_first(words("capacities", "titles")))
_TITLE = re.compile(rf"(?:(?:{'|'.join(re.escape(title) for title in TITLES)})(?![\wåäö])[ ,]*)+", re.IGNORECASE)
WITH_PARTY = re.compile(
    rf"(?P<name>{NAME})(?P<others>,? (?:m\.? ?fl\.?|med flera))?[ ]?\({{1,2}}[ ]?(?P<party>{_PARTY})[ ]?\)?"
)
_PLAIN = re.compile(NAME)

_PARTY_FILE = load("parties")
LETTERS = frozenset(_PARTY_FILE["letters"])
_PARTY_NAMES = tuple(
    longest_first(
        [name for names in _PARTY_FILE["letters"].values() for name in names]
        + _PARTY_FILE["local"]["names"]
        + _PARTY_FILE["local"]["groups"]
    )
)
# "Siv Ek, S, yrkar", "Bo Alm, fp: Avslag."; not "Siv Ek, VD", "Siv Ek, L Berg"
_COMMA_PARTY = re.compile(
    rf"(?P<name>{NAME}), ?(?P<party>{'|'.join(longest_first([*LETTERS, *(one.lower() for one in LETTERS)]))})"
    r"(?=[,:;]| (?:och|samt|med|yrka|reservera|anmäl|lämna|delt|avstå|röst|föreslå)|$)"
)
NO_PARTY = frozenset(_PARTY_FILE["local"]["none"])
_ALL = frozenset(_PARTY_FILE["local"]["all"])
_GROUPS = [*longest_first(list(LETTERS)), *(re.escape(name) for name in _PARTY_NAMES), r"[A-ZÅÄÖ][\wåäö]+partiet"]
_GROUP = re.compile(rf"(?<![\w(])(?:{'|'.join(_GROUPS)})(?=(?:(?<=[a-zåäö])s)?(?![\w)]))")


@dataclass(frozen=True, slots=True)
class Person:
    """name: without title. party: letters as printed, None where there is none. start, end: in the text read."""

    name: str
    party: str | None
    start: int
    end: int


def party(printed: str | None) -> str | None:
    """The party of what stands in the brackets: "(-)" and "(opol)" are none."""
    cleaned = (printed or "").strip(" ,.()")
    return None if not cleaned or cleaned.casefold() in NO_PARTY else cleaned


def untitled(name: str) -> tuple[str, int]:
    """The name without the titles before it, and how many characters they took."""
    match = _TITLE.match(name)
    if not match or match.end() >= len(name):
        return name, 0
    return name[match.end() :], match.end()


def is_title(text: str) -> bool:
    """Whether the text is nothing but titles ("Ordföranden")."""
    return _TITLE.fullmatch(text.strip()) is not None


def with_party(text: str) -> Iterator[Person]:
    """Every person with a party after the name, in brackets or between commas, in order. `text` has single spaces."""
    for match in _matches(text):
        name, cut = untitled(match["name"])
        if " " in name:
            yield Person(name, party(match["party"]), match.start() + cut, match.end())


def _matches(text: str) -> list[re.Match[str]]:
    """The persons in brackets, else those between commas: one text writes them one way."""
    bracketed = list(WITH_PARTY.finditer(text)) if "(" in text else []
    return bracketed or (list(_COMMA_PARTY.finditer(text)) if ", " in text else [])


def without(text: str) -> str:
    """The text without its persons with a party."""
    for match in reversed(_matches(text)):
        text = text[: match.start()] + text[match.end() :]
    return text


def named(text: str) -> tuple[str, ...]:
    """Who the text names: persons with a party, else parties and groups, else plain names; each once, in order."""
    persons = [person.name for person in with_party(text)]
    if not persons:
        persons = [match.group() for match in _GROUP.finditer(text)]
        persons = [one for one in persons if one not in _ALL] or persons
    if not persons:
        persons = [
            untitled(match.group())[0] for match in _PLAIN.finditer(_TITLE.sub(lambda m: m.group().lower(), text))
        ]
    return tuple(dict.fromkeys(persons))


def groups(text: str) -> tuple[str, ...]:
    """The parties and groups that the text names, each once, in order."""
    return tuple(dict.fromkeys(match.group() for match in _GROUP.finditer(text)))


def is_chair(role: str) -> bool:
    """Whether a role is that of the one who led the meeting ("ordförande", "tf ordförande"; not "vice ordförande")."""
    return (
        re.fullmatch(r"(?:tf\.? |mötes|sittande |tjänstgörande )?ordf(?:örande|öranden|\.)?", role.strip().casefold())
        is not None
    )
