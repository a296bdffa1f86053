"""`make faults`: kills without number, and what came of it. The figures also go into .ci/artefacts/faults.json."""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from pathlib import Path

from tests.faults.child import STEPS
from tests.faults.trial import Counted, Trial

OUT = Path(".ci/artefacts/faults.json")
TRIALS = (
    ("Slack (may look) and Teams (may not)", 200, {}),
    ("the same, two runners at once, one killed", 60, {"together": 2, "seed": 2}),
    ("Slack without the history scope, and Teams", 40, {"looks": False, "seed": 3}),
)


def main() -> int:
    """Run them all, print a table, and end in 1 where anything was lost or came twice in silence."""
    told, bad = [], False
    for title, kills, options in TRIALS:
        with tempfile.TemporaryDirectory() as folder:
            counted = asyncio.run(Trial(Path(folder), **options).run(kills))
        told.append({"trial": title} | counted.told())
        bad |= is_bad(counted, looks=options.get("looks", True))
        sys.stdout.write(table(title, counted))
        sys.stdout.flush()
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", "utf-8")
    sys.stdout.write(f"{OUT}\n")
    return int(bad)


def is_bad(counted: Counted, *, looks: bool) -> bool:
    """Whether a promise was broken: something lost, a second message that does not say so, more of them than a platform
    had hidden, or one that a look would have spared."""
    more = any(counted.duplicates[platform] > counted.hidden[platform] for platform in ("Slack", "Teams"))
    unlooked = looks and counted.duplicates["Slack"]
    return bool(counted.lost or counted.unsent or counted.unmarked or more or unlooked)


def table(title: str, counted: Counted) -> str:
    """The figures as they are printed."""
    steps = "  ".join(f"{step} {counted.kills[step]}" for step in STEPS)
    rows = (
        ("killed", f"{sum(counted.kills.values())}  ({steps})"),
        ("messages", counted.messages),
        (
            "hidden, Slack",
            f"{counted.hidden['Slack']}  (taken by the platform, unknown to the store)",
        ),
        ("hidden, Teams", counted.hidden["Teams"]),
        ("lost", counted.lost),
        ("twice, Slack", counted.duplicates["Slack"]),
        ("twice, Teams", counted.duplicates["Teams"]),
        ("twice, unmarked", counted.unmarked),
        ("marked, alone", counted.needless),
        ("looks", counted.looks),
        ("seconds", round(counted.seconds, 1)),
    )
    return f"\n{title}\n" + "".join(f"  {name:16} {value}\n" for name, value in rows)


if __name__ == "__main__":
    sys.exit(main())
