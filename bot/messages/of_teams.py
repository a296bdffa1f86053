"""The Swedish texts that Teams alone needs. What it shares with Slack: of_platforms.py."""

from __future__ import annotations


def greeting() -> str:
    """What the bot says once where it is added."""
    return (
        "Hej! Jag är Kanslist och svarar på frågor om kommunens protokoll, revisionsrapporter och andra handlingar, "
        "alltid med citat och källa.\n\n"
        "Skriv till exempel /beslut AMN 2020-0276 eller fråga vilka rekommendationer som är öppna. "
        "Skriv hjälp så visar jag allt du kan fråga om.\n\n"
        "I en kanal eller gruppchatt når du mig genom att börja med @Kanslist."
    )


def answered_aside() -> str:
    """In a channel, where the answer is for the asker alone. It tells nothing of the matter."""
    return "Jag svarar dig i vår egen chatt."


def show_source_of(named: str) -> str:
    """What a screen reader says of the link that a source's name is."""
    return f"Visa källan: {named}"


def quoted(text: str) -> str:
    """A quote between Swedish quotation marks."""
    return f"”{text}”"


def command_list_description(help_text: str, example: str) -> str:
    """What Teams shows beside a command in the compose box: what it does, and an example."""
    return f"{help_text}. Till exempel {example}"


def about_long() -> str:
    """Kanslist for whoever is about to install it in Teams."""
    return (
        "Kanslist känner kommunens handlingar: vilka som var med på ett möte, vad som beslutades i ett ärende, "
        "vilka som reserverade sig och vad revisorerna har rekommenderat. Varje svar citerar dokumentet ordagrant och "
        "säger var det står. Fråga med ett kommando, till exempel /beslut AMN 2020-0276, eller med en vanlig mening "
        "i en egen chatt eller genom att nämna @Kanslist i en kanal eller gruppchatt. Frågorna besvaras ur kommunens "
        "eget register, utan någon utomstående tjänst än Teams."
    )


def refused() -> str:
    """To whoever pressed, where Teams did not take what was to be posted."""
    return "Teams tog inte emot meddelandet. Kontrollera att Kanslist finns kvar i konversationen."


def extension_title() -> str:
    """The message extension's command, at most 32 characters."""
    return "Sök i handlingarna"


def extension_help() -> str:
    """What it does, at most 128 characters."""
    return "Sök i kommunens handlingar och lägg in svaret med citat och källa i meddelandet"


def extension_field() -> str:
    """Above the field that is written in, at most 32 characters."""
    return "Vad söker du?"


def extension_hint() -> str:
    """In the field, at most 128 characters."""
    return "Diarienummer, ämne, person eller en fråga"


def extension_examples() -> str:
    """What the box shows before anything is written."""
    return (
        "Skriv vad du söker, så kan du lägga in svaret i meddelandet med citat och källa. "
        "Till exempel: AMN 2020-0276 · öppna rekommendationer · vem justerade den 28 april 2020? · språkombud"
    )
