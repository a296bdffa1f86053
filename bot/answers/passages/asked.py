"""What kind of thing a free question asks for, where its words say more than the question's own flags."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from bot.questions.normalise import root, spelled_out
from bot.questions.question import Question
from bot.questions.reading import folded
from knowledge.vocabulary import words

_WHY = re.compile(
    r"\bvarför\b|\b(?:vad|vilka?) ber(?:or|odde)\b|\bhur motiver\w+|\bhur kommer det sig\b"
    r"|\bvad (?:är|var) (?:skäl|anledning|orsak|motiv|bakgrund)\w*|\bvilken (?:anledning|orsak|motivering)\b"
    r"|\bvilka (?:skäl|orsaker|motiv)\b|\bvad orsaka\w*|\bav vilket skäl\b"
)
_WHEN = re.compile(
    r"^(?:och |men )?(?:från och med|till och med|fram till|sedan|till|från|senast)? ?när\b"
    r"|\bvilke[nt] (?:dag|datum|år|månad|termin|läsår|vecka)\b"
)
_UNTIL = re.compile(r"^(?:och |men )?(?:fram till|till och med|till) när\b")
_SUMS = "lön|pris|hyra|avgift|budget|kostnad|arvode|taxa|belopp|bidrag|anslag|ersättning|prislapp|månadslön|timlön"
_MONEY = re.compile(
    rf"\bvil(?:ken|ket) (?:\w+ )?\w*(?:{_SUMS})(?:en|et|n|t)?\b"
    rf"|\bvad (?:är|blir|var|blev) \w*(?:{_SUMS})(?:en|et|n|t)\b"
    rf"|\bvad (?:har|får|fick|hade|tjänar) .*\b(?:i|för) \w*(?:{_SUMS})\b|\bvad tjänar\b"
    rf"|\bhur (?:hög|stor|högt|stort)a? (?:är |var |blir |blev )?\w*(?:{_SUMS})(?:en|et|n|t)?\b|\bvad kosta\w*"
)
_SOMEONE = re.compile(r"(?:och )?vems?\b", re.IGNORECASE)
_SEVERAL = re.compile(r"(?:och )?vilka\b", re.IGNORECASE)
_SIZE = re.compile(r"\bhur (?:stor|högt?|hög|lång|bred|tjock|djup)(?:t|a)?\b(?! (?:del|andel|tid))")
_ABBREVIATION = re.compile(
    r"\b[Vv]ad (?:betyder|innebär|menas med|står|är) (?:förkortningen )?([A-ZÅÄÖ]{2,6})(?: för)?\W*$"
)
_DISTANCE = re.compile(r"\bhur långt (?:är|ligger|det|bort|från|ifrån|blir)\b|\b(?:vad|vilket) (?:är|blir) avståndet\b")
_CHANGE = re.compile(r"\b(?:höj|sänk|öka|minska|stig|sjunk|förstärk)\w*")
_CRITICISM = re.compile(
    r"\bkriti(?:k|ser)\w*|\bvilka brister\b|\bvad brister\b|\bvad är fel\b|\bmissnöj\w*|\bvilka problem\b"
    r"|\bvad (?:är|var) (?:\w+ )?(?:problem|nackdel|svårighet|fel)\w*"
    r"|\b(?:invändning|motargument|nackdel)\w*"
)
_COUNTED = re.compile(r"\bhur många (?:av \w+ )?(\w+(?:-\w+)*)(?: (\w+))?")
_THINGS = re.compile(
    r"^(?:och )?(?:vilka|vilken|vilket) (?:är (?:de |den |det )?(?:\w+ ){0,2})?(?:\w+ )?"
    rf"\w*(?:{'|'.join(words('passages', 'things'))})\w*\b",
    re.IGNORECASE,
)
_NAMED = re.compile(rf"^(?:och )?vilka (?:\w+ )?\w*(?:{'|'.join(words('passages', 'named'))})\w*\b", re.IGNORECASE)
_ONE_NAMED = re.compile(
    rf"(?:och )?(?:vilken|vilket) (?:\w+ )?\w*(?:{'|'.join(words('passages', 'named'))})\w*\b", re.IGNORECASE
)
_NAMED_WITHIN = re.compile(r"(?<=[\w,:;)]\s)[A-ZÅÄÖ]\w+|^[A-ZÅÄÖ]\w+ [A-ZÅÄÖ]{2,}")
_SHARE = re.compile(
    r"\bhur (?:mycket|stor del) av "
    r"|\bvil(?:ken|ket) (?:\w+ )?\w*(?:procentsats|räntepåslag|ränta|skattesats|utdebitering|uppräkning)(?:en|et|n)?\b"
)
_AMOUNT = re.compile(r"\bhur mycket (?!pengar)[a-zåäö]+")
_OF_NUMBER = re.compile(r"\bantalet\b")
_STOCK = re.compile(r"\bhur många\b.*\b(?:arbetar|jobbar|finns|bor|har|är anställda|tjänstgör|ingår)\b")


AHEAD = re.compile(r"\b(?:ska|skall|bör|kommer att|föreslås)\b", re.IGNORECASE)
"""What is told of what is to come."""


TO_COME = re.compile(rf"{AHEAD.pattern}|\bsenast\b", re.IGNORECASE)
"""What tells of what is to come, or by when."""


HAS_BEEN = re.compile(
    r"\bhar\b.{0,80}?\b\w+(?:at|it|rt|tt|lt|kt)s?\b|\b\w{3,}(?:ade|ades)\b", re.IGNORECASE | re.DOTALL
)
"""What tells of what has been."""


@lru_cache(maxsize=256)
def _told(said: str) -> str:
    """The question in the form in which patterns are written; every sentence that is tried asks for it."""
    return folded(said)


def any_of(kind: str) -> re.Pattern[str]:
    """A pattern of the words of a list in passages.toml."""
    return re.compile(rf"\b(?:{'|'.join(words('passages', kind))})\b", re.IGNORECASE | re.DOTALL)


def sharpened(question: Question) -> Question:
    """The question with the flags that its wording gives besides."""
    said = _told(question.said or question.text).strip(" -")
    until = is_until(question)
    share = question.share or bool(_SHARE.search(said))
    money = not share and (question.money or bool(_MONEY.search(said)))
    return replace(
        question,
        why=question.why or bool(_WHY.search(said)),
        when=(question.when or bool(_WHEN.search(said))) and not until,
        long=question.long or until,
        share=share,
        money=money,
        count=question.count or money or share,
    )


def is_ahead(question: Question) -> bool:
    """Whether it is asked when something is to be ("när ska …?"), which no day of what has been tells."""
    return question.when and bool(AHEAD.search(question.said))


def is_until(question: Question) -> bool:
    """Whether it is asked until when something holds."""
    return bool(_UNTIL.search(_told(question.said)))


def of_change(question: Question) -> bool:
    """Whether it is asked by how much something rises or falls: a share answers that as well as a sum."""
    said = _told(question.said)
    return question.count and bool(_CHANGE.search(said)) and not _OF_NUMBER.search(said)


def of_amount(question: Question) -> bool:
    """Whether it is asked how much of something there is, which a number tells by its unit alone."""
    said = _told(question.said)
    return not (question.money or question.share or of_change(question)) and bool(_AMOUNT.search(said))


def of_distance(question: Question) -> bool:
    """Whether it is asked how far it is from one thing to another."""
    return bool(_DISTANCE.search(_told(question.said)))


def of_duration(question: Question) -> bool:
    """Whether it is asked how much time something takes, which no day tells."""
    return "hur lång tid" in _told(question.said)


def criticises(question: Question) -> bool:
    """Whether it is asked what somebody finds wanting."""
    return bool(_CRITICISM.search(_told(question.said)))


def counted(question: Question) -> tuple[str, ...]:
    """Roots of what is counted: of the two words after "hur många", the first of which may describe it."""
    found = _COUNTED.search(_told(question.said))
    return tuple(root(one) for word in found.groups() if word for one in spelled_out(word).split("-")) if found else ()


def of_things(question: Question) -> bool:
    """Whether "vilka" asks for what is no person ("vilka kommuner är anslutna?")."""
    return bool(_THINGS.search(question.said))


def asks_value(question: Question) -> bool:
    """Whether a number, sum, share or day is asked for, in whatever words."""
    one = sharpened(question)
    return one.count or one.money or one.when or one.long or one.often or of_size(question) or of_distance(question)


def of_size(question: Question) -> bool:
    """Whether it is asked how large something is."""
    return bool(_SIZE.search(_told(question.said)))


def of_several(question: Question) -> bool:
    """Whether "vilka" asks, which may be persons or not ("vilka är konkurrenterna?")."""
    return bool(_SEVERAL.match(question.said))


def of_someone(question: Question) -> bool:
    """Whether "vem" asks: whoever it was must be named."""
    return bool(_SOMEONE.match(question.said))


def abbreviation(question: Question) -> str | None:
    """The letters whose meaning is asked for ("vad betyder SIP?")."""
    found = _ABBREVIATION.search(question.said)
    return found[1] if found else None


def of_one_name(question: Question) -> bool:
    """Whether the name of one of what has names is asked for ("vilket företag?")."""
    return bool(_ONE_NAMED.match(question.said))


def names_one(text: str) -> bool:
    """Whether the text holds what is written as a name within it: "vilket bolag" is not answered by an office."""
    return bool(_NAMED_WITHIN.search(text))


def of_names(question: Question) -> bool:
    """Whether what "vilka" asks for has names ("vilka kommuner är anslutna?")."""
    return bool(_NAMED.search(question.said))


def of_stock(question: Question) -> bool:
    """Whether it is asked how many there are, not how many came or went."""
    return question.count and bool(_STOCK.search(_told(question.said)))
