"""The Swedish texts of subscriptions: what is covered, when the next issue comes, and what was not understood."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from bot.messages import capital, counted, day, echo, listed, one_line
from knowledge.vocabulary import load

if TYPE_CHECKING:
    from bot.follow_up.watch.model import Manner, Rhythm, Terms, Wanted

_WHICH = {"all": "rekommendationer", "overdue": "försenade rekommendationer", "new": "nya rekommendationer"}


# -- what is wanted ---------------------------------------------------------------------------------------------------


def covered(wanted: Wanted) -> str:
    """What falls under it: "beslut hos Socialnämnden där ordet budget står, utom …"."""
    kinds = [_WHICH[wanted.recommendations]] if wanted.recommendations else []
    kinds += ["beslut"] if wanted.decisions else []
    kinds += ["uppdrag med slutdatum"] if wanted.assignments else []
    what = listed(kinds) if kinds else ("allt nytt i handlingarna" if wanted.everything else "nytt")
    but = _joined(wanted.but, "och")
    return f"{what}{_joined(wanted, 'eller')}{f', utom{but}' if but else ''}"


def _joined(terms: Terms, word: str) -> str:
    parts = []
    if terms.bodies:
        parts.append(f" hos {listed(terms.bodies, word)}")
    if terms.cases:
        parts.append(f" i ärende {listed(terms.cases, word)}")
    if terms.people:
        parts.append(f" som nämner {listed(terms.people, word)}")
    if terms.parties:
        parts.append(f" från {listed([_party(one) for one in terms.parties], word)}")
    if terms.words:
        parts.append(f" där {listed([_run(run) for run in terms.words], word)} står")
    return (" och" if word == "och" else "").join(parts)


def _party(letters: str) -> str:
    forms = load("parties")["letters"].get(letters, ())
    return f"{capital(forms[0])} ({letters})" if forms else letters


def _run(run: str) -> str:
    """ "ordet budget", "orden taxa och vatten", "ord som börjar med budget"."""
    said = [
        f"ord som börjar med {one.rstrip('*')}" if one.endswith("*") else one for one in map(echo_word, run.split())
    ]
    if len(said) > 1:
        return f"orden {listed(said)} tillsammans"
    return said[0] if run.endswith("*") else f"ordet {said[0]}"


def echo_word(word: str) -> str:
    """A word that somebody typed, harmless, its star kept."""
    return echo(word.rstrip("*")) + ("*" if word.endswith("*") else "")


# -- when and how -----------------------------------------------------------------------------------------------------


def rhythm(one: Rhythm) -> str:
    """ "varje måndag kl. 08.00"."""
    if one.every == "at once":
        return "så snart det läggs in"
    clock = f"kl. {one.hour:02d}.{one.minute:02d}"
    zone = "" if one.zone == "Europe/Stockholm" else f" (tid i {one.zone})"
    if one.every == "day":
        return f"varje {'vardag' if one.working_days else 'dag'} {clock}{zone}"
    if one.every == "week":
        return f"varje {load('calendar')['weekdays'][one.weekday]} {clock}{zone}"
    which = "sista dagen" if one.day == 31 else f"den {one.day}"
    return f"{which} varje månad {clock}{zone}"


def moment(when: datetime) -> str:
    """ "måndag 30 november 2026 kl. 08.00", as the clock of its own zone says."""
    names = load("calendar")
    on = f"{names['weekdays'][when.weekday()]} {when.day} {names['months'][when.month - 1]} {when.year}"
    return f"{on} kl. {when:%H.%M}"


def subscribed(wanted: Wanted, one: Rhythm, manner: Manner, following: datetime | None, *, shared: bool) -> str:
    """The whole sentence that a subscription is said back with. following: when the next issue is due."""
    who = "Kanalen bevakar" if shared else "Du bevakar"
    return f"{who} nu {covered(wanted)}. {how(one, manner, following)}"


def how(one: Rhythm, manner: Manner, following: datetime | None) -> str:
    """When and how it comes, in whole sentences."""
    letter = "Ett kort brev" if manner.short else "Ett brev"
    if following is None:
        told = f"{letter} kommer så snart något sådant läggs in."
    else:
        told = f"{letter} kommer {rhythm(one)}, nästa gång {moment(following)}."
        if one.every != "day":
            moved = "kommer det nästa arbetsdag" if one.working_days else "kommer det ändå"
            told += f" Är den dagen en helgdag {moved}."
        told += " Finns inget nytt kommer inget brev." if manner.quiet else " Finns inget nytt står det."
    if manner.approval:
        told += " En registrator godkänner varje brev innan det läggs ut."
    return told


def reads_open() -> str:
    """What every subscription reads."""
    return "Bevakningen läser de handlingar som alla får läsa. Ord räknas i alla böjningar."


def not_held(words: Sequence[str]) -> str:
    """Words that no Swedish dictionary has and that may be misspelt; they are watched all the same."""
    said = listed([f"”{echo(one)}”" for one in words])
    return f"Kontrollera stavningen av {said}: bevakningen gäller ordet som det är skrivet."


# -- lists and choices ------------------------------------------------------------------------------------------------


def row(number: int, what: str, when: str, *, paused: bool) -> tuple[str, str]:
    """A subscription in a list: its label and its line."""
    rests = " (pausad)" if paused else ""
    return f"Bevakning {number}{rests}", f"{capital(one_line(what))}, {when}."


def asked_for(question: str) -> str:
    """A question that is watched, in a list."""
    return f"svaret på ”{echo(question)}”"


def when_changed() -> str:
    """When a watched question is told."""
    return "så snart svaret ändras"


def listed_(count: int, *, shared: bool) -> str:
    """How many there are in a place."""
    if not count:
        who = "Kanalen bevakar" if shared else "Du bevakar"
        return f"{who} inget. Skriv till exempel /bevaka AMN 2020-0276 eller /bevaka socialnämnden varje måndag."
    return f"{'Kanalen har' if shared else 'Du har'} {counted(count, 'bevakning', 'bevakningar')}."


def how_to_change(number: int) -> str:
    """Below a list."""
    return f"Skriv till exempel ”bevakning {number} varje fredag 15.00 kort” för att ändra en."


def elsewhere() -> str:
    """Below a channel's list."""
    return "Dina egna bevakningar ser du i vår egen chatt."


def change() -> str:
    return "Ändra"


def change_time() -> str:
    return "Ändra tid"


def pause() -> str:
    return "Pausa"


def resume() -> str:
    return "Återuppta"


def end() -> str:
    return "Ta bort"


def command(number: int, rest: str) -> str:
    """What changes one, typed or chosen."""
    return f"bevakning {number} {rest}"


TIMES = (
    "direkt",
    "varje vardag 08.00",
    "varje måndag 08.00",
    "varje fredag 08.00",
    "den 1 varje månad 08.00",
    "kort",
    "fullständigt",
)
"""What the choices of "Ändra tid" offer, as it would be typed."""


def which_time(number: int, what: str) -> str:
    own = f"skriv till exempel ”bevakning {number} varje torsdag 13.30”"
    return f"När ska bevakning {number}, {what}, komma? Välj, eller {own}."


def changed(number: int, what: str, told: str) -> str:
    return f"Bevakning {number}, {what}, är ändrad. {told}"


def paused(number: int, what: str) -> str:
    return f"Bevakning {number}, {what}, är pausad. Skriv ”bevakning {number} återuppta” när den ska fortsätta."


def resumed(number: int, what: str, told: str) -> str:
    return f"Bevakning {number}, {what}, fortsätter. {told}"


# -- what is asked back -----------------------------------------------------------------------------------------------


def unclear_time(said: str) -> str:
    return (
        f"Jag förstår inte tiden ”{echo(said)}”. Skriv direkt, varje dag, varje vardag, varje måndag, varje månad "
        "eller den 15 varje månad, gärna med klockslag: varje måndag 08.00."
    )


def unclear_nothing() -> str:
    return (
        "Skriv vad du vill bevaka: en nämnd, ett ärende, en person, ett parti, ord, rekommendationer eller uppdrag. "
        "Till exempel /bevaka socialnämnden färdtjänst utom budget varje måndag 08.00."
    )


def unclear_body(said: str, bodies: Sequence[str]) -> str:
    told = f" Här finns handlingar från {listed([one_line(one) for one in bodies])}." if bodies else ""
    return f"Jag känner inte till ”{echo(said)}”, så jag bevakar inget ännu.{told}"


def unclear_person(said: str) -> str:
    return f"Flera personer heter {echo(said)}. Vem menar du?"


def unclear_which(said: str) -> str:
    return f"Jag kan inte bevaka just ”{echo(said)}”. Vilka rekommendationer menar du?"


def unclear_mixed() -> str:
    return "Det där kan läsas på flera sätt. Skriv det som två bevakningar, en för varje nämnd med dess ord."


def unclear_many(most: int) -> str:
    return f"Det är fler än {most} saker i en bevakning. Dela upp den i flera."


def overdue_needs_time() -> str:
    return "Att något blir försenat läggs inte in av någon. Skriv när du vill ha besked, till exempel varje vardag."


def question_has_no_time() -> str:
    return (
        "En fråga bevakas så att du får veta när svaret ändras, inte på bestämda tider. Skriv frågan utan tid, eller "
        "vad du vill följa: /bevaka försenade rekommendationer varje månad."
    )


def only_registrars() -> str:
    return "Bara registratorer kan ändra vad en kanal bevakar. I vår egen chatt kan du bevaka vad du vill."


def not_in_channel() -> str:
    return "Det där gäller en kanal. Skriv det i kanalen."


def for_yourself() -> str:
    """To somebody who typed it in a channel and may not subscribe it."""
    return "Bara registratorer kan låta en kanal bevaka, så det gäller dig: du får det i vår egen chatt."


# -- what is told ------------------------------------------------------------------------------------------------------

_KINDS = {
    "Recommendation": "Rekommendation",
    "FollowedUp": "Uppföljd rekommendation",
    "AuditQuestion": "Revisionsfråga",
    "Assignment": "Uppdrag",
    "Promise": "Utlovat",
    "OpenPoint": "Balanslista",
    "AgendaItem": "Ärende",
}


def kind(name: str) -> str:
    """What a fact is called in front of its words."""
    return _KINDS.get(name, "Uppgift")


def news_title() -> str:
    return "Nytt i det som bevakas"


def news(told: Sequence[tuple[str, int]]) -> str:
    """told: what is watched, and how much is new of it."""
    if len(told) == 1:
        [(what, count)] = told
        return f"Nytt i det du bevakar, {what}: {counted(count, 'uppgift', 'uppgifter')}."
    parts = "; ".join(f"{what}: {counted(count, 'uppgift', 'uppgifter')}" for what, count in told)
    return f"Nytt i det du bevakar. {capital(parts)}."


def news_more(count: int) -> str:
    left = capital(counted(count, "uppgift", "uppgifter"))
    return f"{left} till visas inte här. Fråga efter ärendet eller ämnet för att se dem."


def start_new() -> str:
    return "Ny bevakning"


def show_all() -> str:
    return "Visa bevakningarna"


# -- issues ------------------------------------------------------------------------------------------------------------


def period(start: date, end: date, missed: int) -> str:
    """The days that an issue covers. missed: issues that were never made and that it stands for."""
    days = day(end.isoformat()) if start == end else f"{_first_day(start, end)}–{day(end.isoformat())}"
    if not missed:
        return days
    return f"{days}, som också täcker {counted(missed, 'brev', 'brev', neuter=True)} som inte kom"


def _first_day(start: date, end: date) -> str:
    """The first day of a span without what its last one says too: "22–29 november 2026"."""
    said = day(start.isoformat())
    if start.year != end.year:
        return said
    return str(start.day) if start.month == end.month else said.rsplit(" ", 1)[0]


def issue_lead(covers: str, lead: str) -> str:
    return f"Brev för {covers}. {lead}"


def issue_empty(covers: str, told: Sequence[str]) -> str:
    return f"Brev för {covers}. Inget nytt: {'; '.join(told)}."


def digest_command(what: str, number: int) -> str:
    return f"digest {what} {number}"


def approve(number: int, lead: str) -> str:
    """In front of an issue that waits."""
    return f"Brev {number} väntar på ditt godkännande. {lead}"


def approve_choice() -> str:
    return "Godkänn"


def stop_choice() -> str:
    return "Stoppa"


def approved(number: int) -> str:
    return f"Brev {number} är godkänt och läggs ut."


def stopped(number: int) -> str:
    return f"Brev {number} läggs inte ut. Nästa brev kommer som vanligt."


def settled_before(number: int) -> str:
    return f"Brev {number} är redan avgjort."


def which_approval(waiting: Sequence[int]) -> str:
    """waiting: the numbers of the issues that wait."""
    if not waiting:
        return "Inget brev väntar på godkännande."
    numbers = listed([str(one) for one in waiting])
    return f"Skriv vilket brev du menar, till exempel digest godkänn {waiting[0]}. De som väntar: {numbers}."


def only_registrars_approve() -> str:
    return "Bara registratorer kan godkänna eller stoppa ett brev."


def nobody_approves() -> str:
    return (
        "Jag vet inte vem som skulle godkänna breven. Be den som sköter driften att ange en kanal för registratorerna "
        "(KANSLIST_REPORTS_CHANNEL)."
    )


def posted_now() -> str:
    return "Brevet läggs ut nu."


def posted_before() -> str:
    return "Brevet är redan på väg, eller väntar på godkännande."


# -- the form ----------------------------------------------------------------------------------------------------------

AT_ONCE = "direkt"


def form_title() -> str:
    return "Ny bevakning"


def form_change(number: int) -> str:
    return f"Ändra bevakning {number}"


def form_send() -> str:
    return "Bevaka"


def form_keep() -> str:
    return "Spara"


def field_what() -> str:
    return "Vad vill du bevaka? Nämnd, ärende, person, parti, ord eller en fråga; ”utom …” för det som inte ska med"


def field_every() -> str:
    return "Hur ofta? Lämna tomt för genast (veckobrev och försenat: varje måndag)"


def field_time() -> str:
    return "Klockslag"


def field_length() -> str:
    return "Hur långt?"


def field_empty() -> str:
    return "När inget har hänt"


def field_needed() -> str:
    return "Fyll i fältet."


def every_options() -> tuple[tuple[str, str], ...]:
    """(as it is typed, as it is shown)."""
    days = [f"varje {day}" for day in load("calendar")["weekdays"][:5]]
    typed = ["varje vardag", *days, "den 1 varje månad", "den 15 varje månad", "sista dagen varje månad"]
    return ((AT_ONCE, "Genast"), *((one, capital(one)) for one in typed))


def every_label(every: str) -> str:
    return capital(every)


def lengths() -> dict[str, str]:
    """As it is typed → as it is shown; the default first."""
    return {"fullständigt": "Med citat", "kort": "Korta rader"}


def empties() -> dict[str, str]:
    return {"tyst": "Inget brev", "även när inget har hänt": "En rad som säger det"}


def no_form() -> str:
    """A form of what is no more, or cannot be changed."""
    return (
        "Den bevakningen finns inte längre, eller är en fråga, som bara kan tas bort. Skriv bevakningar för att se dem."
    )
