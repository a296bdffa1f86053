"""Who subscribes to a question is told once when its answer changes, and reads what everyone may."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.subscribed import once
from bot.answers.answer import Answer
from bot.buttons.press import Pressed
from bot.buttons.ticket import Ticket
from bot.follow_up import subscriptions
from bot.kanslist import Kanslist
from bot.settings import Settings
from knowledge.ingest import ingest
from knowledge.store.reader import PUBLIC
from tests.bot.record import incoming
from tests.fakes.platform import Platform

PLACE = "U0SAGA"
CASE = "KUN 2024-0031"


def minutes(day: str, section: int, decided: str) -> str:
    """Minutes of one § about the case."""
    return f"""Älvkulla kommun
Kulturnämnden
Protokoll {day}

§ {section} {CASE}
Biblioteksfilial i Granby

Beslut
Kulturnämnden beslutar att {decided}.
"""


@pytest.fixture
def chat() -> Platform:
    return Platform(PLACE)


@pytest.fixture
def kanslist(tmp_path: Path, chat: Platform) -> Iterator[Kanslist]:
    made = Kanslist.open(Settings(_env_file=None, data=tmp_path / "data", registrars="terminal:registrator"))
    made.senders.append(chat)
    lay(made, tmp_path, "a.txt", minutes("2024-04-28", 7, "återremittera ärendet"))
    yield made
    made.close()


def lay(kanslist: Kanslist, folder: Path, name: str, text: str, collection: str = "öppen") -> None:
    """Lay a document into the record."""
    (folder / name).write_text(text, "utf-8")
    assert ingest([folder / name], collection, kanslist.store, kanslist.search).failed == []


def type_(kanslist: Kanslist, text: str, place: str | None = PLACE) -> Answer:
    return asyncio.run(kanslist.ask(replace(incoming(text, f"{place}"), reply_to=place)))


def look(kanslist: Kanslist, seen: int | None = None) -> int:
    """A look for news, and what the runner makes of the outbox after it."""
    change = asyncio.run(once(kanslist, seen))
    asyncio.run(kanslist.outbox.once())
    return change


def test_news_are_told_once(kanslist: Kanslist, chat: Platform, tmp_path: Path) -> None:
    """A later decision in the case is told with its quote; a second look, or another server's, tells nothing more."""
    assert "Du bevakar nu" in type_(kanslist, f"/bevaka /beslut {CASE}").text
    look(kanslist)
    assert chat.told == [], "what was known when it was subscribed to is no news"
    lay(kanslist, tmp_path, "b.txt", minutes("2024-05-28", 9, "öppna en biblioteksfilial i Granby"))
    look(kanslist)
    [told] = chat.told
    assert told.lead.startswith("Nytt i det du bevakar")
    assert any("öppna en biblioteksfilial" in one.quote for one in told.citations)
    assert told.choices[0].text == "avbevaka 1"
    look(kanslist)
    assert len(chat.told) == 1


def test_nothing_is_looked_up_where_nothing_has_changed(kanslist: Kanslist, monkeypatch: pytest.MonkeyPatch) -> None:
    """A quiet night costs one read of the change number."""
    type_(kanslist, f"/bevaka /beslut {CASE}")
    seen = look(kanslist)
    monkeypatch.setattr(subscriptions, "changed", lambda *_: pytest.fail("asked"))
    assert look(kanslist, seen) == seen


def test_what_has_no_answer_yet_can_be_watched(kanslist: Kanslist, chat: Platform, tmp_path: Path) -> None:
    """Whoever waits for a decision subscribes before there is one."""
    type_(kanslist, "/bevaka vad beslutades om skateparken?")
    text = minutes("2024-05-28", 9, "bygga skateparken i Granby").replace("Biblioteksfilial i Granby", "Skateparken")
    lay(kanslist, tmp_path, "b.txt", text)
    look(kanslist)
    assert [("skatepark" in one.text.casefold()) for one in chat.told] == [True]


def test_a_subscription_reads_what_everyone_may(kanslist: Kanslist, chat: Platform, tmp_path: Path) -> None:
    """It is made by a question and told much later: an internal document is told of to nobody, its reader neither."""
    own = replace(incoming(f"/beslut {CASE}", "own", "registrator"), reply_to=PLACE)
    answer = kanslist.ask_now(own)
    assert answer.ticket is not None
    asyncio.run(kanslist.press(Pressed("watch", Ticket.unpack(answer.ticket), own)))
    lay(kanslist, tmp_path, "b.txt", minutes("2024-05-28", 9, "köpa en hemlig tomt"), "intern")
    look(kanslist)
    assert chat.told == []


def test_the_button_stands_where_somebody_can_be_told_later(kanslist: Kanslist) -> None:
    """In Slack and in a chat of one's own in Teams; the web and the terminal have nowhere to tell."""

    def offers(place: str | None, text: str) -> bool:
        answer = type_(kanslist, text, place)
        return "watch" in {button.press for button in answer.buttons}

    assert offers(PLACE, f"/beslut {CASE}")
    assert not offers(None, f"/beslut {CASE}")
    assert not offers(PLACE, "/mote 28 april 2024")
    assert "i Slack och i en egen chatt" in type_(kanslist, f"/bevaka /beslut {CASE}", None).text


def test_ones_own_are_listed_and_ended(kanslist: Kanslist, chat: Platform, tmp_path: Path) -> None:
    """Each place rules over its own; one that is ended is told nothing more."""
    type_(kanslist, f"/bevaka /beslut {CASE}")
    choice, _new = type_(kanslist, "/bevakningar").choices
    assert "inget" in type_(kanslist, "/bevakningar", "U0OTHER").text
    assert "ingen sådan" in type_(kanslist, choice.text, "U0OTHER").text
    assert "inte längre" in type_(kanslist, choice.text).text
    lay(kanslist, tmp_path, "b.txt", minutes("2024-05-28", 9, "öppna en filial"))
    look(kanslist)
    assert chat.told == []


def test_a_place_that_takes_nothing_is_tried_again(kanslist: Kanslist, chat: Platform, tmp_path: Path) -> None:
    """The platform is down for an hour: the news wait in the outbox and come afterwards, once."""
    type_(kanslist, f"/bevaka /beslut {CASE}")
    lay(kanslist, tmp_path, "b.txt", minutes("2024-05-28", 9, "öppna en filial"))
    chat.faults.append("down")
    look(kanslist)
    assert kanslist.store.delivery_counts()["waiting"] == 1
    kanslist.store.retry_deliveries(0)
    look(kanslist)
    assert len(chat.told) == 1


def test_an_answer_that_comes_back_is_news_again(kanslist: Kanslist, chat: Platform, tmp_path: Path) -> None:
    """Decided, taken back, decided anew in the same words: each time the place is told, though it has been told so."""
    type_(kanslist, f"/bevaka /beslut {CASE}")
    lay(kanslist, tmp_path, "b.txt", minutes("2024-05-28", 9, "öppna en filial"))
    look(kanslist)
    [document] = kanslist.store.find_document(PUBLIC, "b.txt")
    kanslist.store.remove(document.id, "prov")
    look(kanslist)
    assert len(chat.told) == 2, "the answer is the first one again"
    lay(kanslist, tmp_path, "c.txt", minutes("2024-05-28", 9, "öppna en filial") + "\n§ 10 Avslutning\n")
    look(kanslist)
    assert len(chat.told) == 3
    assert chat.told[2].items == chat.told[0].items


def test_two_servers_that_look_at_once_tell_once(kanslist: Kanslist, chat: Platform, tmp_path: Path) -> None:
    """Both find the answer changed before either has written so: the one that writes second finds it told."""
    type_(kanslist, f"/bevaka /beslut {CASE}")
    lay(kanslist, tmp_path, "b.txt", minutes("2024-05-28", 9, "öppna en filial"))
    news = subscriptions.changed(kanslist.store, kanslist._office.for_all)
    assert [subscriptions.tell(kanslist.store, news) for _ in range(2)] == [1, 0]
    asyncio.run(kanslist.outbox.once())
    assert len(chat.told) == 1


def test_a_removed_bot_is_subscribed_to_nothing(kanslist: Kanslist) -> None:
    """What was kept of a place goes with it."""
    type_(kanslist, f"/bevaka /beslut {CASE}")
    kanslist.store.put_conversation("teams", PLACE, "{}")
    kanslist.store.drop_conversation("teams", PLACE)
    assert kanslist.store.subscriptions() == []


@pytest.mark.parametrize(
    "text", ["/bevaka", "/bevaka hej", "/bevaka hjälp", "/avbevaka", "/avbevaka 99", "/avbevaka x"]
)
def test_what_cannot_be_watched_is_said(kanslist: Kanslist, text: str) -> None:
    """A sentence, and no subscription."""
    assert type_(kanslist, text).text
    assert kanslist.store.subscriptions() == []


def test_nobody_has_more_than_the_most(kanslist: Kanslist, monkeypatch: pytest.MonkeyPatch) -> None:
    """One person cannot make every look long."""
    monkeypatch.setattr(subscriptions, "MOST", 1)
    type_(kanslist, f"/bevaka /beslut {CASE}")
    assert "högsta antalet" in type_(kanslist, "/bevaka /beslut KUN 2024-0032").text
    assert "Du bevakar nu" in type_(kanslist, f"/bevaka /beslut {CASE}").text, "the same again is none more"


def test_the_same_question_in_other_words_is_one_subscription(
    kanslist: Kanslist, chat: Platform, tmp_path: Path
) -> None:
    """A command, a sentence and a bare number ask the same: its news are told once."""
    for text in (f"/beslut {CASE}", f"/beslut {CASE.lower()}", f"/beslut {CASE.replace('-00', '-')}"):
        type_(kanslist, f"/bevaka {text}")
    assert len(kanslist.store.subscriptions()) == 1
    type_(kanslist, f"/bevaka /tidslinje {CASE}")
    assert len(kanslist.store.subscriptions()) == 2
