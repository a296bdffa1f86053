"""What minutes only list as handed in."""

from __future__ import annotations

from knowledge.extraction import submissions
from tests.knowledge.extraction.documents import context_of, stands_where_it_says

MINUTES = """Älvkulla kommun
Kommunfullmäktige
Sammanträdesprotokoll
2025-02-10

Plats och tid   Folkets hus, kl. 18.00-20.10
Beslutande   Eva Lindh (S), ordförande

§ 7 Svar på motion om kolonilotter

Beslut
Motionen avslås.

§ 8 Anmälan av motioner

Följande motioner har lämnats in:
- Bo Alm (KD): Ljus vid skidspåret
- Siv Ek (V): Fria arbetskläder

Kommunfullmäktiges beslut
Motionerna remitteras till kommunstyrelsen.

§ 9 Nya medborgarförslag
Följande medborgarförslag överlämnas till kommunstyrelsen:
Hundbad vid sjön
Fler bänkar i parken

§ 10 Avslutning

Ordföranden avslutar mötet.
"""


def test_a_section_that_lists_what_was_handed_in_gives_each_with_its_kind_and_who() -> None:
    """Points and plain lines below the lead-in count; the decision below them and a motion that is answered do not."""
    context = context_of(MINUTES)
    found = submissions.find(context)
    assert [(one.item, one.kind, one.text, one.by) for one in found] == [
        ("8", "motion", "Bo Alm (KD): Ljus vid skidspåret", ("Bo Alm",)),
        ("8", "motion", "Siv Ek (V): Fria arbetskläder", ("Siv Ek",)),
        ("9", "medborgarförslag", "Hundbad vid sjön", ()),
        ("9", "medborgarförslag", "Fler bänkar i parken", ()),
    ]
    assert all(stands_where_it_says(context, one) for one in found)


def test_a_sentence_of_such_a_section_that_says_what_was_put_is_one() -> None:
    """Some minutes tell it in a sentence; what the paper asks for and the decision on it are none."""
    text = MINUTES.replace(
        "Följande motioner har lämnats in:\n- Bo Alm (KD): Ljus vid skidspåret\n- Siv Ek (V): Fria arbetskläder",
        "Bo Alm (KD) har den 3 februari 2025 lämnat en motion om ljus vid skidspåret.\n\nHan vill att det lyses upp.",
    )
    found = [one for one in submissions.find(context_of(text)) if one.item == "8"]
    assert [one.by for one in found] == [("Bo Alm",)]
