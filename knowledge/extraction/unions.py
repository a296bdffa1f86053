"""The unions that a text names, as minutes write them."""

from __future__ import annotations

import re

from knowledge.vocabulary import longest_first, words

NAMES = "|".join(re.escape(name) for name in longest_first(words("unions", "names")))
PATTERN = re.compile(rf"(?<![\w-])(?P<name>{NAMES})(?=s?(?![\w-]))")


def named(text: str) -> tuple[str, ...]:
    """Each once, in order, without a genitive s: "LRs yrkande" names LR."""
    return tuple(dict.fromkeys(match["name"] for match in PATTERN.finditer(text)))
