"""Rows of those present, in the ways in which municipalities print them."""

from __future__ import annotations

import pytest

from knowledge.extraction import attendance, decisions, meeting
from knowledge.facts import Notice
from tests.knowledge.extraction.documents import context_of
from tests.knowledge.extraction.reading_of import context

ROWS = [
    (
        "Siv Ek (M) (ordförande)",
        {"name": "Siv Ek", "party": "M", "roles": ("ordförande",)},
        "party and office in brackets",
    ),
    ("Siv Ek (M), 1:e vice ordförande", {"party": "M", "roles": ("1:e vice ordförande",)}, "office after a comma"),
    ("Siv Ek (M) ordförande", {"party": "M", "roles": ("ordförande",)}, "no comma"),
    ("Ordföranden Siv Ek (S)", {"name": "Siv Ek", "roles": ("ordföranden",)}, "office before the name"),
    ("Siv Ek, S", {"party": "S"}, "party after a comma"),
    ("Siv Ek (-)", {"party": None, "roles": ()}, "no party"),
    ("Siv Ek (s)", {"party": "s"}, "small letters, as before 2012"),
    ("Siv Ek (ÄlvP)", {"party": "ÄlvP"}, "a local party"),
    ("Siv Ek (S", {"party": "S"}, "a bracket lost"),
    ("Siv Ek ((SD)", {"party": "SD"}, "a bracket too many"),
    (
        "Siv Ek (S) ersätter Tor Lind (S)",
        {"capacity": "tjänstgörande ersättare", "replaces": "Tor Lind"},
        "for someone",
    ),
    ("Siv Ek (S) §§99-110 ersätter Tor Lind (S)", {"items": "99-110", "replaces": "Tor Lind"}, "the span before"),
    ("Siv Ek (S) ersätter Tor Lind (S), §§ 35-40", {"items": "35-40", "replaces": "Tor Lind"}, "the span after"),
    ("Siv Ek (S)ersättare för Tor Lind (S)", {"replaces": "Tor Lind"}, "a space lost"),
    ("Siv Ek (S) §§94-98", {"items": "94-98"}, "part of the meeting"),
    ("Siv Ek (S) 10:00 -16:30 §§ 131–143", {"items": "131–143"}, "with hours"),
    ("Pamela Ek\n(S) §§ 1-2", {"name": "Pamela Ek", "party": "S", "items": "1-2"}, "broken over two lines"),
    ("Siv Ek (S), via Teams", {"remote": "Teams"}, "at a distance"),
    ("Siv Ek, Vision (Teams)", {"organisation": "Vision", "remote": "Teams", "party": None}, "how, in brackets"),
    ("Siv Ek (S) för Tor Lind (S)", {"replaces": "Tor Lind", "roles": ()}, "for someone, in one word"),
    ("Siv Ek (kd), tjg ersättare för Tor Lind (c)", {"replaces": "Tor Lind", "roles": ()}, "an old abbreviation"),
    ("Siv Ek (S), ej § 13", {"items": "ej13"}, "all but one"),
    ("Siv Ek (S) ersätter Tor Lind (S), §§ del av 90-92", {"items": "delav90-92"}, "from the middle of a §"),
    ("Siv Ek, kulturchef (§ 9)", {"items": "9", "roles": ("kulturchef",)}, "the span in brackets"),
    ("Siv Ek (V), anlände kl. 13.40, § 42", {"items": "42", "roles": ()}, "coming late is no office"),
    ("Siv Ek (L) (från punkt B § 45)", {"items": "45", "roles": ()}, "from a point of a §"),
    ("Siv Ek (§ 4, planchef) §§4,6", {"items": "4,6"}, "a span in brackets says nothing more beside another"),
    ("Siv Ek (personalföreträdare)", {"roles": ("personalföreträdare",), "replaces": None}, "letters within a word"),
    ("Siv Ek (punkt G och H, planchef) §9", {"roles": ("planchef",), "items": "9"}, "two points"),
    ("Siv Ek, SACO, Skype", {"organisation": "SACO"}, "a union in capitals is no list of points"),
    ("Tf socialchef Siv Ek", {"name": "Siv Ek", "roles": ("tf socialchef",)}, "a title before the name"),
    ("Siv Ek af Klint (S)", {"name": "Siv Ek af Klint"}, "a particle in the name"),
    ("Siv Ek (S), för Tor Lind (S)", {"replaces": "Tor Lind", "roles": ()}, "för after a comma"),
    ("Siv-\nGunn Ek (S)", {"name": "Siv-Gunn Ek"}, "broken at the hyphen of the first name"),
    ("S Siv Ek § 2–4", {"name": "Siv Ek", "party": "S", "items": "2–4"}, "the letters before the name"),
    ("KD Siv E. Ek", {"name": "Siv E. Ek", "party": "KD"}, "two letters before the name are no first name"),
    ("Siv Ek (S), tjg. ers. för\nTor Lind § 3", {"replaces": "Tor Lind", "items": "3"}, "shortened, over two lines"),
    ("Siv Ek (S) ersättare för Tor\n   Lind-Alm (S)", {"replaces": "Tor Lind-Alm"}, "the other's name broken, set in"),
    ("Siv Ek, planchef §§\n51-53", {"roles": ("planchef",), "items": "51-53"}, "the sign and its numbers parted"),
    ("Siv Ek (SACO) t.o.m. § 9", {"organisation": "SACO", "party": None}, "a union in brackets is no party"),
    ("Siv Ek (S) fr.o.m. § 9", {"items": "fr.o.m.9", "roles": ()}, "from a § on is more than that §"),
    ("Siv Ek   S   X   via Teams", {"party": "S", "remote": "Teams"}, "a row of a table"),
    (
        "Ordförande i AB Älvbostäder Siv Ek § 3",
        {"name": "Siv Ek", "roles": ("ordförande i AB Älvbostäder",), "items": "3"},
        "an office in a company before the name",
    ),
]


@pytest.mark.parametrize(("row", "expected", "reason"), ROWS, ids=[row[2] for row in ROWS])
def test_a_row_says_who_and_how(row: str, expected: dict[str, object], reason: str) -> None:
    """One row of the list, one person, with all that it says."""
    (fact,) = attendance.find(
        context(f"Beslutande\n{row}\n\nUtses att justera Olle Brandt\n§ 1\nVal\nBeslut\nGodkänns.\n")
    )
    assert {key: getattr(fact, key) for key in expected} == expected, reason


SEVERAL = [
    (
        "Siv Ek (S) ordförande, Tor\nLind (M) 1:e vice ordförande, Ida Sten (V)\n§§ 3-5 och Bo Dal (L)",
        [("Siv Ek", "S", None), ("Tor Lind", "M", None), ("Ida Sten", "V", "3-5"), ("Bo Dal", "L", None)],
        "one list with commas, wrapped within a name",
    ),
    (
        "Siv Ek (S) ersätter Tor Lind (S), Ida Sten (V)\nersätter Bo Dal (V) § 4",
        [("Siv Ek", "S", None), ("Ida Sten", "V", "4")],
        "two who stand in for others",
    ),
    (
        "Siv Ek (S) ersätter Tor Lind (S) § 3, Bo Dal (S) § 4",
        [("Siv Ek", "S", "3,4")],
        "one who stands in for two",
    ),
    (
        "Kommundirektör Siv Ek,\nekonom Tor Lind § 3, mark- och exploateringsingenjör Ida Sten §§ 3-\n4",
        [("Siv Ek", None, None), ("Tor Lind", None, "3"), ("Ida Sten", None, "3-4")],
        "offices before the names",
    ),
    (
        "Siv Ek, kommundirektör, Tor\n      Lind, kommunsekreterare",
        [("Siv Ek", None, None), ("Tor Lind", None, None)],
        "offices after the names, the second line set in",
    ),
    (
        "Siv Ek (kommundirektör), Tor\nLind (sekreterare)",
        [("Siv Ek", None, None), ("Tor Lind", None, None)],
        "offices in brackets",
    ),
]


@pytest.mark.parametrize(("rows", "expected", "reason"), SEVERAL, ids=[row[2] for row in SEVERAL])
def test_a_line_may_hold_several(rows: str, expected: list[tuple[str, str | None, str | None]], reason: str) -> None:
    """Lists that go on over lines as a sentence does give one fact a person, and none for who was only stood in for."""
    found = attendance.find(context(f"Beslutande\n{rows}\n\nUtses att justera Olle Brandt\n§ 1\nVal\nBeslut\nVald.\n"))
    assert [(fact.name, fact.party, fact.items) for fact in found] == expected, reason


def test_a_substitute_may_be_said_to_serve() -> None:
    """Among the Ersättare "tjänstgörande §§ 5–6" says that this one took part in the decisions, the others did not."""
    text = (
        "Ersättare\nSiv Ek (S), tjänstgörande §§\n5–6\nTor Lind (V)\n\n"
        "Utses att justera Olle Brandt\n§ 1\nVal\nBeslut\nVald.\n"
    )
    found = [(fact.name, fact.capacity, fact.items) for fact in attendance.find(context(text))]
    assert found == [("Siv Ek", "tjänstgörande ersättare", "5–6"), ("Tor Lind", "ersättare", None)]


CROSSES = [
    (
        "Ledamot   Parti   Närvarande   Tjänstgörande ersättare\nSiv Ek, ordförande   S   X\n"
        "Tor Lind   M      Ida Sten (M)\nBo Dal   SD\n",
        [("Siv Ek", "S", "ledamot", True), ("Tor Lind", "M", "ledamot", False),
         ("Ida Sten", "M", "tjänstgörande ersättare", True), ("Bo Dal", "SD", "ledamot", False)],
        "a row a line",
    ),
    (
        "Namn\nParti\nNärvarande\nSiv Ek,\nordförande\nS\nX\n\nTor\nLind\nM\nX\n\n"
        "Ida Sten\nBo Dal\nKD   X\nSD\n\nEva Alm\nV\n",
        [("Siv Ek", "S", "ledamot", True), ("Tor Lind", "M", "ledamot", True), ("Eva Alm", "V", "ledamot", False)],
        "a cell a line; where two rows are mixed nobody's cross is guessed",
    ),
    (
        "Ledamöter   Närvarande   Anm\nSiv Ek, ordf   S   X   via Teams\nTor Lind   C\n"
        "Ersättare   Närvarande   Anm\nIda Sten   V   X   tjg för Tor Lind\nBo Dal   M\n",
        [("Siv Ek", "S", "ledamot", True), ("Tor Lind", "C", "ledamot", False),
         ("Ida Sten", "V", "tjänstgörande ersättare", True)],
        "substitutes in a second part, of whom only those who came are told",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "expected", "reason"), CROSSES, ids=[row[2] for row in CROSSES])
def test_who_has_no_cross_was_not_there(rows: str, expected: list[tuple[str, str, str, bool]], reason: str) -> None:
    """A list of presence names all members; to count those without a cross among the present would be a falsehood."""
    found = attendance.find(context(f"Närvarolista\n{rows}\n§ 1\nVal\nBeslut\nVald.\n"))
    assert [(fact.name, fact.party, fact.capacity, fact.present) for fact in found] == expected, reason


ADJUSTERS = [
    ("Utses att justera\nSiv Ek och Tor\nLind", ("Siv Ek", "Tor Lind"), "a name over two lines"),
    ("Justerare\nSiv Ek och Tor Lind med Ida\nSten som ersättare", ("Siv Ek", "Tor Lind"), "with one who stands in"),
    ("Justering\nOrdföranden och Siv Ek", ("Siv Ek",), "named beside the chair"),
    ("Justerare\n........... Siv Ek", ("Siv Ek",), "the dots of the signature"),
]


@pytest.mark.parametrize(("field", "expected", "reason"), ADJUSTERS, ids=[row[2] for row in ADJUSTERS])
def test_who_adjusts(field: str, expected: tuple[str, ...], reason: str) -> None:
    """The front page names the adjusters in several ways; who only stands in for one, and the chair, are none."""
    found = meeting.find(context(f"Beslutande\nBo Dal (S), ordförande\n{field}\n\n§ 1\nVal\nBeslut\nVald.\n"))
    assert found is not None
    assert found.adjusters == expected, reason


def test_lists_tell_the_capacity() -> None:
    """The heading of the list says in what capacity its people were there, also when it is broken or beside a name."""
    text = (
        "Beslutande   Ledamöter\nSiv Ek (S)\nTjänstgörande ersättare\nTor Lind (V)\n"
        "Ej tjänstgörande\nersättare\nIda Sten (C)\n"
        "Övriga deltagare Rut Alm (kulturchef) §2\nFrånvarande\nBo Dal (L)\n"
        "Justerare Siv Ek\n§ 1\nVal\nBeslut\nGodkänns.\n"
    )
    found = [(fact.name, fact.capacity, fact.present) for fact in attendance.find(context(text))]
    assert found == [
        ("Siv Ek", "ledamot", True),
        ("Tor Lind", "tjänstgörande ersättare", True),
        ("Ida Sten", "ersättare", True),
        ("Rut Alm", "övrig", True),
        ("Bo Dal", "ledamot", False),
    ]


def test_several_people_on_a_line() -> None:
    """A list that runs on in one line is a person each."""
    text = "Närvarande\nSiv Ek (S), Tor Lind (V), Ida Sten (C)\n§ 1\nVal\nBeslut\nGodkänns.\n"
    assert [fact.name for fact in attendance.find(context(text))] == ["Siv Ek", "Tor Lind", "Ida Sten"]


MIXED = [
    (
        "Beslutande\nSiv Ek (S)\n\nNärvarande\nTor Lind (V)\nIda Sten, tf kulturchef\n",
        [("Siv Ek", "ledamot"), ("Tor Lind", "ersättare"), ("Ida Sten", "övrig")],
        "Närvarande after Beslutande are those who did not serve",
    ),
    (
        "Närvarande\nSiv Ek (S)\nTor Lind (V)\nBo Dal (-)\nIda Sten, kulturchef\n",
        [("Siv Ek", "ledamot"), ("Tor Lind", "ledamot"), ("Bo Dal", "ledamot"), ("Ida Sten", "övrig")],
        "an official among members has a title and no party",
    ),
    (
        "Övriga närvarande\nKulturchef Ida Sten\nNämndsekreterare Rut Alm\nPersonalföreträdare Bo Dal (Vision)\n",
        [("Ida Sten", "övrig"), ("Rut Alm", "övrig"), ("Bo Dal", "övrig")],
        "a title before a name is no label",
    ),
    (
        "Beslutande    Siv Ek (S)\nEj tjänstgörande    Tor Lind (V)\nersättare           Ida Sten (C)\n",
        [("Siv Ek", "ledamot"), ("Tor Lind", "ersättare"), ("Ida Sten", "ersättare")],
        "a label over two lines with people beside both",
    ),
]


@pytest.mark.parametrize(("text", "expected", "reason"), MIXED, ids=[row[2] for row in MIXED])
def test_mixed_lists(text: str, expected: list[tuple[str, str]], reason: str) -> None:
    """Who is an official, and who only listened, is told where the list's heading does not."""
    found = attendance.find(context(f"{text}Justerare Siv Ek\n§ 1\nVal\nBeslut\nGodkänns.\n"))
    assert [(fact.name, fact.capacity) for fact in found] == expected, reason


FRONTS = [
    (
        "Beslutande   Siv Ek (S)\nUtsedda att justera   Siv Ek och Bo Dal\nErsättare för justerare   Ida Sten\n",
        {"adjusters": ("Siv Ek", "Bo Dal")},
        "who would have stood in for an adjuster is none",
    ),
    (
        "Beslutande   Siv Ek (S), ordförande\nProtokollet publicerat på anslagstavlan den 12 februari 2026.\n",
        {"notice": Notice(posted_on="2026-02-12")},
        "a sentence tells when the minutes were posted",
    ),
    (
        "Plats och tid   Rådhuset, kl 13.15-16.50, ajournering kl 15.00-15.15\nBeslutande   Siv Ek (S)\n",
        {"place": "Rådhuset", "starts_at": "13:15", "ends_at": "16:50"},
        "a break is no place",
    ),
    (
        "Plats och tid   Rådhuset, sal 3, måndagen den 2 mars 2026, kl.\n                13.15 – 16.50\n"
        "Beslutande   Siv Ek (S)\n",
        {"place": "Rådhuset, sal 3", "starts_at": "13:15", "ends_at": "16:50"},
        "a line that breaks before the time does not leave its word with the place",
    ),
    (
        "Plats och tid   Rådhuset, sal 3, måndagen den\n                2 mars 2026, kl. 13.15 – 16.50\n"
        "Beslutande   Siv Ek (S)\n",
        {"place": "Rådhuset, sal 3", "starts_at": "13:15", "ends_at": "16:50"},
        "nor one that breaks before the day, and the room keeps its number",
    ),
    (
        "Beslutande   Siv Ek (S), ordförande\nJusteringens\nplats och tid    Rådhuset, 2026-02-11\n",
        {"adjusted_on": "2026-02-11"},
        "a label over two lines, its value beside the second",
    ),
    (
        "Justeringsdag   den 11 februari\nBeslutande   Siv Ek (S)\n",
        {"adjusted_on": "2026-02-11", "derived": ("adjusted_on",)},
        "a year that is not printed is derived",
    ),
    (
        "Beslutande   Siv Ek (S)\nSekreterare   ..........    Paragrafer 4-9\n              Rut Alm\n",
        {"secretary": "Rut Alm"},
        "a field to the right does not take the name below",
    ),
]


@pytest.mark.parametrize(("text", "expected", "reason"), FRONTS, ids=[row[2] for row in FRONTS])
def test_the_front_page(text: str, expected: dict[str, object], reason: str) -> None:
    """Labels stand beside, above and below their values; each value goes to its own label."""
    found = meeting.find(context(f"{text}§ 1\nVal\nBeslut\nGodkänns.\n"))
    assert found
    assert {key: getattr(found, key) for key in expected} == expected, reason


def test_signatures_below_the_last_paragraph() -> None:
    """Union minutes are signed at their end: who kept them and who adjusted is said only there."""
    text = (
        "Närvarande\nSiv Ek, Vision\n§ 1\nVal\nBeslut\nGodkänns.\n\nVid protokollet\nRut Alm\n\n"
        "Justeras\nSiv Ek          Bo Dal\n"
    )
    found = meeting.find(context(text))
    assert found
    assert (found.secretary, found.adjusters) == ("Rut Alm", ("Siv Ek", "Bo Dal"))


def test_notice_days_side_by_side() -> None:
    """The two days of the notice stand in two columns, their labels over two lines."""
    text = (
        "Beslutande   Siv Ek (S)\nDatum för            2026-02-12          Datum för            2026-03-06\n"
        "anslags uppsättande                      anslags nedtagande\n§ 1\nVal\nBeslut\nGodkänns.\n"
    )
    found = meeting.find(context(text))
    assert found
    assert found.notice == Notice(posted_on="2026-02-12", taken_down_on="2026-03-06")


def test_minutes_that_name_a_handlaggare_are_minutes() -> None:
    """Some print "Handläggare:" below each §: the list of those present says that the document is minutes."""
    text = (
        "Protokoll\nKulturnämnden\nDatum: 2026-02-05\n\nNärvarande ledamöter\nSiv Ek (S) Ordförande\n\n"
        "§ 4 Taxa för bad\nHandläggare: Rut Alm\nBeslut\nTaxan antas.\n\n§ 5 Val\nBeslut\nSiv Ek väljs.\n"
    )
    assert context_of(text).document.kind == "protokoll"


def test_a_notice_is_published_and_taken_away() -> None:
    """A digital notice board is written of so; whose header follows on the adjusters is no person."""
    text = (
        "Beslutande   Siv Ek (S)\nJusterare   Bo Alm\nÄLVKULLA KOMMUN   PROTOKOLL\nAnslaget publiceras 2026-02-12\n"
        "Anslaget tas bort 2026-03-06\n§ 1\nVal\nBeslut\nGodkänns.\n"
    )
    found = meeting.find(context(text))
    assert found
    assert found.notice == Notice(posted_on="2026-02-12", taken_down_on="2026-03-06")
    assert found.adjusters == ("Bo Alm",)


def test_a_substitute_among_others_present_does_not_serve() -> None:
    """Listed with the officials, and called what they are: neither members nor officials."""
    text = (
        "Beslutande\nSiv Ek (S)\nÖvriga närvarande\nBo Alm (L), ej tjänstgörande ersättare\nRut Dal, kommundirektör\n"
        "§ 1\nVal\nBeslut\nGodkänns.\n"
    )
    assert [one.capacity for one in attendance.find(context(text))] == ["ledamot", "ersättare", "övrig"]


APPENDED = """Älvkulla kommun
Kommunfullmäktige
Protokoll 2025-03-10

Plats och tid   Rådhuset, kl. 18.00-20.00
Beslutande   Se förteckning bilaga 1
Utses att justera   Eva Lindh

Kf § 12     Ks § 8     Au § 4     Dnr KS2025/0041

Taxa för bad

Beslut
Taxan höjs.

Bilaga 1  Närvarolista

Beslutande ledamöter
Eva Lindh (S)      ordförande
Bo Alm (C)

Tjänstgörande ersättare
Siv Ek (S)         för Ove Berg (S)
"""


def test_a_list_in_an_appendix_is_read_where_the_front_points_at_it() -> None:
    """The list is no decision of the last §, and the numbers of the bodies before are no heading."""
    found = context_of(APPENDED)
    listed = attendance.find(found)
    assert [(one.name, one.capacity, one.replaces) for one in listed] == [
        ("Eva Lindh", "ledamot", None),
        ("Bo Alm", "ledamot", None),
        ("Siv Ek", "tjänstgörande ersättare", "Ove Berg"),
    ]
    assert [one.text for one in decisions.find(found)] == ["Taxan höjs."]
    assert [section.heading for section in found.sections] == ["Taxa för bad"]


def test_a_list_of_those_on_remote_marks_those_who_are_listed_already() -> None:
    """Who stands among the members and under "Via Teams" is one member, on remote."""
    rows = "Eva Lindh (S), ordförande\nBo Alm (C)\n\nVia Teams\nBo Alm (C)\n"
    text = APPENDED.replace("Se förteckning bilaga 1", rows)
    listed = attendance.find(context_of(text.split("Bilaga 1")[0]))
    assert [(one.name, one.capacity, one.remote) for one in listed] == [
        ("Eva Lindh", "ledamot", None),
        ("Bo Alm", "ledamot", "distans"),
    ]


def test_the_day_below_the_signatures_is_that_of_the_adjustment() -> None:
    """Minutes whose front does not say it may print it last ("Justeringsdatum 2025-02-17")."""
    text = (
        "Älvkulla kommun\nTekniska nämnden\nProtokoll 2025-02-11\n\nTid: 16.00-17.45\nLedamöter\nEva Lindh (S)\n\n"
        "§ 1 Val\nBeslut\nBo Alm utses.\n\nJusteras\nEva Lindh     Bo Alm\nJusteringsdatum 2025-02-17\n"
    )
    found = meeting.find(context_of(text))
    assert found is not None
    assert found.adjusted_on == "2025-02-17"
