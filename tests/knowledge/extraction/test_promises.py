"""What is a promise and what is none, in sentences written for it."""

from __future__ import annotations

import pytest

from knowledge.extraction.extract import extract
from knowledge.facts import Promise
from knowledge.reading.pages import Page, Reading

HEAD = """Protokoll från kulturförvaltningens samverkansgrupp, Älvkulla kommun

Tidpunkt
Onsdagen den 5 februari 2025, kl. 13:00 – 14:00

Närvarande
För arbetsgivaren
Rut Alm, förvaltningschef, ordförande

§ 4. Information om verksamheten

Nya lokaler i Kvarnen
{said}
"""


def _found(said: str) -> tuple[Promise, ...]:
    page = Page(None, HEAD.format(said=said))
    return extract(Reading("protokoll.txt", "text/plain", "0", (page,))).promises


@pytest.mark.parametrize(
    ("said", "rule", "who", "due", "why"),
    [
        ("Förvaltningen återkommer med siffror på nästa möte.", "returns", "Förvaltningen", None, "the plain one"),
        ("HR-chefen får återkomma om schemat.", "returns", "HR-chefen", None, "an office that may come back"),
        ("Förvaltningen tar med sig frågan.", "takes", "Förvaltningen", None, "taken along"),
        ("Ordföranden tar frågan vidare till ledningen.", "takes", "Ordföranden", None, "taken on"),
        ("Återkoppling sker på nästa möte.", "reports", None, None, "nobody is named"),
        (
            "Återrapportering ska ske i oktober 2025.",
            "reports",
            None,
            "2025-10-31",
            "a period: a derived day",
        ),
        ("Frågan tas upp på nästa möte.", "reports", None, None, "the matter itself comes back"),
        ("Skyddsingenjören bjuds in till nästa möte.", "invites", None, None, "who is to come"),
        ("Rut Alm undersöker saken.", "takes", "Rut Alm", None, "a person"),
    ],
)
def test_a_promise_is_told_with_its_words(said: str, rule: str, who: str | None, due: str | None, why: str) -> None:
    """The sentence, who says it and by when, in the matter in which it is said."""
    (one,) = _found(f"Förvaltningschefen berättade om flytten. {said}")
    assert one.text == said, why
    assert (one.rule, one.responsible, one.due) == (f"promises.{rule}", who, due), why
    assert one.matter == "Nya lokaler i Kvarnen"
    assert one.basis == ("derived" if due else "stated")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("Problemet återkommer varje vinter.", "a trouble, not a promise"),
        ("Vision önskar att förvaltningen återkommer om schemat.", "what is asked for"),
        ("Nämnden beslutade den 3 maj 2024 att förvaltningen ska återkomma.", "what was decided before"),
        ("Om bullret återkommer mäts det på nytt.", "a condition"),
        ("Detta har återkommande diskuterats.", "often, not again"),
        ("• Återrapportering av delegerade beslut", "a line of a list of papers"),
        ("Kommunal undrade när förvaltningen återkommer.", "a question"),
        ("Återkoppling från besöket i Norrbyn.", "a heading of what is told"),
    ],
)
def test_what_is_no_promise(said: str, why: str) -> None:
    """A promise that nobody gave would be held against somebody."""
    assert _found(said) == (), why


def test_what_is_an_assignment_is_not_told_twice() -> None:
    """A duty with its last day is an uppdrag already."""
    assert _found("Förvaltningen ska återkomma med en plan senast den 3 mars 2025.") == ()
