"""What a follow-up refers to: the last question of the same conversation, for half an hour."""

from __future__ import annotations

import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.answers.answer import Choice
from bot.messages import of_life
from bot.questions import vocabulary
from bot.questions.normalise import root
from bot.questions.question import Question
from bot.questions.reading import folded

SECONDS = 30 * 60
"""How long a conversation is remembered."""
CONVERSATIONS = 5_000
"""How many are remembered; the oldest is forgotten first."""

_FOLLOWS = re.compile(
    r"^(och|men|samt)\b|\b(dem|de|den|det|där|då|han|hon|hans|hennes|deras|denna|detta|dessa|mötet|sammanträdet"
    r"|ärendet(?! (?:om|angående|gällande|med)\b)|beslutet|protokollet"
    r"|(?:motionen|initiativet|skrivelsen|rapporten|granskningen)(?! (?:om|angående|gällande|av|med)\b))\b"
)
_TALK = ("help", "smalltalk", "unclear")
_OF_A_MATTER = (
    "decisions",
    "statements",
    "reservations",
    "votes",
    "proposals",
    "case",
    "timeline",
    "compare",
    "patterns",
    "appeals",
    "promises",
    "assignments",
    "signatories",
)
_OF_A_VOICE = ("statements", "reservations", "votes", "signatories", "timeline")
_OF_WHAT_WAS_DONE = ("decisions", "proposals", "case")
"""What is asked of nothing in particular ("vad beslutades?") only by whom was just told of something."""
_OF_A_MEETING = ("meeting", "attendance")
_OF_AUDITORS = ("recommendations", "audit")
_REPLIED = re.compile(
    r"\b(vad|har|hur|och) (svarade|svarar|svarat|gjorde|gjort|har)\b"
    r".*\b(nämnd|styrelse|förvaltning|de|man|kommun)\w*\b"
)
_HOW_THEY_STAND = re.compile(
    r"(?:och |men )?(?:vilka|vilken|hur många)(?: av (?:dem|dessa|de))? (?:är|blev|har blivit)"
    r"(?: (?:nu|ännu|fortfarande|redan))? "
    r"(?:(?P<open>öppna|öppen|kvar)|(?P<overdue>försenade?)|(?P<closed>genomförda?|stängda?|klara?|åtgärdade?|avslutade?))"
)
_OF_SOMETHING = ("passages", "role", "person", "decisions", "proposals")
"""Intents that "vilka av dem …" is taken for, though it goes on with what was asked before."""
_OF_THEM = re.compile(r"\bav (dem|dessa|de|alla)\b|\b(och )?hur många( är det| är de| var det| var de)?$")
_WHOLE = re.compile(r"^(visa|ge mig|läs|öppna)( mig)? (allt|alla|hela|resten|mer)\b")
_NEXT = re.compile(
    r"(?:och |visa |ge mig )*(?:nästa|fler|flera|mer|resten|fortsätt|bläddra|vidare)(?: sida| sidan| del)?(?: tack)?"
)
_THE_BODY = re.compile(r"\b(?:nämnden|styrelsen|utskottet|gruppen|rådet)s?\b")
_SPOKE = re.compile(
    r"^(?:och |men )?vad (?:svarade|svarar|sa|sade|säger|tyckte|tycker|ansåg|anser|bedömde|bedömer|skrev|skriver) \w+$"
)
"""What someone said is asked for, and not of what: it is the matter that was told of."""
_BARE = 5
"""Words of a follow-up that only names another body ("och i socialnämnden?")."""
_SUM = re.compile(r"\bhur mycket\b")
"""A sum is asked for in its own right, whatever was told last."""
_YES = frozenset(
    {"ja", "japp", "jo", "just det", "precis", "det stämmer", "ja tack", "ja det gjorde jag", "okej", "ok"}
)
_REPLIES = dict.fromkeys(("ja", "japp", "jo", "ja tack"), "yes") | dict.fromkeys(
    ("nej", "nej tack", "nä", "nix", "inget av dem", "ingen av dem", "inget av dessa"), "no"
)
"""Answers that say nothing where no choice was offered, and what they are."""
_ORDINALS = ("första", "andra", "tredje", "fjärde", "femte", "sjätte")
_OUTCOMES = frozenset({"avslag", "bifall", "återremiss", "bordläggning", "tillägg", "ändring", "det", "detta"})


@dataclass(frozen=True, slots=True)
class _Turn:
    question: Question | None
    at: float
    choices: tuple[Choice, ...] = ()
    more: int = 0
    rest: int = 0


class Conversations:
    """The last understood question of each conversation. Threads may share one."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """clock: seconds that only grow."""
        self._turns: OrderedDict[str, _Turn] = OrderedDict()
        self._clock = clock
        self._lock = threading.Lock()

    def last(self, conversation: str) -> Question | None:
        """The last question that had an answer, unless it is forgotten."""
        turn = self._turn(conversation)
        return turn.question if turn else None

    def chosen(self, conversation: str, text: str) -> str:
        """The text of the offered choice that "ja", a number or a label means; else the text itself."""
        turn = self._turn(conversation)
        return _chosen(text, turn.choices) if turn else text

    def keep(self, conversation: str, question: Question, *, more: int = 0, rest: int = 0) -> None:
        """Remember what was fixed in this question. more: items of its answer that were shown, rest: those of this part
        of it; 0 where all were."""
        if question.intent not in _TALK:
            self._put(conversation, _Turn(replace(question, skip=0), self._clock(), more=more, rest=rest))

    def reply(self, conversation: str, text: str) -> Question | None:
        """What only answers what was shown: "nästa" (the last question, for the items that follow), "ja" and "nej".

        Where nothing follows or was offered it is talk, so that no search is made for the word; None for a question.
        """
        said = " ".join(folded(text).split())
        if said in _REPLIES:
            return Question(text, "smalltalk", aspect=_REPLIES[said], said=text)
        if not _NEXT.fullmatch(said):
            return None
        turn = self._turn(conversation)
        last = turn.question if turn else None
        if turn and last and turn.rest:
            return replace(last, text=text, skip=turn.rest)
        if turn and last and turn.more:
            return replace(last, text=text, offset=turn.more, skip=0)
        return Question(text, "smalltalk", aspect="more", said=text)

    def offer(self, conversation: str, choices: tuple[Choice, ...]) -> None:
        """Remember which choices were offered; none takes back what was offered before."""
        turn = self._turn(conversation)
        if choices or (turn and turn.choices):
            held = turn or _Turn(None, 0)
            self._put(conversation, _Turn(held.question, self._clock(), choices, held.more, held.rest))

    def _turn(self, conversation: str) -> _Turn | None:
        with self._lock:
            turn = self._turns.get(conversation)
        return None if turn is None or self._clock() - turn.at > SECONDS else turn

    def _put(self, conversation: str, turn: _Turn) -> None:
        with self._lock:
            self._turns[conversation] = turn
            self._turns.move_to_end(conversation)
            while len(self._turns) > CONVERSATIONS:
                self._turns.popitem(last=False)


def _chosen(text: str, choices: tuple[Choice, ...]) -> str:
    """A choice by "ja" (the first, where it moves nothing or is the only one), its number, its place or words that
    only its label holds."""
    said = " ".join(folded(text).split())
    if not said or not choices:
        return text
    if said in _YES:
        return text if len(choices) > 1 and of_life.is_command(choices[0].text) else choices[0].text
    place = said.removeprefix("nummer ").removeprefix("nr ").removeprefix("den ")
    if place.isdigit() and 1 <= int(place) <= len(choices):
        return choices[int(place) - 1].text
    if place in _ORDINALS[: len(choices)]:
        return choices[_ORDINALS.index(place)].text
    words = set(said.split())
    meant = [one for one in choices if words <= set(folded(one.label).split())]
    return meant[0].text if len(meant) == 1 else text


def follow_up(question: Question, last: Question | None) -> Question:
    """The question with the slots that it leaves to the conversation; one that stands by itself as it is."""
    if last is None or question.intent in _TALK:
        return question
    text = _said(question)
    if last.intent == "recommendations" and (stands := _HOW_THEY_STAND.fullmatch(text.strip(" ?."))):
        aspect = next(name for name, said in stands.groupdict().items() if said)
        return replace(last, text=question.text, said=question.said, aspect=aspect, offset=0, follows=True)
    of_their_life = question.intent == "recommendations" and question.aspect in ("status", "closer")
    if last.intent in _OF_AUDITORS and _REPLIED.search(text) and not question.case and not of_their_life:
        return replace(
            last, text=question.text, said=question.said, intent="recommendations", aspect="answered", follows=True
        )
    if question.intent == "meeting" and question.aspect in ("length", "when") and _of_the_matter(question, last, text):
        question = replace(question, intent="passages", aspect="")
    if goes_on := _goes_on(question, last, text):
        return goes_on
    if not _follows(question, last):
        return _in_the_body(question, last, text)
    among = bool(_OF_THEM.search(text)) and question.intent in ("passages", last.intent)
    question = _turned(question, last, text)
    kept = _topic(question, last)
    if among:
        question = _among(question, last)
    narrowing = [one for one in question.topic if not kept or one not in vocabulary.weak()]
    own = question.topic_said if narrowing else ""
    return replace(
        question,
        granted=_granted(question, last, kept),
        case=last.case,
        case_said=last.case_said,
        item=question.item or last.item,
        body=question.body or last.body,
        municipality=question.municipality or last.municipality,
        period=question.period or last.period,
        topic=tuple(dict.fromkeys((*kept, *narrowing))),
        topic_said=" ".join(part for part in (last.topic_said if kept else "", own) if part),
        unions=question.unions or (last.unions if question.intent == last.intent == "proposals" else ()),
        latest=question.latest or last.latest,
        follows=True,
    )


def _says_little(question: Question, text: str) -> bool:
    """Whether the question only names a slot ("och i socialnämnden?") and asks what the last one did."""
    return question.intent == "passages" and not question.topic and not _SUM.search(text)


def _turned(question: Question, last: Question, text: str) -> Question:
    """The question with the intent that it leaves to the conversation."""
    of_them = _OF_THEM.search(text) and question.intent in _OF_SOMETHING
    if _WHOLE.search(text) and "beslut" in text:
        question = replace(question, intent="decisions", aspect="", topic=())
    elif _says_little(question, text) or of_them or _WHOLE.search(text):
        ignored = vocabulary.ignored(last.intent)
        question = replace(
            question,
            intent=last.intent,
            aspect=question.aspect or last.aspect if of_them else last.aspect,
            topic=tuple(word for word in question.topic if word not in ignored),
        )
    if last.intent != "proposals":
        return question
    if text.removeprefix("och ").startswith(("vad svarade", "vad var svaret", "svaret")):
        aspect = "response"
    elif re.search(r"\bst(ödde|ödjer|ött|od bakom)\b", text):
        aspect = "supporters"
    else:
        return question
    return replace(question, intent="proposals", aspect=aspect, topic=last.topic, topic_said=last.topic_said)


def _in_the_body(question: Question, last: Question, text: str) -> Question:
    """A question that stands alone but for its body ("vad beslutade nämnden om taxan?")."""
    if question.body or question.case or question.command or last.body is None or not _THE_BODY.search(text):
        return question
    return replace(
        question,
        body=last.body,
        municipality=question.municipality or last.municipality,
        granted=last.body.said,
        follows=True,
    )


def _of_the_matter(question: Question, last: Question, text: str) -> bool:
    """Whether a day is asked of what was just told, not of the meeting ("när börjar den gälla?")."""
    asked = question.when and not (question.body or question.period or question.case)
    return asked and last.intent in (*_OF_A_MATTER, "passages") and not re.search(r"\b(?:möt|sammanträd)\w*", text)


def _among(question: Question, last: Question) -> Question:
    """A question about some of those just told of, or their number: what narrowed them then still does."""
    return replace(
        question,
        aspect=question.aspect or last.aspect,
        people=question.people or last.people,
        parties=question.parties or last.parties,
        unions=question.unions or last.unions,
        said=f"{last.said} {question.said}",
        outcomes=question.outcomes or last.outcomes,
    )


def _granted(question: Question, last: Question, topic: Sequence[str]) -> str:
    """What the question leaves to the conversation, as it was said there: "FVG 16 april 2020"."""
    if last.case_said:
        return last.case_said
    parts = [
        f"§ {last.item}" if last.item and not question.item else "",
        last.body.said if last.body and not question.body else "",
        last.period.said if last.period and not question.period else "",
        f"”{last.topic_said}”" if topic and last.topic_said else "",
    ]
    return " ".join(part for part in parts if part)


def _goes_on(question: Question, last: Question, text: str) -> Question | None:
    """A passage's question asked on ("och totalt?"), or the reason of what was just told ("varför?")."""
    bare = len(text.split()) <= _BARE and question.intent == "passages" and not (question.case or question.command)
    of_them = last.intent != "passages" and _OF_THEM.search(text)
    if not bare or of_them or not last.said or question.body:
        return None
    if _asks_of_it(question) and last.topic_said:
        return replace(_of_told(question, last), topic=last.topic, topic_said=last.topic_said)
    if last.intent in _OF_A_MATTER and last.topic_said and _SPOKE.search(text):
        return _of_told(question, last)
    if last.intent == "passages" and question.topic and text.startswith("och "):
        return replace(
            last,
            text=question.text,
            said=f"{last.said} {question.said}",
            topic=(*last.topic, *question.topic),
            topic_said=f"{last.topic_said} {question.topic_said}",
            follows=True,
        )
    return None


def _of_told(question: Question, last: Question) -> Question:
    """A passage's question about the matter that was told of."""
    return replace(
        question,
        said=f"{question.said} {last.topic_said}",
        body=last.body,
        topic=(*question.topic, *last.topic),
        topic_said=" ".join(part for part in (question.topic_said, last.topic_said) if part),
        case=last.case,
        granted=f"”{last.topic_said}”",
        follows=True,
    )


def _asks_of_it(question: Question) -> bool:
    """Whether a reason, number, sum or day is asked for and not of what ("vad kostade det?")."""
    asks = question.why or question.count or question.money or question.when or question.long or question.often
    return asks and not set(question.topic) - vocabulary.weak() - vocabulary.of_money()


def _said(question: Question) -> str:
    return " ".join(folded(question.text).split())


def points_back(question: Question) -> bool:
    """Whether the question's own words point back ("och …", "ärendet"); else it may as well stand alone."""
    said = _said(question)
    return bool(_FOLLOWS.search(said) or _SPOKE.search(said))


def _follows(question: Question, last: Question) -> bool:
    """A question that names no case, body or day of its own and points back, or says too little to stand alone."""
    text = _said(question)
    if question.case or question.command:
        return False
    if question.intent == "compare":  # it says "beslutet" of any matter
        return not question.topic
    if _OF_THEM.search(text):
        return True
    said_on = len(text.split()) <= _BARE or text.startswith("och ")
    bare = question.intent == "passages" and not question.topic and said_on
    if question.body and not bare:
        return False
    if question.body:
        return True
    if question.period and not text.startswith(("och", "men")):
        return False
    if _FOLLOWS.search(text) or _WHOLE.search(text):
        return True
    if question.intent in (*_OF_A_VOICE, "proposals") and last.intent in _OF_A_MATTER:
        return not set(question.topic) - _outcomes() - vocabulary.weak()
    if question.intent == "audit" and question.aspect != "reports" and last.intent in _OF_AUDITORS:
        return not question.topic
    named = question.topic or question.people or question.unions or question.parties
    bare_of = (*_OF_A_MEETING, *_OF_A_VOICE, *_OF_WHAT_WAS_DONE)
    return not named and len(text.split()) <= 6 and question.intent in bare_of


def _outcomes() -> frozenset[str]:
    return frozenset(root(word) for word in _OUTCOMES)


def _documents() -> frozenset[str]:
    """Roots of what people call a document: "motionen" is the one that was just told of."""
    return frozenset().union(*vocabulary.document_words().values())


def _topic(question: Question, last: Question) -> tuple[str, ...]:
    """The topic is kept within a matter, not from a matter to the meeting that had it, nor where a case says it."""
    if not _OF_THEM.search(_said(question)) and set(question.topic) - _outcomes() - _documents() - vocabulary.weak():
        return ()
    if last.case or (last.intent in _OF_A_MEETING and question.intent != last.intent):
        return ()
    audited = question.intent in _OF_AUDITORS and last.intent in _OF_AUDITORS
    if question.intent not in _OF_A_MATTER and question.intent != last.intent and not audited:
        return ()
    return last.topic
