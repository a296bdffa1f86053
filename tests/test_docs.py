"""The guides say what there is: a setting or a command that nobody documents is one that nobody finds."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from adapters.slack import manifest as slack_manifest
from adapters.teams import manifest as teams_manifest
from bot.commands import COMMANDS
from bot.settings import Settings

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("name", list(Settings.model_fields))
def test_every_setting_stands_in_the_operators_guide(name: str) -> None:
    """An operator finds each variable, spelled as it is read."""
    assert f"`KANSLIST_{name.upper()}`" in (ROOT / "docs/operators.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
@pytest.mark.parametrize("guide", ["README.md", "docs/anvandarguide.md"])
def test_every_command_stands_in_the_guides(command, guide: str) -> None:
    """The readme and the Swedish user guide name every command of the registry."""
    assert f"/{command.name}" in (ROOT / guide).read_text(encoding="utf-8")


def test_the_commands_of_the_readme_fill_every_address_of_both_manifests() -> None:
    """An example address that is left in a manifest makes an app that reaches nobody."""
    slack = slack_manifest.rendered("https://kanslist.alvkulla.se")
    teams = teams_manifest.rendered("11111111-0000-0000-0000-000000000000", "https://kanslist.alvkulla.se")
    assert "example" not in slack + teams
    assert teams_manifest.EXAMPLE_APP_ID not in teams
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "-m adapters.slack.manifest https://YOUR-ADDRESS" in readme
    assert "make teams-app APP_ID=… ADDRESS=https://YOUR-ADDRESS" in readme


@pytest.mark.parametrize("guide", ["README.md", "deploy/slack/README.md", "deploy/teams/README.md"])
def test_the_guides_of_the_platforms_name_the_address_of_the_links(guide: str) -> None:
    """Without it Slack and Teams are not opened on an address that others reach."""
    assert "KANSLIST_PUBLIC_URL" in (ROOT / guide).read_text(encoding="utf-8")


def test_an_old_python_is_said_at_once(tmp_path: Path) -> None:
    """Before pip's own words about a package that cannot be found for it."""
    old = tmp_path / "python3"
    old.write_text('#!/bin/sh\n[ "$1" = -V ] && echo Python 3.9.2 && exit 0\nexit 1\n')
    old.chmod(0o755)
    for name in ("Makefile", "pyproject.toml", "deploy/locks/runtime.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text((ROOT / name).read_text(encoding="utf-8"), encoding="utf-8")
    done = subprocess.run(["make", "demo", f"PYTHON={old}"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "needs Python 3.11 or newer" in done.stderr
    assert "Python 3.9.2" in done.stderr
    assert not (tmp_path / ".venv").exists()
