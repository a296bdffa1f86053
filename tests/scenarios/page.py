"""The chat page as a person sees it: the words of the conversation, its quotes, links and choices."""

from __future__ import annotations

from html.parser import HTMLParser

_VOID = frozenset({"br", "hr", "img", "input", "link", "meta"})


class Page(HTMLParser):
    """text: the visible words of the conversation; links: to sources; choices: label → what is asked."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.quotes: list[str] = []
        self.choices: dict[str, str] = {}
        self._words: list[str] = []
        self._inside = 0
        self._choice: str | None = None
        self._quoting = False
        self.feed(html)
        self.text = "".join(self._words)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if not self._inside and told.get("role") != "log":
            return
        self._inside += tag not in _VOID
        self._words.append(" ")
        if tag == "a" and "/dokument/" in (told.get("href") or ""):
            self.links.append(str(told["href"]))
        if tag == "blockquote":
            self._quoting = True
            self.quotes.append("")
        if tag == "button":
            self._choice = str(told.get("value"))

    def handle_endtag(self, tag: str) -> None:
        if self._inside:
            self._inside -= 1
        if tag == "blockquote":
            self._quoting = False
        if tag == "button":
            self._choice = None

    def handle_data(self, data: str) -> None:
        if not self._inside:
            return
        self._words.append(data)
        if self._quoting:
            self.quotes[-1] += data
        if self._choice is not None:
            self.choices[data.strip()] = self._choice
