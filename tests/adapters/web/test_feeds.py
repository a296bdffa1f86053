"""/flode/…: conditional requests, headers, and that no link of others opens anything."""

from __future__ import annotations

from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer

from adapters.server import make_app
from bot.kanslist import Kanslist
from tests.bot.record import clerk, incoming


@pytest.fixture
def own(tmp_path: Path):
    made = clerk(tmp_path)
    yield made
    made.close()


@pytest.fixture
async def http(own: Kanslist):
    async with TestClient(TestServer(make_app(own, own.settings))) as client:
        yield client


def _links(kanslist: Kanslist, identity: str = "sigrid", text: str = "flöde") -> list[str]:
    told = kanslist.ask_now(incoming(text, identity=identity)).links
    return [link.url.removeprefix("https://kanslist.example") for link in told]


async def test_what_has_not_changed_is_not_sent_again(own: Kanslist, http: TestClient) -> None:
    """By its tag, else by its day; a changed record is."""
    for path, media in zip(_links(own), ("text/calendar", "application/atom+xml"), strict=True):
        first = await http.get(path)
        assert first.status == 200
        assert first.content_type == media
        tag, day = first.headers["ETag"], first.headers["Last-Modified"]
        assert (await http.get(path, headers={"If-None-Match": tag})).status == 304
        assert (await http.get(path, headers={"If-None-Match": f'"annan", {tag}'})).status == 304
        assert (await http.get(path, headers={"If-None-Match": '"annan"', "If-Modified-Since": day})).status == 200
        assert (await http.get(path, headers={"If-Modified-Since": day})).status == 304
        assert (await http.get(path, headers={"If-Modified-Since": "Sat, 01 Jan 2000 00:00:00 GMT"})).status == 200


async def test_a_feed_is_for_its_owner_alone(own: Kanslist, http: TestClient) -> None:
    """No cache keeps it, no search engine takes it; the headers of every page stand on it."""
    answer = await http.get(_links(own)[0])
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


async def test_a_registrators_feed_reads_their_collections(own: Kanslist, http: TestClient) -> None:
    """And nobody else's does."""
    wide = await (await http.get(_links(own, "registrator")[1])).text()
    narrow = await (await http.get(_links(own)[1])).text()
    assert "reservkraft" in wide
    assert "reservkraft" not in narrow


async def test_what_is_no_link_of_ours_is_not_there(own: Kanslist, http: TestClient) -> None:
    """Changed, of another kind, or put out of use: the same 404."""
    path = _links(own)[0]
    feed, proof = path.split("/")[2:4]
    for wrong in (
        f"/flode/{feed}/{proof[:-1]}/kalender.ics",
        f"/flode/{feed}0/{proof}/kalender.ics",
        f"/flode/{feed}/{proof}/protokoll.ics",
        "/flode/a/b/kalender.ics",
        f"/flode/{feed}/%C3%A5/kalender.ics",
    ):
        assert (await http.get(wrong)).status == 404, wrong
    assert (await http.get(path)).status == 200
    _links(own, text="flöde ny")
    assert (await http.get(path)).status == 404
