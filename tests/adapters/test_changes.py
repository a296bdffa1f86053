"""A comparison on each platform: what was deleted is struck and what was added stands out, the words as they are."""

from __future__ import annotations

import io
from typing import Any

from rich.console import Console

from adapters.slack.message import message as slack_message
from adapters.teams.cards import message as teams_message
from adapters.terminal import screen
from adapters.terminal.render import plain
from adapters.terminal.rows import rows
from adapters.web.view import Views
from bot.answers.answer import Answer, Citation, Item, Words
from tests.fakes.block_kit import faults
from tests.fakes.slack import parts
from tests.fakes.teams import cards_of

QUOTE = "att biblioteket håller öppet till klockan 21 <i>på vardagar</i>"
MARKED = "att biblioteket håller öppet till klockan [struket: 21] [tillagt: 20] <i>på vardagar</i>"
RUNS = (
    Words(sort="same", text="att biblioteket håller öppet till klockan"),
    Words(sort="deleted", text="21"),
    Words(sort="added", text="20"),
    Words(sort="same", text="<i>på vardagar</i>"),
)
ANSWER = Answer(
    question="/jamfor KUN 2025-0071",
    intent="compare",
    outcome="answered",
    lead="Beslutet skiljer sig från förslaget.",
    items=(Item(label="Förslag · ändrad punkt", text=MARKED, changes=RUNS, citation=0, notes=("härlett",)),),
    citations=(Citation(document="skrivelse.txt", title="Skrivelse", quote=QUOTE, url="https://kanslist.example/1"),),
)


def test_slack_strikes_and_emboldens() -> None:
    """Rich text keeps the document's own marks as text."""
    payload = slack_message(ANSWER)
    assert faults(payload) == []
    styled = {part["text"]: part.get("style") for part in parts(payload["blocks"]) if part.get("type") == "text"}
    assert styled["21"] == {"strike": True}
    assert styled["20"] == {"bold": True}
    assert styled["<i>på vardagar</i>"] is None
    assert styled["härlett"] == {"italic": True}
    assert "[struket: 21] [tillagt: 20]" in payload["text"]


def test_teams_strikes_and_emboldens() -> None:
    """Text runs; where no card is shown, the twin has the marks in words."""
    (card,) = cards_of(teams_message(ANSWER))
    runs = {run["text"]: run for run in _runs(card["body"])}
    assert runs["21"]["strikethrough"] is True
    assert runs["20"]["weight"] == "Bolder"
    assert "strikethrough" not in runs["<i>på vardagar</i>"]
    assert "[struket: 21] [tillagt: 20]" in card["fallbackText"]


def test_the_page_marks_deletions_and_insertions() -> None:
    """A screen reader says them too, and what a document says is escaped."""
    views = Views("https://kanslist.example")
    page = " ".join(views.text("answer.html", {"exchange": views.exchange(ANSWER)}).split())
    assert '<del><span class="unseen">struket: </span>21</del>' in page
    assert '<ins><span class="unseen">tillagt: </span>20</ins>' in page
    assert "&lt;i&gt;på vardagar&lt;/i&gt;" in page


def test_a_screen_strikes_and_a_pipe_says_it_in_words() -> None:
    """Where nothing can be struck the words themselves say what happened."""
    out = Console(file=io.StringIO(), force_terminal=True, color_system="standard", width=100, highlight=False)
    screen.draw(rows(ANSWER), out)
    shown = out.file.getvalue()  # type: ignore[attr-defined]  # the StringIO above
    assert "\x1b[9;31m 21\x1b[0m" in shown
    assert "\x1b[1;32m 20\x1b[0m" in shown
    assert MARKED in plain(ANSWER)


def _runs(elements: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for element in elements:
        found += element.get("inlines", [])
        found += _runs(element.get("items", []))
    return found
