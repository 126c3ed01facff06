"""The car insurer's service: prices, contracts and a conversation, on port 8005."""

import threading
from datetime import date

from starlette.types import ASGIApp

from comptoir.assurance import (
    access,
    codes,
    conversations,
    delivering,
    faq,
    handovers,
    monitoring,
    places,
    portfolio,
    quotation,
    sign_in,
    socket,
    webhooks,
    wire,
)
from comptoir.assurance.failures import Failures
from comptoir.assurance.lines import Lines
from comptoir.assurance.skill import SKILL
from comptoir.brain.offline import OfflineBrain
from comptoir.kernel.pages import pages_router
from comptoir.kernel.web import new_app, speak
from comptoir.monitoring import metrics_router
from comptoir.platform import Platform

ROUTERS = (
    monitoring.router,
    sign_in.router,
    quotation.router,
    portfolio.router,
    handovers.router,
    socket.router,
    webhooks.router,
)


def create_app(platform: Platform) -> ASGIApp:
    """The service over an open platform."""
    app = new_app(wire.APP, wire.VERSION, platform.settings)
    app.state.platform = platform
    app.state.lines = Lines()
    # Words and places are made ready while the services already answer; whoever comes before
    # they are waits for them.
    threading.Thread(target=_make_ready, daemon=True).start()
    pages = pages_router(wire.SERVICE)
    for router in (*ROUTERS, metrics_router(wire.SERVICE, access.identify), pages):
        app.include_router(router)
    platform.chores += [codes.forget_old, conversations.forget_expired, delivering.forget_old]
    platform.worker.handles(codes.mailing(platform))
    platform.worker.handles(delivering.sending(platform))
    door = speak(app, wire.SERVICE, platform.settings, wire.render, wire.INVALID_STATUS)
    return Failures(door, platform)


def _make_ready() -> None:
    places.at_postcode("44000")
    places.named("Nantes")
    quotation.quote("Peugeot 308", date(2026, 1, 1))
    OfflineBrain([SKILL])
    faq.make_ready()
