"""Personal identity numbers out of the text, at the first moment: nothing behind reading ever sees one.

A number is masked where it can be one: ten or twelve digits, a possible date (a coordination number adds 60 to its day)
and a right check digit (`personnummer`), however it is spaced, hyphenated, broken over lines or glued to letters. Other
numbers pass: an organisation number's third digit is at least 2, so it is no date; telephone and case numbers have no
date or no check digit. Masking one other number in some hundred of that shape costs less than showing one person's.
"""

from __future__ import annotations

import re
import unicodedata

from personnummer.personnummer import valid

_HYPHEN = r"\-+\u00ad\u2010-\u2015\u2212\uff0b\uff0d\ufffe"
_SPACE = r"\s\u200b-\u200d\u2060\ufeff"
_COMPACT = r"(?:\d\d[ ]?)?\d\d[ ]?\d\d[ ]?\d\d"
_PARTED = r"(?:\d\d)?\d\d(?P<part>[-./\u2010-\u2015])\d\d(?P=part)\d\d"

_CANDIDATES = (
    # 811218-9876, 19811218 9876, 811218–⏎9876, 8112189876
    re.compile(
        rf"(?<!\d)(?P<date>{_COMPACT})(?P<mark>[{_SPACE}{_HYPHEN}_.:/]{{0,4}})(?P<serial>\d{{4}})(?!\d|-\d\d-\d)"
    ),
    # 1981-12-18-9876, 81/12/18-9876: the date is parted, so only a hyphen or a plus ties the rest to it;
    # no number: 2020-05-01 - 2020-05-31
    re.compile(rf"(?<!\d)(?P<date>{_PARTED})(?P<mark>[{_HYPHEN}])(?P<serial>\d{{4}})(?!\d|[-./]\d)"),
)

_MASK = re.compile(rf"(?<!X)(?:XX)?XX[ \-./]?XX[ \-./]?XX[{_SPACE}{_HYPHEN}_.:/]{{0,4}}XXXX(?!X)")
"""What a masked number looks like."""


def mask(text: str) -> str:
    """The text with every personal identity or coordination number as X of the same length; marks and spaces stay."""
    for candidate in _CANDIDATES:
        text = candidate.sub(_masked, text)
    return text


def masks(text: str) -> int:
    """How many masked numbers a masked text holds, those too that it was written with."""
    return sum(1 for _ in _MASK.finditer(text))


def _masked(match: re.Match[str]) -> str:
    digits = _digits(match["date"]) + _digits(match["serial"])
    mark = "+" if "+" in unicodedata.normalize("NFKC", match["mark"]) else "-"
    if len(digits) not in (10, 12) or not valid(f"{digits[:-4]}{mark}{digits[-4:]}"):
        return match.group()
    return re.sub(r"\d", "X", match.group())


def _digits(text: str) -> str:
    return "".join(str(unicodedata.digit(character)) for character in text if character.isdigit())
