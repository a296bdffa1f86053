"""A document that answers a recommendation is named beside it; that closes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.kanslist import Kanslist
from bot.links import permalink
from knowledge.facts import Part
from knowledge.store.api import FactQuery
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
    made.store.put_links([("answers", first.id, report.id, 1, start, start + len(SAID))])
    yield made
    made.close()


def test_an_answered_recommendation_is_still_open(linked: Kanslist) -> None:
    """Both are told: that none is confirmed closed, and which document answers one, with its quote."""
    answer = linked.ask_now(incoming("vilka rekommendationer är öppna?"))
    assert "ingen är bekräftad som åtgärdad" in answer.lead
    assert [item.text for item in answer.items if (item.label or "").startswith("Svar")] == [SAID]
    assert SAID in [citation.quote for citation in answer.citations]


def test_a_permalink_leaves_out_the_page_where_there_is_none() -> None:
    """A text without pages is opened by its characters alone."""
    part = Part.model_validate({"page": None, "start": 3, "end": 9, "quote": "rutin"}, context={"stored": True})
    assert permalink("https://k.example", 7, part) == "https://k.example/dokument/7?fran=3&till=9#citat"
    paged = part.model_copy(update={"page": 2})
    assert permalink("https://k.example", 7, paged) == "https://k.example/dokument/7?sida=2&fran=3&till=9#citat"
