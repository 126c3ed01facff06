"""The people the tests are about, and the shop they visit.

Claire bought the sofa of order CMD-2025-30301. Sam works in after-sales, Ada administers.
Mallory is a stranger, with an account of her own. Nora has just walked in and has no account.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from ipaddress import ip_address
from typing import Any

from httpx2 import ASGITransport, AsyncClient, Response
from sqlalchemy import Connection, exists, select

from comptoir import demo, migrations
from comptoir.brain import Brain
from comptoir.kernel import jobs
from comptoir.kernel.clock import SetClock
from comptoir.kernel.passwords import Passwords
from comptoir.kernel.settings import Settings
from comptoir.meuble.app import create_app
from comptoir.platform import Platform, open_platform

SECRET = "a secret for the tests that has more than thirty-two characters"
ADMIN_KEY = "an administrator's key for the tests, long enough"
OPENING = datetime(2026, 1, 31, 10, 0, tzinfo=UTC)
"""When every test begins: a year after the sofa was delivered, within its guarantee."""

CLAIRE, SAM, ADA = "client@meuble.example", "sav@meuble.example", "admin@meuble.example"
ORDER, OLD_ORDER, NO_ORDER = "CMD-2025-30301", "CMD-2023-10077", "CMD-2024-00000"
SOMEBODY_ELSES_ORDER = "CMD-2023-14862"
JOBS_DEADLINE_S = 20


def settings_for(url: str, *, production: bool = False, **more: str) -> Settings:
    """Settings over the database of `url`, `sqlite:///path/comptoir.db` or `postgresql://…`."""
    environ = {
        "COMPTOIR_ENV": "production" if production else "development",
        "COMPTOIR_SECRET": SECRET,
        "COMPTOIR_ADMIN_KEY": ADMIN_KEY,
        **more,
    }
    if url.startswith("sqlite:///"):
        environ["COMPTOIR_HOME"] = url.removeprefix("sqlite:///").rpartition("/")[0]
    else:
        environ["COMPTOIR_DATABASE_URL"] = url
    return Settings.from_environment(environ)


def migrated(url: str) -> Settings:
    """Settings over a database brought to the current schema."""
    settings = settings_for(url)
    migrations.upgrade(settings)
    return settings


def _busy(connection: Connection, now: datetime) -> bool:
    """Whether a job is due or runs."""
    due = (jobs.jobs.c.state == "running") | (jobs.jobs.c.due_at <= now)
    return connection.scalar(select(exists().where(due))) is True


@dataclass
class Visitor:
    """Somebody with an address, and perhaps a token or a key."""

    http: AsyncClient
    email: str | None = None
    tokens: dict[str, Any] = field(default_factory=dict)

    async def says(self, message: str, session_id: str = "visit", **more: Any) -> dict[str, Any]:
        """Send one message to the assistant; return its answer, which must be a success."""
        answer = await self.http.post(
            "/api/chat", json={"message": message, "session_id": session_id, **more}
        )
        assert answer.status_code == 200, answer.text
        body: dict[str, Any] = answer.json()
        return body

    async def signs_in(self, password: str = demo.PASSWORD) -> Response:
        """Sign in as `email`; from then on every request carries the token."""
        answer = await self.http.post(
            "/api/auth/login", json={"email": self.email, "password": password}
        )
        if answer.status_code == 200:
            self.tokens = answer.json()
            self.http.headers["Authorization"] = f"Bearer {self.tokens['access_token']}"
        return answer


@dataclass
class Shop:
    """A furniture shop, open, with its clock at OPENING."""

    platform: Platform
    app: Any
    clock: SetClock
    visitors: list[Visitor] = field(default_factory=list)

    @staticmethod
    def cheap_passwords() -> Passwords:
        """The real hash, with parameters that do not slow a suite down."""
        return Passwords(memory_kib=8, passes=1)

    def visitor(self, email: str | None = None, **headers: str) -> Visitor:
        """Somebody new, from an address nobody else has."""
        address = str(ip_address("203.0.113.0") + len(self.visitors))
        http = AsyncClient(
            transport=ASGITransport(self.app, client=(address, 40_000), raise_app_exceptions=False),
            base_url="http://shop.test",
            headers=headers,
        )
        visitor = Visitor(http, email)
        self.visitors.append(visitor)
        return visitor

    async def works_off_jobs(self) -> None:
        """Run the jobs that are due until none is."""
        async with asyncio.timeout(JOBS_DEADLINE_S), self.platform.worker.running():
            while await self.platform.db.read(_busy, self.clock.now()):  # noqa: ASYNC110
                await asyncio.sleep(0.01)

    async def signed_in(self, email: str) -> Visitor:
        """One of the people of the demonstration, signed in."""
        visitor = self.visitor(email)
        answer = await visitor.signs_in()
        assert answer.status_code == 200, answer.text
        return visitor

    async def mallory(self) -> Visitor:
        """A stranger with an account of her own."""
        mallory = self.visitor("mallory@example.com")
        answer = await mallory.http.post(
            "/api/auth/register",
            json={
                "email": mallory.email,
                "username": "mallory",
                "full_name": "Mallory",
                "password": demo.PASSWORD,
            },
        )
        assert answer.status_code == 201, answer.text
        await mallory.signs_in()
        return mallory


@asynccontextmanager
async def open_shop(
    url: str, *, production: bool = False, brain: Brain | None = None, **environ: str
) -> AsyncIterator[Shop]:
    """A shop over a database that already has the schema and the demonstration data."""
    clock = SetClock(OPENING)
    settings = settings_for(url, production=production, **environ)
    passwords = Shop.cheap_passwords()
    async with open_platform(settings, clock=clock, passwords=passwords, brain=brain) as platform:
        shop = Shop(platform, create_app(platform), clock)
        try:
            yield shop
        finally:
            for visitor in shop.visitors:
                await visitor.http.aclose()
