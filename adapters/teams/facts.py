"""The facts of an answer as a card shows them: a box for each page's quotes, and last the line that names the page."""

from __future__ import annotations

from adapters.teams.elements import CUT, Element, block, container, lines, open_url, opens, run, short, short_lines
from bot.answers.answer import Citation, Words
from bot.answers.told import Page, Said
from bot.messages import of_platforms, of_teams

LINE_LIMIT = 300


def group(page: Page, limit: int) -> Element:
    """Headings, what is said, quotes, and last the source: in the order in which they are read aloud. limit: characters
    of one text."""
    inside: list[Element] = []
    for heading in page.headings:
        spacing = "Medium" if inside else "None"
        label = short(heading.label or "", min(LINE_LIMIT, limit))
        inside += lines(label, spacing=spacing, weight="Bolder")
        for said in heading.said:
            inside += _said(said, limit, linked=page.several)
    if page.citation is not None:
        inside.append(_source(page.citation))
    apart = bool(page.headings[0].label) or page.citation is not None
    if page.above:
        above = lines(short(page.above, min(LINE_LIMIT, limit)), spacing="None", weight="Bolder", size="Large")
        return container([*above, container(inside, spacing="Small")], spacing="Large", separator=True)
    return container(inside, spacing="Medium" if apart else "Small", separator=apart)


def _said(said: Said, limit: int, *, linked: bool) -> list[Element]:
    """What is said, its notes, and in a box the quotes that carry it."""
    made = _changes(said.changes, limit) if said.changes else lines(short_lines(said.text, limit))
    for note in said.notes:
        made += lines(short(note, min(LINE_LIMIT, limit)), italic=True)
    quotes = [_quote(quote, limit, linked=linked) for quote in said.quotes]
    return [*made, container(quotes, style="emphasis", spacing="Small")] if quotes else made


def _quote(citation: Citation, limit: int, *, linked: bool) -> Element:
    """A quote. linked: it opens its own place, for the line with the source opens its neighbour's."""
    words = lines(of_teams.quoted(short(citation.quote, limit)), spacing="None")
    # without a title: a screen reader would say that instead of the quote
    action = opens(citation.url, of_platforms.show_source()) if linked else None
    return container(words, spacing="Small", **({"selectAction": action} if action else {}))


def _source(citation: Citation) -> Element:
    """Where a quote stands; a link to it."""
    named = short(of_platforms.source(citation), LINE_LIMIT)
    action = open_url(of_teams.show_source_of(named), citation.url)
    look: dict[str, object] = {"selectAction": action} if action else {}
    return block([run(named, size="Small", isSubtle=True, **look)])


def _changes(changes: tuple[Words, ...], limit: int) -> list[Element]:
    """A comparison: what was deleted struck, what was added bold."""
    runs: list[Element] = []
    for one in changes:
        if limit <= len(CUT):
            break
        look: dict[str, object] = {"strikethrough": True} if one.sort == "deleted" else {}
        look |= {"weight": "Bolder"} if one.sort == "added" else {}
        runs += [run(" ")] if runs else []
        runs.append(run(short(one.text, limit), **look))
        limit -= len(one.text)
    return [block(runs)]
