"""What a sentence must hold to answer a question at all: a number, a sum, a day or a person's name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answers.passages.asked import any_of, of_change
from bot.questions.affiliations import is_union
from bot.questions.normalise import words
from bot.questions.question import Question
from knowledge.vocabulary import load

_MONTHS = "|".join(load("calendar")["months"])
_NO_COUNT = re.compile(
    r"§§?\s*\d+(?:\s*[-–,]\s*\d+)*|\b\d+ §"  # another §
    r"|\b\d{6}-\d{4}\b|\b(?:19|20)\d\d[.:]\d+\b|\b\d{1,3}:\d+\b"  # registered numbers, statutes, properties
    rf"|\b\d{{1,2}}\s+(?:{_MONTHS})\b|\b(?:19|20)\d\d(?:[-–/](?:19|20)?\d\d)*\b"  # days and years
    r"|\bkl(?:ockan|\.)?\s*\d{1,2}[.:]\d\d"
    r"|^\s*\d{1,2}[.)]\s|\s\d{1,2}\.$",  # the number of a point
    re.IGNORECASE | re.MULTILINE,
)
_NUMBER = re.compile(
    r"\d|\b(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|hundra|tusen|miljon(?:er)?|hälften)\b", re.IGNORECASE
)
_SUM = re.compile(
    r"\d[\d\s.,]*\s*(?:kr\b|kronor|öre|tkr|mkr|mnkr|mdkr|ksek|msek|miljon|miljard|tusen)|\b(?:en|ett|två|tre|fyra|fem|tio)\s+miljon",
    re.IGNORECASE,
)
_DAY = re.compile(
    rf"\b(?:{_MONTHS})\b|\b(?:19|20)\d\d\b|\bkl(?:ockan|\.)?\s*\d|\b(?:mån|tis|ons|tors|fre|lör|sön)dag|\b\d{{1,2}}/\d{{1,2}}\b"
    r"|\b(?:våren|sommaren|hösten|vintern|årsskiftet|halvårsskiftet|kvartal|vecka \d)",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"\d\s*%|\bprocent\w*|\bhälften\b|\b\w+(?:del|delar) av\b|\bmerparten\b|\bav (?:de|alla|totalt) \d",
    re.IGNORECASE,
)
_OFTEN = re.compile(
    r"\b(?:varje|vart\w*|varannan?) (?:\w+ )?"
    r"(?:dag|vecka|månad|kvartal|år|termin|halvår|mandatperiod|gång|möte|sammanträde)\w*"
    r"|\bgånger\b|\ben gång\b|\bggr\b|\b(?:dag|vecko|månads|kvartals|halvårs|års)vis\b"
    r"|\b(?:årlig|daglig|månatlig)\w*|\bregelbund\w+|\blöpande\b|\bkontinuerlig\w*"
    r"|/(?:vecka|år|månad)|\bper (?:år|månad|vecka|termin|dag)\b",
    re.IGNORECASE,
)
_LENGTH = re.compile(
    r"\b(?:\d+|en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|tolv|flera|några) (?:\w+ )?"
    r"(?:minut|timm|dyg|dag|veck|månad|kvartal|termin|år)\w*"
    r"|\b(?:till och med|t\.o\.m\.|fram till|tills vidare|senast|längst|utgången)\b"
    rf"|\d{{1,2}}[.:]\d\d|(?:{_MONTHS}) 20\d\d"
    r"|\b20\d\d\s?[-–]\s?20\d\d\b|\b(?:kalenderår|mandatperiod)\w*",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?:eftersom|därför|på grund av|pga|för att|med anledning av|beror|berodde|orsak\w*|anledning\w*"
    r"|föranle\w+|motiver\w+|i och med|med hänvisning till|i syfte att|syfta\w*|syftet|skäl\w*|innebär|medför\w*"
    r"|utifrån|bidrar|då|så att|behov\w*|krävs)\b",
    re.IGNORECASE,
)
_CAUSE = any_of("cause")
_CHANGED = re.compile(rf"{_SHARE.pattern}|{_SUM.pattern}|\bprocentenhet\w*", re.IGNORECASE)
_NAME = re.compile(r"\b[A-ZÅÄÖÉ][a-zåäöéü]+(?:-[A-ZÅÄÖ][a-zåäö]+)? [A-ZÅÄÖÉ][a-zåäöéü]+")
_NAME_TO_ROLE = 30
"""Characters between a name and the role after it ("Karin Ek (S), rektor")."""
_ROLE_TO_NAME = 3


_NUMBERED = re.compile(r"\b[A-ZÅÄÖ]{2,6}[ -]?(?:19|20)\d\d[-/:. ]\d+|\b(?:19|20)\d\d[.:/]\d+|\b(?:19|20)\d\d-\d{3,}")
"""Registered numbers: the year in them is no day."""


def holds(question: Question, text: str) -> bool:
    """Whether the text has the number, sum or day that the question asks for."""
    if of_change(question):
        return bool(_CHANGED.search(text))
    if question.money:
        return bool(_SUM.search(text))
    if question.often:
        return bool(_OFTEN.search(text))
    if question.long:
        return bool(_LENGTH.search(text))
    if question.share:
        return bool(_SHARE.search(text))
    if question.count:
        return bool(_NUMBER.search(_NO_COUNT.sub(" ", text)))
    return not question.when or bool(_DAY.search(_NUMBERED.sub(" ", text)))


def gives_reason(text: str, *, strong: bool = False) -> bool:
    """Whether the text says why; strong: in words that are said of reasons alone."""
    return bool((_CAUSE if strong else _REASON).search(text))


def names_someone(text: str, role: Sequence[str] = (), asked: Sequence[str] = ()) -> bool:
    """Whether a person's name stands in the text; where a role is asked for, right beside the role's word.

    asked: roots of the question's words: what the asker named already is not who is asked for.
    """
    names = [match.span() for match in _NAME.finditer(text) if _is_name(match.group(), asked)]
    if not role:
        return bool(names)
    spots = [(word.start, word.end) for word in words(text) if word.root in role]
    return any(
        0 <= start - last <= _NAME_TO_ROLE or _is_beside(text, end, first)
        for first, last in names
        for start, end in spots
    )


def _is_name(said: str, asked: Sequence[str]) -> bool:
    return not is_union(said) and not any(word.root in asked for word in words(said))


def _is_beside(text: str, end: int, first: int) -> bool:
    """Whether a name follows the role's word: "rektor Karin Ek", "Handläggare:   Karin Ek"."""
    return end <= first and len(re.sub(r"\s+", " ", text[end:first])) <= _ROLE_TO_NAME
