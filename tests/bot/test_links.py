"""A document that answers a recommendation is named beside it; that closes nothing."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.kanslist import Kanslist
from bot.links import HOLDS, KEY_FILE, holds_until, link_secret, permalink, revoke, signed
from bot.settings import Settings
from knowledge.facts import Part
from knowledge.store.api import Document, FactQuery
from knowledge.store.links import LinkRow
from knowledge.store.reader import PUBLIC
from tests.bot.record import REPORT, clerk, incoming

SAID = "Förvaltningen har tagit fram en rutin för dokumentation av planerade besök."


@pytest.fixture
def linked(tmp_path: Path) -> Iterator[Kanslist]:
    """A clerk whose store ties the report to the first recommendation."""
    made = clerk(tmp_path)
    first = made.store.facts(PUBLIC, FactQuery("recommendations"))[0]
    report = next(one for one in made.store.documents(PUBLIC) if one.file == "svar-granskning.pdf")
    start = REPORT.index(SAID)
    made.store.put_links([LinkRow("answers", first.id, report.id, 1, start, start + len(SAID))])
    yield made
    made.close()


def test_an_answered_recommendation_is_still_open(linked: Kanslist) -> None:
    """Both are told: that none is confirmed closed, and which document answers one, with its quote."""
    answer = linked.ask_now(incoming("vilka rekommendationer är öppna?"))
    assert "ingen är bekräftad som åtgärdad" in answer.lead
    assert [item.text for item in answer.items if (item.label or "").startswith("Svar")] == [SAID]
    assert SAID in [citation.quote for citation in answer.citations]


def _document(collection: str = "öppen", id_: int = 7) -> Document:
    return Document(
        id_, "a.txt", "A", "protokoll", None, None, None, collection, 1, (), None, "2026-01-01T00:00:00"
    )  # fmt: skip


def _settings(folder: Path, **values: object) -> Settings:
    return Settings(_env_file=None, data=folder, public_url="https://k.example", **values)  # type: ignore[arg-type]  # any


PART = Part.model_validate({"page": None, "start": 3, "end": 9, "quote": "rutin"}, context={"stored": True})
NOW = 1_700_000_000


def test_a_permalink_leaves_out_the_page_where_there_is_none(tmp_path: Path) -> None:
    """A text without pages is opened by its characters alone; an open document needs no key, and none is made."""
    mine = _settings(tmp_path)
    assert permalink(mine, _document(), PART) == "https://k.example/dokument/7?fran=3&till=9#citat"
    paged = PART.model_copy(update={"page": 2})
    assert permalink(mine, _document(), paged) == "https://k.example/dokument/7?sida=2&fran=3&till=9#citat"
    assert list(tmp_path.iterdir()) == []


def test_a_link_to_a_closed_document_holds_for_it_and_for_a_day(tmp_path: Path) -> None:
    """The key opens that document alone, not later, not another, and not with one letter changed."""
    mine = _settings(tmp_path)
    key = parse_qs(urlsplit(permalink(mine, _document("intern"), PART, now=NOW)).query)["nyckel"][0]
    secret = link_secret(mine)
    assert secret is not None
    until = holds_until(secret, 7, key, NOW)
    assert until is not None
    assert HOLDS <= (until - NOW) / 3600 <= HOLDS + 1
    assert holds_until(secret, 7, key, until - 1) == until
    assert holds_until(secret, 7, key, until) is None
    assert holds_until(secret, 8, key, NOW) is None
    assert holds_until(b"en annan hemlighet", 7, key, NOW) is None
    assert permalink(mine, _document("intern"), PART, now=NOW).count(key) == 1
    later = key.replace(str(until), str(until + 3600))
    for wrong in (later, key[:-1], key + "A", f"{until}.", "", ".", "x", "å.å", f"-{until}.x", "9" * 400 + ".x"):
        assert holds_until(secret, 7, wrong, NOW) is None


def test_the_secret_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    """Links hold over a restart, whatever the umask, and nobody else on the machine can make one."""
    before = os.umask(0)
    try:
        first = link_secret(_settings(tmp_path))
    finally:
        os.umask(before)
    assert [(file.name, stat.S_IMODE(file.stat().st_mode)) for file in tmp_path.iterdir()] == [(KEY_FILE, 0o600)]
    assert first is not None
    assert len(first) >= 64
    assert link_secret(_settings(tmp_path)) == first


def test_a_revoked_key_opens_nothing(tmp_path: Path) -> None:
    """After a restore a document's id may be another document's: the keys given out before must not open it."""
    settings = Settings(_env_file=None, data=tmp_path)
    first = link_secret(settings)
    assert first
    key = signed(first, 7, 0.0)
    revoke(settings)
    second = link_secret(settings)
    assert second
    assert holds_until(first, 7, key, 1.0)
    assert holds_until(second, 7, key, 1.0) is None


def test_a_secret_of_the_settings_comes_first(tmp_path: Path) -> None:
    """Several servers before one store share it; where neither can be had there is no key, and no weaker one."""
    given = "x" * 40
    assert link_secret(_settings(tmp_path, link_key=given)) == given.encode()
    assert list(tmp_path.iterdir()) == []
    missing = _settings(tmp_path / "saknas")
    assert link_secret(missing) is None
    assert "nyckel" not in permalink(missing, _document("intern"), PART)
