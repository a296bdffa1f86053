"""A question being read: its words, and which of them a slot or a rule has taken."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from bot.questions import vocabulary
from bot.questions.normalise import Word, words

_MOST_WORDS = 24
"""Content words that are looked for; no question has more."""


BODY = "þ"
"""What a rule writes for a letter of the body's name."""


@dataclass
class Draft:
    """text: the question without its command. A span that is taken is no topic."""

    text: str
    words: list[Word] = field(init=False)
    taken: list[tuple[int, int]] = field(default_factory=list)
    read: list[tuple[str, str]] = field(default_factory=list)
    """What was misspelt: as typed, as read."""

    def __post_init__(self) -> None:
        self.words = words(self.text)

    def take(self, start: int, end: int) -> None:
        """Mark the characters from start to end as understood."""
        self.taken.append((start, end))

    def free(self, start: int, end: int) -> bool:
        """Whether nothing in the span is taken."""
        return all(end <= first or start >= last for first, last in self.taken)

    def left(self) -> list[Word]:
        """The words that nothing has taken, in order."""
        return [word for word in self.words if self.free(word.start, word.end)]

    def topic(self) -> tuple[Word, ...]:
        """The content words that are left, the first of them where they are more than a question has."""
        stop = vocabulary.stop_words()
        content = (word for word in self.left() if word.folded not in stop and _is_content(word.folded))
        return tuple(islice(content, _MOST_WORDS))


def _is_content(word: str) -> bool:
    return len(word) > 1 or word.isdigit()


@lru_cache(maxsize=256)
def folded(text: str) -> str:
    """The text in the form in which rules are written: lower case, of equal length, marks as spaces."""
    lower = "".join(ch.lower() if len(ch.lower()) == 1 else ch for ch in text)
    return re.sub(rf"[^0-9a-zåäöéüø§:/{BODY}-]", " ", lower)
