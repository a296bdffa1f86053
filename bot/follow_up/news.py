"""What is worth telling of what a meeting decided."""

from __future__ import annotations

import re
from functools import cache

from knowledge.facts import Decision
from knowledge.vocabulary import load


def is_news(decision: Decision) -> bool:
    """Whether it is more than what every meeting decides about itself."""
    if decision.outcome == "läggs till handlingarna":
        return False
    return _formalities().fullmatch((decision.heading or "").strip().casefold()) is None


@cache
def _formalities() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{heading})" for heading in load("formalities")["headings"]))
