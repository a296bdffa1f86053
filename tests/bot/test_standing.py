"""Where a decision stands in law: adjusted, posted, open to appeal; what is not printed is said not to be."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.answers.answer import Answer
from bot.kanslist import Kanslist
from bot.settings import Settings
from knowledge.linking.derive import derive
from knowledge.store.sqlite import SqliteStore
from tests.bot.record import incoming
from tests.knowledge.linking.record import minutes, put

SECTIONS = """§ 14 KUN 2025-0071
Hyra av ateljéer

Beslut
Hyran för kommunens ateljéer höjs med två procent.

Paragrafen förklaras omedelbart justerad.

Expedieras till
Ateljéföreningen

Hur man överklagar
Beslutet kan överklagas hos Förvaltningsrätten i Karlstad. Överklagandet ska ha kommit in till kommunen senast den
15 april 2025.

§ 15 KUN 2025-0072
Bidrag till körfestivalen

Beslut
Körfestivalen beviljas 40 000 kronor.
"""
FRONT = """Utses att justera
Bo Granlid (M)

Justeringens plats och tid
Kommunhuset, 2025-03-21

Anslaget sätts upp
2025-03-24

Anslaget tas ned
2025-04-15
"""


@pytest.fixture(scope="module")
def clerk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kanslist]:
    """A clerk over minutes that were adjusted and posted, and over others that do not say so."""
    folder = tmp_path_factory.mktemp("sjobro")
    settings = Settings(data=folder, database=f"sqlite:///{folder / 'k.db'}", _env_file=None)  # type: ignore[call-arg]  # pydantic-settings' documented argument
    store = SqliteStore.open(settings.database_url)
    whole = minutes(SECTIONS).replace("Utses att justera\nBo Granlid (M)\n", FRONT)
    put(store, "mars.txt", whole)
    other = "§ 20 KUN 2025-0090\nNamn på parken\n\nBeslut\nParken får namnet Hamnparken.\n"
    put(store, "april.txt", minutes(other, date="2025-04-22").replace("18 mars", "22 april"))
    derive(store)
    store.close()
    made = Kanslist.open(settings)
    yield made
    made.close()


def asked(clerk: Kanslist, *texts: str) -> Answer:
    return [clerk.ask_now(incoming(text, conversation=str(texts))) for text in texts][-1]


def test_a_decision_is_told_with_its_legal_state(clerk: Kanslist) -> None:
    """Adjusted when, posted from and to, immediately adjusted, sent to whom, and how to appeal: each with its quote."""
    answer = asked(clerk, "/beslut KUN 2025-0071")
    for said in (
        "omedelbart justerad", "expedieras till Ateljéföreningen", "Protokollet justerades den 21 mars 2025",
        "Anslaget sattes upp 24 mars 2025 och togs ned 15 april 2025", "Beslutet kan överklagas",
        "sista dag 15 april 2025",
    ):  # fmt: skip
        assert said in answer.text
    assert all(item.citation is not None for item in answer.items)


def test_an_instruction_of_another_paragraph_is_not_told(clerk: Kanslist) -> None:
    """How one decision is appealed against says nothing of another one."""
    answer = asked(clerk, "/beslut KUN 2025-0072")
    assert "överklagas" not in answer.text
    assert "Protokollet justerades den 21 mars 2025" in answer.text


def test_minutes_that_say_nothing_of_adjustment_are_said_to(clerk: Kanslist) -> None:
    """Unknown is neither adjusted nor unadjusted."""
    answer = asked(clerk, "/beslut KUN 2025-0090")
    assert "Protokollet anger ingen dag för justering." in answer.text
    assert "justerades" not in answer.text


def test_a_meeting_is_told_with_its_notice(clerk: Kanslist) -> None:
    """The days on the board stand beside the day of adjustment."""
    answer = asked(clerk, "/mote 18 mars 2025")
    assert "anslaget sattes upp 24 mars 2025" in answer.text
    assert "Justerat: 21 mars 2025" in answer.text


ASKED = [
    "hur överklagar jag beslutet om ateljéer?",
    "när är sista dag för överklagande i KUN 2025-0071?",
    "kan beslutet om hyran av ateljéer överklagas?",
    "hur länge kan man överklaga beslutet om ateljéerna?",
]


@pytest.mark.parametrize("text", ASKED)
def test_how_to_appeal_is_asked_in_many_words(clerk: Kanslist, text: str) -> None:
    """The printed last day comes first."""
    answer = asked(clerk, text)
    assert (answer.intent, answer.outcome) == ("appeals", "answered")
    assert "Sista dag för överklagande är 15 april 2025" in answer.lead
    assert any("Förvaltningsrätten i Karlstad" in one.quote for one in answer.citations)


def test_a_follow_up_keeps_the_decision(clerk: Kanslist) -> None:
    """ "Hur överklagas det?" is asked of what was just told."""
    assert "15 april 2025" in asked(clerk, "/beslut KUN 2025-0071", "hur överklagas beslutet?").lead


def test_no_instruction_is_told_as_none(clerk: Kanslist) -> None:
    """No day is worked out from the law: the minutes print none, and that is the answer, citing the decision."""
    answer = asked(clerk, "hur överklagar man beslutet om körfestivalen?")
    assert answer.outcome == "answered"
    assert "ingen överklagandehänvisning" in answer.lead
    assert answer.citations
