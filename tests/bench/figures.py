"""Figures as they are printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figures:
    """Durations in seconds of requests, and how long all of them took together."""

    name: str
    durations: Sequence[float]
    together: float

    def at(self, share: float) -> float:
        """The duration below which this share of them lies, in milliseconds."""
        ranked = sorted(self.durations)
        return ranked[min(len(ranked) - 1, int(share * len(ranked)))] * 1000

    @property
    def per_second(self) -> float:
        return len(self.durations) / self.together

    def line(self, floor: Figures | None = None) -> str:
        """One row; with a floor also how many times its p95 this is, and which share of its rate."""
        row = f"  {self.name:44s} p50 {self.at(0.5):8.3f} ms  p95 {self.at(0.95):8.3f} ms  {self.per_second:9.0f}/s"
        if floor is None:
            return row
        slower, rate = self.at(0.95) / floor.at(0.95), self.per_second / floor.per_second
        return f"{row}  p95 ×{slower:.1f}  rate ×{rate:.2f} of the floor"
