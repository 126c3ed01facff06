"""What the service says of itself: root, liveness, readiness."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from comptoir.assurance import tariff, wire
from comptoir.assurance.access import GuardedRoute
from comptoir.kernel.bodies import json_response
from comptoir.kernel.pages import for_browsers
from comptoir.platform import Platform

router = APIRouter(route_class=GuardedRoute, tags=["État"])


@router.get("/", responses={307: {"description": "A browser is sent to /app/"}})
async def root(request: Request) -> Response:
    """The app's name; a browser is sent to the pages."""
    return for_browsers(request) or json_response(
        {"app": wire.APP, "version": wire.VERSION, "status": "running", "docs": "/docs"}
    )


@router.get("/health")
async def health(request: Request) -> Response:
    """Whether this process lives."""
    platform: Platform = request.app.state.platform
    return json_response(platform.health(wire.APP, wire.VERSION))


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
    """Whether this process can serve: its database answers, read from the background probes."""
    platform: Platform = request.app.state.platform
    checks: dict[str, Any] = dict(platform.probes.reports)
    is_ready = checks["database"]["healthy"]
    checks["tariff"] = {"healthy": True, "version": tariff.version()}
    status = "ready" if is_ready else "not_ready"
    body = {"status": status, "ready": is_ready, "checks": checks}
    return json_response(body, 200 if is_ready else 503)
