"""A comptoir that waits for ever for sockets that are never read: for drills."""

import sys

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from comptoir.assurance import socket
from comptoir.cli import main
from comptoir.kernel import socket_server

socket.SEND_DEADLINE_S = 1e6
socket_server.SocketProtocol = WebSocketsSansIOProtocol  # type: ignore[assignment, misc]

sys.exit(main())
