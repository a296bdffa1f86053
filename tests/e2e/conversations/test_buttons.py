"""The buttons below an answer: what is pressed takes the card's place."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.e2e.screen import PERSONAL, Screen

if TYPE_CHECKING:
    from playwright.sync_api import Locator

Keep = Callable[[str, "Locator"], None]


@pytest.mark.smoke
@pytest.mark.agents
def test_more_takes_the_cards_place_and_there_is_a_way_back(screen: Screen) -> None:
    """No second card, and nothing is lost."""
    chat = screen.chat(PERSONAL)
    answer = chat.ask("alla beslut 2020")
    expect(answer).to_contain_text("Visar 1–12 av 23.")
    shown = chat.answers.count()
    answer.get_by_role("button", name="Visa fler").click()
    expect(answer).to_contain_text("Visar 13–23 av 23.")
    answer.get_by_role("button", name="Tillbaka").click()
    expect(answer).to_contain_text("Visar 1–12 av 23.")
    expect(chat.answers).to_have_count(shown)


def test_a_case_unfolds_into_its_chronology(screen: Screen, keep: Keep) -> None:
    """From a decision to how it came about, in the same place."""
    answer = screen.chat(PERSONAL).ask("/beslut AMN 2020-0276")
    answer.get_by_role("button", name="Tidslinje").click()
    expect(answer).to_contain_text("2 mars 2020 · Motion")
    keep("buttons-tidslinje", answer)


def test_a_wrong_answer_is_reported_where_it_stands(screen: Screen, keep: Keep) -> None:
    """The field opens in the card; the thanks say under which number the report is kept."""
    answer = screen.chat(PERSONAL).ask("vem justerade den 28 april 2020?")
    answer.get_by_role("button", name="Fel i svaret?").click()
    field = answer.get_by_role("textbox")
    field.fill("Håkan Sjöö justerade också.")
    keep("buttons-fel-i-svaret", answer)
    answer.get_by_role("button", name="Skicka").click()
    expect(answer).to_contain_text("Tack. Felanmälan 1 är sparad")
