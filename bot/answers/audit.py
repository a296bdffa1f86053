"""What the auditors asked and found: questions with their verdicts, beside what they recommend on the same topic."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from bot import messages
from bot.answers import reports, scope
from bot.answers.answer import Answer
from bot.answers.passages.composing import passages
from bot.answers.recommendations import addressed
from bot.answers.sheet import Desk, Sheet
from bot.messages import of_matters
from bot.questions import vocabulary
from bot.questions.normalise import Bag, root, words
from bot.questions.question import Question
from bot.questions.reading import folded
from knowledge.facts import AuditQuestion, Recommendation
from knowledge.names import fold
from knowledge.store.api import Found

_VERDICT = re.compile(r"\b(i huvudsak|delvis|ja|nej)\b")
_SAID_SO = {
    "ja": re.compile(r"(?:ja|uppfyllt|uppfylls)\b"),
    "i huvudsak": re.compile(r".*\bi (?:huvudsak|allt vasentligt)\b"),
    "delvis": re.compile(r".*\bdelvis\b"),
    "nej": re.compile(r"(?:nej|ej|inte)\b"),
}
"""How a verdict that is asked for begins or stands in print, folded: auditors grade with "Ja" or with "Uppfyllt"."""
_SHOWN = 30
_YES_OR_NO = re.compile(
    r"^(?:och |men )?(?:är|var|finns|fanns|har|hade|får|fick|ges|görs|sker|kan|fungerar|uppfyll\w*|följ\w*|efterlev\w*"
    r"|bedriv\w*|genomför\w*|erbjud\w*|säkerställ\w*|upplev\w*|vidtas?|används?|dokumentera\w*|utvärdera\w*)\b"
)
"""How a question begins that yes or no answers: auditors ask so too."""
_FEWEST = 2
"""Topic words of such a question; fewer say too little of which one is meant."""
_AUDIT_QUESTION = re.compile(r"\brevisionsfråg\w+")


def audit(desk: Desk, question: Question) -> Answer | None:
    """The audit questions that are meant; None where the auditors asked nothing of the kind."""
    if question.aspect == "reports":
        return reports.reports(desk, question)
    if question.aspect in reports.TOLD and (told := reports.told_of_itself(desk, question)):
        return told
    if _asks_value(question) or (question.aspect and question.aspect != "overall"):
        return None
    verdict = _verdict(question)
    asked = question.without_topic({root(word) for word in verdict.split()}) if verdict else question
    about = (_of_report(desk, asked) if verdict else []) or _asked_about(desk, asked)
    found = [one for one in about if verdict is None or _SAID_SO[verdict].match(fold(_answer(one)))]
    recommended = [] if verdict else _recommended(desk, asked)
    if not found and not recommended:
        return _none_so(desk, question, verdict, about) if verdict and about else None
    assessed = None if found else passages(desk, question, assessed=True)
    sheet = Sheet(desk, question)
    for one in found[:_SHOWN]:
        _add(sheet, one)
    for one in recommended[: scope.SHOWN]:
        if isinstance(one.fact, Recommendation):
            sheet.add_fact(one, one.fact.text, of_matters.recommendation(one.fact.number))
    made = sheet.answered(_lead(found, recommended, verdict))
    return _before(assessed, made) if assessed else made


def verdict_on(desk: Desk, question: Question) -> Answer | None:
    """The verdict on a question that is asked in the words of an audit question; None where not exactly one is."""
    if question.command or question.aspect in ("reports", *reports.TOLD) or _asks_value(question):
        return None
    if not _YES_OR_NO.search(folded(question.said)):
        return None
    asked = replace(question.without_body(), topic=_content(question))
    if len(asked.topic) < _FEWEST:
        return None
    held = [one for one in scope.facts(desk, asked, "audit_questions") if _answer(one)]
    found = scope.on_topic(desk, asked, held, "question", own_only=True)
    if len(found) != 1 or not _is_of_body(desk, question, found[0]):
        return None
    sheet = Sheet(desk, question)
    _add(sheet, found[0])
    return sheet.answered(_lead(found, [], None), intent="audit")


def _content(question: Question) -> tuple[str, ...]:
    """Roots of the content words of a question, whatever took them, but for its body, its place and who audits."""
    quiet = vocabulary.ignored("audit")
    for said in (question.body and question.body.said, question.municipality, question.period and question.period.said):
        quiet |= {word.root for word in words(said or "")}
    stop = vocabulary.stop_words()
    content = (word for word in words(question.said) if word.folded not in stop and word.root not in quiet)
    return tuple(dict.fromkeys(word.root for word in content if len(word.folded) > 1))


def _is_of_body(desk: Desk, question: Question, found: Found) -> bool:
    """Whether the report begins with the body that the question names, where it names one."""
    opening = Bag.of(found.document.title, scope.opening(desk, found.document))
    return question.body is None or opening.covers(word.root for word in words(question.body.said))


def told_by_auditors(desk: Desk, question: Question) -> Answer | None:
    """The passage that answers what auditors found: what they assess first; what they were to answer, only so."""
    assessed = None if _asks_value(question) else passages(desk, question, assessed=True)
    if assessed or _AUDIT_QUESTION.search(folded(question.said)):
        return assessed
    told = passages(desk, question)
    if told and question.aspect in reports.TOLD:
        said = any(reports.says(question.aspect, one.quote) for one in told.citations)
        return told if said else None
    return told


def _asks_value(question: Question) -> bool:
    """Whether a number, a day or a reason is asked for, which no verdict is."""
    counts_questions = question.count and re.search(r"frågor(?:na)?\b", folded(question.said))
    return question.why or question.when or question.long or question.often or (question.count and not counts_questions)


def _answer(found: Found) -> str:
    """The verdict as printed, "" where none is."""
    return found.fact.answer or "" if isinstance(found.fact, AuditQuestion) else ""


def _none_so(desk: Desk, question: Question, verdict: str, about: list[Found]) -> Answer:
    """None was answered so: said, with the verdicts that were given."""
    sheet = Sheet(desk, question)
    for one in about[:_SHOWN]:
        _add(sheet, one)
    given = Counter(answer for one in about if (answer := messages.one_line(_answer(one))))
    return sheet.answered(of_matters.no_verdict(verdict, given.most_common()))


def _before(assessed: Answer, made: Answer) -> Answer:
    """What the auditors found, then what they recommend of it."""
    first = len(assessed.citations)
    items = tuple(
        item if item.citation is None else item.model_copy(update={"citation": item.citation + first})
        for item in made.items
    )
    notes = (*assessed.notes, *made.notes)
    citations = (*assessed.citations, *made.citations)
    return made.model_copy(update={"lead": assessed.lead, "items": items, "citations": citations, "notes": notes})


def _of_report(desk: Desk, question: Question) -> list[Found]:
    """Every question of the reports whose titles hold the topic: "delvis i granskningen av inköp" means them all."""
    if not question.topic:
        return []
    held = scope.facts(desk, question, "audit_questions")
    return [one for one in held if Bag.of(one.document.title).covers(question.topic)]


def _asked_about(desk: Desk, question: Question) -> list[Found]:
    """The questions on the topic; where none is, those whose comments or reports are."""
    held = scope.facts(desk, question, "audit_questions")
    return scope.on_topic(desk, question, held, "question", own_only=True) or scope.on_topic(
        desk, question, held, "question", "comment"
    )


def _verdict(question: Question) -> str | None:
    match = _VERDICT.search(folded(question.said))
    return fold(match[1]) if match else None


def _recommended(desk: Desk, question: Question) -> list[Found]:
    if not question.topic:
        return []
    held = scope.facts(desk, question.without_body(), "recommendations")
    return scope.on_topic(desk, question, [one for one in held if addressed(question, one)], "text")


def _add(sheet: Sheet, found: Found) -> None:
    fact = found.fact
    if isinstance(fact, AuditQuestion):
        text = of_matters.audited(fact.question, fact.answer, fact.comment)
        sheet.add_fact(found, text, messages.label(of_matters.audit_question(), found.document.title))


def _lead(found: list[Found], recommended: list[Found], verdict: str | None) -> str:
    facts = [one.fact for one in found if isinstance(one.fact, AuditQuestion)]
    if verdict and facts:
        return of_matters.with_verdict(len(facts), messages.one_line(facts[0].answer or ""))
    if len(facts) == 1:
        return of_matters.audited(facts[0].question, facts[0].answer, None)
    if facts:
        return of_matters.audit_lead(len(facts))
    return of_matters.recommendations_lead(len(recommended), 0, 0)
