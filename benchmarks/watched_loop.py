"""comptoir on asyncio's own loop, with the thread CPU of its longest callback said at the end."""

import asyncio
import sys
import time
from typing import Any

from comptoir import serve
from comptoir.cli import main
from comptoir.cli import serve as command

took_s: list[float] = []
_run = asyncio.Handle._run


def _timed(self: asyncio.Handle) -> Any:
    began = time.thread_time()
    try:
        return _run(self)
    finally:
        took_s.append(time.thread_time() - began)


asyncio.Handle._run = _timed  # type: ignore[method-assign]
serve.uvloop.new_event_loop = asyncio.new_event_loop  # type: ignore[assignment]
_serve = serve.run


def _run_watched(settings: Any, sockets: Any, ready: Any) -> None:
    """Start counting once the services answer: after the callback that says so."""

    def answering() -> None:
        ready()
        asyncio.get_running_loop().call_soon(took_s.clear)

    _serve(settings, sockets, answering)


command.run = _run_watched
code = main()
print(f"longest callback {max(took_s) * 1000:.1f} ms ({len(took_s)} callbacks)", file=sys.stderr)
sys.exit(code)
