"""How one followed thing is told: what it is, how it stands, its whole history, and what is suggested of it."""

from __future__ import annotations

from collections.abc import Sequence

from bot import messages
from bot.answers import scope
from bot.answers.answer import Answer, Choice, Item
from bot.answers.sheet import Desk, Sheet
from bot.follow_up.life import Followed, follow
from bot.follow_up.life.acts import ALL, sentences
from bot.follow_up.life.model import ACCEPTANCE, CLOSED, last_act
from bot.follow_up.life.suggestions import Suggestion
from bot.messages import of_life, of_matters
from bot.questions.question import Question
from knowledge.facts import Source
from knowledge.reading.pages import Page
from knowledge.store.api import Found
from knowledge.store.followed import MOTIONS, Evidence, Move

_DIRECT = 3
"""Sentences that a list offers to confirm; of more it offers to look at each thing."""


def one(desk: Desk, question: Question, followed: Followed, lead: str = "", notes: Sequence[str] = ()) -> Answer:
    """The whole life of one thing. lead: what has just been done with it, in the place of how it stands."""
    sheet = Sheet(desk, question)
    add(sheet, followed, with_words=True)
    _answers(sheet, followed)
    history(sheet, followed)
    choices = suggested(sheet, followed) if desk.staff else []
    if desk.staff and lead and last_act(followed.history):
        choices.append(Choice(label=of_life.undo(followed.number), text=of_life.command(followed.number, "ångra")))
    told = [*notes, *([] if followed.history else [of_life.never_moved()])]
    if followed.waiting and not desk.staff:
        told.append(messages.capital(messages.sentence(of_life.answered_not_closed())))
    return sheet.answered(lead or standing(followed), told, choices, intent="recommendations")


def name(followed: Followed) -> str:
    """ "Rekommendation", "Uppdrag", "Initiativ" …"""
    return of_life.what(followed.list, followed.found.document.kind)


def words(followed: Followed) -> str:
    """What it says; of a motion what it is called."""
    if followed.list == MOTIONS:
        return followed.found.document.title
    return messages.one_line(str(getattr(followed.found.fact, "text", "")))


def standing(followed: Followed) -> str:
    """The direct answer to how it stands."""
    state = followed.state
    accepted = state.acceptance if state.acceptance != ACCEPTANCE[0] else None
    if state.is_open and accepted is None and state.implementation == "öppen":
        return of_life.lead_open(name(followed), followed.number)
    said = of_life.stands(accepted, state.implementation)
    if closing := state.closed_by:
        said = of_life.stands(accepted, of_life.closed(state.implementation, closing.actor, closing.made_at[:10]))
    return of_life.lead(name(followed), followed.number, said, is_open=state.is_open)


def beside(desk: Desk, found: Sequence[Found], *, late: bool = False) -> dict[int, tuple[str | None, list[str]]]:
    """Fact id → (number, notes) for a list of facts: how they stand where somebody has moved them. The number of what
    nobody has moved is for those alone who may. late: also the days past the last one."""
    return {
        one.found.id: (
            of_life.numbered(one.number) if desk.staff or one.state.by else None,
            notes(desk, one, late=late),
        )
        for one in follow(desk, found, give=desk.staff)
    }


def papers(desk: Desk, found: Sequence[Found]) -> list[str]:
    """How the motions and initiatives stand of which these are clauses, where somebody has moved them."""
    moved = [one for one in follow(desk, found, give=False) if one.list == MOTIONS and one.state.by]
    return [messages.label(standing(one), messages.one_line(one.found.document.title)) for one in moved]


def notes(desk: Desk, followed: Followed, *, aged: bool = False, late: bool = True) -> list[str]:
    """What a list says beside a thing: how it stands where that was moved, whose it is, its day, what is suggested."""
    state, told = followed.state, []
    accepted = state.acceptance if "acceptance" in state.by else None
    if accepted and state.is_refused and state.is_open:
        accepted = of_life.refused_but_open(accepted)
    if closing := state.closed_by:
        said = of_life.closed(state.implementation, closing.actor, closing.made_at[:10])
        told.append(of_life.stands(accepted, said))
    elif state.by.keys() & {"acceptance", "implementation"}:
        told.append(of_life.stands(accepted, state.implementation))
    if "owner" in state.by and state.owner:
        told.append(of_life.owner(state.owner))
    if followed.over is not None and followed.due and (late or "due" in state.by):
        told.append(of_life.over(followed.due, followed.over))
    elif "due" in state.by and followed.due and state.is_open:
        told.append(of_life.due(followed.due))
    if aged and followed.age is not None:
        told.append(of_life.aged(followed.age))
    return [*told, *_waiting(desk, followed)]


def _waiting(desk: Desk, followed: Followed) -> list[str]:
    if not followed.waiting:
        return []
    if not desk.staff:
        return [of_life.answered_not_closed()] if any(one.value in CLOSED for one in followed.waiting) else []
    return [of_life.suggested([(one.axis, one.value) for one in followed.waiting])]


def add(sheet: Sheet, followed: Followed, *, with_words: bool = False) -> None:
    """The thing itself, cited."""
    found, fact = followed.found, followed.found.fact
    number = getattr(fact, "number", None)
    what = name(followed) if not number or followed.list != "recommendations" else f"{name(followed)} {number}"
    to = getattr(fact, "addressee", None)
    label = messages.label(
        _capital(of_life.numbered(followed.number)), what, f"till {messages.one_line(to)}" if to else None,
        found.document.title if followed.list != MOTIONS else None,
        messages.day(found.document.date) if found.document.date else None,
    )  # fmt: skip
    sheet.add_fact(found, words(followed), label, notes(sheet.desk, followed, aged=with_words))


def _answers(sheet: Sheet, followed: Followed) -> None:
    """What later documents answer to a recommendation, where neither a move nor a suggestion quotes it."""
    if followed.list != "recommendations":
        return
    told = {move.evidence.quote for move in followed.history if move.evidence}
    told |= {one.link.quote for one in followed.waiting} if sheet.desk.staff else set()
    found = followed.found
    for link in sheet.desk.store.links(sheet.desk.reader, kind="answers", target_document=found.document.id):
        if link.target.id == found.id and link.quote not in told:
            label = of_matters.answer_in(link.document.title, link.document.date)
            sheet.add(link.quote, link.document, scope.part(link), label, [messages.tie_derived()])


def history(sheet: Sheet, followed: Followed) -> None:
    """Every entry, oldest first; what was undone stays, marked."""
    undoings = {move.undoes: move for move in followed.history if move.undoes is not None}
    by_id = {move.id: move for move in followed.history}
    before: dict[str, str] = {"acceptance": ACCEPTANCE[0], "implementation": "öppen"}
    for move in followed.history:
        undone = by_id.get(move.undoes) if move.undoes is not None else None
        text = (
            of_life.undone(undone.axis, undone.value)
            if undone
            else of_life.moved(move.axis, before.get(move.axis), move.value)
        )
        told = [of_life.because(move.reason)] if move.reason else []
        if taken := undoings.get(move.id):
            told.append(of_life.taken_back(taken.made_at[:10], taken.actor))
        elif move.axis not in ("undo", "suggestion"):
            before[move.axis] = move.value
        entry(sheet, text, of_life.move_label(move.made_at, move.actor, move.role), move, told)


def closed(sheet: Sheet, followed: Followed) -> None:
    """A closed thing in one item: who closed it, when, and on what words or for what reason."""
    move = followed.state.closed_by
    if move is None:
        return
    said = of_life.closed(followed.state.implementation, move.actor, move.made_at[:10])
    label = messages.label(of_life.closed_label(), of_life.numbered(followed.number), said)
    told = [of_life.because(move.reason)] if move.reason else []
    if move.evidence is None:
        sheet.add_fact(followed.found, words(followed), label, told)
    else:
        entry(sheet, words(followed), label, move, told)


def entry(sheet: Sheet, text: str, label: str, move: Move, told: Sequence[str] = ()) -> None:
    """An item of a move, with the words that speak for it where there are any."""
    evidence = move.evidence
    document = sheet.desk.store.document(sheet.desk.reader, evidence.document) if evidence else None
    if evidence is None or document is None or not evidence.quote:
        gone = [of_life.words_gone()] if evidence else []
        sheet.items.append(Item(label=label, text=text, notes=(*told, *gone)))
        return
    on = of_life.on_words(document.date)
    sheet.items.append(Item(label=label, text=text, citation=sheet.cite(document, _part(evidence)), notes=(*told, on)))


def suggested(sheet: Sheet, followed: Followed) -> list[Choice]:
    """What waits, each sentence with its quote and what it would change; the choices that deal with it."""
    choices: list[Choice] = []
    held = sentences(followed.waiting)
    for told in held:
        link = told[0].link
        change = "; ".join(of_life.suggests(each.axis, each.value) for each in told)
        label = of_life.suggestion_label(link.document.title, link.document.date)
        sheet.add(change, link.document, scope.part(link), label, [messages.tie_derived()])
        choices += deal(followed, told)
    if len(held) > 1:
        everything = of_life.command(followed.number, f"bekräfta {ALL}")
        choices.append(Choice(label=of_life.confirm_all(followed.number), text=everything))
    return choices


def deal(followed: Followed, told: Sequence[Suggestion]) -> list[Choice]:
    """The two choices of one sentence."""
    said = ", ".join(of_life.value(each.axis, each.value) for each in told)
    number, short = followed.number, told[0].short
    return [
        Choice(label=of_life.confirm(said, number), text=of_life.command(number, f"bekräfta {short}")),
        Choice(label=of_life.reject(said, number), text=of_life.command(number, f"avvisa förslag {short}")),
    ]


def looks(followed: Sequence[Followed], most: int) -> list[Choice]:
    """For a list: what deals with the suggestions of few things, else what opens each."""
    held = [one for one in followed if one.waiting and one.number]
    told = [(one, group) for one in held for group in sentences(one.waiting)]
    if len(told) <= _DIRECT:
        return [choice for one, group in told for choice in deal(one, group)]
    return [
        Choice(
            label=of_life.look(", ".join(of_life.value(each.axis, each.value) for each in one.waiting), one.number),
            text=of_life.command(one.number),
        )
        for one in held[:most]
    ]


def _part(evidence: Evidence) -> Source:
    start, quote = evidence.start, evidence.quote
    return Source.cut([(Page(evidence.page, " " * start + quote), start, start + len(quote))])


def _capital(text: str | None) -> str | None:
    return messages.capital(text) if text else None
