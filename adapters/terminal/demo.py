"""`kanslist demo`: nine invented documents, two answers, then the chat page."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from adapters.terminal import opened
from adapters.terminal.ingest import put_in
from knowledge.errors import FileMissing
from knowledge.store.reader import OPEN

if TYPE_CHECKING:
    from bot.settings import Settings

QUESTIONS = ("/beslut AMN 2020-0276", "vilka rekommendationer är öppna?")
_ROOT = Path(__file__).parent
_PLATFORMS = (
    "slack_signing_secret", "slack_app_token", "slack_bot_token", "slack_client_id", "slack_client_secret",
    "teams_app_id", "teams_app_password", "teams_tenant_id",
)  # fmt: skip
"""The settings that would open a platform, whose readers must not be answered from invented documents."""


def demo() -> None:
    """Visa Kanslist på nio påhittade dokument. Stanna med Ctrl-C."""
    settings = demo_settings()
    put_in([documents()], OPEN, settings)
    from adapters.terminal.ask import converse
    from adapters.terminal.render import show

    with opened.clerk(settings) as kanslist:
        for question in QUESTIONS:
            sys.stdout.write(f"> {question}\n\n")
            show(converse(kanslist, [question])[0])
    if os.environ.get("KANSLIST_DEMO_ONCE") == "1":
        return
    sys.stdout.write(f"Öppna {settings.base_url}/ och fråga själv. Ctrl-C avslutar.\n")
    sys.stdout.flush()
    from adapters.server import run

    run(settings)


def demo_settings() -> Settings:
    """The operator's settings with a data folder of the demo's own; no platform is opened."""
    data = Path(os.environ.get("KANSLIST_DATA") or "data") / "demo"
    shut = dict.fromkeys(_PLATFORMS, "")
    return opened.settings(data=data, database=f"sqlite:///{data / 'kanslist.db'}", watch="", **shut)


def documents() -> Path:
    """Where the demo documents lie: in the package, or in the repository. Raises FileMissing."""
    for folder in (_ROOT / "demo", _ROOT.parent.parent / "deploy" / "demo"):
        if folder.is_dir():
            return folder
    raise FileMissing
