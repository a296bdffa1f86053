"""`python -m tests.load FOLDER --facts N`: a store of N facts, about N passages, and its projection."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.load.make import make


def main() -> int:
    """Make the record; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--facts", type=int, default=1_000_000)
    chosen = parser.parse_args()
    made = make(chosen.folder, chosen.facts)
    sys.stdout.write(
        f"{made.documents} documents, {made.facts} facts: stored in {made.stored:.0f} s, "
        f"projected in {made.projected:.0f} s\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
