"""A sender that dies at any moment: each event still comes, under the same id."""

import asyncio

import pytest

from comptoir.assurance.events import KIND
from receiver import listening, subscribed

pytestmark = [
    pytest.mark.anyio,
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]

DEATHS = 20


async def test_each_event_comes_at_least_once_though_its_sender_is_killed_twenty_times(
    insurer, monkeypatch
):
    deaths = 0
    write = insurer.platform.db.write

    async def dies_before_it_is_written(statement, *args, **more):
        nonlocal deaths
        if statement.__name__ == "_settle" and deaths < DEATHS:
            deaths += 1
            raise asyncio.CancelledError  # heard by the receiver, known to nobody here
        return await write(statement, *args, **more)

    async with listening() as receiver:
        await subscribed(insurer, receiver.url, ["quotation.generated"])
        caller = insurer.caller()
        ids = [(await caller.asks_a_price())["id"] for _ in range(5)]
        monkeypatch.setattr(insurer.platform.db, "write", dies_before_it_is_written)
        for _ in range(DEATHS + 5):
            await insurer.works_off_jobs_of(KIND)
            insurer.clock.advance(minutes=2)  # the leases of the dead end

    told: dict[str, set[str]] = {}
    for (headers, _), body in zip(receiver.heard, receiver.bodies(), strict=True):
        told.setdefault(body["data"]["quotation_id"], set()).add(headers["webhook-id"])
    assert deaths == DEATHS
    assert sorted(told) == sorted(ids)
    assert all(len(event_ids) == 1 for event_ids in told.values())
