"""Minutes of a meeting: a front page with those present, then its §§ with matters, yrkanden, votes and decisions."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from knowledge.facts import (
    AgendaItem,
    Assignment,
    Attendance,
    Decision,
    DocumentFacts,
    DocumentInfo,
    Meeting,
    Proposal,
    Reservation,
    VoteCount,
)
from knowledge.reading.pages import Reading
from tests.load import invented
from tests.load.paper import Paper, Span
from tests.load.prose import DECISIONS, paragraph

SERIALS = 999
"""Case numbers of a body and year are drawn from so many."""
_A_PAGE = 3
"""§§ on a page."""


@dataclass(frozen=True)
class Sitting:
    """Which body meets where and when. number: the document's, from which all of it follows."""

    number: int
    municipality: str
    body: str
    day: str

    @property
    def year(self) -> int:
        return int(self.day[:4])


def minutes(sitting: Sitting, random: Random) -> tuple[Reading, DocumentFacts]:
    """The minutes and their facts."""
    paper = Paper()
    people = invented.seats(sitting.municipality, sitting.body, sitting.year)
    scalars = _front(paper, sitting, people, random)
    for at in range(random.randint(7, 12)):
        if at % _A_PAGE == 0:
            paper.turn()
        _item(paper, sitting, at + 1, random)
    reading = paper.reading(f"{sitting.municipality}/{sitting.body}/{sitting.day}-{sitting.number}.pdf")
    pages = reading.pages
    sources = {name: paper.source(pages, span) for name, (_, span) in scalars.items()}
    told = {name: value for name, (value, _) in scalars.items()}
    info = DocumentInfo(
        file=reading.file,
        kind="protokoll",
        title=f"Protokoll {sitting.body} {sitting.day}",
        body=sitting.body,
        municipality=sitting.municipality,
        date=sitting.day,
        sources={"date": sources["date"], "body": sources["body"]},
    )
    adjusters = (told.pop("adjusters"),)
    meeting = Meeting.model_validate({**told, "adjusters": adjusters, "sources": sources}, context={"stored": True})
    return reading, DocumentFacts(document=info, meeting=meeting, **paper.facts(pages))


def _front(
    paper: Paper, sitting: Sitting, people: tuple[invented.Person, ...], random: Random
) -> dict[str, tuple[str, Span]]:
    scalars: dict[str, tuple[str, Span]] = {}

    def scalar(field: str, before: str, value: str) -> None:
        line = f"{before}{value}"
        scalars[field] = value, paper.part(paper.line(line), value, line)

    paper.line(f"{sitting.municipality} kommun")
    paper.line("Sammanträdesprotokoll", "\n\n")
    scalar("body", "", sitting.body)
    scalar("date", "Sammanträdesdatum: ", sitting.day)
    scalar("place", "Plats: ", f"Sal {random.choice(('Eken', 'Granen', 'Björken', 'Linden'))}, kommunhuset")
    scalar("starts_at", "Mötet öppnades kl. ", f"{random.randint(8, 14):02d}:00")
    scalar("ends_at", "Mötet avslutades kl. ", f"{random.randint(15, 18):02d}:30")
    scalar("chair", "Ordförande: ", people[0].name)
    scalar("secretary", "Sekreterare: ", invented.name(random))
    scalar("adjusters", "Justerare: ", people[1].name)
    scalar("adjusted_on", "Justerat ", f"{sitting.day[:8]}28")
    paper.line("")
    paper.line("Beslutande")
    for at, person in enumerate(people[: random.randint(9, 13)]):
        remote = "Teams" if random.random() < 0.1 else None
        absent = random.random() < 0.06
        said = f"{person.name} ({person.party}){', Teams' if remote else ''}{', frånvarande' if absent else ''}"
        paper.fact(
            "attendance",
            Attendance,
            paper.line(said),
            name=person.name,
            party=person.party,
            capacity="ledamot",
            roles=("ordförande",) if at == 0 else (),
            present=not absent,
            remote=remote,
        )
    return scalars


def _item(paper: Paper, sitting: Sitting, at: int, random: Random) -> None:
    """One §: its heading, what it is about, who wants what, and the decision."""
    number = str(int(sitting.day[5:7]) * 12 + at)
    matter = invented.matter(sitting.municipality, sitting.body, sitting.year, random.randint(1, SERIALS))
    paper.section = f"§ {number}"
    line = f"§ {number} {matter.heading}"
    span = paper.part(paper.line(line), matter.heading, line)
    cases = (matter.printed,)
    paper.fact("agenda_items", AgendaItem, span, number=number, heading=matter.heading, case_numbers=cases)
    paper.line(f"Dnr {matter.printed}")
    paper.line("")
    for _ in range(random.randint(2, 4)):
        paper.line(paragraph(matter, random), "\n\n")
    if random.random() < 0.3:
        _moved(paper, sitting, number, matter, random)
    paper.line("Beslut")
    for outcome, wording in random.sample(DECISIONS, random.randint(1, 2)):
        text = f"{sitting.body} beslutar att {wording.format(*matter.words, place=matter.place)}."
        paper.fact(
            "decisions",
            Decision,
            paper.line(text),
            item=number,
            heading=matter.heading,
            case_numbers=cases,
            body=sitting.body,
            text=text,
            outcome=outcome,
        )
    if random.random() < 0.12:
        due = invented.day(random, min(sitting.year + 1, invented.LAST_YEAR))
        text = f"Förvaltningen får i uppdrag att redovisa {matter.words[1]} senast den {due}."
        paper.fact("assignments", Assignment, paper.line(text), text=text, responsible="Förvaltningen", due=due)
    paper.line("")


def _moved(paper: Paper, sitting: Sitting, number: str, matter: invented.Matter, random: Random) -> None:
    """A yrkande that is lost in a vote, and the reservation that follows."""
    mover, other = random.sample(invented.seats(sitting.municipality, sitting.body, sitting.year), 2)
    text = f"avslag på {matter.words[0]} vid {matter.place}"
    line = f"{mover.name} ({mover.party}) yrkar {text}."
    by = (mover.name,)
    span = paper.line(line)
    paper.fact("proposals", Proposal, span, item=number, kind="yrkande", by=by, supported_by=(other.name,), text=text)
    yes, no = random.randint(7, 11), random.randint(1, 6)
    span = paper.line(f"Omröstning: {yes} ja-röster och {no} nej-röster.")
    paper.fact("votes", VoteCount, span, item=number, yes=yes, no=no, yes_means="bifall")
    span = paper.line(f"{mover.name} ({mover.party}) reserverar sig mot beslutet.", "\n\n")
    paper.fact("reservations", Reservation, span, item=number, by=by)
