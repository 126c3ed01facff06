"""Opening an account, reading one's own, changing it: on both databases, through the front door."""

import asyncio
import hashlib
import re

import pytest
from sqlalchemy import select

from cast import CLAIRE, ORDER
from comptoir.brain import ProblemReading, Reading
from comptoir.brain.scripted import ScriptedBrain
from comptoir.kernel import idempotency
from comptoir.meuble import erasure

pytestmark = pytest.mark.anyio
sqlite_only = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
UTC_SECOND = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
# An account as the 2026 document shows it; that of 2025 shows none.
ACCOUNT = {
    "id": UUID,
    "email": "nora@example.com",
    "username": "Nora",
    "full_name": "Nora Diallo",
    "role": "user",
    "status": "active",
    "created_at": UTC_SECOND,
    "updated_at": UTC_SECOND,
}
NORA = {
    "email": "nora@example.com",
    "username": "Nora",
    "full_name": "Nora Diallo",
    "password": "SecurePass123!",
}


def assert_fields(body, fields) -> None:
    """Every documented field, as documented: a value, or the form of one."""
    for name, expected in fields.items():
        if isinstance(expected, re.Pattern):
            assert expected.fullmatch(body[name]), name
        else:
            assert body[name] == expected, name


async def register(shop, **changes):
    """Register Nora, or somebody much like her, from an address of their own."""
    return await shop.visitor().http.post("/api/auth/register", json=NORA | changes)


def refusal(answer, code: str) -> str:
    assert answer.status_code == 400, answer.text
    assert answer.json()["error"] == code
    return answer.json()["detail"]


# ── Registering ───────────────────────────────────────────────────────────────────────────


async def test_a_new_account_is_answered_as_documented_and_signs_in(shop):
    answer = await register(shop)
    assert answer.status_code == 201
    assert_fields(answer.json(), ACCOUNT)
    assert (await shop.visitor("nora@example.com").signs_in(NORA["password"])).status_code == 200


async def test_an_account_never_shows_its_password(shop):
    answer = await register(shop)
    assert NORA["password"] not in answer.text
    assert not [name for name in answer.json() if "password" in name or "hash" in name]


@sqlite_only
async def test_the_full_name_may_be_left_out(shop):
    nameless = {name: value for name, value in NORA.items() if name != "full_name"}
    answer = await shop.visitor().http.post("/api/auth/register", json=nameless)
    assert answer.status_code == 201
    assert answer.json()["full_name"] is None


@sqlite_only
async def test_nobody_registers_as_staff(shop):
    answer = await register(shop, role="admin", status="locked", id="1", email_confirmed=True)
    assert_fields(answer.json(), ACCOUNT)


@pytest.mark.parametrize("email", ["nora@example.com", "NORA@Example.COM", "  nora@example.com "])
async def test_an_email_has_one_account_however_it_is_written(shop, email):
    await register(shop)
    answer = await register(shop, email=email, username="another")
    assert refusal(answer, "email_already_registered") == ("Cette adresse e-mail a déjà un compte.")


@pytest.mark.parametrize(
    ("taken", "username"),
    [
        ("Nora", "nora"),
        ("Nora", "NORA"),
        ("Nora", " Nora "),
        ("Éloïse", "ÉLOÏSE"),
        ("Éloïse", "E\u0301loi\u0308se"),
        ("Straße", "STRASSE"),
    ],
)
async def test_a_username_has_one_account_however_it_is_written(shop, taken, username):
    await register(shop, username=taken)
    answer = await register(shop, email="other@example.com", username=username)
    assert refusal(answer, "username_already_taken") == "Ce nom d'utilisateur est déjà pris."


@sqlite_only
async def test_a_refused_registration_leaves_no_account(shop):
    await register(shop)
    await register(shop, email="other@example.com")
    assert (await shop.visitor("other@example.com").signs_in(NORA["password"])).status_code == 401


@sqlite_only
@pytest.mark.parametrize("username", ["nora@example.com", "@nora", "nora＠example", "", "   "])
async def test_a_username_that_could_be_an_email_or_is_blank_is_refused(shop, username):
    assert refusal(await register(shop, username=username), "invalid_request").startswith(
        "username : "
    )


@sqlite_only
@pytest.mark.parametrize(
    "email",
    ["nora", "nora@", "@example.com", "nora@example", "nora@.com", "nora@example.", "nora@a..com",
     "nora dia@example.com", "nora@exam ple.com", "a@b@example.com", "nora@example.com\r\nBcc: x",
     "nora\u202e@example.com", ""],
)  # fmt: skip
async def test_an_email_nobody_could_write_to_is_refused(shop, email):
    detail = refusal(await register(shop, email=email), "invalid_request")
    assert detail == "email : adresse e-mail attendue."


@pytest.mark.parametrize(
    ("field", "longest"),
    [
        ("username", "n" * 50),
        ("full_name", "n" * 200),
        ("email", "n" * 242 + "@example.com"),
    ],
)
async def test_a_name_may_be_so_long_and_no_longer(shop, field, longest):
    assert (await register(shop, **{field: longest})).status_code == 201
    answer = await register(
        shop, **{"email": "b@example.com", "username": "b"} | {field: f"n{longest}"}
    )
    assert refusal(answer, "invalid_request").startswith(f"{field} : trop long")


@pytest.mark.parametrize(
    ("field", "growing"), [("username", "ΐ" * 50), ("email", "İ" * 200 + "@example.com")]
)
async def test_a_name_that_is_longer_in_lower_case_is_measured_so(shop, field, growing):
    answer = await register(shop, **{field: growing})
    assert refusal(answer, "invalid_request").startswith(f"{field} : trop long")


@sqlite_only
@pytest.mark.parametrize(
    ("password", "accepted"),
    [
        ("p" * 7, False),
        ("p" * 8, True),
        ("p" * 128, True),
        ("p" * 129, False),
        ("        ", True),
        ("mot de passe à accents €🛋", True),
        ("🛋" * 128, True),
    ],
)
async def test_a_password_has_8_to_128_characters_of_any_kind(shop, password, accepted):
    answer = await register(shop, password=password)
    if accepted:
        assert answer.status_code == 201
        assert (await shop.visitor(NORA["email"]).signs_in(password)).status_code == 200
        assert (await shop.visitor(NORA["email"]).signs_in(password + "x")).status_code in {
            400,
            401,
        }
    else:
        assert refusal(answer, "invalid_request").startswith("password : trop ")


@sqlite_only
@pytest.mark.parametrize("missing", ["email", "username", "password"])
async def test_what_is_missing_is_named_in_the_readers_language(shop, missing):
    partial = {name: value for name, value in NORA.items() if name != missing}
    french = await shop.visitor().http.post("/api/auth/register", json=partial)
    assert refusal(french, "invalid_request") == f"{missing} : champ obligatoire."
    in_english = shop.visitor(**{"Accept-Language": "en"})
    english = await in_english.http.post("/api/auth/register", json=partial)
    assert refusal(english, "invalid_request") == f"{missing}: required field."


async def test_two_people_who_register_the_same_email_at_once_are_one_account_and_one_refusal(shop):
    answers = await asyncio.gather(*(register(shop, username=f"nora{n}") for n in range(6)))
    assert sorted(answer.status_code for answer in answers) == [201, 400, 400, 400, 400, 400]
    for answer in answers:
        if answer.status_code == 400:
            refusal(answer, "email_already_registered")


async def test_two_people_who_register_the_same_username_at_once_are_told_which_is_taken(shop):
    answers = await asyncio.gather(*(register(shop, email=f"n{n}@example.com") for n in range(6)))
    assert sorted(answer.status_code for answer in answers) == [201, 400, 400, 400, 400, 400]
    for answer in answers:
        if answer.status_code == 400:
            refusal(answer, "username_already_taken")


# ── Registering again with the same key ───────────────────────────────────────────────────


async def test_a_repeated_registration_gets_the_first_answer_and_makes_one_account(shop):
    nora = shop.visitor(**{"Idempotency-Key": "nora-1"})
    first, second = [await nora.http.post("/api/auth/register", json=NORA) for _ in range(2)]
    assert (first.status_code, first.json()) == (second.status_code, second.json())
    assert "Idempotency-Replayed" not in first.headers
    assert second.headers["Idempotency-Replayed"] == "true"


async def test_two_equal_registrations_at_once_with_one_key_make_one_account(shop):
    nora = shop.visitor(**{"Idempotency-Key": "nora-1"})
    answers = await asyncio.gather(
        *(nora.http.post("/api/auth/register", json=NORA) for _ in range(4))
    )
    assert [answer.status_code for answer in answers] == [201] * 4
    assert len({answer.json()["id"] for answer in answers}) == 1


async def test_a_key_used_for_another_registration_is_a_conflict(shop):
    nora = shop.visitor(**{"Idempotency-Key": "nora-1"})
    await nora.http.post("/api/auth/register", json=NORA)
    other = await nora.http.post("/api/auth/register", json=NORA | {"email": "b@example.com"})
    assert other.status_code == 409
    assert other.json()["error"] == "idempotency_key_reused"


async def test_a_refused_registration_does_not_use_up_its_key(shop):
    await register(shop)
    nora = shop.visitor(**{"Idempotency-Key": "nora-1"})
    refusal(await nora.http.post("/api/auth/register", json=NORA), "email_already_registered")
    another = NORA | {"email": "b@example.com", "username": "b"}
    assert (await nora.http.post("/api/auth/register", json=another)).status_code == 201


@sqlite_only
async def test_a_key_is_its_callers_own(shop):
    first = await shop.visitor().http.post(
        "/api/auth/register", json=NORA, headers={"Idempotency-Key": "1"}
    )
    second = await shop.visitor().http.post(
        "/api/auth/register", json=NORA, headers={"Idempotency-Key": "1"}
    )
    assert first.status_code == 201
    refusal(second, "email_already_registered")


async def test_a_database_that_leaks_gives_no_cheap_guess_at_a_password(shop):
    """What is kept of a registration must not be a plain digest of a body that holds it."""
    nora = shop.visitor(**{"Idempotency-Key": "nora-1"})
    answer = await nora.http.post("/api/auth/register", json=NORA)
    body = answer.request.content

    def fingerprints(connection):
        return connection.execute(select(idempotency.keys.c.fingerprint)).scalars().all()

    kept = await shop.platform.db.read(fingerprints)
    assert kept, "without a kept key this would mean nothing"
    assert hashlib.sha256(body).hexdigest() not in kept


# ── One's own account ─────────────────────────────────────────────────────────────────────


async def test_people_see_their_own_account_as_documented(shop):
    await register(shop)
    nora = shop.visitor("nora@example.com")
    await nora.signs_in(NORA["password"])
    answer = await nora.http.get("/api/auth/me")
    assert answer.status_code == 200
    assert_fields(answer.json(), ACCOUNT)


async def test_a_change_is_answered_with_the_changed_account(shop):
    await register(shop)
    nora = shop.visitor("nora@example.com")
    await nora.signs_in(NORA["password"])
    shop.clock.advance(minutes=5)
    answer = await nora.http.put(
        "/api/auth/me", json={"full_name": "Nora D.", "email": "New@Example.com"}
    )
    assert answer.status_code == 200
    changed = {"full_name": "Nora D.", "email": "new@example.com"}
    assert_fields(answer.json(), ACCOUNT | changed | {"updated_at": "2026-01-31T10:05:00Z"})
    assert answer.json()["created_at"] == "2026-01-31T10:00:00Z"
    assert (await nora.http.get("/api/auth/me")).json() == answer.json()


@sqlite_only
@pytest.mark.parametrize("body", [{}, {"full_name": None}, {"email": None}, {"role": "admin"}])
async def test_what_a_change_leaves_out_stays(shop, body):
    claire = await shop.signed_in(CLAIRE)
    before = (await claire.http.get("/api/auth/me")).json()
    after = (await claire.http.put("/api/auth/me", json=body)).json()
    assert after | {"updated_at": None} == before | {"updated_at": None}


async def test_nobody_takes_the_email_of_another_account(shop):
    mallory = await shop.mallory()
    answer = await mallory.http.put("/api/auth/me", json={"email": CLAIRE.upper()})
    refusal(answer, "email_already_registered")
    assert (await mallory.http.get("/api/auth/me")).json()["email"] == "mallory@example.com"


async def test_two_accounts_that_take_one_email_at_once_are_one_success_and_one_refusal(shop):
    mallory, claire = await shop.mallory(), await shop.signed_in(CLAIRE)
    answers = await asyncio.gather(
        *(
            who.http.put("/api/auth/me", json={"email": "x@example.com"})
            for who in (mallory, claire)
        )
    )
    assert sorted(answer.status_code for answer in answers) == [200, 400]


async def test_ones_own_email_written_otherwise_is_no_other(shop):
    claire = await shop.signed_in(CLAIRE)
    answer = await claire.http.put("/api/auth/me", json={"email": CLAIRE.upper()})
    assert answer.json()["email"] == CLAIRE


async def test_after_a_change_the_new_email_signs_in_and_the_old_one_does_not(shop):
    claire = await shop.signed_in(CLAIRE)
    await claire.http.put("/api/auth/me", json={"email": "claire@example.com"})
    assert (await shop.visitor("claire@example.com").signs_in()).status_code == 200
    assert (await shop.visitor(CLAIRE).signs_in()).status_code == 401


# ── A changed e-mail opens nothing ────────────────────────────────────────────────────────


def a_broken_spring(text: str) -> Reading:
    problem = ProblemReading("Defaut_structural", "Haute", 0.9)
    return Reading("declarer_probleme", 0.9, "fr", problem=problem)


async def product_shown_to(visitor, session_id: str) -> str | None:
    answer = await visitor.says("Le ressort est cassé", session_id, order_number=ORDER)
    return answer["recap"]["product_name"]


@sqlite_only
async def test_in_production_an_order_stays_closed_to_an_email_that_was_changed(open_a_shop):
    shop = await open_a_shop(production=True, brain=ScriptedBrain(a_broken_spring))
    claire = await shop.signed_in(CLAIRE)
    assert await product_shown_to(claire, "before") == "Canapé Premium"

    await claire.http.put("/api/auth/me", json={"email": "elsewhere@example.com"})
    await claire.http.put("/api/auth/me", json={"email": CLAIRE})

    assert await product_shown_to(claire, "after") is None


@sqlite_only
async def test_in_production_taking_a_buyers_email_opens_nothing(open_a_shop):
    shop = await open_a_shop(production=True, brain=ScriptedBrain(a_broken_spring))
    claire = await shop.signed_in(CLAIRE)
    await claire.http.put("/api/auth/me", json={"email": "elsewhere@example.com"})
    mallory = await shop.mallory()
    took = await mallory.http.put("/api/auth/me", json={"email": CLAIRE})
    assert took.status_code == 200
    assert await product_shown_to(mallory, "claim") is None


# ── Limits ────────────────────────────────────────────────────────────────────────────────


@sqlite_only
async def test_the_sixth_registration_in_a_minute_waits(shop):
    nora = shop.visitor()
    for place in range(5):
        person = NORA | {"email": f"n{place}@example.com", "username": f"n{place}"}
        answer = await nora.http.post("/api/auth/register", json=person)
        assert answer.status_code == 201
        assert answer.headers["X-RateLimit-Limit"] == "5"
        assert answer.headers["X-RateLimit-Remaining"] == str(4 - place)
        assert int(answer.headers["X-RateLimit-Reset"]) > 1_700_000_000

    sixth = await nora.http.post("/api/auth/register", json=NORA)
    assert sixth.status_code == 429
    assert sixth.json()["error"] == "rate_limit_exceeded"
    assert sixth.headers["X-RateLimit-Remaining"] == "0"
    assert 1 <= int(sixth.headers["Retry-After"]) <= 60
    assert sixth.json()["retry_after"] == int(sixth.headers["Retry-After"])
    assert (await register(shop)).status_code == 201, "another address does not wait"


@sqlite_only
async def test_a_deleted_account_is_free_to_be_opened_again(shop):
    account_id = (await register(shop)).json()["id"]
    await shop.platform.db.write(
        erasure.erase, shop.platform.settings, account_id, shop.clock.now()
    )
    assert (await shop.visitor(NORA["email"]).signs_in(NORA["password"])).status_code == 401
    assert (await register(shop)).status_code == 201
