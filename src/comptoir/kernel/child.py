"""A process of ours that does one thing at a time for the service, and can be killed.

What strangers send is decoded there, and what a C library may bring down is called there. It gets
a line of JSON for each thing to do and answers with another; it gives itself its limits, gets no
environment, hence no secret, and ends when nobody asked for a while, and with this process.
"""

import asyncio
import contextlib
import json
import os
import signal
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, cast

import structlog

log = structlog.get_logger()


class Patience(NamedTuple):
    """How long, and how much, is asked of a child."""

    deadline_s: float
    """Of one order, by the clock; the child itself stops at its CPU time."""
    orders_a_process: int
    idle_s: float
    maximum_waiting: int


class Overwhelmed(Exception):
    """As many orders wait already as may."""


class Gone(Exception):
    """The child died of this order, or was ended since it took too long."""


@dataclass(frozen=True, slots=True)
class _Process:
    """A running child, and its two ends of a conversation."""

    process: asyncio.subprocess.Process
    orders: asyncio.StreamWriter
    answers: asyncio.StreamReader


class Child:
    """One warm process of a module, replaced when it ends or has done enough."""

    def __init__(self, module: str, *arguments: str, maximum_answer_bytes: int = 2**16) -> None:
        self._command = (sys.executable, "-I", "-m", module, *arguments)
        self._maximum_answer_bytes = maximum_answer_bytes
        self._turn = asyncio.Lock()
        self._process: _Process | None = None
        self._done = 0
        self._retirement: asyncio.TimerHandle | None = None
        self.waiting = 0
        """How many orders wait for it, with the one it does."""
        self.started = 0
        """How many processes there were."""

    @property
    def process_id(self) -> int | None:
        """The id of the process that is there, if one is."""
        return self._process.process.pid if self._process else None

    async def ask(self, order: Mapping[str, Any], patience: Patience) -> dict[str, Any]:
        """Its answer. Raises Overwhelmed, or Gone.

        A child that answers with `last` says that it ends.
        """
        if self.waiting >= patience.maximum_waiting:
            raise Overwhelmed
        self.waiting += 1
        try:
            async with self._turn:
                return await self._answer(order, patience)
        finally:
            self.waiting -= 1

    async def close(self) -> None:
        """End it."""
        if self._retirement is not None:
            self._retirement.cancel()
        await self._end()

    async def _answer(self, order: Mapping[str, Any], patience: Patience) -> dict[str, Any]:
        answer: dict[str, Any] = {}
        try:
            async with asyncio.timeout(patience.deadline_s):
                child = await self.ready(patience.orders_a_process)
                child.orders.write(json.dumps(order).encode() + b"\n")
                await child.orders.drain()
                line = await child.answers.readline()
            # Cut short by its death, or nothing at all.
            answer = json.loads(line) if line.endswith(b"\n") else {}
        except (TimeoutError, OSError, ValueError):
            pass
        finally:
            # Also when the caller left: what the child says next would be about their order.
            if not answer or answer.get("last"):
                await asyncio.shield(self._end())
            loop = asyncio.get_running_loop()
            self._retirement = loop.call_later(patience.idle_s, self._retire)
        if not answer:
            log.warning("child_replaced", module=self._command[3])
            raise Gone
        return answer

    async def ready(self, orders_a_process: int) -> _Process:
        """The process that the next order goes to."""
        if self._retirement is not None:
            self._retirement.cancel()
        self._done += 1
        if self._process is not None and self._done > orders_a_process:
            await self._end()
        if self._process is None or self._process.process.returncode is not None:
            self._done = 1
            self._process = await self._start()
            self.started += 1
        return self._process

    async def _start(self) -> _Process:
        process = await asyncio.create_subprocess_exec(
            *self._command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            # One arena: the limit is on addresses, and each arena reserves 64 MB of them.
            env={"LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "1"},
            limit=self._maximum_answer_bytes,
            start_new_session=True,  # a terminal's Ctrl-C is the service's to act on
        )
        orders, answers = cast(asyncio.StreamWriter, process.stdin), process.stdout
        return _Process(process, orders, cast(asyncio.StreamReader, answers))

    def _retire(self) -> None:
        """Nobody asked for a while: the next one starts a new process in a tenth of a second."""
        if self._process is not None and not self._turn.locked():
            self._process.orders.close()
            self._process = None

    async def _end(self) -> None:
        child, self._process = self._process, None
        if child is not None and child.process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                # With what it started: it leads a session of its own.
                os.killpg(child.process.pid, signal.SIGKILL)
            await child.process.wait()
