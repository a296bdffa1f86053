"""What a sentence must hold to answer."""

from __future__ import annotations

import pytest

from bot.answers.needs import holds, names_someone
from bot.questions.question import Question


@pytest.mark.parametrize(
    ("asked", "text", "held"),
    [
        (
            "när byggs hallen?",
            "Förvaltningen har i skrivelse den 3 juni 2026 lämnat följande yttrande: Hallen byggs.",
            False,
        ),
        ("när byggs hallen?", "Hallen byggs våren 2027.", True),
        ("när får vi en ny hall?", "Hallen har plats mellan klockan 8 och 18.", False),
        ("när öppnar hallen?", "Hallen öppnar klockan 8.", True),
    ],
)
def test_a_day_is_one_of_the_matter(asked: str, text: str, held: bool) -> None:
    """The day of the paper that is quoted, or a time of the day, is no answer to when something comes."""
    assert holds(Question(asked, "passages", said=asked, when=True), text) is held


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Ordföranden i byalaget, Karin Ek (S), inleder.", True),
        ("Karin Ek, ordförande", True),
        ("Karin Ek vice ordförande byalaget", False),
        ("Ordföranden i byalaget och i rådet tackade Karin Ek.", False),
    ],
)
def test_a_role_has_its_holder_beside_it(text: str, named: bool) -> None:
    """A vice ordförande holds another role, and between a role and its name may stand what it is a role in."""
    assert names_someone(text, ("ordför",), ("ordför", "byalag")) is named
