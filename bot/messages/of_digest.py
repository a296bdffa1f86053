"""The Swedish texts of the digest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from bot.messages import capital, counted, day, listed, number, of_watching, sentence

GROUPS = {
    "decisions": "Nya beslut",
    "opened": "Nya rekommendationer",
    "moved": "Ändrat i uppföljningen",
    "late_recommendations": "Försenade rekommendationer",
    "soon": "Ska vara klart inom två veckor",
    "late": "Sista dagen har passerat",
    "late_promises": "Löften vars dag har passerat",
    "corrected": "Rättat sedan förra brevet",
    "absent": "Protokoll som saknas",
}
_KINDS = {
    "assignment": "Uppdrag",
    "promise": "Löfte",
    "recommendation": "Rekommendation",
    "motion": "Motion",
    "initiative": "Initiativ",
    "open_point": "Öppen punkt",
}
_FEW_BODIES = 3
_YEAR = 365


def title() -> str:
    return "Kanslists brev"


def heading(name: str, count: int) -> str:
    """Above a group: "Nya beslut (14)"."""
    return f"{GROUPS[name]} ({count})"


def named(first: str, last: str, missed: int) -> str:
    """What an issue is called: "Brev för 16–22 november 2026"."""
    return f"Brev för {of_watching.period(date.fromisoformat(first), date.fromisoformat(last), missed)}"


def lead(named_: str, bodies: Sequence[tuple[str, int]], dissent: int, counts: Mapping[str, int]) -> str:
    """The first lines: everything counted. bodies: (name, decisions); dissent: those with a reservation or a vote."""
    told = []
    if bodies:
        told.append(_decided(bodies, dissent))
    opened, moved = counts["opened"], counts["moved"]
    if opened or moved:
        parts = [counted(opened, "ny rekommendation", "nya rekommendationer")] if opened else []
        parts += [counted(moved, "ändring i uppföljningen", "ändringar i uppföljningen")] if moved else []
        told.append(sentence(capital(listed(parts))))
    soon, late = counts["soon"], counts["late"]
    if soon or late:
        parts = (
            [f"{counted(soon, 'sak', 'saker')} ska vara {'klar' if soon == 1 else 'klara'} inom två veckor"]
            if soon
            else []
        )
        parts += [f"för {counted(late, 'sak', 'saker')} har sista dagen passerat"] if late else []
        told.append(sentence(capital(listed(parts))))
    corrected, absent_ = counts["corrected"], counts["absent"]
    if corrected or absent_:
        parts = [counted(corrected, "rättelse", "rättelser")] if corrected else []
        parts += [f"{counted(absent_, 'protokoll', 'protokoll', neuter=True)} saknas"] if absent_ else []
        told.append(sentence(capital(listed(parts))))
    return " ".join([f"{named_}.", *told])


def _decided(bodies: Sequence[tuple[str, int]], dissent: int) -> str:
    count = sum(many for _, many in bodies)
    most = sorted(bodies, key=lambda one: -one[1])
    shown = [f"{body} ({many})" for body, many in most[:_FEW_BODIES]]
    left = len(most) - _FEW_BODIES
    shown += [f"{number(left)} {'annat' if left == 1 else 'andra'} organ"] if left > 0 else []
    split = f", {'ett' if dissent == 1 else number(dissent)} med reservation eller omröstning" if dissent else ""
    return sentence(f"{capital(counted(count, 'nytt beslut', 'nya beslut', neuter=True))} i {listed(shown)}{split}")


def empty(named_: str) -> str:
    return f"{named_}. Inget nytt, och inget som ska vara klart inom två veckor."


def left(told: int, every: int) -> str:
    """That the issue holds more than it shows."""
    return f"Brevet visar {told} av {every} punkter."


def show_all(every: int) -> str:
    """On the button that shows the whole."""
    return f"Visa alla {every}"


def show_more(count: int) -> str:
    """On the button below a part of the whole."""
    return f"Visa fler ({count} kvar)"


def part(named_: str, first: int, last: int, every: int) -> str:
    """Above a part of the whole."""
    return f"{named_}. Punkt {first}–{last} av {every}." if every else f"{named_}. Inget nytt."


def kind(name: str) -> str:
    """What sort of thing is due."""
    return _KINDS[name]


def when(iso: str, days_left: int) -> str:
    """ "senast 4 december 2026, om tre dagar"."""
    return f"senast {day(iso)}, {_distance(days_left)}"


def _distance(days_left: int) -> str:
    if days_left == 0:
        return "i dag"
    if days_left > 0:
        return f"om {counted(days_left, 'dag', 'dagar')}"
    if -days_left >= _YEAR:
        return f"mer än {counted(-days_left // _YEAR, 'år', 'år', neuter=True)} sen"
    return f"{counted(-days_left, 'dag', 'dagar')} sen"


_AXES = {"acceptance": "svar", "implementation": "genomförande", "owner": "ansvarig", "due": "utlovat till"}


def move(axis: str, value: str, actor: str) -> str:
    """ "genomförande: genomförd, av Åsa Öberg"."""
    told = day(value) if axis == "due" else value
    return f"{_AXES.get(axis, axis)}: {told}, av {actor}"


def mover(actor: str, role: str) -> str:
    """ "Åsa Öberg, registrator"."""
    return f"{actor}, {role}" if role else actor


def statutory() -> str:
    return "ett år från att den väcktes, 5 kap. 35 § kommunallagen"


def late_means() -> str:
    return "Att sista dagen har passerat betyder inte att inget är gjort: det kan stå i en handling som inte finns här."


def absent_means() -> str:
    return (
        "Ett protokoll saknas när ett möte var kallat eller aviserat och inget protokoll därifrån finns här "
        "tre veckor efteråt."
    )


def unadjusted() -> str:
    return "Minst ett av protokollen anger ingen dag för justering."


def reserved(by: Sequence[str]) -> str:
    """Beside a decision."""
    return f"reservation: {listed(list(by))}" if by else "reservation"


def voted(yes: int, no: int, abstain: int) -> str:
    """Beside a decision."""
    return f"omröstning: {yes} ja, {no} nej{f', {abstain} avstod' if abstain else ''}"


def was(text: str) -> str:
    """What stood before."""
    return f"tidigare: {text}"


def added() -> str:
    return "stod inte i den förra versionen"


def gone(text: str) -> str:
    """What stands no longer."""
    return f"Står inte längre: {text}"


def taken_out(count: int, title_: str) -> str:
    """What a registrator has hidden."""
    what = capital(counted(count, "uppgift", "uppgifter"))
    return f"{what} ur ”{title_}” har tagits bort som felaktig{'a' if count > 1 else ''}."


def absent(body: str, on: str) -> str:
    """A meeting whose minutes have not come."""
    return f"{body}, mötet {day(on)}: inget protokoll har kommit in."


def edited(on: str, changed: int, lead_: str) -> str:
    """Before the first sentence of an issue that was corrected where it stands."""
    return f"Rättat {day(on)} ({counted(changed, 'punkt', 'punkter')}). {lead_}"


def corrected_note(on: str) -> str:
    return f"rättat {day(on)}: så står det i den nya versionen"


def withdrawn() -> str:
    """In the place of what stands no longer in the record."""
    return "Uppgiften står inte längre i handlingarna."


def gone_issue() -> str:
    """For the whole of an issue whose subscriptions are no more."""
    return "Bevakningarna som brevet gjordes för finns inte längre."
