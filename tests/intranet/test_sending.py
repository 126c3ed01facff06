"""The way of a message through one process: done at once or in turn, alone or with others."""

import asyncio

import pytest
from sqlalchemy import select
from structlog.testing import capture_logs
from websockets.frames import Frame, Opcode
from websockets.server import ServerProtocol

from comptoir.intranet import wire
from comptoir.intranet.frames import Said
from comptoir.intranet.models import members, messages, rooms
from comptoir.intranet.sending import Draft, Stored, key_of, store
from comptoir.kernel.errors import Problem
from office import ALICE, BOB, only_the_public_door

pytestmark = pytest.mark.anyio

DEADLINE_S = 10


@pytest.mark.parametrize("private_door", [True, False], ids=["at once", "in turn"])
async def test_frames_are_done_in_the_order_they_come_in(open_an_office, private_door):
    office = await open_an_office(wrap=None if private_door else only_the_public_door)
    alice = await office.signed_in(ALICE)
    phone = await alice.connects()
    await phone.send(type="join", room="general")
    for number in range(3):
        await phone.send(type="message", room="general", content=f"{number}", client_id=f"{number}")
    await phone.send(type="room_history", room="general")
    kinds = [(await phone.next("joined", "ack", "room_history")) for _ in range(5)]
    assert [each["type"] for each in kinds] == ["joined", "ack", "ack", "ack", "room_history"]
    assert [each["content"] for each in kinds[-1]["messages"][-3:]] == ["0", "1", "2"]
    # By now the room is known to this socket, so that its messages wait for nothing.
    await phone.send(type="message", room="general", content="3", client_id="3")
    await phone.send(type="room_history", room="general")
    assert (await phone.next("ack", "room_history"))["type"] == "ack"
    assert (await phone.next("room_history"))["messages"][-1]["content"] == "3"


async def test_whoever_sends_messages_without_end_is_told_to_wait(office):
    alice = await office.signed_in(ALICE)
    phone = await alice.joins("general")
    sent = wire.FRAMES_AT_ONCE + 30
    for number in range(sent):
        await phone.send(type="message", room="general", content="x", client_id=f"{number}")
    answers = [await phone.next("ack", "error") for _ in range(sent)]
    refused = [each for each in answers if each["type"] == "error"]
    assert {each["code"] for each in refused} == {"rate_limit_exceeded"}
    acks = [each["seq"] for each in answers if each["type"] == "ack"]
    assert acks == list(range(1, len(acks) + 1))


@pytest.mark.parametrize(
    "frame",
    [
        {"type": "message", "room": "general", "content": ""},
        {"type": "message", "room": "general", "content": 5},
        {"type": "message", "room": "general"},
        {"type": "message", "room": "general", "content": "x", "client_id": "y" * 65},
        {"type": "message", "room": "general", "content": "x", "reply_to": -1},
    ],
)
async def test_a_message_that_is_wrong_is_answered_where_the_room_is_known_too(office, frame):
    alice = await office.signed_in(ALICE)
    phone = await alice.joins("general")
    await phone.asks("ack", type="message", room="general", content="now it is known")
    answer = await phone.asks("error", **frame)
    assert answer["code"] == "invalid_request"
    assert answer["frame"] == "message"


async def test_a_socket_that_went_just_now_keeps_a_message_from_nobody(office):
    alice, bob = await office.signed_in(ALICE), await office.signed_in(BOB)
    await bob.joins("general")
    here = await alice.joins("general")
    [of_bob] = office.hub.sockets_of(bob.id)
    [live] = [each for each in office.hub._live.values() if each.place.name == "general"]
    here_now = office.hub._platform.clock.now()
    of_bob.transport.abort()  # gone, and nobody has heard of it yet
    assert of_bob.is_free
    live.deliver([Said(live.place, 1, bob.id, "bob", "the last he might have heard", here_now)])
    assert (await here.next("message"))["seq"] == 1
    async with asyncio.timeout(DEADLINE_S):
        while office.hub.sockets_of(bob.id):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    assert not of_bob.is_free, "its number may be another's by now"
    # Stored by nobody, so that the next one is the first.
    live.delivered = 0
    for seq in (1, 2):
        await here.send(type="message", room="general", content=f"{seq}")
        assert (await here.next("message"))["seq"] == seq


async def test_what_a_socket_does_not_take_comes_after_what_it_took(office):
    """A frame that was taken in part is finished before the next one begins."""
    alice, bob = await office.signed_in(ALICE), await office.signed_in(BOB)
    slow, here = await bob.joins("general"), await alice.joins("general")
    [of_bob] = office.hub.sockets_of(bob.id)
    slow.wire.transport.pause_reading()
    said = 0
    async with asyncio.timeout(DEADLINE_S):
        while of_bob.is_free:
            await here.asks(
                "ack", type="message", room="general", content=f"{said}:" + "x" * 50_000
            )
            said += 1
    assert of_bob.waiting_bytes > 0, "some of it waits, so that it could be overtaken"
    await here.asks("ack", type="message", room="general", content=f"{said}:")
    slow.wire.transport.resume_reading()
    heard = [(await slow.next("message"))["content"] for _ in range(said + 1)]
    assert [each.split(":")[0] for each in heard] == [f"{each}" for each in range(said + 1)]


async def test_a_socket_is_asked_how_much_waits_only_while_something_does(office):
    alice, bob = await office.signed_in(ALICE), await office.signed_in(BOB)
    slow, here = await bob.joins("general"), await alice.joins("general")
    [of_bob] = office.hub.sockets_of(bob.id)
    assert of_bob.is_free
    slow.wire.transport.pause_reading()
    content, said = "x" * 60_000, 0
    async with asyncio.timeout(DEADLINE_S):
        while of_bob.is_free:
            await here.asks("ack", type="message", room="general", content=content)
            said += 1
    assert not of_bob.closed
    slow.wire.transport.resume_reading()
    assert [(await slow.next("message"))["seq"] for _ in range(said)] == [*range(1, said + 1)]
    async with asyncio.timeout(DEADLINE_S):
        while not of_bob.is_free:  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def test_a_message_that_cannot_be_stored_takes_no_other_with_it(office):
    alice = await office.signed_in(ALICE)
    here = await alice.joins("general")
    await here.asks("ack", type="message", room="general", content="the first")
    [room_id] = [each for each, live in office.hub._live.items() if live.place.name == "general"]
    outcomes = {}
    over = asyncio.Event()

    def done(draft, outcome):
        outcomes[draft.content] = outcome
        if len(outcomes) == 3:
            over.set()

    sender = office.app.app.state.sender
    with capture_logs() as logs:
        for content, person in (("a", alice.id), ("nobody's", 2**30), ("b", alice.id)):
            # The first one is stored at once, the others together.
            sender.put(Draft(room_id, person, "?", content, done))
        async with asyncio.timeout(DEADLINE_S):
            await over.wait()
    assert [each["event"] for each in logs] == ["message_not_stored"]
    assert isinstance(outcomes["nobody's"], Problem)
    assert [outcomes[each].said.seq for each in "ab"] == [2, 3]
    assert all(isinstance(outcomes[each], Stored) for each in "ab")


async def test_what_waits_is_stored_before_the_sender_closes(office):
    alice = await office.signed_in(ALICE)
    here = await alice.joins("general")
    await here.asks("ack", type="message", room="general", content="the first")
    [room_id] = [each for each, live in office.hub._live.items() if live.place.name == "general"]
    outcomes = []
    sender = office.app.app.state.sender
    for _ in range(300):
        sender.put(Draft(room_id, alice.id, "alice", "x", lambda _, out: outcomes.append(out)))
    async with asyncio.timeout(DEADLINE_S):
        await sender.close()
    assert [each.said.seq for each in outcomes] == list(range(2, 302))
    with pytest.raises(Problem):
        sender.put(Draft(room_id, alice.id, "alice", "late", lambda *_: None))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_message_is_the_same_row_alone_and_with_others(office):
    alice, bob = await office.signed_in(ALICE), await office.signed_in(BOB)
    for each in (alice, bob):
        await each.joins("general")
    [room_id] = [each for each, live in office.hub._live.items() if live.place.name == "general"]

    def draft(who, client_id):
        return Draft(room_id, who.id, "?", "le même", lambda *_: None, client_id)

    db, now = office.platform.db, office.clock.now()
    [alone] = await db.write(store, [draft(alice, "1")], now)
    together = await db.write(store, [draft(alice, "2"), draft(bob, "1"), draft(alice, "1")], now)
    assert [each.said.seq for each in (alone, *together)] == [1, 2, 3, 1]
    assert [each.again for each in (alone, *together)] == [False, False, False, True]
    assert len({each.members_version for each in (alone, *together)}) == 1

    def kept(connection):
        said = messages.c.id.between(wire.message_id(room_id, 1), wire.message_id(room_id + 1, 0))
        rows = connection.execute(select(messages).where(said).order_by(messages.c.id)).mappings()
        marks = connection.execute(
            select(members.c.user_id, members.c.read_seq).where(members.c.room_id == room_id)
        )
        room = connection.execute(select(rooms).where(rooms.c.id == room_id)).mappings().one()
        return [dict(each) for each in rows], dict(map(tuple, marks)), room

    [first, second, of_bob], marks, room = await db.read(kept)
    assert (first["client_key"], second["client_key"]) == (key_of("1"), key_of("2"))
    assert of_bob["client_key"] == first["client_key"], "an id is each sender's own"
    different = {"id", "client_key"}
    assert {k: v for k, v in first.items() if k not in different} == {
        k: v for k, v in second.items() if k not in different
    }
    assert (marks[alice.id], marks[bob.id]) == (2, 3)
    assert (room["seq"], room["last_at"]) == (3, now)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_texts_are_read_however_they_come_and_parsed_once(office, monkeypatch):
    parsed = []
    receive_data = ServerProtocol.receive_data
    monkeypatch.setattr(
        ServerProtocol,
        "receive_data",
        lambda self, data: (parsed.append(data), receive_data(self, data))[1],
    )
    alice = await office.signed_in(ALICE)
    phone = await alice.joins("general")
    wired = phone.wire.transport
    parsed.clear()
    for size in (1, 100, 130, 4_000):
        content = "é" + "x" * size
        await phone.send(type="message", room="general", content=content)
        assert (await phone.next("message"))["content"] == content
    assert parsed == [], "a whole text is none of the server's parser's business"

    def frame(text, opcode=Opcode.TEXT, *, fin=True):
        return Frame(opcode, text.encode(), fin).serialize(mask=True)

    said = b"".join(
        [
            frame('{"type": "message", "room": "general", "cont', fin=False),
            frame("", Opcode.PING),
            frame('ent": "in parts"}', Opcode.CONT),
        ]
    )
    for at in range(1, len(said), 7):
        wired.write(said[:at])
        await asyncio.sleep(0)
        wired.write(said[at:])
        assert (await phone.next("message"))["content"] == "in parts"
    two = [frame(f'{{"type": "message", "room": "general", "content": "{n}"}}') for n in (1, 2)]
    wired.write(b"".join(two))
    assert [(await phone.next("message"))["content"] for _ in two] == ["1", "2"]
    # A new message in the middle of another one is against the protocol.
    other = await alice.joins("general")
    other.wire.transport.write(frame("{", fin=False))
    await asyncio.sleep(0.05)
    other.wire.transport.write(frame('{"type": "ping"}'))
    assert await other.closed_with() == 1002
    # Half of a frame, then what looks like a whole one: it is the other half, and no text.
    inner = frame("x" * 20)
    outer = frame('{"type": "ping", "x": "' + "y" * len(inner) + '"}')
    wired.write(outer[: -len(inner) - 2])
    await asyncio.sleep(0.05)
    with capture_logs():
        wired.write(inner)
        wired.write(b"zz")
        assert await phone.closed_with() == 1007
