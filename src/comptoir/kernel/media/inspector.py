"""Asks a child process what a file is. One warm child, replaced when it ends or has done enough.

A file that kills its child, or that takes it too long, is refused as `too_costly`; the next file
meets a new child. The child ends by itself when nobody asked for a while, and with this process.
"""

import asyncio
import contextlib
import json
import sys
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import structlog

from comptoir.kernel import metrics
from comptoir.kernel.errors import Text, Unavailable
from comptoir.kernel.media.kinds import KINDS, Kind
from comptoir.kernel.media.refusals import Refused

DEADLINE_S = 20.0
"""Of one file, by the clock; the child itself stops at its CPU time."""
FILES_A_CHILD = 200
IDLE_S = 120.0
MAXIMUM_WAITING = 40
_MAXIMUM_ANSWER_BYTES = 64 * 1024

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Finding:
    """What a file is. Sizes and digest are of what is to be kept."""

    kind: Kind
    size_bytes: int
    sha256: str
    measures: dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Child:
    """A running child, and its two ends of a conversation."""

    process: asyncio.subprocess.Process
    orders: asyncio.StreamWriter
    findings: asyncio.StreamReader


async def _start() -> _Child:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-I", "-m", "comptoir.kernel.media.child"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        # One arena: the limit is on addresses, and each arena reserves 64 MB of them.
        env={"LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "1"},
        limit=_MAXIMUM_ANSWER_BYTES,
        start_new_session=True,  # a terminal's Ctrl-C is the service's to act on
    )
    orders, findings = cast(asyncio.StreamWriter, process.stdin), process.stdout
    return _Child(process, orders, cast(asyncio.StreamReader, findings))


class Inspector:
    """The child, and who waits for it."""

    def __init__(self) -> None:
        self._turn = asyncio.Lock()
        self._waiting = 0
        self._child: _Child | None = None
        self._done = 0
        self._retirement: asyncio.TimerHandle | None = None

    @property
    def waiting(self) -> int:
        """How many files wait for the child, with the one it looks at."""
        return self._waiting

    @property
    def child_id(self) -> int | None:
        """The process id of the child that is there, if one is."""
        return self._child.process.pid if self._child else None

    async def inspect(self, path: Path, clean: Path, allowed: Collection[str]) -> Finding:
        """Find out what the file at `path` is; an image is written anew to `clean`.

        `allowed` names the kinds that are taken. Raises Refused, or Unavailable when too many
        files wait.
        """
        if self._waiting >= MAXIMUM_WAITING:
            raise Unavailable(
                Text(
                    "Trop de fichiers sont en cours d'analyse. Réessayez dans un instant.",
                    "Too many files are being examined. Try again in a moment.",
                ),
                retry_after_s=5,
            )
        self._waiting += 1
        try:
            async with self._turn:
                finding = await self._ask(path, clean, allowed)
        except Refused as refused:
            metrics.FILES.add(refused.why)
            raise
        else:
            metrics.FILES.add("taken")
            return finding
        finally:
            self._waiting -= 1

    async def close(self) -> None:
        """End the child."""
        if self._retirement is not None:
            self._retirement.cancel()
        await self._end()

    async def _ask(self, path: Path, clean: Path, allowed: Collection[str]) -> Finding:
        order = {"path": str(path), "clean": str(clean), "allowed": sorted(allowed)}
        found: dict[str, Any] = {}
        try:
            async with asyncio.timeout(DEADLINE_S):
                child = await self._ready()
                child.orders.write(json.dumps(order).encode() + b"\n")
                await child.orders.drain()
                line = await child.findings.readline()
            # Cut short by its death, or nothing at all.
            found = json.loads(line) if line.endswith(b"\n") else {}
        except (TimeoutError, OSError):
            pass
        finally:
            # Also when the caller left: what the child says next would be about their file.
            if not found or found.get("refused") == "too_costly":
                await asyncio.shield(self._end())
            self._retirement = asyncio.get_running_loop().call_later(IDLE_S, self._retire)
        if not found:
            log.warning("media_child_replaced")
            raise Refused("too_costly")
        if "refused" in found:
            raise Refused(found["refused"])
        return Finding(
            KINDS[found["kind"]], found["size_bytes"], found["sha256"], found["measures"]
        )

    async def _ready(self) -> _Child:
        if self._retirement is not None:
            self._retirement.cancel()
        self._done += 1
        if self._child is not None and self._done > FILES_A_CHILD:
            await self._end()
        if self._child is None or self._child.process.returncode is not None:
            self._done = 1
            self._child = await _start()
            metrics.MEDIA_CHILDREN.add()
        return self._child

    def _retire(self) -> None:
        """Nobody asked for a while: the next one starts a new child in a tenth of a second."""
        if self._child is not None and not self._turn.locked():
            self._child.orders.close()
            self._child = None

    async def _end(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            with contextlib.suppress(ProcessLookupError):
                child.process.kill()
            await child.process.wait()
