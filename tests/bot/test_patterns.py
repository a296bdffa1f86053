"""/monster: recommendations that come back, over reports written for it, of Älvkulla."""

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

REPORT = """Revisionsrapport
{title}
Kommunrevisionen i Älvkulla, {day}

Vi rekommenderar {body}:

{points}
"""
REPORTS = {
    "skolskjuts.txt": (
        "Granskning av skolskjutsar", "2018-05-08", "barn- och utbildningsnämnden",
        ["Upprätta en rutin för hot och våld.", "Se över taxan för skolskjutsar."],
    ),
    "hemtjanst.txt": (
        "Granskning av hemtjänsten", "2019-10-01", "vård- och omsorgsnämnden",
        ["Ta fram en rutin för hot och våld.", "Följa upp bemanningen under nätter."],
    ),
    "hemtjanst-igen.txt": (
        "Granskning av nattpatrullen", "2022-03-15", "vård- och omsorgsnämnden",
        ["Följa upp bemanningen under nätterna.", "Redovisa avvikelser i tid."],
    ),
    "samtliga.txt": (
        "Granskning av arkiven", "2021-09-07", "kulturnämnden och byggnadsnämnden",
        ["Förteckna sina arkiv."],
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def kanslist(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kanslist]:
    """A clerk who has read the reports."""
    folder: Path = tmp_path_factory.mktemp("monster")
    papers = folder / "handlingar"
    papers.mkdir()
    for name, (title, day, body, points) in REPORTS.items():
        text = REPORT.format(title=title, day=day, body=body, points="\n".join(f"• {point}" for point in points))
        (papers / name).write_text(text, "utf-8")
    made = Kanslist.open(Settings(data=folder, database=f"sqlite:///{folder}/k.db"))
    assert not ingest([papers], OPEN, made.store, made.search).failed
    yield made
    made.close()


def _ask(kanslist: Kanslist, *texts: str) -> Answer:
    for text in texts:
        answer = kanslist.ask_now(Incoming(text, Asker("terminal", "revisor"), str(texts), private=True))
    return answer


def _reports(answer: Answer) -> list[str]:
    return [answer.citations[item.citation].document for item in answer.items if item.citation is not None]


@pytest.mark.parametrize(
    "asked",
    [
        "/monster", "/mönster", "vilka rekommendationer återkommer?", "finns det återkommande rekommendationer?",
        "finns det något mönster i revisorernas rekommendationer?",
    ],
)  # fmt: skip
def test_each_recurrence_stands_together_oldest_first(kanslist: Kanslist, asked: str) -> None:
    """Two patterns, each recommendation with its own quote and source; what one report gives once is none."""
    answer = _ask(kanslist, asked)
    assert (answer.intent, answer.outcome) == ("patterns", "answered")
    assert answer.lead.startswith("Två rekommendationer återkommer.")
    assert sorted(_reports(answer)) == ["hemtjanst-igen.txt", "hemtjanst.txt", "hemtjanst.txt", "skolskjuts.txt"]
    assert [item.text for item in answer.items if "hot och våld" in item.text] == [
        "Upprätta en rutin för hot och våld.", "Ta fram en rutin för hot och våld.",
    ]  # fmt: skip


def test_a_tie_by_likeness_is_marked_as_derived(kanslist: Kanslist) -> None:
    """Nobody says in the report that it is the same recommendation: the later one says how it was found."""
    (first, later) = [item for item in _ask(kanslist, "/monster").items if "hot och våld" in item.text]
    assert first.notes == ()
    assert "kopplingen är härledd" in later.notes[0]


@pytest.mark.parametrize("asked", ["/monster hot och våld", "har revisorerna sagt detta förut om hot och våld?"])
def test_a_topic_narrows(kanslist: Kanslist, asked: str) -> None:
    """Only the pattern of that matter, and both bodies are named in the first sentence."""
    answer = _ask(kanslist, asked)
    assert _reports(answer) == ["skolskjuts.txt", "hemtjanst.txt"]
    assert "till Barn- och utbildningsnämnden och Vård- och omsorgsnämnden" in answer.lead


def test_a_follow_up_asks_whether_it_was_said_before(kanslist: Kanslist) -> None:
    """The matter of the conversation is kept: "detta" is the recommendation just shown."""
    answer = _ask(kanslist, "/rekommendationer bemanningen", "har revisorerna sagt detta förut?")
    assert _reports(answer) == ["hemtjanst.txt", "hemtjanst-igen.txt"]


@pytest.mark.parametrize(
    "asked",
    ["vilka nämnder har fått samma rekommendation?", "har revisorerna sagt samma sak till flera nämnder?"],
)
def test_which_bodies_got_the_same_recommendation(kanslist: Kanslist, asked: str) -> None:
    """Also one that a single report gives to two bodies at once; not one that the same body got twice."""
    answer = _ask(kanslist, asked)
    assert _reports(answer) == ["skolskjuts.txt", "hemtjanst.txt", "samtliga.txt"]


def test_what_is_given_once_says_so_with_its_source(kanslist: Kanslist) -> None:
    """A recommendation without a recurrence is no pattern, and is shown as what it is."""
    answer = _ask(kanslist, "/monster avvikelser")
    assert answer.outcome == "answered"
    assert "har getts en gång" in answer.lead
    assert _reports(answer) == ["hemtjanst-igen.txt"]


def test_a_matter_without_recommendations_is_not_found(kanslist: Kanslist) -> None:
    """Nothing is made up."""
    assert _ask(kanslist, "/monster badhuset").outcome == "not_found"
