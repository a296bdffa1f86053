"""Log lines hold technical facts alone, whoever writes them."""

from __future__ import annotations

import io
import json
import logging
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters import logs


def written(stream: io.StringIO) -> list[dict]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_line_keeps_the_allowed_keys_and_drops_every_other(stream) -> None:
    """A question, a name or an id has no key of its own on the list, so it never reaches the log, whoever logs it."""
    logs.logger("answers").info(
        "answered",
        platform="slack",
        intent="person",
        duration_ms=1.5,
        text="vem är Karin Ek?",
        user="U0123",
        name="Karin Ek",
    )
    (line,) = written(stream)
    assert line["event"] == "answered"
    assert line["platform"] == "slack"
    assert line["duration_ms"] == 1.5
    assert line["left_out"] == 3
    assert "Karin" not in stream.getvalue()
    assert "U0123" not in stream.getvalue()


def test_no_allowed_key_can_hold_a_person() -> None:
    """The list itself is the guard: a key for texts, names or people must not be added in passing."""
    assert not {"text", "question", "name", "user", "identity", "asker", "title", "person", "quote"} & logs.ALLOWED


def test_a_librarys_finished_message_is_dropped_and_its_template_kept(stream) -> None:
    """Slack's libraries write whole requests into their messages; what has no arguments may hold anything."""
    library = logging.getLogger("slack_bolt.AsyncApp")
    body = {"text": "vem är Karin Ek?"}
    library.warning(f"Unhandled request ({body})")  # this is how they write
    library.warning("failed %s times for %s", 3, "Karin Ek")
    first, second = written(stream)
    assert first["event"] == "library"
    assert first["logger"] == "slack_bolt.AsyncApp"
    assert second["event"] == "failed %s times for %s"
    assert "Karin" not in stream.getvalue()


def test_an_error_is_logged_by_its_class(stream) -> None:
    """An error's text may quote what was asked; its class and place are enough to find it."""
    try:
        int("frågan av Karin Ek")
    except ValueError:
        logging.getLogger("aiohttp.server").exception("Error handling request")
        logs.logger("web").exception("request failed")
    for line in written(stream):
        assert line["error"] == "ValueError"
    assert "Karin" not in stream.getvalue()


def test_access_lines_of_aiohttp_are_not_written(stream) -> None:
    """They hold addresses of people's machines and whole URLs."""
    logging.getLogger("aiohttp.access").warning("10.0.0.7 GET /sok?text=Karin")
    assert stream.getvalue() == ""


def test_a_line_that_cannot_be_written_stops_nothing(stream) -> None:
    """A full disk or a closed pipe is no reason to leave a question without its answer."""
    stream.close()
    logs.logger("answers").info("answered")


_SEPARATORS = st.sampled_from(["", "-", "+", " ", "–", "\u2011", "\u00a0"])


@given(
    century=st.sampled_from(["", "19", "20"]),
    year=st.integers(0, 99),
    month=st.integers(1, 12),
    day=st.integers(1, 31) | st.integers(61, 91),
    separator=_SEPARATORS,
    end=st.integers(0, 9999),
    before=st.text(max_size=8),
    after=st.text(max_size=8),
)
def test_no_personal_identity_number_passes(century, year, month, day, separator, end, before, after) -> None:
    """In whatever form it is written, also as a coordination number and with letters or digits close by."""
    number = f"{century}{year:02}{month:02}{day:02}{separator}{end:04}"
    line = logs.only_allowed(None, "info", {"event": before + number + after, "reason": [number], "status": number})
    said = json.dumps(line, ensure_ascii=False)
    assert not re.search(r"\d{6}[-+ –\u2011\u00a0]?\d{4}", said)


@given(number=st.integers(10**9, 10**12))
def test_nor_does_one_that_is_a_number(number: int) -> None:
    """A personal identity number without separator may come as an integer."""
    assert logs.masked(number) == logs.MASK


@pytest.mark.parametrize("value", [3978, 1.25, True, None, 200])
def test_other_figures_stay(value) -> None:
    """Ports, durations and counts are what the log is for."""
    assert logs.masked(value) == value
