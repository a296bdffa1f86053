"""A question with no answer as the record spells the words of its matter."""

from __future__ import annotations

from dataclasses import replace

from bot.answers.sheet import Desk
from bot.conversation import follow_up
from bot.questions.normalise import words
from bot.questions.question import Question
from bot.questions.understand import understand


def respelt(desk: Desk, question: Question, last: Question | None) -> Question | None:
    """The question with the misspelt words of its topic in the record's spelling, read anew; None where none is.

    A word with a capital may be a name: that is offered and never changed. The question says what was read as what.
    last: the last question of the conversation, which it may go on about.
    """
    if question.command:
        return None
    said = question.said or question.text
    topic = {word.folded for word in words(question.topic_said)}
    read: list[tuple[str, str]] = []
    for word in reversed(words(said)):
        if word.folded not in topic or said[word.start].isupper():
            continue
        if meant := desk.search.spelling(desk.reader, word.folded):
            read.insert(0, (said[word.start : word.end], meant))
            said = said[: word.start] + meant + said[word.end :]
    if not read:
        return None
    again = follow_up(understand(said, desk.lexicon, desk.today), last)
    return replace(again, read_as=(*again.read_as, *read))
