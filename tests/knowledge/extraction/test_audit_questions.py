"""The audit questions with their verdicts, out of tables whose cells wrap."""

from __future__ import annotations

import pytest

from knowledge.extraction import audit_questions
from tests.knowledge.extraction.documents import context_of, stands_where_it_says

HEAD = "Revisionsrapport\n\nGranskning av bibliotek\n\n"
BELOW = """Revisionsfråga Svar Kommentar

Finns det styrdokument för biblio-
teken?

Ja

Planen antogs i mars.

Är öppettiderna rimliga? Följs de upp?

I hu-
vud-
sak

De följs upp varje år. Kvällarna är få.

Har personalen utbildning?  Delvis Hälften har gått kursen.

3.1 Slutsats
"""
BESIDE = """Revisionsfråga   Bedömning   Kommentar
Finns det styrdokument för   Ja   Planen antogs i
biblioteken?   mars.
Är öppettiderna rimliga?   Endast delvis   Kvällarna är få.

Rekommendationer
"""
VERDICT_AND_MORE = """Revisionsfråga                  Svar
Finns det en plan för           Nej. Den som fanns gällde
biblioteken?                    till och med 2020.
Är ansvaret tydligt?            Delvis. Uppdragen
                                varierar.

Älvkulla den 3 maj 2024 \nSiv Ek
"""
HEADED = """Bedömning av varje fråga

Revisionsfråga 1: Finns det en plan?
Ja
Planen antogs i mars.

Revisionsfråga 2: Följs den upp?
Delvis
Kvällarna följs inte upp.

Rekommendationer
"""
LABELLED = """Har nämnden säkerställt öppettiderna?
Svar: Delvis. Kvällarna är få.

3. Följs de upp?
Nej, inte alls. 4.

Finns det rutiner?
Svar: Vi bedömer att det finns rutiner.

Varför frågar vi? Ja det undrar många.
"""
SECTION = "Svar på revisionsfrågorna\n\n• Finns det en plan?\nNej. Planen är inte antagen.\n\n"
UNANSWERED = "Granskningen ska besvara följande revisionsfrågor:\n\n• Finns det en plan?\n• Följs den upp?\n"


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        (
            BELOW,
            [
                ("Finns det styrdokument för biblioteken?", "Ja", "Planen antogs i mars."),
                ("Är öppettiderna rimliga? Följs de upp?", "I huvudsak", "De följs upp varje år. Kvällarna är få."),
                ("Har personalen utbildning?", "Delvis", "Hälften har gått kursen."),
            ],
            "cells below one another, a verdict hyphenated over three lines, a double question, a row on one line",
        ),
        (
            VERDICT_AND_MORE,
            [
                ("Finns det en plan för biblioteken?", "Nej", "Den som fanns gällde till och med 2020."),
                ("Är ansvaret tydligt?", "Delvis", "Uppdragen varierar."),
            ],
            "one column holds the verdict and what explains it; place and day end the table",
        ),
        (
            HEADED,
            [
                ("Finns det en plan?", "Ja", "Planen antogs i mars."),
                ("Följs den upp?", "Delvis", "Kvällarna följs inte upp."),
            ],
            "each question a heading with its number, its verdict on the line below",
        ),
        (
            LABELLED,
            [
                ("Har nämnden säkerställt öppettiderna?", "Delvis", "Kvällarna är få."),
                ("Följs de upp?", "Nej", "inte alls."),
            ],
            "an answer after its label; prose without a verdict and a question in running text give none",
        ),
        (
            BESIDE,
            [
                ("Finns det styrdokument för biblioteken?", "Ja", "Planen antogs i mars."),
                ("Är öppettiderna rimliga?", "Endast delvis", "Kvällarna är få."),
            ],
            "cells side by side, as pages are read by their coordinates",
        ),
        (SECTION, [("Finns det en plan?", "Nej", "Planen är inte antagen.")], "a section without a table"),
        (UNANSWERED, [], "a question without a verdict is no element"),
    ],
)
def test_questions_stand_with_their_verdicts(text: str, expected: list[tuple[str, str, str]], reason: str) -> None:
    """The verdict belongs to its question and is told as written."""
    context = context_of(HEAD + text)
    found = audit_questions.find(context)
    assert [(one.question, one.answer, one.comment) for one in found] == expected, reason
    assert all(stands_where_it_says(context, one) for one in found)


def test_a_question_answered_twice_is_one() -> None:
    """Summary and conclusion answer the same questions."""
    assert len(audit_questions.find(context_of(HEAD + BELOW + "\n" + BELOW))) == 3


def test_the_verdict_may_stand_in_the_last_column() -> None:
    """Some auditors put the comment before the verdict; the row is the same."""
    text = (
        "Granskning av bad\n\nPå uppdrag av kommunens revisorer har badet granskats.\n\n"
        "Revisionsfråga                               Kommentar                                     Bedömning\n"
        "Har nämnden en ändamålsenlig                 Styrningen saknar mål och                     Delvis\n"
        "styrning av badet?                           uppföljning.\n\n"
        "Är vattnet rent?                             Rutiner finns.                                Ja\n\n"
        "Vi rekommenderar nämnden att anta mål.\n"
    )
    found = audit_questions.find(context_of(text))
    assert [(one.question, one.answer, one.comment) for one in found] == [
        ("Har nämnden en ändamålsenlig styrning av badet?", "Delvis", "Styrningen saknar mål och uppföljning."),
        ("Är vattnet rent?", "Ja", "Rutiner finns."),
    ]


def test_a_verdict_may_stand_far_below_its_question() -> None:
    """The heading asks, what was found stands between, and the verdict is on a line of its own."""
    text = (
        "Revisionsrapport\nGranskning av beredskap\n\nRevisionsfråga 1: Finns en aktuell\nanalys?\n"
        "Iakttagelser: Analysen är från 2019. Är den känd? Ja, säger alla.\n\nBedömning: Delvis uppfyllt\n\n"
        "Revisionsfråga 2: Genomförs övningar?\nIakttagelser: Ingen övning.\n\nBedömning: Ej uppfyllt\n"
    )
    context = context_of(text)
    found = audit_questions.find(context)
    assert [(one.question, one.answer) for one in found] == [
        ("Finns en aktuell analys?", "Delvis uppfyllt"),
        ("Genomförs övningar?", "Ej uppfyllt"),
    ]
    assert [part.quote for part in found[0].source.more] == ["Delvis uppfyllt"]


def test_a_comment_that_wraps_is_no_part_of_the_next_question() -> None:
    """Columns that a text keeps upright: what stands below the comment's head goes on with the comment."""
    text = (
        "Revisionsrapport\nGranskning av avtal\n\n"
        "Revisionsfråga                      Svar        Kommentar\n"
        "Finns ett aktuellt register?        Nej         Avtalen förvaras\n"
        "                                                på olika platser.\n"
        "Är ansvaret tydligt?                Delvis      Det skiftar.\n"
    )
    found = audit_questions.find(context_of(text))
    assert [(one.question, one.answer, one.comment) for one in found] == [
        ("Finns ett aktuellt register?", "Nej", "Avtalen förvaras på olika platser."),
        ("Är ansvaret tydligt?", "Delvis", "Det skiftar."),
    ]


def test_a_heading_above_a_question_is_no_part_of_it() -> None:
    """ "Bedömning" right above the first question heads the answers."""
    text = (
        "Revisionsrapport\nGranskning av mål\n\n3. Bedömning\nHar nämnden beslutat om mål? Delvis. Mål saknas.\n\n"
        "Är samverkan god? Ja.\n"
    )
    found = audit_questions.find(context_of(text))
    assert [one.question for one in found] == ["Har nämnden beslutat om mål?", "Är samverkan god?"]


def test_the_comment_may_stand_before_the_verdict() -> None:
    """The heads say which column is which."""
    text = (
        "Revisionsrapport\nGranskning av kontroll\n\nRevisionsfråga\nKommentar\nBedömning\n\n"
        "Finns ett reglemente?\nDet antogs 2021.\nUppfyllt\n\nGörs riskanalyser?\nTvå saknas.\nDelvis uppfyllt\n"
    )
    found = audit_questions.find(context_of(text))
    assert [(one.question, one.answer, one.comment) for one in found] == [
        ("Finns ett reglemente?", "Uppfyllt", "Det antogs 2021."),
        ("Görs riskanalyser?", "Delvis uppfyllt", "Två saknas."),
    ]


def test_a_verdict_one_space_after_its_question_ends_the_row_and_a_chapter_the_table() -> None:
    """A question that reaches its neighbour column leaves no gap; what follows the table is no comment."""
    text = (
        f"{HEAD}Revisionsfråga   Bedömning\n\nFinns det ändamålsenliga planer för inköpen av böcker? I huvudsak\n\n"
        "Följs inköpen upp?   Nej\n\nFinns avtal?   Delvis\n\n2 Granskningsresultat\n2.1 Planer\nPlanen är från 2019.\n"
    )
    found = audit_questions.find(context_of(text))
    assert [(one.answer, one.comment) for one in found] == [("I huvudsak", None), ("Nej", None), ("Delvis", None)]
    assert found[0].question == "Finns det ändamålsenliga planer för inköpen av böcker?"
