"""Attachments belong to their §, and a question that was to be answered at a meeting is tied to that meeting."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.facts import AgendaItem
from knowledge.linking.attachments import attachments
from knowledge.linking.promised import promised
from knowledge.store.reader import OPERATOR
from knowledge.store.sqlite import SqliteStore
from tests.knowledge.linking import record
from tests.knowledge.linking.record import put

GROUP = """Protokoll från kulturförvaltningens samverkansgrupp, Sjöbro kommun

Tidpunkt
{day}, kl. 09:00 – 10:30

Närvarande
För arbetsgivaren
Ture Almkvist, förvaltningschef, ordförande

För arbetstagarna
Siv Ek, Vision
Per Ås, Kommunal

{sections}
"""
MARCH = """§ 1. Mötets öppnande
Ordförande öppnade mötet.

§ 2. Nämndärenden

Ny bokbuss
KUN 2025-0044
Förvaltningschefen föredrog ärendet.
Kommunal lämnade en skrivelse med frågor om bokbussen att besvaras av
förvaltningen på samverkansgruppen den 8 april 2025.

Underlag för budget 2026
KUN 2025-0050
Ekonomichefen föredrog ärendet.
Yrkanden och förvaltningens svar biläggs protokollet, se bilaga 1.

§ 3. Mötet avslutades
Ordföranden tackade.


Bilaga 1
Yrkanden från facklig part gällande budget 2026

Vision yrkar:

• att tjänsten som bibliotekarie återbesätts.
Kommunal stödjer Visions yrkande.

Besvaras: Frågan prövas i höst.
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    opened = record.opened(tmp_path)
    yield opened
    opened.close()


def group(sections: str, day: str = "Tisdagen den 11 mars 2025") -> str:
    return GROUP.format(day=day, sections=sections)


def test_yrkanden_of_an_attachment_belong_to_the_matter_that_names_it(store: SqliteStore) -> None:
    """They stand behind the last § and were moved in the matter of the budget, not in the § of all matters."""
    put(store, "mars.txt", group(MARCH))
    store.put_links(attachments(store))
    (link,) = store.links(OPERATOR, kind="attached")
    assert isinstance(link.target.fact, AgendaItem)
    assert link.target.fact.heading == "Underlag för budget 2026"
    assert "tjänsten som bibliotekarie" in link.quote


def test_an_attachment_that_two_matters_name_belongs_to_neither(store: SqliteStore) -> None:
    """Which of them it was moved in is not said."""
    put(store, "mars.txt", group(MARCH.replace("Förvaltningschefen föredrog ärendet.", "Se bilaga 1.")))
    store.put_links(row for row in attachments(store) if row.rule == "attached.heading")
    assert store.links(OPERATOR, kind="attached") == []


APRIL = [
    (
        "§ 4. Föregående möte\nFörvaltningen svarade på Kommunals frågor: bokbussen körs med två personer.\n",
        "promised.answer",
        "Förvaltningen svarade på Kommunals frågor",
        "a sentence that answers and names who asked",
    ),
    (
        "§ 4. Nämndärenden\n\nNy bokbuss\nKUN 2025-0044\nÄrendet utgår.\n",
        "promised.paragraph",
        "Ny bokbuss",
        "the matter came back, and nothing there is an answer",
    ),
    ("§ 4. Lokaler\nTaket läcker.\n", "promised.meeting", "8 april 2025", "the meeting was held, and that is all"),
]


@pytest.mark.parametrize(("sections", "rule", "quote", "why"), APRIL)
def test_a_question_is_tied_to_the_meeting_that_was_to_answer_it(
    store: SqliteStore, sections: str, rule: str, quote: str, why: str
) -> None:
    """What is quoted is what the minutes say; that no answer was found is no answer."""
    put(store, "mars.txt", group(MARCH))
    put(store, "april.txt", group(sections, "Tisdagen den 8 april 2025"))
    store.put_links(promised(store))
    (link,) = store.links(OPERATOR, kind="answered at")
    assert (link.rule, quote in " ".join(link.quote.split())) == (rule, True), why
    assert link.document.file == "april.txt"


def test_a_meeting_that_is_not_held_answers_nothing(store: SqliteStore) -> None:
    """Nor does one of another day."""
    put(store, "mars.txt", group(MARCH))
    put(store, "maj.txt", group(APRIL[0][0], "Tisdagen den 13 maj 2025"))
    assert list(promised(store)) == []
