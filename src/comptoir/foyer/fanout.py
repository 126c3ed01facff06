"""One packet to many sockets: encoded once, and written to each transport as it is.

python-socketio makes and encodes a packet for each client, which is nearly all its cost. The one
private door is `_transport_of`: it finds uvicorn's transport below a WebSocket; where it finds
none (a client that still polls, another server), engine.io's own queue takes the packet.
"""

import asyncio
import contextlib
from collections.abc import Iterable
from typing import Any

import orjson
from engineio import packet  # type: ignore[import-untyped]

MAXIMUM_BUFFER_BYTES = 1024 * 1024
"""What one client may leave unread; then it is cut off, and comes back for the rest."""
MAXIMUM_QUEUED = 500
ROOM_DEADLINE_S = 20.0


class Packet:
    """An event, in each form that a socket takes."""

    __slots__ = ("frame", "queued")

    def __init__(self, event: str, data: Any) -> None:
        # Socket.IO's EVENT in engine.io's MESSAGE: `42["new_message",{…}]`.
        text = b"2" + orjson.dumps([event, data])
        self.queued = packet.Packet(packet.MESSAGE, data=text.decode())
        self.frame = _text_frame(b"4" + text)


def _text_frame(payload: bytes) -> bytes:
    """A whole text message of a server, RFC 6455 5.2: not masked, not compressed."""
    size = len(payload)
    if size < 126:
        return b"\x81" + bytes([size]) + payload
    if size < 65_536:
        return b"\x81\x7e" + size.to_bytes(2, "big") + payload
    return b"\x81\x7f" + size.to_bytes(8, "big") + payload


class Client:
    """One socket, as far as packets are written to it."""

    __slots__ = ("_socket", "_transport", "protocol")

    def __init__(self, socket: Any, protocol: Any = None) -> None:
        self._socket = socket
        self._transport: Any = None
        self.protocol = protocol
        """The server's side of its WebSocket, once it has one."""

    def write(self, made: Packet) -> bool:
        """Have a packet sent; False where the client left too much unread, and is cut off."""
        socket, protocol = self._socket, self.protocol
        # What waits in the queue was sent before.
        if protocol is None or not socket.upgraded or not socket.queue.empty():
            return self._queue(made)
        transport = self._transport or self._found_transport()
        if transport is None or protocol.close_sent or transport.is_closing():
            return self._queue(made)
        if transport.get_write_buffer_size() > MAXIMUM_BUFFER_BYTES:
            transport.abort()
            return False
        transport.write(made.frame)
        return True

    def _queue(self, made: Packet) -> bool:
        socket = self._socket
        if socket.closed or socket.closing:
            return True
        if socket.queue.qsize() >= MAXIMUM_QUEUED:
            return False
        socket.queue.put_nowait(made.queued)
        return True

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

    def _found_transport(self) -> Any:
        self._transport = _transport_of(self.protocol)
        return self._transport


def _transport_of(protocol: Any) -> Any:
    """What uvicorn's WebSocket writes to, once its handshake is over; None before."""
    return protocol.transport if protocol.handshake_complete else None


def protocol_behind(send: Any) -> Any:
    """uvicorn's protocol, from the `send` that it gives an app; None behind anything else."""
    protocol = getattr(send, "__self__", None)
    names = ("handshake_complete", "close_sent", "transport")
    return protocol if all(hasattr(protocol, name) for name in names) else None


def write_to_all(clients: Iterable[Client], made: Packet) -> list[Client]:
    """Write a packet to each; those that were cut off."""
    return [client for client in clients if not client.write(made)]
