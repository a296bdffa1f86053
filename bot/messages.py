"""Every text that a person reads from the bot, in Swedish: functions with typed arguments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from knowledge.facts import Meeting
from knowledge.store.api import Holding
from knowledge.vocabulary import load

_ECHO = 60
_UNSAFE = re.compile(r"[<>&*_`|~\[\](){}#@\\!]")


def one_line(text: str) -> str:
    """A text from a document on one line; hyphens at line ends joined."""
    joined = re.sub(r"(\w)[-\u00ad\ufffe][ \t]*\n\s*(?!och\b|eller\b|samt\b)([a-zåäö])", r"\1\2", text)
    return re.sub(r"\s+", " ", joined.replace("\u00ad", "").replace("\ufffe", "")).strip()


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


def sentence(text: str) -> str:
    """With a full stop unless it ends in a mark."""
    text = text.strip()
    return text if not text or text[-1] in '.!?:”"' else text + "."


# -- what an item is ------------------------------------------------------------------------------------------------


def derived() -> str:
    return "härlett, står inte uttryckligen"


def label(*parts: str | None) -> str:
    """ "Beslut · § 12 · 16 april 2020"."""
    return " · ".join(part for part in parts if part)


def section(item: str | None) -> str | None:
    """ "12" → "§ 12"."""
    return f"§ {item}" if item else None


def not_adjusted() -> str:
    return "Protokollet saknar uppgift om justering."


def immediately_adjusted() -> str:
    return "omedelbart justerad"


def dispatched(to: Sequence[str]) -> str:
    return f"expedieras till {listed([one_line(one) for one in to])}"


def proposes(to: str) -> str:
    return f"föreslår {to}, är inte beslutat där"


def more_left(count: int) -> str:
    return f"Ytterligare {count} visas inte. Fråga smalare, till exempel med nämnd, datum eller ämne."


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


def smalltalk() -> str:
    return (
        "Jag är Kanslist och svarar bara på frågor om kommunens handlingar: beslut, möten, närvaro, förslag, "
        "rekommendationer och uppdrag. Skriv ”hjälp” för exempel."
    )


def empty_question() -> str:
    return "Det fanns ingen fråga att svara på. Skriv till exempel ”/beslut AMN 2020-0276” eller ”hjälp”."


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


def body_not_held(said: str) -> str:
    return f"Det finns inga handlingar från {echo(said)} i registret."


def held(holdings: Sequence[Holding]) -> str:
    """For which bodies and years there are documents."""
    if not holdings:
        return "Registret är tomt: inga handlingar är inlagda än."
    shown = [_holding(one) for one in holdings[:12]]
    rest = f" och {len(holdings) - 12} till" if len(holdings) > 12 else ""
    return f"Jag sökte i handlingar från {listed(shown) if not rest else ', '.join(shown) + rest}."


def _holding(one: Holding) -> str:
    name = one.body or "okänd avsändare"
    if one.municipality and one.municipality.casefold() not in name.casefold():
        name = f"{name} i {one.municipality}"
    years = sorted({year for year in (one.first_year, one.last_year) if year})
    return f"{name} ({'–'.join(str(year) for year in years)})" if years else name


def nearest_cases() -> str:
    return "Närmast kommer:"


def ask_contact(contact: str) -> str:
    return f"Fråga annars {contact}."


# -- decisions --------------------------------------------------------------------------------------------------------


def decision() -> str:
    return "Beslut"


def proposal_to(body: str) -> str:
    return f"Förslag till {body}"


def matter(case: str, heading: str) -> str:
    """ "AMN 2020-0276, Yttrande över remiss", or what there is of it."""
    return ", ".join(part for part in (case, heading) if part)


def matter_label() -> str:
    return "Ärende"


def decided_one(about: str, text: str) -> str:
    return sentence(f"{about}: {text}" if about else text)


def decided_many(about: str, decisions: int, proposals: int, first: str) -> str:
    parts = []
    if decisions:
        parts.append(counted(decisions, "beslut", "beslut", neuter=True))
    if proposals:
        parts.append(counted(proposals, "förslag till ett annat organ", "förslag till ett annat organ", neuter=True))
    where = f" i {about}" if about else ""
    said = capital(listed(parts))
    return f"{said}{where}. Först: {sentence(first)}"


def proposed_one(about: str, body: str | None, to: str, text: str) -> str:
    start = f"{about}: " if about else ""
    return sentence(f"{start}{body or 'Organet'} föreslår {to} (inte beslutat där): {text}")


def headed(heading: str, text: str) -> str:
    """ "Arbetsmarknadsrapport: godkänns."; the text alone where it has no heading."""
    return f"{one_line(heading)}: {one_line(text)}" if heading else text


def any_decision() -> str:
    return "något beslut"


def no_decision(heading: str) -> str:
    about = f" om ”{heading}”" if heading else ""
    return f"Inget beslut är antecknat i ärendet{about}."


def no_reservation() -> str:
    return "Ingen reservation är antecknad."


def vote_label() -> str:
    return "Omröstning"


def vote(yes: int, no: int, abstain: int, yes_means: str | None) -> str:
    meaning = f" Ja betydde: {sentence(one_line(yes_means))}" if yes_means else ""
    abstained = f" och {abstain} avstod" if abstain else ""
    return f"{yes} ja och {no} nej{abstained}.{meaning}"


def reservation_label() -> str:
    return "Reservation"


def reserved(by: Sequence[str], text: str | None) -> str:
    said = f" {sentence(shortened(one_line(text)))}" if text else ""
    return f"{listed(by)} reserverade sig.{said}"


def stated(by: Sequence[str], text: str | None) -> str:
    said = f": {sentence(shortened(one_line(text)))}" if text else "."
    return f"{listed(by)}{said}"


def proposed(by: Sequence[str], text: str, supported_by: Sequence[str], response: str | None) -> str:
    who = f"{listed(by)}: " if by else ""
    support = f" Stöds av {listed(supported_by)}." if supported_by else ""
    answer = f" Svar: {sentence(shortened(one_line(response), 600))}" if response else ""
    return f"{who}{sentence(one_line(text))}{support}{answer}"


def shortened(text: str, limit: int = 300) -> str:
    """At most `limit` characters, cut between words."""
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0].rstrip(",;:") + " …"


# -- meetings and attendance ------------------------------------------------------------------------------------------


def which_meeting() -> str:
    return "Vilket möte menar du?"


def latest_of(count: int) -> str:
    return f"Jag utgick från det senaste av {count} möten. Ange datum för ett annat."


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
        parts.append(f"§§ {items}" if re.search(r"\D", items) else f"§ {items}")
    if not present:
        parts.append("frånvarande")
    return one_line(", ".join(parts))


def attended(aspect: str, meeting: str, names: Sequence[str], shown: int) -> str:
    verb = {"absent": "anmälde förhinder eller var frånvarande", "remote": "deltog på distans"}.get(aspect, "deltog")
    if aspect == "substitutes":
        verb = "är antecknade som ersättare"
    count = counted(len(names), "person", "personer")
    return f"{meeting}: {count} {verb}{_names(names, shown)}"


def _names(names: Sequence[str], shown: int) -> str:
    if len(names) > shown:
        return "."
    return f": {listed(names)}."


def was_there(name: str, meeting: str, present: bool, remote: str | None, asked_remote: bool) -> str:
    if not present:
        return f"Nej, {name} är antecknad som frånvarande: {sentence(meeting)}"
    if asked_remote and not remote:
        return f"{name} deltog, men protokollet säger inget om distans: {sentence(meeting)}"
    return f"Ja, {name} deltog{' på distans' if remote else ''}: {sentence(meeting)}"


def not_listed(name: str, meeting: str) -> str:
    return f"{name} finns inte bland de antecknade: {sentence(meeting)}"


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


# -- audit ------------------------------------------------------------------------------------------------------------


def recommendation(count: int) -> str:
    return f"Rekommendation {count}"


def recommendations_lead(count: int, done: int, answered: int) -> str:
    told = capital(counted(count, "rekommendation", "rekommendationer"))
    if done:
        return f"{told}; {number(done)} av dem är enligt revisorerna åtgärdade."
    if answered:
        return f"{told}; ingen är bekräftad som åtgärdad, men {number(answered)} har ett svar i handlingarna."
    return f"{told}; ingen är bekräftad som åtgärdad."


def answered_not_closed(count: int) -> str:
    return "Ett svar i handlingarna är inte detsamma som att revisorerna har godtagit åtgärden."


def answer_in() -> str:
    return "Svar"


def audit_question() -> str:
    return "Revisionsfråga"


def audited(question: str, answer: str | None, comment: str | None) -> str:
    verdict = f" Svar: {sentence(one_line(answer))}" if answer else " Inget svar är antecknat."
    said = f" {sentence(shortened(one_line(comment), 500))}" if comment else ""
    return f"{one_line(question)}{verdict}{said}"


def audit_lead(count: int) -> str:
    return f"Revisorerna har besvarat {counted(count, 'revisionsfråga', 'revisionsfrågor')} om detta."


def with_verdict(count: int, verdict: str) -> str:
    return f"{capital(counted(count, 'revisionsfråga', 'revisionsfrågor'))} fick svaret {verdict}."


# -- proposals, reservations, votes, statements -----------------------------------------------------------------------


def only_proposals() -> str:
    return "Förslag och yrkanden är inte beslut."


def proposal_lead(kind: str, by: Sequence[str], text: str) -> str:
    who = f" från {listed(by)}" if by else ""
    return f"{capital(kind)}{who}: {sentence(one_line(text))}"


def proposals_lead(count: int) -> str:
    return (
        f"{capital(counted(count, 'förslag eller yrkande', 'förslag och yrkanden', neuter=True))} finns i handlingarna."
    )


def supporters(names: Sequence[str], movers: Sequence[str]) -> str:
    whose = f" från {listed(movers)}" if movers else ""
    if not names:
        return f"Inget stöd är antecknat för yrkandet{whose}."
    return f"{listed(names)} stödde yrkandet{whose}."


def response(text: str) -> str:
    return f"Svaret var: {sentence(one_line(text))}"


def reserved_lead(by: Sequence[str], count: int) -> str:
    return f"{listed(by)} reserverade sig." if count < 4 else f"{count} reservationer är antecknade."


def statement() -> str:
    return "uttalande till protokollet"


def stated_lead(kind: str, by: Sequence[str], count: int) -> str:
    what = {"jäv": "anmälde jäv", "deltar inte i beslutet": "deltog inte i beslutet"}.get(kind, f"lämnade {kind}")
    return f"{listed(by)} {what}."


_NONE = {
    "reservations": "Ingen reservation är antecknad.",
    "votes": "Ingen omröstning är antecknad.",
    "": "Inget uttalande är antecknat.",
    "ersättaryttrande": "Inget ersättaryttrande är antecknat.",
    "särskilt uttalande": "Inget särskilt uttalande är antecknat.",
    "särskilt yttrande": "Inget särskilt yttrande är antecknat.",
    "protokollsanteckning": "Ingen protokollsanteckning är antecknad.",
    "jäv": "Inget jäv är antecknat.",
    "deltar inte i beslutet": "Ingen är antecknad som inte deltagande i beslutet.",
}


def none_noted(intent: str, aspect: str) -> str:
    return _NONE.get(intent) or _NONE.get(aspect, _NONE[""])


def ballot(name: str, vote: str) -> str:
    return f"{name} avstod." if vote == "avstår" else f"{name} röstade {vote}."


def ballots(votes: Sequence[tuple[str, str]]) -> str:
    return sentence(listed([f"{name}: {vote}" for name, vote in votes]))


def votes_lead(count: int, first: str) -> str:
    return f"{capital(counted(count, 'omröstning', 'omröstningar'))} är antecknade. Den senaste: {first}"


# -- assignments ------------------------------------------------------------------------------------------------------


def assignment() -> str:
    return "Uppdrag"


def due(iso: str) -> str:
    return f"senast {day(iso)}"


def assignments_lead(count: int, iso: str | None, first: str) -> str:
    when = f" med slutdatum {day(iso)}" if iso else ""
    if count == 1:
        return f"Ett uppdrag{when}: {sentence(first)}"
    return f"{capital(number(count))} uppdrag. Närmast{when}: {sentence(first)}"


def open_point() -> str:
    return "Balanslista"


def open_points_lead(count: int, first: str) -> str:
    return f"{capital(counted(count, 'punkt', 'punkter'))} står på balanslistan: {sentence(first)}"


# -- cases ------------------------------------------------------------------------------------------------------------


def any_trace() -> str:
    return "något"


def case_lead(about: str, documents: int, last: str | None) -> str:
    told = f"{about}: {counted(documents, 'handling', 'handlingar')} i registret."
    return f"{told} Senaste beslut: {sentence(last)}" if last else f"{told} Inget beslut är antecknat."


# -- passages ---------------------------------------------------------------------------------------------------------


def passage_lead(text: str) -> str:
    return sentence(shortened(one_line(text), 700))


def passage_from(label_: str) -> str:
    return f"Ur {label_}."


def not_found_of(intent: str) -> str:
    """What was looked for, by intent, with its article."""
    return _SOUGHT.get(intent, "något svar")


_SOUGHT = {
    "decisions": "något beslut",
    "case": "något ärende",
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


# -- the weekly letter ------------------------------------------------------------------------------------------------


def digest_title() -> str:
    return "Veckans brev"


def week(today: date) -> str:
    year, number_, _ = today.isocalendar()
    return f"vecka {number_} {year}"


def digest_lead(week_: str, documents: int, items: int) -> str:
    new = counted(documents, "ny handling", "nya handlingar") if documents else "inga nya handlingar"
    return f"Veckans brev, {week_}: {new}, {counted(items, 'punkt', 'punkter')} att läsa."


def digest_empty(week_: str) -> str:
    return (
        f"Veckans brev, {week_}: inget nytt i handlingarna, och inget uppdrag har slutdatum de närmaste två veckorna."
    )


def digest_more(group: str, count: int) -> str:
    return f"{capital(group)}: {count} till."


def recommendations_word() -> str:
    return "rekommendationer"


def assignments_word() -> str:
    return "uppdrag"


def due_soon() -> str:
    return "Snart"


def overdue() -> str:
    return "Slutdatum passerat"


def overdue_means() -> str:
    return "Att slutdatum har passerat betyder inte att uppdraget är ogjort: det kan vara redovisat i en handling som saknas här."
