"""The conversation as a stream of events, through the front door and over a real socket."""

import asyncio
import json
from dataclasses import dataclass, field

import pytest
import requests

from cast import ORDER
from comptoir.brain import Reading
from comptoir.brain.scripted import ScriptedBrain
from comptoir.kernel.event_stream import HEARTBEAT, heartbeats
from comptoir.meuble import chat_stream
from comptoir.meuble.models import messages

pytestmark = pytest.mark.anyio


def events_in(text: str) -> list[tuple[str, dict]]:
    """(name, data) of each event, as a page reads them."""
    found = []
    for block in text.split("\n\n"):
        lines = dict(line.split(": ", 1) for line in block.splitlines() if line[:1] != ":")
        if "data" in lines:
            found.append((lines.get("event", "message"), json.loads(lines["data"])))
    return found


async def streams(visitor, message: str, headers=None, **more):
    return await visitor.http.post(
        "/api/chat/stream",
        json={"message": message, "session_id": "visit", **more},
        headers=headers,
    )


async def test_the_words_come_in_pieces_and_the_whole_answer_last(shop):
    nora = shop.visitor()
    answer = await streams(nora, "Bonjour, mon canapé est déchiré")
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.headers["x-accel-buffering"] == "no"
    assert answer.headers["cache-control"] == "no-store"
    *pieces, (name, body) = events_in(answer.text)
    assert name == "done"
    assert {name for name, _ in pieces} == {"message"}
    assert len(pieces) > 5
    assert "".join(data["delta"] for _, data in pieces) == body["response"]
    assert "session_id" in body
    assert body["requires_validation"] is False


async def test_a_claim_is_made_by_stream_under_the_same_rules(shop):
    nora = shop.visitor()
    await streams(nora, f"Le ressort de mon canapé est cassé, commande {ORDER}")
    _, body = events_in((await streams(nora, "oui")).text)[-1]
    assert body["ticket_id"] == "SAV-MDF-00001"
    said = await nora.says("oui")
    assert said["ticket_id"] is None, "the stream and the plain route are one conversation"


@pytest.mark.parametrize(
    "more", [{"message": "  "}, {"session_id": "a b"}, {"order_number": "12"}, {"photos": 3}]
)
async def test_what_no_conversation_takes_is_refused_before_the_stream(shop, more):
    answer = await streams(shop.visitor(), **{"message": "Bonjour", **more})
    assert answer.status_code == 400
    assert answer.json()["success"] is False


async def test_a_repeated_key_streams_the_first_answer_again(shop):
    nora, key = shop.visitor(), {"Idempotency-Key": "a-key"}
    first = await streams(nora, "Bonjour", key)
    second = await streams(nora, "Bonjour", key)
    assert events_in(first.text) == events_in(second.text)
    assert second.headers["idempotency-replayed"] == "true"
    history = await nora.http.get("/api/chat/history?session_id=visit")
    assert history.json()["total"] == 2
    assert (await streams(nora, "Bonsoir", key)).status_code == 409


async def test_the_thirty_first_stream_in_a_minute_waits(shop):
    nora = shop.visitor()
    statuses = [(await streams(nora, "Bonjour")).status_code for _ in range(31)]
    assert statuses == [200] * 30 + [429]


async def test_an_error_in_the_turn_is_the_last_event(open_a_shop):
    def fail(text):
        raise RuntimeError("the brain fell over")

    shop = await open_a_shop(brain=ScriptedBrain(fail))
    answer = await streams(shop.visitor(), "Bonjour", {"Accept-Language": "en"})
    ((name, body),) = events_in(answer.text)
    assert (name, body["error"], body["status_code"]) == ("error", "internal_error", 500)
    assert body["request_id"] == answer.headers["x-request-id"]


@dataclass
class Listener:
    """Somebody at the other end of a connection, who sees every piece when it is sent."""

    app: object
    pieces: list[bytes] = field(default_factory=list)
    on_piece: object = None
    left: asyncio.Event = field(default_factory=asyncio.Event)

    async def listens(self, message: str) -> None:
        body = json.dumps({"message": message, "session_id": "visit"}).encode()
        asked = False

        async def receive():
            nonlocal asked
            if not asked:
                asked = True
                return {"type": "http.request", "body": body, "more_body": False}
            await self.left.wait()
            return {"type": "http.disconnect"}

        async def send(sent):
            if sent["type"] == "http.response.body" and sent.get("body"):
                self.pieces.append(sent["body"])
                if self.on_piece:
                    await self.on_piece()

        scope = {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "method": "POST",
            "path": "/api/chat/stream",
            "raw_path": b"/api/chat/stream",
            "query_string": b"",
            "root_path": "",
            "scheme": "http",
            "headers": [(b"content-type", b"application/json"), (b"host", b"shop.test")],
            "client": ("203.0.113.77", 40_000),
            "server": ("shop.test", 80),
        }
        await self.app(scope, receive, send)


class SlowBrain(ScriptedBrain):
    """A brain that answers when it is told to."""

    def __init__(self) -> None:
        super().__init__(lambda text: Reading("salutation", 1.0, "fr"))
        self.reached, self.may_answer = asyncio.Event(), asyncio.Event()

    async def read(self, text, context, skill):
        self.reached.set()
        await self.may_answer.wait()
        return await super().read(text, context, skill)


async def stored(shop) -> int:
    return await shop.platform.db.read(
        lambda connection: len(connection.execute(messages.select()).all())
    )


async def test_no_word_is_sent_before_the_turn_is_committed(shop):
    listener, counts = Listener(shop.app), []

    async def look():
        counts.append(await stored(shop))

    listener.on_piece = look
    await listener.listens("Bonjour")
    assert len(counts) > 2
    assert set(counts) == {2}


async def test_a_customer_who_leaves_finds_the_answer_in_the_history(open_a_shop):
    brain = SlowBrain()
    shop = await open_a_shop(brain=brain)
    listener = Listener(shop.app)
    listening = asyncio.create_task(listener.listens("Bonjour"))
    await brain.reached.wait()
    listener.left.set()
    await listening
    assert await stored(shop) == 0
    brain.may_answer.set()
    async with asyncio.timeout(10):
        while await stored(shop) < 2:  # noqa: ASYNC110 - what is awaited is a row
            await asyncio.sleep(0.01)
    assert listener.pieces == []


async def test_a_stream_ends_with_the_server(open_a_shop):
    brain = SlowBrain()
    shop = await open_a_shop(brain=brain)
    listener = Listener(shop.app)
    listening = asyncio.create_task(listener.listens("Bonjour"))
    await brain.reached.wait()
    shop.platform.stopping.set()
    async with asyncio.timeout(5):
        await listening
    ((name, body),) = events_in(b"".join(listener.pieces).decode())
    assert (name, body["error"]) == ("error", "service_unavailable")


async def test_a_process_far_behind_takes_no_more(open_a_shop, monkeypatch):
    monkeypatch.setattr(chat_stream, "MAXIMUM_TURNS", 1)
    brain = SlowBrain()
    shop = await open_a_shop(brain=brain)
    listening = asyncio.create_task(Listener(shop.app).listens("Bonjour"))
    await brain.reached.wait()
    assert (await streams(shop.visitor(), "Bonjour")).status_code == 503
    brain.may_answer.set()
    await listening


async def test_a_silent_stream_is_kept_alive():
    done = asyncio.get_running_loop().create_future()
    beats = heartbeats(done, every_s=0.001)
    assert [await anext(beats), await anext(beats)] == [HEARTBEAT, HEARTBEAT]
    done.set_result(None)
    assert [beat async for beat in beats] == []


def test_a_client_over_a_socket_reads_the_pieces_as_they_come(meuble_url):
    with requests.post(
        f"{meuble_url}/api/chat/stream",
        json={"message": "Bonjour"},
        headers={"X-Forwarded-For": "198.51.100.81"},
        stream=True,
        timeout=10,
    ) as answer:
        text = "".join(answer.iter_content(None, decode_unicode=True))
    assert answer.headers["transfer-encoding"] == "chunked"
    assert events_in(text)[-1][0] == "done"
