"""The record, document by document: number n is the same in a record of any size."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from knowledge.facts import DocumentFacts
from knowledge.reading.pages import Reading
from tests.load import invented
from tests.load.minutes import Sitting, minutes
from tests.load.papers import audit, motion, report

_KINDS = ((0.70, minutes), (0.80, audit), (0.92, report), (1.0, motion))


def sitting(number: int) -> Sitting:
    """The body, place and day of a document; later years have more, as archives do."""
    random = Random(f"sitting {number}")
    span = invented.LAST_YEAR - invented.FIRST_YEAR
    year = invented.FIRST_YEAR + min(span, int((span + 1) * random.random() ** 0.6))
    body = random.choice(list(invented.BODIES))
    return Sitting(number, random.choice(invented.MUNICIPALITIES), body, invented.day(random, year))


def document(number: int) -> tuple[Reading, DocumentFacts]:
    """One document with its facts."""
    random = Random(f"document {number}")
    drawn = random.random()
    made = next(make for share, make in _KINDS if number == 0 or drawn < share)
    return made(sitting(number), random)


def documents(first: int = 0) -> Iterator[tuple[Reading, DocumentFacts]]:
    """Document after document, without end."""
    number = first
    while True:
        yield document(number)
        number += 1
