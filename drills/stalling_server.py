"""A comptoir that waits five seconds, not sixty, for whoever reads nothing.

Its system keeps little for them, as it does where clients are far: on loopback it takes megabytes.

`--break` as the first argument makes it a broken one, which writes to one reader after the other,
and to a socket whatever it leaves unread: `drills/readers` must notice.
"""

import asyncio
import socket
import sys
from collections.abc import Sequence
from typing import Any

from comptoir import serve
from comptoir.cli import main
from comptoir.foyer import fanout, streams

serve.UNREAD_TIMEOUT_S = 5
TURN = asyncio.Lock()
answer, bind = streams.EventStream.__call__, serve.bind


def _bind(service: str, hosts: Sequence[str], port: int) -> list[socket.socket]:
    listeners = bind(service, hosts, port)
    for listener in listeners:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 16 * 1024)
    return listeners


async def _one_after_the_other(self: Any, scope: Any, receive: Any, send: Any) -> None:
    async def in_turn(message: Any) -> None:
        async with TURN:
            await send(message)

    await answer(self, scope, receive, in_turn)


serve.bind = _bind
if sys.argv[1:2] == ["--break"]:
    del sys.argv[1]
    serve.UNREAD_TIMEOUT_S = 10_000
    fanout.MAXIMUM_BUFFER_BYTES = 2**30
    streams.EventStream.__call__ = _one_after_the_other  # type: ignore[method-assign]
sys.exit(main())
