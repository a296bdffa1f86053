"""Ruled tables of a PDF page: which words stand in which cell."""

from __future__ import annotations

from itertools import pairwise

import pytest

from knowledge.reading import characters
from knowledge.reading.grids import grids
from knowledge.reading.layout import Word
from knowledge.reading.rules import Rule
from knowledge.reading.tables import table_lines

SIZE = 10.0
EDGES, HEIGHTS = (0.0, 100.0, 200.0), (0.0, 20.0, 60.0)


def words(left: float, base: float, text: str) -> list[Word]:
    """The words of a printed line; a letter is five points wide."""
    found, at = [], left
    for word in text.split():
        found.append(Word(word, at, at + 5 * len(word), base, SIZE))
        at += 5 * len(word) + 2.5
    return found


def ruled(edges: tuple[float, ...] = EDGES, heights: tuple[float, ...] = HEIGHTS) -> list[Rule]:
    """The rules of a table."""
    lying = [Rule(True, at, edges[0], edges[-1]) for at in heights]
    return lying + [Rule(False, at, heights[0], heights[-1]) for at in edges]


HEAD = [*words(4, 14, "Fråga"), *words(104, 14, "Svar")]

CELLS = [
    (
        [*words(4, 34, "Finns det en plan"), *words(4, 48, "för lokalerna?"), *words(104, 34, "Delvis")],
        (("Finns det en plan för lokalerna?",), ("Delvis",)),
        "a line in lower case goes on",
    ),
    (
        [*words(4, 34, "Finns en plan för"), *words(4, 48, "Kommunstyrelsen?"), *words(104, 34, "Ja")],
        (("Finns en plan för Kommunstyrelsen?",), ("Ja",)),
        "a word that had no room goes on, also with a capital",
    ),
    (
        [*words(4, 34, "Ja."), *words(4, 48, "Nej."), *words(104, 34, "Planen antogs"), *words(104, 48, "i maj.")],
        (("Ja.", "Nej."), ("Planen antogs i maj.",)),
        "a short line ends its paragraph",
    ),
    (
        [*words(4, 34, "Kommunens lokal-"), *words(4, 48, "försörjning"), *words(104, 34, "Ja")],
        (("Kommunens lokalförsörjning",), ("Ja",)),
        "a hyphen at the line's end is the printer's",
    ),
]


@pytest.mark.parametrize(("cells", "expected", "reason"), CELLS)
def test_a_row_is_read_cell_by_cell(cells: list[Word], expected: tuple[tuple[str, ...], ...], reason: str) -> None:
    """A question and its answer stay together, however their cells wrap."""
    (grid,) = grids(ruled(), [*HEAD, *cells])
    assert grid.rows == ((("Fråga",), ("Svar",)), expected), reason
    assert (grid.top, grid.bottom) == (0.0, 60.0)


def test_a_table_in_which_nothing_wraps_is_left_to_the_lines() -> None:
    """Its rows are printed lines already."""
    assert not grids(ruled(), [*HEAD, *words(4, 34, "Finns planen?"), *words(104, 34, "Ja")])


def test_rules_that_make_no_table_are_none() -> None:
    """A line under a heading and a frame with one column hold no cells."""
    frame = ruled(edges=(0.0, 200.0))
    assert not grids([Rule(True, 5.0, 0.0, 200.0)], HEAD)
    assert not grids(frame, [*words(4, 34, "En ram med text"), *words(4, 48, "i två rader")])


def test_two_tables_on_a_page_stand_apart() -> None:
    """Each from its first rule to its last."""
    second = tuple(height + 200 for height in HEIGHTS)
    cells = [*words(4, 34, "Finns det en plan"), *words(4, 48, "för lokalerna?"), *words(104, 34, "Ja")]
    below = [Word(word.text, word.left, word.right, word.base + 200, word.size) for word in [*HEAD, *cells]]
    found = grids([*ruled(), *ruled(heights=second)], [*HEAD, *cells, *below])
    assert [grid.top for grid in found] == [0.0, 200.0]
    assert all(above.bottom < grid.top for above, grid in pairwise(found))


def test_a_cell_that_reaches_over_an_edge_is_one() -> None:
    """No standing rule parts it: the words on both sides are one text."""
    rules = [rule for rule in ruled() if rule.lying or rule.at != 100.0] + [Rule(False, 100.0, 20.0, 60.0)]
    cells = [*words(4, 34, "Finns det en plan"), *words(4, 48, "för lokalerna?"), *words(104, 34, "Ja")]
    (grid,) = grids(rules, [*words(4, 14, "Revisionsfrågor och bedömning av dem"), *cells])
    assert grid.rows[0] == (("Revisionsfrågor och bedömning av dem",), ())


def test_lists_below_a_row_of_heads_are_read_column_by_column() -> None:
    """What one body is to do stands below its name, not beside what the next is to do."""
    rows = [
        [["Kommunstyrelsen"], ["Socialnämnden"]],
        [["• Stärk uppsikten.", "• Anta en plan."], ["• Följ upp.", "• Mät."]],
    ]
    assert list(table_lines(rows)) == [
        "Kommunstyrelsen",
        "• Stärk uppsikten.",
        "• Anta en plan.",
        "",
        "Socialnämnden",
        "• Följ upp.",
        "• Mät.",
    ]


def test_two_letters_of_one_sign_are_one_word() -> None:
    """A ligature has one box for both its letters: "finns" is no "f inns"."""
    page = object.__new__(characters._Page)
    boxes = [(0.0, 9.0, 7.0, 0.0), (0.0, 9.0, 7.0, 0.0), (7.0, 9.0, 14.0, 0.0)]
    page._boxes = tuple(edge for box in boxes for edge in box)
    run = characters._Run(0, True, "", 0.0, 7.0, 0.0, 7.0, 0.0, [9.0])
    assert page._plain_until(0, 3, run) == 3
    assert run.right == 14.0
