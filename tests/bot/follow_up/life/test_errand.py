"""What a registrator types about followed things: nothing closes itself, nothing is lost, nobody else may."""

from __future__ import annotations

import re
from datetime import date

import pytest

from bot.answers.answer import Answer
from bot.follow_up.life.typed import read
from knowledge.rebuild import rebuild
from knowledge.store.api import FactQuery
from knowledge.store.reader import OPERATOR
from tests.bot.follow_up.life.office import ANSWER, REPORT, Clerk

OPEN = "vilka rekommendationer är öppna?"
QUOTE = "Städplaner finns nu för alla skolor."
TODAY = "2026-11-28"


@pytest.fixture
def plan(clerk: Clerk) -> Clerk:
    """The clerk, whose answer suggests that the first recommendation is done."""
    clerk.ask("/rekommendationer", None)
    clerk.suggest("städplan", QUOTE, "implementation=genomförd")
    return clerk


def choice(answer: Answer, label: str) -> str:
    return next(one.text for one in answer.choices if one.label.startswith(label))


def test_what_is_suggested_closes_nothing(plan: Clerk) -> None:
    """To those who may confirm it says what is suggested; to everyone else that it was answered and is not closed."""
    for who in ("saga", None):
        told = plan.ask(OPEN, who)
        assert "öppna" in told.question
        assert len([one for one in told.items if "Rekommendation" in (one.label or "")]) == 3
    assert "besvarad, inte stängd" in plan.ask(OPEN, None).text
    assert not plan.ask(OPEN, None).choices
    mine = plan.ask(OPEN)
    assert "förslag finns: genomförd" in mine.text
    assert [one.label for one in mine.choices] == ["Bekräfta: genomförd (nr 1)", "Avvisa: genomförd (nr 1)"]
    assert "förslag finns" not in plan.ask(OPEN, private=False).text, "others look on"


def test_a_suggestion_shows_its_quote_and_what_it_would_change(plan: Clerk) -> None:
    """A registrator decides on the document's own words."""
    told = plan.ask("åtgärd 1")
    assert "Genomförande: genomförd" in told.text
    assert QUOTE in [one.quote for one in told.citations]


def test_confirmed_it_is_closed_for_all_with_who_when_and_on_what_words(plan: Clerk) -> None:
    """The promise of the word öppen: the others were closed by somebody, on words that can be read."""
    done = plan.ask(choice(plan.ask(OPEN), "Bekräfta"))
    assert "öppen → genomförd" in done.lead
    told = plan.ask(OPEN, None)
    assert told.lead == "Två rekommendationer är öppna; en är stängd."
    assert re.search(r"Stängd · nr 1 · genomförd \d+ \w+ \d{4}, stängd av Saga", told.text)
    assert QUOTE in [one.quote for one in told.citations]
    who = plan.ask("vem stängde rekommendationen om städplan?", None)
    assert "stängd av Saga" in who.lead
    assert QUOTE in [one.quote for one in who.citations]


def test_a_press_that_comes_twice_moves_once(plan: Clerk) -> None:
    """Buttons are pressed again in a slow network, and days later."""
    press = choice(plan.ask(OPEN), "Bekräfta")
    plan.ask(press)
    assert "inget förslag som väntar" in plan.ask(press).lead
    assert len(plan.kanslist.store.moves(OPERATOR, [1])) == 1


@pytest.mark.parametrize("act", ["bekräfta", "avvisa förslag"])
def test_what_was_dealt_with_does_not_come_back(plan: Clerk, act: str) -> None:
    """Not when everything is made anew, nor with a new version of either paper."""
    plan.ask(f"åtgärd 1 {act}")
    plan.lay_in("rapport.txt", REPORT + "\nBilaga\n")
    plan.lay_in("svar.txt", "\n" + ANSWER)
    rebuild(plan.kanslist.store, plan.kanslist.search)
    plan.suggest("städplan", QUOTE, "implementation=genomförd")
    assert plan.ask("/atgard").lead.startswith("Inga förslag väntar")
    assert ("Två rekommendationer är öppna" in plan.ask(OPEN, None).lead) == (act == "bekräfta")


def test_a_mere_yes_confirms_nothing_of_several(plan: Clerk) -> None:
    """ "Ja" below a list of suggestions says not to which; a number or the choice's own words do."""
    plan.ask(OPEN)
    plan.ask("ja")
    assert plan.kanslist.store.moves(OPERATOR, [1]) == []
    plan.ask(OPEN)
    plan.ask("bekräfta: genomförd")
    assert [one.value for one in plan.kanslist.store.moves(OPERATOR, [1])] == ["genomförd"]


def test_undone_it_waits_again_and_the_history_says_all(plan: Clerk) -> None:
    """Undoing is a new entry: what was done and by whom stays to be read."""
    plan.ask("åtgärd 1 bekräfta")
    told = plan.ask("åtgärd 1 ångra: fel rad")
    assert told.lead == "Rekommendation nr 1: ångrat: genomförande genomförd."
    assert "öppen → genomförd (ångrat" in told.text
    assert "fel rad" in told.text
    assert [one.label for one in told.choices][:1] == ["Bekräfta: genomförd (nr 1)"]
    assert "Tre rekommendationer; ingen är bekräftad" in plan.ask(OPEN, None).lead


def test_a_change_by_hand_asks_for_its_reason_and_writes_nothing_before(plan: Clerk) -> None:
    """The question back holds what was typed, and offers the words of the document that suggest the same."""
    asked = plan.ask("/atgard 1 genomförd")
    assert asked.outcome == "ambiguous"
    assert "åtgärd 1 genomförd: …" in asked.lead
    assert [one.label for one in asked.choices] == ["Bekräfta: genomförd (nr 1)"]
    assert plan.kanslist.store.moves(OPERATOR, [1]) == []
    assert "skäl: besiktigat på plats" in plan.ask("/atgard 1 genomförd: besiktigat på plats").text


def test_identity_numbers_are_masked_in_what_is_typed(plan: Clerk) -> None:
    """Reasons are kept and shown; nobody's number is."""
    plan.ask("/atgard 1 påbörjad: enligt 19811228-9874")
    assert "9874" not in plan.ask("/atgard 1", None).text
    assert all("9874" not in one.reason for one in plan.kanslist.store.moves(OPERATOR, [1]))


@pytest.mark.parametrize(
    ("who", "private", "why"),
    [(None, True, "not known"), ("anna", True, "no registrator"), ("saga", False, "others see it")],
)
@pytest.mark.parametrize(
    "act", ["genomförd: klart", "bekräfta", "avvisa förslag", "ångra", "ägare Anna: hon", "klart 1 maj 2030: x"]
)
def test_nobody_else_moves_anything(plan: Clerk, act: str, who: str | None, private: bool, why: str) -> None:
    """Whoever it is, and wherever others look on; how it stands may be read by all."""
    plan.ask("åtgärd 1 påbörjad: igång")
    told = plan.ask(f"/atgard 1 {act}", who, private=private)
    assert told.outcome == "refused", why
    assert len(plan.kanslist.store.moves(OPERATOR, [1])) == 1
    assert "påbörjad" in plan.ask("/atgard 1", who, private=private).text


def test_a_rejected_recommendation_stays_open_and_is_marked(plan: Clerk) -> None:
    """The body's no closes nothing: the auditors still recommend it."""
    plan.ask("åtgärd 2 avvisas: nämnden anser att det räcker med en gång om året")
    told = plan.ask(OPEN, None)
    assert "avvisas men räknas som öppen" in told.text
    assert "Följa upp städningens kvalitet" in told.text


def test_overdue_is_past_the_promised_day_and_open(plan: Clerk) -> None:
    """With the days since; what is closed is late no more, and a day to come is none that has passed."""
    plan.ask("åtgärd 1 klart 1 maj 2020: enligt svaret")
    plan.ask("åtgärd 2 klart 1 maj 2999: enligt svaret")
    told = plan.ask("vilka rekommendationer är försenade?", None)
    assert told.lead == "En rekommendation är försenad."
    assert re.search(r"skulle vara klar 1 maj 2020, \d{4} dagar sedan", told.text)
    plan.ask("åtgärd 1 inaktuell: skolan är riven")
    assert plan.ask("vilka rekommendationer är försenade?", None).lead.startswith("Ingen av de två öppna")


def test_of_two_sentences_it_is_asked_which(plan: Clerk) -> None:
    """One "bekräfta" does not confirm what another document says; "alla" does, the later last."""
    plan.suggest("städplan", "Kvaliteten börjar följas upp i höst.", "implementation=påbörjad")
    asked = plan.ask("åtgärd 1 bekräfta")
    assert asked.lead == "Två förslag väntar för nr 1. Vilket menar du?"
    assert len(asked.choices) == 5
    assert plan.kanslist.store.moves(OPERATOR, [1]) == []
    plan.ask(asked.choices[2].text)
    assert [one.value for one in plan.kanslist.store.moves(OPERATOR, [1])] == ["påbörjad"]


def test_a_hidden_recommendation_is_followed_no_more(plan: Clerk) -> None:
    """Neither it nor its number tells what it said."""
    [one] = [
        one
        for one in plan.kanslist.store.facts(OPERATOR, FactQuery("recommendations"))
        if "städplan" in one.fact.source.quote
    ]
    plan.ask("åtgärd 1 bekräfta")
    plan.kanslist.store.hide_fact(one.id)
    for text in ("åtgärd 1", "/rekommendationer 1", "åtgärd 1 ångra", OPEN):
        assert "städplan" not in plan.ask(text).text
    assert plan.ask("åtgärd 1").outcome == "not_found"


def test_an_internal_report_has_no_number_for_others(clerk: Clerk) -> None:
    """The same sentence as for a number that was never given."""
    clerk.lay_in("intern.txt", REPORT.replace("lokalvården", "larmen").replace("städplan", "larmplan"), "intern")
    mine = clerk.ask("/rekommendationer larmplan").text
    number = re.search(r"nr (\d+)", mine)
    assert number, mine
    for text in (f"/atgard {number[1]}", f"/rekommendationer {number[1]}"):
        assert clerk.ask(text, None).lead == clerk.ask(text.replace(number[1], "999"), None).lead.replace(
            "999", number[1]
        )
    assert clerk.ask(f"/atgard {number[1]} genomförd: x", None).outcome == "not_found"


MINUTES = """Älvkulla kommun
Tekniska nämnden
Protokoll 2024-04-28

§ 7 TN 2024-0031
Städningen i skolorna

Beslut
Tekniska nämnden ger förvaltningen i uppdrag att redovisa städningens kostnader senast den 30 september 2024.
"""


def test_an_assignment_is_moved_as_a_recommendation_is(clerk: Clerk) -> None:
    """An answer about a case is remembered until something is moved: what was closed is late no more, for anybody."""
    clerk.lay_in("protokoll.txt", MINUTES)
    asked = "vilka uppdrag finns i TN 2024-0031?"
    assert "genomförd" not in clerk.ask(asked, None).text
    number = re.search(r"nr (\d+)", clerk.ask(asked).text)
    assert number
    assert "kostnader" in clerk.ask("vilka uppdrag är försenade?", None).text
    assert "Uppdrag nr" in clerk.ask(f"åtgärd {number[1]} genomförd: redovisat i nämnden").lead
    assert "genomförd" in clerk.ask(asked, None).text
    assert "kostnader" not in clerk.ask("vilka uppdrag är försenade?", None).text
    clerk.ask(f"åtgärd {number[1]} ångra")
    assert "genomförd" not in clerk.ask(asked, None).text


MOTION = """Älvkulla kommun
Motion
{day}

Motion om {matter}

Jag föreslår kommunfullmäktige besluta
att {clause}.

Karin Alm (S)
"""
DECIDED = """Älvkulla kommun
{body}
Protokoll 2024-06-10

§ 9 KS 2024-0200
Svar på motion om cykelställ vid skolorna

Beslut
{decision}
"""


@pytest.mark.parametrize(
    ("body", "decision", "is_open", "why"),
    [
        ("Kommunfullmäktige", "Kommunfullmäktige avslår motionen.", False, "fullmäktige has decided"),
        ("Kommunfullmäktige", "Motionen anses besvarad.", False, "answered is decided"),
        ("Kommunfullmäktige", "Motionen remitteras till kommunstyrelsen för beredning.", True, "sent on"),
        ("Kommunfullmäktige", "Ärendet återremitteras till kommunstyrelsen.", True, "sent back"),
        ("Kommunstyrelsen", "Kommunstyrelsen föreslår kommunfullmäktige att avslå motionen.", True, "only proposed"),
    ],
)
def test_a_motion_waits_until_fullmaktige_decides(
    clerk: Clerk, body: str, decision: str, is_open: bool, why: str
) -> None:
    """Within a year, says kommunallagen 5 kap. 35 §; a younger one is not late, and one that somebody closed waits for
    nothing."""
    clause = "cykelställ sätts upp vid alla skolor"
    clerk.lay_in("motion.txt", MOTION.format(day="2024-03-01", matter="cykelställ vid skolorna", clause=clause))
    young = MOTION.format(day=f"{date.today()}", matter="skolmat på äldreboenden", clause="skolmaten delas")
    clerk.lay_in("ny.txt", young)
    clerk.lay_in("protokoll.txt", DECIDED.format(body=body, decision=decision))
    told = clerk.ask("vilka motioner är äldre än ett år?", None).text
    assert ("cykelställ" in told and "senast 1 mars 2025" in told) == is_open, why
    assert "skolmat" not in told
    assert "skolmat" in clerk.ask("vilka motioner är obesvarade?", None).text
    if is_open:
        number = re.search(r"nr (\d+) · daterad 1 mars 2024", clerk.ask("vilka motioner är obesvarade?").text)
        assert number
        clerk.ask(f"åtgärd {number[1]} inaktuell: motionären har dragit tillbaka den")
        assert "cykelställ" not in clerk.ask("vilka motioner är äldre än ett år?", None).text


@pytest.mark.parametrize(
    ("typed", "act", "axis", "value", "reason"),
    [
        ("/atgard 3", "show", "implementation", "", ""),
        ("åtgärd nr 3 genomförd: rutinen är antagen", "move", "implementation", "genomförd", "rutinen är antagen"),
        ("ÅTGÄRD 3 Genomfört, allt är klart", "move", "implementation", "genomförd", "allt är klart"),
        ("atgard 3 delvis genomford halva är klar", "move", "implementation", "delvis genomförd", "halva är klar"),
        ("åtgärd 3 ej genomförd eftersom pengar saknas", "move", "implementation", "ej genomförd", "pengar saknas"),
        ("åtgärd 3 pågår", "move", "implementation", "påbörjad", ""),
        ("åtgärd 3 ersatt av nr 9", "move", "implementation", "ersatt", "av nr 9"),
        ("åtgärd 3 godtas delvis: se § 4", "move", "acceptance", "godtas delvis", "se § 4"),
        ("åtgärd 3 avvisas: nej", "move", "acceptance", "avvisas", "nej"),
        ("åtgärd 3 avvisa förslag", "reject", "implementation", "", ""),
        ("åtgärd 3 avvisa förslag ab12cd: fel nämnd", "reject", "implementation", "", "fel nämnd"),
        ("åtgärd 3 bekräfta ab12cd", "confirm", "implementation", "", ""),
        ("åtgärd 3 ägare Disa Holmqvister: enligt mejl", "move", "owner", "Disa Holmqvister", "enligt mejl"),
        ("åtgärd 3 ansvarig Barn- och utbildningsnämnden", "move", "owner", "Barn- och utbildningsnämnden", ""),
        ("åtgärd 3 klart 30 juni 2027: enligt mejl", "move", "due", "2027-06-30", "enligt mejl"),
        ("åtgärd 3 klart den 30 juni, enligt mejl", "move", "due", "2027-06-30", "enligt mejl"),
        ("åtgärd 3 klart 2027-06-30", "move", "due", "2027-06-30", ""),
        ("åtgärd 3 klart senast juni 2027: x", "move", "due", "2027-06-30", "x"),
        ("åtgärd 3 klart: allt är gjort", "move", "implementation", "genomförd", "allt är gjort"),
        ("åtgärd 3 klart 31 februari 2027: x", "no day", "implementation", "", ""),
        ("åtgärd 3 ångra", "undo", "implementation", "", ""),
        ("åtgärd 3 ångra fel rad", "undo", "implementation", "", "fel rad"),
        ("åtgärd 3 i handlingsplanen", "misread", "implementation", "", ""),
        ("åtgärd 3 genomfördes", "misread", "implementation", "", ""),
    ],
)  # fmt: skip
def test_what_is_typed_is_read(typed: str, act: str, axis: str, value: str, reason: str) -> None:
    """As people write it: inflected, without å ä ö, with or without a colon before the reason."""
    made = read(typed, date.fromisoformat(TODAY))
    assert made is not None
    assert (made.number, made.act, made.axis, made.value, made.reason) == (3, act, axis, value, reason)


@pytest.mark.parametrize(
    "text", ["åtgärder mot buller", "åtgärd mot buller", "är åtgärd 3 genomförd?", "åtgärdsplan 3", "åtgärden 3"]
)
def test_other_words_ask_of_the_record(clerk: Clerk, text: str) -> None:
    """A word that only begins alike moves nothing."""
    assert clerk.ask(text).intent != "followed"
