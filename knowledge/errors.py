"""The errors of the record, in one tree. An error's docstring is its message and says what to do."""

from __future__ import annotations

import inspect
from typing import ClassVar


class KanslistError(Exception):
    """Något gick fel i Kanslist. Försök igen; hjälper det inte, visa loggen för den som sköter driften."""

    template: ClassVar[str | None] = None

    def __init__(self, **values: object) -> None:
        """values: what fills the `{names}` in the docstring."""
        self.values = values
        super().__init__(str(self))

    def __str__(self) -> str:
        text = " ".join(inspect.cleandoc(type(self).__doc__ or "").split())
        return text.format(**self.values) if self.values else text


class ReadingError(KanslistError):
    """Filen kunde inte läsas. Kontrollera att den går att öppna och lägg in den på nytt."""


class FileMissing(ReadingError):
    """Det finns ingen fil eller mapp som heter så. Kontrollera sökvägen."""


class FolderEmpty(ReadingError):
    """Mappen innehåller inga dokument som kan läsas. Lägg dit dokument som PDF, Word (.docx), HTML eller text."""


class FileEmpty(ReadingError):
    """Filen är tom. Hämta dokumentet på nytt och lägg in det igen."""


class FileWithoutText(ReadingError):
    """Filen innehåller ingen text, troligen är den inskannad. Lägg in en version med textlager."""


class FileTypeUnknown(ReadingError):
    """Filtypen läses inte. Lägg in dokumentet som PDF, Word (.docx), HTML eller text."""


class FileFormatOther(ReadingError):
    """Filen är i formatet {format}, som inte läses. Öppna den, spara den som Word (.docx) eller PDF och lägg in den."""


class FileSwells(ReadingError):
    """Filen är packad så att den sväller till mer än {limit} MB och öppnas därför inte. Spara om dokumentet."""


class FileNested(ReadingError):
    """Filen är uppbyggd i fler nivåer än ett dokument har och läses därför inte. Spara om den som PDF."""


class FileTypeFalse(ReadingError):
    """Filens innehåll stämmer inte med filändelsen. Hämta dokumentet på nytt."""


class FileBroken(ReadingError):
    """Filen är skadad eller avkortad och kan inte öppnas. Hämta dokumentet på nytt."""


class FileEncrypted(ReadingError):
    """Filen är skyddad med lösenord. Lägg in en version utan lösenord."""


class FileTooLarge(ReadingError):
    """Filen är större än {limit} MB, som är gränsen. Dela upp dokumentet."""


class FileUnreachable(ReadingError):
    """Filen får inte läsas av den som kör Kanslist. Kontrollera behörigheten."""


class FolderUnreachable(ReadingError):
    """Mappen får inte läsas av den som kör Kanslist. Kontrollera behörigheten."""


class FileNotRegular(ReadingError):
    """Det här är ingen vanlig fil (utan till exempel ett rör eller en enhet) och öppnas därför inte."""


class FileNameTooLong(ReadingError):
    """Namnet är längre än filsystemet tillåter. Kontrollera sökvägen."""


class LinkBroken(ReadingError):
    """Länken leder ingenstans. Ta bort den eller rätta den."""


class LinkCircular(ReadingError):
    """Länken leder runt i en cirkel och följs inte. Ta bort den."""


class LinkToFolder(ReadingError):
    """Länken leder till en annan mapp och följs inte. Ange den mappen själv."""


class FileTooSlow(ReadingError):
    """Filen tog längre tid att läsa än {seconds} sekunder. Dela upp dokumentet och lägg in delarna."""


class FileTakesMemory(ReadingError):
    """Filen kräver mer minne än {limit} MB att läsa. Spara om dokumentet eller dela upp det."""


class FileCrashesReader(ReadingError):
    """Läsningen av filen avbröts av ett fel i programmet.

    Hämta dokumentet på nytt; kvarstår felet, visa filen för den som sköter driften.
    """


class QuoteError(KanslistError):
    """Ett citat stämmer inte med sidan det sägs stå på."""


class QuoteUnchecked(QuoteError):
    """Ett citat skapades utan sin sida. Skär citatet ur sidan med Source.cut."""


class QuoteBroken(QuoteError):
    """Citatet står inte på den angivna platsen i dokumentet."""


class QuoteEmpty(QuoteError):
    """Citatet är tomt eller håller inte det som uppgiften säger."""


class StoreError(KanslistError):
    """Registret kan inte läsas eller skrivas. Kontrollera KANSLIST_DATABASE."""


class StoreUnreachable(StoreError):
    """Registret {database} kan inte öppnas. Kontrollera att mappen finns och får skrivas."""


class StoreTooNew(StoreError):
    """Registret är skapat av en nyare Kanslist (schema {found}, den här versionen kan {known}). Uppgradera Kanslist."""


class StoreBusy(StoreError):
    """Registret är upptaget just nu. Försök igen om en stund."""


class StoreDamaged(StoreError):
    """Registret är skadat. Återställ den senaste säkerhetskopian."""


class BackupDamaged(StoreDamaged):
    """Filen är ingen säkerhetskopia av registret, eller är skadad. Ange en annan kopia; registret är orört."""


class StoreMissing(StoreError):
    """Det finns inget register i {folder}; lägg in handlingar med kanslist ingest. Kontrollera annars KANSLIST_DATA."""


class StoreInUse(StoreError):
    """Registret används just nu av ett annat program. Stoppa servern och bevakningen och försök igen."""


class StoreOutdated(StoreError):
    """Registret är skapat av en äldre Kanslist och mappen får inte skrivas, så det kan inte uppgraderas.
    Kör kommandot som den användare som äger mappen."""


class StoreKindUnknown(StoreError):
    """KANSLIST_DATABASE ska börja med sqlite:/// i den här versionen."""


class StoreFileExists(StoreError):
    """Filen {file} finns redan och skrivs inte över. Ange ett annat filnamn."""


class ReportUnknown(StoreError):
    """Det finns ingen felanmälan med nummer {report}. Se efter vilka som väntar."""


class FactUnknown(StoreError):
    """Uppgiften finns inte längre i registret. Öppna felanmälan på nytt för att se vad som finns."""


class MovedMeanwhile(StoreError):
    """Någon annan har just ändrat samma sak. Se efter hur den står nu, och gör om ändringen om den behövs."""


class DocumentUnknown(StoreError):
    """Det finns inget sådant dokument i registret. Ange filnamnet som registret har det, eller dokumentets id."""


class DocumentAmbiguous(StoreError):
    """Flera dokument heter så: {choices}. Ange id, hela sökvägen eller --collection."""


class RemovalUnfinished(StoreError):
    """Dokumentet är borttaget och syns inte längre, men dess ord kan ligga kvar i registrets fil, som var upptagen.

    Kör kanslist rebuild när inget annat skriver till registret.
    """


class WatchedFolderMissing(ReadingError):
    """Mappen som ska bevakas finns inte. Kontrollera sökvägen (KANSLIST_WATCH)."""
