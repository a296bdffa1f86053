"""Word files (.docx) with python-docx: paragraphs, lists with their numbers, tables row by row, headers and footers.

Pages are where Word last broke them, else where the writer did; a file that tells neither is one page without a number.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn

from knowledge.errors import FileBroken, FileFormatOther, FileSwells, FileTypeFalse, FileWithoutText
from knowledge.reading.docx_numbers import Numbers, styles_of
from knowledge.reading.furniture import is_page_count
from knowledge.reading.layout import GAP
from knowledge.reading.pages import Page
from knowledge.reading.tables import table_lines

XML_LIMIT_MB = 60
"""A protokoll of three hundred pages has some five megabytes of XML."""
LIMIT_MB = 400
"""What a file may hold unpacked, pictures included."""

_BROKEN_BY_WRITER, _BROKEN_BY_WORD = "\f", "\v"
_LONG = 90
"""A paragraph of more characters than this is running text and stands apart from the next."""
_SPACE = 60
"""Twentieths of a point between two paragraphs that read as a gap."""

_FAULTS = (PackageNotFoundError, zipfile.BadZipFile, zlib.error, KeyError, ValueError, SyntaxError, RuntimeError,
           NotImplementedError, AttributeError, EOFError)  # fmt: skip
"""What the libraries raise over a package whose parts are missing, cut off or no XML."""

_PLAIN = {0xA0: " ", 0x2007: " ", 0x202F: " ", 0xAD: "", **dict.fromkeys(range(0xE000, 0xF900), "•")}
_BREAKS = {"page": _BROKEN_BY_WRITER}
_INLINE = {"tab": GAP, "ptab": GAP, "cr": "\n", "noBreakHyphen": "-", "lastRenderedPageBreak": _BROKEN_BY_WORD}
_LEFT_OUT = frozenset(("del", "moveFrom", "pPr", "rPr", "Fallback", "instrText", "delText", "sectPr"))


def docx_pages(data: bytes) -> list[Page]:
    """The pages. Raises FileTypeFalse, FileFormatOther, FileSwells, FileBroken, FileWithoutText."""
    _check(data)
    try:
        document = docx.Document(io.BytesIO(data))
        written = _Written(document)
        text = "\n".join(written.lines(document.element.body)).strip("\n")
        head, furniture = written.furniture()
    except _FAULTS as error:
        raise FileBroken from error
    if not any(ch.isalnum() for ch in text):
        raise FileWithoutText
    mark = _BROKEN_BY_WORD if _BROKEN_BY_WORD in text else _BROKEN_BY_WRITER
    other = _BROKEN_BY_WRITER if mark == _BROKEN_BY_WORD else _BROKEN_BY_WORD
    parts = [_tidy(part) for part in text.replace(other, "").split(mark)]
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    parts[0] = _tidy("\n".join([*head, "", parts[0]]))
    if len(parts) == 1:
        return [Page(None, parts[0], furniture)]
    return [Page(number, part, furniture) for number, part in enumerate(parts, 1)]


def _check(data: bytes) -> None:
    """Look into the package before anything in it is parsed."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = {member.filename: member for member in package.infolist()}
            if "word/document.xml" not in members:
                if "mimetype" in members and members["mimetype"].file_size < 200:
                    _refuse_other(package.read("mimetype"))
                raise FileTypeFalse
            _check_sizes(list(members.values()))
            for name in members:
                if name.endswith((".xml", ".rels")) and b"<!DOCTYPE" in package.open(name).read(4096):
                    raise FileBroken
    except _FAULTS as error:
        raise FileBroken from error


def _refuse_other(mimetype: bytes) -> None:
    if b"opendocument" in mimetype:
        raise FileFormatOther(format="OpenDocument")


def _check_sizes(members: Sequence[zipfile.ZipInfo]) -> None:
    xml = sum(member.file_size for member in members if member.filename.endswith((".xml", ".rels")))
    if xml > XML_LIMIT_MB * 1024 * 1024:
        raise FileSwells(limit=XML_LIMIT_MB)
    if sum(member.file_size for member in members) > LIMIT_MB * 1024 * 1024:
        raise FileSwells(limit=LIMIT_MB)


def _tidy(text: str) -> str:
    """The text in composed letters, no space at line ends, one empty line for a gap."""
    lines = [line.strip() for line in unicodedata.normalize("NFC", text).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


class _Written:
    """A document's parts as lines of text; "" is a gap."""

    def __init__(self, document: Any) -> None:
        self._document = document
        styles = document.styles.element
        self._styles = {style.get(qn("w:styleId")): style for style in styles.findall(qn("w:style"))}
        default = f"{qn('w:docDefaults')}/{qn('w:pPrDefault')}/{qn('w:pPr')}/{qn('w:spacing')}"
        self._default = styles.find(default)
        self._normal = next((id_ for id_, style in self._styles.items() if _is_default(style)), None)
        self._numbers = Numbers(_numbering(document), self._styles)

    def lines(self, parent: Any) -> list[str]:
        """Everything that stands in an element of the document's body, a header or a table's cell."""
        lines: list[str] = []
        above: Any = None
        for block in _blocks(parent):
            if block.tag == qn("w:tbl"):
                lines += ["", *self._table(block), ""]
                above = None
                continue
            text, boxes = self._paragraph(block)
            if not text.strip(" \n"):
                lines.append(text.strip(" \n"))
            elif above is not None and self._gap(above, block, lines):
                lines += ["", text]
            else:
                lines.append(text)
            above = block if text.strip() else None
            for box in boxes:
                lines += ["", *self.lines(box), ""]
        return lines

    def furniture(self) -> tuple[list[str], tuple[str, ...]]:
        """(the lines of the first page's head without its page count, all lines of headers and footers)."""
        head: list[str] = []
        found: dict[str, None] = {}
        for index, section in enumerate(self._document.sections):
            first = section.different_first_page_header_footer
            tops = [section.first_page_header] * first + [section.header]
            for part in [*tops, *[section.first_page_footer] * first, section.footer]:
                if not part.is_linked_to_previous:
                    lines = _tidy("\n".join(self.lines(part._element)))
                    if index == 0 and part is tops[0]:
                        head = [line for line in lines.split("\n") if not is_page_count(line)]
                    found.update(dict.fromkeys(line for line in lines.split("\n") if line))
        return head, tuple(found)

    def _table(self, table: Any) -> Iterator[str]:
        rows = []
        for row in table.iter(qn("w:tr")):
            if _table_of(row) is table:
                rows.append(_one_break([_tidy_cell(self.lines(cell)) for cell in _cells(row)]))
        yield from table_lines(rows)

    def _paragraph(self, paragraph: Any) -> tuple[str, list[Any]]:
        """(its text with the marker of its list and marks for page breaks, the text boxes that hang on it)."""
        boxes: list[Any] = []
        text = "".join(_inline(paragraph, boxes)).translate(_PLAIN)
        if self._first(paragraph, "w:pageBreakBefore") is not None:
            text = _BROKEN_BY_WRITER + text
        bare = text.lstrip(_BROKEN_BY_WRITER + _BROKEN_BY_WORD)
        if bare.strip() and (marker := self._numbers.marker(paragraph)):
            text = f"{text[: len(text) - len(bare)]}{marker} {bare.lstrip()}"
        return text, boxes

    def _gap(self, above: Any, paragraph: Any, lines: Sequence[str]) -> bool:
        """Whether Word leaves a gap between two paragraphs, or the first is running text."""
        listed = all(self._numbered(each) for each in (above, paragraph))
        if not listed and len(lines[-1].rsplit("\n", 1)[-1]) > _LONG:
            return True
        if self._contextual(above) and self._contextual(paragraph) and _style(above) == _style(paragraph):
            return False
        return max(self._spacing(above, "after"), self._spacing(paragraph, "before")) >= _SPACE

    def _numbered(self, paragraph: Any) -> bool:
        return self._first(paragraph, "w:numPr") is not None

    def _contextual(self, paragraph: Any) -> bool:
        return self._first(paragraph, "w:contextualSpacing") is not None

    def _first(self, paragraph: Any, name: str) -> Any | None:
        """A property of the paragraph or, where it has none, of its style."""
        for element in (paragraph, *self._style_chain(paragraph)):
            found = element.find(f"{qn('w:pPr')}/{qn(name)}")
            if found is not None:
                return None if found.get(qn("w:val")) in ("0", "false") else found
        return None

    def _spacing(self, paragraph: Any, side: str) -> int:
        own = (
            element.find(f"{qn('w:pPr')}/{qn('w:spacing')}") for element in (paragraph, *self._style_chain(paragraph))
        )
        for spacing in (*own, self._default):
            value = spacing.get(qn(f"w:{side}")) if spacing is not None else None
            if value is not None:
                return int(value) if value.lstrip("-").isdigit() else 0
        return 0

    def _style_chain(self, paragraph: Any) -> list[Any]:
        chain = list(styles_of(paragraph, self._styles))
        if not chain and self._normal is not None:
            chain = [self._styles[self._normal]]
        return chain


def _is_default(style: Any) -> bool:
    return style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in ("1", "true")


def _style(paragraph: Any) -> str | None:
    found = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return found.get(qn("w:val")) if found is not None else None


def _numbering(document: Any) -> Any | None:
    """The root of the numbering part; None where the document has no list."""
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/numbering") and not relation.is_external:
            return relation.target_part.element
    return None


def _blocks(parent: Any) -> Iterator[Any]:
    """The paragraphs and tables directly in an element; controls and accepted insertions are seen through."""
    for child in parent:
        name = _name(child)
        if name in ("p", "tbl"):
            yield child
        elif name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"):
            yield from _blocks(child)


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        name = _name(child)
        if name == "tc":
            yield child
        elif name in ("sdt", "sdtContent", "customXml"):
            yield from _cells(child)


def _table_of(row: Any) -> Any:
    element = row.getparent()
    while _name(element) != "tbl":
        element = element.getparent()
    return element


def _tidy_cell(lines: Sequence[str]) -> list[str]:
    return [line for line in _tidy("\n".join(lines)).split("\n") if line]


def _one_break(cells: list[list[str]]) -> list[list[str]]:
    """A row that runs over a page's end has a break in each of its cells: only those of one count."""
    marks = _BROKEN_BY_WORD, _BROKEN_BY_WRITER
    counts = [sum(line.count(mark) for line in cell for mark in marks) for cell in cells]
    if sum(counts) == max(counts, default=0):
        return cells
    kept = counts.index(max(counts))
    gone = str.maketrans("", "", "".join(marks))
    return [cell if n == kept else [line.translate(gone) for line in cell] for n, cell in enumerate(cells)]


def _inline(element: Any, boxes: list[Any]) -> Iterator[str]:
    """The visible text of an element, in order; text boxes are put aside."""
    for child in element:
        name = _name(child)
        if name == "t":
            yield child.text or ""
        elif name == "br":
            yield _BREAKS.get(child.get(qn("w:type")), "\n")
        elif name in _INLINE:
            yield _INLINE[name]
        elif name == "txbxContent":
            boxes.append(child)
        elif name not in _LEFT_OUT and not (name == "r" and _hidden(child)):
            yield from _inline(child, boxes)


def _hidden(run: Any) -> bool:
    return run.find(f"{qn('w:rPr')}/{qn('w:vanish')}") is not None


def _name(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
