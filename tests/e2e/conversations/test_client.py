"""What keeps a run on this machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.playground import Playground

_LISTENS = "0A"
_LOOPBACK = "0100007F"


@pytest.mark.smoke
def test_nobody_outside_this_machine_reaches_the_client(playground: Playground) -> None:
    """The playground has no option for its address: without the preload it listens on every one of the machine's."""
    rows = [row.split() for file in ("tcp", "tcp6") for row in Path("/proc/net", file).read_text().splitlines()[1:]]
    doors = [row[1].split(":") for row in rows if row[3] == _LISTENS]
    assert [address for address, port in doors if int(port, 16) == playground.port] == [_LOOPBACK]
