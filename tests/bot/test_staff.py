"""What a registrator does about an answer that was reported as wrong: hides the fact, answers the reader, undoes it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.answers.answer import Answer
from bot.buttons.ticket import Ticket
from bot.incoming import Incoming
from bot.kanslist import Kanslist
from bot.ports import Sender
from knowledge.ingest import ingest
from knowledge.store.api import FactQuery
from knowledge.store.reader import OPERATOR
from tests.bot.record import clerk, clerk_settings, incoming

ASKED = "/beslut SN 2024-0077"
SAID = "höja taxan för färdtjänst"


class Reader(Sender):
    """The chat of whoever reported."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def knows(self, channel: str) -> bool:
        return channel == "U0SAGA"

    async def post(self, channel: str, message: Answer) -> None:
        self.told.append(message.text)


@pytest.fixture
def reader() -> Reader:
    return Reader()


@pytest.fixture
def own(tmp_path: Path, reader: Reader) -> Iterator[Kanslist]:
    """A clerk with one report of a wrong decision."""
    made = clerk(tmp_path)
    made.senders.append(reader)
    asked = made.ask_now(incoming(ASKED, "reader"))
    assert SAID in asked.text
    assert asked.ticket is not None
    comment = replace(incoming("det var sänka", "reader"), reply_to="U0SAGA")
    asyncio.run(made.report(Ticket.unpack(asked.ticket), comment))
    yield made
    made.close()


def type_(kanslist: Kanslist, text: str, identity: str | None = "registrator", *, private: bool = True) -> Answer:
    message: Incoming = incoming(text, "staff", identity, private=private)
    return asyncio.run(kanslist.ask(message))


def hiding(kanslist: Kanslist) -> str:
    """The command of the choice that hides the reported decision."""
    opened = type_(kanslist, "/anmalan 1")
    return next(choice.text for choice in opened.choices if SAID in choice.label)


def test_a_report_is_found_opened_and_told_whole(own: Kanslist) -> None:
    """What the reader asked, got and says stands there with the words cited, and what can be done."""
    [choice] = type_(own, "/anmälan").choices
    assert choice.text == "anmälan 1"
    opened = type_(own, choice.text)
    for words in (ASKED, "det var sänka", "anmälan 1 svara"):
        assert words in opened.text
    assert any(SAID in one.quote for one in opened.citations)
    assert [one.text for one in opened.choices][-1] == "anmälan 1 svara Inget fel i svaret"


def test_a_hidden_fact_is_out_of_every_answer_and_stays_out(own: Kanslist, reader: Reader) -> None:
    """Once hidden it is told by no answer, nor when the document's facts are made anew; and the reader is told."""
    assert "är dold" in type_(own, hiding(own)).text
    assert SAID not in own.ask_now(incoming(ASKED, "after")).text
    assert SAID not in own.ask_now(incoming("vad beslutades om färdtjänst?", "after too")).lead
    assert reader.told == [f"Om din felanmälan 1 (svaret på ”{ASKED}”): uppgiften doldes."]
    assert own.store.reports() == []
    assert "U0SAGA" not in str(own.store._db.read("SELECT * FROM reports"))


def test_the_reader_is_answered_without_a_name(own: Kanslist, reader: Reader) -> None:
    """What the registrator writes reaches whoever reported, once."""
    assert "avslutad" in type_(own, "/anmalan 1 svara Protokollet säger höja. Se § 22.").text
    assert reader.told == [f"Om din felanmälan 1 (svaret på ”{ASKED}”): Protokollet säger höja. Se § 22."]
    assert "redan avslutad" in type_(own, "/anmalan 1").text


@pytest.mark.parametrize("text", ["/anmalan", "/anmalan 1", "/anmalan 1 svara x", "/anmalan 1 dolj 1", "anmälan 1"])
@pytest.mark.parametrize(("who", "private"), [(None, True), ("någon", True), ("registrator", False)])
def test_nobody_else_sees_or_does_anything(own: Kanslist, text: str, who: str | None, private: bool) -> None:
    """To a reader, and in a channel, reports do not exist."""
    said = type_(own, text, who, private=private)
    assert "det var sänka" not in said.text
    assert said.intent != "report"
    assert len(own.store.reports()) == 1


@pytest.mark.parametrize("text", ["/anmalan 99", "/anmalan 1 gör något", "/anmalan x", "/anmalan 1 dolj 999999"])
def test_what_is_mistyped_changes_nothing(own: Kanslist, text: str) -> None:
    """A number that is not there, or words that are no command, get a sentence."""
    assert type_(own, text).text
    assert len(own.store.reports()) == 1


def test_only_what_was_cited_can_be_hidden(own: Kanslist) -> None:
    """A report is no way to hide whatever one likes."""
    other = own.store.facts(OPERATOR, FactQuery("attendance"))[0]
    type_(own, f"/anmalan 1 dolj {other.id}")
    assert own.store.facts_of(OPERATOR, [other.id])
    assert len(own.store.reports()) == 1


def test_what_is_settled_is_not_settled_again(own: Kanslist, reader: Reader) -> None:
    """The reader has had an answer and cannot be reached again: nobody is told that they were."""
    type_(own, "/anmalan 1 svara Det står rätt")
    assert "redan avslutad" in type_(own, "/anmalan 1 svara Nej, det var fel").text
    assert len(reader.told) == 1
    assert own.store.report(1).settlement == "Det står rätt"


def test_undoing_makes_the_report_wait_again(own: Kanslist) -> None:
    """What was hidden by mistake is shown, and somebody still has to deal with the report."""
    type_(own, hiding(own))
    assert own.store.reports() == []
    assert "väntar" in type_(own, "/anmalan 1 ångra").text
    assert [one.id for one in own.store.reports()] == [1]


def test_a_report_pressed_twice_is_one(own: Kanslist) -> None:
    """A slow network makes people press again."""
    asked = own.ask_now(incoming(ASKED, "twice"))
    assert asked.ticket is not None
    comment = replace(incoming("fel", "twice"), reply_to="U0SAGA")
    made = [asyncio.run(own.report(Ticket.unpack(asked.ticket), comment)).id for _ in range(2)]
    assert made[0] == made[1]


def test_undoing_brings_back_what_tied_the_fact_to_others(tmp_path: Path) -> None:
    """A recommendation that was hidden by mistake has its answer again, and every answer reads as it did before."""
    settings = clerk_settings(tmp_path)
    made = Kanslist.open(settings)
    demo = Path(__file__).parents[2] / "deploy" / "demo"
    papers = sorted([*demo.glob("*revisionsrapport*.txt"), *demo.glob("*revisionsrapport*.pdf")])
    assert ingest(papers, "öppen", made.store, made.search, jobs=1).failed == []
    asked = made.ask_now(incoming("/rekommendationer", "before"))
    assert "Svar i" in asked.text
    assert asked.ticket is not None
    asyncio.run(made.report(Ticket.unpack(asked.ticket), incoming("fel", "before")))
    type_(made, next(one.text for one in type_(made, "anmälan 1").choices if " dolj " in one.text))
    assert made.ask_now(incoming("/rekommendationer", "hidden")).text != asked.text
    type_(made, "anmälan 1 ångra")
    assert made.ask_now(incoming("/rekommendationer", "after")).text == asked.text
    made.close()
