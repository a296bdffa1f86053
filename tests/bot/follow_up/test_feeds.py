"""Calendars and feeds by secret links: what stands in them, that it stays itself, and whom they are open to."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
from icalendar import Calendar

from bot import history
from bot.follow_up.feeds import links
from bot.follow_up.feeds.atom import atom
from bot.follow_up.feeds.calendar import calendar
from bot.incoming import Asker
from bot.kanslist import Kanslist
from bot.settings import Settings
from knowledge.store.reader import OPEN, PUBLIC, Reader
from knowledge.store.sqlite import SqliteStore
from tests.bot.follow_up import papers
from tests.bot.follow_up.conftest import Clerk
from tests.bot.record import incoming

_ATOM = "{http://www.w3.org/2005/Atom}"
NEXT_YEAR = date.today().year + 1
_TOLD = f"Förvaltningen ska redovisa kostnaden; priset, och \\ tiden för nämnden senast den 31 oktober {NEXT_YEAR}."
SIGRID = Asker("slack", "T1/U1")


def _events(kanslist: Kanslist, reader: Reader = PUBLIC) -> list[object]:
    body = calendar(kanslist.desk(reader))
    assert all(len(line) <= 75 for line in body.split(b"\r\n")), "RFC 5545 3.1: lines are folded"
    return list(Calendar.from_ical(body).walk("VEVENT"))


def test_what_is_due_is_a_day_in_the_calendar(clerk_of: Clerk) -> None:
    """All day on its last day, whatever the zone; signs of the format survive; its quote and link."""
    (event,) = _events(clerk_of({"a.txt": papers.minutes("2025-03-14", _TOLD)}))
    last = date(NEXT_YEAR, 10, 31)
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (last, last + timedelta(days=1))
    assert event["dtstart"].params["VALUE"] == "DATE"
    assert str(event["summary"]).startswith("Uppdrag: Förvaltningen ska redovisa kostnaden; priset, och \\ tiden")
    assert f"”{_TOLD}”" in str(event["description"])
    assert str(event["url"]).startswith("https://k.example/dokument/")


def test_an_event_keeps_its_id_when_its_papers_come_anew(clerk_of: Clerk) -> None:
    """A calendar that took a new version for a new event would show it twice."""
    first = _events(clerk_of({"a.txt": papers.minutes("2025-03-14", _TOLD)}))
    again = _events(clerk_of({"a.txt": papers.minutes("2025-03-14", _TOLD, more="Expedieras till: Revisorerna")}))
    assert [event["uid"] for event in again] == [event["uid"] for event in first]


def test_the_same_record_gives_the_same_bytes(clerk_of: Clerk) -> None:
    """Or every look would be a change."""
    kanslist = clerk_of({"a.txt": papers.minutes("2025-03-14", _TOLD)})
    desk = kanslist.desk(PUBLIC)
    assert calendar(desk) == calendar(desk)
    assert atom(desk, "https://k.example/x") == atom(desk, "https://k.example/x")


def test_ids_are_each_others(kanslist: Kanslist) -> None:
    """No two events and no two entries share one."""
    desk = kanslist.desk(Reader(frozenset({OPEN, "intern"})))
    uids = [event["uid"] for event in Calendar.from_ical(calendar(desk)).walk("VEVENT")]
    ids = [entry.findtext(f"{_ATOM}id") for entry in _entries(atom(desk, "https://k.example/x"))]
    assert len(set(uids)) == len(uids)
    assert len(set(ids)) == len(ids) > 1


def _entries(body: bytes) -> list[ElementTree.Element]:
    return ElementTree.fromstring(body).findall(f"{_ATOM}entry")  # noqa: S314 - our own


def test_a_feed_has_what_the_standard_asks_for(kanslist: Kanslist) -> None:
    """RFC 4287 4.1: id, title and updated of the feed and of each entry, an author, content or an alternate link."""
    feed = ElementTree.fromstring(atom(kanslist.desk(PUBLIC), "https://k.example/flode"))  # noqa: S314 - our own
    for part in (feed, *feed.findall(f"{_ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(part.findall(f"{_ATOM}{name}")) == 1, name
            assert (part.findtext(f"{_ATOM}{name}") or "").strip()
    assert feed.find(f"{_ATOM}author/{_ATOM}name") is not None
    assert [one.get("rel") for one in feed.findall(f"{_ATOM}link")] == ["self", "alternate"]


def test_a_feed_holds_decisions_and_no_proposals(kanslist: Kanslist) -> None:
    """What a nämnd proposes to fullmäktige is not decided; internal minutes are in a registrator's feed alone."""
    told = atom(kanslist.desk(PUBLIC), "https://k.example/x").decode()
    assert "tolv platser" in told
    assert "taxan för färdtjänst" not in told
    assert "reservkraft" not in told
    assert "reservkraft" in atom(kanslist.desk(Reader(frozenset({OPEN, "intern"}))), "https://k.example/x").decode()


def test_a_letter_that_xml_cannot_hold_breaks_no_feed(clerk_of: Clerk) -> None:
    """A document may hold any character; the feed is read all the same."""
    kanslist = clerk_of(
        {"a.txt": papers.minutes("2025-03-14", "Nämnden antar taxan \x0b för <torget> & \ufffe hallen.")}
    )
    (entry,) = _entries(atom(kanslist.desk(PUBLIC), "https://k.example/x"))
    assert "<torget> &" in (entry.findtext(f"{_ATOM}content") or "")


@pytest.fixture
def store(tmp_path: Path):
    made = SqliteStore.open(f"sqlite:///{tmp_path}/k.db")
    yield made
    made.close()


def _settings(**more: object) -> Settings:
    return Settings(
        link_key="k" * 40, public_url="https://k.example", registrars=["slack:T1/U1"], _env_file=None, **more
    )  # type: ignore[arg-type]


def _place(url: str) -> tuple[str, str]:
    feed, proof, _ = url.removeprefix("https://k.example/flode/").split("/")
    return feed, proof


def test_links_are_ones_own_and_a_new_one_kills_the_old(store: SqliteStore) -> None:
    """The same links as long as nobody asks for new ones; each person's own; ended they open nothing."""
    settings = _settings()
    first = links.renewed(settings, store, SIGRID)
    assert first == links.own(settings, store, SIGRID)
    other = links.renewed(settings, store, Asker("slack", "T1/U2"))
    assert first
    assert other
    old, theirs = _place(first["kalender.ics"]), _place(other["kalender.ics"])
    assert links.reader_of(settings, store, *old) == Reader(frozenset({"öppen", "intern"}))
    assert links.reader_of(settings, store, *theirs) == PUBLIC
    new = links.renewed(settings, store, SIGRID)
    assert new
    assert links.reader_of(settings, store, *old) is None
    assert links.reader_of(settings, store, *_place(new["beslut.atom"])) is not None
    assert links.ended(settings, store, SIGRID)
    assert links.reader_of(settings, store, *_place(new["beslut.atom"])) is None
    assert links.reader_of(settings, store, *theirs) == PUBLIC


def test_who_is_no_registrator_any_more_reads_what_everyone_may(store: SqliteStore) -> None:
    """Their link goes on working and reads less, from the moment the settings say so."""
    given = links.renewed(_settings(), store, SIGRID)
    assert given
    fewer = Settings(link_key="k" * 40, public_url="https://k.example", _env_file=None)  # type: ignore[call-arg]
    assert links.reader_of(fewer, store, *_place(given["kalender.ics"])) == PUBLIC


@pytest.mark.parametrize(("feed", "proof"), [("", ""), ("a", "b"), ("å", "b"), ("a", "ö")])
def test_a_made_up_link_opens_nothing(store: SqliteStore, feed: str, proof: str) -> None:
    """Nor does an id from a backup with another key's proof."""
    assert links.reader_of(_settings(), store, feed, proof) is None
    given = links.renewed(_settings(), store, SIGRID)
    assert given
    one, right = _place(given["kalender.ics"])
    assert links.reader_of(Settings(link_key="q" * 40, _env_file=None), store, one, right) is None  # type: ignore[call-arg]
    assert links.reader_of(_settings(), store, one, right[:-1]) is None


def test_a_workspace_that_removes_the_bot_ends_its_links(store: SqliteStore) -> None:
    """As it forgets what they have asked; another workspace's go on working."""
    settings = _settings()
    gone, kept = links.renewed(settings, store, SIGRID), links.renewed(settings, store, Asker("slack", "T2/U1"))
    assert gone
    assert kept
    history.forget_team(settings, store, "slack", "T1")
    assert links.reader_of(settings, store, *_place(gone["kalender.ics"])) is None
    assert links.reader_of(settings, store, *_place(kept["kalender.ics"])) == PUBLIC


def test_the_links_are_given_in_private_to_somebody_who_is_known(kanslist: Kanslist) -> None:
    """Two of them; others who look on, and a page that knows nobody, get none."""
    own = kanslist.ask_now(incoming("/flöde", identity="sigrid"))
    assert [link.url.rsplit("/", 1)[1] for link in own.links] == ["kalender.ics", "beslut.atom"]
    assert kanslist.ask_now(incoming("flöde", identity="sigrid")).links == own.links
    assert kanslist.ask_now(incoming("flöde ny", identity="sigrid")).links != own.links
    assert not kanslist.ask_now(incoming("flöde", identity="sigrid", private=False)).links
    assert not kanslist.ask_now(incoming("flöde")).links
    assert "slutat gälla" in kanslist.ask_now(incoming("flöde av", identity="sigrid")).lead
    assert "inga länkar" in kanslist.ask_now(incoming("flöde av", identity="sigrid")).lead
