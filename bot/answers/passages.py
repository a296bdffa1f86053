"""Everything that no fact answers: the sentence of the record that does, quoted; nothing where none surely does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot import messages
from bot.answers import choosing, scope, sentences
from bot.answers.answer import Answer
from bot.answers.needs import gives_reason, holds, names_someone
from bot.answers.sentences import Sentence, Window
from bot.answers.sheet import Desk, Sheet
from bot.messages import of_matters
from bot.questions import vocabulary
from bot.questions.normalise import Bag, Word, root, words
from bot.questions.question import Question
from knowledge.facts import Source
from knowledge.reading.pages import Page
from knowledge.search.passages import Passage
from knowledge.store.api import Document, FactQuery

_CANDIDATES = 20
_INITIALS = 2
"""Letters of a root that alone says nothing ("ja")."""
_FEWEST = 2
"""Content words without which a sentence does not say who proposed something."""
_AFTER = 700
"""Characters after a passage in which the reply to a question may follow."""
_SHORT = 60
"""Characters of a heading."""
_TAIL = 350
"""Characters within which the next sentence is given too."""
_ENDING = 400
"""Characters after a passage in which its last sentence may end."""
_LIST = 900
"""Characters of a sentence with the list that follows its colon."""
_TELLING = 2
"""Words that a sentence must hold before weak ones may be missing in it."""
_LENGTHY = 5
"""Letters of a root that tells enough by itself where a number, day or name is asked for."""
_BULLET = re.compile(r"[•▪●\-–]|\d{1,2}[.)]\s")
_ENCLOSED = re.compile(
    r"\s*(?:besluts)?underlag\b|\s*bilag(?:a|or)\b|\s*handling(?:ar)?\b|\s*expedieras\b"
    r"|\s*beslutet (?:ska )?(?:skickas|expedieras)\b",
    re.IGNORECASE,
)
"""Headings of lists that only name papers and receivers."""
_CONTENTS = re.compile(r"§§?\s?\d")
_ASSESSED = re.compile(
    r"\b(?:bedöm\w+|anser|menar|konstatera\w*|noterar|brist\w*|saknas|saknar|inte|tillräcklig\w*|tillfred\w+|ändamålsenlig\w*|positivt)\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(r"\b(?:tidigare|förra|föregående|i fjol)\b", re.IGNORECASE)
_AIM = re.compile(r"\b(?:mål|målet|målen|målsättning\w*)\b", re.IGNORECASE)
_SET_OUT = re.compile(
    r"\bgranskningen\b.{0,60}\b(?:bedöma om|är att|har varit att)\b|\bsyfte\w* med granskningen\b"
    r"|\bgransk(?:at|a) om\b",
    re.IGNORECASE,
)
"""What an audit set out to find is not what it found."""
_TO_NUMBER = 60
"""Characters within which the number follows what it is the number of."""
_DECIDED = re.compile(
    r"\b(?:beslut(?:ar|ade|ades|at)|avsl(?:år|og|ogs|ås|agit)|bif(?:öll|ölls|alla|aller|alls|allit)|godkän(?:ner|de|des|ns|t)|anta(?:r|s|gits|git)"
    r"|antog(?:s)?|fastställ(?:er|de|des|s|t)|bevilja(?:r|s|de|des|t)|återremittera\w*|bordl(?:ägger|ade|ades|äggs|agt)|utse(?:r|s|tts)|utsåg(?:s)?)\b",
    re.IGNORECASE,
)
_REPLY = 8
"""Sentences within which the one who is asked about must speak."""


@dataclass(frozen=True)
class _Wanted:
    """roots: what must be met; speaker: the roots of whoever is quoted, of them."""

    question: Question
    roots: tuple[str, ...]
    speaker: tuple[str, ...] = ()
    name: bool = False
    role: tuple[str, ...] = ()
    """Roots of the words for the role that is asked for; none where any name will do."""
    assessed: bool = False
    decided: bool = False
    strict: bool = False
    """Whether every word must be met in the sentences themselves or in their headings."""

    @property
    def asks_value(self) -> bool:
        """Whether the sentence is to give a number, day or name; what it is about may then be told where it begins."""
        question = self.question
        return bool(question.count or question.money or question.when or question.often or question.long or self.role)

    @property
    def telling(self) -> frozenset[str]:
        """The roots that say what the question is about."""
        little = vocabulary.weak() | vocabulary.common()
        return frozenset(root for root in self.roots if root not in little and not root.isdigit())

    @property
    def weak(self) -> frozenset[str]:
        """The roots that may be missing; none where too little would be left."""
        if self.strict:
            return frozenset()
        enough = len(self.telling) >= _TELLING or (
            self.asks_value and any(len(root) >= _LENGTHY for root in self.telling)
        )
        return vocabulary.weak() if enough else frozenset()

    def speaks_in(self, met: Bag) -> bool:
        """Whether any telling root is met."""
        return any(met.holds(root) for root in self.telling)

    def tells(self, met: Bag) -> bool:
        """Whether sentences that lack some of the words still speak of what is asked."""
        found = [root for root in self.telling if met.holds(root)]
        return len(found) >= _TELLING or (self.asks_value and any(len(root) >= _LENGTHY for root in found))


@dataclass(frozen=True)
class _Candidate:
    passage: Passage
    start: int
    end: int
    page: str
    met: int
    score: float
    length: int
    spread: int
    """Sentences over which the words are spread, less one."""


def passages(
    desk: Desk, question: Question, *, assessed: bool = False, decided: bool = False, strict: bool = False
) -> Answer | None:
    """The passage that answers; None where none meets all the content words of the question.

    assessed: only what auditors find of a matter, not what they recommend or set out to ask. decided: only what was
    decided. strict: no word may be missing.
    """
    wanted = replace(_wanted(question), assessed=assessed, decided=decided, strict=strict)
    if assessed:
        wanted = replace(wanted, speaker=())
    if not (wanted.telling or wanted.speaker or strict or wanted.name):
        return None
    if not any(len(root) > _INITIALS and not root.isdigit() for root in wanted.roots) or (
        question.intent == "proposals" and len(wanted.roots) < _FEWEST
    ):
        return None
    day = question.period if _is_held_day(desk, question) else None
    found = desk.search.passages(
        desk.reader,
        " ".join(part for part in (question.said or question.text, question.case_said) if part),
        limit=_CANDIDATES,
        since=day.since if day else None,
        until=day.until if day else None,
    )
    sheet = Sheet(desk, question)
    candidates = [
        one
        for passage in found
        if _in_scope(question, passage)
        and _of_case(desk, question, passage)
        and (one := _candidate(sheet, passage, wanted))
    ]
    if not candidates:
        return None
    proposed = {id(one): _is_proposed(sheet, one.passage.document, one) for one in candidates}
    near = question.when

    def worth(one: _Candidate) -> tuple[float, ...]:
        text = one.page[one.start : one.end]
        earlier = bool(_EARLIER.search(text)) and not _EARLIER.search(question.said)
        spread = -one.spread if near else 0
        earlier = earlier or bool(question.count and _AIM.search(text) and not _AIM.search(question.said))
        whole = not _BULLET.match(text)
        return (not earlier, one.met, whole, _aims(text, wanted), not proposed[id(one)], spread, one.score, -one.length)

    best = max(candidates, key=worth)
    source = Source.cut([(Page(best.passage.page, best.page), best.start, best.end)], best.passage.section)
    document = best.passage.document
    sheet.cite(document, source)
    notes = [messages.passage_from(_label(best.passage))]
    if proposed[id(best)]:
        notes.append(of_matters.only_proposals())
    lead = messages.passage_lead(source.quote)
    return sheet.answered(of_matters.a_proposal(lead) if proposed[id(best)] else lead, notes, intent="passages")


def _aims(text: str, wanted: _Wanted) -> bool:
    """Whether a number follows soon after the first word of the question that stands in the text."""
    if not wanted.question.count:
        return False
    first = next((word for root in wanted.roots for word in words(text) if word.root == root), None)
    return first is not None and bool(re.search(r"\d", text[first.end : first.end + _TO_NUMBER]))


def _label(passage: Passage) -> str:
    document = passage.document
    kind = None if document.kind in ("övrigt", *scope.MINUTES) else document.kind
    return messages.label(kind, choosing.document_said(document), passage.section)


def _is_held_day(desk: Desk, question: Question) -> bool:
    """A day narrows the documents; a year or month may as well stand in the text."""
    return question.period is not None and question.period.is_day and question.period.since in desk.lexicon.days


def _in_scope(question: Question, passage: Passage) -> bool:
    audited = passage.document.kind == "revisionsrapport" or Bag.of(passage.text).holds(root("revisorer"))
    if question.intent == "audit" and not audited:
        return False
    return scope.of_place(question, passage.document) and (
        question.body is None
        or not question.body.names
        or scope.of_body(question, passage.document)
        or Bag.of(passage.text).covers(Bag.of(question.body.said).roots)
    )


def _of_case(desk: Desk, question: Question, passage: Passage) -> bool:
    """Whether the passage stands in a § of the question's case, or in a document about that case alone."""
    if question.case is None:
        return True
    document = passage.document
    query = FactQuery("agenda_items", case=question.case, document=document.id)
    numbers = {getattr(one.fact, "number", None) for one in desk.store.facts(desk.reader, query)}
    if numbers:
        return (passage.section or "").removeprefix("§").strip() in numbers
    about = desk.store.documents(desk.reader, case=question.case)
    return document.kind not in scope.MINUTES and document.id in {one.id for one in about}


def _wanted(question: Question) -> _Wanted:
    """Every content word of the question, whichever slot took it, must be met."""
    stop = vocabulary.stop_words()
    speaking = vocabulary.speaking()
    asked = [word for word in words(question.said or question.text) if len(word.folded) > 1 or word.folded.isdigit()]
    if question.count:
        speaking = frozenset()
    spoken = next((at for at, word in enumerate(asked) if word.folded in speaking), None)
    quiet = {word.root for word in words(question.body.said)} if question.body and question.body.names else set()
    if question.case_said:
        quiet |= {word.root for word in words(question.case_said)}
    if question.municipality:
        quiet |= {word.root for word in words(question.municipality)}
    if question.money:
        quiet |= vocabulary.of_money()
    if question.period and question.period.is_day:
        quiet |= {word.root for word in words(question.period.said)}
    roots = tuple(
        dict.fromkeys(
            word.root
            for word in asked
            if word.folded not in stop
            and word.folded not in speaking
            and word.root not in quiet
            and word.root not in question.told
        )
    )
    speaker = () if spoken is None else _speaker(question.said or question.text, asked[spoken + 1 : spoken + 3])
    rest = tuple(one for one in roots if one not in speaker)
    return _Wanted(question, rest or roots, speaker, _asks_name(question), _role(question, rest or roots))


def _asks_name(question: Question) -> bool:
    """Whether a person's name must stand beside: who holds a role, who signed, who voted."""
    voters = question.intent == "votes" and question.said.casefold().startswith(("vilka ", "vem "))
    return voters or question.intent in ("role", "signatories")


def _role(question: Question, roots: Sequence[str]) -> tuple[str, ...]:
    """Of "vem är biträdande rektor på Granskolan?" the words before the preposition: beside them a name must stand."""
    if question.intent != "role":
        return ()
    front = re.split(r"\b(?:för|på|i|av|om|till|vid|hos|inom|från)\b", question.said, maxsplit=1)[0]
    return tuple(word.root for word in words(front) if word.root in roots) or tuple(roots)


def _speaker(text: str, following: Sequence[Word]) -> tuple[str, ...]:
    """Who is quoted: the word after the verb, and the next one where both are written as a name."""
    stop = vocabulary.stop_words()
    named = [word for word in following[:1] if word.folded not in stop]
    if len(following) > 1 and named and all(text[word.start].isupper() for word in following):
        named = list(following)
    return tuple(word.root for word in named)


def _candidate(sheet: Sheet, passage: Passage, wanted: _Wanted) -> _Candidate | None:
    page = sheet.page(passage.document, passage.page)
    after = _AFTER if wanted.speaker else _ENDING
    cut = sentences.cut(page, passage.start, min(len(page), passage.end + after))
    inside = [one for one in cut if wanted.speaker or one.start < passage.end]
    window = sentences.best(inside, wanted.roots, lambda text: _can_answer(text, wanted))
    if window is None:
        return None
    roots = Bag(frozenset().union(*(one.bag.roots for one in cut[window.first : window.last + 1])))
    heading = Bag.of(_heading(page, cut[window.first].start), *_matter(sheet, passage))
    if not _meets(sheet, passage, wanted, roots, heading):
        return None
    if not _value_fits(cut[window.first : window.last + 1], wanted, _named(passage.document, heading)):
        return None
    reply = _reply(cut, window, wanted)
    if wanted.speaker and reply is None and (wanted.roots == wanted.speaker or not _speaks(roots, wanted.speaker)):
        return None
    spread = 0 if reply else window.last - window.first
    window = reply or _with_list(cut, _with_name(cut, _with_tail(cut, window, wanted), wanted))
    start, end = cut[window.first].start, cut[window.last].end
    if not _is_answer(cut, window, wanted, page):
        return None
    met = window.met + 10 * (reply is not None)
    return _Candidate(passage, start, end, page, met, passage.score, end - start, spread)


def _meets(sheet: Sheet, passage: Passage, wanted: _Wanted, here: Bag, heading: Bag) -> bool:
    """Whether every word is met: most in the sentences themselves, the rest where the passage says what it is about."""
    document = passage.document
    named = _named(document, heading)
    lacking = [root for root in wanted.roots if not here.holds(root)]
    if lacking and not wanted.strict and not wanted.tells(Bag(here.roots | named.roots)):
        return False
    missing = [root for root in lacking if root not in wanted.weak]
    around = Bag(_around(sheet, passage, wanted).roots | heading.roots)
    under = vocabulary.under()
    if not all(around.holds(root) or any(heading.holds(one) for one in under.get(root, ())) for root in missing):
        return False
    if wanted.role and not set(wanted.role) & set(missing):
        return True
    of_matter = (wanted.asks_value or wanted.question.why) and not wanted.strict and wanted.speaks_in(here)
    elsewhere = [root for root in missing if not root.isdigit() and not (of_matter and named.holds(root))]
    told = [root for root in wanted.roots if root not in wanted.weak and not root.isdigit()]
    return len(elsewhere) * 2 <= len(told)


def _named(document: Document, heading: Bag) -> Bag:
    """What the heading says that it is about, and the title of a document about one matter."""
    return heading if document.kind in scope.MINUTES else Bag(heading.roots | Bag.of(document.title).roots)


def _value_fits(said: Sequence[Sentence], wanted: _Wanted, named: Bag) -> bool:
    """Whether the number stands in the same sentence as what it is the number of, or in a matter that is about it."""
    question = wanted.question
    first = next((root for root in wanted.roots if root in wanted.telling), None)
    if not question.count or wanted.strict or first is None or named.holds(first):
        return True
    return any(one.bag.holds(first) and holds(question, one.text) for one in said)


def _around(sheet: Sheet, passage: Passage, wanted: _Wanted) -> Bag:
    """What the passage stands in: its document's title, body, day and kind, and the passage as a whole."""
    document = passage.document
    opening = "" if wanted.strict and not wanted.asks_value else scope.opening(sheet.desk, document)
    text = None if wanted.strict else passage.text
    around = Bag.of(document.title, document.body, passage.section, document.date, opening, text)
    return Bag(around.roots | vocabulary.document_words().get(document.kind, frozenset()))


def _can_answer(text: str, wanted: _Wanted) -> bool:
    named = not wanted.role or names_someone(text, wanted.role, wanted.roots)
    if wanted.question.why and not gives_reason(text):
        return False
    if not wanted.question.why and _SET_OUT.search(text) and not _SET_OUT.search(wanted.question.said):
        return False
    if wanted.question.share and _AIM.search(text) and not re.search(r"\b(?:mål|ska|bör)", wanted.question.said):
        return False
    if wanted.decided and not _DECIDED.search(text):
        return False
    return named and holds(wanted.question, text) and (not wanted.assessed or bool(_ASSESSED.search(text)))


def _matter(sheet: Sheet, passage: Passage) -> list[str]:
    """The headings of the § that the passage stands in."""
    item = (passage.section or "").removeprefix("§").strip()
    return [one.heading for one in scope.agenda_items(sheet.desk, passage.document, item)] if item else []


def _is_proposed(sheet: Sheet, document: Document, candidate: _Candidate) -> bool:
    """Whether the sentence is what somebody proposes, which must not be read as decided."""
    found = sheet.desk.store.facts(sheet.desk.reader, FactQuery("proposals", document=document.id))
    return any(
        one.fact.source.page == candidate.passage.page
        and one.fact.source.start < candidate.end
        and candidate.start < one.fact.source.end
        for one in found
    )


def _is_answer(cut: Sequence[Sentence], window: Window, wanted: _Wanted, page: str) -> bool:
    """A question is no answer; and the number, day or name that is asked for must be there."""
    text = page[cut[window.first].start : cut[window.last].end]
    if all(one.text.endswith("?") for one in cut[window.first : window.last + 1]):
        return False
    if not holds(wanted.question, text) or _names_papers(cut, window, page):
        return False
    return not wanted.name or names_someone(text, wanted.role, wanted.roots)


def _names_papers(cut: Sequence[Sentence], window: Window, page: str) -> bool:
    """Whether the lines are a heading, or a list of enclosures or receivers, which say nothing of the matter."""
    first = window.first
    while first > 0 and (first == window.first or _BULLET.match(cut[first].text)):
        if not _BULLET.match(cut[first].text):
            break
        first -= 1
    text = cut[first].text
    if first == 0 and _BULLET.match(text) and _under_papers(page[: cut[0].start]):
        return True
    if _CONTENTS.match(text) and not text.endswith((".", ":", "”")):
        return True
    last_line = text.rstrip().rsplit("\n", 1)[-1]
    return bool(_ENCLOSED.match(last_line)) and (first < window.first or last_line == text)


def _under_papers(above: str) -> bool:
    """Whether the points that begin here go on a list of papers, with no sentence in between."""
    for line in reversed(above.splitlines()[-12:]):
        if _ENCLOSED.match(line) and len(line) < _SHORT:
            return True
        if line.rstrip().endswith("."):
            return False
    return False


def _heading(page: str, start: int) -> str:
    """The short line above the sentence's paragraph."""
    above = [line.strip() for line in page[:start].splitlines()[-8:] if line.strip()]
    return next((line for line in reversed(above) if len(line) < 80 and not line.endswith((".", ","))), "")


def _reply(cut: Sequence[Sentence], window: Window, wanted: _Wanted) -> Window | None:
    """Where a speaker is asked for: what that speaker says on the topic, or in the reply that follows."""
    if not wanted.speaker:
        return None
    near = [*range(window.first, min(window.last + _REPLY, len(cut))), *range(max(window.first - 1, 0), window.first)]
    for at in near:
        spoken = {word.folded for word in words(cut[at].text)[:8]} & vocabulary.speaking()
        begins = Bag(frozenset(word.root for word in words(cut[at].text)[:4]))
        if spoken and _speaks(begins, wanted.speaker):
            first = min(at, window.first) if at - window.last <= 1 else at
            at = max(at, window.last) if first < at or at < window.first else at
            if at + 1 < len(cut) and cut[at + 1].end - cut[first].start <= _TAIL:
                at += 1
            return Window(first, at, window.met, window.length)
    return None


def _speaks(bag: Bag, speaker: Sequence[str]) -> bool:
    """Whether the speaker is named; the employer and its office speak for each other."""
    alike = vocabulary.speaking_alike()
    return bag.covers(speaker) or (set(speaker) <= alike and any(bag.holds(one) for one in alike))


def _with_name(cut: Sequence[Sentence], window: Window, wanted: _Wanted) -> Window:
    """A name that is asked for often stands in the line above the role."""
    said = " ".join(one.text for one in cut[window.first : window.last + 1])
    if not wanted.name or window.first == 0 or names_someone(said):
        return window
    return Window(window.first - 1, window.last, window.met, window.length)


def _with_list(cut: Sequence[Sentence], window: Window) -> Window:
    """A sentence that ends in a colon, with the points that follow it."""
    last = window.last
    opened = any(one.text.endswith(":") for one in cut[window.first : last + 1])
    if not opened:
        return window
    while last + 1 < len(cut) and _BULLET.match(cut[last + 1].text):
        if cut[last + 1].end - cut[window.first].start > _LIST:
            break
        last += 1
    return Window(window.first, last, window.met, window.length)


def _with_tail(cut: Sequence[Sentence], window: Window, wanted: _Wanted) -> Window:
    """The next sentence of the same paragraph, where there is room: it often carries the answer."""
    following = window.last + 1
    if wanted.question.count or following >= len(cut):
        return window
    if cut[following].end - cut[window.first].start > _TAIL or window.last - window.first > 1:
        return window
    return Window(window.first, following, window.met, window.length)
