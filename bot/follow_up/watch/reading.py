"""What somebody typed who wants to be told of something: what, when and how, or what of it was not understood."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.follow_up.watch import rhythms, wishes
from bot.follow_up.watch.model import Manner, Rhythm, Wanted
from bot.follow_up.watch.rhythms import Told
from bot.follow_up.watch.wishes import Record, Unclear
from bot.settings import Settings
from knowledge.vocabulary import words


@dataclass(frozen=True, slots=True)
class Read:
    """said: what is wanted, in the words that were typed. wanted: None where it is a question, of which the answer is
    watched. told: what was said of when, how and to whom."""

    said: str
    wanted: Wanted | Unclear | None
    told: Told


def read(text: str, record: Record) -> Read:
    """Read what follows the command."""
    told = rhythms.told(text)
    if is_question(text):
        return Read(text.strip(), None, told)
    return Read(told.left, wishes.wish(told.left, record), told)


def is_question(text: str) -> bool:
    """Whether it is a question, or another command, whose answer is to be watched."""
    first = re.match(r"\s*(\w+)", text.casefold())
    asks = first is not None and first[1] in words("watching", "question", "asks")
    return asks or text.lstrip().startswith("/") or text.rstrip().endswith("?")


def rhythm_of(settings: Settings, told: Told, wanted: Wanted) -> Rhythm:
    """When it is told: as was said; else at once, and weekly what the calendar makes new by itself."""
    by_calendar = wanted.everything or wanted.assignments or wanted.recommendations == "overdue"
    clock = "hour" in told.rhythm or "zone" in told.rhythm
    every = "week" if by_calendar or clock else "at once"
    return changed_rhythm(Rhythm(every=every, hour=settings.digest_hour, zone=settings.zone), told)


def changed_rhythm(rhythm: Rhythm, told: Told) -> Rhythm:
    """The rhythm with what was said of it."""
    made: Rhythm = Rhythm.model_validate(rhythm.model_dump() | told.rhythm)
    return made


def changed_manner(manner: Manner, told: Told) -> Manner:
    """The manner with what was said of it."""
    made: Manner = Manner.model_validate(manner.model_dump() | told.manner)
    return made
