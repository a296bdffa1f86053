"""What a follow-up refers to: the last question of the same conversation, for half an hour."""

from __future__ import annotations

import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.questions.question import Question
from bot.questions.reading import folded

SECONDS = 30 * 60
"""How long a conversation is remembered."""
CONVERSATIONS = 5_000
"""How many are remembered; the oldest is forgotten first."""

_FOLLOWS = re.compile(
    r"^(och|men|samt)\b|\b(dem|de|den|det|där|då|han|hon|hans|hennes|deras|denna|detta|dessa|mötet|sammanträdet"
    r"|ärendet|beslutet|protokollet)\b"
)
_TALK = ("help", "smalltalk", "unclear")
_OF_A_MATTER = ("decisions", "statements", "reservations", "votes", "proposals", "case", "assignments", "signatories")
_OF_A_VOICE = ("statements", "reservations", "votes", "signatories")
_OF_A_MEETING = ("meeting", "attendance")


@dataclass(frozen=True, slots=True)
class _Turn:
    question: Question
    at: float


class Conversations:
    """The last understood question of each conversation. Threads may share one."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """clock: seconds that only grow."""
        self._turns: OrderedDict[str, _Turn] = OrderedDict()
        self._clock = clock
        self._lock = threading.Lock()

    def last(self, conversation: str) -> Question | None:
        """The last question that had an answer, unless it is forgotten."""
        with self._lock:
            turn = self._turns.get(conversation)
        if turn is None or self._clock() - turn.at > SECONDS:
            return None
        return turn.question

    def keep(self, conversation: str, question: Question) -> None:
        """Remember what was fixed in this question."""
        if question.intent in _TALK:
            return
        with self._lock:
            self._turns[conversation] = _Turn(question, self._clock())
            self._turns.move_to_end(conversation)
            while len(self._turns) > CONVERSATIONS:
                self._turns.popitem(last=False)


def follow_up(question: Question, last: Question | None) -> Question:
    """The question with the slots that it leaves to the conversation; one that stands by itself as it is."""
    if last is None or question.intent in _TALK or not _follows(question):
        return question
    if question.intent == "passages" and not question.topic:
        question = replace(question, intent=last.intent, aspect=last.aspect)
    return replace(
        question,
        case=last.case,
        case_said=last.case_said,
        item=question.item or last.item,
        body=question.body or last.body,
        municipality=question.municipality or last.municipality,
        period=question.period or last.period,
        topic=question.topic or _topic(question, last),
        topic_said=question.topic_said or (last.topic_said if _topic(question, last) else ""),
        latest=question.latest or last.latest,
        follows=True,
    )


def _follows(question: Question) -> bool:
    """A question that names no case, body or day of its own and points back, or says too little to stand alone."""
    if question.case or question.body or question.command:
        return False
    text = " ".join(folded(question.text).split())
    if question.period and not text.startswith(("och", "men")):
        return False
    if _FOLLOWS.search(text):
        return True
    named = question.topic or question.people or question.unions or question.parties
    return not named and len(text.split()) <= 6 and question.intent in (*_OF_A_MEETING, *_OF_A_VOICE)


def _topic(question: Question, last: Question) -> tuple[str, ...]:
    """The topic is kept within a matter, not from a matter to the meeting that had it, nor where a case says it."""
    if last.case or last.intent in _OF_A_MEETING or question.intent not in _OF_A_MATTER:
        return ()
    return last.topic
