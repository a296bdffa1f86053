"""When and how somebody wants to be told, read from what they typed: what is left is what they want to be told of."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from knowledge.vocabulary import load, words

_CLOCK = re.compile(
    r"(?<![\w.:/-])(?:(?:klockan|kl)\b\.? ?(\d{1,2})(?:[.:](\d{2}))?|(\d{2})[.:](\d{2}))(?![\w:/-]|\.\d)"
)
_DAY = r"(?:den )?(\d{1,2})(?:[:.]?(?:e|a))? ?(?:i )?"
_ZONE = re.compile(
    r"(?<![\w/])(?:(?:tidszon|tidszonen|i tidszonen) )?([a-z]+(?:_[a-z]+)*/[a-z]+(?:[_/][a-z]+)*)(?![\w/])"
)
_EVERY = re.compile(r"(?<!\w)(?:varje|varannan) \S+")


@dataclass
class Told:
    """rhythm, manner: the fields that were named. own, here: whether the asker alone or the place they write in is to
    be told, where that was said. unclear: what was said of it and cannot be kept. left: the text without all that."""

    left: str
    rhythm: dict[str, Any] = field(default_factory=dict)
    manner: dict[str, Any] = field(default_factory=dict)
    own: bool = False
    here: bool = False
    unclear: str | None = None

    @property
    def named(self) -> bool:
        """Whether anything was."""
        return bool(self.rhythm or self.manner or self.own or self.here or self.unclear)


def told(text: str) -> Told:
    """What of the text says when, how and to whom. text: as typed, of one line."""
    said = Told(text)
    _whose(said)
    _manner(said)
    _zone(said)
    _clock(said)
    _every(said)
    if said.unclear is None and (match := _EVERY.search(_lower(said.left))):
        said.unclear = match[0]
    said.left = " ".join(said.left.split())
    return said


def _whose(said: Told) -> None:
    said.own = _take(said, "manner", "own") is not None
    said.here = _take(said, "manner", "place") is not None


def _manner(said: Told) -> None:
    for name, part, key, value in (
        ("says_so", said.manner, "quiet", False),
        ("quiet", said.manner, "quiet", True),
        ("no_approval", said.manner, "approval", False),
        ("approval", said.manner, "approval", True),
        ("short", said.manner, "short", True),
        ("full", said.manner, "short", False),
        ("holidays_too", said.rhythm, "working_days", False),
        ("working_days", said.rhythm, "working_days", True),
    ):
        if _take(said, "manner", name) is not None:
            part.setdefault(key, value)


def _zone(said: Told) -> None:
    match = _ZONE.search(_lower(said.left))
    if match is None:
        return
    zone = _zones().get(match[1])
    if zone is None:
        return  # "skola/förskola" is no zone
    said.rhythm["zone"] = zone
    _cut(said, *match.span())


@cache
def _zones() -> dict[str, str]:
    return {name.lower(): name for name in available_timezones() if "/" in name}


def _clock(said: Told) -> None:
    match = _CLOCK.search(_lower(said.left))
    if match is None:
        return
    hour, minute = int(match[1] or match[3]), int(match[2] or match[4] or 0)
    if hour > 23 or minute > 59:
        said.unclear = said.left[slice(*match.span())].strip()
    else:
        said.rhythm |= {"hour": hour, "minute": minute}
    _cut(said, *match.span())


def _every(said: Told) -> None:
    """The rhythm that is named; a second one, and one that is not offered, is unclear."""
    if (other := _take(said, "rhythm", "not_offered")) is not None:
        said.unclear = other
        return
    named = [found for read in (_of_month, _of_week, _of_week, _of_day, _at_once) if (found := read(said)) is not None]
    if len(named) > 1:
        said.unclear = " ".join(named)


def _of_month(said: Told) -> str | None:
    month = _alternatives("rhythm", "month")
    for form, of in (
        (rf"{_DAY}{month}|{month} (?:den )?(\d{{1,2}})(?:[:.]?(?:e|a))?(?![\w.:])", None),
        (rf"{_alternatives('rhythm', 'first_day')}{month}", 1),
        (rf"{_alternatives('rhythm', 'last_day')}{month}", 31),
        (month, 0),
    ):
        match = re.search(rf"(?<!\w)(?:{form})(?!\w)", _lower(said.left))
        if match is None:
            continue
        day = int(match[1] or match[2]) if of is None else of
        if day > 31 or (of is None and day == 0):
            said.unclear = match[0]
        said.rhythm |= {"every": "month"} | ({"day": day} if 1 <= day <= 31 else {})
        return _cut(said, *match.span())
    return None


def _of_week(said: Told) -> str | None:
    """A weekday, with or without "varje vecka" before it."""
    days = load("calendar")["weekdays"]
    week, day = _alternatives("rhythm", "week"), rf"(?:(?:varje|på|var|alla) )?({'|'.join(days)})(?:en|ar|arna)?"
    match = re.search(rf"(?<!\w)(?:{week}(?: {day})?|{day}(?: {week})?)(?!\w)", _lower(said.left))
    if match is None:
        return None
    named = match[1] or match[2]
    said.rhythm |= {"every": "week"} | ({"weekday": days.index(named)} if named else {})
    return _cut(said, *match.span())


def _of_day(said: Told) -> str | None:
    if (found := _take(said, "rhythm", "working_day")) is not None:
        said.rhythm |= {"every": "day", "working_days": True}
        return found
    if (found := _take(said, "rhythm", "day")) is not None:
        said.rhythm["every"] = "day"
    return found


def _at_once(said: Told) -> str | None:
    if (found := _take(said, "rhythm", "at_once")) is not None:
        said.rhythm["every"] = "at once"
    return found


def _take(said: Told, subject: str, name: str) -> str | None:
    """What the text says of it, which is taken out of it; None where it says nothing."""
    match = re.search(rf"(?<![\w-]){_alternatives(subject, name)}(?![\w-])", _lower(said.left))
    return None if match is None else _cut(said, *match.span())


def _cut(said: Told, start: int, end: int) -> str:
    """What stands there, which is taken out."""
    found = said.left[start:end]
    said.left = f"{said.left[:start]} {said.left[end:]}"
    return found


@cache
def _alternatives(subject: str, name: str) -> str:
    return "(?:" + "|".join(words("watching", subject, name)) + ")"


def _lower(text: str) -> str:
    """In lower case, of equal length."""
    return "".join(ch.lower() if len(ch.lower()) == 1 else ch for ch in text)
