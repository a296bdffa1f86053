"""The meeting that the document is the minutes of: when, where, who led it, who adjusted, when it meets next."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from knowledge.extraction import dates, fields, people, roster, sentences
from knowledge.extraction.context import Context
from knowledge.extraction.fields import Field
from knowledge.extraction.gates import Gate
from knowledge.extraction.outline import Section
from knowledge.facts import Meeting, NextMeeting, Notice, Source
from knowledge.vocabulary import words

Span = tuple[int, int]


def _pattern(name: str) -> re.Pattern[str]:
    filled = (form.replace("{name}", f"(?-i:{people.NAME})") for form in words("meeting", name))
    return re.compile(
        "|".join(f"(?:{form.replace('?P<name>', f'?P<name{place}>')})" for place, form in enumerate(filled)), re.I
    )


_NEXT = _pattern("next_meeting")
_SECRETARY, _ADJUSTER = _pattern("chosen_secretary"), _pattern("chosen_adjuster")
_SECRETARY_ROLE, _ADJUSTER_ROLE = _pattern("secretary_roles"), _pattern("adjuster_roles")
_NOT_PLACE = re.compile(rf"(?<!\w)(?:{'|'.join(words('meeting', 'not_places'))})(?!\w)", re.IGNORECASE)
_BREAK = re.compile(r"[\s,;]*\b(?:med )?(?:ajournering|paus|uppehåll)\b.*", re.IGNORECASE)
_PLACE_TAIL = re.compile(rf"(?:[\s,;]+(?:{'|'.join(words('meeting', 'place_tails'))}))+[\s,;]*$", re.IGNORECASE)
_PLACE_AFTER = re.compile("|".join(words("meeting", "place_after")), re.IGNORECASE)
_CHOOSES_SECRETARY, _CHOOSES_ADJUSTER = Gate(_SECRETARY), Gate(_ADJUSTER)
_SIGNED = re.compile(
    rf"(?P<name>{people.NAME}), (?P<role>[a-zåäö:0-9 ]{{4,40}}?)(?=\s*(?:$|\s{{2,}}|\t))", re.MULTILINE
)
_STANDS_IN = re.compile(r"\s(?:med|ersättare:?)\s.*$")
_CHAIR_SAID = re.compile(rf"\bOrdf(?:öranden|örande|\.) (?P<name>{people.NAME})")
_SAYS_CHAIR, _ANNOUNCES_NEXT = Gate(_CHAIR_SAID), Gate(_NEXT)


@dataclass(slots=True)
class _Finding:
    """The scalars found so far, and where each stands."""

    context: Context
    values: dict[str, Any] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    derived: list[str] = field(default_factory=list)

    def set(self, name: str, value: object, *spans: Span) -> None:
        """Keep a value that is not known yet."""
        if value and not self.values.get(name):
            self.values[name] = value
            self.sources[name] = self.context.cite(*spans)


def find(context: Context) -> Meeting | None:
    """The meeting, or None where the document is no minutes. What the minutes do not say is None."""
    if not context.is_minutes:
        return None
    finding = _Finding(context)
    front = fields.find(context)
    for read in (_when_and_where, _chair, _secretary, _adjusters, _adjusted_on, _notice):
        read(finding, front)
    _signed_below(finding, fields.closing(context))
    _next_meeting(finding)
    document = context.document
    carried = {name: document.sources[name] for name in ("body", "date") if name in document.sources}
    return Meeting(
        body=document.body,
        date=document.date,
        sources={**carried, **finding.sources},
        derived=(*(name for name in document.derived if name in ("body", "date")), *finding.derived),
        **finding.values,
    )


def _of(front: list[Field], *names: str) -> Iterator[Field]:
    """The fields of these names that hold anything, in the order of the names."""
    for name in names:
        yield from (one for one in front if one.name == name and one.lines)


# When and where


def _when_and_where(finding: _Finding, front: list[Field]) -> None:
    for one in _of(front, "time", "place_time", "place", "date", "paragraphs"):
        span = one.span
        if span is None:
            continue
        times = dates.find_times(one.text)
        if times and one.name != "place":
            finding.set("starts_at", times[0].starts_at, span)
            finding.set("ends_at", times[0].ends_at or (times[-1].starts_at if len(times) > 1 else None), span)
    if "starts_at" not in finding.values and finding.context.document.kind == "samverkansprotokoll":
        _told_when(finding)
    for one in _of(front, "place", "place_time"):
        span = one.span
        place = _place(one)
        if span and place:
            finding.set("place", place, span)


def _told_when(finding: _Finding) -> None:
    """From when to when, on a line of the front page without a label: "Personalrummet, kl 14:30 - 16:00"."""
    end = finding.context.outline.front_end
    for line in finding.context.lines(0, min(end or _FRONT, _FRONT)):
        times = dates.find_times(line.text)
        if times and times[0].ends_at:
            finding.set("starts_at", times[0].starts_at, (line.start, line.end))
            finding.set("ends_at", times[0].ends_at, (line.start, line.end))
            return


_FRONT = 1500


def _place(one: Field) -> str | None:
    """The field without its times and dates: the lines that name a place, up to the first that holds none."""
    kept = []
    for line in one.lines[:4]:
        text = line.stripped
        spans = [(one.start, one.end) for one in dates.find_times(text)]
        spans += [(one.start, one.end) for one in dates.find_all(text)]
        for start, end in sorted(spans, reverse=True):
            text = text[:start] + text[end:]
        rest = _NOT_PLACE.sub("", text).strip(" ,.;:–-")
        if len(rest) > 1:
            kept.append(re.sub(r"\s*,(?:\s*,)*\s*", ", ", _PLACE_TAIL.sub("", _BREAK.sub("", text))).strip(" ,.;:–-"))
        elif kept:
            break
    return " ".join(kept) or None


# Who


def _chair(finding: _Finding, front: list[Field]) -> None:
    for group in front:
        for row in roster.read(group.lines) if group.people and group.name != "frånvarande" else ():
            if any(people.is_chair(role) for role in row.roles):
                finding.set("chair", row.name, (row.start, row.end))
    _named_in_field(finding, front, "chair", "chair")
    _signed(finding, front, "chair", people.is_chair)
    if "chair" not in finding.values:
        match = _anywhere(finding, _CHAIR_SAID, _SAYS_CHAIR)
        if match:
            finding.set("chair", " ".join(match["name"].split()), match.span())


def _secretary(finding: _Finding, front: list[Field]) -> None:
    _named_in_field(finding, front, "secretary", "secretary")
    _signed(finding, front, "secretary", lambda role: _SECRETARY_ROLE.fullmatch(role) is not None)
    _chosen(finding, "secretary", _SECRETARY, _CHOOSES_SECRETARY)
    for group in front:
        for row in roster.read(group.lines) if group.people else ():
            if any(_SECRETARY_ROLE.fullmatch(role) for role in row.roles):
                finding.set("secretary", row.name, (row.start, row.end))


def _adjusters(finding: _Finding, front: list[Field]) -> None:
    for one in _of(front, "adjusters", "adjusters_signed"):
        same = [more for more in front if more.name == one.name]
        rows = [row for more in same for row in _names_over_lines(more)]
        if rows:
            spans = [(start, end) for _, start, end in rows]
            finding.set("adjusters", _beside_chair(finding, [name for name, _, _ in rows]), *spans)
    if "adjusters" not in finding.values:
        signed = [match for match in _signatures(finding, front) if _ADJUSTER_ROLE.fullmatch(match["role"].strip())]
        names = tuple(dict.fromkeys(match["name"] for match in signed))
        finding.set("adjusters", names, *(match.span() for match in signed))
    if "adjusters" not in finding.values:
        match = _anywhere(finding, _ADJUSTER, _CHOOSES_ADJUSTER)
        name = _group(match)
        if match and name:
            finding.set("adjusters", (name,), match.span())
    for one in _of(front, "adjusting"):  # "Justering   Ordföranden och Siv Ek"
        rows = _names_over_lines(one)
        if rows and not re.search(r"\d", one.text):
            spans = [(start, end) for _, start, end in rows]
            finding.set("adjusters", _beside_chair(finding, [name for name, _, _ in rows]), *spans)


def _names_over_lines(one: Field) -> list[tuple[str, int, int]]:
    """The people of a field, of whom one may be broken over two lines; who is only to stand in for one is none."""
    apart = [row for line in one.lines[:4] for row in _names_in(_STANDS_IN.sub("", line.text), line.start)]
    lines = one.lines[:4]
    if len(lines) < 2:
        return apart
    text = _STANDS_IN.sub("", " ".join(line.stripped for line in lines))
    joined = [(name, lines[0].start, lines[-1].end) for name, _, _ in _names_in(text, 0)]
    return joined if len(joined) > len(apart) else apart


def _beside_chair(finding: _Finding, found: list[str]) -> tuple[str, ...]:
    """Those who adjust beside the chair, who signs every minutes; the chair where nobody else is named."""
    others = [name for name in found if name != finding.values.get("chair")]
    return tuple(dict.fromkeys(others or found))


def _names_in(text: str, start: int) -> Iterator[tuple[str, int, int]]:
    """The people of a line: with party, between commas and "och", or one plain name."""
    persons = list(people.with_party(text))
    if persons:
        yield from ((person.name, start + person.start, start + person.end) for person in persons)
        return
    at = 0
    for part in re.split(r"(, | och | samt | / |\s{2,})", text):
        name = people.untitled(part.strip(" ._…"))[0]
        if re.fullmatch(people.NAME, name) and not re.search(r"\d| (?:kommun|stad)$", name, re.IGNORECASE):
            begin = start + at + part.index(name)
            yield name, begin, begin + len(name)
        at += len(part)


def _named_in_field(finding: _Finding, front: list[Field], field_name: str, value: str) -> None:
    for one in _of(front, field_name):
        for line in one.lines[:3]:
            for name, start, end in _names_in(line.text, line.start):
                finding.set(value, name, (start, end))


def _signatures(finding: _Finding, front: list[Field]) -> Iterator[re.Match[str]]:
    """ "NAME, role" on the lines of the front page that end the lists of people."""
    text = finding.context.flow.text
    for one in front:
        span = one.span
        if span and not one.people:
            yield from _SIGNED.finditer(text, span[0], span[1])


def _signed(finding: _Finding, front: list[Field], value: str, is_role: Callable[[str], bool]) -> None:
    for match in _signatures(finding, front):
        if is_role(match["role"].strip()):
            finding.set(value, match["name"], match.span())


def _chosen(finding: _Finding, value: str, pattern: re.Pattern[str], gate: Gate) -> None:
    match = None if finding.values.get(value) else _anywhere(finding, pattern, gate)
    name = _group(match)
    if match and name:
        finding.set(value, name, match.span())


def _anywhere(finding: _Finding, pattern: re.Pattern[str], gate: Gate) -> re.Match[str] | None:
    flow = finding.context.flow
    return pattern.search(flow.text) if gate.admits(flow.folded) else None


def _group(match: re.Match[str] | None) -> str | None:
    if match is None:
        return None
    named = next((value for name, value in match.groupdict().items() if name.startswith("name") and value), None)
    return " ".join(named.split()) if named else None


def _signed_below(finding: _Finding, closing: list[Field]) -> None:
    """Who signed below the last §, where the front page does not say it."""
    _named_in_field(finding, closing, "chair", "chair")
    _named_in_field(finding, closing, "secretary", "secretary")
    _adjusters(finding, closing)
    if "adjusted_on" not in finding.values:
        _adjusted_on(finding, fields.last(finding.context))


# Adjustment and notice


def _adjusted_on(finding: _Finding, front: list[Field]) -> None:
    reference = finding.context.document.date
    for one in _of(front, "adjusted", "adjusting"):
        found = dates.first(one.text, reference, "future")
        if found and one.span:
            if found.derived and "adjusted_on" not in finding.values:
                finding.derived.append("adjusted_on")
            last = one.lines[one.text.count("\n", 0, found.end)]  # the signatures below it are no part of it
            finding.set("adjusted_on", found.date, (one.label.start, last.end))


def _notice(finding: _Finding, front: list[Field]) -> None:
    days: dict[str, str] = {}
    spans: list[Span] = []
    for name, key in (("posted", "posted_on"), ("taken_down", "taken_down_on")):
        for one in _of(front, name):
            found = dates.first(one.text, finding.context.document.date, "future")
            if found and one.span and key not in days:
                days[key] = found.date
                spans.append(one.span)
                if found.derived and "notice" not in finding.derived:
                    finding.derived.append("notice")
    if days:
        finding.set("notice", Notice(**days), *spans)


# The next meeting


def _tail(context: Context) -> Iterator[Section]:
    """What stands below the last matter of minutes with unions, as if it were a § of its own."""
    if context.document.kind == "samverkansprotokoll" and context.sections:
        end = max(section.end for section in context.sections)
        until = min(len(context.flow.text), end + _FRONT)
        yield Section(context.sections[-1].number, "", (), end, end, until)


def _next_meeting(finding: _Finding) -> None:
    """The sentence that announces it, in one of the last §§ or, in minutes that are a table, below it."""
    context = finding.context
    for section in (*_tail(context), *reversed(context.sections[-6:])):
        headed = _NEXT.match(section.heading) is not None
        if not headed and not context.may_hold(_ANNOUNCES_NEXT, section.body, section.end):
            continue
        for span in sentences.spans(context, section.body, section.end):
            text = context.text(*span)
            found = dates.first(text, context.document.date, "future") if headed or _NEXT.search(text) else None
            if found is None:
                continue
            until = next(iter(sentences.spans(context, span[1], section.end)), None)
            said = f"{text} {context.text(*until)}" if until and text.endswith("kl.") else text
            times = dates.find_times(said)
            place = _PLACE_AFTER.search(said)
            made = NextMeeting(
                date=found.date,
                time=times[0].starts_at if times else None,
                place=re.sub(r"^(?:i|på) ", "", place.group()).rstrip(" .") if place else None,
            )
            if found.derived:
                finding.derived.append("next_meeting")
            finding.set("next_meeting", made, (span[0], until[1] if until and said != text else span[1]))
            return
