"""The people of the intranet's tests, and the office where they work: a real server on a port.

Ada administers, Alice is staff, Bob a member; Mallory has an account and no friends here.
"""

import asyncio
import json
import socket as sockets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import uvicorn
import websockets
from httpx2 import ASGITransport, AsyncClient, Response

from cast import OPENING, Shop, settings_for
from comptoir import demo
from comptoir.intranet import accounts
from comptoir.intranet.app import create_app
from comptoir.kernel.clock import Clock, SetClock
from comptoir.platform import Platform, open_platform
from comptoir.serve import server_of

ADA, ALICE, BOB = (f"{name}@intranet.example" for name in ("admin", "alice", "bob"))
MALLORY = "mallory@intranet.example"
DEADLINE_S = 10.0


@dataclass
class Phone:
    """One socket of somebody."""

    wire: Any

    async def send(self, **frame: Any) -> None:
        await self.wire.send(json.dumps(frame))

    async def next(self, *kinds: str) -> dict[str, Any]:
        """The next frame, of one of these kinds where some are named."""
        async with asyncio.timeout(DEADLINE_S):
            while True:
                frame: dict[str, Any] = json.loads(await self.wire.recv())
                if not kinds or frame["type"] in kinds:
                    return frame

    async def asks(self, *kinds: str, **frame: Any) -> dict[str, Any]:
        await self.send(**frame)
        return await self.next(*kinds)

    async def nothing_more(self, *kinds: str) -> bool:
        """Whether nothing of these kinds came before the answer to a ping."""
        await self.send(type="ping")
        return (await self.next("pong", *kinds))["type"] == "pong"

    async def closed_with(self) -> int:
        """The code this socket is closed with."""
        async with asyncio.timeout(DEADLINE_S):
            while True:
                try:
                    await self.wire.recv()
                except websockets.ConnectionClosed as closed:
                    return closed.rcvd.code if closed.rcvd else 1006


@dataclass
class Colleague:
    """Somebody with an address, and perhaps a token."""

    office: "Office"
    email: str
    http: AsyncClient
    tokens: dict[str, Any] = field(default_factory=dict)

    @property
    def id(self) -> int:
        return int(self.tokens["user"]["id"])

    async def signs_in(self, password: str = demo.PASSWORD) -> Response:
        answer = await self.http.post("/login", json={"email": self.email, "password": password})
        if answer.status_code == 200:
            self.tokens = answer.json()
            self.http.headers["Authorization"] = f"Bearer {self.tokens['access_token']}"
        return answer

    async def gets(self, path: str, status: int = 200, **params: Any) -> Any:
        answer = await self.http.get(path, params=params)
        assert answer.status_code == status, answer.text
        return answer.json()

    async def does(self, method: str, path: str, status: int, json: Any = None) -> Any:
        answer = await self.http.request(method, path, json=json)
        assert answer.status_code == status, answer.text
        return answer.json()

    async def connects(self, **more: Any) -> Phone:
        headers = {"Authorization": f"Bearer {self.tokens['access_token']}"}
        wire = await websockets.connect(
            self.office.socket_url, additional_headers=headers, compression=None, **more
        )
        self.office.wires.append(wire)
        return Phone(wire)

    async def joins(self, room: Any, **more: Any) -> Phone:
        phone = await self.connects()
        await phone.asks("joined", type="join", room=room, **more)
        return phone


@dataclass
class Office:
    """An intranet, open, on a port of this machine."""

    platform: Platform
    app: Any
    clock: Any
    port: int
    in_process: bool = False
    """Whether requests are handed to the app, without a connection: many go by quickly."""
    people: list[Colleague] = field(default_factory=list)
    wires: list[Any] = field(default_factory=list)

    @property
    def socket_url(self) -> str:
        return f"ws://127.0.0.1:{self.port}"

    @property
    def hub(self) -> Any:
        return self.app.app.state.hub

    def visitor(self, email: str = "", **headers: str) -> Colleague:
        """Somebody new, from an address nobody else has."""
        address = f"198.51.{len(self.people) // 250}.{len(self.people) % 250 + 1}"
        direct = ASGITransport(self.app, client=("127.0.0.1", 1), raise_app_exceptions=False)
        http = AsyncClient(
            base_url=f"http://127.0.0.1:{self.port}",
            headers={"X-Forwarded-For": address, **headers},
            timeout=DEADLINE_S,
            transport=direct if self.in_process else None,
            verify=False,  # nothing here is encrypted, and trusting somebody takes 30 ms
        )
        colleague = Colleague(self, email, http)
        self.people.append(colleague)
        return colleague

    async def signed_in(self, email: str) -> Colleague:
        colleague = self.visitor(email)
        answer = await colleague.signs_in()
        assert answer.status_code == 200, answer.text
        return colleague

    async def hires(self, name: str, role: str = "member") -> Colleague:
        """Somebody with a new account, signed in."""
        email = f"{name}@intranet.example"
        new = accounts.Registration(email=email, username=name, password=demo.PASSWORD)
        hashed = await self.platform.passwords.hash(demo.PASSWORD)
        now = self.platform.clock.now()

        def create(connection: Any) -> None:
            accounts.create(connection, new, hashed, now, role=role)

        await self.platform.db.write(create)
        return await self.signed_in(email)


@asynccontextmanager
async def open_office(
    url: str,
    *,
    production: bool = False,
    clock: Clock | None = None,
    wrap: Any = None,
    in_process: bool = False,
    **more: str,
) -> AsyncIterator[Office]:
    """An intranet over a database that has the schema and the demonstration data."""
    clock = clock or SetClock(OPENING)
    settings = settings_for(
        url, production=production, COMPTOIR_TRUSTED_PROXIES="127.0.0.0/8", **more
    )
    passwords = Shop.cheap_passwords()
    async with open_platform(settings, clock=clock, passwords=passwords) as platform:
        app = create_app(platform)
        listener = sockets.create_server(("127.0.0.1", 0))
        server: uvicorn.Server = server_of("intranet", wrap(app) if wrap else app)
        task = asyncio.create_task(server.serve(sockets=[listener]))
        office = Office(platform, app, clock, listener.getsockname()[1], in_process)
        try:
            yield office
        finally:
            for wire in office.wires:
                await wire.close()
            for colleague in office.people:
                await colleague.http.aclose()
            platform.stopping.set()
            server.should_exit = True
            await task
            listener.close()


def only_the_public_door(app: Any) -> Any:
    """A server whose `send` is wrapped, as another server's or a middleware's would be."""

    async def wrapped(scope: Any, receive: Any, send: Any) -> None:
        async def plain(message: Any) -> None:
            await send(message)

        await app(scope, receive, plain)

    return wrapped
