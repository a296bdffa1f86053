"""Files are fetched from where they may lie: no address in a message leads inside the municipality's network."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from adapters import fetching
from bot.errors import FileNotFetched
from knowledge.errors import FileTooLarge

PUBLIC = [
    ("https://alvkulla.sharepoint.com/x?tempauth=1", True),
    ("https://8.8.8.8/x", True),
    ("http://alvkulla.sharepoint.com/x", False),
    ("https://127.0.0.1/x", False),
    ("https://localhost/x", False),
    ("https://10.0.0.7/x", False),
    ("https://192.168.1.1/x", False),
    ("https://169.254.169.254/latest/meta-data", False),
    ("https://[::1]/x", False),
    ("https://[::ffff:10.0.0.7]/x", False),
    ("https://[fd00::1]/x", False),
    ("https://0.0.0.0/x", False),
    ("file:///etc/passwd", False),
    ("https:///x", False),
    ("https://[", False),
    ("", False),
]


@pytest.mark.parametrize(("url", "may"), PUBLIC)
def test_addresses_that_name_a_machine_inside_are_refused(url: str, may: bool) -> None:
    """By number, by loopback's name, by another scheme than https."""
    assert fetching.is_public(url, here=False) is may


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("https://files.slack.com/files-pri/T0-F0/download/a.pdf", True),
        ("https://files.slack.com:8443/x", False),
        ("http://files.slack.com/x", False),
        ("https://files.slack.com.evil.example/x", False),
        ("https://files.slack.com@evil.example/x", False),
        ("https://evil.example/files.slack.com", False),
    ],
)
def test_a_token_goes_to_its_own_host(url: str, same: bool) -> None:
    """Scheme, host and port are those of the setting, whatever else the address holds."""
    assert fetching.same_origin(url, "https://files.slack.com/") is same


@pytest.fixture
async def server() -> AsyncIterator[TestServer]:
    async def file(_request: web.Request) -> web.Response:
        return web.Response(body=b"x" * 10)

    async def away(request: web.Request) -> web.Response:
        return web.Response(status=302, headers={"Location": request.query["to"]})

    app = web.Application()
    app.router.add_get("/file", file)
    app.router.add_get("/away", away)
    async with TestServer(app, host="127.0.0.1") as started:
        yield started


async def fetched(server: TestServer, path: str, *, here: bool = True, redirects: int = fetching.REDIRECTS) -> bytes:
    taken = bytearray()
    async with fetching.outside_session() as session:
        url = str(server.make_url(path))
        await fetching.fetch(
            session, url, taken.extend, may=lambda one: fetching.is_public(one, here=here), redirects=redirects
        )
    return bytes(taken)


async def test_a_redirect_is_followed_where_it_may_lead(server: TestServer) -> None:
    """To another address that may be asked, so many times; never into the network, nor where none is wanted."""
    assert await fetched(server, "/away?to=/file") == b"x" * 10
    for path in ("/away?to=https://169.254.169.254/", "/away?to=http://intern.example/", "/away?to=/away?to=/file"):
        with pytest.raises(FileNotFetched):
            await fetched(server, path, redirects=1)
    with pytest.raises(FileNotFetched, match="lämnar inte ut"):
        await fetched(server, "/away?to=/file", redirects=0)


async def test_a_name_that_leads_inside_is_refused() -> None:
    """A name says nothing of where it leads: the address that it resolves to is looked at, at every connection."""
    async with fetching.outside_session() as session:
        with pytest.raises(FileNotFetched):
            await fetching.fetch(
                session, "https://localhost.localdomain:1/x", bytearray().extend, may=lambda _url: True
            )
        with pytest.raises(aiohttp.ClientConnectionError):
            await session.get("http://localhost:1/x")


async def test_what_is_said_to_be_too_large_is_not_fetched(server: TestServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before its first byte."""
    monkeypatch.setattr(fetching, "LIMIT_MB", 0)
    with pytest.raises(FileTooLarge):
        await fetched(server, "/file")
