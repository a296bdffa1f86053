"""What the record holds, as the words of a question can meet it: bodies, places, names, days. Made for one reader."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from bot.questions import vocabulary
from bot.questions.names import Listed, Names, OfRecord
from bot.questions.normalise import root
from knowledge.case_numbers import CaseKey
from knowledge.names import fold
from knowledge.search.passages import Search
from knowledge.store.api import Document, Readable
from knowledge.store.reader import Reader

_DAYS = 5_000
"""Days of documents that are known by heart; the newest."""
_LITTLE = frozenset({"och", "samt", "för", "i", "av"})


@dataclass(frozen=True)
class Lexicon:
    """Built once for each reader and state of the store."""

    bodies: tuple[str, ...] = ()
    municipalities: tuple[str, ...] = ()
    names: Names = field(default_factory=Listed)
    days: tuple[str, ...] = ()
    """Days of documents, newest first."""
    units: frozenset[str] = frozenset()
    """The registries' letters in case numbers, lower case."""
    shared: frozenset[str] = frozenset()
    """Folded names of bodies that several municipalities have."""
    cases: dict[str, str] = field(default_factory=dict)
    """Case numbers in one plain form (`plain_number`), the newest, → as printed."""

    @classmethod
    def read(cls, store: Readable, search: Search, reader: Reader) -> Lexicon:
        """What this reader's documents hold. Raises StoreBusy."""
        holdings, cases = store.holdings(reader), store.cases(reader)
        return cls(
            bodies=_distinct(one.body for one in holdings),
            municipalities=_distinct(one.municipality for one in holdings),
            names=OfRecord(store, search, reader),
            days=tuple(store.days(reader, limit=_DAYS)),
            shared=_shared((one.body, one.municipality) for one in holdings),
            units=frozenset(key.unit for key, _ in cases if key.unit),
            cases={plain_number(key): printed for key, printed in cases},
        )

    @cached_property
    def by_body(self) -> dict[str, tuple[str, ...]]:
        """Folded body, and its indefinite form → the bodies as written."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for body in self.bodies:
            for form in {fold(body), indefinite(fold(body))}:
                found[form].append(body)
        return {form: tuple(bodies) for form, bodies in found.items()}

    @cached_property
    def by_parts(self) -> dict[frozenset[str], tuple[str, ...]]:
        """The roots of what a body is for → its names: one that was renamed keeps them."""
        found: defaultdict[frozenset[str], list[str]] = defaultdict(list)
        for body in self.bodies:
            found[charge(body)].append(body)
        return {parts: tuple(names) for parts, names in found.items() if len(parts) > 1}

    def renamed(self, names: Iterable[str]) -> tuple[str, ...]:
        """The names, and what the same bodies were called in other years."""
        return tuple(dict.fromkeys(one for name in names for one in (name, *self.by_parts.get(charge(name), ()))))

    def abbreviated(self, letters: str) -> tuple[str, ...]:
        """The bodies that an abbreviation can mean ("AMN", "KS"); those whose words begin so before all others."""
        fitting = tuple(body for body in self.bodies if abbreviates(letters, body))
        return tuple(body for body in fitting if initials(body) == letters.casefold()) or fitting


def plain_number(key: CaseKey) -> str:
    """The one form in which case numbers are compared letter by letter: "sn 2031-0017"."""
    return f"{key.unit or ''} {key.year}-{key.serial:04d}".strip()


def _shared(held: Iterable[tuple[str | None, str | None]]) -> frozenset[str]:
    places: defaultdict[str, set[str]] = defaultdict(set)
    for body, municipality in held:
        if body and municipality:
            places[fold(body)].add(municipality)
    return frozenset(body for body, where in places.items() if len(where) > 1)


def _distinct(texts: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


def indefinite(folded: str) -> str:
    """A body's name without the article: "socialnämnden" → "socialnämnd"."""
    return re.sub(
        r"(nämnd|styrels|utskott|grupp|beredning|råd|kommitt[eé]|direktion|bolag)e?(?:n|en|et)$", r"\1", folded
    )


def abbreviates(letters: str, body: str) -> bool:
    """Whether the letters shorten the body's name.

    The last letter is that of its kind (nämnd, styrelse, fullmäktige …), the first the name's first, and those
    between stand in this order in the name: "AMN" is arbetsmarknadsnämnden, "KS" kommunstyrelsen.
    """
    wanted, name = letters.casefold(), fold(body).replace(" ", "")
    for kind in vocabulary.bodies().kinds:
        at = name.find(kind)
        if at < 0 or not wanted or wanted[-1] != kind[0] or wanted[0] != name[0]:
            continue
        if len(wanted) == 1:
            return False
        rest = iter(name[:at] or name[at + len(kind) :])
        if all(letter in rest for letter in wanted[:-1]):
            return True
    return False


def initials(body: str) -> str:
    """The first letters of the words of a body's name, that of its kind last: "bmn" for Bygg- och miljönämnden."""
    spoken = [word for word in fold(body).split() if word not in ("och", "samt", "för", "i")]
    last = spoken[-1] if spoken else ""
    kind = next((one for one in vocabulary.bodies().kinds if last.startswith(one, 1) or one in last[1:]), "")
    return "".join(word[0] for word in spoken) + kind[:1]


def charge(body: str) -> frozenset[str]:
    """What a body is for, in any order: "Nämnden för skola och fritid" and "Skol- och fritidsnämnden" give the same."""
    parts = re.split(r"[\s-]+", fold(body))
    bare = (indefinite(part) for part in parts if part and part not in _LITTLE)
    ends = "|".join(vocabulary.bodies().kinds)
    stripped = (re.sub(rf"(?:s?(?:{ends}))$", "", part).removesuffix("s") for part in bare)
    return frozenset(root(part) for part in stripped if part)


def names_letters(letters: str, document: Document) -> bool:
    """Whether the document's title or file carries the abbreviation as a word."""
    wanted = letters.casefold()
    return wanted in fold(f"{document.title} {document.file}").split()
