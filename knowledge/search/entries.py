"""What is found by its words beside passages: facts, meetings and documents, as rows of the index.

A row's words are the plain ones that stand in the record, in three fields from what it says itself (`own`) over what it
is called (`near`) to what surrounds it (`far`). Which of them a question's word meets is decided by who asks
(knowledge/search/lookup.py takes sets of words), so that the index need not be made anew when that changes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from knowledge.names import fold
from knowledge.store.api import Projected
from knowledge.store.keys import item_number

WORD = re.compile(r"[0-9A-Za-zÀ-ÖØ-öø-ÿ]+")
LETTERS = "".join(char for char in map(chr, range(0x100)) if WORD.match(char) and char == char.casefold())
"""What a word in lower case may begin with."""
LONGEST_WORD = 40
"""Letters of the longest Swedish compound that anyone writes; what is longer is no word."""
OPENING = 600
"""Characters in which a document says what it is about: of its first page, and of the next where that is a cover."""
MINUTES = ("protokoll", "protokollsutdrag", "samverkansprotokoll", "kallelse")
"""Kinds of documents that are about many matters, and so say nothing of one by how they begin."""
NO_BODY = "-"
"""The body of what has none; never what a body folds to, so that an empty filter finds nothing."""

_BROKEN = re.compile(r"(\w)[-\u00ad\ufffe][ \t]*\n\s*(\w)")
FLAGS = {"immediately_adjusted": "immediatelyadjusted"}
"""What a fact is marked as → the word of the index by which those so marked are found; no text holds it."""
_NOT_SAID = frozenset({"source", "rule", "basis"})
_LAST = 4095
_IDS = 24
_ORDINALS = 12


def spoken(text: str) -> set[str]:
    """The words of a text in lower case, those that a line's end breaks both ways."""
    joined = _BROKEN.sub(r"\1\2", text)
    said = text if joined == text else f"{text}\n{joined}"
    return {word for word in WORD.findall(said.casefold()) if len(word) <= LONGEST_WORD}


def is_of_one_matter(kind: str, body: str | None) -> bool:
    """Whether a document is about one matter, which its opening tells: no minutes, or those of a förhandling, which
    is held about one and has no body.
    """
    return kind not in MINUTES or (kind == "samverkansprotokoll" and not body)


def opening_of(pages: Iterable[str]) -> str:
    """How a document begins, over pages that hold little or nothing. pages: their texts in order."""
    begun = ""
    for text in pages:
        begun = f"{begun}\n{text}" if begun.strip() else text
        if len(begun) >= OPENING:
            break
    return begun[:OPENING]


def rows(one: Projected) -> Iterator[dict[str, Any]]:
    """Every row of a document, ready for the index."""
    document = one.document
    common = {"collection": document.collection, "place": document.municipality or NO_BODY, "document": document.id}
    common["day"] = day_number(one.day) or 0
    titled = _joined(spoken(" ".join((document.title, document.body or "", document.file))))
    opening = ""
    if is_of_one_matter(document.kind, document.body) and one.pages:
        opening = _joined(spoken(opening_of(page.text for page in one.pages)))
    headings = _headings(one)
    for id_, list_, ordinal, item, fact in one.facts:
        under = headings.get(item, ()) if item and not fact.get("heading") else ()
        own = spoken("\n".join((*_texts(fact), *under))) | _folded(fact)
        own |= {word for flag, word in FLAGS.items() if fact.get(flag)}
        bodies = [fold(fact.get("body") or document.body or "") or NO_BODY]
        place = {"row": f"fact {list_}", "id": id_, "body": bodies, "item": item or "", "order": _order(one, ordinal)}
        yield {**common, **place, "own": _joined(own), "near": titled, "far": opening}
    every = {"id": document.id, "item": "", "order": _order(one, 0)}
    bodies = [fold(document.body or "") or NO_BODY]
    yield {**common, **every, "row": "document", "body": bodies, "own": titled, "near": "", "far": opening}
    if one.meeting is not None:
        bodies = list({*bodies, fold(one.meeting.get("body") or "") or NO_BODY})
        names = _joined(spoken(" ".join((document.title, document.body or "", document.file, _place(one.meeting)))))
        matters = _joined(spoken("\n".join(heading for found in headings.values() for heading in found)))
        text = _joined(spoken("\n".join(part for page in one.pages for part in (page.text, *page.furniture))))
        yield {**common, **every, "row": "meeting", "body": bodies, "own": names, "near": matters, "far": text}


def named(one: Projected) -> Iterator[dict[str, Any]]:
    """A row of each name in a document; the index holds one a name and collection."""
    for name in one.names:
        surname = name.rsplit(" ", 1)[1] if " " in name else ""
        key = f"{one.document.collection}\n{name}"
        common = {"row": "name", "collection": one.document.collection, "key": key, "item": surname}
        yield {**common, "grams": _joined(grams(name)), "name": name}


def grams(name: str) -> set[str]:
    """The runs of three letters of a folded name, its words' ends as letters too."""
    padded = f"_{name.replace(' ', '_')}_"
    return {padded[at : at + 3] for at in range(len(padded) - 2)}


def day_number(date: str | None) -> int | None:
    """An ISO date as a number that sorts alike; None where it is none."""
    digits = (date or "")[:10].replace("-", "")
    return int(digits) if len(digits) == 8 and digits.isdigit() else None


def _order(one: Projected, ordinal: int) -> int:
    """Newest first, then the later document, then as the document has it: the greatest comes first."""
    newest = ((day_number(one.day) or 0) << _IDS) | min(one.document.id, (1 << _IDS) - 1)
    return (newest << _ORDINALS) | (_LAST - min(ordinal, _LAST))


def _headings(one: Projected) -> dict[str, list[str]]:
    """§ → the headings of its matters."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for _, list_, _, item, fact in one.facts:
        if list_ == "agenda_items":
            found[item_number(fact["number"]) or item or ""].append(fact["heading"])
    return found


def _place(meeting: dict[str, Any]) -> str:
    return meeting.get("place") or ""


def _texts(value: Any) -> Iterator[str]:
    """Every text of a fact but its source and rule."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, dict):
        for key, one in value.items():
            if key not in _NOT_SAID:
                yield from _texts(one)


def _folded(fact: dict[str, Any]) -> set[str]:
    """The folded words of its names, where an accent is left out ("Petré", "petre")."""
    return {word for text in _texts(fact) if not text.isascii() and len(text) < OPENING for word in fold(text).split()}


def _joined(words: Iterable[str]) -> str:
    return " ".join(words)
