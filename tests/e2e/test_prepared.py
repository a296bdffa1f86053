"""What `make e2e` stands on is pinned and invented. Needs no browser: part of `make test`."""

from __future__ import annotations

import json
import re

import pytest

from tests.e2e.playground import CLIENT, TENANT

LOCK = json.loads((CLIENT / "package-lock.json").read_text(encoding="utf-8"))
PACKAGES = {path: package for path, package in LOCK["packages"].items() if path}


@pytest.mark.parametrize("path", PACKAGES)
def test_every_package_is_held_by_its_hash_and_tied_to_no_registry(path: str) -> None:
    """A developer's own registry in the lock would be asked by everyone; without one npm asks the configured one."""
    assert PACKAGES[path]["integrity"].startswith("sha512-")
    assert "resolved" not in PACKAGES[path]


def test_what_is_asked_for_is_one_version() -> None:
    """The client's page and its undocumented ways change with each version: a new one is a change of ours."""
    asked = json.loads((CLIENT / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in asked.values())
    assert asked == LOCK["packages"][""]["dependencies"]


def test_the_tenant_has_the_five_users_that_the_client_demands() -> None:
    """It ends with a status and no word otherwise; and nobody in it is real."""
    text = TENANT.read_text(encoding="utf-8")
    users = text[text.index("\nusers:") : text.index("\npersonalChat:")]
    assert users.count("- id:") == 5
    assert set(re.findall(r": [^\s\"]+@(\S+)$", text, re.MULTILINE)) == {"alvkulla.example"}
