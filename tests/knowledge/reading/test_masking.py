"""Personal identity numbers never leave reading; other numbers do."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading.masking import mask
from knowledge.reading.read import read


def check_digit(nine: str) -> str:
    """Luhn's check digit of nine digits."""
    doubled = (int(digit) * (2 - index % 2) for index, digit in enumerate(nine))
    return str(-sum(value // 10 + value % 10 for value in doubled) % 10)


@st.composite
def identity_numbers(draw: st.DrawFn) -> str:
    """A valid personal identity or coordination number in one of the forms in which people write it."""
    born = draw(st.dates(date(1920, 1, 1), date(2025, 12, 31)))
    day = born.day + draw(st.sampled_from([0, 60]))
    short = f"{born:%y%m}{day:02}"
    serial = f"{draw(st.integers(1, 999)):03}"
    serial += check_digit(short + serial)
    long = draw(st.booleans())
    mark = draw(st.sampled_from(["-", "", "+", " ", " - ", "–"])) if not long else draw(st.sampled_from(["-", "", " "]))
    return f"{born:%Y}{short[2:]}{mark}{serial}" if long else f"{short}{mark}{serial}"


BEFORE = ["", "Anna Ek ", "(", "född: ", "Pnr:", "Pnr.", "akt/", "akt-", "akt_", "Anna"]
AFTER = ["", ".", ")", ", bor", "Anna", "/1", ":"]


@given(identity_numbers(), st.sampled_from(BEFORE), st.sampled_from(AFTER))
def test_every_identity_number_is_masked_at_its_length(number: str, before: str, after: str) -> None:
    """No digit of it remains, and what stands around it keeps its place, so that quotes' positions hold."""
    masked = mask(before + number + after)
    assert masked == before + re.sub(r"\d", "X", number) + after


@pytest.mark.parametrize(
    ("number", "why"),
    [
        ("811218\u00a09876", "a space that does not break"),
        ("811218\u20099876", "a thin space"),
        ("811218  9876", "two spaces, as in a table"),
        ("811218\t9876", "a tab"),
        ("811218\u00ad9876", "a soft hyphen"),
        ("811218\u200b9876", "a space of no width"),
        ("811218-\n9876", "broken at the line's end"),
        ("811218\n9876", "broken without its hyphen"),
        ("1981-12-18-9876", "a date with hyphens"),
        ("1981.12.18-9876", "a date with stops"),
        ("81/12/18-9876", "a date with strokes"),
        ("８１１２１８-９８７６", "digits of full width"),
        ("811218-9876-811218-9876", "two joined by a hyphen"),
    ],
)
def test_a_number_is_masked_however_it_is_spelled(number: str, why: str) -> None:
    """People, scanners and typesetters write the same number in many ways; none of them may be stored."""
    masked = mask(f"Personnummer:{number}.")
    assert not re.search(r"\d", masked), why
    assert len(masked) == len(number) + 14


@given(st.text())
def test_masking_never_changes_the_length(text: str) -> None:
    """Positions in the text are positions in the document."""
    assert len(mask(text)) == len(text)


@given(st.text(alphabet="0123456789-+ \nX", max_size=40))
def test_masking_twice_is_masking_once(text: str) -> None:
    """What is masked is no number any more."""
    assert mask(mask(text)) == mask(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("org.nr 212000-1355", "an organisation number: its third digit is at least 2"),
        ("tel. 0322-61 60 00", "a telephone number"),
        ("telefon 08-508 35 500", "a telephone number"),
        ("AMN 2020-0276-1.6", "a case number"),
        ("Dnr 2019-0841", "a case number"),
        ("SRV-2024-00118", "a case number with letters before it"),
        ("2020-04-16 09:00", "a date and a time"),
        ("20200416", "a date without dashes"),
        ("19990231-1234", "the 31st of February is nobody's birthday"),
        ("800101-1235", "a wrong check digit"),
        ("bankgiro 5050-1055", "an account"),
        ("1234567890123456", "a longer number that happens to hold one"),
        ("2026-05-01 - 2026-05-31", "a period"),
        ("2020-04-16 0900", "a date and a time: only a hyphen ties more digits to a date with hyphens"),
    ],
)
def test_other_numbers_stay(text: str, why: str) -> None:
    """Facts are found by case numbers and dates: masking must not eat them."""
    assert mask(text) == text, why


def test_reading_masks_text_and_furniture(tmp_path: Path) -> None:
    """Nothing behind reading sees a number, wherever on the page it stood."""
    number = "800101-001" + check_digit("800101001")
    path = tmp_path / "protokoll.txt"
    path.write_text("\f".join(f"Akt {number}\n§ {n}\nBeslut om {number} på sida {n}." for n in (1, 2, 3)), "utf-8")
    for page in read(path).pages:
        assert number not in page.text + "".join(page.furniture)
