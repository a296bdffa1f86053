"""Posted issues whose facts have changed since: what they should read now, and that nothing else of them moves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.follow_up.digest import Correction, Posted, Span, compose, corrections
from bot.kanslist import Kanslist
from knowledge.store.api import FactQuery
from knowledge.store.reader import PUBLIC
from tests.bot.follow_up import papers
from tests.bot.follow_up.conftest import Clerk

NOW = datetime.now(UTC)
FEE = "Nämnden antar taxan med {fee} kronor per timme."
OTHER = {"b.txt": papers.minutes("2025-04-11", "Nämnden beviljar bidraget till ridklubben.", case="TN 2025-0077")}


def _posted(kanslist: Kanslist) -> Posted:
    period = Span(NOW - timedelta(days=7), datetime.now(UTC) + timedelta(seconds=1))
    return Posted(7, compose(kanslist.desk(PUBLIC), (), period), (NOW - timedelta(minutes=1)).isoformat())


def _corrections(kanslist: Kanslist, posted: Posted) -> list[Correction]:
    return list(corrections(kanslist.desk(PUBLIC), [posted]))


def _with_fee(fee: int, *, more: str = "") -> dict[str, str]:
    return {"a.txt": papers.minutes("2025-03-14", FEE.format(fee=fee), more=more)}


def test_a_letter_that_still_stands_is_left_alone(clerk_of: Clerk) -> None:
    """Also where its minutes came anew and say the same."""
    kanslist = clerk_of({**_with_fee(250), **OTHER})
    posted = _posted(kanslist)
    assert _corrections(kanslist, posted) == []
    clerk_of(_with_fee(250, more="Expedieras till: Revisorerna"))
    assert _corrections(kanslist, posted) == []


def test_corrected_minutes_correct_the_letter(clerk_of: Clerk) -> None:
    """The changed entry says what the new version says, with its quote, and that it was corrected; the rest is as it
    was, letter for letter."""
    kanslist = clerk_of({**_with_fee(250), **OTHER})
    posted = _posted(kanslist)
    clerk_of(_with_fee(350))
    (made,) = _corrections(kanslist, posted)
    assert (made.name, made.changed) == (7, 1)
    before, after = posted.answer, made.answer
    at = next(at for at, item in enumerate(before.items) if "250" in item.text)
    assert "350 kronor" in after.items[at].text
    assert after.items[at].notes[-1].startswith("rättat ")
    assert after.citations[after.items[at].citation or 0].quote == FEE.format(fee=350)
    assert "250" not in after.model_dump_json()
    untouched = [(one.label, one.text) for number, one in enumerate(before.items) if number != at]
    assert untouched == [(one.label, one.text) for number, one in enumerate(after.items) if number != at]
    assert after.lead.startswith("Rättat ")
    assert after.lead.endswith(before.lead)


def test_a_letter_that_is_corrected_twice_says_so_once(clerk_of: Clerk) -> None:
    """Its first sentence does not grow with every correction."""
    kanslist = clerk_of(_with_fee(250))
    posted = _posted(kanslist)
    clerk_of(_with_fee(350))
    (first,) = _corrections(kanslist, posted)
    clerk_of(_with_fee(450))
    (second,) = _corrections(kanslist, Posted(7, first.answer, posted.since))
    assert second.answer.lead.count("Rättat") == 1
    assert "450 kronor" in second.answer.text


@pytest.mark.parametrize("taken", ["gone", "removed", "hidden"])
def test_what_is_gone_or_removed_is_withdrawn_without_its_words(clerk_of: Clerk, taken: str) -> None:
    """A § that the new version lacks, a document that was removed, a fact that a registrator took out: the place says
    that it stands no longer, and nothing of it is left in the message."""
    kanslist = clerk_of({**_with_fee(250), **OTHER})
    posted = _posted(kanslist)
    found = next(one for one in kanslist.store.facts(PUBLIC, FactQuery("decisions")) if "250" in one.fact.source.quote)
    if taken == "gone":
        clerk_of({"a.txt": papers.minutes("2025-03-14", "Ärendet bordläggs till nästa sammanträde.")})
    elif taken == "removed":
        kanslist.store.remove(found.document.id, "fel handling")
    else:
        kanslist.store.hide_fact(found.id)
    (made,) = _corrections(kanslist, posted)
    told = made.answer.model_dump_json()
    assert "Uppgiften står inte längre i handlingarna." in told
    assert "250" not in told
    assert "ridklubben" in told


def test_a_document_that_was_closed_is_withdrawn(clerk_of: Clerk) -> None:
    """The letter stands in a channel: what not everyone may read any more is not told of there."""
    kanslist = clerk_of(_with_fee(250))
    posted = _posted(kanslist)
    with kanslist.store._db.write() as db:
        db.execute("UPDATE documents SET collection = 'intern'")
    (made,) = _corrections(kanslist, posted)
    assert "250" not in made.answer.model_dump_json()
