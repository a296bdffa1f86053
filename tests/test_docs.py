"""The guides say what there is: a setting or a command that nobody documents is one that nobody finds."""

from __future__ import annotations

from pathlib import Path

import pytest

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
