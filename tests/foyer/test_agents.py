"""Agents: theirs, everybody's, fifty at most, and what they were before."""

import asyncio

import pytest

from agents_office import ADMIN

pytestmark = pytest.mark.anyio
AGENT = {"name": "Expert Python", "system_prompt": "Tu es un expert en Python."}


async def test_an_agent_is_made_read_changed_and_deleted_by_its_owner(office):
    ada = await office.signed_in()
    made = await ada.http.post("/api/agents", json={**AGENT, "temperature": 0.5})
    assert made.status_code == 201
    path = f"/api/agents/{made.json()['id']}"
    changed = await ada.http.put(path, json={"name": "Expert", "temperature": 0.8})
    assert (changed.json()["name"], changed.json()["temperature"]) == ("Expert", 0.8)
    assert changed.json()["system_prompt"] == AGENT["system_prompt"], "what is left out stays"
    assert (await ada.http.get(path)).json()["version"] == 2
    assert (await ada.http.delete(path)).status_code == 200
    assert (await ada.http.get(path)).status_code == 404


async def test_a_private_agent_is_nobody_elses_and_a_public_one_is_read_only(office):
    ada, bob = await office.signed_in(), await office.newcomer("bob")
    private, public = await ada.makes_agent(), await ada.makes_agent(is_public=True)
    nobody = office.visitor()
    for http in (bob.http, nobody.http):
        assert (await http.get(f"/api/agents/{private}")).status_code == 404
        assert (await http.get(f"/api/agents/{public}")).status_code == 200
    for agent_id, status in ((private, 404), (public, 403)):
        change = await bob.http.put(f"/api/agents/{agent_id}", json={"name": "À moi"})
        assert change.status_code == status
        assert (await bob.http.delete(f"/api/agents/{agent_id}")).status_code == status
    listed = [each["id"] for each in (await nobody.http.get("/api/agents")).json()["agents"]]
    assert public in listed
    assert private not in listed


async def test_lists_are_newest_first_and_limits_are_clamped(office):
    ada = await office.signed_in()
    ids = [await ada.makes_agent(name=f"Agent {n}", is_public=True) for n in range(3)]
    page = (await ada.http.get("/api/agents?limit=2")).json()
    assert [each["id"] for each in page["agents"]] == [ids[2], ids[1]]
    assert (page["total"], page["limit"], page["offset"]) == (4, 2, 0)
    assert (await ada.http.get("/api/agents?limit=1000")).json()["limit"] == 100
    for wrong in ("limit=0", "limit=ten", "offset=-1"):
        assert (await ada.http.get(f"/api/agents?{wrong}")).status_code == 400


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": None},
        {"temperature": 3},
        {"temperature": "warm"},
        {"model": "no such model!"},
        {"avatar_url": "javascript:alert(1)"},
        {"avatar_url": "//evil.example/a.png"},
        {"system_prompt": "x" * 20_001},
        {"name": "nul \0"},
    ],
    ids=str,
)
async def test_invalid_agents_are_400(office, wrong):
    ada = await office.signed_in()
    answer = await ada.http.post("/api/agents", json={**AGENT, **wrong})
    assert (answer.status_code, answer.json()["status"]) == (400, "error")


async def test_of_a_hundred_requests_at_once_fifty_make_an_agent(office):
    ada = await office.signed_in()
    office.platform.limiter = type(office.platform.limiter)(iter(range(0, 10**6, 60)).__next__)
    answers = await asyncio.gather(
        *(ada.http.post("/api/agents", json={**AGENT, "name": f"n° {n}"}) for n in range(100))
    )
    statuses = [answer.status_code for answer in answers]
    assert (statuses.count(201), statuses.count(409)) == (50, 50)
    mine = (await ada.http.get("/api/agents/my")).json()["agents"]
    assert len(mine) == 50
    await ada.http.delete(f"/api/agents/{mine[0]['id']}")
    assert (await ada.http.post("/api/agents", json=AGENT)).status_code == 201


async def test_any_version_is_restored_as_a_new_one(office):
    ada, bob = await office.signed_in(), await office.newcomer("bob")
    agent_id = await ada.makes_agent(name="Un")
    path = f"/api/agents/{agent_id}"
    await ada.http.put(path, json={"name": "Deux", "temperature": 1.5})
    await ada.http.put(path, json={"name": "Deux"})
    versions = (await ada.http.get(f"{path}/versions")).json()["versions"]
    assert [(each["version"], each["name"]) for each in versions] == [(2, "Deux"), (1, "Un")]
    restored = await ada.http.post(f"{path}/versions/1/restore")
    assert (restored.json()["name"], restored.json()["version"]) == ("Un", 3)
    assert restored.json()["temperature"] == 0.7
    assert (await ada.http.post(f"{path}/versions/9/restore")).status_code == 404
    assert (await bob.http.get(f"{path}/versions")).status_code == 404


async def test_production_keeps_a_public_agents_prompt_to_its_owner(open_an_office):
    office = await open_an_office(production=True, COMPTOIR_FOYER_DOMAINS="example.com")
    ann, bob = await office.newcomer("ann"), await office.newcomer("bob")
    agent_id = await ann.makes_agent(is_public=True)
    path = f"/api/agents/{agent_id}"
    assert (await bob.http.get(path)).json()["system_prompt"] == ""
    assert (await office.visitor().http.get("/api/agents")).json()["agents"][0][
        "system_prompt"
    ] == ""
    assert (await ann.http.get(path)).json()["system_prompt"] == "Tu aides."
    await ann.http.put(path, json={"prompt_is_public": True})
    assert (await bob.http.get(path)).json()["system_prompt"] == "Tu aides."


async def test_the_same_key_makes_one_agent(office):
    ada = await office.signed_in()
    key = {"Idempotency-Key": "once"}
    first, second = [await ada.http.post("/api/agents", json=AGENT, headers=key) for _ in range(2)]
    assert first.json() == second.json()
    assert second.headers["idempotency-replayed"] == "true"
    other = await ada.http.post("/api/agents", json={**AGENT, "name": "Autre"}, headers=key)
    assert other.status_code == 409


async def test_the_demonstration_has_a_public_agent_of_the_administrator(office):
    [agent] = (await office.visitor().http.get("/api/agents")).json()["agents"]
    assert (agent["name"], agent["owner"]["trigramme"]) == ("Assistant Général", "ADM")
    admin = await office.signed_in(ADMIN)
    assert agent["owner"]["id"] == admin.id


async def test_without_a_provider_the_embedded_engine_is_the_only_model(office):
    models = (await office.visitor().http.get("/api/models")).json()
    assert models["configured"] is False
    assert {each["provider"] for each in models["models"]} == {"offline"}
    assert "mistral-small" in {each["id"] for each in models["models"]}
