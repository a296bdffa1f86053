"""Proposals outside minutes: an official's förslag till beslut, and what a motion, initiative or party asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from knowledge.extraction import front, headings, items, people, signatories, unions
from knowledge.extraction.context import Context
from knowledge.extraction.flow import has_words
from knowledge.extraction.items import Item
from knowledge.facts import Proposal, ProposalKind, squeeze
from knowledge.vocabulary import load

_PROPOSING = load("proposing")
_PARTIES = load("parties")
_KINDS: dict[str, ProposalKind] = {
    "tjänsteutlåtande": "förslag till beslut",
    "ledamotsinitiativ": "initiativ",
    "motion": "motion",
    "yttrande": "yrkande",
    "skrivelse": "initiativ",
    "kallelse": "förslag till beslut",
}
_VERBS = "|".join(_PROPOSING["verbs"])
_UNDER = re.compile(
    rf"(?:\d[\d.]*\s+)?(?:\S+s\s+)?(?:{'|'.join(_PROPOSING['headings'])})(?:\s+(?:i|till|för)\s+.{{3,80}})?\s*:?",
    re.IGNORECASE,
)
_AFTER = re.compile(rf"(?:\d[\d.]*\s+)?(?:{'|'.join(_PROPOSING['after'])})\s*:?", re.IGNORECASE)
_LEAD = re.compile(
    rf"\b(?:{_VERBS})\b[^.]*?(?:\b(?:beslutar?|beslutar? att|att|följande)\s*:?|:)$"
    r"|\bbeslutar?(?:\s+(?:för egen del|därutöver))?(?:\s+att|\s+följande)?\s*:?$"
    rf"|\b(?:{_VERBS})(?:\s+(?:vi|jag|därför|härmed|också|följande))*\s*:?$"
    rf"|\b(?:{_VERBS})(?:\s+(?:vi|jag|därför|härmed|också))*\s+att\s+(?:\w+\s+){{0,3}}?"
    r"\w*(?:nämnden|styrelsen|fullmäktige|kommunen|utskottet|förvaltningen)(?:\s+ska)?\s*:?$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    rf"(?:^|(?<=[.!?]\s))[^.!?]*?\b(?:{_VERBS})\b(?:\s+(?:vi|jag|därför|härmed|också|även))*\s+(?P<text>(?:att\s)?[^.]{{25,}}?\.)",
    re.IGNORECASE,
)
_PARTY_NAMES = [name for names in _PARTIES["letters"].values() for name in names] + list(_PARTIES["local"]["names"])
_PARTY = re.compile("|".join(re.escape(name) for name in sorted(_PARTY_NAMES, key=len, reverse=True)))
_LETTER = "|".join(_PARTIES["letters"])
_LETTERS = re.compile(rf"\(?(?:{_LETTER})\)?(?:(?:,|\s+och)\s*\(?(?:{_LETTER})\)?)*")
_ASKS = re.compile(rf"\b(?:{_VERBS}|{'|'.join(_PROPOSING['wishes'])})\b")
_CLAIM_OF = re.compile(rf"(?i:\w*(?:yrkande|yttrande|initiativ|motion|skrivelse)(?: från)?) ?{_LETTERS.pattern}\s*$")
_FOR_PARTY = re.compile(rf"(?:för|genom)\s+(?:{_PARTY.pattern})", re.IGNORECASE)
_PLACE_AND_DAY = re.compile(
    r"[A-ZÅÄÖ][\w-]+(?: [A-ZÅÄÖ][\w-]+)?,? (?:den )?(?:\d{1,2} [a-z]+(?: \d{4})?|\d{4}-\d\d-\d\d)"
)
_HEADING = 110
_FRONT = 12
_FEW = 40
_BY_LABEL = re.compile(
    rf"^[ \t]*(?:{'|'.join(_PROPOSING['signed_labels'])})[ \t]*:[ \t]*"
    rf"(?P<name>(?-i:{people.NAME}))[ \t]*(?:\(|,|$)",
    re.IGNORECASE | re.MULTILINE,
)
_BY = re.compile(r"(?:av|från)\s+(?P<names>[A-ZÅÄÖ][^()]+?)\s*\(", re.IGNORECASE)


def find(context: Context) -> list[Proposal]:
    """One proposal a clause, without its number or bullet. An official's proposal has no `by`."""
    kind = _KINDS.get(context.document.kind)
    if kind is None:
        return []
    found = items.split(context)
    clauses = list(_in_notice(found) if context.document.kind == "kallelse" else _under_heading(_gather(found)))
    if not clauses and context.document.kind == "tjänsteutlåtande":
        clauses = list(_after_office(found))
    led = list(_after_lead_in(found)) if kind != "förslag till beslut" else []
    if led and (not clauses or _only_text_besides(clauses, led)):
        clauses = led
    if not clauses and kind != "förslag till beslut":
        clauses = list(_in_a_sentence(found))
    by = () if kind == "förslag till beslut" else _proposers(context, found)
    made: dict[str, Proposal] = {}
    for item, rule in clauses:
        if not has_words(item.text):
            continue
        proposal = Proposal(
            kind=kind, by=by, text=item.text, source=context.cite((item.start, item.end)), rule=f"proposals.{rule}"
        )
        made.setdefault(squeeze(item.text), proposal)
    return list(made.values())


def _only_text_besides(clauses: Sequence[tuple[Item, str]], led: Sequence[tuple[Item, str]]) -> bool:
    """Whether what stands under the heading is the points after a lead-in, and paragraphs that are none."""
    points = {item.start for item, _ in led}
    starts = {item.start for item, _ in clauses}
    return points <= starts and not any(item.mark for item, _ in clauses if item.start not in points)


# ---- clauses


def _under_heading(found: Sequence[Item]) -> Iterator[tuple[Item, str]]:
    """What stands under "Förslag till beslut" until the next heading or the signatures."""
    inside = False
    for place, item in enumerate(found):
        following = found[place + 1] if place + 1 < len(found) else None
        if not item.mark and _UNDER.fullmatch(item.text) and len(item.text) <= _HEADING:
            inside = True
        elif inside and not item.mark and _ends(item.text):
            inside = False
        elif inside and not _is_lead(item, following):
            yield item, "under-heading"


def _in_notice(found: Sequence[Item]) -> Iterator[tuple[Item, str]]:
    """Of each matter of a notice, what stands right below "Förslag till beslut": points, or one paragraph."""
    inside = pointed = False
    for place, item in enumerate(found):
        following = found[place + 1] if place + 1 < len(found) else None
        heading = headings.recognise(item.text)
        if not item.mark and heading and heading.kind in ("förslag till beslut", "förslag till annat organ"):
            inside, pointed = True, False
        elif inside and (_ends(item.text) or (item.mark == "1" and not item.text.endswith((".", ",", ":")))):
            inside = False
        elif inside and _is_lead(item, following):
            pointed = True
        elif inside and (item.mark or not pointed):
            yield item, "under-heading"
            inside = pointed = bool(item.mark)
        else:
            inside = False


def _gather(found: Sequence[Item]) -> list[Item]:
    """Items in which a clause that announces a list ("ges i uppdrag att utreda:") holds its bullets."""
    gathered: list[Item] = []
    holding = False
    for item in found:
        if holding and item.mark == "•":
            last = gathered[-1]
            gathered[-1] = Item(last.mark, f"{last.text} {item.text}", last.start, item.end, last.line)
            continue
        gathered.append(item)
        holding = (
            item.text.endswith(":") and item.mark in ("", "1") and not _LEAD.search(item.text) and len(item.text) > _FEW
        )
    return gathered


def _ends(text: str) -> bool:
    heading = headings.recognise(text)
    if heading or _AFTER.fullmatch(text):
        return True
    if _PLACE_AND_DAY.fullmatch(text):
        return True
    first = re.split(r"\s{2,}|,|\(", text)[0]
    return not text.endswith((".", ":", ",")) and (
        signatories.is_name(text) or signatories.is_name(" ".join(first.split()[:2]))
    )


def _is_lead(item: Item, following: Item | None) -> bool:
    """Whether the item only leads in to the points below it."""
    if item.mark and item.mark != "att":
        return False
    points = following is not None and following.mark in ("1", "•", "att")
    return points and (bool(_LEAD.search(item.text)) or item.text.endswith((":", " att")))


def _after_lead_in(found: Sequence[Item]) -> Iterator[tuple[Item, str]]:
    """The points after "föreslår … besluta"; without points the paragraph that follows a colon."""
    lead: Item | None = None
    pointed = False
    for item in found:
        if lead and item.mark:
            pointed = True
            yield item, "after-lead-in"
        elif _LEAD.search(item.text) and _ASKS.search(item.text):
            lead, pointed = item, False
        elif lead and not pointed and lead.text.endswith(":") and not _ends(item.text):
            yield item, "after-lead-in"
            lead = None
        else:
            lead = None


def _after_office(found: Sequence[Item]) -> Iterator[tuple[Item, str]]:
    """The points below the first line in which the office, or the body itself, is to propose or decide."""
    for place, item in enumerate(found):
        following = found[place + 1] if place + 1 < len(found) else None
        proposes = len(item.text) <= _LONGEST_LEAD and _OFFICE_PROPOSES.search(item.text)
        if proposes and following is not None and following.mark:
            for point in found[place + 1 :]:
                if not point.mark:
                    return
                yield point, "after-lead-in"
            return


_LONGEST_LEAD = 250
_OFFICE_PROPOSES = re.compile(
    r"(?<!\w)(?=(?-i:[A-ZÅÄÖ]))[\w-]*(?:förvaltningen|kontoret|avdelningen|direktören|chefen)\b"
    r"[^.]{0,80}?\bföreslår\b[^.]{0,80}\b(?:besluta|beslutar|att)\s*:?$"
    r"|(?<!\w)(?-i:[A-ZÅÄÖ])[\w -]{2,60}(?:nämnden|styrelsen|fullmäktige|utskottet)\b[^.]{0,30}\bföreslås\b"
    r"[^.]{0,40}\b(?:besluta|att)\s*:?$",
    re.IGNORECASE,
)


def _in_a_sentence(found: Sequence[Item]) -> Iterator[tuple[Item, str]]:
    """ "Därför föreslår vi att nämnden …": one clause in running text."""
    for item in found:
        match = _SENTENCE.search(item.text)
        if match and not item.mark:
            yield Item("", match["text"].strip(), item.start, item.end, item.line), "in-a-sentence"


# ---- by


def _proposers(context: Context, found: Sequence[Item]) -> tuple[str, ...]:
    """Those who signed; else who the front says it is by; else the parties that the lead-in names."""
    signed = [one.name for one in signatories.find(context)]
    if signed:
        return tuple(signed)
    if labelled := _BY_LABEL.search(context.flow.text):
        return (labelled["name"],)
    for piece in front.pieces(context.flow, _FRONT):
        match = _BY.match(piece.text)
        if match:
            return tuple(
                name.strip()
                for name in re.split(r",\s+|\s+och\s+", match["names"])
                if signatories.is_name(name.strip())
            )
        letters = _LETTERS.fullmatch(piece.text) or _CLAIM_OF.match(piece.text)
        if letters:
            return tuple(re.findall(rf"\b(?:{_LETTER})\b", letters.group()))
    leads = [item.text for item in found if re.search(rf"\b(?:{_VERBS})\b", item.text)]
    for text in reversed(leads):
        parties = _PARTY.findall(text) or unions.named(text)
        if parties:
            return tuple(dict.fromkeys(parties))
    return ()
