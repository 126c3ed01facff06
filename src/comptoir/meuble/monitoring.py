"""What the service says of itself: root, liveness, readiness, and how it fares.

Root & Health of the 2026 document and Monitoring of the 2025 one, in one body each. Readiness is
read from the background probes (`kernel.probes`): no request waits for one. Every figure is
measured; counts are of all processes that share this home, states of the one that answers.
"""

import asyncio
from bisect import bisect_right
from typing import Any

import psutil
from fastapi import APIRouter, Request
from starlette.responses import Response

from comptoir.brain import providers
from comptoir.kernel import metrics
from comptoir.kernel.bodies import json_response
from comptoir.kernel.clock import iso
from comptoir.kernel.pages import for_browsers
from comptoir.kernel.probes import Report
from comptoir.kernel.settings import PREFIX, SETTINGS, refusals, unknown_among
from comptoir.meuble import wire
from comptoir.meuble.access import GuardedRoute, Monitor
from comptoir.platform import MEMORY_WARNING_MB, Circuit, Platform

SLOW_QUERY_S = 1.0
GOOD_BELOW_PERCENT, POOR_ABOVE_PERCENT = 1.0, 5.0
"""Of slow queries: `good`, `degraded` between the two, then `poor`."""
MEMORY_CRITICAL_MB = 2 * MEMORY_WARNING_MB
SYSTEM_WARNING_PERCENT, SYSTEM_CRITICAL_PERCENT = 90, 97
DOCUMENTED_BREAKERS = ("openai", "cloudinary")
"""Named by the 2025 document, so they are told of where they are not configured too."""
NOT_CALLED = {metrics.RESTING}

router = APIRouter(route_class=GuardedRoute, tags=["Root & Health"])


@router.get("/", status_code=200, responses={307: {"description": "A browser is sent to /app/"}})
async def root(request: Request) -> Response:
    """The app's name; a browser is sent to its page."""
    return for_browsers(request) or json_response(
        {"app": wire.APP, "version": wire.VERSION, "status": "running", "docs": "/docs"}
    )


@router.get("/health")
async def health(request: Request) -> Response:
    """Whether this process lives."""
    platform: Platform = request.app.state.platform
    return json_response(platform.health(wire.APP, wire.VERSION))


# ── Readiness ─────────────────────────────────────────────────────────────────────────────


def _models(platform: Platform) -> dict[str, Any]:
    """The configured providers by what their last answers were like; nothing is asked of them."""
    circuits = _providers(platform)
    return {
        "healthy": not circuits or any(each.state != "open" for each in circuits.values()),
        "configured": bool(circuits),
        "response_time_ms": None,
        "error": None,
        "breakers": {name: {"state": each.state} for name, each in circuits.items()},
    }


def _providers(platform: Platform) -> dict[str, Circuit]:
    others = {breaker.name for breaker in platform.breakers}
    return {name: each for name, each in platform.circuits().items() if name not in others}


@router.get(
    "/ready",
    responses={
        503: {
            "description": "A critical check fails; the body is that of 200",
            "content": {"application/json": {"schema": {"type": "object"}}},
        }
    },
)
async def ready(request: Request) -> Response:
    """Whether this process can serve: its database answers. What is optional is told apart."""
    platform: Platform = request.app.state.platform
    reports: dict[str, Report] = platform.probes.reports
    figures = platform.health(wire.APP, wire.VERSION)
    models = _models(platform)
    counted = _ended_by_name(metrics.snapshot())
    for name, breaker in models["breakers"].items():
        breaker["success_rate"] = _success_rate(counted.get(name, {}))
    is_ready = reports["database"]["healthy"]
    checks = {
        **reports,
        "openai": {name: value for name, value in models.items() if name != "breakers"},
        "openai_api": models,
        "circuit_breakers": {
            "all_healthy": all(each.state != "open" for each in platform.circuits().values())
        },
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


# ── How it fares ──────────────────────────────────────────────────────────────────────────


def _statements(counted: metrics.Snapshot) -> tuple[int, int, float]:
    """How many statements ran, how many of them slowly, and how many seconds they took."""
    slow_from = bisect_right(metrics.BOUNDS_S, SLOW_QUERY_S)
    total, slow, seconds = 0.0, 0.0, 0.0
    for _, values in counted[metrics.QUERY_SECONDS.name]:
        total += sum(values[:-1])
        slow += sum(values[slow_from:-1])
        seconds += values[-1]
    return int(total), int(slow), seconds


@router.get("/query-stats", tags=["Monitoring"])
async def query_stats(request: Request, caller: Monitor) -> Response:
    """How many statements the database ran, and how fast."""
    platform: Platform = request.app.state.platform
    total, slow, seconds = _statements(await asyncio.to_thread(platform.counted))
    slow_percent = round(100 * slow / total, 2) if total else 0.0
    status = "good" if slow_percent < GOOD_BELOW_PERCENT else "degraded"
    return json_response(
        {
            "performance_status": "poor" if slow_percent > POOR_ABOVE_PERCENT else status,
            "stats": {
                "total_queries": total,
                "slow_queries": slow,
                "slow_query_percentage": slow_percent,
                "average_query_time_ms": round(1000 * seconds / total, 3) if total else 0.0,
                "threshold_ms": int(SLOW_QUERY_S * 1000),
            },
            "timestamp": iso(platform.clock.now()),
        }
    )


def _alerts(rss_mb: float, system_percent: float) -> tuple[str | None, list[str]]:
    """`critical`, `warning` or None, and why."""
    looked_at = (
        ("this process holds", f"{rss_mb:.0f} MB", rss_mb, MEMORY_WARNING_MB, MEMORY_CRITICAL_MB),
        (
            "the machine uses",
            f"{system_percent:.0f} % of its memory",
            system_percent,
            SYSTEM_WARNING_PERCENT,
            SYSTEM_CRITICAL_PERCENT,
        ),
    )
    messages, level = [], None
    for who, how_much, value, warning, critical in looked_at:
        if value >= warning:
            messages.append(f"{who} {how_much}")
            level = "critical" if value >= critical or level == "critical" else "warning"
    return level, messages


@router.get("/memory", tags=["Monitoring"])
async def memory(request: Request, caller: Monitor) -> Response:
    """The memory of this process, and of its machine."""
    platform: Platform = request.app.state.platform
    own, system = platform.process.memory_info(), psutil.virtual_memory()
    rss_mb = own.rss / 2**20
    level, messages = _alerts(rss_mb, system.percent)
    return json_response(
        {
            "status": level or "ok",
            "alert_level": level,
            "messages": messages,
            "usage": {
                "process": {
                    "rss_mb": round(rss_mb, 2),
                    "vms_mb": round(own.vms / 2**20, 2),
                    "percent_of_system": round(100 * own.rss / system.total, 2),
                },
                "system": {
                    "total_mb": round(system.total / 2**20, 2),
                    "available_mb": round(system.available / 2**20, 2),
                    "used_percent": system.percent,
                },
            },
        }
    )


def _ended_by_name(counted: metrics.Snapshot) -> dict[str, dict[str, int]]:
    """How the calls to each dependency ended."""
    ended: dict[str, dict[str, int]] = {}
    for (name, how), [count] in counted[metrics.CALLS.name]:
        if how not in NOT_CALLED:
            ended.setdefault(name, {})[how] = int(count)
    return ended


def _success_rate(ended: dict[str, int]) -> float:
    """The calls that did what they were for, in per cent; 100 before the first."""
    total = sum(ended.values())
    return round(100 * ended.get(metrics.DONE, 0) / total, 2) if total else 100.0


@router.get("/circuit-breakers", tags=["Monitoring"])
async def circuit_breakers(request: Request, caller: Monitor) -> Response:
    """What this service calls, whether it may, and how its calls ended."""
    platform: Platform = request.app.state.platform
    ended = _ended_by_name(await asyncio.to_thread(platform.counted))
    configured = platform.circuits()
    circuits = {name: Circuit("closed", 0) for name in DOCUMENTED_BREAKERS} | configured
    states = [circuit.state for circuit in circuits.values()]
    return json_response(
        {
            "healthy": "open" not in states,
            "breakers": {
                name: {
                    "state": circuit.state,
                    "failure_count": circuit.failures_in_a_row,
                    "success_rate": _success_rate(ended.get(name, {})),
                    "total_calls": sum(ended.get(name, {}).values()),
                    "configured": name in configured,
                }
                for name, circuit in circuits.items()
            },
            "summary": {
                "total": len(states),
                **{state: states.count(state) for state in ("closed", "open", "half_open")},
            },
        }
    )


@router.get("/env-status", tags=["Monitoring"])
async def env_status(request: Request, caller: Monitor) -> Response:
    """The names of the settings, which of them are set, and what is wrong; never their values."""
    platform: Platform = request.app.state.platform
    settings = platform.settings
    unsafe = refusals(settings)
    known = {PREFIX + setting.name: setting.help for setting in SETTINGS}
    wrong = {name: reason for name in known for reason in unsafe if reason.startswith(f"{name} ")}
    keys = {
        provider.key_variable: bool(provider.key)
        for provider in providers.configured(settings).all
        if provider.key_variable
    }
    return json_response(
        {
            "valid": not unsafe and not unknown_among(settings.given) and all(keys.values()),
            "environment": settings.environment,
            "settings": [
                {
                    "name": name,
                    "set": name in settings.given,
                    "valid": name not in wrong,
                    "message": wrong.get(name),
                    "description": description,
                }
                for name, description in known.items()
            ],
            "provider_keys": [{"name": name, "set": given} for name, given in keys.items()],
            "unknown": unknown_among(settings.given),
        }
    )
