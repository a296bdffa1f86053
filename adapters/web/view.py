"""The templates."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from adapters.web.exchange import Exchange, exchange
from bot.answers.answer import Answer

HERE = Path(__file__).parent
STATIC = HERE / "static"


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
        return exchange(answer, self._base)


def _asset(name: str) -> str:
    digest = sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={digest}"
