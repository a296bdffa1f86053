"""Files that cannot be read: each with the error that tells a registrar what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge import errors
from knowledge.reading import read as reading
from knowledge.reading.read import read
from tests.knowledge.reading.drawing import column, draw


def _written(data: bytes, name: str = "fil.pdf") -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        (folder / name).write_bytes(data)
        return folder / name

    return write


def _encrypted(folder: Path) -> Path:
    return draw(folder / "fil.pdf", [column(70, 100, ["Hemligt protokoll från nämnden"])], encrypt="lösen")


def _truncated(folder: Path) -> Path:
    path = draw(folder / "fil.pdf", [column(70, 100, ["Protokoll från arbetsmarknadsnämnden"])])
    path.write_bytes(path.read_bytes()[:300])
    return path


def _pictures_only(folder: Path) -> Path:
    return draw(folder / "fil.pdf", [[], []])


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (lambda folder: folder / "finns-inte.pdf", errors.FileMissing),
        (lambda folder: folder, errors.FileMissing),
        (_written(b""), errors.FileEmpty),
        (_written(b" \n\t\n", "blank.txt"), errors.FileEmpty),
        (_written(b"\xef\xbb\xbf", "blank.txt"), errors.FileEmpty),
        (_written(b"x", "bild.tiff"), errors.FileTypeUnknown),
        (_written(b"x", "utan"), errors.FileTypeUnknown),
        (_written(b"<html><body>404 Not Found</body></html>"), errors.FileTypeFalse),
        (_written(bytes(range(256)) * 8), errors.FileTypeFalse),
        (_written(b"%PDF-1.7\nm\x00nster", "protokoll.txt"), errors.FileTypeFalse),
        (_written(b"PK\x03\x04rest", "protokoll.txt"), errors.FileTypeFalse),
        (_written(b"%PDF-1.7\ngarbage"), errors.FileBroken),
        (_truncated, errors.FileBroken),
        (_encrypted, errors.FileEncrypted),
        (_pictures_only, errors.FileWithoutText),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_says_why(
    tmp_path: Path, make: Callable[[Path], Path], error: type[errors.ReadingError]
) -> None:
    """Each fault has its own error, and the error is a Swedish sentence that says what to do."""
    with pytest.raises(error) as raised:
        read(make(tmp_path))
    assert str(raised.value).endswith(".")


def test_a_file_over_the_limit_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is told in the message."""
    monkeypatch.setattr(reading, "LIMIT_MB", 0)
    with pytest.raises(errors.FileTooLarge, match="0 MB"):
        read(_written(b"text", "fil.txt")(tmp_path))


def test_a_file_that_may_not_be_read_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing permission is not reported as a missing file. (Made by hand: the superuser may read every file.)"""

    def denied(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", denied)
    with pytest.raises(errors.FileUnreachable):
        read(_written(b"text", "fil.txt")(tmp_path))
