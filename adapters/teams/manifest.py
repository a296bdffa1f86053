"""deploy/teams/manifest.json, made from the command registry: `python -m adapters.teams.manifest [APP-ID [ADDRESS]]`.

Fields: Microsoft's manifest schema (github.com/OfficeDev/microsoft-teams-app-schema). A command's title is what Teams
puts into the compose box, å ä ö included; the slash is left out, since one opens Teams' own menu there.
"""

from __future__ import annotations

import json
import sys
from typing import Any
from urllib.parse import urlsplit

from adapters.teams import extension
from bot.commands import COMMANDS
from bot.messages import of_platforms, of_teams

VERSION = "1.27"
WITH_SLASH = "1.29"
"""The first version that knows private messages to a bot and its slash commands."""

SCHEMA = "https://developer.microsoft.com/json-schemas/teams/v{version}/MicrosoftTeams.schema.json"
EXAMPLE_APP_ID = "00000000-0000-0000-0000-000000000000"
EXAMPLE_ADDRESS = "https://kanslist.example.se"
COMMANDS_LIMIT = 12
"""Teams takes so many commands in a list; the last of the registry (hjälp) is always among them."""


SCOPES = ["personal", "team", "groupChat"]
_SHARED = ["team", "groupChat"]


def manifest(app_id: str = EXAMPLE_APP_ID, address: str = EXAMPLE_ADDRESS, *, slash: bool = False) -> dict[str, Any]:
    """The manifest of the app. app_id: the bot registration's; address: where readers reach the web view; slash:
    whether the tenant takes the newest manifests, in which a channel has slash commands that only the asker sees."""
    page = address.rstrip("/")
    version = WITH_SLASH if slash else VERSION
    return {
        "$schema": SCHEMA.format(version=version),
        "manifestVersion": version,
        "version": "1.1.0",
        "id": app_id,
        "developer": {
            "name": "Kanslist",
            "websiteUrl": page,
            "privacyUrl": f"{page}/",
            "termsOfUseUrl": f"{page}/",
        },
        "name": {"short": "Kanslist", "full": "Kanslist"},
        "description": {"short": of_platforms.about_short(), "full": of_teams.about_long()},
        "icons": {"color": "color.png", "outline": "outline.png"},
        "accentColor": "#1F3A5F",
        "localizationInfo": {"defaultLanguageTag": "sv-se"},
        "bots": [
            {
                "botId": app_id,
                "scopes": SCOPES,
                "supportsFiles": True,
                "isNotificationOnly": False,
                **_offered(slash),
            }
        ],
        "composeExtensions": [_extension(app_id, page)],
        "validDomains": [urlsplit(page).hostname],
    }


def rendered(app_id: str = EXAMPLE_APP_ID, address: str = EXAMPLE_ADDRESS, *, slash: bool = False) -> str:
    """The manifest as the file holds it."""
    return json.dumps(manifest(app_id, address, slash=slash), ensure_ascii=False, indent=2) + "\n"


def _offered(slash: bool) -> dict[str, Any]:
    """The commands that Teams offers: when the bot is mentioned, and with slash in a channel's or group's own menu."""
    if not slash:
        return {"commandLists": [{"scopes": SCOPES, "commands": _commands()}]}
    alone = {"scopes": ["personal"], "triggers": ["mention"], "commands": _commands()}
    among_others = {"scopes": _SHARED, "triggers": ["mention", "slash"], "commands": _commands()}
    return {"supportsTargetedMessages": True, "commandLists": [alone, among_others]}


def _extension(app_id: str, page: str) -> dict[str, Any]:
    """The search from the compose box, and the links of ours that unfold."""
    field = {
        "name": extension.PARAMETER,
        "title": of_teams.extension_field(),
        "description": of_teams.extension_hint(),
        "inputType": "text",
    }
    command = {
        "id": extension.COMMAND,
        "type": "query",
        "title": of_teams.extension_title(),
        "description": of_teams.extension_help(),
        "initialRun": True,
        "context": ["compose", "commandBox"],
        "parameters": [field],
    }
    link = {"type": "link", "value": {"domains": [urlsplit(page).hostname]}}
    return {"botId": app_id, "commands": [command], "messageHandlers": [link]}


def _commands() -> list[dict[str, str]]:
    listed = (*COMMANDS[: COMMANDS_LIMIT - 1], COMMANDS[-1]) if len(COMMANDS) > COMMANDS_LIMIT else COMMANDS
    return [
        {
            "title": command.title,
            "description": of_teams.command_list_description(
                command.help, command.example.replace(f"/{command.name}", command.title)
            ),
        }
        for command in listed
    ]


if __name__ == "__main__":
    sys.stdout.write(rendered(*sys.argv[1:3]))
