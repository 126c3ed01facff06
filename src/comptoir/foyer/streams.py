"""An answer as server-sent events, for whoever looks on, from wherever they left off.

Words are unnamed events, everything else is named, so that the document's client sees words alone.
An event's id is the answer's number and how many characters of it were sent: `Last-Event-ID` names
a place, on any process, while it is written and after.
"""

import asyncio
import re
from collections.abc import AsyncGenerator, Mapping
from typing import Any, NamedTuple

import orjson
from sqlalchemy import Connection, bindparam, select
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from comptoir.foyer import wire
from comptoir.foyer.models import messages
from comptoir.foyer.writing import Live, Writers
from comptoir.kernel.callers import preferred_language
from comptoir.kernel.errors import Problem, Text
from comptoir.kernel.event_stream import HEADERS, HEARTBEAT, HEARTBEAT_S
from comptoir.kernel.prepared import PreparedRead
from comptoir.platform import Platform

LOOK_EVERY_S = 0.25
"""How often an answer that another process writes is looked at."""
DONE = b"data: [DONE]\n\n"
_EVENT_ID = re.compile(r"([0-9]{1,10})\.([0-9]{1,7}|done)")
_ENDED = {
    "interrupted": Text(
        "La réponse a été interrompue par un redémarrage ; ce qui est là est ce qui a été écrit.",
        "The answer was interrupted by a restart; what is here is what was written.",
    ),
    "failed": Text(
        "Le modèle s'est interrompu ; ce qui est là est ce qu'il a dit.",
        "The model broke off; what is here is what it said.",
    ),
}


class Place(NamedTuple):
    """Where a reader left off."""

    message_id: int
    chars: int | None
    """None: at the end."""


def place_of(last_event_id: str | None) -> Place | None:
    """What a `Last-Event-ID` of ours names."""
    found = _EVENT_ID.fullmatch(last_event_id or "")
    if not found:
        return None
    return Place(int(found[1]), None if found[2] == "done" else int(found[2]))


def _named(name: str, data: Any, message_id: int, chars: int) -> bytes:
    return b"event: %b\nid: %d.%d\ndata: %b\n\n" % (
        name.encode(),
        message_id,
        chars,
        orjson.dumps(data),
    )


def _token(text: str, message_id: int, chars: int) -> bytes:
    return b'id: %d.%d\ndata: {"token":%b,"message_id":%d}\n\n' % (
        message_id,
        chars,
        orjson.dumps(text),
        message_id,
    )


_ROW = PreparedRead(select(messages).where(messages.c.id == bindparam("message")))


def _row(connection: Connection, message_id: int) -> dict[str, Any]:
    """An answer. Raises Problem 404 where its chat was deleted meanwhile."""
    for row in _ROW.mappings(connection, message=message_id):
        return row
    raise wire.no_message()


class Watch:
    """One reader of an answer."""

    def __init__(
        self, platform: Platform, writers: Writers, message_id: int, place: Place | None = None
    ) -> None:
        self._platform, self._writers = platform, writers
        self._id = message_id
        self._chars = place.chars if place and place.chars is not None else 0
        self._resumed = place is not None
        self._over = place is not None and place.chars is None

    async def events(
        self, question: Mapping[str, Any] | None, language: str
    ) -> AsyncGenerator[bytes, None]:
        """The events that are still to be sent."""
        if self._over:
            yield b"id: %d.done\n" % self._id + DONE
            return
        if question is not None:
            start = {"user_message": question, "message_id": self._id}
            yield _named("start", start, self._id, 0)
        live = self._writers.live.get(self._id)
        follow = self._follow(live) if live else self._look()
        async for event in follow:
            yield event
        if self._platform.stopping.is_set() and not self._over:
            return  # the reader comes back, with the id of what it last saw
        row = await self._platform.db.read(_row, self._id)
        if row["state"] == "writing":
            # Its writer could not store its end. Until that is known, the reader may come back.
            if not await self._writers.settle(row):
                return
            row = await self._platform.db.read(_row, self._id)
        async for event in self._last(row, language):
            yield event

    async def _follow(self, live: Live) -> AsyncGenerator[bytes, None]:
        """The words of an answer of this process, as they come."""
        stopping = self._platform.stopping
        if self._chars > live.length:
            yield self._reset(live.text)
        taken = 0
        text = live.text[self._chars :]
        with live.watched() as more:
            taken = len(live.pieces)
            while True:
                more.clear()
                if text:
                    self._chars += len(text)
                    yield _token(text, self._id, self._chars)
                if live.ended and self._chars >= live.length:
                    self._over = True
                    return
                if stopping.is_set():
                    return
                if self._chars >= live.length:
                    try:
                        async with asyncio.timeout(HEARTBEAT_S):
                            await more.wait()
                    except TimeoutError:
                        yield HEARTBEAT
                # The pieces may have been joined since.
                if taken <= len(live.pieces) and self._in_step(live, taken):
                    text = "".join(live.pieces[taken:])
                else:
                    text = live.text[self._chars :]
                taken = len(live.pieces)

    def _in_step(self, live: Live, taken: int) -> bool:
        return taken > 0 and sum(map(len, live.pieces[:taken])) == self._chars

    async def _look(self) -> AsyncGenerator[bytes, None]:
        """The words of an answer that another process writes, as they are stored."""
        silent_s = 0.0
        while True:
            row = await self._platform.db.read(_row, self._id)
            if await self._writers.settle(row):
                row = await self._platform.db.read(_row, self._id)
            if row["state"] != "writing":
                return
            text = row["content"][self._chars :]
            if text:
                silent_s = 0.0
                self._chars += len(text)
                yield _token(text, self._id, self._chars)
            if self._platform.stopping.is_set():
                return
            await asyncio.sleep(LOOK_EVERY_S)
            silent_s += LOOK_EVERY_S
            if silent_s >= HEARTBEAT_S:
                silent_s = 0.0
                yield HEARTBEAT

    async def _last(self, row: Mapping[str, Any], language: str) -> AsyncGenerator[bytes, None]:
        """What follows the last words."""
        content, state = row["content"], row["state"]
        if self._chars > len(content) or (self._resumed and state == "interrupted"):
            yield self._reset(content)
        elif self._chars < len(content):
            text = content[self._chars :]
            self._chars = len(content)
            yield _token(text, self._id, self._chars)
        if row["citations"]:
            cited = {"message_id": self._id, "citations": row["citations"]}
            yield _named("citations", cited, self._id, self._chars)
        if row["usage"] is not None or row["llm_model"] is not None:
            usage = {
                "message_id": self._id,
                "llm_model": row["llm_model"],
                "state": state,
                **(row["usage"] or {}),
            }
            yield _named("usage", usage, self._id, self._chars)
        if state in _ENDED:
            error = {
                "message_id": self._id,
                "code": state,
                "detail": _ENDED[state].in_language(language),
            }
            yield _named("error", error, self._id, self._chars)
        yield b"id: %d.done\n" % self._id + DONE

    def _reset(self, content: str) -> bytes:
        """What was sent goes beyond what is stored: this is all there is."""
        self._chars = len(content)
        reset = {"message_id": self._id, "content": content}
        return _named("reset", reset, self._id, self._chars)


class EventStream(Response):
    """A response of events. A reader who leaves is found out by the next event that is sent."""

    media_type = "text/event-stream"

    def __init__(self, events: AsyncGenerator[bytes, None]) -> None:
        super().__init__(headers=HEADERS, media_type=self.media_type)
        del self.headers["content-length"]
        self._events = events

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send each event as soon as it is there."""
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        try:
            async for event in self._events:
                await send({"type": "http.response.body", "body": event, "more_body": True})
        except Problem:
            # Its chat was deleted, or the database does not answer: the reader may come back.
            await send({"type": "http.response.body", "body": b""})
            return
        finally:
            await self._events.aclose()
        await send({"type": "http.response.body", "body": b""})


def language_of(headers: Headers) -> str:
    """The language a reader is told in how an answer ended."""
    return preferred_language(headers)
