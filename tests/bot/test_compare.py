"""Förslag beside beslut: what the answer says where one side, both or neither is held."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.answers.answer import Answer
from bot.kanslist import Kanslist
from bot.settings import Settings
from knowledge.linking.derive import derive
from knowledge.store.sqlite import SqliteStore
from tests.bot.record import incoming
from tests.knowledge.linking.record import minutes, put

PROPOSED = """Sjöbro kommun                         Tjänsteskrivelse
Kulturförvaltningen                   2025-02-24
                                      Diarienummer: KUN 2025-0071


Öppettider på huvudbiblioteket


Förslag till beslut

Kulturnämnden beslutar

att huvudbiblioteket håller öppet till klockan 21 på vardagar,

att förvaltningen får i uppdrag att redovisa besöken varje kvartal, samt

att kostnaden tas ur bokanslaget.


Sammanfattning

Besökarna har efterfrågat längre öppettider.


Ture Almkvist
Förvaltningschef
"""
OTHER = PROPOSED.replace("KUN 2025-0071", "KUN 2025-0099").replace("Öppettider på huvudbiblioteket", "Lån av cyklar")
SECTIONS = """§ 14 KUN 2025-0071
Öppettider på huvudbiblioteket

Yrkanden
Cilla Hedvall (V) yrkar att söndagsöppet prövas under hösten.

Dag Öring (C) yrkar att bokbussen behålls.

Beslut
Kulturnämnden beslutar

att huvudbiblioteket håller öppet till klockan 20 på vardagar,

att förvaltningen får i uppdrag att redovisa besöken varje kvartal, samt

att söndagsöppet prövas under hösten.

§ 15 KUN 2025-0080
Hyra för ateljéer

Beslut
Hyran för kommunens ateljéer höjs med två procent.

§ 16 KUN 2025-0081
Lokal för musikskolan

Beslut
Kulturnämnden föreslår kommunfullmäktige besluta att lokalen hyrs i tio år.
"""


@pytest.fixture(scope="module")
def clerk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kanslist]:
    """A clerk over a tjänsteskrivelse, another that is not decided on, and minutes."""
    folder = tmp_path_factory.mktemp("sjobro")
    settings = Settings(data=folder, database=f"sqlite:///{folder / 'k.db'}", _env_file=None)  # type: ignore[call-arg]  # pydantic-settings' documented argument
    store = SqliteStore.open(settings.database_url)
    for file, text in (("skrivelse.txt", PROPOSED), ("cyklar.txt", OTHER), ("protokoll.txt", minutes(SECTIONS))):
        put(store, file, text)
    derive(store)
    store.close()
    made = Kanslist.open(settings)
    yield made
    made.close()


def asked(clerk: Kanslist, text: str) -> Answer:
    return clerk.ask_now(incoming(text, conversation=text))


def test_each_clause_is_told_with_what_became_of_it(clerk: Kanslist) -> None:
    """Changed, unchanged, new and left out are told apart; each side cites its own paper."""
    answer = asked(clerk, "/jamfor KUN 2025-0071")
    labels = [(item.label or "").split(" · ")[:2] for item in answer.items]
    assert labels[:6] == [
        ["Förslag", "ändrad punkt"],
        ["Beslut", "§ 14"],
        ["Förslag", "oförändrad punkt"],
        ["Beslut", "§ 14"],
        ["Beslut", "ny punkt"],
        ["Förslag", "punkt ej med i beslutet"],
    ]
    cited = [answer.citations[item.citation or 0] for item in answer.items[:6]]
    assert [one.document for one in cited] == [
        "skrivelse.txt", "protokoll.txt", "skrivelse.txt", "protokoll.txt", "protokoll.txt", "skrivelse.txt",
    ]  # fmt: skip
    assert "en punkt oförändrad, en punkt ändrad, en ny punkt och en punkt ej med i beslutet" in answer.lead


def test_changes_are_one_representation(clerk: Kanslist) -> None:
    """Plain text marks them in words; platforms get the same words with what became of each."""
    item = asked(clerk, "/jamfor KUN 2025-0071").items[0]
    assert "klockan [struket: 21] [tillagt: 20] på vardagar" in item.text
    assert [(one.sort, one.text) for one in item.changes if one.sort != "same"] == [("deleted", "21"), ("added", "20")]


def test_a_yrkande_is_granted_by_words_and_unknown_where_nothing_is_said(clerk: Kanslist) -> None:
    """What the minutes do not say is told as not said, never as rejected."""
    labels = {
        item.text.split(":")[0]: item.label
        for item in asked(clerk, "/jamfor KUN 2025-0071").items
        if "Yrkande" in (item.label or "")
    }
    assert labels["Cilla Hedvall"].startswith("Yrkande · bifallet")
    assert labels["Dag Öring"].startswith("Yrkande · utfallet framgår inte")


ONE_SIDED = [
    ("/jamfor KUN 2025-0080", "inget förslag att jämföra med finns", "only the decision is held"),
    ("/jamfor KUN 2025-0099", "inget beslut att jämföra med finns", "only the förslag is held"),
    ("/jamfor KUN 2025-0081", "bara ett förslag till", "a proposal to fullmäktige is no decision"),
]


@pytest.mark.parametrize(("text", "told", "why"), ONE_SIDED)
def test_one_side_alone_is_said_to_be_alone(clerk: Kanslist, text: str, told: str, why: str) -> None:
    """The side that is held is quoted, the other is said to be missing."""
    answer = asked(clerk, text)
    assert answer.outcome == "answered"
    assert told in answer.lead, why
    assert answer.citations


def test_neither_side_is_not_found(clerk: Kanslist) -> None:
    """A case that nobody has heard of gets no comparison."""
    assert asked(clerk, "/jamfor KUN 1999-0001").outcome == "not_found"


ASKED = [
    "vad skiljer förslaget från beslutet i KUN 2025-0071?",
    "vad är skillnaden mellan förslaget och beslutet om öppettider på biblioteket?",
    "beslutades det som föreslogs i KUN 2025-0071?",
    "ändrade nämnden förslaget om huvudbiblioteket?",
    "blev det som förvaltningen föreslog om öppettiderna?",
    "följde kulturnämnden förslaget om öppettider?",
    "jämför förslag och beslut i kun2025/71",
    "gick nämnden emot förslaget om öppettiderna?",
]


@pytest.mark.parametrize("text", ASKED)
def test_it_is_asked_in_many_words(clerk: Kanslist, text: str) -> None:
    """Each is the same question."""
    answer = asked(clerk, text)
    assert (answer.intent, answer.outcome) == ("compare", "answered")
    assert "skiljer sig från förslaget i tjänsteutlåtandet 24 februari 2025" in answer.lead


NOT_ASKED = [
    ("vad beslutades om huvudbiblioteket?", "decisions"),
    ("vad yrkade Cilla Hedvall?", "proposals"),
    ("vad föreslog förvaltningen om öppettider?", "proposals"),
]


@pytest.mark.parametrize(("text", "intent"), NOT_ASKED)
def test_other_questions_stay_theirs(clerk: Kanslist, text: str, intent: str) -> None:
    """A question about one side is not taken for one about both."""
    assert asked(clerk, text).intent == intent


def test_the_other_registrys_number_is_told(tmp_path: Path) -> None:
    """Kommunstyrelsen decides under its own number what the nämnd prepared under another: one question finds both."""
    settings = Settings(data=tmp_path, database=f"sqlite:///{tmp_path / 'k.db'}", _env_file=None)  # type: ignore[call-arg]  # pydantic-settings' documented argument
    store = SqliteStore.open(settings.database_url)
    put(store, "skrivelse.txt", PROPOSED.replace("KUN 2025-0071", "KUN 2025-0071, KS 2025-0033"))
    section = "§ 61 KS 2025-0033\nÖppettider\n\nBeslut\nHuvudbiblioteket håller öppet till klockan 20 på vardagar.\n"
    put(store, "ks.txt", minutes(section, "Kommunstyrelsen", "2025-04-08"))
    derive(store)
    store.close()
    clerk = Kanslist.open(settings)
    try:
        answer = asked(clerk, "/jamfor KUN 2025-0071")
    finally:
        clerk.close()
    assert "klockan [struket: 21] [tillagt: 20] på vardagar" in answer.text
    assert "Samma ärende har även numret KS 2025-0033" in answer.text
