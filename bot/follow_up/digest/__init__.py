"""The digest: what came in during a period, what is due, overdue, corrected and missing, as one message.

`compose(desk, subscriptions, period)` makes it, for a preview as for what is posted; `issues(desk, wanted)` makes very
many, reading what is new once. `corrections(desk, posted)` finds what was posted and says otherwise now.
"""

from bot.follow_up.digest.composing import Issue, compose, issues, whole
from bot.follow_up.digest.correcting import Correction, Posted, corrections
from bot.follow_up.digest.material import Span

__all__ = ["Correction", "Issue", "Posted", "Span", "compose", "corrections", "issues", "whole"]
