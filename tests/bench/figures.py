"""Figures as they are printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figures:
    """Durations in seconds of requests, how long all of them took together, and the server's processor time for all."""

    name: str
    durations: Sequence[float]
    together: float
    worked: float = 0.0

    def at(self, share: float) -> float:
        """The duration below which this share of them lies, in milliseconds."""
        ranked = sorted(self.durations)
        return ranked[min(len(ranked) - 1, int(share * len(ranked)))] * 1000

    @property
    def per_second(self) -> float:
        return len(self.durations) / self.together

    @property
    def each(self) -> float:
        """Milliseconds of processor time of one request."""
        return self.worked / len(self.durations) * 1000

    def line(self, floor: Figures | None = None) -> str:
        """One row; with a floor also how many times its p95 this is, and which share of its rate."""
        row = f"  {self.name:44s} p50 {self.at(0.5):8.3f} ms  p95 {self.at(0.95):8.3f} ms  {self.per_second:9.0f}/s"
        if floor is None:
            return row
        slower, rate = self.at(0.95) / floor.at(0.95), self.per_second / floor.per_second
        return f"{row}  p95 ×{slower:.1f}  rate ×{rate:.2f} of the floor"

    def served(self, floor: Figures | None = None) -> str:
        """One row of a server's figures: its rate by the clock and by its processor time, each beside the floor's."""
        row = (
            f"  {self.name:52s} {self.at(0.5):8.2f} {self.at(0.95):8.2f} {self.at(0.99):8.2f}"
            f" {self.per_second:8.0f} {self.each:8.3f}"
        )
        if floor is None:
            return row
        return f"{row}   ×{self.per_second / floor.per_second:.2f}   ×{floor.each / self.each:.2f}"
