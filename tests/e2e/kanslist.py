"""The running bot: the demo documents in a store of its own, `kanslist serve --insecure-local` over it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.e2e.programs import Program

ROOT = Path(__file__).parent.parent.parent
DOCUMENTS = ROOT / "deploy" / "demo"
COMMAND = Path(sys.executable).parent / "kanslist"


class Kanslist(Program):
    """The server. address: where it answers."""

    def __init__(self, folder: Path, log: Path) -> None:
        """folder: where its store is made. Raises NotReady, and CalledProcessError where the documents do not go in."""
        self._folder = folder
        self.command("ingest", str(DOCUMENTS))
        super().__init__(
            [COMMAND, "serve", "--insecure-local", "--host", "127.0.0.1", "--port", "0"],
            r"svarar på (http://127\.0\.0\.1:\d+)/",
            log,
            folder=folder,
            env=_environment(folder),
        )
        self.address = str(self.ready[1])

    def command(self, *words: str) -> str:
        """Run `kanslist …` beside the server, as its operator does; what it prints. Raises CalledProcessError."""
        done = subprocess.run(
            [str(COMMAND), *words],
            cwd=self._folder,  # no .env of the developer's is read there
            env=_environment(self._folder),
            check=True,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        return done.stdout


LIBRARY = "KANSLIST_TEAMS_LIBRARY"
"""Which of the two libraries runs Teams' turns: `KANSLIST_TEAMS_LIBRARY=agents make e2e-smoke`."""


def _environment(folder: Path) -> dict[str, str]:
    """This process' own, less every setting but LIBRARY of a Kanslist that is set up on this machine."""
    inherited = {
        name: value for name, value in os.environ.items() if not name.startswith("KANSLIST_") or name == LIBRARY
    }
    return inherited | {"KANSLIST_DATA": str(folder / "data")}
