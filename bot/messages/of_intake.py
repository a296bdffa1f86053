"""The Swedish texts of files that are dropped into a chat: what was read in them, and what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from bot.messages import counted, day, listed
from bot.messages.of_facts import HEADINGS
from knowledge.paths import shown
from knowledge.store.api import Document, Removal

_BODIES = 3
_NAME = 80
"""Characters of a file's name in a sentence."""


def named(file: str) -> str:
    """A file's name in a sentence: readable, without identity numbers, whatever it is called."""
    whole = shown(PurePosixPath(file.encode(errors="replace").decode()))
    return f"”{whole if len(whole) <= _NAME else whole[: _NAME - 1] + '…'}”"


def reading(file: str, *, elsewhere: bool = False) -> str:
    """While it is fetched and read. elsewhere: what was read is shown in direct messages."""
    told = " Du får se vad jag läste i vår egen chatt." if elsewhere else ""
    return f"Läser {named(file)} …{told}"


def laying_in() -> str:
    """While it is laid in."""
    return "Lägger in filen …"


def seen(file: str, kind: str, body: str | None, date: str | None, collection: str) -> str:
    """The lead of a look."""
    told = ", ".join(part for part in (kind, body, f"den {day(date)}" if date else None) if part)
    return f"{named(file)} är läst: {told}. Tryck på Lägg in, så kommer handlingen in i samlingen {collection}."


def labels() -> dict[str, str]:
    """What the lines of a look are called."""
    return {
        "title": "Titel",
        "kind": "Slag",
        "body": "Organ",
        "municipality": "Kommun",
        "date": "Dag",
        "case_numbers": "Ärendenummer",
        "pages": "Sidor",
        "facts": "Uppgifter",
    }


def counts(found: Sequence[tuple[str, int]]) -> str:
    """How many facts there are, by list: \"Beslut 12, Närvaro 15\"."""
    return ", ".join(f"{HEADINGS[name][0]} {count}" for name, count in found)


def first(name: str, section: str | None, proposed_to: str | None) -> str:
    """Above one of the first facts: what it is and where it stands."""
    said = f"Förslag till {proposed_to}" if proposed_to else HEADINGS[name][0]
    return f"{said} · {section}" if section else said


def no_facts() -> str:
    """Nothing was found in it."""
    return "Inga beslut eller andra uppgifter hittades i filen. Läggs den in går dess text att söka i."


def masked(count: int) -> str:
    """Personal identity numbers were masked."""
    return (
        f"{counted(count, 'personnummer är maskerat', 'personnummer är maskerade', neuter=True).capitalize()} i texten."
    )


def unread(unread: int, pages: int) -> str:
    """Pictures that nobody could read."""
    return f"{unread} av {pages} sidor är bilder som inte kunde läsas: deras text kommer inte med."


def not_adjusted() -> str:
    """Minutes that do not say that they are adjusted."""
    return "Protokollet säger inte att det är justerat. Svar ur det säger det."


def newer(document: Document) -> str:
    """It will be a newer version of what was laid in here before."""
    return f"Registret har en äldre version ({_document(document)}). Läggs den här in gäller den i stället."


def beside(documents: Sequence[Document]) -> str:
    """The record holds other papers of the same meeting or day."""
    return (
        f"Registret har redan {listed([_document(one) for one in documents[:_BODIES]])} av samma slag, organ och dag. "
        "Läggs den här in finns båda, och svaren visar var de skiljer sig."
    )


def elsewhere(document: Document) -> str:
    """The same content lies in another collection."""
    return f"Samma innehåll finns redan i samlingen {document.collection} ({_document(document)})."


def held(file: str, document: Document) -> str:
    """The record holds it already."""
    return f"{named(file)} finns redan i registret ({_document(document)}). Inget behöver läggas in."


def individual(file: str) -> str:
    """It looks like one person's matter."""
    return (
        f"{named(file)} ser ut att gälla en enskild persons ärende inom socialtjänsten. "
        "Sådana handlingar läggs inte in i registret. Filen är borttagen från servern. "
        "Är det fel bedömt, lägg in den med kanslist ingest."
    )


def removed(file: str, removal: Removal) -> str:
    """Its content was taken out of the record."""
    return (
        f"{named(file)} är tidigare borttagen ur registret den {removal.removed_on}: {removal.reason} "
        "Den läggs bara in igen med kanslist ingest --again."
    )


def refused(file: str, reason: str) -> str:
    """It could not be fetched or read."""
    return f"{named(file)} är inte inlagd. {reason}"


def added(document: Document, *, changed: bool) -> str:
    """It is in the record."""
    how = " som en ny version" if changed else ""
    return f"{_document(document)} är inlagd{how} i samlingen {document.collection} och går att fråga om."


def nothing_new(document: Document) -> str:
    """The record held it meanwhile."""
    return f"Registret har redan {_document(document)}. Inget är ändrat."


def added_before(file: str) -> str:
    """The button was pressed again."""
    return f"{named(file)} är redan inlagd."


def discarded(file: str) -> str:
    """It was thrown away."""
    return f"{named(file)} är borttagen från servern och inte inlagd."


def not_here() -> str:
    """A file beside a mention in a channel that takes none."""
    return "Filer tas inte emot här. Skicka filen till mig i vår egen chatt."


def only_referred() -> str:
    """Teams gives a channel's or group's files only as a reference to SharePoint."""
    return (
        "Filer i kanaler och gruppchattar ligger i SharePoint, som jag inte läser. "
        "Skicka filen till mig i vår egen chatt, så läser jag den."
    )


def _document(document: Document) -> str:
    file = named(document.file)
    return f"{named(document.title)} ({file.strip('”')})" if document.title != document.file else file
