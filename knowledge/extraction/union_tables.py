"""The table of yrkanden in minutes with unions: who asks, what for, what the employer answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from knowledge.extraction import tables, unions
from knowledge.extraction.context import Context
from knowledge.extraction.flow import has_words
from knowledge.extraction.tables import Cell
from knowledge.facts import Proposal
from knowledge.vocabulary import load

_CLAIMS = load("claims")
_COLUMNS = {name: frozenset(_CLAIMS[f"{name}_heads"]) for name in ("part", "claim", "answer", "support")}


def find(context: Context) -> Iterator[Proposal]:
    """One yrkande a row. A row that names nobody goes on with the union of the row above."""
    for table in tables.find(context.lines(0, len(context.flow.text)), _is_head):
        columns = {name: at for at, head in enumerate(table.heads) if (name := _column(head))}
        by: tuple[str, ...] = ()
        for row in table.rows:
            said = _placed(row, columns, len(table.heads))
            if said is None:
                continue
            by = unions.named(said["part"].text) or by
            if by and has_words(said["claim"].text):
                yield _made(context, said, by)


def _placed(row: Sequence[Cell], columns: dict[str, int], width: int) -> dict[str, Cell] | None:
    """The row's cells by column; of a row that lacks one, the first is taken to be it: who asks stands above."""
    missing = width - len(row)
    if missing > 1 or (missing and columns["part"]):
        return None
    return {name: row[at - missing] for name, at in columns.items() if at - missing >= 0} | (
        {"part": Cell("", ())} if missing else {}
    )


def _made(context: Context, said: dict[str, Cell], by: tuple[str, ...]) -> Proposal:
    claim, answer, support = said["claim"], said.get("answer"), said.get("support")
    section = context.outline.section_at(claim.spans[0][0])
    return Proposal(
        kind="yrkande",
        by=by,
        supported_by=tuple(name for name in unions.named(support.text) if name not in by) if support else (),
        text=claim.text,
        response=answer.text if answer else None,
        item=section.number if section else None,
        source=context.cite(*claim.spans, section=section),
        rule="union_proposals.table",
    )


def _column(head: str) -> str | None:
    return next((name for name, heads in _COLUMNS.items() if head.casefold().strip(" :") in heads), None)


def _is_head(heads: Sequence[str]) -> bool:
    named = [_column(head) for head in heads]
    return "part" in named and "claim" in named
