"""Pages are cut into passages that can be quoted as they are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading.pages import Page
from knowledge.search.cutting import LONG, cut

LINES = st.sampled_from(
    [
        "",
        "  ",
        "§ 12",
        "§ 13 Skolskjuts",
        "14 §",
        "Älvkulla. " * 30,
        "ord " * 400,
        "x" * 1200,
        "Nämnden beslutar.",
        "• en punkt",
    ]
)


@given(st.lists(st.lists(LINES, max_size=12).map("\n".join), max_size=4))
def test_passages_hold_every_word_once(texts: list[str]) -> None:
    """Whatever the text: the passages in order are the text without white space, none too long, none empty."""
    pages = [Page(number, text) for number, text in enumerate(texts, 1)]
    pieces = list(cut(pages))
    held = "".join(pages[piece.ordinal].text[piece.start : piece.end] for piece in pieces)
    assert "".join(held.split()) == "".join("".join(texts).split())
    for piece in pieces:
        quote = pages[piece.ordinal].text[piece.start : piece.end]
        assert quote.strip()
        assert len(quote) <= LONG


def test_a_heading_stands_with_its_text_and_a_section_reaches_over_pages() -> None:
    """A short heading is no passage of its own; a § holds until the next one, also on the next page."""
    first = Page(1, "Älvkulla\n\n§ 7 Bidrag\n\nNämnden beslutar att avslå.\n\n8 §\nVal")
    second = Page(2, "Fortsättning på samma ärende.")
    found = [
        (piece.section, (first, second)[piece.ordinal].text[piece.start : piece.end]) for piece in cut([first, second])
    ]
    assert found == [
        (None, "Älvkulla"),
        ("§ 7", "§ 7 Bidrag\n\nNämnden beslutar att avslå."),
        ("§ 8", "8 §\nVal"),
        ("§ 8", "Fortsättning på samma ärende."),
    ]


def test_a_year_is_no_section() -> None:
    """A line that begins with a year and a § mark would name a § that no minutes have."""
    page = Page(1, "§ 7 Bidrag\n\n2024 § 3 i föreskrifterna gäller fortfarande.\n\n§ 2024:57 nämns också i texten.")
    assert {piece.section for piece in cut([page])} == {"§ 7"}


def test_a_section_may_name_its_body() -> None:
    """Some number each body's §§ with its letters before the sign; a sentence that begins "Se § 3" is none."""
    text = "KS § 12\nTaxa för bad\nTaxan antas.\nSe § 3 i förra protokollet.\n\nKf § 13\nVal\nSiv Ek väljs.\n"
    assert [one.section for one in cut([Page(1, text)])] == ["§ 12", "§ 13"]


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    """A quote begins and ends with a sentence where the text has sentences."""
    page = Page(None, "En mening om skolan i Älvkulla som är ganska lång. " * 60)
    pieces = list(cut([page]))
    assert len(pieces) > 2
    assert all(page.text[piece.start : piece.end].endswith("lång.") for piece in pieces)
    assert all(page.text[piece.start :].startswith("En mening") for piece in pieces)
