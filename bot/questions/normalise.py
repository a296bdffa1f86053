"""Words of a question and of a text, brought to roots, so that inflected forms and parts of compounds meet."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import Stemmer
from rapidfuzz import fuzz

from knowledge.search.entries import LONGEST_WORD, WORD, spoken

LONGEST = 1_000
"""Characters of a question that are read; what is longer is no question."""

_STEMMER = Stemmer.Stemmer("swedish")
_ENDINGS = (("arnas", 4), ("et", 4), ("er", 5), ("s", 4))
"""What the stemmer leaves behind, with the letters that must remain."""
_DEFINITE = re.compile(r"(?<=\w{2}[b-df-hj-np-tv-xz])an$")
"""The article of words in -a ("skolan"), which the stemmer leaves."""
_STATE = re.compile(r"(?<=\w{3})nad$")
"""The end of nouns of which the stemmer cuts the plain form alone (byggnad, byggnaden)."""
_NO_ARTICLE = re.compile(r"(?:pl|gr|kr|sv|org|(?<!m)m)an$")
"""Words that end in -an by nature, also as the last part of a compound (detaljplan, tjänsteman)."""
_PLAIN = str.maketrans(
    {ch: unicodedata.normalize("NFD", ch)[0] for ch in map(chr, range(0xE0, 0x100)) if ch not in "åäö÷"}
)
"""Accents are not typed: "allé" and "alle" are one word; å ä ö are letters of their own."""
_VOWELS = "åäöéyi"
_ACTION = re.compile(r"(?<=\w{5})n?ing$")
"""What makes a noun of a verb: "nattvandring", "granskning"; with its plural and article off already."""
_SHORT = re.compile(r"\b([A-Za-zÅÄÖåäö])-(?=[a-zåäö]{3})")
_OF_LETTERS = re.compile(r"\b([A-ZÅÄÖ]{2,5})s\b")
_LINKS = ("s", "e", "")
_OF_BODY = re.compile(
    r"\b(\w*(?:fullmäktige|nämnd|styrelse|utskott))s?-?((?:protokoll|möte|sammanträde)(?:et|en|t|n|s|ets|ts)?)\b",
    re.IGNORECASE,
)
_A_MATTER = re.compile(r"(?<=\w{4})s?(?:ärende[nt]?|ärendena|fråg(?:a|an|or|orna)|motion(?:en)?)$")
"""Last parts of compounds that only say that it is a matter."""
ALIKE = 92
"""How alike two words are that are one but for a typing error."""
ALIKE_FROM = 8
"""Letters of a word in which a typing error is looked for."""
TAIL = 6
"""Letters of a compound's last part that may go on in the record."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word where it stands: `text[start:end]`; folded: lower case; root: what it is compared by."""

    start: int
    end: int
    folded: str
    root: str


def clean(text: str) -> str:
    """A person's text in one normal form: NFC, control characters and runs of white space become one space."""
    shown = "".join(ch if ch.isprintable() else " " for ch in unicodedata.normalize("NFC", text))
    return re.sub(r"\s+", " ", shown).strip()


def words(text: str) -> list[Word]:
    """Every word of the text that is no longer than a word can be; hyphenated ones are taken apart."""
    return [
        Word(match.start(), match.end(), plain(match.group()), root_of(match.group()))
        for match in WORD.finditer(text)
        if match.end() - match.start() <= LONGEST_WORD
    ]


def roots_in(text: str) -> list[str]:
    """The roots of the same words in order, where nothing else of them is asked for."""
    return [root_of(word) for word in WORD.findall(text) if len(word) <= LONGEST_WORD]


@lru_cache(maxsize=50_000)
def plain(word: str) -> str:
    """The word in lower case, without the accents that are not typed."""
    return word.casefold().translate(_PLAIN)


@cache
def _in_full() -> Mapping[str, str]:
    """Letter → the first part of the compounds that it stands for ("p-plats")."""
    table: Mapping[str, str] = tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))[
        "in_full"
    ]
    return table


def spelled_out(text: str) -> str:
    """The text with compounds that begin with a letter's abbreviation in full ("p-platser", "parkeringsplatser"), with
    the genitive of letters as minutes write it ("ABs", "AB:s"), and with a body's name apart from its meeting or
    minutes ("fullmäktigeprotokollet", "fullmäktige protokollet")."""
    text = _OF_BODY.sub(r"\1 \2", text)
    full = _SHORT.sub(lambda match: _in_full().get(match[1].casefold(), match[0]), text)
    return _OF_LETTERS.sub(r"\1:s", full)


@cache
def _same() -> Mapping[str, str]:
    """Stem → the first stem of its group in words.toml: forms of one word that no stemmer brings together."""
    groups = tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))["same"]["groups"]
    return {
        _bare_root(word).replace("mm", "m"): _bare_root(group.split()[0]).replace("mm", "m")
        for group in groups
        for word in group.split()
    }


def topic_root(word: str) -> str:
    """The root of a lower-case topic word, less a last part that only says that it is a matter ("taxeärendet")."""
    return root(_A_MATTER.sub("", word))


@lru_cache(maxsize=50_000)
def root(word: str) -> str:
    """The root of a lower-case word: the Swedish stem, less the endings that it leaves (`ärendet`, `miljön`)."""
    bare = _bare_root(plain(word)).replace("mm", "m")
    return _same().get(bare, bare)


@lru_cache(maxsize=50_000)
def root_of(word: str) -> str:
    """The root of a word as it is written."""
    return root(plain(word))


def _bare_root(word: str) -> str:
    if word.isdigit():
        return word
    stem: str = _ACTION.sub("", _STEMMER.stemWord(word))
    if _STATE.search(stem):
        return stem[:-2]
    if _DEFINITE.search(stem) and not _NO_ARTICLE.search(stem):
        return stem[:-2]
    for ending, rest in _ENDINGS:
        if stem.endswith(ending) and len(stem) - len(ending) >= rest:
            return stem[: -len(ending)]
    if len(stem) > 3 and stem[-1] in "nt" and stem[-2] in _VOWELS:
        return stem[:-1]
    return stem


@dataclass(frozen=True, slots=True)
class Bag:
    """The roots of a text."""

    roots: frozenset[str]

    @classmethod
    def of(cls, *texts: str | None) -> Bag:
        """The bag of all the texts together."""
        return cls(frozenset(found for text in texts if text for found in _roots(text)))

    def holds(self, wanted: str, *, apart: bool = True) -> bool:
        """Whether a root of the question is met: itself, as part of a compound, or (`apart`) as a compound of two."""
        if wanted in self.roots:
            return True
        if wanted.isdigit():
            return False
        together, long = _gathered(self.roots)
        if wanted in together and any(wanted in held and meets(wanted, held) for held in self.roots):
            return True
        near = len(wanted)
        if near >= ALIKE_FROM and any(abs(len(held) - near) <= 1 and meets(wanted, held) for held in long):
            return True
        return apart and self._holds_parts(wanted)

    def covers(self, wanted: Iterable[str], *, apart: bool = True) -> bool:
        """Whether every root is met."""
        return all(self.holds(one, apart=apart) for one in wanted)

    def _holds_parts(self, wanted: str) -> bool:
        return any(not heads.isdisjoint(self.roots) and self._begins(tail) for heads, tail in parts_of(wanted))

    def _begins(self, tail: str) -> bool:
        return tail in self.roots or (len(tail) >= TAIL and any(held.startswith(tail) for held in self.roots))


@lru_cache(maxsize=4_000)
def _gathered(roots: frozenset[str]) -> tuple[str, tuple[str, ...]]:
    """All roots in one string, in which most words of a question are seen not to be; and those that may hold a typing
    error of one."""
    return "\n".join(roots), tuple(one for one in roots if len(one) >= ALIKE_FROM - 1)


@lru_cache(maxsize=4_000)
def _roots(text: str) -> frozenset[str]:
    return frozenset(map(root_of, spoken(text)))


@cache
def _short_parts() -> frozenset[str]:
    """Roots of three letters that words.toml names as last parts of compounds."""
    table = tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
    return frozenset(root(word) for word in table["short_parts"]["words"].split())


@lru_cache(maxsize=4_000)
def parts_of(wanted: str) -> tuple[tuple[frozenset[str], str], ...]:
    """The ways to take a compound apart: the roots that its first part may have, and its last part.

    "destinationsutvecklings-" is met by "destinationsutveckling".
    """
    parts = [(_heads(wanted[:at]), wanted[at:]) for at in range(4, len(wanted) - 3)]
    if len(wanted) > 6 and wanted[-3:] in _short_parts():
        parts.append((_heads(wanted[:-3]), wanted[-3:]))
    return tuple(parts)


def _heads(head: str) -> frozenset[str]:
    return frozenset({head, head[:-1], root(head[:-1])} if head.endswith("s") else {head})


def meets(wanted: str, held: str) -> bool:
    """A question's word as itself, as the first, last or middle part of a compound, or with one typing error."""
    if len(held) > len(wanted):
        if held.startswith(wanted):
            return len(wanted) >= 4 or (len(wanted) == 3 and held[3] in "es-" and len(held) > 5)
        if held.endswith(wanted):
            part = len(wanted) >= 4 or wanted in _short_parts()
            return part and len(held) - len(wanted) > 2  # "slut" is no part of "beslut"
        if len(wanted) >= 6 and wanted in held:
            return True
    if held == wanted:
        return True
    return len(wanted) >= ALIKE_FROM and abs(len(held) - len(wanted)) <= 1 and fuzz.ratio(wanted, held) >= ALIKE
