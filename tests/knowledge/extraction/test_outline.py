"""The outline: §§ in every shape of print, and nothing that only looks like one."""

from __future__ import annotations

import pytest

from knowledge.extraction import headings
from tests.knowledge.extraction.reading_of import context

SHAPES = [
    (
        "§ 95 2026.016 KS\nUppföljning av budget\nBeslut\nGodkänns.",
        "95",
        "Uppföljning av budget",
        ("2026.016 KS",),
        "number first, unit last",
    ),
    (
        "§ 30 Dnr 00112-2022\nTaxa för bad\nBeslut\nGodkänns.",
        "30",
        "Taxa för bad",
        ("00112-2022",),
        "the year last",
    ),
    (
        "§ 31\nMotioner om bad\nDiarienummer 2023/KN 0206\nDiarienummer 2023/KN 0207\nBeslut\nGodkänns.",
        "31",
        "Motioner om bad",
        ("2023/KN 0206", "2023/KN 0207"),
        "two numbers, a line each",
    ),
    (
        "§ 32 Dnr KN 2025/56\nSvar på remiss om kommunal beredskap (SOU\n2024:65)\nBeslut\nAntas.",
        "32",
        "Svar på remiss om kommunal beredskap (SOU 2024:65)",
        ("KN 2025/56",),
        "the number of a report over two lines",
    ),
    (
        "§ 33 Dnr KN 2025/57\nBerga 2:9 – dispens för en brygga i sjön\nFastighet: BERGA 2:9\nBeslut\nAvslås.",
        "33",
        "Berga 2:9 – dispens för en brygga i sjön",
        ("KN 2025/57",),
        "what the matter is of stands below its title",
    ),
    (
        "§ 36 Taxa för torghandel i Älvkulla                              Dnr KN 2025/59\nBeslut\nAntas.",
        "36",
        "Taxa för torghandel i Älvkulla",
        ("KN 2025/59",),
        "the number at the right edge is no part of the title",
    ),
    (
        "§ 37 KN 2025/60\nYttrande över ansökan om koncession vid Älvkulla\n"
        "Kulturnämnden beslutar\natt anta yttrandet.",
        "37",
        "Yttrande över ansökan om koncession vid Älvkulla",
        ("KN 2025/60",),
        "who decides stands straight below the title",
    ),
    (
        "§ 35 KN 2025/58\nInför en kommunal jobbgaranti för unga i Älvkulla\nMotion den 3 mars 2025 av Siv Ek (S)\n"
        "Beslut\nAvslås.",
        "35",
        "Inför en kommunal jobbgaranti för unga i Älvkulla",
        ("KN 2025/58",),
        "whose motion it is stands below the title",
    ),
    (
        "§ 34\nAnmälan av nya motioner och medborgarförslag\nFöljande motioner har inkommit:\n- Bad\nBeslut\nTas emot.",
        "34",
        "Anmälan av nya motioner och medborgarförslag",
        (),
        "a line that announces a list is no title",
    ),
    (
        "§ 207 Ärendenummer SLK-2024-01113\nTaxa för bad\nBeslut\nGodkänns.",
        "207",
        "Taxa för bad",
        ("SLK-2024-01113",),
        "a labelled number",
    ),
    (
        "§ 15 1435/22\nAvtal om kaj\nBeslut\nGodkänns.",
        "15",
        "Avtal om kaj",
        ("1435/22",),
        "a bare number in the heading",
    ),
    (
        "§ 59, N609-4635/23\nAvgifter\nBeslut\nGodkänns.",
        "59",
        "Avgifter",
        ("N609-4635/23",),
        "a comma after the number",
    ),
    (
        "KFN § 1                KFN/2026:1\nDagordning\nBeslut\nGodkänns.",
        "1",
        "Dagordning",
        ("KFN/2026:1",),
        "the body before the §",
    ),
    (
        "Kn §  61\nAu §  84\nDnr 2013/112 041\n\nTaxa för bad\n\nKulturnämnden beslutar\natt anta taxan.",
        "61",
        "Taxa för bad",
        ("2013/112",),
        "the numbers of the bodies before stand below",
    ),
    (
        "Kf §72            Dnr KS.2018.31\n\nTaxa för bad\n\nBeslut\nAntas.",
        "72",
        "Taxa för bad",
        ("KS.2018.31",),
        "stops between the parts of the number",
    ),
    (
        "§ 21/20        MSN/2019/1123/042-3\n\nTaxa för bad\n\nBeslut\nAntas.",
        "21/20",
        "Taxa för bad",
        ("MSN/2019/1123/042-3",),
        "the year after the §, and a classification after slashes",
    ),
    (
        "§ 134\nRiktlinje\nBun/2022:735   694\nBeslut\nAntas.",
        "134",
        "Riktlinje",
        ("Bun/2022:735",),
        "the number below the title",
    ),
    (
        "§7.  Information om verksamheten\n\nText följer här.",
        "7",
        "Information om verksamheten",
        (),
        "the title beside the number",
    ),
    (
        "§ 12\n\nSvar på skrivelse\n\nAMN 2017-0090-01.02\n\nBeslut\nGodkänns.",
        "12",
        "Svar på skrivelse",
        ("AMN 2017-0090-01.02",),
        "empty lines",
    ),
    (
        "Svar på remiss\n§ 15 SN 704/2022\nBeslut\nGodkänns.",
        "15",
        "Svar på remiss",
        ("SN 704/2022",),
        "the title above the number",
    ),
    (
        "§ 6\nAnmälan av ett ganska långt beslut som länsstyrelsen\nfattade om val\nBeslut\nNoteras.",
        "6",
        "Anmälan av ett ganska långt beslut som länsstyrelsen fattade om val",
        (),
        "a wrapped title",
    ),
    (
        "§ 8\nFrågestund\nSiv Ek (S) ställer en fråga om de nya lokalerna i Kvarnen, som\nolle svarar på.",
        "8",
        "Frågestund",
        (),
        "text right below a title",
    ),
    (
        "§ 3 Yrkande från S och V om bad\nBeslut\nAvslås.",
        "3",
        "Yrkande från S och V om bad",
        (),
        "a title that begins like a heading",
    ),
    ("§ 63/20\nDetaljplan\nBeslut\nAntas.", "63/20", "Detaljplan", (), "the year after the number"),
]


@pytest.mark.parametrize(("text", "number", "heading", "numbers", "reason"), SHAPES, ids=[row[4] for row in SHAPES])
def test_a_paragraph_is_found_in_every_shape(
    text: str, number: str, heading: str, numbers: tuple[str, ...], reason: str
) -> None:
    """Each municipality prints its §§ in its own way; the number, the title and the case are the same three things."""
    (section,) = context(f"Kulturnämnden\n\n{text}\n").sections
    assert (section.number, section.heading, section.case_numbers) == (number, heading, numbers), reason


def test_matters_that_a_paragraph_gathers() -> None:
    """Titles with numbers of their own, each above a heading, are matters of the §; a reference in its text is none."""
    text = (
        "§ 14\nFöreningsbidrag\nAnsökningarna har prövats, se KN 2025/9.\n"
        "Älvkulla IF, bidrag till spår KN 2026/31\nBeslut\nBidrag beviljas.\n"
        "Hembygdsföreningen, bidrag till tak\nDnr KN 2026/38\nBeslut\nAnsökan avslås.\n"
        "§ 15 KN 2026/40\nTaxa för bad\nBeslut\nTaxan antas.\n"
    )
    found = [(one.number, one.heading, one.case_numbers, one.depth) for one in context(text).sections]
    assert found == [
        ("14", "Föreningsbidrag", (), 0),
        ("14", "Älvkulla IF, bidrag till spår", ("KN 2026/31",), 1),
        ("14", "Hembygdsföreningen, bidrag till tak", ("KN 2026/38",), 1),
        ("15", "Taxa för bad", ("KN 2026/40",), 0),
    ]


def test_a_table_of_contents_is_no_outline() -> None:
    """The list of §§ at the front repeats every heading; the §§ are those with text."""
    text = (
        "§ 1 Dagordning\n§ 2 Taxa\n\n§ 1\nDagordning\nBeslut\nDagordningen godkänns.\n§ 2\nTaxa\nBeslut\nTaxan antas.\n"
    )
    sections = context(text).sections
    assert [section.number for section in sections] == ["1", "2"]
    assert all(section.of_kind("beslut") for section in sections)


def test_a_paragraph_of_another_meeting_is_no_section() -> None:
    """ "§ 147" at the beginning of a printed line goes on with the sentence above it."""
    text = (
        "§ 1\nTaxa\nÄrendet\nFullmäktige beslutade den 6 november 2024,\n§ 147 att taxan ses över. Se även\n"
        "§ 28 i reglementet.\nBeslut\nTaxan antas.\n§ 2\nVal\nBeslut\nOlle Brandt utses.\n"
    )
    assert [section.number for section in context(text).sections] == ["1", "2"]


def test_furniture_within_the_text_is_left_out() -> None:
    """A header between two pages is no part of the clause that runs over them."""
    text = "§ 1\nTaxa\nBeslut\nTaxan för bad och\nJusterandes sign\nSida 8 (12)\nsimskola antas.\n"
    found = context(text)
    (section,) = found.sections
    (block,) = section.of_kind("beslut")
    assert found.text(block.start, block.end) == "Taxan för bad och simskola antas."
    assert [
        part.quote for part in (found.cite((block.start, block.end)), *found.cite((block.start, block.end)).more)
    ] == [
        "Taxan för bad och",
        "simskola antas.",
    ]


@pytest.mark.parametrize(
    ("line", "kind", "reason"),
    [
        ("Beslut", "beslut", "the plain heading"),
        ("KOMMUNFULLMÄKTIGES BESLUT", "beslut", "a body in capitals"),
        ("Barn- och utbildningsnämndens beslut", "beslut", "a body of several words"),
        ("Förslag till beslut i kommunfullmäktige", "förslag till annat organ", "a proposal upward"),
        ("Förvaltningens förslag till beslut", "förslag till beslut", "the office proposes"),
        ("Beslutsgång 2", "beslutsgång", "a numbered one"),
        ("Omröstning - Huvudvotering", "omröstning", "the main vote"),
        ("Protokollsanteckning från Moderaterna", "protokollsanteckning", "with its author"),
        ("Protokollsutdrag skickas till", "expediering", "dispatch"),
        ("Enligt förvaltningens förslag:", None, "a lead-in, not a heading"),
        ("protokollsanteckning:", None, "the last word of a wrapped sentence"),
        ("Yrkande från SD den 8 januari 2024.", None, "a document in a list"),
    ],
)
def test_headings_are_told_from_text(line: str, kind: str | None, reason: str) -> None:
    """What stands under a heading is of its kind, so a wrong heading makes a wrong fact."""
    found = headings.recognise(line)
    assert (found.kind if found else None) == kind, reason
