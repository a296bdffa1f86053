"""The chat page: with and without JavaScript, as a conversation, escaped, and behind its guards."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from aiohttp import CookieJar
from aiohttp.test_utils import TestClient, TestServer

from adapters.server import make_app
from adapters.web.session import COOKIE
from bot.commands import COMMANDS
from bot.incoming import Incoming
from knowledge.errors import StoreBusy
from knowledge.store.sqlite import SqliteStore
from tests.adapters.web.clerk import BASE, Clerk, client, decision, record, settings


@pytest.fixture
def clerk(tmp_path: Path):
    store, ids = record(tmp_path)
    made = Clerk(store, lambda message: decision(ids["minutes"], message.text))
    yield made
    made.close()


async def test_the_empty_page_offers_every_command_of_the_registry(clerk, tmp_path) -> None:
    """Who has never asked anything finds what can be asked, in a page with landmarks and a labelled field."""
    async with client(clerk, tmp_path) as http:
        page = await (await http.get("/")).text()
    for command in COMMANDS:
        assert f'value="{command.example}"' in page
    for mark in (
        'lang="sv"',
        "<main",
        'role="log"',
        'aria-live="polite"',
        '<label for="text">',
        'class="skip"',
        "<h1>",
    ):
        assert mark in page
    assert "2 handlingar" in page, "the hidden document is not counted"


async def test_a_form_post_gives_a_whole_page_without_javascript(clerk, tmp_path) -> None:
    """The page works where scripts are switched off: the HTML holds question, lead, quote, place, link and choices."""
    async with client(clerk, tmp_path) as http:
        response = await http.post("/", data={"text": "vad beslutades om badhuset?"})
        page = await response.text()
    assert response.status == 200
    assert "vad beslutades om badhuset?" in page
    assert "öppettider &amp; avgifter" in page
    assert "under sommaren &amp; hösten." in page
    assert "§ 7, sida 2" in page
    assert "protokollet är inte justerat" in page
    assert 'value="/mote 12 mars 2024"' in page
    assert 'href="/dokument/' in page, "links on our own pages leave the host out"
    assert BASE not in page


async def test_the_api_gives_the_answer_and_its_html(clerk, tmp_path) -> None:
    """The script asks for the same answer: the HTML that the page shows and the answer as the contract writes it."""
    async with client(clerk, tmp_path) as http:
        response = await http.post("/api/fraga", json={"text": "badhuset"})
        body = await response.json()
    assert body["answer"]["citations"][0]["section"] == "§ 7"
    assert body["answer"]["text"].startswith("Nämnden beslutade")
    assert 'class="exchange"' in body["html"]
    assert "<html" not in body["html"]


async def test_a_cookie_makes_two_questions_one_conversation(clerk, tmp_path) -> None:
    """A follow-up needs the same conversation; another browser has another; nobody is asked who they are."""
    async with client(clerk, tmp_path) as http:
        first = await http.post("/api/fraga", json={"text": "ett"})
        await http.post("/", data={"text": "två"})
    async with client(clerk, tmp_path) as http:
        await http.post("/api/fraga", json={"text": "tre"})
    one, two, three = clerk.heard
    assert one.conversation == two.conversation != three.conversation
    assert {(m.asker.platform, m.asker.identity, m.private) for m in clerk.heard} == {("web", None, True)}
    cookie = first.cookies[COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


async def test_a_cookie_that_we_did_not_make_is_not_taken_for_a_conversation(clerk, tmp_path) -> None:
    """Otherwise anyone could choose a conversation's name, and write into another's."""
    server = TestServer(make_app(clerk, settings(tmp_path)))
    async with TestClient(server, cookie_jar=CookieJar(unsafe=True)) as http:
        await http.post("/api/fraga", json={"text": "ett"}, headers={"Cookie": f"{COOKIE}=slack:T1/U1"})
    assert "slack" not in clerk.heard[0].conversation


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("<script>alert(1)</script>", id="a script"),
        pytest.param('"><img src=x onerror=alert(1)>', id="a broken attribute"),
        pytest.param("{{ 7 * 7 }} {% raw %}", id="a template's own signs"),
        pytest.param("</textarea></form><h1>", id="closing tags"),
    ],
)
async def test_what_was_asked_is_shown_as_text(clerk, tmp_path, text: str) -> None:
    """Nothing is echoed unescaped: not in the heading, not in the title, not in the API's HTML."""
    async with client(clerk, tmp_path) as http:
        page = await (await http.post("/", data={"text": text})).text()
        html = (await (await http.post("/api/fraga", json={"text": text})).json())["html"]
    assert "<script>alert" not in page + html
    assert "<img" not in page + html
    assert "</textarea>" not in page + html
    if "7 * 7" in text:
        assert "{{ 7 * 7 }}" in page


async def test_a_link_that_is_no_address_is_not_followed(clerk, tmp_path) -> None:
    """A citation's url is a link only where it leads to a page; a script in it does nothing."""
    answer = decision(1)
    citation = answer.citations[0].model_copy(update={"url": "javascript:alert(1)"})
    clerk.reply = lambda _message: answer.model_copy(update={"citations": (citation,)})
    async with client(clerk, tmp_path) as http:
        page = await (await http.post("/", data={"text": "?"})).text()
    assert "javascript:" not in page


async def test_long_answers_are_folded(clerk, tmp_path) -> None:
    """Eight facts stand open; the others are one click away and nothing is left out."""
    answer = decision(1)
    items = tuple(answer.items[0].model_copy(update={"label": f"Beslut nummer {n}"}) for n in range(1, 31))
    clerk.reply = lambda _message: answer.model_copy(update={"items": items})
    async with client(clerk, tmp_path) as http:
        page = await (await http.post("/", data={"text": "alla beslut"})).text()
    open_part, folded = page.split("Visa 22 till")
    assert "Beslut nummer 8" in open_part
    assert "Beslut nummer 9<" not in open_part
    assert "Beslut nummer 30" in folded


async def test_every_page_carries_the_security_headers(clerk, tmp_path) -> None:
    """No inline script, no foreign frame, no guessed type, on pages, errors and files alike."""
    async with client(clerk, tmp_path) as http:
        for path in ("/", "/dokument/1", "/finns-inte", "/health/live", "/static/kanslist.css"):
            headers = (await http.get(path)).headers
            assert "script-src 'self'" in headers["Content-Security-Policy"], path
            assert "frame-ancestors 'none'" in headers["Content-Security-Policy"], path
            assert "unsafe" not in headers["Content-Security-Policy"], path
            assert headers["X-Content-Type-Options"] == "nosniff"
            assert headers["Referrer-Policy"] == "no-referrer"
            assert "aiohttp" not in headers["Server"]


async def test_the_pages_hold_no_inline_script_and_nothing_from_elsewhere(clerk, tmp_path) -> None:
    """The policy would block them, and a municipality's page asks no other server for anything."""
    async with client(clerk, tmp_path) as http:
        for path in ("/", "/dokument/2?sida=2"):
            page = await (await http.get(path)).text()
            assert "<script>" not in page
            assert "onclick" not in page
            assert "style=" not in page
            assert "//" not in page.replace("<!doctype html>", "")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param({}, 200, id="no browser says nothing"),
        pytest.param({"Sec-Fetch-Site": "same-origin"}, 200, id="our own page"),
        pytest.param({"Sec-Fetch-Site": "cross-site"}, 403, id="another site, new browser"),
        pytest.param({"Sec-Fetch-Site": "same-site"}, 403, id="a sister site"),
        pytest.param({"Origin": "https://annan.test"}, 403, id="another site, old browser"),
        pytest.param({"Origin": BASE}, 200, id="our public address, behind a proxy"),
        pytest.param({"Origin": "null"}, 403, id="a sandboxed frame"),
    ],
)
@pytest.mark.parametrize("path", ["/", "/api/fraga"])
async def test_only_our_own_page_may_ask_in_a_browser(clerk, tmp_path, path, headers, status) -> None:
    """Another site must not be able to write into a visitor's conversation."""
    body = {"data": {"text": "x"}} if path == "/" else {"json": {"text": "x"}}
    async with client(clerk, tmp_path) as http:
        assert (await http.post(path, headers=headers, **body)).status == status
    assert bool(clerk.heard) == (status == 200)


@pytest.mark.parametrize(
    ("method", "path", "sent", "status"),
    [
        pytest.param(
            "post", "/api/fraga", {"data": b"{", "headers": {"Content-Type": "application/json"}}, 400, id="half"
        ),
        pytest.param("post", "/api/fraga", {"json": ["text"]}, 400, id="a list"),
        pytest.param("post", "/api/fraga", {"json": {"text": 7}}, 400, id="a number"),
        pytest.param("post", "/api/fraga", {"data": {"text": "x"}}, 415, id="a form, which other sites can send"),
        pytest.param("post", "/api/fraga", {"json": {"text": "x" * 300_000}}, 413, id="too large"),
        pytest.param("post", "/", {"data": {"annat": "x"}}, 400, id="a form without a question"),
        pytest.param("post", "/", {"data": {"text": "x" * 300_000}}, 413, id="a form too large"),
        pytest.param("get", "/api/fraga", {}, 405, id="a wrong method"),
        pytest.param("get", "/finns-inte", {}, 404, id="an unknown page"),
        pytest.param("get", "/static/../server.py", {}, 404, id="out of the folder"),
        pytest.param("get", "/static/", {}, 403, id="a folder's list"),
    ],
)
async def test_bad_input_gets_a_swedish_sentence(clerk, tmp_path, method, path, sent, status) -> None:
    """What cannot be asked is refused in plain Swedish, below /api as JSON, and reaches no clerk."""
    async with client(clerk, tmp_path) as http:
        response = await getattr(http, method)(path, **sent)
        text = (await response.json())["error"] if path.startswith("/api") else await response.text()
    assert response.status == status
    assert any(word in text for word in ("Frågan", "Adressen", "adressen", "Det gick inte"))
    assert not clerk.heard


async def test_an_unexpected_error_shows_nothing_of_its_inside_and_the_server_goes_on(clerk, tmp_path, stream) -> None:
    """One broken question costs one sentence: the error's text is nowhere, and the next is answered."""

    def breaks(message: Incoming):
        raise ZeroDivisionError("hemlig Karin Ek 19121212-1212")

    good, clerk.reply = clerk.reply, breaks
    async with client(clerk, tmp_path) as http:
        response = await http.post("/", data={"text": "fel"})
        page = await response.text()
        clerk.reply = good
        after = await http.post("/", data={"text": "rätt"})
    assert response.status == 500
    assert "Något gick fel hos oss" in page
    assert "hemlig" not in page
    assert "hemlig" not in stream.getvalue()
    assert "ZeroDivisionError" in stream.getvalue()
    assert re.search(r'"where": "test_chat:\d+"', stream.getvalue()), "the operator can find the place"
    assert after.status == 200


async def test_a_busy_store_asks_to_come_back(clerk, tmp_path) -> None:
    """StoreBusy passes by itself; the reader is told so, with the status that says so to machines."""

    def busy(_message: Incoming):
        raise StoreBusy

    clerk.reply = busy
    async with client(clerk, tmp_path) as http:
        response = await http.post("/api/fraga", json={"text": "x"})
        assert response.status == 503
        assert "upptaget" in (await response.json())["error"]


async def test_an_empty_record_says_so(tmp_path) -> None:
    """A server without documents explains what to do instead of counting to nothing."""
    clerk = Clerk(SqliteStore.open(f"sqlite:///{tmp_path / 'empty.db'}"), lambda message: decision(1))
    async with client(clerk, tmp_path) as http:
        assert "Registret är tomt" in await (await http.get("/")).text()
    clerk.close()


BROKEN = [
    ("text=x", "application/x-www-form-urlencoded; charset=klingonska", "a charset that nobody knows"),
    ("text=x", "application/x-www-form-urlencoded; charset=base64", "a charset that is none"),
    ("text=x", "multipart/form-data", "a multipart without its boundary"),
    ("text=x", "multipart/form-data; boundary=b", "a multipart without parts"),
    ("--b\r\n\r\nx\r\n--b--\r\n", "multipart/form-data; boundary=b", "a part without a name"),
    ('{"text": "x"}', "application/json; charset=klingonska", "JSON in no charset"),
]


@pytest.mark.parametrize(("body", "kind"), [row[:2] for row in BROKEN], ids=[row[2] for row in BROKEN])
async def test_a_body_that_is_none_is_the_senders_fault(clerk, tmp_path, body: str, kind: str) -> None:
    """What cannot be read is 400, as the sender's fault, and is not logged as one of ours."""
    path = "/api/fraga" if "json" in kind else "/"
    async with client(clerk, tmp_path) as http:
        response = await http.post(path, data=body.encode(), headers={"Content-Type": kind})
        assert response.status == 400
    assert not clerk.heard
