"""Word files: what a reader of the printed document sees, in its order."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from knowledge.reading.pages import Page
from knowledge.reading.read import read


def pages_of(folder: Path, document: Any) -> tuple[Page, ...]:
    document.save(str(folder / "protokoll.docx"))
    return read(folder / "protokoll.docx").pages


def text_of(folder: Path, document: Any) -> str:
    return "\n".join(page.text for page in pages_of(folder, document))


def filled(document: Any, rows: list[tuple[str, ...]]) -> None:
    table = document.add_table(0, len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def test_lists_show_the_numbers_and_bullets_that_word_shows(tmp_path: Path) -> None:
    """A decision's clauses are told apart by their numbers, which stand in no paragraph's text."""
    document = docx.Document()
    for text in ("godkänna rapporten", "anta planen"):
        document.add_paragraph(text, style="List Number")
    for text in ("Saco", "Vision"):
        document.add_paragraph(text, style="List Bullet")
    assert text_of(tmp_path, document).split("\n") == [
        "1. godkänna rapporten", "2. anta planen", "", "• Saco", "• Vision",
    ]  # fmt: skip


def _numbered(document: Any, levels: str, overrides: str = "") -> None:
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    if overrides:
        numbering.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="78"><w:abstractNumId w:val="77"/>{overrides}</w:num>')
        )


def _item(document: Any, text: str, level: int = 0, num: int = 77) -> None:
    properties = document.add_paragraph(text)._p.get_or_add_pPr()
    properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'))


def _level(number: int, form: str, text: str, start: int = 1) -> str:
    told = f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{number}">{told}</w:lvl>'


@pytest.mark.parametrize(
    ("levels", "items", "shown", "why"),
    [
        (_level(0, "decimal", "§ %1", 43), [(0, 77)] * 2, ["§ 43 a", "§ 44 b"], "paragraphs count the whole year"),
        (
            _level(0, "decimal", "%1.") + _level(1, "lowerLetter", "%2)"),
            [(0, 77), (1, 77), (1, 77), (0, 77), (1, 77)],
            ["1. a", "a) b", "b) c", "2. d", "a) e"],
            "a deeper level begins anew under the next item",
        ),
        (
            _level(0, "decimal", "%1") + _level(1, "decimal", "%1.%2"),
            [(0, 77), (1, 77), (1, 77)],
            ["1 a", "1.1 b", "1.2 c"],
            "headings of a report",
        ),
        (_level(0, "upperRoman", "%1."), [(0, 77)] * 4, ["I. a", "II. b", "III. c", "IV. d"], "Roman numbers"),
        (_level(0, "decimal", "%1."), [(0, 77), (0, 77), (0, 78)], ["1. a", "2. b", "7. c"], "a list that restarts"),
        (_level(0, "bullet", "\uf0b7"), [(0, 77)], ["• a"], "a bullet of a symbol font"),
        (_level(0, "bullet", "-"), [(0, 77)], ["- a"], "a dash stays a dash"),
        (_level(0, "none", ""), [(0, 77)], ["a"], "a list that shows nothing"),
    ],
)
def test_every_form_of_numbering_is_shown(
    tmp_path: Path, levels: str, items: list[tuple[int, int]], shown: list[str], why: str
) -> None:
    """§ numbers are often Word's own numbering: without them no § would be found."""
    document = docx.Document()
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'
    _numbered(document, levels, override)
    for (level, num), text in zip(items, "abcde", strict=False):
        _item(document, text, level, num)
    assert [line for line in text_of(tmp_path, document).split("\n") if line] == shown, why


def test_a_short_row_is_one_line_and_a_long_one_is_read_cell_by_cell(tmp_path: Path) -> None:
    """Labels stand before all their values, as in a PDF."""
    document = docx.Document()
    filled(document, [("Datum", "2026-03-04"), ("Sekreterare", "Aina Berghult")])
    document.add_paragraph("")
    filled(document, [("Beslutande", "Disa Holmqvister (S)\nMilton Quist (M)"), ("Plats", "Stadshuset")])
    assert text_of(tmp_path, document).split("\n") == [
        "Datum   2026-03-04", "Sekreterare   Aina Berghult", "",
        "Beslutande", "Disa Holmqvister (S)", "Milton Quist (M)", "", "Plats   Stadshuset",
    ]  # fmt: skip


def test_a_table_of_votes_keeps_its_columns(tmp_path: Path) -> None:
    """A cross without its column does not say what was voted."""
    document = docx.Document()
    filled(document, [("Ledamot", "Ja", "Nej"), ("Disa Ek (S)", "X", ""), ("Milton Quist (M)", "", "X")])
    lines = text_of(tmp_path, document).split("\n")
    assert [line.index("X") for line in lines[1:]] == [lines[0].index("Ja"), lines[0].index("Nej")]


def test_merged_cells_are_read_once(tmp_path: Path) -> None:
    """A cell that spans columns must not be said twice."""
    document = docx.Document()
    table = document.add_table(1, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Omröstning"
    assert text_of(tmp_path, document) == "Omröstning"


def test_the_first_head_stays_and_all_heads_and_feet_are_furniture(tmp_path: Path) -> None:
    """The first page's head says whose document it is; its page count does not."""
    document = docx.Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = "Älvkulla kommun"
    section.header.add_paragraph("Sida 1 (3)")
    section.footer.paragraphs[0].text = "Justerandes sign"
    document.add_paragraph("§ 1 Mötet öppnas")
    page = pages_of(tmp_path, document)[0]
    assert page.text == "Älvkulla kommun\n\n§ 1 Mötet öppnas"
    assert page.furniture == ("Älvkulla kommun", "Sida 1 (3)", "Justerandes sign")


@pytest.mark.parametrize(
    ("breaks", "numbers", "why"),
    [
        ([], [None], "a file that tells no pages has none"),
        (["written"], [1, 2], "the writer's own break"),
        (["written+laid"], [1, 2], "Word notes where the writer's break came to lie: one break"),
        (["laid", "laid"], [1, 2, 3], "where Word last broke the pages"),
    ],
)
def test_pages_are_where_the_file_says(tmp_path: Path, breaks: list[str], numbers: list[int | None], why: str) -> None:
    """A citation names the page that the reader of the printed document has."""
    document = docx.Document()
    document.add_paragraph("Sidan ett.")
    for number, kind in enumerate(breaks, 2):
        if "written" in kind:
            document.add_page_break()
        run = document.add_paragraph().add_run()
        if "laid" in kind:
            run._r.append(parse_xml(f"<w:lastRenderedPageBreak {nsdecls('w')}/>"))
        run.add_text(f"Sidan nummer {number}.")
    pages = pages_of(tmp_path, document)
    assert [page.number for page in pages] == numbers, why
    assert all(f"nummer {page.number}" in page.text for page in pages[1:]), why


def test_what_is_deleted_or_hidden_is_not_read_and_what_is_inserted_is(tmp_path: Path) -> None:
    """Tracked changes: a struck decision is no decision. Controls of a template are seen through."""
    document = docx.Document()
    body = document.element.body
    for xml in (
        '<w:p {}><w:r><w:t xml:space="preserve">Nämnden </w:t></w:r><w:del w:id="1"><w:r><w:delText>avslår</w:delText>'
        '</w:r></w:del><w:ins w:id="2"><w:r><w:t>bifaller</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr>'
        "<w:t>DOLT</w:t></w:r></w:p>",
        "<w:sdt {}><w:sdtContent><w:p><w:r><w:t>Diarienummer SON 2026-0012</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        "<w:p {}><w:r><w:t>Arbets</w:t><w:softHyphen/><w:t>miljö</w:t><w:noBreakHyphen/><w:t>plan</w:t></w:r></w:p>",
    ):
        body.insert(len(body) - 1, parse_xml(xml.format(nsdecls("w"))))
    assert text_of(tmp_path, document).split("\n\n") == [
        "Nämnden bifaller", "Diarienummer SON 2026-0012", "Arbetsmiljö-plan",
    ]  # fmt: skip


def test_running_text_stands_apart(tmp_path: Path) -> None:
    """Extraction parts paragraphs by empty lines; short lines under each other belong together."""
    document = docx.Document()
    for style in document.styles:
        if style.name == "Normal":
            style.paragraph_format.space_after = 0
    long = "Nämnden har den fjärde mars behandlat frågan om skolskjutsar och konstaterar att reglerna behöver ses över."
    for text in ("Beslut", long, "Expedieras till", "Kommunstyrelsen"):
        document.add_paragraph(text)
    assert text_of(tmp_path, document) == f"Beslut\n{long}\n\nExpedieras till\nKommunstyrelsen"
