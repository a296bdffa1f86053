"""`kanslist extract`: the facts of one file, the index untouched."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer


def extract(
    file: Annotated[Path, typer.Argument(metavar="FIL", help="Dokumentet: PDF, Word, HTML eller text.")],
    as_json: Annotated[bool, typer.Option("--json", help="Skriv uppgifterna som JSON.")] = False,
) -> None:
    """Visa uppgifterna i ett dokument. Registret rörs inte."""
    from knowledge.extraction.extract import extract as extract_facts
    from knowledge.reading.read import read

    facts = extract_facts(read(file))
    if as_json:
        sys.stdout.write(facts.model_dump_json(indent=1) + "\n")
        return
    from adapters.terminal.overview import overview

    overview(facts)
