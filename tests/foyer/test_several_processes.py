"""Two processes on one database: what one writes is followed and stopped from the other."""

import asyncio
import json

import pytest

from agents_office import ADA, events_in
from comptoir.brain import Reading
from comptoir.brain.scripted import ScriptedBrain
from pausing import WORDS, Paused
from socket_io_client import client

pytestmark = [
    pytest.mark.anyio,
    pytest.mark.services,
    pytest.mark.parametrize("database_url", ["postgresql"], indirect=True),
]


@pytest.fixture
async def two(open_an_office, redis_url):
    """The same office twice, as two processes have it."""
    brain = Paused(WORDS)
    first = await open_an_office(brain=brain, COMPTOIR_REDIS_URL=redis_url)
    silent = ScriptedBrain(lambda _: Reading("none", 0.0))
    second = await open_an_office(brain=silent, COMPTOIR_REDIS_URL=redis_url)
    return first, second, brain


def words_in(text):
    return "".join(
        json.loads(each["data"])["token"]
        for each in events_in(text)
        if "event" not in each and each["data"] != "[DONE]"
    )


async def begun(first, brain, chat_id, ada, count):
    """An answer of which so many words were said; its id."""
    brain.lets(count)
    asking = asyncio.create_task(ada.says(chat_id, "Bonjour"))
    async with asyncio.timeout(20):
        while brain.said < count:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    writing_id = (await ada.http.get(f"/api/chats/{chat_id}")).json()["writing_id"]
    return asking, writing_id


async def test_a_stream_goes_on_in_another_process(two):
    first, second, brain = two
    ada = await first.signed_in()
    chat_id = await ada.begins_chat()
    asking, message_id = await begun(first, brain, chat_id, ada, 5)
    there = second.visitor(ADA, Authorization=f"Bearer {ada.token}")
    resumed = asyncio.create_task(
        there.http.get(
            f"/api/messages/stream/{chat_id}", headers={"Last-Event-ID": f"{message_id}.5"}
        )
    )
    brain.lets(20)
    await asking
    whole = "".join(WORDS)
    assert words_in((await resumed).text) == whole[5:]
    assert len(brain.prompts) == 1


async def test_an_answer_is_stopped_from_another_process(two):
    first, second, brain = two
    ada = await first.signed_in()
    chat_id = await ada.begins_chat()
    asking, message_id = await begun(first, brain, chat_id, ada, 3)
    there = second.visitor(ADA, Authorization=f"Bearer {ada.token}")
    busy = await there.http.post("/api/messages", json={"chat_id": chat_id, "content": "Et ?"})
    assert busy.status_code == 409
    stopped = await there.http.post(f"/api/messages/{message_id}/stop")
    assert stopped.json()["state"] == "stopped"
    assert stopped.json()["content"] == "".join(WORDS[:3])
    await asking


async def test_sockets_of_both_processes_hear_the_same_with_and_without_redis(two):
    first, second, brain = two
    ada = await first.signed_in()
    chat_id = await ada.begins_chat()
    brain.lets(100)
    async with second.on_a_port() as url, client(url, ada.token) as tab:
        await tab.hears("connect")
        await tab.joins(chat_id)
        await ada.says(chat_id, "Un")
        heard = [await tab.hears("new_message") for _ in range(2)]
        assert [each["seq"] for each in heard] == [1, 2]
        # What no hint tells is found by looking.
        first.platform.bus.publish = lambda topic, data=None: None
        await ada.says(chat_id, "Deux")
        heard = [await tab.hears("new_message") for _ in range(2)]
        assert [each["seq"] for each in heard] == [3, 4]


async def test_an_answer_whose_process_died_is_marked_by_the_other(two):
    first, second, brain = two
    ada = await first.signed_in()
    chat_id = await ada.begins_chat()
    asking, message_id = await begun(first, brain, chat_id, ada, 3)
    await asyncio.sleep(0.5)  # until it was stored
    asking.cancel()
    dead = first.writers.live.pop(message_id)
    second.clock.advance(seconds=16)
    there = second.visitor(ADA, Authorization=f"Bearer {ada.token}")
    resumed = await there.http.get(
        f"/api/messages/stream/{chat_id}", headers={"Last-Event-ID": f"{message_id}.2"}
    )
    assert events_in(resumed.text)[0]["event"] == "reset"
    shown = (await there.http.get(f"/api/messages/{message_id}")).json()
    assert (shown["state"], shown["content"]) == ("interrupted", "".join(WORDS[:3]))
    dead.stop()
