"""What is kept for whoever asks the same follows the record, the day, the reader and the conversation."""

from __future__ import annotations

from bot.remembered import BESIDE, MOST, Beside, Remembered


def test_what_was_made_is_given_again_while_the_record_stays() -> None:
    """Making an answer costs ten times what giving it again does."""
    kept: Remembered[str] = Remembered()
    made: list[str] = []

    def make() -> str:
        made.append("x")
        return "svar"

    assert [kept.of(1, "a", make, lambda _: True) for _ in range(3)] == ["svar"] * 3
    assert made == ["x"]


def test_a_change_of_the_record_ends_it() -> None:
    """An answer never outlives the record that it was made from, nor does one of an older record come back."""
    kept: Remembered[str] = Remembered()
    kept.keep(1, "a", "gammalt")
    kept.keep(2, "b", "nytt")
    kept.keep(1, "a", "sent")
    assert (kept.get(2, "a"), kept.get(2, "b"), kept.get(1, "a"), kept.get(3, "b")) == (None, "nytt", None, None)


def test_what_does_not_last_is_made_anew() -> None:
    """What an index was searched for may be older than the record."""
    kept: Remembered[int] = Remembered()
    numbers = iter(range(3))
    assert [kept.of(1, "a", lambda: next(numbers), lambda _: False) for _ in range(3)] == [0, 1, 2]


def test_what_was_not_asked_for_the_longest_time_is_forgotten_first() -> None:
    """A server that runs for months keeps no more than so many."""
    kept: Remembered[int] = Remembered()
    for number in range(MOST):
        kept.keep(1, number, number)
    kept.get(1, 0)
    kept.keep(1, MOST, MOST)
    assert (kept.get(1, 0), kept.get(1, 1), kept.get(1, MOST)) == (0, None, MOST)


def test_what_is_kept_beside_a_thing_is_of_that_thing() -> None:
    """An equal answer of another moment has another ticket: it is not shown with the buttons of the first."""
    kept: Beside[list[str], int] = Beside()
    numbers = iter(range(9))
    one, equal = ["svar"], ["svar"]
    told = [kept.of(thing, lambda: next(numbers)) for thing in (one, one, equal, one)]
    assert told == [0, 0, 1, 0]
    assert kept.of(one, lambda: next(numbers), key="i ett annat fönster") == 2


def test_no_more_is_kept_beside_than_so_many() -> None:
    """What nobody asks for again gives way, and is made anew; a new thing in its place of the memory is not it."""
    kept: Beside[list[int], int] = Beside()
    things = [[number] for number in range(BESIDE + 1)]
    for thing in things:
        assert kept.of(thing, lambda thing=thing: thing[0]) == thing[0]
    assert kept.of(things[0], lambda: -1) == -1
    assert kept.of(things[-1], lambda: -1) == BESIDE
