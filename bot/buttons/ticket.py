"""What a button sends back: the question as it was understood, and a fingerprint of the answer it stood below.

It opens nothing: whoever presses asks the question anew, with what they may read themselves.
"""

from __future__ import annotations

import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256

from pydantic import TypeAdapter

from bot.answers.answer import Answer
from bot.errors import ButtonOutdated
from bot.messages import shortened
from bot.questions.question import Question

LONGEST = 1_900
"""Characters of a ticket at most: Slack's buttons carry 2,000 (docs.slack.dev/reference/block-kit/block-elements)."""
_PRINT = 12
_LEAD = 160
"""Characters of the lead that a ticket keeps, for a report on an answer that has changed since."""
_UNPACKED = 64 * 1024
"""Bytes that a ticket may unpack to: far more than any of ours."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """question: with every slot filled, those too that the conversation gave; print: of what the answer said and cited;
    given: when, in seconds since 1970; case, more, rest: the answer's own; lead: how it began, where there is room."""

    question: Question
    print: str
    given: int
    case: str | None = None
    more: int = 0
    rest: int = 0
    lead: str = ""

    @classmethod
    def of(cls, question: Question, answer: Answer, now: float, whole: Answer | None = None) -> Ticket:
        """The ticket of this answer. whole: what it is a part of."""
        printed, lead = fingerprint(whole or answer), shortened(answer.lead, _LEAD)
        return cls(question, printed, int(now), answer.case, answer.more, answer.rest, lead)

    @property
    def name(self) -> str:
        """What the answer is called in reports."""
        return f"{self.given:x}-{self.print}"

    def pack(self) -> str | None:
        """As a button carries it, in letters that no platform reads as markup; None where it is too long for one."""
        packed = urlsafe_b64encode(zlib.compress(_adapter().dump_json(self, exclude_defaults=True))).decode()
        if len(packed) <= LONGEST:
            return packed
        return self.without_lead().pack() if self.lead else None

    def without_lead(self) -> Ticket:
        """The question alone, for what is kept longer than the record may hold what was answered."""
        return replace(self, lead="")

    @classmethod
    def unpack(cls, packed: str) -> Ticket:
        """The ticket that a button sent. Raises ButtonOutdated for one of another version, or of nobody's."""
        try:
            return _adapter().validate_json(zlib.decompressobj().decompress(urlsafe_b64decode(packed), _UNPACKED))
        except (ValueError, zlib.error) as error:  # pydantic's and base64's errors are ValueErrors
            raise ButtonOutdated from error


def fingerprint(answer: Answer) -> str:
    """What makes two answers the same: what their items say, and the words cited, in whatever document."""
    said = [item.text for item in answer.items] + sorted(" ".join(one.quote.split()) for one in answer.citations)
    return sha256("\n".join([answer.outcome, *said]).encode()).hexdigest()[:_PRINT]


@cache
def _adapter() -> TypeAdapter[Ticket]:
    return TypeAdapter(Ticket)
