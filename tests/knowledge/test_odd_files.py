"""What lies in a real archive beside documents: each is named with its reason, and the rest goes in."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from knowledge.errors import (
    FileMissing,
    FileNameTooLong,
    FileNotRegular,
    FolderEmpty,
    LinkBroken,
    LinkCircular,
    LinkToFolder,
)
from knowledge.files import File, Problem, find
from knowledge.ingest import ingest
from knowledge.paths import escaped, shown
from knowledge.search.passages import Search
from knowledge.store.reader import OPEN, OPERATOR
from knowledge.store.sqlite import SqliteStore

TEXT = "Kulturnämnden\nProtokoll 2024-03-14\n\n§ 7 {}\n\nBeslut\nKulturnämnden beslutar att anta planen.\n"


def problems(*given: Path) -> dict[str, type[Exception]]:
    return {one.path.name: type(one.error) for one in find(given) if isinstance(one, Problem)}


def test_only_regular_files_are_opened(tmp_path: Path) -> None:
    """A pipe would wait for ever and a device never end; broken and circular links are told."""
    (tmp_path / "a.txt").write_text(TEXT.format("Plan"), "utf-8")
    (tmp_path / "annan").mkdir()
    folder = tmp_path / "arkiv"
    folder.mkdir()
    os.mkfifo(folder / "pipe.txt")
    (folder / "bra.txt").symlink_to(tmp_path / "a.txt")
    (folder / "borta.txt").symlink_to(tmp_path / "finns-inte.txt")
    (folder / "själv.txt").symlink_to(folder / "själv.txt")
    (folder / "runt").symlink_to(folder)
    (tmp_path / "tredje").mkdir()
    (folder / "bort").symlink_to(tmp_path / "tredje")
    long = tmp_path / ("x" * 300 + ".txt")
    assert problems(folder, long, Path("/dev/zero"), tmp_path / "annan", tmp_path / "nej.txt") == {
        "pipe.txt": FileNotRegular,
        "borta.txt": LinkBroken,
        "själv.txt": LinkCircular,
        "runt": LinkCircular,
        "bort": LinkToFolder,
        long.name: FileNameTooLong,
        "zero": FileNotRegular,
        "annan": FolderEmpty,
        "nej.txt": FileMissing,
    }
    assert [one.path.name for one in find([folder]) if isinstance(one, File)] == ["bra.txt"]


@pytest.mark.skipif(
    os.geteuid() == 0 and not Path("/usr/bin/setpriv").exists(), reason="root reads everything; needs setpriv"
)
def test_folders_that_may_not_be_read_are_told(tmp_path: Path) -> None:
    """Shut folders, given or inside, and what lies in one that may be listed but not entered."""
    for name in ("stängd", "lista"):
        (tmp_path / "arkiv" / name).mkdir(parents=True)
        (tmp_path / "arkiv" / name / "p.txt").write_text("x", "utf-8")
    (tmp_path / "arkiv" / "stängd").chmod(0o000)
    (tmp_path / "arkiv" / "lista").chmod(0o444)
    code = (
        "import sys; from pathlib import Path; from knowledge.files import find\n"
        "for one in find(map(Path, sys.argv[1:])): print(one.path.name, type(one.error).__name__)"
    )
    for path in (tmp_path, *tmp_path.parents):
        if path.stat().st_uid == os.geteuid() and path != Path("/") and len(path.parts) > 2:
            path.chmod(0o755)
    other = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.geteuid() == 0 else []
    root = Path(__file__).parents[2]
    told = subprocess.run(
        [*other, sys.executable, "-c", code, str(tmp_path / "arkiv"), str(tmp_path / "arkiv" / "stängd")],
        capture_output=True, text=True, check=True, cwd=root, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    ).stdout  # fmt: skip
    (tmp_path / "arkiv" / "stängd").chmod(0o755)
    (tmp_path / "arkiv" / "lista").chmod(0o755)
    assert told.splitlines() == ["p.txt FileUnreachable", "stängd FolderUnreachable", "stängd FolderUnreachable"]


def test_a_name_that_is_no_utf8_goes_in_under_a_readable_one(tmp_path: Path) -> None:
    """Old archives have names in Windows' letters; one such file must not take the others with it."""
    folder = tmp_path / "arkiv"
    folder.mkdir()
    for number, name in enumerate((b"n\xe4mnd.txt", b"a.txt", b"trasig-\xe5.txt")):
        text = TEXT.format(f"Plan {number}").encode() if not name.startswith(b"trasig") else b"\0\1"
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_bytes(text)
    store = SqliteStore.open(f"sqlite:///{tmp_path / 'k.db'}")
    search = Search.open(store, tmp_path)
    report = ingest([folder], OPEN, store, search, jobs=1)
    assert sorted(report.new) == ["a.txt", "nämnd.txt"]
    assert [one.file for one in store.failures(OPERATOR)] == ["trasig-å.txt"]
    assert sorted(ingest([folder], OPEN, store, search, jobs=1).unchanged) == ["a.txt", "nämnd.txt"]
    store.close()


def test_names_are_shown_without_tricks_or_identity_numbers() -> None:
    """A terminal obeys escape codes; a log is read by others than the case's officer."""
    assert escaped(Path("a\n\x1b[2Jb.txt")) == "a\\n\\x1b[2Jb.txt"
    assert shown(Path("anmälan 811218-9876\n.txt")) == "anmälan XXXXXX-XXXX�.txt"
