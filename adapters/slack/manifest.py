"""deploy/slack/manifest.json, made from the command registry.

`python -m adapters.slack.manifest [ADDRESS] [--socket]` prints it; --socket: for an app in Socket Mode.

Fields: docs.slack.dev/reference/app-manifest. Commands carry their ASCII names, since no document says that Slack takes
å ä ö in one; the Swedish spelling is understood wherever text is typed.
"""

from __future__ import annotations

import json
import sys
from typing import Any
from urllib.parse import urlsplit

from adapters.slack import windows
from adapters.slack.setup import PATH, REDIRECT_PATH
from bot.commands import COMMANDS, UMBRELLA
from bot.messages import of_platforms as messages
from bot.messages import of_slack

EXAMPLE_ADDRESS = "https://kanslist.example.se"
SCOPES = ("app_mentions:read", "chat:write", "commands", "files:read", "im:history", "links:read", "links:write")
OPTIONAL = ("channels:history", "groups:history", "im:write")
"""Scopes that an administrator may leave out: with them the outbox looks whether a message is there before it sends it
again, in public and private channels and in somebody's direct message (adapters/slack/history.py)."""

EVENTS = (
    "app_home_opened",
    "app_mention",
    "app_uninstalled",
    "file_shared",
    "link_shared",
    "message.im",
    "tokens_revoked",
)


def manifest(address: str = EXAMPLE_ADDRESS, *, socket: bool = False) -> dict[str, Any]:
    """The manifest of the app. address: where readers reach the server, without path, and Slack too unless `socket`."""
    url = address.rstrip("/") + PATH
    called = {} if socket else {"request_url": url}
    return {
        "_metadata": {"major_version": 2, "minor_version": 1},
        "display_information": {
            "name": "Kanslist",
            "description": messages.about_short(),
            "long_description": messages.about_long(),
            "background_color": "#1f3a5f",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "Kanslist", "always_online": True},
            "shortcuts": [
                _shortcut("global", windows.SEARCH, of_slack.search_title(), of_slack.search_help()),
                _shortcut("message", windows.MESSAGE, of_slack.search_message(), of_slack.search_message_help()),
            ],
            "slash_commands": _commands({} if socket else {"url": url}),
            "unfurl_domains": [urlsplit(url).hostname or ""],
        },
        "oauth_config": {
            "redirect_urls": [address.rstrip("/") + REDIRECT_PATH],
            "scopes": {"bot": sorted(SCOPES + OPTIONAL), "bot_optional": list(OPTIONAL)},
        },
        "settings": {
            "event_subscriptions": {**called, "bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True, **called},
            "org_deploy_enabled": False,
            "socket_mode_enabled": socket,
            "token_rotation_enabled": False,
        },
    }


def rendered(address: str = EXAMPLE_ADDRESS, *, socket: bool = False) -> str:
    """The manifest as the file holds it."""
    return json.dumps(manifest(address, socket=socket), ensure_ascii=False, indent=2) + "\n"


def _commands(called: dict[str, str]) -> list[dict[str, Any]]:
    made = [_command(command.name, command.help, command.arguments, called) for command in COMMANDS]
    return [*made, _command(UMBRELLA, messages.umbrella_help(), messages.umbrella_arguments(), called)]


def _shortcut(kind: str, callback_id: str, name: str, description: str) -> dict[str, Any]:
    return {"name": name, "type": kind, "callback_id": callback_id, "description": description}


def _command(name: str, description: str, hint: str, called: dict[str, str]) -> dict[str, Any]:
    usage = {"usage_hint": hint} if hint else {}
    return {"command": f"/{name}", "description": description, **usage, "should_escape": False, **called}


if __name__ == "__main__":
    addresses = [one for one in sys.argv[1:] if one != "--socket"]
    sys.stdout.write(rendered(*addresses[:1], socket="--socket" in sys.argv))
