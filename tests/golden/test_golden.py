"""Whole documents in each family of layouts, and all that they say: a change of any stage shows here as one line.

The documents are of the invented municipality Älvkulla. Their expected facts are reviewed against the
documents; what the extractor finds is proposed, once, where there is nothing yet, and fails until it is reviewed.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.golden.golden import HERE, documents, expected, facts_of, propose, shown


@pytest.mark.parametrize("document", documents(), ids=lambda path: path.stem)
def test_a_document_gives_its_facts_all_of_them_and_no_others(document: Path, tmp_path: Path) -> None:
    """What was reviewed, and nothing that the document does not say."""
    found = shown(facts_of(document, tmp_path))
    wanted = expected(document)
    if wanted is None:
        path = propose(document, found)
        pytest.fail(f"{path.name} is not reviewed: correct it by the document, then set reviewed to true")
    assert found.keys() == wanted.keys()
    for name, said in wanted.items():
        assert found[name] == said, name


def test_every_family_has_a_document() -> None:
    """Thirteen families of layouts, and no expectation without its document."""
    names = {path.stem for path in documents()}
    assert len(names) >= 13
    assert {path.stem for path in HERE.glob("*.json")} == names


def test_what_nobody_has_reviewed_is_no_expectation(tmp_path: Path) -> None:
    """A proposal is written once, is not taken for the truth, and is never written over."""
    document = tmp_path / "ny.txt"
    path = propose(document, {"document": {"kind": "motion"}, "decisions": [{"text": "Å"}]})
    assert expected(document) is None
    propose(document, {})
    path.write_text(path.read_text("utf-8").replace('"reviewed": false', '"reviewed": true'), "utf-8")
    assert expected(document) == {"document": {"kind": "motion"}, "decisions": [{"text": "Å"}]}
