"""Questions to the record: of each kind as many different ones as wanted, and ten that are asked of every size."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

from knowledge.facts import DocumentFacts
from tests.load.record import document

SMALLEST = 250
"""Documents that a record of every size holds; questions are made from these."""


def cases(number: int) -> str | None:
    """What was decided in a case."""
    facts = document(number)[1]
    numbers = [case for item in facts.agenda_items for case in item.case_numbers]
    forms = ("/beslut {}", "vad beslutades i {}?", "/arende {}")
    return forms[number % 3].format(Random(number).choice(numbers)) if numbers else None


def structured(number: int) -> str | None:
    """Of a meeting, a topic, a body or a person, in turn."""
    facts = document(number)[1]
    if facts.meeting is None:
        return _of_papers(facts)
    body, day, place = facts.meeting.body, facts.meeting.date, facts.document.municipality
    item = Random(number).choice(facts.agenda_items)
    forms = (
        f"vem var ordförande i {body} i {place} den {day}?",
        f"vilka deltog i {body} i {place} den {day}?",
        f"vad beslutade {body} i {place} om {_topic(item.heading)}?",
        f"vad beslutade {body} i {place} den {day}?",
        f"vad beslutades om {_topic(item.heading)}?",
        f"vem reserverade sig i ärendet om {_topic(item.heading)}?",
        f"vilka yrkanden finns om {_topic(item.heading)}?",
        f"vilka uppdrag har {body} i {place} gett under {(day or '')[:4]}?",
        f"när sammanträdde {body} i {place} under {(day or '')[:4]}?",
    )
    return forms[number % len(forms)]


def _of_papers(facts: DocumentFacts) -> str | None:
    title = facts.document.title or ""
    if facts.recommendations:
        return f"vilka rekommendationer gav revisorerna om {_topic(title)}?"
    return f"vem har undertecknat {title}?" if facts.signatories else None


def _topic(heading: str) -> str:
    """The words of a heading that say what it is about, as one asks."""
    words = [word.strip(",–.") for word in heading.split()]
    told = [word for word in words if len(word) > 4 and word not in ("Yttrande", "Revidering", "Granskning", "Motion")]
    return f"{told[0].lower()} {told[1]}" if len(told) > 1 else told[0].lower()


def passages(number: int) -> str | None:
    """Five words that stand in one passage."""
    text = document(number)[0].pages[-1].text
    paragraphs = [part for part in text.split("\n\n") if len(part) > 200]
    if not paragraphs:
        return None
    random = Random(number)
    words = [word.strip(".,") for word in random.choice(paragraphs).split()]
    told = sorted({word for word in words if len(word) > 5 and word.isalpha()})
    return f"/sok {' '.join(random.sample(told, 5))}" if len(told) >= 5 else None


def names(number: int) -> str | None:
    """Someone whose name is typed with one letter wrong."""
    attended = document(number)[1].attendance
    if not attended:
        return None
    random = Random(number)
    name = random.choice(attended).name
    at = random.randrange(1, len(name) - 1)
    typed = name[:at] + random.choice("aeinrst") + name[at + 1 :]
    return f"{('/person', 'vem är')[number % 2]} {typed}"


KINDS: Mapping[str, Callable[[int], str | None]] = {
    "case number": cases,
    "structured": structured,
    "passage, five words": passages,
    "fuzzy name": names,
}
BARS = {"case number": 2.0, "structured": 10.0, "passage, five words": 50.0, "fuzzy name": 50.0}
"""The p95 in milliseconds that each kind is to stay under."""


def of_kind(kind: str) -> list[str]:
    """Every question of a kind, each once."""
    asked = (KINDS[kind](number) for number in range(SMALLEST))
    return list(dict.fromkeys(text for text in asked if text))


def ten() -> list[str]:
    """Ten questions that a record of any size holds answers to."""
    minutes = [number for number in range(SMALLEST) if document(number)[1].meeting]
    papers = [number for number in range(SMALLEST) if document(number)[1].recommendations]
    chosen = [cases(minutes[0]), *(structured(next(n for n in minutes if n % 9 == form)) for form in (0, 1, 4, 5, 8))]
    chosen += [structured(papers[0]), passages(minutes[1]), passages(minutes[2]), names(minutes[3])]
    return [text for text in chosen if text]
