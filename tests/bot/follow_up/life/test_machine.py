"""Whatever is moved, confirmed, rejected and undone in any order: the fold says what a notebook with a rubber says."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.follow_up.life.model import ACCEPTANCE, CLOSED, IMPLEMENTATION, State, last_act, state_of
from knowledge.store.followed import Axis, Evidence, Move, NewMove, Subject
from knowledge.store.reader import OPERATOR
from knowledge.store.sqlite import SqliteStore

KEYS = st.sampled_from(["a" * 32, "b" * 32, "c" * 32])
SEEN = Evidence(1, "öppen", 2, 0, 9, "Det är gjort")


@dataclass
class Act:
    """What one person did at once: axis → value, and which suggestion it dealt with; a rubber takes it away."""

    values: dict[str, str]
    confirms: str | None = None
    rejects: str | None = None
    kept: bool = True


@dataclass
class Notebook:
    """The simple model: the acts in order, those rubbed out crossed through."""

    acts: list[Act] = field(default_factory=list)

    def value(self, axis: str, default: str | None) -> str | None:
        return next((one.values[axis] for one in reversed(self.acts) if one.kept and axis in one.values), default)

    def last(self) -> Act | None:
        return next((one for one in reversed(self.acts) if one.kept), None)


class Life(RuleBasedStateMachine):
    """One recommendation in a store of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.store = SqliteStore(Path(self.folder.name) / "k.db")
        self.store.number_all([Subject("öppen", "rapport.txt", "recommendations", "0", "Se över rutinen.")])
        self.notebook = Notebook()
        self.rubbed: list[tuple[int, Act]] = []
        """The undoing's move and what it took away, newest last."""

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()

    @property
    def moves(self) -> list[Move]:
        return self.store.moves(OPERATOR, [1])

    def put(self, *moves: NewMove) -> list[Move]:
        return self.store.put_moves(OPERATOR, 1, moves, max((one.id for one in self.moves), default=0))

    def new(self, axis: Axis, value: str, suggestion: str | None = None, undoes: int | None = None) -> NewMove:
        evidence = SEEN if suggestion else None
        return NewMove(axis, value, "2020-03-17", "Saga", "registrator", "därför", evidence, suggestion, undoes)

    @rule(value=st.sampled_from(IMPLEMENTATION))
    def implement(self, value: str) -> None:
        self.put(self.new("implementation", value))
        self.notebook.acts.append(Act({"implementation": value}))

    @rule(value=st.sampled_from(ACCEPTANCE))
    def accept(self, value: str) -> None:
        self.put(self.new("acceptance", value))
        self.notebook.acts.append(Act({"acceptance": value}))

    @rule(owner=st.sampled_from(["nämnden", "förvaltningen"]), due=st.dates().map(str))
    def promise(self, owner: str, due: str) -> None:
        self.put(self.new("owner", owner), self.new("due", due))
        self.notebook.acts.append(Act({"owner": owner, "due": due}))

    @rule(key=KEYS, value=st.sampled_from(IMPLEMENTATION))
    def confirm(self, key: str, value: str) -> None:
        self.put(self.new("implementation", value, key))
        self.notebook.acts.append(Act({"implementation": value}, confirms=key))

    @rule(key=KEYS)
    def reject(self, key: str) -> None:
        self.put(self.new("suggestion", "avvisat", key))
        self.notebook.acts.append(Act({}, rejects=key))

    @precondition(lambda self: self.notebook.last() is not None)
    @rule()
    def undo(self) -> None:
        act = self.notebook.last()
        assert act is not None
        taken = last_act(self.moves)
        made = self.put(*(self.new("undo", "", undoes=one.id) for one in taken))
        act.kept = False
        self.rubbed = [*self.rubbed, (made[0].id, act)] if len(made) == 1 else []

    @precondition(lambda self: self.rubbed)
    @rule()
    def undo_the_undoing(self) -> None:
        undoing, act = self.rubbed.pop()
        self.put(self.new("undo", "", undoes=undoing))
        act.kept = True

    @invariant()
    def it_stands_as_the_notebook_says(self) -> None:
        state, book = state_of(self.moves), self.notebook
        assert state.implementation == book.value("implementation", "öppen")
        assert state.acceptance == book.value("acceptance", "inväntar svar")
        assert (state.owner, state.due) == (book.value("owner", None), book.value("due", None))
        assert state.confirmed == {one.confirms for one in book.acts if one.kept and one.confirms}
        assert state.rejected == {one.rejects for one in book.acts if one.kept and one.rejects}

    @invariant()
    def open_means_open(self) -> None:
        """The issue's definition, whatever came before; what is closed says by which move."""
        state: State = state_of(self.moves)
        assert state.is_open == (state.implementation not in {"genomförd", "ersatt", "inaktuell"})
        assert (state.closed_by is None) == state.is_open
        assert {"genomförd", "ersatt", "inaktuell"} == CLOSED

    @invariant()
    def nothing_is_lost(self) -> None:
        """Every act is in the history, also what was undone, in the order in which it was made."""
        ids = [one.id for one in self.moves]
        assert ids == sorted(ids)
        assert len([one for one in self.moves if one.axis != "undo"]) == sum(
            len(one.values) + bool(one.rejects) for one in self.notebook.acts
        )


Life.TestCase.settings = settings(
    max_examples=40, stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
test_life = Life.TestCase
