"""What stands in an attachment, and the § to which it belongs: the yrkanden that a § says are attached to the minutes.

An attachment with a heading ("Bilaga 2 …") belongs to the innermost matter that names it. Without one, what stands
outside every § belongs to the only matter that says that yrkanden are attached; where two say so, to none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from knowledge.facts import AgendaItem, Decision, Reference
from knowledge.linking.matters import ALL
from knowledge.store.api import FactQuery, Found
from knowledge.store.keys import item_of
from knowledge.store.links import LinkRow
from knowledge.store.reader import OPERATOR
from knowledge.store.sqlite import SqliteStore

KIND = "attached"
_ATTACHED = re.compile(r"\byrkanden?a?\b.*\b(?:biläggs|bifogas|bilagda?|bilaga|bilagor)\b", re.IGNORECASE | re.DOTALL)
_NUMBER = re.compile(r"\d{1,2}|[A-H]\b")


def attachments(store: SqliteStore) -> Iterator[LinkRow]:
    """The ties of all proposals that stand outside the §§ of minutes."""
    outside: dict[int, list[Found]] = defaultdict(list)
    for one in store.facts(OPERATOR, FactQuery("proposals", limit=ALL)):
        if item_of(one.fact) is None and one.document.kind in ("protokoll", "samverkansprotokoll", "protokollsutdrag"):
            outside[one.document.id].append(one)
    for document, found in outside.items():
        items = store.facts(OPERATOR, FactQuery("agenda_items", document=document, limit=ALL))
        yield from _of_document(store, document, items, found)


def _of_document(
    store: SqliteStore, document: int, items: Sequence[Found], found: Sequence[Found]
) -> Iterator[LinkRow]:
    headed = _headings(store, document)
    decided = [one for one in store.facts(OPERATOR, FactQuery("decisions", document=document)) if _says_attached(one)]
    for one in found:
        number = next((number for place, number in reversed(headed) if place <= _place(one)), None)
        matter = _that_names(items, number) if number else None
        if matter is not None:
            yield _row(one, matter, "attached.heading", 0.9)
        elif len(decided) == 1 and (matter := _matter_of(items, decided[0])) is not None:
            yield _row(one, matter, "attached.yrkanden", 0.8)


def _headings(store: SqliteStore, document: int) -> list[tuple[tuple[int, int], str]]:
    """(place, number) of each attachment that begins with a heading, outside every §."""
    found = store.facts(OPERATOR, FactQuery("references", document=document, limit=ALL))
    return sorted(
        (_place(one), number[0])
        for one in found
        if isinstance(one.fact, Reference)
        and one.fact.kind == "attachment"
        and one.fact.source.section is None
        and (number := _NUMBER.search(one.fact.text))
    )


def _that_names(items: Sequence[Found], number: str) -> Found | None:
    """The matter that names the attachment, rather than the § above it; None where several do."""
    naming = [one for one in items if isinstance(one.fact, AgendaItem) and _names(one.fact, number)]
    inner = [one for one in naming if one.fact.rule == "agenda_items.matter"] or naming
    return inner[0] if len(inner) == 1 else None


def _names(item: AgendaItem, number: str) -> bool:
    return any(number in _NUMBER.findall(named) for named in item.attachments)


def _says_attached(found: Found) -> bool:
    return isinstance(found.fact, Decision) and bool(_ATTACHED.search(found.fact.text))


def _matter_of(items: Sequence[Found], decision: Found) -> Found | None:
    """The agenda item of a decision: of the matters of its § the one whose heading it carries."""
    heading = getattr(decision.fact, "heading", None)
    of_item = [one for one in items if item_of(one.fact) == item_of(decision.fact)]
    named = [one for one in of_item if heading and getattr(one.fact, "heading", "") == heading]
    return named[0] if named else of_item[0] if len(of_item) == 1 else None


def _place(found: Found) -> tuple[int, int]:
    return found.fact.source.page or 0, found.fact.source.start


def _row(found: Found, matter: Found, rule: str, confidence: float) -> LinkRow:
    source = found.fact.source
    place = (source.page, source.start, source.end)
    return LinkRow(KIND, matter.id, found.document.id, *place, found.id, rule, confidence)
