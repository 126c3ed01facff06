"""uvicorn's side of a WebSocket, and what it lets us know besides.

It is the other half of the private door of `kernel/sockets.py`, apart because it loads the server.
"""

from collections.abc import Callable
from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol


class SocketProtocol(WebSocketsSansIOProtocol):
    """Says when the other side takes no more and when it takes again, and what it says at once.

    Whoever writes to many need not ask each of them, each time, how much waits. And a text that can
    be done at once need not go through a queue, for which reading is stopped and begun again, and
    wake a task.
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
