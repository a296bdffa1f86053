"""What the index is asked for meets the same words as `Bag` does, so that no fact is lost on the way to it."""

from __future__ import annotations

import itertools

import pytest

from bot.answers import reports
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


@pytest.mark.parametrize(
    ("text", "whole", "apart"),
    [
        ("Granskning av lärarnas arbetsmiljö", True, True),
        ("Arbetsmiljöfrågor i skolan", True, True),
        ("Taxa för färdtjänst", False, False),
        ("Kommunens arbete med trygga miljöer", False, True),
    ],
)
def test_a_compound_met_whole_is_told_from_one_met_in_parts(text: str, whole: bool, apart: bool) -> None:
    """ "Arbetsmiljö" is not what "arbete med miljöer" is about, where something else is called so whole."""
    wanted = [root("arbetsmiljön")]
    assert (Bag.of(text).covers(wanted, apart=False), Bag.of(text).covers(wanted)) == (whole, apart)


@pytest.mark.parametrize(
    ("aspect", "text", "said"),
    [
        ("purpose", "Syftet med granskningen var att bedöma om nämnden följer lagen.", True),
        ("purpose", "Vår bedömning har utgått från: • Kommunallagen (2017:725)", False),
        ("criteria", "Vår bedömning har utgått från: • Kommunallagen (2017:725)", True),
    ],
)
def test_what_a_report_says_of_itself_is_known_by_its_words(aspect: str, text: str, said: bool) -> None:
    """A list of laws is no purpose, however many words of the question it holds."""
    assert reports.says(aspect, text) is said
