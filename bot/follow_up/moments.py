"""Days of the municipality's calendar as the moments (ISO texts in UTC) that the store keeps."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Stockholm")


def begins(day: date, zone: ZoneInfo = ZONE) -> str:
    """The first moment of a day: "2026-03-02" → "2026-03-01T23:00:00+00:00"."""
    return moment(datetime.combine(day, time(), zone))


def midnight(day: date, zone: ZoneInfo = ZONE) -> datetime:
    """When a day begins, where the municipality is."""
    return datetime.combine(day, time(), zone)


def last_day(end: datetime, zone: ZoneInfo = ZONE) -> date:
    """The last day that a span touches which does not hold its end."""
    return (end - timedelta(seconds=1)).astimezone(zone).date()


def ends(day: date, zone: ZoneInfo = ZONE) -> str:
    """The first moment after a day."""
    return begins(day + timedelta(days=1), zone)


def moment(at: datetime) -> str:
    """A point in time as the store writes it."""
    return at.astimezone(UTC).isoformat(timespec="seconds")


def day_of(at: str, zone: ZoneInfo = ZONE) -> date:
    """The day of the calendar that a moment lies in."""
    return datetime.fromisoformat(at).astimezone(zone).date()
