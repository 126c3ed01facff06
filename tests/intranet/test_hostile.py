"""Strangers send the intranet everything they should not; it stays polite and standing."""

import itertools
from dataclasses import replace
from datetime import timedelta

import pytest

from authorisation import resigned
from comptoir import demo
from comptoir.kernel.limits import MemoryLimiter
from hostile import CANARY, TEXTS, Attack, Target, attacks_on, faults
from office import ADA, ALICE, BOB

pytestmark = pytest.mark.anyio
sqlite_only = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

ENDS_ITS_CALLER = {"POST /me/password", "POST /logout"}
ASKS = {"GET /chat/search"}
"""What is nothing without a question."""
HARMLESS = {
    # A room may be called so, and somebody made it.
    "{room} is a line end",
}


def words_of(_: int, body: dict) -> str:
    """The words of an error of this service, after checking its every field."""
    for name in ("detail", "code", "request_id"):
        assert isinstance(body[name], str), name
        assert body[name], name
    return body["detail"]


async def target_of(office) -> Target:
    """The intranet as its administrator may call it, its limits out of the way."""
    office.platform.limiter = MemoryLimiter(itertools.count(step=3600).__next__)
    numbers = itertools.count(1)
    ada, alice = await office.signed_in(ADA), await office.signed_in(ALICE)
    # Leaving ends a sign-in: it has one of its own.
    leaving, staying = await office.signed_in(BOB), await office.signed_in(ADA)
    room = (await ada.does("POST", "/chat/rooms", 201, {"name": "cible"}))["id"]
    said = await ada.does("POST", f"/chat/rooms/{room}/messages", 201, {"content": "Bonjour"})
    await ada.does("POST", f"/chat/messages/{said['id']}/reactions", 201, {"emoji": "👍"})
    file = (await ada.http.post("/files", files={"file": ("a.txt", b"bonjour")})).json()
    form = {"files": {"file": ("a.txt", b"bonjour")}, "data": {"title": "Guide"}}
    resource = (await ada.http.post("/ressources", **form)).json()

    def headers(route: str):
        who = leaving if route == "POST /logout" else ada
        return ((b"authorization", who.http.headers["authorization"].encode()),)

    def person():
        name = f"person{next(numbers)}"
        new = {"email": f"{name}@example.com", "username": name, "full_name": "Quelqu'un"}
        return {**new, "password": demo.PASSWORD, "role": "member"}

    def message():
        return {"content": "Bonjour", "client_id": f"c{next(numbers)}", "files": []} | {
            "reply_to": None
        }

    def product():
        return {"name": "Casque", "description": "Fermé", "price": 9.99, "stock": 5}

    def resource_body():
        new = {"title": "Guide", "url": "https://example.com", "owner_id": ada.id}
        return {**new, "review_on": "2027-01-31", "successor_id": None}

    return Target(
        app=office.app,
        headers=headers,
        path={
            "room": str(room),
            "person": str(alice.id),
            "other": str(alice.id),
            "user_id": str(alice.id),
            "message_id": str(said["id"]),
            "emoji": "%F0%9F%91%8D",
            "file_id": str(file["id"]),
            "product_id": "1",
            "resource_id": str(resource["id"]),
        },
        bodies={
            "POST /login": lambda: {"email": ADA, "password": demo.PASSWORD},
            "POST /refresh": lambda: {"refresh_token": staying.tokens["refresh_token"]},
            "PUT /me": lambda: {"full_name": "Administratrice", "username": "admin"},
            "DELETE /me": lambda: {"password": demo.PASSWORD},
            "POST /me/password": lambda: {
                "current_password": "not it at all",
                "password": demo.PASSWORD,
            },
            "POST /users": person,
            "PATCH /users/{user_id}": lambda: {"role": "staff", "status": "active"},
            "POST /products": product,
            "PUT /products/{product_id}": product,
            "POST /files": lambda: {"file": ("a.txt", b"bonjour"), "room": "general"},
            "POST /ressources": resource_body,
            "PUT /ressources/{resource_id}": resource_body,
            "POST /chat/rooms": lambda: {
                "name": f"salon {next(numbers)}",
                "is_private": False,
                "topic": "Ici",
            },
            "PATCH /chat/rooms/{room}": lambda: {
                "name": "cible",
                "topic": "Là",
                "archived": False,
            },
            "POST /chat/rooms/{room}/read": lambda: {"seq": 1},
            "POST /chat/rooms/{room}/members": lambda: {"user_id": alice.id},
            "POST /chat/rooms/{room}/messages": message,
            "PUT /chat/messages/{message_id}": lambda: {"content": "Bonsoir"},
            "POST /chat/messages/{message_id}/reactions": lambda: {"emoji": "👍"},
            "POST /chat/dm/{other}": message,
            "POST /chat/dm/{other}/read": lambda: {"seq": 0},
        },
        words_of=words_of,
    )


async def test_nothing_that_strangers_send_breaks_the_intranet(open_an_office, capsys, caplog):
    office = await open_an_office(in_process=True)
    target = await target_of(office)
    whole_set = office.platform.db.dialect == "sqlite"
    attacks = [attack for attack in attacks_on(target) if whole_set or attack.stored]
    assert len(attacks) > 500, "without attacks this test would mean nothing"

    wrong = await faults(target, [judged(a) for a in attacks if not no_use(a)])

    assert not wrong, f"{len(wrong)} of {len(attacks)}:\n" + "\n".join(wrong[:40])
    printed = capsys.readouterr()
    logged = printed.out + printed.err + caplog.text
    assert "/chat/rooms" in logged, "without a log this would mean nothing"
    assert CANARY not in logged
    assert "request_failed" not in logged
    assert (await office.visitor(ADA).signs_in()).status_code == 200


def no_use(attack: Attack) -> bool:
    """Whether this is no attack, and would leave nobody to ask with, or asks nothing."""
    return attack.usual and attack.route in ENDS_ITS_CALLER | ASKS


def judged(attack: Attack) -> Attack:
    """The attack as this service may answer it: what nobody reacted with is taken back."""
    allowed = attack.what in HARMLESS or attack.what.startswith("{emoji}")
    return replace(attack, refused=attack.refused and not allowed)


@sqlite_only
@pytest.mark.parametrize("text", [t for t in TEXTS.values() if t.strip()], ids=lambda t: t[:12])
async def test_what_people_say_is_heard_and_kept_as_they_said_it(office, text):
    alice, bob = await office.signed_in(ALICE), await office.signed_in(BOB)
    here, there = await alice.joins("general"), await bob.joins("general")
    await here.asks("ack", type="message", room="general", content=text)
    assert (await there.next("message"))["content"] == text
    await here.asks("ack", type="dm", to=bob.id, content=text)
    assert (await there.next("dm"))["content"] == text
    [*_, said] = await bob.gets("/chat/rooms/general/messages")
    assert said["content"] == text


@sqlite_only
async def test_a_token_of_this_service_for_another_purpose_opens_nothing(office):
    alice = await office.signed_in(ALICE)
    tokens, token = office.platform.tokens, alice.tokens["access_token"]
    claims = tokens.read("intranet", "access", token)
    for kind in ("refresh", "reset", ""):
        alice.http.headers["Authorization"] = (
            f"Bearer {tokens.sign('intranet', kind, claims, timedelta(hours=1))}"
        )
        await alice.gets("/me", 401)
    alice.http.headers["Authorization"] = (
        f"Bearer {resigned(tokens, 'intranet', token, lifetime_s=60)}"
    )
    await alice.gets("/me")
