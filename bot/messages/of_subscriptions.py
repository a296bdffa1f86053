"""The Swedish texts of what somebody wants to be told of when its answer changes."""

from __future__ import annotations

from bot.messages import echo


def subscribed(question: str, *, shared: bool = False) -> str:
    """To whoever subscribes. shared: a channel is subscribed."""
    who, where = ("Kanalen bevakar", "kommer det nya hit") if shared else ("Du bevakar", _OWN)
    return f"{who} nu ”{echo(question)}”. När svaret ändras {where}. Bevakningen läser de handlingar som alla får läsa."


_OWN = "får du det nya i vår egen chatt"


def unsubscribed(what: str, *, shared: bool = False) -> str:
    """To whoever subscribes no longer."""
    return f"{'Kanalen' if shared else 'Du'} bevakar inte längre {what}."


def stop(number: int, what: str) -> str:
    """The choice that ends one."""
    return f"Sluta bevaka {number}: {what}"


def command(number: int) -> str:
    """What ends one, typed or chosen."""
    return f"avbevaka {number}"


def no_place() -> str:
    """Where nobody can be told anything later."""
    return (
        "Bevakningar finns i Slack och i en egen chatt med Kanslist i Teams, där jag kan säga till när svaret ändras."
    )


def nothing_to_watch() -> str:
    """A subscription to talk, or to what cannot be kept."""
    return "Skriv vad du vill bevaka: /bevaka AMN 2020-0276, eller /bevaka vilka rekommendationer är öppna?"


def unknown() -> str:
    """No such subscription of one's own, or of the channel."""
    return "Det finns ingen sådan bevakning här. Skriv bevakningar för att se dem som finns."


def full(most: int) -> str:
    """More than one person may have."""
    return f"Här finns redan {most} bevakningar, som är det högsta antalet. Avsluta någon först: skriv bevakningar."


def news(question: str, lead: str) -> str:
    """In front of the new answer."""
    return f"Nytt i det du bevakar, ”{echo(question)}”: {lead}"


def title() -> str:
    """Above one's subscriptions."""
    return "Det du bevakar"


def stop_short() -> str:
    """On the button that ends one, beside it."""
    return "Sluta bevaka"
