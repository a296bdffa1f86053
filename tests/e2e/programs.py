"""Programs that a run starts: ready once they say so, their words kept in a file, ended with the run."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Self

READY_SECONDS = 90.0
"""A program that has not said by then that it is ready is broken, on the slowest machine too."""

END_SECONDS = 30.0


class NotReady(AssertionError):
    """The program ended, or stayed silent; its last words are the message."""


class Program:
    """A program under way. ready: the match of the line by which it said that it can be asked."""

    def __init__(
        self, command: Sequence[str | Path], ready: str, log: Path, *, folder: Path, env: Mapping[str, str]
    ) -> None:
        """ready: a pattern for a line of its output. Raises NotReady."""
        self._log = log
        self._process = subprocess.Popen(
            [str(part) for part in command],
            cwd=folder,
            env=dict(env),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
        )
        assert self._process.stdout is not None
        self._written = log.open("w", encoding="utf-8")
        self.ready = self._until(re.compile(ready), self._process.stdout)
        self._reader = threading.Thread(target=self._copy, args=(self._process.stdout,), daemon=True)
        self._reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reader.join(END_SECONDS)
        if self._process.stdout is not None:
            self._process.stdout.close()
        self._written.close()

    def said(self) -> str:
        """All that it has said so far."""
        return self._log.read_text(encoding="utf-8")

    def _until(self, ready: re.Pattern[str], output: IO[str]) -> re.Match[str]:
        watchdog = threading.Timer(READY_SECONDS, self._process.kill)
        watchdog.start()
        try:
            for line in output:
                self._keep(line)
                if found := ready.search(line):
                    return found
        finally:
            watchdog.cancel()
        self._process.wait()
        raise NotReady(f"{self._process.args[0]} ended with {self._process.returncode}:\n{self.said()[-2000:]}")

    def _copy(self, output: IO[str]) -> None:
        for line in output:
            self._keep(line)

    def _keep(self, line: str) -> None:
        self._written.write(line)
        self._written.flush()


def free_port() -> int:
    """A port of this machine that nobody listens on now."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])
