"""The buttons below an answer: they work after a restart, read no more than who presses may, and say what changed."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.answer import Answer, Press
from bot.buttons.press import Pressed
from bot.buttons.ticket import LONGEST, Ticket
from bot.errors import ButtonOutdated, DeliveryError
from bot.incoming import Incoming
from bot.kanslist import Kanslist
from bot.ports import Sender
from bot.questions.question import Body, Period, Question
from knowledge.case_numbers import CaseKey
from knowledge.errors import ReportUnknown
from knowledge.store.api import FactQuery
from knowledge.store.reader import OPERATOR
from knowledge.store.reports import Report
from tests.bot.record import clerk, incoming

INTERNAL = "/beslut KLN 2024-0009"
"""A case of the internal collection, which registratorer alone may read."""


def pressed(answer: Answer, press: Press, message: Incoming) -> Pressed:
    """A press on a button, with what the platform sends back of it."""
    assert answer.ticket is not None
    return Pressed(press, Ticket.unpack(answer.ticket), message)


def presses(answer: Answer) -> list[str]:
    return [button.press for button in answer.buttons]


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("/beslut SN 2024-0114", ["timeline", "share", "wrong"]),  # the whole decision is what was asked for
        ("vilka reserverade sig i SN 2024-0114?", ["whole", "timeline", "share", "wrong"]),
        ("/tidslinje SN 2024-0114", ["whole", "share", "wrong"]),  # it is the timeline already
        ("vad beslutades om fotbollsplanen?", ["wrong"]),  # nothing to share, yet it may be wrong to say so
        ("hej", []),  # talk says nothing of the record
        ("/hjalp", []),
    ],
)
def test_an_answer_offers_what_may_follow_it(kanslist: Kanslist, text: str, offered: Sequence[str]) -> None:
    """A button that leads nowhere, or back to what is shown, is worse than none."""
    message = replace(incoming(text, f"offered {text}"), shareable=True)
    assert presses(kanslist.ask_now(message)) == offered


def test_nothing_is_shared_where_nobody_else_is(kanslist: Kanslist) -> None:
    """In a direct message, on the web and in a terminal there is no channel; what a channel sees is shared already."""
    alone = incoming("/beslut SN 2024-0114", "alone")
    seen = replace(incoming("/beslut SN 2024-0114", "seen", private=False), shareable=True)
    assert "share" not in presses(kanslist.ask_now(alone))
    assert "share" not in presses(kanslist.ask_now(seen))


def test_a_button_works_after_a_restart(kanslist: Kanslist, tmp_path: Path) -> None:
    """Whoever presses the day after meets another process, which remembers no conversation."""
    asked = kanslist.ask_now(incoming("vilka reserverade sig i SN 2024-0114?", "restart"))
    restarted = clerk(tmp_path)
    try:
        made = asyncio.run(restarted.press(pressed(asked, "whole", incoming("", "another"))))
    finally:
        restarted.close()
    assert made.outcome == "answered"
    assert made.intent == "decisions"
    assert "Handlingarna har ändrats" not in made.text


def test_a_press_goes_on_with_the_conversation(kanslist: Kanslist) -> None:
    """What is typed after a press refers to what the press showed."""
    asked = kanslist.ask_now(incoming("/tidslinje SN 2024-0114", "goes on"))
    asyncio.run(kanslist.press(pressed(asked, "whole", incoming("", "goes on"))))
    assert kanslist.ask_now(incoming("vilka reserverade sig?", "goes on")).outcome == "answered"


def test_a_shared_answer_passes_the_channels_gate(kanslist: Kanslist) -> None:
    """A registrator's private answer is not shared with those who may not read what it stands on."""
    own = incoming(INTERNAL, "gate", "registrator")
    asked = kanslist.ask_now(own)
    assert asked.outcome == "answered"
    made = asyncio.run(kanslist.press(pressed(asked, "share", replace(own, text="", private=False))))
    assert made.outcome == "refused"
    assert not made.citations
    assert "KLN" not in made.text


@pytest.mark.parametrize("press", ["whole", "timeline", "share", "next"])
def test_somebody_elses_button_opens_nothing(kanslist: Kanslist, press: Press) -> None:
    """A ticket is a question, no key: another person's press reads what that person may read."""
    asked = kanslist.ask_now(incoming(INTERNAL, "opens", "registrator"))
    try:
        made = asyncio.run(kanslist.press(pressed(asked, press, incoming("", "opens, other", "någon"))))
    except ButtonOutdated:
        return  # the answer has no next part
    assert not made.citations
    assert made.outcome in ("not_found", "refused")


def test_a_button_on_a_changed_fact_says_so(kanslist: Kanslist) -> None:
    """The record has changed since the answer was given: whoever presses must not believe the old one confirmed."""
    message = incoming("/beslut SN 2024-0114", "changed")
    asked = kanslist.ask_now(message)
    assert asked.ticket is not None
    old = replace(Ticket.unpack(asked.ticket), print="0" * 12)
    made = asyncio.run(kanslist.press(Pressed("share", old, replace(message, private=False))))
    assert made.outcome == "answered"
    assert made.notes[0].startswith("Handlingarna har ändrats sedan svaret gavs den ")


@pytest.mark.parametrize("packed", ["", "{}", "[]", '{"question":{"text":"x"}}', "x" * 3000, '{"print":"a","given":1}'])
def test_what_is_no_ticket_is_told_as_an_old_button(packed: str) -> None:
    """A button of an older version, or of nobody's, gets a sentence that says what to do."""
    with pytest.raises(ButtonOutdated, match="Ställ frågan igen"):
        Ticket.unpack(packed)


_WORDS = st.text(min_size=1, max_size=30)
_QUESTIONS = st.builds(
    Question,
    text=_WORDS,
    intent=st.sampled_from(["decisions", "passages", "timeline"]),
    case=st.none() | st.builds(CaseKey, st.integers(1900, 2099), st.integers(1, 9999), st.none() | st.just("sn")),
    period=st.none() | st.builds(Period, st.just("2024-01-01"), st.just("2024-12-31"), _WORDS),
    body=st.none() | st.builds(Body, _WORDS, st.tuples(_WORDS)),
    topic=st.lists(_WORDS, max_size=3).map(tuple),
    names=st.frozensets(_WORDS, max_size=2),
    read_as=st.lists(st.tuples(_WORDS, _WORDS), max_size=2).map(tuple),
    offset=st.integers(0, 100),
    count=st.booleans(),
)


@given(question=_QUESTIONS, case=st.none() | _WORDS, more=st.integers(0, 500), lead=st.text(max_size=160))
def test_a_ticket_comes_back_as_it_left(question: Question, case: str | None, more: int, lead: str) -> None:
    """What a press asks is what was asked, slot for slot, and fits in the buttons of every platform; the lead gives way
    where there is no room."""
    ticket = Ticket(question, "abcdef012345", 1_700_000_000, case, more, lead=lead)
    packed = ticket.pack()
    assert packed is None or len(packed) <= LONGEST
    assert packed is None or Ticket.unpack(packed) in (ticket, ticket.without_lead())


class Channel(Sender):
    """A platform that keeps what is posted, or refuses it."""

    def __init__(self, refuses: bool = False) -> None:
        self.posted: list[Answer] = []
        self.refuses = refuses

    def knows(self, channel: str) -> bool:
        return channel == "C0REGISTRATOR"

    async def post(self, channel: str, message: Answer) -> None:
        if self.refuses:
            raise DeliveryError(channel=channel, reason="arkiverad")
        self.posted.append(message)


@pytest.fixture
def reporting(tmp_path: Path) -> tuple[Kanslist, Channel]:
    """A clerk of its own, whose registratorer have a channel."""
    made, channel = clerk(tmp_path), Channel()
    made.settings = made.settings.model_copy(update={"reports_channel": "C0REGISTRATOR"})
    made.senders.append(channel)
    return made, channel


async def _report(kanslist: Kanslist, answer: Answer, message: Incoming) -> Report:
    """What an adapter does with a report: keep it, then tell of it."""
    assert answer.ticket is not None
    made = await kanslist.report(Ticket.unpack(answer.ticket), message)
    await kanslist.tell(made)
    return made


def test_a_report_reaches_the_registratorer_with_its_facts(reporting: tuple[Kanslist, Channel]) -> None:
    """Whoever shall mend it needs the question, the answer, the words cited and what the reader says; and no name."""
    kanslist, channel = reporting
    asked = kanslist.ask_now(incoming("/beslut SN 2024-0114", "report"))
    comment = incoming("Fel nämnd, ring 19811218-9876", "report")
    made = asyncio.run(_report(kanslist, asked, comment))
    [told] = channel.posted
    assert "SN 2024-0114" in told.lead
    assert [one.quote for one in told.citations] == [one.quote for one in asked.citations]
    assert "Fel nämnd" in told.text
    assert "9876" not in told.text + made.comment
    assert [one.id for one in kanslist.store.reports()] == [made.id]
    assert kanslist.store.settle_report(made.id, "rättat").settlement == "rättat"
    assert kanslist.store.reports() == []
    kanslist.close()


def test_a_report_on_what_is_not_open_to_all_tells_the_channel_its_number_alone(
    reporting: tuple[Kanslist, Channel],
) -> None:
    """The registratorer's channel is a channel: whoever is let into it must not read the internal collection there."""
    kanslist, channel = reporting
    own = incoming(INTERNAL, "closed", "registrator")
    asked = kanslist.ask_now(own)
    asyncio.run(_report(kanslist, asked, replace(own, text="Krisledningen heter annat")))
    [told] = channel.posted
    assert not told.citations
    assert "KLN" not in told.text
    assert "Krisledning" not in told.text
    [kept] = kanslist.store.reports()
    assert kept.citations
    assert "Krisledningen" in kept.comment
    kanslist.close()


def test_a_report_is_kept_where_its_channel_refuses_it(reporting: tuple[Kanslist, Channel]) -> None:
    """An archived channel must not cost the reader's words."""
    kanslist, channel = reporting
    channel.refuses = True
    asked = kanslist.ask_now(incoming("/beslut SN 2024-0114", "kept"))
    asyncio.run(_report(kanslist, asked, incoming("fel", "kept")))
    assert len(kanslist.store.reports()) == 1
    with pytest.raises(ReportUnknown):
        kanslist.store.report(99)
    kanslist.close()


def test_a_report_on_an_old_answer_holds_what_the_reader_saw(reporting: tuple[Kanslist, Channel]) -> None:
    """The record has changed between answer and press: today's answer alone would be judged in the stead of the one
    that somebody found wrong. The channel is told that it changed, and in private how theirs began."""
    kanslist, channel = reporting
    asked = kanslist.ask_now(incoming("/beslut SN 2024-0077", "old"))
    [wrong] = [one for one in kanslist.store.facts(OPERATOR, FactQuery("decisions")) if "färdtjänst" in one.fact.text]
    kanslist.store.hide_fact(wrong.id)
    made = asyncio.run(_report(kanslist, asked, incoming("det var sänka", "old")))
    assert made.seen
    assert asked.lead.startswith(made.seen.removesuffix(" …"))
    assert made.given_at is not None
    assert made.lead != asked.lead, "and what is answered today"
    [told] = channel.posted
    assert "Det har ändrats sedan dess" in told.text
    assert made.seen not in told.text, "what it stood on may be closed by now"
    opened = asyncio.run(kanslist.ask(incoming("anmälan 1", "old", "registrator")))
    assert made.seen in opened.text
    assert "Det har ändrats sedan dess" in opened.text
    kanslist.close()


def test_a_report_on_an_answer_that_stands_says_nothing_of_changes(reporting: tuple[Kanslist, Channel]) -> None:
    """A registrator must not look for a difference that is none."""
    kanslist, channel = reporting
    asked = kanslist.ask_now(incoming("/beslut SN 2024-0077", "stands"))
    made = asyncio.run(_report(kanslist, asked, incoming("fel", "stands")))
    assert (made.given_at, made.seen) == (None, None)
    assert "ändrats" not in channel.posted[0].text
    kanslist.close()
