"""One socket of somebody: what is written to it, and how much of it may wait.

A reader that stalls is closed, and resumes by `seq`: what it did not take would fill our memory.
"""

import asyncio
import contextlib
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from starlette.types import Send

from comptoir.intranet.access import Who
from comptoir.kernel.sockets import Transport, server_transport, straight_to, text_frame

if TYPE_CHECKING:
    from comptoir.intranet.live import Live

MAXIMUM_WAITING_BYTES = 128 * 1024
"""Written live, and not taken by the other side."""
DRAINED_BYTES = 32 * 1024
DRAIN_DEADLINE_S = 30.0
DRAIN_POLL_S = 0.02


class Connection:
    """A socket that was accepted."""

    __slots__ = (
        "__weakref__",
        "_allowed_bytes",
        "_queue",
        "_queued_bytes",
        "_ready",
        "_send",
        "_writer",
        "closed",
        "following",
        "hear",
        "is_free",
        "language",
        "number",
        "reader",
        "transport",
        "who",
    )

    def __init__(self, who: Who, language: str, send: Send, server_send: Send) -> None:
        self.who = who
        self.language = language
        self.following: dict[int, Live] = {}
        """The rooms whose messages come here."""
        self.closed = False
        self.reader: asyncio.Task[None] | None = asyncio.current_task()
        """Whoever waits for what the other side sends."""
        self.hear: Callable[[bytes], bool] | None = None
        """Asked of each text that comes, whether it did it at once."""
        door = server_transport(server_send, self._stalled, self._hear)
        self.transport: Transport | None = door.transport if door is not None else None
        self.number = straight_to(door) if door is not None else None
        """Of the socket that may be written to past its transport, while it `is_free`."""
        self.is_free = self.number is not None
        """Whether nothing waits that was written, so that nothing need be asked."""
        self._send = send
        self._allowed_bytes = MAXIMUM_WAITING_BYTES
        self._queue: deque[bytes] | None = None
        self._queued_bytes = 0
        self._ready: asyncio.Event | None = None
        self._writer: asyncio.Task[None] | None = None

    def _hear(self, text: bytes) -> bool:
        return self.hear is not None and self.hear(text)

    def _stalled(self, stalled: bool) -> None:
        self._set_free(not stalled and not self.closed)

    def _set_free(self, is_free: bool) -> None:
        if self.is_free is not is_free:
            self.is_free = is_free
            for live in self.following.values():
                live.reckon()

    def _closes(self) -> None:
        self.closed = True
        self._set_free(False)

    @property
    def waiting_bytes(self) -> int:
        """What was written and not taken."""
        if self.transport is not None:
            return self.transport.get_write_buffer_size()
        return self._queued_bytes

    def write(self, frames: bytes, payloads: "list[bytes] | tuple[bytes, ...]") -> None:
        """Send messages: `payloads`, which `frames` are for the wire. Closes a stalled reader."""
        transport = self.transport
        if transport is None:
            self._enqueue(payloads)
            return
        if transport.get_write_buffer_size() > self._allowed_bytes:
            self.abort()
        elif not self.closed:
            with contextlib.suppress(RuntimeError):  # it has gone; its reader learns of it
                transport.write(frames)

    def tell(self, payload: bytes) -> None:
        """Send one message to this socket alone."""
        self.write(text_frame(payload), (payload,))

    async def reply(self, payload: bytes) -> None:
        """Send one message, however long, and wait until most of it was taken.

        Meanwhile so much more may wait. A reader that does not take it in time is closed.
        """
        self._allowed_bytes = MAXIMUM_WAITING_BYTES + len(payload) + self.waiting_bytes
        self.tell(payload)
        try:
            await self.drained()
        finally:
            self._allowed_bytes = MAXIMUM_WAITING_BYTES

    async def drained(self) -> None:
        """Wait until little of what was written waits; closes whoever takes too long."""
        loop = asyncio.get_running_loop()
        give_up_s = loop.time() + DRAIN_DEADLINE_S
        while not self.closed and self.waiting_bytes > DRAINED_BYTES:
            if loop.time() > give_up_s:
                self.abort()
                return
            await asyncio.sleep(DRAIN_POLL_S)

    def abort(self) -> None:
        """Close at once, without what is not taken."""
        if self.closed:
            return
        self._closes()
        if self.transport is not None:
            self.transport.abort()
            return
        self._queue = None
        if self._writer is not None:
            self._writer.cancel()
        self._queued_bytes = 0
        if self.reader is not None:
            self.reader.cancel()  # a server closes the socket of an app that ended

    async def close(self, code: int, reason: str = "") -> None:
        """Say goodbye, and close."""
        if self.closed:
            return
        self._closes()
        with contextlib.suppress(Exception):
            async with asyncio.timeout(1):
                await self._send({"type": "websocket.close", "code": code, "reason": reason})
        await self.end()

    async def end(self) -> None:
        """Let go of what belongs to this socket."""
        self._closes()
        if self._writer is not None:
            self._writer.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._writer

    # ── Without the server's transport ────────────────────────────────────────────────────

    def _enqueue(self, payloads: "list[bytes] | tuple[bytes, ...]") -> None:
        if self.closed:
            return
        if self._queued_bytes > self._allowed_bytes:
            self.abort()
            return
        if self._queue is None:
            self._queue = deque()
            self._ready = asyncio.Event()
            self._writer = asyncio.create_task(self._write_queue(self._queue, self._ready))
        for payload in payloads:
            self._queue.append(payload)
            self._queued_bytes += len(payload)
        if self._ready is not None:
            self._ready.set()

    async def _write_queue(self, queue: deque[bytes], ready: asyncio.Event) -> None:
        while True:
            while queue:
                payload = queue.popleft()
                try:
                    await self._send({"type": "websocket.send", "text": payload.decode()})
                except Exception:
                    self.closed = True  # the reader learns of it by its own way
                    return
                self._queued_bytes -= len(payload)
            ready.clear()
            await ready.wait()
