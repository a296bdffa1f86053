"""Yes or no to a question that asks whether something was decided ("avslogs motionen om …?")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.messages import of_matters
from bot.questions import vocabulary
from bot.questions.normalise import Bag, root, words
from bot.questions.question import Question
from bot.questions.reading import folded
from knowledge.facts import Decision
from knowledge.store.api import Found

_ASKS = re.compile(
    r"^(?:och |men )?(?:stämmer det|är det (?:sant|riktigt)|det stämmer|har|hade|är|blev|blir|fick|gick|sa|sade"
    r"|\w+(?:des|tes|ogs|olls|ölls)\b|antog|avslog|biföll|fastställde|godkände|beviljade|bordlade|återremitterade"
    r"|tillstyrkte|avstyrkte)\b"
)
_WH = re.compile(r"\b(?:vem|vems|vilka|vilken|vilket|vad|när|hur|var|varför|vart)\b")
_YES = frozenset({"bifall", "godkänns", "fastställs", "antas", "beviljas"})
_UP = {"tillstyrks": "avstyrks", "avstyrks": "tillstyrks"}
_NOT_YET = frozenset({"återremiss", "bordläggning", "besvarad", "utgår"})


def said(question: Question, told: Sequence[Found]) -> str:
    """ "Ja. " or "Nej. " where the § that is told settles what is asked; else nothing."""
    asked = _asked(question)
    ended = {one.fact.outcome for one in told if isinstance(one.fact, Decision) and not one.fact.proposed_to}
    if not asked or any(getattr(one.fact, "proposed_to", None) for one in told) or len(ended) != 1:
        return ""
    outcome = ended.pop()
    if outcome in asked:
        return of_matters.yes()
    return of_matters.no() if outcome in _against(asked) else ""


def answering(question: Question, told: Sequence[Found]) -> Decision:
    """The clause that speaks of what is asked: the one with its outcome's word, else the first that was decided."""
    facts = [one.fact for one in told if isinstance(one.fact, Decision)]
    asked = [root(word.folded) for word in words(question.said) if word.folded in vocabulary.outcomes()]
    met = [fact for fact in facts if asked and Bag.of(fact.text).covers(asked)]
    decided = [fact for fact in facts if not fact.proposed_to]
    return [*met, *decided, *facts][0]


def _asked(question: Question) -> frozenset[str]:
    """The outcomes that would make it a yes; none where no yes or no is asked for."""
    said_ = folded(question.said)
    if not _ASKS.search(said_) or _WH.search(said_):
        return frozenset()
    known = vocabulary.outcomes()
    asked = frozenset(outcome for word in said_.split() for outcome in known.get(word, ()))
    if re.search(r"\bja till\b|\bigenom\b", said_):
        asked |= {"bifall"}
    if re.search(r"\bnej till\b", said_):
        asked |= {"avslag"}
    return asked | _YES if asked & _YES else asked


def _against(asked: frozenset[str]) -> frozenset[str]:
    """The outcomes that make it a no."""
    if asked & _YES:
        return frozenset({"avslag", "avstyrks"}) | _NOT_YET
    if "avslag" in asked:
        return _YES | _NOT_YET
    up = frozenset(_UP[one] for one in asked if one in _UP)
    return up or ((_YES | _NOT_YET | {"avslag"}) - asked if asked & _NOT_YET else frozenset())
