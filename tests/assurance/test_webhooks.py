"""Events told to other programs, over real sockets."""

import asyncio
from datetime import timedelta
from typing import Any

import orjson
import pytest
from aiohttp import web
from sqlalchemy import select
from standardwebhooks.webhooks import Webhook

from comptoir.assurance import delivering
from comptoir.assurance.models import deliveries
from insured import CLAUDE, PEUGEOT
from receiver import EVERY, KEY, listening, subscribed

pytestmark = pytest.mark.anyio


async def log_of(insurer, hook) -> list[dict[str, Any]]:
    answer = await insurer.caller(**KEY).http.get(f"/api/webhooks/{hook['id']}/deliveries")
    return answer.json()["deliveries"]


async def test_an_event_comes_signed_as_the_specification_says(insurer):
    async with listening() as receiver:
        hook = await subscribed(insurer, receiver.url)
        quoted = await insurer.caller().asks_a_price()
        await insurer.works_off_jobs()

    [(headers, body)] = receiver.heard
    assert {"id", "url", "events", "secret"} <= hook.keys()
    lowered = {name.lower(): value for name, value in headers.items()}
    expected = Webhook(hook["secret"]).sign(
        lowered["webhook-id"], insurer.clock.now(), body.decode()
    )
    assert lowered["webhook-signature"] == expected
    assert lowered["webhook-timestamp"] == str(int(insurer.clock.now().timestamp()))
    told = orjson.loads(body)
    assert told.keys() == {"type", "timestamp", "data"}
    assert told["type"] == "quotation.generated"
    assert told["data"]["quotation_id"] == quoted["id"]


async def test_sign_ins_are_told_without_code_or_address(insurer):
    async with listening() as receiver:
        await subscribed(insurer, receiver.url)
        await insurer.caller().gives(CLAUDE, "123456")
        await insurer.signed_in(CLAUDE)
        await insurer.works_off_jobs()

    assert sorted(body["type"] for body in receiver.bodies()) == ["auth.failed", "auth.success"]
    everything = b"".join(body for _, body in receiver.heard)
    assert CLAUDE.encode() not in everything
    assert b"123456" not in everything


async def test_only_what_was_asked_for_is_told(insurer):
    async with listening() as receiver:
        await subscribed(insurer, receiver.url, ["auth.failed"])
        await insurer.caller().asks_a_price()
        await insurer.works_off_jobs()
    assert receiver.heard == []


async def test_a_failing_receiver_is_tried_again_on_schedule_under_the_same_id(insurer):
    async with listening(answer=lambda: web.Response(status=500)) as receiver:
        hook = await subscribed(insurer, receiver.url)
        await insurer.caller().asks_a_price()
        await insurer.works_off_jobs()
        for wait_s in delivering.SCHEDULE_S[1:]:
            insurer.clock.advance(seconds=wait_s * (1 + delivering.JITTER) + 1)
            await insurer.works_off_jobs()
        [delivery] = await log_of(insurer, hook)

    assert len(receiver.heard) == 10
    assert len({headers["webhook-id"] for headers, _ in receiver.heard}) == 1
    assert (delivery["state"], delivery["attempts"], delivery["status"]) == ("failed", 10, 500)


async def test_a_receiver_says_when_to_come_back(insurer):
    busy = web.Response(status=503, headers={"Retry-After": "600"})
    async with listening(answer=lambda: web.Response(status=503, headers=busy.headers)) as receiver:
        hook = await subscribed(insurer, receiver.url)
        await insurer.caller().asks_a_price()
        await insurer.works_off_jobs()
        rows = await insurer.platform.db.read(
            lambda connection: connection.execute(select(deliveries.c.next_at)).all()
        )
        assert (await log_of(insurer, hook))[0]["state"] == "failing"
    assert rows[0].next_at == insurer.clock.now() + timedelta(seconds=600)


async def test_a_receiver_that_is_gone_is_told_nothing_more(insurer):
    async with listening(answer=lambda: web.Response(status=410)) as receiver:
        hook = await subscribed(insurer, receiver.url)
        caller = insurer.caller()
        await caller.asks_a_price()
        await insurer.works_off_jobs()
        await caller.asks_a_price()
        await insurer.works_off_jobs()

    assert len(receiver.heard) == 1
    listed = (await insurer.caller(**KEY).http.get("/api/webhooks")).json()["webhooks"]
    assert [(each["id"], each["enabled"]) for each in listed] == [(hook["id"], False)]


async def test_a_redirect_is_no_delivery(insurer):
    moved = {"Location": "http://127.0.0.1:9/"}
    async with listening(answer=lambda: web.Response(status=302, headers=moved)) as receiver:
        hook = await subscribed(insurer, receiver.url)
        await insurer.caller().asks_a_price()
        await insurer.works_off_jobs()
        [delivery] = await log_of(insurer, hook)
    assert (delivery["state"], delivery["status"]) == ("failing", 302)


async def test_a_receiver_that_hangs_delays_nobody(insurer):
    async with listening(hangs=asyncio.Event()) as bad, listening() as good:
        await subscribed(insurer, bad.url)
        await subscribed(insurer, good.url)
        caller = insurer.caller()
        async with insurer.platform.worker.running():
            for _ in range(8):
                await caller.asks_a_price()
            async with asyncio.timeout(8), good.changed:
                await good.changed.wait_for(lambda: len(good.heard) == 8)
            assert 0 < len(bad.heard) <= delivering.AT_ONCE_EACH
            bad.hangs.set()


async def test_one_can_try_rotate_replay_and_remove(insurer):
    async with listening() as receiver:
        hook = await subscribed(insurer, receiver.url)
        keeper = insurer.caller(**KEY)
        path = f"/api/webhooks/{hook['id']}"

        tried = await keeper.http.post(f"{path}/test")
        await insurer.works_off_jobs()
        rotated = await keeper.http.post(f"{path}/rotate")
        delivery_id = tried.json()["delivery_id"]
        await keeper.http.post(f"{path}/deliveries/{delivery_id}/replay")
        await insurer.works_off_jobs()

        (first, _), (second, body) = receiver.heard
        assert first["webhook-id"] == second["webhook-id"]
        signatures = second["webhook-signature"].split()
        assert len(signatures) == 2, "both secrets sign for a day"
        new = Webhook(rotated.json()["secret"])
        assert new.sign(second["webhook-id"], insurer.clock.now(), body.decode()) in signatures
        assert (await keeper.http.delete(path)).status_code == 200
        assert (await keeper.http.delete(path)).status_code == 404


async def test_production_refuses_private_addresses(open_an_insurer):
    insurer = await open_an_insurer(production=True)
    keeper = insurer.caller(**KEY)
    for url in (
        "http://127.0.0.1:8005/",
        "http://169.254.169.254/",
        "http://10.0.0.1/",
        "ftp://a/",
    ):
        answer = await keeper.http.post("/api/webhooks", json={"url": url, "events": EVERY})
        assert (answer.status_code, answer.json()["code"]) == (400, "INVALID_REQUEST"), url


async def test_a_failure_of_our_own_is_told(insurer, monkeypatch):
    async with listening() as receiver:
        await subscribed(insurer, receiver.url, ["error.occurred"])

        def broken(*_: object) -> None:
            raise RuntimeError

        monkeypatch.setattr("comptoir.assurance.quotation.quote", broken)
        answer = await insurer.caller().http.post("/api/quotation", json={"query": PEUGEOT})
        assert (answer.status_code, answer.json()["code"]) == (500, "INTERNAL_ERROR")
        async with asyncio.timeout(5), insurer.platform.worker.running(), receiver.changed:
            await receiver.changed.wait_for(lambda: receiver.heard)
    assert receiver.bodies()[0]["data"]["request_id"] == answer.headers["X-Request-ID"]
