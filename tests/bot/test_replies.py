"""What was answered: labelled replies, a body's own paper, the employer's sentence; and what may not be told as one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.answers.answer import Answer
from bot.kanslist import Kanslist
from bot.settings import Settings
from knowledge.ingest import ingest
from tests.bot.record import incoming

REPLY = """Älvkulla kommun
Bildningsförvaltningen
TJÄNSTESKRIVELSE
2025-05-06
Diarienummer: BN 2025/12

Bildningsnämnden

Svar på granskning av skolmåltider

Förslag till beslut
Bildningsnämnden godkänner yttrandet.

Ärendet
Revisorerna har granskat skolmåltiderna och lämnar två rekommendationer.

1. Revisorerna rekommenderar nämnden att mäta matsvinnet.
Svar: Matsvinnet vägs sedan januari varje dag. Nämnden anser därmed att rekommendationen är åtgärdad.

2. Revisorerna rekommenderar nämnden att redovisa portionspriset.
Svar: Nämnden delar inte bedömningen. Priset redovisas redan.

Ekonomiska konsekvenser
Uppföljningen beräknas kosta 40 000 kronor. Kommunen köper måltider för 31 miljoner kronor per år.

Siv Ek
Bildningschef
"""
OWN = """Älvkulla kommun
Miljönämnden
2025-04-15
Dnr MN 2025-33

Yttrande till revisorerna: Granskning av tillsynen

Miljönämnden har tagit del av revisorernas rapport och lämnar följande svar.

Tillsynsplanen ska uppdateras i november varje år, första gången 2025.

Bo Alm
Miljönämndens ordförande
"""
UNIONS = """Älvkulla kommun
Vård- och omsorgsförvaltningen
Protokoll
Förvaltningens samverkansgrupp (FSG)
2025-03-12

Tid: kl. 13.00-14.30

För arbetsgivaren
Eva Lindh, förvaltningschef, ordförande

För arbetstagarna
Per Holm, Vision
Lena Alm, Kommunal

§ 1 Öppnande
Mötet öppnas.

§ 2 Flytt av förråden
Arbetsgivaren föreslår att förrådet i Nybo stängs.

Vision yrkar att beslutet skjuts upp till hösten.

Arbetsgivaren avslår yrkandet men lovar en ny genomgång.

§ 3 Sjukfrånvaro
Den totala sjukfrånvaron var 5,9 procent under 2024.
"""
COMMITTEE = """Älvkulla kommun
Omsorgsnämndens arbetsutskott
Protokoll
2025-04-09

Tid och plats   Kl. 09.00-10.40, Rådhuset
Ledamöter   Eva Lindh (S), ordförande
            Bo Alm (C)

§ 19 Riktlinje för nattro
Arbetsutskottets förslag till omsorgsnämnden
Riktlinje för nattro antas.

§ 20 Dnr Oau 2025/31 700
Yttrande till länsstyrelsen om Granhöjden
Beslut
Yttrandet antas och skickas senast den 9 maj 2025.

Bakgrund
Länsstyrelsen har efter en anmälan den 3 februari 2025 begärt ett yttrande om bemanningen på Granhöjden.

§ 21 Sävstaskolan
Beslut
Sävstaskolan läggs ner den 30 juni 2026.

Reservation
Bo Alm (C) reserverar sig mot beslutet.
"""


@pytest.fixture(scope="module")
def clerk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kanslist]:
    """A clerk over a reply, a yttrande, minutes with unions and a committee's minutes."""
    folder = tmp_path_factory.mktemp("replies")
    texts = {"svar": REPLY, "yttrande": OWN, "fsg": UNIONS, "au": COMMITTEE}
    paths = [folder / f"{name}.txt" for name in texts]
    for path, text in zip(paths, texts.values(), strict=True):
        path.write_text(text, encoding="utf-8")
    made = Kanslist.open(Settings(data=folder / "data", contact="registrator@alvkulla.example"))
    assert not ingest(paths, "öppen", made.store, made.search).failed
    yield made
    made.close()


def _text(answer: Answer) -> str:
    return "\n".join((answer.lead, *(item.text for item in answer.items), *answer.notes))


@pytest.mark.parametrize(
    ("asked", "held", "file"),
    [
        ("Vad svarade bildningsnämnden om portionspriset?", "delar inte bedömningen", "svar"),
        ("är rekommendationen om matsvinnet åtgärdad?", "Nämnden anser därmed", "svar"),
        ("Vad svarade miljönämnden om tillsynsplanen?", "november varje år", "yttrande"),
        ("vad svarade arbetsgivaren på Visions yrkande om förrådet?", "avslår yrkandet", "fsg"),
        ("vad yrkade Vision om förrådet i Nybo?", "skjuts upp till hösten", "fsg"),
        ("hur hög var sjukfrånvaron i vård- och omsorgsförvaltningen 2024?", "5,9 procent", "fsg"),
        ("Har omsorgsnämnden antagit riktlinjen för nattro?", "inte beslutat där", "au"),
        ("vem reserverade sig mot nedläggningen av Sävstaskolan?", "Bo Alm", "au"),
        ("när ska yttrandet om Granhöjden skickas?", "9 maj 2025", "au"),
        ("vad kostar uppföljningen av portionspriset?", "40 000", "svar"),
    ],
)
def test_what_was_answered_is_told_with_its_source(clerk: Kanslist, asked: str, held: str, file: str) -> None:
    """The reply that stands below what it replies to, or in the body's own paper, is quoted."""
    answer = clerk.ask_now(incoming(asked, conversation=asked))
    assert answer.outcome == "answered"
    assert held.casefold() in _text(answer).casefold()
    assert {one.document for one in answer.citations} == {f"{file}.txt"}


@pytest.mark.parametrize(
    "asked", ["vad kostar en måltid i Älvkulla?", "Vad svarade bildningsnämnden om skolbibliotek?"]
)
def test_what_the_record_does_not_say_is_not_taken_from_beside(clerk: Kanslist, asked: str) -> None:
    """A sum of all is no price of one, and a reply to something else is none."""
    assert clerk.ask_now(incoming(asked, conversation=asked)).outcome == "not_found"
