"""A Swedish question → a typed Question: command, slots, intent and what is left as topic. No model, no guess."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot.questions import affiliations, periods, slots, vocabulary
from bot.questions.command import read
from bot.questions.lexicon import Lexicon
from bot.questions.normalise import LONGEST, clean
from bot.questions.question import Intent, Question
from bot.questions.reading import Draft, folded
from bot.questions.vocabulary import Rule

_COUNT = re.compile(r"\bhur (många|mycket|stor andel|stor|stort)\b|\b(antalet|andelen)\b")


_LATEST = re.compile(r"\b(senaste|sista|förra|föregående)\b")


@dataclass(frozen=True, slots=True)
class _Meaning:
    intent: Intent
    aspect: str = ""
    soft: bool = False


def understand(text: str, lexicon: Lexicon, today: date) -> Question:
    """Read a question. text: as a person wrote it, of any length; lexicon: what this reader's record holds."""
    cleaned = clean(text)
    if not re.search(r"\w", cleaned) or len(cleaned) > LONGEST:
        command = read(cleaned).command if len(cleaned) <= LONGEST else None
        return Question(cleaned[:LONGEST], "help" if command else "unclear", aspect=_length(cleaned))
    called = read(cleaned)
    if called.unknown is not None:
        return Question(cleaned, "unclear", aspect="command", near=called.near, said=called.rest)
    draft = Draft(called.rest)
    if not called.command and _is_talk(draft):
        return Question(cleaned, "smalltalk", said=cleaned)
    case = slots.case(draft)
    item = slots.item(draft)
    body = slots.body(draft, lexicon)
    municipality = slots.municipality(draft, lexicon)
    period = periods.find(draft, lexicon.days, today)
    unions = affiliations.unions(draft)
    people = slots.people(draft, lexicon)
    parties = affiliations.parties(draft)
    meaning = _command(draft, called.command.intent) if called.command else _meaning(draft, bool(people))
    topic = draft.topic()
    counts = _COUNT.search(folded(draft.text))
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
        people=people,
        parties=parties,
        unions=unions,
        topic=tuple(word.root for word in topic),
        topic_said=" ".join(draft.text[word.start : word.end] for word in topic),
        command=called.command.name if called.command else None,
        said=called.rest,
        count=bool(counts),
        soft=meaning.soft,
        latest=bool(_LATEST.search(folded(draft.text))),
    )


def _length(text: str) -> str:
    return "long" if len(text) > LONGEST else "empty"


def _is_talk(draft: Draft) -> bool:
    told = " ".join(folded(draft.text).split())
    return any(
        pattern.search(told) for rule in vocabulary.rules() if rule.intent == "smalltalk" for pattern in rule.patterns
    )


def _command(draft: Draft, intent: Intent) -> _Meaning:
    """A command's aspect is what its arguments say ("/rekommendationer öppna", "/mote nästa")."""
    text = folded(f"{intent} {draft.text}")
    shift = len(intent) + 1
    for rule in vocabulary.rules():
        if rule.intent != intent:
            continue
        match = _first(rule, text) or _first(rule, folded(draft.text))
        if match:
            start, end = (max(at - shift, 0) for at in match.span())
            draft.take(start, end)
            return _Meaning(intent, rule.aspect)
    return _Meaning(intent)


def _meaning(draft: Draft, has_person: bool) -> _Meaning:
    text = folded(draft.text).rstrip()
    for rule in vocabulary.rules():
        if rule.needs == "person" and not has_person:
            continue
        match = _first(rule, text)
        if match:
            _take(draft, match)
            return _Meaning(rule.intent, rule.aspect, rule.soft)
    return _Meaning("passages")


def _first(rule: Rule, text: str) -> re.Match[str] | None:
    return next((match for pattern in rule.patterns if (match := pattern.search(text))), None)


def _take(draft: Draft, match: re.Match[str]) -> None:
    """The words that made the rule fit are understood; those that ".*" skipped are not."""
    draft.take(*match.span())
