"""Personal identity numbers out of the text, at the first moment: nothing behind reading ever sees one.

A number is masked only where it is one: ten or twelve digits in a row of their own, a possible date (a coordination
number adds 60 to its day) and a right check digit (`personnummer`). Organisation numbers (their third digit is at least
2, so they are no date), telephone numbers and case numbers are left as they stand.
"""

from __future__ import annotations

import re

from personnummer.personnummer import valid

_CANDIDATE = re.compile(
    r"(?<![\w.:/-])(?P<date>(?:(?:18|19|20)[ ]?)?\d\d[ ]?[01]\d[ ]?\d\d)"
    r"(?P<mark>[ ]?[-+\u2010-\u2015\u2212][ ]?\n?|[ ]?)(?P<serial>\d{4})(?!\w|[.:/-]\d)"
)


def mask(text: str) -> str:
    """The text with every personal identity or coordination number as X of the same length; marks and spaces stay."""
    return _CANDIDATE.sub(_masked, text)


def _masked(match: re.Match[str]) -> str:
    date = match["date"].replace(" ", "")
    mark = "+" if "+" in match["mark"] else "-"
    if not valid(f"{date}{mark}{match['serial']}"):
        return match.group()
    return re.sub(r"\d", "X", match.group())
