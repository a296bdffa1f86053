"""Figures for Prometheus, on a registry of their own. A label is a word of ours: never a text, a name or an id."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Protocol

from aiohttp import web
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from knowledge.errors import KanslistError
from knowledge.store.api import Holding
from knowledge.store.reader import OPERATOR, Reader

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)


class Record(Protocol):
    """What the gauges read of the store."""

    def holdings(self, reader: Reader) -> list[Holding]: ...
    def change(self) -> int: ...
    def delivery_counts(self) -> dict[str, int]: ...
    def oldest_waiting(self) -> int | None: ...


class Metrics:
    """The figures of one server."""

    def __init__(self, store: Record) -> None:
        """store: read when the figures are fetched; a store that cannot be read leaves its gauges out."""
        self.registry = CollectorRegistry()
        self._answers = Counter(
            "kanslist_answers", "Answers", ["platform", "intent", "outcome"], registry=self.registry
        )
        self._seconds = Histogram(
            "kanslist_answer_seconds", "From question to answer", ["platform"], buckets=_SECONDS, registry=self.registry
        )
        self._requests = Counter(
            "kanslist_http_requests", "HTTP requests", ["route", "method", "status"], registry=self.registry
        )
        self._lost = Counter(
            "kanslist_answers_lost", "Answers that a platform refused", ["platform"], registry=self.registry
        )
        self.registry.register(_StoreGauges(store))

    def answered(self, platform: str, intent: str, outcome: str, seconds: float) -> None:
        """Count one answer; an answer that failed has the intent and outcome "error"."""
        self._answers.labels(platform, intent, outcome).inc()
        self._seconds.labels(platform).observe(seconds)

    def lost(self, platform: str) -> None:
        """Count an answer that could not be posted; the log has the reason."""
        self._lost.labels(platform).inc()

    def requested(self, route: str, method: str, status: int) -> None:
        """Count one HTTP request. route: the route's pattern, never the address that was asked for."""
        self._requests.labels(route, method, str(status)).inc()

    def exposition(self) -> bytes:
        """The text that Prometheus reads."""
        return generate_latest(self.registry)


class _StoreGauges(Collector):
    def __init__(self, store: Record) -> None:
        self._store = store

    def collect(self) -> Iterator[Metric]:
        up = GaugeMetricFamily("kanslist_store_readable", "1 where the store can be read")
        try:
            documents = sum(holding.documents for holding in self._store.holdings(OPERATOR))
            change = self._store.change()
            deliveries, oldest = self._store.delivery_counts(), self._store.oldest_waiting()
        except KanslistError:
            up.add_metric([], 0)
            yield up
            return
        up.add_metric([], 1)
        yield up
        yield GaugeMetricFamily("kanslist_documents", "Documents held, newest versions", value=documents)
        yield GaugeMetricFamily("kanslist_change", "Number of the store's newest change", value=change)
        outbox = GaugeMetricFamily("kanslist_deliveries", "Messages in the outbox", labels=["state"])
        for state in ("waiting", "leased", "sent", "failed", "suspended"):
            outbox.add_metric([state], deliveries.get(state, 0))
        yield outbox
        marked = "Messages that say that they may have been sent twice"
        yield GaugeMetricFamily("kanslist_deliveries_marked", marked, value=deliveries["marked"])
        waited = 0 if oldest is None else max(0, time.time() - oldest)
        yield GaugeMetricFamily("kanslist_deliveries_waited_seconds", "Age of what waits longest", value=waited)

    def describe(self) -> Iterator[Metric]:
        return iter(())


def add_routes(app: web.Application, metrics: Metrics) -> None:
    """Mount /metrics."""

    async def show(_request: web.Request) -> web.Response:
        return web.Response(body=metrics.exposition(), headers={"Content-Type": CONTENT_TYPE})

    app.router.add_get("/metrics", show)
