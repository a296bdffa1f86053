"""A free question's typing errors, mended by the record's own words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.answers.sheet import Desk
from bot.questions import vocabulary
from bot.questions.normalise import words
from bot.questions.question import Question
from knowledge.names import fold


def misspelt(desk: Desk, question: Question) -> Mapping[str, str]:
    """The question's words that the record does not hold → how the record spells them."""
    stop = vocabulary.stop_words()
    asked = {word.folded for word in words(question.said or question.text)} - stop
    found = {word: desk.search.spelling(desk.reader, fold(word)) for word in sorted(asked)}
    return {word: spelt for word, spelt in found.items() if spelt}


def mended(question: Question, spelt: Mapping[str, str]) -> Question:
    """The question with those words in the record's spelling."""
    text = question.said or question.text
    for word in reversed(words(text)):
        if word.folded in spelt:
            text = text[: word.start] + spelt[word.folded] + text[word.end :]
    return replace(question, said=text)
