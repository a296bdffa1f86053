"""What people said at the meeting: yrkanden, votes, reservations and statements, each with its author."""

from __future__ import annotations

import pytest

from knowledge.extraction import proposals_at_meeting, reservations, statements, votes
from tests.knowledge.extraction.reading_of import context

HEAD = "§ 4 KUN 2026-0012\nTaxa för bad\n"


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        (
            "Yrkanden\nSiv Ek (S) yrkar bifall till\nförslaget.",
            [(("Siv Ek",), "bifall till förslaget.")],
            "a wrapped sentence",
        ),
        (
            "Yrkanden\nSiv Ek (S) och Tor\nLind (V) yrkar avslag.",
            [(("Siv Ek", "Tor Lind"), "avslag.")],
            "a name over two lines",
        ),
        (
            "Yrkanden\nSiv Ek (S) yrkar bifall. Vidare yrkar Tor Lind (V) avslag på tillägget.",
            [(("Siv Ek",), "bifall."), (("Tor Lind",), "avslag på tillägget.")],
            "the name after the verb",
        ),
        (
            "Yrkanden\nSiv Ek (S) yrkar för Centerpartiet och Liberalerna bifall.",
            [(("Siv Ek",), "bifall.")],
            "for a group",
        ),
        (
            "Beslutsgång\nOrdföranden Siv Ek (S) föreslog, med instämmande från samtliga ledamöter, att taxan antas.",
            [(("Siv Ek",), "taxan antas.")],
            "an aside before att",
        ),
        (
            "Förslag till beslut på sammanträdet\nOrdföranden föreslår att taxan antas.",
            [((), "taxan antas.")],
            "an office without a name",
        ),
        ("Förslag till beslut\nTaxan antas.", [((), "Taxan antas.")], "the office's proposal is nobody's"),
        (
            "Yrkanden\nSiv Ek (S), med instämmande av Tor Lind (V), yrkar avslag på taxan.",
            [(("Siv Ek",), "avslag på taxan.")],
            "who supports it before the verb is no author",
        ),
        (
            "Yrkanden\nSiv Ek (S) med instämmande av Tor Lind (V): Avslag på taxan.\nIda Sten (C): Bifall till taxan.",
            [(("Siv Ek",), "Avslag på taxan."), (("Ida Sten",), "Bifall till taxan.")],
            "a colon in place of the verb",
        ),
        (
            "Förslag under sammanträdet\nSiv Ek (S): Bifall till taxan.\nTor Lind (V): Avslag på taxan.",
            [(("Siv Ek",), "Bifall till taxan."), (("Tor Lind",), "Avslag på taxan.")],
            "a colon under Förslag",
        ),
        (
            "Yrkanden\nSiv Ek (S) och Tor Lind (V) – bifall till motionen.",
            [(("Siv Ek", "Tor Lind"), "bifall till motionen.")],
            "a dash in place of the verb",
        ),
        (
            "Kulturnämnden beslutar\natt anta taxan.\nTaxan är låg.\nSiv Ek (S) yrkar avslag på taxan.",
            [(("Siv Ek",), "avslag på taxan.")],
            "below a decision without a heading",
        ),
        (
            "Yrkande\nSiv Ek, S: Taxan antas.\nTor Lind, V, yrkar avslag på taxan.",
            [(("Tor Lind",), "avslag på taxan."), (("Siv Ek",), "Taxan antas.")],
            "the party between commas",
        ),
        (
            "Beslut\nPå förslag av Siv Ek (S):\nÄrendet bordläggs.",
            [(("Siv Ek",), "Ärendet bordläggs.")],
            "named under the decision",
        ),
        (
            "Sammanfattning av ärendet\nBadet är dyrt.\n\nSiv Ek (S) yrkar att taxan antas.",
            [(("Siv Ek",), "taxan antas.")],
            "asked for at the meeting, told in the description of the matter",
        ),
        (
            "Ärendebeskrivning\nSiv Ek (S) yrkar i en motion att badet öppnas.\nTor Lind (V) yrkade avslag 2026-01-08.",
            [],
            "a motion and another meeting retold",
        ),
        ("Ärendebeskrivning\nSiv Ek (S) föreslår i sin motion att badet öppnas.", [], "a motion retold"),
    ],
)
def test_a_yrkande_is_its_authors(text: str, expected: list[tuple[tuple[str, ...], str]], reason: str) -> None:
    """One element a clause that someone yrkar, with those who did."""
    assert [(fact.by, fact.text) for fact in proposals_at_meeting.find(context(HEAD + text))] == expected, reason


@pytest.mark.parametrize(
    ("text", "counts", "reason"),
    [
        (
            "Med 20 ja-röster och 26 nej-röster finner ordföranden att ärendet avslås.",
            (20, 26, 0),
            "ja-röster och nej-röster",
        ),
        ("Med 5 ja-röster röster mot 4 nej-röster har nämnden beslutat.", (5, 4, 0), "a doubled word"),
        (
            "Omröstningen utfaller med 40 Ja mot 38 Nej. 3 ledamöter avstår från att rösta.",
            (40, 38, 3),
            "those who abstain",
        ),
        (
            "Omröstningen utfaller med 54 ja-röster, 7 nej-röster och 3 ledamöter som avstår från att rösta.",
            (54, 7, 3),
            "those who abstain in a subordinate clause",
        ),
        ("Ja: 19, Nej: 23.", (19, 23, 0), "with colons"),
        ("Siv Ek (S) och Tor Lind (V) röstar Ja (2).\nOlle Brandt (M) röstar Nej (1).", (2, 1, 0), "after the names"),
        ("5 Ja-röster, 54 Nej-röster och 2 frånvarande ledamöter.", (5, 54, 0), "absent is not abstaining"),
        (
            "Ledamot   Ja   Nej   Avstår\nSiv Ek (S), ledamot   X\nResultat   7   8   1",
            (7, 8, 1),
            "the last row of a list",
        ),
        ("Med 4 nej-röster mot 3 ja-röster har nämnden beslutat.", (3, 4, 0), "the no votes first"),
        ("20 JA / 15 NEJ / 2 AVSTÅR", (20, 15, 2), "in a row"),
    ],
)
def test_votes_are_counted_as_told(text: str, counts: tuple[int, int, int], reason: str) -> None:
    """Yes, no and abstentions, in every wording."""
    (vote,) = votes.find(context(f"{HEAD}Omröstning\n{text}"))
    assert (vote.yes, vote.no, vote.abstain) == counts, reason


def test_a_yes_may_mean_no() -> None:
    """What a yes was for is part of the vote, since it may reject."""
    text = 'Omröstning\nGodkänd voteringsproposition: "Ja för avslag och Nej för bifall till motionen."\nJa: 7, Nej: 6.'
    (vote,) = votes.find(context(HEAD + text))
    assert vote.yes_means == "avslag"


@pytest.mark.parametrize(
    ("text", "means", "reason"),
    [
        (
            "Ja-röst: enligt förslaget.\nNej-röst: avslag.\nJa: Siv Ek (S)\nNej: Tor Lind (V)\nUtfall: Ja: 1, Nej: 1.",
            "enligt förslaget",
            "the names after Ja are no question",
        ),
        (
            "Ja-röst för bifall till förslaget.\nNej-röst för avslag.\nMed 5 ja-röster röster mot 4 nej-röster har "
            "nämnden beslutat enligt förslaget.",
            "bifall till förslaget",
            "the rest of a count is no question",
        ),
        ("Med 5 ja-röster röster mot 4 nej-röster har nämnden beslutat.", None, "a count without a question"),
    ],
)
def test_what_a_yes_was_for(text: str, means: str | None, reason: str) -> None:
    """What a yes was for is the wording of the question, or not told."""
    (vote,) = votes.find(context(f"{HEAD}Omröstning\n{text}"))
    assert vote.yes_means == means, reason


VOTERS = [("Siv Ek", "ja"), ("Tor Lind", "nej"), ("Ida Sten", "avstår")]
BALLOTS = [
    (
        "Ja: Siv Ek (S)\nNej: Tor Lind (V)\nAvstår: Ida Sten (C)\nUtfall: Ja: 1, Nej: 1, Avstår: 1.",
        "lists after the vote",
    ),
    (
        "Ja röstar: Siv Ek (S)\nNej röstar: Tor Lind (V)\nAvstår: Ida Sten (C)\nJa: 1, Nej: 1. 1 ledamot avstår.",
        "lists after röstar",
    ),
    (
        "Med 1 ja-röst mot 1 nej-röst avslås ärendet. 1 ledamot avstår.\n"
        "Ledamot               Ja   Nej   Avstår\n"
        "Siv Ek (S), ledamot   X\n"
        "Tor Lind (V)               X\n"
        "Ida Sten (C)                     X\n",
        "crosses below their columns",
    ),
    (
        "Med 1 ja-röst mot 1 nej-röst avslås ärendet. 1 ledamot avstår.\n"
        "Ledamot          Ersättare       Ja   Nej   Avstår\n"
        "Bo Dal (S)       Siv Ek (S)      X\n"
        "Tor Lind (V)                          X\n"
        "Ida Sten (C)                                X\n",
        "the substitute has voted",
    ),
    (
        "Med 1 ja-röst mot 1 nej-röst avslås ärendet. 1 ledamot avstår.\n"
        "Ja               Nej               Avstår\n"
        "Siv Ek (S)       Tor Lind (V)      Ida Sten (C)\n",
        "names below their columns",
    ),
]


@pytest.mark.parametrize(("text", "reason"), BALLOTS, ids=[row[1] for row in BALLOTS])
def test_ballots(text: str, reason: str) -> None:
    """Who voted how, in every way in which minutes list it."""
    (vote,) = votes.find(context(f"{HEAD}Omröstning\n{text}"))
    assert [(ballot.name, ballot.vote) for ballot in vote.ballots] == VOTERS, reason


def test_a_table_that_has_lost_its_columns_gives_no_ballots() -> None:
    """Crosses that stand right after the names add up to another count: better no ballots than wrong ones."""
    text = (
        "Omröstning\nMed 1 ja-röst mot 2 nej-röster avslås ärendet.\nLedamot Ja Nej Avstår\n"
        "Ledamot   Ja   Nej   Avstår\nSiv Ek (S), ledamot   X\nTor Lind (V), ledamot   X\nIda Sten (C), ledamot   X\n"
    )
    (vote,) = votes.find(context(HEAD + text))
    assert vote.ballots == ()


def test_two_votes_of_equal_counts_are_two() -> None:
    """Whoever asks for a vote again gets one of its own, with ballots of its own, though the count is the same."""
    text = (
        "Beslutsgång\nOrdföranden finner bifall. Omröstning begärs.\nOmröstning\n"
        "Ja för bifall till förslaget och nej för avslag.\nSiv Ek (S) röstar ja.\nTor Lind (V) röstar nej.\n"
        "Med 1 ja-röst mot 1 nej-röst bifalls förslaget.\n"
        "Beslutsgång\nOrdföranden finner avslag. Omröstning begärs.\nOmröstning\n"
        "Ja för avslag på tillägget och nej för bifall.\nTor Lind (V) röstar ja.\nSiv Ek (S) röstar nej.\n"
        "Med 1 ja-röst mot 1 nej-röst avslås tillägget.\n"
    )
    found = votes.find(context(HEAD + text))
    assert [[(ballot.name, ballot.vote) for ballot in vote.ballots] for vote in found] == [
        [("Siv Ek", "ja"), ("Tor Lind", "nej")],
        [("Tor Lind", "ja"), ("Siv Ek", "nej")],
    ]


def test_whose_yrkande_is_voted_on_has_not_voted() -> None:
    """The question names people without telling how they vote; to call them voters would be a falsehood."""
    asked = (
        "Omröstning\nDen som stödjer Siv Eks (S) yrkande röstar ja. Den som stödjer Tor Linds (V) yrkande röstar nej.\n"
        "De som röstar för Siv Eks (S) förslag röstar ja, de som röstar för Tor Linds (V) förslag röstar nej.\n"
    )
    (vote,) = votes.find(context(f"{HEAD}{asked}Med 5 ja-röster mot 3 nej-röster beslutar nämnden så."))
    assert vote.ballots == ()


def test_a_list_of_votes_bound_in_last_belongs_to_its_paragraph() -> None:
    """ "Omröstning § 4" heads a list after the last §: the count is that of § 4."""
    text = (
        "Beslut\nTaxan antas.\n§ 5\nÖvrigt\nInget.\n"
        "Bilaga 3\nOmröstning § 4\nLedamot   Ja   Nej   Avstår\nResultat   5   1   0"
    )
    (vote,) = votes.find(context(HEAD + text))
    assert (vote.item, vote.yes, vote.no) == ("4", 5, 1)


def test_a_vote_told_twice_is_one() -> None:
    """The sentence and the list at the end of the § tell of one vote."""
    text = "Omröstning\nMed 7 ja-röster och 8 nej-röster avslås ärendet.\nVoteringslista: §4\nResultat   7   8   0"
    assert len(votes.find(context(HEAD + text))) == 1


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        (
            "Reservation\nSiv Ek (S) och Tor Lind (V) reserverar sig mot beslutet.",
            [("Siv Ek", "Tor Lind")],
            "two names",
        ),
        (
            "Reservation\nLedamöterna från Sverigedemokraterna reserverar sig mot beslutet.",
            [("Sverigedemokraterna",)],
            "a party",
        ),
        (
            "Reservationer\nSiv Ek (S) reserverar sig.\nTor Lind (V) reserverar sig mot beslutet.",
            [("Siv Ek",), ("Tor Lind",)],
            "one each",
        ),
        (
            "Reservation\nSamtliga ledamöter från Centerpartiet reserverar sig mot beslutet.",
            [("Centerpartiet",)],
            "all of a party",
        ),
        (
            "Reservation\nSverigedemokraternas ledamöter (SD) reserverar sig mot beslutet.",
            [("Sverigedemokraterna",)],
            "a party in the genitive",
        ),
        ("Reservation\nSiv Ek, SD, reserverar sig mot beslutet.", [("Siv Ek",)], "the party between commas"),
        ("Reservationer\nSD deltar inte i beslutet.", [], "under the heading, but none"),
        ("Beslut\nTaxan antas.\nSiv Ek (S) reserverar sig mot beslutet.", [("Siv Ek",)], "without a heading"),
        (
            "Reservation\nSiv Ek (M) lämnar följande skriftliga reservation:\nModeraterna reserverar sig mot taxan.",
            [("Siv Ek",)],
            "the text of the reservation names the party again",
        ),
        ("Ärendet\nSiv Ek (S) reserverade sig mot beslutet 2020.", [], "another time"),
    ],
)
def test_reservations(text: str, expected: list[tuple[str, ...]], reason: str) -> None:
    """A reservation is someone's, against this decision."""
    assert [fact.by for fact in reservations.find(context(HEAD + text))] == expected, reason


@pytest.mark.parametrize(
    ("text", "kind", "by", "reason"),
    [
        (
            "Särskilt uttalande\nVice ordförande Siv Ek m.fl. (S) och Tor Lind (V) avger följande.\nDet är bra.",
            "särskilt uttalande",
            ("Siv Ek", "Tor Lind"),
            "titles and m.fl.",
        ),
        (
            "Ersättaryttrande\nErsättaren Ida Sten (KD) lämnade följande ersättaryttrande.\nDet är bra.",
            "ersättaryttrande",
            ("Ida Sten",),
            "a substitute",
        ),
        (
            "Protokollsanteckning\nRepresentanterna från S, V och MP antecknar som yttrande en skrivelse.",
            "protokollsanteckning",
            ("S", "V", "MP"),
            "parties",
        ),
        (
            "Anteckning\nSiv Ek (S) lämnar följande\nprotokollsanteckning:\nDet är bra.",
            "protokollsanteckning",
            ("Siv Ek",),
            "a wrapped opening",
        ),
        (
            "Reservationer\nPartigrupp S och V avstår från att delta i beslutet.",
            "deltar inte i beslutet",
            ("S", "V"),
            "under another heading",
        ),
        (
            "Protokollsanteckningar\nSiv Ek lät anteckna följande för sin grupp.\nVi vill se en utvärdering.",
            "protokollsanteckning",
            ("Siv Ek",),
            "who let it be noted",
        ),
        (
            "Protokollsanteckning\nSiv E. Ek (S) avstår från att delta i beslutet.",
            "deltar inte i beslutet",
            ("Siv E. Ek",),
            "an initial ends no sentence",
        ),
        (
            "Jäv\nSiv Ek (S) deltar inte i handläggningen av ärendet på grund av jäv.",
            "jäv",
            ("Siv Ek",),
            "a conflict of interest",
        ),
        (
            "Jäv\nUnder ärendet anmäler Siv Ek (S) och Tor Lind (V) jäv.",
            "jäv",
            ("Siv Ek", "Tor Lind"),
            "the names between the verb and its object",
        ),
        (
            "Jäv\nSiv Ek (S) deltar på grund av jäv inte i handläggningen av detta ärende.",
            "jäv",
            ("Siv Ek",),
            "handläggningen holds the letters of ingen",
        ),
    ],
)
def test_statements(text: str, kind: str, by: tuple[str, ...], reason: str) -> None:
    """The kind is the heading's or the wording's, the authors are those who are named."""
    (fact,) = statements.find(context(HEAD + text))
    assert (fact.kind, fact.by) == (kind, by), reason


def test_nobody_in_conflict_is_no_event() -> None:
    """ "Ingen ansåg sig förhindrad" and the word jäv in a rule are no jäv."""
    text = "Jäv\nIngen av ledamöterna anmälde jäv.\nÄrendet\nChefen ersätts vid jäv, punkt 4.2."
    assert statements.find(context(HEAD + text)) == []
