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


def only_who_was_there() -> str:
    return "Detta är närvaron vid mötet. Ledamöter som inte var där står bara med om protokollet nämner dem."


def next_has_passed() -> str:
    return "Den dagen har passerat. Något senare möte nämns inte i handlingarna."


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
    "adjusted_at": "var protokollet justeras",
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


def meeting_value(meeting: Meeting, field: str) -> str:
    """One scalar of a meeting for an item that is labelled with the field's name."""
    value = getattr(meeting, field)
    if field == "adjusters":
        return listed(value)
    if field in ("starts_at", "ends_at"):
        return f"kl. {value}"
    if field in ("adjusted_on", "date"):
        return day(value)
    return one_line(value) if isinstance(value, str) else meeting_field(meeting, field)


def lasted(meeting: Meeting) -> str:
    """From when to when a meeting was held, and how long that is."""
    begun, ended = (_minutes(time or "") for time in (meeting.starts_at, meeting.ends_at))
    said = f"mötet började kl. {meeting.starts_at} och slutade kl. {meeting.ends_at}"
    if begun is None or ended is None or ended <= begun:
        return said
    hours, minutes = divmod(ended - begun, 60)
    parts = [counted(hours, "timme", "timmar")] if hours else []
    parts += [counted(minutes, "minut", "minuter")] if minutes else []
    return f"{said} ({listed(parts)})"


def _minutes(time: str) -> int | None:
    """Minutes since midnight of a time of the form HH:MM."""
    match = re.fullmatch(r"(\d\d):(\d\d)", time)
    return int(match[1]) * 60 + int(match[2]) if match else None


def is_adjusted() -> str:
    return "protokollet är justerat, men dagen anges inte"


def met(body: str, meeting: Meeting) -> str:
    """ "Socialnämnden sammanträdde den 12 mars 2024 kl. 13:00."."""
    time = f" kl. {meeting.starts_at}" if meeting.starts_at else ""
    return sentence(f"{body} sammanträdde den {day(meeting.date or '')}{time}")


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


def attended(aspect: str, meeting: str, names: Sequence[str], shown: int, *, figure: bool = False) -> str:
    """figure: whether the number is what was asked for; it is then told in digits."""
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
    if figure:
        count = f"{len(names)} {'person' if one else 'personer'}"
    return f"{meeting}: {count} {verb}{_names(names, shown)}"


def _names(names: Sequence[str], shown: int) -> str:
    if len(names) > shown:
        return "."
    return f": {listed(names)}."


def listed_so(meeting: str, row: str) -> str:
    """What the list of presence says of the time at which somebody came or left, in its own words."""
    return f"{capital(meeting)}, i närvarolistan: ”{row}”."


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


def not_replaced(name: str, meeting: str, *, present: bool) -> str:
    """Nobody took the place of one who is on the list."""
    deltog = ", som själv deltog" if present else ""
    return sentence(f"{meeting}: ingen är antecknad som ersättare för {name}{deltog}")


def took_place(name: str, whose: str, items: str | None) -> str:
    """ "Roger Ek ersatte Stina Malm (§§ 34-41)"."""
    return f"{name} ersatte {whose}{f' ({_span(items)})' if items else ''}"


def took_places(told: Sequence[tuple[str, Sequence[str]]]) -> str:
    """Meeting → who took whose place there."""
    return sentence("; ".join(f"{meeting}: {listed(said)}" for meeting, said in told))


def were_replaced(meeting: str, pairs: Sequence[tuple[str, str]], *, absent: bool) -> str:
    """pairs: who was replaced, and by whom; absent: whether absence was asked for, of which the list says nothing."""
    said = listed([f"{whose} (av {name})" for whose, name in pairs])
    front = "ingen är uttryckligen antecknad som frånvarande, men ersatta var " if absent else "ersatta var "
    return sentence(f"{meeting}: {front}{said}")


def nobody(aspect: str, meeting: str, whom: Sequence[str], channels: Sequence[str]) -> str:
    """Nobody on a list of presence is what was asked for. whom: parties' letters or unions; channels: "Skype"."""
    how = f"via {listed(channels, 'eller')}" if channels else "på distans"
    who = f"ingen från {listed(whom, 'eller')}" if whom else "ingen"
    said = {
        "absent": f"{who} är antecknad som frånvarande",
        "remote": f"{who} är antecknad som deltagare {how}",
        "partial": f"{who} är antecknad för bara en del av mötet",
        "substitutes": f"{who} är antecknad som ersättare",
        "serving": f"{who} är antecknad som tjänstgörande ersättare",
        "idle": f"{who} är antecknad som ersättare utan att tjänstgöra",
        "replaced": f"{who} är antecknad som ersatt",
    }.get(aspect, f"{who} är antecknad som närvarande")
    return sentence(f"{meeting}: {said}")


def list_begins() -> str:
    return "Närvarolistan börjar"


# -- persons ----------------------------------------------------------------------------------------------------------


def with_title(name: str, title: str) -> str:
    return one_line(f"{name}, {title}" if title else name)


def has_role(people: Sequence[tuple[str, str, str | None]]) -> str:
    """(name, title, body) of each: the body is told where they are several."""
    if len(people) == 1:
        return sentence(with_title(people[0][0], people[0][1]))
    said = [f"{with_title(name, title)} ({body})" if body else with_title(name, title) for name, title, body in people]
    return sentence("; ".join(said))


def handled_by(reports: Sequence[tuple[str, str]]) -> str:
    """(title, name) of each report that says who handles its matter."""
    if len(reports) == 1:
        return sentence(f"Handläggare är {reports[0][1]}: {one_line(reports[0][0])}")
    return sentence("; ".join(f"{one_line(title)}: handläggare är {name}" for title, name in reports))


def office(what: str, body: str | None) -> str:
    """ "ledamot i Socialnämnden", "ekonomichef"."""
    title = what if body else what[:1].lower() + what[1:] if what[1:2].islower() else what
    return one_line(f"{title} i {body}" if body else title)


def holds_offices(name: str, offices: Sequence[str]) -> str:
    return sentence(f"{name}: {listed(offices)}")


def person_lead(name: str, affiliation: str | None, offices: Sequence[str], count: int) -> str:
    """Who somebody is, in the record's own words, and how often it names them."""
    times = "en gång" if count == 1 else f"{number(count)} gånger"
    who = f"{name} ({affiliation})" if affiliation else name
    if not offices:
        return f"{who} är antecknad {times} i handlingarna."
    return f"{sentence(f'{who}: {listed(list(dict.fromkeys(offices)))}')} Antecknad {times} i handlingarna."


def which_person() -> str:
    return "Flera personer heter så. Vem menar du?"


def signed() -> str:
    return "Undertecknare"


def signed_lead(title: str, names: Sequence[str]) -> str:
    return f"{one_line(title)}: undertecknat av {sentence(listed(names))}"


def dated_lead(title: str, on: str) -> str:
    return f"{one_line(title)} är daterat den {day(on)}."
