"""What is said of the record itself: whose documents there are, from which years."""

from __future__ import annotations

from collections.abc import Sequence

from bot.messages import capital, counted, echo, listed, number

_FEW = 8
"""Names that the lead gives; the list has them all."""
_NOUNS = {"bodies": ("nämnd eller annat organ", "nämnder och andra organ"), "municipalities": ("kommun", "kommuner")}


def held(documents: int, years: tuple[str, str] | None) -> str:
    """ "12 handlingar 2025–2026"."""
    said = counted(documents, "handling", "handlingar")
    if years is None:
        return said
    first, last = years
    return f"{said} {first}" if first == last else f"{said} {first}–{last}"


def lead(aspect: str, names: Sequence[str], place: str | None) -> str:
    """How many bodies or municipalities there are documents of, and which."""
    where = f" i {place}" if place else ""
    told = list(dict.fromkeys(names))
    some = f": {listed(told)}" if len(told) <= _FEW else ""
    return f"Registret har handlingar från {counted(len(names), *_NOUNS[aspect])}{where}{some}."


_KINDS = {
    "protokoll": ("ett protokoll", "protokoll"),
    "revisionsrapport": ("en revisionsrapport", "revisionsrapporter"),
    "motion": ("en motion", "motioner"),
    "tjänsteutlåtande": ("ett tjänsteutlåtande", "tjänsteutlåtanden"),
    "ledamotsinitiativ": ("ett ledamotsinitiativ", "ledamotsinitiativ"),
    "skrivelse": ("en skrivelse", "skrivelser"),
    "yttrande": ("ett yttrande", "yttranden"),
    "protokollsutdrag": ("ett protokollsutdrag", "protokollsutdrag"),
    "samverkansprotokoll": ("ett samverkansprotokoll", "samverkansprotokoll"),
    "kallelse": ("en kallelse", "kallelser"),
}
"""Kinds of documents: one of them, and several."""


def documents(count: int, newest: str, kind: str | None) -> str:
    """How many documents there are, and which is the newest."""
    one, many = _KINDS.get(kind or "", ("en handling", "handlingar"))
    if count == 1:
        return f"{capital(one)}: {newest}."
    return f"{capital(number(count))} {many}, den senaste: {newest}."


def matters(count: int, said: str, newest: str) -> str:
    """How many matters are headed so, and where the newest stands. said: as asked, "interpellationer"."""
    many = "ett ärende" if count == 1 else f"{number(count)} ärenden"
    return f"{capital(many)} med rubrik om {echo(said)}, det senaste: {newest}."


def no_matter() -> str:
    return "något ärende med rubrik"


def none_of(kind: str | None) -> str:
    """What was looked for, with its article."""
    one = _KINDS.get(kind or "", ("en handling",))[0]
    return one.replace("en ", "någon ", 1) if one.startswith("en ") else one.replace("ett ", "något ", 1)
