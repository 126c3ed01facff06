"""What the document shows, letter for letter, against a fresh development server.

Bodies and frames are sent as they stand there, by curl and by Node's `ws`; a reader replaces the
token, and has an account of that name and password.
"""

import json
import subprocess
from collections.abc import Iterator

import pytest

from cast import SECRET
from comptoir import demo
from hostile import served
from shapes import INSTANT, NUMBER, TEXT, WHOLE, misfits
from ws_client import client

pytestmark = pytest.mark.anyio

LOGIN = """
{
    "email": "test@test.com",
    "password": "supersecret"
}
"""
PRODUCT = """
{
    "name": "Nom du produit",
    "description": "Description",
    "price": 99.99,
    "stock": 5
}
"""
ROOM = """
{
    "name": "general",
    "is_private": false
}
"""
FRAMES = """
{ "type": "join", "room": "general" }
{ "type": "message", "room": "general", "content": "salut" }
{ "type": "dm", "to": 2, "content": "yo" }
{ "type": "room_history", "room": "general", "limit": 50 }
{ "type": "dm_history", "with": 2, "limit": 50 }
"""
ROOM_SHAPE = {"id": WHOLE, "name": TEXT, "created_at": INSTANT}
SAID_SHAPE = {"content": TEXT, "timestamp": INSTANT}
DM_SHAPE = {"from_user": WHOLE, "to_user": WHOLE, **SAID_SHAPE}
PRODUCT_SHAPE = {"id": WHOLE, "name": TEXT, "description": TEXT, "price": NUMBER, "stock": WHOLE}


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server where the document's person has an account of staff."""
    home = tmp_path_factory.mktemp("samples")
    with served("intranet", home, COMPTOIR_SECRET=SECRET) as server:
        url = f"http://localhost:{server.port}"
        admin = {"email": "admin@intranet.example", "password": demo.PASSWORD}
        token = curl("POST", f"{url}/login", json.dumps(admin))["access_token"]
        person = json.loads(LOGIN) | {"username": "test", "role": "staff"}
        assert curl("POST", f"{url}/users", json.dumps(person), token)["username"] == "test"
        yield url


def curl(method: str, url: str, body: str = "", token: str = "", *more: str):
    command = ["curl", "--silent", "--show-error", "--fail-with-body", "-X", method, url]
    if body:
        command += ["-H", "Content-Type: application/json", "-d", body]
    if token:
        command += ["-H", f"Authorization: Bearer {token}"]
    done = subprocess.run(
        [*command, *more], capture_output=True, text=True, check=False, timeout=20
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout)


@pytest.fixture
def token(url: str) -> str:
    return curl("POST", f"{url}/login", LOGIN)["access_token"]


def test_the_bodies_of_the_document_are_answered_as_it_says(url, token, tmp_path):
    signed_in = curl("POST", f"{url}/login", LOGIN)
    assert not misfits({"access_token": TEXT, "refresh_token": TEXT}, signed_in)
    assert len(signed_in["refresh_token"]) == 36, "a UUID"
    made = curl("POST", f"{url}/products", PRODUCT, token)
    assert {name: made[name] for name in json.loads(PRODUCT)} == json.loads(PRODUCT)
    assert not misfits([PRODUCT_SHAPE], curl("GET", f"{url}/products", "", token))
    (tmp_path / "note.txt").write_text("bonjour")
    curl("POST", f"{url}/files", "", token, "-F", f"file=@{tmp_path / 'note.txt'}")
    [file] = curl("GET", f"{url}/files", "", token)
    assert file["name"] == "note.txt"
    assert curl("GET", f"{url}/ressources", "", token)
    assert not misfits([ROOM_SHAPE], curl("GET", f"{url}/chat/rooms", "", token))
    # The demonstration has a room of the documented name; another is made the same way.
    created = curl("POST", f"{url}/chat/rooms", ROOM.replace("general", "direction"), token)
    assert not misfits(ROOM_SHAPE, created)


@pytest.mark.parametrize("how", ["program", "browser"])
async def test_node_speaks_the_frames_of_the_document(url, token, how):
    joining, saying, writing, reading, looking = FRAMES.strip().splitlines()
    me = curl("GET", f"{url}/me", "", token)["id"]
    async with client(url.replace("http", "ws"), token, how) as socket:
        assert await socket.hears("open") == ["bearer" if how == "browser" else "", ""]
        socket.says(joining)
        joined = await socket.gets("joined", "error")
        assert joined["room"] == "general"
        assert "test" in [each["username"] for each in joined["members"]]
        socket.says(saying)
        ack = await socket.gets("ack", "error")
        said = await socket.gets("message")
        assert (said["id"], said["seq"]) == (ack["id"], ack["seq"])
        assert (said["from_user"], said["username"], said["content"]) == (me, "test", "salut")
        socket.says(writing)
        await socket.gets("ack", "error")
        said = await socket.gets("dm")
        assert (said["from_user"], said["to_user"], said["content"]) == (me, 2, "yo")
        socket.says(reading)
        history = await socket.gets("room_history", "error")
        assert not misfits([SAID_SHAPE], history["messages"])
        assert history["messages"][-1]["content"] == "salut"
        socket.says(looking)
        history = await socket.gets("dm_history", "error")
        assert not misfits([DM_SHAPE], history["messages"])
        socket.says("no frame")
        assert (await socket.gets("error"))["code"] == "invalid_json"
        socket.says("close")
        assert await socket.hears("close") == 1000
    listed = curl("GET", f"{url}/chat/rooms/general/messages", "", token)
    assert listed[-1]["content"] == "salut"
    assert not misfits([DM_SHAPE], curl("GET", f"{url}/chat/dm/2", "", token))


async def test_node_is_told_why_it_is_not_let_in_and_comes_back_to_everything(url, token):
    address = url.replace("http", "ws")
    for bad in ("", f"{token}x"):
        async with client(address, bad) as socket:
            assert await socket.hears("refused") == 401
    join, say = ('{"type": "join", "room": "general", "since": %d}', FRAMES.splitlines()[2])
    async with client(address, token) as first, client(address, token) as second:
        for each in (first, second):
            await each.hears("open")
        second.says(join % 0)
        seq = (await second.gets("joined"))["seq"]
        second.says("close")
        await second.hears("close")
        for _ in range(5):
            first.says(say)
        acks = [await first.gets("ack") for _ in range(5)]
    async with client(address, token) as again:
        await again.hears("open")
        again.says(join % seq)
        missed = [await again.gets("message") for _ in range(5)]
    assert [each["seq"] for each in missed] == [each["seq"] for each in acks]
