"""A file that a platform points at → its bytes, part by part: over https, from where it may lie, and nowhere else."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Callable, Mapping
from urllib.parse import urljoin, urlsplit

import aiohttp
from aiohttp.abc import ResolveResult
from yarl import URL

from adapters.logs import logger
from adapters.teams.addresses import is_loopback, is_safe
from bot.errors import FileNotFetched
from bot.messages import of_platforms
from knowledge.errors import FileTooLarge
from knowledge.reading.read import LIMIT_MB

_log = logger("files")

PART = 256 * 1024
"""Bytes that are handed on at a time."""
REDIRECTS = 3
TIMEOUT = aiohttp.ClientTimeout(total=600, connect=10, sock_read=60)
_MOVED = frozenset({301, 302, 303, 307, 308})

Take = Callable[[bytes], None]


def refuse_size(size: object) -> None:
    """Raise FileTooLarge where a file is said to be larger than what is read; what is said to be none passes."""
    if isinstance(size, int) and size > LIMIT_MB * 1024 * 1024:
        raise FileTooLarge(limit=LIMIT_MB)


async def fetch(
    session: aiohttp.ClientSession,
    url: str,
    take: Take,
    *,
    may: Callable[[str], bool],
    headers: Mapping[str, str] | None = None,
    redirects: int = 0,
) -> None:
    """Hand the file at this address to `take`. may: whether an address may be asked, and each one that it leads to.

    Raises FileNotFetched, FileTooLarge, and what `take` raises.
    """
    try:
        for _ in range(redirects + 1):
            if not may(url):
                raise FileNotFetched(reason=of_platforms.address_refused())
            async with session.get(
                URL(url, encoded=True),
                headers={"Accept-Encoding": "identity", **(headers or {})},
                allow_redirects=False,
                timeout=TIMEOUT,
            ) as response:
                if response.status in _MOVED and redirects:
                    url = urljoin(url, response.headers.get("Location", ""))
                    continue
                await _taken(response, take)
                return
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        raise FileNotFetched(reason=of_platforms.file_unreachable()) from error
    raise FileNotFetched(reason=of_platforms.address_refused())


async def _taken(response: aiohttp.ClientResponse, take: Take) -> None:
    if response.status != 200:
        _log.warning("file_refused", status=response.status)
        raise FileNotFetched(reason=of_platforms.file_refused(response.status))
    refuse_size(response.content_length)
    async for part in response.content.iter_chunked(PART):
        await asyncio.to_thread(take, part)


def same_origin(url: str, base: str) -> bool:
    """Whether an address lies where `base` does, and may be asked with a secret."""
    try:
        one, other = urlsplit(url), urlsplit(base)
        alike = (one.scheme, one.hostname, one.port) == (other.scheme, other.hostname, other.port)
    except ValueError:
        return False
    return alike and is_safe(url)


def is_public(url: str, *, here: bool) -> bool:
    """Whether it is an https address that names no machine inside; names are looked at when they are resolved.

    here: whether this machine may be asked, also by plain http.
    """
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return False
    if is_loopback(host):
        return here and parts.scheme in ("http", "https")
    return parts.scheme == "https" and bool(host) and (not _is_literal(host) or _is_global(host))


def outside_session() -> aiohttp.ClientSession:
    """A session that connects to public addresses alone, whatever a name resolves to; `is_public` looks at numbers."""
    return aiohttp.ClientSession(connector=aiohttp.TCPConnector(resolver=_PublicResolver()))


class _PublicResolver(aiohttp.ThreadedResolver):
    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        found = [one for one in await super().resolve(host, port, family) if _is_global(one["host"])]
        if not found:
            raise OSError(None, "no public address")
        return found


def _is_literal(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _is_global(host: str) -> bool:
    try:
        address = ipaddress.ip_address(host.split("%", 1)[0])
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return bool((mapped or address).is_global)
