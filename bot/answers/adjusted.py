"""What minutes say of their adjustment beside its day: that it is done, and where it is done."""

from __future__ import annotations

import re

from bot.answers.sheet import Desk
from knowledge.facts import Source
from knowledge.store.api import Document

_SAID = re.compile(
    r"\b(?:Protokollet|Paragraferna|Samtliga paragrafer)\s+(?:är|har)\s+justera(?:d|t|de|ts)\b[^\n.]*\.?"
)


_WHERE = re.compile(
    r"\b[Pp]rotokollet\s+justeras\s+(?:på|i|digitalt|genom|via)\b[^\n.]*\.?|\bDigital justering\b[^\n.]*\.?"
)


def where(desk: Desk, document: Document) -> Source | None:
    """Where the minutes say how or where they are adjusted; None where they do not."""
    return _first(desk, document, _WHERE)


def said(desk: Desk, document: Document) -> Source | None:
    """Where the minutes say that they are adjusted; None where they do not."""
    return _first(desk, document, _SAID)


def _first(desk: Desk, document: Document, pattern: re.Pattern[str]) -> Source | None:
    for page in desk.store.pages(desk.reader, document.id):
        match = pattern.search(page.text)
        if match:
            return Source.cut([(page, *match.span())])
    return None
