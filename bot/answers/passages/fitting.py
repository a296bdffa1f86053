"""Whether sentences may answer: every word is met, and the kind of thing that is asked for is said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.answers import scope
from bot.answers.needs import counts, gives_reason, holds, lists, names_someone, numbers, of_one
from bot.answers.passages import alike, asked
from bot.answers.passages.wanted import Wanted, kind_words
from bot.answers.sentences import Sentence
from bot.answers.sheet import Sheet
from bot.questions import vocabulary
from bot.questions.normalise import Bag, root
from knowledge.search.passages import Passage
from knowledge.store.api import Document

_ASSESSED = re.compile(
    r"\b(?:bedöm\w+|anser|menar|konstatera\w*|noterar|brist\w*|saknas|saknar|inte|tillräcklig\w*|tillfred\w+|ändamålsenlig\w*|positivt)\b",
    re.IGNORECASE,
)
AIM = re.compile(r"\b(?:mål|målet|målen|målsättning\w*)\b", re.IGNORECASE)
_SET_OUT = re.compile(
    r"\bgranskningen\b.{0,60}\b(?:bedöma om|är att|har varit att)\b|\bsyfte\w* med granskningen\b"
    r"|\bgransk(?:at|a) om\b",
    re.IGNORECASE,
)
"""What an audit set out to find is not what it found."""
_DECIDED = re.compile(
    r"\b(?:beslut(?:ar|ade|ades|at)|avsl(?:år|og|ogs|ås|agit)|bif(?:öll|ölls|alla|aller|alls|allit)|godkän(?:ner|de|des|ns|t)|anta(?:r|s|gits|git)"
    r"|antog(?:s)?|fastställ(?:er|de|des|s|t)|bevilja(?:r|s|de|des|t)|återremittera\w*|bordl(?:ägger|ade|ades|äggs|agt)|utse(?:r|s|tts)|utsåg(?:s)?)\b",
    re.IGNORECASE,
)


_PROPER = re.compile(r"(?<=[\w,:;)]\s)[A-ZÅÄÖ]\w+|\w(?:nämnd|styrelse|kontor|förvaltning)")
"""A name within a sentence, or what is named without one."""
_WANTING = asked.any_of("wanting")
"""What somebody finds wanting."""
_PROCEDURE = asked.any_of("procedure")
"""How a vote went gives no reason."""
_FLOW = asked.any_of("flow")
"""What tells how many came or went."""
_IT = re.compile(r"\b(?:dessa|detta|den|denna|vilket|vilka)\b|\bde\b(?! \w+ \w+na\b)", re.IGNORECASE)
_ONE_MATTER = 15_000
"""Characters of a document whose every part is about its matter."""
_HEAD = 3
_HEAD_LINE = 60
"""Lines in which minutes with the unions say whose they are, and their letters."""
_OPENING = 40
"""Characters within which a sentence takes up what the one before it said."""


_COSTS = frozenset(root(word) for word in ("kosta", "kostar", "kostnad", "kostnaden"))


def can_answer(text: str, wanted: Wanted) -> bool:
    named = not wanted.role or names_someone(text, wanted.role, wanted.roots)
    if (short := asked.abbreviation(wanted.question)) and not re.search(rf"\w \({short}\)", text):
        return False
    if (asked.of_someone(wanted.question) or asked.of_one_name(wanted.question)) and not _PROPER.search(text):
        return False
    if asked.of_one_name(wanted.question) and not asked.names_one(text):
        return False
    if wanted.question.why and (not gives_reason(text) or _PROCEDURE.search(text)):
        return False
    if asked.criticises(wanted.question) and not _WANTING.search(text):
        return False
    if _is_of_other_time(text, wanted):
        return False
    if not wanted.question.why and _SET_OUT.search(text) and not _SET_OUT.search(wanted.question.said):
        return False
    if wanted.question.share and AIM.search(text) and not re.search(r"\b(?:mål|ska|bör)", wanted.question.said):
        return False
    if wanted.decided and not _DECIDED.search(text):
        return False
    return named and holds(wanted.question, text) and (not wanted.assessed or bool(_ASSESSED.search(text)))


def _is_of_other_time(text: str, wanted: Wanted) -> bool:
    """Whether the text tells of what came and went where it is asked how many there are, or of what has been where it
    is asked when something is to be."""
    if asked.of_stock(wanted.question) and _FLOW.search(text):
        return True
    past = asked.HAS_BEEN.search(text) and not asked.TO_COME.search(text)
    return bool(asked.is_ahead(wanted.question) and past)


def answers_best(text: str, wanted: Wanted) -> bool:
    """Whether the text answers in the form asked for: a list, a cause, a number right before what is counted."""
    question = wanted.question
    counted = asked.counted(question)
    apt = (
        (asked.of_things(question) and lists(text, named=asked.of_names(question)))
        or (question.why and gives_reason(text, strong=True))
        or (bool(counted) and counts(text, counted))
        or (asked.is_ahead(question) and bool(asked.TO_COME.search(text)))
    )
    return apt and can_answer(text, wanted)


def meets(sheet: Sheet, passage: Passage, wanted: Wanted, here: Bag, heading: Bag) -> bool:
    """Whether every word is met: most in the sentences themselves, the rest where the passage says what it is about."""
    document = passage.document
    about = told_about(document, heading)
    unmet = [root for root in wanted.roots if not alike.met(here, root)]
    lacking = [root for root in unmet if not _moved_by(sheet, passage, wanted, root)]
    near = Bag.of(passage.text, scope.opening(sheet.desk, document) if wanted.audited else None)
    if lacking and not wanted.strict and not wanted.tells(Bag(here.roots | about.roots), near):
        return False
    missing = [root for root in lacking if root not in wanted.weak and not _named_short(sheet, passage, here, root)]
    around = Bag(_around(sheet, passage, wanted).roots | heading.roots)
    outside = [root for root in missing if not _told_around(root, around, heading)]
    placed = wanted.placed if not wanted.strict else frozenset()
    placed = placed | (frozenset(outside) if _is_cost_of(passage, wanted, here) else frozenset())
    if set(outside) - placed or (outside and not _matter_text(sheet, passage).covers(outside)):
        return False
    missing = [root for root in missing if root not in outside]
    if wanted.role and not set(wanted.role) & set(missing):
        return True
    speaks = wanted.speaks_in(here) or (wanted.question.money and bool(heading.roots & kind_words("economy")))
    quoted = bool(wanted.speaker) and document.kind not in scope.MINUTES
    of_matter = (wanted.asks_value or wanted.question.why or quoted) and not wanted.strict and speaks
    given = _given(sheet, document, about, of_matter=of_matter)
    elsewhere = [root for root in missing if not root.isdigit() and not given.holds(root)]
    told = [root for root in wanted.roots if root not in wanted.weak and not root.isdigit()]
    half = len(told) / 2 if not wanted.question.when else (len(told) - 1) / 2
    return len(elsewhere) <= half


def _is_cost_of(passage: Passage, wanted: Wanted, here: Bag) -> bool:
    """Whether the words are of a sentence that says what the first thing that is asked of costs, in a paper on it."""
    if not wanted.question.money or passage.document.kind in scope.MINUTES or wanted.strict:
        return False
    first = next((root for root in wanted.roots if root in wanted.telling), None)
    return first is not None and here.holds(first) and bool(here.roots & _COSTS)


def may_meet(sheet: Sheet, passage: Passage, wanted: Wanted, page: str) -> bool:
    """Whether every word that `meets` asks for stands anywhere it looks. page: up to where sentences may end.

    Most passages that a search finds lack a word, and are not cut into sentences to learn it.
    """
    placed = wanted.placed if not wanted.strict else frozenset()
    needed = [root for root in wanted.roots if root not in wanted.weak | placed | wanted.parties.keys()]
    document = passage.document
    above = "\n".join(_lines_above(page, passage.start))
    here = Bag.of(page[passage.start :], above, document.title, document.body, passage.section, document.date)
    here = Bag(here.roots | vocabulary.document_words().get(document.kind, frozenset()))
    lacking = [root for root in needed if not _told_around(root, here, here) and not alike.ends_in(here, root)]
    if not lacking:
        return True
    near = Bag.of(scope.opening(sheet.desk, document), *matter(sheet, passage))
    near = Bag(near.roots | written_by(sheet, document).roots)
    if wanted.question.money and document.kind not in scope.MINUTES:
        near = Bag(near.roots | _matter_text(sheet, passage).roots)
    return all(_told_around(root, near, near) for root in lacking)


def _given(sheet: Sheet, document: Document, about: Bag, *, of_matter: bool) -> Bag:
    """What a sentence need not say again: whose paper it stands in, and what that is about where it tells of that."""
    whose = written_by(sheet, document)
    if not of_matter:
        return whose
    return Bag(whose.roots | about.roots | Bag.of(scope.opening(sheet.desk, document)).roots)


def written_by(sheet: Sheet, document: Document) -> Bag:
    """The body and the municipality whose document it is; of minutes with the unions the office that heads them too."""
    head = ""
    if document.kind == "samverkansprotokoll":
        pages = sheet.desk.store.pages(sheet.desk.reader, document.id)
        printed = [line.strip() for line in (pages[0].text if pages else "").splitlines() if line.strip()]
        head = " ".join(line for line in printed[:_HEAD] if len(line) < _HEAD_LINE)
    return Bag.of(document.body, document.municipality, head)


def _moved_by(sheet: Sheet, passage: Passage, wanted: Wanted, root: str) -> bool:
    """Whether the root names a party whose letters stand in the passage, or in the motion or initiative it is from."""
    letters = wanted.parties.get(root)
    if letters is None:
        return False
    document = passage.document
    pages = sheet.desk.store.pages(sheet.desk.reader, document.id) if document.kind in scope.MOVED else ()
    return any(f"({letters})" in text for text in (passage.text, *(page.text for page in pages)))


def _named_short(sheet: Sheet, passage: Passage, here: Bag, root: str) -> bool:
    """Whether the sentence says what a compound ends in ("koncernen"), and the page the whole of it."""
    return alike.ends_in(here, root) and alike.met(Bag.of(sheet.page(passage.document, passage.page)), root)


def _told_around(root: str, around: Bag, heading: Bag) -> bool:
    under = vocabulary.under().get(root, ())
    return alike.met(around, root) or any(heading.holds(one) for one in under)


def _matter_text(sheet: Sheet, passage: Passage) -> Bag:
    """The § that the passage stands in, or the document where it is about one matter and not long."""
    document = passage.document
    if document.kind not in scope.MINUTES or document.kind == "protokollsutdrag":
        text = "\n".join(page.text for page in sheet.desk.store.pages(sheet.desk.reader, document.id))
        return Bag.of(text) if len(text) <= _ONE_MATTER else Bag(frozenset())
    page = sheet.page(document, passage.page)
    before = max((found.start() for found in scope.SECTION.finditer(page, 0, passage.start + 1)), default=0)
    after = scope.SECTION.search(page, passage.end)
    return Bag.of(page[before : after.start() if after else len(page)])


def told_about(document: Document, heading: Bag) -> Bag:
    """What the heading says that it is about, and the title of a document about one matter."""
    return heading if document.kind in scope.MINUTES else Bag(heading.roots | Bag.of(document.title).roots)


def value_fits(said: Sequence[Sentence], wanted: Wanted, about: Bag, whose: Bag) -> bool:
    """Whether the number stands in the same sentence as what it is the number of, or in a matter that is about it.

    whose: the body and municipality whose document it is, of which it may be the number without saying so.
    """
    question = wanted.question
    counted = asked.counted(question)
    if counted and not wanted.strict and not any(numbers(one.text, counted) for one in said):
        return False
    if of_one(question) and not any(holds(question, one.text) and wanted.speaks_in(one.bag) for one in said):
        return False
    first = next((root for root in wanted.roots if root in wanted.telling and not whose.holds(root)), None)
    if not question.count or wanted.strict or first is None or about.holds(first):
        return True
    if any(alike.met(one.bag, first) and holds(question, one.text) for one in said):
        return True
    return any(
        alike.met(one.bag, first) and holds(question, after.text) and (one.text.endswith(":") or _takes_up(after.text))
        for one, after in pairwise(said)
    )


def _takes_up(text: str) -> bool:
    return bool(_IT.search(text[:_OPENING]))


def _around(sheet: Sheet, passage: Passage, wanted: Wanted) -> Bag:
    """What the passage stands in: its document's title, body, day and kind, and the passage as a whole."""
    document = passage.document
    opening = "" if wanted.strict and not wanted.asks_value else scope.opening(sheet.desk, document)
    text = None if wanted.strict else passage.text
    around = Bag.of(document.title, passage.section, document.date, opening, text)
    return Bag(
        around.roots | written_by(sheet, document).roots | vocabulary.document_words().get(document.kind, frozenset())
    )


def matter(sheet: Sheet, passage: Passage) -> list[str]:
    """The headings of the § that the passage stands in."""
    item = (passage.section or "").removeprefix("§").strip()
    return [one.heading for one in scope.agenda_items(sheet.desk, passage.document, item)] if item else []


def heading_above(page: str, start: int) -> str:
    """The short line above the sentence's paragraph."""
    above = _lines_above(page, start)
    return next((line for line in reversed(above) if len(line) < 80 and not line.endswith((".", ","))), "")


def _lines_above(page: str, start: int) -> list[str]:
    return [line.strip() for line in page[:start].splitlines()[-8:] if line.strip()]
