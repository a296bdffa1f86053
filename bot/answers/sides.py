"""Which side of a vote is asked for, and who voted so: "nej", or "för återremiss" where a no was for it."""

from __future__ import annotations

import re

from bot.questions.question import Question
from bot.questions.reading import folded
from knowledge.facts import Ballot, VoteCount

_SAID = (
    ("nej", re.compile(r"\bnej\b")),
    ("avstår", re.compile(r"\bavst(?:od|år|ått)\b")),
    ("ja", re.compile(r"\bja\b")),
)
"""A side by its own name, which no proposition turns round."""
_TOWARDS = re.compile(r"\b(?:röstade|röstat|röster|röstar) (?P<way>för|emot|mot)\b(?: att)?(?P<what>.*)")
_REJECTION = re.compile(r"(?:bifall till )?(?:avslag|att avslå|att .* (?:ska )?(?:avslås|inte ska))\b", re.IGNORECASE)
"""How the meaning of a yes begins where it was for turning something down."""
_OTHER_WAY = re.compile(r"\b(återremi|bordlägg|remitter)\w*")
"""Ways to end a matter of which only one side of a vote is for."""


def side_of(question: Question, fact: VoteCount | None = None, meaning: str | None = None) -> str | None:
    """The side whose voters are asked for ("vilka röstade nej"): "ja", "nej", "avstår"; None where none is.

    "för" and "emot" are of what was voted on: where a yes was for turning it down, those for it voted no.
    meaning: what a yes, and after "nej:" a no, was for; where not given, what the fact says.
    """
    said = folded(question.said)
    if not re.search(r"\b(vem|vilka|vilken|vilket)\b", said):
        return None
    named = next((side for side, pattern in _SAID if pattern.search(said)), None)
    towards = _TOWARDS.search(said)
    if named or towards is None:
        return named
    turned = fact is not None and _turned(meaning or fact.yes_means or "", towards["what"])
    return "nej" if turned != (towards["way"] != "för") else "ja"


def _turned(meaning: str, what: str) -> bool:
    """Whether a yes was against what the question says somebody was for."""
    yes, _, no = meaning.casefold().partition("nej:")
    if re.search(r"\bavsl", what):
        return "avsl" in no and "avsl" not in yes
    if _REJECTION.match(yes.strip()):
        return True
    way = _OTHER_WAY.search(what)
    return way is not None and way[1] not in yes and way[1] in no


def named(fact: VoteCount, side: str) -> list[str]:
    """Who voted so, with party letters."""
    return [_voter(ballot) for ballot in fact.ballots if ballot.vote == side]


def _voter(ballot: Ballot) -> str:
    return f"{ballot.name} ({ballot.party})" if ballot.party else ballot.name
