"""Whoever is asked for under one spelling is found under all of them, as far as the reader may see."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.ingest import extracted
from knowledge.linking.people import people
from knowledge.linking.popolo import Membership, person
from knowledge.store.api import FactQuery
from knowledge.store.reader import OPEN, PUBLIC, Reader
from knowledge.store.sqlite import SqliteStore

INSIDE = Reader(frozenset({OPEN, "internt"}))


def minutes(folder: Path, name: str, who: str, day: str, party: str = "S") -> Path:
    path = folder / name
    path.write_text(
        f"""Älvkulla kommun
Kulturnämnden
Sammanträdesprotokoll
{day}

Beslutande
Maj Ekdahl (M) (ordförande)
{who} ({party})

§ 1 KUN 2025-0001
Taxa för scenen

Beslut
Kulturnämnden beslutar att anta taxan.

Reservation
{who} ({party}) reserverar sig mot beslutet.
""",
        "utf-8",
    )
    return path


def put(store: SqliteStore, path: Path, collection: str = OPEN) -> int:
    return store.put(*extracted(path), collection)


def shown(store: SqliteStore, reader: Reader, name: str, list_: str = "attendance") -> list[str]:
    return sorted(found.document.file for found in store.facts(reader, FactQuery(list_, person=name)))


@pytest.fixture
def spelled(store: SqliteStore, tmp_path: Path) -> SqliteStore:
    """Deniz Avci in two minutes, once misspelled; another of that name in another party."""
    put(store, minutes(tmp_path, "a.txt", "Deniz Avci", "2025-02-03"))
    put(store, minutes(tmp_path, "b.txt", "Deniz Avici", "2025-03-03"))
    put(store, minutes(tmp_path, "c.txt", "Deniz Avci", "2025-04-03", "SD"))
    store.put_persons(people(store))
    return store


def test_each_spelling_finds_the_facts_of_the_person(spelled: SqliteStore) -> None:
    """The misspelled name brings its person's facts and not those of the other who bears the right one."""
    assert shown(spelled, PUBLIC, "deniz avici") == ["a.txt", "b.txt"]
    assert shown(spelled, PUBLIC, "deniz avici", "reservations") == ["a.txt", "b.txt"]
    assert shown(spelled, PUBLIC, "Deniz Avci") == ["a.txt", "b.txt", "c.txt"]
    assert shown(spelled, PUBLIC, "Maj Ekdahl") == ["a.txt", "b.txt", "c.txt"]
    assert spelled.spellings(PUBLIC, "Deniz Avci") == ["deniz avci", "deniz avici"]
    assert spelled.spellings(PUBLIC, "Nils Ingen") == ["nils ingen"]


def test_a_spelling_that_the_reader_may_not_see_brings_nothing(store: SqliteStore, tmp_path: Path) -> None:
    """A name out of a closed document must not be answered by what is open under another: that would tell of it."""
    put(store, minutes(tmp_path, "a.txt", "Deniz Avci", "2025-02-03"))
    put(store, minutes(tmp_path, "b.txt", "Deniz Avici", "2025-03-03"), "internt")
    store.put_persons(people(store))
    assert shown(store, PUBLIC, "deniz avici") == []
    assert shown(store, PUBLIC, "deniz avci") == ["a.txt"]
    assert store.spellings(PUBLIC, "deniz avci") == ["deniz avci"]
    assert store.spellings(PUBLIC, "deniz avici") == ["deniz avici"]
    assert shown(store, INSIDE, "deniz avici") == ["a.txt", "b.txt"]


def test_a_new_version_takes_its_old_spelling_away(spelled: SqliteStore, tmp_path: Path) -> None:
    """A corrected document: the wrong spelling is no longer anyone's, and putting the same twice changes nothing."""
    put(spelled, minutes(tmp_path, "b.txt", "Deniz Avci", "2025-03-03"))
    assert spelled.spellings(PUBLIC, "deniz avci") == ["deniz avci"]
    spelled.put_persons(people(spelled))
    change = spelled.change()
    spelled.put_persons(people(spelled))
    assert spelled.change() == change
    assert shown(spelled, PUBLIC, "deniz avici") == []


def test_a_meeting_is_found_by_every_spelling_of_its_chair(store: SqliteStore, tmp_path: Path) -> None:
    """The chair whose name the minutes misspell is still the chair."""
    for file, name in (("a.txt", "Ulf Wrannvik"), ("b.txt", "Ulf Wranvik")):
        path = minutes(tmp_path, file, "Siv Ek", "2025-02-03")
        path.write_text(path.read_text("utf-8").replace("Maj Ekdahl (M)", f"{name} (M)"), "utf-8")
        put(store, path)
    store.put_persons(people(store))
    held = sorted(found.document.file for found in store.meetings(PUBLIC, person="ulf wranvik"))
    assert held == ["a.txt", "b.txt"]


def test_a_person_has_other_names_and_memberships(spelled: SqliteStore) -> None:
    """As Popolo has it, derived: the seats with the days that show them; nobody is made up for an unknown name."""
    found = person(spelled, PUBLIC, "deniz avici")
    assert found is not None
    assert {found.name, *found.other_names} == {"Deniz Avci", "Deniz Avici"}
    seat = Membership("Kulturnämnden", "Älvkulla", "S", "ledamot", "2025-02-03", "2025-03-03")
    assert found.memberships == (seat,)
    assert person(spelled, PUBLIC, "Nils Ingen") is None
    assert person(spelled, Reader(frozenset()), "deniz avici") is None
