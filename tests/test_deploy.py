"""What deploy/ installs is what the program is: settings, paths and the port are spelled as they are read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.settings import Settings

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "deploy"
FILES = (
    "Dockerfile",
    "compose.yaml",
    "kanslist.env.example",
    "systemd/kanslist.service",
    "systemd/kanslist-digest.service",
)
OF_COMPOSE = {"KANSLIST_DOCUMENTS", "KANSLIST_ADDRESS"}
"""Variables that compose.yaml reads itself."""


@pytest.mark.parametrize("name", FILES)
def test_every_variable_is_a_setting(name: str) -> None:
    """A misspelt variable would be ignored without a word."""
    known = {f"KANSLIST_{field.upper()}" for field in Settings.model_fields} | OF_COMPOSE
    assert set(re.findall(r"\bKANSLIST_[A-Z_]*[A-Z]\b", (DEPLOY / name).read_text(encoding="utf-8"))) <= known


def test_the_image_is_built_of_what_is_there() -> None:
    """Each path that the image copies exists, and its ignore file lets it in."""
    dockerfile = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    allowed = {
        line[1:] for line in (DEPLOY / "Dockerfile.dockerignore").read_text("utf-8").splitlines() if line[:1] == "!"
    }
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", dockerfile, re.MULTILINE)
    for path in " ".join(copied).split():
        assert (ROOT / path).exists(), path
        assert any(path == one or path.startswith(f"{one}/") for one in allowed), path


def pinned(name: str) -> dict[str, str]:
    """The packages of a lock, with their versions."""
    text = (DEPLOY / "locks" / f"{name}.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9][a-z0-9.-]*)==([^ ;]+)", text, re.MULTILINE))


def test_the_list_without_botbuilder_is_what_is_tested() -> None:
    """It holds the Agents SDK in place of botbuilder and its parts; all else is as the tests run on."""
    agents, runtime, dev = pinned("agents"), pinned("runtime"), pinned("dev")
    assert agents.items() <= dev.items()
    assert {name for name in agents if name.startswith(("botb", "botf", "msrest"))} == set()
    assert "microsoft-agents-hosting-aiohttp" in agents
    assert {"botbuilder-core", "msrest"} <= runtime.keys() - agents.keys()
    gone = {"botbuilder-", "botframework-", "msrest", "msal", "jsonpickle", "oauthlib", "requests-oauthlib"}
    assert [name for name in runtime.keys() - agents.keys() if not name.startswith(tuple(gone))] == []


def test_the_port_is_the_programs() -> None:
    """The image's health check, compose and the settings' default are one port."""
    port = str(Settings.model_fields["port"].default)
    assert f"EXPOSE {port}" in (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    assert f"127.0.0.1:{port}:{port}" in (DEPLOY / "compose.yaml").read_text(encoding="utf-8")


def test_no_secret_is_shipped() -> None:
    """The example's secrets are empty, and the file that holds real ones is not kept in the repository."""
    example = (DEPLOY / "kanslist.env.example").read_text(encoding="utf-8")
    for line in re.findall(r"^#?KANSLIST_\w*(?:SECRET|TOKEN|PASSWORD|KEY)=(.*)$", example, re.MULTILINE):
        assert line == ""
    assert "/deploy/kanslist.env" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
