"""A program that hears of the insurer's events, on a real socket."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import orjson
from aiohttp import web

from cast import ADMIN_KEY
from insured import Insurer

KEY = {"X-API-Key": ADMIN_KEY}
EVERY = ["quotation.generated", "auth.success", "auth.failed", "error.occurred"]


@dataclass
class Receiver:
    """A program that hears of events, and answers as `answer` says."""

    url: str = ""
    answer: Callable[[], web.Response] = field(default=lambda: web.Response(status=204))
    heard: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    hangs: asyncio.Event | None = None
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def hear(self, request: web.Request) -> web.Response:
        self.heard.append((dict(request.headers), await request.read()))
        async with self.changed:
            self.changed.notify_all()
        if self.hangs is not None:
            await self.hangs.wait()
        return self.answer()

    def bodies(self) -> list[dict[str, Any]]:
        return [orjson.loads(body) for _, body in self.heard]


@asynccontextmanager
async def listening(**options: Any) -> AsyncIterator[Receiver]:
    receiver = Receiver(**options)
    app = web.Application()
    app.router.add_post("/hook", receiver.hear)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    try:
        yield receiver
    finally:
        if receiver.hangs is not None:
            receiver.hangs.set()
        await runner.cleanup()


async def subscribed(insurer: Insurer, url: str, events: list[str] = EVERY) -> dict[str, Any]:
    keeper = insurer.caller(**KEY)
    answer = await keeper.http.post("/api/webhooks", json={"url": url, "events": events})
    assert answer.status_code == 201, answer.text
    return answer.json()
