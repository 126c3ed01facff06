"""Two processes over one PostgreSQL: hints over Redis, and none at all."""

import asyncio
import contextlib
from pathlib import Path

import pytest

from office import ALICE, BOB, open_office

pytestmark = [pytest.mark.anyio, pytest.mark.services]
# Without Redis a process that is told nothing looks by itself.
with_and_without_hints = pytest.mark.parametrize("hints", [True, False], ids=["hints", "none"])


@pytest.fixture
async def two_offices(request, postgresql_url: str, tmp_path: Path, hints: bool):
    """The same intranet, served by two processes' worth of program."""
    more = {"COMPTOIR_HOME": str(tmp_path)}
    if hints:
        more["COMPTOIR_REDIS_URL"] = request.getfixturevalue("redis_server")
    async with contextlib.AsyncExitStack() as opened:
        offices = [
            await opened.enter_async_context(open_office(postgresql_url, **more)) for _ in "ab"
        ]
        while hints and not all(o.platform.bus.connected for o in offices):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        yield offices


@with_and_without_hints
async def test_what_is_said_in_one_process_is_heard_in_the_other(two_offices):
    here, there = two_offices
    alice, bob = await here.signed_in(ALICE), await there.signed_in(BOB)
    phone, laptop = await alice.joins("general"), await bob.joins("general")
    await asyncio.gather(
        *(phone.send(type="message", room="general", content=f"a{n}") for n in range(30)),
        *(laptop.send(type="message", room="general", content=f"b{n}") for n in range(30)),
    )
    for each in (phone, laptop):
        assert [(await each.next("message"))["seq"] for _ in range(60)] == list(range(1, 61))
    ack = await phone.asks("ack", type="dm", to=bob.id, content="yo")
    assert (await laptop.next("dm"))["id"] == ack["id"]


@with_and_without_hints
async def test_a_conversation_begun_elsewhere_arrives(two_offices):
    here, there = two_offices
    alice = await here.signed_in(ALICE)
    carol = await there.hires("carol")
    laptop = await carol.connects()
    phone = await alice.connects()
    await phone.asks("ack", type="dm", to=carol.id, content="bienvenue")
    assert (await laptop.next("dm"))["content"] == "bienvenue"


@with_and_without_hints
async def test_changes_and_goings_in_one_process_are_known_in_the_other(two_offices):
    here, there = two_offices
    alice, bob = await here.signed_in(ALICE), await there.signed_in(BOB)
    await alice.does("POST", "/chat/rooms", 201, {"name": "secret", "is_private": True})
    await alice.does("POST", "/chat/rooms/secret/members", 201, {"user_id": bob.id})
    phone, laptop = await alice.joins("secret"), await bob.joins("secret")
    ack = await phone.asks("ack", type="message", room="secret", content="avant")
    await laptop.next("message")
    await alice.does("PUT", f"/chat/messages/{ack['id']}", 200, {"content": "après"})
    assert (await laptop.next("edited"))["content"] == "après"
    await alice.does("DELETE", f"/chat/rooms/secret/members/{bob.id}", 200)
    await phone.asks("ack", type="message", room="secret", content="entre nous")
    frame = await laptop.next("left", "message")
    assert frame["type"] == "left", "no word of it comes first"


@with_and_without_hints
async def test_a_sign_in_that_ends_in_one_process_is_cut_in_the_other(two_offices):
    here, there = two_offices
    alice = await here.signed_in(ALICE)
    elsewhere = await there.signed_in(BOB)
    elsewhere.tokens = alice.tokens
    phone = await elsewhere.connects()
    await alice.does("POST", "/logout", 200)
    async with asyncio.timeout(5):
        assert await phone.closed_with() == 4401
