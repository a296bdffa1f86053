"""A Swedish question → a typed Question: command, slots, intent and what is left as topic. No model, no guess."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.questions import affiliations, capitals, periods, places, slots, spelling, vocabulary
from bot.questions.command import read
from bot.questions.lexicon import Lexicon
from bot.questions.normalise import LONGEST, Word, clean, spelled_out, topic_root
from bot.questions.question import Body, Intent, Question
from bot.questions.reading import BODY, Draft, folded
from bot.questions.vocabulary import Rule

_COUNT = re.compile(
    r"\bhur (många|mycket|stor|stort|stora|lång|långt|gammal|hög|högt|låg)\b"
    r"|\b(antalet|andelen)\b|\bvad kosta(r|de|t)\b"
)
_MONEY = re.compile(
    r"\bvad (kosta(r|de|t)|är (kostnaden|hyran|priset|avgiften|taxan))\b|\bhur (mycket|dyr\w*) (kosta\w*|pengar)\b"
    r"|\b(vilket|hur stort) belopp\b|\bhur mycket pengar\b"
    r"|\bhur hög\w* (är |blir |var )?(kostnaden|hyran|avgiften|summan)\b"
)
_SUMS = "bidrag|anslag|avgift|belopp|budget|ersättning|kostnad|taxa|hyra|arvode|investering|underskott|överskott|pengar"
_SUM_OF = re.compile(
    rf"\bhur (mycket|stort|stor|hög|högt|stora)\b.*({_SUMS})\w*|\bvad (blir|blev)\b.*(bidrag|anslag|avgift)\w*"
    r"|\bvad (blir|blev|är|var)\b.*\b(\w+s (ekonomiska )?resultat|underskottet|överskottet|(helårs)?prognosen)\b"
    r"|\bhur mycket\b.*\b(betala\w*|söker|ansöker|kostar)\b"
)
_SHARE = re.compile(
    r"\bhur (stor|stora|hög|många|mycket)\b.*\b(del|delen|andel|andelen|procent)\b|\bandelen\b|\bi procent\b"
)
_OFTEN = re.compile(r"\bhur ofta\b|\bhur många gånger\b")
_LONG = re.compile(r"\bhur (länge|lång tid)\b")
_WHY = re.compile(
    r"\bvarför\b|\bhur motiver\w+|\bav vilken anledning\b"
    r"|\bvad (är|var) (skälet|skälen|anledningen|orsaken|motiveringen)\b"
)
_WHEN = re.compile(
    r"^(?:och |men )?"
    r"(?:(?:senast |till |sedan |från )?när|hur dags|vilken dag|vilket datum|vilket år|vilken tid|från och med när)\b"
    r"|\boch (?:från |från och med |till )?när\b"
)
_WHICH = re.compile(r"\b(?:vilka|vilken|vilket|hur många|visa|lista|alla)\b|^(?:och |men )?vad (?!blev|hände|beslut)")
"""What asks for those of many that ended so ("vilka ärenden bordlades?"), not whether one did."""

_SPOKEN: dict[Intent, str] = {"decisions": "beslut", "recommendations": "rekommendationer", "meeting": "vem"}
"""How a command's name is put in front of its arguments, so that the rules of questions fit them."""
_LOOSE = ("passages", "role", "person")
"""Intents of questions in which no word of asking was known: one of them may be misspelt."""
_CHAIR = re.compile(r"ordförande")
_CHAIR_OF = re.compile(
    r"\bordförande(?:n)? (?:i|för|på) (?:[A-ZÅÄÖ][a-zåäö]+"
    r"|(?!\w*(?:möte|sammanträde|ärende|paragraf|nämnd|styrelse|utskott|grupp|fullmäktige))[a-zåäö]{6,})"
    r"|\b(?!\w*(?:möte|sammanträde|nämnd|styrelse|utskott|grupp|fullmäktige))[a-zåäö]{6,}s ordförande\b"
)
"""An organisation that is no body whose minutes are held has a chair of its own."""
_FRONTED = re.compile(
    r"(?P<matter>[^,?.!]{4,80}), (?P<asked>(?:när|vem|vilka|vad|hur|var|varför|vilken|vilket)\b[^,?.!]{4,80})[?.! ]*",
    re.IGNORECASE,
)
_LATEST = re.compile(r"\b(senaste|sista|förra|föregående)\b")


@dataclass(frozen=True, slots=True)
class _Meaning:
    intent: Intent
    aspect: str = ""
    soft: bool = False


def understand(text: str, lexicon: Lexicon, today: date) -> Question:
    """Read a question. text: as a person wrote it, of any length; lexicon: what this reader's record holds."""
    question = _understood(text, lexicon, today)
    if question.intent not in _LOOSE or question.command:
        return question
    spelled, read = spelling.corrected(question.said)
    better = _understood(spelled, lexicon, today) if read else question
    if better.intent in (*_LOOSE, "smalltalk"):
        return question
    return replace(better, text=question.text, read_as=(*better.read_as, *read))


def _understood(text: str, lexicon: Lexicon, today: date) -> Question:
    cleaned = clean(text)
    if not re.search(r"\w", cleaned) or len(cleaned) > LONGEST:
        command = read(cleaned).command if len(cleaned) <= LONGEST else None
        return Question(cleaned[:LONGEST], "help" if command else "unclear", aspect=_length(cleaned))
    called = read(cleaned)
    if called.unknown is not None:
        return Question(cleaned, "unclear", aspect="command", near=called.near, said=called.rest)
    spelt, read_as = spelling.kinds(spelled_out(called.rest if called.command else _asking_first(called.rest)))
    draft = Draft(spelt, read=list(read_as))
    if not called.command and _is_talk(draft):
        return Question(cleaned, "smalltalk", said=cleaned)
    if no_day := periods.impossible(draft.text):
        return Question(cleaned, "unclear", aspect="date", said=no_day)
    case = slots.case(draft)
    item = slots.item(draft)
    alone = case is not None and not draft.left()  # then no other slot can be filled, and none is looked for
    body = None if alone else slots.body(draft, lexicon)
    municipality = None if alone else places.municipality(draft, lexicon)
    elsewhere = "" if alone or municipality else places.elsewhere(draft, body, lexicon)
    period = None if alone else periods.find(draft, lexicon.days, today)
    unions = () if alone else affiliations.unions(draft)
    people = () if alone else slots.people(draft, lexicon)
    parties = () if alone else affiliations.parties(draft)
    before = draft.left()
    meaning = (
        _command(draft, called.command.intent)
        if called.command
        else _meaning(
            draft, {"person": bool(people), "party": bool(parties), "body": body is not None, "case": bool(case)}, body
        )
    )
    if meaning.intent == "passages" and not draft.topic() and (item or case):
        meaning = _Meaning("decisions" if item else "case")
    if meaning.aspect == "chair" and not case and (unions or (body is None and _CHAIR_OF.search(draft.text))):
        meaning = _Meaning("role")
        draft.taken = [span for span in draft.taken if not _CHAIR.search(draft.text[span[0] : span[1]].lower())]
    ignored = vocabulary.ignored(meaning.intent)
    topic = [word for word in draft.topic() if word.root not in ignored]
    told = folded(draft.text)
    share = bool(_SHARE.search(told))
    money = not share and bool(_MONEY.search(told) or _SUM_OF.search(told))
    return Question(
        text=cleaned,
        intent=meaning.intent,
        aspect=meaning.aspect,
        case=case.key if case else None,
        case_said=case.printed if case else None,
        item=item,
        period=period,
        body=body,
        municipality=municipality,
        elsewhere=elsewhere,
        people=people,
        parties=parties,
        unions=unions,
        topic=tuple(topic_root(word.folded) for word in topic),
        topic_said=_as_typed(draft.text, topic),
        names=capitals.names(draft.text, topic),
        command=called.command.name if called.command else None,
        said=draft.text,
        count=money or share or bool(_COUNT.search(told)),
        money=money,
        share=share,
        often=bool(_OFTEN.search(told)),
        long=bool(_LONG.search(told)),
        why=bool(_WHY.search(told)),
        when=bool(_WHEN.search(told)),
        told=frozenset(word.root for word in before) - {word.root for word in draft.left()},
        soft=meaning.soft,
        read_as=tuple(draft.read),
        outcomes=_outcomes(draft) if meaning.intent == "decisions" else (),
        latest=bool(_LATEST.search(told)),
    )


def _asking_first(text: str) -> str:
    """A question whose matter is put in front ("taxan för bygglov, när gäller den?") in the plain order."""
    found = _FRONTED.fullmatch(text)
    return f"{found['asked']} {found['matter']}?" if found else text


def _outcomes(draft: Draft) -> tuple[str, ...]:
    """The outcomes by which decisions are to be chosen; none where one matter's outcome is asked for."""
    if not _WHICH.search(folded(draft.text)):
        return ()
    known = vocabulary.outcomes()
    return tuple(dict.fromkeys(outcome for word in draft.words for outcome in known.get(word.folded, ())))


def _as_typed(text: str, topic: Sequence[Word]) -> str:
    """The topic words as they were written, a hyphen between them kept."""
    said = ""
    for at, word in enumerate(topic):
        hyphened = at > 0 and text[topic[at - 1].end : word.start] == "-"
        said += ("-" if hyphened else " ") + text[word.start : word.end]
    return said.strip()


def _length(text: str) -> str:
    return "long" if len(text) > LONGEST else "empty"


def _is_talk(draft: Draft) -> bool:
    told = " ".join(folded(draft.text).split())
    return any(
        pattern.search(told) for rule in vocabulary.rules() if rule.intent == "smalltalk" for pattern in rule.patterns
    )


def _command(draft: Draft, intent: Intent) -> _Meaning:
    """A command's aspect is what its arguments say ("/rekommendationer öppna", "/mote nästa")."""
    front = f"{_SPOKEN.get(intent, intent)} "
    told = _told(front + draft.text)
    for rule in vocabulary.rules():
        if rule.intent == intent and (taken := _fits(rule, told)):
            for start, end in taken:
                draft.take(max(start - len(front), 0), max(end - len(front), 0))
            return _Meaning(intent, rule.aspect)
    return _Meaning(intent)


def _meaning(draft: Draft, held: Mapping[str, bool], body: Body | None) -> _Meaning:
    """held: which slots the question fills, of those that rules need. The body reads þ in a second try."""
    told = _told(draft.text)
    masked = _told(draft.text.replace(body.said, BODY * len(body.said), 1)) if body else told
    for rule in vocabulary.rules():
        if rule.needs and not held[rule.needs]:
            continue
        taken = _fits(rule, told) or (_fits(rule, masked) if masked != told else [])
        if taken:
            for start, end in taken:
                draft.take(start, end)
            return _Meaning(rule.intent, rule.aspect, rule.soft)
    return _Meaning("passages")


def _told(text: str) -> str:
    return folded(text).rstrip()


def _fits(rule: Rule, told: str) -> list[tuple[int, int]]:
    """The spans of the words by which the rule fits; what ".*" skipped is not among them."""
    spans: list[tuple[int, int]] = []
    for pattern in rule.patterns:
        match = pattern.search(told)
        if match:
            spans += _spans(match)
    return spans


def _spans(match: re.Match[str]) -> list[tuple[int, int]]:
    start = match.start()
    spans = []
    for name in match.groupdict():
        first, last = match.span(name)
        if start <= first <= last <= match.end():
            spans.append((start, first))
            start = last
    spans.append((start, match.end()))
    return spans
