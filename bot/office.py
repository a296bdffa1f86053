"""What an errand is done with: the store, the settings, and the record as somebody may read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.access import may_move, reader_for
from bot.answers.answer import Answer
from bot.answers.route import answer
from bot.answers.sheet import Desk
from bot.incoming import Incoming
from bot.questions.question import Question
from bot.questions.understand import understand
from bot.settings import Settings
from knowledge.reading.masking import mask
from knowledge.store.reader import PUBLIC, Reader
from knowledge.store.reports import Report
from knowledge.store.sqlite import SqliteStore


@dataclass(frozen=True, slots=True)
class Done:
    """What an errand gives. settled: the report whose reader shall be told what came of it."""

    answer: Answer
    settled: Report | None = None


@dataclass(frozen=True, slots=True)
class Office:
    """desk_of: what answers are made with, for one reader."""

    store: SqliteStore
    settings: Settings
    desk_of: Callable[[Reader], Desk]

    def desk(self, message: Incoming) -> Desk:
        """What answers are made with, for whoever wrote the message."""
        desk = self.desk_of(reader_for(message, self.settings))
        return replace(desk, staff=may_move(message, self.settings))

    def understood(self, text: str) -> Question:
        """What a text asks of the record that everyone may read, outside any conversation."""
        desk = self.desk_of(PUBLIC)
        return understand(mask(text), desk.lexicon, desk.today)

    def for_all(self, question: Question) -> Answer:
        """The answer that everyone may read, outside any conversation."""
        with self.store.remembering():
            return answer(self.desk_of(PUBLIC), question)
