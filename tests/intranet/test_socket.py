"""The WebSocket at the root, over a real server: frames, delivery, resuming, limits."""

import asyncio
import contextlib
import json

import pytest
import websockets
from websockets.exceptions import InvalidStatus

from authorisation import resigned
from comptoir.intranet import hub, presence, wire
from office import ADA, ALICE, BOB, only_the_public_door

pytestmark = pytest.mark.anyio
sqlite_only = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


async def test_a_message_is_acknowledged_and_reaches_everybody_in_the_room(office):
    alice, bob = await office.signed_in(ALICE), await office.signed_in(BOB)
    here, there = await alice.joins("general"), await bob.joins("general")
    before = (await alice.gets("/chat/rooms/general"))["seq"]

    await here.send(type="message", room="general", content="salut", client_id="a-1")

    ack = await here.next("ack")
    assert (ack["client_id"], ack["seq"]) == ("a-1", before + 1)
    for phone in (here, there):
        said = await phone.next("message")
        assert said["id"] == ack["id"]
        assert said["seq"] == ack["seq"]
        assert (said["room"], said["from_user"], said["username"], said["content"]) == (
            "general",
            alice.id,
            "alice",
            "salut",
        )
        assert said["timestamp"].endswith("Z")
    [*_, last] = await bob.gets("/chat/rooms/general/messages")
    assert last["content"] == "salut"


async def test_the_documented_frames_work_as_documented(office):
    alice, bob = await office.signed_in(ALICE), await office.signed_in(BOB)
    phone, other = await alice.connects(), await bob.connects()
    joined = await phone.asks("joined", type="join", room="general")
    assert joined["room"] == "general"
    assert {each["username"] for each in joined["members"]} == {"admin", "alice", "bob"}
    await phone.asks("ack", type="message", room="general", content="salut")
    ack = await phone.asks("ack", type="dm", to=bob.id, content="yo")
    for each in (phone, other):
        said = await each.next("dm")
        assert (said["from_user"], said["to_user"], said["content"]) == (alice.id, bob.id, "yo")
        assert (said["id"], said["seq"]) == (ack["id"], ack["seq"])
    history = await phone.asks("room_history", type="room_history", room="general", limit=50)
    assert [each["content"] for each in history["messages"]] == ["salut"]
    history = await other.asks("dm_history", type="dm_history", limit=50, **{"with": alice.id})
    assert history["messages"][-1]["content"] == "yo"
    assert history["with"] == alice.id


async def test_a_room_of_any_case_and_accents_or_its_number_is_the_same(office):
    alice = await office.signed_in(ALICE)
    await alice.does("POST", "/chat/rooms", 201, {"name": "Équipe Été"})
    phone = await alice.connects()
    joined = await phone.asks("joined", type="join", room="equipe ete")
    assert joined["room"] == "Équipe Été"
    again = await phone.asks("joined", type="join", room=joined["room_id"])
    assert again["room_id"] == joined["room_id"]


async def test_sending_again_with_the_same_client_id_is_harmless(office):
    alice, bob = await office.signed_in(ALICE), await office.signed_in(BOB)
    here, there = await alice.joins("general"), await bob.joins("general")
    sent = {"type": "message", "room": "general", "content": "une fois", "client_id": "c"}
    first = await here.asks("ack", **sent)
    again = await here.asks("ack", **sent)
    assert (first["id"], first["seq"]) == (again["id"], again["seq"])
    # In one batch too.
    await asyncio.gather(*(here.send(**{**sent, "client_id": "d"}) for _ in range(5)))
    acks = [await here.next("ack") for _ in range(5)]
    assert len({ack["seq"] for ack in acks}) == 1
    assert (await there.next("message"))["seq"] == first["seq"]
    assert (await there.next("message"))["seq"] == acks[0]["seq"]
    assert await there.nothing_more("message")


async def test_a_client_id_is_each_senders_own(office):
    alice, bob = await office.signed_in(ALICE), await office.signed_in(BOB)
    here, there = await alice.joins("general"), await bob.joins("general")
    sent = {"type": "message", "room": "general", "content": "moi", "client_id": "same"}
    assert (await here.asks("ack", **sent))["seq"] != (await there.asks("ack", **sent))["seq"]


async def test_joining_since_replays_what_was_missed_without_gap_or_double(office):
    alice, bob = await office.signed_in(ALICE), await office.signed_in(BOB)
    here = await alice.joins("general")
    for number in range(5):
        await here.asks("ack", type="message", room="general", content=f"n{number}")
    phone = await bob.connects()
    talking = asyncio.create_task(_talk(here, 60))
    await phone.send(type="join", room="general", since=2)
    assert (await phone.next("joined"))["room"] == "general"
    seqs = [(await phone.next("message"))["seq"] for _ in range(3 + 60)]
    await talking
    assert seqs == list(range(3, 3 + 63))


async def _talk(phone, many):
    for number in range(many):
        await phone.send(type="message", room="general", content=f"live {number}")


async def test_every_sequence_is_without_gap_whoever_sends(office):
    people = [await office.signed_in(email) for email in (ADA, ALICE, BOB)]
    phones = [await person.joins("general") for person in people]
    await asyncio.gather(*(_talk(phone, 80) for phone in phones))
    for phone in phones:
        assert [(await phone.next("message"))["seq"] for _ in range(240)] == list(range(1, 241))


async def test_somebody_has_several_devices(office):
    alice = await office.signed_in(ALICE)
    phone, laptop = await alice.joins("general"), await alice.joins("general")
    await phone.asks("ack", type="message", room="general", content="de mon téléphone")
    assert (await laptop.next("message"))["content"] == "de mon téléphone"
    await phone.asks("ack", type="dm", to=alice.id, content="note")
    said = await laptop.next("dm")
    assert (said["from_user"], said["to_user"]) == (alice.id, alice.id)


async def test_whoever_is_taken_out_of_a_room_hears_no_more_at_once(office):
    alice, bob = await office.signed_in(ALICE), await office.signed_in(BOB)
    room = await alice.does("POST", "/chat/rooms", 201, {"name": "secret", "is_private": True})
    await alice.does("POST", "/chat/rooms/secret/members", 201, {"user_id": bob.id})
    here, there = await alice.joins("secret"), await bob.joins("secret")
    await alice.does("DELETE", f"/chat/rooms/secret/members/{bob.id}", 200)
    await here.asks("ack", type="message", room="secret", content="entre nous")
    assert (await there.next("left"))["room_id"] == room["id"]
    assert await there.nothing_more("message")
    refused = await there.asks("error", type="message", room="secret", content="et moi ?")
    assert refused["code"] == "room_not_found"
    assert (await there.asks("error", type="join", room="secret"))["code"] == "room_not_found"


async def test_a_stranger_cannot_join_or_read_or_write_a_private_room(office):
    alice, mallory = await office.signed_in(ALICE), await office.hires("mallory")
    room = await alice.does("POST", "/chat/rooms", 201, {"name": "secret", "is_private": True})
    phone = await mallory.connects()
    for reference in ("secret", room["id"], str(room["id"])):
        for frame in (
            {"type": "join", "room": reference, "since": 0},
            {"type": "message", "room": reference, "content": "x"},
            {"type": "room_history", "room": reference},
            {"type": "typing", "room": reference, "is_typing": True},
            {"type": "read", "room": reference},
            {"type": "leave", "room": reference},
        ):
            assert (await phone.asks("error", **frame))["code"] == "room_not_found"


async def test_typing_is_told_to_the_others(office):
    alice, bob = await office.signed_in(ALICE), await office.signed_in(BOB)
    here, there = await alice.joins("general"), await bob.joins("general")
    await here.send(type="typing", room="general", is_typing=True)
    told = await there.next("typing")
    assert told == {
        "type": "typing",
        "room": "general",
        "user_id": alice.id,
        "is_typing": True,
    }
    assert await here.nothing_more("typing")


async def test_presence_is_told_to_those_who_share_a_room(office):
    bob = await office.signed_in(BOB)
    mallory = await office.hires("mallory")
    there, stranger = await bob.joins("general"), await mallory.connects()
    alice = await office.signed_in(ALICE)
    phone = await alice.connects()
    assert await there.next("presence") == {
        "type": "presence",
        "user_id": alice.id,
        "status": "online",
    }
    assert (await bob.gets(f"/users/{alice.id}"))["online"] is True
    await phone.wire.close()
    told = await there.next("presence")
    assert (told["user_id"], told["status"]) == (alice.id, "offline")
    assert await stranger.nothing_more("presence")


async def test_what_is_read_is_known_on_every_device(office):
    alice, bob = await office.signed_in(ALICE), await office.signed_in(BOB)
    here = await alice.joins("general")
    await here.asks("ack", type="message", room="general", content="@bob tu viens ?")
    [general] = [r for r in await bob.gets("/chat/rooms") if r["name"] == "general"]
    assert (general["unread"], general["mentions"]) == (1, 1)
    phone, laptop = await bob.connects(), await bob.connects()
    await phone.send(type="read", room="general")
    assert (await laptop.next("read"))["unread"] == 0
    [general] = [r for r in await bob.gets("/chat/rooms") if r["name"] == "general"]
    assert (general["unread"], general["mentions"]) == (0, 0)


async def test_an_edited_a_deleted_and_a_reacted_message_is_told(office):
    alice, bob = await office.signed_in(ALICE), await office.signed_in(BOB)
    here, there = await alice.joins("general"), await bob.joins("general")
    ack = await here.asks("ack", type="message", room="general", content="avant")
    path = f"/chat/messages/{ack['id']}"
    await alice.does("PUT", path, 200, {"content": "après"})
    edited = await there.next("edited")
    assert (edited["id"], edited["content"]) == (ack["id"], "après")
    await bob.does("POST", f"{path}/reactions", 201, {"emoji": "👍"})
    assert (await there.next("reactions"))["reactions"] == [
        {"emoji": "👍", "count": 1, "users": [bob.id]}
    ]
    await alice.does("DELETE", path, 200)
    deleted = await there.next("deleted")
    assert (deleted["content"], deleted["deleted"]) == ("", True)


# ── Who may connect ───────────────────────────────────────────────────────────────────────


async def refused(office, headers=None, **more) -> int:
    with pytest.raises(InvalidStatus) as error:
        await websockets.connect(office.socket_url, additional_headers=headers or {}, **more)
    body = json.loads(error.value.response.body)
    assert body["code"] in {"authentication_required", "invalid_credentials"}
    return error.value.response.status_code


@sqlite_only
async def test_a_handshake_without_a_token_that_holds_is_401(office):
    alice = await office.signed_in(ALICE)
    token = alice.tokens["access_token"]
    tokens = office.platform.tokens
    header, payload, signature = token.split(".")
    assert await refused(office) == 401
    for bad in (
        "garbage",
        "",
        resigned(tokens, "intranet", token, to="meuble"),
        resigned(tokens, "intranet", token, lifetime_s=-1),
        f"{header}.{payload}.",
        f"{header}.{payload}.{signature[::-1]}",
        alice.tokens["refresh_token"],
    ):
        assert await refused(office, {"Authorization": f"Bearer {bad}"}) == 401
    with pytest.raises(InvalidStatus):
        await websockets.connect(f"{office.socket_url}/?token={token}")


@sqlite_only
async def test_a_browser_sends_its_token_as_a_subprotocol_and_gets_bearer_back(office):
    alice = await office.signed_in(ALICE)
    offered = ["bearer", alice.tokens["access_token"]]
    async with websockets.connect(office.socket_url, subprotocols=offered) as phone:
        assert phone.subprotocol == "bearer"
        await phone.send(json.dumps({"type": "ping"}))
        assert json.loads(await phone.recv())["type"] == "pong"
    assert await refused(office, subprotocols=["bearer", "garbage"]) == 401


@sqlite_only
async def test_a_page_of_another_site_is_refused(open_an_office):
    office = await open_an_office(production=True, COMPTOIR_CORS_ORIGINS="https://intra.example")
    alice = await office.signed_in(ALICE)
    for origin in ("https://evil.example", "http://localhost:3000", "null"):
        with pytest.raises(InvalidStatus):
            await alice.connects(origin=origin)
    phone = await alice.connects(origin="https://intra.example")
    assert await phone.nothing_more("error")


async def test_logging_out_cuts_the_sockets_of_that_sign_in_alone(office):
    alice, again = await office.signed_in(ALICE), await office.signed_in(ALICE)
    phone, laptop = await alice.connects(), await again.connects()
    await alice.does("POST", "/logout", 200)
    assert await phone.closed_with() == 4401
    assert await laptop.nothing_more("error")


async def test_somebody_who_is_let_in_no_more_is_cut(office):
    ada, bob = await office.signed_in(ADA), await office.signed_in(BOB)
    phone = await bob.connects()
    await ada.does("PATCH", f"/users/{bob.id}", 200, {"status": "inactive"})
    assert await phone.closed_with() == 4401
    assert (await bob.http.get("/me")).status_code == 401
    assert (await bob.signs_in()).status_code == 403


async def test_a_token_that_ends_in_the_middle_is_told_and_a_newer_one_goes_on(office):
    alice, bob = await office.signed_in(ALICE), await office.signed_in(BOB)
    here, there = await alice.connects(), await bob.connects()
    office.clock.advance(minutes=59)
    fresh = (
        await alice.does("POST", "/refresh", 200, {"refresh_token": alice.tokens["refresh_token"]})
    )["access_token"]
    assert (await here.asks("authenticated", type="auth", token=fresh))["expires_at"]
    office.clock.advance(minutes=2)
    assert (await there.next("error"))["code"] == "token_expired"
    assert await there.closed_with() == 4402
    assert await here.nothing_more("error")


@sqlite_only
async def test_nobody_goes_on_with_somebody_elses_token(office):
    alice, bob = await office.signed_in(ALICE), await office.signed_in(BOB)
    phone = await alice.connects()
    frame = {"type": "auth", "token": bob.tokens["access_token"]}
    assert (await phone.asks("error", **frame))["code"] == "invalid_credentials"


# ── What is no frame ──────────────────────────────────────────────────────────────────────

BAD = [
    "",
    "{",
    "[]",
    "null",
    "3",
    '"join"',
    "{}",
    '{"type": 3}',
    '{"type": "dance"}',
    '{"type": ["join"]}',
    '{"type": "join"}',
    '{"type": "join", "room": null}',
    '{"type": "join", "room": ["general"]}',
    '{"type": "join", "room": "nowhere"}',
    '{"type": "join", "room": -1}',
    '{"type": "join", "room": 99999999999999999999}',
    '{"type": "join", "room": "general", "since": "x"}',
    '{"type": "join", "room": "general", "since": -1}',
    '{"type": "message", "room": "general"}',
    '{"type": "message", "room": "general", "content": ""}',
    '{"type": "message", "room": "general", "content": " \\n"}',
    '{"type": "message", "room": "general", "content": 3}',
    '{"type": "message", "room": "general", "content": "a\\u0000b"}',
    '{"type": "message", "room": "general", "content": "\\ud800"}',
    '{"type": "message", "content": "x"}',
    '{"type": "message", "room": "general", "content": "x", "client_id": {}}',
    '{"type": "message", "room": "general", "content": "x", "reply_to": 9007199254740993}',
    '{"type": "message", "room": "general", "content": "x", "files": [999999]}',
    '{"type": "message", "room": "general", "content": "x", "files": "all"}',
    '{"type": "dm", "to": "bob", "content": "x"}',
    '{"type": "dm", "to": 999999, "content": "x"}',
    '{"type": "dm", "to": true, "content": "x"}',
    '{"type": "room_history", "room": "general", "limit": 0}',
    '{"type": "room_history", "room": "general", "limit": "many"}',
    '{"type": "dm_history", "with": 0}',
    '{"type": "dm_history"}',
    '{"type": "typing", "room": "general", "is_typing": "yes"}',
    '{"type": "auth"}',
    b"\x00\xff",
]


async def test_what_is_no_frame_is_answered_and_the_connection_stays(office):
    alice = await office.signed_in(ALICE)
    phone = await alice.joins("general")
    for frame in BAD:
        await phone.wire.send(frame)
        error = await phone.next()
        assert error["type"] == "error", frame
        assert error["code"], frame
        assert error["message"], frame
        assert error["code"] != "internal_error", frame
    await phone.asks("ack", type="message", room="general", content="toujours là")


@sqlite_only
async def test_errors_are_in_the_language_of_the_handshake(office):
    alice = await office.signed_in(ALICE)
    phone = await alice.connects()
    french = await phone.asks("error", type="join", room="nowhere")
    assert french["message"] == "Salon introuvable."
    headers = {
        "Authorization": f"Bearer {alice.tokens['access_token']}",
        "Accept-Language": "en",
    }
    async with websockets.connect(office.socket_url, additional_headers=headers) as english:
        await english.send('{"type": "join", "room": "nowhere"}')
        assert json.loads(await english.recv())["message"] == "Room not found."


@sqlite_only
async def test_a_frame_of_64_kilobytes_is_taken_and_a_larger_one_is_not_read(office):
    alice, bob = await office.signed_in(ALICE), await office.signed_in(BOB)
    here, there = await alice.joins("general"), await bob.joins("general")
    frame = {"type": "message", "room": "general", "content": ""}
    frame["content"] = "x" * (wire.MAXIMUM_FRAME_BYTES - len(json.dumps(frame)))
    assert len(json.dumps(frame)) == wire.MAXIMUM_FRAME_BYTES
    await here.asks("ack", **frame)
    assert (await there.next("message"))["content"] == frame["content"]
    await here.wire.send("x" * (wire.MAXIMUM_FRAME_BYTES + 1))
    assert await here.closed_with() == 1009
    assert await there.nothing_more("error")


@sqlite_only
async def test_a_message_in_a_thousand_fragments_is_not_put_together(office):
    alice = await office.signed_in(ALICE)
    phone = await alice.connects()
    await phone.wire.send(['{"type": ', '"ping', '"}'])
    assert (await phone.next())["type"] == "pong"
    await phone.wire.send(["{", *[""] * 1_100])
    assert await phone.closed_with() == 1009


@sqlite_only
async def test_whoever_pings_without_end_is_closed_and_the_others_stay(office):
    alice, bob = await office.signed_in(ALICE), await office.signed_in(BOB)
    here, there = await alice.connects(), await bob.connects()
    for _ in range(150):
        await here.wire.ping()
    assert await here.nothing_more("error")
    with contextlib.suppress(websockets.ConnectionClosed):
        for _ in range(300):
            await here.wire.ping()
    assert await here.closed_with() == 1008
    assert await there.nothing_more("error")


@sqlite_only
async def test_the_hundred_and_first_frame_at_once_is_told_to_wait(office):
    alice = await office.signed_in(ALICE)
    phone = await alice.connects()
    for _ in range(wire.FRAMES_AT_ONCE + 20):
        await phone.wire.send('{"type": "ping"}')
    answers = [await phone.next() for _ in range(wire.FRAMES_AT_ONCE + 20)]
    limited = [a for a in answers if a["type"] == "error"]
    assert limited
    assert {a["code"] for a in limited} == {"rate_limit_exceeded"}
    assert answers[: wire.FRAMES_AT_ONCE] == [{"type": "pong"}] * wire.FRAMES_AT_ONCE


@sqlite_only
async def test_a_person_joins_so_many_rooms_at_once_on_all_their_sockets(office, monkeypatch):
    monkeypatch.setattr(hub, "JOINS_AT_ONCE", 5)
    alice, bob = await office.signed_in(ALICE), await office.signed_in(BOB)
    phones = [await alice.connects(), await alice.connects()]
    for phone in phones:
        for _ in range(4):
            await phone.send(type="join", room="general")
    answers = [await phone.next("joined", "error") for phone in phones for _ in range(4)]
    refused = [each for each in answers if each["type"] == "error"]
    assert refused
    assert {(each["code"], each["frame"]) for each in refused} == {("rate_limit_exceeded", "join")}
    assert len(answers) - len(refused) >= 5
    assert await bob.joins("general"), "whoever else joins is let in"


@sqlite_only
async def test_who_is_in_a_room_is_read_once_for_many_who_join(office, monkeypatch):
    reads = []
    read = hub._people

    def counted(*given):
        reads.append(given)
        return read(*given)

    monkeypatch.setattr(hub, "_people", counted)
    # A machine that is busy with other things takes longer than what is read may be told again.
    monkeypatch.setattr(hub, "PEOPLE_KNOWN_S", 60.0)
    alice = await office.signed_in(ALICE)
    phone = await alice.joins("general")
    await asyncio.sleep(3 * presence.TOLD_TOGETHER_S)  # that she came is told by then
    for _ in range(20):
        await phone.asks("joined", type="join", room="general")
    assert len(reads) <= 2


@sqlite_only
async def test_whoever_joins_is_told_of_whoever_just_came(office):
    alice, bob = await office.signed_in(ALICE), await office.signed_in(BOB)
    phone = await alice.joins("general")
    seen = await phone.asks("joined", type="join", room="general")
    assert {m["user_id"]: m["status"] for m in seen["members"]}.get(bob.id) != "online"
    await bob.joins("general")
    await phone.next("presence")
    seen = await phone.asks("joined", type="join", room="general")
    assert {m["user_id"]: m["status"] for m in seen["members"]}[bob.id] == "online"


# ── Readers that stall; servers with no private door ──────────────────────────────────────


@sqlite_only
@pytest.mark.parametrize("private_door", [True, False], ids=["transport", "send"])
async def test_a_reader_that_stalls_is_closed_and_the_others_hear_all(open_an_office, private_door):
    office = await open_an_office(wrap=None if private_door else only_the_public_door)
    alice, bob, ada = [await office.signed_in(email) for email in (ALICE, BOB, ADA)]
    stalled = await bob.connects(max_queue=1)
    await stalled.asks("joined", type="join", room="general")
    stalled.wire.transport.pause_reading()
    assert all((c.transport is not None) is private_door for c in office.hub._sockets)
    here, there = await alice.joins("general"), await ada.joins("general")
    content = "x" * 60_000
    for number in range(90):
        await here.asks("ack", type="message", room="general", content=f"{number} {content}")
        assert (await there.next("message"))["seq"] == number + 1
    async with asyncio.timeout(5):
        while office.hub.connected > 2:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    again = await bob.joins("general", since=0)
    seqs = [(await again.next("message"))["seq"] for _ in range(90)]
    assert seqs == list(range(1, 91))


async def test_everything_works_through_the_public_door(open_an_office):
    office = await open_an_office(wrap=only_the_public_door)
    alice, bob = await office.signed_in(ALICE), await office.signed_in(BOB)
    here, there = await alice.joins("general"), await bob.joins("general")
    await asyncio.gather(*(_talk(here, 50) for _ in range(1)))
    assert [(await there.next("message"))["seq"] for _ in range(50)] == list(range(1, 51))
    await alice.does("POST", "/logout", 200)
    assert await here.closed_with() == 4401
