"""One case under all its numbers: a document's own number (AMN 2017-0090-01.02) belongs to the case (AMN 2017-0090)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.incoming import Asker, Incoming
from bot.kanslist import Kanslist
from bot.settings import Settings
from knowledge.ingest import ingest
from knowledge.store.reader import OPEN

MINUTES = """Älvkulla kommun
{body}
Sammanträdesprotokoll
{day}

§ {item} {number}
{heading}

Beslut
{body} beslutar att {decided}.
"""
HELD = [
    ("begaran.txt", "Arbetsmarknadsnämnden", "2017-03-14", "AMN 2017-0090", "begära in en redovisning"),
    ("svar.txt", "Arbetsmarknadsnämnden", "2018-02-20", "AMN 2017-0090-01.02", "godkänna redovisningen"),
    ("annat.txt", "Arbetsmarknadsnämnden", "2018-03-20", "AMN 2017-0091-01.02", "avslå ansökan"),
    ("styrelsen.txt", "Kommunstyrelsen", "2018-04-17", "KS 2017-0090-01.02", "anta planen"),
]


@pytest.fixture(scope="module")
def kanslist(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kanslist]:
    """A clerk who has read the four files."""
    folder: Path = tmp_path_factory.mktemp("ett-arende")
    papers = folder / "handlingar"
    papers.mkdir()
    for item, (file, body, day, number, decided) in enumerate(HELD, start=7):
        text = MINUTES.format(body=body, day=day, item=item, number=number, heading="Jobbspåret", decided=decided)
        (papers / file).write_text(text, "utf-8")
    made = Kanslist.open(Settings(data=folder, database=f"sqlite:///{folder}/k.db"))
    assert not ingest([papers], OPEN, made.store, made.search).failed
    yield made
    made.close()


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("AMN 2017-0090", {"begaran.txt", "svar.txt"}),
        ("AMN 2017-0090-01.02", {"begaran.txt", "svar.txt"}),
        ("amn2017/90", {"begaran.txt", "svar.txt"}),
        ("AMN 2017-0091", {"annat.txt"}),
        ("KS 2017-0090", {"styrelsen.txt"}),
    ],
)
def test_a_case_is_found_by_each_of_its_numbers(kanslist: Kanslist, asked: str, wanted: set[str]) -> None:
    """/arende gives the whole case and no other, whichever of its numbers is typed and however."""
    asker = Asker("terminal", "registrator")
    answer = kanslist.ask_now(Incoming(f"/arende {asked}", asker, f"ett ärende {asked}", private=True))
    assert answer.outcome == "answered"
    assert {citation.document for citation in answer.citations} == wanted


def test_a_case_is_told_in_the_order_of_its_days(kanslist: Kanslist) -> None:
    """First what was asked for, then what was answered, and the last decision in the lead."""
    asker = Asker("terminal", "registrator")
    answer = kanslist.ask_now(Incoming("/arende AMN 2017-0090", asker, "ordning", private=True))
    order = list(dict.fromkeys(citation.document for citation in answer.citations))
    assert order == ["begaran.txt", "svar.txt"]
    assert "godkänna redovisningen" in answer.lead
