"""The Teams app package (`make teams-app`): the manifest of this app id and address and its icons, checked, in a zip.

Limits: Microsoft's manifest schemas 1.27 and 1.29 (github.com/OfficeDev/microsoft-teams-app-schema).
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from adapters.teams import icons
from adapters.teams.errors import PackageRefused
from adapters.teams.manifest import EXAMPLE_ADDRESS, EXAMPLE_APP_ID, WITH_SLASH, manifest
from bot import settings
from bot.messages import of_teams_app
from knowledge.errors import KanslistError

ICONS = Path(__file__).parent.parent.parent / "deploy" / "teams"
OUT = Path("build") / "kanslist.zip"

LONGEST = {
    "name.short": 30,
    "name.full": 100,
    "description.short": 80,
    "description.full": 4_000,
    "developer.name": 32,
    "developer.websiteUrl": 2_048,
    "developer.privacyUrl": 2_048,
    "developer.termsOfUseUrl": 2_048,
    "bots[].commandLists[].commands[].title": 128,
    "bots[].commandLists[].commands[].description": 4_000,
    "composeExtensions[].commands[].id": 64,
    "composeExtensions[].commands[].title": 32,
    "composeExtensions[].commands[].description": 128,
    "composeExtensions[].commands[].parameters[].name": 64,
    "composeExtensions[].commands[].parameters[].title": 32,
    "composeExtensions[].commands[].parameters[].description": 128,
}
MOST = {
    "bots": 1,
    "bots[].commandLists": 3,
    "bots[].commandLists[].commands": 12,
    "composeExtensions": 1,
    "composeExtensions[].commands": 10,
    "composeExtensions[].commands[].parameters": 5,
    "composeExtensions[].messageHandlers": 5,
    "validDomains": 100,
}
NEEDED = (
    "$schema",
    "manifestVersion",
    "version",
    "id",
    "name.short",
    "description.short",
    "description.full",
    "developer.name",
    "developer.websiteUrl",
    "developer.privacyUrl",
    "developer.termsOfUseUrl",
    "icons.color",
    "icons.outline",
    "accentColor",
    "bots[].botId",
    "bots[].scopes",
    "bots[].commandLists[].scopes",
    "bots[].commandLists[].commands[].title",
    "composeExtensions[].botId",
    "composeExtensions[].commands[].id",
    "composeExtensions[].commands[].title",
    "composeExtensions[].commands[].parameters[].name",
    "composeExtensions[].commands[].parameters[].title",
    "composeExtensions[].messageHandlers[].value.domains",
    "validDomains",
)
ONLY_WITH_SLASH = ("bots[].supportsTargetedMessages", "bots[].commandLists[].triggers")
APP_IDS = ("id", "bots[].botId", "composeExtensions[].botId")
ADDRESSES = ("developer.websiteUrl", "developer.privacyUrl", "developer.termsOfUseUrl")

_GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_VERSION = re.compile(r"\d+\.\d+\.\d+")


def faults(made: dict[str, Any], color: bytes, outline: bytes) -> list[str]:
    """Everything for which Teams would refuse the package, or show another app's."""
    found = [of_teams_app.missing(place) for place in NEEDED if not all(_held(made, place))]
    for place, limit in LONGEST.items():
        found += [of_teams_app.too_long(place, len(one), limit) for one in _texts(made, place) if len(one) > limit]
    for place, limit in MOST.items():
        found += [of_teams_app.too_many(place, len(one), limit) for one in _values(made, place) if len(one) > limit]
    for place in APP_IDS:
        found += [of_teams_app.no_guid(place) for one in _texts(made, place) if not _GUID.fullmatch(one)]
        found += [of_teams_app.example_id(place) for one in _texts(made, place) if one == EXAMPLE_APP_ID]
    for place in ADDRESSES:
        found += [of_teams_app.not_https(place) for one in _texts(made, place) if not one.startswith("https://")]
        found += [of_teams_app.example_address(place) for one in _texts(made, place) if _is_example(one)]
    found += [of_teams_app.no_version("version") for one in _texts(made, "version") if not _VERSION.fullmatch(one)]
    if made.get("manifestVersion") != WITH_SLASH:
        found += [of_teams_app.unknown_field(place) for place in ONLY_WITH_SLASH if any(_values(made, place))]
    found += icons.icon_faults("color.png", color, icons.COLOUR)
    found += icons.icon_faults("outline.png", outline, icons.OUTLINE, outline=True)
    return found


def build(made: dict[str, Any], folder: Path, out: Path) -> None:
    """Write the package. folder: where the icons lie. Raises PackageRefused, which says all that is wrong."""
    try:
        color, outline = ((folder / name).read_bytes() for name in ("color.png", "outline.png"))
    except OSError as error:
        raise PackageRefused(reason=of_teams_app.missing(str(error.filename))) from error
    if wrong := faults(made, color, outline):
        raise PackageRefused(reason=" ".join(wrong))
    out.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("manifest.json", json.dumps(made, ensure_ascii=False, indent=2) + "\n")
        package.writestr("color.png", color)
        package.writestr("outline.png", outline)


def main(words: list[str]) -> int:
    """`python -m adapters.teams.app_package [--app-id ID] [--address URL] [--slash] [--icons DIR] [--out FILE]`; what
    is left out comes from the settings. Gives the exit status."""
    parser = argparse.ArgumentParser(prog="teams-app")
    parser.add_argument("--app-id")
    parser.add_argument("--address")
    parser.add_argument("--slash", action="store_true")
    parser.add_argument("--icons", type=Path, default=ICONS)
    parser.add_argument("--out", type=Path, default=OUT)
    asked = parser.parse_args(words)
    try:
        held = settings.load()
        app_id = asked.app_id or held.teams_app_id or EXAMPLE_APP_ID
        made = manifest(app_id, asked.address or held.public_url or EXAMPLE_ADDRESS, slash=asked.slash)
        build(made, asked.icons, asked.out)
    except KanslistError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(of_teams_app.made(str(asked.out), made["manifestVersion"]) + "\n")
    sys.stdout.write(of_teams_app.with_slash() + "\n" if asked.slash else "")
    return 0


def _is_example(address: str) -> bool:
    return urlsplit(address).hostname == urlsplit(EXAMPLE_ADDRESS).hostname


def _texts(made: object, place: str) -> Iterator[str]:
    return (one for one in _values(made, place) if isinstance(one, str))


def _values(made: object, place: str) -> Iterator[Any]:
    """What stands at a place; nothing where it is missing."""
    return (one for one in _held(made, place) if one is not None)


def _held(made: object, place: str) -> Iterator[Any]:
    """What stands at a place, None where it is missing. `[]`: in each of a list."""
    name, _, rest = place.partition(".")
    inside = made.get(name.removesuffix("[]")) if isinstance(made, dict) else None
    for one in (inside or [None]) if name.endswith("[]") else [inside]:
        yield from _held(one, rest) if rest else [one]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
