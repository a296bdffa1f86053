"""The Swedish texts that only Slack's own windows and messages need."""

from __future__ import annotations


def cancel() -> str:
    """Leave a window without sending."""
    return "Avbryt"


def close() -> str:
    """Leave a window that has nothing to send."""
    return "Stäng"


def searching() -> str:
    """The acknowledgement of a question that takes longer than a person waits in silence."""
    return "Letar i handlingarna. Svaret kommer här om en stund."
