"""What `kanslist explain` says of a document as the machine sees it, in Swedish."""

from __future__ import annotations

from collections.abc import Mapping

BASIS = {"stated": "står i texten", "derived": "härlett"}

KINDS: Mapping[str, str] = {
    "document": "Om handlingen",
    "meeting": "Om mötet",
    "attendance": "Närvaro",
    "agenda_items": "Ärenden",
    "decisions": "Beslut",
    "proposals": "Förslag och yrkanden",
    "votes": "Omröstningar",
    "reservations": "Reservationer",
    "statements": "Uttalanden och anteckningar",
    "recommendations": "Rekommendationer",
    "audit_questions": "Revisionsfrågor",
    "assignments": "Uppdrag",
    "promises": "Löfte",
    "followed_up": "Åtgärdade rekommendationer",
    "submissions": "Inlämnat",
    "open_points": "Kvar att göra",
    "signatories": "Underskrifter",
    "references": "Hänvisningar",
    "appeals": "Överklagande",
}
"""What each kind of fact is called where several are counted."""

FIELDS: Mapping[str, str] = {
    "abstain": "avstår", "addressee": "riktad till", "addressees": "avser", "adjusted_on": "justerat",
    "adjusters": "justerare", "answer": "svar", "attachments": "bilagor", "ballots": "röster", "body": "organ",
    "by": "av", "capacity": "som", "case_numbers": "diarienummer", "chair": "ordförande", "comment": "kommentar",
    "date": "datum", "dispatched_to": "skickas till", "due": "senast", "ends_at": "slutar", "file": "fil",
    "graded": "bedömd", "heading": "rubrik", "immediately_adjusted": "omedelbart justerad", "issuer": "lämnad av",
    "item": "§", "items": "närvarande §", "judgement": "bedömning", "kind": "slag", "matter": "ärende",
    "municipality": "kommun", "next_meeting": "nästa möte",
    "no": "nej", "notice": "anslag", "number": "nummer", "organisation": "organisation", "outcome": "utfall",
    "party": "parti", "place": "plats", "present": "närvarande", "proposed_to": "föreslås till",
    "remote": "på distans", "replaces": "ersätter", "response": "svar", "responsible": "ansvarig", "roles": "roll",
    "secretary": "sekreterare", "starts_at": "börjar", "supported_by": "instämmer", "title": "titel", "yes": "ja",
    "yes_means": "ja betyder", "posted_on": "uppsatt", "taken_down_on": "nedtaget", "time": "tid", "name": "namn",
    "vote": "röst", "to": "till", "last_day": "sista dag",
}  # fmt: skip
"""What a field of a fact is called."""

FRONT = "Före första paragrafen"
NO_FACTS = "Inga uppgifter hittades här."
NO_TEXT = "Sidan har ingen text."


def counted(pages: int, facts: int, furniture: int) -> str:
    """The size of what was seen, in one line."""
    return (
        f"{pages} {'sida' if pages == 1 else 'sidor'} · {facts} {'uppgift' if facts == 1 else 'uppgifter'} · "
        f"{furniture} {'rad' if furniture == 1 else 'rader'} sidhuvud och sidfot satta åt sidan"
    )


def page(number: int | None) -> str:
    """The name of a page; a text without pages is one."""
    return "Hela texten" if number is None else f"Sida {number}"


def stands(page: int | None, start: int, end: int) -> str:
    """Where a quote stands."""
    where = f"tecken {start}–{end}"
    return where if page is None else f"s. {page}, {where}"


def titled(kind: str, rule: str, basis: str) -> str:
    """The title of a mark: what was found, by which rule, and whether the text says it."""
    return f"{KINDS[kind]} · {rule} · {BASIS[basis]}"


def written(path: str) -> str:
    """The page was written."""
    return f"Sidan ligger i {path}. Öppna den i en webbläsare."


def yes_or_no(value: bool) -> str:
    """A truth value."""
    return "ja" if value else "nej"
