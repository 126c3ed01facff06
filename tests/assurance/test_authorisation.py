"""Who may call which route and send which frame of the insurer, in development and production."""

import itertools
from datetime import date, timedelta
from uuid import uuid4

import pytest

from authorisation import Given, bearer, mismatches, resigned, unlisted
from cast import ADMIN_KEY
from comptoir.assurance import accounts, conversations, events, handovers, quotation, wire
from comptoir.assurance.models import claims, contracts, webhooks
from comptoir.kernel import keys
from comptoir.kernel.errors import Text
from comptoir.kernel.limits import MemoryLimiter
from insured import CAMILLE, CLAUDE, MALLORY

pytestmark = [
    pytest.mark.anyio,
    # Who may call what is decided before any database is asked.
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]

# The owner is Claude, the other Mallory; staff is Camille. `app_key` has the scopes a key gets by
# default, `staff_key` and `webhook_key` have that scope alone. The line that erases stays last.
TABLE = """
route                                     nobody  owner   other   staff   admin_key staff_key app_key webhook_key refused
GET /                                     200     200     200     200     200       200       200     200         200
GET /health                               200     200     200     200     200       200       200     200         200
GET /ready                                200     200     200     200     200       200       200     200         200
GET /app                                  200     200     200     200     200       200       200     200         200
GET /app/{name:path}                      200     200     200     200     200       200       200     200         200
GET /metrics                              200|401 200|403 200|403 200|403 200       200|403   200|403 200|403     200|401
GET /docs                                 200|404 200|404 200|404 200|404 200|404   200|404   200|404 200|404     200|404
GET /docs/oauth2-redirect                 200|404 200|404 200|404 200|404 200|404   200|404   200|404 200|404     200|404
GET /redoc                                200|404 200|404 200|404 200|404 200|404   200|404   200|404 200|404     200|404
GET /openapi.json                         200|404 200|404 200|404 200|404 200|404   200|404   200|404 200|404     200|404
POST /api/auth/request                    202     202     202     202     202       202       202     202         202
POST /api/auth/verify                     401     401     401     401     401       401       401     401         401
POST /api/auth/logout                     401     200     200     200     401       401       401     401         401
POST /api/quotation                       200     200     200     200     200       200       200     403         401
GET /api/quotation/{quotation_id}         404     200     404     404     404       404       404     403         401
POST /api/quotation/{quotation_id}/revise 404     200     404     404     404       404       404     403         401
GET /api/quotation/{quotation_id}/pdf     404     200     404     404     404       404       404     403         401
GET /api/personal-data                    401     200     200     200     401       401       401     401         401
GET /api/personal-data/export             401     200     200     200     401       401       401     401         401
GET /api/contracts/{number}/attestation   401     200     404     404     401       401       401     401         401
GET /api/contracts/{number}/releve-information 401 200    404     404     401       401       401     401         401
GET /api/handovers                        401     403     403     200     200       200       403     403         401
GET /api/handovers/{handover_id}          401     403     403     200     200       200       403     403         401
POST /api/handovers/{handover_id}/take    401     403     403     200     200       200       403     403         401
POST /api/handovers/{handover_id}/reply   401     403     403     200     200       200       403     403         401
POST /api/handovers/{handover_id}/release 401     403     403     200     200       200       403     403         401
POST /api/webhooks                        401     403     403     403     201       403       403     201         401
GET /api/webhooks                         401     403     403     403     200       403       403     200         401
DELETE /api/webhooks/{webhook_id}         401     403     403     403     404       403       403     200         401
POST /api/webhooks/{webhook_id}/rotate    401     403     403     403     404       403       403     200         401
POST /api/webhooks/{webhook_id}/test      401     403     403     403     404       403       403     200         401
GET /api/webhooks/{webhook_id}/deliveries 401     403     403     403     404       403       403     200         401
POST /api/webhooks/{webhook_id}/deliveries/{delivery_id}/replay 401 403 403 403 404 403       403     200         401
WS /ws                                    404     404     404     404     404       404       404     404         404
DELETE /api/personal-data                 401     200     200     200     401       401       401     401         401
"""  # noqa: E501


@pytest.fixture
async def patient(open_an_insurer):
    """Opens an insurer where an hour passes between any two requests, as its limits see it."""

    async def open_it(**options):
        insurer = await open_an_insurer(**options)
        insurer.platform.limiter = MemoryLimiter(itertools.count(step=3600).__next__)
        return insurer

    return open_it


async def api_key(insurer, *scopes: str, ended: bool = False, **more) -> dict[str, str]:
    key = keys.make(keys.PREFIXES["assurance"])
    service, now = more.pop("service", wire.SERVICE), insurer.clock.now()
    write = insurer.platform.db.write
    key_id = await write(keys.keep, service, "a program", key, scopes, now, **more)
    if ended:
        await write(keys.end, service, key_id, now)
    return {"X-API-Key": key}


async def token_of(insurer, email: str) -> str:
    """A sign-in, without waiting for its mail."""
    from comptoir.assurance import sign_in  # noqa: PLC0415
    from comptoir.kernel import tokens  # noqa: PLC0415

    now = insurer.clock.now()
    account = await insurer.platform.db.read(accounts.find_by_name, email)
    if account is None:  # the line before erased them
        await insurer.insures(email)
        account = await insurer.platform.db.read(accounts.find_by_name, email)
    family = await insurer.platform.db.write(
        tokens.open_family, wire.SERVICE, account["id"], now, wire.TOKEN_LIFETIME
    )
    signed_in = sign_in.SignedIn(account["id"], account["role"], family.id)
    return sign_in.token_of(insurer.platform, signed_in)


async def bad_credentials(insurer) -> dict[str, dict[str, str]]:
    token = await token_of(insurer, CLAUDE)
    out = await token_of(insurer, CLAUDE)
    await insurer.caller(**bearer(out)).http.post("/api/auth/logout")
    await insurer.insures("dora@example.com")
    dora = await token_of(insurer, "dora@example.com")
    account = await insurer.platform.db.read(accounts.find_by_name, "dora@example.com")
    await insurer.platform.db.write(accounts.disable, account["id"], insurer.clock.now())

    def signed(**changes):
        return bearer(resigned(insurer.platform.tokens, "assurance", token, **changes))

    header, payload, signature = token.split(".")
    return {
        "refused/another service's token": signed(to="foyer"),
        "refused/expired token": signed(lifetime_s=-1),
        "refused/logged-out token": bearer(out),
        "refused/disabled account": bearer(dora),
        "refused/unsigned token": bearer(f"{header}.{payload}."),
        "refused/changed signature": bearer(f"{header}.{payload}.{signature[::-1]}"),
        "refused/garbage": bearer("garbage"),
        "refused/unknown key": {"X-API-Key": keys.make("asr")},
        "refused/ended key": await api_key(insurer, *keys.SCOPES, ended=True),
        "refused/expired key": await api_key(
            insurer, *keys.SCOPES, expires_at=insurer.clock.now() - timedelta(days=1)
        ),
        "refused/another service's key": await api_key(insurer, *keys.SCOPES, service="foyer"),
    }


async def identities_of(insurer, webhook_key):
    await insurer.insures(MALLORY)
    lasting = {
        "nobody": {},
        "webhook_key": webhook_key,
        "app_key": await api_key(insurer, "read", "write"),
        "staff_key": await api_key(insurer, "staff"),
        "admin_key": {"X-API-Key": ADMIN_KEY},
        **await bad_credentials(insurer),
    }
    people = {"owner": CLAUDE, "other": MALLORY, "staff": CAMILLE}

    async def identities():
        return lasting | {
            who: bearer(await token_of(insurer, email)) for who, email in people.items()
        }

    return identities


async def arrangements(insurer, webhook_key):
    """What each call is about: Claude's, or the webhook key's."""
    db, now = insurer.platform.db, insurer.clock.now()
    claude = (await db.read(accounts.find_by_name, CLAUDE))["id"]
    key = await db.read(keys.find, wire.SERVICE, webhook_key["X-API-Key"], now)

    async def quote():
        priced = quotation.quote("Peugeot 308", date(2026, 1, 31))
        kept = await db.write(quotation.keep, priced, claude, now)
        return Given({"quotation_id": kept["id"]}, {"changes": {"crm": 0.6}})

    async def contract():
        return Given({"number": "AUTO-2024-00017"})

    async def handover():
        def ask(connection):
            session_id = conversations.begin(connection, claude, now)
            handovers.ask(connection, session_id, Text("x", "x"), now)
            return handovers.open_one(connection, session_id)["id"]

        return Given({"handover_id": await db.write(ask)}, {"content": "Bonjour"})

    async def hook():
        webhook_id = str(uuid4())

        def make(connection):
            connection.execute(
                webhooks.insert().values(
                    id=webhook_id,
                    owner=f"key:{key.id}",
                    url="https://example.com/",
                    events=["auth.failed"],
                    secret="whsec_AAAA",
                    created_at=now,
                )
            )
            return events.deliver(connection, webhook_id, "msg_1", "auth.failed", {}, now)

        return Given({"webhook_id": webhook_id, "delivery_id": await db.write(make)})

    async def code():
        return Given(json={"email": CLAUDE, "code": "000000"})

    def always(**given):
        async def arrange():
            return Given(**given)

        return arrange

    hooks = {
        "DELETE /api/webhooks/{webhook_id}": hook,
        "POST /api/webhooks/{webhook_id}/rotate": hook,
        "POST /api/webhooks/{webhook_id}/test": hook,
        "GET /api/webhooks/{webhook_id}/deliveries": hook,
        "POST /api/webhooks/{webhook_id}/deliveries/{delivery_id}/replay": hook,
    }
    return hooks | {
        "GET /app/{name:path}": always(path={"name": "index.html"}),
        "POST /api/auth/request": code,
        "POST /api/auth/verify": code,
        "POST /api/quotation": always(json={"query": "Peugeot 308"}),
        "GET /api/quotation/{quotation_id}": quote,
        "POST /api/quotation/{quotation_id}/revise": quote,
        "GET /api/quotation/{quotation_id}/pdf": quote,
        "GET /api/contracts/{number}/attestation": contract,
        "GET /api/contracts/{number}/releve-information": contract,
        "GET /api/handovers/{handover_id}": handover,
        "POST /api/handovers/{handover_id}/take": handover,
        "POST /api/handovers/{handover_id}/reply": handover,
        "POST /api/handovers/{handover_id}/release": handover,
        "POST /api/webhooks": always(
            json={"url": "http://93.184.215.14/", "events": ["auth.failed"]}
        ),
    }


@pytest.mark.parametrize("production", [False, True], ids=["development", "production"])
async def test_every_caller_gets_from_every_route_what_the_table_says(patient, production):
    insurer = await patient(production=production)
    webhook_key = await api_key(insurer, "webhooks")
    wrong = await mismatches(
        insurer.caller().http,
        TABLE.replace("WS /ws", "GET /ws"),  # a socket's own cells: test_socket.py
        await identities_of(insurer, webhook_key),
        await arrangements(insurer, webhook_key),
        production=production,
    )
    assert not wrong, "\n".join(wrong)


async def test_every_route_has_a_line_and_every_line_a_route(insurer):
    assert unlisted(insurer.app, TABLE) == []


async def test_the_tables_of_a_customer_are_emptied_by_an_erasure(insurer):
    claude = await insurer.signed_in(CLAUDE)
    await claude.http.delete("/api/personal-data")

    def left(connection):
        return [connection.execute(table.select()).first() for table in (contracts, claims)]

    assert await insurer.platform.db.read(left) == [None, None]
