"""The Swedish texts of what is followed until it is closed: how it stands, who moved it, what is suggested."""

from __future__ import annotations

from collections.abc import Sequence

from bot.messages import capital, counted, day, echo, listed, number, one_line, shortened

_WHAT = {
    "recommendations": "Rekommendation",
    "assignments": "Uppdrag",
    "open_points": "Balanslista",
    "promises": "Löfte",
    "submissions": "Inlämnat",
    "motions": "Motion",
}
_AXES = {
    "acceptance": "Ställningstagande",
    "implementation": "Genomförande",
    "owner": "Ansvarig",
    "due": "Ska vara klart",
    "suggestion": "Förslag",
    "undo": "Ångrat",
}
_CHANGES = {"acceptance": "ställningstagandet", "implementation": "statusen", "owner": "ansvarig", "due": "slutdatum"}


def registrar() -> str:
    """The role of those who may move."""
    return "registrator"


def nobody_named(platform: str, identity: str | None) -> str:
    """Who moved, where the platform gives no name."""
    return f"{capital(platform)}-användare {identity}" if identity else f"någon i {capital(platform)}"


def what(name: str, kind: str | None = None) -> str:
    """What is followed, in the singular."""
    return "Initiativ" if kind == "ledamotsinitiativ" else _WHAT.get(name, "Uppgift")


def numbered(number_: int) -> str | None:
    """ "nr 12"; None for what has none yet."""
    return f"nr {number_}" if number_ else None


def command(number_: int, rest: str = "") -> str:
    """What is typed, or sent by a choice; without a slash, which Slack would take."""
    return f"åtgärd {number_} {rest}".strip()


def is_command(text: str) -> bool:
    """Whether a choice's text is one that may move something."""
    return text.startswith("åtgärd ")


def value(axis: str, said: str) -> str:
    """A value as it is read: a day in words."""
    return day(said) if axis == "due" else one_line(said)


def stands(acceptance: str | None, implementation: str) -> str:
    """ "godtas, påbörjad"."""
    return ", ".join(one for one in (acceptance, implementation) if one)


def refused_but_open(acceptance: str) -> str:
    """What the body says of a recommendation that it has rejected: it stays open."""
    return f"{acceptance} men räknas som öppen"


def owner(name: str) -> str:
    return f"ansvarig: {one_line(name)}"


def due(iso: str) -> str:
    return f"ska vara klar {day(iso)}"


def over(iso: str, days: int) -> str:
    """Past its day."""
    return f"skulle vara klar {day(iso)}, {_days(days)} sedan"


def aged(days: int) -> str:
    return f"{_days(days)} gammal"


def _days(days: int) -> str:
    return "en dag" if days == 1 else f"{days} dagar"


def closed(value_: str, actor: str, on: str) -> str:
    """Who closed it, and when."""
    return f"{value_} {day(on)}, stängd av {actor}"


def closed_label() -> str:
    return "Stängd"


def on_words(on: str | None) -> str:
    """That words of a document stand behind a move; they and where they stand are cited beside it."""
    return f"på ord i en handling från {day(on)}" if on else "på ord i en handling"


def words_gone() -> str:
    return "orden som låg till grund är borttagna med sin handling"


def moved(axis: str, before: str | None, after: str) -> str:
    """ "Genomförande: öppen → genomförd"."""
    if axis == "suggestion":
        return f"Förslaget avvisades: {after}" if after else "Förslaget avvisades"
    was = f"{value(axis, before)} → " if before else ""
    return f"{_AXES[axis]}: {was}{value(axis, after)}"


def undone(axis: str, after: str) -> str:
    """The entry of an undoing."""
    return f"Ångrat: {_AXES[axis].lower()} {value(axis, after)}"


def taken_back(on: str, actor: str) -> str:
    """Beside an entry that was undone."""
    return f"ångrat {day(on)} av {actor}"


def move_label(made_at: str, actor: str, role: str) -> str:
    """ "28 november 2026 · Saga (registrator)"."""
    return f"{day(made_at[:10])} · {actor} ({role})"


def because(reason: str) -> str:
    return f"skäl: {one_line(reason)}"


def never_moved() -> str:
    return "Inget är antecknat om den än."


def suggestion_label(title: str, on: str | None) -> str:
    return f"Förslag ur ”{one_line(title)}”{f', {day(on)}' if on else ''}"


def suggests(axis: str, said: str) -> str:
    """What confirming would change."""
    return f"{_AXES[axis]}: {value(axis, said)}"


def suggested(told: Sequence[tuple[str, str]]) -> str:
    """In a list, to those who may confirm. told: (axis, value)."""
    return f"förslag finns: {', '.join(dict.fromkeys(value(axis, said) for axis, said in told))}"


def answered_not_closed() -> str:
    """In a list, to everyone else."""
    return "besvarad, inte stängd"


def confirm(said: str, number_: int) -> str:
    """The choice that confirms."""
    return f"Bekräfta: {said} (nr {number_})"


def reject(said: str, number_: int) -> str:
    """The choice that rejects."""
    return f"Avvisa: {said} (nr {number_})"


def look(said: str, number_: int) -> str:
    """The choice that opens what a suggestion waits for, short enough for a phone's button; all of it stands there."""
    return f"Granska nr {number_}: {shortened(said, 24)}"


def confirm_all(number_: int) -> str:
    return f"Bekräfta alla (nr {number_})"


def lead(name: str, number_: int, stands_: str, *, is_open: bool) -> str:
    """How one thing stands."""
    return f"{name}{f' nr {number_}' if number_ else ''} är {'öppen' if is_open else 'stängd'}: {stands_}."


def lead_open(name: str, number_: int) -> str:
    """The same of one of which nothing more is known."""
    return f"{name}{f' nr {number_}' if number_ else ''} är öppen."


def now(name: str, number_: int, changes: Sequence[str]) -> str:
    """After a move."""
    return f"{name} nr {number_}: {listed([one[:1].lower() + one[1:] for one in changes])}."


def undo(number_: int) -> str:
    """The choice that undoes."""
    return f"Ångra (nr {number_})"


def nothing_to_undo(number_: int) -> str:
    return f"Det finns inget att ångra för nr {number_}."


def already(said: str, number_: int) -> str:
    return f"Nr {number_} är redan {said}. Inget har ändrats."


def rejected(said: str, number_: int) -> str:
    return f"Förslaget ”{said}” för nr {number_} är avvisat och kommer inte tillbaka när handlingarna läses om."


def none_waiting(number_: int) -> str:
    return f"Det finns inget förslag som väntar för nr {number_}. Kanske har någon redan bekräftat eller avvisat det."


def which(number_: int, count: int) -> str:
    return f"{capital(counted(count, 'förslag', 'förslag', neuter=True))} väntar för nr {number_}. Vilket menar du?"


def why(number_: int, typed: str, axis: str, said: str) -> str:
    """Asks for a reason; what was typed is given back, to be sent with it."""
    return (
        f"Varför ändras {_CHANGES[axis]} för nr {number_} till {value(axis, said)}? Skriv skälet efter: "
        f"{command(number_, typed)}: … Inget har ändrats än."
    )


def too_long(most: int) -> str:
    return f"Skälet är för långt: skriv det med högst {most} tecken. Inget har ändrats."


def no_day(said: str) -> str:
    return f"Jag kan inte läsa dagen ”{echo(said)}”. Skriv till exempel klart 30 juni 2026: och sedan skälet."


def unknown(number_: int) -> str:
    return (
        f"Det finns inget nummer {number_} i de handlingar som du får läsa. Skriv /rekommendationer för att se numren."
    )


def only_registrars() -> str:
    return "Bara registratorer kan ändra hur något står, och bara där ingen annan ser svaret: skriv till mig direkt."


def how() -> str:
    """How a thing is moved."""
    return (
        "Skriv åtgärd, numret, vad som gäller och sedan varför: åtgärd 3 genomförd: rutinen är antagen. Det kan vara "
        "öppen, påbörjad, delvis genomförd, genomförd, ej genomförd, ersatt, inaktuell, godtas, godtas delvis, "
        "avvisas, ägare NAMN eller klart DATUM; bekräfta och avvisa förslag för det som föreslås, ångra för det "
        "senaste."
    )


def waiting(count: int) -> str:
    """How many things have suggestions that wait."""
    if not count:
        return f"Inga förslag väntar. {how()}"
    return f"{capital(counted(count, 'förslag', 'förslag', neuter=True))} väntar på att bekräftas eller avvisas."


def open_lead(open_: int, closed_: int, overdue: int) -> str:
    """How many recommendations are open, closed and past their day."""
    told = f"{_recommendations(open_)} är {_open(open_)}"
    told += f", {number(overdue)} av dem efter utlovad dag" if overdue else ""
    return told + (f"; {number(closed_)} är {_closed(closed_)}." if closed_ else ".")


def all_lead(count: int, open_: int, closed_: int) -> str:
    """Of all recommendations."""
    return f"{_recommendations(count)}: {number(open_)} {_open(open_)}, {number(closed_)} {_closed(closed_)}."


def none_open(closed_: int) -> str:
    return f"Ingen rekommendation är öppen; {number(closed_)} är {_closed(closed_)}."


def closed_lead(count: int) -> str:
    return f"{_recommendations(count)} är {_closed(count)}."


def overdue_lead(count: int) -> str:
    return f"{_recommendations(count)} är {'försenad' if count == 1 else 'försenade'}."


def _recommendations(count: int) -> str:
    return capital(counted(count, "rekommendation", "rekommendationer"))


def _open(count: int) -> str:
    return "öppen" if count == 1 else "öppna"


def _closed(count: int) -> str:
    return "stängd" if count == 1 else "stängda"


def none_overdue(count: int) -> str:
    """None is past a promised day, of so many open ones."""
    which_ = counted(count, "öppna rekommendationen", "öppna rekommendationerna")
    return f"Ingen av {'den' if count == 1 else 'de'} {which_} har en utlovad dag som har passerat."


def nobody_closed(count: int) -> str:
    """Nobody has closed what is asked about."""
    return "Ingen har stängt den: den är öppen." if count == 1 else "Ingen av rekommendationerna är stängd."


def closed_more(count: int) -> str:
    return f"Ytterligare {count} stängda visas inte. Skriv /rekommendationer alla för att se dem."


def any_unanswered(initiatives: bool) -> str:
    return "något initiativ utan beslut" if initiatives else "någon motion utan beslut"


def unanswered_lead(count: int, initiatives: bool) -> str:
    """How many have no decision in the record."""
    told = (
        counted(count, "initiativ", "initiativ", neuter=True) if initiatives else counted(count, "motion", "motioner")
    )
    whose = "" if initiatives else " av fullmäktige"
    return f"{capital(told)} har inget beslut{whose} i de handlingar som finns här."


def unanswered_means() -> str:
    return (
        "Att beslutet saknas här betyder inte att det inte är fattat: det kan stå i ett protokoll som inte är inlagt."
    )


def put_on(iso: str) -> str:
    return f"daterad {day(iso)}"


def ought(iso: str, *, past: bool) -> str:
    """By when fullmäktige ought to decide on a motion."""
    return f"fullmäktige {'borde ha beslutat' if past else 'bör besluta'} senast {day(iso)}, kommunallagen 5 kap. 35 §"
