"""Signing in, going on, signing out: on both databases, through the front door."""

import asyncio
from http.cookies import SimpleCookie

import pytest

from authorisation import bearer, resigned
from cast import ADMIN_KEY, CLAIRE
from comptoir import demo
from comptoir.kernel.limits import MemoryLimiter
from comptoir.meuble import accounts, erasure

pytestmark = pytest.mark.anyio
sqlite_only = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

# The answer of the 2026 document, and of the 2025 one.
SIGNED_IN_2026 = {
    "access_token": str,
    "refresh_token": str,
    "token_type": "bearer",
    "expires_in": 1800,
}
SIGNED_IN_2025 = SIGNED_IN_2026 | {"success": True}
SIGNED_OUT = {"message": "Successfully logged out", "success": True}
NOBODY = "nobody@example.com"
WRONG = "not the password"


def assert_fields(body, fields) -> None:
    """Every documented field, as documented: a value, or the type of one."""
    for name, expected in fields.items():
        if isinstance(expected, type):
            assert isinstance(body[name], expected), name
        else:
            assert body[name] == expected, name


def refusal(answer, status: int, code: str) -> str:
    assert answer.status_code == status, answer.text
    assert answer.json()["error"] == code
    return answer.json()["detail"]


@pytest.fixture
async def shop(open_a_shop):
    """A shop whose limits go by its own clock."""
    shop = await open_a_shop()
    shop.platform.limiter = MemoryLimiter(lambda: shop.clock.now().timestamp())
    return shop


async def strangers_try(shop, name: str, times: int = 10) -> list:
    """So many wrong passwords for `name`, each from an address of its own."""
    return [await shop.visitor(name).signs_in(WRONG) for _ in range(times)]


async def account_id_of(visitor) -> str:
    return (await visitor.http.get("/api/auth/me")).json()["id"]


async def works(shop, access_token: str) -> bool:
    answer = await shop.visitor().http.get("/api/auth/me", headers=bearer(access_token))
    assert answer.status_code in {200, 401}
    return answer.status_code == 200


async def refreshed(shop, refresh_token: str):
    return await shop.visitor().http.post(
        "/api/auth/refresh", json={"refresh_token": refresh_token}
    )


# ── The four ways of saying who one is ────────────────────────────────────────────────────


@pytest.mark.parametrize("form", [True, False], ids=["form", "JSON"])
@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("username", "client"),
        ("username", CLAIRE),
        ("email", CLAIRE),
        ("username", "CLIENT"),
        ("email", " Client@Meuble.Example "),
    ],
)
async def test_people_sign_in_by_email_or_username(shop, form, field, name):
    given = {field: name, "password": demo.PASSWORD}
    sent = {"data": given} if form else {"json": given}
    answer = await shop.visitor().http.post("/api/auth/login", **sent)
    assert answer.status_code == 200
    assert_fields(answer.json(), SIGNED_IN_2025)
    assert await works(shop, answer.json()["access_token"])


@sqlite_only
async def test_a_multipart_form_signs_in_too(shop):
    parts = {"username": (None, CLAIRE), "password": (None, demo.PASSWORD)}
    answer = await shop.visitor().http.post("/api/auth/login", files=parts)
    assert answer.status_code == 200


async def test_letters_that_change_with_their_case_still_sign_in(shop):
    person = {"email": "Straße@Example.com", "username": "Straße", "password": demo.PASSWORD}
    await shop.visitor().http.post("/api/auth/register", json=person)
    for name in ("Straße@Example.com", "straße@example.com", "Straße", "STRASSE"):
        assert (await shop.visitor(name).signs_in()).status_code == 200, name


@sqlite_only
@pytest.mark.parametrize(
    "given",
    [{}, {"password": "x"}, {"username": CLAIRE}, {"username": " ", "password": demo.PASSWORD}],
)
async def test_a_name_and_a_password_are_needed(shop, given):
    for sent in ({"json": given}, {"data": given}):
        answer = await shop.visitor().http.post(
            "/api/auth/login", **sent, headers={} if given else {"Content-Type": "application/json"}
        )
        refusal(answer, 400, "invalid_request")


@sqlite_only
async def test_a_page_of_another_site_cannot_sign_anyone_in_by_plain_text(shop):
    """A browser sends text/plain anywhere without asking; it is not JSON, whatever it holds."""
    answer = await shop.visitor().http.post(
        "/api/auth/login",
        content=f'{{"username": "{CLAIRE}", "password": "{demo.PASSWORD}"}}',
        headers={"Content-Type": "text/plain"},
    )
    refusal(answer, 400, "invalid_request")


# ── Refusals that tell nothing ────────────────────────────────────────────────────────────


@pytest.mark.parametrize("email", [CLAIRE, NOBODY, "client", "nobody"])
async def test_a_wrong_password_and_an_unknown_name_are_told_the_same(shop, email):
    answer = await shop.visitor(email).signs_in(WRONG)
    assert refusal(answer, 401, "invalid_credentials") == (
        "Nom d'utilisateur ou mot de passe incorrect."
    )


async def test_an_unknown_name_looks_like_a_known_one_all_the_way_to_the_lock(shop):
    def seen(answer):
        headers = {n: v for n, v in answer.headers.items() if n != "x-request-id"}
        return answer.status_code, answer.json() | {"request_id": None}, headers

    known = await strangers_try(shop, CLAIRE, 12)
    unknown = await strangers_try(shop, NOBODY, 12)
    assert [seen(answer) for answer in known] == [seen(answer) for answer in unknown]
    assert {answer.status_code for answer in known} == {401, 403}


@sqlite_only
async def test_a_refused_sign_in_gives_no_cookie(shop):
    for name in (CLAIRE, NOBODY):
        assert "set-cookie" not in (await shop.visitor(name).signs_in(WRONG)).headers


async def test_an_inactive_account_is_told_so_only_with_its_password(shop):
    claire = await shop.signed_in(CLAIRE)
    await shop.platform.db.write(accounts.disable, await account_id_of(claire), shop.clock.now())
    right = await shop.visitor(CLAIRE).signs_in()
    assert refusal(right, 403, "account_inactive") == "Ce compte est désactivé."
    wrong = await shop.visitor(CLAIRE).signs_in(WRONG)
    refusal(wrong, 401, "invalid_credentials")


# ── The lock ──────────────────────────────────────────────────────────────────────────────


async def test_after_ten_wrong_passwords_strangers_wait_fifteen_minutes(shop):
    answers = await strangers_try(shop, CLAIRE, 10)
    assert {answer.status_code for answer in answers} == {401}

    locked = await shop.visitor(CLAIRE).signs_in()
    assert "15 minutes" in refusal(locked, 403, "account_locked")
    assert locked.headers["Retry-After"] == "900"

    shop.clock.advance(minutes=14)
    almost = await shop.visitor(CLAIRE).signs_in()
    assert almost.headers["Retry-After"] == "60"
    shop.clock.advance(minutes=1, seconds=1)
    assert (await shop.visitor(CLAIRE).signs_in()).status_code == 200


async def test_nine_wrong_passwords_lock_nothing(shop):
    await strangers_try(shop, CLAIRE, 9)
    assert (await shop.visitor(CLAIRE).signs_in()).status_code == 200


@sqlite_only
async def test_ten_wrong_passwords_over_more_than_fifteen_minutes_lock_nothing(shop):
    for _ in range(12):
        await strangers_try(shop, CLAIRE, 1)
        shop.clock.advance(minutes=2)
    assert (await shop.visitor(CLAIRE).signs_in()).status_code == 200


async def test_the_two_names_of_an_account_share_one_lock(shop):
    await strangers_try(shop, CLAIRE, 5)
    await strangers_try(shop, "client", 5)
    refusal(await shop.visitor(CLAIRE).signs_in(), 403, "account_locked")
    refusal(await shop.visitor("client").signs_in(), 403, "account_locked")


@pytest.mark.parametrize("name", [CLAIRE, NOBODY])
async def test_guesses_sent_at_once_are_no_more_than_ten(shop, name):
    answers = await asyncio.gather(*(shop.visitor(name).signs_in(WRONG) for _ in range(30)))
    statuses = [answer.status_code for answer in answers]
    assert (statuses.count(401), statuses.count(403)) == (10, 20)


@sqlite_only
async def test_the_lock_of_one_account_is_not_that_of_another(shop):
    await strangers_try(shop, CLAIRE)
    assert (await shop.visitor("sav@meuble.example").signs_in()).status_code == 200


async def test_an_owner_still_signs_in_from_an_address_they_signed_in_from(shop):
    claire = await shop.signed_in(CLAIRE)
    claire.http.cookies.clear()
    await strangers_try(shop, CLAIRE)
    assert (await claire.signs_in()).status_code == 200


async def test_an_owner_still_signs_in_elsewhere_with_their_browser(shop):
    at_home, travelling = await shop.signed_in(CLAIRE), shop.visitor(CLAIRE)
    travelling.http.cookies = at_home.http.cookies
    await strangers_try(shop, CLAIRE)
    assert (await travelling.signs_in()).status_code == 200


async def test_an_owner_who_mistypes_locks_nobody_out(shop):
    claire = await shop.signed_in(CLAIRE)
    for _ in range(9):
        assert (await claire.signs_in(WRONG)).status_code == 401
    shop.clock.advance(minutes=2)
    for _ in range(9):
        assert (await claire.signs_in(WRONG)).status_code == 401
    assert (await claire.signs_in()).status_code == 200
    assert (await shop.visitor(CLAIRE).signs_in()).status_code == 200


async def test_signing_in_to_ones_own_account_makes_no_known_device_of_anothers(shop):
    mallory = await shop.mallory()
    await strangers_try(shop, CLAIRE)
    mallory.email = CLAIRE
    refusal(await mallory.signs_in(), 403, "account_locked")


@sqlite_only
async def test_a_cookie_anyone_could_write_makes_no_known_device(shop):
    for cookie in ("", "x", "0" * 31, "é" * 32, '"\\001\\377"'):
        sent = {"Cookie": f"comptoir_device={cookie}".encode()}
        answer = await shop.visitor().http.post(
            "/api/auth/login", json={"email": CLAIRE, "password": demo.PASSWORD}, headers=sent
        )
        given = SimpleCookie(answer.headers["set-cookie"])["comptoir_device"].value
        assert len(given) == 32
        assert given.isascii()


@pytest.mark.parametrize("production", [False, True], ids=["development", "production"])
@sqlite_only
async def test_the_device_cookie_is_out_of_reach_of_scripts_and_of_other_sites(
    open_a_shop, production
):
    shop = await open_a_shop(production=production)
    claire = shop.visitor(CLAIRE)
    cookie = SimpleCookie((await claire.signs_in()).headers["set-cookie"])["comptoir_device"]
    assert cookie["httponly"] is True
    assert cookie["samesite"].lower() == "strict"
    assert cookie["path"] == "/api/auth/login"
    assert cookie["max-age"] == str(365 * 24 * 3600)
    assert bool(cookie["secure"]) is production


# ── Going on ──────────────────────────────────────────────────────────────────────────────


async def test_a_refresh_token_is_replaced_by_a_new_pair(shop):
    tokens = (await shop.signed_in(CLAIRE)).tokens
    answer = await refreshed(shop, tokens["refresh_token"])
    assert answer.status_code == 200
    assert_fields(answer.json(), SIGNED_IN_2026)
    assert answer.json()["refresh_token"] != tokens["refresh_token"]
    assert await works(shop, answer.json()["access_token"])


async def test_an_access_token_lives_thirty_minutes_and_its_refresh_token_thirty_days(shop):
    tokens = (await shop.signed_in(CLAIRE)).tokens
    shop.clock.advance(minutes=29, seconds=59)
    assert await works(shop, tokens["access_token"])
    shop.clock.advance(seconds=1)
    assert not await works(shop, tokens["access_token"])

    shop.clock.advance(days=29)
    newer = (await refreshed(shop, tokens["refresh_token"])).json()
    assert await works(shop, newer["access_token"])
    shop.clock.advance(days=31)
    refusal(await refreshed(shop, newer["refresh_token"]), 401, "invalid_refresh_token")


async def test_a_refresh_token_used_twice_ends_the_whole_sign_in(shop):
    tokens = (await shop.signed_in(CLAIRE)).tokens
    newer = (await refreshed(shop, tokens["refresh_token"])).json()

    reused = await refreshed(shop, tokens["refresh_token"])

    assert refusal(reused, 401, "invalid_refresh_token") == (
        "Jeton de rafraîchissement invalide ou expiré. Reconnectez-vous."
    )
    assert not await works(shop, newer["access_token"])
    refusal(await refreshed(shop, newer["refresh_token"]), 401, "invalid_refresh_token")


async def test_a_refresh_token_sent_twice_at_once_is_good_once(shop):
    tokens = (await shop.signed_in(CLAIRE)).tokens
    answers = await asyncio.gather(*(refreshed(shop, tokens["refresh_token"]) for _ in range(5)))
    assert sorted(answer.status_code for answer in answers) == [200, 401, 401, 401, 401]


@sqlite_only
async def test_what_is_no_refresh_token_of_ours_is_refused(shop):
    tokens = (await shop.signed_in(CLAIRE)).tokens
    signer = shop.platform.tokens
    claims = signer.read("meuble", "refresh", tokens["refresh_token"])
    foreign = signer.sign("foyer", "refresh", claims, accounts.wire.REFRESH_TOKEN_LIFETIME)
    for token in ("", "x", tokens["access_token"], foreign, tokens["refresh_token"] + "x"):
        refusal(await refreshed(shop, token), 401, "invalid_refresh_token")
    assert (await refreshed(shop, tokens["refresh_token"])).status_code == 200


# ── What ends a token ─────────────────────────────────────────────────────────────────────


async def test_after_a_sign_out_neither_token_works(shop):
    claire = await shop.signed_in(CLAIRE)
    answer = await claire.http.post("/api/auth/logout")
    assert answer.status_code == 200
    assert_fields(answer.json(), SIGNED_OUT)
    assert not await works(shop, claire.tokens["access_token"])
    refusal(await refreshed(shop, claire.tokens["refresh_token"]), 401, "invalid_refresh_token")
    assert (await claire.http.post("/api/auth/logout")).status_code == 401


async def test_a_sign_out_leaves_the_other_devices_signed_in(shop):
    phone, desk = await shop.signed_in(CLAIRE), await shop.signed_in(CLAIRE)
    await phone.http.post("/api/auth/logout")
    assert await works(shop, desk.tokens["access_token"])


@pytest.mark.parametrize("change", ["disabled", "given a new password", "deleted"])
async def test_an_account_that_is_changed_by_its_keeper_is_signed_out_everywhere(shop, change):
    phone, desk = await shop.signed_in(CLAIRE), await shop.signed_in(CLAIRE)
    account_id, now = await account_id_of(phone), shop.clock.now()
    if change == "disabled":
        await shop.platform.db.write(accounts.disable, account_id, now)
    elif change == "deleted":
        await shop.platform.db.write(erasure.erase, shop.platform.settings, account_id, now)
    else:
        hashed = await shop.platform.passwords.hash("a new password")
        await shop.platform.db.write(accounts.set_password, account_id, hashed, now)
    for device in (phone, desk):
        assert not await works(shop, device.tokens["access_token"])
        answer = await refreshed(shop, device.tokens["refresh_token"])
        refusal(answer, 401, "invalid_refresh_token")


async def test_a_new_password_replaces_the_old_one(shop):
    claire = await shop.signed_in(CLAIRE)
    hashed = await shop.platform.passwords.hash("a new password")
    await shop.platform.db.write(
        accounts.set_password, await account_id_of(claire), hashed, shop.clock.now()
    )
    assert (await claire.signs_in()).status_code == 401
    assert (await claire.signs_in("a new password")).status_code == 200


@sqlite_only
@pytest.mark.parametrize("audience", ["foyer", "intranet", "assurance"])
async def test_a_token_of_another_service_is_nobodys_here(shop, audience):
    access = (await shop.signed_in(CLAIRE)).tokens["access_token"]
    assert await works(shop, resigned(shop.platform.tokens, "meuble", access))
    assert not await works(shop, resigned(shop.platform.tokens, "meuble", access, to=audience))


@sqlite_only
async def test_a_token_that_does_not_hold_is_refused_even_where_none_is_needed(shop):
    answer = await shop.visitor().http.post(
        "/api/chat", json={"message": "Bonjour"}, headers=bearer("expired")
    )
    assert "Reconnectez-vous" in refusal(answer, 401, "invalid_credentials")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


# ── Limits ────────────────────────────────────────────────────────────────────────────────


@sqlite_only
@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/api/auth/login", {"email": CLAIRE, "password": demo.PASSWORD}, 200),
        ("/api/auth/refresh", {"refresh_token": "x"}, 401),
    ],
)
async def test_the_eleventh_request_in_a_minute_waits(shop, path, body, status):
    nora = shop.visitor()
    for place in range(10):
        answer = await nora.http.post(path, json=body)
        assert answer.status_code == status
        assert answer.headers["X-RateLimit-Limit"] == "10"
        assert answer.headers["X-RateLimit-Remaining"] == str(9 - place)
        assert int(answer.headers["X-RateLimit-Reset"]) == shop.clock.now().timestamp() + 60
    eleventh = await nora.http.post(path, json=body)
    assert refusal(eleventh, 429, "rate_limit_exceeded")
    assert eleventh.headers["Retry-After"] == "60"
    assert eleventh.headers["X-RateLimit-Remaining"] == "0"
    assert eleventh.json()["retry_after"] == 60
    assert (await shop.visitor().http.post(path, json=body)).status_code == status
    shop.clock.advance(seconds=61)
    assert (await nora.http.post(path, json=body)).status_code == status


@sqlite_only
async def test_signed_in_people_are_counted_as_themselves_wherever_they_are(shop):
    claire = await shop.signed_in(CLAIRE)
    elsewhere = shop.visitor(**bearer(claire.tokens["access_token"]))
    remaining = [
        int((await visitor.http.get("/api/auth/me")).headers["X-RateLimit-Remaining"])
        for visitor in (claire, elsewhere, claire)
    ]
    assert remaining == [599, 598, 597]


@sqlite_only
async def test_a_key_has_no_account_to_show(shop):
    program = shop.visitor(**{"X-API-Key": ADMIN_KEY})
    refusal(await program.http.get("/api/auth/me"), 401, "authentication_required")
