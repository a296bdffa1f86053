"""What a question wants of a sentence: the words that must be met, whoever is quoted, a name, a role."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.questions import vocabulary
from bot.questions.normalise import Bag, Word, words
from bot.questions.question import Question

_TELLING = 2
"""Words that a sentence must hold before weak ones may be missing in it."""
_LENGTHY = 5
"""Letters of a root that tells enough by itself where a number, day or name is asked for."""


@dataclass(frozen=True)
class Wanted:
    """roots: what must be met; speaker: the roots of whoever is quoted, of them."""

    question: Question
    roots: tuple[str, ...]
    speaker: tuple[str, ...] = ()
    name: bool = False
    role: tuple[str, ...] = ()
    """Roots of the words for the role that is asked for; none where any name will do."""
    assessed: bool = False
    decided: bool = False
    strict: bool = False
    """Whether every word must be met in the sentences themselves or in their headings."""

    @property
    def asks_value(self) -> bool:
        """Whether the sentence is to give a number, day or name; what it is about may then be told where it begins."""
        question = self.question
        return bool(question.count or question.money or question.when or question.often or question.long or self.role)

    @property
    def telling(self) -> frozenset[str]:
        """The roots that say what the question is about."""
        little = vocabulary.weak() | vocabulary.common()
        return frozenset(root for root in self.roots if root not in little and not root.isdigit())

    @property
    def weak(self) -> frozenset[str]:
        """The roots that may be missing; none where too little would be left."""
        if self.strict:
            return frozenset()
        enough = len(self.telling) >= _TELLING or (
            self.asks_value and any(len(root) >= _LENGTHY for root in self.telling)
        )
        return vocabulary.weak() if enough else frozenset()

    def speaks_in(self, met: Bag) -> bool:
        """Whether any telling root is met."""
        return any(met.holds(root) for root in self.telling)

    def tells(self, met: Bag) -> bool:
        """Whether sentences that lack some of the words still speak of what is asked."""
        found = [root for root in self.telling if met.holds(root)]
        return len(found) >= _TELLING or (self.asks_value and any(len(root) >= _LENGTHY for root in found))


def wanted_of(question: Question) -> Wanted:
    """Every content word of the question, whichever slot took it, must be met."""
    stop = vocabulary.stop_words()
    speaking = vocabulary.speaking()
    asked = [word for word in words(question.said or question.text) if len(word.folded) > 1 or word.folded.isdigit()]
    if question.count:
        speaking = frozenset()
    spoken = next((at for at, word in enumerate(asked) if word.folded in speaking), None)
    quiet = {word.root for word in words(question.body.said)} if question.body and question.body.names else set()
    if question.case_said:
        quiet |= {word.root for word in words(question.case_said)}
    if question.municipality:
        quiet |= {word.root for word in words(question.municipality)}
    if question.money:
        quiet |= vocabulary.of_money()
    if question.period and question.period.is_day:
        quiet |= {word.root for word in words(question.period.said)}
    roots = tuple(
        dict.fromkeys(
            word.root
            for word in asked
            if word.folded not in stop
            and word.folded not in speaking
            and word.root not in quiet
            and word.root not in question.told
        )
    )
    speaker = () if spoken is None else _speaker(question.said or question.text, asked[spoken + 1 : spoken + 3])
    rest = tuple(one for one in roots if one not in speaker)
    return Wanted(question, rest or roots, speaker, _asks_name(question), _role(question, rest or roots))


def _asks_name(question: Question) -> bool:
    """Whether a person's name must stand beside: who holds a role, who signed, who voted."""
    voters = question.intent == "votes" and question.said.casefold().startswith(("vilka ", "vem "))
    return voters or question.intent in ("role", "signatories")


def _role(question: Question, roots: Sequence[str]) -> tuple[str, ...]:
    """Of "vem är biträdande rektor på Granskolan?" the words before the preposition: beside them a name must stand."""
    if question.intent != "role":
        return ()
    front = re.split(r"\b(?:för|på|i|av|om|till|vid|hos|inom|från)\b", question.said, maxsplit=1)[0]
    return tuple(word.root for word in words(front) if word.root in roots) or tuple(roots)


def _speaker(text: str, following: Sequence[Word]) -> tuple[str, ...]:
    """Who is quoted: the word after the verb, and the next one where both are written as a name."""
    stop = vocabulary.stop_words()
    named = [word for word in following[:1] if word.folded not in stop]
    if len(following) > 1 and named and all(text[word.start].isupper() for word in following):
        named = list(following)
    return tuple(word.root for word in named)
