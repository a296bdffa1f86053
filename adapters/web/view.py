"""The templates, and an Answer as the page shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.answers.answer import Answer, Citation, Item
from knowledge.facts import squeeze

HERE = Path(__file__).parent
STATIC = HERE / "static"

SHOWN = 8
"""Items of an answer that stand open; the others are folded."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A citation as shown. verbatim: the item's own text is the quote, so that it is not repeated below it."""

    citation: Citation
    href: str
    verbatim: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """An item and its source. The source stands at the last of the items in a row that share it."""

    item: Item
    source: Quoted | None


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and its answer, ready for the template."""

    answer: Answer
    items: Sequence[Shown]
    folded: Sequence[Shown]
    sources: Sequence[Quoted]
    """Citations that no item points at."""


class Views:
    """Renders templates. Everything that is put into one is escaped."""

    def __init__(self, base_url: str) -> None:
        """base_url: the address that citations begin with; links on our own pages leave it out."""
        self._base = base_url
        self._environment = Environment(
            loader=FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals["asset"] = _asset

    def page(self, template: str, values: Mapping[str, object], status: int = 200) -> web.Response:
        """A whole page."""
        return web.Response(text=self.text(template, values), status=status, content_type="text/html")

    def text(self, template: str, values: Mapping[str, object]) -> str:
        """A template's text."""
        return self._environment.get_template(template).render(values)

    def problem(self, status: int) -> str:
        """The Swedish sentence for an HTTP status, as plain text."""
        return self.text("problem.txt", {"status": status}).strip()

    def exchange(self, answer: Answer) -> Exchange:
        """An answer made ready for its template."""
        items = [
            Shown(item, self._source(answer, item) if _last_of_its_source(answer, index) else None)
            for index, item in enumerate(answer.items)
        ]
        used = {item.citation for item in answer.items}
        loose = [
            self._quoted(citation, verbatim=False)
            for index, citation in enumerate(answer.citations)
            if index not in used
        ]
        cut = len(items) if len(items) <= SHOWN + 2 else SHOWN
        return Exchange(answer, items[:cut], items[cut:], loose)

    def _source(self, answer: Answer, item: Item) -> Quoted | None:
        if item.citation is None or not 0 <= item.citation < len(answer.citations):
            return None
        citation = answer.citations[item.citation]
        return self._quoted(citation, verbatim=squeeze(citation.quote) == squeeze(item.text))

    def _quoted(self, citation: Citation, *, verbatim: bool) -> Quoted:
        own = citation.url.startswith(f"{self._base}/")
        href = citation.url[len(self._base) :] if own else citation.url
        return Quoted(citation, href if href.startswith(("/", "https://", "http://")) else "#", verbatim)


def _last_of_its_source(answer: Answer, index: int) -> bool:
    after = answer.items[index + 1 : index + 2]
    return not after or after[0].citation != answer.items[index].citation


def _asset(name: str) -> str:
    digest = sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={digest}"
