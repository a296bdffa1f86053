"""`kanslist explain`: every fact is shown where it stands, the text is whole, and the page asks for nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from adapters.terminal.explain_page import page, pieces
from adapters.terminal.explained import Explained, explain
from adapters.terminal.main import run
from bot.messages.of_explaining import FIELDS, KINDS
from knowledge.facts import LISTS
from knowledge.reading.pages import Page, Reading
from knowledge.reading.read import read

DEMO = Path(__file__).parents[3] / "deploy" / "demo"
MINUTES = DEMO / "2020-04-28_protokoll_arbetsmarknadsnamnden.pdf"
NASTY = """Älvkulla kommun
Kulturnämnden
Protokoll 2026-02-05

§ 1 KUN 2026-0001
<script>alert("1")</script> & \u202etaxa\x07

Beslut
Kulturnämnden beslutar att anta taxan.
"""


@pytest.fixture(scope="module")
def minutes() -> Explained:
    return explain(read(MINUTES))


def test_every_fact_stands_once_in_a_section_of_its_page(minutes: Explained) -> None:
    """What the machine found is shown whole: as many facts as the contract's lists and sources hold."""
    facts = minutes.facts
    meeting = len(facts.meeting.sources) if facts.meeting else 0
    wanted = sum(len(elements) for _, elements in facts.lists()) + len(facts.document.sources) + meeting
    shown = [one for seen in minutes.pages for section in seen.sections for one in section.facts]
    assert len(shown) == wanted == sum(count for _, count in minutes.counts)
    assert [one.number for one in shown] == list(range(1, wanted + 1))


def test_the_pieces_are_the_page(minutes: Explained) -> None:
    """Marks change no letter: a reader may trust that the text is the document's."""
    for seen in minutes.pages:
        assert "".join(piece.text for piece in pieces(seen, minutes)) == seen.page.text


def test_every_quote_is_marked_in_place_with_list_rule_and_basis(minutes: Explained) -> None:
    """The words under a fact's marks are its quote, and each mark's title names its rule."""
    tree = LexborHTMLParser(page(minutes))
    for sup in tree.css(".sheet sup"):
        sup.decompose()
    for seen in (one for shown in minutes.pages for section in shown.sections for one in section.facts):
        mark = tree.css_first(f"mark#citat-{seen.number}")
        assert mark is not None
        assert seen.source.quote.startswith(mark.text().strip()[:1])
        assert seen.title in mark.attributes["title"]
        assert f"{seen.rule} · {seen.basis_said}" in tree.css_first(f"#uppgift-{seen.number} .by").text()
    sheets = [sheet.text() for sheet in tree.css(".sheet")]
    assert sheets == [seen.page.text for seen in minutes.pages]


def test_the_page_asks_for_nothing_and_has_one_toggle_a_kind(minutes: Explained) -> None:
    """Self-contained: no address, no script, a policy that forbids both; the legend counts each kind."""
    html = page(minutes)
    tree = LexborHTMLParser(html)
    assert not re.search(r"https?://|url\(|@import|<script|<link|<img", html)
    assert "default-src 'none'" in tree.css_first("meta[http-equiv]").attributes["content"]
    toggles = [label.text().strip() for label in tree.css(".legend label")]
    assert toggles == [f"{KINDS[kind]} {count}" for kind, count in minutes.counts]
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(ids) == len(set(ids))
    assert {link.attributes["href"].removeprefix("#") for link in tree.css("a")} <= set(ids)


def test_what_a_document_holds_can_not_write_the_page() -> None:
    """A document is others' text: markup is shown as text, control characters and turned text are made visible."""
    html = page(explain(Reading("x.txt", "text/plain", "0" * 64, (Page(None, NASTY),))))
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "\u202e" not in html
    assert "\x07" not in html


def test_the_terminal_shows_pages_sections_rules_and_quotes(capsys: pytest.CaptureFixture[str]) -> None:
    """In a pipe: plain lines, no colours; the quote stands where the fact's own words are not the quote."""
    assert run(["explain", str(MINUTES)]) == 0
    out = capsys.readouterr().out
    assert "\x1b" not in out
    for wanted in ("━━ Sida 2 ━━", "§ 33 ", "decisions.heading · står i texten · s. 3", "░ ", "”Eivor Lindmark (V)"):
        assert wanted in out


def test_the_page_is_written_where_it_is_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command says where the page lies; a folder that is not there is one Swedish sentence."""
    target = tmp_path / "sida.html"
    assert run(["explain", str(MINUTES), "--html", str(target)]) == 0
    assert str(target) in capsys.readouterr().out
    assert target.read_text("utf-8").startswith("<!doctype html>")
    assert run(["explain", str(MINUTES), "--html", str(tmp_path / "saknas" / "sida.html")]) == 1
    assert capsys.readouterr().err


def test_every_list_and_field_has_a_swedish_name() -> None:
    """A list or field that is added to the contract must be given the name that a registrar reads."""
    assert set(LISTS) < set(KINDS)
    fields = {name for model in LISTS.values() for name in model.model_fields if name != model.core}
    assert fields - {"source", "basis", "rule"} <= set(FIELDS) | {"text"}
