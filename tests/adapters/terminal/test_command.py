"""The `kanslist` command as a person and a program use it."""

from __future__ import annotations

import json
import os
import pwd
import re
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from adapters.terminal.main import app, run
from adapters.terminal.opened import question
from bot.settings import load
from tests.fakes.platform import Platform

MINUTES = """Älvkulla kommun
Arbetsmarknadsnämnden
Protokoll 2020-04-28

§ 33 AMN 2020-0276
Språkombud

Beslut
Arbetsmarknadsnämnden beslutar att bifalla motionen.
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with one document and a data folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KANSLIST_DATA", str(tmp_path / "data"))
    for name in ("KANSLIST_DATABASE", "KANSLIST_PORT"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "protokoll.txt").write_text(MINUTES, "utf-8")
    return tmp_path


def called(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, its output in pipes."""
    script = "import sys; from adapters.terminal.main import main; sys.argv[0] = 'kanslist'; main()"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONWARNINGS": "error"}
    return subprocess.run(
        [sys.executable, "-c", script, *arguments],
        input=stdin, capture_output=True, text=True, env=environment, check=False, timeout=120,
    )  # fmt: skip


def test_ingest_says_in_swedish_what_it_did(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """New, then unchanged, then changed: the summary is what a registrar reads."""
    assert run(["ingest", "protokoll.txt"]) == 0
    assert run(["ingest", "protokoll.txt"]) == 0
    (folder / "protokoll.txt").write_text(MINUTES + "\nMötet avslutas.\n", "utf-8")
    assert run(["ingest", "protokoll.txt"]) == 0
    assert capsys.readouterr().out.split("\n")[:3] == [
        "1 nya, 0 ändrade, 0 oförändrade, 0 fel i samlingen öppen.",
        "0 nya, 0 ändrade, 1 oförändrade, 0 fel i samlingen öppen.",
        "0 nya, 1 ändrade, 0 oförändrade, 0 fel i samlingen öppen.",
    ]


def test_a_failed_file_is_named_and_the_status_is_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Done in part: the others are in, and standard error says which is not and why."""
    (folder / "tom.pdf").write_bytes(b"")
    assert run(["ingest", "."]) == 1
    said = capsys.readouterr()
    assert said.out.startswith("1 nya, 0 ändrade, 0 oförändrade, 1 fel")
    assert said.err == "tom.pdf: Filen är tom. Hämta dokumentet på nytt och lägg in det igen.\n"


def test_extract_gives_the_contract_and_leaves_the_index_alone(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """JSON as CONTRACT says, and no store is made."""
    assert run(["extract", "--json", "protokoll.txt"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert facts["document"]["file"] == "protokoll.txt"
    assert facts["decisions"][0]["source"]["quote"]
    assert not (folder / "data").exists()


def test_extract_shows_a_readable_overview(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without --json a person reads headings and facts in Swedish."""
    assert run(["extract", "protokoll.txt"]) == 0
    assert "Beslut (1)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "status", "sentence"),
    [
        (["extract", "finns-inte.pdf"], 2, "Det finns ingen fil eller mapp som heter så. Kontrollera sökvägen."),
        (["extract", "."], 2, "Det finns ingen fil eller mapp som heter så. Kontrollera sökvägen."),
        (["extract"], 2, "Det saknas ett värde: FIL. Skriv kanslist --help."),
        (["sväva"], 2, "Kommandot förstods inte. Skriv kanslist --help för att se vad som finns."),
        (["verify", "--fort"], 2, "Väljaren --fort finns inte. Skriv kanslist --help för att se vad som finns."),
        (["serve", "--port", "hamn"], 2, "Värdet för --port går inte att använda. Skriv kanslist --help."),
        (["digest", "--channel", "C1"], 2, "Välj --dry-run (visa brevet) eller --post (skicka det)."),
    ],
)
def test_wrong_use_is_one_swedish_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], status: int, sentence: str
) -> None:
    """Never a traceback, and nothing on standard output that a program could take for an answer."""
    assert run(arguments) == status
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", f"{sentence}\n")


@pytest.mark.parametrize(
    ("name", "value", "part"),
    [
        ("KANSLIST_PORT", "hamn", "KANSLIST_PORT är fel"),
        ("KANSLIST_PORT", "99999", "KANSLIST_PORT är fel: ange ett tal mellan 0 och 65535."),
        ("KANSLIST_PORT", "-5", "KANSLIST_PORT är fel"),
        ("KANSLIST_REGISTRARS", '["slack:T1/U1"', "KANSLIST_REGISTRARS är fel: skriv en JSON-lista eller namn med"),
        ("KANSLIST_REGISTRARS", "[1]", "KANSLIST_REGISTRARS är fel"),
        ("KANSLIST_COLLECTIONS", "[[]]", "KANSLIST_COLLECTIONS är fel"),
        ("KANSLIST_LINK_KEY", "kort", "KANSLIST_LINK_KEY är fel: ange minst 32"),
        ("KANSLIST_DATABASE", "mysql://x", "KANSLIST_DATABASE ska börja med sqlite:///"),
    ],
)
def test_a_wrong_setting_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str, value: str, part: str
) -> None:
    """The operator learns which setting to mend."""
    monkeypatch.setenv(name, value)
    assert run(["verify"]) == 2
    assert part in capsys.readouterr().err


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("slack:T1/U1", {"slack:T1/U1"}),
        ("slack:T1/U1, teams:A/B,", {"slack:T1/U1", "teams:A/B"}),
        ('["slack:T1/U1", "teams:A/B"]', {"slack:T1/U1", "teams:A/B"}),
        ("", set()),
    ],
)
def test_registrars_are_written_in_either_form(monkeypatch: pytest.MonkeyPatch, written: str, read: set[str]) -> None:
    """The guides of the platforms name one person; a municipality with three of them writes a list."""
    monkeypatch.setenv("KANSLIST_REGISTRARS", written)
    assert load().registrars == read


def test_an_env_file_in_another_encoding_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Windows' editors save Latin-1: the operator learns which file to save anew."""
    (folder / ".env").write_bytes("KANSLIST_CONTACT=Åsa på kansliet\n".encode("latin-1"))
    assert run(["verify"]) == 2
    assert capsys.readouterr().err == "Inställningen .env är fel: filen är inte i UTF-8. Spara om den som UTF-8.\n"


def test_an_env_file_that_may_not_be_read_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Root reads everything, so the refusal is the file system's by proxy."""

    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", ".env")

    monkeypatch.setattr("bot.settings.Settings.__init__", refused)
    assert run(["verify"]) == 2
    assert ".env är fel: filen går inte att läsa" in capsys.readouterr().err


def test_backup_never_overwrites(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A backup may be the only copy there is."""
    assert run(["ingest", "protokoll.txt"]) == 0
    assert run(["backup", "kopia.db"]) == 0
    before = (folder / "kopia.db").read_bytes()
    assert run(["backup", "kopia.db"]) != 0
    assert (folder / "kopia.db").read_bytes() == before
    assert "finns redan" in capsys.readouterr().err


READING = [
    ["ask", "/beslut AMN 2020-0276"],
    ["verify"],
    ["backup", "kopia.db"],
    ["digest", "--channel", "C1", "--dry-run"],
    ["coverage"],
    ["removed"],
    ["rebuild"],
    ["chat"],
]


@pytest.mark.parametrize("arguments", READING, ids=lambda arguments: arguments[0])
def test_a_record_that_is_not_there_is_said(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    """A mistyped folder must not look like a record that holds no answer, and reading makes nothing."""
    assert run(arguments) == 1
    assert capsys.readouterr().err.startswith(f"Det finns inget register i {folder / 'data'}; lägg in handlingar med")
    assert sorted(path.name for path in folder.iterdir()) == ["protokoll.txt"]


def test_what_is_made_is_its_owners_alone(folder: Path) -> None:
    """Protocols of a closed meeting must not lie open to everyone on the machine, whatever the umask."""
    before = os.umask(0)
    try:
        assert run(["ingest", "protokoll.txt"]) == 0
    finally:
        os.umask(before)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (folder / "data", *(folder / "data").iterdir())}
    assert {modes.pop("data"), modes.pop("search")} == {0o700}
    assert set(modes.values()) == {0o600}


def test_the_registrar_at_the_keyboard_is_whom_the_system_says(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable that anyone can set must not open the closed collections."""
    real = pwd.getpwuid(os.geteuid()).pw_name
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "registrator")
    assert question("x", "c").asker.identity == real


def test_a_restored_backup_is_the_record_and_the_old_one_is_kept(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """After a crash a log lies beside the store; left there it would be read into the backup."""
    assert run(["ingest", "protokoll.txt"]) == 0
    assert run(["backup", "kopia.db"]) == 0
    store = folder / "data" / "kanslist.db"
    store.write_bytes(b"skadad")
    for end in ("-wal", "-shm"):
        store.with_name(f"{store.name}{end}").write_bytes(b"rester")
    capsys.readouterr()
    assert run(["restore", "kopia.db"]) == 0
    said = capsys.readouterr().out
    assert f"är återställt från kopia.db. Det förra registret ligger kvar i {store}.old" in said
    assert store.with_name("kanslist.db.old").read_bytes() == b"skadad"
    assert store.with_name("kanslist.db.old-wal").read_bytes() == b"rester"
    assert not [path for path in store.parent.glob("kanslist.db-*") if path.read_bytes() == b"rester"]
    assert run(["verify"]) == 0
    assert run(["ask", "/beslut AMN 2020-0276"]) == 0
    assert "protokoll.txt" in capsys.readouterr().out
    assert run(["restore", "kopia.db"]) == 0
    assert "kanslist.db.old2" in capsys.readouterr().out


def test_a_store_in_use_is_not_replaced(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The server would go on writing into the file that was moved away."""
    assert run(["ingest", "protokoll.txt"]) == 0
    assert run(["backup", "kopia.db"]) == 0
    before = (folder / "data" / "kanslist.db").stat().st_ino
    script = (
        "import sys; from knowledge.store.sqlite import SqliteStore; "
        "store = SqliteStore.open(sys.argv[1]); print(store.change(), flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, f"sqlite:///{folder / 'data' / 'kanslist.db'}"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as server:  # fmt: skip
        assert server.stdout is not None
        assert server.stdin is not None
        server.stdout.readline()
        assert run(["restore", "kopia.db"]) == 1
        assert "Stoppa servern" in capsys.readouterr().err
        server.stdin.close()
    assert (folder / "data" / "kanslist.db").stat().st_ino == before


@pytest.mark.parametrize("content", [b"", b"ingen databas", None], ids=["empty", "no database", "another database"])
def test_what_is_no_backup_replaces_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str], content: bytes | None
) -> None:
    """The wrong file named by mistake leaves the record as it was."""
    assert run(["ingest", "protokoll.txt"]) == 0
    if content is None:
        with sqlite3.connect("kopia.db") as other:
            other.execute("CREATE TABLE annat (x)")
        other.close()
    else:
        Path("kopia.db").write_bytes(content)
    assert run(["restore", "kopia.db"]) == 1
    assert "ingen säkerhetskopia av registret, eller är skadad" in capsys.readouterr().err
    assert not list((folder / "data").glob("*.old*"))
    assert run(["verify"]) == 0


def test_a_damaged_store_gives_no_backup(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A copy that cannot be restored from must not be taken for a backup."""
    assert run(["ingest", "protokoll.txt"]) == 0
    store = folder / "data" / "kanslist.db"
    content = bytearray(store.read_bytes())
    for page in range(8, len(content) // 4096):
        content[page * 4096 : page * 4096 + 200] = b"\xff" * 200
    store.write_bytes(content)
    assert run(["backup", "kopia.db"]) == 1
    assert "Registret är skadat" in capsys.readouterr().err
    assert not (folder / "kopia.db").exists()


def test_a_record_that_may_only_be_read_is_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A copy on a read-only disk answers, is verified and backed up; what writes says why it does not.

    Root may write everywhere, so the system's word on what may be written is what the test takes away."""
    assert run(["ingest", "protokoll.txt"]) == 0
    allowed = os.access
    monkeypatch.setattr(
        "knowledge.store.connections.os.access", lambda path, mode: mode != os.W_OK and allowed(path, mode)
    )
    before = sorted(path.name for path in (folder / "data").iterdir())
    for arguments in (["ask", "/beslut AMN 2020-0276"], ["verify"], ["backup", "kopia.db"]):
        assert run(arguments) == 0
    assert sorted(path.name for path in (folder / "data").iterdir()) == before
    (folder / "nytt.txt").write_text(MINUTES.replace("2020-04-28", "2020-05-26"), "utf-8")
    capsys.readouterr()
    assert run(["ingest", "nytt.txt"]) == 1
    assert "får skrivas" in capsys.readouterr().err


def test_verify_counts_what_it_checked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A sound store passes with its figures."""
    assert run(["ingest", "protokoll.txt"]) == 0
    assert run(["verify"]) == 0
    assert "i 1 dokument stämmer med sina sidor" in capsys.readouterr().out


def test_a_program_gets_an_array_of_answers_for_each_line(folder: Path) -> None:
    """Conversations in, answers out, one line each, from one process; both conversations are answered."""
    assert called("ingest", "protokoll.txt").returncode == 0
    lines = [["/beslut AMN 2020-0276", "vilka rekommendationer är öppna?"], ["/hjalp"]]
    done = called("ask", "--json", "-", stdin="".join(json.dumps(line) + "\n" for line in lines))
    assert (done.returncode, done.stderr) == (0, "")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [[answer["question"] for answer in line] for line in answers] == lines
    assert answers[0][0]["outcome"] == "answered"
    assert answers[0][0]["citations"][0]["document"] == "protokoll.txt"


def test_a_line_that_is_no_conversation_is_answered_with_a_refusal(folder: Path) -> None:
    """One bad line of a long run costs its own answer alone, and the status tells that there was one."""
    assert called("ingest", "protokoll.txt").returncode == 0
    bad = ['{"fråga": 1}', "[", "[1]", "[" * 100_000, '"text"', "[\x1b[2J"]
    done = called("ask", "--json", "-", stdin="\n".join([*bad, '["/beslut AMN 2020-0276"]']) + "\n")
    assert (done.returncode, done.stderr) == (1, "")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [[one["outcome"] for one in line] for line in answers] == [["refused"]] * len(bad) + [["answered"]]
    assert answers[0][0]["text"].startswith("Raden är ingen JSON-lista med frågor")


def test_a_full_disk_and_a_closed_output_are_said(folder: Path) -> None:
    """No traceback: whoever redirected the output learns why nothing came."""
    assert called("ingest", "protokoll.txt").returncode == 0
    script = "import sys; from adapters.terminal.main import main; sys.argv[0] = 'kanslist'; main()"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONWARNINGS": "error"}
    for target in (">/dev/full", ">&-"):
        done = subprocess.run(
            ["bash", "-c", f'"$0" -c "$1" ask "/beslut AMN 2020-0276" {target}', sys.executable, script],
            capture_output=True, text=True, env=environment, check=False,
        )  # fmt: skip
        assert done.returncode == 1
        assert done.stderr == "Svaret kunde inte skrivas ut: disken är full eller utmatningen stängd.\n"


def test_a_files_name_moves_no_cursor(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A name with a line break or a terminal's code is shown as what it is, on one line."""
    (folder / "tom\n\x1b[2J.pdf").write_bytes(b"")
    assert run(["ingest", "."]) == 1
    assert capsys.readouterr().err == (
        "tom\\n\\x1b[2J.pdf: Filen är tom. Hämta dokumentet på nytt och lägg in det igen.\n"
    )


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """What an operator writes in a fault report."""
    assert run(["--version"]) == 0
    assert re.fullmatch(r"Kanslist \d+\.\d+\.\d+\n", capsys.readouterr().out)


def test_chat_answers_lines_from_a_pipe(folder: Path) -> None:
    """The chat works without a keyboard: plain answers, no prompt, no colours."""
    assert called("ingest", "protokoll.txt").returncode == 0
    done = called("chat", stdin="/beslut AMN 2020-0276\n\nsluta\n")
    assert done.returncode == 0
    assert "”" in done.stdout
    assert "protokoll.txt" in done.stdout
    assert "\x1b" not in done.stdout
    assert "Fråga ›" not in done.stdout


def test_ctrl_c_ends_with_130(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An interrupted command leaves as shells expect it, without a traceback."""

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("knowledge.reading.read.read", interrupted)
    assert run(["extract", "protokoll.txt"]) == 130
    assert "Traceback" not in capsys.readouterr().err


def test_every_command_has_a_swedish_help(folder: Path) -> None:
    """`kanslist --help` names each command with a sentence."""
    for command in app.registered_commands:
        assert command.callback is not None
        assert (command.callback.__doc__ or "").strip().endswith(".")


def test_a_posted_digest_says_what_went_where(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Cron's mail and the person at the keyboard see one line; a second time it is an error that says so."""
    monkeypatch.setattr("adapters.terminal.opened.senders", lambda _settings, _store: [Platform()])
    assert run(["ingest", "protokoll.txt"]) == 0
    capsys.readouterr()
    assert run(["digest", "--channel", "C1", "--post"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Skickat till C1: Brev för ")
    assert "Ett nytt beslut" in said
    assert said.count("\n") == 1
    assert run(["digest", "--channel", "C1", "--post"]) == 1
    assert "redan skickat till C1" in capsys.readouterr().err
