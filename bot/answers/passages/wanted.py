"""What a question wants of a sentence: the words that must be met, whoever is quoted, a name, a role."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from bot.answers.passages import alike, asked
from bot.questions import vocabulary
from bot.questions.affiliations import letters_of
from bot.questions.normalise import Bag, Word, root, roots_in, topic_root, words
from bot.questions.question import Question
from knowledge.vocabulary import load

_TELLING = 2
"""Words that a sentence must hold before weak ones may be missing in it."""
_CLOSED = re.compile(r"\bl(?:ägga|äggs|äggas|agts|agt|ades|ade)\b(.*?)\s+(?:ner|ned)\b", re.IGNORECASE)
"""A verb of two words that is a matter: "varför lades skolan ner?"."""
_AUDITORS = ("revision", "revisor")
"""What the roots of those who audit end in."""
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
    audited: bool = False
    """Whether auditors are asked what they found."""
    own_paper: bool = False
    """Whether only what the body that is asked wrote itself may answer: it need not say there that it speaks."""
    words: Mapping[str, str] = field(default_factory=dict)
    """Root → the word as it was asked with."""
    parties: Mapping[str, str] = field(default_factory=dict)
    """Root → the letters of the party that it names, under which minutes and motions write it too."""
    placed: frozenset[str] = frozenset()
    """Roots that need only be told of the matter: names, and what became of it."""

    @property
    def asks_value(self) -> bool:
        """Whether the sentence is to give a number, day or name; what it is about may then be told where it begins."""
        question = self.question
        timed = question.when or question.often or question.long
        return bool(question.count or question.money or timed or self.role or asked.of_distance(question))

    @property
    def of_group(self) -> bool:
        """Whether it is asked what a group of people thinks, of which others tell ("vad tycker medarbetarna?")."""
        question = self.question
        named = question.unions or question.parties or question.people or (question.body and question.body.names)
        return not named and bool(set(self.speaker) & kind_words("groups"))

    @property
    def has_form(self) -> bool:
        """Whether a list, a cause or a counted number is asked for, which some sentences tell better than others."""
        question = self.question
        formed = asked.of_things(question) or asked.is_ahead(question)
        return question.why or formed or bool(asked.counted(question))

    @property
    def telling(self) -> frozenset[str]:
        """The roots that say what the question is about."""
        little = vocabulary.weak() | vocabulary.common()
        return frozenset(root for root in self.roots if root not in little and not root.isdigit())

    @property
    def weak(self) -> frozenset[str]:
        """The roots that may be missing; none where too little would be left."""
        if self.strict or (self.question.why and not self.telling - self.placed):
            return frozenset()  # what is asked the reason of must be told, where only a name says more
        enough = len(self.telling) >= _TELLING or (
            self.asks_value and any(len(root) >= _LENGTHY for root in self.telling)
        )
        return vocabulary.weak() if enough else frozenset()

    def speaks_in(self, met: Bag) -> bool:
        """Whether any telling root is met."""
        return any(alike.met(met, root) or alike.ends_in(met, root) for root in self.telling)

    def tells(self, met: Bag, near: Bag) -> bool:
        """Whether sentences that lack some of the words still speak of what is asked. near: their whole passage."""
        found = [root for root in self.telling if alike.met(met, root)]
        needed = self.telling - self.placed
        whole = (self.question.why or self.audited) and all(alike.met(near, root) for root in needed)
        if found and (needed <= set(found) or whole):
            return True
        return len(found) >= _TELLING or (self.asks_value and any(len(root) >= _LENGTHY for root in found))

    def side_by_side(self, text: str) -> int:
        """How many roots follow each other in the text as they do in the question, at most one word between."""
        held = roots_in(text)
        pairs = zip(self.roots, self.roots[1:], strict=False)
        return sum(any(_follows(held, at, second) for at in _places(held, first)) for first, second in pairs)

    def met_in(self, bag: Bag) -> frozenset[str]:
        """The roots that are met."""
        return frozenset(root for root in self.roots if alike.met(bag, root))

    def nearly_met_in(self, bag: Bag) -> frozenset[str]:
        """The roots that are met by what a compound ends in."""
        return frozenset(root for root in self.roots if alike.ends_in(bag, root))


def _places(held: Sequence[str], root: str) -> list[int]:
    return [at for at, one in enumerate(held) if one == root] if root in held else []


def _follows(held: Sequence[str], at: int, second: str) -> bool:
    return second in held[at + 1 : at + 3]


def wanted_of(question: Question) -> Wanted:
    """Every content word of the question, whichever slot took it, must be met."""
    stop = vocabulary.stop_words()
    speaking = speaking_verbs()
    text = _CLOSED.sub(r"nedläggning \1", question.said or question.text)
    said = [word for word in words(text) if len(word.folded) > 1 or word.folded.isdigit()]
    if question.count:
        speaking = frozenset()
    spoken = next((at for at, word in enumerate(said) if word.folded in speaking), None)
    quiet = _quiet(question)
    content = [
        replace(word, root=topic_root(word.folded))
        for word in said
        if word.folded not in stop
        and word.folded not in speaking
        and word.root not in quiet
        and word.root not in question.told
    ]
    roots = tuple(dict.fromkeys(word.root for word in content))
    speaker = () if spoken is None else _speaker(text, said[spoken + 1 : spoken + 3])
    audited = any(root.endswith(_AUDITORS) for root in speaker)
    if audited or (speaker and set(speaker) & _papers()):
        roots, speaker = tuple(root for root in roots if not (audited and root in speaker)), ()
    rest = tuple(one for one in roots if one not in speaker)
    placed = frozenset(word.root for word in content if text[word.start].isupper() and word.start > 0)
    return Wanted(
        question,
        rest or roots,
        speaker,
        _asks_name(question),
        _role(question, rest or roots),
        audited=audited,
        words={word.root: word.folded for word in content},
        parties={word.root: letters for word in content if (letters := letters_of(word.folded))},
        placed=placed | (kind_words("outcome") if question.why else frozenset()),
    )


def unspoken(wanted: Wanted) -> Wanted:
    """Whoever is quoted as one more word to be met: others tell what they think."""
    return replace(wanted, roots=(*wanted.speaker, *wanted.roots), speaker=())


def of_own_paper(wanted: Wanted) -> Wanted | None:
    """The same of what a body itself wrote, where a body is quoted; None where somebody else is."""
    body = wanted.question.body
    if body is None or not body.names or not set(wanted.speaker) & {word.root for word in words(body.said)}:
        return None
    return replace(wanted, speaker=(), own_paper=True)


def _quiet(question: Question) -> set[str]:
    """Roots of words that a slot took, or that only say what kind of thing is asked for."""
    quiet = {word.root for word in words(question.body.said)} if question.body and question.body.names else set()
    if question.case_said:
        quiet |= {word.root for word in words(question.case_said)}
    if question.municipality:
        quiet |= {word.root for word in words(question.municipality)}
    if question.money:
        quiet |= vocabulary.of_money()
    if question.period and question.period.is_day:
        quiet |= {word.root for word in words(question.period.said)}
    if question.why:
        quiet |= kind_words("reason")
    if asked.abbreviation(question):
        quiet |= kind_words("meaning")
    if asked.criticises(question):
        quiet |= kind_words("criticism")
    return quiet


@cache
def _papers() -> frozenset[str]:
    """Roots of what documents are called: they are read, not quoted as speakers."""
    return frozenset().union(*vocabulary.document_words().values())


@cache
def speaking_verbs() -> frozenset[str]:
    """Verbs by which somebody is quoted, lower case."""
    return vocabulary.speaking() | frozenset(load("passages")["kinds"]["speaking"].split())


@cache
def kind_words(name: str) -> frozenset[str]:
    """Roots of the words that only say what kind of thing is asked for."""
    return frozenset(root(word) for word in load("passages")["kinds"][name].split())


def _asks_name(question: Question) -> bool:
    """Whether a person's name must stand beside: who holds a role, who signed, who voted."""
    if asked.of_things(question):
        return False
    voters = question.intent == "votes" and question.said.casefold().startswith(("vilka ", "vem "))
    return voters or question.intent in ("role", "signatories")


def _role(question: Question, roots: Sequence[str]) -> tuple[str, ...]:
    """Of "vem är biträdande rektor på Granskolan?" the words before the preposition: beside them a name must stand."""
    if question.intent != "role" or asked.of_things(question):
        return ()
    front = re.split(r"\b(?:för|på|i|av|om|till|vid|hos|inom|från)\b", question.said, maxsplit=1)[0]
    return tuple(word.root for word in words(front) if word.root in roots) or tuple(roots)


def _speaker(text: str, following: Sequence[Word]) -> tuple[str, ...]:
    """Who is quoted: the word after the verb, and the next one where both are written as a name."""
    stop = vocabulary.stop_words()
    named = [word for word in following[:1] if word.folded not in stop]
    if len(following) > 1 and named and text[following[0].end : following[1].start] == "-":
        return tuple(word.root for word in following)
    if len(following) > 1 and named and all(text[word.start].isupper() for word in following):
        named = list(following)
    return tuple(word.root for word in named)
