"""What a registrator does, as moves: by hand with a reason, a suggestion confirmed or rejected, something undone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.follow_up.life import Followed
from bot.follow_up.life.model import last_act
from bot.follow_up.life.suggestions import Suggestion
from bot.incoming import Asker
from bot.messages import of_life
from knowledge.store.followed import Axis, Evidence, NewMove

ALL = "alla"


def actor(asker: Asker) -> str:
    """Who moves, by the name that the platform gives, else by its id."""
    return asker.name or of_life.nobody_named(asker.platform, asker.identity)


def moved(axis: Axis, value: str, reason: str, asker: Asker, today: date) -> NewMove:
    """A move by hand, today, for a reason."""
    return NewMove(axis, value, today.isoformat(), actor(asker), of_life.registrar(), reason)


def chosen(waiting: Sequence[Suggestion], key: str) -> list[Suggestion]:
    """The suggestions that a key means: those of one sentence; with none, the only sentence's; "alla", all of them."""
    if key == ALL:
        return list(waiting)
    meant = [one for one in waiting if one.key.startswith(key)] if key else list(waiting)
    said = {_sentence(one) for one in meant}
    return [one for one in waiting if _sentence(one) in said] if len(said) == 1 else []


def sentences(waiting: Sequence[Suggestion]) -> list[list[Suggestion]]:
    """What waits, by the sentence that suggests it."""
    held: dict[tuple[object, ...], list[Suggestion]] = {}
    for one in waiting:
        held.setdefault(_sentence(one), []).append(one)
    return list(held.values())


def confirmed(told: Sequence[Suggestion], asker: Asker, today: date) -> list[NewMove]:
    """The moves that suggestions become, each with its quote as evidence and the day of its document."""
    return [
        NewMove(
            one.axis,  # type: ignore[arg-type]  # suggestions() lets no other axis by
            one.value,
            one.link.document.date or today.isoformat(),
            actor(asker),
            of_life.registrar(),
            "",
            _evidence(one),
            one.key,
        )
        for one in told
    ]


def rejected(told: Sequence[Suggestion], reason: str, asker: Asker, today: date) -> list[NewMove]:
    """The moves by which suggestions do not come back."""
    by, day = (actor(asker), of_life.registrar(), reason), today.isoformat()
    return [NewMove("suggestion", one.value, day, *by, _evidence(one), one.key) for one in told]


def undone(followed: Followed, reason: str, asker: Asker, today: date) -> list[NewMove]:
    """The moves that take back what was done last; none where there is nothing."""
    by, day = (actor(asker), of_life.registrar(), reason), today.isoformat()
    return [NewMove("undo", one.value, day, *by, undoes=one.id) for one in last_act(followed.history)]


def _evidence(one: Suggestion) -> Evidence:
    link = one.link
    return Evidence(link.document.id, link.document.collection, link.page, link.start, link.end, link.quote)


def _sentence(one: Suggestion) -> tuple[object, ...]:
    return one.link.document.id, one.link.page, one.link.start, one.link.end
