"""Which matter is meant by "motionen" or "initiativet" alone: the only one there is, else a question back."""

from __future__ import annotations

import re

from bot import messages
from bot.answers import choosing, scope
from bot.answers.answer import Answer, Choice
from bot.answers.sheet import Desk
from bot.messages import of_matters
from bot.questions.question import Question
from bot.questions.reading import folded
from knowledge.facts import AgendaItem

_NAMED = re.compile(
    r"\b(motion|initiativ|initiativärende|ledamotsinitiativ|interpellation|medborgarförslag|detaljplan|skrivelse|remiss)"
    r"(?:en|et|t)\b"
)
_CHOICES = 6


def which(desk: Desk, question: Question) -> Answer | None:
    """A question back where the question says only what kind of matter it is and several are held; else None."""
    named = _NAMED.search(folded(question.said))
    alone = not (question.case or question.item or question.people or question.parties or question.unions)
    if named is None or not alone or question.follows or _topic(question, named[1]):
        return None
    asked = question.without_topic(set(question.topic))
    found = [
        one
        for one in scope.once(scope.facts(desk, asked, "agenda_items"))
        if isinstance(one.fact, AgendaItem) and re.search(rf"\b{named[1]}", one.fact.heading.casefold())
    ]
    kept = {fold_heading(one.fact.heading): one for one in reversed(found) if isinstance(one.fact, AgendaItem)}
    if len(kept) < 2:
        return None
    choices = []
    for one in list(reversed(kept.values()))[:_CHOICES]:
        where = choosing.document_said(one.document)
        heading = messages.one_line(getattr(one.fact, "heading", ""))
        text = f"vad beslutades i § {getattr(one.fact, 'number', '')} {where}?"
        choices.append(Choice(label=messages.closest(heading, where), text=text))
    return Answer(
        question=question.text,
        intent=question.intent,
        outcome="ambiguous",
        lead=of_matters.which_matter(named[0]),
        choices=tuple(choices),
    )


def fold_heading(heading: str) -> str:
    """A heading as it is compared: one motion comes up in several bodies."""
    return re.sub(r"^svar på ", "", messages.one_line(heading).casefold())


def _topic(question: Question, kind: str) -> tuple[str, ...]:
    """The topic less the word that says the kind of matter."""
    return tuple(word for word in question.topic if not word.startswith(kind[:6]))
