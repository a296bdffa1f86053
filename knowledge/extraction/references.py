"""What a document points at: laws, addresses on the web, attachments and other documents, each once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.extraction import anchors, headings, items
from knowledge.extraction.context import Context
from knowledge.extraction.gates import Gate
from knowledge.facts import Reference, ReferenceKind, squeeze
from knowledge.vocabulary import load, longest_first

_WORDS = load("references")
_LAWS = longest_first(_WORDS["laws"])
_LAW_NAME = "|".join(map(re.escape, _LAWS))
_WORDS_BEFORE = 8
"""Of a law's chapter, § and name there are no more before its number: "3 kap. 12 a §§ förordning (SFS"."""
_LAW = re.compile(
    r"(?:(?P<chapter>\d+\s+kap\.?(?:\s+\d+(?:\s?[a-z])?\s*§§?)?\s+))?"
    r"(?:\b\w++(?:(?<=lag)|(?<=lagen)|(?<=förordning)|(?<=förordningen)|(?<=balk)|(?<=balken))\s+)?"
    rf"\((?:(?:{'|'.join(_WORDS['series'])})\s*)?(?:19|20)\d\d:\d{{1,4}}\)|(?:{'|'.join(_WORDS['series'])})\s+(?:19|20)\d\d(?:/\d\d)?:\d{{1,4}}\b",
)
_NUMBER = re.compile(r"(?:19|20)\d\d(?:/\d\d)?(?=:\d)")
"""What a law that is cited by its number cannot do without."""
_NAMED_LAW = re.compile(rf"(?:\d+\s+kap\.?(?:\s+\d+(?:\s?[a-z])?\s*§§?)?\s+)?\b(?:{_LAW_NAME})\b", re.IGNORECASE)
_NAMES_A_LAW = Gate(_NAMED_LAW)
_IN_BRACKETS = re.compile(r"\s*\(")
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"”)\]]*[^\s<>\"”)\].,;:]")
_NAMES_AN_ADDRESS = Gate(_URL)
_ATTACHMENT = re.compile(
    r"^(?:Bilaga|Bil\.)\s+(?:\d{1,2}|[A-H])\b[:.\s–-]*(?P<title>[^\n]{0,120})$|\bbilaga\s+(?:\d{1,2}|[A-H])\b",
    re.IGNORECASE | re.MULTILINE,
)
_ATTACHMENT_BEGINS = re.compile("bil", re.IGNORECASE)


def find(context: Context) -> list[Reference]:
    """The references in the order of the document, each wording once."""
    made: dict[tuple[str, str], Reference] = {}
    for start, end, kind, rule in sorted(_spans(context)):
        text = context.text(start, end)
        key = kind, squeeze(text)
        if not _NAMES_SOMETHING.search(text) or key in made:
            continue
        made[key] = Reference(
            kind=kind,
            text=text,
            source=context.cite((start, end), section=context.outline.label_at(start)),
            rule=rule,
        )
    return list(made.values())


_NAMES_SOMETHING = re.compile(r"[^\W\d_]")


def _spans(context: Context) -> Iterator[tuple[int, int, ReferenceKind, str]]:
    text = context.flow.text
    taken: set[int] = set()
    numbers = (match.span() for match in _NUMBER.finditer(text))
    for match in anchors.matches(_LAW, text, numbers, words=_WORDS_BEFORE):
        taken.add(match.start())
        yield match.start(), match.end(), "law", "references.law-by-number"
    for match in _named_laws(text) if _NAMES_A_LAW.admits(context.flow.folded) else ():
        if match.start() not in taken and not _IN_BRACKETS.match(text, match.end(), match.end() + 3):
            yield match.start(), match.end(), "law", "references.law-by-name"
    for match in _URL.finditer(text) if _NAMES_AN_ADDRESS.admits(context.flow.folded) else ():
        yield match.start(), match.end(), "url", "references.url"
    for match in _attachments(text):
        yield match.start(), match.end(), "attachment", "references.attachment"
    for start, end in _listed(context):
        yield start, end, "document", "references.listed-document"


def _attachments(text: str) -> Iterator[re.Match[str]]:
    """The attachments, tried where their first letters stand."""
    at = 0
    for begins in _ATTACHMENT_BEGINS.finditer(text):
        match = _ATTACHMENT.match(text, begins.start()) if begins.start() >= at else None
        if match:
            yield match
            at = match.end()


def _named_laws(text: str) -> Iterator[re.Match[str]]:
    """The laws that are named: the names themselves are found first, where lower case leaves every letter in place."""
    lower = text.lower()
    if len(lower) != len(text):
        return _NAMED_LAW.finditer(text)
    named = [match.span() for name in _LAWS if name in lower for match in re.finditer(re.escape(name), lower)]
    named.sort(key=lambda one: (one[0], -one[1]))
    return anchors.matches(_NAMED_LAW, text, named, words=_WORDS_BEFORE)


def _listed(context: Context) -> Iterator[tuple[int, int]]:
    """What stands under "Beslutsunderlag" or "Handlingar", one document a point or line; the next § ends the list."""
    inside = False
    for item in items.split(context):
        heading = headings.recognise(item.text) if not item.mark else None
        if heading:
            inside = heading.kind == "underlag"
        elif inside and len(item.text) <= _LONGEST:
            following = _NEXT_PARAGRAPH.search(context.flow.text, item.start, item.end)
            yield item.start, following.start() if following else item.end
            inside = following is None
        else:
            inside = False


_LONGEST = 250
_NEXT_PARAGRAPH = re.compile(
    r"\n\s*§[ \t]?\d+[ \t]+(?:[A-ZÅÄÖ][\w-]*[ \t]+)?(?:\w+[-/ ])?\d[\d./:-]*(?:[ \t]+\w+)?[ \t]*$", re.MULTILINE
)
"""The line that heads the next matter: its § and number ("§ 113 2026.266 KS")."""
