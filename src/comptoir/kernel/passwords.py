"""Password hashing, behind a gate: it costs 40–65 ms of a core and must not starve the rest."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from comptoir.kernel.errors import Text, Unavailable

T = TypeVar("T")

MINIMUM_CHARS, MAXIMUM_CHARS = 8, 128
AT_ONCE = 2
MAXIMUM_WAITING = 64


class Passwords:
    """Hashes and checks passwords with argon2id, at most `AT_ONCE` at a time."""

    def __init__(self, memory_kib: int = 19 * 1024, passes: int = 2) -> None:
        # OWASP's first recommendation for argon2id: 19 MiB, 2 passes, 1 lane.
        self._hasher = PasswordHasher(time_cost=passes, memory_cost=memory_kib, parallelism=1)
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="passwords")
        self._waiting = 0

    async def hash(self, password: str) -> str:
        """A salted hash to keep. Raises Unavailable when too many wait."""
        return await self._run(lambda: self._hasher.hash(password))

    async def matches(self, password: str, kept: str | None) -> bool:
        """Whether `password` made `kept`. Takes as long for no account (`kept` is None)."""

        def verify() -> bool:
            if kept is None:
                self._hasher.hash(password)  # the same work as verifying
                return False
            try:
                return self._hasher.verify(kept, password)
            except (VerificationError, InvalidHashError):
                return False

        return await self._run(verify)

    def hash_now(self, password: str) -> str:
        """The same as `hash`, here and now: for the command line, never in the loop."""
        return self._hasher.hash(password)

    def close(self) -> None:
        """Let the threads go."""
        self._threads.shutdown(wait=True, cancel_futures=True)

    async def _run(self, work: Callable[[], T]) -> T:
        if self._waiting >= MAXIMUM_WAITING:
            raise Unavailable(
                Text(
                    "Trop de connexions en cours. Réessayez dans un instant.",
                    "Too many sign-ins at once. Try again in a moment.",
                )
            )
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work)
        finally:
            self._waiting -= 1
