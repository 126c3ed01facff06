"""Erasing one's own account: what is left says nothing of the person, on both databases."""

import asyncio

import pytest
from sqlalchemy import select, update

from cast import ADA, ADMIN_KEY, CLAIRE, ORDER, SAM
from comptoir import demo
from comptoir.kernel import jobs
from comptoir.kernel.db import metadata
from comptoir.kernel.limits import MemoryLimiter
from comptoir.kernel.mail import Mail, enqueue_mail
from comptoir.meuble import files, history
from comptoir.meuble.models import accounts, faq_questions, tickets
from pictures import photo

pytestmark = pytest.mark.anyio
sqlite_only = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

NORA = {
    "email": "nora.diallo@example.com",
    "username": "noradiallo",
    "full_name": "Nora Diallo-Ferrand",
    "password": demo.PASSWORD,
}
SAID = "Le pied du canapé est cassé, appelez la concierge Zénobie"
FILE_NAME = "salon-de-zenobie.jpg"


@pytest.fixture
async def shop(open_a_shop):
    """A shop whose limits know its clock."""
    shop = await open_a_shop()
    shop.platform.limiter = MemoryLimiter(lambda: shop.clock.now().timestamp())
    return shop


async def erases(visitor, password: str = demo.PASSWORD):
    return await visitor.http.request("DELETE", "/api/auth/me", json={"password": password})


async def a_customer(shop):
    """Nora, after everything a customer does here."""
    nora = shop.visitor(NORA["email"])
    await nora.http.post("/api/auth/register", json=NORA, headers={"Idempotency-Key": "r-1"})
    began = await nora.http.post("/api/chat", json={"message": "Bonjour"})
    taken_along = began.json()["session_id"]
    await nora.says(f"{SAID}, {ORDER}", taken_along)
    unsigned = (await nora.says("Oui", taken_along))["ticket_id"]
    await nora.signs_in()
    await nora.says("Merci", taken_along)
    sent = await nora.http.post("/api/upload", files={"file": (FILE_NAME, photo())})
    nora.photo_url = sent.json()["file_url"]
    await nora.says(f"{SAID}, {ORDER}", "claim", photos=[nora.photo_url])
    nora.ticket = (await nora.says("Oui", "claim"))["ticket_id"]
    await nora.says("Je veux parler à un conseiller", "claim")
    nora.http.headers["Idempotency-Key"] = "vote-1"
    await nora.http.post("/api/chat", json={"message": SAID, "session_id": "twice"})
    del nora.http.headers["Idempotency-Key"]
    vote = {"question_id": "faq-001", "helpful": True}
    assert (await nora.http.post("/api/faq/vote", json=vote)).status_code == 200
    await nora.http.post("/api/auth/password/forgot", json={"email": NORA["email"]})
    assert None not in (unsigned, nora.ticket), "two claims were made"
    nora.unsigned_ticket = unsigned
    nora.id = (await nora.http.get("/api/auth/me")).json()["id"]
    return nora


async def everything_kept(shop) -> str:
    def all_rows(connection):
        return repr(
            {
                name: [tuple(row) for row in connection.execute(select(table))]
                for name, table in metadata.tables.items()
                if name.startswith("meuble_") or "." not in name
            }
        )

    return await shop.platform.db.read(all_rows)


async def test_nothing_that_is_kept_says_anything_of_an_erased_person(shop):
    nora = await a_customer(shop)
    telling = [NORA["email"], NORA["username"], NORA["full_name"], "Zénobie", "zenobie", nora.id]
    before = await everything_kept(shop)
    assert [word for word in telling if word not in before] == [], "all of it was kept before"

    answer = await erases(nora)
    assert (answer.status_code, answer.json()["success"]) == (200, True)

    shop.clock.advance(hours=1)
    await shop.platform.db.write(files.forget_expired, shop.clock.now())
    await shop.works_off_jobs()
    after = await everything_kept(shop)
    assert [word for word in telling if word in after] == []


async def test_an_erased_account_is_signed_out_everywhere_and_its_address_is_free(shop):
    nora = await a_customer(shop)
    desk = shop.visitor(NORA["email"])
    await desk.signs_in()
    await erases(nora)
    for device in (nora, desk):
        assert (await device.http.get("/api/auth/me")).status_code == 401
        refreshed = await device.http.post(
            "/api/auth/refresh", json={"refresh_token": device.tokens["refresh_token"]}
        )
        assert refreshed.status_code == 401
    assert (await shop.visitor(NORA["email"]).signs_in()).status_code == 401
    assert (await shop.visitor().http.post("/api/auth/register", json=NORA)).status_code == 201


async def test_claims_keep_their_numbers_and_their_history_still_verifies(shop):
    nora = await a_customer(shop)
    await erases(nora)
    anybody = shop.visitor().http
    for name in (nora.ticket, nora.unsigned_ticket):
        kept = (await anybody.get(f"/api/tickets/{name}")).json()["ticket"]
        assert kept["ticket_id"] == name
        assert (kept["order_number"], kept["problem_description"], kept["photos"]) == (None, "", [])
        assert kept["problem_category"] == "Defaut_structural"
        done = (await anybody.get(f"/api/sav/ticket/{name}/history")).json()["actions"]
        assert done[-1]["action_type"] == "erased"

    def accounts_of_claims(connection):
        return connection.scalars(select(tickets.c.account_id)).all()

    assert await shop.platform.db.read(accounts_of_claims) == [None, None]
    chain = history.chain(shop.platform.settings.secrets)
    findings = await shop.platform.db.read(history.verify, chain, shop.clock.now())
    assert findings.faults == []


@sqlite_only
async def test_the_files_are_unreadable_at_once_and_gone_within_the_hour(shop):
    nora = await a_customer(shop)
    assert (await shop.visitor().http.get(nora.photo_url)).status_code == 200
    folder = shop.platform.settings.files_folder
    assert list(folder.rglob("*.jpg")), "the bytes are there"
    await erases(nora)
    assert (await shop.visitor().http.get(nora.photo_url)).status_code == 404
    await shop.platform.db.write(files.forget_expired, shop.clock.now())
    await shop.works_off_jobs()
    assert list(folder.rglob("*.jpg")) == []


async def test_a_vote_still_counts_and_is_nobodys(shop):
    nora = await a_customer(shop)
    await erases(nora)

    def helpful(connection):
        return connection.scalar(
            select(faq_questions.c.helpful_count).where(faq_questions.c.number == 1)
        )

    assert await shop.platform.db.read(helpful) == 1


async def test_mail_that_waits_goes_and_another_services_to_the_same_address_stays(shop):
    claire = await shop.signed_in(CLAIRE)

    def write(connection, sender):
        letter = Mail(to=CLAIRE, from_name=sender, subject="Bonjour", text="Bonjour Claire")
        enqueue_mail(connection, letter, shop.clock.now())

    await shop.platform.db.write(write, "Meuble de France")
    await shop.platform.db.write(write, "Foyer")
    await erases(claire)

    def waiting(connection):
        return [payload["from_name"] for payload in connection.scalars(select(jobs.jobs.c.payload))]

    assert await shop.platform.db.read(waiting) == ["Foyer"]


@sqlite_only
async def test_what_others_have_stays(shop):
    claire = await shop.signed_in(CLAIRE)
    await claire.says("Bonjour, c'est Claire", "visit")
    sent = await claire.http.post("/api/upload", files={"file": ("a.jpg", photo())})
    nora = await a_customer(shop)
    await erases(nora)
    assert (await claire.http.get("/api/chat/history")).json()["total"] == 2
    assert (await claire.http.get(sent.json()["file_url"])).status_code == 200
    assert (await claire.http.get("/api/auth/me")).status_code == 200


# ── Who may ────────────────────────────────────────────────────────────────────────────────


@sqlite_only
@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"password": "wrong password"}, 403, "wrong_password"),
        ({"password": ""}, 403, "wrong_password"),
        ({"password": "x" * 129}, 400, "invalid_request"),
        ({}, 400, "invalid_request"),
        ({"password": None}, 400, "invalid_request"),
    ],
)
async def test_without_the_password_nothing_is_erased(shop, body, status, code):
    claire = await shop.signed_in(CLAIRE)
    answer = await claire.http.request("DELETE", "/api/auth/me", json=body)
    assert (answer.status_code, answer.json()["error"]) == (status, code)
    assert (await claire.http.get("/api/auth/me")).status_code == 200


@sqlite_only
async def test_whoever_found_a_token_does_not_guess_the_password_with_it(shop):
    claire = await shop.signed_in(CLAIRE)
    thief = shop.visitor(Authorization=claire.http.headers["Authorization"])
    for _ in range(10):
        assert (await erases(thief, "a guess of eight")).json()["error"] == "wrong_password"
    shop.clock.advance(minutes=1, seconds=1)
    assert (await erases(thief)).json()["error"] == "account_locked"
    assert (await erases(claire)).status_code == 200, "her own device is never locked out"


@sqlite_only
async def test_a_key_erases_nobody(shop):
    program = shop.visitor(**{"X-API-Key": ADMIN_KEY})
    assert (await erases(program)).status_code == 401


@sqlite_only
async def test_the_last_administrator_stays(shop):
    ada = await shop.signed_in(ADA)
    answer = await erases(ada)
    assert (answer.status_code, answer.json()["error"]) == (409, "last_admin")
    assert (await ada.http.get("/api/auth/me")).status_code == 200


@sqlite_only
async def test_an_administrator_who_is_disabled_is_no_other_one(shop):
    ada = await shop.signed_in(ADA)

    def appoint(connection, status):
        statement = update(accounts).where(accounts.c.email == SAM)
        connection.execute(statement.values(role="admin", status=status))

    await shop.platform.db.write(appoint, "inactive")
    assert (await erases(ada)).status_code == 409
    await shop.platform.db.write(appoint, "active")
    assert (await erases(ada)).status_code == 200


async def test_of_two_administrators_who_leave_at_once_one_stays(shop):
    def appoint(connection):
        connection.execute(update(accounts).where(accounts.c.email == SAM).values(role="admin"))

    await shop.platform.db.write(appoint)
    both = [await shop.signed_in(ADA), await shop.signed_in(SAM)]
    answers = await asyncio.gather(*(erases(who) for who in both))
    assert sorted(answer.status_code for answer in answers) == [200, 409]


async def test_erasing_twice_at_once_is_erasing(shop):
    claire = await shop.signed_in(CLAIRE)
    answers = await asyncio.gather(*(erases(claire) for _ in range(3)))
    assert {answer.status_code for answer in answers} <= {200, 401, 403}
    assert [answer.status_code for answer in answers].count(200) >= 1
