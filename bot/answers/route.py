"""Question → Answer: each intent has its family; what no fact answers, a passage may."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from bot import messages
from bot.answers import choosing, needs
from bot.answers import help as helping
from bot.answers.answer import Answer
from bot.answers.appeals import appeals
from bot.answers.assignments import assignments, open_points
from bot.answers.attendance import attendance
from bot.answers.audit import audit, told_by_auditors, verdict_on
from bot.answers.case import case
from bot.answers.collection import collection
from bot.answers.compare import compare
from bot.answers.decisions import decisions
from bot.answers.granted import granted
from bot.answers.meeting import meeting
from bot.answers.nothing import not_found
from bot.answers.papers import papers
from bot.answers.passages import alike, asked
from bot.answers.passages.composing import passages
from bot.answers.passages.wanted import kind_words
from bot.answers.passed_on import recommended
from bot.answers.patterns import patterns
from bot.answers.pending import pending
from bot.answers.people import person
from bot.answers.promises import promises
from bot.answers.proposals import proposals
from bot.answers.recommendations import recommendations
from bot.answers.replies import replied
from bot.answers.roles import role
from bot.answers.sheet import Desk
from bot.answers.signatories import signatories
from bot.answers.submitted import submitted
from bot.answers.timeline import timeline
from bot.answers.values import decided_value
from bot.answers.voices import voices
from bot.messages import of_matters
from bot.questions import capitals, vocabulary
from bot.questions.affiliations import names_unions
from bot.questions.normalise import Bag, root, words
from bot.questions.question import Body, Intent, Question

_ASKING = re.compile(
    r"\b(?:vad|vem|vems|vilk\w+|hur|när|var|varför|vart|finns|är|har|ska|kan|får|fick|sök|visa|säg|berätta)\b"
)
_FEW = 2
"""Topic words of a question for a reason of which the first must stand in what is quoted: a heading gives none."""
_FROM = re.compile(r"\b(?:från|från och med|fr\.?o\.?m\.?|till|t\.?o\.?m\.?|gälla|gäller|senast|före)(?: den)?\s*$")
"""What stands before a day that belongs to the matter."""
_HOLDS_FROM = re.compile(
    r"\b(?:gälla|gäller|träda i kraft|träder i kraft)(?: från(?: och med)?| fr\.?o\.?m\.?)?(?: den)?\s*$"
)
"""The same before a day on which there also was a meeting."""
_ABSENCE = re.compile(r"\bfrånvaron?\b")
_TERM = re.compile(
    r"^(?:och |men )?(?:när|vilken dag|vilket datum) (?:börjar|slutar|startar|inleds|avslutas) (?:höst|vår)?termin",
    re.IGNORECASE,
)
"""A school's term, which is no time of a meeting's."""
_OF_MEETINGS = re.compile(r"\b\w*(?:möte|sammanträd|protokoll|dagordning)\w*")

Family = Callable[[Desk, Question], Answer | None]

_TALK: Mapping[Intent, Callable[[Question], Answer]] = {
    "help": helping.help_answer,
    "smalltalk": helping.smalltalk,
    "unclear": helping.unclear,
    "subscriptions": helping.subscriptions,
    "followed": helping.followed,
}
_FAMILIES: Mapping[Intent, Family] = {
    "decisions": decisions,
    "case": case,
    "compare": compare,
    "appeals": appeals,
    "references": papers,
    "collection": collection,
    "attendance": attendance,
    "meeting": meeting,
    "recommendations": recommendations,
    "audit": audit,
    "proposals": proposals,
    "statements": voices,
    "reservations": voices,
    "votes": voices,
    "assignments": assignments,
    "open_points": open_points,
    "person": person,
    "role": role,
    "signatories": signatories,
    "timeline": timeline,
    "patterns": patterns,
    "promises": promises,
    "passages": lambda desk, question: _told(desk, question),
}
_BY_PASSAGE: frozenset[Intent] = frozenset({"audit", "case", "role", "signatories", "person", "appeals"})
"""Intents whose question a sentence of the record answers as well as a fact, when every content word is in it."""
_BY_WORDING: frozenset[Intent] = frozenset(
    {"votes", "reservations", "statements", "recommendations", "assignments", "promises", "references"}
)
"""Intents that a sentence answers only where it also holds the words by which the intent was known."""
_BY_MEETING: frozenset[Intent] = frozenset({"meeting", "open_points"})
"""Intents whose words ("hur länge", "när") are used of other things than meetings too."""
_YEAR_IN_TOPIC: frozenset[Intent] = frozenset(
    {
        "decisions",
        "compare",
        "proposals",
        "audit",
        "recommendations",
        "signatories",
        "votes",
        "reservations",
        "statements",
        "assignments",
    }
)
"""Intents in which a year may belong to the matter ("budget 2021")."""
_BY_WHOM: frozenset[Intent] = frozenset({"recommendations", "patterns", "audit", "passages", "assignments"})
"""Intents in which a body of which no documents are held may be named by those of others."""
_ABOUT_BODIES: frozenset[Intent] = frozenset(
    {"decisions", "proposals", "votes", "reservations", "statements", "case", "timeline", "compare"}
)
"""Intents in which a body of which no documents are held may be what the matter is about."""
_ACTS_BEFORE = re.compile(
    r"\b(?:beslut\w*|bestäm\w*|fattade|sa|sade|godkän\w*|antog|antagit|avslog|avslagit|biföll|fastställ\w*|tillstyrk\w*"
    r"|avstyrk\w*|bordlade|återremitterade|enades|ansåg|tyckte|svarade|yrkade|röstade|klubbade|behandlade|föreslog"
    r"|föreslår|reserverade|i|på|hos)(?: sig)?(?: man| i)?(?: [\w-]+,? (?:och|samt))?\s*$",
    re.IGNORECASE,
)
"""What stands before a body that acts, which may have more words before it ("kretslopp och …")."""
_ACTS_AFTER = re.compile(
    r"s? (?:beslut|protokoll|möte|sammanträd|har|sa|tyck|ans[åe]|yrka|röst|avsl|bif[aö]l|anto|godkän)", re.IGNORECASE
)
_ELSEWHERE: Mapping[Intent, Family] = {"decisions": pending, "recommendations": recommended}
"""What the papers of others tell of the body that is asked about, where its own tell nothing."""
_NEED_WORDS: frozenset[Intent] = frozenset({"case", "timeline", "compare", "person", "passages", "decisions"})


def answer(desk: Desk, question: Question) -> Answer:
    """The answer of the intent's family. Raises StoreBusy where the record is locked."""
    if question.intent in _TALK:
        return _TALK[question.intent](question)
    if question.command and question.intent in _NEED_WORDS and not re.search(r"\w", question.said):
        return helping.needs(question)
    if question.elsewhere:
        return not_found(desk, question, messages.not_found_of(question.intent))
    named = question.intent in _BY_WHOM or question.aspect == "elected" or question.why
    if question.body and not question.body.names and not named:
        return _of_unheld(desk, question) or not_found(desk, question, messages.not_found_of(question.intent))
    found = _answer(desk, question) or not_found(desk, question, messages.not_found_of(question.intent))
    return _with_other_numbers(desk, question, found)


def _of_unheld(desk: Desk, question: Question) -> Answer | None:
    """What others decided about a body of which no documents are held; None where its own doing is asked for."""
    if question.body is None or question.intent not in _ABOUT_BODIES or _does(question, question.body):
        return None
    about = tuple(word.root for word in words(question.body.said))
    found = _answer(desk, replace(question.without_body(), topic=(*question.topic, *about)))
    return found if found and found.outcome == "answered" else None


def _does(question: Question, body: Body) -> bool:
    """Whether the body is who acts ("beslutade nämnden", "i nämnden"), not whom it is about ("nämnden ska få …")."""
    before, _, after = question.said.partition(body.said)
    return bool(_ACTS_BEFORE.search(before) or _ACTS_AFTER.match(after))


def _with_other_numbers(desk: Desk, question: Question, found: Answer) -> Answer:
    """With a note of the other registries' numbers under which the case was looked up too, and who says so."""
    if question.case is None or found.outcome != "answered":
        return found
    others = desk.store.same_case(desk.reader, question.case)
    notes = [of_matters.same_case(other.printed, other.document.title, other.document.date) for other in others]
    return found.model_copy(update={"notes": (*found.notes, *notes)}) if notes else found


def _answer(desk: Desk, question: Question) -> Answer | None:
    """The family's answer; a year that follows its word ("budget 2021") belongs to the topic first."""
    nothing: Answer | None = None
    if not question.follows and (verdict := verdict_on(desk, question)):
        return verdict
    if listed := submitted(desk, question) or replied(desk, question):
        return listed
    if question.intent == "meeting" and _TERM.search(question.said):
        return _told(desk, replace(question, intent="passages", period=None, told=frozenset()))
    if _is_of_a_matter(question):
        told = _told(desk, replace(question, told=frozenset()))
        if told or question.aspect == "length":
            return told
    for one in _ways(desk, question):
        found = _FAMILIES[one.intent](desk, one)
        if found and found.outcome != "not_found" and (one.period or _says_start(desk, question, found)):
            return found
        nothing = nothing or (found if one.period or found is None or found.outcome == "not_found" else None)
    if question.soft and (spelled := _spelled(desk, question)) and (found := _FAMILIES[question.intent](desk, spelled)):
        return granted(spelled, found)
    elsewhere = None if question.command else _ELSEWHERE.get(question.intent)
    return (elsewhere and elsewhere(desk, question)) or _by_passage(desk, question) or nothing


def _spelled(desk: Desk, question: Question) -> Question | None:
    """The question with its misspelt topic words as the record spells them; None where none is misspelt."""
    read: list[tuple[str, str]] = []
    topic = set(question.topic)
    for word in words(question.topic_said):
        meant = desk.search.spelling(desk.reader, word.folded)
        if meant and word.root in topic:
            read.append((word.folded, meant))
            topic = (topic - {word.root}) | {root(meant)}
    return replace(question, topic=tuple(topic), read_as=tuple(read)) if read else None


def _told(desk: Desk, question: Question) -> Answer | None:
    """The sum or day that a decision sets, else the passage that answers."""
    value = None if question.command else decided_value(desk, question)
    if value is None and _only_names(question):
        value = decisions(desk, replace(question, intent="decisions"))
    told = value or passages(desk, question)
    return None if told and _lacks_name(question, told) else told


def _only_names(question: Question) -> bool:
    """Whether the text asks nothing and only names a matter ("cykelplan för tätorten"), in two words or more."""
    said = question.said.casefold()
    asks = question.count or question.money or question.when or question.why or question.long or question.often
    alone = not (asks or question.command or "?" in said or _ASKING.search(said))
    return alone and len([root for root in question.topic if not root.isdigit()]) > 1


def _lacks_name(question: Question, told: Answer) -> bool:
    """Whether what is cited lacks a name in capitals that is asked for ("SAMLA" is not "samlad"), or what is asked
    the reason of ("varför höjdes …")."""
    topic = [root for root in question.topic if root not in kind_words("reason")]
    if question.why and 0 < len(topic) <= _FEW:
        quoted = Bag.of(*(one.quote for one in told.citations))
        if not (alike.met(quoted, topic[0]) or alike.ends_in(quoted, topic[0])):
            return True
    cited = [part for one in told.citations for part in (one.quote, one.title, one.section) if part]
    return not capitals.held(question.names, *cited) or not names_unions(question.unions, *cited)


def _spoken(question: Question) -> Question:
    """A follow-up with the words that it left to the conversation, since passages are sought by what is said."""
    if not question.follows:
        return question
    held = {word.root for word in words(question.said)}
    left = [word.folded for word in words(question.topic_said) if word.root not in held]
    return replace(question, said=" ".join((question.said, *left)))


def _by_passage(desk: Desk, question: Question) -> Answer | None:
    """The passage that answers where no fact does, as far as the intent may be answered so."""
    question = _spoken(question)
    if (
        question.intent in _BY_WORDING
        or (question.intent == "proposals" and question.asks_who)
        or _is_of_no_meeting(question)
    ):
        return _quoted(desk, question) or _day_of(desk, question)
    if question.intent == "meeting" and question.aspect in choosing.OFFICES:
        return _of_office(desk, question)
    if not question.topic:
        return None
    if question.intent == "audit":
        return told_by_auditors(desk, question)
    if question.intent == "proposals" and (question.why or asked.asks_value(question)):
        return passages(desk, replace(question, told=frozenset()))
    if question.intent == "role" and asked.of_several(question):
        return passages(desk, question) or passages(desk, replace(question, intent="passages"))
    if question.why or (question.count and question.intent == "attendance"):
        told = passages(desk, question)
        return None if told and _lacks_name(question, told) else told
    if question.intent == "decisions" and not question.soft and not question.command:
        return passages(desk, question, decided=True)
    if (
        question.why
        or question.soft
        or question.intent in _BY_PASSAGE
        or (question.intent in _BY_MEETING and not question.command)
    ):
        told = passages(desk, question)
        return None if told and not names_unions(question.unions, *(one.quote for one in told.citations)) else told
    return None


def _ways(desk: Desk, question: Question) -> list[Question]:
    """The question, and the same with its year or month as a topic word; the likelier first."""
    asked = [question]
    if question.topic and question.period and question.period.is_year and question.intent in _YEAR_IN_TOPIC:
        of_matter = question.period.said[:1].isdigit() and question.intent != "assignments"
        asked.insert(0 if of_matter else 1, question.with_year_as_topic())
    elif question.topic and question.period and not question.period.is_day and question.intent in _YEAR_IN_TOPIC:
        asked.append(question.with_period_as_topic())
    if question.topic and _is_start(desk, question):
        asked.append(replace(question, period=None))
    return [*asked, *_reworded(question)]


def _reworded(question: Question) -> list[Question]:
    """The question with a noun of its topic as the verb that decisions write ("nedläggning", "läggs ner")."""
    known = vocabulary.reworded()
    return [
        replace(question, topic=(*(one for one in question.topic if one != noun), *way))
        for noun in question.topic
        for way in known.get(noun, ())
    ]


def _is_start(desk: Desk, question: Question) -> bool:
    """Whether the day is one from which something holds, and no meeting's."""
    period = question.period
    if period is None or not period.is_day or question.intent not in _YEAR_IN_TOPIC:
        return False
    before = question.said.casefold().split(period.said.casefold())[0]
    return bool((_FROM if period.since not in desk.lexicon.days else _HOLDS_FROM).search(before))


def _says_start(desk: Desk, question: Question, found: Answer) -> bool:
    """Whether what is cited names the day from which something is asked to hold."""
    if question.period is None or not _is_start(desk, question):
        return True
    day = re.sub(r"^den ", "", question.period.said.casefold())
    cited = messages.one_line(" ".join(one.quote for one in found.citations)).casefold()
    return day in cited or question.period.since in cited


def _is_of_a_matter(question: Question) -> bool:
    """Whether a day or time is asked of a matter, though meetings are asked so too ("när börjar plogningen?")."""
    if (
        question.intent != "meeting"
        or question.aspect not in ("length", "when")
        or not (question.topic or question.people)
    ):
        return False
    return not (question.command or question.follows or question.body or question.period) and not _OF_MEETINGS.search(
        question.said.casefold()
    )


def _day_of(desk: Desk, question: Question) -> Answer | None:
    """The day of what is no assignment, though it is asked so ("när ska skolan vara klar?")."""
    if question.intent != "assignments" or not question.when or not question.topic or question.command:
        return None
    return passages(desk, replace(question, intent="passages", told=frozenset()))


def _of_office(desk: Desk, question: Question) -> Answer | None:
    """A sentence that names whoever holds an office that no minutes tell of ("vem är ordförande i byalaget?")."""
    told = _quoted(desk, question)
    office = (root(choosing.OFFICES[question.aspect]),)
    quotes = [one.quote for one in told.citations] if told else []
    return told if any(needs.names_someone(quote, office) for quote in quotes) else None


def _is_of_no_meeting(question: Question) -> bool:
    """Whether absence is asked of something else than a meeting ("vilken frånvaro hade enheten?")."""
    of_meeting = question.body or question.people or question.case or question.command
    noun = _ABSENCE.search(question.said.casefold())
    return question.intent == "attendance" and not of_meeting and bool(question.topic and noun)


def _quoted(desk: Desk, question: Question) -> Answer | None:
    """A sentence that holds every word of the question, those too by which its intent was known."""
    if not (question.topic or question.people or question.unions or question.parties or question.case):
        return None
    if (question.body and not question.body.names) or question.aspect == "answered":  # who answers, no sentence says
        return None
    if question.command:  # its words are not in the text, so that nothing would say what kind of fact is meant
        return None
    return passages(desk, replace(question, told=frozenset()), strict=True)


def searches(question: Question) -> bool:
    """Whether answering may read more than a few rows: then not in the event loop."""
    return question.intent not in _TALK and (question.case is None or question.intent == "passages")
