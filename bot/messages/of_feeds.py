"""What stands in calendars and feeds, and what is said about their links, in Swedish."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.messages import day, one_line, shortened

if TYPE_CHECKING:
    from bot.follow_up.due import Due
    from knowledge.facts import Source

_KINDS = {
    "assignment": "Uppdrag",
    "promise": "Löfte",
    "recommendation": "Rekommendation",
    "motion": "Motion",
    "initiative": "Initiativ",
    "open_point": "Öppen punkt",
}


def category(kind: str) -> str:
    """What sort of thing is due: "Uppdrag"."""
    return _KINDS[kind]


def calendar_name() -> str:
    return "Kanslist: sista dagar"


def summary(kind: str, text: str, limit: int) -> str:
    """The line of a day in a calendar."""
    return shortened(f"{_KINDS[kind]}: {text}", limit)


def description(due: Due, title: str, page: int | None, quote: str, url: str) -> str:
    """What stands behind a day in a calendar."""
    lines = [one_line(due.text)]
    if due.owner:
        lines.append(f"Ansvarig: {one_line(due.owner)}")
    if due.statutory:
        lines.append(statutory())
    where = ", ".join(part for part in (one_line(title), day(due.given) if due.given else "", _page(page)) if part)
    return "\n".join([*lines, "", f"”{one_line(quote)}”", where, url])


def statutory() -> str:
    """Why a motion has a last day that no document says."""
    return (
        "En motion ska beredas så att fullmäktige kan besluta inom ett år från att den väcktes "
        "(5 kap. 35 § kommunallagen). Dagen är uträknad."
    )


def _page(page: int | None) -> str:
    return f"s. {page}" if page is not None else ""


def feed_title() -> str:
    return "Nya beslut"


def entry_title(body: str, heading: str, text: str) -> str:
    """ "Socialnämnden: Korttidsboende vid Lövängen"."""
    return shortened(f"{one_line(body)}: {heading or text}", 160)


def entry(text: str, title: str, on: str | None, item: str | None, source: Source, notes: Sequence[str]) -> str:
    """What stands below an entry's title: what was decided, where it stands, what a reader must know of it."""
    where = [one_line(title), day(on) if on else "", f"§ {item}" if item else "", _page(source.page)]
    return "\n".join([text, ", ".join(part for part in where if part), *notes])


def link(kind: str) -> str:
    """What an address is called."""
    return {"kalender.ics": "Kalender med sista dagar (iCalendar)", "beslut.atom": "Flöde med nya beslut (Atom)"}[kind]


def given(*, renewed: bool) -> str:
    """Above one's links."""
    start = "Här är dina nya länkar; de gamla slutade gälla nu." if renewed else "Här är dina länkar."
    return (
        f"{start} Lägg kalendern till Outlook eller din telefon, och flödet i en flödesläsare. "
        "Den som har en länk läser det du får läsa: dela dem inte."
    )


def renew() -> str:
    """The choice that makes new links."""
    return "Byt länkar"


def end() -> str:
    """The choice that ends the links."""
    return "Sluta använda länkarna"


def ended() -> str:
    return "Dina länkar har slutat gälla. Skriv ”flöde” för nya."


def had_none() -> str:
    return "Du har inga länkar. Skriv ”flöde” för att få dem."


def only_private() -> str:
    """Where others look on."""
    return "Länkarna är dina egna: skriv ”flöde” i vår egen chatt."


def no_links() -> str:
    """To somebody who is not known, or where no key can be made."""
    return "Flöden finns i Slack, i Teams och i terminalen, där jag vet vem som frågar."
