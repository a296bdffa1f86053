"""What is remembered of a conversation, and for how long."""

from __future__ import annotations

import pytest

from bot import messages
from bot.conversation import CONVERSATIONS, SECONDS, Conversations, follow_up
from bot.kanslist import Kanslist
from bot.questions.question import Period, Question
from knowledge.case_numbers import CaseKey
from tests.bot.record import incoming

CASE = CaseKey(2024, 114, "sn")


class Clock:
    """A clock that a test sets."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_conversation_is_forgotten_after_half_an_hour() -> None:
    """What was said long ago must not be taken for granted."""
    clock = Clock()
    memory = Conversations(clock)
    memory.keep("a", Question("q", "decisions", case=CASE))
    clock.now = SECONDS
    assert memory.last("a") is not None
    clock.now = SECONDS + 1
    assert memory.last("a") is None


def test_memory_is_bounded() -> None:
    """The oldest conversation makes room for the newest."""
    memory = Conversations(Clock())
    for number in range(CONVERSATIONS + 1):
        memory.keep(str(number), Question("q", "decisions"))
    assert memory.last("0") is None
    assert memory.last(str(CONVERSATIONS)) is not None


def test_talk_is_no_context() -> None:
    """A thank-you between two questions does not break the thread."""
    memory = Conversations(Clock())
    memory.keep("a", Question("q", "decisions", case=CASE))
    memory.keep("a", Question("tack", "smalltalk"))
    last = memory.last("a")
    assert last is not None
    assert last.case == CASE


@pytest.mark.parametrize(
    ("said", "aspect", "why"),
    [
        ("nästa", "more", "the next meeting of any body is no further part"),
        ("Visa fler", "more", "nor are passages that hold the word"),
        ("nej", "no", "a checklist of an audit report answers questions with the same word"),
        ("ja tack", "yes", "nothing was offered"),
    ],
)
def test_a_reply_to_nothing_is_no_question(kanslist: Kanslist, said: str, aspect: str, why: str) -> None:
    """A word that only answers what was shown is not searched for, whether something was asked before or not."""
    for conversation, before in (("fresh-" + aspect, None), ("after-" + aspect, "vem var ordförande 12 mars 2024?")):
        if before:
            kanslist.ask_now(incoming(before, conversation))
        answer = kanslist.ask_now(incoming(said, conversation))
        assert (answer.outcome, answer.lead) == ("refused", messages.smalltalk(aspect)), why


def test_a_reply_leaves_questions_alone() -> None:
    """A question that holds such a word is asked."""
    memory = Conversations(Clock())
    for text in ("när är nästa möte", "nej vem var sekreterare", "ja-rösterna i SN 2024-0114"):
        assert memory.reply("a", text) is None


def test_a_follow_up_takes_what_it_leaves_out() -> None:
    """The meeting's day is kept when only the role changes."""
    day = Period("2024-03-12", "2024-03-12", "12 mars 2024")
    asked = follow_up(
        Question("och vem var sekreterare", "meeting", aspect="secretary"), Question("q", "meeting", period=day)
    )
    assert asked.period == day
    assert asked.follows


def test_a_question_with_a_case_of_its_own_stands_alone() -> None:
    """A new case replaces the old one wholly."""
    other = CaseKey(2024, 77, "sn")
    asked = follow_up(
        Question("och SN 2024-0077", "decisions", case=other), Question("q", "decisions", case=CASE, item="3")
    )
    assert asked.case == other
    assert asked.item is None


def test_a_command_takes_nothing_over() -> None:
    """A command says what it means."""
    asked = follow_up(Question("/mote", "meeting", command="mote"), Question("q", "decisions", case=CASE))
    assert asked.case is None
