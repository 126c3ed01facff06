"""The people of the agents' service, and the office they meet in.

Ada has the demonstration's account, Admin administers. Bob, Eve and whoever a test names register
for it. Each comes from an address of their own, so that limits meet each alone.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from httpx2 import ASGITransport, AsyncClient, Response
from sqlalchemy import Connection, exists, select

from cast import OPENING, settings_for
from comptoir import demo
from comptoir.brain import Brain
from comptoir.foyer.app import create_app
from comptoir.kernel import jobs
from comptoir.kernel.clock import SetClock
from comptoir.kernel.passwords import Passwords
from comptoir.platform import Platform, open_platform
from comptoir.serve import bind, server_of

ADA, ADMIN = "ada@foyer.example", "admin@foyer.example"
JOBS_DEADLINE_S = 60
PASSWORD = demo.PASSWORD


@dataclass
class Person:
    """Somebody with an address, and perhaps a token."""

    http: AsyncClient
    email: str | None = None
    login: dict[str, Any] = field(default_factory=dict)

    @property
    def id(self) -> int:
        return int(self.login["user"]["id"])

    @property
    def token(self) -> str:
        return str(self.login["access_token"])

    async def signs_in(self, password: str = PASSWORD) -> Response:
        """Sign in; from then on every request carries the token."""
        answer = await self.http.post(
            "/api/auth/login", json={"email": self.email, "password": password}
        )
        if answer.status_code == 200:
            self.login = answer.json()
            self.http.headers["Authorization"] = f"Bearer {self.login['access_token']}"
        return answer

    async def makes_agent(self, **more: Any) -> int:
        """An agent of theirs; its id."""
        given = {"name": "Aide", "system_prompt": "Tu aides.", **more}
        answer = await self.http.post("/api/agents", json=given)
        assert answer.status_code == 201, answer.text
        return int(answer.json()["id"])

    async def begins_chat(self, agent_id: int | None = None, **more: Any) -> int:
        """A chat of theirs; its id."""
        agent_id = agent_id or await self.makes_agent()
        answer = await self.http.post("/api/chats", json={"agent_id": agent_id, **more})
        assert answer.status_code == 201, answer.text
        return int(answer.json()["id"])

    async def says(self, chat_id: int, content: str, **more: Any) -> dict[str, Any]:
        """Post a message; both messages, which there must be."""
        answer = await self.http.post(
            "/api/messages", json={"chat_id": chat_id, "content": content, **more}
        )
        assert answer.status_code == 201, answer.text
        body: dict[str, Any] = answer.json()
        return body

    async def sends(
        self, name: str, content: bytes, entity_type: str, entity_id: int, **more: Any
    ) -> Response:
        """Upload a document."""
        return await self.http.post(
            "/api/documents/upload",
            files={"file": (name, content)},
            data={"entity_type": entity_type, "entity_id": str(entity_id)},
            **more,
        )


def _busy(connection: Connection, now: Any) -> bool:
    due = (jobs.jobs.c.state == "running") | (jobs.jobs.c.due_at <= now)
    return connection.scalar(select(exists().where(due))) is True


@dataclass
class Office:
    """The service, open, with its clock at OPENING."""

    platform: Platform
    app: Any
    clock: SetClock
    people: list[Person] = field(default_factory=list)

    @property
    def writers(self) -> Any:
        """Whatever writes the answers of this office."""
        return self.app.app.app.state.writers

    def visitor(self, email: str | None = None, **headers: str) -> Person:
        """Somebody new, from an address nobody else has."""
        address = str(ip_address("203.0.113.0") + len(self.people))
        http = AsyncClient(
            transport=ASGITransport(self.app, client=(address, 40_000), raise_app_exceptions=False),
            base_url="http://office.test",
            headers=headers,
            timeout=60,
        )
        person = Person(http, email)
        self.people.append(person)
        return person

    async def signed_in(self, email: str = ADA) -> Person:
        """One of the people of the demonstration, signed in."""
        person = self.visitor(email)
        answer = await person.signs_in()
        assert answer.status_code == 200, answer.text
        return person

    async def newcomer(self, name: str) -> Person:
        """Somebody who registers and signs in; their trigramme is the name's first letters."""
        person = self.visitor(f"{name}@example.com")
        answer = await person.http.post(
            "/api/auth/register",
            json={"email": person.email, "password": PASSWORD, "trigramme": name[:3]},
        )
        assert answer.status_code == 201, answer.text
        await person.signs_in()
        return person

    @asynccontextmanager
    async def on_a_port(self) -> AsyncIterator[str]:
        """The service at a real address, while the block runs."""
        listeners = bind("foyer", ["127.0.0.1"], 0)
        server = server_of("foyer", self.app)
        serving = asyncio.create_task(server.serve(sockets=listeners))
        await server.answers.wait()
        try:
            yield f"http://127.0.0.1:{listeners[0].getsockname()[1]}"
        finally:
            server.should_exit = True
            await serving

    async def works_off_jobs(self) -> None:
        """Run the jobs that are due until none is."""
        async with asyncio.timeout(JOBS_DEADLINE_S), self.platform.worker.running():
            while await self.platform.db.read(_busy, self.clock.now()):  # noqa: ASYNC110
                await asyncio.sleep(0.01)


@asynccontextmanager
async def open_office(
    url: str, *, production: bool = False, brain: Brain | None = None, **environ: str
) -> AsyncIterator[Office]:
    """The service over a database that has the schema and the demonstration data."""
    clock = SetClock(OPENING)
    settings = settings_for(url, production=production, **environ)
    passwords = Passwords(memory_kib=8, passes=1)
    async with open_platform(settings, clock=clock, passwords=passwords, brain=brain) as platform:
        office = Office(platform, create_app(platform), clock)
        try:
            yield office
        finally:
            for person in office.people:
                await person.http.aclose()


def events_in(text: str) -> list[dict[str, str]]:
    """The events of a stream, each as its fields; comments left out."""
    found = []
    for block in text.split("\n\n"):
        fields = dict(
            line.split(": ", 1) for line in block.split("\n") if ": " in line and line[0] != ":"
        )
        if fields:
            found.append(fields)
    return found


async def with_document(
    office: Office, name: str, content: bytes, **agent: Any
) -> tuple[Person, int, dict[str, Any]]:
    """Ada, her agent and its document once it was read."""
    ada = await office.signed_in()
    agent_id = await ada.makes_agent(**agent)
    sent = await ada.sends(name, content, "agent", agent_id)
    assert sent.status_code == 201, sent.text
    await office.works_off_jobs()
    document = (await ada.http.get(f"/api/documents/{sent.json()['id']}/state")).json()
    return ada, agent_id, document


def seeing(folder: Path, url: str) -> dict[str, str]:
    """The settings of an office whose only provider sees."""
    path = folder / "providers.toml"
    path.write_text(f"[[providers]]\nname = 'eyes'\nbase_url = '{url}'\nsees = 'eye-1'\n")
    return {"COMPTOIR_PROVIDERS": str(path)}
