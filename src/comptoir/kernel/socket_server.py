"""uvicorn's side of a WebSocket, and what it lets us know besides.

It is the other half of the private door of `kernel/sockets.py`, apart because it loads the server.
"""

from collections.abc import Callable

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol


class SocketProtocol(WebSocketsSansIOProtocol):
    """Says when the other side takes no more, and when it takes again.

    Whoever writes to many need not ask each of them, each time, how much waits.
    """

    on_stall: Callable[[bool], None] | None = None

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
