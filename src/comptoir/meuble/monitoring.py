"""What the service says of itself: root, liveness, readiness, and the addresses of its pages."""

import asyncio
import time
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from comptoir.kernel.bodies import json_response
from comptoir.kernel.db import ping
from comptoir.meuble import wire
from comptoir.meuble.access import GuardedRoute
from comptoir.platform import Platform

PROBE_TIMEOUT_S = 2.0

router = APIRouter(route_class=GuardedRoute, tags=["Root & Health"])


@router.get("/")
async def root(request: Request) -> Response:
    """The app's name; a browser is sent to its page."""
    if "text/html" in request.headers.get("accept", ""):
        return Response(status_code=307, headers={"Location": "/app/"})
    return json_response(
        {"app": wire.APP, "version": wire.VERSION, "status": "running", "docs": "/docs"}
    )


@router.get("/health")
async def health(request: Request) -> Response:
    """Whether this process lives."""
    platform: Platform = request.app.state.platform
    return json_response(platform.health(wire.APP, wire.VERSION))


async def _probe_database(platform: Platform) -> dict[str, Any]:
    started = time.perf_counter()
    try:
        async with asyncio.timeout(PROBE_TIMEOUT_S):
            await platform.db.read(ping)
    except Exception as error:
        return {"healthy": False, "response_time_ms": None, "error": type(error).__name__}
    return {
        "healthy": True,
        "response_time_ms": round((time.perf_counter() - started) * 1000, 2),
        "error": None,
    }


def _models(platform: Platform) -> dict[str, Any]:
    """The configured providers by what their last answers were like; nothing is asked of them."""
    states = {} if platform.models is None else platform.models.states()
    return {
        "healthy": not states or any(state != "opened" for state in states.values()),
        "configured": bool(states),
        "response_time_ms": None,
        "error": None,
        "breakers": states,
    }


@router.get("/ready")
async def ready(request: Request) -> Response:
    """Whether this process can serve: its database answers. What is optional is told apart."""
    platform: Platform = request.app.state.platform
    database = await _probe_database(platform)
    figures = platform.health(wire.APP, wire.VERSION)
    cache = await platform.limiter.probe()
    models = _models(platform)
    is_ready = database["healthy"]
    checks = {
        "database": database,
        "cache": cache,
        "openai": {name: value for name, value in models.items() if name != "breakers"},
        "openai_api": models,
        "circuit_breakers": {"all_healthy": "opened" not in models["breakers"].values()},
        "memory": {
            "healthy": figures["memory_status"] == "ok",
            "status": figures["memory_status"],
            "rss_mb": figures["memory_mb"],
        },
    }
    return json_response(
        {
            "status": "ready" if is_ready else "not_ready",
            "ready": is_ready,
            "critical_ready": is_ready,
            "checks": checks,
        },
        200 if is_ready else 503,
    )
