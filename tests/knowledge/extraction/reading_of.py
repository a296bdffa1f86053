"""Texts as readings, for the tests of extraction."""

from __future__ import annotations

from textwrap import dedent

from knowledge.extraction.context import Context
from knowledge.extraction.flow import Flow
from knowledge.facts import DocumentInfo
from knowledge.reading.pages import Page, Reading


def reading(text: str, file: str = "prov.txt") -> Reading:
    """A text as a file that has been read; form feeds part its pages."""
    parts = dedent(text).split("\f")
    pages = tuple(Page(number if len(parts) > 1 else None, part) for number, part in enumerate(parts, start=1))
    return Reading(file, "text/plain", "0" * 64, pages)


def context(text: str, kind: str = "protokoll", body: str = "Kulturnämnden") -> Context:
    """A text as the fact files are given it."""
    info = DocumentInfo.model_validate({"file": "prov.txt", "kind": kind, "body": body, "date": "2026-02-05"})
    return Context.of(Flow(reading(text).pages), info)
