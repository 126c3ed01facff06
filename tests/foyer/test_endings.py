"""A real server that is killed, or told to end, in the middle of answers."""

import asyncio
import contextlib
import json
import signal
import threading
import time

import httpx2
import psutil
import pytest

from agents_office import PASSWORD, events_in
from served import served
from upstream import delta, finish, head

pytestmark = pytest.mark.anyio
WORDS = [f"mot{number} " for number in range(400)]
STREAMS = 40


class Steady:
    """A model server that says a word each 25 ms."""

    def __init__(self):
        self._loop = asyncio.new_event_loop()
        self._started = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def __enter__(self):
        self._thread.start()
        assert self._started.wait(10)
        return self

    def __exit__(self, *_):
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)
        self._loop.close()

    def _run(self):
        self._loop.run_until_complete(self._serve())

    async def _serve(self):
        self._stop = asyncio.Event()
        server = await asyncio.start_server(self._answer, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
        self._started.set()
        await self._stop.wait()
        server.close()

    async def _answer(self, reader, writer):
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            lines = (await reader.readuntil(b"\r\n\r\n")).decode()
            if lines.startswith("GET"):
                names = json.dumps({"data": [{"id": "steady"}]}).encode()
                writer.write(head(kind="application/json") + names)
            else:
                writer.write(head())
                for word in WORDS:
                    writer.write(delta(word))
                    await writer.drain()
                    await asyncio.sleep(0.025)
                writer.write(finish())
        writer.close()


def server_of(url):
    port = int(url.rpartition(":")[2])
    [pid] = {
        each.pid
        for each in psutil.net_connections("tcp")
        if each.laddr.port == port and each.status == psutil.CONN_LISTEN
    }
    return psutil.Process(pid)


async def a_person(url, chats):
    """Ada's client, each of whose requests comes from another address, and her chats."""
    http = httpx2.AsyncClient(base_url=url, timeout=60)
    numbers = iter(range(1, 10_000))

    async def elsewhere(request):
        number = next(numbers)
        request.headers["X-Forwarded-For"] = f"198.51.{number // 200}.{number % 200 + 1}"

    http.event_hooks["request"].append(elsewhere)
    sign_in = {"email": "ada@foyer.example", "password": PASSWORD}
    login = await http.post("/api/auth/login", json=sign_in)
    http.headers["Authorization"] = f"Bearer {login.json()['access_token']}"
    agent = {"name": "Aide", "system_prompt": "Tu aides."}
    agent_id = (await http.post("/api/agents", json=agent)).json()["id"]
    ids = [
        (await http.post("/api/chats", json={"agent_id": agent_id})).json()["id"]
        for _ in range(chats)
    ]
    return http, ids


class Seen:
    """What a client has of a stream."""

    def __init__(self):
        self.text, self.last_id, self.enough = "", "", asyncio.Event()

    async def read(self, http, chat_id, least):
        with contextlib.suppress(httpx2.HTTPError):
            async with http.stream(
                "GET", f"/api/messages/stream/{chat_id}", params={"message": "Bonjour"}
            ) as answer:
                async for line in answer.aiter_lines():
                    if line.startswith("id: "):
                        self.last_id = line[4:]
                    if line.startswith('data: {"token"'):
                        self.text += json.loads(line[6:])["token"]
                    if len(self.text) > least:
                        self.enough.set()


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


def environ(model):
    return {"OPENAI_BASE_URL": model.url, "COMPTOIR_TRUSTED_PROXIES": "127.0.0.0/8"}


async def test_a_killed_server_has_the_question_and_all_but_the_last_moment_of_the_answer(home):
    with Steady() as model:
        with served("foyer", home, **environ(model)) as url:
            http, [chat_id] = await a_person(url, 1)
            seen = Seen()
            reading = asyncio.create_task(seen.read(http, chat_id, least=200))
            async with asyncio.timeout(20):
                await seen.enough.wait()
            server_of(url).kill()
            await reading
            await http.aclose()
        with served("foyer", home, **environ(model)) as url:
            http, _ = await a_person(url, 0)
            resumed = await http.get(
                f"/api/messages/stream/{chat_id}", headers={"Last-Event-ID": seen.last_id}
            )
            events = events_in(resumed.text)
            chat = (await http.get(f"/api/chats/{chat_id}")).json()
            await http.aclose()
    question, answer = chat["messages"]
    assert (question["content"], answer["state"]) == ("Bonjour", "interrupted")
    assert "".join(WORDS).startswith(answer["content"])
    assert seen.text.startswith(answer["content"]) or answer["content"].startswith(seen.text)
    lost = len(seen.text) - len(answer["content"])
    # A word each 25 ms, stored each 200 ms and a commit: 250 ms are ten words.
    assert lost <= 14 * len("mot100 "), f"{lost} characters lost"
    assert events[0]["event"] == "reset"
    assert json.loads(events[0]["data"])["content"] == answer["content"]
    assert events[-1]["data"] == "[DONE]"


async def test_a_server_told_to_end_with_streams_open_ends_soon_and_loses_nothing(home):
    with Steady() as model:
        with served("foyer", home, **environ(model)) as url:
            http, ids = await a_person(url, STREAMS)
            seen = [Seen() for _ in ids]
            reading = [
                asyncio.create_task(each.read(http, chat_id, least=100))
                for each, chat_id in zip(seen, ids, strict=True)
            ]
            async with asyncio.timeout(60):
                await asyncio.gather(*(each.enough.wait() for each in seen))
            server = server_of(url)
            began = time.monotonic()
            server.send_signal(signal.SIGTERM)
            await asyncio.gather(*reading)
            await asyncio.to_thread(psutil.wait_procs, [server], 30)
            took_s = time.monotonic() - began
            await http.aclose()
        assert took_s <= 15
        with served("foyer", home, **environ(model)) as url:
            http, _ = await a_person(url, 0)
            for each, chat_id in zip(seen, ids, strict=True):
                chat = (await http.get(f"/api/chats/{chat_id}")).json()
                _, answer = chat["messages"]
                assert answer["state"] == "interrupted"
                assert answer["content"].startswith(each.text), "what was seen is stored"
            await http.aclose()
