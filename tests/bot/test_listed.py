"""What is only listed in the record: what was handed in, and what a follow-up says is done."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.kanslist import Kanslist
from bot.settings import Settings
from knowledge.ingest import ingest
from tests.bot.record import incoming
from tests.knowledge.extraction.test_follow_ups import REPORT
from tests.knowledge.extraction.test_submissions import MINUTES


@pytest.fixture(scope="module")
def clerk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kanslist]:
    """A clerk over one fullmäktige's minutes and one follow-up."""
    folder = tmp_path_factory.mktemp("listed")
    (folder / "kf.txt").write_text(MINUTES, encoding="utf-8")
    (folder / "uppfoljning.txt").write_text(REPORT, encoding="utf-8")
    made = Kanslist.open(Settings(data=folder / "data", contact="registrator@alvkulla.example"))
    assert not ingest([folder / "kf.txt", folder / "uppfoljning.txt"], "öppen", made.store, made.search).failed
    yield made
    made.close()


@pytest.mark.parametrize(
    ("asked", "held", "lacks"),
    [
        ("vilka nya motioner anmäldes i februari 2025?", ("Ljus vid skidspåret", "Fria arbetskläder"), "kolonilotter"),
        ("Vilka medborgarförslag kom in till Älvkulla kommun?", ("Hundbad", "bänkar"), "arbetskläder"),
        ("vem har lämnat in motionen om fria arbetskläder?", ("Siv Ek",), "Bo Alm"),
        ("Är rekommendationen om nattarbete åtgärdad?", ("har omhändertagit rekommendationen",), "kvarstår"),
        ("är rekommendationen om klagomål åtgärdad?", ("ingen är bekräftad som åtgärdad",), "nattarbete"),
    ],
)
def test_what_is_listed_is_told_with_its_quote(clerk: Kanslist, asked: str, held: tuple[str, ...], lacks: str) -> None:
    """A list line or a judgement is an answer; what stands beside it in the record is none."""
    answer = clerk.ask_now(incoming(asked, conversation=asked))
    text = "\n".join((answer.lead, *(item.text for item in answer.items)))
    assert answer.outcome == "answered"
    assert all(one in text for one in held)
    assert lacks not in text
    assert answer.citations
