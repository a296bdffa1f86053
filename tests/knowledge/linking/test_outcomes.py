"""Förslag → yrkanden → beslut: which clause takes up which, and what became of each yrkande."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.ingest import ingest
from knowledge.rebuild import rebuild
from knowledge.search.passages import Search
from knowledge.store.api import Link
from knowledge.store.reader import OPEN, OPERATOR
from knowledge.store.sqlite import SqliteStore
from tests.knowledge.linking import record
from tests.knowledge.linking.record import minutes, put, ties

PROPOSED = """Sjöbro kommun                         Tjänsteskrivelse
Kulturförvaltningen                   2025-02-24
                                      Diarienummer: KUN 2025-0071


Öppettider på huvudbiblioteket


Förslag till beslut

Kulturnämnden beslutar

att huvudbiblioteket håller öppet till klockan 21 på vardagar,

att förvaltningen får i uppdrag att redovisa besöken varje kvartal, samt

att kostnaden tas ur bokanslaget.


Sammanfattning

Besökarna har efterfrågat längre öppettider.


Ture Almkvist
Förvaltningschef
"""
DECIDED = """§ 14 KUN 2025-0071
Öppettider på huvudbiblioteket

Beslut
Kulturnämnden beslutar

att huvudbiblioteket håller öppet till klockan 20 på vardagar,

att förvaltningen får i uppdrag att redovisa besöken varje kvartal, samt

att söndagsöppet prövas under hösten.
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    opened = record.opened(tmp_path)
    yield opened
    opened.close()


def test_each_clause_is_tied_to_the_one_it_takes_up(store: SqliteStore) -> None:
    """Changed and unchanged clauses are tied; a new clause and one that was left out are tied to nothing."""
    put(store, "skrivelse.txt", PROPOSED)
    put(store, "protokoll.txt", minutes(DECIDED))
    found = ties(store)
    assert {(one.rule, one.target.rstrip(",")[:44]) for one in found} == {
        ("decided.changed", "att huvudbiblioteket håller öppet till klock"),
        ("decided.same", "att förvaltningen får i uppdrag att redovisa"),
    }
    changed = next(one for one in found if one.rule == "decided.changed")
    assert "klockan 20" in changed.quote
    assert 0.8 < changed.confidence < 1.0


@pytest.mark.parametrize(
    ("day", "case", "why"),
    [
        ("2025-04-24", "KUN 2025-0071", "it is later than the decision"),
        ("2025-02-24", "KUN 2025-0072", "it is of another case"),
        ("2025-02-24", "BUN 2025-0071", "another registry's number is another case"),
    ],
)
def test_what_did_not_prepare_the_decision_is_not_tied(store: SqliteStore, day: str, case: str, why: str) -> None:
    """Each row is a proposal in the very words of the decision that is none to it."""
    text = PROPOSED.replace("2025-02-24", day).replace("KUN 2025-0071", case)
    put(store, "skrivelse.txt", text)
    put(store, "protokoll.txt", minutes(DECIDED))
    assert ties(store) == [], why


def test_a_case_that_was_decided_before_keeps_its_proposal(store: SqliteStore) -> None:
    """What was proposed for March belongs to March's decision, and not to June's in the same case."""
    put(store, "skrivelse.txt", PROPOSED)
    put(store, "mars.txt", minutes(DECIDED))
    june = minutes(DECIDED.replace("§ 14", "§ 31"), date="2025-06-10").replace("18 mars", "10 juni")
    put(store, "juni.txt", june)
    documents = {link.document.file for link in _links(store, "decides")}
    assert documents == {"mars.txt"}


def test_one_that_was_put_off_still_prepares(store: SqliteStore) -> None:
    """A bordlagt ärende is decided on at the next meeting, on the same förslag."""
    put(store, "skrivelse.txt", PROPOSED)
    put(
        store, "mars.txt", minutes("§ 14 KUN 2025-0071\nÖppettider på huvudbiblioteket\n\nBeslut\nÄrendet bordläggs.\n")
    )
    april = minutes(DECIDED.replace("§ 14", "§ 22"), date="2025-04-15").replace("18 mars", "15 april")
    put(store, "april.txt", april)
    assert {link.document.file for link in _links(store, "decides")} == {"april.txt"}


MOVED = """§ 15
Namn på den nya parken

Förslag till beslut
Parken får namnet Hamnparken.

Yrkanden
Alva Stigberg (S) yrkar bifall till förvaltningens förslag.

Bo Granlid (M) yrkar att parken får namnet Kungsparken.

Cilla Hedvall (V) yrkar att ärendet återremitteras.

{course}

Beslut
Parken får namnet {name}.
"""
OFFICES, KINGS, RETURN = (
    "bifall till förvaltningens förslag.",
    "parken får namnet Kungsparken.",
    "ärendet återremitteras.",
)
COURSES = [
    (
        "Beslutsgång\nOrdföranden ställer förslagen mot varandra och finner att nämnden beslutar enligt "
        "förvaltningens förslag.",
        "Hamnparken",
        {OFFICES: "grants", KINGS: "rejects", RETURN: "rejects"},
        "of förslag that were put against each other one won",
    ),
    (
        "Beslutsgång\nOrdföranden ställer förvaltningens förslag mot Bo Granlids yrkande och finner att nämnden "
        "bifaller Bo Granlids yrkande.",
        "Kungsparken",
        {OFFICES: "rejects", KINGS: "grants", RETURN: "rejects"},
        "the mover is named, the decision says his words, and the other side fell",
    ),
    (
        "Beslutsgång\nOrdföranden finner att nämnden beslutar enligt Bo Granlids yrkande. Omröstning begärs.\n\n"
        "Omröstning\nJa-röst för bifall till förvaltningens förslag.\n\n"
        "Nej-röst för bifall till Bo Granlids yrkande.\n\n"
        "Med 3 ja-röster mot 1 nej-röst beslutar nämnden enligt förvaltningens förslag.",
        "Hamnparken",
        {OFFICES: "grants", KINGS: "rejects", RETURN: "rejects"},
        "the finding before a vote is overturned by it",
    ),
]


@pytest.mark.parametrize(("course", "name", "fates", "why"), COURSES)
def test_what_became_of_each_yrkande(
    store: SqliteStore, course: str, name: str, fates: dict[str, str], why: str
) -> None:
    """Granted or rejected, with the sentence that says so; never by the finding that a vote overturned."""
    put(store, "protokoll.txt", minutes(MOVED.format(course=course, name=name)))
    found = [one for one in ties(store) if one.kind != "decides"]
    assert {one.target: one.kind for one in found} == fates, why
    assert not [one.quote for one in found if one.quote.startswith(("Beslutsgång", "Omröstning"))], (
        "a heading says nothing"
    )
    assert all((one.quote and one.confidence < 1.0) or one.rule == "yrkanden.words" for one in found)


def test_of_a_yrkande_that_nothing_is_said_of_nothing_is_told(store: SqliteStore) -> None:
    """An additional yrkande may have been granted in words that we do not read: unknown is not rejected."""
    text = MOVED.format(course="", name="Hamnparken").replace(
        "Bo Granlid (M) yrkar att parken får namnet Kungsparken.", "Bo Granlid (M) yrkar att stigarna belyses."
    )
    put(store, "protokoll.txt", minutes(text))
    assert not [one for one in ties(store) if "stigarna" in one.target]


MOTION = """Motion till kommunfullmäktige i Sjöbro                    2024-11-04


Motion om cykelgarage vid stationen


Vi föreslår att kommunfullmäktige beslutar

att bygga ett låst cykelgarage vid stationen, och

att avgiften tas ut som årskort.


Cilla Hedvall (V)
"""
ANSWERS = [
    ("Motionen avslås.", {"rejects": 2}, "the whole motion is rejected"),
    ("Motionen anses besvarad.", {"settles": 2}, "answered is neither granted nor rejected"),
    (
        "Motionens första att-sats bifalls.\nMotionens andra att-sats avslås.",
        {"grants": 1, "rejects": 1},
        "each att-sats has its own outcome",
    ),
    ("Motionen bifalls delvis.", {}, "it is not said which part"),
]


@pytest.mark.parametrize(("decision", "kinds", "why"), ANSWERS)
def test_a_motion_is_tied_to_what_was_decided_on_it(
    store: SqliteStore, decision: str, kinds: dict[str, int], why: str
) -> None:
    """A motion is handed in without a case number: the heading of the § names it by its title."""
    put(store, "motion.txt", MOTION)
    section = f"§ 40 KS 2024-0388\nSvar på motion om cykelgarage vid stationen\n\nBeslut\n{decision}\n"
    put(store, "protokoll.txt", minutes(section, "Kommunfullmäktige", "2025-05-05"))
    found = [one.kind for one in ties(store)]
    assert {kind: found.count(kind) for kind in found} == kinds, why


def test_another_motion_is_not_answered(store: SqliteStore) -> None:
    """Two motions about cycling are two motions."""
    put(store, "motion.txt", MOTION)
    section = "§ 41 KS 2024-0391\nSvar på motion om cykelväg längs ån\n\nBeslut\nMotionen avslås.\n"
    put(store, "protokoll.txt", minutes(section, "Kommunfullmäktige", "2025-05-05"))
    assert ties(store) == []


def test_fullmaktige_takes_up_what_kommunstyrelsen_proposed(store: SqliteStore) -> None:
    """The chain of bodies: a proposal to fullmäktige is tied to fullmäktige's decision."""
    heading = "KS 2025-0102\nTaxa för torghandel\n\nBeslut\n"
    up = f"§ 61 {heading}Kommunstyrelsen föreslår kommunfullmäktige besluta att anta taxan för torghandel.\n"
    put(store, "ks.txt", minutes(up, "Kommunstyrelsen", "2025-04-08"))
    decided = f"§ 50 {heading}Kommunfullmäktige beslutar att anta taxan för torghandel.\n"
    put(store, "kf.txt", minutes(decided, "Kommunfullmäktige", "2025-05-05"))
    (tie,) = ties(store)
    assert (tie.kind, tie.rule) == ("decides", "decided.same")
    assert "föreslår kommunfullmäktige" in tie.target


def test_ties_follow_every_change(tmp_path: Path) -> None:
    """Ingest makes them, in whatever order the documents come; a removed document takes its ties along."""
    store = record.opened(tmp_path)
    search = Search.open(store, tmp_path)
    (tmp_path / "protokoll.txt").write_text(minutes(DECIDED), "utf-8")
    (tmp_path / "skrivelse.txt").write_text(PROPOSED, "utf-8")
    ingest([tmp_path / "protokoll.txt"], OPEN, store, search, jobs=1)
    assert _stored(store) == 0
    ingest([tmp_path / "skrivelse.txt"], OPEN, store, search, jobs=1)
    assert _stored(store) == 2
    rebuild(store, search)
    assert _stored(store) == 2
    document = next(one for one in store.documents(OPERATOR) if one.file == "skrivelse.txt")
    store.remove(document.id, "prov")
    assert _stored(store) == 0
    store.close()


def _stored(store: SqliteStore) -> int:
    return len(store.links(OPERATOR, kind="decides"))


def _links(store: SqliteStore, kind: str) -> list[Link]:
    ties(store)
    return store.links(OPERATOR, kind=kind)
