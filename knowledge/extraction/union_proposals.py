"""What the unions ask for in minutes with unions: each yrkande with who supports it and what the employer answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from knowledge.extraction import items
from knowledge.extraction.context import Context
from knowledge.extraction.items import Item
from knowledge.facts import Proposal
from knowledge.vocabulary import load

_CLAIMS = load("claims")
_NAMES = sorted(load("unions")["names"], key=len, reverse=True)
_UNION = re.compile(rf"(?<![\w-])(?P<name>{'|'.join(re.escape(name) for name in _NAMES)})(?=s?(?![\w-]))")
_SAYS = "|".join(_CLAIMS["verbs"])
_SUPPORTS = re.compile(rf"\b(?:{'|'.join(_CLAIMS['supports'])})\b", re.IGNORECASE)
_ANSWER = re.compile(rf"(?:{'|'.join(_CLAIMS['answers'])})\s*:\s*(?P<text>.+)", re.IGNORECASE)
_LEAD = re.compile(rf"(?P<who>.{{2,120}}?)\s+(?:{_SAYS})(?:\s+(?:därför|följande|även|att))*\s*:?$")
_SENTENCE = re.compile(
    r"(?P<who>.{2,120}?)\s+(?:yrkar|yrkade|kräver|framför krav|ställer krav)\s+(?:på\s+)?(?:därför\s+|även\s+)?"
    r"(?P<text>(?:att\s)?\S.{15,})"
)
_LONGEST_SUPPORT = 200


def find(context: Context) -> list[Proposal]:
    """The yrkanden of the unions, one a clause, in the minutes of a samverkansgrupp and their appendices."""
    if context.document.kind != "samverkansprotokoll":
        return []
    found = items.split(context)
    return [_made(context, found, place, by, text) for place, by, text in _claims(found)]


def _claims(found: Sequence[Item]) -> Iterator[tuple[int, tuple[str, ...], str]]:
    """(index of the item, who asks, wording). The points after a lead-in go on past the answers given between them."""
    by: tuple[str, ...] = ()
    mark = ""
    for place, item in enumerate(found):
        if by and item.mark and item.mark == (mark or item.mark):
            mark = item.mark
            yield place, by, item.text
            continue
        lead = _LEAD.fullmatch(item.text)
        spoken = _SENTENCE.match(item.text)
        if lead and (named := unions(lead["who"])):
            by, mark = named, ""
        elif not item.mark and not lead and spoken and (named := unions(spoken["who"])):
            by = ()
            yield place, named, _claimed(spoken["text"])
        elif item.mark or not _belongs(item.text):
            by = ()  # another point's heading, or other text: the list has ended


def _claimed(text: str) -> str:
    """What is asked for, without the sentence that tells who supports it."""
    sentences = _SENTENCES.split(text)
    kept = next((at for at, sentence in enumerate(sentences) if at and _is_support(sentence)), len(sentences))
    return " ".join(sentences[:kept])


def _supporters(text: str) -> tuple[str, ...]:
    return tuple(
        name
        for sentence in _SENTENCES.split(text)[1:]
        if _is_support(sentence)
        for name in unions(_SUPPORTS.split(sentence)[0])
    )


_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])")


def unions(text: str) -> tuple[str, ...]:
    """The unions that a text names, as written, without a genitive s: "LRs yrkande" names LR."""
    return tuple(dict.fromkeys(match["name"] for match in _UNION.finditer(text)))


def _belongs(text: str) -> bool:
    """Whether the item is support for a claim or the answer to it."""
    return bool(_ANSWER.match(text)) or _is_support(text)


def _is_support(text: str) -> bool:
    match = _SUPPORTS.search(text)
    if _SENTENCE.match(text):
        return False
    return match is not None and len(text) <= _LONGEST_SUPPORT and bool(unions(text[: match.start()]))


def _made(context: Context, found: Sequence[Item], place: int, by: tuple[str, ...], text: str) -> Proposal:
    item = found[place]
    supported = list(_supporters(item.text)) if text != item.text else []
    response = None
    for following in found[place + 1 :]:
        answer = _ANSWER.match(following.text)
        if answer:
            response = answer["text"]
        elif _is_support(following.text):
            supported += unions(_SUPPORTS.split(following.text)[0])
        else:
            break
    return Proposal(
        kind="yrkande",
        by=by,
        supported_by=tuple(name for name in dict.fromkeys(supported) if name not in by),
        text=text,
        response=response,
        source=context.cite((item.start, item.end)),
        rule="union_proposals.claim",
    )
