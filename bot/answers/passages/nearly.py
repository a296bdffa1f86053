"""What comes closest where no passage answers: shown as such, never as an answer."""

from __future__ import annotations

from bot import messages
from bot.answers import choosing, scope, sentences
from bot.answers.passages.asked import sharpened
from bot.answers.passages.wanted import wanted_of
from bot.answers.sheet import Sheet
from bot.questions.question import Question
from knowledge.facts import Source
from knowledge.reading.pages import Page

_LOOKED_AT = 5
_FEWEST = 2
"""Telling words that it holds: one alone is often a word of another matter."""
_SHOWN = 240
"""Characters of the sentence that is shown."""


def closest(sheet: Sheet, question: Question) -> None:
    """Put the sentence on the sheet that holds most of the question, where it holds at least half of what tells."""
    desk, wanted = sheet.desk, wanted_of(sharpened(question))
    if not wanted.telling:
        return
    for passage in desk.search.passages(desk.reader, " ".join(wanted.words.values()), limit=_LOOKED_AT):
        page = sheet.page(passage.document, passage.page)
        cut = [one for one in sentences.cut(page, passage.start, passage.end) if one.text.endswith(".")]
        window = sentences.best(cut, wanted.met_in, most=1) if scope.of_place(question, passage.document) else None
        if window is None:
            continue
        one = cut[window.first]
        met = len(wanted.met_in(one.bag) & wanted.telling)
        if met >= _FEWEST and 2 * met >= len(wanted.telling):
            label = messages.label(choosing.document_said(passage.document), passage.section)
            source = Source.cut([(Page(passage.page, page), one.start, one.end)], passage.section)
            text = messages.shortened(messages.one_line(one.text), _SHOWN)
            sheet.add(text, passage.document, source, messages.closest_passage(label))
            return
