"""A database that fails in the middle of an answer, in a way that nobody has named."""

import asyncio

import pytest

from agents_office import events_in
from comptoir.foyer import writing
from pausing import WORDS, Paused

pytestmark = pytest.mark.anyio


class Failing:
    """The messages of an office: `away` they cannot be written, and `back` they are as before."""

    def __init__(self, office):
        self._office = office

    async def away(self):
        await self._rename("foyer_messages", "foyer_away")

    async def back(self):
        await self._rename("foyer_away", "foyer_messages")

    async def _rename(self, old, new):
        statement = f"ALTER TABLE {old} RENAME TO {new}"
        await self._office.platform.db.write(lambda c: c.exec_driver_sql(statement))


async def until(is_so):
    async with asyncio.timeout(20):
        while not await is_so():  # noqa: ASYNC110
            await asyncio.sleep(0.01)


@pytest.fixture
async def asked(open_an_office):
    """An office in which an answer of some words is being written: Ada asks, bit by bit."""
    brain = Paused(WORDS)
    office = await open_an_office(brain=brain)
    ada = await office.signed_in()
    chat_id = await ada.begins_chat()
    brain.lets(3)
    asking = asyncio.create_task(
        ada.http.get(f"/api/messages/stream/{chat_id}", params={"message": "Bonjour"})
    )

    async def stored():
        messages = (await ada.http.get(f"/api/chats/{chat_id}")).json()["messages"]
        return messages[-1]["content"] if len(messages) == 2 else ""

    async def has_three():
        return await stored() == "".join(WORDS[:3])

    await until(has_three)
    return office, brain, ada, chat_id, asking, stored


async def fails_to_store(capsys, event):
    async def is_said():
        return event in capsys.readouterr().out

    await until(is_said)


async def test_an_answer_is_stored_as_it_grows_again_once_the_database_is_back(asked, capsys):
    office, brain, _, _, asking, stored = asked
    database = Failing(office)
    await database.away()
    brain.lets(2)
    await fails_to_store(capsys, "answers_not_stored_yet")
    await database.back()

    async def has_five():
        return await stored() == "".join(WORDS[:5])

    await until(has_five)
    brain.lets(20)
    events = events_in((await asking).text)
    assert events[-1]["data"] == "[DONE]"
    assert await stored() == "".join(WORDS)


async def test_the_last_words_are_stored_once_the_database_is_back(asked, capsys, monkeypatch):
    monkeypatch.setattr(writing, "TRIES_AGAIN_AFTER_S", 0.05)
    office, brain, ada, chat_id, asking, stored = asked
    database = Failing(office)
    await database.away()
    [live] = office.writers.live.values()
    brain.lets(20)
    await fails_to_store(capsys, "answers_not_stored_yet")
    live.stop()  # a stop meanwhile, twice, changes nothing
    live.stop()
    await asyncio.sleep(0)
    await database.back()
    assert events_in((await asking).text)[-1]["data"] == "[DONE]"
    assert await stored() == "".join(WORDS)
    assert (await ada.http.get(f"/api/chats/{chat_id}")).json()["writing_id"] is None


async def test_what_could_not_be_stored_is_marked_and_nothing_waits_for_it(
    asked, capsys, monkeypatch
):
    monkeypatch.setattr(writing, "TRIES_S", 0.1)
    monkeypatch.setattr(writing, "TRIES_AGAIN_AFTER_S", 0.05)
    office, brain, ada, chat_id, asking, _ = asked
    database = Failing(office)
    await database.away()
    brain.lets(20)
    await fails_to_store(capsys, "answer_not_stored")
    # The reader's line ends without an end: it comes back.
    await asyncio.wait([asking], timeout=20)
    assert asking.done()
    assert office.writers.live == {}
    await database.back()
    office.clock.advance(seconds=60)
    brain.lets(20)
    again = await ada.says(chat_id, "Encore ?")
    assert again["assistant_message"]["content"] == "".join(WORDS)
    messages = (await ada.http.get(f"/api/chats/{chat_id}")).json()["messages"]
    assert [each.get("state") for each in messages if each["role"] == "assistant"] == [
        "interrupted",
        "done",
    ]
    assert messages[1]["content"] == "".join(WORDS[:3]), "what was stored of it stands"
