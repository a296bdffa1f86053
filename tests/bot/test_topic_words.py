"""What the index is asked for meets the same words as `Bag` does, so that no fact is lost on the way to it."""

from __future__ import annotations

import itertools

import pytest

from bot.answers.wording import Wording
from bot.questions.normalise import Bag, root
from knowledge.search.entries import spoken

TEXTS = (
    "Nämnden antar en arbetsmiljöplan för hemtjänsten.",
    "Frågor om arbetsmiljön",
    "Skolskjuts till landsbygden upphandlas",
    "Skjutsar för elever i skolan",
    "Huvudskyddsombudet deltog",
    "Taxan höjs 2021 med två procent",
    "Destinationsutveckling och besöksnäring",
    "Beslut om slutredovisning",
    "Ny simhall vid idrottsplat-\nsen byggs",
    "Äldreomsorgens bemanning",
    "Bemaningen i hemtjänsten",
    "Petré och Ek yrkar bifall",
)
ASKED = (
    "arbetsmiljö", "miljö", "skjuts", "skolskjuts", "skyddsombud", "ombud", "taxa", "2021", "202", "slut", "simhall",
    "idrottsplats", "destinationsutvecklingsplan", "besöksnäringsplan", "bemanning", "hemtjänst", "plan", "ek",
    "omsorg", "arbetsmiljöfrågor", "landsbygd", "skola",
)  # fmt: skip


class _Held:
    """A search whose rows hold the words of TEXTS."""

    def made_at(self) -> int:
        return 1

    def vocabulary(self) -> set[str]:
        return set(itertools.chain.from_iterable(spoken(text) for text in TEXTS))


@pytest.mark.parametrize("asked", ASKED)
def test_the_index_is_asked_for_what_the_bag_meets(asked: str) -> None:
    """A row that the index leaves out is never looked at again, so both must agree word by word."""
    wanted = root(asked)
    ((*ways,),) = Wording(_Held()).groups([wanted])  # type: ignore[arg-type]  # all that it asks of a search
    found = {text for text in TEXTS if any(all(spoken(text) & words for words in way) for way in ways)}
    assert found == {text for text in TEXTS if Bag.of(text).holds(wanted)}
