"""What the shop says of itself, to people, browsers and load balancers."""

import asyncio
import contextlib
import socket

import pytest

from cast import open_shop
from comptoir.meuble import monitoring
from services import free_port

pytestmark = pytest.mark.anyio

NUMBER = (int, float)
ROOT = {"app": str, "version": str, "status": str, "docs": str}
HEALTH = {
    "status": str,
    "app": str,
    "version": str,
    "uptime_seconds": NUMBER,
    "memory_mb": NUMBER,
    "memory_status": str,
    "cpu_percent": NUMBER,
    "threads": int,
}
READY_2026 = {"status": str, "checks": dict}
READY_2025 = {"ready": bool, "critical_ready": bool, "checks": dict}
CHECKS = {
    "database": {"healthy": bool, "response_time_ms": NUMBER},
    "cache": {"healthy": bool, "type": str, "response_time_ms": NUMBER},
    "openai": {"healthy": bool},
    "openai_api": {"healthy": bool, "breakers": dict},
    "circuit_breakers": {"all_healthy": bool},
    "memory": {"healthy": bool, "status": str, "rss_mb": NUMBER},
}
WITH_AN_ERROR = ("database", "cache", "openai")


def unlike(body, table):
    """The fields of `table` that `body` lacks or has of another type."""
    return [name for name, kind in table.items() if not isinstance(body.get(name), kind)]


async def get(shop, path, **headers):
    return await shop.visitor().http.get(path, headers=headers)


# ── The root ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("accept", ["*/*", "application/json", "application/json, text/plain, */*"])
async def test_the_root_tells_a_program_what_this_is(shop, accept):
    answer = await get(shop, "/", Accept=accept)
    assert answer.status_code == 200
    assert unlike(answer.json(), ROOT) == []
    assert answer.json() == {
        "app": "Meuble de France",
        "version": "2.0",
        "status": "running",
        "docs": "/docs",
    }


async def test_the_root_sends_a_browser_to_the_page(shop):
    accept = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
    answer = await get(shop, "/", Accept=accept)
    assert (answer.status_code, answer.headers["Location"]) == (307, "/app/")
    page = await get(shop, "/app/", Accept=accept)
    assert page.status_code == 200
    assert page.headers["Content-Type"].startswith("text/html")


# ── Liveness ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("path", ["/health", "/health/"])
async def test_health_has_the_fields_of_both_documents(shop, path):
    answer = await get(shop, path)
    body = answer.json()
    assert answer.status_code == 200
    assert unlike(body, HEALTH) == []
    assert (body["status"], body["memory_status"]) == ("healthy", "ok")
    assert body["memory_mb"] > 1
    assert body["threads"] >= 1


async def test_uptime_grows(shop):
    first, second = [(await get(shop, "/health")).json()["uptime_seconds"] for _ in range(2)]
    assert 0 <= first <= second


# ── Readiness ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("path", ["/ready", "/ready/"])
async def test_ready_has_the_fields_of_both_documents(shop, path):
    answer = await get(shop, path)
    body = answer.json()
    assert answer.status_code == 200
    assert unlike(body, READY_2026 | READY_2025) == []
    for name, table in CHECKS.items():
        assert unlike(body["checks"][name], table) == [], name
    assert all(body["checks"][name]["error"] is None for name in WITH_AN_ERROR)
    assert (body["status"], body["ready"], body["critical_ready"]) == ("ready", True, True)


async def test_limits_in_memory_are_said_to_be_in_memory(shop):
    assert (await get(shop, "/ready")).json()["checks"]["cache"]["type"] == "memory"


async def test_a_provider_that_is_not_configured_is_healthy_and_said_to_be_missing(shop):
    checks = (await get(shop, "/ready")).json()["checks"]
    for name in ("openai", "openai_api"):
        assert (checks[name]["healthy"], checks[name]["configured"]) == (True, False)


async def test_redis_is_said_to_count(sqlite_url, redis_url):
    async with open_shop(sqlite_url, COMPTOIR_REDIS_URL=redis_url) as shop:
        cache = (await get(shop, "/ready")).json()["checks"]["cache"]
    assert (cache["type"], cache["healthy"], cache["error"]) == ("redis", True, None)


async def test_without_its_redis_the_shop_is_ready_and_says_so(sqlite_url):
    url = f"redis://127.0.0.1:{free_port()}"
    async with open_shop(sqlite_url, COMPTOIR_REDIS_URL=url) as shop:
        answer = await get(shop, "/ready")
        cache = answer.json()["checks"]["cache"]
        assert (answer.status_code, answer.json()["status"]) == (200, "ready")
        assert (cache["type"], cache["healthy"]) == ("redis", False)
        assert (cache["response_time_ms"], cache["error"]) == (None, "ConnectionError")
        assert (await get(shop, "/api/tickets/SAV-MDF-00001")).status_code == 404, "it goes on"


def is_not_ready(answer, error):
    body = answer.json()
    assert answer.status_code == 503
    assert (body["status"], body["ready"], body["critical_ready"]) == ("not_ready", False, False)
    database = body["checks"]["database"]
    assert (database["healthy"], database["response_time_ms"]) == (False, None)
    assert database["error"] == error
    for name in CHECKS:
        assert name in body["checks"]


class Wire:
    """A wire to a server on this machine, which can be cut and mended."""

    def __init__(self, port):
        self._port = port
        self._ends = []
        self.port = free_port()

    async def mend(self):
        self._server = await asyncio.start_server(self._join, "127.0.0.1", self.port)

    async def cut(self):
        self._server.close()
        for end in self._ends:
            end.transport.abort()
        await self._server.wait_closed()

    async def _join(self, reader, writer):
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._port)
        self._ends += [writer, far_writer]
        await asyncio.gather(_pump(reader, far_writer), _pump(far_reader, writer))


async def _pump(reader, writer):
    with contextlib.suppress(ConnectionError):
        while some := await reader.read(65536):
            writer.write(some)
            await writer.drain()
    writer.close()


async def test_without_its_database_the_shop_lives_and_is_not_ready_until_it_is_back(
    postgresql_url, postgresql
):
    wire = Wire(postgresql.port)
    await wire.mend()
    async with open_shop(postgresql_url.replace(f":{postgresql.port}/", f":{wire.port}/")) as shop:
        assert (await get(shop, "/ready")).status_code == 200
        await wire.cut()
        is_not_ready(await get(shop, "/ready"), "Unavailable")
        assert (await get(shop, "/health")).status_code == 200
        lost = await get(shop, "/api/tickets/SAV-MDF-00001")
        assert (lost.status_code, lost.json()["success"]) == (503, False)

        await wire.mend()
        assert (await get(shop, "/ready")).status_code == 200
        assert (await get(shop, "/api/tickets/SAV-MDF-00001")).status_code == 404
    await wire.cut()


async def test_a_database_that_does_not_answer_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(monitoring, "PROBE_TIMEOUT_S", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"postgresql://postgres@127.0.0.1:{silent.getsockname()[1]}/nothing"
        async with open_shop(url) as shop:
            is_not_ready(await get(shop, "/ready"), "TimeoutError")


# ── Limits ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("path", ["/", "/health", "/ready"])
async def test_who_watches_is_never_limited(shop, path):
    watcher = shop.visitor()
    for _ in range(70):
        answer = await watcher.http.get(path)
        assert answer.status_code == 200
        assert not [name for name in answer.headers if name.lower().startswith("x-ratelimit")]
