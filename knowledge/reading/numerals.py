"""Numbers of list items in the forms that Word and HTML know."""

from __future__ import annotations

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
MOST = 32_767
"""Word's own highest number in a list."""


def written(number: int, form: str) -> str:
    """The number as it is shown. form: Word's name for it (decimal, lowerLetter, upperRoman, none …)."""
    if form in ("lowerLetter", "upperLetter") and 0 < number <= MOST:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman") and 0 < number <= MOST:
        roman = _roman(number)
        return roman.upper() if form == "upperRoman" else roman
    if form == "none":
        return ""
    return f"{number:02}" if form == "decimalZero" else str(number)


def _roman(number: int) -> str:
    roman = ""
    for value, sign in _ROMAN:
        roman += sign * (number // value)
        number %= value
    return roman
