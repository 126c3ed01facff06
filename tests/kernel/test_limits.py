"""How often a caller may ask: the same sliding window in memory and in Redis."""

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
import redis.asyncio
from structlog.testing import capture_logs

from comptoir.kernel import limits
from comptoir.kernel.limits import Limit, Limiter, MemoryLimiter, RedisLimiter, open_limiter
from services import free_port

pytestmark = pytest.mark.anyio

THREE_A_MINUTE = Limit(3, 60)
NOON = 1_800_000_000.0


class Hand:
    """A limiter whose window can be moved: `await hand.advance(59)`."""

    def __init__(self, limiter: Limiter, advance: Callable[[float], Awaitable[None]]) -> None:
        self.limiter = limiter
        self.advance = advance

    async def hits(self, times: int, key: str = "claire") -> list[bool]:
        return [(await self.limiter.hit(key, THREE_A_MINUTE)).allowed for _ in range(times)]


@pytest.fixture(params=["memory", pytest.param("redis", marks=pytest.mark.services)])
async def hand(request: pytest.FixtureRequest) -> AsyncIterator[Hand]:
    if request.param == "memory":
        now = [NOON]

        async def advance(seconds: float) -> None:
            now[0] += seconds

        yield Hand(MemoryLimiter(lambda: now[0]), advance)
        return
    url = request.getfixturevalue("redis_url")
    client = redis.asyncio.Redis.from_url(url)

    async def age(seconds: float) -> None:
        # Redis's clock is its own: instead of the hand, the marks move.
        for key in await client.keys("*"):
            for member, score in await client.zrange(key, 0, -1, withscores=True):
                await client.zadd(key, {member: score - seconds})

    limiter = RedisLimiter(url)
    yield Hand(limiter, age)
    await limiter.close()
    await client.aclose()


async def test_the_fourth_of_three_a_minute_waits(hand: Hand) -> None:
    assert await hand.hits(4) == [True, True, True, False]


async def test_what_remains_counts_down_to_zero(hand: Hand) -> None:
    standings = [await hand.limiter.hit("claire", THREE_A_MINUTE) for _ in range(4)]

    assert [standing.remaining for standing in standings] == [2, 1, 0, 0]
    assert [standing.limit for standing in standings] == [3] * 4
    assert [standing.retry_after_s for standing in standings[:3]] == [0, 0, 0]
    assert 59 <= standings[3].retry_after_s <= 60


async def test_the_window_slides_by_single_requests(hand: Hand) -> None:
    await hand.hits(1)
    await hand.advance(40)
    await hand.hits(2)

    refused = await hand.limiter.hit("claire", THREE_A_MINUTE)
    assert not refused.allowed
    assert 19 <= refused.retry_after_s <= 20, "until the first, not the last, is a minute old"

    await hand.advance(20.5)
    assert await hand.hits(2) == [True, False], "one place came free, not three"


async def test_a_refused_request_is_not_counted(hand: Hand) -> None:
    await hand.hits(3)
    await hand.advance(30)
    await hand.hits(20)
    await hand.advance(30.5)

    assert await hand.hits(4) == [True, True, True, False]


async def test_a_wait_of_retry_after_is_always_long_enough(hand: Hand) -> None:
    await hand.hits(3)
    await hand.advance(12.3)
    refused = await hand.limiter.hit("claire", THREE_A_MINUTE)

    await hand.advance(refused.retry_after_s)

    assert await hand.hits(1) == [True]


async def test_after_the_reset_the_whole_limit_is_free(hand: Hand) -> None:
    await hand.hits(2)
    before = await hand.limiter.look("claire", THREE_A_MINUTE)

    await hand.advance(61)
    after = await hand.limiter.look("claire", THREE_A_MINUTE)

    assert (before.remaining, after.remaining) == (1, 3)


async def test_looking_counts_nothing(hand: Hand) -> None:
    for _ in range(10):
        assert (await hand.limiter.look("claire", THREE_A_MINUTE)).remaining == 3

    assert await hand.hits(4) == [True, True, True, False]
    assert not (await hand.limiter.look("claire", THREE_A_MINUTE)).allowed


async def test_callers_are_counted_apart(hand: Hand) -> None:
    await hand.hits(3)

    assert await hand.hits(1, key="sam") == [True]


async def test_of_twenty_requests_at_once_three_pass(hand: Hand) -> None:
    standings = await asyncio.gather(
        *(hand.limiter.hit("claire", THREE_A_MINUTE) for _ in range(20))
    )

    assert sum(standing.allowed for standing in standings) == 3


async def test_a_working_counter_says_so(hand: Hand) -> None:
    found = await hand.limiter.probe()

    assert found["healthy"] is True
    assert found["error"] is None
    assert found["response_time_ms"] >= 0


# ── Memory ────────────────────────────────────────────────────────────────────────────────


async def test_the_reset_is_the_unix_time_at_which_all_is_free() -> None:
    limiter = MemoryLimiter(lambda: NOON)

    assert (await limiter.look("claire", THREE_A_MINUTE)).reset_unix == NOON
    assert (await limiter.hit("claire", THREE_A_MINUTE)).reset_unix == NOON + 60


async def test_ever_new_keys_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAXIMUM_KEYS", 100)
    limiter = MemoryLimiter(lambda: NOON)

    for number in range(1_000):
        await limiter.hit(f"address:{number}", THREE_A_MINUTE)

    assert len(limiter._windows) == 100


async def test_windows_that_have_passed_are_dropped_as_others_come() -> None:
    now = [NOON]
    limiter = MemoryLimiter(lambda: now[0])
    for number in range(100):
        await limiter.hit(f"address:{number}", THREE_A_MINUTE)
    now[0] += 61

    for _ in range(3):
        for number in range(20):
            await limiter.hit(f"newcomer:{number}", THREE_A_MINUTE)

    assert len(limiter._windows) == 20


async def test_one_key_s_window_holds_no_more_than_its_limit() -> None:
    limiter = MemoryLimiter(lambda: NOON)

    for _ in range(1_000):
        await limiter.hit("claire", THREE_A_MINUTE)

    assert len(limiter._windows["claire"].hits) == 3


# ── Redis ─────────────────────────────────────────────────────────────────────────────────


async def test_two_processes_share_one_count(redis_url: str) -> None:
    first, second = RedisLimiter(redis_url), RedisLimiter(redis_url)

    allowed = [
        (await limiter.hit("claire", THREE_A_MINUTE)).allowed
        for limiter in (first, second, first, second)
    ]

    assert allowed == [True, True, True, False]
    await first.close()
    await second.close()


async def test_a_window_in_redis_ends_by_itself(redis_url: str) -> None:
    limiter = RedisLimiter(redis_url)
    await limiter.hit("claire", THREE_A_MINUTE)

    async with redis.asyncio.Redis.from_url(redis_url) as client:
        (key,) = await client.keys("*")
        assert 60 <= await client.ttl(key) <= 61
    await limiter.close()


async def test_a_redis_that_forgot_its_scripts_still_counts(redis_url: str) -> None:
    limiter = RedisLimiter(redis_url)
    await limiter.hit("claire", THREE_A_MINUTE)

    async with redis.asyncio.Redis.from_url(redis_url) as client:
        await client.script_flush()

    assert (await limiter.hit("claire", THREE_A_MINUTE)).remaining == 1
    await limiter.close()


async def test_without_redis_the_limit_still_holds_and_nobody_waits() -> None:
    limiter = RedisLimiter(f"redis://127.0.0.1:{free_port()}/0")
    started = time.monotonic()

    with capture_logs() as logs:
        allowed = [(await limiter.hit("claire", THREE_A_MINUTE)).allowed for _ in range(4)]

    assert allowed == [True, True, True, False]
    assert time.monotonic() - started < 2 * limits.REDIS_TIMEOUT_S + 0.5
    assert [log["event"] for log in logs] == ["redis_unreachable"], "asked once, then left alone"
    assert (await limiter.probe())["healthy"] is False
    await limiter.close()


async def test_a_redis_that_hangs_costs_one_short_wait(
    redis_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    limiter = RedisLimiter(redis_url)
    async with redis.asyncio.Redis.from_url(redis_url) as client:
        process_id = int((await client.info("server"))["process_id"])
    await limiter.hit("claire", THREE_A_MINUTE)

    os.kill(process_id, signal.SIGSTOP)
    try:
        started = time.monotonic()
        with capture_logs():
            answers = [await limiter.hit("claire", THREE_A_MINUTE) for _ in range(4)]
        waited_s = time.monotonic() - started
    finally:
        os.kill(process_id, signal.SIGCONT)

    assert [answer.allowed for answer in answers] == [True, True, True, False]
    assert waited_s < limits.REDIS_TIMEOUT_S + 0.5
    await limiter.close()


async def test_redis_is_asked_again_after_the_pause(
    redis_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "REDIS_PAUSE_S", 0.0)
    limiter = RedisLimiter(redis_url)
    async with redis.asyncio.Redis.from_url(redis_url) as client:
        await client.set("comptoir:limit:claire", "not a window")
        with capture_logs():
            assert (await limiter.hit("claire", THREE_A_MINUTE)).remaining == 2
        await client.delete("comptoir:limit:claire")

        assert (await limiter.hit("claire", THREE_A_MINUTE)).remaining == 2
        assert await client.zcard("comptoir:limit:claire") == 1
    await limiter.close()


async def test_the_settings_choose_the_counter() -> None:
    assert isinstance(open_limiter(""), MemoryLimiter)
    redis_limiter = open_limiter("redis://127.0.0.1:1/0")
    assert isinstance(redis_limiter, RedisLimiter)
    await redis_limiter.close()
