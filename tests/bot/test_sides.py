"""Which side of a vote a question asks for."""

from __future__ import annotations

import pytest

from bot.answers.sides import side_of
from bot.questions.question import Question
from knowledge.facts import Source, VoteCount
from knowledge.reading.pages import Page

_QUOTE = "7 ja-röster och 6 nej-röster"


def _vote(yes_means: str) -> VoteCount:
    source = Source.cut([(Page(None, _QUOTE), 0, len(_QUOTE))])
    return VoteCount(yes=7, no=6, yes_means=yes_means, source=source, rule="votes.count")


@pytest.mark.parametrize(
    ("asked", "meaning", "side"),
    [
        ("vem röstade nej om lekplatsen?", "avslag, nej: bifall till motionen", "nej"),
        ("vilka avstod från att rösta?", "bifall", "avstår"),
        ("vem röstade för återremiss?", "avslag, nej: bifall till återremissyrkandet", "nej"),
        ("vem röstade emot återremissen?", "avslag, nej: bifall till återremissyrkandet", "ja"),
        ("vilka röstade för återremiss?", "att ärendet avgörs idag, nej: återremiss", "nej"),
        ("vilka röstade för avslag på motionen?", "avslag, nej: bifall till motionen", "ja"),
        ("vilka röstade för avslag?", "bifall till motionen, nej: avslag", "nej"),
        ("vilka röstade för motionen?", "bifall till motionen, nej: avslag", "ja"),
        ("hur gick omröstningen?", "bifall", None),
    ],
)
def test_those_for_a_thing_are_the_side_that_was_for_it(asked: str, meaning: str, side: str | None) -> None:
    """A yes may have been for turning a thing down: then those who voted for the thing voted no."""
    question = Question(asked, "votes", said=asked)
    assert side_of(question, _vote(meaning), meaning) == side
