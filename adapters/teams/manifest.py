"""deploy/teams/manifest.json, made from the command registry: `python -m adapters.teams.manifest [APP-ID [ADDRESS]]`.

Fields: Microsoft's manifest schema 1.22. A command's title is what Teams puts into the compose box, å ä ö included;
the slash is left out, since one opens Teams' own menu there.
"""

from __future__ import annotations

import json
import sys
from typing import Any
from urllib.parse import urlsplit

from bot.commands import COMMANDS
from bot.messages import of_platforms, of_teams

SCHEMA = "https://developer.microsoft.com/json-schemas/teams/v1.22/MicrosoftTeams.schema.json"
EXAMPLE_APP_ID = "00000000-0000-0000-0000-000000000000"
EXAMPLE_ADDRESS = "https://kanslist.example.se"
COMMANDS_LIMIT = 10
"""Teams takes so many commands in a list; the last of the registry (hjälp) is always among them."""


def manifest(app_id: str = EXAMPLE_APP_ID, address: str = EXAMPLE_ADDRESS) -> dict[str, Any]:
    """The manifest of the app. app_id: the bot registration's; address: where readers reach the web view."""
    page = address.rstrip("/")
    return {
        "$schema": SCHEMA,
        "manifestVersion": "1.22",
        "version": "1.0.0",
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
                "scopes": ["personal", "team", "groupChat"],
                "supportsFiles": False,
                "isNotificationOnly": False,
                "commandLists": [{"scopes": ["personal", "team", "groupChat"], "commands": _commands()}],
            }
        ],
        "validDomains": [urlsplit(page).hostname],
    }


def rendered(app_id: str = EXAMPLE_APP_ID, address: str = EXAMPLE_ADDRESS) -> str:
    """The manifest as the file holds it."""
    return json.dumps(manifest(app_id, address), ensure_ascii=False, indent=2) + "\n"


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
