"""Slow clients: a half-sent request holds its place for a while and no longer, and never keeps the server alive."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from adapters import patience
from adapters.patience import CONNECTIONS, HEADER_SECONDS, Patience
from tests.adapters.test_server import SERVE
from tests.adapters.web.clerk import Clerk, client, decision, record

HALF_HEAD = b"POST / HTTP/1.1\r\nHost: kanslist.test\r\nContent-Le"
HALF_BODY = (
    b"POST / HTTP/1.1\r\nHost: kanslist.test\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    b"Content-Length: 100\r\n\r\ntext=vad"
)


class Connection:
    """A connection that notes when it is closed."""

    def __init__(self) -> None:
        self.closed = False

    def force_close(self) -> None:
        self.closed = True


@pytest.fixture
def clerk(tmp_path: Path):
    store, ids = record(tmp_path)
    made = Clerk(store, lambda message: decision(ids["minutes"], message.text))
    yield made
    made.close()


async def test_a_body_that_does_not_come_is_refused(clerk, tmp_path, monkeypatch) -> None:
    """Half a form is 408 with a sentence, and the clerk never hears of it."""
    monkeypatch.setattr(patience, "BODY_SECONDS", 0)
    async with client(clerk, tmp_path) as http:
        reader, writer = await asyncio.open_connection(http.host, http.port)
        writer.write(HALF_BODY)
        answered = await reader.readuntil(b"\r\n")
        writer.close()
        await writer.wait_closed()
    assert answered.startswith(b"HTTP/1.1 408")
    assert not clerk.heard


async def test_answering_is_not_timed(clerk, tmp_path, monkeypatch) -> None:
    """The clock is the client's: once its question is there, an answer may take the time that it takes."""
    monkeypatch.setattr(patience, "BODY_SECONDS", 0)
    async with client(clerk, tmp_path) as http:
        assert (await http.get("/health/live")).status == 200
        assert (await http.get("/dokument/2?sida=1")).status == 200


async def test_a_handlers_own_timeout_is_not_the_clients_fault() -> None:
    """Only the clock of the body makes 408; a platform that does not answer is our fault."""

    async def slow(_request: web.Request) -> web.Response:
        raise TimeoutError

    async def caught(request: web.Request) -> web.Response:
        try:
            return await Patience().checked(request, slow)
        except TimeoutError:
            return web.Response(text="vårt")

    app = web.Application()
    app.router.add_get("/", caught)
    async with TestClient(TestServer(app)) as http:
        assert await (await http.get("/")).text() == "vårt"


def test_a_silent_connection_is_closed_in_time() -> None:
    """Neither before its time nor long after."""
    watch, one = Patience(), Connection()
    assert watch.weed([one], 100.0) == 0
    assert watch.weed([one], 100.0 + HEADER_SECONDS - 1) == 0
    assert watch.weed([one], 100.0 + HEADER_SECONDS) == 1
    assert one.closed


def test_among_too_many_the_longest_silent_are_closed() -> None:
    """A crowd of half-sent requests does not keep others out; who has asked a question keeps the connection."""
    watch = Patience()
    asked, old, new = Connection(), [Connection() for _ in range(10)], [Connection() for _ in range(CONNECTIONS - 1)]
    watch._heard.add(asked)
    watch.weed([asked, *old], 100.0)
    assert watch.weed([asked, *old, *new], 101.0) == 10
    assert all(one.closed for one in old)
    assert not any(one.closed for one in [asked, *new])


async def test_a_connection_is_known_by_its_first_request(clerk, tmp_path, monkeypatch) -> None:
    """aiohttp's own connections can be told apart: one that has asked is kept, one with half a head is closed."""
    monkeypatch.setattr(patience, "HEADER_SECONDS", 0)
    watch = Patience()

    async def hello(_request: web.Request) -> web.Response:
        return web.Response(text="ja")

    app = web.Application(middlewares=[watch.checked])
    app.router.add_get("/", hello)
    async with TestClient(TestServer(app)) as http:
        assert (await http.get("/")).status == 200
        reader, writer = await asyncio.open_connection(http.host, http.port)
        writer.write(HALF_HEAD)
        server = http.server.runner.server
        assert (await http.get("/")).status == 200, "so the other one has been taken in"
        assert len(server.connections) == 2
        assert watch.weed(server.connections, 1.0) == 1
        assert await reader.read() == b""
        writer.close()
        assert (await http.get("/")).status == 200


def test_half_sent_requests_do_not_delay_the_stop(tmp_path) -> None:
    """Told to stop, the server waits for answers and not for questions that do not come."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(tmp_path), str(port)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    assert process.stdout is not None
    process.stdout.readline()
    held = [socket.create_connection(("127.0.0.1", port)) for _ in range(20)]
    for number, one in enumerate(held):
        one.sendall(HALF_HEAD if number % 2 else HALF_BODY)
    with socket.create_connection(("127.0.0.1", port)) as last:
        last.sendall(b"GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        assert last.recv(100).startswith(b"HTTP/1.1 200"), "so the others have been taken in"
    process.send_signal(signal.SIGTERM)
    # the server's own patience with what is under way is ten seconds, with bodies twenty: neither is waited for
    said, _ = process.communicate(timeout=patience.BODY_SECONDS)
    for one in held:
        one.close()
    assert process.returncode == 0
    assert said.strip() == "slut"
