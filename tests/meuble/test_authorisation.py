"""Who may call which route of the furniture shop, in development and in production."""

import itertools
from datetime import timedelta

import pytest
from sqlalchemy import update

from authorisation import Given, bearer, mismatches, resigned, routes_of, unlisted
from cast import ADA, ADMIN_KEY, CLAIRE, ORDER, SAM
from comptoir import demo
from comptoir.brain import ProblemReading, Reading
from comptoir.brain.scripted import ScriptedBrain
from comptoir.kernel import keys
from comptoir.kernel.limits import MemoryLimiter
from comptoir.meuble import accounts, mailed_words, questions, wire
from comptoir.meuble.models import tickets
from comptoir.meuble.questions import Question
from pictures import photo
from sounds import tone

pytestmark = [
    pytest.mark.anyio,
    # Who may call what is decided before any database is asked.
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]

# The owner is Claire, the other Mallory; staff is a `sav`. `app_key` has the scopes a key gets by
# default, `staff_key` and `webhook_key` have that scope alone; a key has no account of its own.
# `refused` is whoever sends credentials that do not hold. The last line erases its callers: it
# stays the last.
TABLE = """
route                                     nobody  owner   other   staff   admin   admin_key staff_key app_key webhook_key refused
GET /                                     200     200     200     200     200     200       200       200     200         200
GET /health                               200     200     200     200     200     200       200       200     200         200
GET /ready                                200     200     200     200     200     200       200       200     200         200
GET /query-stats                          200|401 200|403 200|403 200|403 200     200       200|403   200|403 200|403     401
GET /memory                               200|401 200|403 200|403 200|403 200     200       200|403   200|403 200|403     401
GET /circuit-breakers                     200|401 200|403 200|403 200|403 200     200       200|403   200|403 200|403     401
GET /env-status                           200|401 200|403 200|403 200|403 200     200       200|403   200|403 200|403     401
GET /metrics                              200|401 200|403 200|403 200|403 200     200       200|403   200|403 200|403     200|401
GET /docs                                 200|404 200|404 200|404 200|404 200|404 200|404   200|404   200|404 200|404     200|404
GET /docs/oauth2-redirect                 200|404 200|404 200|404 200|404 200|404 200|404   200|404   200|404 200|404     200|404
GET /redoc                                200|404 200|404 200|404 200|404 200|404 200|404   200|404   200|404 200|404     200|404
GET /openapi.json                         200|404 200|404 200|404 200|404 200|404 200|404   200|404   200|404 200|404     200|404
GET /app                                  200     200     200     200     200     200       200       200     200         200
GET /app/{name:path}                      200     200     200     200     200     200       200       200     200         200
POST /api/auth/register                   201     201     201     201     201     201       201       201     201         201
POST /api/auth/login                      200     200     200     200     200     200       200       200     200         200
POST /api/auth/refresh                    200     200     200     200     200     200       200       200     200         200
GET /api/auth/me                          401     200     200     200     200     401       401       401     401         401
PUT /api/auth/me                          401     200     200     200     200     401       401       401     401         401
POST /api/auth/logout                     401     200     200     200     200     401       401       401     401         401
GET /api/auth/me/export                   401     200     200     200     200     401       401       401     401         401
POST /api/auth/password/forgot            202     202     202     202     202     202       202       202     202         202
POST /api/auth/password/reset             200     200     200     200     200     200       200       200     200         200
POST /api/auth/email/send                 401     202     202     202     202     401       401       401     401         401
POST /api/auth/email/confirm              200     200     200     200     200     200       200       200     200         200
POST /api/auth/api-keys                   401     403     403     403     201     201       403       403     403         401
GET /api/auth/api-keys                    401     403     403     403     200     200       403       403     403         401
DELETE /api/auth/api-keys/{key_id}        401     403     403     403     200     200       403       403     403         401
POST /api/upload                          200     200     200     200     200     200       200       200     403         401
GET /api/upload/health                    200     200     200     200     200     200       200       200     200         200
GET /sav-uploads/{name}                   200     200     200     200     200     200       200       200     200         200
POST /api/chat                            200     200     200     200     200     200       200       200     403         401
POST /api/chat/stream                     200     200     200     200     200     200       200       200     403         401
GET /api/chat/history                     401     200     200     200     200     200       200       200     403         401
DELETE /api/chat/{session_id}             404     200     404     404     404     404       404       404     403         401
POST /api/tickets                         201     201     201     201     201     201       201       201     403         401
GET /api/tickets/{ticket_id}              200|404 200     200|404 200     200     200       200       200|404 403         401
GET /api/tickets                          200     200     200     200     200     200       200       200     403         401
POST /api/tickets/{ticket_id}/assign      401     403     403     200     200     200       200       403     403         401
POST /api/tickets/{ticket_id}/transition  401     403     403     200     200     200       200       403     403         401
POST /api/tickets/{ticket_id}/comment     401     403     403     200     200     200       200       403     403         401
POST /api/tickets/{ticket_id}/merge       401     403     403     200     200     200       200       403     403         401
POST /api/tickets/{ticket_id}/reply       200|404 200     200|404 200     200     200       200       200|404 403         401
POST /api/tickets/{ticket_id}/close       200|404 200     200|404 200     200     200       200       200|404 403         401
POST /api/tickets/{ticket_id}/reopen      200|404 200     200|404 200     200     200       200       200|404 403         401
POST /api/tickets/{ticket_id}/rate        200|404 200     200|404 403     403     403       403       200|404 403         401
GET /api/sav/stats                        401     403     403     200     200     200       200       403     403         401
GET /api/sav/staff                        401     403     403     200     200     200       200       403     403         401
GET /api/sav/ticket/{ticket_id}           200|404 200     200|404 200     200     200       200       200|404 403         401
GET /api/sav/ticket/{ticket_id}/history   200|404 200     200|404 200     200     200       200       200|404 403         401
POST /api/sav/create-claim                200     200     200     200     200     200       200       200     403         401
POST /api/sav/add-evidence                200|404 200     200|404 200     200     200       200       200|404 403         401
GET /api/sav/evidence-requirements/{problem_category} 200 200 200   200     200     200       200       200     403         401
GET /api/faq                              200     200     200     200     200     200       200       200     403         401
GET /api/faq/categories                   200     200     200     200     200     200       200       200     403         401
GET /api/faq/category/{category_id}       200     200     200     200     200     200       200       200     403         401
GET /api/faq/stats                        200     200     200     200     200     200       200       200     403         401
GET /api/faq/{question_id}                200     200     200     200     200     200       200       200     403         401
POST /api/faq/vote                        200     200     200     200     200     200       200       200     403         401
POST /api/faq/add                         201|401 201|403 201|403 201|403 201     201       201|403   201|403 403         401
PUT /api/faq/{question_id}                401     403     403     200     200     200       200       403     403         401
DELETE /api/faq/{question_id}             401     403     403     200     200     200       200       403     403         401
GET /api/products                         200     200     200     200     200     200       200       200     403         401
GET /api/products/categories              200     200     200     200     200     200       200       200     403         401
GET /api/products/catalog/summary         200     200     200     200     200     200       200       200     403         401
GET /api/products/{product_id}            200     200     200     200     200     200       200       200     403         401
PUT /api/products/{product_id}            401     403     403     200     200     200       200       403     403         401
GET /api/sav/withdrawals                  401     403     403     200     200     200       200       403     403         401
POST /api/voice/transcribe                503     503     503     503     503     503       503       503     403         401
POST /api/voice/chat                      200     200     200     200     200     200       200       200     403         401
POST /api/voice/generate-speech           200     200     200     200     200     200       200       200     403         401
POST /api/voice/tts                       200     200     200     200     200     200       200       200     403         401
GET /api/voice/health                     200     200     200     200     200     200       200       200     200         200
POST /api/realtime/token                  500|401 500     500     500     500     500       500       500     403         401
GET /api/realtime/health                  200     200     200     200     200     200       200       200     200         200
GET /api/handovers                        401     403     403     200     200     200       200       403     403         401
GET /api/handovers/{handover_id}          401     403     403     200     200     200       200       403     403         401
POST /api/handovers/{handover_id}/take    401     403     403     200     200     200       200       403     403         401
POST /api/handovers/{handover_id}/reply   401     403     403     200     200     200       200       403     403         401
POST /api/handovers/{handover_id}/release 401     403     403     200     200     200       200       403     403         401
DELETE /api/auth/me                       401     200     200     200     409     401       401       401     401         401
"""  # noqa: E501


def broken_spring(text: str) -> Reading:
    return Reading(
        "declarer_probleme", 0.9, "fr", problem=ProblemReading("Defaut_structural", "Haute", 0.9)
    )


@pytest.fixture
async def patient_shop(open_a_shop):
    """Opens a shop where an hour passes between any two requests, as its limits see it."""

    async def open_it(**options):
        shop = await open_a_shop(brain=ScriptedBrain(broken_spring), **options)
        shop.platform.limiter = MemoryLimiter(itertools.count(step=3600).__next__)
        return shop

    return open_it


async def api_key(shop, *scopes: str, ended: bool = False, **more) -> dict[str, str]:
    key = keys.make(keys.PREFIXES["meuble"])
    service = more.pop("service", wire.SERVICE)
    now = shop.clock.now()
    key_id = await shop.platform.db.write(keys.keep, service, "a program", key, scopes, now, **more)
    if ended:
        await shop.platform.db.write(keys.end, service, key_id, now)
    return {"X-API-Key": key}


async def fresh_token(shop, email: str) -> str:
    return str((await shop.signed_in(email)).tokens["access_token"])


async def credentials_that_do_not_hold(shop) -> dict[str, dict[str, str]]:
    claire = (await shop.signed_in(CLAIRE)).tokens
    access = claire["access_token"]
    out = await shop.signed_in(CLAIRE)
    await out.http.post("/api/auth/logout")

    dora = shop.visitor("dora@example.com")
    registered = await dora.http.post("/api/auth/register", json=new_person(dora.email, "dora"))
    await dora.signs_in()
    await shop.platform.db.write(accounts.disable, registered.json()["id"], shop.clock.now())

    def signed(**changes):
        return bearer(resigned(shop.platform.tokens, "meuble", access, **changes))

    header, payload, signature = access.split(".")
    yesterday = shop.clock.now() - timedelta(days=1)
    return {
        "refused/another service's token": signed(to="foyer"),
        "refused/expired token": signed(lifetime_s=-1),
        "refused/logged-out token": bearer(out.tokens["access_token"]),
        "refused/disabled account": bearer(dora.tokens["access_token"]),
        "refused/refresh token as access": bearer(claire["refresh_token"]),
        "refused/unsigned token": bearer(f"{header}.{payload}."),
        "refused/changed signature": bearer(f"{header}.{payload}.{signature[::-1]}"),
        "refused/garbage": bearer("garbage"),
        "refused/no token": {"Authorization": "Bearer"},
        "refused/empty key": {"X-API-Key": ""},
        "refused/unknown key": {"X-API-Key": keys.make("mdf")},
        "refused/mistyped key": {"X-API-Key": ADMIN_KEY[:-1]},
        "refused/ended key": await api_key(shop, *keys.SCOPES, ended=True),
        "refused/expired key": await api_key(shop, *keys.SCOPES, expires_at=yesterday),
        "refused/another service's key": await api_key(shop, *keys.SCOPES, service="foyer"),
        "refused/token beside a bad key": {**bearer(access), "X-API-Key": "mdf_live_x"},
    }


def new_person(email: str, username: str) -> dict[str, str]:
    return {"email": email, "username": username, "password": demo.PASSWORD}


async def identities_of(shop):
    """Makes the callers of one line: Claire and the others sign in anew for each."""
    await shop.mallory()
    lasting = {
        "nobody": {},
        "webhook_key": await api_key(shop, "webhooks"),
        "app_key": await api_key(shop, "read", "write"),
        "staff_key": await api_key(shop, "staff"),
        "admin_key": {"X-API-Key": ADMIN_KEY},
        **await credentials_that_do_not_hold(shop),
    }
    people = {"owner": CLAIRE, "other": "mallory@example.com", "staff": SAM, "admin": ADA}

    async def identities():
        signed_in = {who: bearer(await fresh_token(shop, email)) for who, email in people.items()}
        return lasting | signed_in

    return identities


async def arrangements(shop):
    """What each call is about, owned by Claire."""
    claire = await shop.signed_in(CLAIRE)
    numbers = itertools.count(1)

    async def conversation():
        session_id = f"visit-{next(numbers)}"
        await claire.says("Bonjour", session_id)
        return Given({"session_id": session_id})

    async def handover():
        session = f"visit-{next(numbers)}"
        await claire.says("Je veux parler à un conseiller", session)
        waiting = await shop.visitor(**{"X-API-Key": ADMIN_KEY}).http.get("/api/handovers")
        ids = {each["session_id"]: each["id"] for each in waiting.json()["handovers"]}
        return Given({"handover_id": ids[session]}, {"content": "Bonjour"})

    async def new_account():
        name = f"person{next(numbers)}"
        return Given(json=new_person(f"{name}@example.com", name))

    async def refresh_token():
        tokens = (await shop.signed_in(CLAIRE)).tokens
        return Given(json={"refresh_token": tokens["refresh_token"]})

    async def new_question():
        question = Question(question="Ouvrez-vous ?", answer="Oui.", category_id="commande")
        [number] = await shop.platform.db.write(questions.add, [question], shop.clock.now())
        return Given({"question_id": wire.question_id(number)}, {"answer": "Non."})

    def mailed(purpose, **more):
        async def word():
            person, token = f"person{next(numbers)}", mailed_words.new_word()
            new = accounts.Registration(**new_person(f"{person}@example.com", person))

            def keep(connection):
                row = accounts.create(connection, new, "no hash", shop.clock.now())
                mailed_words.keep(connection, purpose, token, row, shop.clock.now())

            await shop.platform.db.write(keep)
            return Given(json={"token": token, **more})

        return word

    async def a_key():
        now, key = shop.clock.now(), keys.make("mdf")
        key_id = await shop.platform.db.write(keys.keep, wire.SERVICE, "a key", key, ["read"], now)
        return Given({"key_id": key_id})

    def always(**given):
        async def same():
            return Given(**given)

        return same

    async def a_claim():
        visit = f"claim-{next(numbers)}"
        await claire.says("Le ressort est cassé", visit, order_number=ORDER)
        return (await claire.says("Oui", visit))["ticket_id"]

    def a_claim_that_is(now, **json):
        async def made():
            ticket = await a_claim()
            change = update(tickets).where(tickets.c.number == int(ticket[-5:]))
            change = change.values(status=now, ended_at=shop.clock.now())
            await shop.platform.db.write(lambda connection: connection.execute(change))
            return Given({"ticket_id": ticket}, json)

        return made

    async def two_claims():
        return Given({"ticket_id": await a_claim()}, {"into": await a_claim()})

    await claire.says("Le ressort est cassé", "claim", order_number=ORDER)
    ticket = (await claire.says("Oui", "claim"))["ticket_id"]
    assert ticket, "without a claim the lines about tickets would mean nothing"
    a_ticket = always(path={"ticket_id": ticket})
    links = itertools.count(1)

    async def evidence():
        # A claim has fifty pieces at most, and more callers than that: each line has a new one.
        if next(links) % 25 == 0:
            await claire.says("Le ressort est cassé", "claim", order_number=ORDER)
            evidence.ticket = (await claire.says("Oui", "claim"))["ticket_id"]
        link = "https://example.com/a.jpg"
        return Given(
            json={"ticket_id": evidence.ticket, "evidence_type": "photo", "evidence_url": link}
        )

    evidence.ticket = ticket
    sent = await claire.http.post("/api/upload", files={"file": ("a.jpg", photo())})
    file_name = sent.json()["file_url"].rpartition("/")[2]
    return {
        "GET /app/{name:path}": always(path={"name": "index.html"}),
        "POST /api/upload": always(files={"file": ("a.jpg", photo())}),
        "GET /sav-uploads/{name}": always(path={"name": file_name}),
        "POST /api/auth/register": new_account,
        "POST /api/auth/login": always(json={"email": CLAIRE, "password": demo.PASSWORD}),
        "POST /api/auth/refresh": refresh_token,
        "PUT /api/auth/me": always(json={"full_name": "Quelqu'un"}),
        "POST /api/auth/password/forgot": always(json={"email": CLAIRE}),
        "POST /api/auth/password/reset": mailed("reset", password="a new password"),
        "POST /api/auth/email/confirm": mailed("confirm"),
        "POST /api/auth/api-keys": always(json={"name": "Caisse", "expires_in_days": 30}),
        "DELETE /api/auth/api-keys/{key_id}": a_key,
        "DELETE /api/auth/me": always(json={"password": demo.PASSWORD}),
        "POST /api/chat": always(json={"message": "Bonjour"}),
        "POST /api/chat/stream": always(json={"message": "Bonjour"}),
        "DELETE /api/chat/{session_id}": conversation,
        "POST /api/voice/transcribe": always(files={"audio_file": ("a.wav", tone(0.2))}),
        "POST /api/voice/chat": always(json={"message": "Bonjour"}),
        "POST /api/voice/generate-speech": always(json={"text": "Oui"}),
        "POST /api/voice/tts": always(json={"text": "Oui"}),
        "GET /api/tickets/{ticket_id}": a_ticket,
        "POST /api/tickets/{ticket_id}/assign": always(
            path={"ticket_id": ticket}, json={"assignee": SAM}
        ),
        "POST /api/tickets/{ticket_id}/transition": a_claim_that_is("resolu", status="en_analyse"),
        "POST /api/tickets/{ticket_id}/comment": always(
            path={"ticket_id": ticket}, json={"content": "À voir", "visibility": "customer"}
        ),
        "POST /api/tickets/{ticket_id}/merge": two_claims,
        "POST /api/tickets/{ticket_id}/reply": always(
            path={"ticket_id": ticket}, json={"content": "Merci"}
        ),
        "POST /api/tickets/{ticket_id}/close": a_claim_that_is("resolu"),
        "POST /api/tickets/{ticket_id}/reopen": a_claim_that_is("resolu"),
        "POST /api/tickets/{ticket_id}/rate": a_claim_that_is("resolu", rating=5),
        "GET /api/sav/ticket/{ticket_id}": a_ticket,
        "GET /api/sav/ticket/{ticket_id}/history": a_ticket,
        "POST /api/tickets": always(
            json={"order_number": ORDER, "problem_description": "Le ressort est cassé"}
        ),
        "POST /api/sav/create-claim": always(
            json={"order_number": ORDER, "problem_description": "Le ressort est cassé"}
        ),
        "POST /api/sav/add-evidence": evidence,
        "GET /api/sav/evidence-requirements/{problem_category}": always(
            path={"problem_category": "Autre"}
        ),
        "GET /api/faq/category/{category_id}": always(path={"category_id": "entretien"}),
        "GET /api/faq/{question_id}": always(path={"question_id": "faq-001"}),
        "POST /api/faq/vote": always(json={"question_id": "faq-001", "helpful": True}),
        "POST /api/faq/add": always(
            json={"category_id": "sav", "question": "Qui répare ?", "answer": "Nous."}
        ),
        "PUT /api/faq/{question_id}": new_question,
        "DELETE /api/faq/{question_id}": new_question,
        "GET /api/products/{product_id}": always(path={"product_id": "CANAPÉ-OSLO-3P"}),
        "PUT /api/products/{product_id}": always(
            path={"product_id": "SAL-CAP-001"}, json={"price": 1199.5, "stock": 4}
        ),
        "GET /api/handovers/{handover_id}": handover,
        "POST /api/handovers/{handover_id}/take": handover,
        "POST /api/handovers/{handover_id}/reply": handover,
        "POST /api/handovers/{handover_id}/release": handover,
    }


@pytest.mark.parametrize("production", [False, True], ids=["development", "production"])
async def test_every_caller_gets_from_every_route_what_the_table_says(patient_shop, production):
    shop = await patient_shop(production=production)
    wrong = await mismatches(
        shop.visitor().http,
        TABLE,
        await identities_of(shop),
        await arrangements(shop),
        production=production,
    )
    assert not wrong, "\n".join(wrong)


async def test_every_route_has_a_line_and_every_line_a_route(shop):
    assert unlisted(shop.app, TABLE) == []


async def test_production_serves_nothing_that_development_does_not(shop, open_a_shop):
    production = await open_a_shop(production=True)
    assert set(routes_of(production.app)) < set(routes_of(shop.app))
