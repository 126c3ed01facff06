"""uvicorn's side of a WebSocket, and what it lets us know besides.

It is the other half of the private door of `kernel/sockets.py`, apart because it loads the server.
"""

from collections.abc import Callable
from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from comptoir.kernel.sockets import Bucket

MAXIMUM_UNREAD_BYTES = 1024 * 1024
"""Of a socket: answers to its pings are written whether or not it reads."""
PINGS_A_SECOND, PINGS_AT_ONCE = 20, 200
"""Of a socket; more close it."""


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
        super().handle_text(event)

    def connection_made(self, transport: Any) -> None:
        """Count its pings."""
        super().connection_made(transport)
        self._pings = Bucket(PINGS_A_SECOND, PINGS_AT_ONCE)

    def keepalive_timeout(self) -> None:
        """Let go: a goodbye would wait behind what the other side does not take."""
        super().keepalive_timeout()
        self.transport.abort()

    def handle_ping(self) -> None:
        """Answer, as long as the answers are taken and not too many are asked for."""
        super().handle_ping()
        unread_bytes = self.transport.get_write_buffer_size()
        if not self._pings.take() or unread_bytes > MAXIMUM_UNREAD_BYTES:
            self.transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing more comes or stalls; whoever was told of it can be forgotten at once."""
        super().connection_lost(exc)
        self.on_stall = self.on_text = None

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
