"""/tidslinje: a case from förslag to follow-up, and which case a topic means. Papers written for it, of Älvkulla."""

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

PAPERS = {
    "motion.txt": """Motion till kommunfullmäktige i Älvkulla                    2022-11-14


Motion om cykelvägar till skolorna i Norrbyn

Vi föreslår att kommunfullmäktige beslutar

att bygga en cykelväg mellan Norrbyn och skolan.


Siv Ek (C)
""",
    "fullmaktige.txt": """Älvkulla kommun
Kommunfullmäktige
Sammanträdesprotokoll
2023-05-22

§ 44 KS 2022-0310
Svar på motion om cykelvägar till skolorna i Norrbyn

Beslut
Motionen bifalls.

§ 45 KS 2023-0007
Revidering av arkivreglemente

Beslut
Arkivreglementet antas.
""",
    "tjansteutlatande.txt": """Älvkulla kommun                                    Tjänsteutlåtande
Tekniska förvaltningen                             2023-02-06
                                                   Diarienummer: TN 2023-0041


Belysning längs Kvarnstigen


Förslag till beslut

Tekniska nämnden beslutar att sätta upp trettio lyktstolpar längs Kvarnstigen.


Sammanfattning

Kvarnstigen är mörk mellan bron och skolan.


Rut Alm
Förvaltningschef
""",
    "utskott.txt": """Älvkulla kommun
Tekniska nämndens arbetsutskott
Sammanträdesprotokoll
2023-02-21

§ 9 TN 2023-0041
Belysning längs Kvarnstigen

Beslut
Arbetsutskottet föreslår att tekniska nämnden sätter upp trettio lyktstolpar längs Kvarnstigen.
""",
    "protokoll.txt": """Älvkulla kommun
Tekniska nämnden
Sammanträdesprotokoll
2023-03-14

§ 17 TN 2023-0041
Belysning längs Kvarnstigen

Yrkanden
Siv Ek (C) yrkar avslag.

Omröstning
Ja-röst för bifall till förslaget.
Nej-röst för avslag.
Med 6 ja-röster mot 3 nej-röster beslutar nämnden enligt förslaget.

Beslut
Tekniska nämnden beslutar att sätta upp trettio lyktstolpar längs Kvarnstigen.
Förvaltningen ska redovisa kostnaden för nämnden senast den 31 oktober 2023.

Reservation
Siv Ek (C) reserverar sig mot beslutet.

§ 18 TN 2023-0050
Belysning vid Storgatan

Beslut
Tekniska nämnden föreslår att kommunfullmäktige anvisar två miljoner kronor till belysning vid Storgatan.
""",
    "utdrag.txt": """Älvkulla kommun
Tekniska nämnden
Protokollsutdrag
2023-03-14

§ 17 TN 2023-0041
Belysning längs Kvarnstigen

Beslut
Tekniska nämnden beslutar att sätta upp trettio lyktstolpar längs Kvarnstigen.
Förvaltningen ska redovisa kostnaden för nämnden senast den 31 oktober 2023.
""",
    "uppfoljning.txt": """Älvkulla kommun
Tekniska nämnden
Sammanträdesprotokoll
2023-10-17

§ 60 TN 2023-0041
Redovisning av kostnaden för belysning längs Kvarnstigen

Beslut
Tekniska nämnden lägger redovisningen till handlingarna.
""",
}


@pytest.fixture(scope="module")
def kanslist(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kanslist]:
    """A clerk who has read the papers."""
    folder: Path = tmp_path_factory.mktemp("tidslinje")
    papers = folder / "handlingar"
    papers.mkdir()
    for name, text in PAPERS.items():
        (papers / name).write_text(text, "utf-8")
    made = Kanslist.open(Settings(data=folder, database=f"sqlite:///{folder}/k.db"))
    assert not ingest([papers], OPEN, made.store, made.search).failed
    yield made
    made.close()


def _ask(kanslist: Kanslist, text: str) -> Answer:
    return kanslist.ask_now(Incoming(text, Asker("terminal", "registrator"), text, private=True))


def test_a_case_is_told_step_by_step_from_proposal_to_follow_up(kanslist: Kanslist) -> None:
    """Each step has its day, what it is, its § and whose it is; förslag, yrkande and beslut are never mixed."""
    answer = _ask(kanslist, "/tidslinje TN 2023-0041")
    assert [item.label for item in answer.items] == [
        "6 februari 2023 · Förslag · till Tekniska nämnden",
        "21 februari 2023 · Föreslår Tekniska nämnden · § 9 · Tekniska nämndens arbetsutskott",
        "14 mars 2023 · Yrkande · § 17 · Tekniska nämnden",
        "14 mars 2023 · Omröstning · § 17 · Tekniska nämnden",
        "14 mars 2023 · Beslut · § 17 · Tekniska nämnden",
        "14 mars 2023 · Beslut · § 17 · Tekniska nämnden",
        "14 mars 2023 · Reservation · § 17 · Tekniska nämnden",
        "17 oktober 2023 · Beslut · § 60 · Tekniska nämnden",
    ]
    assert all(item.citation is not None for item in answer.items)


def test_a_case_begins_with_the_motion_that_its_heading_names(kanslist: Kanslist) -> None:
    """A motion has no case number when it is handed in: the tie is derived, and says from which heading."""
    answer = _ask(kanslist, "/tidslinje KS 2022-0310")
    assert [item.label for item in answer.items] == [
        "14 november 2022 · Motion · till Kommunfullmäktige",
        "22 maj 2023 · Beslut · § 44 · Kommunfullmäktige",
    ]
    assert "härledd ur rubriken ”Svar på motion om cykelvägar" in answer.items[0].notes[0]
    assert "från 14 november 2022 till 22 maj 2023" in answer.lead


def test_a_motion_does_not_begin_another_case_of_the_same_meeting(kanslist: Kanslist) -> None:
    """The tie is the §'s, not the document's."""
    assert [item.label for item in _ask(kanslist, "/tidslinje KS 2023-0007").items] == [
        "22 maj 2023 · Beslut · § 45 · Kommunfullmäktige"
    ]


def test_an_extract_tells_no_step_twice(kanslist: Kanslist) -> None:
    """The protokollsutdrag repeats the minutes: its decisions are the same step, and it is no step of its own."""
    answer = _ask(kanslist, "/tidslinje TN 2023-0041")
    assert "utdrag" not in " ".join(item.label or "" for item in answer.items).casefold()
    assert len([item for item in answer.items if "lyktstolpar" in item.text and "Beslut" in (item.label or "")]) == 1


def test_a_duty_in_a_decision_is_a_note_of_the_decision(kanslist: Kanslist) -> None:
    """The clause that gives an uppdrag stands once, with its last day beside it."""
    (step,) = [item for item in _ask(kanslist, "/tidslinje TN 2023-0041").items if "31 oktober" in item.text]
    assert "Uppdrag · senast 31 oktober 2023" in step.notes


def test_where_the_record_ends_is_said_and_nothing_more(kanslist: Kanslist) -> None:
    """No later document is held: that is said of the record, not of the world."""
    assert (
        "Tidslinjen slutar här: inget senare dokument i ärendet finns i arkivet."
        in _ask(kanslist, "/tidslinje TN 2023-0041").notes
    )


def test_a_proposal_that_nobody_is_known_to_have_decided_on_says_so(kanslist: Kanslist) -> None:
    """A nämnd's proposal to fullmäktige is no decision; that fullmäktige's own is not held is part of the answer."""
    answer = _ask(kanslist, "/tidslinje TN 2023-0050")
    assert "Inget beslut är antecknat." in answer.lead
    assert any("inget beslut därifrån" in note for note in answer.notes)


@pytest.mark.parametrize(
    "asked",
    [
        "visa tidslinjen för Kvarnstigen",
        "vad har hänt i ärendet om belysningen längs Kvarnstigen?",
        "hur har ärendet om Kvarnstigen gått från förslag till beslut?",
        "vad har hänt i TN 2023-0041?",
        "vad har hänt i ärende tn2023/41",
        "tidslinje TN 2023-0041",
        "/historik TN 2023-0041",
        "/kanslist tidslinje Kvarnstigen",
    ],
)
def test_a_chronology_is_asked_for_in_many_ways(kanslist: Kanslist, asked: str) -> None:
    """By command, alias, number as people type it, or topic."""
    answer = _ask(kanslist, asked)
    assert (answer.intent, answer.outcome) == ("timeline", "answered")
    assert len(answer.items) == 8


def test_a_topic_of_two_cases_is_asked_back_and_a_choice_works(kanslist: Kanslist) -> None:
    """Lighting is two cases: the choice names both, and leads to one timeline."""
    back = _ask(kanslist, "tidslinje för belysningen")
    assert back.outcome == "ambiguous"
    assert sorted(choice.text for choice in back.choices) == ["/tidslinje TN 2023-0041", "/tidslinje TN 2023-0050"]
    assert any("Belysning vid Storgatan" in choice.label for choice in back.choices)
    assert all(_ask(kanslist, choice.text).outcome == "answered" for choice in back.choices)


def test_a_topic_that_the_record_does_not_hold_is_not_found(kanslist: Kanslist) -> None:
    """Nothing is made up about a matter that is not there."""
    assert _ask(kanslist, "tidslinje för badhuset").outcome == "not_found"
    assert _ask(kanslist, "/tidslinje TN 2023-0099").outcome == "not_found"


def test_the_overview_gives_the_decisions_first_and_leads_on(kanslist: Kanslist) -> None:
    """/arende is the case at a glance, not its chronology: it names the command for that."""
    answer = _ask(kanslist, "/arende TN 2023-0041")
    labels = [item.label or "" for item in answer.items]
    kinds = [label.split(" ·")[0] for label in labels]
    assert kinds.index("Beslut") < kinds.index("Föreslår Tekniska nämnden") < kinds.index("Yrkande")
    assert answer.notes[-1] == "Hela gången steg för steg: /tidslinje TN 2023-0041"
