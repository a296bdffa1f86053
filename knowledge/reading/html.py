"""HTML files with selectolax: the visible text in reading order; scripts, styles, menus and what is hidden left out."""

from __future__ import annotations

import codecs
import re
import unicodedata

from selectolax.lexbor import LexborHTMLParser, LexborNode

from knowledge.errors import FileNested, FileTypeFalse, FileWithoutText
from knowledge.reading.numerals import written
from knowledge.reading.pages import Page
from knowledge.reading.tables import table_lines

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]{3,40})", re.IGNORECASE)
_HEAD = 4096
"""Bytes in which an encoding is declared and in which the file shows what it is."""

_HOLDS = re.compile(rb"<(?:html|head|body|h[1-6]|p|div|table|ul|ol|article|main|section)\b[^<]*>", re.IGNORECASE)

_DEEPEST = 250
"""Levels of elements. A page that Word or a web editor saved has some thirty."""

_MOST_OPEN = 1000
"""Elements open at once. The parser's time grows with the square of this, so it is counted before it parses."""

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)[^<>]*>", re.IGNORECASE)
_ENDED_BY_OTHERS = frozenset(("p", "li", "td", "th", "tr", "dt", "dd", "thead", "tbody", "tfoot", "option", "colgroup",
                              "br", "hr", "img", "input", "meta", "link", "col", "wbr", "area", "base", "source",
                              "html", "head", "body"))  # fmt: skip

_LEFT_OUT = frozenset(("script", "style", "noscript", "template", "nav", "head", "svg", "math", "iframe", "object",
                       "embed", "button", "select", "textarea", "input", "canvas", "audio", "video", "map", "datalist",
                       "dialog"))  # fmt: skip
_APART = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "blockquote", "pre", "hr", "figure"))
_BLOCKS = frozenset(("div", "section", "article", "main", "header", "footer", "aside", "address", "dt", "dd", "form",
                     "figcaption", "fieldset", "details", "summary", "legend", "center", "body", "html"))  # fmt: skip
_WITHIN = frozenset(("article", "main", "section", "blockquote"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f\v\u00a0\u2007\u202f]+")
_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


def html_pages(data: bytes) -> list[Page]:
    """One page without a number, the site's foot apart. Raises FileTypeFalse, FileNested, FileWithoutText."""
    source = _decode(data)
    if not _HOLDS.search(data if b"\0" not in data[:_HEAD] else source.encode()):
        raise FileTypeFalse
    _check_depth(source)
    root = LexborHTMLParser(source).root
    seen = _Seen()
    if root is not None:
        seen.element(root, 0)
    text = seen.text()
    if not any(ch.isalnum() for ch in text):
        raise FileWithoutText
    return [Page(None, text, tuple(dict.fromkeys(seen.footer)))]


def _check_depth(source: str) -> None:
    opened = 0
    for match in _TAG.finditer(source):
        if match[0].endswith("/>") or match[2].lower() in _ENDED_BY_OTHERS:
            continue
        opened = max(0, opened - 1) if match[1] else opened + 1
        if opened > _MOST_OPEN:
            raise FileNested


def _decode(data: bytes) -> str:
    """The file's text: by its mark, as UTF-8 where it is that, else as declared, else as Windows-1252."""
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    declared = _DECLARED.search(data[:_HEAD])
    for name in [marked] if marked else ["utf-8", declared[1].decode("ascii") if declared else "cp1252", "cp1252"]:
        # the web's rule: what calls itself Latin-1 or ASCII is Windows-1252
        known = "cp1252" if name.lower() in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii") else name
        try:
            text = data.decode(known)
        except (UnicodeDecodeError, LookupError):
            continue
        if "\0" not in text:
            return text
    raise FileTypeFalse


class _Seen:
    """What a reader sees, line by line; "" is a gap."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._line = ""
        self.footer: list[str] = []

    def text(self) -> str:
        """The lines, composed letters, one empty line for a gap."""
        self._end()
        text = unicodedata.normalize("NFC", "\n".join(self._lines))
        return re.sub(r"\n{3,}", "\n\n", text).strip("\n")

    def element(self, node: LexborNode, depth: int) -> None:
        """Everything visible in an element."""
        if depth > _DEEPEST:
            raise FileNested
        number = _first_number(node)
        child = node.first_child
        while child is not None:
            if child.tag == "li":
                if (value := _whole(child, "value")) is not None:
                    number = value
                self._item(child, _marker(node, number), depth)
                number += 1
            else:
                self._child(child, depth)
            child = child.next

    def _child(self, node: LexborNode, depth: int) -> None:
        tag = node.tag or ""
        if tag == "-text":
            self._words(node)
        elif tag == "br":
            self._end()
        elif tag in _LEFT_OUT or tag.startswith(("-", "!")) or _hidden(node):
            return
        elif tag == "table":
            self._gap()
            self._lines += table_lines(_rows(node, depth + 1))
            self._gap()
        elif _is_foot(node):
            foot = _Seen()
            foot.element(node, depth + 1)
            self.footer += [line for line in foot.text().split("\n") if line]
        else:
            self._block(node, tag, depth)

    def _block(self, node: LexborNode, tag: str, depth: int) -> None:
        inner_list = tag in ("ul", "ol") and node.parent is not None and node.parent.tag == "li"
        around = self._gap if tag in _APART and not inner_list else self._end if tag in _BLOCKS or inner_list else None
        if around is not None:
            around()
        self.element(node, depth + 1)
        if around is not None:
            around()

    def _item(self, node: LexborNode, marker: str, depth: int) -> None:
        self._end()
        inner = _Seen()
        inner.element(node, depth + 1)
        if text := inner.text():
            self._lines += f"{marker} {text}".split("\n")

    def _words(self, node: LexborNode) -> None:
        text = (node.text_content or "").replace("\u00ad", "")
        if _in_pre(node):
            first, *rest = text.split("\n")
            self._line += first
            for line in rest:
                self._end()
                self._line = line
            return
        text = _SPACE.sub(" ", text)
        self._line += text.lstrip() if not self._line or self._line.endswith(" ") else text

    def _end(self) -> None:
        if line := self._line.strip():
            self._lines.append(line)
        self._line = ""

    def _gap(self) -> None:
        self._end()
        if self._lines and self._lines[-1]:
            self._lines.append("")


def _rows(table: LexborNode, depth: int) -> list[list[list[str]]]:
    """The table's rows of cells of lines."""
    if depth > _DEEPEST:
        raise FileNested
    rows: list[list[list[str]]] = []
    for child in table.iter():
        if child.tag in ("thead", "tbody", "tfoot"):
            rows += _rows(child, depth + 1)
        elif child.tag == "tr" and not _hidden(child):
            rows.append([_lines(cell, depth + 1) for cell in child.iter() if cell.tag in ("td", "th")])
        elif child.tag == "caption":
            rows.append([_lines(child, depth + 1)])
    return rows


def _lines(node: LexborNode, depth: int) -> list[str]:
    inner = _Seen()
    inner.element(node, depth)
    return [line for line in inner.text().split("\n") if line]


def _attribute(node: LexborNode, name: str) -> str:
    return node.attributes.get(name) or ""


def _hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or attributes.get("role") in ("navigation", "search", "menu", "menubar")
        or _HIDDEN.search(attributes.get("style") or "") is not None
    )


def _is_foot(node: LexborNode) -> bool:
    """The foot of the whole page, not of an article."""
    if _attribute(node, "role") == "contentinfo":
        return True
    return node.tag == "footer" and not any(above in _WITHIN for above in _above(node))


def _in_pre(node: LexborNode) -> bool:
    return node.parent is not None and (node.parent.tag == "pre" or "pre" in _above(node.parent))


def _above(node: LexborNode) -> list[str]:
    tags = []
    parent = node.parent
    while parent is not None:
        tags.append(parent.tag or "")
        parent = parent.parent
    return tags


def _whole(node: LexborNode, name: str) -> int | None:
    value = _attribute(node, name).strip()
    return int(value) if re.fullmatch(r"-?\d{1,6}", value) else None


def _first_number(node: LexborNode) -> int:
    start = _whole(node, "start") if node.tag == "ol" else None
    return 1 if start is None else start


def _marker(parent: LexborNode, number: int) -> str:
    if parent.tag != "ol":
        return "•"
    return f"{written(number, _FORMS.get(_attribute(parent, 'type'), 'decimal'))}."
