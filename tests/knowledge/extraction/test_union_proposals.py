"""What unions ask for: who asks, who supports it and what the employer answers."""

from __future__ import annotations

from knowledge.extraction import union_proposals
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
    assert union_proposals.unions("Lärarförbundet stödjer LRs yrkande, visionen delas") == ("Lärarförbundet", "LR")


def test_only_minutes_with_unions_hold_claims() -> None:
    """A nämnd's own minutes have their proposals read elsewhere."""
    assert (
        union_proposals.find(context_of("Kommunstyrelsen\nProtokoll\n\n§ 1\n\nBudget\n\nVision yrkar:\n\n• att x.\n"))
        == []
    )
