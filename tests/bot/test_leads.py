"""Leads read as a registrar writes them, and say nothing twice; words that one platform alone uses stand in its own
texts."""

from __future__ import annotations

from pathlib import Path

import pytest

import bot.messages
from bot.kanslist import Kanslist
from tests.bot.record import incoming

LEADS = [
    ("/mote 12 mars 2024", "Socialnämnden sammanträdde den 12 mars 2024 kl. 13:00."),
    ("när hölls mötet den 12 mars 2024?", "Socialnämnden sammanträdde den 12 mars 2024 kl. 13:00."),
    ("vad beslutades?", "Det senaste är från Socialnämnden 12 mars 2024: "),
    ("/arende SN 2024-0114", "Det senaste beslutet är från Socialnämnden 12 mars 2024: "),
]


@pytest.mark.parametrize(("asked", "said"), LEADS, ids=[row[0] for row in LEADS])
def test_a_lead_is_a_sentence_and_says_its_day_once(kanslist: Kanslist, asked: str, said: str) -> None:
    """ "Socialnämnden 12 mars 2024: mötet hölls den 12 mars 2024 och mötet började …" says one thing twice."""
    lead = kanslist.ask_now(incoming(asked, f"lead {asked}")).lead
    assert said in lead
    assert "mötet hölls" not in lead
    assert "Senast, " not in lead


OF_SLACK = {"of_slack.py", "of_platforms.py"}
"""Texts that only Slack shows."""


def test_slacks_word_for_ones_own_chat_stands_in_slacks_texts_alone() -> None:
    """Teams has no "direktmeddelande": what every platform shows says "vår egen chatt"."""
    texts = Path(bot.messages.__file__).parent.glob("*.py")
    assert [
        one.name for one in texts if "direktmeddelande" in one.read_text("utf-8") and one.name not in OF_SLACK
    ] == []
