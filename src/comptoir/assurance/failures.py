"""`error.occurred`: an answer that is our own fault is told to whoever wants to hear of it.

Not 503: it says that the database, where the event would be written, does not serve either.
"""

import asyncio

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from comptoir.assurance import events
from comptoir.kernel.errors import Problem
from comptoir.platform import Platform

log = structlog.get_logger()


def _is_ours(status: int) -> bool:
    return status >= 500 and status != 503


class Failures:
    """Around the service: tells of answers that are its own fault."""

    def __init__(self, app: ASGIApp, platform: Platform) -> None:
        self.app: ASGIApp = getattr(app, "app", app)
        """The service itself, inside its door."""
        self._door = app
        self._platform = platform
        self._telling: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            await self._door(scope, receive, send)
            return

        async def watched(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_ours(message["status"]):
                headers = dict(message["headers"])
                request_id = headers.get(b"x-request-id", b"").decode("latin-1")
                task = asyncio.create_task(self._tell(message["status"], request_id))
                self._telling.add(task)
                task.add_done_callback(self._telling.discard)
            await send(message)

        await self._door(scope, receive, watched)

    async def _tell(self, status: int, request_id: str) -> None:
        data = {"status": status, "request_id": request_id}
        try:
            await self._platform.db.write(
                events.emit, "error.occurred", data, self._platform.clock.now()
            )
        except Problem as problem:
            log.warning("failure_not_told", why=problem.code)
