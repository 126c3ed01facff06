"""Messages: answered by a provider over a socket, whole and as a stream; stopped; never lost."""

import asyncio
import json

import httpx2
import pytest
from sqlalchemy import select

from agents_office import events_in
from comptoir.foyer.models import messages
from pausing import WORDS, Paused
from upstream import ANSWER

pytestmark = pytest.mark.anyio


@pytest.fixture
async def words(open_an_office, upstream, monkeypatch):
    """An office whose provider is a server that speaks the protocol."""
    return await open_an_office(OPENAI_BASE_URL=upstream.url("words"))


async def test_a_provider_answers_under_its_models_name(words, upstream):
    ada = await words.signed_in()
    agent_id = await ada.makes_agent(temperature=0.3, model="large", system_prompt="Sois bref.")
    chat_id = await ada.begins_chat(agent_id)
    said = await ada.says(chat_id, "Bonjour")
    answer = said["assistant_message"]
    assert (answer["content"], answer["llm_model"]) == (ANSWER, "large")
    assert (answer["role"], answer["state"], answer["chat_id"]) == ("assistant", "done", chat_id)
    assert answer["usage"]["tokens_in"] == 12
    [asked] = [each for each in upstream.requests if "messages" in each]
    assert asked["temperature"] == 0.3
    assert asked["messages"][0] == {"role": "system", "content": "Sois bref."}
    assert asked["messages"][-1] == {"role": "user", "content": "Bonjour"}


async def test_the_stream_is_the_documents_and_its_named_events_are_beside_it(words):
    ada = await words.signed_in()
    chat_id = await ada.begins_chat()
    answer = await ada.http.get(f"/api/messages/stream/{chat_id}", params={"message": "Bonjour"})
    assert answer.headers["content-type"].startswith("text/event-stream")
    events = events_in(answer.text)
    assert [each.get("event") for each in events if "event" in each] == ["start", "usage"]
    start = json.loads(events[0]["data"])
    assert start["user_message"]["content"] == "Bonjour"
    tokens = [
        json.loads(each["data"])
        for each in events
        if "event" not in each and each["data"] != "[DONE]"
    ]
    assert "".join(each["token"] for each in tokens) == ANSWER
    assert {each["message_id"] for each in tokens} == {start["message_id"]}
    assert events[-1]["data"] == "[DONE]"
    assert all("id" in each for each in events)
    stored = (await ada.http.get(f"/api/messages/{start['message_id']}")).json()
    assert stored["content"] == ANSWER


async def test_a_stream_goes_on_from_wherever_it_was_left(words):
    ada = await words.signed_in()
    chat_id = await ada.begins_chat()
    said = await ada.says(chat_id, "Bonjour")
    message_id = said["assistant_message"]["id"]
    path = f"/api/messages/stream/{chat_id}"
    for chars in (0, 3, len(ANSWER)):
        rest = await ada.http.get(
            path, params={"message": "Bonjour"}, headers={"Last-Event-ID": f"{message_id}.{chars}"}
        )
        tokens = [
            json.loads(each["data"])["token"]
            for each in events_in(rest.text)
            if "event" not in each and each["data"] != "[DONE]"
        ]
        assert "".join(tokens) == ANSWER[chars:]
    beyond = await ada.http.get(path, headers={"Last-Event-ID": f"{message_id}.999"})
    [reset] = [each for each in events_in(beyond.text) if each.get("event") == "reset"]
    assert json.loads(reset["data"])["content"] == ANSWER
    over = await ada.http.get(path, headers={"Last-Event-ID": f"{message_id}.done"})
    assert [each["data"] for each in events_in(over.text)] == ["[DONE]"]
    assert len((await ada.http.get(f"/api/chats/{chat_id}")).json()["messages"]) == 2
    other = await ada.begins_chat()
    elsewhere = await ada.http.get(
        f"/api/messages/stream/{other}", headers={"Last-Event-ID": f"{message_id}.0"}
    )
    assert elsewhere.status_code == 404


async def test_a_client_that_leaves_changes_nothing_and_another_tab_sees_the_same(open_an_office):
    brain = Paused(WORDS)
    office = await open_an_office(brain=brain)
    ada = await office.signed_in()
    chat_id = await ada.begins_chat()
    async with (
        office.on_a_port() as url,
        httpx2.AsyncClient(base_url=url, headers=dict(ada.http.headers), timeout=20) as http,
    ):
        path = f"/api/messages/stream/{chat_id}"
        seen = ""
        brain.lets(5)
        async with http.stream("GET", path, params={"message": "Bonjour"}) as first:
            async for line in first.aiter_lines():
                if line.startswith("id: "):
                    last_id = line[4:]
                if line.startswith("data: ") and '"token"' in line:
                    seen += json.loads(line[6:])["token"]
                if "mot4" in seen:
                    break
        brain.lets(3)
        async with http.stream("GET", path) as tab:
            begun = ""
            async for line in tab.aiter_lines():
                if line.startswith("data: ") and '"token"' in line:
                    begun += json.loads(line[6:])["token"]
                    brain.lets(20)
                if line == "data: [DONE]":
                    break
        assert begun == "".join(WORDS)
        rest = await http.get(path, headers={"Last-Event-ID": last_id})
        tokens = [
            json.loads(each["data"])["token"]
            for each in events_in(rest.text)
            if "event" not in each and each["data"] != "[DONE]"
        ]
        assert seen + "".join(tokens) == "".join(WORDS)
        chat = (await http.get(f"/api/chats/{chat_id}")).json()
    assert [each["content"] for each in chat["messages"]] == ["Bonjour", "".join(WORDS)]
    assert len(brain.prompts) == 1, "one question, one upstream call"


async def test_one_answer_at_a_time_and_what_was_said_of_a_stopped_one_is_kept(open_an_office):
    brain = Paused(WORDS)
    office = await open_an_office(brain=brain)
    ada = await office.signed_in()
    chat_id = await ada.begins_chat()
    brain.lets(3)
    asking = asyncio.create_task(ada.says(chat_id, "Bonjour"))
    async with asyncio.timeout(10):
        while brain.said < 3:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    busy = await ada.http.post("/api/messages", json={"chat_id": chat_id, "content": "Et ?"})
    assert (busy.status_code, busy.json()["code"]) == (409, "answer_in_progress")
    writing_id = (await ada.http.get(f"/api/chats/{chat_id}")).json()["writing_id"]
    stopped = await ada.http.post(f"/api/messages/{writing_id}/stop")
    assert (stopped.json()["state"], stopped.json()["content"]) == ("stopped", "mot0 mot1 mot2 ")
    assert (await asking)["assistant_message"]["id"] == writing_id
    brain.lets(20)
    after = await ada.says(chat_id, "Et maintenant ?")
    assert after["assistant_message"]["content"] == "".join(WORDS)
    assert brain.prompts[-1][-2].content == "mot0 mot1 mot2 "


async def test_a_model_that_breaks_off_leaves_what_it_said_and_says_so(open_an_office):
    brain = Paused(WORDS[:4], breaks=True)
    brain.lets(4)
    office = await open_an_office(brain=brain)
    ada = await office.signed_in()
    chat_id = await ada.begins_chat()
    answer = await ada.http.get(f"/api/messages/stream/{chat_id}", params={"message": "Bonjour"})
    events = events_in(answer.text)
    [error] = [json.loads(each["data"]) for each in events if each.get("event") == "error"]
    assert error["code"] == "failed"
    assert events[-1]["data"] == "[DONE]"
    shown = (await ada.http.get(f"/api/chats/{chat_id}")).json()["messages"][-1]
    assert (shown["state"], shown["content"]) == ("failed", "".join(WORDS[:4]))


async def test_the_same_key_asks_once_posted_or_streamed(words, upstream):
    ada = await words.signed_in()
    chat_id = await ada.begins_chat()
    key = {"Idempotency-Key": "k"}
    body = {"chat_id": chat_id, "content": "Bonjour"}
    first, second = [
        (await ada.http.post("/api/messages", json=body, headers=key)).json() for _ in range(2)
    ]
    assert first == second
    path = f"/api/messages/stream/{chat_id}"
    streams = [
        (await ada.http.get(path, params={"message": "Encore"}, headers=key)).text for _ in range(2)
    ]
    words_of = [
        "".join(
            json.loads(each["data"])["token"]
            for each in events_in(text)
            if "event" not in each and each["data"] != "[DONE]"
        )
        for text in streams
    ]
    assert words_of == [ANSWER, ANSWER]
    assert len((await ada.http.get(f"/api/chats/{chat_id}")).json()["messages"]) == 4
    assert len([each for each in upstream.requests if "messages" in each]) == 2
    other = await ada.http.get(path, params={"message": "Autre"}, headers=key)
    assert other.status_code == 409


@pytest.mark.parametrize(
    "content", ["", "   ", "x" * 4001, None, 7], ids=["empty", "blank", "long", "none", "7"]
)
async def test_a_message_has_1_to_4000_characters(office, content):
    ada = await office.signed_in()
    chat_id = await ada.begins_chat()
    posted = await ada.http.post("/api/messages", json={"chat_id": chat_id, "content": content})
    assert posted.status_code == 422
    if isinstance(content, str):
        asked = await ada.http.get(f"/api/messages/stream/{chat_id}", params={"message": content})
        assert asked.status_code == 422


async def test_a_restart_marks_the_answer_and_loses_no_question(open_an_office):
    brain = Paused(WORDS)
    office = await open_an_office(brain=brain)
    ada = await office.signed_in()
    chat_id = await ada.begins_chat()
    brain.lets(5)
    asking = asyncio.create_task(ada.says(chat_id, "Bonjour"))
    async with asyncio.timeout(10):
        while brain.said < 5:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    message_id = (await ada.http.get(f"/api/chats/{chat_id}")).json()["writing_id"]
    async with asyncio.timeout(10):
        while (await office.platform.db.read(stored, message_id)) != "".join(WORDS[:5]):  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    asking.cancel()
    # The process is gone as by kill -9: nobody writes on, nobody marks anything.
    writers = office.writers
    live = writers.live.pop(message_id)
    again = await open_an_office(brain=Paused(WORDS))
    again.clock.advance(minutes=1)
    ada_again = await again.signed_in()
    resumed = await ada_again.http.get(
        f"/api/messages/stream/{chat_id}", headers={"Last-Event-ID": f"{message_id}.40"}
    )
    names = [each.get("event") for each in events_in(resumed.text)]
    assert names[0] == "reset"
    assert "error" in names
    shown = (await ada_again.http.get(f"/api/chats/{chat_id}")).json()["messages"]
    assert [each["content"] for each in shown] == ["Bonjour", "".join(WORDS[:5])]
    assert shown[1]["state"] == "interrupted"
    live.stop_asked = True
    live.task.cancel()


def stored(connection, message_id):
    return connection.scalar(select(messages.c.content).where(messages.c.id == message_id))


async def test_of_questions_put_at_once_none_cuts_the_answer_of_another(office):
    ada = await office.signed_in()
    chat_id = await ada.begins_chat()
    asked = {"chat_id": chat_id, "content": "Bonjour"}
    replies = await asyncio.gather(*[ada.http.post("/api/messages", json=asked) for _ in range(8)])
    answered = [reply for reply in replies if reply.status_code == 201]
    assert answered, "somebody was answered"
    assert {reply.status_code for reply in replies} <= {201, 409}
    states = {reply.json()["assistant_message"]["state"] for reply in answered}
    assert states == {"done"}
