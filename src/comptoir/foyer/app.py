"""The agents' service: agents, chats and documents, on port 8061."""

from starlette.types import ASGIApp

from comptoir.foyer import (
    accounts,
    agents,
    chats,
    documents,
    erasure,
    export,
    llm_models,
    memory,
    messages,
    monitoring,
    realtime,
    removal,
    sessions,
    wire,
    writing,
)
from comptoir.foyer.access import identify
from comptoir.kernel.media.reader import Reader
from comptoir.kernel.pages import pages_router
from comptoir.kernel.web import new_app, speak
from comptoir.monitoring import metrics_router
from comptoir.platform import Platform

ROUTERS = (
    # First what is asked for most: each request tries the routes in this order.
    messages.router,
    chats.router,
    agents.router,
    accounts.router,
    accounts.registration_router,
    sessions.router,
    documents.upload_router,
    documents.router,
    memory.router,
    llm_models.router,
    removal.router,
    erasure.router,
    export.router,
    monitoring.router,
)


def create_app(platform: Platform) -> ASGIApp:
    """The service over an open platform."""
    app = new_app(wire.APP, wire.VERSION, platform.settings)
    app.state.platform = platform
    writers = app.state.writers = writing.Writers(platform)
    reader = Reader()
    metrics, pages = metrics_router(wire.SERVICE, identify), pages_router(wire.SERVICE)
    for router in (*ROUTERS, metrics, pages):
        app.include_router(router)
    platform.chores += [
        sessions.forget_old,
        documents.forget_unreceived,
        writing.interrupt_abandoned,
    ]
    platform.worker.handles(documents.reading_of(platform, reader))
    platform.worker.handles(documents.deletion_from(platform.files))
    platform.at_stop += [writers.close, reader.close]
    door = speak(
        app,
        wire.SERVICE,
        platform.settings,
        wire.render,
        wire.INVALID_STATUS,
        {"POST /api/documents/upload": wire.UPLOAD},
    )
    # Behind the door, which guards the socket's origins too, and before the app's own routes.
    door.app = sockets = realtime.Realtime(platform, app)
    platform.at_stop.append(sockets.close)
    return door
