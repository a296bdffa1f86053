"""A file that a registrator drops is read, shown, and laid in at a press: by registratorer alone, once, for a day."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import FileForgotten, FileNotFetched, NotRegistrar, SettingsError
from bot.incoming import Asker
from bot.intake import intake as of_intake
from bot.intake.disk import safe_name
from bot.kanslist import Kanslist
from bot.settings import load
from knowledge.errors import FileTooLarge
from knowledge.ingest import ingest
from knowledge.store.reader import OPEN, PUBLIC
from tests.bot.dropped import MINUTES, REGISTRAR, by, clerk, drop, files_in, minutes

OTHER = Asker("terminal", "kollega")


@pytest.fixture
def kanslist(tmp_path: Path) -> Iterator[Kanslist]:
    made = clerk(tmp_path)
    yield made
    made.close()


def files(kanslist: Kanslist) -> list[str]:
    return sorted(one.file for one in kanslist.store.documents(PUBLIC))


async def test_a_file_is_shown_and_then_laid_in(kanslist: Kanslist, tmp_path: Path) -> None:
    """The look tells what was read, with quotes; nothing is in the record before the press, all of it is after."""
    look = await drop(kanslist, minutes())
    assert "”protokoll.txt” är läst: protokoll, Kulturnämnden, den 14 mars 2025" in look.lead
    assert {item.label: item.text for item in look.items}["Uppgifter"].startswith("Närvaro")
    assert look.citations[0].quote in MINUTES.format(decision="avgiften för lokaler sänks till 40 kronor")
    assert any("justerat" in note for note in look.notes)
    assert [button.press for button in look.buttons] == ["add", "discard"]
    assert files(kanslist) == []
    [kept] = files_in(tmp_path)
    assert kept.stat().st_mode & 0o777 == 0o600
    done = await kanslist.intake.settle("add", look.ticket or "", by())
    assert "är inlagd i samlingen öppen" in done.lead
    assert done.citations[0].url.startswith("https://kanslist.example/dokument/")
    assert any("justerat" in note for note in done.notes)
    assert files(kanslist) == ["protokoll.txt"]
    assert files_in(tmp_path) == []
    answer = await kanslist.ask(by(text="/beslut KUN 2025-0031"))
    assert "40 kronor" in answer.text


async def test_only_registratorer_drop_and_press(kanslist: Kanslist, tmp_path: Path) -> None:
    """Anyone may see a button in a channel; who presses is looked at anew, and a guest's place is no registrator's."""
    refused = await drop(kanslist, minutes(), asker=OTHER)
    assert "Bara registratorer kan lägga in handlingar" in refused.lead
    assert (refused.outcome, refused.ticket, files_in(tmp_path)) == ("refused", None, [])
    look = await drop(kanslist, minutes())
    for press in ("add", "discard"):
        for message in (by(OTHER), by(Asker("terminal")), by(REGISTRAR, outside=True)):
            with pytest.raises(NotRegistrar):
                await kanslist.intake.settle(press, look.ticket or "", message)  # type: ignore[arg-type]
    assert files(kanslist) == []
    assert len(files_in(tmp_path)) == 1


async def test_a_press_works_after_a_restart(tmp_path: Path) -> None:
    """What waits stands in the store and the data folder, not in a process."""
    first = clerk(tmp_path)
    look = await drop(first, minutes())
    first.close()
    second = clerk(tmp_path)
    assert "är inlagd" in (await second.intake.settle("add", look.ticket or "", by())).lead
    assert files(second) == ["protokoll.txt"]
    second.close()


async def test_two_presses_add_once(kanslist: Kanslist) -> None:
    """At the same time one of them adds and the other is told; later it is said to be in already."""
    look = await drop(kanslist, minutes())
    press = kanslist.intake.settle
    both = await asyncio.gather(
        press("add", look.ticket or "", by()), press("add", look.ticket or "", by()), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in both) == ["Answer", "FileInHand"]
    again = await press("add", look.ticket or "", by())
    assert "är redan inlagd" in again.lead
    assert "är redan inlagd" in (await press("discard", look.ticket or "", by())).lead
    assert files(kanslist) == ["protokoll.txt"]


async def test_the_same_file_again_is_not_offered(kanslist: Kanslist, tmp_path: Path) -> None:
    """What the record holds needs no press; what waits twice goes in once."""
    look, twin = await drop(kanslist, minutes()), await drop(kanslist, minutes(), "kopia.txt")
    await kanslist.intake.settle("add", look.ticket or "", by())
    done = await kanslist.intake.settle("add", twin.ticket or "", by())
    assert "Registret har redan" in done.lead
    again = await drop(kanslist, minutes())
    assert (again.ticket, again.buttons) == (None, ())
    assert "finns redan i registret" in again.lead
    assert files(kanslist) == ["protokoll.txt"]
    assert files_in(tmp_path) == []


async def test_a_corrected_file_is_a_new_version(kanslist: Kanslist) -> None:
    """The same name, body and day as what was dropped before: the look says so, and the newer one is answered from."""
    look = await drop(kanslist, minutes())
    await kanslist.intake.settle("add", look.ticket or "", by())
    look = await drop(kanslist, minutes("avgiften för lokaler höjs till 60 kronor"))
    assert any("äldre version" in note for note in look.notes)
    done = await kanslist.intake.settle("add", look.ticket or "", by())
    assert "som en ny version" in done.lead
    [document] = kanslist.store.documents(PUBLIC)
    assert document.version == 2
    assert "60 kronor" in (await kanslist.ask(by(text="/beslut KUN 2025-0031"))).text


async def test_equal_names_are_two_documents(kanslist: Kanslist) -> None:
    """protokoll.txt of another day is another document: a name alone overwrites nothing."""
    look = await drop(kanslist, minutes())
    await kanslist.intake.settle("add", look.ticket or "", by())
    look = await drop(kanslist, minutes().replace(b"2025-03-14", b"2025-04-11"))
    assert not any("version" in note for note in look.notes)
    await kanslist.intake.settle("add", look.ticket or "", by())
    assert [one.version for one in kanslist.store.documents(PUBLIC)] == [1, 1]


async def test_papers_of_one_day_from_a_folder_are_told(kanslist: Kanslist, tmp_path: Path) -> None:
    """What lies in a folder would come back from there: the dropped one stands beside it, and the look says so."""
    folder = tmp_path / "handlingar"
    folder.mkdir()
    (folder / "protokoll.txt").write_bytes(minutes())
    ingest([folder], OPEN, kanslist.store, kanslist.search)
    look = await drop(kanslist, minutes("avgiften för lokaler höjs till 60 kronor"))
    assert any("Läggs den här in finns båda" in note for note in look.notes)
    await kanslist.intake.settle("add", look.ticket or "", by())
    assert len(files(kanslist)) == 2


async def test_what_is_thrown_away_is_gone(kanslist: Kanslist, tmp_path: Path) -> None:
    """Ta bort takes the file off the disk, and no later press brings it in."""
    look = await drop(kanslist, minutes())
    done = await kanslist.intake.settle("discard", look.ticket or "", by())
    assert "borttagen från servern" in done.lead
    assert files_in(tmp_path) == []
    with pytest.raises(FileForgotten):
        await kanslist.intake.settle("add", look.ticket or "", by())
    assert files(kanslist) == []


async def test_a_file_waits_for_a_day(kanslist: Kanslist, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After that it cannot be laid in, and the next look-round takes it off the disk; so it does with what a killed
    process left."""
    look = await drop(kanslist, minutes())
    (tmp_path / "intake" / "lämnad").mkdir()
    (tmp_path / "intake" / "lämnad" / "fil.txt").write_bytes(b"x")
    kanslist.intake.sweep()
    assert len(files_in(tmp_path)) == 2
    monkeypatch.setattr(of_intake, "KEPT_SECONDS", -1)
    with pytest.raises(FileForgotten):
        await kanslist.intake.settle("add", look.ticket or "", by())
    kanslist.intake.sweep()
    assert files_in(tmp_path) == []
    assert kanslist.store.waiting(look.ticket or "") is None


async def test_nobodys_id_is_kept(kanslist: Kanslist) -> None:
    """Whoever reads the store's file does not read there who dropped what; a name's identity number is masked."""
    look = await drop(kanslist, minutes(), "utredning 811218-9876.txt")
    rows = str(kanslist.store._db.read("SELECT * FROM intake"))
    assert "registrator" not in rows
    assert "811218-9876" not in rows + look.model_dump_json()


async def test_a_person_has_so_many_files_waiting(kanslist: Kanslist, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that is dropped by mistake does not fill the disk."""
    monkeypatch.setattr(of_intake, "KEPT_EACH", 1)
    await drop(kanslist, minutes())
    assert "Du har redan 1 filer som väntar" in (await drop(kanslist, minutes() + b"x")).lead


BISTAND = "Biståndsbeslut\n\nNamn: Åke Prov\nPersonnummer: 811218-9876\n\nBeslut\nInsatsen beviljas.\n"


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        (BISTAND, False),
        ("Socialförvaltningen\nSekretess enligt 26 kap. 1 § OSL\n\nÅke Prov 811218-9876\nUtredning.\n", False),
        ("Utredning enligt 11 kap. 1 § SoL\nDen enskilde: Åke Prov\n", False),
        ("Riktlinjer för biståndsbeslut\n\nPersonnummer skrivs inte ut.\n", True),
        ("Socialnämnden\nProtokoll 2025-02-03\n\n§ 3\nOrosanmälningar\n\nBeslut\nInformationen noteras.\n", True),
    ],
    ids=["decision on support", "secrecy", "inquiry", "guidelines", "minutes about such matters"],
)
async def test_one_persons_matter_is_not_offered(kanslist: Kanslist, tmp_path: Path, text: str, offered: bool) -> None:
    """Papers of the social services' individual matters have no button, and are off the disk at once."""
    look = await drop(kanslist, text.encode())
    assert bool(look.ticket) is offered
    assert ("enskild persons ärende" in look.lead) is not offered
    assert bool(files_in(tmp_path)) is offered
    assert "811218" not in look.model_dump_json()


async def test_masked_numbers_are_counted(kanslist: Kanslist) -> None:
    """Who lays a file in knows that it held identity numbers."""
    look = await drop(kanslist, minutes() + b"\nUndertecknat av 811218-9876 och 19811218 9876.\n")
    assert "Två personnummer är maskerade i texten." in look.notes


ODD = [
    (b"", "protokoll.pdf", "Filen är tom"),
    (b"   \n", "protokoll.txt", "Filen är tom"),
    (b"%PDF-1.7\nskadad", "protokoll.pdf", "skadad eller avkortad"),
    (b"inte pdf", "protokoll.pdf", "stämmer inte med filändelsen"),
    (b"PK\x03\x04trasig", "protokoll.docx", "skadad"),
    (b"{\\rtf1 x}", "protokoll.txt", "RTF"),
    (b"\x00\x01\x02", "protokoll.txt", "stämmer inte"),
    (b"x", "bild.png", "Filtypen läses inte"),
    (b"x", "protokoll", "Filtypen läses inte"),
    (b"x", "protokoll.doc", "äldre Word"),
    (b"\xff\xfe\x00", "protokoll.txt", "stämmer inte"),
]


@pytest.mark.parametrize(("data", "name", "said"), ODD, ids=[f"{row[1]} {row[0][:5]!r}" for row in ODD])
async def test_odd_files_get_a_sentence(kanslist: Kanslist, tmp_path: Path, data: bytes, name: str, said: str) -> None:
    """Broken, empty and unknown files get the house's Swedish sentence, are off the disk, and others go on."""
    look = await drop(kanslist, data, name)
    assert said in look.lead
    assert look.outcome == "refused"
    assert files_in(tmp_path) == []
    assert (await drop(kanslist, minutes())).ticket


async def test_a_file_that_is_too_large_stops_while_it_comes(
    kanslist: Kanslist, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rest is not even fetched."""
    monkeypatch.setattr("bot.intake.disk.LIMIT_MB", 1)
    taken = 0

    async def endless(take: Callable[[bytes], None]) -> None:
        nonlocal taken
        while True:
            take(b"x" * 1_000_000)
            taken += 1

    look = await kanslist.intake.receive("protokoll.txt", endless, by())
    assert "större än 1 MB" in look.lead
    assert (taken, files_in(tmp_path)) == (1, [])


@pytest.mark.parametrize("fault", [FileNotFetched(reason="Slack svarade 404"), FileTooLarge(limit=200)])
async def test_a_file_that_cannot_be_fetched_is_told(kanslist: Kanslist, tmp_path: Path, fault: Exception) -> None:
    """Whatever the platform says of it, as a sentence."""

    async def fails(_take: Callable[[bytes], None]) -> None:
        raise fault

    assert str(fault) in (await kanslist.intake.receive("protokoll.txt", fails, by())).lead
    assert files_in(tmp_path) == []


async def test_a_file_that_cannot_be_laid_in_waits_on(
    kanslist: Kanslist, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A press that fails loses nothing: the file stays, and the next press adds it."""
    look = await drop(kanslist, minutes())
    with monkeypatch.context() as broken:
        broken.setattr("bot.intake.intake.lay_in", _raises(FileTooLarge(limit=1)))
        failed = await kanslist.intake.settle("add", look.ticket or "", by())
    assert "är inte inlagd. Filen är större än 1 MB" in failed.lead
    assert len(files_in(tmp_path)) == 1
    assert "är inlagd" in (await kanslist.intake.settle("add", look.ticket or "", by())).lead


async def test_removed_content_stays_out(kanslist: Kanslist) -> None:
    """What was taken out of the record does not come back through a chat."""
    look = await drop(kanslist, minutes())
    await kanslist.intake.settle("add", look.ticket or "", by())
    [document] = kanslist.store.documents(PUBLIC)
    kanslist.store.remove(document.id, "Fel handling.")
    again = await drop(kanslist, minutes())
    assert "tidigare borttagen" in again.lead
    assert again.ticket is None


NAMES = [
    ("protokoll.pdf", "protokoll.pdf"),
    ("../../etc/passwd", "passwd"),
    ("C:\\Mina filer\\möte 3.docx", "möte 3.docx"),
    ("a/b/", "b"),
    ("", "fil"),
    ("...", "fil"),
    (".txt", "txt"),
    ("a\x00b\n.txt", "ab�.txt"),
    ("\u202etxt.exe", "�txt.exe"),
    ("x" * 400 + ".pdf", "x" * 146 + ".pdf"),
    ("å" * 400 + ".pdf", "å" * 73 + ".pdf"),
    ("a\ud800.pdf", "a?.pdf"),
    ("811218-9876.pdf", "XXXXXX-XXXX.pdf"),
]


@pytest.mark.parametrize(("given", "kept"), NAMES)
def test_names_lead_nowhere(given: str, kept: str) -> None:
    """A name is no path, and is as long as a disk takes."""
    assert safe_name(given) == kept


def _raises(fault: Exception) -> Callable[..., object]:
    def call(*_: object) -> object:
        raise fault

    return call


def test_files_go_where_somebody_reads_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """A collection that no setting names would swallow what is laid in."""
    monkeypatch.setenv("KANSLIST_INTAKE_COLLECTION", "hemlig")
    with pytest.raises(SettingsError, match="KANSLIST_INTAKE_COLLECTION"):
        load()
    assert load(collections="hemlig").intake_collection == "hemlig"


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    data=st.one_of(st.binary(max_size=400), st.text(max_size=400).map(lambda text: text.encode(errors="replace"))),
    name=st.text(st.characters(), max_size=40),
    ending=st.sampled_from([".txt", ".pdf", ".docx", ".html", ".md", ".rtf", ""]),
)
def test_whatever_is_dropped_is_answered(kanslist: Kanslist, data: bytes, name: str, ending: str) -> None:
    """No bytes and no name end in anything but a look or a sentence, and only what is offered stays on the disk."""
    look = asyncio.run(drop(kanslist, data, name + ending))
    assert look.lead
    kept = {path.parent.name for path in files_in(kanslist.settings.data)}
    assert (look.ticket in kept) is bool(look.ticket)
    assert all(kanslist.store.waiting(one) for one in kept)
