"""Scanned pages for the tests: text drawn in a PDF, rendered, and put into another PDF as a picture."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pypdfium2 as pdfium
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.knowledge.reading.drawing import HEIGHT, Placed, draw


def scanned(path: Path, pages: Sequence[tuple[Sequence[Placed], bool]]) -> Path:
    """A PDF of these pages; those marked True are pictures without a text layer."""
    drawn = pdfium.PdfDocument(draw(path.with_suffix(".drawn.pdf"), [page for page, _ in pages]))
    canvas = Canvas(str(path), pagesize=(595, HEIGHT))
    for index, (page, picture) in enumerate(pages):
        if picture:
            image = drawn[index].render(scale=200 / 72, grayscale=True).to_pil()
            data = io.BytesIO()
            image.save(data, "PNG")
            canvas.drawImage(ImageReader(data), 0, 0, 595, HEIGHT)
        else:
            canvas.setFont("Helvetica", 11)
            for left, top, text in page:
                canvas.drawString(left, HEIGHT - top, text)
        canvas.showPage()
    canvas.save()
    drawn.close()
    return path
