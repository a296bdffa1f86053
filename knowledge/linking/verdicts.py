"""What became of the yrkanden of a §: granted or rejected, with the words of the minutes that say so.

Trusted in this order: the result of a vote; what the chair finds, unless a vote is asked for; that one side won where
the förslag were put against each other; that the decision says the yrkande's words; the outcome that it asked for.
Where two of one kind contradict each other nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz

from knowledge.extraction.decisions import outcome
from knowledge.facts import Decision, Proposal, VoteCount
from knowledge.linking.matters import Matter
from knowledge.linking.paragraphs import Slice
from knowledge.linking.taken_up import is_of
from knowledge.linking.wording import likeness
from knowledge.names import fold
from knowledge.store.api import Found
from knowledge.store.links import LinkRow
from knowledge.vocabulary import load

GRANTS, REJECTS = "grants", "rejects"
_WORDS_ALIKE = 0.75
_SAID_AGAIN = 0.9
"""How much of a yrkande the decision says for its words to go before what the chair finds."""
_NAME_ALIKE = 88
_LONG_NAME = 8
_LETTERS = 3
"""A name is a party's letters up to so many, and may be misspelled from so many on."""
_FLERA = re.compile(r"\bm\. ?fl\.?", re.IGNORECASE)
_SORT = re.compile(r"\b(?P<sort>tilläggs|ändrings|återremiss|bordläggnings)(?:yrkande|förslag)(?:et|en)?\b")
_OF_OFFICE = re.compile(r"\b\w+s (?:ursprungliga |liggande )?förslag\b")
_SHORTEST = 6
"""Letters of what is granted that may name it inside a longer wording."""
_AFTER = 2
"""Sentences after a finding in which a vote is asked for."""
_OPPOSITE = {
    "bifall": {"avslag", "avstyrks"},
    "tillstyrks": {"avstyrks", "avslag"},
    "avslag": {"bifall", "tillstyrks"},
    "avstyrks": {"tillstyrks", "bifall"},
    "besvarad": {"bifall", "avslag"},
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is granted or rejected, in the minutes' words; what says so; whether the others of the § thereby fell."""

    what: str
    granted: bool
    rule: str
    confidence: float
    said: Slice
    alone: bool = False


def claims(matter: Matter) -> list[Found]:
    """The yrkanden of a §, and the förslag that somebody made at the meeting."""
    return [
        one
        for one in matter.proposals
        if isinstance(one.fact, Proposal)
        and (one.fact.kind == "yrkande" or (one.fact.by and one.fact.kind != "motion"))
    ]


def verdicts(matter: Matter, sentences: Sequence[Slice], followed: Collection[str] = ()) -> Iterator[LinkRow]:
    """The ties of the §'s yrkanden. sentences: those of the §; followed: whose förslag became the decision."""
    asked = claims(matter)
    if not asked or not matter.decisions:
        return
    told = [*_of_votes(matter, sentences), *_findings(sentences)]
    for claim in asked:
        row = (
            _said_again(claim, matter, _SAID_AGAIN)
            or _told(claim, matter, told, asked)
            or _followed(claim, matter, followed)
            or _decided(claim, matter)
        )
        if row is not None:
            yield row


def _told(claim: Found, matter: Matter, told: Sequence[Verdict], asked: Sequence[Found]) -> LinkRow | None:
    """What a vote or a finding says of the yrkande, if it speaks of all that it asks for; the votes first."""
    if not _all_told(_parts(_text(claim)), told):
        return None
    for rule in ("yrkanden.vote", "yrkanden.finding"):
        meant = [(fate, one) for one in told if one.rule == rule for fate in _fates(claim, one, asked)]
        if len({fate for fate, _ in meant}) == 1:
            granted, by = meant[0]
            return LinkRow(
                GRANTS if granted else REJECTS, claim.id, claim.document.id, by.said.page.number, by.said.start,
                by.said.end, _nearest(claim, matter).id, by.rule, by.confidence,
            )  # fmt: skip
    return None


def _fates(claim: Found, verdict: Verdict, asked: Sequence[Found]) -> set[bool]:
    """Whether a verdict grants the yrkande; of one that asks for several things whether each; empty where unsaid."""
    what, text = fold(verdict.what), _text(claim)
    meant = _of_movers(what, asked) or _of_sort(what, asked)
    if claim in meant:
        return {verdict.granted} if len({fold(_text(one)) for one in meant}) == 1 else set()
    fates = {fate for part in _parts(text) if (fate := _part_fate(part, verdict, what)) is not None}
    if fates or not (verdict.alone and verdict.granted):
        return fates
    return {False} if meant or _OF_OFFICE.search(what) else set()


def _all_told(parts: Sequence[str], told: Sequence[Verdict]) -> bool:
    """Whether everything beyond the first that a yrkande wants granted is spoken of."""
    return all(
        any(_part_fate(part, verdict, fold(verdict.what)) is not None for verdict in told)
        for part in parts[1:]
        if _stance(part)[0] == "bifall"
    )


def _part_fate(part: str, verdict: Verdict, what: str) -> bool | None:
    stance, wanted = _stance(part)
    if stance and _alike(wanted, what):
        return verdict.granted == (stance == "bifall")
    return verdict.granted if likeness(part, verdict.what) >= _WORDS_ALIKE else None


def _parts(text: str) -> list[str]:
    """ "bifall till förvaltningens förslag och avslag på tilläggsyrkandet" asks for two things."""
    said = " ".join(text.split())
    first, *others = re.split(load("taken_up")["several"], said, flags=re.IGNORECASE)
    return [first, *(one if _stance(one)[0] else f"bifall till {one}" for one in others)]


def _of_movers(what: str, asked: Sequence[Found]) -> list[Found]:
    """The yrkanden whose movers the words name, a misspelled name too where it is most like one of them."""
    named = [one for one in asked if any(_names(what, fold(name)) for name in getattr(one.fact, "by", ()))]
    if named:
        return named
    scored = [(_like_name(what, one), one) for one in asked]
    best = max((score for score, _ in scored), default=0.0)
    return [one for score, one in scored if score == best and best >= _NAME_ALIKE]


def _names(what: str, name: str) -> bool:
    """Whether a person's name, or a party's letters after "från", stands in the words."""
    if len(name) <= _LETTERS:
        return bool(re.search(rf"\bfrån (?:[a-zåäö]{{1,3}} )*{name}\b", what))
    return bool(re.search(rf"\b{re.escape(name)}s?\b", what))


def _like_name(what: str, claim: Found) -> float:
    names = [fold(name) for name in getattr(claim.fact, "by", ()) if len(name) > _LONG_NAME]
    return max((fuzz.partial_ratio(name, what) for name in names), default=0.0)


def _of_sort(what: str, asked: Sequence[Found]) -> list[Found]:
    """The only yrkande of the sort that is named ("tilläggsyrkandet", "återremissyrkandet")."""
    match = _SORT.search(what)
    if match is None or re.search(r"\bfrån\b", what):
        return []
    of_sort = [one for one in asked if match["sort"][:7] in fold(_text(one))]
    return of_sort if len(of_sort) == 1 else []


def _text(found: Found) -> str:
    return found.fact.text if isinstance(found.fact, Decision | Proposal) else ""


def _stance(text: str) -> tuple[str, str]:
    """("bifall" or "avslag", folded: to what), or ("", "")."""
    said = " ".join(text.split()).rstrip(" .")
    for form in ("stance", "passive"):
        for name, pattern in load("taken_up")[form].items():
            match = re.fullmatch(rf"(?:att |till )?{pattern}", said, re.IGNORECASE)
            if match and match["what"]:
                return name, fold(match["what"])
    return "", ""


def _alike(wanted: str, what: str) -> bool:
    """Whether one of two wordings (folded) names the other; "yrkandet" alone names nothing."""
    short, long = sorted((wanted.removeprefix("att "), what.removeprefix("att ")), key=len)
    return short not in load("taken_up")["unnamed"] and len(short) >= _SHORTEST and short in long


# What the minutes say


def _findings(sentences: Sequence[Slice]) -> Iterator[Verdict]:
    """What the chair finds, where no vote is asked for on it."""
    for number, sentence in enumerate(sentences):
        text = _FLERA.sub("m fl", " ".join(sentence.text.split()))
        found = re.search(load("taken_up")["finding"], text, re.IGNORECASE)
        if found is None or any(_provisional(one) for one in sentences[number : number + 1 + _AFTER]):
            continue
        before, after = text[: found.start()], text[found.end() :]
        against = bool(re.search(load("taken_up")["against"], before, re.IGNORECASE))
        for granted, patterns in ((True, "granted"), (False, "rejected")):
            for what in _what(after, patterns):
                named = _named(what, before, text)
                yield Verdict(named, granted, "yrkanden.finding", 0.85, sentence, against)
                if (other := _other_side(named, before)) is not None:
                    yield Verdict(other, not granted, "yrkanden.finding", 0.85, sentence)


def _other_side(what: str, before: str) -> str | None:
    """What fell where one förslag was put against another: "ställer X mot Y och finner att X bifalls"."""
    sides = re.search(load("taken_up")["sides"], before, re.IGNORECASE)
    if sides is None:
        return None
    for ours, other in ((sides["one"], sides["other"]), (sides["other"], sides["one"])):
        if _alike(fold(ours), fold(what)) or fuzz.partial_ratio(fold(ours), fold(what)) >= _NAME_ALIKE:
            return other
    return None


def _what(text: str, patterns: str) -> Iterator[str]:
    for pattern in load("taken_up")[patterns]:
        match = re.search(pattern, text, re.IGNORECASE)
        if match:
            yield match["what"].strip()
            return


def _named(what: str, before: str, whole: str) -> str:
    """What "det" or "det egna yrkandet" stands for."""
    if re.search(r"\begna\b", what):
        chair = re.search(load("taken_up")["chair"], before)
        return f"{what} {chair['name']}" if chair else what
    if re.fullmatch(r"(?:att )?(?:det|den|detta|så)", what, re.IGNORECASE):
        put = re.search(load("taken_up")["put"][0], whole, re.IGNORECASE)
        return put["what"] if put else what
    return what


def _provisional(sentence: Slice) -> bool:
    return bool(re.search(load("taken_up")["provisional"], " ".join(sentence.text.split()), re.IGNORECASE))


def _of_votes(matter: Matter, sentences: Sequence[Slice]) -> Iterator[Verdict]:
    """What won and what lost in each vote whose sides are told."""
    votes = [one.fact for one in matter.votes if isinstance(one.fact, VoteCount)]
    losing = [means for sentence in sentences if (means := _no_means(sentence)) is not None]
    for number, vote in enumerate(votes):
        if vote.yes == vote.no:
            continue
        said = _slice_of(vote, sentences)
        sides = [(vote.yes_means, vote.yes > vote.no)]
        if len(losing) == len(votes):
            sides.append((losing[number], vote.no > vote.yes))
        for means, won in sides:
            if means:
                stance, what = _stance(means)
                granted = won if stance != "avslag" else not won
                yield Verdict(what or means, granted, "yrkanden.vote", 0.9, said)


def _no_means(sentence: Slice) -> str | None:
    text = " ".join(sentence.text.split())
    for pattern in _no_patterns():
        match = pattern.search(text)
        if match:
            return match["means"]
    return None


def _slice_of(vote: VoteCount, sentences: Sequence[Slice]) -> Slice:
    """The sentence that gives the count, else the quote of the count."""
    place = vote.source
    for one in sentences:
        if one.page.number == place.page and one.start <= place.start < one.end and place.end <= one.end:
            return one
    page = next((one.page for one in sentences if one.page.number == place.page), sentences[0].page)
    return Slice(page, place.start, place.end)


# What the decision itself says


def _decided(claim: Found, matter: Matter) -> LinkRow | None:
    """The yrkande's own words in the decision, or the outcome that it asked for beside the one that came."""
    fact = claim.fact
    if not isinstance(fact, Proposal):
        return None
    if (row := _said_again(claim, matter, _WORDS_ALIKE)) is not None:
        return row
    nearest = _nearest(claim, matter)
    wanted = outcome(fact.text)
    came = {one.fact.outcome: one for one in matter.decisions if isinstance(one.fact, Decision)}
    if wanted is None or _stance(fact.text)[1].endswith("förslag"):
        return None
    put_off = load("taken_up")["put_off"]
    if wanted in put_off:
        kind = GRANTS if wanted in came else REJECTS
        return _row(kind, claim, came.get(wanted, nearest), "yrkanden.outcome", 0.85)
    if len(came) != 1:
        return None
    ((result, decision),) = came.items()
    if result == wanted:
        return _row(GRANTS, claim, decision, "yrkanden.outcome", 0.8)
    return _row(REJECTS, claim, decision, "yrkanden.outcome", 0.8) if result in _OPPOSITE.get(wanted, ()) else None


def _followed(claim: Found, matter: Matter, followed: Collection[str]) -> LinkRow | None:
    """Bifall (or avslag) to a förslag that became the decision word for word."""
    stance, wanted = _stance(_text(claim))
    match = re.fullmatch(load("taken_up")["whose"], wanted)
    if not match or not is_of(match["whose"], followed):
        return None
    return _row(GRANTS if stance == "bifall" else REJECTS, claim, _nearest(claim, matter), "yrkanden.followed", 0.85)


def _said_again(claim: Found, matter: Matter, enough: float) -> LinkRow | None:
    """The yrkande whose words the decision says."""
    nearest = _nearest(claim, matter)
    alike = likeness(_text(claim), _text(nearest))
    return _row(GRANTS, claim, nearest, "yrkanden.words", round(alike, 2)) if alike >= enough else None


def _nearest(claim: Found, matter: Matter) -> Found:
    """The clause of the decision that is most like the yrkande, the first where none is."""
    return max(matter.decisions, key=lambda one: likeness(_text(claim), _text(one)))


def _row(kind: str, claim: Found, decision: Found, rule: str, confidence: float) -> LinkRow:
    source = decision.fact.source
    place = (source.page, source.start, source.end)
    return LinkRow(kind, claim.id, decision.document.id, *place, decision.id, rule, confidence)


@cache
def _no_patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in load("taken_up")["no_means"])
