"""PDF pages in reading order, drawn for the test so that each rule has one page that shows it."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from knowledge.reading.pages import Page
from knowledge.reading.read import read
from tests.knowledge.reading.drawing import Placed, column, draw


def pages_of(path: Path, *pages: list[Placed]) -> tuple[Page, ...]:
    return read(draw(path / "handling.pdf", pages)).pages


def test_labels_stand_before_their_values(tmp_path: Path) -> None:
    """A front page with labels on the left: each label is followed by all its values, or attendance has no groups."""
    front = [
        *column(70, 100, ["Plats och tid"]),
        *column(200, 100, ["Stadshuset, Älvkulla", "kl. 14:00–16:20"]),
        *column(70, 150, ["Beslutande"]),
        *column(200, 150, ["Disa Holmqvister (S) (ordförande)", "Milton Quist (M)", "Ebba Lindros (V)"]),
        *column(70, 220, ["Ej tjänstgörande", "ersättare"]),
        *column(200, 220, ["Kaj Ringefors (C)"]),
        *column(70, 270, ["Sekreterare"]),
        *column(200, 284, ["Aina Berghult"]),
    ]
    text = pages_of(tmp_path, front)[0].text
    assert text.split("\n") == [
        "Plats och tid", "Stadshuset, Älvkulla", "kl. 14:00–16:20", "",
        "Beslutande", "Disa Holmqvister (S) (ordförande)", "Milton Quist (M)", "Ebba Lindros (V)", "",
        "Ej tjänstgörande", "ersättare", "Kaj Ringefors (C)", "",
        "Sekreterare", "Aina Berghult",
    ]  # fmt: skip


def test_a_long_label_does_not_part_labels_from_values(tmp_path: Path) -> None:
    """A label almost as wide as its column is one all the same where each label has its value beside it."""
    front = [
        *column(70, 100, ["Närvarande, ej tjänstgörande ersättare"]),
        *column(300, 100, ["Disa Holmqvister (S)", "Milton Quist (M)", "Ebba Lindros (V)"]),
        *column(70, 142, ["Utses att justera"]),
        *column(300, 142, ["Kaj Ringefors med", "Aina Berghult som ersättare"]),
        *column(70, 170, ["Paragrafer"]),
        *column(300, 170, ["141-145"]),
    ]
    text = pages_of(tmp_path, front)[0].text
    assert text.replace("   ", "\n").split("\n") == [
        "Närvarande, ej tjänstgörande ersättare", "Disa Holmqvister (S)", "Milton Quist (M)", "Ebba Lindros (V)",
        "Utses att justera", "Kaj Ringefors med", "Aina Berghult som ersättare",
        "Paragrafer", "141-145",
    ]  # fmt: skip


def test_a_heading_at_the_foot_of_pages_is_text(tmp_path: Path) -> None:
    """ "Ärendebeskrivning" may happen to end several pages; what stands below it must not lose its heading."""
    page = [*column(70, 100, ["§ 4", "Taxa", "Beslut", "att anta taxan"]), *column(70, 700, ["Ärendebeskrivning"])]
    assert all(one.text.endswith("Ärendebeskrivning") for one in pages_of(tmp_path, page, page, page))


def test_a_label_and_its_value_on_one_line_stay_on_one_line(tmp_path: Path) -> None:
    """A block of single lines is printed as it is seen: the value beside its label."""
    head = [*column(70, 100, ["Datum:", "Handläggare:"]), *column(170, 100, ["2020-03-17", "Milton Quist"])]
    assert pages_of(tmp_path, head)[0].text == "Datum:   2020-03-17\nHandläggare:   Milton Quist"


def test_labels_of_short_values_stand_before_each_of_them(tmp_path: Path) -> None:
    """Labels as wide as their values: read as two columns, the wrong people would have adjusted the minutes."""
    labels = ["Ej tjänstgörande ersättare", "Övriga deltagare", "", "Utses att justera", "Justeringens plats och tid"]
    values = ["Kaj Ringefors (C)", "Ebba Lindros", "Milton Quist", "Disa Holmqvister (S)", "Kommunhuset, 2020-06-01"]
    front = [*column(70, 100, labels), *column(215, 100, values)]
    assert pages_of(tmp_path, front)[0].text.split("\n") == [
        "Ej tjänstgörande ersättare", "Kaj Ringefors (C)", "Övriga deltagare", "Ebba Lindros", "Milton Quist",
        "Utses att justera", "Disa Holmqvister (S)", "Justeringens plats och tid", "Kommunhuset, 2020-06-01",
    ]  # fmt: skip


def test_a_number_and_its_text_stay_on_one_line(tmp_path: Path) -> None:
    """A list of reported decisions: the number is no label, so its text stays beside it though another one wraps."""
    numbers = column(70, 100, ["2020.002-049", "2020.002-050", "", "2020.002-051"])
    texts = column(200, 100, ["Beslut om rektor", "Beslut om rektor vid", "Älvkulla skola", "Beslut om placering"])
    assert pages_of(tmp_path, [*numbers, *texts])[0].text.split("\n") == [
        "2020.002-049   Beslut om rektor",
        "2020.002-050   Beslut om rektor vid",
        "Älvkulla skola",
        "2020.002-051   Beslut om placering",
    ]


def test_two_lists_of_people_side_by_side_are_read_one_after_the_other(tmp_path: Path) -> None:
    """Employer and unions beside each other: reading across would mix the two sides of the table."""
    employer = [
        "För arbetsgivaren",
        "Disa Holmqvister, förvaltningschef",
        "Milton Quist, enhetschef",
        "Aina Ek, HR-chef",
    ]
    unions = ["För arbetstagarna", "Carl Korpe, Saco, Skype", "Ida Blom, Vision", "Olle Ros, Kommunal"]
    text = pages_of(tmp_path, [*column(70, 100, employer), *column(320, 100, unions)])[0].text
    assert text.split("\n") == [*employer, *unions]


def test_running_text_in_two_columns_is_read_column_by_column(tmp_path: Path) -> None:
    """A yearly report set like a newspaper, its gutter hardly wider than a space: the left column first."""
    left = [f"granskningens rad nummer {number} i vänster spalt slut" for number in "abcdefgh"]
    right = [f"rapportens rad nummer {number} i höger spalt och mer" for number in "abcdefgh"]
    text = pages_of(tmp_path, [*column(40, 100, left), *column(308, 100, right)])[0].text
    assert text.split("\n") == [*left, *right]


def test_a_table_is_read_row_by_row_and_cell_by_cell(tmp_path: Path) -> None:
    """An audit's questions with wrapped cells: the verdict must stand between its question and its comment."""
    table = [
        *column(70, 100, ["Revisionsfråga"]), *column(300, 100, ["Svar"]), *column(380, 100, ["Kommentar"]),
        *column(70, 120, ["Får deltagarna en planering", "i rätt tid?"]), *column(300, 120, ["Delvis"]),
        *column(380, 120, ["Hälften av akterna har", "en planering."]),
        *column(70, 152, ["Finns det rutiner?"]), *column(300, 152, ["I hu-", "vudsak"]),
        *column(380, 152, ["Rutiner finns för", "receptionen."]),
    ]  # fmt: skip
    assert pages_of(tmp_path, table)[0].text.split("\n\n")[-2:] == [
        "Får deltagarna en planering\ni rätt tid?\nDelvis\nHälften av akterna har\nen planering.",
        "Finns det rutiner?\nI hu-\nvudsak\nRutiner finns för\nreceptionen.",
    ]


def test_a_vote_stays_on_the_line_of_its_member(tmp_path: Path) -> None:
    """A vote table's crosses stand on the member's line, or nobody can tell who voted."""
    names = ["Disa Holmqvister (S)", "Milton Quist (M)", "Ebba Lindros (V)", "Resultat"]
    table = [
        *column(70, 100, ["Ledamot", *names], 20),
        *column(250, 100, ["Ja", "X", "", "X", "2"], 20),
        *column(300, 100, ["Nej", "", "X", "", "1"], 20),
        *column(350, 100, ["Avstår", "", "", "", "0"], 20),
    ]
    lines = pages_of(tmp_path, table)[0].text.split("\n")
    assert [line.split("   ")[0] for line in lines if line.endswith("X")] == names[:3]


def test_bullets_stay_with_their_text_and_line_end_hyphens_stay(tmp_path: Path) -> None:
    """A bullet set far off is no column; a hyphen at a line's end is kept, since the quote is verbatim."""
    entries = [(70.0, 100.0, "•"), (100.0, 100.0, "se över arbets-"), (100.0, 114.0, "miljön på Jobbcentrum.")]
    assert pages_of(tmp_path, entries)[0].text == "• se över arbets-\nmiljön på Jobbcentrum."


def test_a_gap_between_paragraphs_is_one_empty_line(tmp_path: Path) -> None:
    """Extraction parts paragraphs by empty lines."""
    body = column(70, 100, ["Beslut", "Nämnden godkänner", "rapporten.", "", "Expedieras till", "Kommunstyrelsen"])
    text = pages_of(tmp_path, body)[0].text
    assert text == "Beslut\nNämnden godkänner\nrapporten.\n\nExpedieras till\nKommunstyrelsen"


def test_what_repeats_at_the_edges_is_furniture(tmp_path: Path) -> None:
    """Headers, page counts and signature fields leave the text, so that no quote holds them; the first head stays."""

    def page(number: int, section: str) -> list[Placed]:
        head = column(70, 40, ["Arbetsmarknadsnämnden", "Protokoll 2020-04-28"])
        body = column(70, 120, [section, f"Ärendet handlar om {section}.", f"Nämnden beslutar om {section}."])
        return [*head, (500, 40, f"Sida {number} (3)"), *body, (70, 800, "Justerandes sign"), (400, 800, "Utdrag")]

    pages = pages_of(tmp_path, page(1, "§ 32"), page(2, "§ 33"), page(3, "§ 34"))
    assert pages[0].text.startswith("Arbetsmarknadsnämnden")
    assert [page.text.split("\n")[0] for page in pages[1:]] == ["§ 33", "§ 34"]
    assert all("Justerandes" not in page.text and "Justerandes sign   Utdrag" in page.furniture for page in pages)
    assert pages[2].furniture[0] == "Arbetsmarknadsnämnden   Sida 3 (3)"


@pytest.mark.parametrize(
    ("foot", "why"),
    [
        ("Arbetsmarknadsnämnden 2020-04-28 Sida 1", "an extract's foot stands on its only page"),
        ("1 (1)", "a bare count of the pages"),
        ("Sida 1 av 1", "the same in words"),
    ],
)
def test_a_single_page_loses_the_line_that_counts_it(tmp_path: Path, foot: str, why: str) -> None:
    """Where nothing can repeat, a foot that counts the page would end up in the last statement's quote."""
    body = column(70, 100, ["Ersättaryttrande", "Det bör framgå av nämndens yttrande."])
    page = pages_of(tmp_path, [*body, (70, 800, foot)])[0]
    assert page.text.endswith("nämndens yttrande."), why
    assert page.furniture == (foot,)


def test_a_body_line_that_ends_with_another_number_stays(tmp_path: Path) -> None:
    """A last line that refers to another page is text."""
    body = column(70, 100, ["Bilagan i sin helhet finns att läsa hos nämnden, se även", "rapporten på sida 12"])
    assert pages_of(tmp_path, body)[0].text.endswith("sida 12")


@pytest.mark.parametrize("number", [1, 2, 3])
def test_pages_are_numbered_by_their_place(tmp_path: Path, number: int) -> None:
    """A citation's page is the page's place in the file from 1, whatever is printed on it."""
    pages = pages_of(tmp_path, *([(70.0, 100.0, f"Sidan talar om ämne {'abc'[i]} och mer.")] for i in range(3)))
    assert pages[number - 1].number == number
    assert f"ämne {'abc'[number - 1]}" in pages[number - 1].text


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_lies_on_its_side_is_read_upright(tmp_path: Path, turn: int) -> None:
    """Landscape attachments are often drawn turned: their lines come in their own order, left to right."""
    canvas = Canvas(str(tmp_path / "bilaga.pdf"), pagesize=(600, 600))
    canvas.translate(300, 300)
    canvas.rotate(turn)
    canvas.setFont("Helvetica", 11)
    for number, line in enumerate(["Omröstningslista", "Disa Holmqvister (S)   ja", "Milton Quist (M)   nej"]):
        canvas.drawString(-200, 100 - 14 * number, line)
    canvas.save()
    text = read(tmp_path / "bilaga.pdf").pages[0].text
    assert [line.split() for line in text.split("\n")] == [
        ["Omröstningslista"], ["Disa", "Holmqvister", "(S)", "ja"], ["Milton", "Quist", "(M)", "nej"],
    ]  # fmt: skip


def test_a_text_on_its_side_in_the_margin_is_set_apart(tmp_path: Path) -> None:
    """A signing service's reference runs up the margin: it must not stand in the middle of a sentence, nor be lost."""
    canvas = Canvas(str(tmp_path / "signerad.pdf"), pagesize=(595, 842))
    canvas.setFont("Helvetica", 11)
    for number, line in enumerate(["Nämnden beslutar att", "bifalla motionen."]):
        canvas.drawString(70, 700 - 14 * number, line)
    canvas.rotate(90)
    canvas.drawString(600, -20, "Signaturreferens 12ab")
    canvas.save()
    page = read(tmp_path / "signerad.pdf").pages[0]
    assert page.text == "Nämnden beslutar att\nbifalla motionen."
    assert page.furniture == ("Signaturreferens 12ab",)


def test_a_cross_keeps_its_column(tmp_path: Path) -> None:
    """A list of votes: without its column a cross could be a ja or a nej."""
    rows = [
        *[(left, 100.0, text) for left, text in ((70, "Ledamot"), (300, "Ja"), (360, "Nej"), (420, "Avstår"))],
        *column(70, 114, ["Disa Holmqvister (S), ordförande", "Milton Quist (M)", "Ebba Lindros (V)", "Resultat"]),
        (302.0, 114.0, "X"), (362.0, 128.0, "X"), (430.0, 142.0, "X"),
        (302.0, 156.0, "1"), (362.0, 156.0, "1"), (430.0, 156.0, "1"),
    ]  # fmt: skip
    lines = pages_of(tmp_path, rows)[0].text.split("\n")
    header, *voters = lines
    assert [line.find("X") for line in voters[:3]] == [header.find(vote) for vote in ("Ja", "Nej", "Avstår")]
    assert voters[3].split() == ["Resultat", "1", "1", "1"]


def test_the_letters_of_a_ligature_stay_in_one_word(tmp_path: Path) -> None:
    """A font may draw "ff" as one sign that reads as two letters, both with its box: a name keeps its letters."""
    path = tmp_path / "handling.pdf"
    path.write_bytes(_with_ligature("Siv Str\\001 ersätter Tor Lind under hela sammanträdet."))
    assert read(path).pages[0].text == "Siv Strff ersätter Tor Lind under hela sammanträdet."


def _with_ligature(text: str) -> bytes:
    """A file of one page whose font reads its character 1, as wide as a capital W, as the two letters "ff"."""
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /L def /CMapType 2 def "
        "1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <01> <00660066> endbfchar "
        "1 beginbfrange <20> <FF> <0020> endbfrange endcmap end end"
    )
    shown = f"BT /F1 11 Tf 70 700 Td ({text}) Tj ET"
    widths = " ".join(["1500", *["500"] * 254])
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(shown)}>>\nstream\n{shown}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/FirstChar 1/LastChar 255/Encoding/WinAnsiEncoding"
        f"/Widths[{widths}]/ToUnicode 6 0 R>>",
        f"<</Length {len(cmap)}>>\nstream\n{cmap}\nendstream",
    ]
    body = "%PDF-1.4\n" + "".join(f"{number} 0 obj\n{one}\nendobj\n" for number, one in enumerate(objects, start=1))
    return (body + "trailer <</Root 1 0 R/Size 7>>\n%%EOF").encode("latin-1")


def test_a_table_of_votes_goes_on_over_the_page(tmp_path: Path) -> None:
    """Its heads stand on the page before: without them a cross could be a ja or a nej. Narrow heads are heads too."""
    first = [
        *column(70, 100, ["Ledamot", "Siv Ek (S)", "Bo Alm-Lindqvist Berg (M)"]),
        *[(214, 100, "Ja"), (231, 100, "Nej"), (253, 100, "Avstår")],
        *[(216, 114, "X"), (234, 128, "X")],
    ]
    second = [
        *column(70, 100, ["Ida Sten (C)", "Rut Ask (V)", "Reservation"]),
        *[(262, 100, "X"), (216, 114, "X")],
    ]
    pages = read(draw(tmp_path / "a.pdf", [first, second])).pages
    heads = pages[0].text.splitlines()[0]
    rows = [line for page in pages for line in page.text.splitlines() if line.rstrip().endswith("X")]
    assert [line.split("   ")[0] for line in rows][2:] == ["Ida Sten (C)", "Rut Ask (V)"]
    places = [line.index("X") for line in rows]
    assert places == [heads.index(head) for head in ("Ja", "Nej", "Avstår", "Ja")]


def test_a_section_below_a_table_does_not_part_it(tmp_path: Path) -> None:
    """Short lines of a § leave the gutter of the table above free: its values would stand inside the §."""
    labels = ["Organ", "Datum för anslags uppsättande", "Förvaringsplats", "KS § 30", "Godkännande av dagordning"]
    page = [*column(70, 100, labels), *column(320, 100, ["Kommunstyrelsen", "2026-03-18", "Kansliet"])]
    text = read(draw(tmp_path / "a.pdf", [page])).pages[0].text
    assert text.index("Kansliet") < text.index("KS § 30")
