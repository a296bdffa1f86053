"""What is typed, what it is read as, and how it is said back; what is not understood is asked back and kept nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.follow_up.watch import reading
from bot.follow_up.watch.model import Manner, Rhythm, Subscription, Terms, Wanted
from bot.follow_up.watch.rhythms import told
from bot.follow_up.watch.wishes import Record
from bot.incoming import Asker, Incoming
from bot.kanslist import Kanslist
from knowledge.store.reader import PUBLIC
from tests.bot.record import clerk

PLACE = "T1/U0SAGA"


@pytest.fixture(scope="module")
def kanslist(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kanslist]:
    made = clerk(Path(tmp_path_factory.mktemp("typed")))
    yield made
    made.close()


def type_(kanslist: Kanslist, text: str) -> tuple[str, list[Subscription], list[str]]:
    """(what is answered, what is subscribed to then, what its choices type), in an empty place."""
    for one in kanslist.store.subscriptions(PLACE):
        kanslist.store.drop_subscription(one.id, PLACE)
    asked = Incoming(text, Asker("slack", PLACE), PLACE, private=True, reply_to=PLACE)
    answer = kanslist.ask_now(asked)
    held = [Subscription.of(row) for row in kanslist.store.subscriptions(PLACE)]
    return answer.text, held, [choice.text for choice in answer.choices]


READ = [
    ("socialnämnden", Wanted(bodies=("Socialnämnden",)), Rhythm(every="at once"), "nytt hos Socialnämnden."),
    ("SN", Wanted(bodies=("Socialnämnden",)), Rhythm(every="at once"), "nytt hos Socialnämnden."),
    ("sn 2024/114", Wanted(cases=("SN 2024-0114",)), Rhythm(every="at once"), "nytt i ärende SN 2024-0114."),
    (
        "socialnämnden färdtjänst utom taxa varje måndag 08.00 kort",
        Wanted(bodies=("Socialnämnden",), words=("färdtjänst",), but=Terms(words=("taxa",))),
        Rhythm(),
        "nytt hos Socialnämnden där ordet färdtjänst står, utom där ordet taxa står. Ett kort brev kommer varje måndag "
        "kl. 08.00, nästa gång måndag ",
    ),
    (
        "försenade rekommendationer varje månad",
        Wanted(recommendations="overdue"),
        Rhythm(every="month"),
        "försenade rekommendationer. Ett brev kommer den 1 varje månad kl. 08.00",
    ),
    ("försenade rekommendationer", Wanted(recommendations="overdue"), Rhythm(), "varje måndag"),
    ("nya rekommendationer", Wanted(recommendations="new"), Rhythm(every="at once"), "nya rekommendationer."),
    (
        "rekommendationer och uppdrag i socialnämnden varje vardag kl 7",
        Wanted(bodies=("Socialnämnden",), recommendations="all", assignments=True),
        Rhythm(every="day", hour=7),
        "rekommendationer och uppdrag med slutdatum hos Socialnämnden. Ett brev kommer varje vardag kl. 07.00",
    ),
    ("veckobrev", Wanted(everything=True), Rhythm(), "allt nytt i handlingarna. Ett brev kommer varje måndag"),
    (
        "veckobrev utom socialnämnden varje fredag 15.30",
        Wanted(everything=True, but=Terms(bodies=("Socialnämnden",))),
        Rhythm(weekday=4, hour=15, minute=30),
        "allt nytt i handlingarna, utom hos Socialnämnden.",
    ),
    (
        "taxa eller bemanning den 15 varje månad även på helgdagar",
        Wanted(words=("taxa", "bemanning")),
        Rhythm(every="month", day=15, working_days=False),
        "nytt där ordet taxa eller ordet bemanning står. Ett brev kommer den 15 varje månad kl. 08.00",
    ),
    (
        "hot våld direkt",
        Wanted(words=("hot våld",)),
        Rhythm(every="at once"),
        "nytt där orden hot och våld tillsammans står.",
    ),
    ("budget*", Wanted(words=("budget*",)), Rhythm(every="at once"), "ord som börjar med budget"),
    ("Isak Torell", Wanted(people=("Isak Torell",)), Rhythm(every="at once"), "nytt som nämner Isak Torell."),
    ("isak torell", Wanted(people=("Isak Torell",)), Rhythm(every="at once"), "nytt som nämner Isak Torell."),
    ("Vänsterpartiet", Wanted(parties=("V",)), Rhythm(every="at once"), "nytt från Vänsterpartiet (V)."),
    (
        "beslut om färdtjänst",
        Wanted(words=("färdtjänst",), decisions=True),
        Rhythm(every="at once"),
        "beslut där ordet",
    ),
    (
        "färdtjänst varje dag 16.05 Europe/Helsinki",
        Wanted(words=("färdtjänst",)),
        Rhythm(every="day", hour=16, minute=5, zone="Europe/Helsinki"),
        "varje vardag kl. 16.05 (tid i Europe/Helsinki), nästa gång ",
    ),
    ("färdtjänst kl 9", Wanted(words=("färdtjänst",)), Rhythm(hour=9), "varje måndag kl. 09.00"),
]


@pytest.mark.parametrize(("text", "wanted", "rhythm", "said"), READ, ids=[row[0] for row in READ])
def test_what_is_typed_is_read_and_said_back(
    kanslist: Kanslist, text: str, wanted: Wanted, rhythm: Rhythm, said: str
) -> None:
    """Exactly what was typed is kept, and a whole sentence tells what it covers and when the next issue comes."""
    answer, [held], choices = type_(kanslist, f"/bevaka {text}")
    assert (held.wanted, held.rhythm) == (wanted, rhythm)
    assert answer.startswith("Du bevakar nu ")
    assert said in answer
    assert choices == [f"bevakning {held.number} tid", f"bevakning {held.number} pausa", f"avbevaka {held.number}"]


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        ("taxa kort", Manner(short=True)),
        ("taxa fullständigt", Manner()),
        ("taxa varje dag även när inget har hänt", Manner(quiet=False)),
        ("taxa varje dag tyst", Manner()),
        ("taxa varje vecka med godkännande", Manner(approval=True)),
    ],
)
def test_how_it_is_told_is_read(kanslist: Kanslist, text: str, manner: Manner) -> None:
    """Short or full, quiet or not, approved or not, as was typed."""
    _, [held], _ = type_(kanslist, f"/bevaka {text}")
    assert held.manner == manner


UNCLEAR = [
    ("trafiknämnden", "känner inte till ”trafiknämnden”", "a body of which nothing is held is not a word instead"),
    ("taxa varannan vecka", "förstår inte tiden ”varannan vecka”", "a rhythm that is not offered is no other rhythm"),
    ("taxa varje skottår", "förstår inte tiden ”varje skottår”", "nor is one that does not exist"),
    ("taxa varje måndag och fredag", "förstår inte tiden", "nor are two at once"),
    ("taxa kl 25.00", "förstår inte tiden ”kl 25.00”", "an hour that no day has"),
    ("taxa sista vardagen varje månad", "förstår inte tiden", "the last working day is not the last day"),
    ("taxa utom", "Skriv vad du vill bevaka", "an exception of nothing"),
    ("utom taxa", "Skriv vad du vill bevaka", "everything but one thing is not what was typed"),
    ("varje måndag 08.00", "Skriv vad du vill bevaka", "a time alone"),
    ("öppna rekommendationer", "Vilka rekommendationer menar du?", "a status that is not offered"),
    ("SN taxa, samverkansgruppen arbetskläder", "två bevakningar", "which word belongs to which body is a guess"),
    ("hej", "Skriv vad du vill bevaka", "talk"),
    ("hjälp", "Skriv vad du vill bevaka", "a command without its slash"),
    ("vilka rekommendationer är öppna? varje måndag", "En fråga bevakas så", "a question is told when it changes"),
    ("", "Skriv vad du vill bevaka", "nothing"),
]


@pytest.mark.parametrize(("text", "said", "why"), UNCLEAR, ids=[row[0] or "nothing" for row in UNCLEAR])
def test_what_is_not_understood_is_asked_back(kanslist: Kanslist, text: str, said: str, why: str) -> None:
    """Nothing is kept, and nothing wider is guessed."""
    answer, held, _ = type_(kanslist, f"/bevaka {text}")
    assert said in answer, why
    assert held == []


def test_what_it_may_mean_can_be_chosen(kanslist: Kanslist) -> None:
    """A choice repeats what was typed, with what was meant in the unclear word's place."""
    _, _, choices = type_(kanslist, "/bevaka öppna rekommendationer varje fredag")
    assert choices[2] == "bevaka försenade rekommendationer varje fredag"
    _, [held], _ = type_(kanslist, choices[2])
    assert (held.wanted, held.rhythm) == (Wanted(recommendations="overdue"), Rhythm(weekday=4))


def test_a_word_that_may_be_misspelt_is_watched_and_said(kanslist: Kanslist) -> None:
    """It may be a word that no document holds yet, so that it is kept as it stands."""
    answer, [held], _ = type_(kanslist, "/bevaka fördtjänzt")
    assert held.wanted == Wanted(words=("fördtjänzt",))
    assert "Kontrollera stavningen av ”fördtjänzt”" in answer


def test_the_same_wish_in_other_words_is_one_subscription(kanslist: Kanslist) -> None:
    """It keeps its number and takes the new time."""
    type_(kanslist, "/bevaka SN varje måndag")
    asked = Incoming("/bevaka socialnämnden varje fredag", Asker("slack", PLACE), PLACE, private=True, reply_to=PLACE)
    kanslist.ask_now(asked)
    [row] = kanslist.store.subscriptions(PLACE)
    assert Subscription.of(row).rhythm.weekday == 4


@given(st.text(alphabet="abåä 0123456789.:,*/-§?varjemåndgklutom", max_size=60))
@settings(max_examples=300, deadline=None)
def test_anything_can_be_typed(kanslist: Kanslist, text: str) -> None:
    """No text raises, and what is read says back what is left without its time: nothing is read twice."""
    desk = kanslist.desk(PUBLIC)
    read = reading.read(text, Record(desk.store, PUBLIC, desk.lexicon))
    if isinstance(read.wanted, Wanted):
        again = reading.read(read.said, Record(desk.store, PUBLIC, desk.lexicon))
        assert again.wanted == read.wanted
    assert len(told(text).left) <= len(text)
