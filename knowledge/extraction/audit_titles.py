"""The title of an audit report that prints none: what its first sentences say was audited."""

from __future__ import annotations

import re

from knowledge.extraction.flow import Flow, plain

_AUDIT = re.compile(
    r"\bgranskning(?:en)?\s+(?:av|avseende|gällande|kring|rörande)\s+[^.;:]{8,140}?"
    r"(?=[.;:]|,|\s+(?:för att|har|hos|där|som|med syfte|i syfte|inom ramen|genom|utifrån|under|i enlighet)\b)",
    re.IGNORECASE,
)
_OPENING = 2_500
"""Characters within which a report says what was audited."""


def find(flow: Flow) -> tuple[str, int, int] | None:
    """(title, start, end) of "en granskning avseende …", with a capital; None where the opening says nothing so."""
    match = _AUDIT.search(flow.text, 0, _OPENING)
    if match is None:
        return None
    said = plain(match.group())
    return said[:1].upper() + said[1:], match.start(), match.end()
