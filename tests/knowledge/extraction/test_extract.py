"""Extraction as a whole: every quote stands on its page, and no text brings it down."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from knowledge.extraction.extract import extract
from knowledge.facts import DocumentFacts
from knowledge.reading.pages import Reading
from tests.knowledge.extraction.reading_of import reading

GOLDEN = sorted((Path(__file__).parents[2] / "golden").rglob("*.txt"))
PIECES = st.sampled_from(
    [
        "§ 1",
        "§ 2 KS 2026-0012",
        "Beslut",
        "Taxan antas.",
        "Siv Ek (S) yrkar avslag.",
        "Omröstning",
        "Ja: 7, Nej: 6.",
        "Beslutande",
        "Siv Ek (S)",
        "Reservation",
        "reserverar sig",
        "(",
        ":",
        "- att",
        "1.",
        "\f",
        "",
        "Förslag till beslut i kommunfullmäktige",
        "Nästa möte den 8 april",
    ]
)


def quotes_stand(of: Reading, facts: DocumentFacts) -> bool:
    """Whether every slice of every source is the text of its page."""
    pages = {page.number: page.text for page in of.pages}
    sources = [fact.source for _, found in facts.lists() for fact in found]
    sources += [*facts.document.sources.values(), *(facts.meeting.sources.values() if facts.meeting else ())]
    parts = [part for source in sources for part in (source, *source.more)]
    return all(pages[part.page][part.start : part.end] == part.quote for part in parts)


@pytest.mark.parametrize("path", GOLDEN, ids=[path.stem for path in GOLDEN])
def test_quotes_stand_on_their_pages(path: Path) -> None:
    """An answer cites the page, so the quote must be there to the letter."""
    of = reading(path.read_text(encoding="utf-8"))
    assert quotes_stand(of, extract(of))


def test_a_fact_over_a_page_break_has_two_slices() -> None:
    """The clause goes on over the page; its source names both pages."""
    of = reading(
        "Kulturnämnden\nProtokoll 2026-02-05\n§ 1\nTaxa\nBeslut\nTaxan för bad och\f2\n"
        "simskola antas.\n§ 2\nVal\nBeslut\nBordläggs.\n"
    )
    (first, _) = extract(of).decisions
    assert first.text == "Taxan för bad och simskola antas."
    assert [(part.page, part.quote) for part in (first.source, *first.source.more)] == [
        (1, "Taxan för bad och"),
        (2, "simskola antas."),
    ]


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=400), st.lists(PIECES, max_size=40).map("\n".join)))
@example("FÖRSLAG TILL BESLUT I KOMMUNFULLMÄKTIGE\x0c)\x0cA0 (A)")
def test_no_text_brings_it_down(text: str) -> None:
    """A strange document gives few facts or none, never an exception, and what it gives stands where it says."""
    of = reading(text)
    assert quotes_stand(of, extract(of))
