"""Slack's windows and the App Home as views: an answer, the search with filters, the home.

Limits: docs.slack.dev/reference/views (100 blocks, titles of 24 characters), .../block-elements (100 options of 75).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from adapters.slack.blocks import blocks
from adapters.slack.buttons import CHOOSE
from bot.answers.answer import Answer
from bot.commands import COMMANDS
from bot.messages import of_slack, of_subscriptions
from knowledge.store.api import Document
from knowledge.store.history import Asked
from knowledge.store.subscriptions import SubscriptionRow

View = dict[str, Any]

SEARCH, FIND = "search", "window:search"
"""The search window's callback_id, and the action_id of the button that opens it."""
AGAIN, FORGET = "again", "window:forget"
"""What the action_id of a button that shows an answer again begins with, and that of the one that forgets them."""
MESSAGE = "search_message"
"""The callback_id of the shortcut on a message."""
SUBSCRIBE, WATCH = "subscribe", "window:watch"
"""The callback_id of the window that asks what to watch, and the action_id of the button that opens it."""
_TEXT, _BODY, _YEAR = "text", "body", "year"
_OPTIONS = 100
_OPTION = 75
_TITLE = 24
_SECTION = 3_000


@dataclass(frozen=True, slots=True)
class Home:
    """What one person's App Home shows. health: lines for registratorer alone; links: by document."""

    latest: Sequence[tuple[Document, str]]
    asked: Sequence[Asked]
    watched: Sequence[SubscriptionRow]
    health: Sequence[str]


def answered(answer: Answer | str) -> View:
    """A window with an answer, or with a sentence."""
    shown = [_section(answer)] if isinstance(answer, str) else blocks(answer)
    return _window(of_slack.answer_title(), shown)


def search(bodies: Sequence[str], years: Sequence[int]) -> View:
    """The window of the search with filters: what to look for, in whose documents, of which year."""
    inputs = [
        _input(_TEXT, of_slack.look_for(), {"type": "plain_text_input", "max_length": 300}),
        *_select(_BODY, of_slack.of_body(), bodies),
        *_select(_YEAR, of_slack.of_year(), [str(year) for year in years]),
    ]
    return _window(of_slack.search_title(), inputs) | {
        "callback_id": SEARCH,
        "submit": _plain(of_slack.search_button()),
    }


def watch() -> View:
    """The window that asks what to watch."""
    field = _input(_TEXT, of_subscriptions.ask(), {"type": "plain_text_input", "max_length": 300})
    sends = {"callback_id": SUBSCRIBE, "submit": _plain(of_subscriptions.send())}
    return _window(of_subscriptions.new(), [field]) | sends


def sought(view: Mapping[str, Any]) -> str:
    """What a sent search asks, as it would be typed."""
    values = view["state"]["values"]
    chosen = [_value(values, name) for name in (_TEXT, _BODY, _YEAR)]
    return " ".join(part for part in chosen if part)


def home(shown: Home) -> View:
    """The App Home."""
    made = [_header(of_slack.home_title()), _section(of_slack.home_lead())]
    made.append({"type": "actions", "elements": [_button(FIND, of_slack.search_title(), "1", style="primary")]})
    if shown.latest:
        made.append(_header(of_slack.latest_title()))
        made += [_latest(document, link) for document, link in shown.latest]
    made.append(_header(of_subscriptions.title()))
    made += [_watched(number, one) for number, one in enumerate(shown.watched)]
    made.append({"type": "actions", "elements": [_button(WATCH, of_subscriptions.new(), "1")]})
    if shown.asked:
        made.append(_header(of_slack.asked_title()))
        made += [_asked(number, one) for number, one in enumerate(shown.asked)]
        made.append({"type": "actions", "elements": [_button(FORGET, of_slack.forget(), "1")]})
    made.append(_header(of_slack.commands_title()))
    made += [_section(f"{command.example}\n{command.help}") for command in COMMANDS]
    if shown.health:
        made += [_header(of_slack.health_title()), *(_section(line) for line in shown.health)]
    return {"type": "home", "blocks": made}


def _latest(document: Document, link: str) -> View:
    said = of_slack.document(document.title, document.date)
    if not link.startswith(("https://", "http://")):
        return _section(said)
    opened = {"type": "button", "action_id": "open", "text": _plain(of_slack.open_document()), "url": link}
    return _section(said) | {"accessory": opened}


def _asked(number: int, asked: Asked) -> View:
    day = datetime.fromtimestamp(asked.asked_at).astimezone().date().isoformat()
    button = _button(f"{AGAIN}:{number}", of_slack.show_again(), asked.ticket)
    return _section(of_slack.asked_on(asked.question, day)) | {"accessory": button}


def _watched(number: int, one: SubscriptionRow) -> View:
    stop = _button(f"{CHOOSE}:watched{number}", of_subscriptions.stop_short(), of_subscriptions.command(one.number))
    return _section(one.said[:_SECTION]) | {"accessory": stop}


def _window(title: str, shown: list[View]) -> View:
    return {"type": "modal", "title": _plain(title[:_TITLE]), "close": _plain(of_slack.close()), "blocks": shown}


def _select(name: str, label: str, texts: Sequence[str]) -> list[View]:
    """A choice among texts, left out where there is none to choose among."""
    options = [{"text": _plain(text[:_OPTION]), "value": text[:_OPTION]} for text in texts[:_OPTIONS]]
    return [_input(name, label, {"type": "static_select", "options": options}, optional=True)] if options else []


def _input(name: str, label: str, element: View, *, optional: bool = False) -> View:
    held = element | {"action_id": name}
    return {"type": "input", "block_id": name, "label": _plain(label), "optional": optional, "element": held}


def _value(values: Mapping[str, Any], name: str) -> str:
    given = values.get(name, {}).get(name, {})
    chosen = (given.get("selected_option") or {}).get("value")
    return str(chosen or given.get("value") or "").strip()


def _button(action_id: str, title: str, value: str, **more: str) -> View:
    return {"type": "button", "action_id": action_id, "text": _plain(title), "value": value, **more}


def _header(text: str) -> View:
    return {"type": "header", "text": _plain(text)}


def _section(text: str) -> View:
    return {"type": "section", "text": _plain(text)}


def _plain(text: str) -> View:
    return {"type": "plain_text", "text": text, "emoji": False}
