"""Whether what the program depends on answers: asked in the background, again and again.

Whoever wants to know reads the last answer, and never waits for one. An asking that does not end
is not asked a second time beside itself.
"""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import Any, NamedTuple

import structlog

from comptoir.kernel.clock import Clock, iso

log = structlog.get_logger()

Report = dict[str, Any]
"""`healthy`, `response_time_ms`, `error`, `checked_at`, and what the probe says beside."""


class Probe(NamedTuple):
    """How something is asked; its report has what `ask` returns, or that it raised."""

    ask: Callable[[], Awaitable[Mapping[str, Any]]]
    every_s: float
    deadline_s: float


class Probes:
    """Every probe, and the last report of each."""

    def __init__(self, probes: Mapping[str, Probe], clock: Clock) -> None:
        self._probes = probes
        self._clock = clock
        self._asking: dict[str, asyncio.Task[Mapping[str, Any]]] = {}
        self.reports: dict[str, Report] = {}

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Ask while the block runs; it begins when each was asked once."""
        await asyncio.gather(*(self.ask(name) for name in self._probes))
        tasks = [asyncio.create_task(self._again(name)) for name in self._probes]
        try:
            yield
        finally:
            for task in [*tasks, *self._asking.values()]:
                task.cancel()
            await asyncio.gather(*tasks, *self._asking.values(), return_exceptions=True)

    async def ask(self, name: str) -> Report:
        """Ask now; the report, which others then read too."""
        probe, started = self._probes[name], time.perf_counter()
        more: Mapping[str, Any] = {}
        error: str | None = None
        task = self._asking.get(name) or asyncio.ensure_future(probe.ask())
        self._asking[name] = task
        await asyncio.wait({task}, timeout=probe.deadline_s)
        if not task.done():
            error = TimeoutError.__name__
        else:
            del self._asking[name]
            failure = task.exception()
            error = type(failure).__name__ if failure else None
            more = {} if failure else task.result()
        elapsed_ms = round((time.perf_counter() - started) * 1000, 2)
        report = {
            "healthy": error is None,
            "response_time_ms": None if error else elapsed_ms,
            "error": error,
            "checked_at": iso(self._clock.now()),
            **more,
        }
        if report["healthy"] != self.reports.get(name, report)["healthy"]:
            log.warning("probe_changed", probe=name, healthy=report["healthy"])
        self.reports[name] = report
        return report

    async def _again(self, name: str) -> None:
        while True:
            await asyncio.sleep(self._probes[name].every_s)
            await self.ask(name)
