"""What a body gets is decided by another one: the one that is named receives."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.kanslist import Kanslist
from bot.settings import Settings
from knowledge.store.sqlite import SqliteStore
from tests.bot.record import incoming
from tests.knowledge.linking.record import minutes, put

SECTIONS = """§ 31 KS 2025-0212
Ramar för nämnderna 2026

Beslut
1. Kulturnämnden tillförs 3 miljoner kronor under 2026 för att hålla huvudbiblioteket öppet på söndagar.

2. Tekniska nämnden tillförs 5 miljoner kronor under 2026 för att lägga om ledningar.
"""


@pytest.fixture(scope="module")
def clerk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kanslist]:
    """A clerk over minutes of kommunstyrelsen, kulturnämnden and tekniska nämnden."""
    folder = tmp_path_factory.mktemp("sjobro")
    settings = Settings(data=folder, database=f"sqlite:///{folder / 'k.db'}", _env_file=None)  # type: ignore[call-arg]  # pydantic-settings' documented argument
    store = SqliteStore.open(settings.database_url)
    plain = "§ 4 KUN 2025-0080\nHyra för ateljéer\n\nBeslut\nHyran för kommunens ateljéer höjs.\n"
    put(store, "ks.txt", minutes(SECTIONS, "Kommunstyrelsen"))
    put(store, "kun.txt", minutes(plain))
    put(store, "tn.txt", minutes(plain, "Tekniska nämnden"))
    store.close()
    made = Kanslist.open(settings)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("asked", "held", "why"),
    [
        (["hur mycket får kulturnämnden 2026?"], "3 miljoner", "the body receives, kommunstyrelsen decides"),
        (["hur mycket extra ska tekniska nämnden få 2026?"], "5 miljoner", "the year is the sum's, not the meeting's"),
        (["/beslut KS 2025-0212", "och hur mycket får tekniska nämnden?"], "5 miljoner", "a follow-up keeps the case"),
    ],
)
def test_a_sum_that_a_body_gets_is_told_from_the_decision_of_another(
    clerk: Kanslist, asked: list[str], held: str, why: str
) -> None:
    """The clause is quoted from the minutes of the body that decided."""
    answers = [clerk.ask_now(incoming(text, conversation=asked[0])) for text in asked]
    assert answers[-1].outcome == "answered", why
    assert held in answers[-1].lead, why
    assert {one.document for one in answers[-1].citations} == {"ks.txt"}, why


def test_a_body_that_gets_nothing_is_not_told_anothers_sum(clerk: Kanslist) -> None:
    """No sum is taken from a clause that names another body."""
    answer = clerk.ask_now(incoming("hur mycket får kommunstyrelsen 2026?", conversation="none"))
    assert "miljoner" not in answer.lead
