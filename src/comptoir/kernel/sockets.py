"""One frame for many sockets: built once, written to each transport.

The server frames whatever is sent to a socket, for each socket again: 7–17 µs a member. A frame
built once and written to the transports costs 3–5. That takes a private door into the server, and
it is this one function, `server_transport`; where it does not open, `send` is used. A server that
is `SocketProtocol` says besides who takes nothing more, so that nobody need be asked at each frame,
and offers what came before it is queued. Its sockets can be written to past the event loop too.
"""

import os
import sys
import time
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, Protocol, TypeVar, cast

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

    def set_write_buffer_limits(self, high: int | None = None, low: int | None = None) -> None:
        """From how many such bytes it says that it takes no more, and at how few that it does."""
        ...

    def is_closing(self) -> bool:
        """Whether nothing more is sent."""
        ...

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        """What else is known of it."""
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
    protocol = _protocol(send)
    if protocol is None or protocol.conn.extensions:
        return None
    tells = hasattr(protocol, "on_stall")
    if tells:
        protocol.on_stall, protocol.on_text = on_stall, on_text
    return Door(cast("Transport", protocol.transport), tells)


Whose = TypeVar("Whose")


def straight_to(door: Door) -> int | None:
    """The number of a socket that may be written to past its transport; None where it may not.

    It may while `on_stall` did not say that the other side takes no more: from now on that is said
    of the first byte that waits in the transport, so nothing is overtaken. And of a connection that
    is lost, before its number becomes another's.
    """
    transport = door.transport
    if not door.tells or transport.get_extra_info("sslcontext") is not None:
        return None
    wired = transport.get_extra_info("socket")
    if wired is None or transport.is_closing() or transport.get_write_buffer_size():
        return None
    transport.set_write_buffer_limits(high=0)
    return cast("int", wired.fileno())


def write_straight(sockets: Iterable[tuple[int, Whose]], frame: bytes) -> list[tuple[Whose, bytes]]:
    """Write to each of these sockets; of whom did not take it all, what their transport is to send.

    A microsecond each less than by the transports.
    """
    write, whole = os.write, len(frame)
    left = []
    for number, whose in sockets:
        try:
            taken = write(number, frame)
        except OSError:  # it takes nothing now, or has gone: the transport knows what to do
            taken = 0
        if taken != whole:
            left.append((whose, frame[taken:]))
    return left


def hang_up(send: Send) -> None:
    """Close a socket at once, where the server lets us: a goodbye would wait behind what is not
    read."""
    protocol = _protocol(send)
    if protocol is not None:
        protocol.transport.abort()


def _protocol(send: Send) -> Any:
    """The server's side of an accepted socket, or None where it is another server."""
    server = sys.modules.get(_SERVER)
    protocol = getattr(send, "__self__", None)
    if server is None or not isinstance(protocol, server.WebSocketsSansIOProtocol):
        return None
    return protocol


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
        self._seen_s = time.monotonic()

    def take(self) -> bool:
        """Whether one more may come now."""
        now_s = time.monotonic()
        self._left = min(self._at_once, self._left + (now_s - self._seen_s) * self._per_s)
        self._seen_s = now_s
        if self._left < 1:
            return False
        self._left -= 1
        return True
