"""One person under two spellings is found under both; two people are never one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from knowledge.linking.persons import judged, persons
from knowledge.linking.spellings import Likeness, likeness, pairs
from knowledge.names import fold
from knowledge.store.persons import Mention

HERE = {"municipality": "Älvkulla", "body": "kulturnämnden", "party": "S", "day": "2025-03-01"}


def said(name: str, document: str = "a", **fields: object) -> Mention:
    return Mention(fold(name), document, **{**HERE, **fields})


SPELLINGS = [
    ("Mona Petré", "Mona Petre", None, "an accent is no other letter: the folded name is the same already"),
    ("Deniz Avci", "Deniz Avici", Likeness.EXTRA, "a letter too many in the surname"),
    ("Ulf Wrannvik", "Ulf Wranvik", Likeness.SOUND, "one n or two sound alike"),
    ("Ewa Lindqvist", "Eva Lindkvist", Likeness.SOUND, "w and v, qv and kv sound alike"),
    ("Christina Ålund", "Kristina Ålund", Likeness.SOUND, "ch and k sound alike in a first name"),
    ("Karin Ståhlros", "Karina Ståhlros", None, "Karin and Karina are two first names"),
    ("Johan Ståhlros", "Johanna Ståhlros", None, "so are Johan and Johanna"),
    ("Eva Jonsson", "Eva Jönsson", None, "both are among the most borne surnames"),
    ("Eva Jansson", "Eva Jonsson", None, "so are these, however alike"),
    ("Eva Borg", "Eva Berg", Likeness.LETTER, "a letter that is another needs much to speak for it"),
    ("Bo Ek", "Bo Ask", None, "short names are other names as soon as a letter differs"),
    ("Maja Strandhage", "Maja Strandhagen Lund", None, "a surname more is another name"),
    ("Kerstin Christoffersson", "Kerstin Kristofersson", None, "three letters apart in one part is too far"),
]


@pytest.mark.parametrize(("one", "other", "wanted", "why"), SPELLINGS)
def test_spellings_are_judged_by_their_letters(one: str, other: str, wanted: Likeness | None, why: str) -> None:
    """What two names may be before anything else is known, the same from either side."""
    assert likeness(fold(one), fold(other)) == likeness(fold(other), fold(one)) == wanted, why


PEOPLE = [
    (said("Deniz Avci"), said("Deniz Avici", "b"), True, "same body, party and year"),
    (said("Deniz Avci"), said("Deniz Avici", "b", party=None), True, "a proposal does not print the party"),
    (said("Deniz Avci", listed=True), said("Deniz Avici", listed=True), False, "both sat at one meeting"),
    (said("Deniz Avci", listed=True), said("Deniz Avici"), True, "the list and the signature of one document"),
    (said("Deniz Avci"), said("Deniz Avici", "b", party="M"), False, "two parties in one year"),
    (said("Ulf Wrannvik"), said("Ulf Wranvik", "b", party="M", day="2012-01-01"), True, "a party left years before"),
    (said("Deniz Avci"), said("Deniz Avici", "b", party=None, day="2024-12-01"), True, "the same body within one term"),
    (said("Deniz Avci"), said("Deniz Avici", "b", party=None, day="2003-12-01"), False, "twenty years apart"),
    (said("Deniz Avci"), said("Deniz Avici", "b", municipality="Barkfors"), False, "two municipalities"),
    (said("Deniz Avci"), said("Deniz Avici", "b", body="valnämnden", party=None), False, "too little in common"),
    (said("Eva Carlsson"), said("Eva Karlsson", "b"), True, "common, but body, party and years agree"),
    (said("Eva Carlsson"), said("Eva Karlsson", "b", party=None), False, "common names need more"),
    (said("Eva Berg"), said("Eva Borg", "b"), True, "one document's slip, in the same body and party"),
    (said("Eva Berg"), said("Eva Borg", "b", party=None), False, "another letter needs the party or union"),
    (
        said("Siv Alm", party=None, organisation="Vision"),
        said("Siv Allm", "b", party=None, organisation="Vision"),
        True,
        "the same union",
    ),
]


@pytest.mark.parametrize(("one", "other", "wanted", "why"), PEOPLE)
def test_two_spellings_are_one_person_where_enough_speaks_for_it(
    one: Mention, other: Mention, wanted: bool, why: str
) -> None:
    """What decides beside the letters; the evidence is kept, and the answer is the same from either side."""
    assert judged([one], [other]) == judged([other], [one])
    found = persons([one, other])
    assert bool(found) == wanted, why
    if wanted:
        assert set(found[0].names) == {one.name, other.name}
        assert found[0].evidence[-1].startswith(("spelling:", "years", "party"))
        assert 0.6 <= found[0].confidence < 1


def test_people_of_one_name_stay_two() -> None:
    """Two of one name in two parties: the other spelling goes to the one of its party alone."""
    found = persons([said("Ulf Wrannvik", "a"), said("Ulf Wrannvik", "b", party="M"), said("Ulf Wranvik", "c")])
    assert [person.mentions for person in found] == [(("ulf wrannvik", "a"), ("ulf wranvik", "c"))]


def test_a_letter_that_recurs_is_another_name() -> None:
    """Berg and Borg, each in two documents, are two people: a slip does not recur."""
    mentions = [said(name, document) for name, document in zip(("Eva Berg", "Eva Borg") * 2, "abcd", strict=True)]
    assert persons(mentions) == []


def test_a_chain_does_not_join_its_ends() -> None:
    """Where A may be B and B may be C, but A and C sat at one meeting, one of the two is left alone."""
    a, b, c = (
        said("Ulf Wrannvik", listed=True),
        said("Ulf Wranvik", "b"),
        said("Ulf Vranvik", listed=True),
    )
    found = persons([a, b, c])
    assert len(found) == 1
    assert len(found[0].names) == 2


PARTS = st.sampled_from(["avci", "avici", "berg", "borg", "wrannvik", "wranvik", "vranvik", "karlsson", "carlson"])
FIRSTS = st.sampled_from(["eva", "ewa", "ulf", "karin", "karina"])
MENTIONS = st.builds(
    Mention,
    name=st.builds(lambda first, last: f"{first} {last}", FIRSTS, PARTS | st.text("abkv", min_size=3, max_size=7)),
    document=st.sampled_from("abcdef"),
    day=st.sampled_from([None, "2019-02-03", "2025-03-01"]),
    municipality=st.sampled_from([None, "Älvkulla", "Barkfors"]),
    body=st.sampled_from([None, "kulturnämnden", "valnämnden"]),
    party=st.sampled_from([None, "S", "M"]),
    listed=st.booleans(),
)


@given(st.lists(MENTIONS, max_size=14), st.randoms(use_true_random=False))
def test_linking_depends_on_nothing_but_the_mentions(mentions: list[Mention], random) -> None:
    """The order of ingest changes nothing; no part of a merged name is further than two letters from another's; a
    mention belongs to one person, and two who sat at one meeting are two."""
    found = persons(mentions)
    shuffled = list(mentions)
    random.shuffle(shuffled)
    assert persons(shuffled) == found
    for person in found:
        assert len(person.names) > 1
        for one in person.names:
            for other in person.names:
                assert all(Levenshtein.distance(*both) <= 2 for both in zip(one.split(), other.split(), strict=True))


@given(st.lists(st.text("abv ", min_size=3, max_size=10), max_size=12))
def test_pairs_are_found_as_by_comparing_all(names: list[str]) -> None:
    """The short way to the pairs finds every one that comparing each with each does."""
    folded = sorted({fold(name) for name in names} - {""})
    wanted = {(a, b) for a in folded for b in folded if a < b and likeness(a, b) is not None}
    assert set(pairs(folded)) == wanted


def test_a_day_that_is_unknown_speaks_for_nothing() -> None:
    """Without days there are no years in common, and two parties may have been at the same time."""
    one, other = said("Deniz Avci", day=None), said("Deniz Avici", "b", day=None)
    assert "years" not in judged([one], [other])[1]
    assert judged([one], [replace(other, party="M")]) is None
