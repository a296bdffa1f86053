"""What the record holds is a question like others: bodies, municipalities, documents, years, what came last."""

from __future__ import annotations

import pytest

from bot.kanslist import Kanslist
from tests.bot.record import incoming


@pytest.mark.parametrize(
    ("asked", "lead"),
    [
        ("vilka nämnder finns?", "Registret har handlingar från"),
        ("Vilka nämnder och andra organ har ni handlingar från?", "Registret har handlingar från"),
        ("från vilka år har ni protokoll?", "Registret har handlingar från"),
        ("vilka kommuner har ni handlingar från?", "Älvkulla"),
        ("vilka dokument finns?", "handlingar, den senaste: "),
        ("hur många protokoll har ni?", "Ett protokoll: Socialnämnden 12 mars 2024"),
        ("vilka protokoll finns från socialnämnden 2024?", "Ett protokoll: "),
        ("vad är nytt?", "den senaste: Socialnämnden 12 mars 2024"),
        ("vilka möten har hållits?", "Det senaste: Socialnämnden 12 mars 2024"),
        ("vad hände på senaste mötet i socialnämnden?", "beslut"),
    ],
)
def test_what_is_held_is_told_with_a_document_for_each_line(kanslist: Kanslist, asked: str, lead: str) -> None:
    """A newcomer asks what there is to ask about; each line stands on a document, newest first."""
    answer = kanslist.ask_now(incoming(asked, conversation=asked))
    assert answer.outcome == "answered"
    assert lead in answer.lead
    assert answer.citations
    assert all(item.citation is not None for item in answer.items)


@pytest.mark.parametrize("asked", ["vilka kallelser finns?", "vilka yttranden har ni?"])
def test_a_kind_of_which_none_is_held_is_said_by_its_name(kanslist: Kanslist, asked: str) -> None:
    """An empty list is no answer: what was looked for is named."""
    answer = kanslist.ask_now(incoming(asked, conversation=asked))
    assert answer.outcome == "not_found"
    assert "någon kallelse" in answer.lead or "något yttrande" in answer.lead


def test_members_are_told_as_who_was_there(kanslist: Kanslist) -> None:
    """Minutes hold who was at the table; who is a member is another question, and the answer says so."""
    answer = kanslist.ask_now(incoming("vilka är ledamöter i socialnämnden?", conversation="members"))
    assert answer.outcome == "answered"
    assert any("närvaron vid mötet" in note for note in answer.notes)


def test_a_next_meeting_that_has_passed_is_said_to_have_passed(kanslist: Kanslist) -> None:
    """A day in 2024 is no answer to "när är nästa möte?" unless it says that the day is over."""
    answer = kanslist.ask_now(incoming("när är nästa möte i socialnämnden?", conversation="next"))
    assert answer.outcome != "answered" or any("har passerat" in note for note in answer.notes)


def test_matters_of_a_kind_are_those_that_are_headed_so(kanslist: Kanslist) -> None:
    """ "Vilka interpellationer finns?" is no question of decisions; where no heading says so, that is said."""
    answer = kanslist.ask_now(incoming("vilka interpellationer finns?", conversation="headed"))
    assert answer.outcome == "not_found"
    assert answer.lead == "Jag hittar inte något ärende med rubrik om interpellationer i handlingarna."


@pytest.mark.parametrize(
    "asked", ["visa protokollet från socialnämnden", "var hittar jag protokollet från 12 mars 2024?"]
)
def test_the_minutes_themselves_are_found(kanslist: Kanslist, asked: str) -> None:
    """Whoever wants to read the minutes gets the document, not a search for the word "protokoll"."""
    answer = kanslist.ask_now(incoming(asked, conversation=asked))
    assert answer.lead == "Ett protokoll: Socialnämnden 12 mars 2024."
    assert answer.citations[0].url
