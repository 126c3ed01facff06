"""Signing in by a mailed code, through the front door."""

from itertools import count

import pytest
from sqlalchemy import select

from comptoir.assurance.models import codes
from comptoir.kernel import jobs
from comptoir.kernel.limits import MemoryLimiter
from insured import CLAUDE, code_in
from shapes import TEXT, misfits
from smtp_server import MailServer

pytestmark = pytest.mark.anyio

VERIFIED = {"success": True, "token": TEXT, "expires_in": 3600}


def another(code: str, step: int = 1) -> str:
    return f"{(int(code) + step) % 1_000_000:06}"


async def test_a_mailed_code_signs_in_as_documented(insurer):
    caller = insurer.caller()

    asked = await caller.asks_for_a_code(CLAUDE)
    verified = await caller.gives(CLAUDE, await insurer.last_code(CLAUDE))

    assert asked.status_code == 202
    assert verified.status_code == 200
    assert misfits(VERIFIED, verified.json()) == []


async def test_the_code_comes_by_smtp(open_an_insurer):
    with MailServer() as server:
        insurer = await open_an_insurer(
            COMPTOIR_SMTP_URL=f"smtp://127.0.0.1:{server.port}?from=bonjour@assurance.example"
        )
        caller = insurer.caller()
        await caller.asks_for_a_code(CLAUDE)
        await insurer.works_off_jobs()

        [message] = server.messages()
        code = code_in(message.get_body(("plain",)).get_content())
        assert (await caller.gives(CLAUDE, code)).status_code == 200


async def test_a_code_works_once(insurer):
    caller = await insurer.signed_in(CLAUDE)
    again = insurer.caller()
    code = await insurer.last_code(CLAUDE)

    assert (await caller.gives(CLAUDE, code)).json()["code"] == "INVALID_CREDENTIALS"
    assert (await again.gives(CLAUDE, code)).json()["code"] == "INVALID_CREDENTIALS"


async def test_a_wrong_code_is_401(insurer):
    answer = await insurer.caller().gives(CLAUDE, "123456")

    assert answer.status_code == 401
    body = answer.json()
    assert (body["error"], body["code"]) == (True, "INVALID_CREDENTIALS")
    assert body["message"]
    assert isinstance(body["details"], dict)


async def test_an_old_code_says_so(insurer):
    caller = insurer.caller()
    await caller.asks_for_a_code(CLAUDE)
    code = await insurer.last_code(CLAUDE)
    insurer.clock.advance(minutes=10, seconds=1)

    assert (await caller.gives(CLAUDE, another(code))).json()["code"] == "INVALID_CREDENTIALS"
    answer = await caller.gives(CLAUDE, code)
    assert (answer.status_code, answer.json()["code"]) == (401, "CODE_EXPIRED")


async def test_five_wrong_tries_kill_a_code(insurer):
    insurer.platform.limiter = MemoryLimiter(count(step=3600).__next__)
    caller = insurer.caller()
    await caller.asks_for_a_code(CLAUDE)
    code = await insurer.last_code(CLAUDE)

    for step in range(1, 6):
        assert (await caller.gives(CLAUDE, another(code, step))).status_code == 401
    assert (await caller.gives(CLAUDE, code)).status_code == 401


async def test_guesses_from_elsewhere_are_not_counted(insurer):
    insurer.platform.limiter = MemoryLimiter(count(step=3600).__next__)
    caller, thief = insurer.caller(), insurer.caller()
    await caller.asks_for_a_code(CLAUDE)
    code = await insurer.last_code(CLAUDE)

    for step in range(1, 8):
        assert (await thief.gives(CLAUDE, another(code, step))).status_code == 401
    assert (await thief.gives(CLAUDE, code)).status_code == 401, "it is another address's"
    assert (await caller.gives(CLAUDE, code)).status_code == 200


async def test_nobody_learns_which_addresses_are_known(insurer):
    known = await insurer.caller().asks_for_a_code(CLAUDE)
    unknown = await insurer.caller().asks_for_a_code("nobody@example.com")

    assert known.status_code == unknown.status_code == 202
    assert known.json() == unknown.json()
    assert await insurer.mails_to("nobody@example.com") == []
    assert len(await insurer.mails_to(CLAUDE)) == 1


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "porte des accents"), ("en", "with accents")]
)
@pytest.mark.parametrize("email", ["zoé@example.com", "Müller.K@example.com"])
async def test_an_address_we_cannot_write_to_is_told_so_whoever_has_it(
    insurer, email, language, words
):
    await insurer.insures(email)
    caller = insurer.caller(**{"Accept-Language": language})
    known, unknown = [await caller.asks_for_a_code(each) for each in (email, f"x{email}")]
    assert (known.status_code, known.json()["code"]) == (400, "INVALID_REQUEST")
    assert words in known.json()["message"]
    assert unknown.json()["message"] == known.json()["message"]
    assert await insurer.platform.db.read(lambda c: c.execute(select(jobs.jobs)).all()) == []


async def test_a_domain_with_accents_gets_its_code(insurer):
    await insurer.insures("zoe@élan.example")
    caller = insurer.caller()
    assert (await caller.asks_for_a_code("zoe@élan.example")).status_code == 202
    assert await insurer.last_code("zoe@xn--lan-9la.example")


async def test_codes_are_kept_as_digests(insurer):
    await insurer.caller().asks_for_a_code(CLAUDE)
    code = await insurer.last_code(CLAUDE)

    rows = await insurer.platform.db.read(lambda c: c.execute(select(codes)).all())

    assert len(rows) == 1
    assert all(code not in str(value) for value in rows[0])


async def test_the_sixth_attempt_of_a_minute_waits(insurer):
    caller = insurer.caller()
    for _ in range(5):
        assert (await caller.gives(CLAUDE, "123456")).status_code == 401
    answer = await caller.gives(CLAUDE, "123456")

    assert (answer.status_code, answer.json()["code"]) == (429, "RATE_LIMITED")
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.headers["X-RateLimit-Limit"] == "5"


async def test_strangers_cannot_use_up_the_mails_of_a_known_address(open_an_insurer):
    insurer = await open_an_insurer(production=True)
    owner = await insurer.signed_in(CLAUDE)
    for _ in range(6):
        assert (await insurer.caller().asks_for_a_code(CLAUDE)).status_code == 202
    assert len(await insurer.mails_to(CLAUDE)) == 3, "one for the owner, two more for strangers"

    await owner.asks_for_a_code(CLAUDE)
    assert (await owner.gives(CLAUDE, await insurer.last_code(CLAUDE))).status_code == 200


async def test_a_logout_ends_the_token(insurer):
    caller = await insurer.signed_in(CLAUDE)

    assert (await caller.http.post("/api/auth/logout")).status_code == 200
    answer = await caller.http.post("/api/auth/logout")
    assert (answer.status_code, answer.json()["code"]) == (401, "INVALID_CREDENTIALS")


async def test_a_token_lives_an_hour(insurer):
    caller = await insurer.signed_in(CLAUDE)
    insurer.clock.advance(minutes=60)
    assert (await caller.http.post("/api/auth/logout")).status_code == 401


@pytest.mark.parametrize("body", [{}, {"email": "x"}, {"email": 3, "code": "123456"}, [], None])
async def test_invalid_input_is_400(insurer, body):
    answer = await insurer.caller().http.post("/api/auth/verify", json=body)

    assert (answer.status_code, answer.json()["code"]) == (400, "INVALID_REQUEST")


async def test_both_spellings_are_one_route(insurer):
    answer = await insurer.caller().http.post("/api/auth/request/", json={"email": CLAUDE})
    assert answer.status_code == 202


@pytest.mark.parametrize("path", ["/", "/health", "/ready", "/metrics"])
async def test_the_service_says_how_it_is(insurer, path):
    assert (await insurer.caller().http.get(path)).status_code == 200


async def test_a_mail_server_that_is_down_loses_no_code(open_an_insurer):
    with MailServer(answers={"DATA": "451 come back later"}) as server:
        insurer = await open_an_insurer(
            COMPTOIR_SMTP_URL=f"smtp://127.0.0.1:{server.port}?from=bonjour@assurance.example"
        )
        caller = insurer.caller()
        assert (await caller.asks_for_a_code(CLAUDE)).status_code == 202
        await insurer.works_off_jobs()
        assert server.messages() == []

        server.answers.clear()
        insurer.clock.advance(seconds=30)
        await insurer.works_off_jobs()
        [message] = server.messages()
        code = code_in(message.get_body(("plain",)).get_content())
        assert (await caller.gives(CLAUDE, code)).status_code == 200
