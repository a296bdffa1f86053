"""What a registrator types of what is followed, in private alone: `/atgard 3 genomförd: rutinen är antagen`.

`/atgard` shows what waits to be confirmed, `/atgard 3` one thing with its whole history (that is for everyone). A move
by hand asks for a reason; nothing is written until it has one.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot import messages
from bot.access import may_move
from bot.answers.answer import Answer, Choice, Outcome
from bot.answers.sheet import Desk, Sheet
from bot.follow_up.life import Followed, acts, follow, of_number, telling, typed
from bot.follow_up.life.suggestions import with_any
from bot.follow_up.life.typed import Typed, is_typed
from bot.incoming import Asker, Incoming
from bot.messages import of_life
from bot.office import Done, Office
from bot.questions.question import Question
from knowledge.errors import MovedMeanwhile
from knowledge.store.followed import NewMove
from knowledge.store.sqlite import SqliteStore

__all__ = ["handle", "is_typed"]

_LONGEST = 1_000
"""Characters of a reason."""
_CHOICES = 10
_MOST = 30
"""Things with suggestions that are shown at once."""


def handle(office: Office, message: Incoming, text: str) -> Done | None:
    """What a command about a followed thing gives; None for a text that asks of the record. Raises StoreError."""
    desk = office.desk(message)
    asked = typed.read(text, desk.today)
    if asked is None:
        return None
    if asked.number is None:
        return Done(_waiting(desk, text) if desk.staff else _said(text, of_life.how()))
    followed = of_number(desk, asked.number)
    if asked.act == "misread" and not desk.staff:
        return None
    if followed is None:
        return Done(_said(text, of_life.unknown(asked.number), outcome="not_found"))
    if asked.act == "show":
        return Done(telling.one(desk, _question(text), followed))
    if not may_move(message, office.settings):
        return Done(_said(text, of_life.only_registrars(), outcome="refused"))
    try:
        return Done(_acted(office.store, desk, text, followed, asked, message.asker))
    except MovedMeanwhile as error:
        again = of_number(desk, asked.number) or followed
        return Done(telling.one(desk, _question(text), again, str(error)))


def _acted(store: SqliteStore, desk: Desk, text: str, followed: Followed, asked: Typed, asker: Asker) -> Answer:
    if len(asked.reason) > _LONGEST:
        return _said(text, of_life.too_long(_LONGEST))
    if asked.act == "move":
        return _moved(store, desk, text, followed, asked, asker)
    if asked.act in ("confirm", "reject"):
        return _dealt(store, desk, text, followed, asked, asker)
    if asked.act == "undo":
        made = acts.undone(followed, asked.reason, asker, desk.today)
        if not made:
            return telling.one(desk, _question(text), followed, of_life.nothing_to_undo(followed.number))
        taken = [of_life.undone(*_undone(followed, one)) for one in made]
        return _written(store, desk, text, followed, made, taken)
    return _said(text, of_life.no_day(asked.said) if asked.act == "no day" else of_life.how())


def _moved(store: SqliteStore, desk: Desk, text: str, followed: Followed, asked: Typed, asker: Asker) -> Answer:
    """A move by hand; without a reason it is asked for, with whatever suggests the same beside it."""
    before = followed.state.value(asked.axis)
    if before == asked.value:
        said = of_life.value(asked.axis, asked.value)
        return telling.one(desk, _question(text), followed, of_life.already(said, followed.number))
    if not asked.reason:
        same = [one for one in followed.waiting if (one.axis, one.value) == (asked.axis, asked.value)]
        choices = telling.deal(followed, same[:1])[:1] if same else []
        why = of_life.why(followed.number, asked.said, asked.axis, asked.value)
        return _said(text, why, choices, outcome="ambiguous")
    made = acts.moved(asked.axis, asked.value, asked.reason, asker, desk.today)
    return _written(store, desk, text, followed, [made], [of_life.moved(asked.axis, before, asked.value)])


def _dealt(store: SqliteStore, desk: Desk, text: str, followed: Followed, asked: Typed, asker: Asker) -> Answer:
    """Suggestions confirmed or rejected; where it is not said which, that is asked."""
    told = acts.chosen(followed.waiting, asked.key)
    if not told:
        if not followed.waiting or asked.key:
            return telling.one(desk, _question(text), followed, of_life.none_waiting(followed.number))
        which = of_life.which(followed.number, len(acts.sentences(followed.waiting)))
        return telling.one(desk, _question(text), followed, which)
    if asked.act == "confirm":
        made = acts.confirmed(told, asker, desk.today)
        changes = [of_life.moved(one.axis, followed.state.value(one.axis), one.value) for one in told]
        return _written(store, desk, text, followed, made, changes)
    made = acts.rejected(told, asked.reason, asker, desk.today)
    said = ", ".join(of_life.value(one.axis, one.value) for one in told)
    return _written(store, desk, text, followed, made, [], of_life.rejected(said, followed.number))


def _written(
    store: SqliteStore,
    desk: Desk,
    text: str,
    followed: Followed,
    made: Sequence[NewMove],
    changes: Sequence[str],
    lead: str = "",
) -> Answer:
    """Write the moves; the thing as it stands then. Raises MovedMeanwhile."""
    store.put_moves(desk.reader, followed.number, made, followed.newest)
    now = of_number(desk, followed.number) or followed
    return telling.one(desk, _question(text), now, lead or of_life.now(telling.name(now), now.number, changes))


def _undone(followed: Followed, undoing: NewMove) -> tuple[str, str]:
    return next((move.axis, move.value) for move in followed.history if move.id == undoing.undoes)


def _waiting(desk: Desk, text: str) -> Answer:
    """The things of which documents suggest something."""
    held = sorted((one for one in follow(desk, with_any(desk)) if one.waiting), key=lambda one: one.number)
    sheet = Sheet(desk, _question(text))
    for one in held[:_MOST]:
        telling.add(sheet, one)
        telling.suggested(sheet, one)
    choices = telling.looks(held, _CHOICES)
    lead = of_life.waiting(sum(len(acts.sentences(one.waiting)) for one in held))
    if not held:
        return _said(text, lead)
    more = [messages.more_left(len(held) - _MOST)] if len(held) > _MOST else []
    return sheet.answered(lead, more, choices)


def _question(text: str) -> Question:
    return Question(text, "recommendations", said=text)


def _said(text: str, lead: str, choices: Sequence[Choice] = (), outcome: Outcome = "answered") -> Answer:
    return Answer(question=text, intent="followed", outcome=outcome, lead=lead, choices=tuple(choices))
