"""What unions ask for: who asks, who supports it and what the employer answers."""

from __future__ import annotations

import pytest

from knowledge.extraction import union_proposals, unions
from tests.knowledge.extraction.documents import context_of

MINUTES = """Samverkansprotokoll

För arbetsgivaren
Eva Lindh, förvaltningschef

För arbetstagarna
Per Ek, Vision

§ 1. Mötets öppnande
Mötet öppnades.

Bilaga

Visions yrkanden:
1. Scheman
Schemat är tungt.

Vision yrkar:

• att schemat läggs om i samråd med de anställda.

Kommunal och SSR stödjer Visions yrkande.

Besvaras: Arbetsgivaren ser över schemat
under hösten.

• att fler vikarier anställs före sommaren.

Besvaras: Det ryms inte i budgeten.

2. Lokaler

Kommunal yrkar att omklädningsrummen rustas upp före jul.
"""


def test_each_claim_has_its_union_supporters_and_answer() -> None:
    """Unions look up what became of their claims: the answer belongs to the claim above it."""
    found = union_proposals.find(context_of(MINUTES))
    assert [(one.by, one.supported_by, one.text, one.response) for one in found] == [
        (
            ("Vision",),
            ("Kommunal", "SSR"),
            "att schemat läggs om i samråd med de anställda.",
            "Arbetsgivaren ser över schemat under hösten.",
        ),
        (("Vision",), (), "att fler vikarier anställs före sommaren.", "Det ryms inte i budgeten."),
        (("Kommunal",), (), "att omklädningsrummen rustas upp före jul.", None),
    ]


SPOKEN = """Samverkansprotokoll

För arbetstagarna
Per Ek, Vision

§ 1. Scheman
Kommunal framför krav på att:
- schemat läggs om
- skyddsombuden är med
Arbetsgivaren svarar: Det görs före juni.
Vision och SSR yrkar på att schemat följs upp efter ett år. Ledarna instämmer i Visions yrkande.
"""


def test_claims_that_follow_line_on_line_are_kept_apart() -> None:
    """An answer or a support right below a point is no part of it, nor is the next union's claim."""
    found = union_proposals.find(context_of(SPOKEN))
    assert [(one.by, one.supported_by, one.text, one.response) for one in found] == [
        (("Kommunal",), (), "schemat läggs om", None),
        (("Kommunal",), (), "skyddsombuden är med", "Det görs före juni."),
        (("Vision", "SSR"), ("Ledarna",), "att schemat följs upp efter ett år.", None),
    ]


def test_a_genitive_still_names_its_union() -> None:
    """ "LRs yrkande" is LR's, and a word that only begins alike is no union."""
    assert unions.named("Lärarförbundet stödjer LRs yrkande, visionen delas") == ("Lärarförbundet", "LR")


def test_only_minutes_with_unions_hold_claims() -> None:
    """A nämnd's own minutes have their proposals read elsewhere."""
    assert (
        union_proposals.find(context_of("Kommunstyrelsen\nProtokoll\n\n§ 1\n\nBudget\n\nVision yrkar:\n\n• att x.\n"))
        == []
    )


HEAD = """Samverkansprotokoll

För arbetsgivaren
Eva Lindh, förvaltningschef

För arbetstagarna
Per Ek, Vision

"""

TABLES = [
    (
        "4. Ny organisation\nHandlingar är utskickade.\n\nPart   Yrkande   Arbetsgivarens svar\n\n"
        "Vision\natt riskanalysen görs om.\nAvslås. Analysen är aktuell.\n\n"
        "Kommunal\natt alla erbjuds heltid.\nBifalles.\n\nFörhandlingen avslutas i oenighet.\n",
        [
            (("Vision",), "att riskanalysen görs om.", "Avslås. Analysen är aktuell."),
            (("Kommunal",), "att alla erbjuds heltid.", "Bifalles."),
        ],
        "a row whose cells stand below one another, as a table with wrapped cells is read",
    ),
    (
        "§ 4 Policy\n\nOrganisation\nYrkande\nSvar\n\nVision och Kommunal\nAvsnittet om distans stryks\nAvslås\n",
        [(("Vision", "Kommunal"), "Avsnittet om distans stryks", "Avslås")],
        "heads below one another, and two unions that ask for one thing",
    ),
    (
        "§ 4 Budget\n\nYrkande                       Från         Svar\n"
        "Att vikarier anställs före    Kommunal     Ryms inte i\nsommaren                                   budgeten\n",
        [(("Kommunal",), "Att vikarier anställs före sommaren", "Ryms inte i budgeten")],
        "columns kept upright in a text, whose cells wrap",
    ),
    (
        "§ 4 Budget\n\nFörslag   Kostnad   Svar\nVision   12 000   Nej\n",
        [],
        "a table without a column of who asks holds no claims",
    ),
]


@pytest.mark.parametrize(("text", "expected", "reason"), TABLES)
def test_a_table_of_claims(text: str, expected: list[tuple[object, ...]], reason: str) -> None:
    """Most municipalities print what unions ask for as a table: the answer belongs to its own row."""
    found = union_proposals.find(context_of(HEAD + text))
    assert [(one.by, one.text, one.response) for one in found] == expected, reason


def test_who_backs_a_claim_of_the_table_may_stand_below_it() -> None:
    """ "X ställer sig bakom Y:s yrkande om heltid" is about Y's claim on that, not about Y's other ones."""
    text = (
        "§ 4 Skiss\n\nPart   Yrkande   Svar\nKommunal   att alla erbjuds heltid   Nej\n"
        "Kommunal   att flytten skjuts upp   Nej\n\nVision ställer sig bakom Kommunals yrkande om heltid.\n"
    )
    found = union_proposals.find(context_of(HEAD + text))
    assert [one.supported_by for one in found] == [("Vision",), ()]


def test_a_claim_ends_where_another_union_speaks() -> None:
    """What is said of another party after a claim is no part of it."""
    text = "§ 4 Skiss\nVision yrkar att beslutet skjuts upp ett år. Ledarna har inget yrkande.\n"
    found = union_proposals.find(context_of(HEAD + text))
    assert [(one.by, one.text) for one in found] == [(("Vision",), "att beslutet skjuts upp ett år.")]


HEADED = [
    (
        "§ 4 Organisation\n\nYrkande från Sveriges Lärare:\n\nAtt förslaget dras tillbaka.\n\n"
        "Arbetsgivarens svar:\n\nYrkandet avslås.\n\nKommunal har ingen erinran.\n",
        [(("Sveriges Lärare",), "Att förslaget dras tillbaka.", "Yrkandet avslås.")],
        "a heading names the union, another the answer",
    ),
    (
        "§ 4 Budget\n\nYrkanden från facklig part gällande budget 2027\nmed plan för 2028\n",
        [],
        "a heading that names no union is none's claim",
    ),
    (
        "§ 4 Kansli\nVision framför följande synpunkter:\n- Tidplanen är för kort.\n",
        [],
        "an opinion demands nothing",
    ),
]


@pytest.mark.parametrize(("text", "expected", "reason"), HEADED)
def test_a_claim_under_its_own_heading(text: str, expected: list[tuple[object, ...]], reason: str) -> None:
    """The claim stands below the union's heading, its answer below the employer's."""
    found = union_proposals.find(context_of(HEAD + text))
    assert [(one.by, one.text, one.response) for one in found] == expected, reason
