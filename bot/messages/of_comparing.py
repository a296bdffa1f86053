"""What is said where a förslag is laid beside the beslut, in Swedish."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.messages import capital, counted, day, label, listed, one_line, section, sentence

_STATUS = {
    "same": "oförändrad punkt",
    "changed": "ändrad punkt",
    "reference": "beslutet hänvisar till förslaget",
    "new": "ny punkt",
    "left": "punkt ej med i beslutet",
}
_FATES = {
    "grants": "bifallet",
    "rejects": "avslaget",
    "tillstyrks": "tillstyrkt",
    "avstyrks": "avstyrkt",
    "bifall": "bifallet",
    "avslag": "avslaget",
    "besvarad": "besvarat",
    "settles": "besvarat",
}
_KINDS = {"motion": "Motion", "ledamotsinitiativ": "Initiativ"}
_PAPERS = {
    "tjänsteutlåtande": "tjänsteutlåtandet",
    "skrivelse": "skrivelsen",
    "yttrande": "yttrandet",
    "motion": "motionen",
    "ledamotsinitiativ": "initiativet",
    "protokoll": "protokollet",
    "protokollsutdrag": "protokollsutdraget",
}


def status(name: str) -> str:
    """ "same" → "oförändrad punkt"."""
    return _STATUS[name]


def fate(kind: str, outcome: str | None = None) -> str:
    """What became of a yrkande ("bifallet") or of a motion's förslag, by the decision's outcome ("avstyrkt")."""
    return _FATES.get(outcome or "", _FATES[kind])


def fate_unknown() -> str:
    return "utfallet framgår inte"


def says_so() -> str:
    return "Protokollet säger"


def proposal_of(kind: str) -> str:
    """What a source's clauses are: "Förslag", "Motion", "Initiativ"."""
    return _KINDS.get(kind, "Förslag")


def paper(kind: str, body: str | None, item: str | None, on: str | None) -> str:
    """Where a förslag stands: "tjänsteutlåtandet 14 april 2020", "arbetsutskottets protokoll 3 juni 2026, § 12"."""
    name = _PAPERS.get(kind, "handlingen")
    if body and kind.startswith("protokoll"):
        name = f"protokollet från {one_line(body)}"
    said = f"{name} {day(on)}" if on else name
    return ", ".join(part for part in (said, section(item)) if part)


def paper_label(kind: str, body: str | None, item: str | None, on: str | None) -> str:
    """The same as a label, beside what the clause is: "Tjänsteutlåtande · 14 april 2020"."""
    whose = None if kind in _KINDS else body if kind.startswith("protokoll") else capital(kind)
    return label(section(item), whose, day(on) if on else None)


def also_in(papers: Sequence[str]) -> str:
    return f"samma ord i {listed(papers)}"


def struck(text: str) -> str:
    """Words that only the förslag has, in plain text."""
    return f"[struket: {text}]"


def inserted(text: str) -> str:
    """Words that only the beslut has, in plain text."""
    return f"[tillagt: {text}]"


def marks() -> str:
    return "Struket står bara i förslaget, tillagt bara i beslutet. Jämförelsen är gjord ord för ord."


def derived() -> str:
    return "Vilken punkt som svarar mot vilken är härlett ur orden; citaten står i handlingarna."


def what(proposed_to: str | None, decided: bool) -> str:
    """What is compared: a beslut, a förslag to another body, or both of one §."""
    to = f"förslaget till {one_line(proposed_to)}" if proposed_to else ""
    return capital(" och ".join(part for part in ("beslutet" if decided else "", to) if part))


def follows(paper_: str, points: int, what: str) -> str:
    """Every clause is unchanged."""
    unchanged = "en punkt, oförändrad" if points == 1 else f"{counted(points, 'punkt', 'punkter')}, alla oförändrade"
    return f"{what} följer förslaget i {paper_} ord för ord: {unchanged}."


def refers(paper_: str) -> str:
    return f"Beslutet hänvisar till förslaget i {paper_} utan att upprepa det."


def differs(paper_: str, counts: Sequence[tuple[str, int]], what: str) -> str:
    """counts: (status, how many) of each kind of clause."""
    told = listed([_counted(name, count) for name, count in counts if count])
    return f"{what} skiljer sig från förslaget i {paper_}: {told}."


def _counted(name: str, count: int) -> str:
    one, many = {
        "same": ("punkt oförändrad", "punkter oförändrade"),
        "changed": ("punkt ändrad", "punkter ändrade"),
        "reference": ("punkt genom hänvisning", "punkter genom hänvisning"),
        "new": ("ny punkt", "nya punkter"),
        "left": ("punkt ej med i beslutet", "punkter ej med i beslutet"),
    }[name]
    return counted(count, one, many)


def about(matter: str, told: str) -> str:
    """ "AMN 2020-0276, Yttrande över motion. Beslutet följer …"."""
    return f"{sentence(matter)} {told}" if matter else told


def fates(paper_: str, told: Sequence[tuple[str, int]]) -> str:
    """What became of the clauses of a motion. told: (fate, how many)."""
    points = [f"{counted(count, 'förslag', 'förslag', neuter=True)} {name}" for name, count in told]
    return f"I {paper_}: {listed(points)}."


def only_decided(matter: str, text: str) -> str:
    """There is no förslag to compare with."""
    told = f"Beslutet finns, men inget förslag att jämföra med finns i handlingarna: {_clause(text)}"
    return about(matter, told)


def only_passed_on(matter: str, to: str, text: str) -> str:
    """What a body proposes to another one is held, and neither an earlier förslag nor the decision there."""
    told = f"Här finns bara ett förslag till {one_line(to)} och inget att jämföra det med: {_clause(text)}"
    return about(matter, told)


def only_proposed(matter: str, text: str) -> str:
    """There is no decision to compare with."""
    told = f"Ett förslag finns, men inget beslut att jämföra med finns i handlingarna: {_clause(text)}"
    return about(matter, told)


def only_upward(to: str) -> str:
    return f"Något beslut av {one_line(to)} finns inte i handlingarna; det som visas är förslaget dit."


def _clause(text: str) -> str:
    """A clause as the end of a sentence, without what joins it to the next one."""
    return sentence(re.sub(r"(?:,|;|,? (?:samt|och))+$", "", one_line(text)))


def comparable() -> str:
    return "något förslag och beslut att jämföra"
