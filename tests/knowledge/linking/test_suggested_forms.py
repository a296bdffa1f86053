"""Answers to auditors in the forms of another invented municipality: what each suggests, and what it must not."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.linking.derive import derive
from knowledge.linking.suggested import KIND, axis
from knowledge.store.reader import OPERATOR
from tests.knowledge.linking.record import opened, put

IMPLEMENTATION = "implementation"
REPORT = """Granskning av livsmedelskontrollen
Revisionsrapport
Lindesta kommun
2021-09-14
Dnr MBN 2021/77

Utifrån granskningen rekommenderar vi miljö- och byggnadsnämnden att:

- säkerställa att kontrollplanen omfattar samtliga verksamheter
- se över handläggningstiderna för registreringar
- utarbeta skriftliga rutiner för inspektioner
- stärka uppföljningen av avgifterna
"""
HEAD = """Lindesta kommun
Tjänsteskrivelse
2021-12-01
Dnr MBN 2021/77

Yttrande över revisionsrapport om livsmedelskontrollen

"""
BOLD_HEADINGS = """Bakgrund
Revisorerna har granskat livsmedelskontrollen och lämnar fyra rekommendationer.

Rekommendation 1 – Säkerställa att kontrollplanen omfattar samtliga verksamheter
Miljöenheten arbetar redan i dag med en kontrollplan. Planen saknade i våras tre verksamheter. Dessa är nu införda och
rekommendationen är därmed åtgärdad.

Rekommendation 2 – Se över handläggningstiderna för registreringar
Nämnden delar i stort revisorernas uppfattning. En genomlysning av processen påbörjades i oktober och väntas vara klar i
april 2022. Miljöchefen ansvarar för arbetet.

Rekommendation 3 – Utarbeta skriftliga rutiner för inspektioner
Rutiner finns sedan 2018. Nämnden anser därför att rekommendationen redan är uppfylld.

Rekommendation 4 – Stärka uppföljningen av avgifterna
Nämnden ser positivt på rekommendationen. Under 2022 kommer ett nytt verksamhetssystem att införas. När systemet är
infört är rekommendationen genomförd.

Ekonomi
Arbetet är klart och ryms inom ram.
"""
BULLETS_WITH_ANSWERS = """Nämnden lämnar följande svar på revisorernas rekommendationer:

- Säkerställa att kontrollplanen omfattar samtliga verksamheter. Nämnden instämmer. Planen är kompletterad.

- Se över handläggningstiderna för registreringar. Arbete pågår. Det ska vara slutfört senast den 31 mars 2022.

- Utarbeta skriftliga rutiner för inspektioner. Nämnden instämmer inte.

- Stärka uppföljningen av avgifterna. Rekommendationen är ännu inte genomförd.

Samtliga punkter följs upp av nämnden. Arbetet är påbörjat.
"""
NUMBERED_INLINE = """1. Säkerställa att kontrollplanen omfattar samtliga verksamheter
Svar: Rekommendationen är genomförd.
2. Se över handläggningstiderna för registreringar
Svar: Pågående.
3. Utarbeta skriftliga rutiner för inspektioner
Svar: Klart.
4. Stärka uppföljningen av avgifterna
Svar: Beräknas vara klart under andra kvartalet 2022.
"""
WIDE_TABLE = """
Rekommendation                          Åtgärd                              Ansvarig        Tidplan       Status

Säkerställa att kontrollplanen          Planen kompletteras med tre         Miljöchef       2022-02-28    Påbörjad
omfattar samtliga verksamheter          verksamheter.

Se över handläggningstiderna för        Processen kartläggs.                Enhetschef      2022-04-30    Ej påbörjad
registreringar

Utarbeta skriftliga rutiner för         Rutiner finns.                      Miljöchef       Klart         Genomförd
inspektioner
"""
QUOTED_AUDITORS = """
Revisorerna skriver följande om rekommendation 1, säkerställa att kontrollplanen omfattar samtliga verksamheter:
"Rekommendationen från 2017 är inte genomförd. Arbetet är inte påbörjat."

Nämnden noterar detta.

Se över handläggningstiderna för registreringar. Revisionen konstaterar att åtgärden inte är genomförd. Nämnden har
inget att tillägga.
"""
MINUTES_RUNNING = """
Vad gäller att säkerställa att kontrollplanen omfattar samtliga verksamheter har nämnden vidtagit åtgärder.
Åtgärderna är genomförda.

Vad gäller handläggningstiderna för registreringar så är det viktigt att arbetet är genomfört innan sommaren.

I fråga om skriftliga rutiner för inspektioner gäller att rekommendationen har ersatts av länsstyrelsens krav.

Beträffande uppföljningen av avgifterna delar nämnden revisorernas bedömning. Arbete pågår inom flera andra områden.
"""
FORMS = [
    (
        BOLD_HEADINGS,
        {
            (1, IMPLEMENTATION): "genomförd",
            (2, "acceptance"): "godtas delvis",
            (2, IMPLEMENTATION): "påbörjad",
            (2, "due"): "2022-04-30",
            (2, "owner"): "Miljöchefen",
            (3, IMPLEMENTATION): "genomförd",
        },
        "the heading runs into the answer; a condition in front is heard; the next heading is of something else",
    ),
    (
        BULLETS_WITH_ANSWERS,
        {
            (1, "acceptance"): "godtas",
            (2, IMPLEMENTATION): "påbörjad",
            (2, "due"): "2022-03-31",
            (3, "acceptance"): "avvisas",
            (4, IMPLEMENTATION): "ej genomförd",
        },
        "bullets that answer themselves; what stands below the list is of all",
    ),
    (
        NUMBERED_INLINE,
        {
            (1, IMPLEMENTATION): "genomförd",
            (2, IMPLEMENTATION): "påbörjad",
            (3, IMPLEMENTATION): "genomförd",
            (4, "due"): "2022-06-30",
        },
        "a numbered list with replies below each point",
    ),
    (
        WIDE_TABLE,
        {
            (1, IMPLEMENTATION): "påbörjad",
            (1, "due"): "2022-02-28",
            (1, "owner"): "Miljöchef",
            (2, IMPLEMENTATION): "ej genomförd",
            (2, "due"): "2022-04-30",
            (2, "owner"): "Enhetschef",
            (3, IMPLEMENTATION): "genomförd",
            (3, "owner"): "Miljöchef",
        },
        "five upright columns whose cells wrap",
    ),
    (QUOTED_AUDITORS, {}, "the auditors' words, quoted or told again, are not the board's"),
    (
        MINUTES_RUNNING,
        {(1, IMPLEMENTATION): "genomförd", (3, IMPLEMENTATION): "ersatt"},
        "one paragraph each; a paragraph on something else ends the answer above it",
    ),
    (
        BOLD_HEADINGS.replace("är därmed åtgärdad", "är därmed i huvudsak åtgärdad").split("Rekommendation 2")[0],
        {(1, IMPLEMENTATION): "delvis genomförd"},
        "the same words less a part",
    ),
]


@pytest.mark.parametrize(("text", "expected", "why"), FORMS)
def test_an_answer_suggests(tmp_path: Path, text: str, expected: dict[tuple[int, str], str], why: str) -> None:
    """(number of the recommendation, axis) → value; nothing beside that."""
    store = opened(tmp_path)
    put(store, "rapport.txt", REPORT)
    put(store, "svar.txt", HEAD + text)
    derive(store)
    found = store.links(OPERATOR, kind=KIND)
    assert {(getattr(one.target.fact, "number", 0), axis(one)[0]): axis(one)[1] for one in found} == expected, why
    assert len(found) == len(expected), why


OTHER = REPORT.replace("livsmedelskontrollen", "bygglovens taxa").replace("MBN 2021/77", "MBN 2020/12").replace(
    "- säkerställa att kontrollplanen omfattar samtliga verksamheter\n", "- stärka kontrollen av taxan i bygglov\n"
)  # fmt: skip
REMAINING = """Revisorerna har följt upp granskningen av livsmedelskontrollen och granskningen av bygglovens taxa.

Den första rekommendationen är att stärka uppföljningen av avgifterna inom livsmedelskontrollen.

Arbetet är påbörjat.

Den andra rekommendationen gäller den interna samverkan.

Rekommendationen är genomförd.
"""


def test_the_first_of_those_that_remain_is_told_by_its_words(tmp_path: Path) -> None:
    """A document on two reports counts in its own way: the words say which is meant, and what is said of one that no
    report holds is said of none."""
    store = opened(tmp_path)
    put(store, "rapport.txt", REPORT)
    put(store, "taxa.txt", OTHER.replace("stärka uppföljningen av avgifterna\n", "se över rutinen för fakturor\n"))
    put(store, "svar.txt", HEAD + REMAINING)
    derive(store)
    found = store.links(OPERATOR, kind=KIND)
    assert [(one.target.document.file, getattr(one.target.fact, "number", 0), axis(one)[1]) for one in found] == [
        ("rapport.txt", 4, "påbörjad")
    ]
