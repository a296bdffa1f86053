"""Lines that are never an answer: questions, headings, lists of papers and receivers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answers.needs import holds, names_someone
from bot.answers.passages.wanted import Wanted
from bot.answers.sentences import Sentence, Window, unwrapped
from bot.questions.normalise import words

ENDS = (".", "!", "?", ":", "”", '"', ")")
"""How a sentence ends that is not broken off."""
DASH = re.compile(r"[•▪●\-–]")
"""What points begin with that need be no sentences; those with a number are."""
BULLET = re.compile(r"[•▪●\-–]|\d{1,2}[.)](?:\s|$)")
_ENCLOSED = re.compile(
    r"\s*(?:besluts)?underlag\b|\s*bilag(?:a|or)\b|\s*handling(?:ar)?\b|\s*expedieras\b"
    r"|\s*beslutet (?:ska )?(?:skickas|expedieras)\b",
    re.IGNORECASE,
)
"""Headings of lists that only name papers and receivers."""
_CONTENTS = re.compile(r"§§?\s?\d")
_LETTERED = re.compile(r"(?:^|\s)[A-ZÅÄÖ][/)] ")
_LIST = 2
"""Lettered points that make a list of matters, which says nothing of any."""
_CONTACT = re.compile(r"\b0\d{1,3}[-–/ ]\d{2,3}[ \d]{3,}|\S@\S|\bwww\.")
"""A telephone number, an address of post or of a page: where somebody is reached says nothing of a matter."""
_REACHED = re.compile(
    r"\b(?:telefon\w*|mejl\w*|mail\w*|e-?post\w*|adress\w*|kontakta?\w*|webb\w*|nå|nås|ringa?)\b", re.IGNORECASE
)
_SENT = re.compile(
    r"\s*(?:beslutet (?:ska |skall )?(?:skickas|expedieras)|protokollsutdrag\w* skickas|expedieras) till\b",
    re.IGNORECASE,
)
"""How a list of receivers begins."""
_SENDS = re.compile(r"\b(?:skick|exped|sänd|mottag|informera)", re.IGNORECASE)
_FEWEST = 3
"""Words of the shortest answer: a lone word of a table says nothing."""
_SHORT = 60
"""Characters of a heading."""


def is_answer(cut: Sequence[Sentence], window: Window, wanted: Wanted, page: str) -> bool:
    """A question is no answer; and the number, day or name that is asked for must be there."""
    text = unwrapped(page[cut[window.first].start : cut[window.last].end])
    if all(one.text.endswith("?") for one in cut[window.first : window.last + 1]):
        return False
    if len(words(text)) < _FEWEST or len(_LETTERED.findall(text)) >= _LIST or _only_reaches(text, wanted):
        return False
    if not holds(wanted.question, text) or names_papers(cut, window, page):
        return False
    if _leads_in(cut, window, wanted) or (_SENT.match(text) and not _SENDS.search(wanted.question.said)):
        return False
    if wanted.role and _joins_people(cut[window.first : window.last + 1]):
        return False
    return not wanted.name or names_someone(text, wanted.role, wanted.roots)


def _leads_in(cut: Sequence[Sentence], window: Window, wanted: Wanted) -> bool:
    """Whether the lines end in a colon and what it opens is not among them: a lead-in says nothing by itself."""
    return not wanted.speaker and cut[window.last].text.endswith(":")


def _joins_people(said: Sequence[Sentence]) -> bool:
    """Whether two rows of a list are put together, of which each names somebody of its own."""
    return sum(names_someone(one.text) for one in said if not one.text.endswith(ENDS)) > 1


def _only_reaches(text: str, wanted: Wanted) -> bool:
    """Whether a short text only tells where somebody is reached, and nobody asked for that."""
    return len(text) < 2 * _SHORT and bool(_CONTACT.search(text)) and not _REACHED.search(wanted.question.said)


def names_papers(cut: Sequence[Sentence], window: Window, page: str) -> bool:
    """Whether the lines are a heading, or a list of enclosures or receivers, which say nothing of the matter."""
    first = window.first
    while first > 0 and (first == window.first or BULLET.match(cut[first].text)):
        if not BULLET.match(cut[first].text):
            break
        first -= 1
    text = cut[first].text
    if first == 0 and BULLET.match(text) and _under_papers(page[: cut[0].start]):
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
