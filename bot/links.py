"""The links of citations: a page of the web view that shows the document with the quote marked."""

from __future__ import annotations

from urllib.parse import urlencode

from knowledge.facts import Part


def permalink(base_url: str, document_id: int, source: Part) -> str:
    """The address of a quote. base_url: without a trailing slash. `sida` is left out where there are no pages."""
    place: dict[str, int] = {} if source.page is None else {"sida": source.page}
    query = urlencode({**place, "fran": source.start, "till": source.end})
    return f"{base_url}/dokument/{document_id}?{query}#citat"
