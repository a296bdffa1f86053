"""Several colleagues and the bot in one chat."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.screen import GROUP, Screen


@pytest.mark.smoke
def test_whoever_mentions_the_bot_is_answered(screen: Screen) -> None:
    """The mention is no part of the question."""
    answer = screen.chat(GROUP).ask("vem justerade den 28 april 2020?", mention=True)
    expect(answer).to_contain_text("protokollet justerades av Yvonne Rask")


def test_what_colleagues_say_to_each_other_is_not_answered(screen: Screen) -> None:
    """Only the second message names the bot, and only it has an answer."""
    chat = screen.chat(GROUP)
    before = chat.answers.count()
    chat.say("vem tar anteckningar i dag?")
    answer = chat.ask("vilka rekommendationer är öppna?", mention=True)
    expect(answer).to_contain_text("Sex rekommendationer")
    expect(chat.answers).to_have_count(before + 1)
