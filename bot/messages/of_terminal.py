"""What the command says to the person at the keyboard, in Swedish."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from knowledge.coverage import Gap
    from knowledge.ingest import Report
    from knowledge.store.api import Removal

GREETING = "Fråga om ärenden, möten, beslut och rekommendationer. /hjalp visar vad som går att fråga, sluta avslutar."
GOODBYE = "Hej då!"
NOTHING_TO_ASK = 'Skriv en fråga inom citattecken, till exempel: kanslist ask "/beslut AMN 2020-0276"'
NOT_JSON = "Raden är ingen JSON-lista med frågor: {line}"
NO_OUTPUT = "Svaret kunde inte skrivas ut: disken är full eller utmatningen stängd."
REASON_MISSING = "Skriv varför dokumentet tas bort: --reason SKÄL."
YES_NEEDED = "Ingen sitter vid tangentbordet: ange --yes för att ta bort utan att bli tillfrågad."
REMOVED_NOTHING = "Inget togs bort."
NOTHING_REMOVED = "Inget har tagits bort ur registret."
INGEST_WAITS = "En annan inläggning pågår. Den här väntar tills den är klar."
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
    parts[2:2] = [f"{len(report.updated)} uppdaterade"] if report.updated else []
    parts += [f"{len(report.blocked)} borttagna tidigare"] if report.blocked else []
    files = "fil av annat slag" if report.skipped == 1 else "filer av andra slag"
    skipped = f" {report.skipped} {files} hoppades över." if report.skipped else ""
    return f"{', '.join(parts)} i samlingen {collection}.{skipped}"


HELD = f"  {'Organ':50} {'år':>5} {'dok.':>5} {'möten':>5} {'beslut':>6}"
NO_FACTS = "Dokument utan en enda uppgift: {count}"
NO_ITEMS = "Protokoll där ingen § kunde läsas, så att luckor inte märks: {count}"
FAILED_FILES = "Filer som inte kunde läsas när de senast lades in: {count}"


def body(name: str | None, municipality: str | None) -> str:
    """A body as the coverage names it."""
    return " · ".join(part for part in (name or "okänd avsändare", municipality) if part)


def gaps(count: int) -> str:
    """The heading of the gaps, with the rule."""
    rule = "härlett ur nummerföljden: § löper under kalenderåret"
    return f"Paragrafer som tycks saknas: {count} ({rule})"


def gap(found: Gap) -> str:
    """One gap: which §§, of which body and year, and between which meetings."""
    span = f"§ {found.first}" if found.first == found.last else f"§§ {found.first}–{found.last}"
    if found.after is None:
        where = f"före årets första möte i registret, {found.before}"
    elif found.after == found.before:
        where = f"i mötet {found.before}"
    else:
        where = f"mellan mötena {found.after} och {found.before}"
    return f"{body(found.body, found.municipality)} {found.year}: {span}, {where}"


def missing(count: int) -> str:
    """The heading of the meetings that are not held."""
    rule = "härlett: ett datum med § intill"
    return f"Möten som handlingarna hänvisar till men som inte finns i registret: {count} ({rule})"


def missing_meeting(name: str | None, date: str, items: Sequence[str]) -> str:
    """One meeting that is referred to."""
    return f"{name or 'organ ej utsagt'} {date}, {'§' if len(items) == 1 else '§§'} {', '.join(items)}"


def watch_told(looked_at: str, reachable: bool, files: Mapping[str, int]) -> str:
    """The watched folder's last look."""
    state = "nåddes" if reachable else "nåddes inte"
    counts = f"{files.get('held', 0)} inlagda, {files.get('failed', 0)} fel, {files.get('gone', 0)} borta ur mappen"
    return f"Den bevakade mappen {state} {looked_at[:16].replace('T', ' ')} (UTC): {counts}."


_WATCHED = {
    "new": "ny: {file}",
    "changed": "ändrad: {file}",
    "updated": "uppdaterad: {file}",
    "failed": "fel: {file}: {reason}",
    "blocked": "{file}: {reason}",
    "gone": "{file}: filen är borta ur mappen; dokumentet finns kvar i registret",
    "unreachable": "Mappen nås inte eller är tömd. Inget tas bort ur registret; bevakningen väntar på mappen.",
    "reachable": "Mappen nås igen.",
}


def no_such_collection(named: str, known: Sequence[str]) -> str:
    """A collection that nobody reads."""
    return (
        f"Samlingen ”{named}” läses inte av någon. De som finns är {', '.join(known)}; "
        "en ny läggs till i KANSLIST_COLLECTIONS."
    )


def open_too(files: Sequence[str]) -> str:
    """What went into a closed collection is open to everyone in another."""
    some = ", ".join(files[:3]) + (" med flera" if len(files) > 3 else "")
    return (
        f"Obs: samma innehåll ligger kvar i samlingen öppen, där alla läser det: {some}. "
        "Ta bort det därifrån med kanslist remove DOKUMENT --collection öppen --reason SKÄL."
    )


def watching(folder: str, collection: str) -> str:
    """The watcher has looked for the first time."""
    return f"Bevakar {folder}, samlingen {collection} (avsluta med Ctrl-C)."


def watched(kind: str, file: str, reason: str | None) -> str:
    """What the watcher saw or did."""
    return _WATCHED[kind].format(file=file, reason=reason)


def unread(pages: int, of: int) -> str:
    """Why a file went in without some of its pages."""
    return f"{pages} av {of} sidor saknar textlager och kunde inte läsas som bild; resten är inlagt"


def blocked(removal: Removal) -> str:
    """Why a file was left out: its document was removed."""
    return f"borttagen den {removal.removed_on}: {removal.reason} (lägg in den ändå med --again)"


def remove_this(file: str, title: str, id_: int, collection: str) -> str:
    """The question before a removal."""
    named = f"{file} (”{title}”)" if title != file else file
    return f"Ta bort {named}, id {id_} i samlingen {collection}, med alla versioner? Det går inte att ångra."


def removed(removal: Removal, elsewhere: Sequence[str]) -> str:
    """A document was removed."""
    versions = "1 version" if removal.versions == 1 else f"{removal.versions} versioner"
    told = f"Dokumentet {removal.id} är borttaget ({versions}) och läggs inte in igen av misstag."
    if elsewhere:
        told += f" Samma innehåll ligger kvar i {'samlingen' if len(elsewhere) == 1 else 'samlingarna'} "
        told += f"{', '.join(elsewhere)}."
    return told + " Säkerhetskopior som redan finns innehåller det fortfarande."


def rebuilt(updated: int, unchanged: int, failed: int) -> str:
    """What a rebuild did."""
    return f"{updated} dokument uppdaterade, {unchanged} oförändrade, {failed} fel. Länkar och sökindex är nya."


def restored(backup: str, store: str, kept: str | None) -> str:
    """A backup was put in the store's place."""
    said = f"Registret {store} är återställt från {backup}."
    return f"{said} Det förra registret ligger kvar i {kept}." if kept else said


def empty_record(folder: str) -> str:
    """The server starts without a record."""
    return f"Obs: det finns inget register i {folder}. Servern startar tomt; lägg in handlingar med kanslist ingest."


def no_public_url(address: str) -> str:
    """The server listens for others, who cannot follow the links that it makes."""
    return (
        f"Obs: KANSLIST_PUBLIC_URL är inte satt. Länkarna till källorna börjar med {address}, som andra datorer inte "
        "kan öppna. Sätt KANSLIST_PUBLIC_URL till adressen som läsarna når Kanslist på."
    )


def verified(documents: int, quotes: int, broken: int) -> str:
    """The outcome of verify."""
    if broken:
        return (
            f"{broken} av {quotes} citat i {documents} dokument stämmer inte. "
            "Läs om filerna med kanslist ingest --again FIL; en äldre version rättas bara av en säkerhetskopia."
        )
    return f"Alla {quotes} citat i {documents} dokument stämmer med sina sidor."


def backed_up(path: str) -> str:
    """A backup was made."""
    return f"Säkerhetskopian ligger i {path}."


def place(page: int | None, line: int | None, section: str | None) -> str:
    """ "s. 3, § 12"."""
    where = f"s. {page}" if page is not None else f"rad {line}" if line is not None else ""
    return ", ".join(part for part in (where, section) if part)
