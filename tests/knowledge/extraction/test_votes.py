"""Votes whose ballots stand in a list on the front pages, and how the question was put."""

from __future__ import annotations

from knowledge.extraction.extract import extract
from tests.knowledge.extraction.reading_of import reading

LIST = (
    "Älvkulla kommun\nKommunfullmäktige\nSammanträdesprotokoll\n2026-02-05\n\n"
    "Beslutande   Se närvaro- och voteringslista\n\n"
    "Närvaro- och voteringslista\n"
    "                                       § 2\n"
    "Ledamot              Parti   Tjänstgörande   Ja   Nej   Avstår\n"
    "Siv Ek, ordförande   S       Ja              X\n"
    "Bo Alm               M       Ja                   X\n"
    "Ida Sten             C       Ja                         X\n"
    "Rut Ask              KD      Nej\n"
    "Per Dal              V       Ja              X\n\n"
    "§ 1 Upprop\n\nBeslut\nUppropet godkänns.\n\n"
    "§ 2 Försäljning av kvarnen\n\nBeslut\nKvarnen säljs.\n\n"
    "Omröstning\nDen som röstar på styrelsens förslag röstar ja. Den som röstar på avslag röstar nej.\n"
    "Med 2 ja-röster mot 1 nej-röst och 1 som avstår beslutar fullmäktige enligt styrelsens förslag.\n"
)


def test_a_list_on_the_front_pages_tells_who_voted_how() -> None:
    """It is the only place that names them; it is the vote's whose counts it adds up to."""
    [vote] = extract(reading(LIST)).votes
    assert [(one.name, one.party, one.vote) for one in vote.ballots] == [
        ("Siv Ek", "S", "ja"),
        ("Bo Alm", "M", "nej"),
        ("Ida Sten", "C", "avstår"),
        ("Per Dal", "V", "ja"),
    ]
    assert vote.yes_means == "styrelsens förslag"


def test_a_list_that_adds_up_to_no_vote_is_nobodys() -> None:
    """Ballots of another vote would be a false fact."""
    [vote] = extract(reading(LIST.replace("2 ja-röster mot 1", "3 ja-röster mot 1"))).votes
    assert vote.ballots == ()


def test_who_did_not_serve_was_not_there() -> None:
    """The column Tjänstgörande says who took part: "Nej" is an absence, no role."""
    found = {one.name: one for one in extract(reading(LIST)).attendance}
    assert {name for name, one in found.items() if not one.present} == {"Rut Ask"}
    assert found["Siv Ek"].roles == ("ordförande",)
