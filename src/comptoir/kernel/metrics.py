"""What this process counts, for `/metrics`.

Counting is a dictionary and an addition, for it is done in each request. prometheus_client, which
writes the text that scrapers read, is loaded by the first of them.
"""

import asyncio
import time
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from prometheus_client.metrics_core import Metric

LAG_EVERY_S = 0.5
DONE, RESTING = "done", "resting"
"""How a call ended that did what it was for, and one that an open breaker kept from being made."""
BOUNDS_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)

Labels = tuple[str, ...]


class Counter:
    """Something that happened so many times, by its labels. They must be few: no names, no ids."""

    def __init__(self, name: str, says: str, *labels: str) -> None:
        self.name, self.says, self.labels = name, says, labels
        self.values: dict[Labels, float] = {}

    def add(self, *labels: str) -> None:
        """Count one."""
        self.values[labels] = self.values.get(labels, 0) + 1


class Durations:
    """How long something took, by its labels: how often it was below each of the bounds."""

    def __init__(self, name: str, says: str, *labels: str) -> None:
        self.name, self.says, self.labels = name, says, labels
        self.values: dict[Labels, list[float]] = {}
        """Per bound, then above all of them, then the sum of the seconds."""

    def observe(self, seconds: float, *labels: str) -> None:
        """Count one that took so long."""
        values = self.values.get(labels)
        if values is None:
            values = self.values[labels] = [0.0] * (len(BOUNDS_S) + 2)
        values[bisect_left(BOUNDS_S, seconds)] += 1
        values[-1] += seconds


class Gauge(NamedTuple):
    """How much there is of something at this moment, by its one label."""

    name: str
    says: str
    label: str
    values: Mapping[str, float]


REQUESTS = Counter(
    "comptoir_requests", "Requests answered.", "service", "method", "route", "status"
)
REQUEST_SECONDS = Durations(
    "comptoir_request_seconds", "From a request to the end of its answer.", "service", "route"
)
JOBS = Counter("comptoir_jobs_run", "Jobs run: done, failed (to be retried), dead.", "kind", "how")
JOB_SECONDS = Durations("comptoir_job_seconds", "How long jobs that were done took.", "kind")
MAILS = Counter("comptoir_mails", "Mails: sent, written (to the folder), failed, refused.", "how")
FILES = Counter(
    "comptoir_files_inspected", "Files looked at: taken, or why they were refused.", "how"
)
MEDIA_CHILDREN = Counter("comptoir_media_children", "Processes started to look at files.")
CALLS = Counter(
    "comptoir_calls",
    "Calls to what the program depends on, a model provider or a server: done, or why not.",
    "to",
    "how",
)
QUERY_SECONDS = Durations(
    "comptoir_database_query_seconds", "How long statements took.", "connection"
)
LOOP_LAG = Durations("comptoir_event_loop_lag_seconds", "How late the event loop is.")

COUNTERS = (REQUESTS, JOBS, MAILS, FILES, MEDIA_CHILDREN, CALLS)
DURATIONS = (REQUEST_SECONDS, JOB_SECONDS, QUERY_SECONDS, LOOP_LAG)


async def watch_loop() -> None:
    """Observe again and again how much later than asked this loop comes back. Never returns."""
    while True:
        due_s = time.perf_counter() + LAG_EVERY_S
        await asyncio.sleep(LAG_EVERY_S)
        LOOP_LAG.observe(max(0.0, time.perf_counter() - due_s))


# ── Several processes ─────────────────────────────────────────────────────────────────────

Snapshot = dict[str, list[tuple[list[str], list[float]]]]
"""What a process counted, by the name of the metric: labels, and values to be added up."""


def snapshot() -> Snapshot:
    """What this process has counted."""
    counted: Snapshot = {
        counter.name: [(list(labels), [value]) for labels, value in counter.values.items()]
        for counter in COUNTERS
    }
    for durations in DURATIONS:
        counted[durations.name] = [
            (list(labels), list(values)) for labels, values in durations.values.items()
        ]
    return counted


def added(snapshots: Iterable[Snapshot]) -> Snapshot:
    """Several of them as one. What another version of the program counted otherwise is left out."""
    shapes = {counter.name: (len(counter.labels), 1) for counter in COUNTERS}
    shapes |= {each.name: (len(each.labels), len(BOUNDS_S) + 2) for each in DURATIONS}
    sums: dict[str, dict[Labels, list[float]]] = {name: {} for name in shapes}
    for each in snapshots:
        for name, rows in each.items():
            for labels, values in rows:
                if shapes.get(name) != (len(labels), len(values)):
                    continue
                before = sums[name].get(tuple(labels))
                sums[name][tuple(labels)] = (
                    [a + b for a, b in zip(before, values, strict=True)] if before else values
                )
    return {name: [(list(key), row) for key, row in rows.items()] for name, rows in sums.items()}


# ── Their text ────────────────────────────────────────────────────────────────────────────


class _Collector:
    """What prometheus_client asks for its text."""

    def __init__(self, counted: Snapshot, gauges: Iterable[Gauge]) -> None:
        self._counted, self._gauges = counted, gauges

    def collect(self) -> "Iterator[Metric]":
        from prometheus_client.core import (  # noqa: PLC0415
            CounterMetricFamily,
            GaugeMetricFamily,
            HistogramMetricFamily,
        )

        for counter in COUNTERS:
            counted = CounterMetricFamily(counter.name, counter.says, labels=counter.labels)
            for labels, values in self._counted[counter.name]:
                counted.add_metric(labels, values[0])
            yield counted
        for durations in DURATIONS:
            timed = HistogramMetricFamily(durations.name, durations.says, labels=durations.labels)
            for labels, values in self._counted[durations.name]:
                timed.add_metric(labels, _buckets(values), values[-1])
            yield timed
        for gauge in self._gauges:
            family = GaugeMetricFamily(
                gauge.name, gauge.says, labels=[gauge.label] if gauge.label else []
            )
            for label, value in gauge.values.items():
                family.add_metric([label] if gauge.label else [], value)
            yield family


def _buckets(values: list[float]) -> list[tuple[str, float]]:
    """As the format wants them: each counts all below it."""
    below, buckets = 0.0, []
    for bound, count in zip([*map(str, BOUNDS_S), "+Inf"], values, strict=False):
        below += count
        buckets.append((bound, below))
    return buckets


def text(
    accept: str, gauges: Iterable[Gauge], others: Iterable[Snapshot] = ()
) -> tuple[bytes, str]:
    """Everything, in the format that a scraper's Accept header prefers; and that format's name.

    What `others` counted is added to what this process did.
    """
    from prometheus_client import CollectorRegistry, ProcessCollector  # noqa: PLC0415
    from prometheus_client.exposition import choose_encoder  # noqa: PLC0415

    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Collector(added([snapshot(), *others]), gauges))
    ProcessCollector(registry=registry)
    encode: Callable[[CollectorRegistry], bytes]
    encode, content_type = choose_encoder(accept)
    return encode(registry), content_type
