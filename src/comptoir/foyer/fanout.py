"""One packet to many sockets: encoded once, and written to each transport as it is.

python-socketio makes and encodes a packet for each client, which is nearly all its cost. Where a
client has no transport to write to (it still polls, or the server is another), engine.io's own
queue takes the packet.
"""

import asyncio
import contextlib
from collections.abc import Iterable
from typing import Any

import orjson
from engineio import packet  # type: ignore[import-untyped]
from starlette.types import Send

from comptoir.kernel.sockets import Transport, server_transport, text_frame

MAXIMUM_BUFFER_BYTES = 1024 * 1024
"""What one client may leave unread; then it is cut off, and comes back for the rest."""
MAXIMUM_QUEUED = 500
ROOM_DEADLINE_S = 20.0


class Packet:
    """An event, in each form that a socket takes."""

    __slots__ = ("_queued", "_text", "frame")

    def __init__(self, event: str, data: Any) -> None:
        # Socket.IO's EVENT in engine.io's MESSAGE: `42["new_message",{…}]`.
        self._text = b"2" + orjson.dumps([event, data])
        self.frame = text_frame(b"4" + self._text)
        self._queued: Any = None

    @property
    def queued(self) -> Any:
        """As engine.io keeps it for a client that asks for it."""
        if self._queued is None:
            self._queued = packet.Packet(packet.MESSAGE, data=self._text.decode())
        return self._queued


class Client:
    """One socket, as far as packets are written to it."""

    __slots__ = ("_may_wait", "_send", "_socket", "_transport")

    def __init__(self, socket: Any, send: Send | None = None) -> None:
        self._socket = socket
        self._send = send
        self._transport: Transport | None = None
        self._may_wait = True
        """Whether some of what was written may not be taken yet."""

    def upgrades(self, send: Send) -> None:
        """It polled until now; this is the server's own `send` of its WebSocket."""
        if not self._socket.upgraded:
            self._send = send

    def write(self, made: Packet) -> None:
        """Have a packet sent; whoever left too much unread is cut off instead."""
        transport = self._transport or self._opened()
        # What waits in the queue was sent before.
        if transport is None or not self._socket.queue.empty() or transport.is_closing():
            self._queue(made)
        elif self._may_wait and transport.get_write_buffer_size() > MAXIMUM_BUFFER_BYTES:
            transport.abort()
        else:
            transport.write(made.frame)

    async def room(self) -> None:
        """Wait until at least half of what may be unread is free, at most ROOM_DEADLINE_S."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(ROOM_DEADLINE_S):
                while not self._has_room():  # noqa: ASYNC110 - nothing tells
                    await asyncio.sleep(0.01)

    def _has_room(self) -> bool:
        if self._socket.closed or self._socket.queue.qsize() > MAXIMUM_QUEUED // 2:
            return bool(self._socket.closed)
        transport = self._transport
        if transport is None or transport.is_closing():
            return True
        return bool(transport.get_write_buffer_size() <= MAXIMUM_BUFFER_BYTES // 2)

    def _opened(self) -> Transport | None:
        """What its WebSocket writes to, once it has told engine.io that it is one."""
        if self._send is None or not self._socket.upgraded:
            return None
        door = server_transport(self._send, self._stalls, _left_to_engine_io)
        if door is None:
            return None
        self._transport = door.transport
        self._may_wait = not door.tells or door.transport.get_write_buffer_size() > 0
        return self._transport

    def _stalls(self, stalls: bool) -> None:
        self._may_wait = stalls

    def _queue(self, made: Packet) -> None:
        socket = self._socket
        if not (socket.closed or socket.closing) and socket.queue.qsize() < MAXIMUM_QUEUED:
            socket.queue.put_nowait(made.queued)


def _left_to_engine_io(text: bytes) -> bool:
    return False


def write_to_all(clients: Iterable[Client], made: Packet) -> None:
    """Write a packet to each."""
    for client in clients:
        client.write(made)
