"""Files that cannot be read: each with the error that tells a registrar what to do."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
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


def _zipped(name: str, members: dict[str, bytes]) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as package:
            for member, content in members.items():
                package.writestr(member, content)
        return folder / name

    return write


def _word(
    replaced: dict[str, bytes] | None = None, cut: int | None = None, name: str = "fil.docx"
) -> Callable[[Path], Path]:
    """A Word file with some of its parts replaced, or cut off."""

    def write(folder: Path) -> Path:
        document = docx.Document()
        document.add_paragraph("Nämnden beslutar att bifalla motionen.")
        document.save(str(folder / "hel.docx"))
        with zipfile.ZipFile(folder / "hel.docx") as package:
            members = {each: package.read(each) for each in package.namelist()}
        path = _zipped(name, {**members, **(replaced or {})})(folder)
        path.write_bytes(path.read_bytes()[:cut])
        return path

    return write


_W = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_ENTITIES = (
    b'<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><w:document '
    + _W
    + b"><w:body>&b;</w:body></w:document>"
)
_DEEP = b"<w:document " + _W + b"><w:body>" + b"<w:sdt><w:sdtContent>" * 5000 + b"</w:body></w:document>"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


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
        (_word(name="fil.pdf"), errors.FileTypeFalse),
        (_written(b"%PDF-1.7", "fil.docx"), errors.FileTypeFalse),
        (_zipped("fil.docx", {"xl/workbook.xml": b"<x/>"}), errors.FileTypeFalse),
        (_zipped("fil.docx", {"mimetype": b"application/vnd.oasis.opendocument.text"}), errors.FileFormatOther),
        (_zipped("fil.docx", {"word/document.xml": bytes(70 * 1024 * 1024)}), errors.FileSwells),
        (_word({"word/media/bild.png": bytes(410 * 1024 * 1024)}), errors.FileSwells),
        (_word({"word/document.xml": _ENTITIES}), errors.FileBroken),
        (_word({"word/document.xml": _DEEP}), errors.FileBroken),
        (_word({"word/document.xml": b"no xml"}), errors.FileBroken),
        (_word({"[Content_Types].xml": b"<Types/>"}), errors.FileBroken),
        (_word({"word/styles.xml": b""}), errors.FileBroken),
        (_word(cut=2000), errors.FileBroken),
        (_written(_OLE + "EncryptedPackage".encode("utf-16-le"), "fil.docx"), errors.FileEncrypted),
        (_written(_OLE + "WordDocument".encode("utf-16-le"), "fil.docx"), errors.FileFormatOther),
        (_written(_OLE + "WordDocument".encode("utf-16-le"), "fil.doc"), errors.FileFormatOther),
        (_written(_OLE, "fil.docx"), errors.FileTypeFalse),
        (_written(b"{\\rtf1\\ansi Beslut}", "fil.rtf"), errors.FileFormatOther),
        (_written(b"{\\rtf1\\ansi Beslut}", "fil.txt"), errors.FileFormatOther),
        (_zipped("fil.odt", {"mimetype": b"application/vnd.oasis.opendocument.text"}), errors.FileFormatOther),
        (_written(b"Bara text utan taggar", "fil.html"), errors.FileTypeFalse),
        (_written(b"\x89PNG\r\n\x00<p>", "fil.html"), errors.FileTypeFalse),
        (_written(b"<html><body><script>x</script></body></html>", "fil.html"), errors.FileWithoutText),
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
