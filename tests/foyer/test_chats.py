"""Chats: whose they are, who takes part, where they branch, and taking them away."""

import pytest

from comptoir.brain import Reading
from comptoir.brain.scripted import ScriptedBrain

pytestmark = pytest.mark.anyio


def echo(turns):
    return ["Vous ", "dites : ", turns[-1].content]


@pytest.fixture
async def talkative(open_an_office):
    """An office whose model repeats what it hears."""
    return await open_an_office(brain=ScriptedBrain(lambda _: Reading("none", 0.0), echo))


async def test_a_chat_is_titled_by_its_first_message_unless_a_person_did(talkative):
    ada = await talkative.signed_in()
    untitled, titled = await ada.begins_chat(), await ada.begins_chat(title="Le mien")
    long = "Comment utiliser les décorateurs de Python avec des arguments nommés, s'il te plaît ?"
    for chat_id in (untitled, titled):
        await ada.says(chat_id, long)
    titles = {
        each["id"]: each["title"] for each in (await ada.http.get("/api/chats")).json()["chats"]
    }
    assert long.startswith(titles[untitled])
    assert 20 < len(titles[untitled]) <= 60
    assert titles[titled] == "Le mien"
    await ada.http.put(f"/api/chats/{untitled}", json={"title": "Décorateurs"})
    assert (await ada.http.get(f"/api/chats/{untitled}")).json()["title"] == "Décorateurs"


async def test_chats_are_listed_the_latest_first_by_pages(talkative):
    ada = await talkative.signed_in()
    agent_id = await ada.makes_agent()
    ids = []
    for _ in range(3):
        ids.append(await ada.begins_chat(agent_id))
        talkative.clock.advance(minutes=1)
    await ada.says(ids[0], "Bonjour")
    page = (await ada.http.get("/api/chats?limit=2")).json()
    assert ([each["id"] for each in page["chats"]], page["total"]) == ([ids[0], ids[2]], 3)
    assert page["chats"][0]["last_message_at"] > page["chats"][0]["created_at"]


async def test_somebody_elses_chat_is_not_found(talkative):
    ada, bob = await talkative.signed_in(), await talkative.newcomer("bob")
    chat_id = await ada.begins_chat()
    said = await ada.says(chat_id, "Secret")
    message_id = said["assistant_message"]["id"]
    for method, path, body in (
        ("GET", f"/api/chats/{chat_id}", None),
        ("PUT", f"/api/chats/{chat_id}", {"title": "À moi"}),
        ("DELETE", f"/api/chats/{chat_id}", None),
        ("GET", f"/api/chats/{chat_id}/export", None),
        ("POST", f"/api/chats/{chat_id}/fork", {"message_id": message_id}),
        ("POST", f"/api/chats/{chat_id}/branch", {"message_id": message_id}),
        ("GET", f"/api/chats/{chat_id}/members", None),
        ("POST", f"/api/chats/{chat_id}/members", {"trigramme": "BOB"}),
        ("POST", "/api/messages", {"chat_id": chat_id, "content": "Bonjour"}),
        ("GET", f"/api/messages/stream/{chat_id}?message=Bonjour", None),
        ("GET", f"/api/messages/{message_id}", None),
        ("POST", f"/api/messages/{message_id}/stop", None),
        ("POST", f"/api/messages/{message_id}/regenerate", None),
    ):
        answer = await bob.http.request(method, path, json=body)
        assert answer.status_code == 404, (method, path, answer.text)
    private = await bob.makes_agent()
    assert (await ada.http.post("/api/chats", json={"agent_id": private})).status_code == 404


async def test_members_read_and_write_and_only_the_owner_changes(talkative):
    ada, bob = await talkative.signed_in(), await talkative.newcomer("bob")
    chat_id = await ada.begins_chat()
    added = await ada.http.post(f"/api/chats/{chat_id}/members", json={"trigramme": "bob"})
    assert (added.status_code, added.json()["user_id"]) == (201, bob.id)
    said = await bob.says(chat_id, "Bonjour")
    assert said["user_message"]["user_id"] == bob.id
    seen = (await ada.http.get(f"/api/chats/{chat_id}")).json()
    assert [each["role"] for each in seen["messages"]] == ["user", "assistant"]
    assert [each["trigramme"] for each in seen["members"]] == ["ADA", "BOB"]
    assert (await bob.http.get("/api/chats")).json()["total"] == 1
    assert (await bob.http.put(f"/api/chats/{chat_id}", json={"title": "À moi"})).status_code == 403
    assert (await bob.http.delete(f"/api/chats/{chat_id}")).status_code == 403
    assert (
        await bob.http.post(f"/api/chats/{chat_id}/members", json={"trigramme": "ADM"})
    ).status_code == 403
    left = await bob.http.delete(f"/api/chats/{chat_id}/members/{bob.id}")
    assert left.status_code == 200
    assert (await bob.http.get(f"/api/chats/{chat_id}")).status_code == 404


async def test_an_edited_question_begins_a_branch_and_the_old_one_is_still_there(talkative):
    ada = await talkative.signed_in()
    chat_id = await ada.begins_chat()
    await ada.says(chat_id, "Un")
    second = (await ada.says(chat_id, "Deux"))["user_message"]["id"]
    edited = await ada.http.put(f"/api/messages/{second}", json={"content": "Deux bis"})
    assert edited.status_code == 201
    assert edited.json()["assistant_message"]["content"] == "Vous dites : Deux bis"
    chat = (await ada.http.get(f"/api/chats/{chat_id}")).json()
    assert [each["content"] for each in chat["messages"]][2] == "Deux bis"
    assert chat["messages"][2]["siblings"] == [second, edited.json()["user_message"]["id"]]
    await ada.http.post(f"/api/chats/{chat_id}/branch", json={"message_id": second})
    chat = (await ada.http.get(f"/api/chats/{chat_id}")).json()
    assert [each["content"] for each in chat["messages"]][2] == "Deux"


async def test_an_answer_is_asked_for_again_beside_the_first(talkative):
    ada = await talkative.signed_in()
    chat_id = await ada.begins_chat()
    first = (await ada.says(chat_id, "Bonjour"))["assistant_message"]["id"]
    again = await ada.http.post(f"/api/messages/{first}/regenerate")
    assert again.status_code == 201
    shown = (await ada.http.get(f"/api/chats/{chat_id}")).json()["messages"]
    assert [each["content"] for each in shown] == ["Bonjour", "Vous dites : Bonjour"]
    assert shown[1]["siblings"] == [first, again.json()["assistant_message"]["id"]]


async def test_a_fork_goes_on_from_a_message_and_leaves_the_chat_as_it_is(talkative):
    ada = await talkative.signed_in()
    chat_id = await ada.begins_chat()
    first = await ada.says(chat_id, "Un")
    await ada.says(chat_id, "Deux")
    forked = await ada.http.post(
        f"/api/chats/{chat_id}/fork", json={"message_id": first["assistant_message"]["id"]}
    )
    assert (forked.status_code, forked.json()["forked_from"]) == (201, chat_id)
    await ada.says(forked.json()["id"], "Autrement")
    contents = [
        [each["content"] for each in (await ada.http.get(f"/api/chats/{id_}")).json()["messages"]]
        for id_ in (chat_id, forked.json()["id"])
    ]
    assert contents[0][2] == "Deux"
    assert contents[1] == ["Un", "Vous dites : Un", "Autrement", "Vous dites : Autrement"]


async def test_a_chat_is_taken_away_as_markdown_and_json(talkative):
    ada = await talkative.signed_in()
    chat_id = await ada.begins_chat(title="Le mien")
    await ada.says(chat_id, "Bonjour")
    markdown = await ada.http.get(f"/api/chats/{chat_id}/export")
    assert markdown.headers["content-type"].startswith("text/markdown")
    assert markdown.text.startswith("# Le mien")
    assert "Vous dites : Bonjour" in markdown.text
    whole = (await ada.http.get(f"/api/chats/{chat_id}/export?format=json")).json()
    assert [each["role"] for each in whole["messages"]] == ["user", "assistant"]
    assert (await ada.http.get(f"/api/chats/{chat_id}/export?format=pdf")).status_code == 422


async def test_ones_own_messages_are_searched_and_nobody_elses(talkative):
    ada, bob = await talkative.signed_in(), await talkative.newcomer("bob")
    chat_id = await ada.begins_chat()
    await ada.says(chat_id, "Quelle est la durée de la garantie ?")
    await bob.says(await bob.begins_chat(), "Parlons de la garantie de Bob")
    found = (await ada.http.get("/api/messages/search?q=garanties")).json()["messages"]
    assert {each["role"] for each in found} == {"user", "assistant"}
    assert {each["chat_id"] for each in found} == {chat_id}
    await ada.http.delete(f"/api/chats/{chat_id}")
    assert (await ada.http.get("/api/messages/search?q=garanties")).json()["total"] == 0


async def test_what_was_said_in_a_shared_chat_is_found_by_all_who_take_part(talkative):
    ada, bob = await talkative.signed_in(), await talkative.newcomer("bob")
    shared, alone = await ada.begins_chat(), await ada.begins_chat()
    await ada.http.post(f"/api/chats/{shared}/members", json={"trigramme": "BOB"})
    await ada.says(alone, "La garantie que personne d'autre ne lit")
    await bob.says(shared, "Quelle est la durée de la garantie ?")
    await bob.says(await bob.begins_chat(), "Une garantie à moi")
    found = (await bob.http.get("/api/messages/search?q=garanties")).json()["messages"]
    assert len(found) == 4
    assert alone not in {each["chat_id"] for each in found}
    by_ada = (await ada.http.get("/api/messages/search?q=garanties")).json()["messages"]
    assert {each["chat_id"] for each in by_ada} == {shared, alone}
    await ada.http.delete(f"/api/chats/{shared}/members/{bob.id}")
    left = (await bob.http.get("/api/messages/search?q=garanties")).json()["messages"]
    assert shared not in {each["chat_id"] for each in left}
    assert len(left) == 2


async def test_a_deleted_chat_is_gone_with_its_messages(talkative):
    ada = await talkative.signed_in()
    chat_id = await ada.begins_chat()
    said = await ada.says(chat_id, "Bonjour")
    assert (await ada.http.delete(f"/api/chats/{chat_id}")).status_code == 200
    assert (await ada.http.get(f"/api/chats/{chat_id}")).status_code == 404
    assert (await ada.http.get(f"/api/messages/{said['user_message']['id']}")).status_code == 404


async def test_a_chat_outlives_its_agent_and_gets_no_more_answers(talkative):
    ada = await talkative.signed_in()
    agent_id = await ada.makes_agent(name="Éphémère")
    chat_id = await ada.begins_chat(agent_id)
    await ada.says(chat_id, "Bonjour")
    await ada.http.delete(f"/api/agents/{agent_id}")
    chat = (await ada.http.get(f"/api/chats/{chat_id}")).json()
    assert (chat["agent"]["name"], len(chat["messages"])) == ("Éphémère", 2)
    refused = await ada.http.post("/api/messages", json={"chat_id": chat_id, "content": "Encore"})
    assert refused.status_code == 409
