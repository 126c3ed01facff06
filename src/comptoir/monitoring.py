"""`GET /metrics` of every service: the program in figures, for Prometheus and its like."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import psutil
from fastapi import APIRouter, Request
from starlette.responses import PlainTextResponse, Response

from comptoir.kernel import jobs, metrics
from comptoir.kernel.callers import Caller, caller_by_key, client_address
from comptoir.kernel.errors import Problem, Text
from comptoir.kernel.metrics import Gauge
from comptoir.platform import Platform

_FORMATS: dict[str, dict[str, Any]] = {
    kind: {"schema": {"type": "string"}} for kind in ("text/plain", "application/openmetrics-text")
}
SCOPES = {"monitoring", "admin"}

Identify = Callable[[Request], Awaitable[Caller]]


def metrics_router(service: str, identify: Identify | None = None) -> APIRouter:
    """`GET /metrics`: in production for keys with scope `monitoring`, and the administrators whom
    `identify` knows.
    """
    router = APIRouter()

    @router.get(
        "/metrics",
        tags=["Monitoring"],
        response_class=PlainTextResponse,
        responses={200: {"content": _FORMATS}},
    )
    async def get_metrics(request: Request) -> Response:
        """What the processes of this home count, in the text format of Prometheus."""
        platform: Platform = request.app.state.platform
        if platform.settings.production:
            _require_monitoring(await _caller(request, platform, service, identify))
        gauges = [*_own_gauges(platform), *await _job_gauges(platform)]
        figures = platform.figures
        others = await asyncio.to_thread(figures.others) if figures else ()
        body, kind = metrics.text(request.headers.get("accept", ""), gauges, others)
        return Response(body, media_type=kind)

    return router


async def _caller(
    request: Request, platform: Platform, service: str, identify: Identify | None
) -> Caller:
    """Whoever asks. A key may also come as a bearer token: scrapers know no other header."""
    address = client_address(request.scope, platform.settings)
    _, _, token = request.headers.get("authorization", "").partition(" ")
    text = request.headers.get("x-api-key", token.strip())
    now = platform.clock.now()
    caller = await caller_by_key(platform.db, platform.settings, service, address, text, now)
    if not caller.refused:
        return caller
    return await identify(request) if identify else Caller(address)


def _require_monitoring(caller: Caller) -> None:
    """Raise Problem 401 for nobody, 403 for somebody else."""
    if caller.role == "admin" or (caller.key is not None and caller.key.scopes & SCOPES):
        return
    unknown = caller.anonymous
    raise Problem(
        401 if unknown else 403,
        "authentication_required" if unknown else "forbidden",
        Text(
            "Il faut une clé d'API de portée « monitoring ».",
            "This takes an API key with scope `monitoring`.",
        ),
        headers={"WWW-Authenticate": "Bearer"} if unknown else None,
    )


def _own_gauges(platform: Platform) -> list[Gauge]:
    states = {} if platform.models is None else platform.models.states()
    return [
        Gauge(
            "comptoir_database_writes_waiting",
            "Writes that were asked for and wait.",
            "",
            {"": platform.db.writes_waiting},
        ),
        Gauge(
            "comptoir_files_waiting",
            "Files that wait to be looked at, with the one that is.",
            "",
            {"": platform.inspector.waiting},
        ),
        Gauge(
            "comptoir_media_child_bytes",
            "Memory of the process that looks at files; 0 while there is none.",
            "",
            {"": _memory_bytes(platform.inspector.child_id)},
        ),
        Gauge(
            "comptoir_bus_connected",
            "Whether hints reach every process (1), or this one alone (0).",
            "",
            {"": platform.bus.connected},
        ),
        Gauge(
            "comptoir_probe_healthy",
            "Whether what is depended on answered its last probe (1).",
            "check",
            {name: report["healthy"] for name, report in platform.probes.reports.items()},
        ),
        Gauge(
            "comptoir_model_provider_resting",
            "Whether a model provider kept failing and is left alone (1).",
            "provider",
            {name: state == "opened" for name, state in states.items()},
        ),
    ]


def _memory_bytes(process_id: int | None) -> int:
    if process_id is None:
        return 0
    try:
        return int(psutil.Process(process_id).memory_info().rss)
    except psutil.Error:  # it ended just now
        return 0


async def _job_gauges(platform: Platform) -> list[Gauge]:
    """How many jobs there are, for all processes; nothing while the database does not answer."""
    try:
        counts = await platform.db.read(jobs.counts)
    except Problem:
        return []
    says = f"Jobs of the outbox; {jobs.COUNTED} stands for that many or more."
    return [Gauge("comptoir_jobs", says, "state", counts)]
