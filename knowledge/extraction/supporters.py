"""Who supports a yrkande in a sentence of their own: "Siv Ek (SD) instämmer i Bo Alms yrkande"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.extraction import people, sentences
from knowledge.extraction.context import Context
from knowledge.extraction.gates import Gate
from knowledge.extraction.outline import Section
from knowledge.facts import Proposal
from knowledge.vocabulary import words

_BACKS = re.compile(
    rf"(?P<who>{people.WITH_PARTY.pattern}[^.:]{{0,200}}?)\s+(?:{'|'.join(words('yrkanden', 'backs'))})\b(?P<what>.*)"
)
_ANY = Gate(re.compile("|".join(words("yrkanden", "backs"))))
_OWN = re.compile("|".join(words("yrkanden", "verbs")), re.IGNORECASE)
_WHOSE = re.compile(r"(?:yrkande|förslag|tilläggsyrkande|avslagsyrkande|återremissyrkande)", re.IGNORECASE)


def add(context: Context, section: Section, found: Sequence[Proposal]) -> list[Proposal]:
    """The proposals of a §, with those who join them in later sentences."""
    kept = list(found)
    for block in section.of_kind("yrkande", "förslag till beslut", "beslutsgång") if found else ():
        if not context.may_hold(_ANY, block.start, block.end):
            continue
        for start, end in sentences.spans(context, block.start, block.end):
            match = _BACKS.match(context.text(start, end))
            at = _joined(match["what"], kept) if match and not _OWN.search(match["who"]) else None
            if match and at is not None:
                named = dict.fromkeys((*kept[at].supported_by, *people.named(match["who"])))
                backers = tuple(name for name in named if name not in kept[at].by)
                kept[at] = kept[at].model_copy(update={"supported_by": backers})
    return kept


def _joined(what: str, found: Sequence[Proposal]) -> int | None:
    """Which proposal the words are about: that of the person they name, or the only one there is."""
    theirs = [at for at, one in enumerate(found) if any(_is_named(name, what) for name in one.by)]
    if len(theirs) == 1:
        return theirs[0]
    return 0 if len(found) == 1 and not theirs and (_WHOSE.search(what) or not what.strip(" .")) else None


def _is_named(name: str, what: str) -> bool:
    surname = name.split()[-1]
    return re.search(rf"(?<!\w){re.escape(surname)}(?:s|:s)?(?!\w)", what) is not None
