"""Logs without personal data: an allow-list of keys, and no personal identity number in any value.

What may be logged is a short list of technical facts. Question texts, names, titles and the platforms' user ids have no
key on it, so a line that carries them loses them here whoever wrote it. The libraries' own lines (aiohttp, Slack,
botbuilder) pass the same filter: a finished message is dropped, since Slack's libraries write whole requests into
theirs; of a message with arguments the constant template is kept.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import traceback
from collections.abc import Mapping, MutableMapping
from contextlib import suppress
from pathlib import Path
from typing import TextIO

import structlog

ALLOWED = frozenset(
    {
        "event", "level", "timestamp", "logger", "where",
        "platform", "intent", "outcome", "duration_ms", "status", "route", "method",
        "error", "reason", "code", "host", "port", "platforms", "count", "kind", "attempt", "version", "change",
        "document",
    }
)  # fmt: skip
"""The keys of a log line. `error` is an error's class, never its text; `reason` a sentence of our own;
`code` a platform's word for a refusal."""

VALUE_LIMIT = 200
MASK = "********"

_IDENTITY_NUMBER = re.compile(r"\d{6}[\s\-+–‐‑−]?\d{4}")
_QUIET = {"aiohttp.access": logging.CRITICAL, "asyncio": logging.WARNING}


def configure(*, debug: bool = False, stream: TextIO | None = None) -> None:
    """Set up structlog and the standard library's logging, once for the process.

    stream: where lines go, standard error by default: JSON, one object a line, or columns where a person sits at it.
    """
    out = stream or sys.stderr
    level = logging.DEBUG if debug else logging.INFO
    renderer: structlog.typing.Processor = (
        structlog.dev.ConsoleRenderer(colors=True)
        if out.isatty()
        else structlog.processors.JSONRenderer(lambda line, **_: json.dumps(line))
    )
    told: list[structlog.typing.Processor] = [
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        only_allowed,
        renderer,
    ]
    handler = logging.StreamHandler(out)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[
                without_message,
                structlog.stdlib.add_log_level,
                structlog.stdlib.add_logger_name,
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                *told,
            ],
            use_get_message=False,  # or a library's arguments would be in its message before we see it
            pass_foreign_args=True,
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.INFO if debug else logging.WARNING)
    logging.getLogger("kanslist").setLevel(level)
    for name, quiet in _QUIET.items():
        logging.getLogger(name).setLevel(quiet)
    # our own lines do not pass the standard library, which takes longer for one than the answer that it tells of
    structlog.configure(
        processors=[with_error, structlog.stdlib.add_log_level, structlog.stdlib.add_logger_name, *told],
        logger_factory=lambda name: _Lines(name, out),
        wrapper_class=structlog.make_filtering_bound_logger(level),
        cache_logger_on_first_use=False,
    )


class _Lines:
    """Writes finished lines. One that cannot be written (a full disk, a closed pipe) stops nothing of what it tells."""

    def __init__(self, name: str, out: TextIO) -> None:
        self.name = name
        self._out = out

    def msg(self, line: str) -> None:
        with suppress(OSError, ValueError):
            self._out.write(line + "\n")
            self._out.flush()

    debug = info = warning = error = critical = exception = msg


def logger(room: str) -> structlog.typing.FilteringBoundLogger:
    """The logger of a room ("web", "slack" …). Its lines keep the keys of ALLOWED and no others."""
    made: structlog.typing.FilteringBoundLogger = structlog.get_logger(f"kanslist.{room}")
    return made


def masked(value: object) -> object:
    """A value without personal identity numbers, texts cut at VALUE_LIMIT; other numbers stay as they are."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return MASK if _IDENTITY_NUMBER.search(str(value)) else value
    if isinstance(value, list | tuple | set | frozenset):
        return [masked(element) for element in value]
    return _IDENTITY_NUMBER.sub(MASK, str(value))[:VALUE_LIMIT]


def place(error: BaseException) -> str:
    """Where an error arose, "module:line": enough to find it by, and nothing of what was said."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{Path(frames[-1].filename).stem}:{frames[-1].lineno}" if frames else "okänd"


def only_allowed(_logger: object, _method: str, line: MutableMapping[str, object]) -> Mapping[str, object]:
    """Keep the allowed keys with their values masked; name in `left_out` how many others there were."""
    kept = {key: masked(value) for key, value in line.items() if key in ALLOWED}
    if len(kept) < len(line):
        kept["left_out"] = len(line) - len(kept)
    return kept


def with_error(_logger: object, _method: str, line: MutableMapping[str, object]) -> MutableMapping[str, object]:
    """Of the error that a line was told of: its class."""
    if error := _error(line.pop("exc_info", None)):
        line["error"] = error
    return line


def without_message(_logger: object, _method: str, line: MutableMapping[str, object]) -> MutableMapping[str, object]:
    """Of a library's line: the template of its message, its place and the class of its error."""
    record = line.get("_record")
    if not isinstance(record, logging.LogRecord):
        return line
    with_error(_logger, _method, line)
    line["event"] = str(record.msg) if line.pop("positional_args", None) else "library"
    line["where"] = f"{record.module}:{record.lineno}"
    return line


def _error(told: object) -> str | None:
    """The class of the error that a line was told of: an error, sys.exc_info's triple, or True for the one at hand."""
    if isinstance(told, BaseException):
        return type(told).__name__
    kind = told[0] if isinstance(told, tuple) else sys.exc_info()[0] if told else None
    return getattr(kind, "__name__", None)
