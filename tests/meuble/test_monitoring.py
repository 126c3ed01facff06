"""What the shop says of itself, to people, browsers and load balancers."""

import asyncio
import contextlib
import socket

import pytest

from cast import open_shop
from comptoir import platform as platform_module
from comptoir.brain import openai
from comptoir.kernel import metrics
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
DEADLINE_S = 20


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
async def test_health_has_the_fields_of_both_documents(shop, path, monkeypatch):
    # What this process holds is of every test that it ran, and says nothing of a server.
    monkeypatch.setattr(platform_module, "MEMORY_WARNING_MB", 1 << 20)
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


async def until_ready_says(shop, fits):
    """Wait for the background probes to see it; a request only reads what they saw."""
    async with asyncio.timeout(DEADLINE_S):
        while True:
            answer = await get(shop, "/ready")
            if fits(answer):
                return answer
            await asyncio.sleep(0.02)


@pytest.fixture
def quick_probes(monkeypatch):
    monkeypatch.setattr(platform_module, "PROBE_EVERY_S", 0.05)


async def test_a_redis_that_goes_and_comes_back_is_noticed_and_the_shop_stays_ready(
    sqlite_url, redis_url, quick_probes
):
    port = int(redis_url.rpartition(":")[2].partition("/")[0])
    wire = Wire(port)
    await wire.mend()
    async with open_shop(sqlite_url, COMPTOIR_REDIS_URL=f"redis://127.0.0.1:{wire.port}/0") as shop:
        assert (await get(shop, "/ready")).json()["checks"]["cache"]["healthy"]
        await wire.cut()
        lost = await until_ready_says(shop, lambda it: not it.json()["checks"]["cache"]["healthy"])
        assert (lost.status_code, lost.json()["status"]) == (200, "ready")
        assert (await get(shop, "/api/tickets/SAV-MDF-00001")).status_code == 404, "it goes on"
        breakers = (await get(shop, "/circuit-breakers")).json()
        assert breakers["breakers"]["redis"]["state"] == "open"
        assert (breakers["healthy"], breakers["summary"]["open"]) == (False, 1)
        await wire.mend()
        await until_ready_says(shop, lambda it: it.json()["checks"]["cache"]["healthy"])
    await wire.cut()


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
    postgresql_url, postgresql, quick_probes
):
    wire = Wire(postgresql.port)
    await wire.mend()
    async with open_shop(postgresql_url.replace(f":{postgresql.port}/", f":{wire.port}/")) as shop:
        assert (await get(shop, "/ready")).status_code == 200
        await wire.cut()
        lost = await until_ready_says(shop, lambda it: it.status_code == 503)
        is_not_ready(lost, "Unavailable")
        assert (await get(shop, "/health")).status_code == 200
        lost = await get(shop, "/api/tickets/SAV-MDF-00001")
        assert (lost.status_code, lost.json()["success"]) == (503, False)

        await wire.mend()
        await until_ready_says(shop, lambda it: it.status_code == 200)
        assert (await get(shop, "/api/tickets/SAV-MDF-00001")).status_code == 404
    await wire.cut()


async def test_a_database_that_does_not_answer_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(platform_module, "PROBE_DEADLINE_S", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"postgresql://postgres@127.0.0.1:{silent.getsockname()[1]}/nothing"
        async with open_shop(url) as shop:
            is_not_ready(await get(shop, "/ready"), "TimeoutError")


async def test_a_request_never_waits_for_a_probe(shop, monkeypatch):
    """The database no longer answers, and `/ready` still does."""
    never = asyncio.Event()

    async def hangs():
        await never.wait()

    shop.platform.probes._probes["database"] = shop.platform.probes._probes["database"]._replace(
        ask=hangs, deadline_s=0.05
    )
    asking = asyncio.create_task(shop.platform.probes.ask("database"))
    await asyncio.sleep(0)
    assert (await get(shop, "/ready")).status_code == 200, "as it was last seen"
    assert (await asking)["error"] == "TimeoutError"
    is_not_ready(await get(shop, "/ready"), "TimeoutError")
    again = await shop.platform.probes.ask("database")
    assert again["error"] == "TimeoutError", "the first asking is waited for, not doubled"


async def test_a_provider_is_shown_with_its_state_and_success_rate(sqlite_url, upstream):
    async with open_shop(
        sqlite_url, OPENAI_BASE_URL=upstream.url("words"), OPENAI_API_KEY="sk-nobody"
    ) as shop:
        checks = (await get(shop, "/ready")).json()["checks"]
    assert checks["openai_api"]["configured"] is True
    assert unlike(checks["openai_api"]["breakers"]["openai"], {"state": str}) == []
    assert 0 <= checks["openai_api"]["breakers"]["openai"]["success_rate"] <= 100


# ── How it fares ──────────────────────────────────────────────────────────────────────────

QUERY_STATS = {
    "total_queries": int,
    "slow_queries": int,
    "slow_query_percentage": NUMBER,
    "average_query_time_ms": NUMBER,
    "threshold_ms": int,
}
BREAKER = {"state": str, "failure_count": int, "success_rate": NUMBER, "total_calls": int}


async def test_statements_are_counted_and_timed(shop):
    async def stats():
        answer = await get(shop, "/query-stats")
        assert answer.status_code == 200
        return answer.json()

    before = await stats()
    assert unlike(before, {"performance_status": str, "stats": dict, "timestamp": str}) == []
    assert unlike(before["stats"], QUERY_STATS) == []
    assert before["stats"]["threshold_ms"] == 1000
    await shop.visitor().says("Bonjour")
    after = await stats()
    more = after["stats"]["total_queries"] - before["stats"]["total_queries"]
    assert 4 <= more <= 40, "a turn reads and writes a few times"
    assert after["stats"]["average_query_time_ms"] > 0


async def test_a_slow_statement_is_one(shop, monkeypatch):
    monkeypatch.setattr(metrics.QUERY_SECONDS, "values", {})
    for seconds in (0.001, 0.5, 1.0, 1.1, 70.0):
        metrics.QUERY_SECONDS.observe(seconds, "reading")
    body = (await get(shop, "/query-stats")).json()
    assert body["stats"]["slow_queries"] == 2
    assert body["stats"]["slow_query_percentage"] > 5
    assert body["performance_status"] == "poor"


async def test_memory_is_measured(shop):
    body = (await get(shop, "/memory")).json()
    assert unlike(body, {"status": str, "messages": list, "usage": dict}) == []
    assert body["alert_level"] in {None, "warning", "critical"}
    assert (body["status"] == "ok") == (body["alert_level"] is None) == (body["messages"] == [])
    process, system = body["usage"]["process"], body["usage"]["system"]
    assert 10 < process["rss_mb"] < process["vms_mb"]
    assert 0 < process["percent_of_system"] < 100
    assert 0 < system["available_mb"] < system["total_mb"]
    assert 0 < system["used_percent"] < 100


async def test_breakers_are_told_with_their_figures(sqlite_url, upstream, monkeypatch):
    monkeypatch.setattr(openai, "RETRY_PAUSE_S", 0.01)
    async with open_shop(
        sqlite_url, OPENAI_BASE_URL=upstream.url("500"), OPENAI_API_KEY="sk-nobody"
    ) as shop:
        before = (await get(shop, "/circuit-breakers")).json()
        for name, breaker in before["breakers"].items():
            assert unlike(breaker, BREAKER) == [], name
        assert before["breakers"]["cloudinary"]["configured"] is False
        nora = shop.visitor()
        for _ in range(6):
            await nora.http.post("/api/voice/tts", json={"text": "Oui"})
        after = (await get(shop, "/circuit-breakers")).json()
    audio = after["breakers"]["openai audio"]
    called = audio["total_calls"] - before["breakers"]["openai audio"]["total_calls"]
    assert (audio["state"], audio["failure_count"], called) == ("open", 5, 5)
    assert audio["success_rate"] < 100
    assert (after["healthy"], after["summary"]["open"]) == (False, 1)
    assert sum(after["summary"].values()) == 2 * after["summary"]["total"]
    database = after["breakers"]["database"]
    assert database["total_calls"] > before["breakers"]["database"]["total_calls"]


async def test_the_environment_is_told_by_names_and_never_by_values(sqlite_url):
    async with open_shop(
        sqlite_url, OPENAI_API_KEY="sk-hush-hush", COMPTOIR_CORS_ORIGINZ="https://x.example"
    ) as shop:
        answer = await get(shop, "/env-status")
    body = answer.json()
    settings = {setting["name"]: setting for setting in body["settings"]}
    assert settings["COMPTOIR_SECRET"]["set"] is True
    assert settings["COMPTOIR_REDIS_URL"]["set"] is False
    assert {"name": "OPENAI_API_KEY", "set": True} in body["provider_keys"]
    assert "COMPTOIR_CORS_ORIGINS" in body["unknown"][0], "the nearest known name"
    assert body["valid"] is False
    for secret in ("sk-hush-hush", shop.platform.settings.secrets[0], "x.example"):
        assert secret not in answer.text


# ── Limits ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("path", ["/", "/health", "/ready"])
async def test_who_watches_is_never_limited(shop, path):
    watcher = shop.visitor()
    for _ in range(70):
        answer = await watcher.http.get(path)
        assert answer.status_code == 200
        assert not [name for name in answer.headers if name.lower().startswith("x-ratelimit")]
