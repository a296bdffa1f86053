"""What a question is once it is understood: an intent and its slots."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass, replace
from typing import Literal

from bot.questions.normalise import words
from knowledge.case_numbers import CaseKey

Intent = Literal[
    "help", "smalltalk", "unclear", "decisions", "case", "attendance", "meeting", "recommendations", "audit",
    "proposals", "statements", "reservations", "votes", "assignments", "open_points", "person", "role", "signatories",
    "timeline", "compare", "patterns", "promises", "passages", "appeals", "subscriptions", "references", "followed",
    "collection",
]  # fmt: skip


_WHO = re.compile(
    r"(?:och |men )?(?:vems?|vilket parti|vilka (?:partier|ledamöter|motionärer"
    r"|har|hade|ligger|låg|står|stod|väckte|ville|vill|yrkade|föreslog|lade|lämnade|ställde|skrev))\b"
)


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `since` to `until`, both included, ISO. said: as the asker wrote it."""

    since: str
    until: str
    said: str

    @property
    def is_day(self) -> bool:
        """Whether it is one day."""
        return self.since == self.until

    @property
    def is_year(self) -> bool:
        """Whether it is one calendar year."""
        return self.since[:4] == self.until[:4] and self.since.endswith("-01-01") and self.until.endswith("-12-31")

    def holds(self, day: str | None) -> bool:
        """Whether the day lies in the period; an unknown day does not."""
        return day is not None and self.since <= day <= self.until


@dataclass(frozen=True, slots=True)
class Body:
    """A body that was named. said: as the asker wrote it; names: the held bodies that it may mean."""

    said: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A question. text: as asked, bounded, without control characters; topic: content words that no slot took."""

    text: str
    intent: Intent
    aspect: str = ""
    case: CaseKey | None = None
    case_said: str | None = None
    item: str | None = None
    period: Period | None = None
    body: Body | None = None
    municipality: str | None = None
    elsewhere: str = ""
    """The municipality whose body is asked about, where nothing of it is held."""
    people: tuple[str, ...] = ()
    """Names as the record writes them."""
    parties: tuple[str, ...] = ()
    """Party letters."""
    unions: tuple[str, ...] = ()
    """Unions by the first name that the vocabulary gives them."""
    topic: tuple[str, ...] = ()
    topic_said: str = ""
    """The topic words as the asker wrote them."""
    names: frozenset[str] = frozenset()
    """Topic words typed in capitals ("SAMLA"), where not all of the question is: an inflected word is none of them."""
    command: str | None = None
    near: str | None = None
    """What an unknown command was most like."""
    follows: bool = False
    """Whether slots were taken from the conversation."""
    said: str = ""
    """The question without its command word, for passage search."""
    told: frozenset[str] = frozenset()
    """Roots of the words by which the intent was known."""
    count: bool = False
    """Whether a number is asked for ("hur många")."""
    money: bool = False
    """Whether a sum is asked for ("vad kostar")."""
    share: bool = False
    """Whether a share is asked for ("hur stor andel")."""
    often: bool = False
    """Whether it is asked how often."""
    long: bool = False
    """Whether it is asked for how long."""
    why: bool = False
    """Whether a reason is asked for ("varför")."""
    when: bool = False
    """Whether a day or time is asked for ("när")."""
    soft: bool = False
    """Whether the intent is only suggested ("hur gick det med"), so that any passage on the topic may answer."""
    read_as: tuple[tuple[str, str], ...] = ()
    """What was misspelt: as typed, as read."""
    granted: str = ""
    """What was taken from the conversation, in the words of whoever said it."""
    offset: int = 0
    """Items of the answer that were shown already ("nästa")."""
    skip: int = 0
    """Items of this part of the answer that an earlier message held (bot/answers/parts.py)."""
    outcomes: tuple[str, ...] = ()
    """Outcomes of decisions, where those that ended so are asked for ("vilka motioner avslogs?")."""
    latest: bool = False
    """Whether the latest is asked for ("senaste mötet")."""

    @property
    def asks_who(self) -> bool:
        """Whether persons or parties are asked for."""
        return bool(_WHO.match(self.said.casefold()))

    def without_item(self) -> Question:
        """The question with no §."""
        return replace(self, item=None)

    def without_body(self) -> Question:
        """The question with no body."""
        return replace(self, body=None)

    def without_topic(self, roots: Container[str]) -> Question:
        """The question less these topic words."""
        return replace(self, topic=tuple(word for word in self.topic if word not in roots))

    def with_year_as_topic(self) -> Question:
        """The question with the year of its period as a topic word: "budget 2021" is a matter, not a day."""
        years = () if self.period is None else (self.period.since[:4],)
        return replace(self, period=None, topic=(*self.topic, *years))

    def with_period_as_topic(self) -> Question:
        """The question with its month as a topic word: "kompletterande budget mars" is a matter."""
        said = () if self.period is None else tuple(word.root for word in words(self.period.said))
        return replace(self, period=None, topic=(*self.topic, *said))
