"""What is said of meetings, of those who were there, and of persons: functions with typed arguments, in Swedish."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.messages import capital, counted, day, listed, number, one_line, sentence
from knowledge.facts import Meeting

# -- meetings and attendance ------------------------------------------------------------------------------------------


def which_meeting() -> str:
    return "Vilket möte menar du?"


def latest_of(count: int) -> str:
    return f"Jag utgick från det senaste av {count} möten. Ange datum för ett annat."


def differ() -> str:
    return "Handlingarna säger olika: båda uppgifterna visas."


_FIELDS = {
    "chair": "Ordförande",
    "secretary": "Sekreterare",
    "adjusters": "Justerare",
    "adjusted_on": "Justerat",
    "starts_at": "Tid",
    "ends_at": "Slut",
    "place": "Plats",
    "date": "Datum",
    "next_meeting": "Nästa möte",
    "notice": "Anslag",
    "meeting": "Möte",
}
_LACKS = {
    "chair": "vem som var ordförande",
    "secretary": "vem som var sekreterare",
    "adjusters": "vem som justerade protokollet",
    "adjusted_on": "när protokollet justerades",
    "length": "vilka tider mötet hölls",
    "place": "var mötet hölls",
    "next": "när nästa möte är",
    "notice": "när protokollet anslogs",
}


def field_name(field: str) -> str:
    return _FIELDS.get(field, field)


def meeting_lacks(aspect: str) -> str:
    return _LACKS.get(aspect, "något sådant möte")


def meeting_field(meeting: Meeting, field: str) -> str:
    """One scalar of a meeting in words, for an item and for the lead."""
    if field == "next_meeting" and meeting.next_meeting:
        following = meeting.next_meeting
        parts = [day(following.date), f"kl. {following.time}" if following.time else "", following.place or ""]
        return f"nästa möte är {', '.join(part for part in parts if part)}"
    if field == "notice" and meeting.notice:
        posted, down = meeting.notice.posted_on, meeting.notice.taken_down_on
        return listed([f"anslaget sattes upp {day(posted)}" if posted else "", f"togs ned {day(down)}" if down else ""])
    if field == "adjusters":
        return f"protokollet justerades av {listed(meeting.adjusters)}"
    value = one_line(str(getattr(meeting, field)))
    forms = {
        "chair": f"ordförande var {value}",
        "secretary": f"sekreterare var {value}",
        "adjusted_on": f"protokollet justerades den {day(value)}",
        "starts_at": f"mötet började kl. {value}",
        "ends_at": f"mötet slutade kl. {value}",
        "place": f"mötet hölls i {value}",
        "date": f"mötet hölls den {day(value)}",
    }
    return forms.get(field, value)


def meeting_lead(name: str, said: Sequence[str]) -> str:
    return sentence(f"{name}: {listed(said)}")


def meetings_lead(count: int, latest: str) -> str:
    return (
        f"{capital(counted(count, 'möte', 'möten', neuter=True))} finns i handlingarna. Det senaste: {sentence(latest)}"
    )


def agenda_lead(name: str, count: int) -> str:
    return f"{name}: {counted(count, 'ärende', 'ärenden', neuter=True)} står i protokollet."


def matters_lead(name: str, count: int, kind: str) -> str:
    return f"{name}: {counted(count, 'ärende', 'ärenden', neuter=True)} gäller {kind} enligt rubriken."


def any_matter() -> str:
    return "något ärende"


def attendant(
    name: str,
    party: str | None,
    organisation: str | None,
    roles: Sequence[str],
    remote: str | None,
    replaces: str | None,
    items: str | None,
    present: bool,
) -> str:
    """ "Karina Ek (S), ekonomichef, på distans (Skype)"."""
    parts = [f"{name} ({party})" if party else name, *roles, *([organisation] if organisation else [])]
    if remote:
        parts.append("på distans" if remote.casefold() == "distans" else f"på distans ({remote})")
    if replaces:
        parts.append(f"ersätter {replaces}")
    if items:
        parts.append(_span(items))
    if not present:
        parts.append("frånvarande")
    return one_line(", ".join(parts))


def _span(items: str) -> str:
    """ "§§ 94-98", "§ 94"; "ej13" is "utom § 13"."""
    number = items.removeprefix("ej").strip()
    span = f"§§ {number}" if re.search(r"\D", number) else f"§ {number}"
    return f"utom {span}" if items.startswith("ej") else span


def attended(aspect: str, meeting: str, names: Sequence[str], shown: int) -> str:
    verb = {
        "absent": "anmälde förhinder eller var frånvarande",
        "remote": "deltog på distans",
        "partial": "deltog under en del av mötet",
    }.get(aspect, "deltog")
    one = len(names) == 1
    verb = {
        "substitutes": "är antecknad som ersättare" if one else "är antecknade som ersättare",
        "serving": "tjänstgjorde som ersättare",
        "idle": "var där som ersättare utan att tjänstgöra",
    }.get(aspect, verb)
    count = counted(len(names), "person", "personer")
    return f"{meeting}: {count} {verb}{_names(names, shown)}"


def _names(names: Sequence[str], shown: int) -> str:
    if len(names) > shown:
        return "."
    return f": {listed(names)}."


def was_there(
    name: str, meeting: str, present: bool, remote: str | None, items: str | None, *, asked_remote: bool
) -> str:
    if not present:
        return f"Nej, {name} är antecknad som frånvarande: {sentence(meeting)}"
    if asked_remote and not remote:
        return f"{name} deltog, men protokollet säger inget om distans: {sentence(meeting)}"
    span = f" ({_span(items)})" if items else ""
    return f"Ja, {name} deltog{' på distans' if remote else ''}{span}: {sentence(meeting)}"


def not_listed(name: str, meeting: str) -> str:
    return f"{name} finns inte bland de antecknade: {sentence(meeting)}"


def replaced(name: str, substitute: str, meeting: str) -> str:
    return f"Nej, {name} ersattes av {substitute}: {sentence(meeting)}"


def list_begins() -> str:
    return "Närvarolistan börjar"


# -- persons ----------------------------------------------------------------------------------------------------------


def with_title(name: str, title: str) -> str:
    return one_line(f"{name}, {title}" if title else name)


def has_role(people: Sequence[tuple[str, str]]) -> str:
    return sentence(listed([with_title(name, title) for name, title in people], "och"))


def person_lead(name: str, count: int) -> str:
    return f"{name} är antecknad {'en gång' if count == 1 else f'{number(count)} gånger'} i handlingarna."


def which_person() -> str:
    return "Flera personer heter så. Vem menar du?"


def signed() -> str:
    return "Undertecknare"


def signed_lead(title: str, names: Sequence[str]) -> str:
    return f"{one_line(title)}: undertecknat av {sentence(listed(names))}"


def dated_lead(title: str, on: str) -> str:
    return f"{one_line(title)} är daterat den {day(on)}."
