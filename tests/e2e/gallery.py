"""Cards as Teams' themes and a phone's width show them: the JSON that was sent, drawn by Microsoft's own renderer."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page

from tests.e2e.playground import INSTALLED
from tests.e2e.themes import Theme

_RENDERER = INSTALLED / "adaptivecards" / "dist" / "adaptivecards.min.js"

_STYLE = """
body { margin: 0; background: %(card)s; }
#card { width: %(width)dpx; border: 1px solid %(line)s; }
#card, .ac-pushButton { font-family: "Segoe UI", Tahoma, Geneva, Verdana, sans-serif; }
.ac-actionSet { flex-wrap: wrap; row-gap: 8px; }
.ac-anchor { color: %(link)s; }
.ac-pushButton { background: %(card)s; color: %(text)s; border: 1px solid %(subtle)s; border-radius: 4px; }
.ac-pushButton { padding: 6px 12px; font-size: 14px; font-weight: 600; text-align: left; }
"""

_DRAW = """
({card, host}) => {
  const drawn = new AdaptiveCards.AdaptiveCard();
  drawn.hostConfig = new AdaptiveCards.HostConfig(host);
  const context = new AdaptiveCards.SerializationContext();
  drawn.parse(card, context);
  document.getElementById("card").replaceChildren(drawn.render());
  const faults = drawn.validateProperties().validationEvents.map((event) => event.message);
  for (let at = 0; at < context.eventCount; at++) faults.push(context.getEventAt(at).message);
  return faults;
}
"""


def draw(page: Page, card: dict[str, Any], theme: Theme, width: int) -> tuple[Locator, list[str]]:
    """The card as it is shown, and what the renderer holds against it."""
    look = {"card": theme.card, "text": theme.text, "subtle": theme.subtle, "link": theme.link, "line": theme.line}
    page.set_content(f"<style>{_STYLE % (look | {'width': width})}</style><div id=card></div>")
    page.add_script_tag(path=_RENDERER)
    faults = page.evaluate(_DRAW, {"card": card, "host": theme.host()})
    return page.locator("#card"), faults


def cut_off(drawn: Locator) -> list[str]:
    """The words of each part of the card that reaches beyond its right edge."""
    return drawn.evaluate(
        """(card) => [...card.querySelectorAll("*")]
          .filter((part) => part.getBoundingClientRect().right > card.getBoundingClientRect().right)
          .map((part) => part.textContent)"""
    )
