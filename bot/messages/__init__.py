"""Every text that a person reads from the bot, in Swedish: functions with typed arguments."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from typing import TYPE_CHECKING

from knowledge.names import fold
from knowledge.vocabulary import load

if TYPE_CHECKING:
    from knowledge.store.api import Holding  # imported late: the command's help must not wait for it

_ECHO = 60
_BROKEN = re.compile(r"(\w)[-\u00ad\ufffe][ \t]*\n\s*(?!och\b|eller\b|samt\b)([a-zåäö])")
"""A word that a line's end breaks."""
_UNSAFE = re.compile(r"[<>&*_`|~\[\](){}#@\\!]")


def one_line(text: str) -> str:
    """A text from a document on one line; hyphens at line ends joined."""
    joined = _BROKEN.sub(r"\1\2", text) if "\n" in text else text
    return " ".join(joined.replace("\u00ad", "").replace("\ufffe", "").split())


def echo(text: str) -> str:
    """A short, harmless piece of what a person wrote, for repeating it to them."""
    plain = re.sub(r"\s+", " ", _UNSAFE.sub(" ", "".join(ch if ch.isprintable() else " " for ch in text))).strip()
    return plain if len(plain) <= _ECHO else plain[: _ECHO - 1].rstrip() + "…"


def day(iso: str) -> str:
    """ "2020-04-16" → "16 april 2020"; anything else as it is."""
    match = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", iso)
    if not match:
        return iso
    return f"{int(match[3])} {load('calendar')['months'][int(match[2]) - 1]} {match[1]}"


def listed(parts: Sequence[str], word: str = "och") -> str:
    """ "a, b och c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def number(count: int) -> str:
    """Numbers up to twelve as words."""
    words = ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")
    return words[count] if 0 <= count < len(words) else str(count)


def counted(count: int, one: str, many: str, *, neuter: bool = False) -> str:
    """ "ett beslut", "sex rekommendationer"."""
    word = "ett" if count == 1 and neuter else number(count)
    return f"{word} {one if count == 1 else many}"


def capital(text: str) -> str:
    """With a capital first letter."""
    return text[:1].upper() + text[1:]


def shortened(text: str, limit: int = 300) -> str:
    """At most `limit` characters, cut between words."""
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def sentence(text: str) -> str:
    """With a full stop unless it ends in a mark."""
    text = text.strip()
    return text if not text or text[-1] in '.!?:”"' else text + "."


# -- what an item is ------------------------------------------------------------------------------------------------


def derived() -> str:
    return "härlett, står inte uttryckligen"


def tie_derived() -> str:
    return "kopplingen är härledd, citatet står i handlingen"


def label(*parts: str | None) -> str:
    """ "Beslut · § 12 · 16 april 2020"."""
    return " · ".join(part for part in parts if part)


def section(item: str | None) -> str | None:
    """ "12" → "§ 12"."""
    return f"§ {item}" if item else None


def not_adjusted() -> str:
    return "Protokollet anger ingen dag för justering."


def immediately_adjusted() -> str:
    return "omedelbart justerad"


def dispatched(to: Sequence[str]) -> str:
    return f"expedieras till {listed([one_line(one) for one in to])}"


def proposes(to: str) -> str:
    return f"föreslår {to}, är inte beslutat där"


def page_of(first: int, last: int, count: int) -> str:
    """Which of the items are shown, and how to see those that follow."""
    more = " Skriv ”nästa” för fler, eller fråga smalare med nämnd, datum eller ämne." if last < count else ""
    return f"Visar {first}–{last} av {count}.{more}"


def part_of(first: int, last: int, count: int) -> str:
    """Which of an answer's items a message holds that has no room for all of them, and how to see the others."""
    more = " Skriv ”nästa” för resten." if last < count else ""
    return f"Svaret får inte plats i ett meddelande. Här står uppgift {first}–{last} av {count}.{more}"


def read_as(typed: str, read: str) -> str:
    return f"Jag läste ”{echo(typed)}” som ”{echo(read)}”."


def near_matters() -> str:
    return "Närmast i handlingarna:"


def closest(heading: str, where: str) -> str:
    return f"{shortened(one_line(heading), 90)} ({where})"


def placed(body: str | None, municipality: str | None, shared: Container[str]) -> str | None:
    """The body's name, with its municipality where several have one of that name: "Kommunstyrelsen i Älvkulla"."""
    return f"{body} i {municipality}" if body and municipality and fold(body) in shared else body


def goes_on(asked: str) -> str:
    return f"Fortsättning på ”{echo(asked)}”."


def more_left(count: int) -> str:
    return f"Ytterligare {count} visas inte. Fråga smalare, till exempel med nämnd, datum eller ämne."


def only_newest(count: int) -> str:
    """There is more than what was read."""
    return f"Bara de {count} senaste är genomgångna. Ange nämnd, period eller ämne för att nå de äldre."


# -- help, talk, unclear ----------------------------------------------------------------------------------------------


def help_lead() -> str:
    return "Jag svarar på frågor om kommunens handlingar, med citat. Skriv ett kommando eller fråga med egna ord."


def help_line(example: str, text: str) -> str:
    return f"{example} – {text}"


def help_questions() -> str:
    return (
        "Du kan också fråga så här: ”Vad beslutades i AMN 2020-0276?”, ”Vilka rekommendationer är öppna?”, "
        "”Vem var ordförande på senaste mötet?”"
    )


_REPLIES = {
    "more": "Det finns inget mer att visa. Ställ en ny fråga, eller skriv ”hjälp” för exempel.",
    "yes": "Det finns inget förslag att svara ja på. Ställ en ny fråga, eller skriv ”hjälp” för exempel.",
    "no": "Då väntar jag på nästa fråga. Skriv ”hjälp” för exempel.",
}


def smalltalk(aspect: str = "") -> str:
    """aspect: of a reply where nothing follows or was offered ("more", "yes", "no"); empty for other talk."""
    return _REPLIES.get(aspect) or (
        "Jag är Kanslist och svarar bara på frågor om kommunens handlingar: beslut, möten, närvaro, förslag, "
        "rekommendationer och uppdrag. Skriv ”hjälp” för exempel."
    )


def empty_question() -> str:
    return "Det fanns ingen fråga att svara på. Skriv till exempel ”/beslut AMN 2020-0276” eller ”hjälp”."


def no_such_day(said: str) -> str:
    return f"Datumet {said} finns inte. Skriv till exempel ”28 april 2020”."


def long_question(limit: int) -> str:
    return f"Frågan är för lång: skriv den med högst {limit} tecken, gärna i en enda mening."


def unknown_command(near: str | None) -> str:
    if near:
        return f"Det kommandot finns inte. Menade du /{near}?"
    return "Det kommandot finns inte. Skriv ”hjälp” för att se vad du kan fråga om."


def choose(command: str) -> str:
    return f"Menade du {command}?"


def command_needs(example: str) -> str:
    return f"Skriv också vad du söker, till exempel ”{example}”."


def failed() -> str:
    return "Frågan kunde inte besvaras just nu. Försök igen om en stund."


# -- nothing found ----------------------------------------------------------------------------------------------------


def nothing(sought: str, about: str) -> str:
    """sought: "något beslut"; about: " om friskvård i socialnämnden", or empty."""
    return f"Jag hittar inte {sought}{about} i handlingarna."


def nobody_is(role: str) -> str:
    return f"Jag hittar ingen som är {echo(role)} i handlingarna."


def nothing_of_person(names: Sequence[str], topic: str, where: str) -> str:
    """names: as the record writes them; topic: what was asked of them, or empty; where: " från nämnden", or empty."""
    who = listed([echo(name) for name in names])
    what = f"{quoted(topic)} för {who}" if topic else who
    return f"Jag hittar inget om {what}{where} i handlingarna."


def quoted(said: str) -> str:
    """A word as it is; several as what was typed."""
    return f"”{echo(said)}”" if " " in said else echo(said)


def nobody_named(name: str) -> str:
    return f"Jag hittar ingen som heter {echo(name)} i handlingarna."


def body_not_held(said: str) -> str:
    return f"Det finns inga handlingar från {echo(said)} i registret."


def place_not_held(place: str) -> str:
    return f"Det finns inga handlingar från {echo(place)} i registret."


def held(holdings: Sequence[Holding]) -> str:
    """For which bodies and years there are documents."""
    if not holdings:
        return "Registret är tomt: inga handlingar är inlagda än."
    if len(holdings) <= _FEW_BODIES:
        return f"Jag sökte i handlingar från {listed([_holding(one) for one in holdings])}."
    places: dict[str, list[Holding]] = {}
    for one in holdings:
        places.setdefault(one.municipality or "", []).append(one)
    told = [_place(place, those) for place, those in sorted(places.items(), key=lambda pair: not pair[0])]
    return f"Jag sökte i handlingar från {listed(told)}."


_FEW_BODIES = 6
"""Bodies that are told one by one; more are told by municipality."""


def _place(place: str, holdings: Sequence[Holding]) -> str:
    """A municipality's bodies and years: "Älvkulla 2019–2020 (socialnämnden, kommunstyrelsen och 3 till)"."""
    bodies = list(dict.fromkeys(one.body for one in holdings if one.body))
    shown = [name[:1].lower() + name[1:] for name in bodies[:3]]
    more = [f"{len(bodies) - 3} till"] if len(bodies) > 3 else []
    years = _years([year for one in holdings for year in (one.first_year, one.last_year)])
    what = f" ({listed([*shown, *more])})" if shown else ""
    return f"{place or 'utan angiven kommun'}{f' {years}' if years else ''}{what}"


def _years(found: Sequence[int | None]) -> str:
    years = [year for year in found if year]
    ends = dict.fromkeys((min(years), max(years))) if years else {}
    return "–".join(str(year) for year in ends)


def _holding(one: Holding) -> str:
    name = one.body or "övriga avsändare"
    if one.municipality and one.municipality.casefold() not in name.casefold():
        name = f"{name} i {one.municipality}"
    years = _years((one.first_year, one.last_year))
    return f"{name} ({years})" if years else name


def nearest_cases() -> str:
    return "Närmast kommer:"


def ask_contact(contact: str) -> str:
    return f"Fråga annars {contact}."


# -- passages ---------------------------------------------------------------------------------------------------------


def passage_lead(text: str) -> str:
    return sentence(shortened(one_line(text), 700))


def passage_from(label_: str) -> str:
    return f"Ur {label_}."


def closest_passage(label_: str) -> str:
    """A sentence that does not answer, and where it stands."""
    return f"Inget svar, men närmast kommer · {label_}"


def also_stated(label_: str) -> str:
    """Another figure for the same matter, and where it stands."""
    return f"Annan uppgift · {label_}"


def searched_as(words: Mapping[str, str]) -> str:
    """Word as it was asked with → the word for the same thing that the record writes."""
    return f"Sökte även efter andra ord: {listed([f'{asked} – {said}' for asked, said in words.items()])}."


def not_found_of(intent: str) -> str:
    """What was looked for, by intent, with its article."""
    return _SOUGHT.get(intent, "något svar")


_SOUGHT = {
    "decisions": "något beslut",
    "case": "något ärende",
    "timeline": "något ärende",
    "compare": "något förslag och beslut att jämföra",
    "promises": "något löfte om att återkomma",
    "patterns": "någon rekommendation som återkommer",
    "appeals": "någon överklagandehänvisning",
    "references": "någon hänvisning",
    "attendance": "någon närvaro",
    "meeting": "något möte",
    "recommendations": "någon rekommendation",
    "audit": "något från revisorerna",
    "proposals": "något förslag eller yrkande",
    "statements": "något uttalande",
    "reservations": "någon reservation",
    "votes": "någon omröstning",
    "assignments": "något uppdrag",
    "open_points": "någon öppen punkt",
    "person": "någon sådan person",
    "role": "någon med den rollen",
    "signatories": "någon undertecknare",
}
