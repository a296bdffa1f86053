"""What the unions ask for in minutes with unions: each yrkande with who supports it and what the employer answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from knowledge.extraction import items, union_tables, unions
from knowledge.extraction.context import Context
from knowledge.extraction.flow import has_words
from knowledge.extraction.items import Item
from knowledge.facts import Proposal, squeeze
from knowledge.vocabulary import load

_CLAIMS = load("claims")
_SAYS = "|".join(_CLAIMS["verbs"])
_SUPPORTS = re.compile(rf"\b(?:{'|'.join(_CLAIMS['supports'])})\b", re.IGNORECASE)
_ANSWER = re.compile(rf"(?:{'|'.join(_CLAIMS['answers'])})\s*:\s*(?P<text>.+)", re.IGNORECASE)
_REPLIES = re.compile(rf"(?:{'|'.join(_CLAIMS['employers'])}) (?:{'|'.join(_CLAIMS['replies'])})\b")
_LEAD = re.compile(rf"(?P<who>.{{2,120}}?)\s+(?:{_SAYS})(?:\s+(?:därför|följande|även|att))*\s*:?$")
_HEADED = re.compile(rf"Yrkanden? från (?P<who>(?:{unions.NAMES})(?:(?:,| och| samt) (?:{unions.NAMES}))*):?")
_ANSWER_ALONE = re.compile(rf"(?:{'|'.join(_CLAIMS['answers'])})\s*:?", re.IGNORECASE)
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
    tabled = list(union_tables.find(context))
    wordings = {squeeze(one.text) for one in tabled}
    spoken = [_made(context, found, place, by, text) for place, by, text in _claims(found) if has_words(text)]
    return [*(_supported(one, found) for one in tabled), *(one for one in spoken if squeeze(one.text) not in wordings)]


def _supported(claim: Proposal, found: Sequence[Item]) -> Proposal:
    """A claim of a table with those who support it in a sentence below that names whose yrkande it is about."""
    more = [name for item in found if _backs(item.text, claim) for name in unions.named(_SUPPORTS.split(item.text)[0])]
    named = dict.fromkeys([*claim.supported_by, *(name for name in more if name not in claim.by)])
    return claim.model_copy(update={"supported_by": tuple(named)})


def _backs(text: str, claim: Proposal) -> bool:
    match = _ANOTHERS.search(text)
    if not match or not _is_support(text):
        return False
    return unions.named(match["whose"]) == claim.by and _is_about(match["what"], claim)


def _is_about(what: str | None, claim: Proposal) -> bool:
    """Whether a claim speaks of what the supporters' sentence names ("Kommunals yrkande om heltid")."""
    words = re.findall(r"\w{4,}", (what or "").casefold())
    return not words or any(word[:_STEM] in claim.text.casefold() for word in words)


_ANOTHERS = re.compile(
    r"(?P<whose>\S+(?: \S+)?)s? (?:yrkande|yrkanden|förslag)(?: (?:om|gällande|avseende|kring) (?P<what>[^.]+))?"
)
_STEM = 6


def _claims(found: Sequence[Item]) -> Iterator[tuple[int, tuple[str, ...], str]]:
    """(index of the item, who asks, wording). The points after a lead-in go on past the answers given between them."""
    by: tuple[str, ...] = ()
    mark, headed = "", False
    for place, item in enumerate(found):
        if by and item.mark and item.mark == (mark or item.mark):
            mark = item.mark
            yield place, by, item.text
            continue
        lead = _LEAD.fullmatch(item.text) or _HEADED.fullmatch(item.text)
        spoken = _SENTENCE.match(item.text)
        if headed and not item.mark and not lead and not _belongs(item.text):
            yield place, by, item.text
            by, headed = (), False
            continue
        headed = bool(lead and _HEADED.fullmatch(item.text))
        if lead and (named := unions.named(lead["who"])):
            by, mark = named, ""
        elif not item.mark and not lead and spoken and (named := unions.named(spoken["who"])):
            by = ()
            yield place, named, _claimed(spoken["text"])
        elif item.mark or not _belongs(item.text):
            by = ()  # another point's heading, or other text: the list has ended


def _claimed(text: str) -> str:
    """What is asked for, without the sentence that tells who supports it."""
    sentences = _SENTENCES.split(text)
    kept = next((at for at, sentence in enumerate(sentences) if at and _is_others(sentence)), len(sentences))
    return " ".join(sentences[:kept])


def _is_others(sentence: str) -> bool:
    """Whether a sentence after a claim tells of another union, or of the employer."""
    return _is_support(sentence) or bool(unions.PATTERN.match(sentence)) or bool(_EMPLOYER.match(sentence))


_EMPLOYER = re.compile(r"(?:Arbetsgivaren|Förvaltningen|Ordföranden|Parterna)\b")


def _supporters(text: str) -> tuple[str, ...]:
    return tuple(
        name
        for sentence in _SENTENCES.split(text)[1:]
        if _is_support(sentence)
        for name in unions.named(_SUPPORTS.split(sentence)[0])
    )


_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])")


def _belongs(text: str) -> bool:
    """Whether the item is support for a claim or the answer to it."""
    return bool(_ANSWER.match(text) or _ANSWER_ALONE.fullmatch(text)) or _is_support(text)


def _is_support(text: str) -> bool:
    match = _SUPPORTS.search(text)
    if _SENTENCE.match(text):
        return False
    return match is not None and len(text) <= _LONGEST_SUPPORT and bool(unions.named(text[: match.start()]))


def _made(context: Context, found: Sequence[Item], place: int, by: tuple[str, ...], text: str) -> Proposal:
    item = found[place]
    supported = list(_supporters(item.text)) if text != item.text else []
    response = None
    for at, following in enumerate(found[place + 1 :], start=place + 2):
        answer = _ANSWER.match(following.text)
        if _ANSWER_ALONE.fullmatch(following.text) and at < len(found):
            response = response or found[at].text
            break
        if answer:
            response = answer["text"]
        elif not response and _REPLIES.match(following.text):
            response = following.text
        elif _is_support(following.text):
            supported += unions.named(_SUPPORTS.split(following.text)[0])
        else:
            break
    section = context.outline.section_at(item.start)
    return Proposal(
        kind="yrkande",
        item=section.number if section else None,
        by=by,
        supported_by=tuple(name for name in dict.fromkeys(supported) if name not in by),
        text=text,
        response=response,
        source=context.cite((item.start, item.end), section=section),
        rule="union_proposals.claim",
    )
