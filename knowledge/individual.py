"""Whether a paper looks like one person's matter in the social services: such papers are not offered to the record."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.reading.masking import masks
from knowledge.reading.pages import Page
from knowledge.vocabulary import load

_WORDS = load("individual")
_LONGEST = 200
"""Characters of a line that are looked at."""


def _any(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in _WORDS[name]), re.IGNORECASE)


_HEADING, _PERSON, _SECRECY = _any("headings"), _any("persons"), _any("secrecy")


def about_individual(pages: Sequence[Page]) -> bool:
    """Whether the front has such a paper's heading beside a sign of a person (a masked identity number, a field for the
    name), or a mark of secrecy beside an identity number. It errs: minutes and policies about such matters pass."""
    lines = [line.strip()[:_LONGEST] for page in pages for line in page.text.splitlines() if line.strip()]
    front = lines[: _WORDS["front"]]
    numbered = any(masks(page.text) for page in pages)
    if any(map(_HEADING.match, front)) and (numbered or any(map(_PERSON.match, lines))):
        return True
    return numbered and any(map(_SECRECY.search, front))
