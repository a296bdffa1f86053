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


def test_the_counts_may_stand_beside_the_lists() -> None:
    """No sentence tells the result: it is said in brackets before the names."""
    text = (
        "Protokoll\nKulturnämnden\n2026-02-05\n\n§ 4 Taxa\n\nBeslut\nTaxan antas.\n\nOmröstningsresultat\n"
        "Ja-röster (2): Siv Ek (S), Ida Sten (C)\nNej-röster (1): Bo Alm (M)\n\n§ 5 Val\n\nBeslut\nSiv Ek väljs.\n"
    )
    [vote] = extract(reading(text)).votes
    assert (vote.yes, vote.no) == (2, 1)
    assert [one.vote for one in vote.ballots] == ["ja", "ja", "nej"]


def test_who_joins_a_yrkande_in_a_sentence_of_their_own() -> None:
    """Where it is not read, an answer says that nobody supported it."""
    text = (
        "Protokoll\nKulturnämnden\n2026-02-05\n\n§ 4 Taxa\n\nBeslut\nTaxan antas.\n\nYrkanden\n"
        "Siv Ek (S) yrkar att taxan sänks.\nBo Alm (M) yrkar bifall till förvaltningens förslag.\n"
        "Ida Sten (C) och Rut Ask (V) instämmer i Siv Eks yrkande.\n\n§ 5 Val\n\nBeslut\nSiv Ek väljs.\n"
    )
    assert [(one.by, one.supported_by) for one in extract(reading(text)).proposals] == [
        (("Siv Ek",), ("Ida Sten", "Rut Ask")),
        (("Bo Alm",), ()),
    ]
