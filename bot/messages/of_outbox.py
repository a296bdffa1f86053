"""The Swedish texts of what goes out: what a reader is told beside a message, and what an operator sees."""

from __future__ import annotations

from bot.errors import DeliveryError

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
