"""PDF files drawn for the tests: texts of the invented municipality Älvkulla at given places on the page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

HEIGHT = 842

Placed = tuple[float, float, str]
"""Distance from the left and from the top edge in points, and the words."""


def draw(path: Path, pages: Sequence[Sequence[Placed]], encrypt: str | None = None) -> Path:
    """A PDF with these words in Helvetica 11."""
    canvas = Canvas(str(path), pagesize=(595, HEIGHT), encrypt=encrypt)
    for page in pages:
        canvas.setFont("Helvetica", 11)
        for left, top, text in page:
            canvas.drawString(left, HEIGHT - top, text)
        canvas.showPage()
    canvas.save()
    return path


def column(left: float, top: float, lines: Sequence[str], pitch: float = 14) -> list[Placed]:
    """Lines under each other; an empty one leaves a gap."""
    return [(left, top + index * pitch, line) for index, line in enumerate(lines) if line]
