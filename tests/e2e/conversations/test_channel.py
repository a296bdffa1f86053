"""A channel of a team: posts, threads, the weekly letter."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.e2e.kanslist import Kanslist
from tests.e2e.screen import CHANNEL, CHANNEL_ID, Screen

if TYPE_CHECKING:
    from playwright.sync_api import Locator

Keep = Callable[[str, "Locator"], None]


@pytest.mark.smoke
@pytest.mark.agents
def test_a_post_is_answered_in_its_thread_and_the_thread_goes_on(screen: Screen, keep: Keep) -> None:
    """The reply stands below the post, and what is asked there next goes on with it."""
    thread = screen.channel(CHANNEL).post("vem var ordförande den 28 april 2020?", mention=True)
    expect(thread.answers).to_have_count(1)
    expect(thread.answers).to_contain_text("ordförande var Birgitta Sandelin")
    answer = thread.ask("och vem var sekreterare?", mention=True)
    expect(answer).to_contain_text("sekreterare var Love Granath")
    keep("channel-trad", thread.seen)


def test_a_post_that_names_nobody_is_not_answered(screen: Screen) -> None:
    """Nor is a reply that does not; the mention that follows has the thread's only answer."""
    thread = screen.channel(CHANNEL).post("Är protokollet från den 26 maj justerat?")
    thread.say("Jag frågar Kanslist.")
    answer = thread.ask("vem justerade den 28 april 2020?", mention=True)
    expect(answer).to_contain_text("Yvonne Rask")
    expect(thread.answers).to_have_count(1)


def test_threads_do_not_hear_each_other(screen: Screen) -> None:
    """A new thread knows nothing of another's meeting: which one is meant is asked, and a click answers."""
    channel = screen.channel(CHANNEL)
    other = channel.post("vad hände på mötet den 28 april 2020?", mention=True)
    expect(other.answers).to_have_count(1)
    thread = channel.post("vem var ordförande?", mention=True)
    expect(thread.answers).to_contain_text("Vilket möte menar du?")
    chosen = thread.click(thread.answers.first.get_by_role("button", name="Samverkansgruppen 15 april 2020"))
    expect(chosen).to_contain_text("Disa Holmqvister")
    expect(other.answers).to_have_count(1)


def test_the_weekly_letter_is_posted_once(screen: Screen, kanslist: Kanslist, keep: Keep) -> None:
    """`kanslist digest --post` reaches a channel that has the app, as a post of its own; once a week."""
    screen.channel(CHANNEL)
    screen.mock("Install application")
    assert "Brev för " in kanslist.command("digest", "--channel", CHANNEL_ID, "--post")
    letter = screen.channel(CHANNEL).thread("Brev för ")
    expect(letter.answers).to_contain_text("15 nya beslut")
    expect(letter.answers).to_contain_text("”Ärendet återremitteras till förvaltningen")
    keep("channel-veckans-brev", letter.answers.first)
    with pytest.raises(subprocess.CalledProcessError):
        kanslist.command("digest", "--channel", CHANNEL_ID, "--post")
    expect(letter.answers).to_have_count(1)
