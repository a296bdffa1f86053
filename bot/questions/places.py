"""The municipality of a question: one of which documents are held, or one of which none is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from bot.questions import capitals
from bot.questions.lexicon import Lexicon
from bot.questions.question import Body
from bot.questions.reading import Draft
from knowledge.names import fold
from knowledge.vocabulary import words

_NAMED_AFTER = re.compile(
    r" (?:& )?(?!\w*(?:nämnd|styrels|fullmäktige|utskott|revis))"
    rf"(?:[A-ZÅÄÖ][a-zåäö]{{2,}}|(?:{capitals.OF_CLUBS})\b)"
)
_TWO = re.compile(r"([A-ZÅÄÖ][\w-]+)(?: [A-ZÅÄÖ][\w-]+)?")
_KIND = re.compile(r"\s+(?:kommun|stad)s?\b", re.IGNORECASE)
_OF = re.compile(r"\s(?:i|för|hos)$", re.IGNORECASE)
_ACTS = re.compile(r"(?:^|\s)(?:har|hade|beslutade|beslutat|fick|antog|införde|svarade)$", re.IGNORECASE)
"""What a municipality does, or has: its name follows."""


def municipality(draft: Draft, lexicon: Lexicon) -> str | None:
    """The municipality, where documents of it are held; its genitive and "X kommun" too."""
    for name in lexicon.municipalities:
        place = rf"\b{re.escape(name)}s?(?:\s+(?:kommun|stad))?s?\b"
        for match in re.finditer(place, draft.text, re.IGNORECASE):
            if draft.free(*match.span()) and not _of_a_name(draft.text, match):
                draft.take(*match.span())
                return name
    return None


def elsewhere(draft: Draft, body: Body | None, lexicon: Lexicon) -> str:
    """The municipality whose body is asked about, or what it has or did, where no document of it is held; else ""."""
    for name, start, end in _named(draft.text):
        if name in lexicon.municipalities or not draft.free(start, end):
            continue
        before, after = draft.text[:start].rstrip(), draft.text[end:].lstrip()
        of = _OF.search(before)
        its = body is not None and (before[: of.start()].endswith(body.said) if of else after.startswith(body.said))
        if its or _ACTS.search(before):
            draft.take(start, end)
            return name
    return ""


def _named(text: str) -> Iterator[tuple[str, int, int]]:
    """Sweden's municipalities that the text names, each with its span: a genitive and "kommun" with it."""
    for match in re.finditer(r"\b(?=[A-ZÅÄÖ])", text):
        words_ = _TWO.match(text, match.start())
        for start, end in (words_.span(), words_.span(1)) if words_ else ():
            said = fold(text[start:end])
            name = _known().get(said) or _known().get(said.removesuffix("s"))
            if name:
                kind = _KIND.match(text, end)
                yield name, start, kind.end() if kind else end
                break


@cache
def _known() -> Mapping[str, str]:
    return {fold(name): name for name in words("municipalities", "names")}


def _of_a_name(text: str, place: re.Match[str]) -> bool:
    """Whether a place is the first word of a company's name: "Göteborg Energi", "Borås Vatten AB"."""
    return place.group()[:1].isupper() and bool(_NAMED_AFTER.match(text, place.end()))
