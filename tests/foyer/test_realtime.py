"""The socket, as the document's client uses it: a real socket.io client against a real port."""

import asyncio
import json

import pytest
from httpx2 import AsyncClient
from websockets.asyncio.client import connect

from comptoir.brain import Reading
from comptoir.brain.scripted import ScriptedBrain
from comptoir.foyer import fanout, realtime
from comptoir.foyer.fanout import MAXIMUM_BUFFER_BYTES, Packet, write_to_all
from pausing import Paused
from socket_io_client import client

pytestmark = pytest.mark.anyio


@pytest.fixture
async def talkative(open_an_office):
    def echo(turns):
        return ["Vous ", "dites : ", turns[-1].content]

    return await open_an_office(brain=ScriptedBrain(lambda _: Reading("none", 0.0), echo))


def test_a_packet_is_a_text_frame_of_socket_io():
    made = Packet("new_message", {"content": "é" * 100})
    payload = '42["new_message",{"content":"' + "é" * 100 + '"}]'
    size = len(payload.encode())
    assert made.frame == b"\x81\x7e" + size.to_bytes(2, "big") + payload.encode()
    assert made.queued.encode() == payload
    assert Packet("a", "").frame == b'\x81\x0842["a",""]'.replace(b"\x08", bytes([10]))


@pytest.mark.parametrize("transports", ["default", "websocket", "polling"])
async def test_whoever_joined_gets_new_messages_posted_and_streamed(talkative, transports):
    ada = await talkative.signed_in()
    chat_id = await ada.begins_chat()
    async with talkative.on_a_port() as url, client(url, ada.token, transports) as tab:
        await tab.hears("connect")
        if transports == "default" and ("upgraded", "websocket") not in tab.heard:
            await tab.hears("upgraded")
        assert (await tab.joins(chat_id))["status"] == "success"
        said = await ada.says(chat_id, "Bonjour")
        question, answer = [await tab.hears("new_message") for _ in range(2)]
        assert (question["role"], question["content"]) == ("user", "Bonjour")
        assert (question["chat_id"], question["user_id"]) == (chat_id, ada.id)
        assert answer["id"] == said["assistant_message"]["id"]
        assert answer["content"] == "Vous dites : Bonjour"
        await ada.http.get(f"/api/messages/stream/{chat_id}", params={"message": "Encore"})
        streamed = [await tab.hears("new_message") for _ in range(2)]
        assert [each["seq"] for each in streamed] == [3, 4]
        tab.emits("leave_chat", {"chat_id": chat_id})
        await tab.hears("ack")
        await ada.says(chat_id, "Personne n'écoute")
        assert (await tab.joins(chat_id))["last_seq"] == 6
        names = [name for name, _ in tab.heard]
        assert names.count("new_message") == 4


async def test_an_answer_asked_for_again_is_told_of_when_it_begins(open_an_office):
    brain = Paused(["Un ", "mot."])
    office = await open_an_office(brain=brain)
    ada, bob = await office.signed_in(), await office.newcomer("bob")
    chat_id = await ada.begins_chat()
    await ada.http.post(f"/api/chats/{chat_id}/members", json={"trigramme": "BOB"})
    brain.lets(2)
    said = await ada.says(chat_id, "Bonjour")
    async with office.on_a_port() as url, client(url, bob.token) as his:
        await his.hears("connect")
        await his.joins(chat_id)
        again = f"/api/messages/{said['assistant_message']['id']}/regenerate"
        asking = asyncio.create_task(ada.http.post(again))
        told = await his.hears("answering")
        assert told["chat_id"] == chat_id
        assert told["message_id"] > said["assistant_message"]["id"]
        brain.lets(1)
        # Whoever comes while it is being written is told too.
        async with client(url, bob.token, "websocket") as later:
            await later.hears("connect")
            await later.joins(chat_id)
            assert await later.hears("answering") == told
        brain.lets(1)
        whole = await his.hears("new_message")
        assert (whole["id"], whole["content"]) == (told["message_id"], "Un mot.")
        assert (await asking).status_code == 201


async def test_whoever_was_put_out_is_not_told_of_answers_that_begin(talkative):
    ada, bob = await talkative.signed_in(), await talkative.newcomer("bob")
    chat_id = await ada.begins_chat()
    await ada.http.post(f"/api/chats/{chat_id}/members", json={"trigramme": "BOB"})
    async with (
        talkative.on_a_port() as url,
        client(url, ada.token) as hers,
        client(url, bob.token) as his,
    ):
        for each in (hers, his):
            await each.hears("connect")
            await each.joins(chat_id)
        await ada.http.delete(f"/api/chats/{chat_id}/members/{bob.id}")
        await ada.says(chat_id, "Bonjour")
        await hers.hears("answering")
        his.emits("join_chat", {"chat_id": chat_id})
        assert (await his.hears("ack"))["status"] == "error"
        assert "answering" not in [name for name, _ in his.heard]


async def test_a_bad_token_is_refused_at_connect(talkative):
    async with talkative.on_a_port() as url:
        for token in ("", "nonsense", "é"):
            async with client(url, token) as tab:
                assert await tab.hears("connect_error")


async def test_typing_is_told_to_the_others_who_joined(talkative):
    ada, bob = await talkative.signed_in(), await talkative.newcomer("bob")
    chat_id = await ada.begins_chat()
    await ada.http.post(f"/api/chats/{chat_id}/members", json={"trigramme": "BOB"})
    async with (
        talkative.on_a_port() as url,
        client(url, ada.token) as hers,
        client(url, bob.token) as his,
    ):
        for each in (hers, his):
            await each.hears("connect")
            await each.joins(chat_id)
        his.emits("typing", {"chat_id": chat_id, "is_typing": True})
        told = await hers.hears("user_typing")
        assert (told["user_id"], told["is_typing"]) == (bob.id, True)
        hers.emits("typing", {"chat_id": chat_id, "is_typing": False})
        assert (await his.hears("user_typing"))["user_id"] == ada.id
        assert [data["user_id"] for name, data in his.heard if name == "user_typing"] == [ada.id]


async def test_somebody_elses_chat_is_not_joined_and_whoever_is_put_out_hears_no_more(talkative):
    ada, bob = await talkative.signed_in(), await talkative.newcomer("bob")
    chat_id = await ada.begins_chat()
    async with talkative.on_a_port() as url, client(url, bob.token) as his:
        await his.hears("connect")
        assert (await his.joins(chat_id))["status"] == "error"
        for nonsense in (None, {}, {"chat_id": "x"}, {"chat_id": -1}, {"chat_id": True}, [1]):
            his.emits("join_chat", nonsense)
            assert (await his.hears("ack"))["status"] == "error"
        await ada.http.post(f"/api/chats/{chat_id}/members", json={"trigramme": "BOB"})
        assert (await his.joins(chat_id))["status"] == "success"
        await ada.says(chat_id, "Un")
        await his.hears("new_message")
        await his.hears("new_message")
        await ada.http.delete(f"/api/chats/{chat_id}/members/{bob.id}")
        await ada.says(chat_id, "Deux")
        own = await bob.begins_chat()
        await his.joins(own)
        assert "Deux" not in json.dumps(his.heard)


async def test_whoever_was_away_gets_what_came_meanwhile(talkative):
    ada = await talkative.signed_in()
    chat_id = await ada.begins_chat()
    async with talkative.on_a_port() as url:
        async with client(url, ada.token) as tab:
            await tab.hears("connect")
            await tab.joins(chat_id)
            await ada.says(chat_id, "Un")
            await tab.hears("new_message")
            last = (await tab.hears("new_message"))["seq"]
        for word in ("Deux", "Trois"):
            await ada.says(chat_id, word)
        async with client(url, ada.token, "websocket") as tab:
            await tab.hears("connect")
            await tab.joins(chat_id, since=last)
            missed = [data["content"] for name, data in tab.heard if name == "new_message"]
            assert missed == ["Deux", "Vous dites : Deux", "Trois", "Vous dites : Trois"]


@pytest.mark.parametrize("transports", ["polling", "websocket"])
async def test_whoever_missed_megabytes_gets_them_all(talkative, monkeypatch, transports):
    monkeypatch.setattr(fanout, "MAXIMUM_BUFFER_BYTES", 2**16)
    monkeypatch.setattr(fanout, "MAXIMUM_QUEUED", 4)
    ada = await talkative.signed_in()
    chat_id = await ada.begins_chat()
    for number in range(40):
        await ada.says(chat_id, f"{number} ".ljust(4000, "é"))
    async with (
        talkative.on_a_port() as url,
        client(url, ada.token, transports) as tab,
    ):
        await tab.hears("connect")
        await tab.joins(chat_id, since=0)
        seqs = [data["seq"] for name, data in tab.heard if name == "new_message"]
        assert seqs == list(range(1, 81))


async def test_a_logout_closes_the_sockets_of_its_session_within_five_seconds(talkative):
    ada, other = await talkative.signed_in(), await talkative.signed_in()
    async with (
        talkative.on_a_port() as url,
        client(url, ada.token) as gone,
        client(url, other.token) as stays,
    ):
        for each in (gone, stays):
            await each.hears("connect")
        await ada.http.post("/api/auth/logout")
        async with asyncio.timeout(5):
            await gone.hears("disconnect")
        assert (await stays.joins(await other.begins_chat()))["status"] == "success"


def websocket(url):
    """A bare WebSocket of engine.io, which says nothing by itself."""
    address = url.replace("http", "ws", 1)
    return connect(f"{address}/ws/socket.io/?EIO=4&transport=websocket", compression=None)


@pytest.fixture
def impatient(monkeypatch):
    """Connections that are nobody's are let go of at once, and looked for often."""
    monkeypatch.setattr(realtime, "MAXIMUM_NAMELESS_S", 0.2)
    monkeypatch.setattr(realtime, "LOOK_EVERY_S", 0.05)


async def test_a_connection_that_is_nobodys_is_closed(impatient, talkative):
    ada = await talkative.signed_in()
    async with talkative.on_a_port() as url, asyncio.timeout(10):
        async with websocket(url) as silent, websocket(url) as hers, websocket(url) as left:
            for each in (hers, left):
                assert (await each.recv()).startswith("0{")
                await each.send("40" + json.dumps({"token": ada.token}))
                assert (await each.recv()).startswith("40{")
            await left.send("41")
            for nobodys in (silent, left):
                await nobodys.wait_closed()
            await hers.send('420["join_chat",{"chat_id":1}]')
            assert (await hers.recv()).startswith("430["), "hers stays"
        async with AsyncClient(base_url=url) as polling:
            path = "/ws/socket.io/?EIO=4&transport=polling"
            opened = (await polling.get(path)).text
            sid = json.loads(opened[1:])["sid"]
            while (await polling.get(f"{path}&sid={sid}")).status_code == 200:
                pass  # the poll waits, and ends with the connection
    assert not talkative.app.app.sio.eio.sockets


async def test_whoever_reads_nothing_is_cut_off_and_nobody_else(talkative):
    ada = await talkative.signed_in()
    sockets = talkative.app.app
    async with talkative.on_a_port() as url, asyncio.timeout(30), websocket(url) as reads:
        stalled = websocket(url)
        stalled = await stalled
        for each in (reads, stalled):
            await each.recv()
            await each.send("40" + json.dumps({"token": ada.token}))
            await each.recv()
        clients = [visitor.client for visitor in sockets._visitors.values()]
        # From here on one of them reads nothing more: its window fills, then our buffer.
        stalled.transport.pause_reading()
        made, read = Packet("new_message", {"content": "x" * 100_000}), 0
        while len(sockets._visitors) == 2:
            write_to_all(clients, made)
            while len(await reads.recv()) < 100_000:
                pass
            read += 1
            assert read < 1000, "it must have been cut off long before"
        assert [visitor.client for visitor in sockets._visitors.values()] == clients[:1]
        assert read * len(made.frame) > MAXIMUM_BUFFER_BYTES, "a megabyte may be left unread"
        stalled.transport.abort()
