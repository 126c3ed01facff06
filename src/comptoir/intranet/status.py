"""What the service says of itself: its name, whether it lives, whether it can serve."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from comptoir.intranet import wire
from comptoir.intranet.access import GuardedRoute
from comptoir.kernel.bodies import json_response
from comptoir.kernel.pages import for_browsers
from comptoir.platform import Platform

router = APIRouter(route_class=GuardedRoute, tags=["Status"])


@router.get("/")
async def root(request: Request) -> Response:
    """The app's name; a browser is sent to its pages."""
    return for_browsers(request) or json_response(
        {
            "app": wire.APP,
            "version": wire.VERSION,
            "status": "running",
            "docs": "/docs",
            "websocket": "/",
        }
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
            "description": "The database does not answer; the body is that of 200",
            "content": {"application/json": {"schema": {"type": "object"}}},
        }
    },
)
async def ready(request: Request) -> Response:
    """Whether this process can serve: its database answers, as last probed."""
    platform: Platform = request.app.state.platform
    reports = platform.probes.reports
    is_ready = bool(reports["database"]["healthy"])
    return json_response(
        {
            "ready": is_ready,
            "status": "ready" if is_ready else "not_ready",
            "checks": dict(reports),
            "sockets": request.app.state.hub.connected,
            "hints_reach_every_process": platform.bus.connected,
        },
        200 if is_ready else 503,
    )
