"""Every version as it lies in the store, older ones too: what verify checks and rebuild masks anew."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from knowledge.reading.pages import Page
from knowledge.store import rows
from knowledge.store.connections import Connections
from knowledge.store.writes import free_name, next_change

Cited = tuple[str, str, str]
"""(what it is: a list's name, \"document\" or \"meeting\"; which one; its JSON)."""

_JSON = (
    ("SELECT rowid, info FROM documents WHERE id = ?", "UPDATE documents SET info = ? WHERE rowid = ?"),
    ("SELECT rowid, json FROM meetings WHERE document = ?", "UPDATE meetings SET json = ? WHERE rowid = ?"),
    ("SELECT rowid, json FROM facts WHERE document = ?", "UPDATE facts SET json = ? WHERE rowid = ?"),
)


class Stored:
    """The whole store, for no reader."""

    _db: Connections

    def versions(self) -> list[tuple[int, str]]:
        """(id, file) of every version, older ones too."""
        return [(id_, file) for id_, file in self._db.read("SELECT id, file FROM documents ORDER BY id")]

    def cited(self, document: int) -> Iterator[Cited]:
        """Everything in a version that cites its pages."""
        for (info,) in self._db.read("SELECT info FROM documents WHERE id = ?", [document]):
            yield "document", "", info
        for (meeting,) in self._db.read("SELECT json FROM meetings WHERE document = ?", [document]):
            yield "meeting", "", meeting
        for name, ordinal, text in self._db.read(
            "SELECT list, ordinal, json FROM facts WHERE document = ? ORDER BY list, ordinal", [document]
        ):
            yield name, str(ordinal + 1), text

    def every_link(self) -> list[tuple[int, str, int | None, int, int, str]]:
        """(document, file, page, start, end, quote) of every link."""
        return self._db.read(
            'SELECT d.id, d.file, l.page, l.start, l."end", l.quote FROM links l JOIN documents d ON d.id = l.document'
        )

    def mask_anew(self, mask: Callable[[str], str]) -> bool:
        """Mask all names, pages and what is cut from them; whether that changed any. mask: keeps a text's length."""
        changed = self._mask_moves(mask)
        for id_, file in self.versions():
            pages = self._db.read(
                "SELECT number, text, furniture, scanned FROM pages WHERE document = ? ORDER BY ordinal", [id_]
            )
            if mask(file) != file or any(mask(text) != text or mask(sides) != sides for _, text, sides, _ in pages):
                self._mask(id_, file, [rows.page(page) for page in pages], mask)
                changed = True
        return changed

    def _mask_moves(self, mask: Callable[[str], str]) -> bool:
        """Mask what people wrote of what is followed, and the words that speak for it; whether that changed any."""
        held = self._db.read("SELECT id, value, reason, quote FROM moves")
        anew = [(*map(mask, texts), id_) for id_, *texts in held if list(map(mask, texts)) != texts]
        words = [
            (mask(said), n) for n, said in self._db.read("SELECT number, words FROM followed") if mask(said) != said
        ]
        if not (anew or words):
            return False
        with self._db.write() as db:
            db.executemany("UPDATE moves SET value = ?, reason = ?, quote = ? WHERE id = ?", anew)
            db.executemany("UPDATE followed SET words = ? WHERE number = ?", words)
        return True

    def _mask(self, document: int, file: str, pages: list[Page], mask: Callable[[str], str]) -> None:
        texts = {page.number: mask(page.text) for page in pages}
        with self._db.write() as db:
            for ordinal, page in enumerate(pages):
                sides = json.dumps([mask(side) for side in page.furniture], ensure_ascii=False)
                db.execute(
                    "UPDATE pages SET text = ?, furniture = ? WHERE document = ? AND ordinal = ?",
                    [texts[page.number], sides, document, ordinal],
                )
            for rows_of, put in _JSON:
                for rowid, text in db.execute(rows_of, [document]).fetchall():
                    said = _cut_anew(json.loads(text), texts, mask)
                    db.execute(put, [json.dumps(said, ensure_ascii=False, separators=(",", ":")), rowid])
            ((collection, title),) = db.execute(
                "SELECT collection, title FROM documents WHERE id = ?", [document]
            ).fetchall()
            name = mask(file)
            if name != file:
                name = free_name(db, collection, name, None)
                moved = [name, collection, file]
                db.execute("UPDATE documents SET file = ? WHERE collection = ? AND file = ?", moved)
                db.execute("UPDATE followed SET file = ? WHERE collection = ? AND file = ?", moved)
            change = next_change(db)
            db.execute("UPDATE documents SET title = ?, changed = ? WHERE id = ?", [mask(title), change, document])


def _cut_anew(value: Any, texts: dict[int | None, str], mask: Callable[[str], str]) -> Any:
    """The same, its texts masked and its quotes cut from the masked pages."""
    if isinstance(value, list):
        return [_cut_anew(one, texts, mask) for one in value]
    if isinstance(value, str):
        return mask(value)
    if not isinstance(value, dict):
        return value
    made = {key: _cut_anew(one, texts, mask) for key, one in value.items()}
    if {"page", "start", "end", "quote"} <= made.keys():
        made["quote"] = texts.get(made["page"], "")[made["start"] : made["end"]] or made["quote"]
    return made
