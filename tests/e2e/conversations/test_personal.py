"""A clerk alone with the bot."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.e2e.screen import PERSONAL, Screen

if TYPE_CHECKING:
    from playwright.sync_api import Locator

from playwright.sync_api import expect

Keep = Callable[[str, "Locator"], None]


@pytest.mark.smoke
def test_a_case_is_answered_with_quotes_whose_source_opens(screen: Screen, keep: Keep) -> None:
    """The whole promise at once: the decision, its words, and the page where they stand, marked."""
    answer = screen.chat(PERSONAL).ask("/beslut AMN 2020-0276")
    expect(answer).to_contain_text("Tre beslut i AMN 2020-0276")
    expect(answer).to_contain_text("”Arbetsmarknadsnämnden tillstyrker motionens första att-sats.”")
    expect(answer).to_contain_text("”Eivor Lindmark (V) och Jamal Haddadi (S) reserverar sig mot beslutet.”")
    keep("personal-beslut", screen.page.locator("body"))
    with screen.page.expect_popup() as opened:
        answer.get_by_role(
            "link", name="Visa källan: Protokoll Arbetsmarknadsnämnden 2020-04-28 · § 33 · s. 3"
        ).first.click()
    source = opened.value
    expect(source.locator("mark")).to_have_text(re.compile("tillstyrker motionens första att-sats"))
    keep("personal-kallan", source.locator("body"))


def test_a_question_and_what_follows_it(screen: Screen) -> None:
    """ "Och vem …?" goes on with the meeting that was just spoken of."""
    chat = screen.chat(PERSONAL)
    expect(chat.ask("vem var ordförande den 28 april 2020?")).to_contain_text("ordförande var Birgitta Sandelin")
    expect(chat.ask("och vem var sekreterare?")).to_contain_text("sekreterare var Love Granath")


@pytest.mark.smoke
def test_what_is_not_there_is_said_to_be_not_there(screen: Screen, keep: Keep) -> None:
    """With what was searched, and no quote of something else."""
    answer = screen.chat(PERSONAL).ask("vad beslutades om simhallen på Ängö?")
    expect(answer).to_contain_text(re.compile("Jag hittar inte något beslut om .*simhallen"))
    expect(answer).to_contain_text("Jag sökte i handlingar från Arbetsmarknadsnämnden")
    expect(answer).not_to_contain_text("”Arbetsmarknadsnämnden")
    keep("personal-hittar-inte", answer)


@pytest.mark.smoke
def test_swedish_letters_go_there_and_back(screen: Screen) -> None:
    """What was typed is read letter for letter, and said back so."""
    answer = screen.chat(PERSONAL).ask("vem är Göran Ståhlbrandd?")
    expect(answer).to_contain_text("Göran Ståhlbrand (M)")
    expect(answer).to_contain_text("Jag läste ”Göran Ståhlbrandd” som ”Göran Ståhlbrand”.")


def test_what_is_asked_is_never_markup(screen: Screen) -> None:
    """A question is shown back as text: no client of Teams may format it, link it or fetch a picture for it."""
    answer = screen.chat(PERSONAL).ask("vad beslutades om **fetare** <img src=x> [hit](https://elak.example)?")
    expect(answer).to_contain_text("Jag hittar inte")
    expect(answer.locator("img, strong, em, a[href*=elak]")).to_have_count(0)


def test_menade_du_is_a_click(screen: Screen, keep: Keep) -> None:
    """A case number that is one digit off has its neighbours as choices; a click asks."""
    chat = screen.chat(PERSONAL)
    answer = chat.ask("/beslut AMN 2020-0275")
    expect(answer).to_contain_text("Jag hittar inte något beslut i ärende AMN 2020-0275")
    keep("personal-menade-du", answer)
    chosen = chat.click(answer.get_by_role("button", name="Menade du AMN 2020-0276?"))
    expect(chosen).to_contain_text("Tre beslut i AMN 2020-0276")


def test_a_long_answer_goes_on_when_asked_to(screen: Screen) -> None:
    """Twelve decisions at a time; \"nästa\" gives those that follow."""
    chat = screen.chat(PERSONAL)
    expect(chat.ask("alla beslut 2020")).to_contain_text("Visar 1–12 av 23.")
    following = chat.ask("nästa")
    expect(following).to_contain_text("Visar 13–23 av 23.")
    expect(following).to_contain_text("”Ingen oenighet anmäldes.”")


def test_whoever_adds_the_app_is_greeted_once(screen: Screen) -> None:
    """Added anew it greets anew; a page that is loaded again is no new conversation."""
    screen.chat(PERSONAL)
    greeting = screen.page.locator(".fai-OutputCard").get_by_text("Hej! Jag är Kanslist")
    screen.mock("Uninstall application")
    screen.mock("Install application")
    expect(greeting).to_have_count(1)
    screen.page.reload()
    answer = screen.chat(PERSONAL).ask("hjälp")
    expect(answer).to_contain_text("/beslut AMN 2020-0276")
    expect(greeting).to_have_count(0)
