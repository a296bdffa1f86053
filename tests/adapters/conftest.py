"""What the tests of all adapters share."""

from __future__ import annotations

import io
import logging

import pytest
import structlog

from adapters import logs


@pytest.fixture
def stream():
    """Logging set up as serve does it, and put back afterwards."""
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    out = io.StringIO()
    logs.configure(stream=out)
    yield out
    root.handlers, root.level = handlers, level
    structlog.reset_defaults()
