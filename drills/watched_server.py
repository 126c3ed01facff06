"""A comptoir that writes down each connection it makes and each name it looks up.

`drills/urls` reads the file that COMPTOIR_DRILL_CONNECTIONS names. With COMPTOIR_DRILL_FETCHES set
it is broken on purpose: what a claim's photos name is fetched, as a well-meaning server would.
"""

import asyncio
import os
import sys
import threading
import urllib.request
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

WATCHED = {
    "socket.connect",
    "socket.sendto",
    "socket.sendmsg",
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "socket.gethostbyaddr",
    "urllib.Request",
    "ftplib.connect",
}
PERSONAL_FILES = ("/etc/passwd", "/etc/hostname")
NOTED = Path(os.environ.pop("COMPTOIR_DRILL_CONNECTIONS")).open("ab", buffering=0)  # noqa: SIM115
FETCHES = os.environ.pop("COMPTOIR_DRILL_FETCHES", "")
STARTED = threading.Event()


def note(event: str, arguments: tuple[object, ...]) -> None:
    """Write down, as an audit hook, what reaches out of this process."""
    reads = event == "open" and arguments[0] in PERSONAL_FILES
    # Listening looks up the addresses it binds, before the first request.
    if reads or (event in WATCHED and STARTED.is_set()):
        NOTED.write(f"{event} {arguments!r}\n".encode(errors="replace"))


sys.addaudithook(note)

import uvloop  # noqa: E402

from comptoir.cli import main  # noqa: E402
from comptoir.kernel import web  # noqa: E402
from comptoir.meuble import files  # noqa: E402

# libuv connects without Python's sockets, where no hook would see it.
uvloop.new_event_loop = asyncio.new_event_loop  # type: ignore[assignment]
answer_request = web.Door.__call__


async def door(self: web.Door, scope: Any, receive: Any, send: Any) -> None:
    """Answer a request; from the first on, everything is noted."""
    if scope["type"] == "http":
        STARTED.set()
    await answer_request(self, scope, receive, send)


web.Door.__call__ = door  # type: ignore[method-assign]

if FETCHES:
    attach = files.attach

    def fetching(connection: Any, references: Iterable[str], *more: Any) -> frozenset[str]:
        """Attach files, and look at where the others are."""
        references = list(references)
        for reference in references:
            with suppress(OSError, ValueError):
                urllib.request.urlopen(reference, timeout=0.2)
        return attach(connection, references, *more)

    files.attach = fetching

sys.exit(main())
