"""A small record of the invented municipality Älvkulla, built from the models directly."""

from __future__ import annotations

import hashlib

from knowledge.facts import (
    AgendaItem,
    Attendance,
    Ballot,
    Decision,
    DocumentFacts,
    DocumentInfo,
    Meeting,
    Proposal,
    Recommendation,
    Reservation,
    Signatory,
    Source,
    VoteCount,
)
from knowledge.reading.pages import Page, Reading

MINUTES = """Bildningsnämnden i Älvkulla
Sammanträdesprotokoll 2024-03-14
Närvarande: Maj Ekdahl (S), ordförande
Olle Brandt (M)
Sekreterare Petra Löv

§ 12 Skolskjuts till Norrby
BN 2024/0031
Nämnden beslutar
att skolskjutsen till Norrby körs som förut.
Olle Brandt yrkar avslag på förslaget.
Omröstning: 5 ja och 4 nej.
Reservation: Olle Brandt reserverar sig mot beslutet.

§ 13 Information
Informationen noteras till protokollet."""

EXTRACT = """Kommunstyrelsen i Älvkulla
Protokollsutdrag 2024-04-02
Dnr KS 2024-0107-1.6
Kommunstyrelsen beslutar att anta biblioteksplanen.
Undertecknat: Ylva Sund, kanslichef"""

AUDIT = """Älvkulla kommuns revisorer
Granskning av kompetensförsörjningen 2024-05-20
Vi rekommenderar bildningsnämnden att följa upp sjukfrånvaron varje kvartal."""


def page(text: str, number: int | None = 1) -> Page:
    """A page that holds the text."""
    return Page(number, text, ("Sida 1",))


def cut(page_: Page, words: str, section: str | None = None) -> Source:
    """The place of the words on the page."""
    start = page_.text.index(words)
    return Source.cut([(page_, start, start + len(words))], section)


def reading(file: str, *pages: Page) -> Reading:
    """What reading gave of a file with these pages."""
    digest = hashlib.sha256("\f".join(p.text for p in pages).encode()).hexdigest()
    return Reading(file, "text/plain", digest, pages)


def minutes(text: str = MINUTES, file: str = "protokoll.txt") -> tuple[Reading, DocumentFacts]:
    """The committee's minutes: § 12 with a case, a vote and a reservation, § 13 without a case."""
    p = page(text)
    info = DocumentInfo(
        file=file,
        kind="protokoll",
        title="Protokoll 14 mars 2024",
        body="Bildningsnämnden",
        municipality="Älvkulla",
        date="2024-03-14",
        sources={"date": cut(p, "2024-03-14")},
    )
    meeting = Meeting(
        body="Bildningsnämnden",
        date="2024-03-14",
        chair="Maj Ekdahl",
        secretary="Petra Löv",
        sources={"chair": cut(p, "Maj Ekdahl")},
    )
    twelve = cut(p, "§ 12 Skolskjuts till Norrby\nBN 2024/0031", "§ 12")
    facts = DocumentFacts(
        document=info,
        meeting=meeting,
        attendance=(
            Attendance(name="Maj Ekdahl", party="S", capacity="ledamot", source=cut(p, "Maj Ekdahl (S)"), rule="t"),
            Attendance(name="Olle Brandt", party="M", capacity="ledamot", source=cut(p, "Olle Brandt (M)"), rule="t"),
        ),
        agenda_items=(
            AgendaItem(
                number="12", heading="Skolskjuts till Norrby", case_numbers=("BN 2024/0031",), source=twelve, rule="t"
            ),
            AgendaItem(number="13", heading="Information", source=cut(p, "§ 13 Information", "§ 13"), rule="t"),
        ),
        decisions=(
            Decision(
                item="12",
                heading="Skolskjuts till Norrby",
                body="Bildningsnämnden",
                text="skolskjutsen till Norrby körs som förut",
                source=cut(p, "att skolskjutsen till Norrby körs som förut.", "§ 12"),
                rule="t",
            ),
            Decision(
                item="13",
                heading="Information",
                text="Informationen noteras till protokollet",
                outcome="antecknas",
                source=cut(p, "Informationen noteras till protokollet.", "§ 13"),
                rule="t",
            ),
        ),
        proposals=(
            Proposal(
                item="12",
                kind="yrkande",
                by=("Olle Brandt",),
                text="avslag på förslaget",
                source=cut(p, "Olle Brandt yrkar avslag på förslaget.", "§ 12"),
                rule="t",
            ),
        ),
        votes=(
            VoteCount(
                item="12",
                yes=5,
                no=4,
                ballots=(Ballot(name="Maj Ekdahl", party="S", vote="ja"),),
                source=cut(p, "5 ja och 4 nej", "§ 12"),
                rule="t",
            ),
        ),
        reservations=(
            Reservation(item="12", by=("Olle Brandt",), source=cut(p, "Olle Brandt reserverar sig", "§ 12"), rule="t"),
        ),
    )
    return reading(file, p), facts


def extract(file: str = "utdrag.txt") -> tuple[Reading, DocumentFacts]:
    """An extract about one case, which only the document names."""
    p = page(EXTRACT, None)
    info = DocumentInfo(
        file=file,
        kind="protokollsutdrag",
        title="Biblioteksplan",
        body="Kommunstyrelsen",
        municipality="Älvkulla",
        date="2024-04-02",
        case_numbers=("KS 2024-0107-1.6",),
        sources={"date": cut(p, "2024-04-02")},
    )
    facts = DocumentFacts(
        document=info,
        decisions=(
            Decision(
                text="anta biblioteksplanen",
                body="Kommunstyrelsen",
                outcome="antas",
                source=cut(p, "Kommunstyrelsen beslutar att anta biblioteksplanen."),
                rule="t",
            ),
        ),
        signatories=(
            Signatory(name="Ylva Sund", title="kanslichef", source=cut(p, "Ylva Sund, kanslichef"), rule="t"),
        ),
    )
    return reading(file, p), facts


def audit(file: str = "revision.txt") -> tuple[Reading, DocumentFacts]:
    """An audit report with one recommendation."""
    p = page(AUDIT)
    wording = "följa upp sjukfrånvaron varje kvartal"
    info = DocumentInfo(file=file, kind="revisionsrapport", title="Kompetensförsörjning", date="2024-05-20")
    facts = DocumentFacts(
        document=info,
        recommendations=(
            Recommendation(
                number=1, text=wording, addressee="bildningsnämnden", source=cut(p, f"att {wording}."), rule="t"
            ),
        ),
    )
    return reading(file, p), facts
