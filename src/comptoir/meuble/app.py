"""The furniture shop's service: a chatbot and after-sales, on port 8000."""

import threading

from starlette.types import ASGIApp

from comptoir.brain.offline import OfflineBrain
from comptoir.kernel.pages import pages_router
from comptoir.kernel.web import new_app, speak
from comptoir.meuble import (
    access,
    account_mail,
    accounts,
    api_keys,
    chat,
    chat_stream,
    claim_forms,
    clocks,
    colleagues,
    conversations,
    customers,
    desk,
    erasure,
    evidence_forms,
    export,
    faq,
    files,
    handovers,
    mailed_words,
    monitoring,
    popularity,
    products,
    realtime,
    recovery,
    retention,
    sign_in,
    ticket_list,
    ticket_search,
    ticket_stats,
    tickets,
    uploads,
    voice,
    wire,
    withdrawals,
)
from comptoir.meuble.skill import SKILL
from comptoir.monitoring import metrics_router
from comptoir.platform import Platform

ROUTERS = (
    # First what is asked for most: each request tries the routes in this order.
    products.router,
    claim_forms.router,
    monitoring.router,
    accounts.router,
    sign_in.router,
    recovery.router,
    erasure.router,
    export.router,
    api_keys.router,
    chat.router,
    chat_stream.router,
    uploads.router,
    tickets.router,
    evidence_forms.router,
    ticket_list.router,
    desk.router,
    customers.router,
    ticket_stats.router,
    colleagues.router,
    faq.router,
    handovers.router,
    withdrawals.router,
    voice.router,
    realtime.router,
)


def create_app(platform: Platform) -> ASGIApp:
    """The service over an open platform."""
    app = new_app(wire.APP, wire.VERSION, platform.settings)
    app.state.platform = platform
    views = app.state.faq_views = popularity.Views(platform.db, platform.clock)
    # The skill's words are compiled while the services already answer; a message that comes
    # before they are waits for them.
    threading.Thread(target=OfflineBrain, args=([SKILL],), daemon=True).start()
    metrics = metrics_router(wire.SERVICE, access.identify)
    pages = pages_router(wire.SERVICE, remote_pictures=True)
    for router in (*ROUTERS, metrics, pages):
        app.include_router(router)
    platform.chores += [
        conversations.forget_expired,
        mailed_words.forget_old,
        files.forget_expired,
        ticket_search.index_at_leisure,
    ]
    days = platform.settings.retention_days
    if days:
        platform.chores.append(retention.forgetting(platform.settings.secrets, days))
    platform.worker.handles(account_mail.sending_of(platform))
    platform.worker.handles(files.deletion_from(platform.files))
    platform.worker.handles(clocks.clock_jobs(platform))
    platform.at_stop.append(views.write)
    turns = app.state.chat_turns = chat_stream.Turns()
    platform.at_stop.append(turns.end)
    return speak(
        app,
        wire.SERVICE,
        platform.settings,
        wire.render,
        wire.INVALID_STATUS,
        {"POST /api/upload": wire.UPLOAD, "POST /api/voice/transcribe": wire.TRANSCRIPTION},
    )
