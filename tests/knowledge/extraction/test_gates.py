"""Gates and anchors leave out what cannot match, and nothing else."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest

from knowledge import extraction
from knowledge.extraction import anchors, gates, municipality, references
from knowledge.extraction.gates import Gate
from knowledge.reading.read import read
from tests.golden.golden import documents


@pytest.mark.parametrize(
    ("pattern", "needs", "why"),
    [
        (r"reserverar sig", (("reserverarsig",),), "a text's hyphens and line breaks are left out, and so are ours"),
        (r"\b(?:yrkar|hemställer)\b", (("yrkar", "hemställer"),), "one of the alternatives must stand"),
        (r"yrka(?:r|de)? på", (("yrka",), ("på",)), "what is optional is not needed, what stands around it is"),
        (r"röst(?:er)? .+ ja\b", (("röst",), ("ja",)), "each of the words must stand"),
        (r"(?:\d+|två) röster", (("röster",),), "digits are no word: the alternative needs none"),
        (r"(?:\d+|två)", (), "a pattern that can do without words needs nothing"),
        (r"(?:jäv|)", (), "an empty alternative needs nothing"),
        (r"(?:bifall){2}(?!s)(?=en)", (("bifall",),), "what only stands beside the match is not asked for"),
        (r"(?i)BIFALL", (("bifall",),), "capitals say nothing"),
        (r"bifall|bifalles|avslag", (("avslag", "bifall"),), "who holds the short word holds the long one"),
    ],
)
def test_what_a_pattern_needs(pattern: str, needs: gates.Needs, why: str) -> None:
    """The words are read off the pattern, since a list of its own would fall behind the vocabulary."""
    assert gates.required(re.compile(pattern)) == needs, why


def test_a_word_broken_over_lines_opens_the_gate() -> None:
    """Line-end hyphens are joined before a pattern is tried; the gate looks at the text as it is printed."""
    gate = Gate(re.compile("reserverar sig"))
    assert gate.admits(gates.folded("Siv Ek (M) reserve-\nrar\nSIG mot"))
    assert not gate.admits(gates.folded("Siv Ek (M) yrkar bifall"))


def _gates() -> Iterator[tuple[str, Gate]]:
    for module in pkgutil.iter_modules(extraction.__path__, "knowledge.extraction."):
        for name, value in vars(importlib.import_module(module.name)).items():
            parts = [value] if isinstance(value, Gate) else value if isinstance(value, tuple | list) else []
            held = [part for one in parts for part in (one if isinstance(one, tuple) else (one,))]
            yield from ((f"{module.name}.{name}", part) for part in held if isinstance(part, Gate))


GATES = list(_gates())


def test_every_gate_asks_for_something() -> None:
    """A gate that every text passes only costs time."""
    assert not [name for name, gate in GATES if not all(gate.words)]


@pytest.mark.parametrize("document", [one for one in documents() if one.suffix == ".txt"], ids=lambda one: one.stem)
def test_no_gate_is_closed_to_a_match(document: object) -> None:
    """Whatever any pattern finds in a line or a page of the golden documents, its gate admits."""
    texts = [text for page in read(document).pages for text in (page.text, *page.text.split("\n"))]
    missed = [
        (name, text)
        for text in texts
        for name, gate in GATES
        if not gate.admits(gates.folded(text)) and any(pattern.search(text) for pattern in gate.patterns)
    ]
    assert not missed


@pytest.mark.parametrize(
    "text",
    [
        "Enligt 3 kap. 12 a §§ förordningen (SFS 2017:725) och kommunallagen, lag (2020:1).\nSkollagen, SFS 2010:8",
        "12017:725, (2017:725), 2019/2020:1 samt SOU\n2019:4 och prop. 2016/17:171. PLAN- OCH BYGGLAGEN (2010:900)",
        "lagen om stöd\noch service, 5 kap. 2 §\n\n\nlagen om stöd och service till vissa funktionshindrade",
        "kommunallagens, kommunallagenkommunallagen 4 kap. 1 § miljöbalken İ miljöbalken",
    ],
)
def test_laws_are_those_that_the_patterns_find(text: str) -> None:
    """From its last words a law is found as it is by the whole pattern, which takes ten times as long."""
    numbers = (match.span() for match in references._NUMBER.finditer(text))
    by_number = anchors.matches(references._LAW, text, numbers, references._WORDS_BEFORE)
    assert [match.span() for match in by_number] == [match.span() for match in references._LAW.finditer(text)]
    by_name = references._named_laws(text)
    assert [match.span() for match in by_name] == [match.span() for match in references._NAMED_LAW.finditer(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Älvkulla kommun och Östra Älvkulla kommuns skolor, ÄLVKULLA KOMMUN, Norra Berga Stad\nBerga Kommunhus",
        f"Upplands{' ' * 700}Väsby kommun i Stockholms stad stads stadens",
    ],
)
def test_municipalities_are_those_that_the_pattern_finds(text: str) -> None:
    """The same for a municipality, found from the word "kommun"."""
    words = (match.span() for match in municipality._WORD.finditer(text))
    found = anchors.matches(municipality._MENTION, text, words, municipality._WORDS)
    assert [match.span() for match in found] == [match.span() for match in municipality._MENTION.finditer(text)]
