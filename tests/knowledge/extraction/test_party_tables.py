"""The table of both parties in minutes with unions, and who signs below them."""

from __future__ import annotations

from knowledge.extraction.extract import extract
from tests.knowledge.extraction.reading_of import reading

TABLE = (
    "Älvkulla kommun\nFörvaltningens samverkansgrupp (FSG)\nProtokoll nr 2/2026\n"
    "Datum och tid: 5 februari 2026, kl. 13.00–14.50\nNärvarolista\n\n"
    "Namn   Organisation   Funktion   Närvarande\n"
    "Siv Ek   Arbetsgivaren   Kulturchef, ordförande   Ja\n"
    "Bo Alm   Arbetsgivaren   Bibliotekschef   Nej\n"
    "Per Dal   Vision   Huvudskyddsombud   Ja (Teams)\n"
    "Ida Sten   Sveriges Lärare   Ledamot   Nej\n\n"
    "§ 1 Mötets öppnande\nMötet öppnas.\n\n"
    "§ 2 Övriga frågor\nVision yrkar att lokalerna larmas. Bo Alm får i uppdrag att se över larmen.\n\n"
)


def test_whom_each_came_for_and_whether() -> None:
    """ "Nej" in the column Närvarande is an absence and no role; the column of the part says which side each is on."""
    found = extract(reading(TABLE)).attendance
    assert [(one.name, one.capacity, one.organisation, one.present, one.remote) for one in found] == [
        ("Siv Ek", "arbetsgivare", None, True, None),
        ("Bo Alm", "arbetsgivare", None, False, None),
        ("Per Dal", "arbetstagare", "Vision", True, "Teams"),
        ("Ida Sten", "arbetstagare", "Sveriges Lärare", False, None),
    ]
    assert found[0].roles == ("kulturchef", "ordförande")


def test_a_union_that_sent_nobody_is_no_person() -> None:
    """Its row holds a dash for the name, and says why."""
    text = TABLE.replace("Ida Sten   Sveriges Lärare   Ledamot   Nej", "–   Sveriges Lärare   –   Har avstått")
    assert [one.name for one in extract(reading(text)).attendance] == ["Siv Ek", "Bo Alm", "Per Dal"]


def test_a_yrkande_stands_under_its_section() -> None:
    """Whoever asks for it by the matter finds it by the §."""
    [claim] = extract(reading(TABLE)).proposals
    assert (claim.item, claim.by, claim.source.section) == ("2", ("Vision",), "§ 2")


def test_those_who_sign_for_their_side_adjust() -> None:
    """Each signs with the name of the union; the day stands beside the label."""
    signed = "Vid protokollet\nRut Ask\n\nJusteras 2026-02-12\nSiv Ek, för arbetsgivaren\nPer Dal, Vision\n"
    facts = extract(reading(TABLE + signed))
    assert facts.meeting
    assert (facts.meeting.adjusters, facts.meeting.adjusted_on) == (("Per Dal",), "2026-02-12")
    assert [one.heading for one in facts.agenda_items] == ["Mötets öppnande", "Övriga frågor"]


def test_a_negotiation_is_called_by_its_matter() -> None:
    """A förhandling has no body of its own: what it is and what it is about make its title."""
    text = (
        "Älvkulla kommun\nProtokoll från MBL-förhandling enligt 11 §\nDatum: 2026-02-05\nDiarienummer: KN 2026/12\n"
        "Ärende: Sammanslagning av två bibliotek\n\nParter   Namn   Roll\n"
        "Arbetsgivaren   Siv Ek   kulturchef\nVision   Per Dal   ombud\n\n"
        "§ 1 Förslag\nArbetsgivaren åtar sig att ta fram en plan senast den 15 mars 2026.\n"
    )
    facts = extract(reading(text))
    assert facts.document.title == "Protokoll från MBL-förhandling enligt 11 §: Sammanslagning av två bibliotek"
    assert [(one.name, one.capacity) for one in facts.attendance] == [
        ("Siv Ek", "arbetsgivare"),
        ("Per Dal", "arbetstagare"),
    ]
    assert [one.due for one in facts.assignments] == ["2026-03-15"]
