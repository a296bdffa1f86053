"""Page furniture: headers, footers, page numbers and signature fields, recognised by their repetition over the pages.

A line is furniture when it stands in an unbroken run from the top or the bottom edge of its page, and the same line
stands so on many pages, at the same height where heights are known; a number in it may count the pages ("Sida 3 (12)").
A § is never furniture, whatever its number counts, nor is the heading of a part of it, such as Beslut. The head of the
first page says whose document it is and of which day, so it stays in the text but for its page number.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.vocabulary import load

EDGE = 10
"""Lines from either edge of a page among which furniture is looked for."""

_NUMBER = re.compile(r"\d+")
_PAGE_COUNT = re.compile(
    r"(?:sid(?:a|an)?\.?|s\.|page)?[ ]*\d+[ ]*(?:\([ ]*\d+[ ]*\)|(?:av|of|/)[ ]*\d+)?", re.IGNORECASE
)
_COUNTED = re.compile(
    r"(?:\bsid(?:a|an)?\.?[ ]*(?P<worded>\d{1,4})(?:[ ]*\([ ]*\d+[ ]*\)|[ ]*(?:av|/)[ ]*\d+)?"
    r"|^(?P<bare>\d{1,4})[ ]*(?:\([ ]*\d+[ ]*\)))$",
    re.IGNORECASE,
)
_HEADINGS = frozenset(
    heading.rstrip(":")
    for kind in load("headings")["kind"]
    if kind["name"] not in ("expediering", "underlag", "voteringslista", "lista", "övrigt")
    for heading in kind["exact"]
)
_BAND = 10.0
"""Points within which a line stands at the same height on two pages."""


@dataclass(frozen=True, slots=True)
class Edged:
    """A filled line of a page. height: of its baseline in points, None where the file tells none."""

    text: str
    height: float | None = None


def furniture(pages: Sequence[Sequence[Edged]]) -> list[set[int]]:
    """For every page the indexes of its lines that are furniture."""
    seen: Counter[str] = Counter()
    for number, lines in enumerate(pages):
        edges = lines if len(lines) <= 2 * EDGE else [*lines[:EDGE], *lines[-EDGE:]]
        seen.update({shape for line in edges for shape in _shapes(line, number)})
    enough = max(2, round(len(pages) * 0.4))
    repeated = {shape for shape, count in seen.items() if count >= enough}
    return [_edge_runs(lines, number, repeated) for number, lines in enumerate(pages)]


def is_page_count(line: str) -> bool:
    """Whether the line is nothing but a page's number ("Sida 3 (12)")."""
    return _PAGE_COUNT.fullmatch(line.strip()) is not None


def _shapes(line: Edged, page: int) -> Iterable[str]:
    """The forms in which a line may repeat: as it is, and with a number told as its distance to the page's place."""
    plain = " ".join(line.text.split()).casefold()
    if not plain or plain.startswith("§") or plain.rstrip(":") in _HEADINGS:
        return
    places = [""] if line.height is None else [f"@{line.height // _BAND}", f"@@{(line.height + _BAND / 2) // _BAND}"]
    forms = [] if _NUMBER.fullmatch(plain) else [plain]
    for match in _NUMBER.finditer(plain):
        if len(match.group()) <= 4:
            forms.append(f"{plain[: match.start()]}\0{int(match.group()) - page}\0{plain[match.end() :]}")
    for place in places:
        for form in forms:
            yield form + place


def _counts(line: Edged, page: int) -> bool:
    """Whether the line says which page this is ("Älvkulla kommun   Sida 2", "2 (3)"): enough where nothing repeats."""
    match = _COUNTED.search(line.text.strip())
    return match is not None and int(match["worded"] or match["bare"]) == page + 1


def _edge_runs(lines: Sequence[Edged], page: int, repeated: set[str]) -> set[int]:
    indexes = range(len(lines))
    top = _run(indexes[:EDGE], lines, page, repeated)
    bottom = _run([index for index in reversed(indexes[-EDGE:]) if index not in top], lines, page, repeated)
    if page == 0:
        top = {index for index in top if is_page_count(lines[index].text)}
    return top | bottom


def _run(indexes: Iterable[int], lines: Sequence[Edged], page: int, repeated: set[str]) -> set[int]:
    run: set[int] = set()
    for index in indexes:
        if not (_counts(lines[index], page) or any(shape in repeated for shape in _shapes(lines[index], page))):
            break
        run.add(index)
    return run
