"""The message extension: what is found from the compose box is put into a message to others."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.e2e.screen import GROUP, Screen

if TYPE_CHECKING:
    from playwright.sync_api import Locator

Keep = Callable[[str, "Locator"], None]


@pytest.mark.smoke
def test_a_decision_is_looked_up_and_sent_to_colleagues(screen: Screen, keep: Keep) -> None:
    """Found by its case number, chosen from the list, and in the message with its words and where they stand."""
    chat = screen.chat(GROUP)
    found = chat.look_up("AMN 2020-0276")
    decision = found.filter(has_text="Beslut · tillstyrks · § 33")
    expect(decision).to_have_count(1)
    keep("extension-list", screen.page.locator("body"))
    card = chat.put_in(decision)
    expect(card).to_contain_text("”Arbetsmarknadsnämnden tillstyrker motionens första att-sats.”")
    expect(card.get_by_role("link", name="Visa källan", exact=True)).to_be_visible()
    keep("extension-card", card)
