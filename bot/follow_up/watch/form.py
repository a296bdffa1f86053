"""The form by which somebody subscribes or changes a subscription: what its fields are, and what filling it in types.

Slack's window and Teams' dialog are both made from it; what is sent is asked as if it had been typed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bot.follow_up.watch.model import Rhythm, Subscription
from bot.follow_up.watch.reading import is_question
from bot.follow_up.watch.rhythms import told
from bot.follow_up.watch.rights import listed_of
from bot.incoming import Incoming
from bot.messages import of_watching
from bot.office import Office

NEW = "bevaka"
"""The form of a new subscription; that of another one is called as it is typed: "bevakning 3"."""
WHAT, EVERY, TIME, LENGTH, EMPTY = "what", "every", "time", "length", "empty"
LONGEST = 300
_CHANGES = re.compile(r"bevakning (\d{1,9})")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})")


@dataclass(frozen=True, slots=True)
class Field:
    """kind: a text, one of `options` (value, label), or a time ("08:00"). value: what stands there at first; of a
    choice None where none is made. optional: may be left empty."""

    name: str
    kind: Literal["text", "choice", "time"]
    label: str
    value: str | None = None
    options: tuple[tuple[str, str], ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """name: what it is fetched and sent by."""

    name: str
    title: str
    send: str
    fields: tuple[Field, ...]


def form(office: Office, message: Incoming, name: str) -> Form | None:
    """The form of that name, for whoever asks for it; None where there is none (a subscription that has ended, or a
    question, of which nothing can be changed). Raises StoreError."""
    if name == NEW:
        what = Field(WHAT, "text", of_watching.field_what())
        fields = (what, *_when(Rhythm(hour=office.settings.digest_hour), None, short=False, quiet=True))
        return Form(NEW, of_watching.form_title(), of_watching.form_send(), fields)
    changes = _CHANGES.fullmatch(name)
    if changes is None:
        return None
    rows = office.store.subscriptions(listed_of(office, message).place)
    held = next((Subscription.of(one) for one in rows if one.number == int(changes[1])), None)
    if held is None or held.wanted is None:
        return None
    every = _every(held.rhythm)
    fields = _when(held.rhythm, every, short=held.manner.short, quiet=held.manner.quiet)
    return Form(name, of_watching.form_change(held.number), of_watching.form_keep(), fields)


def typed(name: str, values: Mapping[str, str]) -> str:
    """What a filled-in form types. values: by field, as the platform gives them; what is none of ours is left out."""
    what = " ".join(values.get(WHAT, "").split())[:LONGEST]
    if name == NEW and is_question(what):
        return f"{NEW} {what}"
    parts = [what] if name == NEW else []
    every = values.get(EVERY, "")
    if every and told(every).rhythm and not told(every).left:
        clock = _CLOCK.fullmatch(values.get(TIME, ""))
        at = f" kl {clock[1]}.{clock[2]}" if clock and every != of_watching.AT_ONCE else ""
        parts.append(f"{every}{at}")
    parts += [values[name] for name, known in ((LENGTH, _lengths()), (EMPTY, _empties())) if values.get(name) in known]
    return f"{name} {' '.join(parts)}".strip()


def _when(rhythm: Rhythm, every: str | None, *, short: bool, quiet: bool) -> tuple[Field, ...]:
    options = of_watching.every_options()
    if every is not None and every not in dict(options):
        options = (*options, (every, of_watching.every_label(every)))
    return (
        Field(EVERY, "choice", of_watching.field_every(), every, options, optional=every is None),
        Field(TIME, "time", of_watching.field_time(), f"{rhythm.hour:02d}:{rhythm.minute:02d}", optional=True),
        Field(LENGTH, "choice", of_watching.field_length(), _choice(_lengths(), last=short), _pairs(_lengths())),
        Field(EMPTY, "choice", of_watching.field_empty(), _choice(_empties(), last=not quiet), _pairs(_empties())),
    )


def _every(rhythm: Rhythm) -> str:
    """The rhythm as it is typed, without its hour."""
    return of_watching.AT_ONCE if rhythm.every == "at once" else of_watching.rhythm(rhythm).split(" kl. ")[0]


def _lengths() -> Mapping[str, str]:
    return of_watching.lengths()


def _empties() -> Mapping[str, str]:
    return of_watching.empties()


def _choice(options: Mapping[str, str], *, last: bool) -> str:
    return list(options)[-1 if last else 0]


def _pairs(options: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(options.items())
