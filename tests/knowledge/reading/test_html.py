"""HTML: the visible text in reading order."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.errors import FileNested
from knowledge.reading.read import read


def text_of(folder: Path, body: str, name: str = "sida.html") -> str:
    (folder / name).write_text(f"<!DOCTYPE html><html><body>{body}</body></html>", "utf-8")
    return read(folder / name).pages[0].text


@pytest.mark.parametrize(
    ("body", "text", "why"),
    [
        (
            "<h1>§ 4</h1><p>Nämnden <b>bi</b>faller\n  motionen.</p>",
            "§ 4\n\nNämnden bifaller motionen.",
            "inline joins",
        ),
        ("<div>rad ett</div><div>rad<br>två</div>", "rad ett\nrad\ntvå", "blocks without a margin have no gap"),
        ("<nav>Meny</nav><p>Text</p><script>x()</script><style>p{}</style>", "Text", "menus and code are not read"),
        ("<div role=navigation>Meny</div><p hidden>a</p><p style='display:none'>b</p>c", "c", "nor what is hidden"),
        ("<ul><li>Saco<li>Vision</ul>", "• Saco\n• Vision", "bullets"),
        ("<ol start=3><li>ett<li>två</ol>", "3. ett\n4. två", "numbers as a browser shows them"),
        ("<ol type=a><li>ett<ul><li>under</ul><li>två</ol>", "a. ett\n• under\nb. två", "lists in lists"),
        ("<table><tr><th>Datum<td>2026-03-04</table>", "Datum   2026-03-04", "a short row is one line"),
        ("<table><tr><td>Plats<td>Stadshuset<br>kl. 14</table>", "Plats\nStadshuset\nkl. 14", "a long one is not"),
        ("<pre>Ja  3\nNej 4</pre>", "Ja  3\nNej 4", "preformatted text keeps its lines"),
        ("<p>a&nbsp;b &sect;&nbsp;5 arbets&shy;miljö &ndash; c</p>", "a b § 5 arbetsmiljö – c", "entities"),
        ("<p>Öppen<p>Utan slut", "Öppen\n\nUtan slut", "ends may be missing"),
    ],
)
def test_a_page_is_read_as_it_is_seen(tmp_path: Path, body: str, text: str, why: str) -> None:
    """What a quote is cut from is what a reader of the page sees."""
    assert text_of(tmp_path, body) == text, why


def test_the_sites_foot_is_furniture_and_an_articles_is_text(tmp_path: Path) -> None:
    """A site's address must not stand in the last decision's quote; a signature below an article must not be lost."""
    body = "<article><p>Beslut</p><footer>Aina Berghult</footer></article><footer>Kontakta kommunen</footer>"
    assert text_of(tmp_path, body) == "Beslut\n\nAina Berghult"
    assert read(tmp_path / "sida.html").pages[0].furniture == ("Kontakta kommunen",)


@pytest.mark.parametrize(
    ("encoding", "declared", "why"),
    [
        ("utf-8", "utf-8", "declared and true"),
        ("utf-8", "", "undeclared"),
        ("utf-8", "iso-8859-1", "declared wrongly: what is UTF-8 is UTF-8"),
        ("cp1252", "windows-1252", "older systems"),
        ("cp1252", "iso-8859-1", "Latin-1 on the web is Windows-1252"),
        ("cp1252", "utf-8", "declared wrongly: what is no UTF-8 is Windows-1252"),
        ("cp1252", "påhittad", "an encoding nobody knows"),
        ("utf-16", "", "with a mark"),
    ],
)
def test_every_usual_encoding_is_read(tmp_path: Path, encoding: str, declared: str, why: str) -> None:
    """å, ä, ö and dashes come out the same however the page was saved."""
    head = f'<meta charset="{declared}">' if declared else ""
    (tmp_path / "sida.htm").write_bytes(f"<html>{head}<p>Ångströmsvägen – Älvkulla</p></html>".encode(encoding))
    assert read(tmp_path / "sida.htm").pages[0].text == "Ångströmsvägen – Älvkulla", why


def test_a_text_file_that_is_html_is_read_as_html(tmp_path: Path) -> None:
    """Content decides: markup must not become text because somebody saved the page as .txt."""
    assert text_of(tmp_path, "<p>Beslut</p>", "sida.txt") == "Beslut"
    assert read(tmp_path / "sida.txt").media_type == "text/html"


@pytest.mark.parametrize("tag", ["div", "table><tr><td", "ul><li", "b"])
def test_a_page_nested_beyond_reason_is_refused(tmp_path: Path, tag: str) -> None:
    """A hundred thousand levels must not bring the reader down."""
    with pytest.raises(FileNested):
        text_of(tmp_path, f"<{tag}>" * 100_000 + "djup")
