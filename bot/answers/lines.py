"""Lines that were ended on purpose: headings and rows, told from those that were only wrapped."""

from __future__ import annotations

import re
from functools import lru_cache

_NEAR = 6
"""Lines on either side by which the width of a text's column is known."""
_SLACK = 0.9
"""Share of that width into which the next word must fit, for a line to have been ended on purpose."""
_OPENS = re.compile(r"[ \t]*[A-ZÅÄÖ”\"]")
"""How what follows such a line begins."""
_GOES_ON = re.compile(
    r"[.!?:;,”\"–-]$|\b(?:och|samt|eller|att|av|för|till|i|på|med|om|den|det|de|en|ett|som|hos|vid|från|mot|under|inom)$"
)
"""How a line ends whose break is a sentence's own, or no sentence's at all."""


@lru_cache(maxsize=256)
def ended(page: str) -> frozenset[int]:
    """Where the line breaks of a page stand that end a heading or a row, and no sentence."""
    lines = page.split("\n")
    lengths = [len(line.strip()) for line in lines]
    found: set[int] = set()
    at = -1
    for number, line in enumerate(lines[:-1]):
        at += len(line) + 1
        said, following = line.rstrip(), lines[number + 1]
        if not said or not _OPENS.match(following) or _GOES_ON.search(said):
            continue
        width = max(lengths[max(0, number - _NEAR) : number + _NEAR + 1])
        if lengths[number] + 1 + len(following.split(maxsplit=1)[0]) <= _SLACK * width:
            found.add(at)
    return frozenset(found)
