"""Hints reach who is interested; who may have missed some is told."""

import asyncio
import contextlib
import os
import signal
import subprocess
from collections.abc import AsyncIterator

import pytest
import redis as redis_client

from comptoir.kernel import bus as bus_module
from comptoir.kernel.bus import MISSED, Bus, Hint, Subscription, open_bus
from services import accepts_connections, find_program, free_port

pytestmark = pytest.mark.anyio

DEADLINE_S = 20


@pytest.fixture(autouse=True)
def hurried(monkeypatch):
    """What takes seconds between real machines takes less here."""
    monkeypatch.setattr(bus_module, "PAUSE_S", 0.02)
    monkeypatch.setattr(bus_module, "REDIS_TIMEOUT_S", 0.5)
    monkeypatch.setattr(bus_module, "SILENCE_S", 0.1)


@pytest.fixture(params=["memory", pytest.param("redis", marks=pytest.mark.services)])
async def bus(request: pytest.FixtureRequest) -> AsyncIterator[Bus]:
    url = request.getfixturevalue("redis_url") if request.param == "redis" else ""
    async with open_bus(url) as opened:
        await connected(opened)
        yield opened


@pytest.fixture
async def others(redis_url) -> AsyncIterator[tuple[Bus, Bus]]:
    """The buses of two processes."""
    async with open_bus(redis_url) as here, open_bus(redis_url) as there:
        await connected(here, there)
        yield here, there


async def connected(*buses: Bus) -> None:
    async with asyncio.timeout(DEADLINE_S):
        for each in buses:
            while not each.connected:  # noqa: ASYNC110 - nothing waits for it but tests
                await asyncio.sleep(0.005)


async def next_of(subscription: Subscription) -> Hint:
    async with asyncio.timeout(DEADLINE_S):
        return await anext(subscription)


async def until_missed(subscription: Subscription) -> None:
    while await next_of(subscription) != MISSED:
        pass


def nothing_waits(subscription: Subscription) -> bool:
    return not subscription._waiting


# ── In this process ───────────────────────────────────────────────────────────────────────


async def test_a_subscriber_gets_the_hints_about_its_topics_in_order(bus):
    with bus.subscribe("room 7", "room 8") as both, bus.subscribe("room 8") as one:
        bus.publish("room 7", {"seq": 1})
        bus.publish("room 8", {"seq": 5})
        bus.publish("room 9", {"seq": 9})
        assert [await next_of(both), await next_of(both)] == [
            Hint("room 7", {"seq": 1}),
            Hint("room 8", {"seq": 5}),
        ]
        assert await next_of(one) == Hint("room 8", {"seq": 5})
        assert nothing_waits(both)
        assert nothing_waits(one)


async def test_a_hint_is_there_before_publish_returns(bus):
    with bus.subscribe("room") as subscription:
        bus.publish("room")
        assert not nothing_waits(subscription)


async def test_who_left_gets_nothing_more(bus):
    with bus.subscribe("room") as left:
        pass
    bus.publish("room")
    assert nothing_waits(left)
    assert bus._subscribers == {}


async def test_a_waiting_subscriber_is_woken(bus):
    with bus.subscribe("room") as subscription:
        waiting = asyncio.create_task(next_of(subscription))
        await asyncio.sleep(0)
        bus.publish("room", 1)
        assert (await waiting).data == 1


async def test_a_slow_subscriber_holds_a_bounded_number_and_is_told(bus):
    with bus.subscribe("room") as slow, bus.subscribe("other") as other:
        for number in range(bus_module.MAXIMUM_WAITING + 10):
            bus.publish("room", number)
        assert len(slow._waiting) <= bus_module.MAXIMUM_WAITING
        assert await next_of(slow) == MISSED
        assert (await next_of(slow)).data == bus_module.MAXIMUM_WAITING
        assert nothing_waits(other)


async def test_missing_many_times_is_told_once():
    subscription = Subscription(("room",))
    for hint in (Hint("room", 1), MISSED, MISSED):
        subscription.give(hint)
    subscription.give(Hint("room", 2))
    assert [await next_of(subscription), await next_of(subscription)] == [MISSED, Hint("room", 2)]
    assert nothing_waits(subscription)


async def test_a_hint_has_a_bound(bus):
    with pytest.raises(ValueError, match="above 8192 bytes"):
        bus.publish("room", "x" * 9000)


async def test_it_can_be_announced_after_a_commit(bus, sqlite_db):
    from comptoir.kernel.db import after_commit  # noqa: PLC0415

    with bus.subscribe("room") as subscription:
        await sqlite_db.write(after_commit, bus.publish, "room", 42)
        assert await next_of(subscription) == Hint("room", 42)


# ── Between processes ─────────────────────────────────────────────────────────────────────


async def test_another_process_gets_the_hint_and_one_s_own_comes_once(others):
    here, there = others
    with here.subscribe("room") as mine, there.subscribe("room") as theirs:
        for number in range(500):
            here.publish("room", {"n": number, "é": "ü"})
            if number % 100 == 99:
                for each in range(number - 99, number + 1):
                    assert (await next_of(mine)).data["n"] == each
                    assert (await next_of(theirs)).data == {"n": each, "é": "ü"}
        there.publish("room", "back")
        assert (await next_of(mine)).data == "back"
        assert (await next_of(theirs)).data == "back"
        assert nothing_waits(mine)


async def test_silence_is_no_reason_to_reconnect(others, monkeypatch):
    here, there = others
    with there.subscribe("room") as theirs:
        await asyncio.sleep(5 * bus_module.SILENCE_S)  # several signs of life are asked for
        assert nothing_waits(theirs)
        here.publish("room", 1)
        assert await next_of(theirs) == Hint("room", 1)


async def test_who_was_cut_off_is_told_and_goes_on(others, redis_url):
    here, there = others
    with there.subscribe("room") as theirs, here.subscribe("other") as mine:
        with redis_client.Redis.from_url(redis_url) as admin:
            assert admin.client_kill_filter(_type="pubsub") == 2
        await until_missed(theirs)
        await until_missed(mine)
        await connected(here, there)
        here.publish("room", 1)
        while (hint := await next_of(theirs)).missed:
            pass
        assert hint == Hint("room", 1)


class OwnRedis:
    """A Redis of this test's own, to be stopped and started."""

    def __init__(self, folder) -> None:
        self.port, self._folder = free_port(), folder
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._program = find_program("redis-server", "redis-server")

    async def start(self) -> None:
        command = [self._program, "--bind", "127.0.0.1", "--port", str(self.port), "--save", ""]
        self.process = subprocess.Popen(command, cwd=self._folder, stdout=subprocess.DEVNULL)  # noqa: ASYNC220
        async with asyncio.timeout(DEADLINE_S):
            while not accepts_connections(self.port):  # noqa: ASYNC110
                await asyncio.sleep(0.01)

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture
async def own_redis(tmp_path) -> AsyncIterator[OwnRedis]:
    made = OwnRedis(tmp_path)
    await made.start()
    yield made
    with contextlib.suppress(ProcessLookupError):
        os.kill(made.process.pid, signal.SIGCONT)
    made.stop()


async def until_cut(*buses: Bus) -> None:
    async with asyncio.timeout(DEADLINE_S):
        for each in buses:
            while each.connected:  # noqa: ASYNC110
                await asyncio.sleep(0.005)


@pytest.mark.services
async def test_without_redis_hints_reach_this_process_and_nobody_waits(own_redis):
    async with open_bus(own_redis.url) as here:
        await connected(here)
        own_redis.stop()
        await until_cut(here)
        with here.subscribe("room") as mine:
            for number in range(bus_module.MAXIMUM_OUTGOING + 100):
                here.publish("room", number)
                assert (await next_of(mine)).data == number
        assert len(here._outgoing) <= bus_module.MAXIMUM_OUTGOING


@pytest.mark.services
@pytest.mark.parametrize("hangs", [False, True], ids=["stopped", "hanging"])
async def test_what_was_said_while_redis_was_gone_is_told_to_be_missed(own_redis, hangs):
    async with open_bus(own_redis.url) as here, open_bus(own_redis.url) as there:
        await connected(here, there)
        with there.subscribe("room") as theirs:
            if hangs:
                os.kill(own_redis.process.pid, signal.SIGSTOP)
            else:
                own_redis.stop()
            here.publish("room", "lost")
            await until_cut(here, there)
            if hangs:
                os.kill(own_redis.process.pid, signal.SIGCONT)
            else:
                await own_redis.start()
            await until_missed(theirs)
            await connected(here, there)
            here.publish("room", "after")
            while (hint := await next_of(theirs)).data != "after":
                assert hint.missed or hint.data == "lost"


@pytest.mark.services
async def test_a_bus_opens_before_its_redis_does(tmp_path):
    own = OwnRedis(tmp_path)
    async with open_bus(own.url) as here, open_bus(own.url) as there:
        with there.subscribe("room") as theirs:
            here.publish("room", "early")
            await own.start()
            try:
                await connected(here, there)
                await until_missed(theirs)
            finally:
                own.stop()


async def test_what_was_published_last_is_still_said(others, redis_url):
    _, there = others
    with there.subscribe("room") as theirs:
        async with open_bus(redis_url) as brief:
            await connected(brief)
            brief.publish("room", "goodbye")
        while (hint := await next_of(theirs)).missed:
            pass
        assert hint.data == "goodbye"
