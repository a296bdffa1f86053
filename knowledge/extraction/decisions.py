"""What a meeting decided, one element a clause.

A förslag till beslut is no decision, nor is the chair's finding before a vote, nor what another body decided before:
they stand under headings of their own. What this body only proposes to another has `proposed_to`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from knowledge.extraction import clauses, headings, people, recipients, sentences
from knowledge.extraction.clauses import Clause
from knowledge.extraction.context import Context
from knowledge.extraction.flow import has_words
from knowledge.extraction.gates import Gate, folded
from knowledge.extraction.outline import Block, Section
from knowledge.facts import Decision, Outcome
from knowledge.vocabulary import load, words

_PROPOSES = r"\bföreslå[rs]?\b(?: att)? (?:också |även )?"
_ABOVE = r"(?:kommun|region|landstings)?fullmäktige|(?:kommun|region)styrelsen"
_UPWARD = (
    # "föreslår att kommunfullmäktige fastställer", "föreslår vård- och omsorgsnämnden anta", "föreslår att tekniska
    # nämnden avsätter"; not "föreslår socialnämnden som remissinstans"
    re.compile(
        rf"{_PROPOSES}(?P<to>{_ABOVE}|(?:[a-zåäö]+-,? ?(?:och |samt )?){{0,2}}(?:[a-zåäö]+a )?[a-zåäö]*nämnden)"
        r"\b(?! (?:som|till)\b)",
        re.IGNORECASE,
    ),
    # "föreslår nämnden för arbetsmarknad och vuxenutbildning besluta att"
    re.compile(
        rf"{_PROPOSES}(?P<to>[a-zåäö,\- ]{{3,60}}?nämnden|nämnden för [a-zåäö,\- ]{{3,60}}?)"
        r"(?: (?:att )?(?:beslutar?|att)\b|\s*$|:|,)",
        re.IGNORECASE,
    ),
)
# "Kommunfullmäktige avslår motionen" in another body's minutes; not "Kommunfullmäktige informeras"
_OTHER_DECIDES = re.compile(
    rf"(?P<to>(?:Kommun|Region)fullmäktige) (?:beslutar|{'|'.join(words('outcomes', 'deciding', 'verbs'))})\b"
)
_SHORT = ("nämnden", "styrelsen", "utskottet", "direktionen", "beredningen")
_NOTIFICATION = re.compile("|".join(words("outcomes", "notification", "headings")), re.IGNORECASE)
_NOTING = frozenset(words("outcomes", "notification", "outcomes"))
_TASK = re.compile("|".join(words("outcomes", "tasks")))
_IMMEDIATE = re.compile(r"omedelbart justera|justeras? omedelbart|omedelbar justering", re.IGNORECASE)
_TOLD_IMMEDIATE = Gate(_IMMEDIATE)
_ONLY_IMMEDIATE = re.compile(
    r"^(?:protokollet|paragrafen|ärendet|punkten|beslutet|§)?[^.]{0,60}"
    r"(?:omedelbart justera|justera[sd]? omedelbart|omedelbar justering)[^.]{0,40}\.?$",
    re.IGNORECASE,
)
_EVENT = re.compile(
    "|".join(form for name in ("reservation", "abstains", "conflict") for form in words("statements", name)),
    re.IGNORECASE,
)
_TOLD_EVENT = Gate(_EVENT)
_AUTHOR = re.compile(rf"{people.NAME} (?:deltar|deltog|anmäler|anmälde|avstår|avstod|reserverar)\b")
_RUNNING = re.compile("|".join(words("outcomes", "running", "sentences")), re.IGNORECASE)
_GOES_ON = re.compile("|".join(words("outcomes", "running", "goes_on")), re.IGNORECASE)


def find(context: Context) -> list[Decision]:
    """The decisions of every § and matter, in the order in which they stand."""
    return list(_found(context))


@lru_cache(maxsize=1)  # what they give somebody to do is asked of them again
def _found(context: Context) -> tuple[Decision, ...]:
    found: list[Decision] = []
    for section in context.sections:
        found += _under_headings(context, section) or _in_running_text(context, section)
    return tuple(found)


# Under a heading


def _under_headings(context: Context, section: Section) -> list[Decision]:
    found: list[Decision] = []
    for block, to in decided(context, section):
        told = marked = False
        for clause in clauses.split(context.lines(block.start, block.end)):
            event = _is_event(clause)
            formal = not clause.mark and _ONLY_IMMEDIATE.match(clause.text)
            marked = marked or (clause.mark == "att" and opened_by_sentence(block))
            if event or formal or ((told or marked) and not clause.mark):
                told = told or (event and clause.text.endswith(":"))
                continue
            own_part = "egen del" in clause.lead
            addressee = _further(clause, to) if to and not own_part else _addressee(context, clause, own_part=own_part)
            made = _decision(context, section, clause, addressee, "decisions.heading")
            found.append(made)
            if made.outcome in _NOTING and _NOTIFICATION.search(section.heading):
                break  # what follows is the list of what was noted
    return found


def opened_by_sentence(block: Block) -> bool:
    """Whether no heading opens the block but who decides ("Nämnden beslutar"): the text goes on below its clauses."""
    return headings.recognise(block.heading) is None


def _is_event(clause: Clause) -> bool:
    """Whether the clause tells what somebody did beside the decision: reserved, took no part, was in conflict."""
    if clause.mark or not _TOLD_EVENT.admits(folded(clause.text)) or not _EVENT.search(clause.text):
        return False
    return any(people.with_party(clause.text)) or _AUTHOR.match(clause.text) is not None


def decided(context: Context, section: Section) -> list[tuple[Block, str | None]]:
    """The section's blocks of decisions, and the body to which a block is only a proposal.

    "Arbetsutskottets förslag till beslut:" straight under Beslut in the committee's own minutes is what it proposes,
    and so is "Arbetsutskottets förslag till kommunstyrelsen" there, where the § has no other decision.
    """
    found: list[tuple[Block, str | None]] = []
    decides = any("egen del" not in block.heading for block in section.of_kind("beslut"))
    following = empty = False
    for block in section.blocks:
        if block.kind == "beslut":
            following, empty = True, not context.text(block.start, block.end)
            found.append((block, None))
        elif block.kind == "förslag till annat organ" and (following or (not decides and _is_own(context, block))):
            found.append((block, _capitalised(block.to)))
        elif block.kind == "förslag till beslut" and following and empty and (to := _parent(context, block)):
            found.append((block, to))
            following = False
        else:
            following = False
    return found


def _is_own(context: Context, block: Block) -> bool:
    """Whether the body whose minutes these are proposes what stands in the block."""
    own = (context.document.body or "").casefold()
    short = next((f"{word}s " for word in _SHORT if own.endswith(word)), "\0")
    last = own.split()[-1] if own else ""
    names = (f"{own}s ", f"{own} föreslå", f"{own} beslutar", f"{last}s ", f"{last}ets ", short)
    return bool(own) and block.heading.casefold().startswith(names)


def _parent(context: Context, block: Block) -> str | None:
    """The body above the one whose own proposal the block is, or None where it is another's."""
    own = (context.document.body or "").casefold()
    last = own.split()[-1] if own else ""
    if not last or last not in block.heading.casefold():
        return None
    above = re.match(r"(?P<body>.+?(?:nämnden|styrelsen|fullmäktige))s \w+$", context.document.body or "")
    if above:
        return above["body"]
    return "Kommunfullmäktige" if own == "kommunstyrelsen" else None


def _capitalised(name: str | None) -> str | None:
    return name[0].upper() + name[1:] if name else None


def _addressee(context: Context, clause: Clause, *, own_part: bool = False) -> str | None:
    """The body that the lead-in or the clause itself asks to decide. own_part: the lead-in says "för egen del"."""
    own = (context.document.body or "").casefold()
    for text in ("" if own_part else clause.lead, clause.text):
        for pattern in reversed(_UPWARD):
            match = pattern.search(" ".join(text.split()))
            if match and match["to"].strip().casefold() != own:
                return _capitalised(match["to"].strip())
    decides = None if own.endswith("fullmäktige") else _OTHER_DECIDES.match(clause.text)
    return decides["to"] if decides else None


def _further(clause: Clause, to: str) -> str:
    """The body to which a committee asks the next one to propose ("Kommunstyrelsen föreslår fullmäktige besluta")."""
    match = re.search(rf"föreslå[rs]?\b(?: att)? (?P<to>{_ABOVE})\b", clause.lead, re.IGNORECASE)
    return _capitalised(match["to"]) or to if match else to


def _decision(context: Context, section: Section, clause: Clause, to: str | None, rule: str) -> Decision:
    return Decision(
        source=context.cite((clause.start, clause.end), section=section),
        rule=rule,
        item=section.number,
        heading=section.heading or None,
        case_numbers=section.case_numbers,
        body=context.document.body,
        proposed_to=to,
        text=clause.text,
        outcome=None if to else outcome(clause.text),
        immediately_adjusted=_immediately(context, section),
        dispatched_to=_dispatched(context, section),
    )


def _immediately(context: Context, section: Section) -> bool:
    told = context.may_hold(_TOLD_IMMEDIATE, section.body, section.end)
    return told and _IMMEDIATE.search(context.text(section.body, section.end)) is not None


def _dispatched(context: Context, section: Section) -> tuple[str, ...]:
    """The lines under Expedieras till, each a recipient."""
    names: list[str] = []
    for block in section.of_kind("expediering"):
        for line in context.lines(block.start, block.end):
            text = line.stripped.lstrip("•-– ").rstrip(",;")
            if recipients.ENDS.match(text):
                return tuple(names)
            if not text or len(text) > 90 or len(names) >= 12:
                continue
            names += recipients.split(text)
    return tuple(names)


# In running text


def _in_running_text(context: Context, section: Section) -> list[Decision]:
    """The sentences of a § without a heading Beslut that say what came of the matter."""
    if context.document.kind == "samverkansprotokoll":
        pattern, blocks = _RUNNING, section.blocks[:1] + tuple(section.of_kind("yrkande", "övrigt", "beredning"))
        blocks = tuple(dict.fromkeys(blocks))
    else:
        pattern = _plain(context.document.body or "nämnden")
        blocks = tuple(section.of_kind("", "övrigt"))
    return [
        _decision(context, section, clause, _addressee(context, clause), "decisions.sentence")
        for block in blocks
        for clause in _sentences(context, block.start, block.end, pattern)
    ]


@cache
def _plain(body: str) -> re.Pattern[str]:
    """What a sentence must look like to be a decision of the body without a heading that says so."""
    names = "|".join(re.escape(name) for name in (body.casefold(), "nämnden", "styrelsen", "utskottet"))
    forms = (form.replace("{body}", names) for form in words("outcomes", "running", "plain"))
    return re.compile("|".join(forms), re.IGNORECASE)


def _sentences(context: Context, start: int, end: int, pattern: re.Pattern[str]) -> Iterator[Clause]:
    spans = sentences.spans(context, start, end)
    for place, (first, last) in enumerate(spans):
        text = context.text(first, last)
        if not pattern.search(text) or not has_words(text):
            continue
        if _GOES_ON.match(text) and place:
            first = spans[place - 1][0]
        yield Clause(context.text(first, last), first, last)


# Outcomes


@cache
def _patterns() -> tuple[tuple[Outcome, dict[str, tuple[re.Pattern[str], Gate]]], ...]:
    made = []
    for entry in load("outcomes")["outcome"]:
        voices = {voice: entry[voice] for voice in ("passive", "active") if entry[voice]}
        compiled = {voice: re.compile(rf"\b(?:{'|'.join(forms)})(?!\w)") for voice, forms in voices.items()}
        made.append((entry["name"], {voice: (pattern, Gate(pattern)) for voice, pattern in compiled.items()}))
    return tuple(made)


def outcome(text: str) -> Outcome | None:
    """The outcome that the wording names, or None. What is done to the case itself goes before what the body does."""
    lower, squeezed = text.casefold(), folded(text)
    for voice in ("passive", "active"):
        places: list[tuple[int, Outcome]] = []
        for name, patterns in _patterns():
            pattern, gate = patterns.get(voice, _NOTHING)
            match = pattern.search(lower) if gate.admits(squeezed) else None
            if match:
                places.append((match.start(), name))
        if places:
            at, name = min(places, key=lambda one: one[0])
            return None if voice == "active" and _TASK.search(lower[:at]) else name
    return None


_NOTHING = (re.compile(r"(?!)"), Gate())
