"""The source behind a citation: the page, the mark, the versions, and what does not exist for this reader."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.web.marking import fits, lines
from tests.adapters.web.clerk import LETTER, QUOTE, SECOND, Clerk, client, decision, record

START = SECOND.index(QUOTE)


@pytest.fixture
def clerk(tmp_path: Path):
    store, ids = record(tmp_path)
    made = Clerk(store, lambda message: decision(ids["minutes"], message.text))
    made.ids = ids
    yield made
    made.close()


async def read(clerk, tmp_path, path: str) -> tuple[int, str]:
    async with client(clerk, tmp_path) as http:
        response = await http.get(path)
        return response.status, await response.text()


def marks(page: str) -> list[str]:
    return [html.unescape(text) for text in re.findall(r"<mark[^>]*>(.*?)</mark>", page)]


async def test_the_link_of_a_citation_opens_its_page_with_the_quote_marked(clerk, tmp_path) -> None:
    """The very link that an answer carries shows the very words that it quotes, and jumps to where they begin."""
    url = decision(clerk.ids["minutes"]).citations[0].url
    status, page = await read(clerk, tmp_path, url.split("test", 1)[1].split("#")[0])
    assert status == 200
    assert marks(page) == QUOTE.split("\n")
    assert page.count('id="citat"') == 1
    assert "Sida 2 av 2" in page
    assert f'href="/dokument/{clerk.ids["minutes"]}?sida=1"' in page


async def test_titles_and_text_are_shown_as_text(clerk, tmp_path) -> None:
    """Tags and quotation marks in a document are its letters, never the page's."""
    _, page = await read(clerk, tmp_path, f"/dokument/{clerk.ids['minutes']}?sida=2")
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "&lt;b&gt;Expedieras&lt;/b&gt;" in page


async def test_a_text_without_pages_has_numbered_lines(clerk, tmp_path) -> None:
    """Where there are no pages, lines are what a citation can name."""
    start = LETTER.index("Vi önskar")
    _, page = await read(clerk, tmp_path, f"/dokument/{clerk.ids['letter']}?fran={start}&till={start + 9}")
    assert 'id="rad-3" data-line="3"' in page
    assert marks(page) == ["Vi önskar"]
    assert "Sida 1 av" not in page


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("sida=2&fran=5&till=99999", id="past the end"),
        pytest.param("sida=2&fran=9&till=5", id="backwards"),
        pytest.param("sida=2&fran=-1&till=5", id="negative"),
        pytest.param("sida=2&fran=a&till=b", id="letters"),
        pytest.param("sida=2&fran=5", id="half a place"),
        pytest.param("sida=2&fran=5&till=5", id="nothing between"),
        pytest.param(f"sida=2&fran=1&till={'9' * 400}", id="a huge number"),
        pytest.param("sida=2&fran=٣&till=٩", id="digits of another script"),
    ],
)
async def test_a_wrong_place_shows_the_page_without_a_mark_and_says_so(clerk, tmp_path, query) -> None:
    """An old or mistyped link still shows the source, and does not pretend to have found the words."""
    status, page = await read(clerk, tmp_path, f"/dokument/{clerk.ids['minutes']}?{query}")
    assert status == 200
    assert marks(page) == []
    assert "kunde inte markeras" in page
    assert "Sida 2 av 2" in page


@pytest.mark.parametrize("number", ["0", "3", "-1", "x", ""])
async def test_a_page_that_is_not_there_shows_the_first_one_and_says_so(clerk, tmp_path, number) -> None:
    """The mark of another page is not painted on this one."""
    _, page = await read(clerk, tmp_path, f"/dokument/{clerk.ids['minutes']}?sida={number}&fran=0&till=5")
    assert "ingen sådan sida" in page
    assert marks(page) == []


async def test_an_older_version_is_shown_and_names_the_newer_one(clerk, tmp_path) -> None:
    """A permalink goes on working after the document was replaced, and says that it was; the newest says nothing."""
    status, older = await read(clerk, tmp_path, f"/dokument/{clerk.ids['older']}?sida=2")
    _, newest = await read(clerk, tmp_path, f"/dokument/{clerk.ids['minutes']}?sida=2")
    assert status == 200
    assert "Nämnden beslutar inget." in older
    assert "äldre version" in older
    assert f'href="/dokument/{clerk.ids["minutes"]}"' in older
    assert "äldre version" not in newest


async def test_a_hidden_document_is_exactly_as_missing_as_one_that_never_was(clerk, tmp_path) -> None:
    """Deny by default: neither status, text nor headers tell that the document exists."""
    async with client(clerk, tmp_path) as http:
        hidden, never = [
            await http.get(f"/dokument/{number}?sida=1&fran=0&till=4") for number in (clerk.ids["hidden"], 987_654)
        ]
        bodies = [await hidden.read(), await never.read()]
    assert hidden.status == never.status == 404
    assert bodies[0] == bodies[1]
    assert {k: v for k, v in hidden.headers.items() if k != "Date"} == {
        k: v for k, v in never.headers.items() if k != "Date"
    }
    assert "ingen handling" in bodies[0].decode()


@pytest.mark.parametrize("number", ["x", "-1", "1%00", "9" * 30, "1.5", "%F0%9F%98%80"])
async def test_what_is_no_number_is_no_document(clerk, tmp_path, number) -> None:
    """Whatever stands in the address, the answer is the same page."""
    status, page = await read(clerk, tmp_path, f"/dokument/{number}")
    assert status == 404
    assert "ingen handling" in page


@given(text=st.text(alphabet="ab å\n", max_size=60), start=st.integers(-3, 70), end=st.integers(-3, 70))
def test_lines_hold_every_letter_once_and_mark_just_the_quote(text: str, start: int, end: int) -> None:
    """Cutting a page into lines loses and doubles nothing; the marked letters are the quote without its line breaks."""
    cut = lines(text, (start, end))
    assert "\n".join("".join(piece.text for piece in line.pieces) for line in cut) == text
    marked = "".join(piece.text for line in cut for piece in line.pieces if piece.marked)
    expected = text[start:end].replace("\n", "") if fits(text, (start, end)) else ""
    assert marked == expected
    assert sum(piece.anchor for line in cut for piece in line.pieces) == bool(expected)
