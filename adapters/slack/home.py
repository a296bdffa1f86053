"""One person's App Home: what can be done, what is new, what they watch, what they have asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from adapters.slack import rich_text
from adapters.slack.buttons import CHOOSE, FORM
from adapters.slack.confirmation import confirmed
from adapters.slack.views import View, actions, button, divider, header, section
from adapters.slack.windows import FIND
from bot.commands import COMMANDS
from bot.follow_up.watch.form import NEW
from bot.follow_up.watch.model import Subscription
from bot.follow_up.watch.showing import line
from bot.messages import of_slack, of_subscriptions, of_watching
from knowledge.store.api import Document
from knowledge.store.history import Asked

AGAIN, FORGET = "again", "window:forget"
"""What the action_id of a button that shows an answer again begins with, and that of the one that forgets them."""


@dataclass(frozen=True, slots=True)
class Home:
    """What it shows. health: lines for registratorer alone; latest: documents with their links."""

    latest: Sequence[tuple[Document, str]]
    asked: Sequence[Asked]
    watched: Sequence[Subscription]
    health: Sequence[str]


def home(shown: Home) -> View:
    """The view, part by part."""
    made = [header(of_slack.home_title()), section(of_slack.home_lead())]
    made.append(actions(button(FIND, of_slack.search_title(), "1", style="primary")))
    if shown.health:
        made += [divider(), header(of_slack.health_title()), section("\n".join(shown.health))]
    if shown.latest:
        made += [divider(), header(of_slack.latest_title())]
        made += [_latest(document, link) for document, link in shown.latest]
    made += [divider(), header(of_subscriptions.title())]
    made += [_watched(number, one) for number, one in enumerate(shown.watched)] or [section(of_slack.nothing_watched())]
    made.append(actions(button(f"{FORM}:new", of_watching.form_title(), NEW)))
    if shown.asked:
        made += [divider(), header(of_slack.asked_title())]
        made += [_asked(number, one) for number, one in enumerate(shown.asked)]
        title, text, yes = of_slack.forget_title(), of_slack.forget_what(), of_slack.forget_yes()
        made.append(actions(confirmed(button(FORGET, of_slack.forget(), "1"), title, text, yes)))
    return {"type": "home", "blocks": [*made, divider(), header(of_slack.commands_title()), _commands()]}


def _latest(document: Document, link: str) -> View:
    opened = button("open", of_slack.open_document(), "1", url=link)
    is_web = link.startswith(("https://", "http://"))
    return section(of_slack.document(document.title, document.date), opened if is_web else None)


def _asked(number: int, asked: Asked) -> View:
    day = datetime.fromtimestamp(asked.asked_at).astimezone().date().isoformat()
    again = button(f"{AGAIN}:{number}", of_slack.show_again(), asked.ticket)
    return section(of_slack.asked_on(asked.question, day), again)


def _watched(number: int, one: Subscription) -> View:
    """A subscription with what changes it; a question, of which nothing can be changed, with what ends it."""
    if one.wanted is None:
        end = of_subscriptions.command(one.number)
        return section(line(one), button(f"{CHOOSE}:watched{number}", of_subscriptions.stop_short(), end))
    return section(line(one), button(f"{FORM}:watched{number}", of_watching.change(), f"bevakning {one.number}"))


def _commands() -> View:
    """What can be typed, a line each."""
    rows = [(rich_text.text(one.example, 300, bold=True), rich_text.text(f" – {one.help}", 300)) for one in COMMANDS]
    return rich_text.block(rich_text.bullets([rich_text.section(*row) for row in rows]))
