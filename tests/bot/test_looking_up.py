"""What is looked up for a message to others: answers, places and sentences, of the open collection alone."""

from __future__ import annotations

import pytest

from bot.kanslist import Kanslist
from bot.looking_up import MOST, LookedUp


async def found(kanslist: Kanslist, text: str) -> LookedUp:
    made = await kanslist.look_up(text)
    assert len(made.finds) <= MOST
    return made


async def test_the_answer_stands_first_and_then_each_place_it_rests_on(kanslist: Kanslist) -> None:
    """Somebody may want to show all of it, or the one decision alone."""
    first, *others = (await found(kanslist, "SN 2024-0114")).finds
    assert len(first.answer.citations) > 1
    decision = next(one for one in others if one.title.startswith("Beslut"))
    assert decision.answer.lead == decision.title
    assert [item.text for item in decision.answer.items] == [
        "Socialnämnden beslutar att inrätta tolv platser för korttidsboende vid Lövängen."
    ]
    assert all(len(one.answer.citations) == 1 for one in others)


async def test_words_alone_find_the_sentences_that_hold_them(kanslist: Kanslist) -> None:
    """Whoever searches writes no question; no two finds say the same."""
    finds = (await found(kanslist, "arbetsskor")).finds
    quotes = [one.citation.quote for one in finds]
    assert any("två par arbetsskor" in quote for quote in quotes)
    assert len(set(quotes)) == len(quotes)
    assert all("skor" in quote for quote in quotes)


async def test_a_question_with_several_answers_gives_them_all(kanslist: Kanslist) -> None:
    """There is nothing to click in the box: each meeting's answer is a find of its own."""
    finds = (await found(kanslist, "vem var sekreterare?")).finds
    assert {"Olof Brandt", "Anton Rehn"} <= {name for one in finds for name in _named(one.answer.text)}


@pytest.mark.parametrize(
    "text", ["KLN 2024-0009", "skyddsrummet", "Hemming Tyst", "vem reserverade sig om reservkraft?"]
)
async def test_nothing_outside_the_open_collection_is_found(kanslist: Kanslist, text: str) -> None:
    """What is put into a message is read by everyone there, whoever looked it up."""
    made = await found(kanslist, text)
    shown = made.said + "".join(one.answer.model_dump_json() for one in made.finds)
    assert "reservkraft till" not in shown
    assert "Hemming Tyst, säkerhetschef" not in shown


@pytest.mark.parametrize("text", ["hej", "elefanter", "hjälp", "?", "19121212-1212"])
async def test_what_finds_nothing_says_so(kanslist: Kanslist, text: str) -> None:
    """Talk and words that the record does not hold give no card to put in, but a sentence."""
    made = await found(kanslist, text)
    assert not made.finds
    assert made.said
    assert "1212-1212" not in made.said


async def test_it_is_no_part_of_a_conversation(kanslist: Kanslist) -> None:
    """Each key that is pressed is a search: none is taken to go on with the last."""
    await found(kanslist, "SN 2024-0114")
    assert not (await found(kanslist, "och vem var emot?")).said.startswith("SN 2024-0114")


def _named(text: str) -> list[str]:
    return [name for name in ("Olof Brandt", "Anton Rehn") if name in text]
