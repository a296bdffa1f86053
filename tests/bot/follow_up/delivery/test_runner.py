"""What waits is sent once: looked for where a try is unclear, marked where nobody may look, and never lost."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.answers.answer import Answer, Citation, Item
from bot.follow_up.delivery import settling
from bot.follow_up.delivery.backing_off import REFUSED_TRIES
from bot.follow_up.delivery.enqueue import enqueue
from bot.follow_up.delivery.runner import Runner, Tally
from bot.follow_up.delivery.snapshot import packed
from knowledge.store.deliveries import BOT_REMOVED, DOCUMENT_REMOVED, LEASE, Delivery
from knowledge.store.sqlite import SqliteStore
from tests.fakes.platform import Platform

DAY = 24 * 3600


class Desk:
    """A store, a platform and a runner between them, with a clock that goes when it is told to."""

    def __init__(self, store: SqliteStore) -> None:
        self.store = store
        self.platform = Platform()
        self.now = 1_000_000
        self.hidden: set[str] = set()
        """Files that may not be shown."""
        self.runner = self.another()

    def another(self) -> Runner:
        """One more runner over the same store, as in another process."""
        return Runner(
            self.store,
            [self.platform],
            lambda citation: citation["document"] not in self.hidden,
            clock=lambda: self.now,
            chance=lambda: 0.0,
        )

    def put(self, channel: str = "C1", period: str = "P1", *, owner: str | None = None, **changes: object) -> int:
        made = enqueue(self.store, channel, period, "veckobrev", letter(**changes), owner=owner, now=self.now)
        assert made is not None
        return made

    def run(self) -> Tally:
        return asyncio.run(self.runner.once())

    def pass_time(self, seconds: int = DAY) -> Tally:
        """So much later, one run."""
        self.now += seconds
        return self.run()

    def row(self, id_: int) -> Delivery:
        found = self.store.delivery(id_)
        assert found is not None
        return found


def letter(**changes: object) -> Answer:
    """A digest of one item of each of two documents."""
    files = ("a.pdf", "b.pdf")
    held: dict[str, object] = {
        "question": "", "intent": "digest", "outcome": "answered", "lead": "Veckans brev.",
        "items": tuple(Item(text=f"ur {file}", citation=number) for number, file in enumerate(files)),
        "citations": tuple(Citation(document=file, title=file, quote="ord", url="x") for file in files),
    }  # fmt: skip
    return Answer.model_validate(held | changes)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    store = SqliteStore(tmp_path / "k.db")
    yield Desk(store)
    store.close()


def test_what_waits_is_sent_as_it_was_composed(desk: Desk) -> None:
    """The snapshot and nothing newer; with the platform's id of it, and not a second time."""
    made = desk.put()
    assert desk.run().counts == {"sent": 1}
    assert desk.platform.told == [letter()]
    assert (desk.row(made).state, desk.row(made).message) == ("sent", "m1")
    assert desk.run().counts == {}


def test_a_message_that_the_platform_took_and_kept_silent_about_is_found(desk: Desk) -> None:
    """A time-out after it was taken: the look finds it, and nothing is sent twice."""
    made = desk.put()
    desk.platform.faults.append("hidden")
    assert desk.run().counts == {"waiting": 1}
    assert desk.row(made).unclear
    assert desk.pass_time().counts == {"sent": 1, "found": 1}
    assert (len(desk.platform.posted), desk.row(made).message, desk.row(made).marked) == (1, "m1", False)


def test_a_message_that_was_lost_on_its_way_is_sent_again_without_a_mark(desk: Desk) -> None:
    """The look says that it is not there."""
    desk.put()
    desk.platform.faults.append("lost")
    desk.run()
    assert desk.pass_time().counts == {"sent": 1}
    assert desk.platform.told == [letter()]


def test_where_nobody_may_look_the_second_says_that_it_may_be_one(desk: Desk) -> None:
    """Teams, or Slack without the history scope: better twice and said than lost."""
    made = desk.put()
    desk.platform.looks = False
    desk.platform.faults += ["hidden", "busy"]
    desk.run()
    assert desk.pass_time().counts == {"waiting": 1}, "the doubt outlives another refusal"
    assert desk.pass_time().counts == {"sent": 1, "marked": 1}
    assert [one.lead for one in desk.platform.told] == ["Veckans brev.", "(Kan vara skickad två gånger.) Veckans brev."]
    assert desk.row(made).marked


def test_a_process_that_died_is_taken_over_with_a_look(desk: Desk) -> None:
    """Its lease runs out; whether it had sent it is seen, not guessed."""
    made = desk.put()
    desk.store.lease_delivery("C1", desk.now)
    assert desk.run().counts == {}
    assert desk.pass_time(LEASE + 1).counts == {"sent": 1}
    assert (desk.platform.looked, desk.row(made).tries) == (["C1"], 2)


def test_one_that_was_only_held_up_marks_what_came_twice(desk: Desk) -> None:
    """A machine asleep between lease and post: both messages are there, and the later says so."""
    made = desk.put()

    class Asleep(Platform):
        async def post(self, channel: str, message: Answer, key: str | None = None) -> str:
            desk.now += LEASE + 1
            other = Runner(desk.store, [desk.platform], lambda _: True, clock=lambda: desk.now)
            await other.once()
            return await desk.platform.post(channel, message, key)

        async def edit(self, channel: str, message_id: str, message: Answer) -> None:
            await desk.platform.edit(channel, message_id, message)

    slow = Runner(desk.store, [Asleep()], lambda _: True, clock=lambda: desk.now)
    assert asyncio.run(slow.once()).counts == {"sent": 1, "twice": 1}
    assert [one.lead.startswith("(Kan vara") for one in desk.platform.told] == [False, True]
    assert desk.row(made).marked


def test_two_runners_at_once_send_each_once(desk: Desk) -> None:
    """Two replicas of the server work off one outbox."""
    for number in range(40):
        desk.put(f"C{number % 8}", f"P{number}")

    async def both() -> list[Tally]:
        return list(await asyncio.gather(desk.runner.once(), desk.another().once()))

    first, second = asyncio.run(both())
    while desk.run().counts:
        pass
    assert len(desk.platform.posted) == 40
    assert first.counts["sent"] + second.counts["sent"] > 0
    assert desk.store.delivery_counts() == {"sent": 40, "marked": 0, "unclear": 0}


def test_messages_of_a_channel_keep_their_order(desk: Desk) -> None:
    """What was decided first is told first."""
    for number in range(5):
        desk.put("C1", f"P{number}", lead=str(number))
    desk.run()
    assert [one.lead for one in desk.platform.told] == list("01234")


def test_what_came_later_waits_for_what_could_not_be_sent(desk: Desk) -> None:
    """An answer that changed twice during an outage is told in that order: the last word must be the newest."""
    desk.put("C1", "P1", lead="först")
    desk.platform.faults.append("down")
    desk.run()
    desk.put("C1", "P2", lead="sedan")
    assert desk.pass_time(5).counts == {}
    desk.pass_time(60)
    assert [one.lead for one in desk.platform.told] == ["först", "sedan"]


def test_a_message_that_is_always_refused_does_not_stop_its_channel(desk: Desk) -> None:
    """It is given up after some tries, and what came later goes."""
    bad = desk.put("C1", "P1")
    desk.put("C1", "P2", lead="sedan")
    desk.platform.faults.extend(["refused"] * REFUSED_TRIES)
    for _ in range(REFUSED_TRIES):
        desk.pass_time()
    assert (desk.row(bad).state, desk.row(bad).tries) == ("failed", REFUSED_TRIES)
    assert [one.lead for one in desk.platform.told] == ["sedan"]


def test_a_platform_that_is_down_is_asked_once_a_run(desk: Desk) -> None:
    """Five hundred channels need not each learn that it does not answer; nobody is forgotten."""
    for number in range(60):
        desk.put(f"C{number}")
    desk.platform.faults += ["down"] * 60
    assert desk.run().counts["waiting"] <= 40
    desk.platform.faults.clear()
    desk.pass_time()
    desk.pass_time()
    assert len(desk.platform.posted) == 60


def test_a_busy_platform_is_given_the_time_that_it_asks_for(desk: Desk) -> None:
    """Retry-After, for all that waits for the channel."""
    desk.put()
    desk.put(period="P2")
    desk.platform.faults.append("busy")
    desk.run()
    assert desk.pass_time(60).counts == {}
    assert desk.pass_time(3).counts == {"sent": 2}


def test_an_archived_channel_is_told_to_its_owner_and_suspended_after_three(desk: Desk) -> None:
    """Once, in the owner's own chat; each new period asks the channel once more, until it takes something again."""
    desk.platform.closed.add("C1")
    desk.store.put_subscription(place="C1", said="allt", wanted="{}", rhythm="{}")
    made = desk.put(owner="U1")
    for _ in range(3):
        desk.pass_time()
    assert (desk.row(made).state, desk.row(made).reason) == ("suspended", "arkiverad")
    assert desk.store.subscriptions()[0].paused == "undeliverable", "nothing more is composed for it"
    desk.pass_time()
    [told] = desk.platform.posted
    assert (told.channel, "C1" in told.message.lead, "arkiverad" in told.message.lead) == ("U1", True, True)
    second = desk.put(period="P2", owner="U1")
    desk.pass_time()
    desk.pass_time()
    assert desk.row(second).state == "suspended"
    assert len(desk.platform.posted) == 1, "the owner knows already"
    desk.platform.closed.clear()
    desk.put(period="P3", owner="U1")
    desk.pass_time()
    assert [one.channel for one in desk.platform.posted] == ["U1", "C1"]
    assert desk.store.subscriptions()[0].paused is None
    assert desk.row(desk.put(period="P4")).refusals == 0


def test_an_owner_whose_own_chat_is_gone_is_no_endless_chain(desk: Desk) -> None:
    """What is told of the silence is not itself told of."""
    desk.platform.closed |= {"C1", "U1"}
    desk.put(owner="U1")
    for _ in range(12):
        desk.pass_time()
    assert {(one.kind, one.state) for one in desk.store.deliveries()} == {
        ("veckobrev", "suspended"),
        (settling.NOTICE, "suspended"),
    }


def test_a_removed_bot_is_told_to_the_owner_at_once(desk: Desk) -> None:
    """There is nothing to wait for."""
    made = desk.put(owner="U1")
    desk.platform.faults.append("removed")
    desk.run()
    desk.run()
    assert desk.row(made).state == "suspended"
    assert [one.channel for one in desk.platform.posted] == ["U1"]


def test_what_may_not_be_shown_any_more_is_left_out(desk: Desk) -> None:
    """The document was closed after the letter was composed: the access gate is at the posting."""
    digest = desk.put()
    alone = desk.put(period="P2", intent="decisions")
    desk.hidden.add("a.pdf")
    assert desk.run().counts == {"sent": 1, "failed": 1}
    [told] = desk.platform.told
    assert [(one.text, one.citation) for one in told.items] == [("ur b.pdf", 0)]
    assert desk.row(digest).state == "sent"
    assert (desk.row(alone).state, desk.row(alone).reason) == ("failed", DOCUMENT_REMOVED)


def test_a_correction_takes_the_place_of_what_was_sent(desk: Desk) -> None:
    """Minutes were corrected: the letter that is there is changed, and is no second message."""
    made = desk.put()
    desk.run()
    new = letter(lead="Veckans brev, rättat.")
    assert enqueue(desk.store, "C1", "P1:1", "rättelse", new, corrects=made, now=desk.now)
    desk.run()
    assert desk.platform.told == [new]
    assert desk.row(made).corrected == desk.now
    assert desk.row(made).snapshot == packed(new), "what stands there now is what the next correction is compared with"
    again = letter(lead="Rättat igen.")
    desk.platform.gone.add("m1")
    assert enqueue(desk.store, "C1", "P1:2", "rättelse", again, corrects=made, now=desk.now)
    desk.run()
    assert [one.lead for one in desk.platform.told] == [
        "Veckans brev, rättat.",
        "Rättelse av ett tidigare meddelande. Rättat igen.",
    ], "where it can no longer be changed, it is followed by what corrects it"


def test_a_server_that_stops_finishes_what_is_on_its_way_and_leases_nothing_more(desk: Desk) -> None:
    """Or each deployment would leave messages in doubt."""
    for number in range(3):
        desk.put("C1", f"P{number}")

    async def stopped() -> Tally:
        stopping = asyncio.Event()
        stopping.set()
        return await desk.runner.once(stopping=stopping)

    assert asyncio.run(stopped()).counts == {}
    assert desk.store.delivery_counts()["waiting"] == 3


def test_one_that_is_broken_off_in_the_middle_is_looked_for_at_once(desk: Desk) -> None:
    """The server was killed politely while the platform had the message: the next one need not wait for the lease."""
    made = desk.put()

    class Silent(Platform):
        async def post(self, channel: str, message: Answer, key: str | None = None) -> str:
            begun.set()
            await asyncio.Event().wait()
            return ""

    begun = asyncio.Event()

    async def broken_off() -> None:
        running = asyncio.create_task(Runner(desk.store, [Silent()], lambda _: True, clock=lambda: desk.now).once())
        await begun.wait()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

    asyncio.run(broken_off())
    assert (desk.row(made).state, desk.row(made).unclear) == ("waiting", True)
    assert desk.run().counts == {"sent": 1}
    assert desk.platform.looked == ["C1"]


def test_without_a_sender_it_waits(desk: Desk) -> None:
    """A command without the platform's tokens must not use up the tries of a server that has them."""
    made = desk.put()
    asyncio.run(Runner(desk.store, [Platform("C2")], lambda _: True).once())
    assert (desk.row(made).state, desk.row(made).tries) == ("waiting", 0)


def test_a_channel_of_a_bot_that_was_removed_meanwhile_stays_quiet(desk: Desk) -> None:
    """The removal comes between composing and sending."""
    made = desk.put("19:x")
    desk.store.drop_conversation("teams", "19:x")
    assert desk.run().counts == {}
    assert desk.row(made).reason == BOT_REMOVED
