"""Matters below a § of a nämnd's minutes: a title with its own case number, straight above a heading such as Beslut.

One such title may be what the § itself is called; two or more are matters that the § gathers ("Föreningsbidrag 2026",
below it a title, a number and a decision for each association).
"""

from __future__ import annotations

from collections.abc import Sequence

from knowledge import case_numbers
from knowledge.extraction import headings
from knowledge.extraction.flow import Line, plain
from knowledge.extraction.matters import Matter

_OPENING = frozenset(("beslut", "ärendet", "förslag till beslut", "yrkande"))
_LONGEST = 120
_FEWEST = 2
_SHORTEST_TITLE = 5


def find(body: Sequence[Line]) -> list[Matter]:
    """The matters in a §'s body, in order; none where fewer than two lines have their form."""
    filled = [line for line in body if line.stripped]
    found: list[Matter] = []
    for place, line in enumerate(filled[:-1]):
        if any(character.isdigit() for character in line.text):
            matter = _read(filled, place)
            if matter:
                found.append(matter)
    return found if len(found) >= _FEWEST else []


def _read(filled: Sequence[Line], place: int) -> Matter | None:
    """The matter whose number stands in this line, with its title before it or on the line above."""
    line, below = filled[place], filled[place + 1]
    numbers = case_numbers.find(line.text) if len(line.stripped) <= _LONGEST else []
    heading = headings.recognise(below.text) if numbers else None
    if not numbers or heading is None or heading.kind not in _OPENING:
        return None
    end = max(number.end for number in numbers)
    title = line.text[: numbers[0].start].strip(" ,–-(")
    if line.text[end:].strip(" ).,"):
        return None
    printed = tuple(number.printed for number in numbers)
    title = title.removesuffix("Dnr").removesuffix("Diarienummer").rstrip(" ,:–-(")
    if _is_title(title):
        at = line.start + line.text.index(title)
        return Matter(plain(title), ((at, at + len(title)),), line.start, below.start, printed)
    above = filled[place - 1] if place and not title else None
    if above is None or not _is_title(above.stripped) or headings.recognise(above.text):
        return None
    at = above.start + above.text.index(above.stripped)
    return Matter(plain(above.stripped), ((at, at + len(above.stripped)),), above.start, below.start, printed)


def _is_title(text: str) -> bool:
    return len(text) >= _SHORTEST_TITLE and text[0].isupper() and not text.endswith((".", ":", ",", ";"))
