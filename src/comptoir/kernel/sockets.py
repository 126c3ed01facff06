"""One frame for many sockets: built once, written to each transport.

The server frames whatever is sent to a socket, for each socket again: 7–17 µs a member. A frame
built once and written to the transports costs 3–5. That takes a private door into the server, and
it is this one function, `server_transport`; where it does not open, `send` is used. A server that
is `SocketProtocol` says besides who takes nothing more, so that nobody need be asked at each frame,
and offers what came before it is queued.
"""

import asyncio
import sys
from collections.abc import Callable
from typing import NamedTuple, Protocol, cast

from starlette.types import Send

_SERVER = "uvicorn.protocols.websockets.websockets_sansio_impl"


class Transport(Protocol):
    """What is used of asyncio's transports."""

    def write(self, data: bytes) -> None:
        """Send, or keep until it can be sent."""
        ...

    def get_write_buffer_size(self) -> int:
        """How many bytes the other side has not taken."""
        ...

    def is_closing(self) -> bool:
        """Whether nothing more is sent."""
        ...

    def abort(self) -> None:
        """Close at once, with what is not sent yet."""
        ...


class Door(NamedTuple):
    """A way past the server, to one socket."""

    transport: Transport
    tells: bool
    """Whether `on_stall` is called when the other side takes no more, and when it takes again; and
    `on_text` with what it says, while nothing waits to be received: whether that was done with."""


def server_transport(
    send: Send, on_stall: Callable[[bool], None], on_text: Callable[[bytes], bool]
) -> Door | None:
    """The transport below an accepted socket's `send`; None where only `send` will do.

    None too where frames of this socket are compressed, each with what went before it.
    """
    server = sys.modules.get(_SERVER)
    protocol = getattr(send, "__self__", None)
    if server is None or not isinstance(protocol, server.WebSocketsSansIOProtocol):
        return None
    if protocol.conn.extensions:
        return None
    tells = hasattr(protocol, "on_stall")
    if tells:
        protocol.on_stall, protocol.on_text = on_stall, on_text
    return Door(cast("Transport", protocol.transport), tells)


def text_frame(payload: bytes) -> bytes:
    """A whole text message as a server sends it (RFC 6455, section 5.2)."""
    size = len(payload)
    if size < 126:
        return bytes((0x81, size)) + payload
    if size < 65_536:
        return b"\x81\x7e" + size.to_bytes(2, "big") + payload
    return b"\x81\x7f" + size.to_bytes(8, "big") + payload


class Bucket:
    """So many frames a second, and so many at once."""

    __slots__ = ("_at_once", "_left", "_per_s", "_seen_s")

    def __init__(self, per_s: float, at_once: int) -> None:
        self._per_s, self._at_once = per_s, at_once
        self._left = float(at_once)
        self._seen_s = asyncio.get_running_loop().time()

    def take(self) -> bool:
        """Whether one more may come now."""
        now_s = asyncio.get_running_loop().time()
        self._left = min(self._at_once, self._left + (now_s - self._seen_s) * self._per_s)
        self._seen_s = now_s
        if self._left < 1:
            return False
        self._left -= 1
        return True
