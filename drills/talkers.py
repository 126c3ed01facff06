"""People of the intranet on several devices each, through whatever happens to the server.

A `Talker` says what it has to say, each message under a `client_id` of its own, sends again what
was not acknowledged, resumes every room after the last `seq` it has, and writes down what it hears.
`faults` holds what all of them wrote down against each other and against the rooms' history.
"""

import asyncio
import contextlib
import itertools
import json
import random
import time
from collections import deque
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import websockets
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from server import request

PASSWORD = "comptoir-demo"
PEOPLE = tuple(f"{name}@intranet.example" for name in ("admin", "alice", "bob"))
WORKSHOP = "atelier"
"""A private room, of Alice's, with Bob in it."""
QUICK_PER_S = 14
"""Messages a second of a device, below the documented 20 frames."""
CONNECT_DEADLINE_S, SILENCE_S, LOOK_UP_S = 5, 20, 0.5
LATER = {"service_unavailable", "internal_error"}
"""What is answered when the message may be sent again."""


@dataclass
class Person:
    """Somebody of the demonstration, signed in."""

    name: str
    id: int
    token: str

    @classmethod
    def signed_in(cls, port: int, email: str) -> "Person":
        """Raises RuntimeError where the server refuses."""
        credentials = {"email": email, "password": PASSWORD}
        status, answer = request(port, "POST", "/login", credentials)
        if status != 200:
            raise RuntimeError(f"{email} cannot sign in: {status} {answer}")
        return cls(email.partition("@")[0], answer["user"]["id"], answer["access_token"])

    @property
    def headers(self) -> dict[str, str]:
        """What proves who asks."""
        return {"Authorization": f"Bearer {self.token}"}


@dataclass
class Ledger:
    """What was said, acknowledged and heard, by everybody."""

    per_s: float = QUICK_PER_S
    """How many messages a second each device sends."""
    enough: asyncio.Event = field(default_factory=asyncio.Event)
    acknowledged: dict[str, tuple[str, int, float]] = field(default_factory=dict)
    """Content -> where, under which `seq`, and when."""
    waiting: set[str] = field(default_factory=set)
    """What somebody said and was not answered."""
    wrong: list[str] = field(default_factory=list)
    sent_again: int = 0
    reconnections: int = 0
    slowest_s: float = 0.0
    """The longest that somebody who was connected all the time waited for what was acknowledged,
    of what was since `watched_from_s`."""
    watched_from_s: float = 0.0

    def watch(self) -> None:
        """Look from now on at how long people wait."""
        self.slowest_s, self.watched_from_s = 0.0, time.monotonic()


@dataclass(eq=False)
class Talker:
    """One device of somebody."""

    port: int
    person: Person
    places: dict[str, dict[str, Any]]
    """Where it talks: a name for each place, and the fields of a frame that join it."""
    ledger: Ledger
    heard: dict[str, list[str]] = field(default_factory=dict)
    """Place -> what was said there, in order; the first has `seq` 1."""
    unanswered: dict[str, tuple[str, dict[str, Any]]] = field(default_factory=dict)
    """Content -> where, and the frame, of what was not acknowledged."""
    _again: deque[str] = field(default_factory=deque)
    """What is to be said again, as it was not stored."""
    _joined: set[str] = field(default_factory=set)
    _connected_s: float = 0.0

    def __post_init__(self) -> None:
        self.heard = {place: [] for place in self.places}

    async def live(self) -> None:
        """Talk and listen until it is enough, nothing is unanswered, and all of it was heard."""
        while not self._content:
            try:
                async with asyncio.timeout(CONNECT_DEADLINE_S):
                    wire = await websockets.connect(
                        f"ws://127.0.0.1:{self.port}",
                        additional_headers=self.person.headers,
                        compression=None,
                        proxy=None,
                        close_timeout=0.5,
                    )
            except (OSError, TimeoutError, InvalidHandshake, EOFError):
                await asyncio.sleep(random.uniform(0.05, 0.3))
                continue
            try:
                await self._converse(wire)
            except (OSError, TimeoutError, ConnectionClosed):
                self.ledger.reconnections += 1
                await asyncio.sleep(random.uniform(0.05, 0.2))
            finally:
                with contextlib.suppress(Exception):
                    await wire.close()

    @property
    def _content(self) -> bool:
        """Whether there is nothing more to say or to wait for."""
        return self.ledger.enough.is_set() and not self.ledger.waiting and self.has_all()

    def has_all(self) -> bool:
        """Whether everything that anybody was acknowledged was heard here."""
        return not any(
            seq > len(self.heard[place])
            for place, seq, _ in self.ledger.acknowledged.values()
            if place in self.heard
        )

    async def _converse(self, wire: Any) -> None:
        self._joined.clear()
        self._connected_s = time.monotonic()
        for place, where in self.places.items():
            frame = {"type": "join", **where, "since": len(self.heard[place])}
            await wire.send(json.dumps(frame))
        self._again = deque(self.unanswered)
        saying = asyncio.create_task(self._say(wire))
        heard_s = time.monotonic()
        try:
            while not self._content:
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(LOOK_UP_S):
                        text = await wire.recv()
                    self._hear(json.loads(text))
                    heard_s = time.monotonic()
                if self.unanswered and time.monotonic() - heard_s > SILENCE_S:
                    raise TimeoutError
        finally:
            saying.cancel()
            await asyncio.gather(saying, return_exceptions=True)

    async def _say(self, wire: Any) -> None:
        """Say again what was not stored, and then something new."""
        while True:
            if self._again:
                content = self._again.popleft()
                self.ledger.sent_again += 1
                await asyncio.sleep(1 / QUICK_PER_S)
            else:
                await asyncio.sleep(random.uniform(0.5, 1.5) / self.ledger.per_s)
                if self._again:
                    continue
                if self.ledger.enough.is_set():
                    await asyncio.sleep(LOOK_UP_S)
                    continue
                content = self._new_message()
            if content in self.unanswered:
                await wire.send(json.dumps(self.unanswered[content][1]))

    def _new_message(self) -> str:
        place, where = random.choice(list(self.places.items()))
        content = f"{self.person.name} {uuid4().hex}"
        frame = {"content": content, "client_id": content}
        if "with" in where:
            frame |= {"type": "dm", "to": where["with"]}
        else:
            frame |= {"type": "message", **where}
        self.unanswered[content] = (place, frame)
        self.ledger.waiting.add(content)
        return content

    # ── Hearing ───────────────────────────────────────────────────────────────────────────

    def _hear(self, frame: dict[str, Any]) -> None:
        kind = frame["type"]
        if kind == "ack":
            self._acknowledged(frame)
        elif kind == "joined":
            self._joined.add(self._place_of(frame))
        elif kind in {"message", "dm"}:
            self._said(frame)
        elif kind == "error":
            self._refused(frame)

    def _place_of(self, frame: dict[str, Any]) -> str:
        if "room" in frame:
            return str(frame["room"])
        if "with" in frame:
            other = frame["with"]
        else:
            other = frame["to_user"] if frame["from_user"] == self.person.id else frame["from_user"]
        return between(self.person.id, other)

    def _acknowledged(self, frame: dict[str, Any]) -> None:
        content = frame["client_id"]
        found = self.unanswered.pop(content, None)
        known = self.ledger.acknowledged.get(content)
        if found is None:
            # Sent again before the first answer was read: the same answer twice.
            if known is None or known[1] != frame["seq"]:
                self.ledger.wrong.append(f"{content} was acknowledged again as {frame['seq']}")
            return
        self.ledger.waiting.discard(content)
        self.ledger.acknowledged[content] = (found[0], frame["seq"], time.monotonic())

    def _said(self, frame: dict[str, Any]) -> None:
        place = self._place_of(frame)
        if place not in self._joined:
            return  # a conversation comes by itself; what it lacks comes once it is joined
        heard = self.heard[place]
        if frame["seq"] != len(heard) + 1:
            self.ledger.wrong.append(
                f"{self.person.name} heard {frame['seq']} after {len(heard)} in {place}"
            )
        heard.append(frame["content"])
        known = self.ledger.acknowledged.get(frame["content"])
        if known is not None and known[2] > max(self._connected_s, self.ledger.watched_from_s):
            self.ledger.slowest_s = max(self.ledger.slowest_s, time.monotonic() - known[2])

    def _refused(self, frame: dict[str, Any]) -> None:
        if frame["code"] not in LATER:
            self.ledger.wrong.append(f"{self.person.name} was answered {frame}")
        elif frame.get("client_id") not in self.unanswered:
            raise OSError(frame["code"])  # it could not be joined: come again
        else:
            self._again.append(frame["client_id"])


def between(one: int, other: int) -> str:
    """The name of a conversation, the same for both."""
    return "dm {} {}".format(*sorted((one, other)))


def talkers(port: int, people: list[Person], ledger: Ledger, devices: int) -> list[Talker]:
    """So many devices of each, in a public room, a private one, and a conversation."""
    admin, alice, bob = people
    for room in ({"name": "general"}, {"name": WORKSHOP, "is_private": True}):
        status, answer = request(port, "POST", "/chat/rooms", room, headers=alice.headers)
        assert status in {201, 409}, answer  # the demonstration has the first
    path = f"/chat/rooms/{WORKSHOP}/members"
    status, answer = request(port, "POST", path, {"user_id": bob.id}, headers=alice.headers)
    assert status == 201, answer
    everybody: dict[str, dict[str, Any]] = {"general": {"room": "general"}}
    # Each sees the conversation from its own side; what was said there before is heard too.
    ours = everybody | {WORKSHOP: {"room": WORKSHOP}}
    with_bob = ours | {between(alice.id, bob.id): {"with": bob.id}}
    with_alice = ours | {between(alice.id, bob.id): {"with": alice.id}}
    return [
        Talker(port, person, places, ledger)
        for _ in range(devices)
        for person, places in ((admin, everybody), (alice, with_bob), (bob, with_alice))
    ]


def history(port: int, person: Person, path: str) -> list[tuple[int, str]]:
    """Every message of a place, oldest first, as the route pages it out."""
    found: list[tuple[int, str]] = []
    before = ""
    while True:
        status, page = request(port, "GET", f"{path}?limit=100{before}", headers=person.headers)
        assert status == 200, page
        found = [(each["seq"], each["content"]) for each in page] + found
        if len(page) < 100:
            return found
        before = f"&before={page[0]['seq']}"


def faults(port: int, talking: list[Talker], ledger: Ledger) -> list[str]:
    """What was lost, doubled or out of order, in words."""
    alice = next(each for each in talking if each.person.name == "alice")
    kept: dict[str, list[str]] = {}
    found: dict[str, int] = {}
    for place, where in alice.places.items():
        path = f"/chat/dm/{where['with']}" if "with" in where else f"/chat/rooms/{place}/messages"
        rows = history(port, alice.person, path)
        kept[place] = [content for _, content in rows]
        if [seq for seq, _ in rows] != list(range(1, len(rows) + 1)):
            found[f"gaps in {place}"] = 1
        found[f"stored twice in {place}"] = len(rows) - len(set(kept[place]))
    lost = sum(
        kept[place][seq - 1 : seq] != [content]
        for content, (place, seq, _) in ledger.acknowledged.items()
    )
    found["acknowledged and lost, or under another number"] = lost
    said = [c for contents in kept.values() for c in contents if len(c.split()[-1]) == 32]
    found["stored and never acknowledged"] = len(set(said) - ledger.acknowledged.keys())
    for talker, place in itertools.product(talking, kept):
        if place in talker.heard and talker.heard[place] != kept[place]:
            found[f"heard otherwise than stored by {talker.person.name} in {place}"] = 1
    told = [f"{what}: {count}" for what, count in found.items() if count]
    return [*told, *ledger.wrong[:10]]


async def finished(living: list[asyncio.Task[None]], within_s: float) -> list[str]:
    """Wait for everybody to have said and heard all; who has not, in words."""
    done, pending = await asyncio.wait(living, timeout=within_s)
    for task in pending:
        task.cancel()
    await asyncio.gather(*pending, return_exceptions=True)
    crashed = [f"a client ended: {t.exception()!r}" for t in done if t.exception() is not None]
    if pending:
        crashed.append(f"{len(pending)} devices had not heard everything after {within_s:.0f} s")
    return crashed
