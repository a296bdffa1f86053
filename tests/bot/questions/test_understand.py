"""Text → intent and slots. Each row says why it stands."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from bot.questions import vocabulary
from bot.questions.lexicon import Lexicon, abbreviates
from bot.questions.names import Listed
from bot.questions.understand import understand
from knowledge.case_numbers import CaseKey

LEXICON = Lexicon(
    bodies=("Socialnämnden", "Kommunstyrelsen", "Kultur- och fritidsnämnden", "Förvaltningsgruppen"),
    municipalities=("Älvkulla",),
    names=Listed([("greta lundmark", "Greta Lundmark"), ("per ek", "Per Ek"), ("ulla ek", "Ulla Ek")]),
    days=("2024-03-12", "2023-11-02"),
    units=frozenset({"sn"}),
)
TODAY = date(2024, 5, 2)
SN = CaseKey(2024, 114, "sn")

INTENTS: list[tuple[str, str, str, str]] = [
    ("vad beslutades om taxan?", "decisions", "", "the plain question"),
    ("Vad blev det för beslut om taxan", "decisions", "", "a paraphrase"),
    ("vad kom man fram till om taxan", "decisions", "", "no word for decision"),
    ("hur gick det med taxan?", "decisions", "", "a soft way of asking"),
    ("antogs budgeten?", "decisions", "", "an outcome's verb"),
    ("vem satt ordförande?", "meeting", "chair", "a spoken form"),
    ("vem ledde sammanträdet", "meeting", "chair", "no title at all"),
    ("vem höll i pennan?", "meeting", "secretary", "an idiom"),
    ("vem förde protokoll", "meeting", "secretary", "a verb for a role"),
    ("vilka justerade protokollet?", "meeting", "adjusters", "who"),
    ("när justerades protokollet?", "meeting", "adjusted_on", "when, not who"),
    ("är protokollet justerat?", "meeting", "adjusted_on", "its state"),
    ("hur länge pågick mötet?", "meeting", "length", "duration"),
    ("var hölls mötet?", "meeting", "place", "place"),
    ("när är nästa sammanträde?", "meeting", "next", "the next one"),
    ("vilka var med?", "attendance", "", "without the word närvarande"),
    ("vilka saknades?", "attendance", "absent", "absent, paraphrase"),
    ("vilka deltog på distans?", "attendance", "remote", "remote"),
    ("vilka rekommendationer är öppna?", "recommendations", "open", "status before"),
    ("rekommendationer som inte är åtgärdade", "recommendations", "open", "status after"),
    ("vad tyckte revisionen om ekonomin?", "audit", "", "the auditors' opinion"),
    ("vad yrkade S?", "proposals", "yrkande", "a party's proposal"),
    ("vem stödde förslaget?", "proposals", "supporters", "supporters"),
    ("vilka reserverade sig?", "reservations", "", "reservation"),
    ("vad blev röstsiffrorna?", "votes", "", "vote"),
    ("vem deltog inte i beslutet?", "statements", "deltar inte i beslutet", "not attendance, not decision"),
    ("vem anmälde jäv?", "statements", "jäv", "jäv"),
    ("hur många anmälningar kom in?", "passages", "", "what comes in is nobody who was there"),
    ("vilka uppdrag har slutdatum i maj?", "assignments", "due", "what is due"),
    ("vilka uppdrag är försenade?", "assignments", "overdue", "what is overdue"),
    ("vem är ekonomichef?", "role", "", "a role"),
    ("vem har skrivit under?", "signatories", "", "a signature"),
    ("vad kostar simhallen?", "passages", "", "anything else"),
    ("hej", "smalltalk", "", "talk"),
    ("vad kan du göra?", "help", "", "asked for help in words"),
    ("/narvaro SN", "attendance", "", "a command in ASCII"),
    ("/närvaro SN", "attendance", "", "a command with å ä ö"),
    ("ärende SN 2024-0114", "case", "", "a command without slash"),
    ("/kanslist mote", "meeting", "", "a command under the umbrella"),
    ("/rekommendationer klara", "recommendations", "closed", "a status in other words is no topic"),
    ("/rekommendationer öppna", "recommendations", "open", "a command's argument is its aspect"),
    ("/mote nästa", "meeting", "next", "the same for a meeting"),
]


@pytest.mark.parametrize(("text", "intent", "aspect", "why"), INTENTS, ids=[row[0] for row in INTENTS])
def test_intent(text: str, intent: str, aspect: str, why: str) -> None:
    """The question's words give this intent and aspect."""
    question = understand(text, LEXICON, TODAY)
    assert (question.intent, question.aspect) == (intent, aspect), why


SLOTS: list[tuple[str, dict[str, Any], str]] = [
    ("/beslut SN 2024-0114", {"case": SN}, "a case number as printed"),
    ("/beslut sn2024/114", {"case": SN}, "as typed in a hurry"),
    ("vad beslutades i § 12?", {"item": "12", "case": None}, "a §"),
    ("vilka var med den 12 mars?", {"since": "2024-03-12", "until": "2024-03-12"}, "the year is the record's newest"),
    ("vilka var med 2/11?", {"since": "2023-11-02"}, "a day with a slash is no case number"),
    ("beslut i mars 2023", {"since": "2023-03-01", "until": "2023-03-31"}, "a month"),
    ("beslut våren 2024", {"since": "2024-01-01", "until": "2024-06-30"}, "a season"),
    ("beslut förra året", {"since": "2023-01-01", "until": "2023-12-31"}, "relative to today"),
    ("vem ledde KS?", {"body": ("Kommunstyrelsen",)}, "letters that everyone uses"),
    ("vem ledde KFN?", {"body": ("Kultur- och fritidsnämnden",)}, "letters that follow from the name"),
    ("vem ledde FVG?", {"body": ("Förvaltningsgruppen",)}, "a group's letters"),
    ("vad beslutade socialnämndens ledamöter", {"body": ("Socialnämnden",)}, "a genitive"),
    ("vad beslutade byggnadsnämnden?", {"body": ()}, "a body that is not held is still named"),
    ("vad sa Greta Lundmarks kollegor", {"people": ("Greta Lundmark",)}, "a name in the genitive"),
    ("vem är Greta Lundmrak?", {"people": ("Greta Lundmark",)}, "a typing error"),
    ("vem är Ek?", {"people": ("Per Ek", "Ulla Ek")}, "a surname of two"),
    ("vad yrkade LR:s ombud", {"unions": ("Lärarnas Riksförbund",)}, "letters with a genitive colon"),
    ("vad är en kommunal angelägenhet", {"unions": ()}, "a common word is no union"),
    ("hur röstade Moderaterna och (V)?", {"parties": ("M", "V")}, "a name and letters"),
    (
        "vad beslutades om syv-organisationen i Älvkulla?",
        {"topic": ("syv", "organisation"), "place": "Älvkulla"},
        "topic",
    ),
]


@pytest.mark.parametrize(("text", "wanted", "why"), SLOTS, ids=[row[0] for row in SLOTS])
def test_slots(text: str, wanted: dict[str, Any], why: str) -> None:
    """The question's slots hold what was named, in the record's own form."""
    question = understand(text, LEXICON, TODAY)
    period = question.period
    found = {
        "case": question.case,
        "item": question.item,
        "since": period.since if period else None,
        "until": period.until if period else None,
        "body": question.body.names if question.body else None,
        "people": question.people,
        "unions": question.unions,
        "parties": question.parties,
        "topic": question.topic,
        "place": question.municipality,
    }
    assert {name: found[name] for name in wanted} == wanted, why


@pytest.mark.parametrize(
    ("letters", "body", "same", "why"),
    [
        ("AMN", "Arbetsmarknadsnämnden", True, "parts of a compound"),
        ("BUN", "Barn- och ungdomsnämnden", True, "words"),
        ("KS", "Kommunstyrelsen", True, "a board"),
        ("KF", "Kommunfullmäktige", True, "the council"),
        ("SN", "Kommunstyrelsen", False, "another kind of body"),
        ("N", "Nämnden", False, "one letter says nothing"),
        ("TN", "Socialnämnden", False, "another first letter"),
    ],
)
def test_abbreviations(letters: str, body: str, same: bool, why: str) -> None:
    """Letters stand for a body by its kind and the order of its letters, not by a list of bodies."""
    assert abbreviates(letters, body) is same, why


def test_the_forms_that_rules_name_stand_once() -> None:
    """A rule names the forms of a kind of verb; each name is filled in, so that no rule has a list of its own."""
    patterns = [pattern.pattern for rule in vocabulary.rules() for pattern in rule.patterns]
    assert not [pattern for pattern in patterns if re.search(r"<(?:ended|ends|been)>", pattern)]
    assert any("avslogs|avslog" in pattern and "beviljade" in pattern for pattern in patterns)
