"""Whether whoever asks in Teams, or the place where they ask, belongs to another organisation.

An activity tells tenants (`channelData.tenant`, `conversation.tenantId`, sometimes `from.tenantId`) and, of a channel
that is shared, its type. That somebody is a guest in our own tenant it does not tell: the roster does (`userRole`, a
name with #EXT#). It is asked only of those whom the settings let read more than everyone; fields as in
TeamsChannelAccount and learn.microsoft.com: Get Teams specific context.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Any

from adapters.teams.activities import Activity, conversation_of

Member = Callable[[str, str, str], Awaitable[dict[str, Any]]]
"""(service URL, conversation, person's id) → their entry in the roster."""

_ROLES = frozenset({"guest", "anonymous"})
_KEPT_SECONDS = 3600
_KEPT = 1_000


def is_outside(activity: Activity, tenant: str | None) -> bool:
    """What the activity itself tells. tenant: ours; None where it is not known."""
    sender, conversation = _dict(activity.get("from")), _dict(activity.get("conversation"))
    data = _dict(activity.get("channelData"))
    tenants = {sender.get("tenantId"), conversation.get("tenantId"), _dict(data.get("tenant")).get("id")} - {None}
    others = {str(one).casefold() for one in tenants} - {tenant.casefold()} if tenant else set()
    shared = str(_dict(data.get("channel")).get("type")).casefold() == "shared"
    return bool(others) or shared or _is_guest(sender, tenant)


class Roster:
    """Who is a guest, by the roster, each asked for once an hour."""

    def __init__(self, member: Member, tenant: str, now: Callable[[], float] = time.monotonic) -> None:
        self._member = member
        self._tenant = tenant
        self._now = now
        self._known: OrderedDict[str, tuple[float, bool]] = OrderedDict()

    async def is_guest(self, activity: Activity) -> bool:
        """Whether the asker is one, or of another tenant. Raises RosterUnreadable, LoginFailed."""
        person = str(_dict(activity.get("from")).get("id") or "")
        known = self._known.get(person)
        if known is None or self._now() - known[0] > _KEPT_SECONDS:
            entry = await self._member(str(activity.get("serviceUrl")), conversation_of(activity), person)
            known = self._known[person] = (self._now(), _is_guest(entry, self._tenant))
            while len(self._known) > _KEPT:
                self._known.popitem(last=False)
        return known[1]


def _is_guest(account: dict[str, Any], tenant: str | None) -> bool:
    role = str(account.get("userRole") or "").casefold()
    name = str(account.get("userPrincipalName") or "").casefold()
    theirs = account.get("tenantId")
    return role in _ROLES or "#ext#" in name or bool(tenant and theirs and str(theirs).casefold() != tenant.casefold())


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
