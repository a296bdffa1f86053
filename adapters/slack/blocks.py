"""Answer → Block Kit: the direct answer, the facts page by page, what is left out, notes, choices and buttons."""

from __future__ import annotations

from itertools import accumulate, groupby

from adapters.slack.buttons import actions, choices_in_full
from adapters.slack.facts import on_page, without_page
from adapters.slack.rich_text import MAX_LINE, MAX_TEXT, Element, block, lines, link, section, text
from adapters.slack.room import LINKS, shown
from bot.answers.answer import Answer
from bot.answers.told import Page, facts_of, lead_of, pages
from bot.messages import of_platforms as messages


def blocks(answer: Answer) -> list[Element]:
    """The answer as blocks."""
    lead = lead_of(answer)
    made = [block(section(text(lead, MAX_TEXT)))] if lead else []
    facts = facts_of(answer)
    kept = shown(answer, facts)
    if kept and lead:
        made.append({"type": "divider"})
    for (cited, _), group in groupby(_numbered(pages(answer.lead, kept)), lambda one: one[0]):
        together = [page for _, page in group]
        made += [on_page(page) for page in together] if cited else [without_page(together)]
    if left := len(facts) - len(kept):
        made.append(block(section(text(messages.more_items(left), MAX_LINE, italic=True))))
    if given := [one for link_ in answer.links[:LINKS] if (one := link(link_.url, link_.title))]:
        made.append(block(lines(*[[one] for one in given])))
    if answer.notes:
        made.append(block(section(text("\n".join(answer.notes), MAX_TEXT, italic=True))))
    if in_full := choices_in_full(answer):
        made.append(block(lines(*[[text(line, MAX_LINE)] for line in in_full])))
    return made + actions(answer)


def _numbered(made: list[Page]) -> list[tuple[tuple[bool, int], Page]]:
    """Each page with whether it has a quote, and how many headings stand above it."""
    above = accumulate(page.above is not None for page in made)
    return [((page.citation is not None, number), page) for page, number in zip(made, above, strict=True)]
