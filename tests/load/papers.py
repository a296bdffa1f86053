"""Documents about one matter: an audit report with its recommendations, a tjänsteutlåtande, a motion."""

from __future__ import annotations

from random import Random

from knowledge.facts import AuditQuestion, DocumentFacts, DocumentInfo, Proposal, Recommendation, Signatory
from knowledge.reading.pages import Reading
from tests.load import invented
from tests.load.minutes import SERIALS, Sitting
from tests.load.paper import Paper
from tests.load.prose import paragraph

_VERDICTS = ("Ja", "Nej", "Delvis", "I huvudsak")


def audit(sitting: Sitting, random: Random) -> tuple[Reading, DocumentFacts]:
    """A revisionsrapport: questions with their verdicts, then recommendations."""
    paper, matter = Paper(), _matter(sitting, random)
    title = f"Granskning av {matter.words[0]} vid {matter.place}"
    _head(paper, "Revisionsrapport", title, sitting)
    for _ in range(random.randint(8, 12)):
        paper.line(paragraph(matter, random), "\n\n")
    paper.turn()
    for at in range(random.randint(4, 7)):
        question = f"Finns det en ändamålsenlig styrning av {matter.words[at % 4]}?"
        answer = random.choice(_VERDICTS)
        comment = paragraph(matter, random)
        span = paper.line(f"{question} {answer}. {comment}", "\n\n")
        paper.fact("audit_questions", AuditQuestion, span, question=question, answer=answer, comment=comment)
    paper.line(f"Vi rekommenderar {sitting.body}:")
    for number in range(1, random.randint(4, 9)):
        text = f"Att säkerställa att {matter.words[number % 4]} vid {matter.place} dokumenteras och följs upp."
        paper.fact(
            "recommendations",
            Recommendation,
            paper.line(f"{number}. {text}"),
            number=number,
            text=text,
            addressee=sitting.body,
            addressees=(sitting.body,),
            issuer="Kommunrevisionen",
        )
    return _finished(paper, sitting, "revisionsrapport", title, "Kommunrevisionen", ())


def report(sitting: Sitting, random: Random) -> tuple[Reading, DocumentFacts]:
    """A tjänsteutlåtande: what is proposed, why, and who signs."""
    paper, matter = Paper(), _matter(sitting, random)
    _head(paper, f"Tjänsteutlåtande Dnr {matter.printed}", matter.heading, sitting)
    text = f"{sitting.body} godkänner {matter.words[0]} vid {matter.place}"
    paper.fact(
        "proposals",
        Proposal,
        paper.line(f"Förslag till beslut: {text}.", "\n\n"),
        kind="förslag till beslut",
        text=text,
    )
    for _ in range(random.randint(3, 6)):
        paper.line(paragraph(matter, random), "\n\n")
    _signed(paper, random, "Förvaltningschef", "Handläggare")
    return _finished(paper, sitting, "tjänsteutlåtande", matter.heading, sitting.body, (matter.printed,))


def motion(sitting: Sitting, random: Random) -> tuple[Reading, DocumentFacts]:
    """A motion, signed by who moves it."""
    paper, matter = Paper(), _matter(sitting, random)
    title = f"Motion om {matter.words[0]} vid {matter.place}"
    _head(paper, "Motion", title, sitting)
    for _ in range(random.randint(1, 3)):
        paper.line(paragraph(matter, random), "\n\n")
    mover = random.choice(invented.seats(sitting.municipality, sitting.body, sitting.year))
    text = f"att kommunen utreder {matter.words[1]} vid {matter.place}"
    span = paper.line(f"Jag yrkar {text}.", "\n\n")
    paper.fact("proposals", Proposal, span, kind="motion", by=(mover.name,), text=text)
    paper.fact("signatories", Signatory, paper.line(f"{mover.name} ({mover.party})"), name=mover.name)
    return _finished(paper, sitting, "motion", title, "Kommunfullmäktige", (matter.printed,))


def _matter(sitting: Sitting, random: Random) -> invented.Matter:
    return invented.matter(sitting.municipality, sitting.body, sitting.year, random.randint(1, SERIALS))


def _head(paper: Paper, kind: str, title: str, sitting: Sitting) -> None:
    paper.line(f"{sitting.municipality} kommun")
    paper.line(kind)
    paper.line(title)
    paper.line(sitting.day, "\n\n")


def _signed(paper: Paper, random: Random, *titles: str) -> None:
    for title in titles:
        name = invented.name(random)
        paper.fact("signatories", Signatory, paper.line(f"{name}, {title}"), name=name, title=title)


def _finished(
    paper: Paper, sitting: Sitting, kind: str, title: str, body: str, cases: tuple[str, ...]
) -> tuple[Reading, DocumentFacts]:
    reading = paper.reading(f"{sitting.municipality}/{kind}/{sitting.day}-{sitting.number}.pdf")
    text = reading.pages[0].text
    start = text.index(sitting.day)
    source = paper.source(reading.pages, (0, start, start + len(sitting.day)))
    info = DocumentInfo(
        file=reading.file,
        kind=kind,  # type: ignore[arg-type]  # one of Kind
        title=title,
        body=body,
        municipality=sitting.municipality,
        date=sitting.day,
        case_numbers=cases,
        sources={"date": source},
    )
    return reading, DocumentFacts(document=info, **paper.facts(reading.pages))
