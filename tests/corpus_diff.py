"""Gains and losses of the working tree's extraction beside a commit's, over the makers' documents: `make corpus-diff`.

Both sides read the same files in processes of their own. What a side gave is kept under its code's hash, so that only
what changed is extracted again. A fact is the same on both sides where list, § and its own words are; the rest are its
attributes.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
FOLDERS = ("corpus", "seeds")
KEPT = ROOT / ".venv" / "corpus-diff"
MOST_KEPT = 12
"""Sides whose facts are kept, the newest."""
PROCESSES = 2

WORDS = {
    "attendance": ("name", "capacity"),
    "agenda_items": ("heading",),
    "votes": ("yes", "no", "abstain"),
    "reservations": ("by",),
    "statements": ("kind", "by"),
    "audit_questions": ("question",),
    "signatories": ("name",),
}
"""The fields that make a fact of the list the one it is, beside its §; of the other lists it is `text`."""
UNTOLD = ("source", "sources", "derived", "rule", "basis", "file")

EXTRACT = """
import json, sys
from pathlib import Path
import knowledge
from knowledge.errors import KanslistError
from knowledge.extraction.extract import extract
from knowledge.reading.read import read

assert Path(knowledge.__file__).is_relative_to(Path.cwd()), knowledge.__file__
for line in sys.stdin:
    path = Path(line.rstrip("\\n"))
    try:
        told = {"facts": extract(read(path)).model_dump(mode="json")}
    except KanslistError as error:
        told = {"refused": str(error)}
    except Exception as error:
        told = {"crashed": f"{type(error).__name__}: {error}"}
    print(json.dumps({"path": str(path), **told}, ensure_ascii=False), flush=True)
"""
"""What each process runs, in the folder whose `knowledge` it shall import."""

Facts = dict[str, dict[str, Any]]
"""By file: its contract JSON, or why there is none."""
Identity = tuple[str, str, str, str]
"""file, list, §, the fact's own words, squeezed."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the differences. Returns 0; 2 where there is nothing to read or no such commit."""
    parser = argparse.ArgumentParser(prog="make corpus-diff", description=__doc__)
    parser.add_argument("--base", default="main", help="the commit to compare with (BASE=… of make)")
    parser.add_argument("--examples", type=int, default=4, help="examples of each list, at most")
    parser.add_argument("--shared", type=Path, default=SHARED, help="the folder that holds corpus/ and seeds/")
    options = parser.parse_args(arguments)
    files = documents(options.shared)
    if not files:
        return _stop(f"There are no documents in {options.shared}: only Kanslist's makers have them. Nothing compared.")
    commit = _git("rev-parse", "--verify", "--quiet", f"{options.base}^{{commit}}").strip()
    if not commit:
        return _stop(f"There is no commit {options.base!r} in this repository. Choose another: make corpus-diff BASE=…")
    before, after = at_commit(commit, files), at_tree(files)
    subject = _git("log", "-1", "--format=%h %s", commit).strip()
    sys.stdout.write(f"{len(files)} documents: {subject}  →  the working tree\n\n")
    sys.stdout.writelines(f"{line}\n" for line in report(before, after, options.examples))
    return 0


def _stop(sentence: str) -> int:
    sys.stderr.write(sentence + "\n")
    return 2


def documents(shared: Path) -> list[Path]:
    """The documents of the makers, by name."""
    found = (path for folder in FOLDERS for path in (shared / folder).rglob("*"))
    return sorted(path for path in found if path.suffix.lower() in (".pdf", ".txt", ".docx", ".html"))


def at_commit(commit: str, files: Sequence[Path]) -> Facts:
    """The facts as the commit's `knowledge` finds them."""
    tree = _git("rev-parse", f"{commit}:knowledge").strip()

    def make() -> Facts:
        with tempfile.TemporaryDirectory() as folder:
            packed = subprocess.run(
                ["git", "archive", commit, "knowledge"], cwd=ROOT, capture_output=True, check=True
            ).stdout
            with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
                archive.extractall(folder, filter="data")
            return extracted(Path(folder).resolve(), files)

    return _kept(f"{tree}-{_digest(_stamps(files))}", make)


def at_tree(files: Sequence[Path]) -> Facts:
    """The facts as the working tree's `knowledge` finds them."""
    code = (path for path in sorted((ROOT / "knowledge").rglob("*")) if path.suffix in (".py", ".toml"))
    texts = _digest(f"{path.relative_to(ROOT)} {path.read_text('utf-8')}" for path in code)
    return _kept(f"tree-{texts}-{_digest(_stamps(files))}", lambda: extracted(ROOT, files))


def extracted(root: Path, files: Sequence[Path]) -> Facts:
    """Extract every file with the code in `root`, in two processes, the longest first."""
    by_size = sorted(files, key=lambda path: path.stat().st_size, reverse=True)
    with ThreadPoolExecutor(PROCESSES) as pool:
        shares = list(pool.map(lambda start: _share(root, by_size[start::PROCESSES]), range(PROCESSES)))
    return {path: told for share in shares for path, told in share}


def _share(root: Path, files: Sequence[Path]) -> list[tuple[str, dict[str, Any]]]:
    run = subprocess.run(
        [sys.executable, "-c", EXTRACT],
        input="".join(f"{path}\n" for path in files),
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    told = [json.loads(line) for line in run.stdout.splitlines()]
    if len(told) != len(files):
        raise SystemExit(f"The process that extracts was lost at {files[len(told)]}:\n{run.stderr}")
    return [(f"{Path(one['path']).parent.name}/{Path(one['path']).name}", one) for one in told]


def _kept(key: str, make: Any) -> Facts:
    path = KEPT / f"{key}.json"
    if path.is_file():
        kept: Facts = json.loads(path.read_text("utf-8"))
        return kept
    made: Facts = make()
    KEPT.mkdir(parents=True, exist_ok=True)
    for old in sorted(KEPT.glob("*.json"), key=lambda file: file.stat().st_mtime)[: -MOST_KEPT + 1]:
        old.unlink()
    path.write_text(json.dumps(made, ensure_ascii=False), "utf-8")
    return made


def _stamps(files: Sequence[Path]) -> Iterator[str]:
    return (f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files)


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False).stdout


def identified(side: Facts) -> dict[Identity, list[dict[str, Any]]]:
    """Every fact by its identity; facts of one identity (a text that stands twice) in order. Scalars are facts too."""
    found: dict[Identity, list[dict[str, Any]]] = defaultdict(list)
    for file, told in side.items():
        for list_, fact in _facts(told.get("facts") or {}):
            item = fact.get("item") or fact.get("number") or (fact.get("source") or {}).get("section") or ""
            words = [_said(fact.get(field)) for field in WORDS.get(list_, ("text",))]
            key = (file, list_, re.sub(r"[§\s]", "", str(item)), _squeezed(" ".join(words)))
            found[key].append(fact)
    return found


def _facts(facts: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for part in ("document", "meeting"):
        for field, value in (facts.get(part) or {}).items():
            if field not in UNTOLD and value not in (None, [], ""):
                yield part, {"item": field, "text": _said(value)}
    for list_, elements in facts.items():
        if isinstance(elements, list):
            yield from ((list_, fact) for fact in elements)


def _said(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(_said, value))
    if isinstance(value, dict):
        return ", ".join(_said(one) for one in value.values() if one is not None)
    return "" if value is None else str(value)


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]", "", text.casefold())


def report(before: Facts, after: Facts, examples: int) -> Iterator[str]:
    """The table by list, then the examples, then the files that are read on one side alone."""
    old, new = identified(before), identified(after)
    gained = [(key, fact) for key, facts in new.items() for fact in facts[len(old.get(key, ())) :]]
    lost = [(key, fact) for key, facts in old.items() for fact in facts[len(new.get(key, ())) :]]
    changed = [
        (key, was, now, fields)
        for key in old.keys() & new.keys()
        for was, now in zip(old[key], new[key], strict=False)
        if (fields := _differ(was, now))
    ]
    yield from _table(old, new, gained, lost, changed)
    for sign, title, found in (("+", "gained", gained), ("-", "lost", lost)):
        for list_, of_list in _by_list(found).items():
            yield f"\n{list_}: {title} {len(of_list)}"
            yield from (_line(sign, key, fact) for key, fact in of_list[:examples])
    for list_, of_list in _by_list(changed).items():
        counts = Counter(field for *_, fields in of_list for field in fields)
        yield f"\n{list_}: changed {len(of_list)} ({', '.join(f'{field} {n}' for field, n in counts.most_common())})"
        for key, was, now, fields in of_list[:examples]:
            told = "; ".join(f"{field}: {_said(was.get(field))!r} → {_said(now.get(field))!r}" for field in fields)
            yield f"  ~ {_line('', key, now).strip()[:90]}  {told}"
    for file in sorted(before.keys() | after.keys()):
        was, now = (side.get(file, {}).get("crashed") or side.get(file, {}).get("refused") for side in (before, after))
        if was or now:
            yield f"\n{file}: base {was or 'read'}; working tree {now or 'read'}"


def _differ(was: dict[str, Any], now: dict[str, Any]) -> list[str]:
    return [field for field in was.keys() | now.keys() if field not in UNTOLD and was.get(field) != now.get(field)]


def _table(old: Any, new: Any, gained: Any, lost: Any, changed: Any) -> Iterator[str]:
    counts = [Counter(key[1] for key, facts in side.items() for _ in facts) for side in (old, new)]
    moved = [Counter(one[0][1] for one in found) for found in (gained, lost, changed)]
    yield f"{'':18}{'base':>7}{'now':>7}{'gained':>8}{'lost':>7}{'changed':>9}"
    for list_ in dict.fromkeys([*counts[0], *counts[1]]):
        plus, minus, other = (counter[list_] for counter in moved)
        yield f"{list_:18}{counts[0][list_]:7}{counts[1][list_]:7}{plus:+8}{-minus:7}{other:9}"
    if not any(moved[0] + moved[1] + moved[2]):
        yield "\nNo difference."


def _by_list(found: Iterable[Any]) -> dict[str, list[Any]]:
    """By list, one example of each file before the second of any, so that few examples show many documents."""
    lists: dict[str, list[Any]] = defaultdict(list)
    seen: Counter[tuple[str, str]] = Counter()
    ranked = []
    for one in sorted(found, key=lambda one: one[0]):
        place = (one[0][1], one[0][0])
        ranked.append((seen[place], one))
        seen[place] += 1
    for _, one in sorted(ranked, key=lambda pair: (pair[1][0][1], pair[0])):
        lists[one[0][1]].append(one)
    return lists


def _line(sign: str, key: Identity, fact: dict[str, Any]) -> str:
    file, list_, item, _ = key
    words = " ".join(_said(fact.get(field)) for field in WORDS.get(list_, ("text",)))
    words = " ".join(words.split())
    rule = f"  [{fact['rule']}]" if "rule" in fact else ""
    where = f" § {item}" if item and list_ not in ("document", "meeting") else f" {item}"
    return f"  {sign} {file}{where}: {words if len(words) <= 110 else words[:110] + '…'}{rule}"


if __name__ == "__main__":
    sys.exit(main())
