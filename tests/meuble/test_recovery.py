"""Confirming an e-mail, and choosing a forgotten password: by mail, on both databases."""

import asyncio

import pytest
from sqlalchemy import select

from cast import CLAIRE, SOMEBODY_ELSES_ORDER
from comptoir import demo
from comptoir.brain import ProblemReading, Reading
from comptoir.brain.scripted import ScriptedBrain
from comptoir.kernel import idempotency, jobs
from comptoir.kernel.limits import MemoryLimiter
from comptoir.meuble import accounts
from comptoir.meuble.models import mailed_words
from letters import last_mail_to, mails_to

pytestmark = pytest.mark.anyio
sqlite_only = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

BUYER = "odile.brun@example.com"
"""Whose order SOMEBODY_ELSES_ORDER is; she has no account yet."""
NEW = "a new password"


@pytest.fixture
async def shop(open_a_shop):
    """A shop whose limits know its clock."""
    shop = await open_a_shop()
    shop.platform.limiter = MemoryLimiter(lambda: shop.clock.now().timestamp())
    return shop


async def registered(shop, email: str = BUYER, **headers: str):
    """Somebody who opened an account, was written to, and signed in."""
    somebody = shop.visitor(email, **headers)
    person = {"email": email, "username": email.partition("@")[0], "password": demo.PASSWORD}
    answer = await somebody.http.post("/api/auth/register", json=person)
    assert answer.status_code == 201, answer.text
    await shop.works_off_jobs()
    await somebody.signs_in()
    return somebody


async def confirm(visitor, word: str):
    return await visitor.http.post("/api/auth/email/confirm", json={"token": word})


async def forget(shop, email: str, visitor=None, **headers: str):
    visitor = visitor or shop.visitor(**headers)
    return await visitor.http.post("/api/auth/password/forgot", json={"email": email})


async def reset(visitor, word: str, password: str = NEW):
    body = {"token": word, "password": password}
    return await visitor.http.post("/api/auth/password/reset", json=body)


def refusal(answer, status: int, code: str) -> str:
    assert (answer.status_code, answer.json()["error"]) == (status, code), answer.text
    return answer.json()["detail"]


# ── Confirming ────────────────────────────────────────────────────────────────────────────


def a_broken_leg(text: str) -> Reading:
    problem = ProblemReading("Defaut_structural", "Haute", 0.9)
    return Reading("declarer_probleme", 0.9, "fr", problem=problem)


async def product_shown_to(visitor, session_id: str) -> str | None:
    answer = await visitor.says("Le pied est cassé", session_id, order_number=SOMEBODY_ELSES_ORDER)
    return answer["recap"]["product_name"]


async def test_in_production_ones_order_opens_once_ones_email_is_confirmed(open_a_shop):
    shop = await open_a_shop(production=True, brain=ScriptedBrain(a_broken_leg))
    odile = await registered(shop)
    assert (await odile.http.get("/api/auth/me")).json()["email_confirmed"] is False
    assert await product_shown_to(odile, "before") is None

    letter = await last_mail_to(shop, BUYER)
    answer = await confirm(shop.visitor(), letter.word)
    assert (answer.status_code, answer.json()["email_confirmed"]) == (200, True)

    assert (await odile.http.get("/api/auth/me")).json()["email_confirmed"] is True
    assert await product_shown_to(odile, "after") is not None


async def test_a_changed_email_is_confirmed_anew_and_the_old_ones_word_is_void(open_a_shop):
    shop = await open_a_shop(production=True, brain=ScriptedBrain(a_broken_leg))
    mallory = await registered(shop, "mallory@example.com")
    own_word = (await last_mail_to(shop, "mallory@example.com")).word
    await mallory.http.put("/api/auth/me", json={"email": BUYER})
    refusal(await confirm(mallory, own_word), 400, "invalid_token")
    assert await product_shown_to(mallory, "claim") is None
    assert await mails_to(shop, BUYER), "who reads that mailbox may confirm it"


@sqlite_only
@pytest.mark.parametrize("path", ["/api/auth/email/send", "/api/auth/email/send/"])
async def test_a_confirmation_can_be_asked_for_again_and_both_links_hold(shop, path):
    odile = await registered(shop)
    assert (await odile.http.post(path)).status_code == 202
    first, second = await mails_to(shop, BUYER)
    assert first.word != second.word
    assert (await confirm(odile, first.word)).status_code == 200
    asked = await odile.http.post(path)
    assert (asked.status_code, asked.json()["email_confirmed"]) == (202, True)
    assert len(await mails_to(shop, BUYER)) == 2, "what is confirmed needs no further mail"


@sqlite_only
async def test_a_confirmation_serves_once_and_for_a_day(shop):
    odile = await registered(shop)
    await odile.http.post("/api/auth/email/send")
    first, second = await mails_to(shop, BUYER)
    assert (await confirm(odile, first.word)).status_code == 200
    refusal(await confirm(odile, first.word), 400, "invalid_token")
    shop.clock.advance(hours=24)
    refusal(await confirm(odile, second.word), 400, "invalid_token")


@sqlite_only
async def test_a_word_serves_its_own_purpose_alone(shop):
    odile = await registered(shop)
    confirmation = (await last_mail_to(shop, BUYER)).word
    refusal(await reset(odile, confirmation), 400, "invalid_token")
    await forget(shop, BUYER)
    resetting = (await last_mail_to(shop, BUYER)).word
    refusal(await confirm(odile, resetting), 400, "invalid_token")


@sqlite_only
async def test_registering_a_taken_address_is_refused_as_documented_and_mails_nobody(shop):
    await registered(shop)
    before = len(await mails_to(shop, BUYER))
    person = {"email": BUYER, "username": "other", "password": demo.PASSWORD}
    answer = await shop.visitor().http.post("/api/auth/register", json=person)
    refusal(answer, 400, "email_already_registered")
    assert len(await mails_to(shop, BUYER)) == before == 1


@sqlite_only
async def test_a_confirmed_address_is_told_that_the_account_has_another_one(shop):
    claire = await shop.signed_in(CLAIRE)
    for email in ("x@example.com", "y@example.com"):
        await claire.http.put("/api/auth/me", json={"email": email})
    (letter,) = await mails_to(shop, CLAIRE)
    assert letter.subject == "Votre adresse e-mail a changé"
    assert "x@example.com" not in letter.whole, "the new address is nobody else's business"


# ── Resetting ─────────────────────────────────────────────────────────────────────────────


async def test_a_forgotten_password_is_chosen_anew_by_mail_and_every_session_ends(shop):
    phone, desk = await shop.signed_in(CLAIRE), await shop.signed_in(CLAIRE)
    assert (await forget(shop, CLAIRE)).status_code == 202
    letter = await last_mail_to(shop, CLAIRE)
    answer = await reset(shop.visitor(), letter.word)
    assert (answer.status_code, answer.json()["success"]) == (200, True)
    for device in (phone, desk):
        assert (await device.http.get("/api/auth/me")).status_code == 401
        refreshed = await device.http.post(
            "/api/auth/refresh", json={"refresh_token": device.tokens["refresh_token"]}
        )
        assert refreshed.status_code == 401
    assert (await shop.visitor(CLAIRE).signs_in()).status_code == 401
    assert (await shop.visitor(CLAIRE).signs_in(NEW)).status_code == 200


async def test_a_reset_serves_once_even_when_brought_twice_at_once(shop):
    await forget(shop, CLAIRE)
    word = (await last_mail_to(shop, CLAIRE)).word
    answers = await asyncio.gather(*(reset(shop.visitor(), word, f"password {n}") for n in "ab"))
    assert sorted(answer.status_code for answer in answers) == [200, 400]
    refusal(await reset(shop.visitor(), word), 400, "invalid_token")


@sqlite_only
async def test_a_reset_ends_the_other_links_too(shop):
    for _ in range(2):
        await forget(shop, CLAIRE)
    first, second = await mails_to(shop, CLAIRE)
    assert (await reset(shop.visitor(), second.word)).status_code == 200
    refusal(await reset(shop.visitor(), first.word), 400, "invalid_token")


@sqlite_only
async def test_a_reset_holds_for_one_hour(shop):
    await forget(shop, CLAIRE)
    word = (await last_mail_to(shop, CLAIRE)).word
    shop.clock.advance(hours=1)
    refusal(await reset(shop.visitor(), word), 400, "invalid_token")
    assert (await shop.visitor(CLAIRE).signs_in()).status_code == 200


@sqlite_only
async def test_a_refused_password_does_not_use_up_the_link(shop):
    await forget(shop, CLAIRE)
    word = (await last_mail_to(shop, CLAIRE)).word
    refusal(await reset(shop.visitor(), word, "seven77"), 400, "invalid_request")
    assert (await reset(shop.visitor(), word)).status_code == 200


@sqlite_only
async def test_a_reset_proves_the_mailbox_and_confirms_it(shop):
    odile = await registered(shop)
    await forget(shop, BUYER)
    await reset(odile, (await last_mail_to(shop, BUYER)).word)
    await odile.signs_in(NEW)
    assert (await odile.http.get("/api/auth/me")).json()["email_confirmed"] is True


@sqlite_only
async def test_whoever_gave_somebody_elses_address_is_out_once_its_owner_chose_a_password(shop):
    squatter = await registered(shop)
    await forget(shop, BUYER)
    owner = shop.visitor(BUYER)
    await reset(owner, (await last_mail_to(shop, BUYER)).word)
    shop.clock.advance(minutes=1, seconds=1)
    for _ in range(10):
        await squatter.signs_in("a guess of eight")
    shop.clock.advance(minutes=1, seconds=1)
    locked = await squatter.signs_in(NEW)
    refusal(locked, 403, "account_locked")
    assert (await owner.signs_in(NEW)).status_code == 200, "the mailbox's owner is no stranger"


@sqlite_only
async def test_a_link_to_an_address_the_account_has_left_resets_nothing(shop):
    claire = await shop.signed_in(CLAIRE)
    await forget(shop, CLAIRE)
    word = (await last_mail_to(shop, CLAIRE)).word
    await claire.http.put("/api/auth/me", json={"email": "elsewhere@example.com"})
    refusal(await reset(shop.visitor(), word), 400, "invalid_token")


@sqlite_only
async def test_a_disabled_account_gets_no_link_and_an_earlier_one_does_not_hold(shop):
    await forget(shop, CLAIRE)
    word = (await last_mail_to(shop, CLAIRE)).word
    row = await shop.platform.db.read(accounts.find_by_name, CLAIRE)
    await shop.platform.db.write(accounts.disable, row["id"], shop.clock.now())
    refusal(await reset(shop.visitor(), word), 400, "invalid_token")
    assert (await forget(shop, CLAIRE)).status_code == 202
    assert len(await mails_to(shop, CLAIRE)) == 1


async def test_known_and_unknown_addresses_are_answered_and_written_down_the_same(shop):
    """The same words, and the same one row: nothing that a stopwatch could tell apart."""

    def waiting(connection):
        rows = connection.execute(select(jobs.jobs.c.kind, jobs.jobs.c.payload)).all()
        connection.execute(jobs.jobs.delete())
        return rows

    seen = []
    for email in (CLAIRE, "nobody@example.com"):
        answer = await forget(shop, email)
        ((kind, payload),) = await shop.platform.db.write(waiting)
        seen.append((answer.status_code, answer.json(), kind, sorted(payload)))
    assert seen[0] == seen[1]


@sqlite_only
async def test_nobody_is_written_to_who_has_no_account(shop):
    await forget(shop, "nobody@example.com")
    assert await mails_to(shop, "nobody@example.com") == []


@sqlite_only
@pytest.mark.parametrize("body", [{}, {"email": "nobody"}, {"email": None}, {"email": 3}])
async def test_an_address_is_needed_to_ask(shop, body):
    answer = await shop.visitor().http.post("/api/auth/password/forgot", json=body)
    assert refusal(answer, 400, "invalid_request").startswith("email : ")


# ── Not too many ──────────────────────────────────────────────────────────────────────────


@sqlite_only
async def test_strangers_get_three_mails_an_hour_into_a_mailbox_and_its_owner_three_more(shop):
    claire = await shop.signed_in(CLAIRE)
    for _ in range(5):
        assert (await forget(shop, CLAIRE)).status_code == 202
    assert len(await mails_to(shop, CLAIRE)) == 3
    for _ in range(5):
        assert (await forget(shop, CLAIRE, claire)).status_code == 202
    assert len(await mails_to(shop, CLAIRE)) == 6
    shop.clock.advance(hours=1, seconds=1)
    await forget(shop, CLAIRE)
    assert len(await mails_to(shop, CLAIRE)) == 7


@sqlite_only
async def test_asking_again_too_often_is_told_to_wait(shop):
    odile = await registered(shop)
    # Registering came before she ever signed in, and counts among strangers.
    for _ in range(3):
        assert (await odile.http.post("/api/auth/email/send")).status_code == 202
        await shop.works_off_jobs()
    fourth = await odile.http.post("/api/auth/email/send")
    refusal(fourth, 429, "rate_limit_exceeded")
    assert int(fourth.headers["Retry-After"]) == 3600
    assert len(await mails_to(shop, BUYER)) == 4


@sqlite_only
async def test_an_account_that_changes_its_address_all_the_time_mails_five_of_them(shop):
    mallory = await shop.mallory()
    for place in range(9):
        answer = await mallory.http.put("/api/auth/me", json={"email": f"v{place}@example.com"})
        assert answer.status_code == 200
        await shop.works_off_jobs()
    written = [len(await mails_to(shop, f"v{place}@example.com")) for place in range(9)]
    assert written == [1, 1, 1, 1, 1, 0, 0, 0, 0]


# ── What the mails say ────────────────────────────────────────────────────────────────────


@sqlite_only
@pytest.mark.parametrize(
    ("language", "confirming", "resetting"),
    [
        ("fr", "Confirmez votre adresse e-mail", "Choisissez un nouveau mot de passe"),
        ("en", "Confirm your e-mail address", "Choose a new password"),
    ],
)
async def test_mails_are_in_the_readers_language_with_a_link_into_the_page(
    shop, language, confirming, resetting
):
    await registered(shop, **{"Accept-Language": language})
    await forget(shop, BUYER, **{"Accept-Language": language})
    confirmation, renewal = await mails_to(shop, BUYER)
    assert (confirmation.subject, renewal.subject) == (confirming, resetting)
    assert f"http://shop.test/app/#confirm={confirmation.word}" in confirmation.text
    assert f"http://shop.test/app/#reset={renewal.word}" in renewal.text


@sqlite_only
async def test_a_mail_to_an_unconfirmed_address_says_nothing_its_sender_chose(shop):
    person = {
        "email": BUYER,
        "username": "win a prize at evil.example",
        "full_name": "https://evil.example/",
        "password": demo.PASSWORD,
    }
    await shop.visitor().http.post("/api/auth/register", json=person)
    assert "evil" not in (await last_mail_to(shop, BUYER)).whole


@sqlite_only
async def test_in_production_a_forged_host_does_not_choose_where_a_word_goes(open_a_shop):
    shop = await open_a_shop(production=True)
    await forget(shop, CLAIRE, Host="evil.example")
    letter = await last_mail_to(shop, CLAIRE)
    assert "evil" not in letter.whole
    assert "saisissez ce code" in letter.text
    assert (await reset(shop.visitor(), letter.word)).status_code == 200


@sqlite_only
async def test_in_production_links_begin_with_the_address_of_the_settings(open_a_shop, monkeypatch):
    shop = await open_a_shop(production=True)
    monkeypatch.setitem(shop.platform.settings.public_urls, "meuble", "https://boutique.example")
    await forget(shop, CLAIRE, Host="evil.example")
    letter = await last_mail_to(shop, CLAIRE)
    assert f"https://boutique.example/app/#reset={letter.word}" in letter.text


# ── Secrets ───────────────────────────────────────────────────────────────────────────────


async def test_a_mailed_word_is_kept_as_a_digest_and_logged_nowhere(shop, capfd):
    await registered(shop, **{"Idempotency-Key": "odile-1"})
    await forget(shop, BUYER)
    words = [letter.word for letter in await mails_to(shop, BUYER)]
    await reset(shop.visitor(**{"Idempotency-Key": "odile-2"}), words[1])
    await confirm(shop.visitor(**{"Idempotency-Key": "odile-3"}), words[0])

    def everything_kept(connection):
        tables = (mailed_words, idempotency.keys, jobs.jobs)
        return repr([connection.execute(select(table)).all() for table in tables])

    kept = await shop.platform.db.read(everything_kept)
    assert "odile-1" in kept, "the registration's own row is among them"
    printed = "".join(capfd.readouterr())
    for word in words:
        assert word not in kept
        assert word not in printed
    assert BUYER not in printed
