"""What is opened once and shared by every service: database, files, jobs, brain, clock."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import psutil
import structlog
from fastapi import APIRouter, Request
from sqlalchemy import Connection
from starlette.responses import Response

from comptoir.brain import Brain, providers
from comptoir.brain.offline import OfflineBrain
from comptoir.brain.sight import Sight
from comptoir.brain.speech import Speech
from comptoir.kernel import idempotency, jobs, metrics, sign_in, tokens
from comptoir.kernel.bodies import json_response
from comptoir.kernel.breakers import Breaker, State
from comptoir.kernel.bus import Bus, open_bus
from comptoir.kernel.clock import Clock
from comptoir.kernel.db import Database, ping
from comptoir.kernel.errors import Problem
from comptoir.kernel.figures import Figures
from comptoir.kernel.files import Files, open_files
from comptoir.kernel.limits import Limiter, open_limiter
from comptoir.kernel.mail import mail_breaker, mail_jobs
from comptoir.kernel.media.inspector import Inspector
from comptoir.kernel.multipart import forget_incoming
from comptoir.kernel.passwords import Passwords
from comptoir.kernel.probes import Probe, Probes
from comptoir.kernel.settings import Settings
from comptoir.kernel.sqlite import SqliteDatabase
from comptoir.kernel.worker import Worker

if TYPE_CHECKING:
    from comptoir.brain.fallback import FallbackBrain
    from comptoir.kernel.outbound import Outbound

HOUSEKEEPING_EVERY_S = 3600
MEMORY_WARNING_MB = 1024
PROBE_EVERY_S, PROBE_DEADLINE_S = 2.0, 2.0
FILES_PROBE_EVERY_S, FILES_PROBE_DEADLINE_S = 30.0, 6.0
"""Of the store, where each asking may cost something."""

_STATES: Mapping[str, State] = {
    "closed": "closed",
    "opened": "open",
    "half-opened": "half_open",
}
"""Purgatory's words for a breaker's states."""


class Circuit(NamedTuple):
    """Whether something is called, and how many of its last calls failed."""

    state: State
    failures_in_a_row: int


Chore = Callable[[Connection, datetime], None]
"""What is forgotten when its time has come, in one transaction; the rest of it is for a job."""

log = structlog.get_logger()


@dataclass
class Platform:
    """The shared parts. Opened by `open_platform`, which also closes them."""

    settings: Settings
    clock: Clock
    db: Database
    limiter: Limiter
    bus: Bus
    tokens: tokens.Tokens
    passwords: Passwords
    brain: Brain
    files: Files
    worker: Worker
    """Runs the jobs of the outbox, in the programs that ask it to."""
    inspector: Inspector = field(default_factory=Inspector)
    breakers: list[Breaker] = field(default_factory=list)
    """Of everything on other machines but the model providers, whose clients have their own."""
    probes: Probes = field(init=False)
    """The last answers of what this depends on."""
    speech: Speech = field(default_factory=Speech)
    sight: Sight = field(default_factory=Sight)
    """Whoever reads what is written in pictures."""
    models: "FallbackBrain | None" = None
    """The same brain, where model providers are configured."""
    chores: list[Chore] = field(
        default_factory=lambda: [
            idempotency.forget_old,
            tokens.forget_old,
            jobs.forget_old,
            sign_in.forget_old_devices,
        ]
    )
    at_stop: list[Callable[[], Awaitable[None]]] = field(default_factory=list)
    """What a service still writes before the database closes."""
    figures: Figures | None = None
    """What the other processes of this home counted, where there may be others."""
    _outbound: "Outbound | None" = None
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    started_s: float = field(default_factory=time.monotonic)
    process: psutil.Process = field(default_factory=psutil.Process)

    def __post_init__(self) -> None:
        """Say what is probed."""
        self.probes = Probes(
            {
                "database": Probe(self._ping, PROBE_EVERY_S, PROBE_DEADLINE_S),
                "cache": Probe(self.limiter.probe, PROBE_EVERY_S, PROBE_DEADLINE_S),
                "files": Probe(self._look_at_files, FILES_PROBE_EVERY_S, FILES_PROBE_DEADLINE_S),
            },
            self.clock,
        )

    async def _ping(self) -> Mapping[str, Any]:
        await self.db.read(ping)
        return {"type": self.db.dialect}

    async def _look_at_files(self) -> Mapping[str, Any]:
        why_not = await self.files.probe()
        failed = {"healthy": False, "response_time_ms": None, "error": why_not}
        return {"type": self.files.storage, **(failed if why_not else {})}

    @contextlib.asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        """Run jobs while the block runs, and share what is counted with sibling processes."""
        async with contextlib.AsyncExitStack() as stack:
            if self.settings.database_url:
                try:
                    self.figures = Figures(self.settings.home / "metrics")
                except OSError as error:  # a home that cannot be written keeps nobody from serving
                    log.warning("figures_not_shared", why=error.strerror)
                else:
                    await stack.enter_async_context(self.figures.shared())
            await stack.enter_async_context(self.worker.running())
            yield

    def circuits(self) -> dict[str, Circuit]:
        """Everything on other machines that this calls, by the name its calls are counted under."""
        apis = [*(self.models.apis if self.models else ()), *self.speech.apis]
        circuits = {api.name: Circuit(_STATES[api.state], api.failures_in_a_row) for api in apis}
        return circuits | {
            each.name: Circuit(each.state, each.failures_in_a_row) for each in self.breakers
        }

    @property
    def outbound(self) -> "Outbound":
        """Requests to addresses that somebody gave; opened by the first. Only in the event loop."""
        if self._outbound is None:
            # Imported here: most installations call nobody, and need not load the client.
            from comptoir.kernel.outbound import Outbound  # noqa: PLC0415

            self._outbound = Outbound(allow_loopback=not self.settings.production)
        return self._outbound

    async def close_outbound(self) -> None:
        """Close what `outbound` opened, if anybody asked for it."""
        if self._outbound is not None:
            await self._outbound.close()

    def counted(self) -> metrics.Snapshot:
        """What this process and its siblings counted. Reads files: call it in a thread."""
        others = self.figures.others() if self.figures else []
        return metrics.added([metrics.snapshot(), *others])

    def health(self, app: str, version: str) -> dict[str, Any]:
        """This process's own figures, for `/health`."""
        memory_mb = self.process.memory_info().rss / 2**20
        return {
            "status": "healthy",
            "app": app,
            "version": version,
            "uptime_seconds": round(time.monotonic() - self.started_s, 2),
            "memory_mb": round(memory_mb, 2),
            "memory_status": "ok" if memory_mb < MEMORY_WARNING_MB else "warning",
            "cpu_percent": self.process.cpu_percent(interval=None),
            "threads": self.process.num_threads(),
        }


def health_router(app: str, version: str) -> APIRouter:
    """`GET /health` of a service that answers nothing else yet."""
    router = APIRouter()

    @router.get("/health")
    async def health(request: Request) -> Response:
        """Whether this process lives."""
        return json_response(request.app.state.platform.health(app, version))

    return router


def open_database(settings: Settings) -> Database:
    """The database the settings name. Call it in the event loop that will use it."""
    if settings.database_url:
        # Imported here: the embedded default needs neither asyncpg nor its 16 MB.
        from comptoir.kernel.postgresql import PostgresqlDatabase  # noqa: PLC0415

        return PostgresqlDatabase(settings.database_url)
    return SqliteDatabase(settings.sqlite_path)


@contextlib.asynccontextmanager
async def open_platform(
    settings: Settings,
    *,
    clock: Clock | None = None,
    passwords: Passwords | None = None,
    brain: Brain | None = None,
) -> AsyncIterator[Platform]:
    """Open every shared part; close each, the last first, when the block ends."""
    clock = clock or Clock()
    passwords = passwords or Passwords()
    smtp = mail_breaker()
    mail = mail_jobs(settings, smtp)
    async with contextlib.AsyncExitStack() as opened:
        opened.callback(passwords.close)
        db = open_database(settings)
        opened.push_async_callback(db.close)
        limiter = open_limiter(settings.redis_url)
        opened.push_async_callback(limiter.close)
        bus = await opened.enter_async_context(open_bus(settings.redis_url))
        files = open_files(settings)
        opened.push_async_callback(files.close)
        models = None if brain else await opened.enter_async_context(_open_models(settings))
        speech = await opened.enter_async_context(_open_speech(settings))
        platform = Platform(
            settings=settings,
            clock=clock,
            db=db,
            limiter=limiter,
            bus=bus,
            tokens=tokens.Tokens(settings.secrets, clock),
            passwords=passwords,
            brain=brain or models or OfflineBrain(),
            files=files,
            worker=Worker(db, clock),
            speech=speech,
            sight=Sight([api for api in models.apis if api.provider.sees] if models else ()),
            models=models,
        )
        platform.breakers = [
            each
            for each in (
                db.breaker,
                limiter.breaker,
                files.breaker,
                smtp if settings.smtp_url else None,
            )
            if each is not None
        ]
        platform.worker.handles(mail)
        opened.push_async_callback(platform.inspector.close)
        opened.push_async_callback(platform.close_outbound)
        opened.push_async_callback(_write_what_is_left, platform)
        await opened.enter_async_context(platform.probes.running())
        for task in (_keep_house(platform), metrics.watch_loop()):
            opened.push_async_callback(_end, asyncio.create_task(task))
        opened.callback(platform.stopping.set)
        platform.process.cpu_percent(interval=None)  # the first reading only sets the mark
        yield platform


async def _write_what_is_left(platform: Platform) -> None:
    for write in platform.at_stop:
        await write()


async def _end(task: asyncio.Task[None]) -> None:
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


@contextlib.asynccontextmanager
async def _open_models(settings: Settings) -> AsyncIterator["FallbackBrain | None"]:
    """The configured model providers, with the one session they share; None without any."""
    configured = providers.configured(settings)
    if not configured.usable:
        yield None
        return
    # Imported here: without a provider nobody needs aiohttp, nor its memory.
    from comptoir.brain.fallback import connected  # noqa: PLC0415

    async with connected(configured, OfflineBrain()) as brain:
        yield brain


@contextlib.asynccontextmanager
async def _open_speech(settings: Settings) -> AsyncIterator[Speech]:
    """Whoever can listen and speak: the configured providers, and this machine."""
    usable = providers.configured(settings).usable
    audible = [each for each in usable if each.transcribes or each.speaks or each.realtime]
    async with contextlib.AsyncExitStack() as opened:
        apis = []
        if audible:
            # Imported here: without a provider nobody needs aiohttp, nor its memory.
            from comptoir.brain.audio import DEADLINES, AudioApi  # noqa: PLC0415
            from comptoir.brain.openai import open_session  # noqa: PLC0415

            session = await opened.enter_async_context(open_session(DEADLINES))
            apis = [AudioApi(provider, session) for provider in audible]
        speech = Speech(apis, settings.whisper_folder)
        opened.push_async_callback(speech.close)
        yield speech


async def _keep_house(platform: Platform) -> None:
    while True:
        for chore in platform.chores:
            try:
                await platform.db.write(chore, platform.clock.now())
            except Problem as problem:
                log.warning("housekeeping_postponed", why=problem.code)
        await asyncio.to_thread(forget_incoming, platform.settings.incoming_folder, time.time())
        await asyncio.sleep(HOUSEKEEPING_EVERY_S)
