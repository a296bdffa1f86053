"""What a follow-up says of earlier recommendations: those that are done, and those whose heading is the wording."""

from __future__ import annotations

from knowledge.extraction import follow_ups, recommendations
from tests.knowledge.extraction.documents import context_of, stands_where_it_says

REPORT = """Älvkulla kommun
Revisionsrapport
Uppföljande granskning av hemvården
2025-03-12

1 Inledning

Revisorerna granskade hemvården 2022. Då lämnades tre rekommendationer till socialnämnden.

2 Uppföljning

2.1 Nämnden rekommenderas att anta en plan för nattarbete

Planen antogs i maj 2023.

Vi bedömer att nämnden har omhändertagit rekommendationen.

2.2 Nämnden rekommenderas att följa upp klagomål

Klagomålen sammanställs inte.

Vi bedömer att rekommendationen kvarstår.

3 Slutsats

Nämnden har kommit en bit på väg.
"""


def test_a_heading_that_is_the_recommendation_is_what_the_judgement_below_it_is_of() -> None:
    """The paragraph between the two tells what was done, and is not what was recommended."""
    context = context_of(REPORT)
    done = follow_ups.find(context)
    assert [(one.text, one.graded, one.judgement) for one in done] == [
        (
            "Nämnden rekommenderas att anta en plan för nattarbete",
            "omhändertagit",
            "Vi bedömer att nämnden har omhändertagit rekommendationen.",
        )
    ]
    assert all(stands_where_it_says(context, one) for one in done)
    remain = recommendations.find(context)
    assert [(one.text, one.graded) for one in remain] == [("Nämnden rekommenderas att följa upp klagomål", "kvarstår")]


def test_labels_say_what_is_done() -> None:
    """ "Rekommendation 2: …" with "Bedömning: Åtgärdad" is followed up; with "Kvarstår" it is not."""
    report = REPORT.split("2.1")[0] + (
        "Rekommendation 1: Nämnden bör anta en plan.\nIakttagelse: Den antogs 2023.\nBedömning: Åtgärdad\n\n"
        "Rekommendation 2: Nämnden bör mäta väntetider.\nIakttagelse: Det görs inte.\nBedömning: Kvarstår\n"
    )
    assert [(one.text, one.judgement) for one in follow_ups.find(context_of(report))] == [
        ("Nämnden bör anta en plan.", "Bedömning: Åtgärdad")
    ]
