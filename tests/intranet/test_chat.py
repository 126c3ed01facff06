"""Rooms, members, messages, direct messages and search, over HTTP."""

import asyncio

import pytest

from comptoir.intranet import wire
from office import ADA, ALICE, BOB
from shapes import INSTANT, TEXT, TRUTH, WHOLE, misfits

pytestmark = pytest.mark.anyio
sqlite_only = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


async def says(person, room, content, status=201, **more):
    body = {"content": content, **more}
    return await person.does("POST", f"/chat/rooms/{room}/messages", status, body)


async def test_the_documented_answers_have_their_documented_shape(office):
    alice, bob = await office.signed_in(ALICE), await office.signed_in(BOB)
    signed_in = {"access_token": TEXT, "refresh_token": TEXT}
    assert not misfits(signed_in, alice.tokens)
    assert len(alice.tokens["refresh_token"]) == 36, "a UUID"
    room = {"id": WHOLE, "name": TEXT, "created_at": INSTANT}
    assert not misfits([room], await alice.gets("/chat/rooms"))
    made = await alice.does("POST", "/chat/rooms", 201, {"name": "salon", "is_private": False})
    assert not misfits({**room, "is_private": TRUTH}, made)
    direct = {"from_user": WHOLE, "to_user": WHOLE, "content": TEXT, "timestamp": INSTANT}
    assert not misfits([direct], await alice.gets(f"/chat/dm/{bob.id}"))
    message = {
        "id": WHOLE,
        "seq": WHOLE,
        "room": "afterworks",
        "from_user": WHOLE,
        "username": TEXT,
        "content": TEXT,
        "timestamp": INSTANT,
    }
    assert not misfits([message], await alice.gets("/chat/rooms/afterworks/messages"))


async def test_both_spellings_of_a_path_are_one_route(office):
    alice = await office.signed_in(ALICE)
    for path in ("/chat/rooms", "/products", "/files", "/ressources", "/users", "/me"):
        assert await alice.gets(path) == await alice.gets(f"{path}/")


async def test_a_private_room_is_listed_to_its_members_alone(office):
    alice, bob, ada = [await office.signed_in(email) for email in (ALICE, BOB, ADA)]
    room = await alice.does("POST", "/chat/rooms", 201, {"name": "secret", "is_private": True})
    await alice.does("POST", "/chat/rooms/secret/members", 201, {"user_id": bob.id})

    async def sees(person):
        return room["id"] in [each["id"] for each in await person.gets("/chat/rooms")]

    assert await sees(alice)
    assert await sees(bob)
    assert not await sees(ada)
    await bob.does("DELETE", f"/chat/rooms/secret/members/{bob.id}", 200)
    assert not await sees(bob)
    assert (await bob.gets("/chat/rooms/secret/messages", 404))["code"] == "room_not_found"


async def test_a_name_is_taken_whatever_its_case_and_accents(office):
    alice = await office.signed_in(ALICE)
    await alice.does("POST", "/chat/rooms", 201, {"name": "Été"})
    for name in ("ete", "ÉTÉ", " été "):
        refused = await alice.does("POST", "/chat/rooms", 409, {"name": name})
        assert refused["code"] == "room_name_taken"
    for name in ("", " ", "123", "x" * 81, "a\0b", None, 3, "٣٤"):
        refused = await alice.does("POST", "/chat/rooms", 422, {"name": name})
        assert refused["code"] == "invalid_request"
        assert refused["detail"].startswith("name") or "\0" in str(name)


async def test_two_who_make_a_room_of_one_name_at_once_make_one(office):
    alice, bob = await office.signed_in(ALICE), await office.signed_in(BOB)
    new = {"name": "vite"}
    answers = await asyncio.gather(
        *(person.http.post("/chat/rooms", json=new) for person in (alice, bob) * 4)
    )
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 7


async def test_the_maker_or_an_admin_takes_others_out_and_nobody_else(office):
    alice, bob, ada = [await office.signed_in(email) for email in (ALICE, BOB, ADA)]
    await bob.does("POST", "/chat/rooms", 201, {"name": "chez bob"})
    for person in (alice, ada):
        path = "/chat/rooms/chez bob/members"
        await person.does("POST", path, 201, {"user_id": person.id})
    await alice.does("DELETE", f"/chat/rooms/chez bob/members/{ada.id}", 403)
    await ada.does("DELETE", f"/chat/rooms/chez bob/members/{alice.id}", 200)
    await bob.does("DELETE", f"/chat/rooms/chez bob/members/{ada.id}", 200)
    await alice.does("GET", "/chat/rooms/chez bob/members", 403)


async def test_history_comes_in_pages_oldest_first(office):
    alice = await office.signed_in(ALICE)
    ids = [(await says(alice, "general", f"n{number}"))["id"] for number in range(1, 121)]
    page = await alice.gets("/chat/rooms/general/messages")
    assert [each["content"] for each in page] == [f"n{number}" for number in range(71, 121)]
    by_seq = await alice.gets("/chat/rooms/general/messages", before=page[0]["seq"])
    by_id = await alice.gets("/chat/rooms/general/messages", before=ids[70])
    assert by_seq == by_id
    assert [each["content"] for each in by_seq] == [f"n{number}" for number in range(21, 71)]
    assert await alice.gets("/chat/rooms/general/messages", before=1) == []
    assert len(await alice.gets("/chat/rooms/general/messages", limit=1000)) == 100
    for bad in ("0", "-1", "x", "1.5", ""):
        assert (await alice.gets("/chat/rooms/general/messages", 422, limit=bad))["detail"]


async def test_a_post_with_a_client_id_or_an_idempotency_key_is_one(office):
    alice = await office.signed_in(ALICE)
    first = await says(alice, "general", "une fois", client_id="c1")
    assert (await says(alice, "general", "une fois", client_id="c1"))["id"] == first["id"]
    headers = {"Idempotency-Key": "k" * 255}
    body = {"content": "par clé"}
    path = "/chat/rooms/general/messages"
    answers = [await alice.http.post(path, json=body, headers=headers) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [201] * 3
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert answers[1].headers["Idempotency-Replayed"] == "true"
    other = await alice.http.post(path, json={"content": "autre"}, headers=headers)
    assert other.status_code == 409
    assert len(await alice.gets(path)) == 2


async def test_what_a_message_said_before_is_its_authors_and_administrators(office):
    alice, bob, ada = [await office.signed_in(email) for email in (ALICE, BOB, ADA)]
    said = await says(alice, "general", "avant")
    path = f"/chat/messages/{said['id']}"
    await bob.does("PUT", path, 403, {"content": "faux"})
    edited = await alice.does("PUT", path, 200, {"content": "après"})
    assert (edited["content"], edited["edited_at"][-1]) == ("après", "Z")
    await bob.does("DELETE", path, 403)
    await ada.does("DELETE", path, 200)
    [shown] = await bob.gets("/chat/rooms/general/messages")
    assert (shown["content"], shown["deleted"]) == ("", True)
    assert shown["seq"] == said["seq"], "a deleted message leaves no gap"
    for person in (alice, ada):
        kept = [each["content"] for each in await person.gets(f"{path}/history")]
        assert kept == ["avant", "après"]
    assert (await bob.gets(f"{path}/history", 403))["code"] == "forbidden"
    await alice.does("PUT", path, 409, {"content": "encore"})


async def test_replies_and_reactions(office):
    alice, bob = await office.signed_in(ALICE), await office.signed_in(BOB)
    said = await says(alice, "general", "Qui vient ?")
    answer = await says(bob, "general", "Moi", reply_to=said["id"])
    assert answer["reply_to"] == said["id"]
    assert (await says(bob, "general", "Moi", reply_to=said["seq"]))["reply_to"] == said["id"]
    elsewhere = (await alice.gets("/chat/rooms/afterworks/messages"))[0]["id"]
    await says(bob, "general", "Moi", 404, reply_to=elsewhere)
    path = f"/chat/messages/{said['id']}/reactions"
    await bob.does("POST", path, 201, {"emoji": "🎉"})
    await alice.does("POST", path, 201, {"emoji": "🎉"})
    again = await bob.does("POST", path, 201, {"emoji": "🎉"})
    assert again["reactions"] == [{"emoji": "🎉", "count": 2, "users": sorted([alice.id, bob.id])}]
    left = await bob.does("DELETE", f"{path}/🎉", 200)
    assert left["reactions"] == [{"emoji": "🎉", "count": 1, "users": [alice.id]}]
    for bad in ("", " ", "a b", "\n", "x" * 33):
        await bob.does("POST", path, 422, {"emoji": bad})
    for number in range(wire.MAXIMUM_REACTIONS - 1):
        await bob.does("POST", path, 201, {"emoji": f"e{number}"})
    await bob.does("POST", path, 409, {"emoji": "one more"[:3]})


async def test_a_file_in_a_message_is_the_rooms(office):
    alice, bob = await office.signed_in(ALICE), await office.signed_in(BOB)
    mallory = await office.hires("mallory")
    await alice.does("POST", "/chat/rooms", 201, {"name": "secret", "is_private": True})
    await alice.does("POST", "/chat/rooms/secret/members", 201, {"user_id": bob.id})
    sent = (await alice.http.post("/files", files={"file": ("a.txt", b"bonjour")})).json()
    await bob.does("GET", f"/files/{sent['id']}", 404)
    await says(bob, "secret", "volé", 404, files=[sent["id"]])
    said = await says(alice, "secret", "tiens", files=[sent["id"]])
    assert [each["name"] for each in said["files"]] == ["a.txt"]
    assert (await bob.http.get(f"/files/{sent['id']}")).content == b"bonjour"
    await mallory.does("GET", f"/files/{sent['id']}", 404)


async def test_direct_messages_are_their_two_peoples(office):
    alice, bob, ada = [await office.signed_in(email) for email in (ALICE, BOB, ADA)]
    said = await alice.does("POST", f"/chat/dm/{ada.id}", 201, {"content": "confidentiel"})
    assert (said["from_user"], said["to_user"]) == (alice.id, ada.id)
    assert [m["content"] for m in await ada.gets(f"/chat/dm/{alice.id}")] == ["confidentiel"]
    assert await bob.gets(f"/chat/dm/{ada.id}") == []
    await bob.gets(f"/chat/messages/{said['id']}", 404)
    await alice.gets("/chat/dm/999999", 404)
    [unread] = [c for c in await ada.gets("/chat/dm") if c["with"] == alice.id]
    assert (unread["username"], unread["unread"]) == ("alice", 1)
    assert (await ada.http.post(f"/chat/dm/{alice.id}/read")).json() == {"unread": 0}
    [read] = [c for c in await ada.gets("/chat/dm") if c["with"] == alice.id]
    assert read["unread"] == 0
    own = await alice.does("POST", f"/chat/dm/{alice.id}", 201, {"content": "note"})
    assert own["to_user"] == alice.id


async def test_somebody_who_is_blocked_is_not_heard(office):
    alice, bob = await office.signed_in(ALICE), await office.signed_in(BOB)
    await bob.does("PUT", f"/chat/blocks/{alice.id}", 200)
    assert await bob.gets("/chat/blocks") == [{"user_id": alice.id}]
    refused = await alice.does("POST", f"/chat/dm/{bob.id}", 403, {"content": "alors ?"})
    assert refused["code"] == "blocked"
    phone = await alice.connects()
    assert (await phone.asks("error", type="dm", to=bob.id, content="?"))["code"] == "blocked"
    await bob.does("POST", f"/chat/dm/{alice.id}", 201, {"content": "non"})
    await bob.does("DELETE", f"/chat/blocks/{alice.id}", 200)
    await alice.does("POST", f"/chat/dm/{bob.id}", 201, {"content": "merci"})


async def test_an_archived_room_is_read_and_not_written(office):
    alice, ada = await office.signed_in(ALICE), await office.signed_in(ADA)
    await says(alice, "general", "avant")
    await alice.does("PATCH", "/chat/rooms/general", 403, {"archived": True})
    await ada.does("PATCH", "/chat/rooms/general", 200, {"archived": True})
    assert (await says(alice, "general", "après", 409))["code"] == "room_archived"
    assert len(await alice.gets("/chat/rooms/general/messages")) == 1
    assert "general" not in [r["name"] for r in await alice.gets("/chat/rooms")]
    listed = await alice.gets("/chat/rooms", archived="true")
    assert [r["name"] for r in listed] == ["general"]


async def test_a_search_finds_what_the_searcher_may_read_and_nothing_else(office):
    alice, bob = await office.signed_in(ALICE), await office.signed_in(BOB)
    mallory = await office.hires("mallory")
    await alice.does("POST", "/chat/rooms", 201, {"name": "secret", "is_private": True})
    await alice.does("POST", "/chat/rooms/secret/members", 201, {"user_id": bob.id})
    await says(alice, "secret", "Le licenciement est prévu lundi")
    await says(alice, "general", "La réunion de lundi est déplacée")
    await alice.does("POST", f"/chat/dm/{bob.id}", 201, {"content": "lundi matin ?"})

    async def finds(person, words="lundi", **more):
        found = await person.gets("/chat/search", q=words, **more)
        return sorted(each["content"] for each in found)

    everything = [
        "La réunion de lundi est déplacée",
        "Le licenciement est prévu lundi",
        "lundi matin ?",
    ]
    assert await finds(alice) == everything
    assert await finds(bob) == everything
    assert await finds(mallory) == []
    assert await finds(mallory, room="general") == everything[:1]
    assert await finds(bob, "licensiement") == everything[1:2], "typing is forgiven"
    await bob.does("DELETE", f"/chat/rooms/secret/members/{bob.id}", 200)
    assert await finds(bob) == [everything[0], everything[2]]
    assert (await bob.gets("/chat/search", 404, q="lundi", room="secret"))["code"]


async def test_a_search_knows_what_was_edited_and_deleted(office):
    alice = await office.signed_in(ALICE)
    said = await says(alice, "general", "Le code du portail est mille")
    gone = await says(alice, "general", "portail à supprimer")

    async def finds(words):
        found = await alice.gets("/chat/search", q=words, room="general")
        return [each["id"] for each in found]

    assert set(await finds("portail")) == {said["id"], gone["id"]}
    await alice.does("PUT", f"/chat/messages/{said['id']}", 200, {"content": "Rien ici"})
    await alice.does("DELETE", f"/chat/messages/{gone['id']}", 200)
    assert await finds("portail") == []
    assert await finds("rien") == [said["id"]]


async def test_unread_counts_are_a_mark_and_not_less_than_before(office):
    alice, bob = await office.signed_in(ALICE), await office.signed_in(BOB)
    for number in range(5):
        await says(alice, "general", f"n{number} @bob")

    async def room(person):
        return await person.gets("/chat/rooms/general")

    assert (await room(bob))["unread"] == 5
    assert (await room(alice))["unread"] == 0, "whoever writes has read"
    [listed] = [r for r in await bob.gets("/chat/rooms") if r["name"] == "general"]
    assert listed["mentions"] == 5
    assert await bob.does("POST", "/chat/rooms/general/read", 200, {"seq": 3}) == {"unread": 2}
    assert await bob.does("POST", "/chat/rooms/general/read", 200, {"seq": 1}) == {"unread": 2}
    assert await bob.does("POST", "/chat/rooms/general/read", 200, {}) == {"unread": 0}


async def test_hostile_bodies_are_refused_in_the_services_own_words(office):
    alice = await office.signed_in(ALICE)
    paths = ("/chat/rooms", "/chat/rooms/general/messages", "/products", "/login", "/refresh")
    bodies = (b"", b"{", b"[]", b"null", b"3", b'{"content": "\\u0000"}', b"\xff\xfe", b"[" * 9999)
    for path in paths:
        for body in bodies:
            answer = await alice.http.post(
                path, content=body, headers={"Content-Type": "application/json"}
            )
            assert answer.status_code == 422, (path, body, answer.text)
            assert set(answer.json()) == {"detail", "code", "request_id"}
    for number in ("0", "-1", "99999999999999999999", "abc", "1e3"):
        for path in ("/users/{}", "/files/{}", "/products/{}", "/ressources/{}", "/chat/dm/{}"):
            answer = await alice.http.get(path.format(number))
            assert answer.status_code in {404, 422}, (path, number, answer.text)
            assert answer.json()["code"]
    for number in ("0", str(2**60), str(2**53), "7", str(2**28)):
        assert (await alice.http.get(f"/chat/messages/{number}")).status_code in {404, 422}
