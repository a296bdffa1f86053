"""Draw the demo's PDF files from the sources beside this file: `make demo-documents`.

A source is plain text with a little markup, one thing a line:
`!header left | right`  the page's header        `!footer text`      the page's footer (the page number is added)
`!page`                 a new page               `# Title`           the document's title
`## Heading`            a heading                `Label :: value`    a label in the left column, its value in the right
`:: value`              a further value          `- text`            a bullet
`a ¦ b ¦ c`             a row of a ruled table   anything else       a paragraph, runs to the next empty line
"""

from __future__ import annotations

import sys
from pathlib import Path

from reportlab.lib.enums import TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, ListFlowable, ListItem, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

HERE = Path(__file__).parent
TARGET = HERE.parent / "demo"

TEXT = ParagraphStyle("text", fontName="Times-Roman", fontSize=11, leading=14, spaceAfter=7, alignment=TA_LEFT)
TITLE = ParagraphStyle("title", parent=TEXT, fontName="Helvetica-Bold", fontSize=16, leading=20, spaceAfter=12)
HEADING = ParagraphStyle("heading", parent=TEXT, fontName="Helvetica-Bold", fontSize=11.5, spaceBefore=8, spaceAfter=4)
CELL = ParagraphStyle("cell", parent=TEXT, fontSize=10, leading=12.5, spaceAfter=0)
LABEL = ParagraphStyle("label", parent=CELL, fontName="Helvetica-Bold")
RULED = [("GRID", (0, 0), (-1, -1), 0.4, "#888888"), ("VALIGN", (0, 0), (-1, -1), "TOP")]
TOP = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (0, -1), 0)]


class Source:
    """The blocks of one source file, read once from top to bottom."""

    def __init__(self, text: str) -> None:
        self.header = ("", "")
        self.footer = ""
        self.story: list[Flowable] = []
        self._rows: list[list[Paragraph]] = []
        self._kind = ""
        self._words: list[str] = []
        for line in text.splitlines():
            self._line(line.rstrip())
        self._close()

    def _line(self, line: str) -> None:
        if line.startswith("!"):
            self._directive(line)
        elif line.startswith("#"):
            self._close()
            level = HEADING if line.startswith("##") else TITLE
            self.story.append(Paragraph(line.lstrip("# "), level))
        elif "::" in line or "¦" in line:
            self._row(line)
        elif line.startswith("- "):
            self._open("bullets")
            self._rows.append([Paragraph(line[2:], TEXT)])
        elif not line:
            self._close()
        else:
            self._open("words")
            self._words.append(line)

    def _directive(self, line: str) -> None:
        self._close()
        name, _, rest = line[1:].partition(" ")
        if name == "header":
            left, _, right = rest.partition("|")
            self.header = (left.strip(), right.strip())
        elif name == "footer":
            self.footer = rest
        else:
            self.story.append(PageBreak())

    def _row(self, line: str) -> None:
        kind, mark = ("pairs", "::") if "::" in line else ("table", "¦")
        self._open(kind)
        cells = [cell.strip() for cell in line.split(mark)]
        first = LABEL if kind == "pairs" or not self._rows else CELL
        self._rows.append(
            [Paragraph(cell, first if index == 0 or not self._rows else CELL) for index, cell in enumerate(cells)]
        )

    def _open(self, kind: str) -> None:
        if kind != self._kind:
            self._close()
            self._kind = kind

    def _close(self) -> None:
        if self._words:
            self.story.append(Paragraph(" ".join(self._words), TEXT))
        if self._kind == "bullets":
            items = [ListItem(row[0], value="•", leftIndent=14) for row in self._rows]
            self.story.append(ListFlowable(items, bulletType="bullet", start="•", leftIndent=14))
        elif self._kind == "pairs":
            self.story += [Table(self._rows, colWidths=[48 * mm, 112 * mm], style=TOP, hAlign="LEFT"), Spacer(1, 8)]
        elif self._kind == "table":
            widths = [64 * mm, 24 * mm, 72 * mm][: len(self._rows[0])]
            self.story += [Table(self._rows, colWidths=widths, style=RULED, hAlign="LEFT"), Spacer(1, 8)]
        self._rows, self._words, self._kind = [], [], ""


def draw(source: Path, target: Path) -> None:
    """Draw one source as a PDF; the same source gives the same bytes."""
    parsed = Source(source.read_text(encoding="utf-8"))

    def furniture(canvas: Canvas, _document: SimpleDocTemplate) -> None:
        canvas.setFont("Helvetica", 8.5)
        canvas.drawString(25 * mm, 283 * mm, parsed.header[0])
        canvas.drawRightString(185 * mm, 283 * mm, parsed.header[1])
        canvas.drawString(25 * mm, 12 * mm, parsed.footer)
        canvas.drawRightString(185 * mm, 12 * mm, f"Sida {canvas.getPageNumber()}")

    margins = {"leftMargin": 25 * mm, "rightMargin": 25 * mm, "topMargin": 24 * mm, "bottomMargin": 22 * mm}
    document = SimpleDocTemplate(
        str(target), pagesize=A4, invariant=1, title=source.stem, author="Älvkulla kommun", **margins
    )
    document.build(parsed.story, onFirstPage=furniture, onLaterPages=furniture)


def main() -> int:
    """Draw every source; returns the exit status."""
    for source in sorted(HERE.glob("*.txt")):
        draw(source, TARGET / f"{source.stem}.pdf")
    return 0


if __name__ == "__main__":
    sys.exit(main())
