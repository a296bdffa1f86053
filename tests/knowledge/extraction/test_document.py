"""What a document says of itself: kind, body, municipality, date, case numbers and title."""

from __future__ import annotations

import pytest

from knowledge.facts import DocumentInfo
from tests.knowledge.extraction.documents import context_of

REPORT = """Datum:   2024-03-12   Kultur- och fritidsnämnden
Handläggare:   Eva Lindh
Diarienr:   KFN 2024-0031

Svar på motion om belysta motionsspår

Ärendebeskrivning
Motionären vill att spåren i Kumla kommun blir förebild för dem i trakten.

Förslag till beslut
Motionen anses besvarad.
"""

MINUTES = """Kommunstyrelsen
Sammanträdesprotokoll
2024-05-06

Plats och tid   Rådhuset, kl. 13:00-15:00
Beslutande   Eva Lindh (S), ordförande

§ 41

Valärenden

Beslut
Valet bordläggs.

§ 42

Övriga frågor

Beslut
Informationen noteras.
"""

UNION = """Protokoll förvaltningsgruppen

Torsdagen den 7 mars 2024, kl. 09:00 – 10:30

För arbetsgivaren
Eva Lindh, förvaltningschef

För arbetstagarna
Per Ek, Vision

§ 1. Mötets öppnande
Förvaltningsgruppen hälsades välkommen.
"""

AUDIT = """Granskning av bygglov

På uppdrag av kommunens revisorer har bygglovsprövningen granskats. Älvkulla kommun har en egen taxa.

Revisionsfrågor
Älvkulla kommun har låtit granska handläggningen.

Älvkulla den 3 april 2024
"""

MOTION = """Motion till kommunfullmäktige om tystare lekplatser

Barn i alla åldrar mår bra av tystnad.

Jag föreslår att kommunfullmäktige beslutar

att utreda buller vid lekplatser.

Eva Lindh (C)
"""


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        (
            REPORT,
            {"kind": "tjänsteutlåtande", "body": "Kultur- och fritidsnämnden", "date": "2024-03-12",
             "case_numbers": ("KFN 2024-0031",), "title": "Svar på motion om belysta motionsspår"},
            "a handläggare makes it the office's, though its title speaks of a motion",
        ),
        (
            MINUTES,
            {"kind": "protokoll", "body": "Kommunstyrelsen", "date": "2024-05-06"},
            "the header says body, kind and day",
        ),
        (
            UNION,
            {"kind": "samverkansprotokoll", "body": "Förvaltningsgruppen", "date": "2024-03-07"},
            "two parties meet; the group is asked for by its name",
        ),
        (
            AUDIT,
            {"kind": "revisionsrapport", "body": None, "municipality": "Älvkulla", "date": "2024-04-03"},
            "auditors date their report at its end and are no body of the record",
        ),
        (
            MOTION,
            {"kind": "motion", "body": "Kommunfullmäktige"},
            "a motion goes to the body that it addresses",
        ),
        ("En lapp utan ordning", {"kind": "övrigt", "body": None, "date": None}, "what says nothing is nothing"),
    ],
)  # fmt: skip
def test_a_document_says_what_it_is(text: str, expected: dict[str, object], reason: str) -> None:
    """Kind and the scalars follow from the words and the form of the genre."""
    found = context_of(text).document
    assert {name: getattr(found, name) for name in expected} == expected, reason


def test_a_header_that_reading_set_apart_still_names_the_body() -> None:
    """The margin cannot be cited, so its day has no source; but the minutes are of that body and that day."""
    found = context_of(
        "§ 7\n\nBudget\n\nBeslut\nBudgeten antas.\n", furniture=("Älvnämnden", "Protokoll", "2024-02-01")
    ).document
    assert (found.kind, found.body, found.date) == ("protokollsutdrag", "Älvnämnden", "2024-02-01")
    assert "date" not in found.sources


def test_a_municipality_mentioned_in_passing_is_not_the_documents_own() -> None:
    """An example from elsewhere does not say whose document it is."""
    found = context_of("Skrivelse om bad\n\nI exempelvis Kumla kommun har man gratis simskola.\n").document
    assert found.municipality is None


@pytest.mark.parametrize("text", [REPORT, MINUTES, UNION, AUDIT, MOTION])
def test_every_source_is_a_slice_of_the_text(text: str) -> None:
    """The quote contract holds for the scalars as well."""
    found: DocumentInfo = context_of(text).document
    assert found.sources
    assert all(text[source.start : source.end] == source.quote for source in found.sources.values())


def test_minutes_without_a_front_page_take_body_and_day_from_a_later_header() -> None:
    """A text that begins with its first § prints its header further down, and names other bodies before that."""
    text = (
        "§ 1\n\nVal\n\nBeslut\nValet bordläggs.\n\nProtokollsutdrag skickas till\n\nKulturnämnden\n\n§ 2\n\nBudget\n\n"
        "Beslut\nBudgeten antas.\n\nKommunstyrelsen\n\nProtokoll nr 2\nSammanträdesdatum: 2024-02-01\n"
    )
    found = context_of(text).document
    assert (found.kind, found.body, found.date) == ("protokoll", "Kommunstyrelsen", "2024-02-01")


def test_body_and_day_on_one_line_are_no_part_of_the_title() -> None:
    """An initiative often prints "Nämnden 2024-02-01" below its title."""
    text = "Nämndinitiativ om mer konst i skolan\nKulturnämnden 2024-02-01\n\nKonst gör gott, skriver många.\n"
    found = context_of(text).document
    assert (found.title, found.date) == ("Nämndinitiativ om mer konst i skolan", "2024-02-01")
