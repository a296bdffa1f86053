"""The house's arrows: adapters → bot → knowledge, and inside knowledge each room only what stands below it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

ROOMS = {
    # room: what it may import of our own; the first matching prefix (longest first) decides
    "knowledge": {"knowledge"},
    "bot": {"bot", "knowledge"},
    "adapters": {"adapters", "bot", "knowledge"},
}
INSIDE_KNOWLEDGE = {
    # ingest → {reading, extraction, linking, store, search} → facts; vocabulary is read by all
    "knowledge.reading": {"knowledge.reading", "knowledge.errors", "knowledge.vocabulary"},
    "knowledge.extraction": {
        "knowledge.extraction", "knowledge.reading.pages", "knowledge.facts", "knowledge.names",
        "knowledge.case_numbers", "knowledge.vocabulary", "knowledge.errors",
    },
    "knowledge.store": {
        "knowledge.store", "knowledge.facts", "knowledge.names", "knowledge.case_numbers",
        "knowledge.reading.pages", "knowledge.errors", "knowledge.vocabulary", "knowledge.paths",
    },
}  # fmt: skip
ONE_MODULE = {
    # a library that only one module may know, so that it can be replaced there
    "botbuilder": {"adapters/teams/botbuilder.py"},
    "botframework": {"adapters/teams/botbuilder.py"},
    "microsoft_agents": {"adapters/teams/agents.py"},
}


def sources() -> list[Path]:
    return sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))


def imports(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


@pytest.mark.parametrize("path", sources(), ids=module)
def test_a_room_imports_only_rooms_below_it(path: Path) -> None:
    """An import against the arrows would tie the record to a platform, and neither could be tested alone."""
    allowed = ROOMS[module(path).split(".")[0]]
    own = {name for name in imports(path) if name.split(".")[0] in ROOMS}
    assert {name for name in own if name.split(".")[0] not in allowed} == set()


@pytest.mark.parametrize("path", sources(), ids=module)
def test_inside_knowledge_the_rooms_stay_apart(path: Path) -> None:
    """Reading, extraction and store meet only in ingest: each can be rebuilt or measured without the others."""
    for room, allowed in INSIDE_KNOWLEDGE.items():
        if module(path).startswith(room):
            own = {name for name in imports(path) if name.startswith("knowledge.")}
            assert {name for name in own if not any(name == a or name.startswith(a + ".") for a in allowed)} == set()


@pytest.mark.parametrize("path", sources(), ids=module)
def test_a_library_behind_a_seam_is_known_by_one_module(path: Path) -> None:
    """botbuilder's support has ended: the day it breaks, a setting chooses the other module."""
    for library, homes in ONE_MODULE.items():
        if any(name.split(".")[0] == library for name in imports(path)):
            assert str(path.relative_to(ROOT)) in homes
