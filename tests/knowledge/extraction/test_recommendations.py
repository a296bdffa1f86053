"""What auditors recommend: each recommendation once, to the body that it is given to."""

from __future__ import annotations

import pytest

from knowledge.extraction import recommendations
from tests.knowledge.extraction.documents import context_of, stands_where_it_says

HEAD = "Revisionsrapport\n\nGranskning av bibliotek\n\nSyftet är att bedöma om kulturnämnden har god kontroll.\n\n"

BARE = (
    "Revisorerna rekommenderar kulturnämnden att:\nInföra rutiner för årlig uppföljning\n"
    "av lånen.\nInformera låntagarna.\n\nDe svarar.\n"
)
TIGHT = "Efter granskningen rekommenderas kulturnämnden att:\n-Korta väntetiderna\n-Anta en plan\n"
LISTED = "Vi rekommenderar kulturnämnden att:\n\n- Anta en biblioteks-\nplan.\n\n- Följa upp öppettiderna.\n\n"
TWICE = LISTED + "Bedömning\nVi rekommenderar nämnden att anta en biblioteksplan.\n\nSammanfattning\n\n" + LISTED
INVERTED = (
    "Mot bakgrund av granskningen rekommenderar vi kommunstyrelsen att:\n\n• Stärka uppsikten.\n• Införa en rutin.\n"
)
PASSIVE = (
    "Kulturnämnden rekommenderas att anta en plan för biblioteken. Planen behöver följas upp.\n\n"
    "Kulturnämnden och Älvkulla Bio AB rekommenderas att samordna sina program.\n"
)
SAME_TO_TWO = (
    "Kulturnämnden rekommenderas att säkerställa den interna kontrollen.\n\n"
    "Socialnämnden rekommenderas att säkerställa den interna kontrollen.\n"
)
HEADED = "5 Rekommendationer\n\n1. Anta en biblioteksplan.\n2. Följ upp öppettiderna.\n"
REMAINS = "Av de tidigare lämnade bedömer vi att följande rekommendationer kvarstår:\n\n• Att anta en plan.\n"
BY_BODY = "Vi rekommenderar:\n\nKommunstyrelsen att:\n• stärka uppsikten.\n\nSocialnämnden att:\n• följa upp mål.\n"
FOR_ALL = (
    "Utifrån granskningen rekommenderar vi:\n\nSamtliga nämnder att:\n► Öva sin ledning.\n\n"
    "Kulturnämnden att:\n► Anta en plan.\n"
)
NEXT_LEAD = (
    "Vi rekommenderar kulturnämnden att:\n- anta en plan\nVi rekommenderar tekniska nämnden att:\n- följa upp den\n"
)
CHAPTER = (
    "Vi rekommenderar kulturnämnden följande:\n\n1. Anta en plan.\n2. Följ upp den.\n\n"
    "1. Bakgrund och syfte\nPlaner behövs.\n"
)
BULLETS_FIRST = (
    "Därför rekommenderas kulturnämnden att\n•\n•\n•\nta fram en aktuell handlingsplan för arbetet med biblioteken\n"
    "säkerställa att alla medarbetare får utbildning i systemet\nLIBRA\nfölja upp öppettiderna\n1. BAKGRUND\nPlaner.\n"
)
ALSO_TO = (
    "Vi lämnar följande rekommendationer till kulturnämnden:\n- Anta en plan.\n\n"
    "samt till tekniska nämnden:\n- Följ upp.\n"
)
ONE_WORD = "Rekommendationer\n\n1. Anta en plan.\n2. Följ upp den.\n\n3. Inledning\n\nPlaner behövs.\n"
THAT = "Vi rekommenderar att nämnden utvecklar sin interna kontroll och dokumenterar den.\n"
FRIENDS = (
    "Vikten av god ordning kan inte överskattas. Nämnden bör se över rutinerna.\n\n"
    "Undervisningen sker i enlighet med rekommendation från myndigheten. I förra granskningen rekommenderades\n"
    "nämnden att anställa en arkivarie.\n"
)


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        (
            LISTED,
            [("Anta en biblioteksplan.", "kulturnämnden"), ("Följa upp öppettiderna.", "kulturnämnden")],
            "bullets after a lead-in, one hyphenated over lines",
        ),
        (
            BARE,
            [
                ("Införa rutiner för årlig uppföljning av lånen.", "kulturnämnden"),
                ("Informera låntagarna.", "kulturnämnden"),
            ],
            "the bullets were lost: sentences on lines of their own",
        ),
        (
            TIGHT,
            [("Korta väntetiderna", "kulturnämnden"), ("Anta en plan", "kulturnämnden")],
            "no space after the dash",
        ),
        (
            TWICE,
            [("Anta en biblioteksplan.", "kulturnämnden"), ("Följa upp öppettiderna.", "kulturnämnden")],
            "summary, reasoning and end say the same: one element each",
        ),
        (
            INVERTED,
            [("Stärka uppsikten.", "kommunstyrelsen"), ("Införa en rutin.", "kommunstyrelsen")],
            "the verb stands before its subject",
        ),
        (
            PASSIVE,
            [
                (
                    "Kulturnämnden rekommenderas att anta en plan för biblioteken. Planen behöver följas upp.",
                    "Kulturnämnden",
                ),
                (
                    "Kulturnämnden och Älvkulla Bio AB rekommenderas att samordna sina program.",
                    "Kulturnämnden och Älvkulla Bio AB",
                ),
            ],
            "each sentence of its own, with what explains it",
        ),
        (
            SAME_TO_TWO,
            [
                ("Kulturnämnden rekommenderas att säkerställa den interna kontrollen.", "Kulturnämnden"),
                ("Socialnämnden rekommenderas att säkerställa den interna kontrollen.", "Socialnämnden"),
            ],
            "the same wording to another body is another element",
        ),
        (HEADED, [("Anta en biblioteksplan.", None), ("Följ upp öppettiderna.", None)], "a heading says not to whom"),
        (REMAINS, [("Att anta en plan.", None)], "a follow-up gives what remains"),
        (
            FOR_ALL,
            [("Öva sin ledning.", "Samtliga nämnder"), ("Anta en plan.", "Kulturnämnden")],
            "a list for all of them",
        ),
        (
            NEXT_LEAD,
            [("anta en plan", "kulturnämnden"), ("följa upp den", "tekniska nämnden")],
            "the next lead-in stands right below a point, no empty line between",
        ),
        (
            BULLETS_FIRST,
            [
                ("ta fram en aktuell handlingsplan för arbetet med biblioteken", "kulturnämnden"),
                ("säkerställa att alla medarbetare får utbildning i systemet LIBRA", "kulturnämnden"),
                ("följa upp öppettiderna", "kulturnämnden"),
            ],
            "all bullets stand before the points, one of which wraps",
        ),
        (
            ALSO_TO,
            [("Anta en plan.", "kulturnämnden"), ("Följ upp.", "tekniska nämnden")],
            "the list goes on to another",
        ),
        (
            CHAPTER,
            [("Anta en plan.", "kulturnämnden"), ("Följ upp den.", "kulturnämnden")],
            "a chapter whose number begins anew is no point of the list",
        ),
        (
            ONE_WORD,
            [("Anta en plan.", None), ("Följ upp den.", None)],
            "nor is a chapter of one word that goes on counting",
        ),
        (
            BY_BODY,
            [("stärka uppsikten.", "Kommunstyrelsen"), ("följa upp mål.", "Socialnämnden")],
            "a list for each body",
        ),
        (
            THAT,
            [("Vi rekommenderar att nämnden utvecklar sin interna kontroll och dokumenterar den.", "nämnden")],
            "the subject of the clause is who is asked",
        ),
        (
            "Brister finns. Vidare rekommenderas kommunstyrelsen att se över stödet vid upphandling.\n",
            [("Vidare rekommenderas kommunstyrelsen att se över stödet vid upphandling.", "kommunstyrelsen")],
            "the verb stands before who is asked",
        ),
        (
            "I rapporten från 2019 rekommenderas nämnden att anta en plan för lokalerna.\n",
            [],
            "an earlier report's, told in the present tense",
        ),
        (
            "Rekommendation 1: Kostnämnden behöver mäta sitt matsvinn.\n\n"
            "Rekommendation 2: Kommunstyrelsen behöver följa upp avtalen.\n",
            [
                ("Kostnämnden behöver mäta sitt matsvinn.", "Kostnämnden"),
                ("Kommunstyrelsen behöver följa upp avtalen.", "Kommunstyrelsen"),
            ],
            "numbered by a word",
        ),
        (
            "Vi rekommenderar kommunstyrelsen att fortsätta arbetet med planen. "
            "Därutöver lämnas en ny rekommendation:\n• Anta en tidplan.\n",
            [
                ("Vi rekommenderar kommunstyrelsen att fortsätta arbetet med planen.", "kommunstyrelsen"),
                ("Anta en tidplan.", None),
            ],
            "a sentence that leads in to more ends the one before it",
        ),
        (FRIENDS, [], "bör, vikten av, another's advice and an earlier report are none"),
    ],
)
def test_each_recommendation_is_found_once(text: str, expected: list[tuple[str, str | None]], reason: str) -> None:
    """A recommendation that is missed is never followed up; one that is counted twice makes the list untrue."""
    found = recommendations.find(context_of(HEAD + text))
    assert [(one.text, one.addressee) for one in found] == expected, reason
    assert [one.number for one in found] == list(range(1, len(found) + 1))


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        (LISTED, ["Kulturnämnden"], "the body as a heading writes it"),
        (PASSIVE, ["Kulturnämnden"], "one body"),
        ("Nämnden rekommenderas att anta en plan för biblioteken.\n", ["Kulturnämnden"], "the nämnd that is audited"),
        (
            "Socialnämnderna Norr och Söder rekommenderas att dela lokaler i framtiden.\n",
            ["Socialnämnden Norr", "Socialnämnden Söder"],
            "two areas of one kind",
        ),
        (
            "Granskningen har avsett Socialnämnden Norr och tekniska nämnden.\n\n"
            "Nämnderna rekommenderas att säkerställa att avtalen följs.\n",
            ["Socialnämnden Norr", "Tekniska nämnden"],
            "the audited bodies, one of them for a part of the town",
        ),
        (
            "Vi rekommenderar:\n\nSamtliga nämnder att:\n- öva sin ledning\n",
            [],
            "who all of them are is not said: better none than the only one that was named",
        ),
    ],
)
def test_the_bodies_meant_are_named_one_by_one(text: str, expected: list[str], reason: str) -> None:
    """Open recommendations are asked for by body, so a joint addressee is taken apart."""
    [first, *_] = recommendations.find(context_of(HEAD + text))
    assert list(first.addressees) == expected, reason


def test_only_auditors_recommend() -> None:
    """Minutes that retell a report hold no recommendation of their own."""
    assert recommendations.find(context_of("Kommunstyrelsen\nProtokoll\n\n§ 1\n\nRevision\n\nBeslut\n" + PASSIVE)) == []


def test_a_recommendation_over_a_page_break_is_cited_on_both_pages() -> None:
    """The quote is verbatim on each page that it stands on."""
    first, second = HEAD + "Vi rekommenderar kulturnämnden att:\n\n- Anta en plan för", "biblioteken i kommunen.\n"
    context = context_of(first, second)
    [found] = recommendations.find(context)
    assert found.text == "Anta en plan för biblioteken i kommunen."
    assert [part.page for part in (found.source, *found.source.more)] == [1, 2]
    assert stands_where_it_says(context, found)


def test_a_follow_up_gives_what_is_not_done_with_its_grade() -> None:
    """What the auditors call done is closed; what remains is told in their own word."""
    text = (
        "Rekommendation   Bedömning   Kommentar\nInför en rutin för inköp   Åtgärdad   Rutin finns.\n"
        "Utbilda alla chefer   Kvarstår   Har inte skett.\n"
    )
    found = recommendations.find(context_of(HEAD + text))
    assert [(one.text, one.graded) for one in found] == [("Utbilda alla chefer", "Kvarstår")]


COLUMNS = """Vi lämnar följande rekommendationer:

Kulturnämnden             Tekniska nämnden         Socialnämnden
•  Anta en biblioteks-    •  Följ upp sina mål.    •  Anta en plan
   plan för kommunen.     •  Dokumentera              för boendet.
•  Följ upp den.             kontrollen.

2. Inledning
Revisorerna granskar  allt.
"""


def test_a_column_a_body_gives_each_its_own() -> None:
    """Read line by line the columns would mix, and a nämnd be told to do another's work."""
    context = context_of(HEAD + COLUMNS)
    found = recommendations.find(context)
    assert [(one.text, one.addressee) for one in found] == [
        ("Anta en biblioteksplan för kommunen.", "Kulturnämnden"),
        ("Följ upp sina mål.", "Tekniska nämnden"),
        ("Anta en plan för boendet.", "Socialnämnden"),
        ("Dokumentera kontrollen.", "Tekniska nämnden"),
        ("Följ upp den.", "Kulturnämnden"),
    ]
    assert all(stands_where_it_says(context, one) for one in found)


def test_rows_of_a_follow_up_that_wrap_keep_wording_and_grade_apart() -> None:
    """Where the columns are upright, a wrapped row is read; its grade may wrap too."""
    text = (
        "Rekommendation                   Status       Kommentar\n"
        "Nämnden bör utbilda alla         Delvis       Presidierna har\n"
        "chefer i intern kontroll.        åtgärdad     gått kursen.\n"
        "Nämnden bör anta en plan.        Åtgärdad     Antogs i mars.\n"
        "Tekniska nämnden bör följa       Ej           Mål saknas.\n"
        "upp sina mål.                    åtgärdad\n"
    )
    context = context_of(HEAD + text)
    found = recommendations.find(context)
    assert [(one.text, one.graded, one.addressee) for one in found] == [
        ("Nämnden bör utbilda alla chefer i intern kontroll.", "Delvis åtgärdad", "Nämnden"),
        ("Tekniska nämnden bör följa upp sina mål.", "Ej åtgärdad", "Tekniska nämnden"),
    ]
    assert all(stands_where_it_says(context, one) for one in found)


def test_a_follow_up_in_pairs_gives_what_remains() -> None:
    """ "Rekommendation: … Bedömning: …": what is done is closed; what remains has the assessment's own word."""
    text = (
        "Rekommendation: Nämnden bör upprätta en rutin.\nBedömning: Rekommendationen är åtgärdad.\n\n"
        "Rekommendation: Nämnden bör utbilda\nalla beställare.\n"
        "Bedömning: Rekommendationen kvarstår. Ingen är utbildad.\n\n"
        "Rekommendation: Kommunstyrelsen bör klassa sina system.\nBedömning: Delvis åtgärdad.\n"
    )
    found = recommendations.find(context_of(HEAD + text))
    assert [(one.text, one.addressee, one.graded) for one in found] == [
        ("Nämnden bör utbilda alla beställare.", "Nämnden", "kvarstår"),
        ("Kommunstyrelsen bör klassa sina system.", "Kommunstyrelsen", "Delvis åtgärdad"),
    ]


def test_a_sentence_below_a_recommendation_judges_it() -> None:
    """A follow-up may print the old recommendation and below it whether it has been taken care of."""
    text = (
        "Säkerställ att lån registreras.\nVi bedömer att nämnden har omhändertagit rekommendationen.\n\n"
        "Inför rutiner för\ninköp.\n\nVi bedömer att rekommendationen kvarstår.\n\n"
        "Utbilda personalen.\nVi bedömer att nämnden delvis har omhändertagit rekommendationen.\n"
    )
    found = recommendations.find(context_of(HEAD + text))
    assert [(one.text, one.graded) for one in found] == [
        ("Inför rutiner för inköp.", "kvarstår"),
        ("Utbilda personalen.", "delvis"),
    ]


ROWS = [
    (
        "Nr   Rekommendation 2021   Vidtagna åtgärder   Vår bedömning\n"
        "1   Anta en policy   Antogs 2022   Åtgärdad\n2   Klassa alla system   Tolv är klara   Delvis åtgärdad\n",
        [("Klassa alla system", "Delvis åtgärdad")],
        "what was done stands between the wording and its grade",
    ),
    (
        "Rekommendation\nÅtgärder\nStatus 2024\n\nAnta en policy\nAntogs 2022\nGenomförd\n\n"
        "Utbilda all personal\nHar inte påbörjats\nEj genomförd\n",
        [("Utbilda all personal", "Ej genomförd")],
        "cells below one another",
    ),
]


@pytest.mark.parametrize(("text", "expected", "reason"), ROWS)
def test_a_follow_up_with_more_columns(text: str, expected: list[tuple[str, str]], reason: str) -> None:
    """The grade belongs to the wording of its own row, whatever stands beside."""
    found = recommendations.find(context_of(HEAD + text))
    assert [(one.text, one.graded) for one in found] == expected, reason


def test_rows_with_a_cell_a_body() -> None:
    """Where reading gives the cells of a row below one another, each is its column's."""
    text = (
        "Vi lämnar följande rekommendationer:\n\nKommunstyrelsen\nSocialnämnden\n\n"
        "dokumentera uppsikten\nnå en budget i balans\n\nanta verksamhetsplanen i tid\nprotokollföra underlagen\n"
    )
    found = recommendations.find(context_of(HEAD + text))
    assert [(one.text, one.addressee) for one in found] == [
        ("dokumentera uppsikten", "Kommunstyrelsen"),
        ("nå en budget i balans", "Socialnämnden"),
        ("anta verksamhetsplanen i tid", "Kommunstyrelsen"),
        ("protokollföra underlagen", "Socialnämnden"),
    ]


WHOM = [
    (
        "Nr   Rekommendation   Riktas till\n1   Revidera handlingsplanen   Socialnämnden\n"
        "2   Tydliggör rutinen för anmälan   Barn- och utbildningsnämnden\n",
        [
            ("Revidera handlingsplanen", "Socialnämnden"),
            ("Tydliggör rutinen för anmälan", "Barn- och utbildningsnämnden"),
        ],
        "a column says whom each is for",
    ),
    (
        "Nämnd\nIntern kontroll\nRekommendation\n\nSocialnämnden\nTillräcklig\nFölj upp beslutade åtgärder.\n",
        [("Följ upp beslutade åtgärder.", "Socialnämnden")],
        "a row a nämnd",
    ),
    (
        "Följande rekommendationer lämnas:\n• Genomför övning varje år (kommunstyrelsen).\n"
        "• Följ lagen om skydd mot olyckor (2003:778).\n",
        [
            ("Genomför övning varje år (kommunstyrelsen).", "kommunstyrelsen"),
            ("Följ lagen om skydd mot olyckor (2003:778).", None),
        ],
        "brackets at the end name a body, or a law",
    ),
]


@pytest.mark.parametrize(("text", "expected", "reason"), WHOM)
def test_whom_a_recommendation_is_for(text: str, expected: list[tuple[str, str | None]], reason: str) -> None:
    """The body is told by its own column or at the end of the point."""
    found = recommendations.find(context_of(HEAD + text))
    assert [(one.text, one.addressee) for one in found] == expected, reason


def test_what_is_judged_stands_below_its_own_heading() -> None:
    """Between a recommendation and what is said of it a follow-up tells what was done: a heading is none."""
    text = (
        "2.1 Rekommendation 1\nNämnden bör anta en plan.\n\nIakttagelser\nEn plan är på väg.\n\nBedömning\n"
        "Vi bedömer att rekommendationen är delvis åtgärdad.\n\n2.2 Rekommendation 2\nNämnden bör mäta svinnet.\n\n"
        "Bedömning\nVi bedömer att rekommendationen är åtgärdad.\n"
    )
    found = recommendations.find(context_of(HEAD + text))
    assert [(one.text, one.graded) for one in found] == [("Nämnden bör anta en plan.", "delvis åtgärdad")]


def test_a_labelled_follow_up_gives_what_remains_once() -> None:
    """The summary's list and the chapter's labels say the same: one element, with its grade; what is done is none."""
    text = (
        "Vi rekommenderar kulturnämnden att:\n• anta en plan för lokalerna\n\n"
        "Rekommendation 1: Nämnden bör anta en plan för lokalerna.\nIakttagelse: En plan är på väg.\n"
        "Bedömning: Kvarstår\n\n"
        "Rekommendation 2: Nämnden bör mäta svinnet.\nIakttagelse: Svinnet mäts.\nBedömning: Åtgärdad\n\n"
        "Rekommendation 3: Nämnden bör öva varje år.\nIakttagelse: En övning har hållits.\nBedömning: Delvis åtgärdad\n"
    )
    found = recommendations.find(context_of(HEAD + text))
    assert [(one.text, one.graded) for one in found] == [
        ("anta en plan för lokalerna", "Kvarstår"),
        ("Nämnden bör öva varje år.", "Delvis åtgärdad"),
    ]
