"""Who may call which route of the agents' service, in development and in production."""

import asyncio
import contextlib
import itertools
import json
from datetime import timedelta

import pytest
from websockets.asyncio.client import connect

from agents_office import ADMIN, PASSWORD
from authorisation import Given, bearer, mismatches, resigned, routes_of, unlisted
from comptoir import demo
from comptoir.foyer import accounts
from comptoir.foyer.accounts import Registration
from comptoir.kernel.limits import MemoryLimiter

pytestmark = [
    pytest.mark.anyio,
    # Who may call what is decided before any database is asked.
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]

# The owner is Ann; the member takes part in her chat; the other, Eve, has an account and nothing
# else. The agent of a line is private unless the line is about `public`. `refused` is whoever sends
# credentials that do not hold. The last lines end their callers' accounts: they stay the last.
TABLE = """
route                                        nobody  owner   member  other   admin   refused
GET /                                        200     200     200     200     200     200
GET /health                                  200     200     200     200     200     200
GET /ready                                   200     200     200     200     200     200
GET /metrics                                 200|401 200|403 200|403 200|403 200     200|401
GET /docs                                    200|404 200|404 200|404 200|404 200|404 200|404
GET /docs/oauth2-redirect                    200|404 200|404 200|404 200|404 200|404 200|404
GET /redoc                                   200|404 200|404 200|404 200|404 200|404 200|404
GET /openapi.json                            200|404 200|404 200|404 200|404 200|404 200|404
GET /app                                     200     200     200     200     200     200
GET /app/{name:path}                         200     200     200     200     200     200
POST /api/auth/register                      201|403 201|403 201|403 201|403 201|403 201|403
POST /api/auth/login                         200     200     200     200     200     200
GET /api/auth/me                             401     200     200     200     200     401
GET /api/auth/me/export                      401     200     200     200     200     401
POST /api/auth/logout                        401     200     200     200     200     401
GET /api/users                               401     403     403     403     200     401
PUT /api/users/{user_id}                     401     403     403     403     200     401
GET /api/sessions                            401     200     200     200     200     401
GET /api/sessions/current                    401     200     200     200     200     401
DELETE /api/sessions/{session_id}            401     200     404     404     404     401
GET /api/agents                              200     200     200     200     200     401
GET /api/agents/my                           401     200     200     200     200     401
POST /api/agents                             401     201     201     201     201     401
GET /api/agents/{agent_id}                   404     200     404     404     404     401
PUT /api/agents/{agent_id}                   401     200     404     404     404     401
DELETE /api/agents/{agent_id}                401     200     404     404     404     401
GET /api/agents/{agent_id}/versions          401     200     404     404     404     401
POST /api/agents/{agent_id}/versions/{version}/restore 401 200 404   404     404     401
GET /api/agents/{agent_id}/memory            401     200     404     404     404     401
DELETE /api/agents/{agent_id}/memory/{fact_id} 401   200     404     404     404     401
GET /api/models                              200     200     200     200     200     401
GET /api/chats                               401     200     200     200     200     401
POST /api/chats                              401     201     404     404     404     401
GET /api/chats/{chat_id}                     401     200     200     404     404     401
PUT /api/chats/{chat_id}                     401     200     403     404     404     401
DELETE /api/chats/{chat_id}                  401     200     403     404     404     401
POST /api/chats/{chat_id}/branch             401     200     200     404     404     401
POST /api/chats/{chat_id}/fork               401     201     404     404     404     401
GET /api/chats/{chat_id}/export              401     200     200     404     404     401
GET /api/chats/{chat_id}/members             401     200     200     404     404     401
POST /api/chats/{chat_id}/members            401     201     403     404     404     401
DELETE /api/chats/{chat_id}/members/{user_id} 401    200     200     404     404     401
POST /api/messages                           401     201     201     404     404     401
POST /api/messages/stream                    401     200     200     404     404     401
GET /api/messages/stream/{chat_id}           401     200     200     404     404     401
GET /api/messages/search                     401     200     200     200     200     401
GET /api/messages/{message_id}               401     200     200     404     404     401
PUT /api/messages/{message_id}               401     201     403     404     404     401
POST /api/messages/{message_id}/regenerate   401     201     201     404     404     401
POST /api/messages/{message_id}/stop         401     200     200     404     404     401
POST /api/documents/upload                   401     201     404     404     404     401
GET /api/documents                           401     200     404     404     404     401
GET /api/documents/{document_id}             401     200     200     404     404     401
GET /api/documents/{document_id}/state       401     200     200     404     404     401
POST /api/documents/{document_id}/reindex    401     202     202     404     404     401
DELETE /api/documents/{document_id}          401     200     403     404     404     401
POST /api/auth/me/deactivate                 401     200     200     200     409     401
DELETE /api/auth/me                          401     200     200     200     409     401
"""
# What each caller gets from each event about Ann's chat. `hears new_message` is what is sent to
# whoever asked to join; `typing` is whether Ann is told.
EVENTS = """
event        nobody  owner   member  other   admin   refused
connect      no      yes     yes     yes     yes     no
join_chat    no      yes     yes     no      no      no
new_message  no      yes     yes     no      no      no
typing       no      yes     yes     no      no      no
leave_chat   no      yes     yes     yes     yes     no
"""
EMAILS = {name: f"{name}@example.com" for name in ("ann", "mia", "eve")}


@pytest.fixture
async def patient_office(open_an_office):
    """Opens an office where an hour passes between any two requests, as its limits see it."""

    async def open_it(**options):
        office = await open_an_office(**options)
        office.platform.limiter = MemoryLimiter(itertools.count(step=3600).__next__)
        return office

    return open_it


async def make(office, name, trigramme, *, role="user"):
    """An account as the command line makes it: production registers nobody here."""
    person = Registration(email=f"{name}@example.com", password=PASSWORD, trigramme=trigramme)
    hashed = await office.platform.passwords.hash(PASSWORD)
    now = office.clock.now()
    await office.platform.db.write(accounts.create, person, hashed, now, role=role)


async def credentials_that_do_not_hold(office):
    ann, out = await office.signed_in(EMAILS["ann"]), await office.signed_in(EMAILS["ann"])
    await out.http.post("/api/auth/logout")
    await make(office, "dora", "DOR")
    dora = await office.signed_in("dora@example.com")
    await office.platform.db.write(accounts.disable, dora.id, office.clock.now())

    def signed(**changes):
        return bearer(resigned(office.platform.tokens, "foyer", ann.token, **changes))

    header, payload, signature = ann.token.split(".")
    of_other_kind = office.platform.tokens.sign(
        "foyer", "refresh", {"sid": ann.login["session_id"]}, timedelta(hours=1)
    )
    return {
        "refused/another service's token": signed(to="meuble"),
        "refused/expired token": signed(lifetime_s=-1),
        "refused/logged-out token": bearer(out.token),
        "refused/disabled account": bearer(dora.token),
        "refused/another kind of token": bearer(of_other_kind),
        "refused/unsigned token": bearer(f"{header}.{payload}."),
        "refused/changed signature": bearer(f"{header}.{payload}.{signature[::-1]}"),
        "refused/garbage": bearer("garbage"),
        "refused/no token": {"Authorization": "Bearer"},
    }


async def identities_of(office):
    """Makes the callers of one line: everybody signs in anew for each."""
    lasting = {"nobody": {}, **await credentials_that_do_not_hold(office)}
    people = {"owner": EMAILS["ann"], "member": EMAILS["mia"], "other": EMAILS["eve"]}
    people["admin"] = "boss@example.com"

    async def identities():
        signed_in = {
            who: bearer((await office.signed_in(email)).token) for who, email in people.items()
        }
        return lasting | signed_in

    return identities


async def arrangements(office):
    """What each call is about, owned by Ann, with Mia in her chats."""
    ann, mia = [await office.signed_in(EMAILS[name]) for name in ("ann", "mia")]
    numbers = itertools.count(1)

    async def agent():
        made = await ann.makes_agent(learn_from_interaction=True)
        office.made.append(made)
        if len(office.made) > 40:
            await ann.http.delete(f"/api/agents/{office.made.pop(0)}")
        return made

    async def chat():
        chat_id = await ann.begins_chat(await agent())
        await ann.http.post(f"/api/chats/{chat_id}/members", json={"trigramme": "MIA"})
        return chat_id

    office.made = []

    def about_agent(json=None, **path):
        async def given():
            return Given({"agent_id": str(await agent()), **path}, json)

        return given

    async def fact():
        agent_id = await agent()
        await ann.says(await ann.begins_chat(agent_id), "Mon chien s'appelle Rex.")
        kept = (await ann.http.get(f"/api/agents/{agent_id}/memory")).json()["facts"]
        return Given({"agent_id": str(agent_id), "fact_id": str(kept[0]["id"])})

    def about_chat(json=None, **path):
        async def given():
            return Given({"chat_id": str(await chat()), **path}, json)

        return given

    def in_chat(**more):
        async def given():
            return Given(json={"chat_id": await chat(), "content": "Bonjour", **more})

        return given

    def about_message(role, json=None):
        async def given():
            chat_id = await chat()
            said = await ann.says(chat_id, "Bonjour")
            message_id = said[f"{role}_message"]["id"]
            return Given({"chat_id": str(chat_id), "message_id": str(message_id)}, json)

        return given

    async def at_message():
        given = await about_message("assistant")()
        return Given(given.path, {"message_id": int(given.path["message_id"])})

    async def member():
        return Given({"chat_id": str(await chat()), "user_id": str(mia.id)})

    async def document():
        chat_id = await chat()
        sent = await ann.sends("a.txt", b"Bonjour", "chat", chat_id)
        await office.works_off_jobs()
        return Given({"document_id": str(sent.json()["id"])})

    async def new_agent_chat():
        return Given(json={"agent_id": await agent()})

    async def session():
        return Given({"session_id": (await office.signed_in(EMAILS["ann"])).login["session_id"]})

    async def somebody():
        number = next(numbers)
        letters = "".join(chr(65 + number // 26**place % 26) for place in range(2))
        await make(office, f"person{number}", f"X{letters}")
        return await office.signed_in(f"person{number}@example.com")

    async def somebodys_id():
        return Given({"user_id": str((await somebody()).id)}, {"is_active": True})

    async def new_account():
        number = next(numbers)
        letters = "".join(chr(65 + number // 26**place % 26) for place in range(2))
        email = f"person{number}@example.com"
        return Given(json={"email": email, "password": PASSWORD, "trigramme": f"Y{letters}"})

    def always(**given):
        async def same():
            return Given(**given)

        return same

    return {
        "GET /app/{name:path}": always(path={"name": "index.html"}),
        "POST /api/auth/register": new_account,
        "POST /api/auth/login": always(json={"email": EMAILS["ann"], "password": PASSWORD}),
        "PUT /api/users/{user_id}": somebodys_id,
        "DELETE /api/sessions/{session_id}": session,
        "POST /api/agents": always(json={"name": "Aide", "system_prompt": "Tu aides."}),
        "GET /api/agents/{agent_id}": about_agent(),
        "PUT /api/agents/{agent_id}": about_agent({"name": "Autre"}),
        "DELETE /api/agents/{agent_id}": about_agent(),
        "GET /api/agents/{agent_id}/versions": about_agent(),
        "POST /api/agents/{agent_id}/versions/{version}/restore": about_agent(version="1"),
        "GET /api/agents/{agent_id}/memory": about_agent(),
        "DELETE /api/agents/{agent_id}/memory/{fact_id}": fact,
        "POST /api/chats": new_agent_chat,
        "GET /api/chats/{chat_id}": about_chat(),
        "PUT /api/chats/{chat_id}": about_chat({"title": "Autre"}),
        "DELETE /api/chats/{chat_id}": about_chat(),
        "POST /api/chats/{chat_id}/branch": at_message,
        "POST /api/chats/{chat_id}/fork": at_message,
        "GET /api/chats/{chat_id}/export": about_chat(),
        "GET /api/chats/{chat_id}/members": about_chat(),
        "POST /api/chats/{chat_id}/members": about_chat({"trigramme": "EVE"}),
        "DELETE /api/chats/{chat_id}/members/{user_id}": member,
        "POST /api/messages": in_chat(),
        "POST /api/messages/stream": in_chat(),
        "GET /api/messages/stream/{chat_id}": about_chat(),
        "GET /api/messages/{message_id}": about_message("user"),
        "PUT /api/messages/{message_id}": about_message("user", {"content": "Autrement"}),
        "POST /api/messages/{message_id}/regenerate": about_message("assistant"),
        "POST /api/messages/{message_id}/stop": about_message("assistant"),
        "GET /api/documents/{document_id}": document,
        "GET /api/documents/{document_id}/state": document,
        "POST /api/documents/{document_id}/reindex": document,
        "DELETE /api/documents/{document_id}": document,
        "POST /api/auth/me/deactivate": always(json={"password": PASSWORD}),
        "DELETE /api/auth/me": always(json={"password": PASSWORD}),
    }


class Asking:
    """A client that adds what a route's query needs, and sends documents as forms."""

    def __init__(self, office, agent_id):
        self._http = office.visitor().http
        self._agent_id = agent_id

    async def request(self, method, path, *, json=None, files=None, headers=None):
        if path == "/api/documents/upload":
            return await self._http.post(
                path,
                files={"file": ("a.txt", b"Bonjour")},
                data={"entity_type": "agent", "entity_id": str(self._agent_id)},
                headers=headers,
            )
        if path == "/api/documents":
            path += f"?entity_type=agent&entity_id={self._agent_id}"
        elif path.startswith("/api/messages/stream/"):
            path += "?message=Bonjour"
        elif path == "/api/messages/search":
            path += "?q=bonjour"
        return await self._http.request(method, path, json=json, headers=headers)


@pytest.mark.parametrize("production", [False, True], ids=["development", "production"])
async def test_every_caller_gets_from_every_route_what_the_table_says(patient_office, production):
    office = await patient_office(production=production)
    for name, trigramme in (("ann", "ANN"), ("mia", "MIA"), ("eve", "EVE")):
        await make(office, name, trigramme)
    await make(office, "boss", "BOS", role="admin")
    # Those of the demonstration are not there in production, and administer nothing here.
    demo_admin = await office.platform.db.read(accounts.find_by_name, ADMIN)
    assert demo.PEOPLE["foyer"][0] == ADMIN
    now = office.clock.now()
    await office.platform.db.write(accounts.disable, demo_admin["id"], now)
    arrange = await arrangements(office)
    ann = await office.signed_in(EMAILS["ann"])
    asking = Asking(office, await ann.makes_agent())
    lines = TABLE.strip().splitlines()
    for lasting in (lines[:-2], [lines[0], lines[-2]], [lines[0], lines[-1]]):
        for email in EMAILS.values():
            row = await office.platform.db.read(accounts.find_by_name, email)
            await office.platform.db.write(accounts.set_active, row["id"], now, active=True)
        wrong = await mismatches(
            asking,
            "\n".join(lasting),
            await identities_of(office) if lasting[1] == lines[1] else office.identities,
            arrange,
            production=production,
        )
        assert not wrong, "\n".join(wrong)
        if lasting[1] == lines[1]:
            office.identities = await again(office)


async def again(office):
    """The people alone: what does not hold was told apart on the lines before."""

    async def identities():
        people = {"owner": EMAILS["ann"], "member": EMAILS["mia"], "other": EMAILS["eve"]}
        people["admin"] = "boss@example.com"
        return {
            who: bearer((await office.signed_in(email)).token) for who, email in people.items()
        } | {"nobody": {}, "refused/garbage": bearer("garbage")}

    return identities


async def test_every_route_has_a_line_and_every_line_a_route(office):
    assert unlisted(office.app.app, TABLE) == []


async def test_production_serves_nothing_that_development_does_not(office, open_an_office):
    production = await open_an_office(production=True)
    assert set(routes_of(production.app.app)) < set(routes_of(office.app.app))


class Socket:
    """A socket.io client, as far as its frames go."""

    def __init__(self, made):
        self._made = made

    async def is_let_in(self, token):
        await self._made.recv()
        await self._made.send("40" + json.dumps({"token": token}))
        return (await self._made.recv()).startswith("40")

    async def is_granted(self, event, chat_id):
        await self._made.send("427" + json.dumps([event, {"chat_id": chat_id, "is_typing": True}]))
        while not (told := await self._made.recv()).startswith("437"):
            pass
        return json.loads(told[3:])[0]["status"] == "success"

    async def types(self, chat_id):
        await self._made.send(
            "42" + json.dumps(["typing", {"chat_id": chat_id, "is_typing": True}])
        )

    async def hears(self, event, within_s):
        """Whether this event comes in time."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(within_s):
                while not (await self._made.recv()).startswith(f'42["{event}"'):
                    pass
                return True
        return False


@contextlib.asynccontextmanager
async def socket_at(url):
    address = url.replace("http", "ws") + "/ws/socket.io/?EIO=4&transport=websocket"
    async with connect(address, compression=None) as made:
        yield Socket(made)


async def granted(url, token, ann, chat_id):
    """Which events of one caller do something."""
    async with socket_at(url) as caller, socket_at(url) as anns:
        found = dict.fromkeys(EVENTS_OF_TABLE, False)
        found["connect"] = await caller.is_let_in(token)
        if not found["connect"]:
            return found
        await anns.is_let_in(ann.token)
        await anns.is_granted("join_chat", chat_id)
        found["join_chat"] = await caller.is_granted("join_chat", chat_id)
        within_s = 10 if found["join_chat"] else 0.3
        await caller.types(chat_id)
        found["typing"] = await anns.hears("user_typing", within_s)
        await ann.says(chat_id, "Bonjour")
        found["new_message"] = await caller.hears("new_message", within_s)
        found["leave_chat"] = await caller.is_granted("leave_chat", chat_id)
        return found


EVENTS_OF_TABLE = [line.split()[0] for line in EVENTS.strip().splitlines()[1:]]


async def test_every_caller_gets_from_every_event_what_the_table_says(patient_office):
    office = await patient_office()
    handled = set(office.app.app.sio.handlers["/"])
    assert handled == {*EVENTS_OF_TABLE, "disconnect"} - {"new_message"}, "a line an event"
    for name, trigramme in (("ann", "ANN"), ("mia", "MIA"), ("eve", "EVE")):
        await make(office, name, trigramme)
    await make(office, "boss", "BOS", role="admin")
    callers = await (await identities_of(office))()
    ann = await office.signed_in(EMAILS["ann"])
    chat_id = await ann.begins_chat()
    await ann.http.post(f"/api/chats/{chat_id}/members", json={"trigramme": "MIA"})
    columns, *lines = [line.split() for line in EVENTS.strip().splitlines()]
    wrong = []
    async with office.on_a_port() as url:
        for who, headers in callers.items():
            token = headers.get("Authorization", "").removeprefix("Bearer").strip()
            found = await granted(url, token, ann, chat_id)
            place = columns.index(who.partition("/")[0])
            wrong += [
                f"{event} of {who}: {found[event]}"
                for event, *cells in lines
                if found[event] != (cells[place - 1] == "yes")
            ]
    assert not wrong, "\n".join(wrong)
