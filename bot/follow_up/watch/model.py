"""What a subscription is: what is wanted (`Wanted`) or a question, when it is told (`Rhythm`) and how (`Manner`).

The store keeps each part as JSON without its defaults; a field that a newer version adds has one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Self
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from bot.settings import known_zone
from knowledge.store.subscriptions import Paused, SubscriptionRow

Every = Literal["at once", "day", "week", "month"]
Which = Literal["all", "overdue", "new"]
ZONE = "Europe/Stockholm"


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    def pack(self) -> str:
        """As the store keeps it; the same wish is the same text."""
        return self.model_dump_json(exclude_defaults=True)


class Terms(_Model):
    """Terms of the record, each as it writes them. Of one kind any will do, of several kinds one each.

    cases: as printed; parties: letters; words: each a run of words that stand together in one fact, inflected as they
    like ("budget*": what begins so too).
    """

    bodies: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing is named."""
        return not (self.bodies or self.cases or self.people or self.parties or self.words)


class Wanted(Terms):
    """Exactly what was typed and nothing more. Where recommendations, assignments or decisions are asked for, nothing
    else is wanted; without terms they are wanted of everybody. everything: the weekly letter. but: what is left out,
    whatever else it is; any of these terms will do."""

    everything: bool = False
    recommendations: Which | None = None
    assignments: bool = False
    """Those with a last day that is near or has passed."""
    decisions: bool = False
    but: Terms = Terms()

    @model_validator(mode="after")
    def _wants_something(self) -> Self:
        if self.empty and not (self.everything or self.recommendations or self.assignments or self.decisions):
            raise ValueError("nothing is wanted")
        return self

    @property
    def by_kind(self) -> bool:
        """Whether facts of some kinds alone are wanted."""
        return bool(self.recommendations or self.assignments or self.decisions)


class Rhythm(_Model):
    """When an issue comes. weekday: from 0 (Monday); day: of the month, the last one where it is shorter; time: local,
    in `zone`. working_days: what falls on a Swedish holiday or a weekend comes on the next working day."""

    every: Every = "week"
    weekday: int = Field(0, ge=0, le=6)
    day: int = Field(1, ge=1, le=31)
    hour: int = Field(8, ge=0, le=23)
    minute: int = Field(0, ge=0, le=59)
    zone: str = ZONE
    working_days: bool = True

    @field_validator("zone")
    @classmethod
    def _is_a_zone(cls, zone: str) -> str:
        return known_zone(zone)

    @property
    def tz(self) -> ZoneInfo:
        """The zone that `hour` is of."""
        return ZoneInfo(self.zone)


class Manner(_Model):
    """short: a line a fact, without quotes. quiet: no issue where there is nothing to tell, else a line that says so.
    approval: a registrator approves each issue before it is posted."""

    short: bool = False
    quiet: bool = True
    approval: bool = False


@dataclass(frozen=True, slots=True)
class Subscription:
    """place: the channel or conversation that is told; number: what it is called there; owner ("slack:T01/U02") and
    owner_place: who made it, and where they alone are told. said: what is wanted, in their words; wanted: None where a
    question is watched (bot/follow_up/subscriptions.py). told_until: seconds since 1970, and seen: the record's change
    number, up to which the place was told."""

    id: int
    place: str
    number: int
    owner: str | None
    owner_place: str | None
    said: str
    wanted: Wanted | None
    rhythm: Rhythm
    manner: Manner
    paused: Paused | None
    told_until: int
    seen: int

    @classmethod
    def of(cls, row: SubscriptionRow) -> Self:
        """The subscription that a row keeps."""
        return cls(
            id=row.id,
            place=row.place,
            number=row.number,
            owner=row.owner,
            owner_place=row.owner_place,
            said=row.said,
            wanted=None if row.wanted is None else Wanted.model_validate_json(row.wanted),
            rhythm=Rhythm.model_validate_json(row.rhythm),
            manner=Manner.model_validate_json(row.manner),
            paused=row.paused,
            told_until=row.told_until,
            seen=row.seen,
        )
