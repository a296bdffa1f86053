"""Two clauses beside each other: every difference that a careful reader would see, and no other."""

from __future__ import annotations

import pytest

from knowledge.linking.wording import changes, likeness, same

SAME = [
    ("Taxan antas.", "taxan antas", "case and marks are no difference"),
    ("att godkänna rapporten, samt", "Att godkänna rapporten.", "att and what joins att-satser are none"),
    ("Nämnden beslutar att godkänna rapporten.", "godkänna rapporten.", "who decides only leads in to it"),
    (
        "Kommunstyrelsen föreslår kommunfullmäktige besluta att anta taxan.",
        "Kommunfullmäktige beslutar att anta taxan.",
        "what one body proposes in the words in which the other decides",
    ),
    ("Arbetsutskottets förslag till beslut: Planen antas.", "Planen antas.", "a heading that ran into the clause"),
    ("Planen för kom-\nmunens skolor antas.", "Planen för kommunens skolor antas.", "a hyphen at a line's end"),
]
DIFFERENT = [
    ("Ramen är 96 mkr.", "Ramen är 97 mkr.", "a figure"),
    ("Avgiften ändras med -5 procent.", "Avgiften ändras med 5 procent.", "a minus"),
    ("Motionen avslås.", "Motionen bifalls.", "the outcome"),
    ("Ansökan beviljas.", "Ansökan beviljas inte.", "a negation"),
    ("Planen antas senast i juni.", "Planen antas.", "what was left out"),
    ("1,4 miljoner kronor anslås.", "14 miljoner kronor anslås.", "a comma inside a figure"),
]


@pytest.mark.parametrize(("before", "after", "why"), SAME)
def test_the_same_is_said(before: str, after: str, why: str) -> None:
    """A förslag that became the decision must not be called changed for its form."""
    assert same(before, after), why
    assert likeness(before, after) == 1.0
    assert {run.sort for run in changes(before, after)} == {"same"}, why


@pytest.mark.parametrize(("before", "after", "why"), DIFFERENT)
def test_a_difference_is_one(before: str, after: str, why: str) -> None:
    """What was decided otherwise must never be called unchanged."""
    assert not same(before, after), why
    assert {run.sort for run in changes(before, after)} - {"same"}, why


def test_changes_hold_both_sides_in_their_order() -> None:
    """What stays and what was added is the second clause, what stays and was deleted the first one."""
    before = "Förvaltningen får i uppdrag att inrätta minst 40 platser sommaren 2026."
    after = "Förvaltningen får i uppdrag att inrätta 30 platser i parken sommaren 2026."
    runs = changes(before, after)
    assert " ".join(run.text for run in runs if run.sort != "deleted") == after
    assert " ".join(run.text for run in runs if run.sort != "added") == before
    assert [(run.sort, run.text) for run in runs if run.sort != "same"] == [
        ("deleted", "minst 40"),
        ("added", "30"),
        ("added", "i parken"),
    ]


def test_what_has_nothing_in_common_is_not_alike() -> None:
    """Clauses of different matters are never one clause changed."""
    assert likeness("Ärendet återremitteras.", "Rapporten godkänns.") < 0.3
