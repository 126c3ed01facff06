"""The service on port 8061. It answers `/health`; its contract is not served yet."""

from starlette.types import ASGIApp

from comptoir.foyer import wire
from comptoir.kernel.web import new_app, speak
from comptoir.monitoring import metrics_router
from comptoir.platform import Platform, health_router


def create_app(platform: Platform) -> ASGIApp:
    """The service over an open platform."""
    app = new_app(wire.APP, wire.VERSION, platform.settings)
    app.state.platform = platform
    app.include_router(health_router(wire.APP, wire.VERSION))
    app.include_router(metrics_router(wire.SERVICE))
    return speak(app, wire.SERVICE, platform.settings, wire.render, wire.INVALID_STATUS)
