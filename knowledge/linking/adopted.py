"""Papers whose words a body has made its own: "Nämnden antar förvaltningens yttrande som sitt svar"."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.case_numbers import parse
from knowledge.extraction.flow import plain
from knowledge.facts import Decision
from knowledge.linking.matters import one_place
from knowledge.linking.suggestion import Suggestion
from knowledge.store.api import Document, FactQuery, Found
from knowledge.store.reader import OPERATOR
from knowledge.store.sqlite import SqliteStore
from knowledge.vocabulary import load

_PAPERS = ("tjänsteutlåtande", "yttrande", "skrivelse")


class Adopted:
    """Looks for the decision on a paper once a paper."""

    def __init__(self, store: SqliteStore) -> None:
        self._store = store
        self._known: dict[int, int | None] = {}

    def of(self, suggestion: Suggestion) -> Suggestion:
        """The suggestion with the decision that adopts its document, where there is one."""
        document = suggestion.document
        if document.id not in self._known:
            self._known[document.id] = self._find(document) if document.kind in _PAPERS else None
        return replace(suggestion, adopted=self._known[document.id])

    def _find(self, document: Document) -> int | None:
        """The first decision of a later meeting in the paper's case that adopts a yttrande or svar."""
        keys = [key for number in document.case_numbers if (key := parse(number)) is not None]
        later = [
            one
            for key in keys
            for one in self._store.facts(OPERATOR, FactQuery("decisions", case=key, since=document.date))
            if one.document.id != document.id and one_place(one.document, document) and _adopts(one)
        ]
        return min(later, key=lambda one: (one.document.date or "", one.id)).id if later else None


def _adopts(found: Found) -> bool:
    fact = found.fact
    form = load("suggestions")["adopting"]["form"]
    return (
        isinstance(fact, Decision)
        and fact.proposed_to is None
        and re.search(form, plain(fact.text), re.IGNORECASE) is not None
    )
