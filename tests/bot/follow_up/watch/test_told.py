"""What is told, when, where and once: at once, on the hour, after downtime, approved; and who may subscribe what."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.follow_up.watch.calendar import next_due
from bot.follow_up.watch.model import Subscription
from knowledge.store.api import FactQuery
from knowledge.store.reader import PUBLIC
from tests.bot.follow_up.watch.conftest import CHANNEL, OWN, Office, minutes

TAXA = ("KUN 2024-0044", "Ny taxa för kulturskolan", "höja taxan med två procent")
BUDGET = ("KUN 2024-0050", "Budget för kulturskolan", "anta en ny taxa i budgeten")


def next_hour(office: Office, place: str = OWN) -> datetime:
    """When the first subscription of a place is due next."""
    one = Subscription.of(office.kanslist.store.subscriptions(place)[0])
    following = next_due(one.rhythm, datetime.now(UTC))
    assert following is not None
    return following


def test_what_is_told_at_once_is_told_once(office: Office) -> None:
    """The decision with its quote, to whoever subscribed; a second look tells nothing more."""
    office.says("/bevaka taxa")
    assert office.look() == [], "what was there is no news"
    office.lay(minutes("2024-05-28", TAXA))
    [(place, told)] = office.look()
    assert place == OWN
    assert told.lead == "Nytt i det du bevakar, nytt där ordet taxa står: en uppgift."
    assert "höja taxan med två procent" in told.citations[0].quote
    assert told.choices[0].text == "avbevaka 1"
    assert office.look() == []


def test_two_documents_within_a_second_are_both_told(office: Office) -> None:
    """What was told is known by the record's change number, not by a clock."""
    office.says("/bevaka taxa")
    for day in ("2024-05-28", "2024-06-11"):
        office.lay(minutes(day, TAXA))
        assert len(office.look()) == 1


def test_exceptions_win(office: Office) -> None:
    """What holds an excluded word is not told, whatever else it holds."""
    office.says("/bevaka kulturnämnden taxa utom budget")
    office.lay(minutes("2024-05-28", BUDGET, TAXA))
    [(_, told)] = office.look()
    assert "en uppgift" in told.lead
    assert "budget" not in " ".join(one.quote for one in told.citations)


def test_facts_made_anew_are_no_news(office: Office) -> None:
    """New rules, or a fact that a registrator hid, change a document and bring nothing in."""
    office.says("/bevaka taxa")
    office.lay(minutes("2024-05-28", TAXA))
    office.look()
    store = office.kanslist.store
    fact = next(one for one in store.facts(PUBLIC, FactQuery("agenda_items")) if "taxa" in str(one.fact).casefold())
    store.hide_fact(fact.id)
    assert office.look() == []


def test_an_internal_document_is_told_to_nobody(office: Office) -> None:
    """Not even to a registrator's own chat: a subscription reads what everyone may."""
    office.says("/bevaka taxa", "U0REG")
    office.lay(minutes("2024-05-28", TAXA), "intern")
    assert office.look() == []


def test_an_issue_comes_on_its_hour_and_once(office: Office) -> None:
    """Nothing before, one message at the hour (or whenever the server looks after it), none when it looks again."""
    office.says("/bevaka taxa varje måndag 08.00")
    office.lay(minutes("2024-05-28", TAXA))
    due = next_hour(office)
    assert office.at(due - timedelta(seconds=1)) == []
    [(place, told)] = office.at(due + timedelta(minutes=3))
    assert place == OWN
    assert told.lead.startswith("Brev för ")
    assert "höja taxan" in told.text
    assert office.at(due + timedelta(minutes=4)) == []
    assert office.at(due - timedelta(hours=2)) == [], "the clock was set back"
    assert office.at(due + timedelta(days=7, minutes=1)) == [], "nothing new, and quiet"


def test_subscriptions_of_a_place_that_are_due_together_are_one_message(office: Office) -> None:
    """Two subscriptions on Monday at eight: one letter, which tells a fact that both want once."""
    office.registrar("/bevaka taxa varje måndag")
    office.registrar("/bevaka kulturnämnden varje måndag")
    office.lay(minutes("2024-05-28", TAXA))
    [(place, told)] = office.at(next_hour(office, CHANNEL))
    assert place == CHANNEL
    assert sum("höja taxan" in one.text for one in told.items) == 1


def test_a_week_of_downtime_is_one_issue_that_says_so(office: Office) -> None:
    """A daily letter that was not made for a week comes once, and says what it stands for."""
    office.says("/bevaka taxa varje dag")
    office.lay(minutes("2024-05-28", TAXA))
    [(_, told)] = office.at(next_hour(office) + timedelta(days=7))
    assert "som också täcker" in told.lead
    assert office.at(next_hour(office) + timedelta(days=7, minutes=5)) == []


def test_where_there_is_nothing_a_line_says_so_if_wanted(office: Office) -> None:
    """Quiet is the default; who asked for it is told that there is nothing."""
    office.says("/bevaka taxa varje måndag även när inget har hänt")
    [(_, told)] = office.at(next_hour(office))
    assert "Inget nytt: nytt där ordet taxa står." in told.lead


def test_what_rests_is_not_told_and_comes_afterwards(office: Office) -> None:
    """A pause loses nothing."""
    office.says("/bevaka taxa")
    office.says("bevakning 1 pausa")
    office.lay(minutes("2024-05-28", TAXA))
    assert office.look() == []
    office.says("bevakning 1 återuppta")
    assert len(office.look()) == 1


def test_a_changed_time_counts_from_then_on(office: Office) -> None:
    """From at once to Fridays; the words of the change are those of the subscription."""
    office.says("/bevaka taxa")
    assert "varje fredag kl. 15.00" in office.says("bevakning 1 varje fredag 15.00").lead
    office.lay(minutes("2024-05-28", TAXA))
    assert office.look() == []
    due = next_hour(office)
    assert due.astimezone(Subscription.of(office.kanslist.store.subscriptions(OWN)[0]).rhythm.tz).weekday() == 4
    assert len(office.at(due)) == 1


# -- rights ------------------------------------------------------------------------------------------------------------


def test_a_registrator_subscribes_a_channel(office: Office) -> None:
    """Typed in a channel it is the channel's; with "till mig" their own."""
    assert office.registrar("/bevaka taxa").lead.startswith("Kanalen bevakar nu")
    assert office.registrar("/bevaka taxa till mig").lead.startswith("Du bevakar nu")
    store = office.kanslist.store
    assert [one.place for one in store.subscriptions()] == [CHANNEL, "T1/U0REG"]
    assert store.subscriptions(CHANNEL)[0].owner == "slack:T1/U0REG"
    office.lay(minutes("2024-05-28", TAXA))
    assert sorted(place for place, _ in office.look()) == [CHANNEL, "T1/U0REG"]


@pytest.mark.parametrize("outside", [False, True])
def test_nobody_else_subscribes_a_channel(office: Office, *, outside: bool) -> None:
    """What they type there is for themselves, and that is said; a registrator's name does not help where outsiders
    are."""
    who = "U0REG" if outside else "U0SAGA"
    answer = office.says("/bevaka taxa", who, CHANNEL, outside=outside)
    assert "Bara registratorer kan låta en kanal bevaka" in answer.text
    assert office.kanslist.store.subscriptions(CHANNEL) == []
    assert len(office.kanslist.store.subscriptions(f"T1/{who}")) == 1
    refused = office.says("/bevaka taxa i kanalen", who, CHANNEL, outside=outside)
    assert "Bara registratorer" in refused.lead


def test_nobody_else_changes_what_a_channel_watches(office: Office) -> None:
    """Numbers are each place's own: a reader's "avbevaka 1" in the channel is about their own."""
    office.registrar("/bevaka taxa")
    for text in ("avbevaka 1", "bevakning 1 pausa", "bevakning 1 varje fredag"):
        assert "ingen sådan" in office.says(text, channel=CHANNEL).lead
    [row] = office.kanslist.store.subscriptions(CHANNEL)
    assert (row.paused, Subscription.of(row).rhythm.every) == (None, "at once")
    assert "Kanalen bevakar inte längre" in office.registrar("avbevaka 1").lead


def test_lists_are_of_the_place(office: Office) -> None:
    """A registrator sees the channel's in the channel and their own elsewhere."""
    office.registrar("/bevaka taxa varje måndag")
    listed = office.registrar("/bevakningar")
    assert [(one.label, one.text) for one in listed.items] == [
        ("Bevakning 1", "Nytt där ordet taxa står, varje måndag kl. 08.00.")
    ]
    assert "bevakar inget" in office.registrar("bevakningar", None).lead


# -- issues before their hour ------------------------------------------------------------------------------------------


def test_a_preview_is_for_the_asker_and_takes_nothing_from_the_issue(office: Office) -> None:
    """The letter as it would be now; on its hour it comes all the same."""
    office.registrar("/bevaka taxa varje måndag")
    office.lay(minutes("2024-05-28", TAXA))
    preview = office.registrar("/digest förhandsgranska")
    assert "höja taxan" in preview.text
    assert office.platform.posted == []
    assert len(office.at(next_hour(office, CHANNEL))) == 1


def test_an_issue_now_counts_as_told(office: Office) -> None:
    """Posted where others read, given as the answer to oneself; the next one begins after it."""
    office.registrar("/bevaka taxa varje måndag")
    office.says("/bevaka taxa varje måndag")
    office.lay(minutes("2024-05-28", TAXA))
    assert "läggs ut nu" in office.registrar("/digest nu").lead
    assert "höja taxan" in office.says("/digest nu").text
    [(place, told)] = office._sent(0)
    assert place == CHANNEL
    assert "höja taxan" in told.text
    assert office.at(next_hour(office)) == []


def test_an_issue_in_a_channel_is_posted_by_a_registrator_alone(office: Office) -> None:
    """Others preview their own."""
    office.registrar("/bevaka taxa varje måndag")
    assert "bevakar inget" in office.says("/digest nu", channel=CHANNEL).lead
    assert office._sent(0) == []


def test_an_issue_waits_for_its_approval(office: Office) -> None:
    """It is shown to whoever subscribed, and posted when a registrator approves it: by then, and once."""
    office.registrar("/bevaka taxa varje måndag med godkännande")
    office.lay(minutes("2024-05-28", TAXA))
    due = next_hour(office, CHANNEL)
    [(place, asked)] = office.at(due)
    assert place == "T1/U0REG"
    assert asked.lead.startswith("Brev 1 väntar på ditt godkännande. Brev för ")
    assert [one.text for one in asked.choices] == ["digest godkänn 1", "digest stoppa 1"]
    assert office.at(due + timedelta(minutes=1)) == []
    assert "Bara registratorer" in office.says("digest godkänn 1").lead
    assert "läggs ut" in office.registrar("digest godkänn 1", None).lead
    [_, (posted, told)] = office._sent(0)
    assert posted == CHANNEL
    assert told.lead.startswith("Brev för ")
    assert "Inget brev väntar" in office.registrar("digest godkänn 1").lead


def test_an_issue_that_is_stopped_is_not_posted_nor_told_later(office: Office) -> None:
    """The next one begins after it."""
    office.registrar("/bevaka taxa varje måndag med godkännande")
    office.lay(minutes("2024-05-28", TAXA))
    due = next_hour(office, CHANNEL)
    office.at(due)
    assert "läggs inte ut" in office.registrar("digest stoppa").lead
    assert office.at(due + timedelta(days=7)) == []


def test_a_removed_document_waits_in_no_issue(office: Office) -> None:
    """What was taken out of the record is not posted by an approval that comes afterwards."""
    office.registrar("/bevaka taxa varje måndag med godkännande")
    office.lay(minutes("2024-05-28", TAXA), name="bort.txt")
    office.at(next_hour(office, CHANNEL))
    [document] = office.kanslist.store.find_document(PUBLIC, "bort.txt")
    office.kanslist.store.remove(document.id, "prov")
    assert "Inget brev väntar" in office.registrar("digest godkänn 1").lead


def test_a_letter_tells_what_is_due_and_late_too(office: Office) -> None:
    """Everything and kinds are the digest; words beside it are told in the same message, once."""
    office.says("/bevaka veckobrev varje måndag")
    office.says("/bevaka taxa varje måndag")
    office.lay(minutes("2024-05-28", TAXA))
    [(_, told)] = office.at(next_hour(office))
    assert [one.quote.count("höja taxan") for one in told.citations].count(1) == 1


def test_what_the_calendar_makes_late_is_not_told_at_once(office: Office) -> None:
    """No document says that a day has passed: who asks for it at once is asked when."""
    assert "Skriv när du vill ha besked" in office.says("/bevaka försenade rekommendationer direkt").lead
    assert office.kanslist.store.subscriptions() == []


def test_a_letter_of_a_body_leaves_out_what_was_excepted(office: Office) -> None:
    """The digest asks the same question of each fact as what is told at once."""
    office.says("/bevaka kulturnämnden utom budget varje måndag")
    office.lay(minutes("2024-05-28", TAXA, BUDGET))
    [(_, told)] = office.at(next_hour(office))
    assert "höja taxan" in told.text
    assert "i budgeten" not in told.text
