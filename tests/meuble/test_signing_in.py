"""Accounts and sign-ins, in the shapes of both documents."""

import asyncio
import re

import pytest

from cast import CLAIRE, SAM
from comptoir import demo

pytestmark = pytest.mark.anyio

ACCOUNT = {
    "id": str,
    "email": str,
    "username": str,
    "full_name": str,
    "role": str,
    "status": str,
    "created_at": str,
    "updated_at": str,
}
TOKENS = {
    "success": bool,
    "access_token": str,
    "refresh_token": str,
    "token_type": str,
    "expires_in": int,
}
LEA = {
    "email": "lea@example.com",
    "username": "lea",
    "full_name": "Léa Martin",
    "password": "SecurePass123!",
}
UTC_SECONDS = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def shaped(body, fields) -> bool:
    return all(isinstance(body[name], kind) for name, kind in fields.items())


async def register(visitor, **changes):
    return await visitor.http.post("/api/auth/register/", json=LEA | changes)


async def test_a_new_account_has_the_documented_fields_and_no_password(shop):
    answer = await register(shop.visitor())
    body = answer.json()
    assert answer.status_code == 201
    assert shaped(body, ACCOUNT)
    assert (body["role"], body["status"]) == ("user", "active")
    assert UTC_SECONDS.fullmatch(body["created_at"])
    assert not any("password" in name for name in body)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"username": "other", "email": "LEA@example.com"}, "email_already_registered"),
        (
            {"email": "other@example.com", "username": "LÉA".replace("É", "e")},
            "username_already_taken",
        ),
    ],
)
async def test_a_taken_email_or_username_is_refused_whatever_its_case(shop, changes, code):
    await register(shop.visitor())
    answer = await register(shop.visitor(), **changes)
    assert (answer.status_code, answer.json()["error"]) == (400, code)


@pytest.mark.parametrize(
    "changes",
    [
        {"username": "lea@home"},
        {"username": "  "},
        {"email": "lea"},
        {"email": "lea@localhost"},
        {"email": "le a@example.com"},
        {"password": "seven77"},
        {"password": "x" * 129},
        {"password": None},
    ],
)
async def test_an_account_that_could_not_work_is_refused(shop, changes):
    answer = await register(shop.visitor(), **changes)
    assert answer.status_code == 400
    assert answer.json()["error"] == "invalid_request"


async def test_two_people_who_take_one_email_at_the_same_moment_are_one_account(shop):
    answers = await asyncio.gather(
        register(shop.visitor()), register(shop.visitor(), username="other")
    )
    assert sorted(answer.status_code for answer in answers) == [201, 400]


@pytest.mark.parametrize("name", ["client@meuble.example", "client", "CLIENT"])
@pytest.mark.parametrize("way", ["form", "json"])
async def test_one_signs_in_by_email_or_username_by_form_or_json(shop, name, way):
    given = {"username": name, "password": demo.PASSWORD}
    sent = {"data": given} if way == "form" else {"json": given}
    answer = await shop.visitor().http.post("/api/auth/login", **sent)
    assert answer.status_code == 200
    assert shaped(answer.json(), TOKENS)
    assert answer.json()["expires_in"] == 1800
    assert answer.json()["token_type"] == "bearer"


async def test_ten_wrong_passwords_lock_strangers_out_and_never_the_owner(shop):
    claire = await shop.signed_in(CLAIRE)
    mallory = shop.visitor(CLAIRE)
    refused = [(await mallory.signs_in("wrong password")).status_code for _ in range(9)]
    tenth, after = await mallory.signs_in("wrong password"), None
    other_address = shop.visitor(CLAIRE)
    after = await other_address.signs_in()
    assert refused == [401] * 9
    assert tenth.status_code == 401
    assert (after.status_code, after.json()["error"]) == (403, "account_locked")
    assert int(after.headers["Retry-After"]) <= 900
    assert (await claire.signs_in()).status_code == 200, "her own device is never locked out"


async def test_a_name_nobody_has_looks_like_a_wrong_password(shop):
    known = await shop.visitor(CLAIRE).signs_in("wrong password")
    unknown = await shop.visitor("nobody@example.com").signs_in("wrong password")
    alike = ("error", "detail", "status_code")
    assert known.status_code == unknown.status_code == 401
    assert [known.json()[name] for name in alike] == [unknown.json()[name] for name in alike]


async def test_logout_ends_both_tokens_at_once(shop):
    claire = await shop.signed_in(CLAIRE)
    assert (await claire.http.get("/api/auth/me")).status_code == 200
    bye = await claire.http.post("/api/auth/logout")
    assert bye.json() == {"success": True, "message": "Successfully logged out"}
    assert (await claire.http.get("/api/auth/me")).status_code == 401
    spent = {"refresh_token": claire.tokens["refresh_token"]}
    assert (await claire.http.post("/api/auth/refresh", json=spent)).status_code == 401


async def test_a_refresh_token_works_once_and_its_reuse_ends_the_sign_in(shop):
    claire = await shop.signed_in(CLAIRE)
    old = {"refresh_token": claire.tokens["refresh_token"]}
    new = (await claire.http.post("/api/auth/refresh", json=old)).json()
    assert shaped(new, TOKENS)
    assert (await claire.http.post("/api/auth/refresh", json=old)).status_code == 401
    stolen = {"refresh_token": new["refresh_token"]}
    assert (await claire.http.post("/api/auth/refresh", json=stolen)).status_code == 401
    assert (await claire.http.get("/api/auth/me")).status_code == 401


async def test_an_access_token_is_no_refresh_token_and_dies_after_half_an_hour(shop):
    claire = await shop.signed_in(CLAIRE)
    swapped = {"refresh_token": claire.tokens["access_token"]}
    assert (await claire.http.post("/api/auth/refresh", json=swapped)).status_code == 401
    shop.clock.advance(minutes=31)
    assert (await claire.http.get("/api/auth/me")).status_code == 401
    renewed = {"refresh_token": claire.tokens["refresh_token"]}
    assert (await claire.http.post("/api/auth/refresh", json=renewed)).status_code == 200


async def test_one_changes_ones_own_name_and_email(shop):
    claire = await shop.signed_in(CLAIRE)
    changed = await claire.http.put(
        "/api/auth/me", json={"full_name": "Claire Dubois", "email": "claire@example.com"}
    )
    assert shaped(changed.json(), ACCOUNT)
    assert changed.json()["full_name"] == "Claire Dubois"
    taken = await claire.http.put("/api/auth/me", json={"email": SAM})
    assert (taken.status_code, taken.json()["error"]) == (400, "email_already_registered")


async def test_the_sixth_registration_in_a_minute_waits(shop):
    visitor = shop.visitor()
    for number in range(5):
        await register(visitor, email=f"lea{number}@example.com", username=f"lea{number}")
    answer = await register(visitor, email="lea9@example.com", username="lea9")
    assert answer.status_code == 429
    assert answer.headers["X-RateLimit-Limit"] == "5"


async def test_a_registration_repeated_under_its_key_gets_the_first_answer(shop):
    visitor = shop.visitor()
    key = {"Idempotency-Key": "once"}
    twins = [await visitor.http.post("/api/auth/register", json=LEA, headers=key) for _ in range(2)]
    assert [twin.status_code for twin in twins] == [201, 201]
    assert twins[0].json() == twins[1].json()
