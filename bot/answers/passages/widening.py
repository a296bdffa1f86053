"""The sentences that answer, with what belongs to them: a reply, a name, the points of a list, the next sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answers.needs import names_someone
from bot.answers.passages import alike
from bot.answers.passages.refusing import BULLET, ENDS
from bot.answers.passages.wanted import Wanted, speaking_verbs
from bot.answers.sentences import Sentence, Window
from bot.questions import vocabulary
from bot.questions.affiliations import is_union
from bot.questions.normalise import Bag, root, words

_TAIL = 350
"""Characters within which the next sentence is given too."""
_LIST = 900
"""Characters of a sentence with the list that follows its colon."""
_BEGINS = 60
"""Characters within which a sentence names who speaks."""
_NAMES = re.compile(r"(?=\b([A-ZÅÄÖ]\w+)( [A-ZÅÄÖ]\w+)?)")
_VERDICT = 30
"""Characters of a verdict ("I huvudsak")."""
_TO_VERB = 14
"""Words of a sentence among which it says that somebody speaks."""
_REPLY = 8
"""Sentences within which the one who is asked about must speak."""


def reply_of(cut: Sequence[Sentence], window: Window, wanted: Wanted) -> Window | None:
    """Where a speaker is asked for: what that speaker says on the topic, or in the reply that follows."""
    if not wanted.speaker:
        return None
    near = [*range(window.first, min(window.last + _REPLY, len(cut))), *range(max(window.first - 1, 0), window.first)]
    for at in near:
        spoken = {word.folded for word in words(cut[at].text)[:_TO_VERB]} & speaking_verbs()
        begins = Bag(frozenset(word.root for word in words(cut[at].text)[:4]))
        if spoken and speaks(begins, wanted.speaker, cut[at].text[:_BEGINS]):
            first = min(at, window.first) if at - window.last <= 1 else at
            at = max(at, window.last) if first < at or at < window.first else at
            if at + 1 < len(cut) and cut[at + 1].end - cut[first].start <= _TAIL:
                at += 1
            return Window(first, at, window.met, window.length)
    return None


def speaks(bag: Bag, speaker: Sequence[str], text: str = "") -> bool:
    """Whether the speaker is named. The employer and its office speak for each other, any union for the unions.

    text: how the sentence begins.
    """
    offices = vocabulary.speaking_alike()
    if bag.covers(speaker) or (set(speaker) <= offices and any(bag.holds(one) for one in offices)):
        return True
    return alike.same(speaker[0], root("facket")) and any(
        is_union(one) or is_union(one + next_one) for one, next_one in _NAMES.findall(text)
    )


def with_name(cut: Sequence[Sentence], window: Window, wanted: Wanted) -> Window:
    """A name that is asked for often stands in the line above the role."""
    said = " ".join(one.text for one in cut[window.first : window.last + 1])
    if not wanted.name or window.first == 0 or names_someone(said):
        return window
    return Window(window.first - 1, window.last, window.met, window.length)


def with_list(cut: Sequence[Sentence], window: Window) -> Window:
    """A sentence that ends in a colon, with the points that follow it."""
    last = window.last
    opened = any(one.text.endswith(":") for one in cut[window.first : last + 1])
    if not opened:
        return window
    while last + 1 < len(cut) and BULLET.match(cut[last + 1].text):
        if cut[last + 1].end - cut[window.first].start > _LIST:
            break
        last += 1
    return Window(window.first, last, window.met, window.length)


def with_verdict(cut: Sequence[Sentence], window: Window) -> Window:
    """A question of an audit, with the verdict on the line below it and the comment on that."""
    last = window.last
    if not cut[last].text.endswith("?") or last + 1 >= len(cut) or len(cut[last + 1].text) > _VERDICT:
        return window
    last += 1
    if last + 1 < len(cut) and cut[last + 1].text.endswith("."):
        last += 1
    return Window(window.first, last, window.met, window.length)


def with_tail(cut: Sequence[Sentence], window: Window, wanted: Wanted) -> Window:
    """The next sentence of the same paragraph, where there is room: it often carries the answer."""
    following = window.last + 1
    if wanted.question.count or following >= len(cut):
        return window
    if cut[following].end - cut[window.first].start > _TAIL or window.last - window.first > 1:
        return window
    if not cut[following].text.endswith(ENDS) or BULLET.match(cut[following].text) or cut[following].heading:
        return window
    return Window(window.first, following, window.met, window.length)
