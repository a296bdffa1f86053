"""`make corpus-diff` tells gains, losses and changes truly: a rule is judged by what it prints."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests import corpus_diff

ROOT = Path(__file__).parent.parent


def decision(text: str, outcome: str | None = "bifall", item: str = "1") -> dict[str, Any]:
    return {"item": item, "text": text, "outcome": outcome, "rule": "decisions.heading", "source": {"page": 1}}


def side(*decisions: dict[str, Any]) -> corpus_diff.Facts:
    return {"a/b.txt": {"facts": {"document": {"file": "b.txt", "kind": "protokoll"}, "decisions": list(decisions)}}}


def row(report: list[str], name: str) -> list[str]:
    return next(line.split()[1:] for line in report if line.startswith(name))


def test_what_is_gained_lost_and_changed_is_told_apart() -> None:
    """A wording that is new, one that is gone, and one whose outcome is another; white space makes no difference."""
    before = side(decision("Motionen avslås."), decision("Taxan an-\ntas."), decision("Ärendet utgår."))
    after = side(decision("Motionen avslås."), decision("Taxan antas.", "antas"), decision("Ärendet bordläggs."))
    told = list(corpus_diff.report(before, after, 4))
    assert row(told, "decisions") == ["3", "3", "+1", "-1", "1"]
    assert "  + a/b.txt § 1: Ärendet bordläggs.  [decisions.heading]" in told
    assert "  - a/b.txt § 1: Ärendet utgår.  [decisions.heading]" in told
    assert any("outcome: 'bifall' → 'antas'" in line for line in told)


def test_a_text_that_stands_twice_counts_twice() -> None:
    """One of two equal clauses lost is a loss; the same clause under another § is another fact."""
    once, twice = side(decision("Bifall.")), side(decision("Bifall."), decision("Bifall."))
    assert row(list(corpus_diff.report(twice, once, 4)), "decisions") == ["2", "1", "+0", "-1", "0"]
    other = side(decision("Bifall.", item="2"))
    assert row(list(corpus_diff.report(once, other, 4)), "decisions") == ["1", "1", "+1", "-1", "0"]


def test_equal_sides_have_no_difference_and_a_lost_file_is_named() -> None:
    """Silence is only for equality; a file that no longer can be read is worse than a lost fact."""
    same = list(corpus_diff.report(side(decision("Bifall.")), side(decision("Bifall.")), 4))
    assert same[-1] == "\nNo difference."
    lost = list(corpus_diff.report(side(decision("Bifall.")), {"a/b.txt": {"crashed": "IndexError: x"}}, 4))
    assert lost[-1] == "\na/b.txt: base read; working tree IndexError: x"


def test_each_side_runs_its_own_code(tmp_path: Path) -> None:
    """The facts come from the `knowledge` in the folder that is given, whatever is installed."""
    paths = sorted((ROOT / "deploy" / "demo").glob("*.txt"))[:2]
    found = corpus_diff.extracted(ROOT, paths)
    assert sorted(found) == [f"demo/{path.name}" for path in paths]
    assert all(told["facts"]["document"]["file"] == file.split("/")[1] for file, told in found.items())
    with pytest.raises(SystemExit, match="was lost"):
        corpus_diff.extracted(tmp_path, paths)


def test_missing_documents_and_commits_are_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody shall take a comparison of nothing for a comparison without differences."""
    assert corpus_diff.main(["--shared", str(tmp_path)]) == 2
    assert "Nothing compared" in capsys.readouterr().err
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text("§ 1", "utf-8")
    assert corpus_diff.main(["--shared", str(tmp_path), "--base", "no-such-branch"]) == 2
    assert "no-such-branch" in capsys.readouterr().err
