"""Server-sent events out: what one looks like on the wire, and how long a stream may be silent.

https://html.spec.whatwg.org/multipage/server-sent-events.html. A comment every HEARTBEAT_S keeps
proxies from ending a stream whose words are still being found.
"""

import asyncio
from collections.abc import AsyncIterator
from typing import Any, Final

import orjson
from starlette.responses import StreamingResponse

HEARTBEAT_S = 10.0
HEARTBEAT: Final = b": still there\n\n"
HEADERS: Final = {
    "Cache-Control": "no-store",
    "X-Accel-Buffering": "no",  # nginx would keep the words until the end
}


def event(data: Any, name: str | None = None) -> bytes:
    """One event that carries `data` as JSON; without a name it is a `message` to its reader."""
    named = b"" if name is None else b"event: " + name.encode() + b"\n"
    return named + b"data: " + orjson.dumps(data) + b"\n\n"


def event_response(events: AsyncIterator[bytes]) -> StreamingResponse:
    """A stream of events, as proxies let it through."""
    return StreamingResponse(events, media_type="text/event-stream", headers=HEADERS)


async def heartbeats(
    *awaited: asyncio.Future[Any], every_s: float = HEARTBEAT_S
) -> AsyncIterator[bytes]:
    """A comment each `every_s` until one of `awaited` is done."""
    while not (await asyncio.wait(awaited, timeout=every_s, return_when="FIRST_COMPLETED"))[0]:
        yield HEARTBEAT
