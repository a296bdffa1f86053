"""Förslag beside beslut, clause by clause: what is unchanged, what was changed, what is new and what was left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot import messages
from bot.answers import scope, stands
from bot.answers.answer import Answer, Words
from bot.answers.comparing import Source, Step, proposed, steps
from bot.answers.nothing import not_found
from bot.answers.sheet import Desk, Sheet, basis_notes
from bot.messages import of_comparing, of_matters
from bot.questions.question import Question
from knowledge.facts import Decision, Proposal
from knowledge.linking.taken_up import text_of
from knowledge.linking.wording import Run, changes, same
from knowledge.store.api import Found, Link

_SHOWN = 20
"""Items of an answer."""
_ORDER = ("same", "changed", "reference", "new", "left")


def compare(desk: Desk, question: Question) -> Answer | None:
    """What differs between what was proposed and what was decided; None where neither is held."""
    found = steps(desk, question)
    sheet = Sheet(desk, question)
    if not found:
        return _only_proposed(sheet, question)
    told = [step for step in found if step.sources] or found[:1]
    for step in told:
        _add(sheet, step)
    notes = _notes(sheet, told)
    left = len(sheet.items) - _SHOWN
    if left > 0:
        sheet.items = sheet.items[:_SHOWN]
        cited = {item.citation for item in sheet.items if item.citation is not None}
        sheet.citations = sheet.citations[: max(cited, default=-1) + 1]
        notes.append(messages.more_left(left))
    return sheet.answered(_lead(desk, question, told[0]), notes)


def _only_proposed(sheet: Sheet, question: Question) -> Answer | None:
    found = proposed(sheet.desk, question)
    if not found:
        return not_found(sheet.desk, question, of_comparing.comparable())
    for one in found[:_SHOWN]:
        stands.add(sheet, one)
    matter = _matter(sheet.desk, question, found[0])
    return sheet.answered(of_comparing.only_proposed(matter, text_of(found[0])), [of_matters.only_proposals()])


def _notes(sheet: Sheet, told: Sequence[Step]) -> list[str]:
    notes = [of_comparing.marks()] if any(item.changes for item in sheet.items) else []
    if any(step.sources or any(link for _, link in step.claims) for step in told):
        notes.append(of_comparing.derived())
    if to := _proposed_to(told[0]):
        notes.append(of_comparing.only_upward(to))
    return [*notes, *stands.adjusted_notes([one for step in told for one in step.decided])]


# -- the lead ---------------------------------------------------------------------------------------------------------


def _lead(desk: Desk, question: Question, step: Step) -> str:
    matter = _matter(desk, question, step.decided[0])
    told = [_against(step, source) for source in reversed(step.sources) if source.taken or not source.of_members]
    told += [_on_motion(step, source) for source in step.sources if source.fates]
    if told:
        return of_comparing.about(matter, " ".join(told))
    own = [one for one in step.decided if not getattr(one.fact, "proposed_to", None)]
    text, to = text_of([*own, *step.decided][0]), _proposed_to(step)
    return of_comparing.only_passed_on(matter, to, text) if to and not own else of_comparing.only_decided(matter, text)


def _against(step: Step, source: Source) -> str:
    """How the decision stands to one source."""
    counts = Counter(_status(source, one) for one in step.decided)
    counts["left"] = len(_left_out(source))
    what = of_comparing.what(
        _proposed_to(step), any(not getattr(one.fact, "proposed_to", None) for one in step.decided)
    )
    paper = _paper(source)
    if not +Counter({name: counts[name] for name in _ORDER[1:]}):
        return of_comparing.follows(paper, counts["same"], what)
    if counts["reference"] and not (counts["changed"] or counts["new"] or counts["left"]):
        return of_comparing.refers(paper)
    return of_comparing.differs(paper, [(name, counts[name]) for name in _ORDER], what)


def _on_motion(step: Step, source: Source) -> str:
    told = Counter(of_comparing.fate(link.kind, _outcome(step, link)) for link in source.fates.values())
    return of_comparing.fates(_paper(source), list(told.items()))


def _proposed_to(step: Step) -> str | None:
    """The body to which some or all that is decided only goes as a proposal."""
    to = [one.fact.proposed_to for one in step.decided if isinstance(one.fact, Decision) and one.fact.proposed_to]
    return to[0] if to else None


def _matter(desk: Desk, question: Question, found: Found) -> str:
    numbers = getattr(found.fact, "case_numbers", ())
    heading = scope.heading(desk, found)
    if not heading and isinstance(found.fact, Proposal) and found.fact.item is None:
        heading = found.document.title
    case = next(iter(numbers), None) or question.case_said or ""
    return of_matters.matter(case, messages.one_line(heading))


def _paper(source: Source) -> str:
    document = source.document
    return of_comparing.paper(document.kind, document.body, source.item, document.date)


# -- the items --------------------------------------------------------------------------------------------------------


def _add(sheet: Sheet, step: Step) -> None:
    """Each decided clause below the förslag that it takes up; then what was left out, motions and yrkanden."""
    beside = [source for source in step.sources if source.taken or not source.of_members]
    for one in step.decided:
        statuses = [_status(source, one) for source in beside]
        for source, status in zip(beside, statuses, strict=True):
            if status != "new":
                clause, _ = source.taken[one.id]
                _proposal(sheet, source, clause, status, changes(text_of(clause), text_of(one)))
        _decision(sheet, one, "new" if statuses and set(statuses) == {"new"} else None)
    for source in beside:
        for clause in _left_out(source):
            _proposal(sheet, source, clause, "left")
    for source in step.sources:
        for clause in source.clauses:
            if (link := source.fates.get(clause.id)) is not None:
                _fate(sheet, clause, link, _outcome(step, link))
    for claim, fate in step.claims:
        _claim(sheet, claim, fate)


def _status(source: Source, decision: Found) -> str:
    if decision.id not in source.taken:
        return "new"
    clause, link = source.taken[decision.id]
    if link.rule == "decided.by-reference":
        return "reference"
    return "same" if same(text_of(clause), text_of(decision)) else "changed"


def _left_out(source: Source) -> list[Found]:
    """The clauses that no decided clause takes up, grants or rejects."""
    referred = any(link.rule == "decided.by-reference" for _, link in source.taken.values())
    taken = {clause.id for clause, _ in source.taken.values()} | set(source.fates)
    return [] if referred else [clause for clause in source.clauses if clause.id not in taken]


def _proposal(sheet: Sheet, source: Source, clause: Found, status: str, runs: Sequence[Run] = ()) -> None:
    """A clause of a förslag, with what became of its words."""
    document = source.document
    where = of_comparing.paper_label(document.kind, document.body, source.item, document.date)
    label = messages.label(of_comparing.proposal_of(document.kind), of_comparing.status(status), where)
    words = [Words(sort=run.sort, text=messages.one_line(run.text)) for run in runs] if status == "changed" else []
    also = [of_comparing.also_in([_paper(one) for one in source.also])] if source.also else []
    notes = [*also, *basis_notes(clause.fact)]
    sheet.add(_marked(words) or text_of(clause), document, clause.fact.source, label, notes, words)


def _decision(sheet: Sheet, found: Found, status: str | None) -> None:
    fact = found.fact
    if not isinstance(fact, Decision):
        return
    what = of_matters.proposal_to(fact.proposed_to) if fact.proposed_to else of_matters.decision()
    body = fact.body or found.document.body
    label = messages.label(
        what,
        of_comparing.status(status) if status else None,
        messages.section(fact.item),
        body,
        stands.day_of(found.document),
    )
    sheet.add_fact(found, fact.text, label, [messages.proposes(fact.proposed_to)] if fact.proposed_to else [])


def _marked(words: Sequence[Words]) -> str:
    """The words with their marks, for plain text."""
    marks = {"deleted": of_comparing.struck, "added": of_comparing.inserted}
    return " ".join(marks[one.sort](one.text) if one.sort in marks else one.text for one in words)


def _outcome(step: Step, link: Link) -> str | None:
    """The outcome of the decided clause that a tie is of."""
    facts = (one.fact for one in step.decided if one.id == link.source)
    return next((fact.outcome for fact in facts if isinstance(fact, Decision)), None)


def _fate(sheet: Sheet, clause: Found, link: Link, outcome: str | None) -> None:
    """A motion's clause with what became of it."""
    document = clause.document
    fate = of_comparing.fate(link.kind, outcome)
    label = messages.label(of_comparing.proposal_of(document.kind), fate, stands.day_of(document))
    sheet.add_fact(clause, text_of(clause), label)


def _claim(sheet: Sheet, claim: Found, link: Link | None) -> None:
    """A yrkande, what became of it, and the words that say so."""
    fact = claim.fact
    if not isinstance(fact, Proposal):
        return
    fate = of_comparing.fate(link.kind) if link else of_comparing.fate_unknown()
    where = messages.label(messages.section(fact.item), stands.day_of(claim.document))
    text = of_matters.proposed(fact.by, fact.text, fact.supported_by, None)
    sheet.add_fact(claim, text, messages.label(messages.capital(fact.kind), fate, where))
    if link is not None:
        label = messages.label(of_comparing.says_so(), where)
        sheet.add(link.quote, link.document, scope.part(link), label)
