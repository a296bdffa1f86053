"""Slack's patience: how often it may be written to, and for how long what it hands out is good.

The clock goes with the real one, and further where a test says that time passes. Sources: docs.slack.dev, rate limits
(chat.postMessage: one a second and channel, short bursts allowed; the other methods by tier) and interactivity
(trigger_id: three seconds and once; response_url: five times within thirty minutes; acknowledgements: three seconds).
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from itertools import count

ACK_SECONDS = 3.0
BURST = 10
"""Messages that a channel takes at once; Slack says "short bursts" and no number."""
TRIGGER_SECONDS = 3.0
RESPONSES, RESPONSE_SECONDS = 5, 30 * 60
TIERS = {
    "chat.unfurl": 50,
    "chat.update": 50,
    "conversations.history": 50,
    "conversations.open": 50,
    "chat.postEphemeral": 100,
    "files.info": 100,
    "oauth.v2.access": 100,
} | dict.fromkeys(("views.open", "views.push", "views.update", "views.publish"), 100)
"""Calls a minute of one workspace."""


@dataclass(slots=True)
class _Bucket:
    left: float
    since: float


@dataclass(slots=True)
class _Hook:
    since: float
    uses: int = 0


class Limits:
    """refused: how often it was too much. late: the acknowledgements that came too late."""

    def __init__(self) -> None:
        self.refused = 0
        self.late: list[str] = []
        self._ahead = 0.0
        self._buckets: dict[tuple[str, ...], _Bucket] = {}
        self._hooks: dict[str, _Hook] = {}
        self._triggers: dict[str, float] = {}
        self._numbers = count(1)

    def now(self) -> float:
        """Seconds."""
        return time.monotonic() + self._ahead

    def wall(self) -> float:
        """Seconds since 1970."""
        return time.time() + self._ahead

    def pass_time(self, seconds: float) -> None:
        """So much time goes by."""
        self._ahead += seconds

    def wait(self, method: str, team: str, channel: str) -> int:
        """How many seconds to wait before this call; 0 where it is taken."""
        if method == "chat.postMessage":
            return self._drawn((method, team, channel), BURST, 1.0)
        if method in TIERS:
            return self._drawn((method, team), TIERS[method], TIERS[method] / 60)
        return 0

    def acknowledged(self, what: str, since: float) -> None:
        """Note an acknowledgement of what was sent then."""
        if self.now() - since > ACK_SECONDS:
            self.late.append(f"{what} acknowledged after {self.now() - since:.1f} seconds")

    def trigger(self) -> str:
        """A new trigger_id."""
        made = f"{next(self._numbers)}.1.0a"
        self._triggers[made] = self.now()
        return made

    def trigger_fault(self, trigger: str) -> str | None:
        """Slack's word against a trigger_id; None where it opens a window, this once."""
        if not trigger or trigger not in self._triggers:
            return "invalid_trigger_id"
        since = self._triggers[trigger]
        if self.now() - since > TRIGGER_SECONDS:
            return "expired_trigger_id"
        self._triggers[trigger] = -math.inf  # it has been exchanged
        return None

    def hook(self, *, age: float = 0) -> str:
        """The name of a new response_url of a payload that is so many seconds old."""
        name = str(next(self._numbers))
        self._hooks[name] = _Hook(self.now() - age)
        return name

    def hook_takes(self, name: str) -> bool:
        """Whether that response_url is still good."""
        hook = self._hooks.get(name)
        if hook is None or hook.uses >= RESPONSES or self.now() - hook.since > RESPONSE_SECONDS:
            return False
        hook.uses += 1
        return True

    def _drawn(self, key: tuple[str, ...], room: float, a_second: float) -> int:
        """A token bucket: taken from, or how long until there is something to take."""
        now = self.now()
        bucket = self._buckets.setdefault(key, _Bucket(room, now))
        bucket.left = min(room, bucket.left + (now - bucket.since) * a_second)
        bucket.since = now
        if bucket.left >= 1:
            bucket.left -= 1
            return 0
        self.refused += 1
        return max(1, math.ceil((1 - bucket.left) / a_second))
