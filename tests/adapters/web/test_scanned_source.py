"""The source page of what was read from a picture."""

from __future__ import annotations

from knowledge.facts import DocumentFacts, DocumentInfo
from knowledge.reading.pages import Page, Reading
from tests.adapters.web.clerk import Clerk, client, decision, record


async def test_a_scanned_page_says_how_sure_its_reading_is(tmp_path) -> None:
    """What was read from a picture may be wrong in a letter: the reader is told."""
    store, ids = record(tmp_path)
    clerk = Clerk(store, lambda message: decision(ids["minutes"], message.text))
    pages = (Page(1, "§ 7 Badhuset", scanned=0.934), Page(2, "", scanned=0.0), Page(3, "Egen text"))
    reading = Reading("skannad.pdf", "application/pdf", "5" * 64, pages)
    facts = DocumentFacts(document=DocumentInfo(file="skannad.pdf", kind="protokoll", title="Skannat"))
    number = clerk.store.put(reading, facts, "öppen")
    async with client(clerk, tmp_path) as http:
        shown = [await (await http.get(f"/dokument/{number}?sida={page}")).text() for page in (1, 2, 3)]
    clerk.close()
    assert "inläst från bild, tolkningssäkerhet 93 %" in shown[0]
    assert "en bild som inte kunde läsas" in shown[1]
    assert "bild" not in shown[2]
