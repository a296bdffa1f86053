"""Assignments (uppdrag): given by a decision, duties with their last day, questions to answer at a dated meeting."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.extraction import bodies, dates, decisions, headings, items, meeting, periods, sentences
from knowledge.extraction.context import Context
from knowledge.extraction.gates import Gate, folded
from knowledge.facts import Assignment, Source, squeeze
from knowledge.vocabulary import load

_WORDS = load("assignments")


def _any(name: str) -> str:
    return "|".join(_WORDS[name])


_GIVEN = re.compile(rf"\b(?:{_any('given')})\b", re.IGNORECASE)
_DUTY = re.compile(rf"\b(?:{_any('duties')})\b", re.IGNORECASE)
_DEADLINE = re.compile(r"\b(?:senast|dock senast)\b", re.IGNORECASE)
_LATEST = re.compile(rf"\b(?:{_any('latest')})\b", re.IGNORECASE)
_ANSWERED = re.compile(rf"\b(?:{_any('answered')})\b", re.IGNORECASE)
_PAST = re.compile(
    r"\b(?:skulle|begärt|begärde|fick|hade|beslutades?|behandlades|antogs|reviderades|fastställdes|inkom|lämnades)\b",
    re.IGNORECASE,
)
_TO = re.compile(r"\b(?:uppdrar?\s+(?:åt|till)|ger)\s+(?P<who>[^,.:]{3,90}?)\s+(?:i uppdrag|att)\b", re.IGNORECASE)
_GETS = re.compile(
    r"(?:^|att\s+)(?P<who>[A-ZÅÄÖa-zåäö][^,.:]{2,90}?)\s+(?:får|ges)\s+(?:i uppdrag|uppdraget|i uppgift)\b"
)
_SENT_BY = re.compile(r"^(?P<who>[A-ZÅÄÖ][^,.:]{2,60}?)\s+(?:ska|skall|ombeds|uppmanas|måste)\s")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])")
_CLOSE = 35
_ANY_DAY = "2000-01-01"
_REPORTED = re.compile(
    rf"\b(?:(?:ska|skall|att|får i uppdrag|ges i uppdrag)\b[^.]*?\b(?:{_any('reporting')})|"
    rf"(?:{_any('reports')})\s+(?:{_any('given_as')}))\b[^.]*?(?P<when>\b(?:{_any('on_day')})\b)",
    re.IGNORECASE,
)
_EVERY = re.compile(
    r"\bsenast\b[^.]{0,40}\b(?:varje|var(?:t|je)? (?:\w+ )?)\s*(?:år|månad|kvartal|tertial|halvår)\b", re.IGNORECASE
)
_RECOMMENDED = re.compile(r"Rekommendation(?:er)?\b", re.IGNORECASE)
_NEXT_MEETING = re.compile(_any("next_meeting"), re.IGNORECASE)
# "får i uppdrag att till nämndens sammanträde den 12 september redovisa …"
_REPORTED_AFTER = re.compile(
    rf"\b(?:ska|skall|att|i uppdrag)\b[^.]*?(?P<when>\b(?:{_any('on_day')})\b)[^.]*?\b(?:{_any('reporting')})\b",
    re.IGNORECASE,
)
_PROPOSERS = frozenset({"motion", "ledamotsinitiativ", "yttrande", "kallelse"})
_PROPOSED = frozenset({"förslag till beslut", "förslag till annat organ", "yrkande", "beslutsgång", "reservation"})
_TELLS = Gate(_REPORTED)
_ANY, _ANY_OR_GIVEN = Gate(_DEADLINE, _REPORTED, _ANSWERED), Gate(_DEADLINE, _REPORTED, _ANSWERED, _GIVEN)
_THINGS = re.compile(
    r"(?:uppdraget|yttrandet|svaret|åtgärder|redovisningen|rapporten|arbetet|handlingsplanen|det|detta|den)\b",
    re.IGNORECASE,
)


def find(context: Context) -> list[Assignment]:
    """The assignments in the order of the document, each once. What is only proposed is a proposal and left out."""
    if context.document.kind in _PROPOSERS:
        return []
    found = [*_duties(context), *_given(context)]
    found.sort(key=lambda one: (one.source.page or 0, one.source.start))
    made: dict[str, Assignment] = {}
    for one in found:
        made.setdefault(squeeze(one.text), one)
    return list(made.values())


def _given(context: Context) -> Iterator[Assignment]:
    """Those that a decision of the body itself gives: what it only proposes to another body is not given yet."""
    for decision in decisions.find(context):
        if decision.proposed_to:
            continue
        for text in _SENTENCE.split(decision.text):
            if _GIVEN.search(text):
                yield _made(context, text, decision.source, "assignments.given")


def _duties(context: Context) -> Iterator[Assignment]:
    """Sentences that say what is to be done and its last day, or that a question is answered at a dated meeting."""
    left_out, given = proposed(context), _given_here(context)
    gate = _ANY_OR_GIVEN if given else _ANY
    told = (item for item in items.split(context) if context.may_hold(gate, item.start, item.end))
    spans = (span for item in told for span in sentences.spans(context, item.start, item.end))
    for start, end in spans:
        if any(first <= start < last for first, last in left_out):
            continue
        text = context.text(start, end)
        rule = _rule(text, context.document.date or _ANY_DAY)
        if not rule and given and _GETS_TASK.match(text) and not _PAST.search(text):
            rule = "assignments.given-in-text"
        if rule:
            source = context.cite((start, end), section=context.outline.label_at(start))
            yield _made(context, text, source, rule)


def proposed(context: Context) -> list[tuple[int, int]]:
    """The spans under headings of proposals: of the sections in minutes, of the whole document elsewhere."""
    if context.is_minutes:
        return [(block.start, block.end) for section in context.sections for block in section.of_kind(*_PROPOSED)]
    spans: list[tuple[int, int]] = []
    opened: int | None = None
    for line in context.flow.lines:
        heading = headings.recognise(line.text)
        if heading is None:
            continue
        if opened is not None:
            spans.append((opened, line.start))
        opened = line.end if heading.kind in _PROPOSED else None
    return [*spans, (opened, len(context.flow.text))] if opened is not None else spans


def _rule(text: str, reference: str) -> str | None:
    if _RECOMMENDED.match(text) or _EVERY.search(text):
        return None
    said = folded(text)
    if not _ANY.admits(said):
        return None
    if _DEADLINE.search(text) and _DUTY.search(text) and not _LATEST.search(text) and not _PAST.search(text):
        found = periods.last_day(text[_last_deadline(text) :], reference)
        if found and found.start <= _CLOSE:
            return "assignments.duty-with-last-day"
    told = _REPORTED.search(text) if _TELLS.admits(said) and not _PAST.search(text) else None
    if told:
        found = periods.last_day(text[told.start("when") :], reference)
        if found and found.start <= _CLOSE and found.date >= reference:
            return "assignments.report-on-day"
    if _ANSWERED.search(text) and dates.first(text, _ANY_DAY):
        return "assignments.answer-at-meeting"
    return None


def _given_here(context: Context) -> bool:
    """Whether a task is given where its sentence stands: minutes with unions decide without a heading, and a budget
    lists tasks under a heading that says so.
    """
    if context.document.kind == "övrigt":
        return any(_TASKS.fullmatch(line.stripped) for line in context.flow.lines)
    return context.document.kind == "samverkansprotokoll"


_TASKS = re.compile(r"(?:[\d.]+ )?(?:Särskilda u|U)ppdrag(?: till .{3,60})?:?")
_GETS_TASK = re.compile(
    rf"\A(?!.*\b(?:om|när|inte|ej|hur)\b.*\buppdrag).{{3,120}}?\b(?:{_any('given')})\b", re.IGNORECASE
)


def _last_deadline(text: str) -> int:
    """Where the last "senast" begins that a day or period follows."""
    return [match.start() for match in _DEADLINE.finditer(text)][-1]


def _made(context: Context, text: str, source: Source, rule: str) -> Assignment:
    due = _due(context, text, rule)
    return Assignment(
        text=text,
        responsible=_responsible(text),
        due=due.date if due else None,
        basis="derived" if due and due.derived else "stated",
        source=source,
        rule=rule,
    )


def _due(context: Context, text: str, rule: str) -> periods.LastDay | None:
    """The last day: after "senast", else where it is said when to report or to answer."""
    reference = context.document.date
    told = _REPORTED.search(text) or _REPORTED_AFTER.search(text)
    if _DEADLINE.search(text):
        after = text[_last_deadline(text) :]
        found = periods.last_day(after, reference)
        return found if found and found.start <= _CLOSE else _dated(after, reference)
    if told:
        found = periods.last_day(text[told.start("when") :], reference)
        return found if found and found.start <= _CLOSE else None
    if rule == "assignments.given-in-text" and _NEXT_MEETING.search(text):
        held = meeting.find(context)
        coming = held.next_meeting if held else None
        return periods.LastDay(0, coming.date, True) if coming and coming.date else None
    by_day = _BY_DAY.search(text) if rule.startswith("assignments.given") else None
    if by_day:
        return _dated(by_day.group(), reference)
    return None if rule.startswith("assignments.given") else _dated(text, reference)


# "… att ta fram en broschyr till den 1 september 2026."
_BY_DAY = re.compile(r"\b(?:till|före|innan) (?:den )?\d{1,2} [a-zåäö]+(?: \d{4})?[ .,]*$", re.IGNORECASE)


def _dated(text: str, reference: str | None) -> periods.LastDay | None:
    found = dates.first(text, reference, "future")
    return periods.LastDay(found.start, found.date, found.derived) if found else None


def _responsible(text: str) -> str | None:
    """Who is to do it, where the sentence names an office, a body or a person for it."""
    for pattern in (_TO, _GETS, _SENT_BY):
        match = pattern.search(text)
        if match and not _THINGS.match(match["who"]):
            who = " ".join(match["who"].split())
            return bodies.display(who) if who else None
    return None
