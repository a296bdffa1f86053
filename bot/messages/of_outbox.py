"""The Swedish texts of what goes out: what a reader is told beside a message, and what an operator sees."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.errors import DeliveryError
from bot.messages import capital, counted
from knowledge.store.deliveries import Delivery

_REASONS = {
    "bot_removed": "Kanslist är borttagen ur kanalen",
    "document_removed": "handlingen som det gällde är borttagen eller inte längre öppen",
}
STATES = {
    "waiting": "väntar",
    "leased": "skickas",
    "sent": "skickad",
    "failed": "misslyckad",
    "suspended": "vilar",
}
"""The states of a delivery as they are shown."""


def maybe_twice(lead: str) -> str:
    """In front of what may have been sent before, where the platform does not say whether it was."""
    return f"(Kan vara skickad två gånger.) {lead}"


def correction(lead: str) -> str:
    """In front of what corrects an earlier message that can no longer be changed."""
    return f"Rättelse av ett tidigare meddelande. {lead}"


def suspended(channel: str, reason: str) -> str:
    """To the owner of what a channel no longer takes."""
    return (
        f"Kanslist kan inte längre skicka till {channel}: {reason}. Det som skulle dit är sparat men skickas inte av "
        "sig självt. Öppna kanalen igen eller avsluta bevakningen, och be den som sköter driften att skicka om."
    )


def reason_of(error: DeliveryError) -> str:
    """Why a try failed, as the row keeps it."""
    return str(error.values.get("reason") or error)


def reason(kept: str | None) -> str:
    """A row's reason as it is shown."""
    return _REASONS.get(kept or "", kept or "okänt fel")


def too_many_tries() -> str:
    """Given up after a week."""
    return "för många försök"


def broken_off() -> str:
    """The process was stopped while it sent."""
    return "avbrutet när Kanslist stängdes"


def counts(held: Mapping[str, int]) -> str:
    """Above the rows: how many there are in each state, and how many are in doubt."""
    told = ", ".join(f"{word} {held.get(state, 0)}" for state, word in STATES.items())
    marked = held.get("marked", 0)
    doubt = f" Skickade med orden att de kan vara skickade två gånger: {marked}." if marked else ""
    return f"{capital(told)}.{doubt}"


def row(one: Delivery) -> str:
    """A message of the outbox, on one line."""
    told = [f"{one.id:>5}  {STATES[one.state]:10}  {one.kind:10}  {one.channel}  {one.period}  {_when(one)}"]
    if one.reason is not None:
        told.append(reason(one.reason))
    if one.marked:
        told.append("kan vara skickad två gånger")
    elif one.unclear:
        told.append("oklart om den kom fram: Kanslist ser efter först")
    if one.corrects is not None:
        told.append(f"rättar {one.corrects}")
    return " · ".join(told)


def _when(one: Delivery) -> str:
    if one.state == "sent":
        return _moment(one.sent_at or one.made_at)
    if one.state == "waiting" and one.tries:
        return f"{counted(one.tries, 'försök', 'försök', neuter=True)}, nästa {_moment(one.next_try)}"
    return f"sedan {_moment(one.made_at)}"


def _moment(seconds: int) -> str:
    return f"{datetime.fromtimestamp(seconds).astimezone():%Y-%m-%d %H:%M}"


def retry_what() -> str:
    """`kanslist outbox retry` without saying which, or with two answers."""
    return "Ange vilket meddelande som ska skickas om (numret), eller --all."


def retried(came: Mapping[str, int]) -> str:
    """What came of trying again."""
    left = came.get("waiting", 0) + came.get("failed", 0) + came.get("suspended", 0)
    sent = came.get("sent", 0)
    told = f"{counted(sent, 'meddelande', 'meddelanden', neuter=True)} kom fram" if sent else "inget kom fram"
    not_there = f"; {counted(left, 'meddelande', 'meddelanden', neuter=True)} gjorde det inte" if left else ""
    return f"{capital(told)}{not_there}."
