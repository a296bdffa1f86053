"""What is said where the record holds no answer: what was sought and where, what is held, and whom to ask."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import messages
from bot.kanslist import Kanslist
from bot.settings import Settings
from knowledge.store.api import Holding
from knowledge.store.sqlite import SqliteStore
from tests.bot.record import fill, incoming

CONTACTS = '{"Socialnämnden": "soc@alvkulla.example"}'


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Kanslist]:
    """The small record, with a contact for all and one for a body, as an operator sets them."""
    monkeypatch.setenv("KANSLIST_CONTACT", "registrator@alvkulla.example")
    monkeypatch.setenv("KANSLIST_CONTACTS", CONTACTS)
    settings = Settings(data=tmp_path, database=f"sqlite:///{tmp_path / 'k.db'}", _env_file=None)  # type: ignore[call-arg]
    store = SqliteStore.open(settings.database_url)
    fill(store)
    store.close()
    made = Kanslist.open(settings)
    yield made
    made.close()


def test_the_contact_of_the_body_is_told_where_one_is_set(asked: Kanslist) -> None:
    """KANSLIST_CONTACTS names whom to ask by body: who asks about another body is sent to the one for all."""
    ours = asked.ask_now(incoming("vad beslutade socialnämnden om skidbackar?"))
    others = asked.ask_now(incoming("vad beslutades om skidbackar?"))
    assert (ours.outcome, others.outcome) == ("not_found", "not_found")
    assert "Fråga annars soc@alvkulla.example." in ours.text
    assert "Fråga annars registrator@alvkulla.example." in others.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("vad beslutade socialnämnden i april 2021?", "något beslut från socialnämnden i april 2021 i handlingarna"),
        ("vad beslutades på socialnämndens möte 2019?", "från socialnämnden 2019 i handlingarna"),
        ("vem är slottsfogde på Lövängen?", "Jag hittar ingen som är slottsfogde på Lövängen i handlingarna."),
        ("vad beslutade socialnämnden i Kalmar?", "Det finns inga handlingar från Kalmar i registret."),
        ("vad yrkade Rutger Silverbo?", "Jag hittar ingen som heter Rutger Silverbo i handlingarna."),
        ("vad har Sigrid Vallin för lön?", "Jag hittar inget om lön för Sigrid Vallin i handlingarna."),
    ],
)
def test_what_was_not_found_is_said_in_swedish(asked: Kanslist, question: str, said: str) -> None:
    """A person, role, place and day are told as a clerk would: nobody who is known is said to be unknown."""
    answer = asked.ask_now(incoming(question, conversation=question))
    assert answer.outcome == "not_found"
    assert said in answer.text


def test_many_bodies_are_told_by_municipality() -> None:
    """A long list of bodies is not read: three of each municipality, the number of the others, and the years."""
    bodies = ["Socialnämnden", "Kulturnämnden", "Skolnämnden", "Tekniska nämnden", "Kommunstyrelsen"]
    held = [Holding(body, "Älvkulla", 9, 2019, 2021) for body in bodies]
    held += [Holding("Kommunstyrelsen", "Granvik", 3, 2020, 2020), Holding(None, None, 1, None, None)]
    assert messages.held(held) == (
        "Jag sökte i handlingar från Älvkulla 2019–2021 (socialnämnden, kulturnämnden, skolnämnden och 2 till), "
        "Granvik 2020 (kommunstyrelsen) och utan angiven kommun."
    )
    assert messages.held(held[:1]) == "Jag sökte i handlingar från Socialnämnden i Älvkulla (2019–2021)."
