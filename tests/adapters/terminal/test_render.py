"""An answer in the terminal: the same facts on a screen and in a pipe, and no document can harm either."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from adapters.terminal import screen
from adapters.terminal.render import harmless, plain
from adapters.terminal.rows import rows
from bot.answers.answer import Answer, Choice, Citation, Item


def answer(text: str = "Nämnden bifaller motionen.", quote: str = "Nämnden bifaller motionen.") -> Answer:
    citation = Citation(
        document="protokoll.pdf", title="Protokoll", page=3, section="§ 33", quote=quote, url="http://127.0.0.1/d/1"
    )
    return Answer(
        question="/beslut AMN 2020-0276",
        intent="decisions",
        outcome="answered",
        lead="Ett beslut i AMN 2020-0276.",
        items=(Item(label="Beslut · § 33", text=text, citation=0, notes=("protokollet är inte justerat",)),),
        notes=("Ingen reservation är antecknad.",),
        citations=(citation,),
        choices=(Choice(label="Hela ärendet", text="/arende AMN 2020-0276"),),
    )


def test_a_pipe_gets_plain_lines() -> None:
    """Lead, fact as its own quote, note, source, notes, choices: in that order, no colours."""
    assert plain(answer()).split("\n") == [
        "Ett beslut i AMN 2020-0276.",
        "",
        "• Beslut · § 33",
        "  ”Nämnden bifaller motionen.”",
        "  (protokollet är inte justerat)",
        "  — protokoll.pdf, s. 3, § 33",
        "",
        "Ingen reservation är antecknad.",
        "→ Hela ärendet",
        "",
    ]


def test_a_quote_that_says_more_than_the_fact_is_shown() -> None:
    """The reader must see the words that the fact was taken from; a hyphen at a line's end is not read aloud."""
    shown = plain(answer(quote="Nämnden bifaller motio-\nnen enligt förslag."))
    assert "  │ ”Nämnden bifaller motionen enligt förslag.”" in shown


def test_a_citation_that_no_item_names_is_shown() -> None:
    """No source of an answer is left out."""
    loose = answer().model_copy(update={"items": ()})
    assert "”Nämnden bifaller motionen.”" in plain(loose)
    assert "protokoll.pdf, s. 3, § 33" in plain(loose)


@pytest.mark.parametrize("text", ["\x1b[2Jborta", "rad\rskriven över", "\x9b31mröd", "a\u202egnäl", "\x07pling"])
def test_no_document_moves_the_cursor(text: str) -> None:
    """Control characters in a document's text never reach the terminal."""
    assert all(ch.isprintable() for ch in harmless(text))
    assert "\x1b" not in plain(answer(text=text, quote=text))


@pytest.mark.parametrize("width", [30, 80, 200])
def test_a_screen_shows_the_same_words_in_any_width(monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    """Lines are folded to the window and no word is lost."""
    out = io.StringIO()
    monkeypatch.setattr(
        screen, "console", lambda: Console(file=out, width=width, force_terminal=True, color_system=None)
    )
    long = answer(text="Nämnden beslutar att " + "anta riktlinjen för språkombud och " * 6 + "säga till.")
    screen.draw(rows(long))
    shown = out.getvalue()
    assert shown.replace("│", " ").split() == plain(long).replace("│", " ").split()
    assert max(len(line) for line in shown.split("\n")) <= width


def test_markup_in_a_text_is_text() -> None:
    """Square brackets are no colours."""
    assert "[red]fel[/red]" in plain(answer(text="[red]fel[/red]", quote="[red]fel[/red]"))
