"""Parties and unions in a question, by the vocabulary that extraction uses too."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

from bot.questions import vocabulary
from bot.questions.reading import Draft
from knowledge.names import fold
from knowledge.vocabulary import load, words


@cache
def _unions() -> Mapping[str, str]:
    """Folded name or short form → the union's whole name."""
    known = {fold(name): name for name in words("unions", "names")}
    return known | {fold(short): name for short, name in vocabulary.union_short_forms().items()}


@cache
def _parties() -> Mapping[str, str]:
    """Folded name → letters."""
    known = {fold(form): letters for letters, forms in load("parties")["letters"].items() for form in forms}
    return known | {fold(word): letters for word, letters in vocabulary.party_members().items()}


@cache
def _letters() -> frozenset[str]:
    return frozenset(_parties().values())


@cache
def _by_first(names: Callable[[], Mapping[str, str]]) -> Mapping[str, Sequence[tuple[int, str]]]:
    """First word → the forms that begin with it, so that most questions need no look at any; with their places in the
    order in which they are looked for, the longest first."""
    found: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for place, form in enumerate(sorted(names(), key=len, reverse=True)):
        found[form.split(" ", 1)[0]].append((place, form))
    return found


def letters_of(word: str) -> str | None:
    """The letters of the party that a word alone names ("Liberalerna": L)."""
    return _parties().get(fold(word))


def unions(draft: Draft) -> tuple[str, ...]:
    """The unions named, by the first name that the vocabulary gives them; "LRs" and "LR:s" are LR."""
    return _named(draft, _unions(), _begun(draft, _by_first(_unions)), capital=True)


@cache
def written(union: str) -> tuple[tuple[str, ...], ...]:
    """The ways in which documents write a union, as folded words: its name, its other names and its short forms."""
    forms = {fold(union), *(form for form, name in _unions().items() if fold(name) == fold(union))}
    return tuple(tuple(form.split()) for form in sorted(forms))


def parties(draft: Draft) -> tuple[str, ...]:
    """The letters of the parties named: "Moderaterna", "(M)", "från S och V"."""
    found = dict.fromkeys(_named(draft, _parties(), _begun(draft, _by_first(_parties)), capital=False))
    for match in re.finditer(r"(?<![\w§-])\(?([A-ZÅÄÖ]{1,3})\)?(?:[:]?s)?(?![\w-])", draft.text):
        letters = match[1]
        if letters in _letters() and draft.free(*match.span()):
            draft.take(*match.span())
            found[letters] = None
    return tuple(found)


def is_union(name: str) -> bool:
    """Whether a capitalised name is a union's."""
    return fold(name) in _unions()


def names_unions(unions: Iterable[str], *texts: str) -> bool:
    """Whether each union is named in the texts, as a name: "Kommunal" is not "en kommunal angelägenhet"."""
    text = " ".join(texts)
    return all(any(re.search(rf"(?<!\\w){re.escape(form)}", text) for form in _capitalised(union)) for union in unions)


@cache
def _capitalised(union: str) -> tuple[str, ...]:
    """The union's names and short forms as they are written."""
    shorts = [short for short, name in vocabulary.union_short_forms().items() if fold(name) == fold(union)]
    names = [name for name in words("unions", "names") if fold(name) == fold(union)]
    return (union, *names, *shorts)


def same_union(said: str | None, wanted: str) -> bool:
    """Whether an organisation in a document is the union `wanted` (its vocabulary name)."""
    if said is None:
        return False
    folded = fold(said)
    return folded == fold(wanted) or _unions().get(folded) == wanted


_BEFORE = ("för", "från", "av", "hos", "med")
"""Words after which a union may be written with a small letter."""


def _begun(draft: Draft, forms: Mapping[str, Sequence[tuple[int, str]]]) -> list[str]:
    """The forms whose first word the question holds, the longest first."""
    said = {form for word in draft.words for form in (word.folded, word.folded.removesuffix("s"))}
    return [form for _, form in sorted(one for word in said for one in forms.get(word, ()))]


def _named(draft: Draft, names: Mapping[str, str], forms: Sequence[str], *, capital: bool) -> tuple[str, ...]:
    text = " ".join(word.folded for word in draft.words)
    found: dict[str, None] = {}
    for form in forms:
        for genitive in ("", "s", " s"):
            at = f" {text} ".find(f" {form}{genitive} ")
            if at < 0:
                continue
            first = text[:at].count(" ")
            last = first + (form + genitive).count(" ")
            start, end = draft.words[first].start, draft.words[last].end
            if draft.free(start, end) and (not capital or _is_name(draft, first)):
                draft.take(start, end)
                found[names[form]] = None
    return tuple(found)


def _is_name(draft: Draft, first: int) -> bool:
    """Some names are common words too ("Kommunal", "Vision", "Ledarna"): a capital letter or "för" tells them apart."""
    if draft.text[draft.words[first].start].isupper():
        return True
    return first > 0 and draft.words[first - 1].folded in _BEFORE
