"""Minutes with unions as municipalities write them: numbers without §, lists of both parties, what came of a matter."""

from __future__ import annotations

from typing import Any

import pytest

from knowledge.extraction.extract import extract
from knowledge.facts import DocumentFacts
from tests.knowledge.extraction.reading_of import reading

HEAD = "Protokoll Central samverkansgrupp (CSG)\nDatum: 2026-03-12\nTid: 13.00-15.00\n\n"
ROSTER = "För arbetsgivaren:\nEva Lindh, HR-chef, ordförande\n\nFör arbetstagarna:\nPer Ek, Vision\n\n"


def facts(text: str) -> DocumentFacts:
    """What minutes with this text say."""
    return extract(reading(HEAD + text))


def test_matters_may_be_numbered_without_a_section_sign() -> None:
    """A list within a matter that begins again at 1 is none of the headings."""
    found = facts(
        ROSTER + "1. Mötets öppnande\nMötet öppnas.\n\n2. Budget för 2027 – information\nenligt MBL § 19\n"
        "Tre områden nämns:\n1. Lokaler\n2. Resor\n\n3. Personalpolicy\nIngen oenighet föreligger.\n\n"
        "4. Nästa möte\nDen 16 april 2026 kl. 13.00.\n"
    )
    assert [(one.number, one.heading) for one in found.agenda_items] == [
        ("1", "Mötets öppnande"),
        ("2", "Budget för 2027 – information enligt MBL § 19"),
        ("3", "Personalpolicy"),
        ("4", "Nästa möte"),
    ]
    assert [(one.item, one.outcome) for one in found.decisions] == [("3", "ingen oenighet")]
    assert found.meeting
    assert found.meeting.next_meeting
    assert found.meeting.next_meeting.date == "2026-04-16"


ROSTERS = [
    (
        "Närvarande arbetsgivarrepresentanter:\n\nEva Lindh (HR-chef, ordförande)\n\n"
        "Närvarande arbetstagarrepresentanter:\n\nPer Ek (Vision), via Teams\n\n",
        [("Eva Lindh", "arbetsgivare", None, None), ("Per Ek", "arbetstagare", "Vision", "Teams")],
        "the labels name the representatives",
    ),
    (
        "Arbetsgivaren\n\n• Eva Lindh, HR-chef (ordförande)\n\nArbetstagarna\n\n"
        "• Kommunal: Siv Ek, Jon Berg\n• Ledarna: frånvarande\n\n",
        [
            ("Eva Lindh", "arbetsgivare", None, None),
            ("Siv Ek", "arbetstagare", "Kommunal", None),
            ("Jon Berg", "arbetstagare", "Kommunal", None),
        ],
        "the union stands first, then those whom it sent; a union that sent nobody is no person",
    ),
    (
        "Närvarande för arbetsgivaren: Eva Lindh, HR-chef, ordförande; Ulf\nSand, kanslichef\n"
        "Närvarande för Vision: Per Ek\nNärvarande för Ledarna: Siv Berg (på distans)\n\n",
        [
            ("Eva Lindh", "arbetsgivare", None, None),
            ("Ulf Sand", "arbetsgivare", None, None),
            ("Per Ek", "arbetstagare", "Vision", None),
            ("Siv Berg", "arbetstagare", "Ledarna", "distans"),
        ],
        "a line a party, people between semicolons, a name broken over two lines",
    ),
    (
        "Närvarande:\nEva Lindh, rektor, ordf\nPer Ek, Vision\nSiv Berg, Kommunal, skyddsombud\n\n",
        [
            ("Eva Lindh", "arbetsgivare", None, None),
            ("Per Ek", "arbetstagare", "Vision", None),
            ("Siv Berg", "arbetstagare", "Kommunal", None),
        ],
        "one list of both: whom a union has sent is known by the union",
    ),
    (
        "Närvarande\n\nFör arbetsgivaren   För arbetstagarna\n\n"
        "Eva Lindh, HR-chef   Per Ek, Vision\nUlf Sand, jurist\n\n",
        [
            ("Eva Lindh", "arbetsgivare", None, None),
            ("Per Ek", "arbetstagare", "Vision", None),
            ("Ulf Sand", "arbetsgivare", None, None),
        ],
        "two columns side by side",
    ),
]


@pytest.mark.parametrize(("roster", "expected", "reason"), ROSTERS)
def test_who_came_for_whom(roster: str, expected: list[tuple[Any, ...]], reason: str) -> None:
    """A reader must see who spoke for the employees: a union is no person, and its people no employer's."""
    found = facts(roster + "§ 1 Öppnande\nMötet öppnas.\n\n§ 2 Budget\nInget nytt.\n").attendance
    assert [(one.name, one.capacity, one.organisation, one.remote) for one in found] == expected, reason


OUTCOMES = [
    ("Årshjulet fastställs.", "fastställs", "whatever it is that is settled"),
    ("Vision och arbetsgivaren är oeniga.", None, "who disagrees is named"),
    ("Till justerare utses Per Ek.", "val", "the one chosen stands last"),
    ("Facken har inga synpunkter på förslaget.", "inga synpunkter", "present tense"),
    ("Förhandlingen avslutades i enighet.", "ingen oenighet", "agreement in other words"),
    ("Samverkan avslutas i oenighet med Kommunal.", None, "disagreement is no agreement"),
    ("Parterna oeniga.", None, "without a verb"),
]


@pytest.mark.parametrize(("sentence", "outcome", "reason"), OUTCOMES)
def test_what_came_of_a_matter(sentence: str, outcome: str | None, reason: str) -> None:
    """Whether the parties agreed is what minutes with unions are read for."""
    found = facts(f"{ROSTER}§ 1 Öppnande\nMötet öppnas.\n\n§ 2 Budget\nChefen informerar. {sentence}\n").decisions
    assert [(one.text, one.outcome) for one in found] == [(sentence, outcome)], reason


@pytest.mark.parametrize(
    "sentence",
    [
        "Ordföranden förklarar förhandlingen avslutad den 12 mars 2026.",
        "Facken lämnar sina synpunkter vid nästa möte.",
        "Frågan tas upp i respektive FSG.",
    ],
)
def test_what_decides_nothing_is_no_decision(sentence: str) -> None:
    """A formality and what is yet to come are told as decisions by nobody."""
    assert not facts(f"{ROSTER}§ 1 Öppnande\nMötet öppnas.\n\n§ 2 Budget\n{sentence}\n").decisions


TASKS = [
    (
        "HR-chefen får i uppdrag att till nästa möte ta fram statistik.",
        "2026-04-16",
        "derived",
        "the day is that of the next meeting",
    ),
    (
        "Ulf Sand återkommer i frågan vid mötet den 14 maj.",
        "2026-05-14",
        "derived",
        "the year is that of the minutes",
    ),
    (
        "Rektor ansvarar för att bullret mäts senast 15 juni 2026.",
        "2026-06-15",
        "stated",
        "who answers for it, and its last day",
    ),
]


@pytest.mark.parametrize(("sentence", "due", "basis", "reason"), TASKS)
def test_who_has_to_do_what_by_when(sentence: str, due: str, basis: str, reason: str) -> None:
    """Minutes with unions give tasks in running text."""
    text = f"{ROSTER}§ 1 Öppnande\nMötet öppnas.\n\n§ 2 Budget\n{sentence}\n\n§ 3 Nästa möte\n16 april 2026 kl. 9.\n"
    found = facts(text).assignments
    assert [(one.text, one.due, one.basis) for one in found] == [(sentence, due, basis)], reason


def test_a_union_has_its_say_to_the_minutes() -> None:
    """A heading names the union whose statement stands below it."""
    text = f"{ROSTER}§ 1 Öppnande\nMötet öppnas.\n\n§ 2 Budget\nOenighet råder.\n\nProtokollsanteckning från Vision\n"
    found = facts(text + "Vision anser att underlaget är för tunt.\n").statements
    assert [(one.kind, one.by) for one in found] == [("protokollsanteckning", ("Vision",))]


FRONTS = [
    ("LSG-protokoll 12 mars 2026\n\nSkolan, personalrummet, kl 14:30 - 16:00\n\n", "the day stands in the title"),
    ("Samverkan FSG 2026-03-12\n\nPlats: Kvarnen. Tid: 14.30-16.00\n\n", "a place and hours on one line"),
    ("SAMSAM – samverkan i kommunen, protokoll 2026-03-12\n\nklockan 14:30–16:00\n\n", "and in digits"),
]


@pytest.mark.parametrize(("front", "reason"), FRONTS)
def test_a_front_without_labels(front: str, reason: str) -> None:
    """Minutes of a small group print day and hours without a word before them."""
    text = f"{front}{ROSTER}§ 1 Öppnande\nMötet öppnas.\n\n§ 2 Budget\nInget nytt.\n\nJusteras: Per Ek, Vision\n"
    found = extract(reading(text))
    assert found.document.kind == "samverkansprotokoll"
    assert found.meeting is not None
    meeting = found.meeting
    assert (meeting.date, meeting.starts_at, meeting.ends_at) == ("2026-03-12", "14:30", "16:00"), reason
    assert meeting.adjusters == ("Per Ek",)


TABLE = """Närvarande arbetsgivare
Eva Lindh, förvaltningschef (ordf.)

Närvarande fackliga
Per Ek, Vision

{head}

1
Dagordning
Dagordningen godkänns.

2
Ny policy KS 2026/12
Information. Remissen är klar.
Förhandlingen avslutas i enighet.
EL

Nästa möte: 2026-04-16 kl. 13:15
"""


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        ("Nr   Ärende   Anteckningar   Ansvarig", "heads beside one another"),
        ("Nr\nÄrende\nAnteckningar\nAnsvarig", "heads below one another"),
    ],
)
def test_minutes_may_be_one_table(head: str, reason: str) -> None:
    """Each row is a matter, whether or not its last cells are filled."""
    found = facts(TABLE.format(head=head))
    assert [(one.number, one.heading) for one in found.agenda_items] == [
        ("1", "Dagordning"),
        ("2", "Ny policy KS 2026/12"),
    ], reason
    assert [(one.item, one.outcome) for one in found.decisions] == [("1", "godkänns"), ("2", "ingen oenighet")]
    assert found.meeting
    assert found.meeting.next_meeting
    assert found.meeting.next_meeting.date == "2026-04-16"


def test_people_in_one_line_are_parted_from_their_titles() -> None:
    """Commas stand between names and titles alike; a union of two words is no person."""
    text = (
        "Deltagare från arbetsgivaren: Eva Lindh, kommundirektör och ordförande, Ulf Sand, HR-chef\n\n"
        "Deltagare från de fackliga organisationerna: Per Ek, Vision, Siv Berg, Sveriges Lärare\n\n"
    )
    found = facts(text + "Ärende 1. Öppnande\nMötet öppnas.\n\nÄrende 2. Budget\nInget.\n\nÄrende 3. Övrigt\nInget.\n")
    assert [(one.name, one.capacity, one.organisation) for one in found.attendance] == [
        ("Eva Lindh", "arbetsgivare", None),
        ("Ulf Sand", "arbetsgivare", None),
        ("Per Ek", "arbetstagare", "Vision"),
        ("Siv Berg", "arbetstagare", "Sveriges Lärare"),
    ]
    assert found.meeting
    assert found.meeting.chair == "Eva Lindh"


def test_what_a_bound_letter_demands_is_its_unions() -> None:
    """A letter after the minutes is no matter of theirs, and what it demands is the union's."""
    text = (
        f"{ROSTER}§ 17 Skador\nKommittén tackar för informationen och lägger den till handlingarna.\n\n"
        "§ 18 Skrivelse\nSe bilaga 1.\n\n§ 19 Övrigt\nInget.\n\nBilaga 1\n\nTill Älvkulla kommun\n\n"
        "Kommunal Älvkulla framställer härmed följande krav:\n- att alla får skor\n- att kläder tvättas\n\n"
        "Älvkulla den 1 mars 2026\nSiv Berg\nKommunal\n"
    )
    found = facts(text)
    assert [one.number for one in found.agenda_items] == ["17", "18", "19"]
    assert [(one.item, one.outcome) for one in found.decisions] == [("17", "läggs till handlingarna")]
    assert [(one.by, one.text) for one in found.proposals] == [
        (("Kommunal",), "att alla får skor"),
        (("Kommunal",), "att kläder tvättas"),
    ]


@pytest.mark.parametrize(
    ("shape", "reason"),
    [("Punkt {} – {}", "a word before, a dash after"), ("{} – {}", "a dash"), ("{}) {}", "a bracket")],
)
def test_shapes_of_numbered_headings(shape: str, reason: str) -> None:
    """Each municipality prints the numbers of its matters in its own way."""
    headings = ["Öppnande", "Arbetsmiljö", "Balanslista"]
    matters = [f"{shape.format(number, heading)}\nText om det.\n" for number, heading in enumerate(headings, 1)]
    text = ROSTER + "\n".join(matters) + "\nÄrende   Ansvarig\nNya lås   Rektor\n"
    found = facts(text.replace("Balanslista\nText om det.", "Balanslista"))
    assert [one.heading for one in found.agenda_items] == headings, reason
    assert [one.text for one in found.open_points] == ["Nya lås"]


def test_a_number_before_a_sentence_has_no_heading() -> None:
    """Minutes of a negotiation number their paragraphs: what came of it is the sentence itself."""
    found = facts(
        f"{ROSTER}§ 1 Arbetsgivaren har kallat till förhandling om bemanningen.\n\n"
        "§ 2 Vision lägger inte in veto.\n\n§ 3 Förhandlingen förklaras avslutad i enighet.\n"
    )
    assert not found.agenda_items
    assert [(one.item, one.outcome) for one in found.decisions] == [("3", "ingen oenighet")]
