"""Whether names, ids and addresses are written as the platforms write theirs: what is not is found by nobody later."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from adapters.doctor.finding import Finding, fault, ok, warning
from bot.messages import of_doctor
from bot.settings import Settings, misspelt

_GUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_SLACK = re.compile(r"(?:T[A-Z0-9]{5,}/)?[CGDUW][A-Z0-9]{5,}")
_INTAKE = re.compile(r"[CG][A-Z0-9]{5,}")
_TEAMS = re.compile(r"(?:19:|a:)\S+")


def names() -> Iterator[Finding]:
    """Names that no setting has: what they say is never read."""
    for name, nearest in misspelt().items():
        yield fault(of_doctor.misspelt(name, nearest)) if nearest else warning(of_doctor.no_setting(name))


def channels(settings: Settings) -> Iterator[Finding]:
    """Channels by name ("#kansli", a link) instead of by id."""
    reports = settings.reports_channel
    if reports and not (_SLACK.fullmatch(reports) or _TEAMS.fullmatch(reports)):
        yield fault(of_doctor.odd_channel("KANSLIST_REPORTS_CHANNEL", reports))
    for channel in sorted(settings.intake_channels):
        if not _INTAKE.fullmatch(channel):
            yield fault(of_doctor.odd_channel("KANSLIST_INTAKE_CHANNELS", channel, slack_only=True))


def teams(settings: Settings) -> Iterator[Finding]:
    """The bot's id and the directory's, which Microsoft names by GUID alone."""
    for name in ("teams_app_id", "teams_tenant_id"):
        value = (getattr(settings, name) or "").strip()
        if value and not _GUID.fullmatch(value):
            yield fault(of_doctor.no_guid(f"KANSLIST_{name.upper()}", value))


def address(settings: Settings) -> Iterator[Finding]:
    """How readers reach the web view; links are made by writing paths after it."""
    url = settings.public_url
    if url is None:
        yield warning(of_doctor.no_public_url(settings.base_url))
        return
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:  # a port that is none, a broken IPv6 address
        usable = False
    if not usable or re.search(r"\s", url):
        yield fault(of_doctor.public_url_unusable(url))
    elif "?" in url or "#" in url or parts.username is not None:
        yield fault(of_doctor.public_url_ends(url))
    elif parts.scheme == "http":
        yield warning(of_doctor.public_url_open(url))
    else:
        yield ok(of_doctor.links_begin(settings.base_url))
