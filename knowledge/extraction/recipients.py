"""To whom a decision is sent: a line of recipients, one name each."""

from __future__ import annotations

import re

from knowledge.vocabulary import words

_OFFICE = re.compile(rf"[\w åäöÅÄÖ&/-]*?(?:{'|'.join(words('recipients', 'endings'))})(?: \\([^)]*\\))?", re.IGNORECASE)
ENDS = re.compile("|".join(words("recipients", "ends")), re.IGNORECASE)
"""A line on which no recipient stands, nor on those below it: who vouches for the extract."""
_COMMA = re.compile(r"\s*[,;]\s+")
_LAST = re.compile(r"\s+(?:och|samt)\s+(?!.*\b(?:och|samt)\b)")


def split(line: str) -> tuple[str, ...]:
    """The recipients of a line ("Kommunstyrelsen, planenheten och revisorerna"); one alone where a part is none.

    "Siv Ek, enhetschef" is one person with her title and "Kultur, idrott och fritid" one office: only where each part
    is called as bodies and offices are does the comma part them.
    """
    parts = _COMMA.split(line)
    if len(parts) > 1:
        last = _LAST.split(parts[-1])
        parts = [*parts[:-1], *last] if all(map(_OFFICE.fullmatch, last)) else parts
    return tuple(parts) if all(map(_OFFICE.fullmatch, parts)) else (line,)
