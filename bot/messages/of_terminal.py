"""What the command says to the person at the keyboard, in Swedish."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from knowledge.ingest import Report

GREETING = "Fråga om ärenden, möten, beslut och rekommendationer. /hjalp visar vad som går att fråga, sluta avslutar."
GOODBYE = "Hej då!"
NOTHING_TO_ASK = 'Skriv en fråga inom citattecken, till exempel: kanslist ask "/beslut AMN 2020-0276"'
NOT_JSON = "Raden är ingen JSON-lista med frågor: {line}"
DIGEST_CHOICE = "Välj --dry-run (visa brevet) eller --post (skicka det)."


def wrong_use(kind: str, *, option: str | None, parameter: str | None, told: str) -> str:
    """A wrong command line, in one sentence. kind: typer's name for the fault; told: our own words of it."""
    if kind == "NoSuchOption":
        return f"Väljaren {option} finns inte. Skriv kanslist --help för att se vad som finns."
    if kind == "BadOptionUsage":
        return f"Väljaren {option} saknar sitt värde. Skriv kanslist --help för att se hur den används."
    if kind == "MissingParameter" and parameter:
        return f"Det saknas ett värde: {parameter}. Skriv kanslist --help."
    if kind == "BadParameter":
        return f"Värdet för {parameter} går inte att använda. Skriv kanslist --help." if parameter else told
    return "Kommandot förstods inte. Skriv kanslist --help för att se vad som finns."


def ingested(report: Report, collection: str) -> str:
    """What an ingest did, in one line."""
    parts = [
        f"{len(report.new)} nya",
        f"{len(report.changed)} ändrade",
        f"{len(report.unchanged)} oförändrade",
        f"{len(report.failed)} fel",
    ]
    files = "fil av annat slag" if report.skipped == 1 else "filer av andra slag"
    skipped = f" {report.skipped} {files} hoppades över." if report.skipped else ""
    return f"{', '.join(parts)} i samlingen {collection}.{skipped}"


def verified(documents: int, quotes: int, broken: int) -> str:
    """The outcome of verify."""
    if broken:
        return f"{broken} av {quotes} citat i {documents} dokument stämmer inte. Lägg in dokumenten på nytt."
    return f"Alla {quotes} citat i {documents} dokument stämmer med sina sidor."


def backed_up(path: str) -> str:
    """A backup was made."""
    return f"Säkerhetskopian ligger i {path}."


def place(page: int | None, line: int | None, section: str | None) -> str:
    """ "s. 3, § 12"."""
    where = f"s. {page}" if page is not None else f"rad {line}" if line is not None else ""
    return ", ".join(part for part in (where, section) if part)
