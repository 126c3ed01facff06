"""How often a caller may ask: a sliding window, counted in memory or in Redis.

The window slides by single requests: of `limit.count` requests, each leaves the window
`limit.per_s` seconds after it came. A refused request is not counted.
"""

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from typing import Any, Protocol
from uuid import uuid4

import structlog

from comptoir.kernel.breakers import Breaker

MAXIMUM_KEYS = 200_000
REDIS_TIMEOUT_S = 0.25
REDIS_PAUSE_S = 2.0
"""After a failure Redis is left alone for so long: each request must not wait for it again."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Limit:
    """So many requests in so many seconds."""

    count: int
    per_s: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a caller stands after a request."""

    allowed: bool
    limit: int
    remaining: int
    retry_after_s: int
    """Whole seconds until a request would be allowed; 0 if one is."""
    reset_unix: int
    """Unix time at which the whole limit is free again."""


class Limiter(Protocol):
    """Counts requests by key."""

    @property
    def breaker(self) -> Breaker | None:
        """Of the server that counts, where one does."""
        ...

    async def hit(self, key: str, limit: Limit) -> Standing:
        """Count one request against `limit` and say where `key` now stands."""
        ...

    async def look(self, key: str, limit: Limit) -> Standing:
        """Say where `key` stands, counting nothing."""
        ...

    async def probe(self) -> dict[str, Any]:
        """Whether counting works, as `/ready` shows it."""
        ...

    async def close(self) -> None:
        """Let go of what is held open."""
        ...


def _standing(limit: Limit, used: int, oldest: float, newest: float, now: float) -> Standing:
    """`used` counts the requests in the window; a full window refuses until `oldest` leaves."""
    full = used >= limit.count
    return Standing(
        allowed=not full,
        limit=limit.count,
        remaining=max(0, limit.count - used),
        retry_after_s=max(1, ceil(oldest + limit.per_s - now)) if full else 0,
        reset_unix=ceil((newest if used else now) + (limit.per_s if used else 0)),
    )


@dataclass(slots=True)
class _Window:
    hits: deque[float]
    per_s: int


class MemoryLimiter:
    """Counts in this process."""

    breaker = None

    def __init__(self, time_s: Callable[[], float] = time.time) -> None:
        self._time_s = time_s
        self._windows: OrderedDict[str, _Window] = OrderedDict()

    async def hit(self, key: str, limit: Limit) -> Standing:
        """Count one request against `limit` and say where `key` now stands."""
        return self._count(key, limit, counting=True)

    async def look(self, key: str, limit: Limit) -> Standing:
        """Say where `key` stands, counting nothing."""
        return self._count(key, limit, counting=False)

    async def probe(self) -> dict[str, Any]:
        """This process's memory needs no asking."""
        return {"healthy": True, "type": "memory", "response_time_ms": 0.0, "error": None}

    async def close(self) -> None:
        """Nothing is held open."""

    def _count(self, key: str, limit: Limit, *, counting: bool) -> Standing:
        now = self._time_s()
        window = self._windows.get(key)
        if window is None:
            window = _Window(deque(), limit.per_s)
            if counting:
                self._windows[key] = window
        hits = window.hits
        while hits and hits[0] <= now - limit.per_s:
            hits.popleft()
        before = _standing(
            limit, len(hits), hits[0] if hits else now, hits[-1] if hits else now, now
        )
        if not counting or not before.allowed:
            return before
        hits.append(now)
        self._windows.move_to_end(key)
        self._forget(now)
        after = _standing(limit, len(hits), hits[0], now, now)
        return Standing(True, limit.count, after.remaining, 0, after.reset_unix)

    def _forget(self, now: float) -> None:
        """Drop up to two windows that nobody touched for their whole length; keep the bound."""
        for _ in range(2):
            key, window = next(iter(self._windows.items()))
            idle = window.hits[-1] <= now - window.per_s if window.hits else True
            if not idle and len(self._windows) <= MAXIMUM_KEYS:
                return
            del self._windows[key]
            if not self._windows:
                return


# One round trip, atomic: the members of a sorted set are the requests of the window.
_REDIS_SCRIPT = """
local clock = redis.call('TIME')
local now = clock[1] + clock[2] / 1e6
local count, per_s, counting = tonumber(ARGV[1]), tonumber(ARGV[2]), ARGV[3] == '1'
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - per_s)
local used = redis.call('ZCARD', KEYS[1])
local allowed = used < count
if counting and allowed then
  redis.call('ZADD', KEYS[1], now, ARGV[4])
  redis.call('EXPIRE', KEYS[1], math.ceil(per_s) + 1)
  used = used + 1
end
local first = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
local last = redis.call('ZRANGE', KEYS[1], -1, -1, 'WITHSCORES')
local at = tostring(now)
return {allowed and 1 or 0, used, first[2] or at, last[2] or at, at}
"""


class RedisLimiter:
    """Counts in Redis, shared by every process.

    If Redis is unreachable, counts in this process: a broken counter must neither close the
    shop nor open the vault.
    """

    def __init__(self, url: str) -> None:
        # Imported here: most installations count in memory and need not load the client.
        from redis.asyncio import Redis  # noqa: PLC0415

        self._redis: Any = Redis.from_url(
            url, socket_timeout=REDIS_TIMEOUT_S, socket_connect_timeout=REDIS_TIMEOUT_S
        )
        self._script = self._redis.register_script(_REDIS_SCRIPT)
        self._memory = MemoryLimiter()
        self.breaker = Breaker("redis", rest_s=REDIS_PAUSE_S, failures_before_rest=1)

    async def hit(self, key: str, limit: Limit) -> Standing:
        """Count one request against `limit` and say where `key` now stands."""
        return await self._count(key, limit, counting=True)

    async def look(self, key: str, limit: Limit) -> Standing:
        """Say where `key` stands, counting nothing."""
        return await self._count(key, limit, counting=False)

    async def probe(self) -> dict[str, Any]:
        """Ask Redis for a sign of life."""
        started = time.perf_counter()
        error = None
        try:
            await self._redis.ping()
        except Exception as failure:
            error = type(failure).__name__
        elapsed_ms = round((time.perf_counter() - started) * 1000, 2)
        return {
            "healthy": error is None,
            "type": "redis",
            "response_time_ms": None if error else elapsed_ms,
            "error": error,
        }

    async def close(self) -> None:
        """Close the connections."""
        await self._redis.aclose()

    async def _count(self, key: str, limit: Limit, *, counting: bool) -> Standing:
        from redis.exceptions import RedisError  # noqa: PLC0415

        if self.breaker.resting:
            self.breaker.refused()
            return self._memory._count(key, limit, counting=counting)
        try:
            allowed, used, oldest, newest, now = await self._script(
                keys=[f"comptoir:limit:{key}"],
                args=[limit.count, limit.per_s, int(counting), uuid4().hex],
            )
        except (RedisError, OSError, TimeoutError):
            self.breaker.failed()
            log.warning("redis_unreachable", consequence="limits are counted in this process")
            return self._memory._count(key, limit, counting=counting)
        self.breaker.done()
        standing = _standing(limit, used, float(oldest), float(newest), float(now))
        if allowed and counting:
            return Standing(True, limit.count, standing.remaining, 0, standing.reset_unix)
        return standing


def open_limiter(redis_url: str) -> Limiter:
    """The limiter the settings name."""
    return RedisLimiter(redis_url) if redis_url else MemoryLimiter()
