"""/lovat: what was promised and what the record shows after it, over minutes written for it, of Älvkulla."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.answers.answer import Answer
from bot.incoming import Asker, Incoming
from bot.kanslist import Kanslist
from bot.settings import Settings
from knowledge.ingest import ingest
from knowledge.store.reader import OPEN

UNIONS = """Protokoll från samverkansgruppen, Älvkulla kommun

Tidpunkt
{day}, kl. 13:00 – 14:00

Närvarande
För arbetsgivaren
Rut Alm, förvaltningschef, ordförande

§ 1. Mötets öppnande
Ordföranden förklarade mötet för öppnat.

{sections}
"""
MINUTES = """Älvkulla kommun
Tekniska nämnden
Sammanträdesprotokoll
{day}

§ 17 TN 2023-0041
Belysning längs Kvarnstigen

Beslut
{decided}
"""
PAPERS = {
    "samverkan-mars.txt": UNIONS.format(
        day="Onsdagen den 8 mars 2023",
        sections="§ 2. Information\n\nFlytten till Kvarnen\nFörvaltningen återkommer om parkeringen.\n\n"
        "§ 3. Skyddsfrågor\n\nSkyddsrond i hallen\nVision påtalade att utgången är blockerad.\n"
        "Förvaltningen tar med sig frågan.\n\nNya stolar\nFörvaltningen återkommer med en prislista på stolarna.",
    ),
    "samverkan-april.txt": UNIONS.format(
        day="Onsdagen den 12 april 2023",
        sections="§ 2. Skyddsfrågor\n\nSkyddsrond i hallen\nFörvaltningen svarade att utgången är fri.\n\n"
        "§ 3. Övrigt\n\nFörvaltningschefen informerade om att parkeringen vid Kvarnen är klar.",
    ),
    "namnd-mars.txt": MINUTES.format(
        day="2023-03-14", decided="Förvaltningen ska redovisa kostnaden för nämnden senast den 31 oktober 2023."
    ),
    "namnd-annat.txt": MINUTES.format(day="2023-05-16", decided="Taxan antas.")
    .replace("TN 2023-0041", "TN 2023-0050").replace("Belysning längs Kvarnstigen", "Taxa för torghandel"),
}  # fmt: skip


@pytest.fixture(scope="module")
def kanslist(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kanslist]:
    """A clerk who has read the minutes."""
    folder: Path = tmp_path_factory.mktemp("lovat")
    papers = folder / "handlingar"
    papers.mkdir()
    for name, text in PAPERS.items():
        (papers / name).write_text(text, "utf-8")
    made = Kanslist.open(Settings(data=folder, database=f"sqlite:///{folder}/k.db"))
    assert not ingest([papers], OPEN, made.store, made.search).failed
    yield made
    made.close()


def _ask(kanslist: Kanslist, *texts: str) -> Answer:
    for text in texts:
        answer = kanslist.ask_now(Incoming(text, Asker("terminal", "registrator"), str(texts), private=True))
    return answer


@pytest.mark.parametrize(
    "asked",
    [
        "/lovat", "vad har lovats?", "vad har utlovats men inte kommit tillbaka?", "vilka löften är inte infriade?",
        "/löften", "vilka löften saknar spår?",
    ],
)  # fmt: skip
def test_what_has_no_later_trace_is_told_by_body_oldest_first(kanslist: Kanslist, asked: str) -> None:
    """Three promises and none of the answered one; each with its words and its place."""
    answer = _ask(kanslist, asked)
    assert (answer.intent, answer.outcome) == ("promises", "answered")
    told = [item.text for item in answer.items if not (item.label or "").startswith("Kan ha besvarats")]
    assert told == [
        "Flytten till Kvarnen: Förvaltningen återkommer om parkeringen.",
        "Nya stolar: Förvaltningen återkommer med en prislista på stolarna.",
        "Belysning längs Kvarnstigen: Förvaltningen ska redovisa kostnaden för nämnden senast den 31 oktober 2023.",
    ]
    assert all(item.citation is not None for item in answer.items)


def test_nothing_is_said_to_be_undone(kanslist: Kanslist) -> None:
    """Only what the documents after the day show: how many they are and until when; and that this proves nothing."""
    answer = _ask(kanslist, "/lovat")
    stools = next(item for item in answer.items if "stolarna" in item.text)
    assert stools.notes == ("inget spår i den senare handlingen från Samverkansgruppen, 12 april 2023",)
    assert any("betyder inte att inget är gjort" in note for note in answer.notes)


def test_a_weak_trace_is_shown_and_not_hidden(kanslist: Kanslist) -> None:
    """The parking may have been answered: the words stand below the promise, marked as a guess."""
    items = list(_ask(kanslist, "/lovat").items)
    at = next(place for place, item in enumerate(items) if "parkeringen." in item.text)
    assert items[at].notes == ()
    assert (items[at + 1].label or "").startswith("Kan ha besvarats · 12 april 2023")
    assert "parkeringen vid Kvarnen är klar" in items[at + 1].text
    assert "kopplingen är härledd" in items[at + 1].notes[0]


def test_what_is_taken_up_is_shown_when_asked_for(kanslist: Kanslist) -> None:
    """The promise and the sentence that answers it, each with its source; it is not among the open ones."""
    answer = _ask(kanslist, "vilka löften har besvarats?")
    assert [item.text for item in answer.items] == [
        "Skyddsrond i hallen: Förvaltningen tar med sig frågan.", "Förvaltningen svarade att utgången är fri.",
    ]  # fmt: skip
    assert any("ett löfte upp i en senare handling" in note for note in _ask(kanslist, "/lovat").notes)


@pytest.mark.parametrize("asked", ["/lovat tekniska nämnden", "vilka löften från tekniska nämnden är inte infriade?"])
def test_a_body_narrows(kanslist: Kanslist, asked: str) -> None:
    """The nämnd's uppdrag alone, with its last day."""
    (item,) = _ask(kanslist, asked).items
    assert item.label == "Tekniska nämnden · 14 mars 2023 · § 17 · senast 31 oktober 2023"


def test_a_day_narrows(kanslist: Kanslist) -> None:
    """What was promised at one meeting."""
    answer = _ask(kanslist, "vilka löften gavs på mötet den 14 mars 2023?")
    assert [item.label for item in answer.items] == ["Tekniska nämnden · 14 mars 2023 · § 17 · senast 31 oktober 2023"]


def test_a_topic_narrows(kanslist: Kanslist) -> None:
    """What was promised of one matter."""
    (item,) = _ask(kanslist, "/lovat stolar").items
    assert "prislista" in item.text


def test_a_matter_without_a_promise_is_not_found(kanslist: Kanslist) -> None:
    """Nothing is made up."""
    assert _ask(kanslist, "/lovat badhuset").outcome == "not_found"


def test_a_body_that_has_no_later_document_says_so(kanslist: Kanslist) -> None:
    """That there is nothing later to search is not the same as that nothing was found."""
    papers = Path(str(kanslist.store.path)).parent / "mer"
    papers.mkdir()
    (papers / "kultur.txt").write_text(
        MINUTES.format(day="2023-09-12", decided="Förvaltningen ska redovisa planen senast den 1 december 2023.")
        .replace("Tekniska nämnden", "Kulturnämnden").replace("TN 2023-0041", "KN 2023-0009"),
        "utf-8",
    )  # fmt: skip
    assert not ingest([papers], OPEN, kanslist.store, kanslist.search).failed
    (item,) = _ask(kanslist, "/lovat kulturnämnden").items
    assert item.notes == ("arkivet har ingen senare handling från Kulturnämnden",)
