"""A browser's own secret for a provider's realtime API; never the installation's key."""

from datetime import datetime

import pytest

from cast import ADMIN_KEY, CLAIRE, open_shop
from upstream import SECRET, Upstream

pytestmark = pytest.mark.anyio

KEY = "sk-proj-nobody-may-see-this"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Nothing here is about the database."""
    return sqlite_url


@pytest.fixture
def open_configured(database_url, upstream: Upstream):
    def open_it(behaviour: str = "audible", *, production: bool = False, key: str = KEY):
        return open_shop(
            database_url,
            production=production,
            OPENAI_BASE_URL=upstream.url(behaviour),
            OPENAI_API_KEY=key,
        )

    return open_it


async def test_a_token_is_a_short_lived_secret_and_not_the_key(open_configured):
    async with open_configured() as shop:
        answer = await shop.visitor().http.post("/api/realtime/token")
    body = answer.json()
    assert (answer.status_code, body["token"]) == (200, SECRET)
    assert datetime.fromisoformat(body["expires_at"]).tzinfo
    assert answer.headers["Cache-Control"] == "no-store"
    assert KEY not in answer.text


@pytest.mark.parametrize("behaviour", ["key", "401", "500", "garbage", "redirect", "not-objects"])
async def test_a_provider_that_mints_none_is_a_503(open_configured, behaviour):
    async with open_configured(behaviour) as shop:
        answer = await shop.visitor().http.post("/api/realtime/token")
    assert (answer.status_code, answer.json()["error"]) == (503, "service_unavailable")
    assert KEY not in answer.text


async def test_unconfigured_it_is_the_documented_500(shop):
    english = {"Accept-Language": "en"}
    answer = await shop.visitor(**english).http.post("/api/realtime/token")
    body = answer.json()
    assert (answer.status_code, body["success"], body["status_code"]) == (500, False, 500)
    assert body["detail"].startswith("API key not configured")


async def test_in_production_it_takes_an_account_or_a_key(open_configured):
    async with open_configured(production=True) as shop:
        nobody = await shop.visitor().http.post("/api/realtime/token")
        assert (nobody.status_code, "token" in nobody.json()) == (401, False)
        claire = await shop.signed_in(CLAIRE)
        key = shop.visitor(**{"X-API-Key": ADMIN_KEY})
        for visitor in (claire, key):
            assert (await visitor.http.post("/api/realtime/token")).json()["token"] == SECRET


async def test_health_is_honest(shop, open_configured):
    async def health(of):
        answer = await of.visitor().http.get("/api/realtime/health")
        assert answer.status_code == 200
        return answer.json()

    without = await health(shop)
    assert (without["status"], without["realtime_configured"]) == ("ok", False)
    async with open_configured() as configured:
        body = await health(configured)
    assert (body["realtime_configured"], body["message"]) == (True, "Service Realtime API prêt")
    async with open_configured(key="") as keyless:
        assert (await health(keyless))["realtime_configured"] is False, "what would mint it?"
