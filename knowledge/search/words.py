"""Text as the tokens that are searched: folded, line-end hyphens joined, Swedish stems and lemmas, parts of compounds.

PyStemmer leaves "ärendet" as it is and simplemma leaves many compounds, so a word has both forms. PREPARATION names
this way of preparing tokens; a projection made in another way is made anew.
"""

from __future__ import annotations

import threading
from functools import lru_cache
from typing import TYPE_CHECKING

from knowledge import case_numbers, vocabulary
from knowledge.case_numbers import CaseKey
from knowledge.extraction.flow import plain
from knowledge.names import fold

if TYPE_CHECKING:
    import Stemmer

PREPARATION = 7
"""To be raised with every change to what `words` or `parts` give, to how passages are cut, or to entries.py."""

SHORTEST_PART = 4
"""Letters of the shortest part of a compound."""
FIRST_PART_ENDINGS = ("", "s")
"""What Swedish puts between the parts of a compound: nothing, or the s that joins them (foge-s)."""

_stemmers = threading.local()


def words(text: str) -> list[str]:
    """The words of a text in order, folded; a case number gives one word more, its key."""
    joined = plain(text)
    return fold(joined).split() + [_case(number.key) for number in case_numbers.find(joined)]


def asked(text: str) -> list[str]:
    """The words of a question that are worth searching for, each once; all of them where only stop words are left."""
    key = case_numbers.parse(text)
    found = list(dict.fromkeys([*words(text), *([_case(key)] if key else [])]))
    stop = _stop_words()
    return [word for word in found if word not in stop] or found


@lru_cache(maxsize=1 << 17)
def forms(word: str) -> tuple[str, ...]:
    """The stem of a word, and the stem of its lemma where that is another."""
    if not word.isalpha():
        return (word,)
    return tuple(dict.fromkeys((_stem(word), _stem(_lemma(word)))))


@lru_cache(maxsize=1 << 14)
def forms_asked(word: str) -> tuple[str, ...]:
    """The forms of a word of a question, with those of its other inflections that the stemmer tells apart.

    It takes the s off "grundresurs" and leaves it in "grundresursen".
    """
    own = forms(word)
    if not word.isalpha():
        return own
    more = (word,) if word.endswith("s") else ()
    return tuple(dict.fromkeys((*own, *more, *(_stem(form) for form in own if form.endswith("s")))))


@lru_cache(maxsize=1 << 17)
def parts(word: str) -> tuple[str, ...]:
    """The forms of a compound's two parts ("skyddsombud": skydd, ombud); empty where no split has two known words.

    Of several splits the one whose shorter part is longest is taken.
    """
    if not word.isalpha() or len(word) < 2 * SHORTEST_PART:
        return ()
    splits = [
        (min(at, len(word) - at), head, word[at:])
        for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)
        if _known(word[at:])
        for ending in FIRST_PART_ENDINGS
        if word[:at].endswith(ending) and _known(head := word[: at - len(ending)]) and len(head) >= SHORTEST_PART
    ]
    if not splits:
        return ()
    _, head, tail = max(splits)
    return tuple(dict.fromkeys((*forms(head), *forms(tail))))


@lru_cache(maxsize=1 << 14)
def alike(word: str) -> tuple[str, ...]:
    """The forms of the other words of a word's groups in synonyms.toml; empty for a word that stands in none."""
    own = set(forms(word))
    groups = [group for group in _groups() if own & group]
    return tuple(sorted(frozenset().union(*groups) - own)) if groups else ()


@lru_cache(maxsize=1)
def _groups() -> tuple[frozenset[str], ...]:
    """Each group of synonyms as forms."""
    return tuple(
        frozenset(form for word in group.split() for form in forms(word))
        for group in vocabulary.words("synonyms", "groups")
    )


def swedish(word: str) -> bool:
    """Whether a folded word is Swedish: in the dictionary, or a compound of two that are."""
    return _known(word) or bool(parts(word))


@lru_cache(maxsize=1 << 17)
def forms_said(word: str) -> str:
    """The forms as the index takes them."""
    return " ".join(forms(word))


@lru_cache(maxsize=1 << 17)
def parts_said(word: str) -> str:
    """The parts as the index takes them."""
    return " ".join(parts(word))


def _case(key: CaseKey) -> str:
    return f"{key.year}/{key.serial}"


def _stem(word: str) -> str:
    stemmer: Stemmer.Stemmer | None = getattr(_stemmers, "swedish", None)
    if stemmer is None:
        import Stemmer

        stemmer = _stemmers.swedish = Stemmer.Stemmer("swedish")
    stemmed: str = stemmer.stemWord(word)
    return stemmed


def _lemma(word: str) -> str:
    from simplemma import lemmatize  # imported late: it reads its dictionary, which takes a second

    return fold(lemmatize(word, lang="sv")) or word


def _known(word: str) -> bool:
    from simplemma import is_known

    return is_known(word, lang="sv")


@lru_cache(maxsize=1)
def _stop_words() -> frozenset[str]:
    return frozenset(vocabulary.words("search", "stop"))
