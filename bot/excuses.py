"""What whoever asked reads where something went wrong: our own sentence. A platform's words go to the log."""

from __future__ import annotations

from bot.errors import BotError, DeliveryError
from bot.messages import of_platforms
from knowledge.errors import StoreBusy


def told(error: Exception) -> str:
    """The sentence; what is the operator's business (settings, log-ins, the store) is told as a passing fault."""
    if isinstance(error, DeliveryError):
        return of_platforms.not_done(str(error.values["reason"]))
    return str(error) if isinstance(error, BotError | StoreBusy) else str(BotError())
