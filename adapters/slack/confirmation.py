"""The question that Slack asks before a button does what cannot be undone.

docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object
"""

from __future__ import annotations

from adapters.slack.views import View, plain
from bot.messages import of_slack


def confirmed(button: View, title: str, text: str, yes: str) -> View:
    """The button with that question. yes: on the button that goes on."""
    asks = {"title": plain(title), "text": plain(text), "confirm": plain(yes), "deny": plain(of_slack.cancel())}
    return button | {"style": "danger", "confirm": asks | {"style": "danger"}}
