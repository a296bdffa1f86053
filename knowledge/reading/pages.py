"""What reading gives: pages of text. Positions in facts are characters of `Page.text`."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Page:
    """One page as it is stored.

    number: the page's place in the file from 1; None where the file has no pages (a text without form feeds).
    text: the page's text, personal identity numbers masked with the same number of characters; furniture left out.
    furniture: headers, footers and margin texts, set apart by their repetition, not lost.
    scanned: None where the file holds the page's text; where the page is a picture, how sure its reading is, from 0 to
    1, and 0 for a picture that could not be read.
    """

    number: int | None
    text: str
    furniture: tuple[str, ...] = ()
    scanned: float | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A file that has been read. `digest`: SHA-256 of its bytes in hex, the identity of this version."""

    file: str
    media_type: str
    digest: str
    pages: tuple[Page, ...] = field(default_factory=tuple)

    @property
    def unread(self) -> int:
        """How many pages are pictures that could not be read."""
        return sum(page.scanned == 0 for page in self.pages)
