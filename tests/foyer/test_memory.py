"""What an agent keeps of what somebody tells it: theirs alone, used, listed and deleted by them."""

import pytest

from comptoir.brain import Reading
from comptoir.brain.scripted import ScriptedBrain
from comptoir.foyer.memory import learnt_from

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Je m'appelle Ada.", ["fact"]),
        ("Bonjour ! Je préfère les réponses courtes. Merci.", ["fact"]),
        ("Mon chien s'appelle Rex et il a trois ans.", ["fact"]),
        ("Non, la réunion est le mardi.", ["correction"]),
        ("Actually, the server runs Debian.", ["correction"]),
        ("Remember that our database is PostgreSQL.", ["fact"]),
        ("Comment je m'appelle ?", []),
        ("Quelle heure est-il ?", []),
        ("Merci.", []),
        ("Écris une fonction qui trie une liste.", []),
    ],
)
def test_what_a_message_states(text, kinds):
    assert [each.kind for each in learnt_from(text)] == kinds


async def test_what_was_told_in_one_chat_is_known_in_the_next(office):
    ada = await office.signed_in()
    agent_id = await ada.makes_agent(learn_from_interaction=True)
    told = await ada.says(await ada.begins_chat(agent_id), "Mon chien s'appelle Rex.")
    answer = await ada.says(await ada.begins_chat(agent_id), "Comment s'appelle mon chien ?")
    assert "Rex" in answer["assistant_message"]["content"]
    listed = (await ada.http.get(f"/api/agents/{agent_id}/memory")).json()
    [fact] = listed["facts"]
    assert fact["content"] == "Mon chien s'appelle Rex."
    assert fact["message_id"] == told["user_message"]["id"]
    forgotten = await ada.http.delete(f"/api/agents/{agent_id}/memory/{fact['id']}")
    assert forgotten.status_code == 200
    after = await ada.says(await ada.begins_chat(agent_id), "Comment s'appelle mon chien ?")
    assert "Rex" not in after["assistant_message"]["content"]


async def test_without_the_flag_nothing_is_kept(office):
    ada = await office.signed_in()
    agent_id = await ada.makes_agent()
    await ada.says(await ada.begins_chat(agent_id), "Mon chien s'appelle Rex.")
    assert (await ada.http.get(f"/api/agents/{agent_id}/memory")).json()["facts"] == []


async def test_nothing_crosses_people_and_the_owner_sees_counts_alone(open_an_office):
    prompts = []

    def words(turns):
        prompts.append("\n".join(turn.content for turn in turns))
        return ["D'accord."]

    office = await open_an_office(brain=ScriptedBrain(lambda _: Reading("none", 0.0), words))
    ada, bob = await office.signed_in(), await office.newcomer("bob")
    agent_id = await ada.makes_agent(is_public=True, learn_from_interaction=True)
    await bob.says(await bob.begins_chat(agent_id), "J'habite à Brest.")
    await ada.says(await ada.begins_chat(agent_id), "Où habite Bob ?")
    assert "Brest" not in prompts[-1]
    await bob.says(await bob.begins_chat(agent_id), "Où est-ce que j'habite ?")
    assert "Brest" in prompts[-1]
    seen = (await ada.http.get(f"/api/agents/{agent_id}/memory")).json()
    assert seen == {"facts": [], "total": 0, "counts": {"facts": 1, "people": 1}}
    [fact] = (await bob.http.get(f"/api/agents/{agent_id}/memory")).json()["facts"]
    stolen = await ada.http.delete(f"/api/agents/{agent_id}/memory/{fact['id']}")
    assert stolen.status_code == 404
    # In a chat that others see, what is known of one is neither used nor added to.
    shared = await bob.begins_chat(agent_id)
    await bob.http.post(f"/api/chats/{shared}/members", json={"trigramme": "ADA"})
    await bob.says(shared, "J'aime beaucoup les crêpes.")
    assert "Brest" not in prompts[-1]
    assert (await bob.http.get(f"/api/agents/{agent_id}/memory")).json()["total"] == 1
