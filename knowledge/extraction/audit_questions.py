"""The revisionsfrågor of an audit report with their verdicts, from the table or the section that answers them.

A table's cells wrap and hyphenate over lines ("I hu-⏎vud-⏎sak"), stand below one another in a text, or side by side
in a page that was read by its coordinates ("Har …?   Delvis   Det …"). A question without a verdict is no element.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from knowledge.extraction import tables
from knowledge.extraction.context import Context
from knowledge.extraction.flow import Flow, Line, has_words, plain
from knowledge.facts import AuditQuestion, squeeze
from knowledge.vocabulary import load

_AUDIT = load("audit")
_BREAK = "(?:[-\u00ad\ufffe]?[ \\t]*\\n\\s*)?"


def _words(text: str) -> str:
    """A verdict's letters, between which a line may break, and its words, between which white space may stand."""
    return r"\s+".join(_BREAK.join(re.escape(letter) for letter in word) for word in text.split())


_VERDICTS = sorted(_AUDIT["verdicts"], key=len, reverse=True)
_GAP = re.compile(r"[ \t]{3,}|\t+")
_LABEL = rf"(?:(?:vårt?\s+|revisionell\s+)?(?:{'|'.join(_AUDIT['answer_heads'])})\s*:\s*)?"


@cache
def _verdict() -> re.Pattern[str]:
    """The whole verdict. Compiled when the first report is read: its letters make it the largest pattern of all."""
    return re.compile(rf"(?:{'|'.join(_words(verdict) for verdict in _VERDICTS)})(?=[\s.,:;–-]|\Z)", re.IGNORECASE)


@cache
def _answered() -> re.Pattern[str]:
    """A verdict right below or after the question's mark."""
    return re.compile(rf"\?\s*{_LABEL}(?P<verdict>{_verdict().pattern})", re.IGNORECASE)


_STANDS_OUT = re.compile(r"[ \t]*(?:[.,:;–-]|\n|\Z)")
_CUT = re.compile(r"\n[ \t]*\n\s*|[.!:]\s+(?=[A-ZÅÄÖ])")
_ANSWERS = "|".join(_AUDIT["answer_heads"])
_HEAD_ABOVE = re.compile(
    rf"(?:^|(?<=\n))[ \t]*(?:\d[\d.]*\s+)?(?:vår |sammanfattande |samlad )?(?:{_ANSWERS})[ \t]*\n", re.IGNORECASE
)
_BESIDE = 0.3
_SOON = 8


def _heads(name: str) -> str:
    return "|".join(_AUDIT[name])


_TABLE = re.compile(
    rf"\s*(?:nr\.?\s+)?(?:{_heads('question_heads')})\s+(?:(?:{_heads('answer_heads')})(?:\s+(?:{_heads('comment_heads')}))?"
    rf"|(?:{_heads('comment_heads')})\s+(?:{_heads('answer_heads')}))\s*$",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"\s*(?:\d[\d.]*\s+)?(?:svar på|besvarande av|bedömning av)\s+(?:revisions|delfrågor|frågor|gransknings)\w*\s*:?$",
    re.IGNORECASE,
)
_END = re.compile(
    r"\s*(?:\d{1,2}(?:\.\d{1,2})+\.?\s+[A-ZÅÄÖ]|\d{1,2}\.?\s+[A-ZÅÄÖ]{3}|[Vv]i rekommenderar\b|.*\brekommenderar vi\b"
    rf"|\d{{1,2}}\.?\s+(?:{'|'.join(_AUDIT['chapters'])})\s*$"
    r"|Rekommendation(?:er)?\s*$|Bilaga\b|[A-ZÅÄÖ]\w+,? (?:den )?(?:\d{1,2} [a-z]+ 20\d\d|20\d\d-\d\d-\d\d)\s*$)"
)
_NUMBERED = re.compile(r"\s*(?:\d{1,2}[.)]?|[a-h]\)|[•●▪–-])\s+")
_NAMED = re.compile(
    rf"\s*(?:{_heads('question_heads')})\s*(?:\d{{1,2}}|[a-h])?\s*[.:)–-]\s*(?=[A-ZÅÄÖ])", re.IGNORECASE
)
_LONGEST = 600


@dataclass(slots=True)
class _Row:
    question: list[tuple[int, int]] = field(default_factory=list)
    answer: list[tuple[int, int]] = field(default_factory=list)
    comment: list[tuple[int, int]] = field(default_factory=list)


def find(context: Context) -> list[AuditQuestion]:
    """The answered questions, each once, in the order of the first table or section that answers them."""
    if context.document.kind != "revisionsrapport":
        return []
    lines = context.lines(0, len(context.flow.text))
    found: dict[str, AuditQuestion] = {}
    for rule, first, last in _places(lines):
        for row in _rows(context.flow, lines[first:last]):
            made = _made(context, row, rule)
            if made:
                found.setdefault(squeeze(made.question), made)
    tabled = _tabled(context, lines)
    if tabled and len(tabled) >= len(found):
        return tabled
    return list(found.values()) or _below_headings(context, lines) or _anywhere(context, lines)


def _tabled(context: Context, lines: Sequence[Line]) -> list[AuditQuestion]:
    """The rows of the first table whose cells can be told apart: a question, its verdict, and a comment beside."""
    for table in tables.find(lines, _is_answer_table):
        asked, told = (next(at for at, head in enumerate(table.heads) if p.fullmatch(head)) for p in _HEADS)
        beside = next((at for at, head in enumerate(table.heads) if _COMMENT_HEAD.fullmatch(head)), None)
        made: dict[str, AuditQuestion] = {}
        for row in table.rows:
            if len(row) != len(table.heads):
                continue
            comment = list(row[beside].spans) if beside is not None else []
            question = [*row[asked].spans]
            number = _NUMBERED.match(context.flow.text, *question[0])
            question[0] = (number.end() if number else question[0][0], question[0][1])
            answer, more = _verdict_alone(context.flow.text, row[told].spans)
            one = _made(context, _Row(question, answer, [*more, *comment]), "audit_questions.answer-table")
            if one:
                made.setdefault(squeeze(one.question), one)
        if made:
            return list(made.values())
    return []


def _verdict_alone(text: str, spans: Sequence[tuple[int, int]]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """(the verdict of a cell, what the cell says beside it)."""
    start, end = spans[0]
    verdict = _verdict().match(text, start, end)
    if not verdict:
        return list(spans), []
    return [verdict.span()], [(verdict.end(), end), *spans[1:]]


def _is_answer_table(heads: Sequence[str]) -> bool:
    return all(any(pattern.fullmatch(head) for head in heads) for pattern in _HEADS)


_HEADS = (re.compile(rf"(?:{_heads('question_heads')})", re.I), re.compile(rf"(?:{_heads('answer_heads')})", re.I))
_COMMENT_HEAD = re.compile(rf"(?:{_heads('comment_heads')})", re.IGNORECASE)


def _below_headings(context: Context, lines: Sequence[Line]) -> list[AuditQuestion]:
    """ "Revisionsfråga 2: Finns …?" as a heading, its verdict on a line of its own before the next: "Bedömning: Ja"."""
    text = context.flow.text
    found: dict[str, AuditQuestion] = {}
    asked: tuple[int, int] | None = None
    for line in lines:
        named = _NAMED.match(line.text)
        if named:
            asked = _asked(text, line.start + named.end())
            continue
        told = _TOLD.fullmatch(line.text) if asked else None
        if asked and told and (verdict := _verdict().match(told["said"])):
            span = (line.start + told.start("said"), line.start + told.start("said") + verdict.end())
            made = _made(context, _Row([asked], [span]), "audit_questions.answered-under-heading")
            if made and len(told["said"]) <= verdict.end() + _SPARE:
                found.setdefault(squeeze(made.question), made)
            asked = None
    return list(found.values())


def _asked(text: str, start: int) -> tuple[int, int] | None:
    """From the start to the question mark that ends it, within two lines."""
    end = text.find("?", start, start + _LONGEST // 2)
    return (start, end + 1) if end >= 0 and text.count("\n", start, end) <= 1 else None


_TOLD = re.compile(
    rf"\s*(?:vår |revisionell |sammanfattande )?(?:{_heads('answer_heads')})\s*:\s*(?P<said>\S.*?)\s*", re.I
)
_SPARE, _APART = 2, 60


def _anywhere(context: Context, lines: Sequence[Line]) -> list[AuditQuestion]:
    """Without table or section: questions whose verdict stands right below or after "Svar:", set off from the rest.

    A comment ends with its paragraph, since here nothing says where the answers end.
    """
    text = context.flow.text
    found: dict[str, AuditQuestion] = {}
    for row in _rows_below(context.flow, lines):
        if not _STANDS_OUT.match(text, row.answer[-1][1]):
            continue
        row.comment = [(start, _paragraph_end(text, start, end)) for start, end in row.comment]
        made = _made(context, row, "audit_questions.answered-below")
        if made:
            found.setdefault(squeeze(made.question), made)
    return list(found.values())


def _paragraph_end(text: str, start: int, end: int) -> int:
    blank = _EMPTY.search(text, start + len(text[start:end]) - len(text[start:end].lstrip()), end)
    return blank.start() if blank else end


_EMPTY = re.compile(r"\n[ \t]*\n")


def _places(lines: Sequence[Line]) -> Iterator[tuple[str, int, int]]:
    """(rule, first line, line after the last) of each table or section, head left out."""
    place = 0
    while place < len(lines):
        rule, size = _head(lines, place)
        if not rule or (rule.endswith("section") and _table_soon(lines, place)):
            place += 1
            continue
        first = place + size
        last = next((at for at in range(first, len(lines)) if _END.match(lines[at].text)), len(lines))
        yield rule, first, last
        place = max(last, place + 1)


def _table_soon(lines: Sequence[Line], place: int) -> bool:
    """A section may hold a table of its own, whose head then begins it."""
    return any(_head(lines, at)[0].endswith("table") for at in range(place + 1, min(place + _SOON, len(lines))))


def _head(lines: Sequence[Line], place: int) -> tuple[str, int]:
    if _SECTION.match(lines[place].text):
        return "audit_questions.answered-section", 1
    if not re.match(rf"\s*(?:nr\.?\s+)?(?:{_heads('question_heads')})\b", lines[place].text, re.IGNORECASE):
        return "", 0
    for size in (1, 2, 3):  # the heads may stand on a line each
        joined = " ".join(line.stripped for line in lines[place : place + size])
        if _TABLE.match(joined):
            return "audit_questions.answer-table", size
    return "", 0


# ---- rows


def _rows(flow: Flow, lines: Sequence[Line]) -> list[_Row]:
    """The rows of a table: cells side by side where a line has more than one, else one below the other."""
    cells = [_cells(line) for line in lines if line.stripped]
    beside = sum(len(line) > 1 for line in cells)
    return _rows_beside(cells) if beside >= _BESIDE * max(1, len(cells)) else _rows_below(flow, lines)


def _rows_below(flow: Flow, lines: Sequence[Line]) -> list[_Row]:
    """Question, verdict and comment follow on one another: a verdict right after a question mark closes a question."""
    if not lines:
        return []
    start, end = lines[0].start, lines[-1].end
    rows: list[_Row] = []
    at = start
    for match in _answered().finditer(flow.text, start, end):
        begins = _question_start(flow.text, at, match.start() + 1)
        if rows:
            rows[-1].comment.append((rows[-1].answer[-1][1], begins))
        rows.append(_Row([(begins, match.start() + 1)], [match.span("verdict")]))
        at = match.end()
    if rows:
        rows[-1].comment.append((at, end))
    return rows


def _question_start(text: str, start: int, end: int) -> int:
    """Where the question begins that ends at `end`: after an empty line, a sentence, or the row before."""
    cuts = [match.end() for match in (*_CUT.finditer(text, start, end), *_HEAD_ABOVE.finditer(text, start, end))]
    cuts.sort()
    begins = cuts[-1] if cuts else start
    for lead in (_NAMED, _NUMBERED):
        match = lead.match(text, begins, end)
        begins = match.end() if match else begins
    return begins + len(text[begins:end]) - len(text[begins:end].lstrip())


def _rows_beside(lines: Sequence[Sequence[Line]]) -> list[_Row]:
    """Cells beside one another: the first column fills the question until its question mark, the last the comment."""
    rows: list[_Row] = []
    asked = ""
    for cells in lines:
        rest = list(cells)
        complete = asked.rstrip().endswith("?") and bool(rows and rows[-1].answer)
        if not rows or (complete and len(cells) > 1 and rest[0].stripped[:1].isupper()):
            rows.append(_Row())
            asked = ""
        if not asked.rstrip().endswith("?") or (asked and rest[0].stripped.endswith("?")):
            first = rest.pop(0)
            asked += first.text
            rows[-1].question.append(_span(first))
        for cell in rest:
            into = rows[-1].answer if not rows[-1].answer and _verdict().match(cell.stripped) else rows[-1].comment
            into.append(_span(cell))
    return [row for row in rows if row.answer]


def _span(cell: Line) -> tuple[int, int]:
    number = _NUMBERED.match(cell.text)
    return cell.start + (number.end() if number else 0), cell.end


def _cells(line: Line) -> list[Line]:
    cells, at = [], 0
    close = _ASKED_AND_TOLD.search(line.text)
    gaps = [*_GAP.finditer(line.text), None]
    if close and gaps == [None]:  # the question reaches the next column, so that one space parts the two
        gaps = [close, None]
    for gap in gaps:
        end = gap.start() if gap else len(line.text)
        if line.text[at:end].strip():
            cells.append(Line(line.index, line.start + at, line.start + end, line.text[at:end]))
        at = gap.end() if gap else end
    return cells


_ASKED_AND_TOLD = re.compile(
    rf"(?<=\?)[ ]+(?=(?:{'|'.join(re.escape(one) for one in _VERDICTS)})[ .]*$)", re.IGNORECASE
)


def _made(context: Context, row: _Row, rule: str) -> AuditQuestion | None:
    question, answer, comment = (_joined(context, spans) for spans in (row.question, row.answer, row.comment))
    verdict = _verdict().match(answer)
    if not verdict or not question.endswith("?") or not has_words(question) or len(question) > _LONGEST:
        return None
    beside = len(row.question) > 1 or row.answer[0][0] - row.question[-1][1] > _APART
    spans = [*row.question, *row.answer] if beside else [(row.question[0][0], row.answer[-1][1])]
    said = verdict.group() if beside or len(row.answer) == 1 else answer
    return AuditQuestion(
        question=question,
        answer=said,
        comment=_NEXT_NUMBER.sub("", f"{answer[len(said) :]} {comment}".strip().lstrip(" .,:;–-")) or None,
        source=context.cite(*spans),
        rule=rule,
    )


_NEXT_NUMBER = re.compile(r"(?:(?<=[.!?])|^)\s*\d{1,2}[.)]?$")


def _joined(context: Context, spans: Sequence[tuple[int, int]]) -> str:
    return plain("\n".join(context.text(start, end) for start, end in spans if start < end))
