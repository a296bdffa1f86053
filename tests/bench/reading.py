"""Reading and extraction: pages and megabytes a second beside plain libraries, shares of stages, memory, workers."""

from __future__ import annotations

import multiprocessing
import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any
from unittest.mock import patch

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from reportlab.pdfgen.canvas import Canvas

from knowledge.extraction import extract as stages
from knowledge.extraction.extract import extract
from knowledge.ingest import extracted
from knowledge.reading import characters, columns, layout, pdf
from knowledge.reading.crew import work_off
from knowledge.reading.pages import Page, Reading
from knowledge.reading.read import read

PAGES = 300
CHARACTERS = 1500
_LINE = "Nämnden behandlade § {number} och beslutade att ge förvaltningen i uppdrag att återkomma med svar."
_WORDS = re.findall(
    r"\w+",
    """
    beslut beslutar yrkar yrkande bifall avslag reservation reserverar ersättare ledamot ordförande
    sekreterare justerare närvarande frånvarande förslag uppdrag rekommendation rekommenderar granskning
    nämnden styrelsen fullmäktige motion initiativ protokoll tjänsteutlåtande yttrande skrivelse bilaga ärende
    paragraf diarienummer omröstning röster avstår votering bordläggning återremiss fastställer godkänner
    antar avslår besvarad expedieras anslag överklagande förvaltning kommun revision revisor brist åtgärd
    uppföljning budget plan policy riktlinje taxa avgift skola omsorg
    """,
)
PATTERNS = tuple(re.compile(rf"\b{word}\w*\s+[^\n]{{0,60}}") for word in _WORDS[:60])


def measure(folder: Path, documents: Path) -> str:
    """folder: for the drawn files. documents: texts and PDF files to extract from."""
    path = _drawn(folder / "long.pdf", PAGES)
    rows = [
        f"Reading: a PDF of {PAGES} pages of {CHARACTERS} characters, one core (CPU time)",
        *_pages(path.read_bytes()),
        *_memory(path),
        "",
        *_extraction(documents),
        "",
        *_workers(folder),
    ]
    return "\n".join(rows)


def _drawn(path: Path, pages: int) -> Path:
    canvas = Canvas(str(path), pagesize=(595, 842))
    for page in range(1, pages + 1):
        canvas.setFont("Helvetica", 10)
        canvas.drawString(70, 800, "Älvkulla kommun")
        canvas.drawString(480, 800, f"Sida {page} ({pages})")
        for line in range(CHARACTERS // len(_LINE)):
            canvas.drawString(70, 760 - 14 * line - 10 * (line // 4), _LINE.format(number=page * 20 + line))
        canvas.showPage()
    canvas.save()
    return path


def _pages(data: bytes) -> list[str]:
    plain, boxes, ours = (_seconds(lambda reader=reader: reader(data)) for reader in (_plain, _boxed, pdf.pdf_pages))
    words, lines, text = _stages(data)
    rest = max(0.0, ours - words - lines - text)
    return [
        f"  plain pypdfium2 text                {PAGES / plain:8.0f} pages/s",
        f"  pypdfium2 with a box a character    {PAGES / boxes:8.0f} pages/s",
        f"  kanslist                            {PAGES / ours:8.0f} pages/s  ×{boxes / ours:.2f} of that",
        f"  of it: characters to words {words / ours:.0%}, lines {lines / ours:.0%}, columns {text / ours:.0%}, "
        f"furniture and the rest {rest / ours:.0%}",
    ]


def _plain(data: bytes) -> None:
    for page in pdfium.PdfDocument(data):
        page.get_textpage().get_text_range()


def _boxed(data: bytes) -> None:
    for page in pdfium.PdfDocument(data):
        textpage = page.get_textpage()
        textpage.get_text_range()
        for index in range(raw.FPDFText_CountChars(textpage.raw)):
            textpage.get_charbox(index)


def _stages(data: bytes) -> tuple[float, float, float]:
    """Seconds for characters to words (with the library's own work), words to lines, lines to text."""
    words = lines = text = 0.0
    for page in pdfium.PdfDocument(data):
        began = time.process_time()
        found = characters.drawn(page.get_textpage(), page.get_width())
        drawn = time.process_time()
        made = layout.lines_of(found.words)
        lined = time.process_time()
        columns.page_text(made)
        words, lines, text = words + drawn - began, lines + lined - drawn, text + time.process_time() - lined
    return words, lines, text


def _memory(path: Path) -> list[str]:
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        before, after = pool.apply(_peak, (path,))
    return [f"  peak memory of its reader: {after:.0f} MB ({before:.0f} MB before it)"]


def _peak(path: Path) -> tuple[float, float]:
    before = _high_water()
    read(path)
    return before, _high_water()


def _high_water() -> float:
    """Most memory that this process has held, in MB (getrusage would count its parent's, too)."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) / 1024


def _extraction(documents: Path) -> list[str]:
    files = sorted(path for path in documents.rglob("*") if path.suffix in (".txt", ".pdf"))
    readings = [read(path) for path in files]
    pages: Sequence[Page] = [page for reading in readings for page in reading.pages]
    size = sum(len(page.text.encode()) for page in pages) / 1e6
    ours = _seconds(lambda: [extract(reading) for reading in readings])
    floor = _seconds(lambda: [sum(1 for _ in pattern.finditer(page.text)) for pattern in PATTERNS for page in pages])
    joined = Reading("bench.txt", "text/plain", "0" * 64, readings[0].pages)
    first = _seconds(lambda: extract(joined))
    shares = _shares(readings)
    return [
        f"Extraction: {len(readings)} documents, {size:.2f} MB of text, one core (CPU time)",
        f"  {len(PATTERNS)} plain patterns                  {size / floor:8.2f} MB/s",
        f"  kanslist, all facts                 {size / ours:8.2f} MB/s  ×{floor / ours:.2f} of the plain patterns",
        f"  the first document alone            {first * 1000:8.1f} ms",
        "  of it (what several stages share counts for the first that asks for it):",
        *(f"    {name:34}{share:8.1%}" for name, share in shares),
    ]


def _shares(readings: Sequence[Reading]) -> list[tuple[str, float]]:
    """(stage, its share of the CPU time of extraction), in the order in which a document meets them."""
    taken: Counter[str] = Counter()

    def timed(name: str, stage: Callable[..., Any]) -> Callable[..., Any]:
        def run(*given: Any) -> Any:
            began = time.process_time()
            made = stage(*given)
            taken[name] += time.process_time() - began
            return made

        return run

    with ExitStack() as patched:
        patched.enter_context(patch.object(stages, "Context", SimpleNamespace(of=timed("outline", stages.Context.of))))
        for name, stage in vars(stages).copy().items():
            if isinstance(stage, ModuleType) and hasattr(stage, "find"):
                patched.enter_context(patch.object(stages, name, SimpleNamespace(find=timed(name, stage.find))))
        began = time.process_time()
        for reading in readings:
            extract(reading)
        whole = time.process_time() - began
    rest = whole - sum(taken.values())
    return [(name.replace("_", " "), seconds / whole) for name, seconds in [*taken.items(), ("the rest", rest)]]


def _workers(folder: Path) -> list[str]:
    files = [_drawn(folder / f"file-{number}.pdf", 40) for number in range(16)]
    warm = files[:2]
    alone, together = (_wall(files, warm, jobs) for jobs in (1, 2))
    return [
        f"Workers: {len(files)} PDF files of 40 pages, read and extracted (wall time, workers warm)",
        f"  one worker                          {len(files) * 40 / alone:8.0f} pages/s",
        f"  two workers                         {len(files) * 40 / together:8.0f} pages/s  ×{alone / together:.2f}",
    ]


def _wall(files: Sequence[Path], warm: Sequence[Path], jobs: int) -> float:
    """Seconds for the files, counted from when the warming ones have come back."""
    results = work_off([*warm, *files], extracted, jobs)
    for _ in warm:
        next(results)
    began = time.perf_counter()
    for _ in results:
        pass
    return time.perf_counter() - began


def _seconds(call: Callable[[], object]) -> float:
    """CPU seconds of the better of two runs."""
    taken = []
    for _ in range(2):
        began = time.process_time()
        call()
        taken.append(time.process_time() - began)
    return min(taken)
