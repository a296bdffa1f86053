"""What a sentence must hold to answer a question at all: a number, a sum, a day or a person's name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answers.passages.asked import any_of, is_until, of_amount, of_change, of_distance, of_duration
from bot.questions.affiliations import is_union
from bot.questions.normalise import Bag, spelled_out, words
from bot.questions.question import Question
from knowledge.vocabulary import load

_MONTHS = "|".join(load("calendar")["months"])
_NO_COUNT = re.compile(
    r"\b[A-ZÅÄÖ]{2,6}[ -]?(?:19|20)\d\d[-/:. ]\d+[\d.:-]*|\b(?:19|20)\d\d[-.]\d{3,5} [A-ZÅÄÖ]{2,4}\b"  # cases
    r"|§§?\s*\d+(?:\s*[-–,]\s*\d+)*|\b\d+ §"  # another §
    r"|\b\d{6}-\d{4}\b|\b(?:19|20)\d\d[.:]\d+\b|\b\d{1,3}:\d+\b"  # registered numbers, statutes, properties
    rf"|\b\d{{1,2}}\s+(?:{_MONTHS})\b|\b(?:19|20)\d\d(?:[-–/](?:19|20)?\d\d)*\b"  # days and years
    r"|\bkl(?:ockan|\.)?\s*\d{1,2}[.:]\d\d"
    r"|\b\w+ \d{1,2}\s?[-–]\s?\d{1,2}\b(?=\s+(?:får|ska|har|kommer|och|i|på|till|flyttas)\b)"  # a school's classes
    r"|\b(?:åk|årskurs\w*|klass\w*)\.? ?(?:F|\d)(?:\s?[-–]\s?\d)?\b"
    r"|^\s*\d{1,2}[.)]\s|\s\d{1,2}\.$|\b\d+:[ea]\b"  # the number of a point, an ordinal
    r"|(?<=\. )\d (?=[A-ZÅÄÖ])",  # a footnote
    re.IGNORECASE | re.MULTILINE,
)
_NUMBER = re.compile(
    r"(?<![A-Za-zÅÄÖåäö])\d|\b(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|hundra|tusen|miljon(?:er)?|hälften)\b",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"\d[\d,.]*\s*(?:%|procent\w*)", re.IGNORECASE)
_HOW_MANY = re.compile(r"\bhur många\b(?! procent)|\bantalet\b", re.IGNORECASE)
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
    r"\d\s*%|\bandel\w*\D{0,25}\d|\bprocent\w*"
    r"|\bhälften\b|\b\w+(?:del|delar) av\b|\bmerparten\b|\bav (?:de|alla|totalt) \d",
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
_TIME = (
    r"\b(?:\d+|en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|tolv|flera|några) (?:\w+ )?"
    r"(?:minut|timm|dyg|dag|veck|månad|kvartal|termin|år)\w*"
)
_DURATION = re.compile(_TIME, re.IGNORECASE)
_LENGTH = re.compile(
    _TIME + r"|\b(?:till och med|t\.o\.m\.|fram till|tills vidare|senast|längst|utgången)\b"
    rf"|\d{{1,2}}[.:]\d\d|(?:{_MONTHS}) 20\d\d"
    r"|\b\d{4}-\d\d-\d\d\s?[-–]{1,2}\s?\d{4}-\d\d-\d\d"
    r"|\b20\d\d\s?[-–]\s?20\d\d\b|\b(?:kalenderår|mandatperiod)\w*",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?:eftersom|därför|på grund av|pga|för att|med anledning av|beror|berodde|orsak\w*|anledning\w*"
    r"|föranle\w+|motiver\w+|i och med|med hänvisning till|i syfte att|syfta\w*|syftet|skäl\w*|innebär|medför\w*"
    r"|utifrån|bidrar?|då|så att|behov\w*|krävs)\b",
    re.IGNORECASE,
)
_CAUSE = any_of("cause")
_UNTIL = re.compile(
    r"\b(?:till|t\.o\.m\.|längst|senast|upphör\w*|utgången av|löper ut)\b"
    rf".{{0,40}}?(?:{_MONTHS}|(?:19|20)\d\d|årsskiftet)",
    re.IGNORECASE | re.DOTALL,
)
_FIGURE = re.compile(r"(?<![\w.,])\d{1,3}(?:[ \u00a0]\d{3})+(?!\d)|(?<![\w.,])\d+(?:[.,]\d+)?")
_LISTED_NAMES = re.compile(r"[A-ZÅÄÖ]\w+(?:,\s| och )[A-ZÅÄÖ]\w+")
_LISTED = re.compile(rf"{_LISTED_NAMES.pattern}" r"|:\s*(?:[•▪●\-–]|$)|(?:\b[\w -]{3,45}, ){3}")
_AMOUNT = re.compile(
    rf"{_SUM.pattern}"
    r"|\d[\d ,.]*\s?(?:[kMGT]Wh|ton\b|kg\b|liter\w*|m[23²³]|kvm|kvadratmeter|kubikmeter|hektar|ha\b|km\b|mil\b|meter"
    r"|timm\w*|dag\w*|veck\w*|månad\w*|år\b|plats\w*|personer|stycken|st\b|gånger)",
    re.IGNORECASE,
)
"""A number with the unit that it is told in."""
_DISTANCE = re.compile(r"\b\d[\d ,.]*\s?(?:m|km|mil|cm|meter|kilometer)\b", re.IGNORECASE)
_CHANGED = re.compile(rf"{_SHARE.pattern}|{_SUM.pattern}|\bprocentenhet\w*", re.IGNORECASE)
_NAME = re.compile(r"\b[A-ZÅÄÖÉ][a-zåäöéü]+(?:-[A-ZÅÄÖ][a-zåäö]+)? [A-ZÅÄÖÉ][a-zåäöéü]+")
_COUNT_AFTER = re.compile(
    rf"(?:uppg\w+|är|var|blev|blir|utgör\w*|slutade|[:–])\W(?:\D{{0,25}}\W)?(?:{_NUMBER.pattern})(?!\w*\s*(?:år\b|kap|kr|tkr|§))",
    re.IGNORECASE,
)
"""The number of what stands before it ("antalet deltagare uppgick till 38"), and not somebody's age."""
_CHANGED_TO = re.compile(
    rf"(?:öka|minska|gått|gick|steg|stig|sjunk|sjönk)\w*\W(?:\D{{0,25}}\W)?från (?:{_NUMBER.pattern})[\d\s]*\D{{0,12}}"
    rf"(?:\d{{4}}\s)?till (?:{_NUMBER.pattern})",
    re.IGNORECASE,
)
"""The numbers between which something changed ("antalet elever har ökat från 611 år 2022 till 874 år 2024")."""
_OF_ONE = re.compile(
    r"\bkostar? (?:det att |en |ett )|\bvad är (?:priset|avgiften|taxan) för (?:en|ett)\b", re.IGNORECASE
)
_PRICE = re.compile(
    r"\w*kost(?:ar?|ade|nad\w*)\b|\w*(?:avgift|pris|taxa|hyra|biljett)\w*\b|\bdebitera\w*|\bbetala\w*"
    r"|\bper \w+\b(?<!per år)|/\w+",
    re.IGNORECASE,
)
"""What tells the price of one, not the sum of all ("köper resor för 20 miljoner kronor per år" does not)."""
_PIECES = re.compile(r"\d+(?:st)?")
"""A number, also with the abbreviation for pieces right after it ("30st")."""
_TO_COUNTED = 5
"""Words from a number, within which what it counts follows."""
_NEXT = 2
"""The same from what may be a year: only the very next word is counted by it ("2 000 elever", not "2028 kommer …")."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_AFTER_COUNTED = 60
"""Characters after what is counted, within which its number may stand."""
_NAME_TO_ROLE = 30
"""Characters between a name and the role after it ("Karin Ek (S), rektor")."""
_ROLE_TO_NAME = 3
_IS = re.compile(r" (?:är|var|blir|utses|utsågs|godtas|godkänns|väljs|valdes|förordnas|anmäls) ")
"""What stands between an office and who holds it: "Som kontrollansvarig godtas Eva Ek"."""


_WRITTEN = re.compile(
    r"\bhar i (?:en )?(?:tjänste)?skrivelse,? (?:daterad )?(?:den )?.{4,24} (?:lämnat|avgett|avgivit) följande \w+:?",
    re.IGNORECASE | re.DOTALL,
)
"""The day on which a paper was written, which opens what it says and is no day of the matter."""
_CLOCK = re.compile(r"\bkl(?:ockan|\.)?\s*\d{1,2}(?:[.:]\d\d)?", re.IGNORECASE)
_CLOCK_ASKED = re.compile(
    r"\b(?:hur dags|klock|tid|öpp|stäng|börja|sluta|start|möte|sammanträd|får man|hämt|lämn|gäller)", re.IGNORECASE
)
"""Of what a time of the day may be asked with "när"; when something comes is no such thing."""
_OF_WHAT = re.compile(r" (?:i|för|på|vid) ([\w -]{3,60}), ")
"""What a role is in, between its word and the name."""
_NUMBERED = re.compile(r"\b[A-ZÅÄÖ]{2,6}[ -]?(?:19|20)\d\d[-/:. ]\d+|\b(?:19|20)\d\d[.:/]\d+|\b(?:19|20)\d\d-\d{3,}")
"""Registered numbers: the year in them is no day."""


def holds(question: Question, text: str) -> bool:
    """Whether the text has the number, sum or day that the question asks for."""
    text = _WRITTEN.sub(" ", text)
    if of_one(question) and not _PRICE.search(text):
        return False
    if shown := _shown(question):
        return bool(shown.search(text))
    if question.count:
        told = _PERCENT.sub(" ", text) if _HOW_MANY.search(question.said) else text
        return bool(_NUMBER.search(_NO_COUNT.sub(" ", told)))
    if not question.when:
        return True
    told = _NUMBERED.sub(" ", text)
    return bool(_DAY.search(told if _CLOCK_ASKED.search(question.said) else _CLOCK.sub(" ", told)))


def of_one(question: Question) -> bool:
    """Whether the price of one is asked for ("vad kostar en resa?")."""
    return question.money and bool(_OF_ONE.search(question.said))


def _shown(question: Question) -> re.Pattern[str] | None:
    """By what a text shows that it has what is asked for, the narrowest first; None for plain numbers and days."""
    ways = (
        (question.long and is_until(question), _UNTIL),
        (of_distance(question), _DISTANCE),
        (of_duration(question), _DURATION),
        (of_amount(question), _AMOUNT),
        (of_change(question), _CHANGED),
        (question.money, _SUM),
        (question.often, _OFTEN),
        (question.long, _LENGTH),
        (question.share, _SHARE),
    )
    return next((pattern for asked, pattern in ways if asked), None)


def counts(text: str, counted: Sequence[str]) -> bool:
    """Whether a number stands right before what is counted, by its roots: "68 socialsekreterare"."""
    said = words(spelled_out(text))
    return any(
        Bag(frozenset([after.root])).holds(root)
        for at, one in enumerate(said)
        if _NUMBER.fullmatch(one.folded) or _PIECES.fullmatch(one.folded)
        for after in said[at + 1 : at + (_NEXT if _YEAR.fullmatch(one.folded) else _TO_COUNTED)]
        for root in counted
    )


def numbers(text: str, counted: Sequence[str]) -> bool:
    """Whether a number stands right before what is counted, or soon after it ("antalet deltagare uppgick till 38")."""
    if counts(text, counted):
        return True
    plain = _NO_COUNT.sub(" ", spelled_out(text))
    spots = [word.end for word in words(plain) if any(Bag(frozenset([word.root])).holds(root) for root in counted)]
    if any(_COUNT_AFTER.search(plain[spot : spot + _AFTER_COUNTED]) for spot in spots):
        return True
    ends = [word.end for word in words(text) if any(Bag(frozenset([word.root])).holds(root) for root in counted)]
    return any(_CHANGED_TO.search(text[end : end + 2 * _AFTER_COUNTED]) for end in ends)


def values(text: str) -> frozenset[str]:
    """The numbers of a text that are no days, years, §§ or registered numbers, without spaces: "1667276", "84,2"."""
    return frozenset(re.sub(r"\s", "", one) for one in _FIGURE.findall(_NO_COUNT.sub(" ", text)))


def lists(text: str, *, named: bool = False) -> bool:
    """Whether the text names one thing after the other, or opens a list of points. named: by names alone."""
    return bool((_LISTED_NAMES if named else _LISTED).search(text))


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
    said = words(text)
    vice = [word.end for word in said if word.folded == "vice"] if "vice" not in role else []
    spots = [
        (word.start, word.end)
        for word in said
        if word.root in role and not any(0 < word.start - end <= _ROLE_TO_NAME for end in vice)
    ]
    return any(
        0 <= start - last <= _NAME_TO_ROLE or _is_beside(text, end, first, asked)
        for first, last in names
        for start, end in spots
    )


def _is_name(said: str, asked: Sequence[str]) -> bool:
    return not is_union(said) and not any(word.root in asked for word in words(said))


def _is_beside(text: str, end: int, first: int, asked: Sequence[str]) -> bool:
    """Whether a name follows the role's word: "rektor Karin Ek", "Ordföranden i byalaget, Karin Ek" where "byalaget"
    is asked of."""
    between = re.sub(r"\s+", " ", text[end:first])
    if not (of := _OF_WHAT.fullmatch(between)):
        return end <= first and (len(between) <= _ROLE_TO_NAME or _IS.fullmatch(between) is not None)
    return any(word.root in asked for word in words(of[1]))
