"""Registering, signing in and out, sessions: through the front door."""

import pytest

from agents_office import ADA, ADMIN, PASSWORD

pytestmark = pytest.mark.anyio


async def test_a_person_registers_signs_in_and_is_themselves(office):
    zoe = office.visitor("Zoe@Example.com")
    registered = await zoe.http.post(
        "/api/auth/register",
        json={"email": zoe.email, "password": PASSWORD, "trigramme": "zoe"},
    )
    assert registered.status_code == 201
    body = registered.json()
    assert (body["email"], body["trigramme"]) == ("zoe@example.com", "ZOE")
    assert body["is_active"] is True
    signed_in = await zoe.signs_in()
    assert signed_in.json()["token_type"] == "bearer"
    assert signed_in.headers["x-session-id"] == signed_in.json()["session_id"]
    me = await zoe.http.get("/api/auth/me/")
    assert (me.status_code, me.json()["id"], me.json()["is_admin"]) == (200, body["id"], False)


@pytest.mark.parametrize(
    ("email", "trigramme"), [(ADA, "ZZZ"), ("zoe@example.com", "ada")], ids=["email", "trigramme"]
)
async def test_what_is_taken_is_409(office, email, trigramme):
    answer = await office.visitor().http.post(
        "/api/auth/register",
        json={"email": email, "password": PASSWORD, "trigramme": trigramme},
    )
    assert (answer.status_code, answer.json()["status"]) == (409, "error")


@pytest.mark.parametrize("trigramme", ["AB", "ABCD", "A1C", "ÉLO", "", 3])
async def test_a_trigramme_is_three_letters_or_400(office, trigramme):
    answer = await office.visitor().http.post(
        "/api/auth/register",
        json={"email": "zoe@example.com", "password": PASSWORD, "trigramme": trigramme},
    )
    assert answer.status_code == 400
    assert "trigramme" in answer.json()["detail"]


async def test_invalid_input_elsewhere_is_422(office):
    ada = await office.signed_in()
    answer = await ada.http.post("/api/chats", json={"agent_id": "three"})
    assert (answer.status_code, answer.json()["status"]) == (422, "error")


async def test_a_wrong_password_and_an_unknown_person_look_the_same(office):
    wrong = await office.visitor(ADA).signs_in("not the password")
    unknown = await office.visitor("nobody@example.com").signs_in("not the password")
    assert (wrong.status_code, unknown.status_code) == (401, 401)
    assert wrong.json()["detail"] == unknown.json()["detail"]


async def test_ten_wrong_passwords_lock_strangers_out_and_not_the_owner(office):
    ada, mallory = await office.signed_in(), office.visitor(ADA)
    for _ in range(10):
        assert (await mallory.signs_in("not the password")).status_code == 401
    locked = await mallory.signs_in()
    assert (locked.status_code, "retry-after" in locked.headers) == (429, True)
    assert (await ada.signs_in()).status_code == 200


async def test_logging_out_ends_the_token_and_no_other(office):
    here, there = await office.signed_in(), await office.signed_in()
    assert (await here.http.post("/api/auth/logout")).json() == {"message": "Déconnexion réussie"}
    assert (await here.http.get("/api/auth/me")).status_code == 401
    assert (await there.http.get("/api/auth/me")).status_code == 200


async def test_a_token_lives_seven_days(office):
    ada = await office.signed_in()
    office.clock.advance(days=6, hours=23)
    assert (await ada.http.get("/api/auth/me")).status_code == 200
    office.clock.advance(hours=2)
    assert (await ada.http.get("/api/auth/me")).status_code == 401


async def test_a_session_is_read_by_its_own_person_alone(office):
    ada, bob = await office.signed_in(), await office.newcomer("bob")
    own = await ada.http.get("/api/sessions/current")
    assert own.json()["id"] == ada.login["session_id"]
    assert own.json()["metadata"]["ip_address"].startswith("203.0.113.")
    other = await office.signed_in()
    named = await ada.http.get(
        "/api/sessions/current", headers={"X-Session-ID": other.login["session_id"]}
    )
    assert named.json()["id"] == other.login["session_id"]
    stolen = await bob.http.get(
        "/api/sessions/current", headers={"X-Session-ID": ada.login["session_id"]}
    )
    assert stolen.status_code == 404


async def test_a_session_is_ended_from_another_one(office):
    here, there = await office.signed_in(), await office.signed_in()
    listed = (await here.http.get("/api/sessions")).json()["sessions"]
    assert {each["id"] for each in listed} == {
        here.login["session_id"],
        there.login["session_id"],
    }
    ended = await here.http.delete(f"/api/sessions/{there.login['session_id']}")
    assert ended.status_code == 200
    assert (await there.http.get("/api/auth/me")).status_code == 401
    bob = await office.newcomer("bob")
    assert (await bob.http.delete(f"/api/sessions/{here.login['session_id']}")).status_code == 404


async def test_whoever_is_deactivated_is_out_at_once_and_may_come_back(office):
    admin, bob = await office.signed_in(ADMIN), await office.newcomer("bob")
    changed = await admin.http.put(f"/api/users/{bob.id}", json={"is_active": False})
    assert changed.json()["is_active"] is False
    assert (await bob.http.get("/api/auth/me")).status_code == 401
    assert (await bob.signs_in()).status_code == 403
    await admin.http.put(f"/api/users/{bob.id}", json={"is_active": True})
    assert (await bob.signs_in()).status_code == 200
    assert (await bob.http.get("/api/users")).status_code == 403


async def test_production_registers_the_people_of_its_domains_alone(open_an_office):
    office = await open_an_office(production=True, COMPTOIR_FOYER_DOMAINS="Example.com")
    bob = await office.newcomer("bob")
    assert bob.login
    for email in ("eve@example.org", "eve@sub.example.com", "eve@example.com.evil.org"):
        refused = await office.visitor().http.post(
            "/api/auth/register",
            json={"email": email, "password": PASSWORD, "trigramme": "EVE"},
        )
        assert refused.status_code == 403, email


async def test_the_envelope_is_given_to_whoever_asks(office):
    ada = await office.signed_in()
    bare, wrapped = [
        (await ada.http.get(f"/api/auth/me{query}")).json() for query in ("", "?envelope=1")
    ]
    assert wrapped == {"data": bare, "status": "success"}


async def test_sixty_requests_a_minute_an_address_whatever_the_route_and_the_caller(office):
    ada = await office.signed_in()
    statuses = [(await ada.http.get("/api/auth/me")).status_code for _ in range(30)] + [
        (await ada.http.get("/api/agents")).status_code for _ in range(29)
    ]
    assert set(statuses) == {200}, "the sign-in was the first of sixty"
    refused = await ada.http.get("/api/agents/my")
    assert refused.status_code == 429
    assert refused.headers["x-ratelimit-limit"] == "60"
    assert int(refused.headers["retry-after"]) > 0
    assert (await ada.http.get("/health")).status_code == 200
