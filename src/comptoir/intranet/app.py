"""The intranet: rooms, direct messages, files, resources, products; HTTP and WebSocket on 9001."""

from starlette.routing import WebSocketRoute
from starlette.types import ASGIApp

from comptoir.intranet import (
    access,
    accounts,
    direct,
    erasure,
    export,
    files,
    housekeeping,
    message_search,
    messages,
    products,
    resources,
    rooms,
    sign_in,
    status,
    wire,
)
from comptoir.intranet.hub import Hub
from comptoir.intranet.sending import Sender
from comptoir.intranet.socket import Socket
from comptoir.kernel.pages import pages_router
from comptoir.kernel.web import new_app, speak
from comptoir.monitoring import metrics_router
from comptoir.platform import Platform

ROUTERS = (
    # First what is asked for most: each request tries the routes in this order.
    messages.router,
    rooms.router,
    direct.router,
    status.router,
    sign_in.router,
    export.router,
    erasure.router,
    accounts.router,
    products.router,
    files.router,
    resources.router,
)


def create_app(platform: Platform) -> ASGIApp:
    """The service over an open platform."""
    app = new_app(wire.APP, wire.VERSION, platform.settings)
    app.state.platform = platform
    hub = app.state.hub = Hub(platform)
    sender = app.state.sender = Sender(platform, hub.published)
    metrics = metrics_router(wire.SERVICE, access.identify)
    for router in (*ROUTERS, metrics, pages_router(wire.SERVICE)):
        app.include_router(router)
    app.router.routes.append(WebSocketRoute("/", Socket(platform, hub, sender)))
    platform.chores += [
        housekeeping.forget_old,
        files.forget_expired,
        message_search.index_at_leisure,
    ]
    platform.worker.handles(files.deletion_from(platform.files))
    platform.at_stop += [sender.close, hub.close]
    return speak(
        app,
        wire.SERVICE,
        platform.settings,
        wire.render,
        wire.INVALID_STATUS,
        {"POST /files": wire.UPLOAD, "POST /ressources": wire.UPLOAD},
    )
