"""The slots of a question: case number, §, body, union, party and person, taken from the draft in this order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from rapidfuzz import fuzz, process

from bot.questions import vocabulary
from bot.questions.lexicon import Lexicon, indefinite
from bot.questions.names import NAME_ERRORS, SPELT_OTHERWISE, same_person
from bot.questions.normalise import Word
from bot.questions.question import Body
from bot.questions.reading import Draft
from knowledge import case_numbers
from knowledge.case_numbers import CaseNumber
from knowledge.names import fold
from knowledge.vocabulary import words

_DAY_AND_MONTH = re.compile(r"\s*(?:[12]?\d|3[01])/(?:0?\d|1[0-2])\s*")
_SCHOOL_YEAR = re.compile(r"\b(?:läsår\w*|säsong\w*|åre[nt]|vinter\w*)\s*$", re.IGNORECASE)
"""What stands before two years that are no case: "läsåret 2023/2024"."""
_ITEM = re.compile(r"(?:§§?\s*|\bparagraf(?:en)?\s+)(\d{1,4})(?:\s*[-–]\s*\d{1,4})?\b", re.IGNORECASE)
_LETTERS = re.compile(r"(?<![\w-])([A-ZÅÄÖ]{2,6})(?=s?(?![\w])|:s\b|-)(:?s\b)?")
_KINDS = "nämnd|styrelse|fullmäktige|utskott|grupp|beredning|råd|kommitt[eé]|direktion"
_OFFICES = r"(?:kommunal|oppositions|region|borgar)råd"
"""Offices that one person holds, though their names end as a body's."""
_BODY_WORD = re.compile(
    rf"\b(?:[\w-]+-,? (?:[\w-]+-,? )*(?:och|samt) )?(?!\w*område|{_OFFICES})[\wåäö-]*"
    rf"(?:{_KINDS})(?:en|n|et|erna|ns|ens|ets|s)?\b",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\b(?:(?:om|gällande|angående|kring|rörande|för)(?: (?:den|det|de|nya|ny|nytt))*"
    r"|(?:om|av|för|till) (?:en|ett)(?: nya?| nytt)?)\s+$",
    re.IGNORECASE,
)
"""After these words a body that is not held is what the matter is about ("om inrättandet av en styrgrupp")."""
_BEFORE_NAMES = frozenset(
    {"deltog", "närvarade", "satt", "ledamoten", "ordföranden", "kommunalrådet", "herr", "fru", "röstade", "yrkade"}
)
_NAME = re.compile(r"\b[A-ZÅÄÖÉÜ][\w'’.-]+(?:(?:\s+(?:von|af|de|van|der)\b)*\s+[A-ZÅÄÖÉÜ][\w'’-]+)*")
_SEVERAL = frozenset(words("bodies", "several"))
_GENERIC = frozenset({"nämnd", "styrelse", "utskott", "grupp", "råd", "beredning", "arbetsgrupp"})
_BODY_ERRORS = 90
_LONG_NAME = 10
"""Letters of a body's name that may be misspelt."""
_INITIALS = 3
"""Letters that an abbreviation in lower case has at least."""
_WORDS = (4, 3, 2)
"""Words of a name that is typed in lower case, the longest first."""
_MOST_RUNS = 8
"""Runs of such words that are compared with names."""
_MOST_NAMES = 12
"""Runs of capitalised words that are looked up as names."""


def case(draft: Draft) -> CaseNumber | None:
    """The case number, however it is typed."""
    found = case_numbers.typed(draft.text)
    if found is None or _DAY_AND_MONTH.fullmatch(found.printed):
        return None
    if _SCHOOL_YEAR.search(draft.text[: found.start]):
        return None
    draft.take(found.start, found.end)
    return found


def item(draft: Draft) -> str | None:
    """The § number."""
    match = _ITEM.search(draft.text)
    if not match:
        return None
    draft.take(*match.span())
    return match[1]


def body(draft: Draft, lexicon: Lexicon) -> Body | None:
    """The body: its name, a nickname or an abbreviation. One that is named but not held has no names."""
    return (
        _whole_name(draft, lexicon)
        or _abbreviation(draft, lexicon)
        or _body_word(draft, lexicon)
        or _misspelt_body(draft, lexicon)
    )


def _misspelt_body(draft: Draft, lexicon: Lexicon) -> Body | None:
    """A long word that is a held body's name but for a letter or two ("överförmyndarnamden")."""
    for word in draft.left():
        if len(word.folded) < _LONG_NAME:
            continue
        found = process.extractOne(word.folded, lexicon.by_body.keys(), scorer=fuzz.ratio, score_cutoff=_BODY_ERRORS)
        if found and " " not in found[0]:
            names = lexicon.by_body[found[0]]
            draft.read.append((draft.text[word.start : word.end], names[0]))
            return _taken(draft, lexicon, word.start, word.end, names)
    return None


def _whole_name(draft: Draft, lexicon: Lexicon) -> Body | None:
    text = " ".join(word.folded for word in draft.words)
    best: tuple[int, str, tuple[str, ...]] | None = None
    for form, names in lexicon.by_body.items():
        if " " not in form:
            continue
        at = f" {text} ".find(f" {form}")
        if at >= 0 and (best is None or len(form) > len(best[1])):
            best = (at, form, names)
    if best is None:
        return None
    first = text[: best[0]].count(" ")
    span = draft.words[first : first + best[1].count(" ") + 1]
    return _taken(draft, lexicon, span[0].start, span[-1].end, best[2])


def _abbreviation(draft: Draft, lexicon: Lexicon) -> Body | None:
    typed_upper = {match[1].casefold() for match in _LETTERS.finditer(draft.text)}
    nicknames = vocabulary.bodies().nicknames
    for word in draft.words:
        if not draft.free(word.start, word.end):
            continue
        called = word.folded if word.folded in nicknames else word.folded.removesuffix("s")
        if called in nicknames:
            names = _ending(lexicon, nicknames[called])
            return _taken(draft, lexicon, word.start, word.end, names)
        letters = word.folded.removesuffix("s") if word.folded not in typed_upper else word.folded
        unit = 2 <= len(letters) <= 4 and (letters in lexicon.units or _stands_for_body(word))
        if letters in typed_upper or unit:
            found = _letters(letters, lexicon)
            if found:
                return _taken(draft, lexicon, word.start, word.end, found)
    return None


def _stands_for_body(word: Word) -> bool:
    """Whether lower-case letters without a vowel can only be an abbreviation ("på fvg-mötet")."""
    return len(word.folded) >= _INITIALS and not set(word.folded) & set("aeiouyåäö")


def _letters(letters: str, lexicon: Lexicon) -> tuple[str, ...]:
    exact = lexicon.by_body.get(letters, ())
    return tuple(dict.fromkeys((*exact, *lexicon.abbreviated(letters))))


def _ending(lexicon: Lexicon, ending: str) -> tuple[str, ...]:
    return tuple(body for body in lexicon.bodies if fold(body).endswith(ending))


def _body_word(draft: Draft, lexicon: Lexicon) -> Body | None:
    for match in _BODY_WORD.finditer(draft.text):
        if not draft.free(*match.span()):
            continue
        form = fold(match.group())
        base = indefinite(form.removesuffix("s"))
        if base in _GENERIC or form in _SEVERAL:
            continue
        names = lexicon.by_body.get(form) or lexicon.by_body.get(base) or _alike(base, lexicon)
        if not names and (_ABOUT.search(draft.text[: match.start()]) or form.endswith("erna")):
            continue  # several that the record does not know are no body: "hemtjänstgrupperna"
        return _taken(draft, lexicon, *match.span(), names)
    return None


def _alike(base: str, lexicon: Lexicon) -> tuple[str, ...]:
    found = process.extractOne(base, lexicon.by_body.keys(), scorer=fuzz.ratio, score_cutoff=92)
    if found:
        return lexicon.by_body[found[0]]
    return tuple(body for form, names in lexicon.by_body.items() if base in form.split() for body in names)


def _taken(draft: Draft, lexicon: Lexicon, start: int, end: int, names: tuple[str, ...]) -> Body:
    draft.take(start, end)
    return Body(draft.text[start:end], lexicon.renamed(names))


def people(draft: Draft, lexicon: Lexicon) -> tuple[str, ...]:
    """The persons: whole names, surnames, and names with typing errors, as the record writes them."""
    found: dict[str, None] = {}
    for match in islice(_NAME.finditer(draft.text), _MOST_NAMES):
        if draft.free(*match.span()):
            for name in _person(draft, match, lexicon):
                found[name] = None
    if not found:
        for name in _lower_case_person(draft, lexicon):
            found[name] = None
    return tuple(found)


def _person(draft: Draft, match: re.Match[str], lexicon: Lexicon) -> tuple[str, ...]:
    parts = match.group().split()
    for first in range(len(parts)):
        said = " ".join(parts[first:])
        start = match.start() + match.group().find(said)
        for form in (said, said.removesuffix("s")):
            names = _named(fold(form), lexicon)
            if names and _is_whole(parts[:first]):
                draft.take(start, match.end())
                whose = {fold(form), fold(form).removesuffix("s")}
                if len(names) == 1 and len(parts) - first > 1 and fold(names[0]) not in whose:
                    draft.read.append((form, names[0]))
                return names
    return ()


def _is_whole(skipped: Sequence[str]) -> bool:
    """Whether what stands before a name is none of it: the first word of a question, or a title."""
    stop = vocabulary.stop_words()
    return all(fold(word) in stop or fold(word) in _BEFORE_NAMES for word in skipped)


def _named(folded: str, lexicon: Lexicon) -> tuple[str, ...]:
    if written := lexicon.names.written(folded):
        return (written,)
    if " " not in folded:
        return lexicon.names.of_surname(folded)
    alike = lexicon.names.alike(folded, fuzz.ratio, NAME_ERRORS, 1)
    return (alike[0][1],) if alike and same_person(folded, alike[0][0]) else ()


def _lower_case_person(draft: Draft, lexicon: Lexicon) -> tuple[str, ...]:
    """A name in lower case, of as many words as it has; one with typing errors where none is written so."""
    left = draft.left()
    runs = [left[at : at + length] for length in _WORDS for at in range(len(left) - length + 1)]
    for run in runs:
        said = " ".join(word.folded for word in run)
        for form in (said, said.removesuffix("s")):
            if written := lexicon.names.written(form):
                draft.take(run[0].start, run[-1].end)
                return (written,)
    stop = vocabulary.stop_words()
    telling = [run for run in runs if not any(word.folded in stop or word.folded.isdigit() for word in run)]
    for run in telling[:_MOST_RUNS]:
        said = " ".join(word.folded for word in run)
        alike = lexicon.names.alike(said, fuzz.ratio, SPELT_OTHERWISE, 1)
        if alike and same_person(said, alike[0][0], SPELT_OTHERWISE):
            draft.take(run[0].start, run[-1].end)
            draft.read.append((draft.text[run[0].start : run[-1].end], alike[0][1]))
            return (alike[0][1],)
    return ()
