"""Sentences of an invented record: a few forms with each matter's own words, as real matters resemble each other."""

from __future__ import annotations

from random import Random
from typing import Literal, get_args

from knowledge.facts import Outcome
from tests.load.invented import Matter

_SENTENCES = (
    "Förvaltningen har berett ärendet om {0} vid {place} tillsammans med berörda parter.",
    "Kostnaden för {1} beräknas till {n} miljoner kronor under {year}.",
    "Synpunkter på {2} har lämnats av {n} boende i {place}.",
    "En utredning av {3} visar att behovet ökar med {n} procent till år {year}.",
    "Verksamheten inom {0} har under året haft {n} deltagare.",
    "Arbetet med {1} påbörjas under hösten {year} och pågår i {n} månader.",
    "Barnrättsperspektivet har beaktats i {2} och bedöms inte påverkas.",
    "Handläggaren redogör för {0} och svarar på frågor om {3}.",
    "Ärendet om {2} återremitterades vid föregående sammanträde för komplettering av underlaget.",
    "Samråd om {1} har hållits med föreningarna vid {place}.",
    "Avtalet om {3} löper ut under {year} och kan förlängas med {n} år.",
    "Personalen vid {place} framhåller att {0} kräver bättre planering och återhämtning.",
    "Nämnden har tidigare avsatt {n} procent av medlen till {2}.",
    "Hyresgästerna vid {place} har under {year} anmält {n} brister i {1}.",
)
DECISIONS: list[tuple[Literal[*get_args(Outcome)], str]] = [  # type: ignore[valid-type]
    ("godkänns", "godkänna {0} vid {place}"),
    ("antas", "anta {1} för {place} att gälla tills vidare"),
    ("avslag", "avslå ansökan om {2} vid {place}"),
    ("antecknas", "anteckna informationen om {0} till protokollet"),
    ("återremiss", "återremittera {1} för ytterligare beredning"),
    ("fastställs", "fastställa {2} enligt förvaltningens förslag"),
    ("läggs till handlingarna", "lägga rapporten om {3} till handlingarna"),
    ("beviljas", "bevilja medel till {0} i {place}"),
]


def paragraph(matter: Matter, random: Random) -> str:
    """Three sentences of a matter."""
    return " ".join(sentence(one, matter, random) for one in random.sample(_SENTENCES, 3))


def sentence(form: str, matter: Matter, random: Random) -> str:
    """A form filled with the matter's words and numbers."""
    return form.format(*matter.words, place=matter.place, n=random.randint(2, 97), year=random.randint(2000, 2027))
