"""Which followed thing a fact is: by its words, also where a new version of the file has changed them a little.

A fact whose words are those that were followed is that thing. Of what is left over on both sides those with the same
words to another, then those whose words are all but the same with the same figures, are paired, where they are each
other's only match; where facts of the file are hidden nothing is paired so, since the missing one may be hidden.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from rapidfuzz import fuzz

from bot.answers.sheet import Desk
from knowledge.facts import squeeze
from knowledge.store.api import FactQuery, Found
from knowledge.store.followed import MOTIONS, Numbered, Subject, subject_of

ALIKE = 92
"""Likeness from which a wording that was changed is still the same thing."""
_MOST = 2_000
_FIGURES = re.compile(r"\d+")


def numbers(desk: Desk, found: Sequence[Found], *, give: bool = True) -> dict[int, int]:
    """Fact id → its number. What has none yet is given one (where `give`), unless the store is being written."""
    subjects = {one.id: subject for one in found if (subject := subject_of(one))}
    held = _by_fact(desk, found, subjects)
    new = [subject for id_, subject in subjects.items() if id_ not in held]
    if new and give:
        desk.store.number_all(new)
        held |= _by_fact(desk, [one for one in found if one.id not in held], subjects)
    return {id_: one.number for id_, one in held.items()}


def fact_of(desk: Desk, number: int) -> Found | None:
    """The fact that is followed under a number; None where none is, the reader may not see it, or it is gone."""
    numbered = desk.store.of_number(desk.reader, number)
    if numbered is None:
        return None
    subject = numbered.subject
    for document in desk.store.find_document(desk.reader, subject.file, subject.collection):
        if document.file != subject.file:
            continue
        found = list_of(desk, document.id, subject.list)
        by_fact = _by_fact(desk, found, {one.id: of for one in found if (of := subject_of(one))})
        for one in found:
            if one.id in by_fact and by_fact[one.id].number == number:
                return one
    return None


def list_of(desk: Desk, document: int, name: str) -> list[Found]:
    """The facts of a document that are followed in this list."""
    return desk.store.facts(
        desk.reader, FactQuery("proposals" if name == MOTIONS else name, None, document, limit=_MOST)
    )


def _by_fact(desk: Desk, found: Sequence[Found], subjects: Mapping[int, Subject]) -> dict[int, Numbered]:
    places = {subject.place for subject in subjects.values()}
    held: dict[tuple[str, str, str], list[Numbered]] = defaultdict(list)
    for numbered in desk.store.numbered(desk.reader, places) if places else ():
        held[numbered.subject.place].append(numbered)
    by_fact: dict[int, Numbered] = {}
    left: set[tuple[str, str, str]] = set()
    for one in found:
        subject = subjects.get(one.id)
        if subject is None or subject.place not in held:
            continue
        same = next((each for each in held[subject.place] if each.subject.said == subject.said), None)
        if same:
            by_fact[one.id] = same
        else:
            left.add(subject.place)
    for place in left:
        document = next(one.document.id for one in found if one.id in subjects and subjects[one.id].place == place)
        by_fact |= _changed(held[place], list_of(desk, document, place[2]))
    return {one.id: by_fact[one.id] for one in found if one.id in by_fact}


def _changed(held: Sequence[Numbered], found: Sequence[Found]) -> dict[int, Numbered]:
    """The pairs of one file's list whose words differ, fact id → what was followed."""
    now = {one.id: subject for one in found if (subject := subject_of(one))}
    said = {one.said for one in now.values()}
    before = [one for one in held if one.subject.said not in said and one.subject.words and not one.hides]
    known = {one.subject.said for one in held}
    after = {id_: one for id_, one in now.items() if one.said not in known}
    paired: dict[int, Numbered] = {}
    for is_same in (_same_words, _nearly):
        for one in list(before):
            theirs = [id_ for id_, subject in after.items() if is_same(subject, one.subject)]
            rivals = [each for each in before if theirs and is_same(after[theirs[0]], each.subject)]
            if len(theirs) == 1 and len(rivals) == 1:
                paired[theirs[0]] = one
                before.remove(one)
                del after[theirs[0]]
    return paired


_Same = Callable[[Subject, Subject], bool]


def _same_words(one: Subject, other: Subject) -> bool:
    return squeeze(one.words) == squeeze(other.words)


def _nearly(one: Subject, other: Subject) -> bool:
    figures = _FIGURES.findall(one.words) == _FIGURES.findall(other.words)
    return figures and fuzz.ratio(one.words.casefold(), other.words.casefold()) >= ALIKE
