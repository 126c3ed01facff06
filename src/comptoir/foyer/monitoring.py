"""What the service says of itself: its root, liveness, readiness."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from comptoir.foyer import wire
from comptoir.foyer.access import GuardedRoute
from comptoir.kernel.bodies import json_response
from comptoir.kernel.pages import for_browsers
from comptoir.platform import Platform

router = APIRouter(route_class=GuardedRoute, tags=["Monitoring"])


@router.get("/")
async def root(request: Request) -> Response:
    """The app's name; a browser is sent to the pages."""
    return for_browsers(request) or json_response(
        {"app": wire.APP, "version": wire.VERSION, "status": "running"}
    )


@router.get("/health")
async def health(request: Request) -> Response:
    """Whether this process lives."""
    platform: Platform = request.app.state.platform
    return json_response(platform.health(wire.APP, wire.VERSION))


@router.get("/ready", responses={503: {"description": "The database does not answer"}})
async def ready(request: Request) -> Response:
    """Whether this process can serve: its database answers. What is optional is told apart."""
    platform: Platform = request.app.state.platform
    reports = platform.probes.reports
    is_ready = reports["database"]["healthy"]
    providers = platform.models.states() if platform.models else {}
    return json_response(
        {
            "status": "ready" if is_ready else "not_ready",
            "checks": {**reports, "models": {"configured": bool(providers), "states": providers}},
        },
        200 if is_ready else 503,
    )
