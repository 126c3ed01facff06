"""Hints between whoever is interested, in this process and, over Redis, in all.

A hint says that something changed ("room 7 is at 42"), never what: it may be lost, and whoever gets
it looks for themselves. A subscriber that may have missed some is told, once for however many: its
own queue overflowed, or Redis could not be reached, from here or from where a hint came.
"""

import asyncio
import contextlib
import random
from collections import deque
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import uuid4

import orjson
import structlog

MAXIMUM_HINT_BYTES = 8 * 1024
MAXIMUM_WAITING = 256
"""Hints that one subscriber has not taken yet; then all are dropped, and it is told."""
MAXIMUM_OUTGOING = 2_000
BATCH = 200
CHANNEL = "comptoir:bus"
REDIS_TIMEOUT_S = 2.0
SILENCE_S = 5.0
"""Redis is asked for a sign of life after that long without one, and given up after twice it."""
PAUSE_S = 0.5
GOODBYE_S = 1.0

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Hint:
    """Something about `topic` changed; or, where `missed`, perhaps anything did."""

    topic: str
    data: Any = None
    missed: bool = False


MISSED = Hint("", missed=True)


class Subscription:
    """The hints about some topics, in order: `async for hint in subscription`. For one reader."""

    def __init__(self, topics: tuple[str, ...]) -> None:
        self.topics = topics
        self._waiting: deque[Hint] = deque()
        self._arrived = asyncio.Event()

    def __aiter__(self) -> "Subscription":
        return self

    async def __anext__(self) -> Hint:
        """The next hint; waits for it."""
        while not self._waiting:
            self._arrived.clear()
            await self._arrived.wait()
        return self._waiting.popleft()

    def give(self, hint: Hint) -> None:
        """Let the reader have `hint`."""
        if hint.missed or len(self._waiting) >= MAXIMUM_WAITING:
            # What waits is no better known than what was lost.
            self._waiting.clear()
            self._waiting.append(MISSED)
        if not hint.missed:
            self._waiting.append(hint)
        self._arrived.set()


class Bus(Protocol):
    """Publishes hints and passes them to subscribers."""

    def publish(self, topic: str, data: Any = None) -> None:
        """Tell every subscriber of `topic`. Never waits, so that `after_commit` can call it.

        `data` is JSON, and no longer changes. Raises ValueError above MAXIMUM_HINT_BYTES.
        """
        ...

    def subscribe(self, *topics: str) -> "contextlib.AbstractContextManager[Subscription]":
        """The hints about `topics` from now on, while the block runs."""
        ...

    @property
    def connected(self) -> bool:
        """Whether hints reach every process."""
        ...


class MemoryBus:
    """Reaches this process."""

    connected = True

    def __init__(self) -> None:
        self._subscribers: dict[str, set[Subscription]] = {}

    def publish(self, topic: str, data: Any = None) -> None:
        """Tell every subscriber of `topic` in this process."""
        self._packed(topic, data)
        self._deliver(Hint(topic, data))

    @contextlib.contextmanager
    def subscribe(self, *topics: str) -> Any:
        """The hints about `topics` from now on, while the block runs."""
        subscription = Subscription(topics)
        for topic in topics:
            self._subscribers.setdefault(topic, set()).add(subscription)
        try:
            yield subscription
        finally:
            for topic in topics:
                self._subscribers[topic].discard(subscription)
                if not self._subscribers[topic]:
                    del self._subscribers[topic]

    def _deliver(self, hint: Hint) -> None:
        for subscription in self._subscribers.get(hint.topic, ()):
            subscription.give(hint)

    def _deliver_missed(self) -> None:
        for subscription in {each for some in self._subscribers.values() for each in some}:
            subscription.give(MISSED)

    @staticmethod
    def _packed(topic: str, data: Any, **more: Any) -> bytes:
        packed = orjson.dumps({"topic": topic, "data": data, **more})
        if len(packed) > MAXIMUM_HINT_BYTES:
            raise ValueError(f"a hint about {topic} is above {MAXIMUM_HINT_BYTES} bytes")
        return packed


class RedisBus(MemoryBus):
    """Reaches this process at once, and the others over one Redis channel."""

    connected = False

    def __init__(self, url: str) -> None:
        super().__init__()
        # Imported here: most installations are one process and need not load the client.
        from redis.asyncio import Redis  # noqa: PLC0415
        from redis.asyncio.retry import Retry  # noqa: PLC0415
        from redis.backoff import NoBackoff  # noqa: PLC0415

        # It must not reconnect by itself: what was said meanwhile is lost, and that must be told.
        self._redis: Any = Redis.from_url(
            url,
            socket_timeout=REDIS_TIMEOUT_S,
            socket_connect_timeout=REDIS_TIMEOUT_S,
            retry=Retry(NoBackoff(), 0),
        )
        self._origin = uuid4().hex
        self._outgoing: deque[bytes] = deque()
        self._ready = asyncio.Event()
        self._lost = False
        """Whether others have missed something that was published here."""
        self._closing = False

    def publish(self, topic: str, data: Any = None) -> None:
        """Tell every subscriber of `topic`, here now and elsewhere soon."""
        packed = self._packed(topic, data, origin=self._origin)
        self._deliver(Hint(topic, data))
        if len(self._outgoing) >= MAXIMUM_OUTGOING:
            self._outgoing.clear()
            self._lost = True
        self._outgoing.append(packed)
        self._ready.set()

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Talk to Redis while the block runs; then say what is still to be said."""
        listening = asyncio.create_task(self._again(self._listen))
        speaking = asyncio.create_task(self._again(self._speak))
        try:
            yield
        finally:
            self._closing = True
            self._ready.set()
            await asyncio.wait([speaking], timeout=GOODBYE_S if self.connected else 0)
            listening.cancel()
            speaking.cancel()
            await asyncio.gather(listening, speaking, return_exceptions=True)
            await self._redis.aclose()

    async def _again(self, talk: Callable[[], Any]) -> None:
        """Begin again, for ever, what ends only by an error."""
        from redis.exceptions import RedisError  # noqa: PLC0415

        while not self._closing:
            try:
                await talk()
            except (RedisError, OSError, TimeoutError) as error:
                if self.connected:
                    log.warning("bus_disconnected", error=type(error).__name__)
                self.connected = False
            await asyncio.sleep(PAUSE_S * random.uniform(0.5, 1.5))

    async def _listen(self) -> None:
        async with self._redis.pubsub() as channel:
            await channel.subscribe(CHANNEL)
            asked = False
            while True:
                message = await channel.get_message(timeout=SILENCE_S)
                if message is None:
                    if asked:
                        raise TimeoutError
                    await channel.ping()
                    asked = True
                    continue
                asked = False
                if message["type"] == "subscribe":
                    # Until now, nothing that others said came here.
                    self.connected = True
                    self._deliver_missed()
                elif message["type"] == "message":
                    self._hear(orjson.loads(message["data"]))

    def _hear(self, said: dict[str, Any]) -> None:
        if said["origin"] == self._origin:
            return
        if said.get("missed"):
            self._deliver_missed()
        else:
            self._deliver(Hint(said["topic"], said["data"]))

    async def _speak(self) -> None:
        while self._outgoing or not self._closing:
            if not self._lost and not self._outgoing:
                self._ready.clear()
                await self._ready.wait()
            batch = [self._outgoing.popleft() for _ in range(min(BATCH, len(self._outgoing)))]
            if self._lost:
                batch.insert(0, self._packed("", None, origin=self._origin, missed=True))
            self._lost = True  # until it is known to have arrived
            pipeline = self._redis.pipeline(transaction=False)
            for packed in batch:
                pipeline.publish(CHANNEL, packed)
            await pipeline.execute()
            self._lost = False


@contextlib.asynccontextmanager
async def open_bus(redis_url: str) -> AsyncIterator[Bus]:
    """The bus the settings name, while the block runs."""
    if not redis_url:
        yield MemoryBus()
        return
    bus = RedisBus(redis_url)
    async with bus.running():
        yield bus
