"""Questions as people ask them, over the record of Älvkulla: questions.toml says what each answer holds, and why."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.buttons.ticket import Ticket
from bot.kanslist import Kanslist
from knowledge.facts import squeeze
from knowledge.store.reader import PUBLIC
from tests.bot.record import incoming

ROWS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("questions.toml").read_text(encoding="utf-8"))[
    "row"
]


@pytest.mark.parametrize("row", ROWS, ids=[row["ask"][-1] for row in ROWS])
def test_the_answer_holds_what_the_record_says(kanslist: Kanslist, row: dict[str, Any]) -> None:
    """The last answer of the conversation has the row's outcome, holds its words and none that would be wrong."""
    answers = [kanslist.ask_now(incoming(text, conversation=str(row["ask"]))) for text in row["ask"]]
    text = squeeze(answers[-1].text)
    assert answers[-1].outcome == row.get("outcome", "answered"), row["why"]
    assert [word for word in row.get("all", []) if squeeze(word) not in text] == [], row["why"]
    assert [word for word in row.get("none", []) if squeeze(word) in text] == [], row["why"]
    assert len(answers[-1].text) <= 3_900


@pytest.mark.parametrize("row", ROWS, ids=[row["ask"][-1] for row in ROWS])
def test_every_citation_stands_on_its_page(kanslist: Kanslist, row: dict[str, Any]) -> None:
    """Each quote is a verbatim slice of a page, long enough to be found, and has a link to the place."""
    for text in row["ask"]:
        answer = kanslist.ask_now(incoming(text, conversation=f"cite {row['ask']}"))
    pages = {
        document.file: "".join(page.text for page in kanslist.store.pages(PUBLIC, document.id))
        for document in kanslist.store.documents(PUBLIC)
    }
    for citation in answer.citations:
        assert citation.quote in pages[citation.document]
        assert len(squeeze(citation.quote)) >= 12
        assert citation.url.startswith("https://kanslist.example/dokument/")
        assert citation.url.endswith("#citat")


async def test_the_event_loops_answer_is_the_same(kanslist: Kanslist) -> None:
    """ask() and ask_now() differ in where they run, not in what they say: a look-up, and a search on a thread."""
    for text in ("/beslut SN 2024-0114", "vad kostar korttidsboendet?"):
        beside, now = await kanslist.ask(incoming(text, "a")), kanslist.ask_now(incoming(text, "b"))
        assert beside.ticket is not None
        assert now.ticket is not None
        one, other = Ticket.unpack(beside.ticket), Ticket.unpack(now.ticket)
        assert replace(one, given=other.given) == other  # a second may pass between the two
        assert beside.model_copy(update={"ticket": now.ticket}) == now


def test_a_proposal_to_another_body_is_never_told_as_decided(kanslist: Kanslist) -> None:
    """The committee only proposes the fee: both the lead and the item's label say so."""
    answer = kanslist.ask_now(incoming("/beslut SN 2024-0077"))
    assert "föreslår kommunfullmäktige" in answer.lead
    assert [item.label for item in answer.items if item.label and item.label.startswith("Beslut")] == []


def test_a_choice_works_when_it_is_chosen(kanslist: Kanslist) -> None:
    """Each choice of a question back is itself a question that is answered, with its own meeting."""
    back = kanslist.ask_now(incoming("vem var ordförande?", "choice"))
    told = [kanslist.ask_now(incoming(choice.text, f"chosen {choice.label}")) for choice in back.choices]
    assert [answer.outcome for answer in told] == ["answered", "answered"]
    assert {answer.lead.rsplit(" ", 2)[-1] for answer in told} == {"Lundmark.", "Markström."}


def test_the_nearest_case_works_when_it_is_chosen(kanslist: Kanslist) -> None:
    """ "Menade du …?" leads to the case that it names."""
    back = kanslist.ask_now(incoming("/beslut SN 2024-0115", "near"))
    assert kanslist.ask_now(incoming(back.choices[0].text, "near")).outcome == "answered"
