"""Exports: how what is followed stood on a day, for other programs, and by links that were given out."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.follow_up.exports import keys
from bot.follow_up.exports.formats import FORMATS, as_csv, as_json, as_xlsx
from bot.follow_up.exports.keys import Given
from bot.follow_up.exports.table import LISTS, Cell, Table, table
from bot.incoming import Asker, Incoming
from bot.kanslist import Kanslist
from bot.messages import of_exports
from knowledge.store.reader import PUBLIC
from tests.bot.follow_up import papers
from tests.bot.follow_up.conftest import Clerk
from tests.bot.record import incoming

TODAY = date.today()
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def _rows(kanslist: Kanslist, name: str, as_of: date = TODAY) -> list[dict[str, Cell]]:
    made = table(kanslist.desk(PUBLIC), name, as_of)
    return [dict(zip(made.keys, row, strict=True)) for row in made.rows]


def test_a_recommendation_has_its_report_its_words_and_its_place(kanslist: Kanslist) -> None:
    """Each row can be checked: the quote as it stands, the page, and the link that marks it."""
    first, second = _rows(kanslist, "recommendations")
    assert first["number"] != second["number"]
    assert first["report"] == "Granskning av hemtjänstens kontinuitet"
    assert first["implementation"] == "öppen"
    assert first["acceptance"] == "inväntar svar"
    assert first["age_days"] == (TODAY - date(2023, 11, 2)).days
    assert "planeringen av besök dokumenteras" in str(first["quote"])
    assert str(first["url"]).startswith("https://kanslist.example/dokument/")


def test_what_came_in_after_the_day_is_not_in_its_table(clerk_of: Clerk) -> None:
    """As of yesterday the record was empty; as of a day between two versions the older one's words stand."""
    told = "Förvaltningen ska redovisa kostnaden för nämnden senast den {day}."
    kanslist = clerk_of({"a.txt": papers.minutes("2025-03-14", told.format(day="31 oktober 2025"))})
    with kanslist.store._db.write() as db:
        db.execute("UPDATE documents SET ingested_at = '2025-04-01T08:00:00+00:00'")
    clerk_of({"a.txt": papers.minutes("2025-03-14", told.format(day="30 november 2025"))})
    days = [
        [row["promised"] for row in _rows(kanslist, "assignments", day)]
        for day in (date(2025, 3, 31), date(2025, 4, 1), TODAY - timedelta(days=1), TODAY)
    ]
    assert days == [[], [date(2025, 10, 31)], [date(2025, 10, 31)], [date(2025, 11, 30)]]


def test_days_late_are_counted_on_the_day_of_the_table(clerk_of: Clerk) -> None:
    """Not on the day on which it is made."""
    kanslist = clerk_of(
        {"a.txt": papers.minutes("2025-03-14", "Förvaltningen ska redovisa kostnaden senast den 31 oktober 2025.")}
    )
    with kanslist.store._db.write() as db:
        db.execute("UPDATE documents SET ingested_at = '2025-04-01T08:00:00+00:00'")
    late = [_rows(kanslist, "assignments", date(2025, month, 5))[0]["overdue_days"] for month in (10, 11)]
    assert late == [0, 5]


def test_a_motion_is_one_row(clerk_of: Clerk) -> None:
    """Whatever clauses it has."""
    two = papers.MOTION.replace(
        "på ridhusets tak.", "på ridhusets tak, och\n\natt ge ridskolan i uppdrag att sköta dem."
    )
    rows = _rows(clerk_of({"motion.txt": two}), "motions")
    assert [row["text"] for row in rows] == ["Motion om solceller på kommunens ridhus"]


@given(st.text(max_size=40), st.integers(min_value=0, max_value=10_000))
def test_no_cell_of_a_csv_is_a_formula_and_none_is_lost(text: str, number: int) -> None:
    """Whatever a document says, Excel shows it as words; what begins like a formula gets an apostrophe."""
    made = Table("recommendations", TODAY, [(number, text, TODAY, None)], ("a", "b", "c", "d"), ("a", "b", "c", "d"))
    body = as_csv(made)
    assert body.startswith(b"\xef\xbb\xbf")
    (_, row) = list(csv.reader(io.StringIO(body[3:].decode(), newline=""), delimiter=";"))
    assert row[0] == str(number)
    assert row[2:] == [TODAY.isoformat(), ""]
    assert not row[1].startswith(("=", "+", "-", "@", "\t", "\r"))
    assert row[1].removeprefix("'") == "".join(ch if ch >= " " or ch in "\t\n\r" else " " for ch in text).translate(
        {0xFFFE: " ", 0xFFFF: " "}
    ).removeprefix("'")


def test_a_sheet_holds_texts_as_texts_and_days_as_days() -> None:
    """A cell that begins with = is a string and no formula; Excel's own reader finds no f element."""
    made = Table(
        "recommendations", TODAY, [("=1+1", 3, date(2026, 1, 2), None, "http://k.example", "a\x00b")], tuple("abcdef")
    )
    with zipfile.ZipFile(io.BytesIO(as_xlsx(made))) as book:
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))  # noqa: S314 - our own
        shared = book.read("xl/sharedStrings.xml").decode()
    kinds = {cell.get("r"): cell.get("t") for cell in sheet.iter(f"{_MAIN}c")}
    assert not list(sheet.iter(f"{_MAIN}f"))
    assert kinds["A2"] == "s"
    assert kinds["C2"] != "s"
    assert "=1+1" in shared
    assert "\x00" not in shared


def test_json_has_the_columns_by_name(kanslist: Kanslist) -> None:
    """Days are ISO texts; every key is there in every row."""
    told = json.loads(as_json(table(kanslist.desk(PUBLIC), "recommendations", TODAY)))
    assert told["as_of"] == TODAY.isoformat()
    assert [tuple(row) for row in told["rows"]] == [of_exports.KEYS, of_exports.KEYS]
    assert told["rows"][0]["date"] == "2023-11-02"


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("ending", FORMATS)
def test_every_list_can_be_had_in_every_format(kanslist: Kanslist, name: str, ending: str) -> None:
    """Also one that is empty."""
    assert FORMATS[ending][1](table(kanslist.desk(PUBLIC), name, date(2000, 1, 1)))


def test_links_are_given_in_private(kanslist: Kanslist) -> None:
    """Three formats; where others look on nobody gets a link, and a registrator's reads their collections."""
    own = kanslist.ask_now(incoming("exportera rekommendationer"))
    assert [link.title for link in own.links] == ["Excel", "CSV", "JSON"]
    assert "två rader" in own.lead
    assert not kanslist.ask_now(incoming("exportera rekommendationer", private=False)).links
    wide = kanslist.ask_now(incoming("exportera rekommendationer", identity="registrator"))
    assert "tre rader" in wide.lead
    assert "nyckel=r." in wide.links[0].url


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("exportera", "Skriv vad som ska exporteras"),
        ("exportera uppdrag per 3 mars", "Skriv vad som ska exporteras"),
        ("/exportera uppdrag per 2023-01-01", "Uppdrag som de såg ut 1 januari 2023: noll rader"),
        ("exportera löften per 1 januari 2099", "till och med i dag"),
    ],
)
def test_what_cannot_be_exported_is_said(kanslist: Kanslist, typed: str, told: str) -> None:
    """With what can."""
    assert told in kanslist.ask_now(incoming(typed)).lead


def test_a_question_that_begins_with_the_word_is_a_question(kanslist: Kanslist) -> None:
    """Only "exportera", or the word with a list, asks for one."""
    assert kanslist.ask_now(incoming("export av trävaror")).intent != "export"


@given(st.sampled_from(LISTS), st.dates(date(2000, 1, 1), TODAY), st.booleans(), st.integers(0, 40 * 3600))
def test_a_key_opens_what_it_was_given_for_and_for_a_day(name: str, day: date, wide: bool, later: int) -> None:
    """Nothing else: no other list, day or reader, and not after its hours."""
    settings = _settings()
    given_ = Given(name, day, wide)
    link = keys.export_link(settings, given_, "csv", 1_000_000)
    assert link is not None
    key = link.split("nyckel=")[1]
    opened = keys.opened(settings, name, day.isoformat(), key, 1_000_000 + later)
    assert opened == (given_ if 1_000_000 + later < int(key.split(".")[1]) else None)
    other = ("o" if wide else "r") + key[1:]
    assert keys.opened(settings, name, day.isoformat(), other, 1_000_000) is None
    assert keys.opened(settings, "intern", day.isoformat(), key, 1_000_000) is None
    assert keys.opened(settings, name, (day - timedelta(days=1)).isoformat(), key, 1_000_000) is None


@pytest.mark.parametrize("key", ["", "r", "r.9", "r.9.", "o.9999999999.fel", "x.9999999999.a", "r.٣.a", "r.1.å"])
def test_a_broken_key_opens_nothing(key: str) -> None:
    """Whatever stands in the address."""
    assert keys.opened(_settings(), "recommendations", "2026-01-01", key, 1_000_000) is None


def _settings():  # type: ignore[no-untyped-def]
    from bot.settings import Settings

    return Settings(link_key="x" * 40, public_url="https://k.example", _env_file=None)  # type: ignore[call-arg]


def test_whoever_asks_on_the_web_reads_what_everyone_may(kanslist: Kanslist) -> None:
    """The page knows nobody: its export is the open collection's."""
    told = kanslist.ask_now(Incoming("exportera rekommendationer", Asker("web", None), "web:a", private=True))
    assert "nyckel=o." in told.links[0].url
