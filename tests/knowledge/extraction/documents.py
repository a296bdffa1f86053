"""A written document as the extractors meet it: text in, Context out."""

from __future__ import annotations

from knowledge.extraction import document
from knowledge.extraction.context import Context
from knowledge.extraction.flow import Flow
from knowledge.facts import Fact
from knowledge.reading.pages import Page


def context_of(*pages: str, furniture: tuple[str, ...] = ()) -> Context:
    """The context of a document with these pages, numbered from 1; one page alone has no number, as a text file."""
    numbered = [Page(number if len(pages) > 1 else None, text, furniture) for number, text in enumerate(pages, start=1)]
    flow = Flow(numbered)
    return Context.of(flow, document.find(flow, "dokument.txt"))


def stands_where_it_says(context: Context, fact: Fact) -> bool:
    """Whether every slice of the fact's source is a slice of the page that it names."""
    pages = {page.number: page.text for page in context.flow.pages}
    return all(pages[part.page][part.start : part.end] == part.quote for part in (fact.source, *fact.source.more))
