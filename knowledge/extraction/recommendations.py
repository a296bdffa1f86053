"""What the auditors recommend: lists after a lead-in, sentences of their own, and what a follow-up says remains."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from knowledge.extraction import audited, bodies, follow_ups, items, recommendation_tables
from knowledge.extraction.context import Context
from knowledge.extraction.flow import has_words
from knowledge.extraction.gates import Gate, folded
from knowledge.extraction.items import Item
from knowledge.extraction.recommendation_tables import Cell
from knowledge.facts import Recommendation, squeeze
from knowledge.vocabulary import load

_AUDIT = load("audit")
_KINDS = frozenset({"revisionsrapport", "skrivelse", "övrigt"})
_ISSUERS = "|".join(sorted(_AUDIT["issuers"], key=len, reverse=True))
_FILLERS = rf"(?:(?:{'|'.join(_AUDIT['fillers'])})\s+)*"
_NOUN = rf"\w*{_AUDIT['noun']}"

# "Vi rekommenderar X att", "Mot bakgrund av … rekommenderar vi X att", "Stadsrevisionen rekommenderar X följande"
_ACTIVE = re.compile(
    rf"\b(?:(?P<by>vi|{_ISSUERS})\s+{_FILLERS}{_AUDIT['active']}|{_AUDIT['active']}\s+(?P<by2>vi|{_ISSUERS}))\b\s*{_FILLERS}"
    rf"(?:att\s+)?(?P<to>[^.:;]{{0,160}}?)(?:\s*,)?\s*(?:\batt\b|\bföljande\b|:|$)",
    re.IGNORECASE,
)
# "Nämnden rekommenderas att", "Utifrån granskningen rekommenderas X att"
_PASSIVE = re.compile(
    rf"(?:^|(?<=[.!?]\s))(?P<to>(?!Rekommend)[A-ZÅÄÖ][^.:;!?]{{2,200}}?)\s+{_AUDIT['passive']}\s+{_FILLERS}"
    r"(?:att\b|följande\b|:)"
)
_INVERTED = re.compile(
    rf"\b{_AUDIT['passive']}\s+{_FILLERS}(?P<to>[^.:;]{{3,160}}?)\s+(?:att\b|följande\b|:)", re.IGNORECASE
)
# "Därutöver lämnas en ny rekommendation:"
_GIVEN = re.compile(rf"\b(?:lämnas|lämnar vi|ges|ger vi)\b[^.:]*\b{_NOUN}\s*:$", re.IGNORECASE)
# "Följande rekommendationer lämnas:", "lämnar vi följande tre rekommendationer till X:", "Rekommendationer"
_FOLLOWING = re.compile(
    rf"\b(?:följande|nedanstående|våra|nedan)\b[^.:]*\b{_NOUN}(?:[^.:]*?\b(?:till|för)\s+(?P<to>[^.:]+?))?"
    r"(?:\s+(?:lämnas|kvarstår|är(?: att)?|att))?\s*:?$",
    re.IGNORECASE,
)
_HEADED = re.compile(
    rf"(?:\d[\d.]*\s+)?(?:våra |revisorernas |revisionens |samlade )?{_NOUN}(?:\s+(?:till|för)\s+(?P<to>.+?))?:?$",
    re.IGNORECASE,
)
_RECOMMENDS = Gate(_ACTIVE, _PASSIVE, _INVERTED)
_LEADS = Gate(_ACTIVE, _PASSIVE, _INVERTED, _FOLLOWING, _HEADED)
_SPLIT = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])")
_SAME = 90
_PREFIX = 20
_LONGEST_ADDRESSEE = 200
_REMAINS = re.compile(r"\bkvarstår\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Found:
    text: str
    start: int
    end: int
    rule: str
    issuer: str | None = None
    addressee: str | None = None
    graded: str | None = None
    spans: tuple[tuple[int, int], ...] = ()

    @property
    def asked(self) -> str:
        """What is asked for, without who is asked: "rekommenderas att säkerställa …" → "säkerställa …"."""
        parts = re.split(r"rekommendera[rs]\b.*?\batt\s|^\w+ (?:\w+ ){0,3}?bör\s", self.text, maxsplit=1)
        return squeeze(re.sub(r"^att\s+", "", parts[-1].strip(), flags=re.IGNORECASE))


@dataclass(frozen=True, slots=True)
class _Lead:
    rule: str
    issuer: str | None
    addressee: str | None
    graded: str | None = None


def find(context: Context) -> list[Recommendation]:
    """The recommendations of an audit report, each once, in the order in which the report first gives them."""
    text = context.flow.text
    if context.document.kind not in _KINDS or "rekommend" not in text.casefold():
        return []
    if context.document.kind != "revisionsrapport" and not re.search(r"\brevis(?:or|ion)", text, re.IGNORECASE):
        return []
    found = [one for one in _once([*_lists(items.split(context)), *_tables(context)]) if has_words(one.text)]
    whom = audited.of_report(text)
    speaks = _speaker(text)
    return [
        Recommendation(
            number=number,
            text=one.text,
            issuer=one.issuer or speaks,
            addressee=one.addressee,
            addressees=audited.resolve(one.addressee, whom),
            graded=one.graded,
            source=context.cite(*(one.spans or ((one.start, one.end),)), section=context.outline.label_at(one.start)),
            rule=one.rule,
        )
        for number, one in enumerate(found, start=1)
    ]


def _speaker(text: str) -> str | None:
    """The auditors that the report names first, other than as those who ordered it: whom its "vi" stands for."""
    found = list(re.finditer(rf"\b(?:{_ISSUERS})\b", text, re.IGNORECASE))
    own = [match for match in found if not _ORDERED.search(text[max(0, match.start() - _FAR) : match.start()])]
    return next((match.group() for match in [*own, *found]), None)


_ORDERED = re.compile(r"\b(?:uppdrag (?:av|från)|beställare är)\s+(?:(?!har\b)\w+\s+){0,4}\Z", re.IGNORECASE)
_FAR = 60


# ---- the walk over the items


def _lists(found: Sequence[Item]) -> Iterator[_Found]:
    lead: _Lead | None = None
    for place, item in enumerate(found):
        following = found[place + 1] if place + 1 < len(found) else None
        if lead and _begins_a_chapter(found, place):
            lead = None
            continue
        if item.mark and lead:
            if not item.text.endswith(":"):
                to = lead.addressee or _named_last(item.text)
                yield _Found(item.text, item.start, item.end, lead.rule, lead.issuer, to, lead.graded)
            continue
        new = _lead(item.text, following)
        if new:
            lead = new
            yield from _before_lead(item)
            continue
        if lead and (named := _sub_heading(item.text)):
            lead = replace(lead, addressee=named)
            continue
        lead = lead if lead and _is_between(item) else None
        yield from _sentences(item)


def _named_last(text: str) -> str | None:
    """Whom a point is for, where it says so in brackets at its end: "… minst en gång per år (kommunstyrelsen)."."""
    match = _LAST_BRACKETS.search(text)
    return _addressee(match["to"]) if match and not re.search(r"\d|\bkap\b", match["to"]) else None


_LAST_BRACKETS = re.compile(r"\((?P<to>[^()]{3,80})\)\s*[.;,]?$")


def _before_lead(item: Item) -> Iterator[_Found]:
    """The recommendations that the paragraph gives before its last sentence leads in to the points."""
    *earlier, last = _SPLIT.split(item.text)
    if earlier and last.endswith(":"):
        yield from _sentences(replace(item, text=" ".join(earlier)))


def _begins_a_chapter(found: Sequence[Item], place: int) -> bool:
    """Whether a numbered line below a list is no point of it: a number that does not go on with those above, or one
    word alone ("1. Inledning")."""
    item, above = found[place], found[place - 1] if place else None
    if not item.number.isdigit():
        return False
    goes_back = above is not None and above.number.isdigit() and int(item.number) != int(above.number) + 1
    return goes_back or item.text.isalpha()


def _is_between(item: Item) -> bool:
    """A list goes on after a footnote or page number that stands between its points."""
    return bool(re.fullmatch(r"\d+(?:\s*\(\d+\))?", item.text))


def _lead(text: str, following: Item | None) -> _Lead | None:
    """The lead-in that an item is, where points follow it."""
    if following is None or not (following.mark or _sub_heading(following.text)):
        return None
    if not _LEADS.admits(folded(text)):
        return None
    last = _SPLIT.split(text)[-1]
    graded = match.group() if (match := _REMAINS.search(last)) else None
    match = _ACTIVE.search(last)
    if match and _ends(last, match):
        return _Lead("recommendations.list-after-lead-in", _issuer(match), _addressee(match["to"]))
    for pattern in (_PASSIVE, _INVERTED):
        match = pattern.search(last)
        if match and _ends(last, match):
            return _Lead("recommendations.list-after-passive", None, _addressee(match["to"]))
    match = _FOLLOWING.search(last) or _HEADED.fullmatch(text)
    if match or _GIVEN.search(last):
        rule = "recommendations.list-that-remains" if graded else "recommendations.list-after-heading"
        return _Lead(rule, None, _addressee(match["to"]) if match else None, graded)
    return None


def _ends(text: str, match: re.Match[str]) -> bool:
    """Whether nothing of weight follows the lead-in, so that its object is the points below."""
    return len(text) - match.end() <= 12


def _issuer(match: re.Match[str]) -> str | None:
    by = match["by"] or match["by2"]
    return None if by is None or by.casefold() == "vi" else by


def _addressee(said: str | None) -> str | None:
    """Who is asked, as written; None where the words between are none ("Vi rekommenderar att …")."""
    said = " ".join((said or "").split()).strip(" ,")
    if not said or len(said) > _LONGEST_ADDRESSEE:
        return None
    return (
        said
        if bodies.find_all(said) or audited.is_generic(said) or audited.named(said) or _NAMELIKE.search(said)
        else None
    )


_NAMELIKE = re.compile(
    r"(?:nämnd|styrelse|fullmäktig|bolag|förvaltning|direktion|kommun|region|förbund|utskott|\bAB\b)", re.IGNORECASE
)


def _sub_heading(text: str) -> str | None:
    """Whom the points below are for, alone on a line: "Socialnämnden att:", "Samtliga nämnder att:"."""
    said = _TO.sub("", re.sub(r"\s+att\s*:?$", "", text)).strip(" :")
    if whole := bodies.whole(bodies.display(said)):
        return whole if said[:1].isupper() else said
    if text == said or len(said) > _HEADING or re.search(r"\.|\brekommend", said):
        return None
    several = all(bodies.whole(bodies.display(part)) for part in audited.named(said)) and bool(audited.named(said))
    return said if several or audited.is_generic(said) else None


_TO = re.compile(r"^(?:samt |och )?(?:till|för)\s+", re.IGNORECASE)
_HEADING = 120


# ---- sentences of their own


def _sentences(item: Item) -> Iterator[_Found]:
    """Recommendations that are sentences: each runs to the next one or to the end of its paragraph."""
    numbered = _NUMBERED.match(item.text)
    if numbered and _JUDGED_BELOW.search(item.text):
        return  # a follow-up's earlier recommendation: its table or its labels tell whether it remains
    if numbered and len(item.text) - numbered.end() > _PREFIX:
        wording = item.text[numbered.end() :]
        first = item.start + (len(item.text) - len(wording) if item.end - item.start == len(item.text) else 0)
        yield _Found(wording, first, item.end, "recommendations.numbered", addressee=_whose_duty(wording))
        return
    if not _RECOMMENDS.admits(folded(item.text)):
        return
    starts = [*_passive_starts(item.text), *_inverted_starts(item.text), *_active_starts(item.text)]
    starts.sort(key=lambda one: one[0])
    for place, (at, lead) in enumerate(starts):
        until = starts[place + 1][0] if place + 1 < len(starts) else len(item.text)
        wording = item.text[at:until].strip()
        if wording.endswith(":") and _SPLIT.search(wording):
            wording = " ".join(_SPLIT.split(wording)[:-1])
        if wording.endswith((":", " att")) or len(wording) <= _SHORT:
            continue
        yield _Found(wording, item.start, item.end, lead.rule, lead.issuer, lead.addressee)


_SHORT = 40


def _subject(rest: str) -> str | None:
    """Who is to do it in "Vi rekommenderar att nämnden utvecklar …"."""
    first = next(iter(rest.split()), "")
    return first if first and (audited.is_generic(first) or bodies.whole(bodies.display(first))) else None


def _passive_starts(text: str) -> list[tuple[int, _Lead]]:
    found = []
    for match in _PASSIVE.finditer(text):
        addressee = _addressee(match["to"])
        if addressee:
            found.append((match.start("to"), _Lead("recommendations.passive-sentence", None, addressee)))
    return found


def _inverted_starts(text: str) -> list[tuple[int, _Lead]]:
    """ "Vidare rekommenderas kommunstyrelsen att se över …" """
    found = []
    for sentence in _SPLIT_SPANS.finditer(text) if _AUDIT["passive"] in text else ():
        match = _INVERTED.search(sentence.group())
        addressee = _addressee(match["to"]) if match and not _PASSIVE.search(sentence.group()) else None
        if match and addressee and not _BACK.search(sentence.group()[: match.start()]):
            found.append((sentence.start(), _Lead("recommendations.inverted-sentence", None, addressee)))
    return found


_JUDGED_BELOW = re.compile(follow_ups.ASSESSED.pattern.removeprefix(r"\s*"), re.IGNORECASE)
_BACK = re.compile(r"\b(?:19|20)\d\d\b|\btidigare\b|\brapporten\b|\bgranskningen (?:från|år)\b", re.IGNORECASE)
_NUMBERED = re.compile(rf"{_AUDIT['noun']}\s+(?:nr\s+)?\d{{1,2}}\s*[:.–-]\s*(?=[A-ZÅÄÖ])", re.IGNORECASE)


def _whose_duty(text: str) -> str | None:
    """The body of which a wording says, first of all, that it should do something."""
    first = bodies.find_all(text) if _DUTY.search(text) else []
    return first[0].name if first and first[0].start == 0 else _subject(text)


def _active_starts(text: str) -> list[tuple[int, _Lead]]:
    found = []
    for sentence in _SPLIT_SPANS.finditer(text):
        match = _ACTIVE.search(sentence.group())
        if match and not match.group().rstrip().endswith(":"):
            addressee = _addressee(match["to"]) or _subject(sentence.group()[match.end() :])
            lead = _Lead("recommendations.active-sentence", _issuer(match), addressee)
            found.append((sentence.start(), lead))
    return found


_SPLIT_SPANS = re.compile(r"[^\s].*?(?:[.!?](?=\s+[A-ZÅÄÖ])|$)", re.DOTALL)


# ---- tables


def _tables(context: Context) -> Iterator[_Found]:
    """A table with a column a body, and the rows of a follow-up that are not done, each with its grade."""
    for body, cell in recommendation_tables.by_body(context):
        yield _in_cell(cell, "recommendations.column-of-a-body", addressee=body)
    for body, cell in recommendation_tables.addressed(context):
        yield _in_cell(cell, "recommendations.row-of-a-body", addressee=body)
    for cell, grade in _remaining(context):
        yield _in_cell(cell, "recommendations.graded-row", addressee=_whose_duty(cell.text), graded=grade)


_DUTY = re.compile(r"\b(?:bör|ska|skall|behöver|rekommenderas)\b")


def _remaining(context: Context) -> Iterator[tuple[Cell, str]]:
    yield from recommendation_tables.graded(context)
    yield from ((one.said, one.grade) for one in follow_ups.pairs(context) if not one.done)


def _in_cell(cell: Cell, rule: str, addressee: str | None = None, graded: str | None = None) -> _Found:
    spans = tuple(cell.spans)
    return _Found(cell.text, spans[0][0], spans[-1][1], rule, addressee=addressee, graded=graded, spans=spans)


# ---- given twice in one report


def _once(found: Sequence[_Found]) -> list[_Found]:
    """Each recommendation once. The same wording to another named body is another one.

    A list is kept before a sentence in the running text that says the same: the sentence is its reasoning.
    """
    listed = [one for one in found if one.rule != "recommendations.active-sentence"]
    spoken = [one for one in found if one.rule == "recommendations.active-sentence"]
    kept: list[_Found] = []
    for one in [*listed, *spoken]:
        again = next((at for at, other in enumerate(kept) if _same(one, other)), None)
        if again is None:
            kept.append(one)
        elif one.graded and not kept[again].graded:
            kept[again] = replace(kept[again], graded=one.graded)
    return sorted(kept, key=lambda one: one.start)


def _same(one: _Found, other: _Found) -> bool:
    said, again = one.asked, other.asked
    if said != again and fuzz.ratio(said, again) < _SAME and not _holds(said, again):
        return False
    to, also = (one.addressee or "").casefold(), (other.addressee or "").casefold()
    return to == also or audited.is_generic(to) or audited.is_generic(also)


def _holds(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) > _PREFIX and long.startswith(short)
