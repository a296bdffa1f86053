"""The source behind a citation: the page, the mark, the versions, and what does not exist for this reader."""

from __future__ import annotations

import html
import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.web import marking
from adapters.web.marking import extent, fits, lines
from bot.links import link_secret, signed
from tests.adapters.web.clerk import LETTER, QUOTE, SECOND, Clerk, client, decision, put, record, settings

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


LONG = "".join(f"Rad {number} om badhuset i Älvkulla.\n" for number in range(20_000))
WORDS = "Rad 15000 om badhuset"


async def test_a_long_text_is_shown_in_parts_and_the_quote_in_its_own(clerk, tmp_path) -> None:
    """A view is bounded however long the text is; the mark is found, and every line by going from part to part."""
    number = put(clerk.store, "lang.txt", "En lång handling", LONG, paged=False)
    start = LONG.index(WORDS)
    path = f"/dokument/{number}?fran={start}&till={start + len(WORDS)}"
    status, page = await read(clerk, tmp_path, path)
    assert status == 200
    assert len(page) < 10 * marking.PART_CHARACTERS
    assert marks(page) == [WORDS]
    assert 'data-line="15001"' in page
    _, elsewhere = await read(clerk, tmp_path, f"{path}&tecken=0")
    assert marks(elsewhere) == []
    assert f'href="{html.escape(path)}#citat"' in elsewhere
    seen, following = [], f"/dokument/{number}"
    while following:
        _, page = await read(clerk, tmp_path, following)
        seen += re.findall(r'data-line="(\d+)"', page)
        found = re.search(r'rel="next" href="([^"]+)"', page)
        following = html.unescape(found[1]) if found else ""
    assert [int(line) for line in seen] == list(range(1, 20_002))


@pytest.mark.parametrize("at", ["-1", "x", "999999999", "9" * 40])
async def test_a_part_that_is_not_there_is_answered(clerk, tmp_path, at) -> None:
    """A mistyped position shows the first part or the last one."""
    number = put(clerk.store, "lang.txt", "En lång handling", LONG, paged=False)
    status, page = await read(clerk, tmp_path, f"/dokument/{number}?tecken={at}")
    assert status == 200
    assert "procent av den" in page


@given(text=st.text(alphabet="a\n", max_size=200), at=st.integers(0, 200))
def test_parts_joined_are_the_text(text: str, at: int) -> None:
    """From any position the part that holds it is found, and its neighbours follow without a gap."""
    with pytest.MonkeyPatch.context() as small:
        small.setattr(marking, "PART_CHARACTERS", 17)
        small.setattr(marking, "PART_LINES", 4)
        part = extent(text, at)
        assert part.start <= min(at, len(text)) <= part.end
        assert part.end - part.start <= 17
        assert part.before is None or extent(text, part.before).end == part.start
        assert part.after is None or extent(text, part.after).start == part.end
        shown = "\n".join("".join(piece.text for piece in line.pieces) for line in lines(text, None, part))
        assert text[part.start : part.end].removesuffix("\n" if part.after is not None else "") == shown


async def test_a_page_of_links_is_bounded(clerk, tmp_path) -> None:
    """A document of a thousand pages lists those near by."""
    number = put(clerk.store, "pärm.txt", "En pärm", *(f"Sida {page}." for page in range(1, 1001)))
    _, page = await read(clerk, tmp_path, f"/dokument/{number}?sida=500")
    assert "Sida 500 av 1000" in page
    assert page.count("<li>") == 201


def _keyed(clerk: Clerk, tmp_path: Path, document: int, seconds: int = 0) -> str:
    secret = link_secret(settings(tmp_path))
    assert secret is not None
    return signed(secret, document, time.time() + seconds)


async def test_a_signed_link_opens_a_closed_document_and_says_until_when(clerk, tmp_path) -> None:
    """A registrator's source can be read; the page says that it is not open, and its own links carry the key."""
    number = put(clerk.store, "intern2.txt", "Två sidor", "Hemligt ett.", "Hemligt två.", collection="intern")
    key = _keyed(clerk, tmp_path, number)
    status, page = await read(clerk, tmp_path, f"/dokument/{number}?sida=1&fran=0&till=7&nyckel={key}")
    assert status == 200
    assert marks(page) == ["Hemligt"]
    assert "Handlingen är inte öppen" in page
    assert re.search(r"till och med \d{4}-\d\d-\d\d kl\. \d\d\.\d\d", page)
    assert f"/dokument/{number}?sida=2&amp;nyckel={key}" in page


async def test_a_key_opens_nothing_else(clerk, tmp_path) -> None:
    """Another document's key, an old one and a made-up one end in the very page of a document that never was."""
    hidden = clerk.ids["hidden"]
    _, never = await read(clerk, tmp_path, "/dokument/987654")
    for key in (_keyed(clerk, tmp_path, hidden + 1), _keyed(clerk, tmp_path, hidden, -26 * 3600), "x", "1.å", ""):
        assert await read(clerk, tmp_path, f"/dokument/{hidden}?nyckel={key}") == (404, never)


async def test_an_open_document_says_nothing_of_a_key(clerk, tmp_path) -> None:
    """A key that stands in its link does not make it look closed."""
    number = clerk.ids["minutes"]
    _, page = await read(clerk, tmp_path, f"/dokument/{number}?nyckel={_keyed(clerk, tmp_path, number)}")
    assert "inte öppen" not in page
