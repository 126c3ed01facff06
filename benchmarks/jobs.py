"""The outbox: how soon a committed job begins, how many are done a second, what counting costs.

On SQLite always; on PostgreSQL where it is installed (the tests' own cluster, without fsync: what
is measured is our share, not the disk's). Beside our counting, prometheus_client's own.
"""

import asyncio
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles

from prometheus_client import CollectorRegistry
from prometheus_client import Counter as PeerCounter
from prometheus_client import Histogram as PeerHistogram

from comptoir import migrations
from comptoir.kernel import jobs, metrics
from comptoir.kernel.clock import Clock
from comptoir.kernel.jobs import Job
from comptoir.kernel.settings import Settings
from comptoir.kernel.worker import Kind, Worker
from comptoir.platform import open_database

ALONE, MANY = 200, 2_000
COUNTED = 200_000


async def _outbox(settings: Settings) -> None:
    db = open_database(settings)
    begun: asyncio.Queue[float] = asyncio.Queue()

    async def note(job: Job) -> None:
        begun.put_nowait(time.perf_counter())

    worker = Worker(db, Clock())
    worker.handles(Kind("note", note))
    async with worker.running():
        waits_ms = []
        for _ in range(ALONE):
            await db.write(jobs.enqueue, "note", {}, run_at=datetime.now(UTC))
            committed_s = time.perf_counter()
            waits_ms.append((await begun.get() - committed_s) * 1000)
        late_ms = quantiles(waits_ms, n=100)[98]
        print(
            f"{db.dialect:<11} committed to begun: p50 {median(waits_ms):.1f} ms, p99 {late_ms:.1f}"
        )
    async with worker.running():
        await db.write(_enqueue_many)
        began_s, began_cpu_s = time.perf_counter(), time.process_time()
        worker.wake()
        for _ in range(MANY):
            await begun.get()
    took_s, cpu_s = time.perf_counter() - began_s, time.process_time() - began_cpu_s
    print(f"{'':<11} {MANY / took_s:.0f} jobs a second, {cpu_s / MANY * 1e3:.2f} ms of CPU each")
    await db.close()


def _enqueue_many(connection: object) -> None:
    for _ in range(MANY):
        jobs.enqueue(connection, "note", {}, run_at=datetime.now(UTC))  # type: ignore[arg-type]


def _count() -> None:
    registry = CollectorRegistry()
    counter = PeerCounter("a", "a", ["service", "method", "route", "status"], registry=registry)
    histogram = PeerHistogram("b", "b", ["service", "route"], registry=registry)
    began_s = time.process_time()
    for _ in range(COUNTED):
        metrics.REQUESTS.add("meuble", "GET", "/api/tickets/{ticket_id}", "200")
        metrics.REQUEST_SECONDS.observe(0.0123, "meuble", "/api/tickets/{ticket_id}")
    ours_us = (time.process_time() - began_s) / COUNTED * 1e6
    began_s = time.process_time()
    for _ in range(COUNTED):
        counter.labels("meuble", "GET", "/api/tickets/{ticket_id}", "200").inc()
        histogram.labels("meuble", "/api/tickets/{ticket_id}").observe(0.0123)
    peer_us = (time.process_time() - began_s) / COUNTED * 1e6
    print(f"a request counted: {ours_us:.2f} µs, prometheus_client {peer_us:.2f} µs")


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings.from_environment({"COMPTOIR_HOME": folder})
        migrations.upgrade(settings)
        asyncio.run(_outbox(settings))
    try:
        sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
        from services import running_postgresql  # noqa: PLC0415
    except ImportError:
        print("postgresql  not measured: make test-setup brings what starts it")
    else:
        with running_postgresql() as cluster, tempfile.TemporaryDirectory() as folder:
            url = cluster.url(cluster.create_database())
            settings = Settings.from_environment(
                {"COMPTOIR_HOME": folder, "COMPTOIR_DATABASE_URL": url}
            )
            migrations.upgrade(settings)
            asyncio.run(_outbox(settings))
    _count()
