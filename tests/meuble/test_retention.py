"""What nobody touched for as long as the setting says is forgotten, and nothing else."""

import pytest
from sqlalchemy import func, select

from cast import CLAIRE, ORDER, open_shop
from comptoir.meuble import history, retention
from comptoir.meuble.models import conversations, handovers, tickets
from pictures import photo

pytestmark = pytest.mark.anyio


@pytest.fixture
async def shop(database_url, tmp_path):
    """A shop that keeps what nobody touches for thirty days."""
    more = {"COMPTOIR_RETENTION_DAYS": "30", "COMPTOIR_HOME": str(tmp_path)}
    async with open_shop(database_url, **more) as shop:
        yield shop


async def an_hour_strikes(shop) -> None:
    for chore in shop.platform.chores:
        await shop.platform.db.write(chore, shop.clock.now())


async def how_many(shop, table) -> int:
    def counted(connection):
        return connection.scalar(select(func.count()).select_from(table))

    return await shop.platform.db.read(counted)


async def a_claim(visitor, session_id: str, **more) -> str:
    await visitor.says(f"Le pied du canapé est cassé, {ORDER}", session_id, **more)
    ticket = (await visitor.says("Oui", session_id))["ticket_id"]
    assert ticket, "a claim was made"
    return ticket


async def becomes(shop, ticket: str, status: str) -> None:
    number = int(ticket.rpartition("-")[2])
    chain = history.chain(shop.platform.settings.secrets)

    def change(connection):
        history.append(
            connection,
            chain,
            number,
            shop.clock.now(),
            actor="staff",
            action_type="status_changed",
            description="Statut modifié",
            facts={"status": status},
        )

    await shop.platform.db.write(change)


async def test_a_conversation_nobody_touched_goes_with_its_hand_over(shop):
    claire = await shop.signed_in(CLAIRE)
    await claire.says("Je veux parler à un conseiller", "old")
    shop.clock.advance(days=20)
    claire = await shop.signed_in(CLAIRE)
    await claire.says("Bonjour", "young")
    shop.clock.advance(days=10)
    await an_hour_strikes(shop)
    assert await how_many(shop, conversations) == 2, "thirty days are not over"
    shop.clock.advance(seconds=1)
    await an_hour_strikes(shop)
    claire = await shop.signed_in(CLAIRE)
    kept = (await claire.http.get("/api/chat/history")).json()["history"]
    assert {message["session_id"] for message in kept} == {"young"}
    assert await how_many(shop, handovers) == 0


@pytest.mark.parametrize("status", ["resolu", "rejete", "clos"])
async def test_of_a_claim_that_ended_only_the_number_and_the_facts_stay(shop, status):
    claire = await shop.signed_in(CLAIRE)
    url = (await claire.http.post("/api/upload", files={"file": ("a.jpg", photo())})).json()[
        "file_url"
    ]
    ended, open_one = await a_claim(claire, "a", photos=[url]), await a_claim(claire, "b")
    await becomes(shop, ended, status)
    shop.clock.advance(days=30, seconds=1)
    await an_hour_strikes(shop)
    anybody = shop.visitor().http
    kept = (await anybody.get(f"/api/tickets/{ended}")).json()["ticket"]
    assert (kept["problem_description"], kept["order_number"], kept["photos"]) == ("", None, [])
    assert (kept["status"], kept["problem_category"]) == (status, "Defaut_structural")
    assert (await anybody.get(url)).status_code == 404
    still_open = (await anybody.get(f"/api/tickets/{open_one}")).json()["ticket"]
    assert still_open["order_number"] == ORDER
    chain = history.chain(shop.platform.settings.secrets)
    findings = await shop.platform.db.read(history.verify, chain, shop.clock.now())
    assert findings.faults == []

    await an_hour_strikes(shop)
    done = (await anybody.get(f"/api/sav/ticket/{ended}/history")).json()["actions"]
    assert [each["action_type"] for each in done].count("erased") == 1


async def test_many_are_forgotten_a_few_at_a_time(shop, monkeypatch):
    monkeypatch.setattr(retention, "FORGOTTEN_TOGETHER", 2)
    claire = await shop.signed_in(CLAIRE)
    for place in range(3):
        ticket = await a_claim(claire, f"visit-{place}")
        await becomes(shop, ticket, "clos")
    shop.clock.advance(days=31)
    left = []
    for _ in range(2):
        await an_hour_strikes(shop)

        def named(connection):
            return connection.scalar(select(func.count(tickets.c.order_number)))

        left.append((await how_many(shop, conversations), await shop.platform.db.read(named)))
    assert left == [(1, 1), (0, 0)]


async def test_without_the_setting_everything_stays(open_a_shop):
    shop = await open_a_shop()
    claire = await shop.signed_in(CLAIRE)
    await becomes(shop, await a_claim(claire, "a"), "clos")
    shop.clock.advance(days=36_500)
    await an_hour_strikes(shop)
    assert await how_many(shop, conversations) == 1
    kept = (await shop.visitor().http.get("/api/tickets/SAV-MDF-00001")).json()["ticket"]
    assert kept["order_number"] == ORDER
