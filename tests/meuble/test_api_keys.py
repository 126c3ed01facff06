"""API keys, made and ended by administrators: on both databases, through the front door."""

import re

import pytest
from sqlalchemy import select

from cast import ADA, ADMIN_KEY, SAM
from comptoir.kernel import idempotency, keys

pytestmark = pytest.mark.anyio
sqlite_only = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

ONE = "/api/auth/api-keys"
MOBILE = {"name": "Application Mobile", "expires_in_days": 365}


async def made(shop, **asked):
    """A key that Ada makes; the whole answer."""
    ada = await shop.signed_in(ADA)
    answer = await ada.http.post(ONE, json=MOBILE | asked)
    assert answer.status_code == 201, answer.text
    return answer.json()


def with_key(shop, key: str):
    return shop.visitor(**{"X-API-Key": key}).http


async def test_a_key_is_made_as_documented_and_works_where_a_token_does(shop):
    body = await made(shop)
    assert body["success"] is True
    assert re.fullmatch(r"mdf_live_[A-Za-z0-9]{38}", body["api_key"])
    assert re.fullmatch(r"[0-9a-f-]{36}", body["key_id"])
    assert (body["name"], body["expires_at"]) == ("Application Mobile", "2027-01-31T10:00:00Z")
    assert body["scopes"] == ["read", "write"]
    program = with_key(shop, body["api_key"])
    said = await program.post("/api/chat", json={"message": "Bonjour", "session_id": "robot"})
    assert said.status_code == 200
    assert (await program.get("/api/chat/history")).json()["total"] == 2


@pytest.mark.parametrize("slash", ["", "/"])
async def test_the_keys_are_listed_newest_first_and_never_with_their_secret(shop, slash):
    first = await made(shop, name="Première")
    shop.clock.advance(minutes=1)
    second = await made(shop, name="Deuxième", expires_in_days=None, scopes=["staff"])
    ada = await shop.signed_in(ADA)
    listed = await ada.http.get(ONE + slash)
    assert listed.status_code == 200
    assert listed.json()["total"] == 2
    assert [key["key_id"] for key in listed.json()["api_keys"]] == [
        second["key_id"],
        first["key_id"],
    ]
    assert listed.json()["api_keys"][0] == {
        "key_id": second["key_id"],
        "name": "Deuxième",
        "scopes": ["staff"],
        "created_at": "2026-01-31T10:01:00Z",
        "expires_at": None,
        "ended_at": None,
    }
    for key in (first, second):
        assert key["api_key"] not in listed.text
    page = (await ada.http.get(ONE, params={"limit": 1, "offset": 1})).json()
    assert [key["name"] for key in page["api_keys"]] == ["Première"]
    assert (page["total"], page["limit"], page["offset"]) == (2, 1, 1)


async def test_an_ended_key_stops_at_once_and_is_listed_as_ended(shop):
    body = await made(shop)
    program, ada = with_key(shop, body["api_key"]), await shop.signed_in(ADA)
    assert (await program.get("/api/chat/history")).status_code == 200
    ended = await ada.http.delete(f"{ONE}/{body['key_id']}")
    assert (ended.status_code, ended.json()["success"]) == (200, True)
    assert (await program.get("/api/chat/history")).status_code == 401
    (listed,) = (await ada.http.get(ONE)).json()["api_keys"]
    assert listed["ended_at"] == "2026-01-31T10:00:00Z"
    again = await ada.http.delete(f"{ONE}/{body['key_id']}")
    assert (again.status_code, again.json()["error"]) == (404, "api_key_not_found")


@sqlite_only
async def test_a_key_holds_until_its_last_day_is_over(shop):
    body = await made(shop, expires_in_days=1)
    program = with_key(shop, body["api_key"])
    shop.clock.advance(hours=24, seconds=-1)
    assert (await program.get("/api/chat/history")).status_code == 200
    shop.clock.advance(seconds=1)
    assert (await program.get("/api/chat/history")).status_code == 401


async def test_a_repeat_makes_no_second_key_and_its_secret_is_nowhere(shop):
    ada = await shop.signed_in(ADA)
    ada.http.headers["Idempotency-Key"] = "caisse-1"
    first = await ada.http.post(ONE, json=MOBILE)
    again = await ada.http.post(ONE, json=MOBILE)
    assert first.status_code == 201
    assert (again.status_code, again.json()["error"]) == (409, "already_done")
    del ada.http.headers["Idempotency-Key"]
    assert (await ada.http.get(ONE)).json()["total"] == 1

    def everything_kept(connection):
        rows = [
            *connection.execute(select(idempotency.keys)),
            *connection.execute(select(keys.api_keys)),
        ]
        return repr(rows)

    kept = await shop.platform.db.read(everything_kept)
    assert "caisse-1" in kept, "the repeat was recognised by what is kept"
    assert first.json()["api_key"] not in kept


@sqlite_only
async def test_a_key_with_scope_admin_makes_keys_and_any_other_key_makes_none(shop):
    admin = await made(shop, scopes=["admin"])
    answer = await with_key(shop, admin["api_key"]).post(ONE, json=MOBILE | {"scopes": ["staff"]})
    assert answer.status_code == 201
    every_other = [scope for scope in keys.SCOPES if scope != "admin"]
    plain = await made(shop, scopes=every_other)
    for method in ("POST", "GET"):
        refused = await with_key(shop, plain["api_key"]).request(method, ONE, json=MOBILE)
        assert (refused.status_code, refused.json()["error"]) == (403, "forbidden")


@sqlite_only
async def test_after_sales_staff_neither_make_nor_see_keys(shop):
    sam = await shop.signed_in(SAM)
    assert (await sam.http.post(ONE, json=MOBILE)).status_code == 403
    assert (await sam.http.get(ONE)).status_code == 403


@sqlite_only
async def test_a_key_does_what_its_scopes_say(shop):
    reading = with_key(shop, (await made(shop, scopes=["read"]))["api_key"])
    assert (await reading.get("/api/chat/history")).status_code == 200
    assert (await reading.post("/api/chat", json={"message": "Bonjour"})).status_code == 403


@sqlite_only
@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "  "}, "name"),
        ({"name": "x" * 101}, "name"),
        ({"name": "a\nb"}, "name"),
        ({"name": None}, "name"),
        ({"expires_in_days": 0}, "expires_in_days"),
        ({"expires_in_days": -1}, "expires_in_days"),
        ({"expires_in_days": 3651}, "expires_in_days"),
        ({"expires_in_days": 10**30}, "expires_in_days"),
        ({"expires_in_days": "30"}, "expires_in_days"),
        ({"expires_in_days": True}, "expires_in_days"),
        ({"expires_in_days": 1.5}, "expires_in_days"),
        ({"scopes": []}, "scopes"),
        ({"scopes": ["root"]}, "scopes"),
        ({"scopes": "admin"}, "scopes"),
        ({"scopes": ["read"] * 7}, "scopes"),
    ],
)
async def test_what_cannot_be_a_key_is_refused_and_named(shop, asked, field):
    answer = await with_key(shop, ADMIN_KEY).post(ONE, json=MOBILE | asked)
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")
    assert answer.json()["detail"].startswith(f"{field} : ")


@sqlite_only
async def test_a_scope_asked_for_twice_is_one(shop):
    body = await made(shop, scopes=["write", "read", "write"])
    assert body["scopes"] == ["read", "write"]


@sqlite_only
async def test_a_key_of_another_service_is_neither_listed_nor_ended_here(shop):
    now, key = shop.clock.now(), keys.make("foy")
    key_id = await shop.platform.db.write(keys.keep, "foyer", "elsewhere", key, ["read"], now)
    program = with_key(shop, ADMIN_KEY)
    assert (await program.get(ONE)).json()["total"] == 0
    assert (await program.delete(f"{ONE}/{key_id}")).status_code == 404
