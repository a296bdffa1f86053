"""The pairs of a follow-up: what was recommended earlier, and the sentence or label that says what became of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.extraction import recommendation_tables
from knowledge.extraction.context import Context
from knowledge.extraction.flow import Line, plain
from knowledge.extraction.recommendation_tables import DONE, GRADED_WORD, HEADING, Cell
from knowledge.facts import FollowedUp, squeeze
from knowledge.vocabulary import load

_AUDIT = load("audit")
_TWO = 2


@dataclass(frozen=True, slots=True)
class Judged:
    """said: the earlier recommendation; grade: as the judgement words it; start, end: the judgement in the flow."""

    said: Cell
    grade: str
    start: int
    end: int

    @property
    def done(self) -> bool:
        """Whether nothing of it remains."""
        return DONE.fullmatch(self.grade) is not None


def find(context: Context) -> list[FollowedUp]:
    """What a follow-up says is done; what remains is a recommendation again (recommendations.py)."""
    if context.document.kind != "revisionsrapport" or "rekommend" not in context.flow.text.casefold():
        return []
    found = [_made(context, one.said, one.grade, (one.start, one.end), "judged") for one in pairs(context) if one.done]
    told = {squeeze(one.text) for one in found}
    for said, grade in recommendation_tables.judged(context):
        if DONE.fullmatch(grade.text) and squeeze(said.text) not in told:
            told.add(squeeze(said.text))
            found.append(_made(context, said, grade.text, grade.spans[0], "row"))
    return found


def _made(context: Context, said: Cell, grade: str, span: tuple[int, int], rule: str) -> FollowedUp:
    return FollowedUp(
        text=said.text,
        graded=grade,
        judgement=context.text(*span),
        source=context.cite(*said.spans, span),
        rule=f"followed_up.{rule}",
    )


def pairs(context: Context) -> Iterator[Judged]:
    """Every earlier recommendation with its judgement, those with labels first."""
    yield from _labelled(context)
    yield from _judged(context)


# ---- "Rekommendation: …", "Bedömning: …"


def _labelled(context: Context) -> Iterator[Judged]:
    lines = [line for line in context.lines(0, len(context.flow.text)) if line.stripped]
    said: Cell | None = None
    whole = False
    for place, line in enumerate(lines):
        given = _GIVEN.match(line.text)
        assessed = ASSESSED.match(line.text)
        if given:
            said, whole = Cell(), False
            said.add(Line(line.index, line.start + given.end(), line.end, line.text[given.end() :]))
        elif assessed and said is not None:
            below = lines[place + 1 : place + 2] if not line.stripped.endswith(".") else []
            wording = " ".join([line.text[assessed.end() :], *(one.text for one in below)])
            grade = GRADED_WORD.search(plain(wording))
            if grade:
                yield Judged(said, grade.group(), line.start, line.end)
            said = None
        elif said is not None:
            whole = whole or _OBSERVED.match(line.text) is not None
            if not whole:
                said.add(line)


_OBSERVED = re.compile(
    rf"\s*(?:vår |våra |revisionens |nämndens |styrelsens )?(?:{'|'.join(_AUDIT['observation_labels'])})(?: \d+)?\s*:",
    re.IGNORECASE,
)
_GIVEN = re.compile(rf"\s*(?:tidigare |lämnad )?{_AUDIT['noun']}(?: \d+)?\s*:\s*(?=\S)", re.IGNORECASE)
ASSESSED = re.compile(
    rf"\s*(?:vår |revisionens )?(?:{'|'.join(_AUDIT['answer_heads'])}|status)(?: \d+)?\s*:", re.IGNORECASE
)


# ---- a recommendation and the sentence that judges it


def _judged(context: Context) -> Iterator[Judged]:
    """Each paragraph or heading below which "Vi bedömer att rekommendationen …" says what became of it."""
    lines = context.lines(0, len(context.flow.text))
    for place in range(len(lines)):
        wording = " ".join(one.stripped for one in lines[place : place + _TWO])
        sentence = _JUDGED.match(wording)
        grade = GRADED_WORD.search(sentence.group()) if sentence else None
        if not sentence or not grade:
            continue
        cell = _headed(lines, place) or _above(lines, place)
        if 0 < len(cell.text) <= _LONGEST:
            last = place if len(sentence.group()) <= len(lines[place].stripped) else place + 1
            yield Judged(cell, grade.group(), lines[place].start, lines[last].end)


def _headed(lines: Sequence[Line], place: int) -> Cell | None:
    """The numbered heading above that is the recommendation itself ("2.1 Nämnden rekommenderas att …"), as far as it
    wraps; None where another judgement or no such heading stands above."""
    for at in range(place - 1, max(-1, place - _FAR), -1):
        if _JUDGED.match(lines[at].text) or _NUMBERED.fullmatch(lines[at].text):
            return None
        number = HEADING.match(lines[at].text)
        if number and _RECOMMENDED.search(" ".join(one.stripped for one in lines[at : at + _TWO])):
            cell = Cell()
            for line in _paragraph(lines[at:place]):
                cut = number.end() - 1 if line is lines[at] else 0
                cell.add(Line(line.index, line.start + cut, line.end, line.text[cut:]))
            return cell
    return None


def _paragraph(lines: Sequence[Line]) -> Iterator[Line]:
    for line in lines:
        if not line.stripped:
            return
        yield line


def _above(lines: Sequence[Line], place: int) -> Cell:
    """The paragraph above the judgement; the one below its heading where only "Bedömning" stands there."""
    above = place - 1
    while above >= 0 and not lines[above].stripped:
        above -= 1
    first = above
    while first > 0 and lines[first - 1].stripped and lines[above].stripped:
        first -= 1
    cell = Cell()
    for one in lines[first : above + 1]:
        cell.add(one)
    return _below_its_heading(lines, place) if _HEADS_JUDGEMENT.fullmatch(cell.text) else cell


def _below_its_heading(lines: Sequence[Line], place: int) -> Cell:
    """The paragraph below the nearest heading "Rekommendation 2" above; empty where there is none."""
    at = next((at for at in range(place - 1, max(-1, place - _FAR), -1) if _NUMBERED.fullmatch(lines[at].text)), None)
    cell = Cell()
    for line in lines[at + 1 : place] if at is not None else ():
        if line.stripped:
            cell.add(line)
        elif cell.words:
            break
    return cell


_RECOMMENDED = re.compile(rf"\b(?:{_AUDIT['passive']}|{_AUDIT['active']}|bör|ska|skall|säkerställ\w*|att \w+a)\b")
_NUMBERED = re.compile(
    rf"\s*(?:\d[\d.]*\s+)?(?:tidigare )?{_AUDIT['noun']}(?: (?:nr )?\d{{1,2}})?\s*:?\s*", re.IGNORECASE
)
_JUDGEMENTS = "|".join([*_AUDIT["answer_heads"], "kommentar", "slutsats"])
_HEADS_JUDGEMENT = re.compile(
    rf"(?:\d[\d.]*\s+)?(?:(?:vår|revisionell|revisionens) )?(?:{_JUDGEMENTS})\s*:?",
    re.IGNORECASE,
)
_FAR = 60
_JUDGED = re.compile(
    r"(?:Vi bedömer|Vår bedömning är|Bedömningen är|Revisionen bedömer) att\b[^.]*\brekommendationen\b[^.]*\.?",
    re.IGNORECASE,
)
_LONGEST = 300
