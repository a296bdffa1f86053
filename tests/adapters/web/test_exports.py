"""Exports by link: what was given out opens for a day, and anything else is a page that is not there."""

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


def _link(kanslist: Kanslist, ending: str, identity: str | None = None) -> str:
    told = kanslist.ask_now(incoming("exportera rekommendationer", identity=identity))
    return next(one.url for one in told.links if f".{ending}?" in one.url).removeprefix("https://kanslist.example")


async def _get(kanslist: Kanslist, path: str):
    async with TestClient(TestServer(make_app(kanslist, kanslist.settings))) as http:
        response = await http.get(path)
        return response.status, response.headers, await response.read()


@pytest.mark.parametrize("ending", ["xlsx", "csv", "json"])
async def test_the_link_gives_the_file(own: Kanslist, ending: str) -> None:
    """As an attachment with a name, in no search engine and no cache, with the headers of every page."""
    status, headers, body = await _get(own, _link(own, ending))
    assert status == 200
    assert headers["Content-Disposition"].startswith('attachment; filename="kanslist-rekommendationer-20')
    assert headers["Content-Disposition"].endswith(f'.{ending}"')
    assert (headers["X-Robots-Tag"], headers["Cache-Control"]) == ("noindex", "no-store")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert body


async def test_a_registrators_link_reads_their_collections_and_nobody_elses_does(own: Kanslist) -> None:
    """The internal recommendation stands in theirs alone, and its key opens it for no other list."""
    _, _, wide = await _get(own, _link(own, "csv", "registrator"))
    _, _, narrow = await _get(own, _link(own, "csv"))
    assert "skyddsrummets larm" in wide.decode()
    assert "skyddsrummets larm" not in narrow.decode()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("nyckel=o.", "nyckel=r."),
        ("recommendations.csv", "assignments.csv"),
        ("nyckel=", "n="),
        (".csv", ".exe"),
        ("per=20", "per=19"),
    ],
)
async def test_a_link_that_was_changed_is_not_there(own: Kanslist, old: str, new: str) -> None:
    """No wider reader, other list, ending or day by rewriting it."""
    status, _, body = await _get(own, _link(own, "csv").replace(old, new))
    assert status == 404
    assert "planeringen av besök" not in body.decode()
