"""Case numbers: every registry's form is found, what only looks like one is not, and typing is read freely."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge import case_numbers
from knowledge.case_numbers import AFTER_LABEL, BARE, FORMS, TYPED, CaseKey

FOUND = [
    ("AMN 2020-0276-1.6", "AMN 2020-0276-1.6", CaseKey(2020, 276, "amn"), "unit, year, serial and classification"),
    ("SLK-2024-01113", "SLK-2024-01113", CaseKey(2024, 1113, "slk"), "hyphens all through"),
    ("SLK-2023-00025:-1", "SLK-2023-00025:-1", CaseKey(2023, 25, "slk"), "a part of a case keeps its suffix"),
    ("SRV–2024–00118", "SRV–2024–00118", CaseKey(2024, 118, "srv"), "a word processor made the hyphens dashes"),
    ("KFN/2026:1", "KFN/2026:1", CaseKey(2026, 1, "kfn"), "slash and colon"),
    ("KS2026/1005", "KS2026/1005", CaseKey(2026, 1005, "ks"), "no space after the unit"),
    ("KS/KF2025:255", "KS/KF2025:255", CaseKey(2025, 255, "ks/kf"), "two bodies share the case"),
    ("KS/KF 2015:133.420", "KS/KF 2015:133.420", CaseKey(2015, 133, "ks/kf"), "a classification after a full stop"),
    ("KS KF/2025:211", "KS KF/2025:211", CaseKey(2025, 211, "ks/kf"), "two bodies, parted by a space"),
    ("SLK-2024-00009:20", "SLK-2024-00009:20", CaseKey(2024, 9, "slk"), "a numbered part of a case"),
    ("KS.2018.31", "KS.2018.31", CaseKey(2018, 31, "ks"), "stops all through"),
    ("MSN/2019/1123/042-3", "MSN/2019/1123/042-3", CaseKey(2019, 1123, "msn"), "a classification after a slash"),
    ("LOV 2026-000040", "LOV 2026-000040", CaseKey(2026, 40, "lov"), "leading zeros say nothing"),
    ("Bun/2022:735   694", "Bun/2022:735", CaseKey(2022, 735, "bun"), "the classification stands apart"),
    ("2026.016 KS", "2026.016 KS", CaseKey(2026, 16, "ks"), "the unit last"),
    ("Ks 704/2022", "Ks 704/2022", CaseKey(2022, 704, "ks"), "the serial before the year"),
    ("N609-4635/23", "N609-4635/23", CaseKey(2023, 4635, "n609"), "a unit with digits, and a year of two"),
    ("Diarienr: 2019-746", "2019-746", CaseKey(2019, 746), "no unit, but a label"),
    ("Dnr 00123/20212.6.", "00123/2021", CaseKey(2021, 123), "the classification is glued to the year"),
    ("Dnr Son 2025/17 041", "Son 2025/17 041", CaseKey(2025, 17, "son"), "a unit in small letters, parted by a space"),
    ("Dnr 31/16", "31/16", CaseKey(2016, 31), "a year of two digits after a label"),
    (
        "Dnr KS0112/24",
        "KS0112/24",
        CaseKey(2024, 112, "ks"),
        "unit and serial as one word, a year of two, after a label",
    ),
    ("dnr KS145-24 020", "KS145-24 020", CaseKey(2024, 145, "ks"), "a hyphen before the year, then the classification"),
    ("Dnr 25REV14", "25REV14", CaseKey(2025, 14, "rev"), "the year first, nothing between"),
    ("Dnr 2017/SN 0229 013", "2017/SN 0229 013", CaseKey(2017, 229, "sn"), "the unit in the middle"),
]

FALSE_FRIENDS = [
    ("skollagen (2010:800)", "a law's number"),
    ("SOU 2025:72 och Ds 2024:29", "reports and ministry series"),
    ("AFS 2001:1, TSFS 2024:57, HSLF-FS 2015:15", "agencies' rules"),
    ("org.nr 769601-0300", "an organisation's number"),
    ("mål nr 5475-2026", "a court's case"),
    ("fastigheten Ekbacken 1:55", "a property"),
    ("sammanträdet 2020-04-16", "a date"),
    ("KS 2026-06-01", "a body and its meeting's date"),
    ("Budget 2026-2028 och plan KF 2026-2027", "spans of years"),
    ("projektrapport nr 1/2020", "a report's number"),
    ("tel. 08-508 355 00", "a telephone number"),
    ("§ 63/20", "a paragraph with its year"),
    ("sal B112/24 och väg E20-14", "rooms and roads, without a label"),
    ("kl. 25KS120", "what looks like a number without a label"),
    ("19640823-3234", "a personal identity number"),
]

TYPED_TEXTS = [
    ("amn2020/276", CaseKey(2020, 276, "amn"), "small letters, no space, a slash"),
    ("AMN 2020-0276", CaseKey(2020, 276, "amn"), "without the classification"),
    ("2020-0276-1.6", CaseKey(2020, 276), "without the unit"),
    ("dnr 2020-276", CaseKey(2020, 276), "with a label, without zeros"),
    ("beslut 2020-0276", CaseKey(2020, 276), "the command's own word is no registry"),
    ("vad hände i amn 2020 276?", CaseKey(2020, 276, "amn"), "in a question, with spaces"),
    ("ks 704/2022", CaseKey(2022, 704, "ks"), "serial first in small letters"),
    ("1435/22", CaseKey(2022, 1435), "a short year"),
    ("2026.16 ks", CaseKey(2026, 16, "ks"), "unit last"),
    ("den 2020-04-16", None, "a date is no case"),
    ("2020-2021", None, "a span of years is no case"),
    ("vem var ordförande?", None, "no number at all"),
]


@pytest.mark.parametrize(("text", "printed", "key", "reason"), FOUND, ids=[row[3] for row in FOUND])
def test_every_form_is_found(text: str, printed: str, key: CaseKey, reason: str) -> None:
    """Each registry's form is found as printed and brought to one key, since people look cases up by it."""
    (number,) = case_numbers.find(f"Ärendet har {text}, se akten.")
    assert (number.printed, number.key) == (printed, key), reason


@pytest.mark.parametrize(("text", "reason"), FALSE_FRIENDS, ids=[row[1] for row in FALSE_FRIENDS])
def test_false_friends_are_left_out(text: str, reason: str) -> None:
    """What only looks like a case number is none, or answers would cite cases that do not exist."""
    assert case_numbers.find(text) == [], reason


@pytest.mark.parametrize(("text", "key", "reason"), TYPED_TEXTS, ids=[row[2] for row in TYPED_TEXTS])
def test_typed_numbers_are_read_freely(text: str, key: CaseKey | None, reason: str) -> None:
    """A person need not know how the registry prints its numbers."""
    assert case_numbers.parse(text) == key, reason


def test_a_bare_number_counts_only_where_one_is_expected() -> None:
    """ "1435/22" is a case in a § heading and a fraction elsewhere."""
    assert case_numbers.find("punkt 1435/22") == []
    assert [number.printed for number in case_numbers.find("1435/22", bare=True)] == ["1435/22"]


@pytest.mark.parametrize(
    "form",
    [*FORMS.values(), *BARE.values(), *AFTER_LABEL.values(), *TYPED.values()],
    ids=[*FORMS, *BARE, *AFTER_LABEL, *TYPED],
)
def test_every_form_compiles_and_names_its_parts(form: str) -> None:
    """A form without year or serial could not make a key."""
    assert {"year", "serial"} <= set(re.compile(form).groupindex)


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    """Numbers stand where they say, in whatever text."""
    for number in case_numbers.find(text, bare=True):
        assert text[number.start : number.end] == number.printed
    case_numbers.parse(text)
