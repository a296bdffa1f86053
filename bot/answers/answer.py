"""An answer: plain Swedish first, then the facts, then where they stand. Adapters render it and decide nothing."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, computed_field, model_validator

from bot.errors import AnswerWithoutCitation

Outcome = Literal["answered", "not_found", "ambiguous", "refused"]
Press = Literal["next", "whole", "timeline", "share", "watch", "wrong", "back", "add", "discard"]
"""What a button below an answer does; back: to the answer whose place it took, which its adapter offers; add, discard:
lays in or throws away the dropped file that the answer shows (bot/intake)."""

_OF_NO_DOCUMENT = ("help", "digest", "report", "intake", "subscriptions", "followed", "export", "feeds")
"""Intents whose answers say nothing of the record, or are letters that cite where they can."""

TEXT_LIMIT = 3_900
"""Characters of `Answer.text`; longer answers say how much is left."""


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Citation(_Model):
    """Where it stands. document: the file's name; url: the page in the web view, the quote marked."""

    document: str
    title: str
    page: int | None = None
    line: int | None = None
    """Line of the text from 1, where the document has no pages."""
    section: str | None = None
    quote: str
    url: str


class Words(_Model):
    """Words of a decision that stand in the förslag too (same), or of one of the two alone (deleted, added)."""

    sort: Literal["same", "deleted", "added"]
    text: str


class Item(_Model):
    """One fact of the answer. label: what it is and whose ("Beslut · § 12"); citation: index into `citations`."""

    heading: str | None = None
    """What stands above this item and those that follow it, up to the next heading ("Nya beslut (14)")."""
    label: str | None = None
    text: str
    changes: tuple[Words, ...] = ()
    """What `text` says with marks in words, for platforms that can strike and embolden; empty where nothing changed."""
    citation: int | None = None
    notes: tuple[str, ...] = ()
    """What a reader must know of it: \"härlett\", \"protokollet är inte justerat\", \"föreslår fullmäktige\"."""


class Choice(_Model):
    """A choice to click or type. text: what is asked when it is chosen; form: the form that a platform with windows
    opens instead (bot/follow_up/watch/form.py)."""

    label: str
    text: str
    form: str | None = None


class Link(_Model):
    """A page or file of ours that whoever asked is given: no source of anything that is said."""

    title: str
    url: str


class Button(_Model):
    """A button below an answer; all of one answer send back its ticket."""

    press: Press
    title: str


class Answer(_Model):
    """The bot's answer in all platforms. lead: the direct answer, one or two sentences; the items carry the facts."""

    question: str
    intent: str
    outcome: Outcome
    lead: str
    items: tuple[Item, ...] = ()
    notes: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    choices: tuple[Choice, ...] = ()
    links: tuple[Link, ...] = ()
    more: int = 0
    """Items up to and with this part, where "nästa" shows those that follow; 0 where none do."""
    rest: int = Field(default=0, exclude=True)
    """Items up to and with this part of an answer that one message does not hold, where "nästa" shows those that
    follow; 0 where none do (bot/answers/parts.py)."""
    case: str | None = None
    """The number, as printed, of the one case that all of the answer is about."""
    buttons: tuple[Button, ...] = Field(default=(), exclude=True)
    ticket: str | None = Field(default=None, exclude=True)
    """What each of the buttons sends back (bot/buttons/ticket.py)."""

    @model_validator(mode="after")
    def _an_answer_cites(self) -> Self:
        if self.outcome == "answered" and not self.citations and self.intent not in _OF_NO_DOCUMENT:
            raise AnswerWithoutCitation
        return self

    @computed_field  # type: ignore[prop-decorator]  # pydantic's documented form
    @property
    def text(self) -> str:
        """The plain text twin: lead, items, links, notes, choices; at most TEXT_LIMIT characters."""
        lines = [self.lead]
        for item in self.items:
            lines += [item.heading] if item.heading else []
            label = f"{item.label}: " if item.label else ""
            notes = f" ({'; '.join(item.notes)})" if item.notes else ""
            lines.append(f"• {label}{item.text}{notes}")
        lines += [f"{link.title}: {link.url}" for link in self.links]
        lines += self.notes
        lines += [f"→ {choice.label}" for choice in self.choices]
        text = "\n".join(lines)
        return text if len(text) <= TEXT_LIMIT else text[: TEXT_LIMIT - 2].rstrip() + " …"
