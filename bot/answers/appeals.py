"""How a decision can be appealed against: what its minutes print, and that they print nothing where they do not."""

from __future__ import annotations

from bot import messages
from bot.answers import decisions, scope, standing, stands
from bot.answers.answer import Answer
from bot.answers.sheet import Desk, Sheet
from bot.messages import of_law
from bot.questions.question import Question
from knowledge.facts import Appeal, Decision
from knowledge.store.keys import item_of


def appeals(desk: Desk, question: Question) -> Answer | None:
    """How, to whom and until when the decision that is meant can be appealed against; None where none is meant."""
    found = scope.once(scope.on_topic(desk, question, scope.facts(desk, question, "decisions"), "text", "outcome"))
    decided = [one for one in found if isinstance(one.fact, Decision) and not one.fact.proposed_to]
    if not decided:
        return None
    newest = decided[0].document
    decided = [one for one in decided if one.document.id == newest.id]
    sheet = Sheet(desk, question)
    printed = standing.printed(desk, {stands.place(one) for one in decided})
    for one in printed[: scope.SHOWN]:
        standing.add(sheet, one)
    one_matter = len({item_of(one.fact) for one in decided}) == 1
    matter = messages.one_line(scope.heading(desk, decided[0])) if one_matter else ""
    first = next((one.fact for one in printed if isinstance(one.fact, Appeal)), None)
    if first is None:
        decisions.add(sheet, decided[0])
        return sheet.answered(of_law.none_printed(matter), stands.adjusted_notes(decided))
    days = [one.fact.last_day for one in printed if isinstance(one.fact, Appeal) and one.fact.last_day]
    standing.of_meeting(sheet, newest)
    lead = of_law.lead(matter, first.text, days[0] if days else None, len(printed))
    return sheet.answered(lead, [] if days else [of_law.no_day()])
