"""What someone at a meeting wants decided: yrkanden, proposals by members, and the office's förslag till beslut."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.extraction import clauses, decisions, people, sentences, supporters
from knowledge.extraction.context import Context
from knowledge.extraction.flow import has_words
from knowledge.extraction.gates import Gate
from knowledge.extraction.outline import Block, Section
from knowledge.facts import Proposal, ProposalKind
from knowledge.vocabulary import words

_VERBS = "|".join(words("yrkanden", "verbs"))
_YRKANDE = re.compile(rf"\b(?:{'|'.join(words('yrkanden', 'yrkande'))})\b", re.IGNORECASE)
_VERB = re.compile(rf"\b(?:{_VERBS})\b", re.IGNORECASE)
_SUPPORTED = re.compile("|".join(f"(?:{pattern})" for pattern in words("yrkanden", "supported")[:1]), re.IGNORECASE)
_BACKED = re.compile(rf",? ?{words('yrkanden', 'backed')[0]}.*", re.IGNORECASE)
_ONLY_PEOPLE = re.compile(r"[\s,.&]*(?:(?:och|samt|m\.? ?fl\.?|med flera)[\s,.]*)*")
_ASIDE = re.compile(r"^\s*,[^,]*(?:instämmande|stöd)[^,]*(?:,(?! att)[^,]*\))*[^,]*,")
_FOR_GROUP = re.compile(r"^ för (?:[A-ZÅÄÖ][\wåäö]*)(?:(?:, | och | samt )[A-ZÅÄÖ][\wåäö]*)*")
_LEADS = re.compile(
    r"^[\s,:]*(?:(?:i första hand|i andra hand|därför|vidare|också|även|därutöver|på)[ ,]+)*(?:att )?", re.IGNORECASE
)
_NAMED_PROPOSAL = re.compile(r"^på förslag av (?P<who>.+?):?$", re.IGNORECASE)
_ELSEWHERE = frozenset(words("yrkanden", "elsewhere"))
_SHORTEST = 6
_ANY = Gate(_VERB)
_BY_MEMBERS = frozenset(words("yrkanden", "by_members"))
# In the description of the matter most of what is told was asked for earlier: in a motion, in another body, on a day.
_AT_THIS_MEETING = re.compile(
    rf"(?!.*(?:{'|'.join(words('yrkanden', 'retold'))}))"
    rf"{people.WITH_PARTY.pattern}[^.:]{{0,120}}?\b(?:{'|'.join(words('yrkanden', 'now'))})\b"
)


def find(context: Context) -> list[Proposal]:
    """The proposals of every §, in the order in which they stand."""
    every: list[Proposal] = []
    for section in context.sections:
        found: list[Proposal] = []
        taken = {block.start for block, to in decisions.decided(context, section) if to}
        for block in section.blocks:
            if block.kind == "beslut":
                found += _by_name(context, section, block)
                if decisions.opened_by_sentence(block):
                    found += _told(context, section, block, _AT_THIS_MEETING)
            elif block.kind in ("förslag till beslut", "förslag till annat organ") and block.start not in taken:
                colon = _after_colon(context, section, block) if block.heading.rstrip(":") in _BY_MEMBERS else ()
                found += list(colon) or _told(context, section, block) or _clauses(context, section, block)
            elif block.kind == "ärendet":
                found += _told(context, section, block, _AT_THIS_MEETING)
            elif block.kind not in _ELSEWHERE and block.start not in taken:
                found += _told(context, section, block)
                found += _after_colon(context, section, block) if block.kind == "yrkande" else []
        every += supporters.add(context, section, found)
    return every


# "F E (V) yrkar …"


def _told(context: Context, section: Section, block: Block, opens: re.Pattern[str] | None = None) -> list[Proposal]:
    """The sentences in which somebody asks for a decision; opens: what such a sentence must begin like, if anything."""
    found: list[Proposal] = []
    if not context.may_hold(_ANY, block.start, block.end):
        return found
    for span in sentences.spans(context, block.start, block.end):
        if opens is None or opens.match(context.text(*span)):
            found += list(_in_sentence(context, section, block, span))
    return found


def _in_sentence(context: Context, section: Section, block: Block, span: sentences.Span) -> Iterator[Proposal]:
    text = context.text(*span)
    verbs = list(_VERB.finditer(text))
    for number, verb in enumerate(verbs[:3]):
        by, after = _proposer(text, verb, block)
        if not by and not people.is_title(text[: verb.start()]):
            continue
        until = verbs[number + 1].start() if number + 1 < len(verbs) and _yrkar_anew(text, verbs, number) else len(text)
        wording = _wording(text[after:until])
        if len(wording) < _SHORTEST or not has_words(wording):
            continue
        kind: ProposalKind = "yrkande" if _YRKANDE.match(verb.group()) else "förslag till beslut"
        supported = _SUPPORTED.search(text)
        yield Proposal(
            source=context.cite(_through_list(context, block, span, wording), section=section),
            rule="proposals.sentence",
            item=section.number,
            kind=kind,
            by=by,
            supported_by=people.named(supported["who"]) if supported else (),
            text=wording if not wording.endswith(":") else _with_list(context, block, span, wording),
        )
        if not _yrkar_anew(text, verbs, number):
            break


def _yrkar_anew(text: str, verbs: list[re.Match[str]], number: int) -> bool:
    """Whether a further verb in the sentence has a person of its own."""
    if number + 1 >= len(verbs):
        return False
    between = text[verbs[number].end() : verbs[number + 1].start()]
    return (
        next(people.with_party(between[-120:]), None) is not None
        and _YRKANDE.match(verbs[number + 1].group()) is not None
    )


def _proposer(text: str, verb: re.Match[str], block: Block) -> tuple[tuple[str, ...], int]:
    """Who stands before the verb ("F E (V) yrkar") or right after it ("Vidare yrkar F E (V)").

    With where the wording begins; who is called by the office alone ("Ordföranden föreslår") is nobody by name.
    """
    before = _BACKED.sub("", text[: verb.start()])
    persons = tuple(dict.fromkeys(person.name for person in people.with_party(before)))
    if persons:
        return persons, verb.end()
    if len(before) < 40:
        follower = next(people.with_party(text[verb.end() :]), None)
        if follower and follower.start < 30:
            return (follower.name,), verb.end() + follower.end
    if block.kind in ("yrkande", "beslutsgång", "förslag till beslut") and len(before) < 120:
        return people.groups(before), verb.end()
    return (), verb.end()


def _wording(text: str) -> str:
    text = _ASIDE.sub("", text, count=1)
    text = _FOR_GROUP.sub("", text, count=1)
    return _LEADS.sub("", text, count=1).strip(" ,")


def _through_list(context: Context, block: Block, span: sentences.Span, wording: str) -> sentences.Span:
    return (span[0], _list_end(context, block, span)) if wording.endswith(":") else span


def _with_list(context: Context, block: Block, span: sentences.Span, wording: str) -> str:
    listed = context.text(span[1], _list_end(context, block, span))
    return f"{wording} {listed}".strip()


def _list_end(context: Context, block: Block, span: sentences.Span) -> int:
    """Where the points end that a sentence with a colon announces: before the next one that yrkar."""
    for following in sentences.spans(context, span[1], block.end):
        if _VERB.search(context.text(*following)) and next(people.with_party(context.text(*following)), None):
            return following[0]
    return block.end


# "På förslag av F E (V):"


def _by_name(context: Context, section: Section, block: Block) -> Iterator[Proposal]:
    for clause in clauses.split(context.lines(block.start, block.end)):
        named = _NAMED_PROPOSAL.match(clause.lead)
        by = people.named(named["who"]) if named else ()
        if by:
            yield _proposal(context, section, clause, by, "proposals.named")


# "F E (V): Avslag på förslaget."


def _after_colon(context: Context, section: Section, block: Block) -> Iterator[Proposal]:
    """Under Yrkanden, who stands before a colon wants what stands after it."""
    for start, end in sentences.spans(context, block.start, block.end):
        text = context.text(start, end)
        lead, colon, wording = text.partition(": " if ": " in text else " – ")
        who = _BACKED.split(lead, maxsplit=1)[0]
        by = tuple(person.name for person in people.with_party(who))
        if not colon or not by or _VERB.search(lead) or not _ONLY_PEOPLE.fullmatch(people.without(who)):
            continue
        backed = tuple(person.name for person in people.with_party(lead[len(who) :]))
        yield Proposal(
            source=context.cite((start, end), section=section),
            rule="proposals.colon",
            item=section.number,
            kind="yrkande",
            by=by,
            supported_by=backed,
            text=wording,
        )


# Förslag till beslut


def _clauses(context: Context, section: Section, block: Block) -> list[Proposal]:
    """The office's or the committee's proposal: nobody's by name."""
    return [
        _proposal(context, section, clause, (), "proposals.heading")
        for clause in clauses.split(context.lines(block.start, block.end))
        if len(clause.text) >= _SHORTEST
    ]


def _proposal(context: Context, section: Section, clause: clauses.Clause, by: tuple[str, ...], rule: str) -> Proposal:
    return Proposal(
        source=context.cite((clause.start, clause.end), section=section),
        rule=rule,
        item=section.number,
        kind="förslag till beslut",
        by=by,
        text=clause.text,
    )
