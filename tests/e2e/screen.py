"""What a person does and sees in the client's page: chats, channels with their threads, the bot's answers.

The place for what the client shows beside conversations (message extension, dialogs): methods of Screen.
"""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Locator, Page, WebSocket, expect

PERSONAL = "Personal Chat"
GROUP = "Nämndsekreterarna"
CHANNEL = "Kommunkansliet - Registraturen"
CHANNEL_ID = "19:registraturen@thread.tacv2"

_CARD = ".ac-adaptiveCard"
_ADAPTIVE = "application/vnd.microsoft.card.adaptive"


class Screen:
    """The client's page. cards: every Adaptive Card that it was sent, as JSON, in order."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.cards: list[dict[str, Any]] = []
        page.on("websocket", self._listen)
        page.goto(address)

    def chat(self, name: str) -> Chat:
        """Open the personal chat or the group chat."""
        self._choose(name)
        return Chat(self.page, self.page.locator("body"))

    def channel(self, name: str) -> Channel:
        """Open a channel of the team."""
        self._choose(name)
        return Channel(self.page)

    def mock(self, activity: str) -> None:
        """Send what Teams sends when something else than a message happens in the open conversation."""
        self.page.get_by_role("button", name="Mock an Activity").click()
        self.page.get_by_role("menuitem").get_by_text(activity, exact=True).click()
        self.page.get_by_role("dialog", name=activity).get_by_role("button", name="Send activity").click()

    def _choose(self, name: str) -> None:
        chosen = self.page.get_by_role("treeitem", name=name, exact=True)
        chosen.click()
        expect(self.page.get_by_role("textbox").last).to_be_visible()

    def _listen(self, socket: WebSocket) -> None:
        if "/conversations/stream" in socket.url:
            socket.on("framereceived", lambda frame: self.cards.extend(_cards(json.loads(frame))))


class Chat:
    """A conversation: what is said in it, the bot's cards in it. A thread of a channel is one too."""

    def __init__(self, page: Page, seen: Locator) -> None:
        """seen: the part of the page that shows it."""
        self._page = page
        self.seen = seen
        self.answers = seen.locator(_CARD)

    def say(self, text: str, *, mention: bool = False) -> None:
        """Write it and send it. mention: begin with @Kanslist, chosen from the list that opens."""
        _write(self._page, self.seen.get_by_role("textbox").last, text, mention)
        self.seen.get_by_label("Send Message").last.click()

    def ask(self, text: str, *, mention: bool = False) -> Locator:
        """Say it and wait for one answer more than there were; that answer."""
        before = self.answers.count()
        self.say(text, mention=mention)
        return self._next(before)

    def click(self, button: Locator) -> Locator:
        """Click a choice and wait for its answer; that answer."""
        before = self.answers.count()
        button.click()
        return self._next(before)

    def look_up(self, text: str) -> Locator:
        """Write in the message extension's box; the places for what it finds."""
        self._page.get_by_label("Trigger Message Extension App").last.click()
        self._page.get_by_role("menuitem", name="Search Command").click()
        self._page.get_by_placeholder("Enter a search term").fill(text)
        return self._page.get_by_role("heading", level=1)

    def put_in(self, find: Locator) -> Locator:
        """Choose what was found and send it; the card in the message."""
        before = self.answers.count()
        find.click()
        self._page.get_by_label("Send Message").last.click()
        return self._next(before)

    def _next(self, before: int) -> Locator:
        expect(self.answers).to_have_count(before + 1)
        return self.answers.nth(before)


class Channel:
    """A channel of a team."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def post(self, text: str, *, mention: bool = False) -> Chat:
        """Begin a thread; the thread."""
        _write(self._page, self._page.get_by_role("textbox").first, text, mention)
        self._page.get_by_role("button", name="Post", exact=True).click()
        return self.thread(text)

    def thread(self, text: str) -> Chat:
        """The thread that holds this text."""
        posts = self._page.get_by_role("group").filter(has=self._page.get_by_label("Send Message"))
        seen = posts.filter(has_text=text)
        expect(seen).to_have_count(1)
        return Chat(self._page, seen)


def _write(page: Page, box: Locator, text: str, mention: bool) -> None:
    box.click()
    if mention:
        page.keyboard.type("@Kans")
        page.get_by_label("Typeahead menu").get_by_role("menuitem", name="Kanslist").click()
        text = f" {text}"
    page.keyboard.type(text)
    expect(box).to_contain_text(text.strip())


def _cards(frame: dict[str, Any]) -> list[dict[str, Any]]:
    """The cards of what the page was told: a message that is new, or one that was changed."""
    attached = (frame.get("message") or {}).get("attachments") or ()
    return [one["content"] for one in attached if one["contentType"] == _ADAPTIVE]
