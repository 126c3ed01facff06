"""Runs the jobs of the outbox: several kinds at once, none of which can delay another.

Each kind has places of its own, so many jobs at once. A worker looks when it is woken (a job was
committed in this process, or a place became free), when the next job is due, and at least every
POLL_S, for what other processes enqueue. Stopping, it lets what runs finish for a moment and hands
the rest back; killed, its leases end and another one takes over.
"""

import asyncio
import contextlib
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

import structlog

from comptoir.kernel import jobs, metrics
from comptoir.kernel.clock import Clock
from comptoir.kernel.db import Database
from comptoir.kernel.errors import Problem
from comptoir.kernel.jobs import Job
from comptoir.kernel.telemetry import frames

POLL_S = jobs.LOOKED_FOR_EVERY.total_seconds()
CONTENDED_PAUSE_S = 0.1
"""After another process took what was due."""
LEASE_S = 60.0
HOLD_EVERY_S = LEASE_S / 3
FIRST_PAUSE_S, LONGEST_PAUSE_S = 5.0, 6 * 3600.0
TRIES = 24
"""Three days of them: the pauses double from 5 s to 6 h."""
DEADLINE_S = 60.0
GRACE_S = 5.0
"""How long a stop waits for what runs."""

log = structlog.get_logger()

Handler = Callable[[Job], Awaitable[None]]
"""Does a job; returns once it is done, raises if it is not. May be called again for the same."""


class Later(Exception):
    """A job that could not be done now, in words for the operator; perhaps told when to retry."""

    def __init__(self, why: str, after_s: float | None = None) -> None:
        super().__init__(why)
        self.after_s = after_s


class Hopeless(Exception):
    """A job that no further try would do, in words for the operator."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What is done for jobs of one name, and within which bounds."""

    name: str
    run: Handler
    at_once: int = 4
    deadline_s: float = DEADLINE_S
    tries: int = TRIES


def pause_s(attempt: int) -> float:
    """How long to wait after a failed attempt: doubling, a fifth more or less."""
    return min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2.0 ** (attempt - 1)) * random.uniform(0.8, 1.2)


class Worker:
    """Claims and runs jobs while `running()`; of the kinds it was given, and no others."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db = db
        self._clock = clock
        self._kinds: dict[str, Kind] = {}
        self._held: dict[int, Job] = {}
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._woken = asyncio.Event()
        self._stopping = False

    def handles(self, kind: Kind) -> None:
        """Run jobs of this kind from now on. Raises ValueError for a name that is taken."""
        if kind.name in self._kinds:
            raise ValueError(f"two handlers for {kind.name} jobs")
        self._kinds[kind.name] = kind
        self.wake()

    def wake(self) -> None:
        """Look for jobs now."""
        self._woken.set()

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Work while the block runs; then finish or hand back what is held."""
        self._stopping = False
        working = asyncio.create_task(self._work())
        holding = asyncio.create_task(self._hold())
        jobs.listeners.add(self.wake)
        try:
            yield
        finally:
            jobs.listeners.discard(self.wake)
            self._stopping = True
            self.wake()
            await (
                working
            )  # not cancelled: a claim that is under way must be known to be handed back
            await self._stop()
            holding.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await holding

    # ── Taking ────────────────────────────────────────────────────────────────────────────

    async def _work(self) -> None:
        while not self._stopping:
            self._woken.clear()
            try:
                wait_s = await self._take()
            except Problem as problem:
                log.warning("jobs_wait", why=problem.code)
                wait_s = POLL_S
            except Exception as error:  # whatever it is, the next look must come
                log.error("worker_failed", exc_info=error)
                wait_s = POLL_S
            if wait_s > 0:
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(wait_s):
                        await self._woken.wait()

    async def _take(self) -> float:
        """Start what is due and has a place; the seconds until there may be more."""
        places = self._places()
        if not places:
            return POLL_S
        now = self._clock.now()
        due = await self._db.read(jobs.due, tuple(places))
        wanted = {kind: places[kind] for kind, at in due.items() if at <= now}
        if not wanted:
            return min([POLL_S, *((at - now).total_seconds() for at in due.values())])
        until = now + timedelta(seconds=LEASE_S)
        claimed = await self._db.write(jobs.claim, wanted, tuple(self._held), now, until)
        for job in claimed:
            self._held[job.id] = job
            self._tasks[job.id] = asyncio.create_task(self._run(self._kinds[job.kind], job))
        return 0 if claimed else CONTENDED_PAUSE_S

    def _places(self) -> dict[str, int]:
        """How many more jobs of each kind may run."""
        running = [job.kind for job in self._held.values()]
        places = {name: kind.at_once - running.count(name) for name, kind in self._kinds.items()}
        return {name: free for name, free in places.items() if free > 0}

    # ── Running ───────────────────────────────────────────────────────────────────────────

    async def _run(self, kind: Kind, job: Job) -> None:
        try:
            if job.attempt > kind.tries:
                # A failure would have ended it: whoever ran it died of it, or with it.
                await self._give_up(job, "the process died each time it was tried")
            else:
                await self._try(kind, job)
        finally:
            self._held.pop(job.id, None)
            self._tasks.pop(job.id, None)
            self.wake()

    async def _try(self, kind: Kind, job: Job) -> None:
        began = time.perf_counter()
        after_s: float | None = None
        hopeless = False
        try:
            async with asyncio.timeout(kind.deadline_s):
                await kind.run(job)
        except Hopeless as error:
            why, hopeless = str(error), True
        except Later as error:
            why, after_s = str(error), error.after_s
        except Problem as problem:
            why = problem.message.en
        except Exception as error:
            # Not in its own words, which may quote what somebody wrote.
            why = f"{type(error).__qualname__} at {frames(error)[-1]}"
            log.error("job_crashed", kind=job.kind, job=job.id, exc_info=error)
        else:
            metrics.JOBS.add(job.kind, "done")
            metrics.JOB_SECONDS.observe(time.perf_counter() - began, job.kind)
            await self._settle(job, jobs.finish, job, self._clock.now())
            return
        if hopeless or job.attempt >= kind.tries:
            await self._give_up(job, why)
            return
        metrics.JOBS.add(job.kind, "failed")
        log.warning("job_failed", kind=job.kind, job=job.id, attempt=job.attempt)
        again_s = min(LONGEST_PAUSE_S, pause_s(job.attempt) if after_s is None else after_s)
        again_at = self._clock.now() + timedelta(seconds=again_s)
        await self._settle(job, jobs.put_off, job, why, again_at)

    async def _give_up(self, job: Job, why: str) -> None:
        metrics.JOBS.add(job.kind, "dead")
        log.error("job_dead", kind=job.kind, job=job.id, attempt=job.attempt)
        await self._settle(job, jobs.give_up, job, why, self._clock.now())

    async def _settle(self, job: Job, write: Callable[..., None], *args: object) -> None:
        """Write how a job ended; where the database cannot, try while the lease may hold."""
        tried_until_s = time.monotonic() + LEASE_S
        while True:
            try:
                await self._db.write(write, *args)
                return
            except Problem as problem:
                if time.monotonic() > tried_until_s:
                    log.warning("job_unsettled", kind=job.kind, job=job.id, why=problem.code)
                    return
                await asyncio.sleep(POLL_S)

    # ── Holding, stopping ─────────────────────────────────────────────────────────────────

    async def _hold(self) -> None:
        """Renew the leases of what runs; stop what somebody else has taken over."""
        while True:
            await asyncio.sleep(HOLD_EVERY_S)
            held = list(self._held.values())
            if not held:
                continue
            until = self._clock.now() + timedelta(seconds=LEASE_S)
            try:
                kept = await self._db.write(jobs.hold, held, until)
            except Problem as problem:
                log.warning("jobs_not_held", why=problem.code)
                continue
            for job in held:
                if job.id not in kept and self._held.get(job.id) is job:
                    log.warning("job_taken_over", kind=job.kind, job=job.id)
                    self._tasks[job.id].cancel()

    async def _stop(self) -> None:
        if not self._tasks:
            return
        _, unfinished = await asyncio.wait(self._tasks.values(), timeout=GRACE_S)
        held = [self._held[id_] for id_, task in self._tasks.items() if task in unfinished]
        for task in unfinished:
            task.cancel()
        await asyncio.gather(*unfinished, return_exceptions=True)
        self._held.clear()  # one that never began cannot leave by itself
        self._tasks.clear()
        if not held:
            return
        try:
            await self._db.write(jobs.hand_back, held, self._clock.now())
        except Problem as problem:
            # Their leases end by themselves.
            log.warning("jobs_not_handed_back", why=problem.code)
