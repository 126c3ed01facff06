"""uvicorn's side of a WebSocket, and what it lets us know besides.

It is the other half of the private door of `kernel/sockets.py`, apart because it loads the server.
"""

import socket
from collections.abc import Callable
from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import CloseCode, Frame, Opcode
from websockets.frames import apply_mask as _apply_mask  # type: ignore[attr-defined]
from websockets.protocol import State
from websockets.streams import StreamReader

from comptoir.kernel.sockets import Bucket

MAXIMUM_FRAGMENTS = 1_024
"""Of one message. The size alone bounds nothing: fragments may be empty."""
MAXIMUM_QUEUED = 500
"""Texts that came together and wait for the app; while some do, no more are read."""
UNSENT_BYTES = 64 * 1024
"""What the system keeps for a reader who takes nothing; by itself it would keep megabytes."""
CONTROLS_PER_S, CONTROLS_AT_ONCE = 20, 200
"""Pings and pongs of the other side, which the server answers and no app ever counts."""
MAXIMUM_UNREAD_BYTES = 1024 * 1024
"""Of a socket: answers to its pings are written whether or not it reads."""


_WHOLE_TEXT = 0x81
"""The first byte of a text message in one frame (RFC 6455, section 5.2)."""
_MASKED, _SIZE_FOLLOWS = 0x80, 126
_SHORTEST = 8
_NOTHING_READ = StreamReader.at_eof.__code__
"""Where the server's parser waits between two frames."""


class SocketProtocol(WebSocketsSansIOProtocol):
    """Says when the other side takes no more and when it takes again, and what it says at once.

    Whoever writes to many need not ask each of them, each time, how much waits. And a text that can
    be done at once need not go through a queue, for which reading is stopped and begun again, and
    wake a task.

    uvicorn by itself waits for ever for whoever never reads, and answers every ping: here a socket
    that gives no sign of life, or leaves the answers unread, is let go.
    """

    on_stall: Callable[[bool], None] | None = None
    on_text: Callable[[bytes], bool] | None = None
    """Whether a text was done with; it is asked only while none waits in the queue."""
    _controls: Bucket | None = None

    def connection_made(self, transport: Any) -> None:
        """Begin to serve a socket."""
        super().connection_made(transport)
        wired = transport.get_extra_info("socket")
        if wired is not None and hasattr(socket, "TCP_NOTSENT_LOWAT"):
            wired.setsockopt(socket.IPPROTO_TCP, socket.TCP_NOTSENT_LOWAT, UNSENT_BYTES)

    def data_received(self, data: bytes) -> None:
        """Read a short text that came whole and alone; the server's parser reads all else.

        That parser is written for whatever may come, in Python: half of what a message costs here.
        """
        text = self._whole_text(data)
        if text is None:
            super().data_received(data)
        else:
            self.handle_text(Frame(Opcode.TEXT, text))

    def _whole_text(self, data: bytes) -> bytes | None:
        if len(data) < _SHORTEST or data[0] != _WHOLE_TEXT:
            return None
        size, at = data[1] - _MASKED, 2
        if size == _SIZE_FOLLOWS:
            size, at = data[2] << 8 | data[3], 4
        elif size > _SIZE_FOLLOWS:
            return None
        if len(data) - at - 4 != size or not self._is_between_messages(size):
            return None
        return _apply_mask(data[at + 4 :], data[at : at + 4])

    def _is_between_messages(self, size: int) -> bool:
        conn = self.conn
        waits: Any = conn.parser
        while waits.gi_yieldfrom is not None:
            waits = waits.gi_yieldfrom
        return (
            conn.state is State.OPEN
            and not conn.extensions
            and conn.current_size is None
            and waits.gi_code is _NOTHING_READ
            and not conn.reader.buffer
            and size <= self.config.ws_max_size
        )

    def handle_text(self, event: Any) -> None:
        """Offer a whole text to `on_text`; what it leaves is queued for the app."""
        if (
            self.on_text is not None
            and event.fin
            and not self.close_sent
            and self.queue.empty()
            and self.on_text(event.data)
        ):
            return
        if self._has_room():
            super().handle_text(event)

    def handle_bytes(self, event: Any) -> None:
        """Queue a binary message."""
        if self._has_room():
            super().handle_bytes(event)

    def handle_cont(self, event: Any) -> None:
        """Keep one more fragment of a message."""
        if len(self.frames) >= MAXIMUM_FRAGMENTS:
            self._fail(CloseCode.MESSAGE_TOO_BIG, "too many fragments")
        elif not self.close_sent:
            super().handle_cont(event)

    def handle_ping(self) -> None:
        """Send the answers to pings, unless there are too many or they are not taken."""
        if not self._may_control():
            return
        super().handle_ping()
        if self.transport.get_write_buffer_size() > MAXIMUM_UNREAD_BYTES:
            self.transport.abort()

    def handle_pong(self, event: Any) -> None:
        """Take a sign of life."""
        if self._may_control():
            super().handle_pong(event)

    # ── Bounds ────────────────────────────────────────────────────────────────────────────

    def _has_room(self) -> bool:
        if self.queue.qsize() >= MAXIMUM_QUEUED:
            self._fail(CloseCode.POLICY_VIOLATION, "too many messages at once")
        return not self.close_sent

    def _may_control(self) -> bool:
        if self._controls is None:
            self._controls = Bucket(CONTROLS_PER_S, CONTROLS_AT_ONCE)
        if not self._controls.take():
            self._fail(CloseCode.POLICY_VIOLATION, "too many pings")
        return not self.close_sent

    def _fail(self, code: CloseCode, reason: str) -> None:
        """End the connection, whatever else came with this."""
        if self.close_sent:
            return
        unread_bytes = self.transport.get_write_buffer_size()
        self.conn.fail(code, reason)
        # A goodbye would wait behind what is not read; without one, the other side was closing.
        if unread_bytes or self.conn.close_sent is None:
            self.transport.abort()
        else:
            self.handle_parser_exception()

    # ── What waits ────────────────────────────────────────────────────────────────────────

    def keepalive_timeout(self) -> None:
        """Let go: a goodbye would wait behind what the other side does not take."""
        super().keepalive_timeout()
        self.transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing more is taken or comes; whoever was told of it can be forgotten at once."""
        on_stall = self.on_stall
        self.on_stall = self.on_text = None
        if on_stall is not None:
            on_stall(True)
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """More waits than a transport likes to keep."""
        super().pause_writing()
        if self.on_stall is not None:
            self.on_stall(True)

    def resume_writing(self) -> None:
        """Most of what waited was taken."""
        super().resume_writing()
        if self.on_stall is not None:
            self.on_stall(False)
