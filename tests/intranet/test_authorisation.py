"""Who may ask what of the intranet: every route and every frame, as every kind of caller."""

import itertools
import json

import pytest

from authorisation import Given, bearer, mismatches, resigned, routes_of, unlisted
from cast import ADMIN_KEY
from comptoir import demo
from comptoir.intranet import accounts, wire
from comptoir.intranet.socket import FRAMES
from comptoir.kernel import keys, tokens
from comptoir.kernel.limits import MemoryLimiter
from office import ADA, ALICE, BOB

pytestmark = pytest.mark.anyio

# `owner` is Bob, whose the room, message and file are; `other` a member who is in none of his
# private rooms; `staff` and `admin` are in none either. Rooms named here are private ones.
TABLE = """
route                                      nobody  owner other staff admin read_key staff_key admin_key refused
GET /                                      200     200   200   200   200   200      200       200       200
GET /health                                200     200   200   200   200   200      200       200       200
GET /ready                                 200     200   200   200   200   200      200       200       200
GET /app                                   200     200   200   200   200   200      200       200       200
GET /app/{name:path}                       200     200   200   200   200   200      200       200       200
GET /metrics                               200|401 200|403 200|403 200|403 200 200|403 200|403 200      200|401
GET /docs                                  200|404 200|404 200|404 200|404 200|404 200|404 200|404 200|404 200|404
GET /docs/oauth2-redirect                  200|404 200|404 200|404 200|404 200|404 200|404 200|404 200|404 200|404
GET /redoc                                 200|404 200|404 200|404 200|404 200|404 200|404 200|404 200|404 200|404
GET /openapi.json                          200|404 200|404 200|404 200|404 200|404 200|404 200|404 200|404 200|404
POST /login                                200     200   200   200   200   200      200       200       200
POST /refresh                              200     200   200   200   200   200      200       200       200
POST /logout                               401     200   200   200   200   403      403       403       401
GET /users                                 401     200   200   200   200   200      200       200       401
POST /users                                401     403   403   403   201   403      403       201       401
GET /users/{user_id}                       401     200   200   200   200   200      200       200       401
PATCH /users/{user_id}                     401     403   403   403   200   403      403       200       401
GET /me                                    401     200   200   200   200   403      403       403       401
PUT /me                                    401     200   200   200   200   403      403       403       401
POST /me/password                          401     403   403   403   403   403      403       403       401
GET /me/export                             401     200   200   200   200   403      403       403       401
DELETE /me                                 401     403   403   403   403   403      403       403       401
GET /products                              401     200   200   200   200   200      200       200       401
POST /products                             401     403   403   201   201   403      201       201       401
GET /products/{product_id}                 401     200   200   200   200   200      200       200       401
PUT /products/{product_id}                 401     403   403   200   200   403      200       200       401
DELETE /products/{product_id}              401     403   403   200   200   403      200       200       401
GET /files                                 401     200   200   200   200   403      403       403       401
POST /files                                401     201   201   201   201   403      403       403       401
GET /files/{file_id}                       401     200   404   404   404   403      403       403       401
DELETE /files/{file_id}                    401     200   404   404   404   403      403       403       401
GET /ressources                            401     200   200   200   200   403      403       403       401
POST /ressources                           401     403   403   403   201   403      403       201       401
GET /ressources/{resource_id}              401     200   200   200   200   403      403       403       401
GET /ressources/{resource_id}/file         401     200   200   200   200   403      403       403       401
PUT /ressources/{resource_id}              401     403   403   403   200   403      403       200       401
DELETE /ressources/{resource_id}           401     403   403   403   200   403      403       200       401
GET /chat/rooms                            401     200   200   200   200   403      403       403       401
POST /chat/rooms                           401     201   201   201   201   403      403       403       401
GET /chat/rooms/{room}                     401     200   404   404   404   403      403       403       401
PATCH /chat/rooms/{room}                   401     200   404   404   404   403      403       403       401
POST /chat/rooms/{room}/read               401     200   404   404   404   403      403       403       401
GET /chat/rooms/{room}/members             401     200   404   404   404   403      403       403       401
POST /chat/rooms/{room}/members            401     201   404   404   404   403      403       403       401
DELETE /chat/rooms/{room}/members/{person} 401     200   404   404   404   403      403       403       401
GET /chat/rooms/{room}/messages            401     200   404   404   404   403      403       403       401
POST /chat/rooms/{room}/messages           401     201   404   404   404   403      403       403       401
GET /chat/messages/{message_id}            401     200   404   404   404   403      403       403       401
PUT /chat/messages/{message_id}            401     200   404   404   404   403      403       403       401
DELETE /chat/messages/{message_id}         401     200   404   404   404   403      403       403       401
GET /chat/messages/{message_id}/history    401     200   404   404   404   403      403       403       401
POST /chat/messages/{message_id}/reactions 401     201   404   404   404   403      403       403       401
DELETE /chat/messages/{message_id}/reactions/{emoji} 401 200 404 404 404 403     403       403       401
GET /chat/search                           401     200   404   404   404   403      403       403       401
GET /chat/dm                               401     200   200   200   200   403      403       403       401
GET /chat/dm/{other}                       401     200   200   200   200   403      403       403       401
POST /chat/dm/{other}                      401     201   201   201   201   403      403       403       401
POST /chat/dm/{other}/read                 401     200   200   200   200   403      403       403       401
GET /chat/blocks                           401     200   200   200   200   403      403       403       401
PUT /chat/blocks/{other}                   401     200   200   200   200   403      403       403       401
DELETE /chat/blocks/{other}                401     200   200   200   200   403      403       403       401
"""  # noqa: E501
SOCKET = "WS / 401 101 101 101 101 401 401 401 401"


def table() -> str:
    return TABLE.replace("2xx/404", "404")


@pytest.fixture
async def patient_office(open_an_office):
    """Opens an office where an hour passes between any two requests, as its limits see it."""

    async def open_it(**options):
        office = await open_an_office(in_process=True, **options)
        office.platform.limiter = MemoryLimiter(itertools.count(step=3600).__next__)
        return office

    return open_it


async def api_key(office, *scopes: str, ended: bool = False, **more) -> dict[str, str]:
    key = keys.make(keys.PREFIXES["intranet"])
    service = more.pop("service", wire.SERVICE)
    now = office.clock.now()
    write = office.platform.db.write
    key_id = await write(keys.keep, service, "a program", key, scopes, now, **more)
    if ended:
        await write(keys.end, service, key_id, now)
    return {"X-API-Key": key}


async def credentials_that_do_not_hold(office) -> dict[str, dict[str, str]]:
    bob = (await office.signed_in(BOB)).tokens
    access = bob["access_token"]
    out = await office.signed_in(BOB)
    await out.does("POST", "/logout", 200)
    dora = await office.hires("dora")
    await office.platform.db.write(accounts.disable, dora.id, office.clock.now())
    claims = office.platform.tokens.read("intranet", "access", access)
    alice_id = (await office.signed_in(ALICE)).id

    def signed(**changes):
        return bearer(resigned(office.platform.tokens, "intranet", access, **changes))

    def claiming(**more):
        token = office.platform.tokens.sign(
            "intranet", "access", claims | more, wire.ACCESS_TOKEN_LIFETIME
        )
        return bearer(token)

    header, payload, signature = access.split(".")
    return {
        "refused/another service's token": signed(to="meuble"),
        "refused/expired token": signed(lifetime_s=-1),
        "refused/logged-out token": bearer(out.tokens["access_token"]),
        "refused/disabled account": bearer(dora.tokens["access_token"]),
        "refused/somebody else's sign-in": claiming(sub=str(alice_id)),
        "refused/a subject that is no number": claiming(sub="1 OR 1"),
        "refused/refresh token as access": bearer(bob["refresh_token"]),
        "refused/unsigned token": bearer(f"{header}.{payload}."),
        "refused/changed signature": bearer(f"{header}.{payload}.{signature[::-1]}"),
        "refused/garbage": bearer("garbage"),
        "refused/no token": {"Authorization": "Bearer"},
        "refused/unknown key": {"X-API-Key": keys.make("int")},
        "refused/ended key": await api_key(office, *keys.SCOPES, ended=True),
        "refused/another service's key": await api_key(office, *keys.SCOPES, service="meuble"),
        "refused/token beside a bad key": {**bearer(access), "X-API-Key": "int_live_x"},
    }


async def identities_of(office):
    await office.hires("other")
    lasting = {
        "nobody": {},
        "read_key": await api_key(office, "read"),
        "staff_key": await api_key(office, "staff"),
        "admin_key": {"X-API-Key": ADMIN_KEY},
        **await credentials_that_do_not_hold(office),
    }
    people = {"owner": BOB, "other": "other@intranet.example", "staff": ALICE, "admin": ADA}

    def begin(connection, email: str) -> tokens.Family:
        """A sign-in without the route, whose cost a table of a thousand cells would feel."""
        account_id = str(accounts.find_by_name(connection, email)["id"])
        now, lifetime = office.clock.now(), wire.REFRESH_TOKEN_LIFETIME
        return tokens.open_family(connection, wire.SERVICE, account_id, now, lifetime)

    def bearer_of(family: tokens.Family) -> dict[str, str]:
        claims = {"sub": family.account_id, "sid": family.id}
        sign = office.platform.tokens.sign
        return bearer(sign(wire.SERVICE, "access", claims, wire.ACCESS_TOKEN_LIFETIME))

    def begin_all(connection) -> dict[str, tokens.Family]:
        return {who: begin(connection, email) for who, email in people.items()}

    async def identities():
        families = await office.platform.db.write(begin_all)
        return lasting | {who: bearer_of(family) for who, family in families.items()}

    return identities


async def arrangements(office):
    """What each call is about: Bob's, in rooms of his own."""
    bob, ada = await office.signed_in(BOB), await office.signed_in(ADA)
    numbers = itertools.count(1)
    file = {"file": ("a.txt", b"bonjour")}

    def always(**given):
        async def same():
            return Given(**given)

        return same

    async def private_room():
        new = {"name": f"private {next(numbers)}", "is_private": True}
        return (await bob.does("POST", "/chat/rooms", 201, new))["id"]

    def in_a_room(json=None):
        async def made():
            return Given({"room": await private_room(), "person": bob.id}, json)

        return made

    def of_a_message(json=None):
        async def made():
            room = await private_room()
            path = f"/chat/rooms/{room}/messages"
            said = await bob.does("POST", path, 201, {"content": "Bonjour"})
            return Given({"message_id": said["id"], "emoji": "👍"}, json)

        return made

    async def a_product():
        new = {"name": "Casque", "description": "", "price": 9.99, "stock": 1}
        made = await ada.does("POST", "/products", 201, new)
        return Given({"product_id": made["id"]}, {"stock": 2})

    async def a_file():
        sent = await bob.http.post("/files", files=file)
        return Given({"file_id": sent.json()["id"]})

    async def a_resource():
        sent = await ada.http.post("/ressources", files=file, data={"title": "Guide"})
        return Given({"resource_id": sent.json()["id"]}, {"title": "Autre"})

    async def somebody():
        person = await office.hires(f"person{next(numbers)}")
        return Given({"user_id": person.id}, {"role": "staff"})

    async def new_account():
        name = f"person{next(numbers)}"
        new = {"email": f"{name}@example.com", "username": name, "password": demo.PASSWORD}
        return Given(json=new)

    async def refresh_token():
        signed_in = await office.signed_in(BOB)
        return Given(json={"refresh_token": signed_in.tokens["refresh_token"]})

    searched = await private_room()
    wrong_password = always(json={"password": "not theirs"})
    with_ada = always(path={"other": ada.id}, json={"content": "Bonjour"})
    return {
        "GET /app/{name:path}": always(path={"name": "index.html"}),
        "POST /login": always(json={"email": BOB, "password": demo.PASSWORD}),
        "POST /refresh": refresh_token,
        "POST /users": new_account,
        "GET /users/{user_id}": always(path={"user_id": bob.id}),
        "PATCH /users/{user_id}": somebody,
        "PUT /me": always(json={"full_name": "Quelqu'un"}),
        "POST /me/password": always(json={"current_password": "no", "password": "long enough"}),
        "DELETE /me": wrong_password,
        "POST /products": always(json={"name": "Casque", "price": 1}),
        "GET /products/{product_id}": a_product,
        "PUT /products/{product_id}": a_product,
        "DELETE /products/{product_id}": a_product,
        "POST /files": always(files=file),
        "GET /files/{file_id}": a_file,
        "DELETE /files/{file_id}": a_file,
        "POST /ressources": always(json={"title": "Guide", "url": "https://example.com"}),
        "GET /ressources/{resource_id}": a_resource,
        "GET /ressources/{resource_id}/file": a_resource,
        "PUT /ressources/{resource_id}": a_resource,
        "DELETE /ressources/{resource_id}": a_resource,
        "POST /chat/rooms": lambda: _named(numbers),
        "GET /chat/rooms/{room}": in_a_room(),
        "PATCH /chat/rooms/{room}": in_a_room({"topic": "Ici", "archived": True}),
        "POST /chat/rooms/{room}/read": in_a_room({}),
        "GET /chat/rooms/{room}/members": in_a_room(),
        "POST /chat/rooms/{room}/members": in_a_room({"user_id": ada.id}),
        "DELETE /chat/rooms/{room}/members/{person}": in_a_room(),
        "GET /chat/rooms/{room}/messages": in_a_room(),
        "POST /chat/rooms/{room}/messages": in_a_room({"content": "Bonjour"}),
        "GET /chat/messages/{message_id}": of_a_message(),
        "PUT /chat/messages/{message_id}": of_a_message({"content": "Bonsoir"}),
        "DELETE /chat/messages/{message_id}": of_a_message(),
        "GET /chat/messages/{message_id}/history": of_a_message(),
        "POST /chat/messages/{message_id}/reactions": of_a_message({"emoji": "👍"}),
        "DELETE /chat/messages/{message_id}/reactions/{emoji}": of_a_message(),
        "GET /chat/search": always(path={"q": "bonjour", "room": str(searched)}),
        "GET /chat/dm/{other}": with_ada,
        "POST /chat/dm/{other}": with_ada,
        "POST /chat/dm/{other}/read": always(path={"other": ada.id}, json={}),
        "PUT /chat/blocks/{other}": always(path={"other": (await office.signed_in(ALICE)).id + 9}),
        "DELETE /chat/blocks/{other}": always(path={"other": ada.id}),
    }


async def _named(numbers):
    return Given(json={"name": f"room {next(numbers)}"})


@pytest.mark.parametrize("production", [False, True], ids=["development", "production"])
async def test_every_caller_gets_from_every_route_what_the_table_says(patient_office, production):
    office = await patient_office(production=production)
    identities = await identities_of(office)
    arrange = await arrangements(office)
    blocked = await office.hires("blocked")

    async def to_block():
        return Given({"other": blocked.id})

    arrange["PUT /chat/blocks/{other}"] = to_block
    searched = await arrange.pop("GET /chat/search")()
    lines = table().replace(
        "GET /chat/search ", f"GET /chat/search?q=bonjour&room={searched.path['room']} "
    )
    wrong = await mismatches(
        office.visitor().http, lines, identities, arrange, production=production
    )
    assert not wrong, "\n".join(wrong)


async def test_every_route_has_a_line_and_every_line_a_route(office):
    assert unlisted(office.app, f"{table()}\n{SOCKET}") == []


async def test_production_serves_nothing_that_development_does_not(office, open_an_office):
    production = await open_an_office(production=True)
    assert set(routes_of(production.app)) < set(routes_of(office.app))


# ── Frames ────────────────────────────────────────────────────────────────────────────────

# `in` is in the private room; `out` is not, an administrator's role or not.
FRAMES_TABLE = """
frame                                                  in            out
{"type": "join", "room": ROOM}                         joined        room_not_found
{"type": "join", "room": ROOM, "since": 0}             joined        room_not_found
{"type": "message", "room": ROOM, "content": "x"}      ack           room_not_found
{"type": "room_history", "room": ROOM}                 room_history  room_not_found
{"type": "typing", "room": ROOM, "is_typing": true}    -             room_not_found
{"type": "read", "room": ROOM}                         read          room_not_found
{"type": "leave", "room": ROOM}                        left          room_not_found
{"type": "dm", "to": OTHER, "content": "x"}            ack           ack
{"type": "dm_history", "with": OTHER}                  dm_history    dm_history
{"type": "join", "with": OTHER}                        joined        joined
{"type": "read", "with": OTHER}                        read          read
{"type": "typing", "with": OTHER, "is_typing": true}   -             -
{"type": "auth", "token": TOKEN}                       authenticated authenticated
{"type": "ping"}                                       pong          pong
"""


ANSWERS = {line.rsplit(maxsplit=2)[1] for line in FRAMES_TABLE.strip().splitlines()[1:]}


async def test_every_frame_answers_those_inside_and_outside_as_the_table_says(office):
    bob, ada = await office.signed_in(BOB), await office.signed_in(ADA)
    room = await bob.does("POST", "/chat/rooms", 201, {"name": "ours", "is_private": True})
    alice = await office.signed_in(ALICE)
    told = set()
    for line in FRAMES_TABLE.strip().splitlines()[1:]:
        text, within, without = line.rsplit(maxsplit=2)
        for who, expected in ((bob, within), (ada, without)):
            token = json.dumps(who.tokens["access_token"])
            values = {"ROOM": str(room["id"]), "OTHER": str(alice.id), "TOKEN": token}
            frame = text
            for name, value in values.items():
                frame = frame.replace(name, value)
            phone = await who.connects()
            await phone.wire.send(frame)
            if expected == "-":
                assert await phone.nothing_more("error"), text
            else:
                answer = await phone.next("error", *ANSWERS)
                assert expected in {answer["type"], answer.get("code")}, (text, answer)
            told.add(json.loads(frame)["type"])
    assert told == set(FRAMES)
