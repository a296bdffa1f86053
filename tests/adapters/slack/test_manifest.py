"""The manifest in deploy/slack says what the program does."""

from __future__ import annotations

from pathlib import Path

from adapters.slack.manifest import manifest, rendered
from bot.commands import COMMANDS, UMBRELLA

FILE = Path(__file__).parents[3] / "deploy" / "slack" / "manifest.json"


def test_the_file_is_made_from_the_registry() -> None:
    """A new command must be in it too: python -m adapters.slack.manifest > deploy/slack/manifest.json."""
    assert FILE.read_text(encoding="utf-8") == rendered()


def test_slack_takes_it() -> None:
    """Slack's limits: command names of 32 characters, 50 commands, 140 characters of description, texts of the app."""
    made = manifest("https://kanslist.alvkulla.se/")
    commands = made["features"]["slash_commands"]
    assert {one["command"] for one in commands} == {f"/{command.name}" for command in COMMANDS} | {f"/{UMBRELLA}"}
    assert len(commands) <= 50
    for one in commands:
        assert one["command"].isascii()
        assert len(one["command"]) <= 32
        assert 0 < len(one["description"]) <= 140
        assert one["url"] == "https://kanslist.alvkulla.se/slack/events"
    shown = made["display_information"]
    assert len(shown["description"]) <= 140
    assert 174 <= len(shown["long_description"]) <= 4_000


def test_an_app_in_socket_mode_has_no_address_to_call() -> None:
    """Slack calls nothing: the manifest turns Socket Mode on and names no address but that of the links."""
    over_http, socket = manifest("https://kanslist.alvkulla.se"), manifest("https://kanslist.alvkulla.se", socket=True)
    assert socket["settings"]["socket_mode_enabled"]
    assert "/slack/events" in str(over_http)
    assert "/slack/events" not in str(socket)
    assert socket["features"]["unfurl_domains"] == over_http["features"]["unfurl_domains"]


def test_it_asks_for_no_more_than_it_needs() -> None:
    """The bot hears mentions, direct messages and commands; no scope that it must have reads a channel's history."""
    made = manifest()
    scopes = made["oauth_config"]["scopes"]
    assert set(scopes["bot_optional"]) == {"channels:history", "groups:history", "im:write"}
    assert set(scopes["bot"]) - set(scopes["bot_optional"]) == {
        "app_mentions:read", "chat:write", "commands", "im:history",
        "files:read",  # of files that are shared where the bot is
        "links:read", "links:write",  # of links to our own pages alone: unfurl_domains
    }  # fmt: skip
    assert made["features"]["unfurl_domains"] == ["kanslist.example.se"]
    assert set(made["settings"]["event_subscriptions"]["bot_events"]) == {
        "app_mention", "message.im",
        "app_home_opened", "file_shared", "link_shared",  # they bring no message's words
        "app_uninstalled", "tokens_revoked",  # nor do these: what is kept of the workspace is forgotten
    }  # fmt: skip
