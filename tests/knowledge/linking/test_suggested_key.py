"""A suggestion is known again by its words: what was confirmed once is not suggested anew after the next ingest."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from knowledge.facts import Recommendation
from knowledge.linking.suggested import KIND, axis, key
from knowledge.store.api import FactQuery, Link
from knowledge.store.links import LinkRow
from knowledge.store.reader import OPERATOR
from knowledge.store.sqlite import SqliteStore
from tests.knowledge.linking.record import opened, put

REPORT = """Granskning av mottagandet
Revisionsrapport
2019-11-20

Revisorerna rekommenderar arbetsmarknadsnämnden att:

{before}• Upprätta en rutin för hot och våld vid enskilda samtal.
"""
ANSWER = "Svar på revisionsrapporten\n2020-03-17\n\nRutinen är fastställd.\n"


def suggested(store: SqliteStore, report: str, answer: str, value: str = "implementation=genomförd") -> Link:
    """The suggestion of a store into which these two texts are put, that the last recommendation is done."""
    target, document = put(store, "rapport.txt", report), put(store, "svar.txt", answer)
    facts = [one for one in store.facts(OPERATOR, FactQuery("recommendations")) if one.document.id == target]
    start = answer.index("Rutinen")
    end = start + len("Rutinen är fastställd.")
    store.put_links([LinkRow(KIND, facts[-1].id, document, None, start, end, None, "test", 0.9, value)])
    (link,) = store.links(OPERATOR, kind=KIND)
    return link


def test_a_link_keeps_its_value(tmp_path: Path) -> None:
    """What is suggested comes back as it was stored."""
    link = suggested(opened(tmp_path), REPORT.format(before=""), ANSWER)
    assert axis(link) == ("implementation", "genomförd")
    assert link.quote == "Rutinen är fastställd."


def test_a_key_outlives_new_versions_of_both_files(tmp_path: Path) -> None:
    """A report in which another recommendation now stands first, and an answer set anew, suggest the same thing."""
    store = opened(tmp_path)
    first = suggested(store, REPORT.format(before=""), ANSWER)
    later = suggested(store, REPORT.format(before="• Se över lokalerna i sin helhet.\n"), "\n" + ANSWER)
    assert (first.target.id, first.start) != (later.target.id, later.start)
    assert isinstance(later.target.fact, Recommendation)
    assert later.target.fact.number == 2
    assert key(first) == key(later)


def test_what_says_something_else_has_another_key(tmp_path: Path) -> None:
    """Another value, quote, document or addressee is another suggestion."""
    link = suggested(opened(tmp_path), REPORT.format(before=""), ANSWER)
    fact = link.target.fact.model_copy(update={"addressee": "kommunstyrelsen"})
    others = (
        replace(link, value="implementation=påbörjad"),
        replace(link, quote="Rutinen är antagen."),
        replace(link, document=replace(link.document, file="annat.txt")),
        replace(link, target=replace(link.target, fact=fact)),
    )
    assert len({key(one) for one in (link, *others)}) == 5
