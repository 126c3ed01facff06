"""The insurer and whoever calls on it.

Claude is the insured client@example.com, Camille advises. Mallory is insured too, and nosy.
"""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from ipaddress import ip_address
from typing import Any

from httpx2 import ASGITransport, AsyncClient, Response
from sqlalchemy import Connection, exists, select

from cast import JOBS_DEADLINE_S, OPENING, _busy, settings_for
from comptoir.assurance import accounts
from comptoir.assurance.app import create_app
from comptoir.brain import Brain
from comptoir.kernel import jobs
from comptoir.kernel.clock import SetClock
from comptoir.platform import Platform, open_platform

CLAUDE, CAMILLE, MALLORY = "client@example.com", "camille@assurance.example", "mallory@example.com"
PEUGEOT = "Je veux un devis pour une Peugeot 308, 5 ans d'expérience"


@dataclass
class Caller:
    """Somebody with an address of their own, and perhaps a token or a key."""

    http: AsyncClient
    address: str
    email: str | None = None
    token: str | None = None

    async def asks_for_a_code(self, email: str) -> Response:
        """Ask for a code by mail."""
        return await self.http.post("/api/auth/request", json={"email": email})

    async def gives(self, email: str, code: str) -> Response:
        """Try a code; a right one signs in from then on."""
        answer = await self.http.post("/api/auth/verify", json={"email": email, "code": code})
        if answer.status_code == 200:
            self.token = answer.json()["token"]
            self.http.headers["Authorization"] = f"Bearer {self.token}"
        return answer

    async def asks_a_price(self, query: str = PEUGEOT) -> dict[str, Any]:
        """A quotation, which must be a success."""
        answer = await self.http.post("/api/quotation", json={"query": query})
        assert answer.status_code == 200, answer.text
        body: dict[str, Any] = answer.json()["quotation"]
        return body


@dataclass
class Insurer:
    """The service, open, with its clock at OPENING."""

    platform: Platform
    app: Any
    clock: SetClock
    callers: list[Caller] = field(default_factory=list)

    def caller(self, **headers: str) -> Caller:
        """Somebody new, from an address nobody else has."""
        address = str(ip_address("203.0.113.0") + len(self.callers))
        http = AsyncClient(
            transport=ASGITransport(self.app, client=(address, 40_000), raise_app_exceptions=False),
            base_url="http://insurer.test",
            headers=headers,
        )
        caller = Caller(http, address)
        self.callers.append(caller)
        return caller

    async def works_off_jobs(self) -> None:
        """Run the jobs that are due until none is."""
        async with asyncio.timeout(JOBS_DEADLINE_S), self.platform.worker.running():
            while await self.platform.db.read(_busy, self.clock.now()):  # noqa: ASYNC110
                await asyncio.sleep(0.01)

    async def works_off_jobs_of(self, kind: str) -> None:
        """Let a worker take what is due of a kind; it may die of it, and hold what it took."""

        def due(connection: Connection) -> bool:
            waits = (jobs.jobs.c.kind == kind) & (jobs.jobs.c.due_at <= self.clock.now())
            return connection.scalar(select(exists().where(waits))) is True

        async with asyncio.timeout(JOBS_DEADLINE_S), self.platform.worker.running():
            while await self.platform.db.read(due):  # noqa: ASYNC110
                await asyncio.sleep(0.01)

    async def mails_to(self, email: str) -> list[str]:
        """The texts written to `email` so far, oldest first; what waits is sent before."""
        await self.works_off_jobs()
        folder = self.platform.settings.home / "mail"
        texts = []
        for path in sorted(folder.glob("*.eml"), key=lambda path: path.stat().st_mtime_ns):
            message = message_from_bytes(path.read_bytes(), policy=policy.default)
            if message["To"].addresses[0].addr_spec == email:
                body = message.get_body(("plain",))
                assert body is not None
                texts.append(body.get_content())
        return texts

    async def last_code(self, email: str) -> str:
        """The code in the newest mail to `email`."""
        texts = await self.mails_to(email)
        assert texts, f"nothing was written to {email}"
        return code_in(texts[-1])

    async def signed_in(self, email: str) -> Caller:
        """Somebody, signed in from an address of their own."""
        caller = self.caller()
        caller.email = email
        assert (await caller.asks_for_a_code(email)).status_code == 202
        answer = await caller.gives(email, await self.last_code(email))
        assert answer.status_code == 200, answer.text
        return caller

    async def insures(self, email: str) -> str:
        """Make a customer; the account's id."""
        now = self.clock.now()
        return await self.platform.db.write(accounts.create, email, now)

    async def mallory(self) -> Caller:
        """A customer who would like to see other people's things."""
        await self.insures(MALLORY)
        return await self.signed_in(MALLORY)


def code_in(text: str) -> str:
    """The six digits on a line of their own."""
    found = re.search(r"^([0-9]{6})\s*$", text, re.MULTILINE)
    assert found, text
    return found[1]


@asynccontextmanager
async def open_insurer(
    url: str, *, production: bool = False, brain: Brain | None = None, **environ: str
) -> AsyncIterator[Insurer]:
    """An insurer over a database that already has the schema and the demonstration data."""
    clock = SetClock(OPENING)
    settings = settings_for(url, production=production, **environ)
    async with open_platform(settings, clock=clock, brain=brain) as platform:
        insurer = Insurer(platform, create_app(platform), clock)
        try:
            yield insurer
        finally:
            for caller in insurer.callers:
                await caller.http.aclose()
