"""How far a name may be from what was typed is worked out as the scorer counts it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from bot.questions.names import NAME_ERRORS, SPELT_OTHERWISE, most_errors

NAMES = st.text(alphabet="aeknrs ", min_size=1, max_size=24)


@given(NAMES, NAMES, st.sampled_from([NAME_ERRORS, SPELT_OTHERWISE]))
def test_no_name_that_is_alike_is_farther_away(typed: str, held: str, cutoff: int) -> None:
    """Names farther away are not looked for, so none of those may be alike."""
    if fuzz.ratio(typed, held) >= cutoff:
        assert Indel.distance(typed, held) <= most_errors(typed, cutoff)
