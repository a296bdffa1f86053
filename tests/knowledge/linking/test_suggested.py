"""What whole documents of several municipalities' forms suggest of earlier recommendations, assignments and motions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.linking.derive import derive
from knowledge.linking.suggested import KIND, axis, key
from knowledge.store.api import Link
from knowledge.store.reader import OPERATOR
from knowledge.store.sqlite import SqliteStore
from tests.knowledge.linking.record import minutes, opened, put

REPORT = """Granskning av hemtjänstens kontinuitet
Revisionsrapport
Norrviks kommun
2022-10-12
Diarienummer: VON 2022-0144

Vi rekommenderar vård- och omsorgsnämnden att:

• Fastställa ett mål för personalkontinuiteten.
• Utveckla rutinen för avvikelser i nattpatrullen.
• Tydliggöra enhetschefernas ansvar för schemaläggningen.
• Säkerställa att nyanställda får en introduktion i läkemedelshantering.
"""
HEAD = """Norrviks kommun
Tjänsteskrivelse
2023-02-20
Diarienummer: VON 2022-0144

Svar på revisionsrapporten Granskning av hemtjänstens kontinuitet

"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    """A store with one audit report of four recommendations."""
    made = opened(tmp_path)
    put(made, "rapport.txt", REPORT)
    yield made
    made.close()


def meeting(sections: str, date: str, body: str = "Kulturnämnden") -> str:
    """Minutes of that day."""
    return minutes(sections, body, date).replace("tisdagen den 18 mars 2025", date)


def links(store: SqliteStore) -> list[Link]:
    derive(store)
    return store.links(OPERATOR, kind=KIND)


def told(store: SqliteStore) -> dict[tuple[int, str], str]:
    """(number of the recommendation, axis) → value."""
    found = [(getattr(one.target.fact, "number", 0), *axis(one)) for one in links(store)]
    assert len({(number, name) for number, name, _ in found}) == len(found)
    return {(number, name): value for number, name, value in found}


NUMBERED = """Rekommendation 1: Fastställa ett mål för personalkontinuiteten.
Förvaltningen delar revisorernas bedömning. Rekommendationen är genomförd i och med nämndens beslut i januari.

Rekommendation 2: Utveckla rutinen för avvikelser i nattpatrullen.
Arbetet är påbörjat. En ny rutin ska vara klar senast den 30 september 2023. Kvalitetssamordnaren ansvarar för arbetet.

Rekommendation 3: Tydliggöra enhetschefernas ansvar för schemaläggningen.
Förvaltningen delar inte revisorernas bedömning. Ansvaret framgår av delegationsordningen.

Rekommendation 4: Säkerställa att nyanställda får en introduktion i läkemedelshantering.
Rekommendationen kommer att genomföras under hösten.

Sammanfattningsvis är två av rekommendationerna genomförda och arbete pågår med de övriga.
"""
HEADINGS = """1. Fastställa ett mål för personalkontinuiteten

Nämndens svar

Nämnden instämmer delvis i rekommendationen. Frågan är komplex. Arbete pågår med att ta fram ett mål.

2. Utveckla rutinen för avvikelser i nattpatrullen

Nämndens svar

Rekommendationen är i huvudsak genomförd. Rutinen togs i bruk den 1 december 2022.

3. Tydliggöra enhetschefernas ansvar för schemaläggningen

Nämndens svar

Frågan är inte ny för nämnden. Rekommendationen är inte längre aktuell, eftersom schemaläggningen är central.

4. Säkerställa att nyanställda får en introduktion i läkemedelshantering

Nämndens svar

Nämnden har åtgärdat bristen. Bristen konstaterades även 2019.

Samverkan

Arbetet med budgeten är slutfört. Enhetschefen ansvarar för arbetet.
"""
LABELS = """Rekommendation: Fastställa ett mål för personalkontinuiteten.
Svar: Ett mål antogs i budgeten för 2023.
Status: Genomförd

Rekommendation: Utveckla rutinen för avvikelser i nattpatrullen.
Åtgärd: En arbetsgrupp är tillsatt.
Status: Pågående
Klart: 2023-06-30
Ansvarig: Verksamhetschef hemtjänst

Rekommendation: Tydliggöra enhetschefernas ansvar för schemaläggningen.
Åtgärd: Uppdragsbeskrivningarna ses över.
Status: Ej påbörjad
Tidplan: Kvartal 4 2023
"""
TABLE = """Rekommendation
Svar
Status
Klart
Ansvarig

Fastställa ett mål för personalkontinuiteten.
Nämnden instämmer i rekommendationen.
Genomförd
2023-01-31
Förvaltningschef

Utveckla rutinen för avvikelser i nattpatrullen.
En ny rutin tas fram.
Pågående
2023-09-30
Kvalitetssamordnare

Tydliggöra enhetschefernas ansvar för schemaläggningen.
Nämnden delar inte bedömningen.
Ej aktuell
-
-
"""
UPRIGHT = """Nr  Revisorernas rekommendation                     Förvaltningens svar                    Status

1   Fastställa ett mål för personalkontinuiteten.    Målet är antaget av nämnden.           Klart
2   Utveckla rutinen för avvikelser i                En arbetsgrupp är tillsatt och         Delvis
    nattpatrullen.                                   lämnar förslag i maj.
"""
RUNNING = """När det gäller den första rekommendationen, om ett mål för personalkontinuiteten, är den genomförd. Den
andra rekommendationen, om rutinen för avvikelser i nattpatrullen, är påbörjad.

Vad gäller enhetschefernas ansvar för schemaläggningen pågår en översyn, som ska vara klar senast den 1 juni 2023.

Vad gäller introduktionen i läkemedelshantering för nyanställda bedömer förvaltningen att arbetet är slutfört.
"""

FORMS = [
    (
        NUMBERED,
        {
            (1, "acceptance"): "godtas", (1, "implementation"): "genomförd", (2, "implementation"): "påbörjad",
            (2, "due"): "2023-09-30", (2, "owner"): "Kvalitetssamordnaren", (3, "acceptance"): "avvisas",
        },
        "numbered; a plan and a sentence on several suggest nothing",
    ),
    (
        HEADINGS,
        {
            (1, "acceptance"): "godtas delvis", (1, "implementation"): "påbörjad",
            (2, "implementation"): "delvis genomförd", (3, "implementation"): "inaktuell",
            (4, "implementation"): "genomförd",
        },
        "a heading each; what stands below the next heading is of something else",
    ),
    (
        LABELS,
        {
            (1, "implementation"): "genomförd", (2, "implementation"): "påbörjad", (2, "due"): "2023-06-30",
            (2, "owner"): "Verksamhetschef hemtjänst", (3, "implementation"): "ej genomförd",
            (3, "due"): "2023-12-31",
        },
        "labels",
    ),
    (
        TABLE,
        {
            (1, "acceptance"): "godtas", (1, "implementation"): "genomförd", (1, "owner"): "Förvaltningschef",
            (2, "implementation"): "påbörjad", (2, "due"): "2023-09-30", (2, "owner"): "Kvalitetssamordnare",
            (3, "acceptance"): "avvisas", (3, "implementation"): "inaktuell",
        },
        "a table as it is read from ruled cells; a day that has passed is no promise",
    ),
    (
        UPRIGHT,
        {(1, "implementation"): "genomförd", (2, "implementation"): "delvis genomförd"},
        "a table whose columns stand upright, with wrapped cells",
    ),
    (
        RUNNING,
        {
            (1, "implementation"): "genomförd", (2, "implementation"): "påbörjad", (3, "implementation"): "påbörjad",
            (3, "due"): "2023-06-01", (4, "implementation"): "genomförd",
        },
        "running text",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected", "why"), FORMS, ids=["numbered", "headings", "labels", "table", "upright", "running"]
)
def test_answers_in_many_forms(store: SqliteStore, text: str, expected: dict[tuple[int, str], str], why: str) -> None:
    """One document's suggestions, at most one value an axis."""
    put(store, "svar.txt", HEAD + text)
    assert told(store) == expected, why


def test_a_suggestion_quotes_whole_sentences_and_rows(store: SqliteStore) -> None:
    """Whoever confirms reads the words that say so, as printed."""
    put(store, "svar.txt", HEAD + NUMBERED)
    quotes = {(getattr(one.target.fact, "number", 0), one.value): one.quote for one in links(store)}
    assert quotes[1, "implementation=genomförd"] == (
        "Rekommendationen är genomförd i och med nämndens beslut i januari."
    )
    assert quotes[2, "due=2023-09-30"] == "En ny rutin ska vara klar senast den 30 september 2023."


def test_a_board_that_adopts_the_answer_makes_it_surer(store: SqliteStore) -> None:
    """A förvaltning proposes; the nämnd's decision in the case is named with what the paper suggests."""
    put(store, "svar.txt", HEAD + NUMBERED)
    before = {one.value: one.confidence for one in links(store)}
    assert {one.source for one in links(store)} == {None}
    text = (
        "§ 12 VON 2022-0144\nSvar på revisionsrapport\n\nBeslut\nNämnden antar förvaltningens yttrande som sitt svar.\n"
    )
    put(store, "protokoll.txt", meeting(text, "2023-03-07", "Vård- och omsorgsnämnden"))
    after = links(store)
    (decision,) = store.facts_of(OPERATOR, [one.source or 0 for one in after][:1])
    assert decision.document.file == "protokoll.txt"
    assert {one.document.file for one in after} == {"svar.txt"}
    assert all(one.confidence >= before[one.value] for one in after)
    assert any(one.confidence > before[one.value] for one in after)


def test_the_same_words_in_two_papers_are_one_suggestion(store: SqliteStore) -> None:
    """Minutes print the förvaltning's words again: a registrator is not asked twice."""
    put(store, "svar.txt", HEAD + NUMBERED)
    alone = len(links(store))
    put(store, "bilaga.txt", HEAD.replace("2023-02-20", "2023-03-07") + NUMBERED + "\nBilaga till protokollet.\n")
    assert len(links(store)) == alone
    assert {one.document.file for one in links(store)} == {"svar.txt"}


OTHERS = [
    (HEAD.replace("hemtjänstens kontinuitet", "skolskjutsarna").replace("0144", "0199") + NUMBERED, "another report"),
    (HEAD.replace("2023-02-20", "2021-02-20") + NUMBERED, "older than the report"),
    (HEAD.replace("Norrviks", "Sjöbro") + NUMBERED, "another municipality's"),
    (HEAD + "Nämnden tackar för granskningen. Samtliga rekommendationer är genomförda.\n", "all at once"),
    (
        HEAD + "Revisorerna rekommenderar nämnden att:\n\n"
        "1. Fastställa ett mål för personalkontinuiteten.\n2. Utveckla rutinen för avvikelser i nattpatrullen.\n"
        "3. Tydliggöra enhetschefernas ansvar för schemaläggningen.\n"
        "4. Säkerställa att nyanställda får en introduktion i läkemedelshantering.\n\n"
        "Nämnden delar revisorernas bedömning. Arbetet är påbörjat.\n",
        "a bare list, and what is said below it of all",
    ),
    (
        HEAD + "Rekommendation 2: Utveckla rutinen för avvikelser i nattpatrullen.\n"
        "Revisorerna bedömde att rekommendationen inte är genomförd. Är rutinen känd?\n",
        "the auditors' own words, and a question",
    ),
]


@pytest.mark.parametrize(("text", "why"), OTHERS)
def test_what_suggests_nothing(store: SqliteStore, text: str, why: str) -> None:
    """Each row looks like an answer and moves nothing."""
    put(store, "svar.txt", text)
    assert told(store) == {}, why


# ---- follow-ups

FOLLOW_UP = """Uppföljning av tidigare granskningar
Revisionsrapport
Norrviks kommun
2024-11-05

Under 2022 genomfördes Granskning av hemtjänstens kontinuitet. Nedan framgår hur rekommendationerna har hanterats.

Rekommendation                                                          Bedömning
Fastställa ett mål för personalkontinuiteten.                           Åtgärdad
Utveckla rutinen för avvikelser i nattpatrullen.                        Delvis åtgärdad
Tydliggöra enhetschefernas ansvar för schemaläggningen.                 Kvarstår
Upprätta en plan för bemanningen under sommaren.                        Kvarstår
"""
SENTENCES = """Uppföljning av tidigare granskningar
Revisionsrapport
Norrviks kommun
2024-11-05

Uppföljningen avser Granskning av hemtjänstens kontinuitet från 2022.

Rekommendation 1: Fastställa ett mål för personalkontinuiteten.
Iakttagelse: Målet antogs i januari 2023.
Bedömning: Åtgärdad

Rekommendation 2: Utveckla rutinen för avvikelser i nattpatrullen.
Iakttagelse: En arbetsgrupp finns.
Bedömning: Pågående
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (FOLLOW_UP, {1: "genomförd", 2: "delvis genomförd", 3: "ej genomförd"}),
        (SENTENCES, {1: "genomförd", 2: "påbörjad"}),
    ],
    ids=["table", "labels"],
)
def test_a_follow_up_is_tied_to_the_original(store: SqliteStore, text: str, expected: dict[int, str]) -> None:
    """What it judges and the report never recommended is tied to nothing."""
    put(store, "uppfoljning.txt", text)
    found = [one for one in links(store) if one.rule == "suggested.follow-up"]
    assert {one.target.document.file for one in found} == {"rapport.txt"}
    assert {getattr(one.target.fact, "number", 0): axis(one)[1] for one in found} == expected


def test_a_follow_up_that_fits_two_reports_is_tied_to_neither(store: SqliteStore) -> None:
    """The same wording in two reports that it names: nothing says which."""
    put(store, "rapport2.txt", REPORT.replace("2022-10-12", "2021-10-12").replace("VON 2022-0144", "VON 2021-0099"))
    put(store, "uppfoljning.txt", FOLLOW_UP)
    assert links(store) == []


def test_a_follow_up_of_another_report_is_tied_to_nothing(store: SqliteStore) -> None:
    """It must name the report: boards are recommended alike things."""
    put(store, "uppfoljning.txt", FOLLOW_UP.replace("hemtjänstens kontinuitet", "skolornas lokaler"))
    assert links(store) == []


# ---- assignments and motions

GIVEN = """§ 45 KS 2021-0310
Laddplatser vid ishallen

Beslut
Kulturförvaltningen får i uppdrag att utreda kostnaden för laddplatser vid ishallen och återrapportera senast
den 30 november 2021.
"""
CLOSED = [
    ("Uppdraget är slutfört.", True, "done"),
    ("Återrapporteringen godkänns och uppdraget avslutas.", True, "approved and ended"),
    ("Uppdraget förklaras fullgjort.", True, "declared fulfilled"),
    ("Kulturnämndens uppdrag 2021-05-18 § 45 att utreda laddplatser förklaras fullgjort.", True, "by day and §"),
    ("Kulturnämndens uppdrag 2020-02-11 § 9 att utreda laddplatser förklaras fullgjort.", False, "another day's §"),
    ("Uppdraget ska avslutas senast den 30 juni.", False, "is to be"),
    ("Uppdraget är inte slutfört.", False, "is not"),
    ("När uppdraget är slutfört återkommer förvaltningen.", False, "a condition"),
    ("Förvaltningen får ett nytt uppdrag.", False, "another one"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected", "why"), CLOSED)
def test_an_assignment_that_is_said_to_be_done(tmp_path: Path, sentence: str, expected: bool, why: str) -> None:
    """A later § of the case that says so; plans and conditions do not."""
    store = opened(tmp_path)
    put(store, "maj.txt", meeting(GIVEN, "2021-05-18"))
    put(
        store,
        "nov.txt",
        meeting(f"§ 80 KS 2021-0310\nLaddplatser vid ishallen\n\nBeslut\n{sentence}\n", "2021-11-16"),
    )
    found = links(store)
    assert [axis(one) for one in found] == ([("implementation", "genomförd")] if expected else []), why
    assert all("laddplatser vid ishallen" in getattr(one.target.fact, "text", "") for one in found)


MOTION = """Motion om språkvänner i hemtjänsten
2021-02-01

Vi föreslår kommunfullmäktige besluta

att  ge vård- och omsorgsnämnden i uppdrag att pröva språkvänner i hemtjänsten.

Alva Stigberg (S)
"""


@pytest.mark.parametrize(
    ("body", "decision", "expected"),
    [
        ("Kommunfullmäktige", "Kommunfullmäktige avslår motionen.", 1),
        ("Kommunfullmäktige", "Motionen anses besvarad.", 1),
        ("Kommunfullmäktige", "Motionen återremitteras.", 0),
        ("Vård- och omsorgsnämnden", "Nämnden avstyrker motionen.", 0),
        ("Kommunstyrelsen", "Kommunstyrelsen föreslår att kommunfullmäktige avslår motionen.", 0),
    ],
)
def test_a_motion_is_answered_by_fullmaktige_alone(tmp_path: Path, body: str, decision: str, expected: int) -> None:
    """A remiss, a förslag and a återremiss leave it open."""
    store = opened(tmp_path)
    put(store, "motion.txt", MOTION)
    text = f"§ 31 KS 2021-0077\nMotion om språkvänner i hemtjänsten\n\nBeslut\n{decision}\n"
    put(store, "protokoll.txt", meeting(text, "2021-09-20", body))
    found = links(store)
    assert len(found) == expected
    assert all(one.quote == decision and one.value == "implementation=genomförd" for one in found)


# ---- properties


@settings(max_examples=15, deadline=None)
@given(order=st.permutations(range(3)), texts=st.lists(st.sampled_from([text for text, _, _ in FORMS]), max_size=3))
def test_suggestions_are_verbatim_and_the_same_in_any_order(
    tmp_path_factory: pytest.TempPathFactory, order: list[int], texts: list[str]
) -> None:
    """Every quote is a slice of its page, and neither the order of ingest nor a second making changes a key."""
    files = [(f"svar{number}.txt", HEAD + text) for number, text in enumerate(texts)]
    keys = []
    for places in (range(len(files)), [at for at in order if at < len(files)]):
        store = opened(tmp_path_factory.mktemp("store"))
        put(store, "rapport.txt", REPORT)
        for at in places:
            put(store, *files[at])
        found = links(store)
        for one in found:
            assert store.page_text(OPERATOR, one.document.id, one.page)[one.start : one.end] == one.quote
        keys.append(sorted((key(one), one.value, one.quote) for one in found))
        derive(store, anew=True)
        assert sorted((key(one), one.value, one.quote) for one in store.links(OPERATOR, kind=KIND)) == keys[-1]
        store.close()
    assert [one[1:] for one in keys[0]] == [one[1:] for one in keys[1]] or len(set(texts)) < len(texts)
