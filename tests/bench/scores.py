"""What score.py says of the seeds, as figures without bars."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

KANSLIST = str(Path(sys.executable).parent / "kanslist")
SHOWN = ("macro.f1", "attributes.macro", "audit_questions.answer", "quotes", "basis", "runs", "answers")


def measure(shared: Path, data: Path) -> str:
    """The headline figures of the facts and of the answers."""
    facts = _score(shared, "facts", "gold/seeds", {}, "extract", "--json")
    answers = _score(shared, "answers", "gold/questions.jsonl", {"KANSLIST_DATA": str(data)}, "ask", "--json", "-")
    return "\n".join(["Scores, facts of the seeds", *facts, "Scores, answers", *answers])


def _score(shared: Path, what: str, gold: str, env: dict[str, str], *command: str) -> list[str]:
    where = ["--gold", shared / gold, "--docs", shared / "seeds", "--quiet"]
    run = subprocess.run(
        [sys.executable, shared / "score/score.py", what, *where, "--", KANSLIST, *command],
        capture_output=True,
        text=True,
        env={**os.environ, **env},
        check=True,
    )
    return [f"  {line}" for line in run.stdout.splitlines() if line.startswith(SHOWN)]
