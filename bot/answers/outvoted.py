"""Where a party was outvoted: the votes whose losing side its members were on, and its reservations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot import messages
from bot.answers import scope, stands
from bot.answers.answer import Answer
from bot.answers.sheet import Desk, Sheet
from bot.messages import of_matters
from bot.questions.question import Question
from knowledge.facts import Reservation, VoteCount
from knowledge.names import fold
from knowledge.store.api import Found


def outvoted(desk: Desk, question: Question) -> Answer | None:
    """The matters in which the party's side lost; None where the record tells of none."""
    lost = [one for one in scope.facts(desk, question, "votes") if _lost(one, question.parties)]
    reserved = [one for one in scope.facts(desk, question, "reservations") if _reserved(desk, one, question.parties)]
    found = scope.once(scope.on_topic(desk, question, [*lost, *reserved], "text", "yes_means"))
    if not found:
        return None
    found.sort(key=lambda one: (one.document.date or "", -one.document.id, one.fact.source.start), reverse=True)
    matters: dict[tuple[int, str | None], list[Found]] = {}
    for one in found:
        matters.setdefault(stands.place(one), []).append(one)
    sheet = Sheet(desk, question)
    for told in list(matters.values())[question.offset : question.offset + scope.SHOWN]:
        _add(sheet, told)
    if not sheet.items:
        return None
    notes = sheet.rest(len(matters), scope.SHOWN)
    return sheet.answered(of_matters.outvoted_lead(question.parties, len(matters)), notes)


def _lost(found: Found, parties: Sequence[str]) -> bool:
    """Whether most of the party's named ballots were on the side that had fewer votes."""
    fact = found.fact
    if not isinstance(fact, VoteCount) or fact.yes == fact.no:
        return False
    cast = Counter(ballot.vote for ballot in fact.ballots if ballot.party in parties)
    loser = "nej" if fact.yes > fact.no else "ja"
    return bool(cast) and cast.most_common(1)[0][0] == loser


def _reserved(desk: Desk, found: Found, parties: Sequence[str]) -> bool:
    fact = found.fact
    if not isinstance(fact, Reservation):
        return False
    by = {fold(name) for name in fact.by}
    return bool(by & scope.members(desk, found.document, parties)) or scope.of_party(fact, parties)


def _add(sheet: Sheet, told: Sequence[Found]) -> None:
    """One matter: its heading with the vote, then the reservation."""
    heading = scope.heading(sheet.desk, told[0])
    for one in told:
        fact = one.fact
        where = messages.label(
            messages.section(getattr(fact, "item", None)), one.document.body, stands.day_of(one.document)
        )
        if isinstance(fact, VoteCount):
            text = of_matters.headed(heading, of_matters.vote(fact.yes, fact.no, fact.abstain, fact.yes_means))
            sheet.add_fact(one, text, messages.label(of_matters.vote_label(), where))
        elif isinstance(fact, Reservation):
            text = of_matters.headed(heading, of_matters.reserved(stands.by_with_party(fact), None))
            sheet.add_fact(one, text, messages.label(of_matters.reservation_label(), where))
