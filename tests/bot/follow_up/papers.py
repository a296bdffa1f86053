"""Papers of the invented municipality Älvkulla that the tests of follow-up read."""

from __future__ import annotations


def minutes(day: str, decided: str, body: str = "Tekniska nämnden", case: str = "TN 2025-0041", more: str = "") -> str:
    """Minutes of one § in which this is decided."""
    return f"""Älvkulla kommun
{body}
Sammanträdesprotokoll
{day}

§ 17 {case}
Belysning längs Kvarnstigen

Beslut
{decided}
{more}
"""


MOTION = """Motion till kommunfullmäktige i Älvkulla                    2025-03-03


Motion om solceller på kommunens ridhus

Ridhuset i Backa har ett stort tak mot söder. Det ger mycket sol.

Vi föreslår att kommunfullmäktige beslutar

att sätta upp solceller på ridhusets tak.


Eivor Lindmark (V)
"""
ANSWER = """Älvkulla kommun
{body}
Sammanträdesprotokoll
{day}

§ 40 KS 2025-0099
Svar på motion om solceller på kommunens ridhus

Beslut
{decided}
"""
INITIATIVE = """Ledamotsinitiativ till tekniska nämnden i Älvkulla kommun              2025-03-03

Ledamotsinitiativ om sopkorgar vid busshållplatser

Det skräpas ned vid hållplatserna.

Jag föreslår att tekniska nämnden beslutar

att sätta upp sopkorgar vid alla busshållplatser.

Göran Ståhlbrand (M)
"""
UNIONS = """Protokoll från samverkansgruppen, Älvkulla kommun

Tidpunkt
{day}, kl. 13:00 – 14:00

Närvarande
För arbetsgivaren
Rut Alm, förvaltningschef, ordförande

§ 1. Mötets öppnande
Ordföranden förklarade mötet för öppnat.

§ 5 Balanslista
- {point}
"""
