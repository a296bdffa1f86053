"""The registry of commands: what platforms register and people type."""

from __future__ import annotations

import pytest

from bot.commands import COMMANDS, find
from bot.kanslist import Kanslist
from tests.bot.record import incoming


def test_names_are_what_platforms_take() -> None:
    """Slack and Teams take ASCII names; no two commands share a word."""
    words = [word for command in COMMANDS for word in command.words]
    assert all(command.name.isascii() and command.name.islower() for command in COMMANDS)
    assert len(words) == len(set(words))


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_is_in_the_help(kanslist: Kanslist, command: object) -> None:
    """Help is made from the registry, so it cannot leave one out."""
    told = kanslist.ask_now(incoming("/hjalp", "help")).text
    assert all(one.example in told and one.help in told for one in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_example_is_understood(kanslist: Kanslist, command: object) -> None:
    """An example that its own command refuses would teach something wrong."""
    for one in COMMANDS:
        assert kanslist.ask_now(incoming(one.example, f"example {one.name}")).outcome != "refused"
        assert find(f"/{one.title}") is one
