"""Invented municipalities, bodies, people and matters. Everything follows from numbers and names."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from random import Random

MUNICIPALITIES = [
    "Tallmosse", "Rönntjärn", "Äspeklint", "Hasselmyr", "Sälgskär", "Lärkmosse", "Häggtjärn", "Granklint",
    "Enmyra", "Almtjärn", "Videskär", "Poppelmosse",
]  # fmt: skip
BODIES = {
    "Kommunstyrelsen": "KS", "Kommunfullmäktige": "KF", "Socialnämnden": "SN", "Barn- och utbildningsnämnden": "BUN",
    "Kultur- och fritidsnämnden": "KFN", "Tekniska nämnden": "TN", "Miljö- och byggnadsnämnden": "MBN",
    "Vård- och omsorgsnämnden": "VON", "Arbetsmarknadsnämnden": "AMN", "Överförmyndarnämnden": "ÖFN",
    "Valnämnden": "VN", "Gymnasienämnden": "GYN", "Landsbygdsnämnden": "LBN", "Trafiknämnden": "TRN",
    "Näringslivsutskottet": "NLU", "Personalutskottet": "PU", "Räddningsnämnden": "RN", "Äldrenämnden": "ÄN",
    "Idrottsnämnden": "IDN", "Fastighetsnämnden": "FN",
}  # fmt: skip
"""Bodies and the letters of their case numbers."""
PARTIES = ("S", "M", "C", "V", "MP", "L", "KD", "SD")
FIRST_YEAR, LAST_YEAR = 2000, 2026

_WORDS = {
    name: text.split()
    for name, text in tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8")).items()
}


@dataclass(frozen=True, slots=True)
class Person:
    """A name and a party's letters."""

    name: str
    party: str


@dataclass(frozen=True, slots=True)
class Matter:
    """What a case is about. words: compounds that belong to it; place: where."""

    printed: str
    heading: str
    words: tuple[str, ...]
    place: str


def name(random: Random) -> str:
    """A person's name; one in nine has a double surname, and spellings differ by a letter (Lindkvist, Lindqvist)."""
    made = f"{random.choice(_WORDS['given'])} {_surname(random)}"
    return made if random.random() > 0.11 else f"{made}-{_surname(random)}"


def _surname(random: Random) -> str:
    return random.choice(_WORDS["surname_heads"]) + random.choice(_WORDS["surname_tails"])


@lru_cache(maxsize=8192)
def seats(municipality: str, body: str, year: int) -> tuple[Person, ...]:
    """The fourteen who sit in a body in the four years of a mandate."""
    random = Random(f"{municipality} {body} {(year - 2) // 4}")
    return tuple(Person(name(random), random.choice(PARTIES)) for _ in range(14))


def matter(municipality: str, body: str, year: int, serial: int) -> Matter:
    """The matter of a case number: the same wherever the case turns up."""
    random = Random(f"{municipality} {body} {year} {serial}")
    words = tuple(random.choice(_WORDS["heads"]) + random.choice(_WORDS["tails"]) for _ in range(3))
    rare = random.choice(_WORDS["heads"]) + random.choice(_WORDS["heads"]) + random.choice(_WORDS["tails"])
    place = random.choice(_WORDS["place_heads"]).lower().capitalize() + random.choice(_WORDS["place_tails"])
    forms = ("{0} vid {1}", "Yttrande över {0} i {1}", "{0} för {1}", "Revidering av {0}, {1}", "{0} – {1}")
    heading = random.choice(forms).format(words[0].capitalize(), place)
    return Matter(f"{BODIES[body]} {year}-{serial:04d}", heading, (*words, rare), place)


def day(random: Random, year: int) -> str:
    """An ISO day of the year on which a body may meet."""
    return f"{year}-{random.randint(1, 12):02d}-{random.randint(1, 28):02d}"
