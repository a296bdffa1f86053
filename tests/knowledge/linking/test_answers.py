"""Which documents answer a recommendation: a wrong tie costs more than none."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.facts import DocumentFacts, DocumentInfo, Kind, Recommendation, Source
from knowledge.linking.answers import answers, replies
from knowledge.reading.pages import Page, Reading
from knowledge.store.reader import OPEN, OPERATOR
from knowledge.store.sqlite import SqliteStore

TITLE = "Granskning av mottagandet på Jobbcentrum"
RECOMMENDED = (
    "Säkerställa att alla deltagare får en skriftlig planering inom fyra veckor.",
    "Se över handledarnas arbetsbelastning.",
    "Upprätta en rutin för hot och våld vid enskilda samtal.",
)
HEAD = f"Svar på revisionsrapporten {TITLE}\n\n"
NUMBERED = """Rekommendation 1: Säkerställa att alla deltagare får en skriftlig plan-
ering inom fyra veckor.
Rekommendationen är genomförd sedan den 1 februari.

Rekommendation 3: Upprätta en rutin för hot och våld.
Rutinen fastställdes den 20 januari 2020.
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    """A store with one audit report of three recommendations."""
    opened = SqliteStore.open(f"sqlite:///{tmp_path / 'kanslist.db'}")
    page = Page(1, "\n".join([TITLE, *RECOMMENDED]))
    recommendations = tuple(
        Recommendation(
            source=Source.cut([(page, page.text.index(text), page.text.index(text) + len(text))]),
            rule="test",
            number=number,
            text=text,
        )
        for number, text in enumerate(RECOMMENDED, 1)
    )
    info = DocumentInfo(
        file="rapport.pdf", kind="revisionsrapport", title=TITLE, date="2019-11-20", case_numbers=("AMN 2019-0841",)
    )
    opened.put(_reading("rapport.pdf", page), DocumentFacts(document=info, recommendations=recommendations), OPEN)
    yield opened
    opened.close()


def _reading(file: str, page: Page) -> Reading:
    return Reading(file, "text/plain", hashlib.sha256(page.text.encode()).hexdigest(), (page,))


def tied(
    store: SqliteStore,
    text: str,
    kind: Kind = "tjänsteutlåtande",
    date: str = "2020-03-17",
    cases: tuple[str, ...] = (),
) -> dict[int, str]:
    """Put a document and tell which recommendation, by number, is answered with which quote."""
    info = DocumentInfo(file="svar.txt", kind=kind, title=text.split("\n")[0], date=date, case_numbers=cases)
    store.put(_reading("svar.txt", Page(None, text)), DocumentFacts(document=info), OPEN)
    store.put_links(answers(replies(store)))
    links = store.links(OPERATOR, kind="answers")
    return {link.target.fact.number: link.quote for link in links if isinstance(link.target.fact, Recommendation)}


def test_numbered_answers_are_tied_with_the_sentence_that_answers(store: SqliteStore) -> None:
    """The quote is what the board says, not the recommendation said again."""
    assert tied(store, HEAD + NUMBERED) == {
        1: "Rekommendationen är genomförd sedan den 1 februari.",
        3: "Rutinen fastställdes den 20 januari 2020.",
    }


def test_a_paraphrase_is_tied(store: SqliteStore) -> None:
    """Boards retell a recommendation in their own order of words."""
    text = HEAD + "Deltagarna ska ha en skriftlig planering inom fyra veckor. Det är infört sedan mars."
    assert tied(store, text) == {1: "Det är infört sedan mars."}


def test_a_shared_case_number_names_the_report(store: SqliteStore) -> None:
    """An answer in the same case need not repeat the report's title."""
    text = "Yttrande till revisorerna\n\n" + NUMBERED
    assert set(tied(store, text, "yttrande", cases=("AMN 2019-0841",))) == {1, 3}


LISTED = HEAD + "Revisorerna rekommenderar nämnden att:\n\n" + "\n".join(f"• {text}" for text in RECOMMENDED)
OTHER_LIST = HEAD + "Rekommendation 1: Se över parkeringsavgifterna.\nAvgifterna är höjda."


@pytest.mark.parametrize(
    ("text", "kind", "date", "why"),
    [
        ("Svar till revisorerna om färdtjänsten\n\n" + NUMBERED, "yttrande", "2020-03-17", "it answers another report"),
        (HEAD + NUMBERED, "tjänsteutlåtande", "2019-10-01", "it is older than the report"),
        (HEAD + NUMBERED, "revisionsrapport", "2021-03-17", "an audit report answers nothing"),
        (OTHER_LIST, "yttrande", "2020-03-17", "the number is of another list"),
        (LISTED + "\n\nNämnden tackar för rapporten.", "yttrande", "2020-03-17", "a bare list answers none"),
        (HEAD + "Nämnden tackar för granskningen.", "yttrande", "2020-03-17", "it says nothing of any recommendation"),
    ],
)
def test_what_does_not_answer_is_not_tied(store: SqliteStore, text: str, kind: Kind, date: str, why: str) -> None:
    """Each row is a document that looks like an answer and is none."""
    assert tied(store, text, kind, date) == {}, why


UNSEEN = [
    (
        "Rekommendation: Säkerställa att alla deltagare får en skriftlig planering inom fyra veckor.\n"
        "Svar: Nämnden har infört en rutin.\n\n"
        "Rekommendation: Se över handledarnas arbetsbelastning.\nSvar: Det pågår.\n",
        {1: "Nämnden har infört en rutin.", 2: "Det pågår."},
        "labels before both",
    ),
    (
        "• Se över handledarnas arbetsbelastning.\nÅtgärd: Kartläggning pågår.\n",
        {2: "Kartläggning pågår."},
        "a bullet with what was done; a recommendation of two words of matter",
    ),
    (
        "Rekommendation\nUpprätta en rutin för hot och våld vid enskilda samtal.\n\n"
        "Nämndens svar\nRutinen är fastställd.\n",
        {3: "Rutinen är fastställd."},
        "a heading that ran into the answer is no part of it",
    ),
    (
        "Vad gäller handledarnas arbetsbelastning pågår en kartläggning, som redovisas i juni.\n",
        {2: "Vad gäller handledarnas arbetsbelastning pågår en kartläggning, som redovisas i juni."},
        "named and answered in one sentence",
    ),
    (
        "När det gäller den första rekommendationen, om skriftlig planering inom fyra veckor, är den genomförd. "
        "Den tredje rekommendationen, om rutin för hot och våld, är påbörjad.\n",
        {
            1: "När det gäller den första rekommendationen, om skriftlig planering inom fyra veckor, är den genomförd.",
            3: "Den tredje rekommendationen, om rutin för hot och våld, är påbörjad.",
        },
        "two in one paragraph, by their order in words",
    ),
]


@pytest.mark.parametrize(("text", "expected", "why"), UNSEEN)
def test_boards_answer_in_many_forms(store: SqliteStore, text: str, expected: dict[int, str], why: str) -> None:
    """Each form is one in which a board may answer; the quote is what it says."""
    assert tied(store, HEAD + text) == expected, why


def test_an_answer_says_how_it_was_found_and_how_sure_it_is(store: SqliteStore) -> None:
    """A number is surer than words alone."""
    tied(store, HEAD + NUMBERED.split("\n\n")[0] + "\n\nSe över handledarnas arbetsbelastning. Det pågår.\n")
    rules = {link.rule: link.confidence for link in store.links(OPERATOR, kind="answers")}
    assert rules["answers.number"] > rules["answers.words"] > 0.5
