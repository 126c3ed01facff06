"""The pages when the service is out of reach: opened again in a browser that has no line."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from playwright.async_api import Page, expect

from colleague import answered, ask, composer, until
from comptoir.kernel.pages import WEB, pages_router
from comptoir.serve import server_of
from customer import PHONE, mine, serious_findings
from customer import say as say_to_shop
from line import line_to
from policyholder import priced
from policyholder import write as write_to_insurer
from teammates import enter, new_room, said, say, shown, writes

pytestmark = [pytest.mark.anyio, pytest.mark.services]
CUT = ("net::ERR", "WebSocket", "Failed to load resource")


async def kept_here(page: Page) -> None:
    """Wait until the browser has the page's files."""
    await page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    await page.wait_for_function("() => navigator.serviceWorker.controller !== null")


async def unplugged(page: Page) -> None:
    """Cut the browser's line and open the page again."""
    await page.context.set_offline(True)
    await page.reload()
    await page.locator("main").wait_for()


async def test_the_shops_page_opens_offline_with_what_was_said_and_sends_what_was_not(visit):
    page = await visit(forgive=CUT)
    await say_to_shop(page, "Mon canapé a un problème")
    await kept_here(page)
    await page.locator("meuble-composer textarea").fill("CMD-2025-30301 et puis")
    await unplugged(page)
    await expect(page.get_by_text("Vous êtes hors ligne.")).to_be_visible()
    await expect(mine(page, "Mon canapé a un problème")).to_be_visible()
    field = page.locator("meuble-composer textarea")
    await expect(field).to_have_value("CMD-2025-30301 et puis")
    assert await serious_findings(page) == []
    await field.fill("CMD-2025-30301")
    await field.press("Enter")
    await expect(page.locator("meuble-bubble .delivery")).to_be_visible()
    await unplugged(page)
    await expect(mine(page, "CMD-2025-30301")).to_be_visible()
    await page.context.set_offline(False)
    await expect(page.locator("meuble-bubble .delivery")).to_have_count(0)
    await expect(page.locator("meuble-bubble .turn.assistant")).to_have_count(2)


async def test_the_insurers_page_opens_offline_with_what_was_said(visit, assurance_url):
    page = await visit(at=assurance_url, forgive=CUT)
    await priced(page)
    await kept_here(page)
    await unplugged(page)
    await expect(page.get_by_text("Vous êtes hors ligne.")).to_be_visible()
    await expect(page.locator("assurance-bubble .turn.user")).to_have_count(1)
    await write_to_insurer(page, "j'ai 40 ans")
    await expect(page.locator("assurance-bubble .delivery")).to_be_visible()
    await page.context.set_offline(False)
    await expect(page.locator("assurance-bubble .delivery")).to_have_count(0)
    await expect(page.locator("assurance-bubble .turn.assistant")).to_have_count(2)
    await page.goto(f"{assurance_url}/app/conseillers/")
    await page.locator("main").wait_for()
    await unplugged(page)
    await expect(page.get_by_text("Ce que vous écrivez est gardé.")).to_be_visible()


@pytest.mark.parametrize("screen", [{}, {**PHONE, "color_scheme": "dark"}], ids=["desk", "phone"])
async def test_a_chat_opens_offline_with_its_draft_and_goes_on(
    visit, colleague, foyer_url, talker, screen
):
    ada = await colleague(foyer_url)
    chat = await ada.chat()
    talker.will_say("Bonjour ?", ["Bonjour."])
    page = await visit(
        f"#/discussions/{chat}", at=foyer_url, begins=ada.tokens(), forgive=CUT, **screen
    )
    await ask(page, "Bonjour ?")
    await answered(page, "Bonjour.")
    await kept_here(page)
    await composer(page).fill("une moitié de phra")
    await unplugged(page)
    await expect(page.get_by_text("Vous êtes hors ligne.")).to_be_visible()
    await expect(composer(page)).to_have_value("une moitié de phra")
    await expect(page.get_by_role("button", name="Envoyer")).to_be_disabled()
    assert await serious_findings(page) == []
    await composer(page).fill("une phrase entière")
    await page.context.set_offline(False)
    await answered(page, "Bonjour.")
    await expect(composer(page)).to_have_value("une phrase entière")
    talker.will_say("une phrase entière", ["Entière."])
    await ask(page, "une phrase entière")
    await answered(page, "Entière.")


async def test_a_message_that_waits_is_shown_offline_and_leaves_afterwards(
    visit, colleague, foyer_url, talker
):
    ada = await colleague(foyer_url)
    chat = await ada.chat()
    async with line_to(foyer_url) as line:
        page = await visit(f"#/discussions/{chat}", at=line.url, begins=ada.tokens(), forgive=CUT)
        await composer(page).wait_for()
        await kept_here(page)
        line.cut()
        await ask(page, "Me reçois-tu ?")
        await expect(page.get_by_role("alert").first).to_be_visible()
        await page.reload()
        await expect(page.locator("blockquote")).to_have_text("Me reçois-tu ?")
        talker.will_say("Me reçois-tu ?", ["Je suis là."])
        line.mend()
        await page.evaluate("dispatchEvent(new Event('online'))")
        await answered(page, "Je suis là.")
    stored = await ada.read(f"/api/chats/{chat}")
    assert [message["content"] for message in stored["messages"]] == [
        "Me reçois-tu ?",
        "Je suis là.",
    ]


@pytest.mark.parametrize("screen", [{}, {**PHONE, "color_scheme": "dark"}], ids=["desk", "phone"])
async def test_a_room_opens_offline_with_what_waits_and_sends_it(visit, intranet_url, screen):
    room = await new_room(intranet_url, topic="Hors ligne")
    bob = await enter(visit, intranet_url, "bob", room)
    alice = await enter(visit, intranet_url, "alice", room, forgive=CUT, **screen)
    await say(alice, "avant")
    await expect(said(bob, "avant")).to_be_visible()
    await kept_here(alice)
    await unplugged(alice)
    await expect(alice.locator("intranet-room h2").first).to_contain_text("salon")
    await say(alice, "écrit sans ligne")
    await writes(alice, "une moitié de phra")
    await unplugged(alice)
    await expect(alice.locator(".waiting li")).to_have_text(["écrit sans ligne"])
    await expect(alice.locator("room-composer").get_by_role("textbox")).to_have_value(
        "une moitié de phra"
    )
    assert await serious_findings(alice) == []
    await alice.context.set_offline(False)
    await expect(said(bob, "écrit sans ligne")).to_be_visible()
    await expect(alice.locator("room-message")).to_have_count(2)
    assert await shown(alice) == ["avant", "écrit sans ligne"]


async def test_nobody_who_signed_out_is_remembered(visit, intranet_url):
    room = await new_room(intranet_url)
    page = await enter(visit, intranet_url, "alice", room, forgive=CUT)
    await kept_here(page)
    await page.goto(f"{intranet_url}/app/#/compte")
    await page.get_by_role("button", name="Se déconnecter").click()
    await expect(page.locator("intranet-sign-in")).to_be_visible()
    await unplugged(page)
    await expect(page.locator("intranet-sign-in")).to_be_visible()
    names = await page.evaluate("Object.keys(localStorage).filter((key) => /intranet/.test(key))")
    assert not [name for name in names if name.endswith(("account", "rooms", "tokens"))]


PAGE = """<!doctype html><html lang="fr"><head><base href="/app/" /><title>Pages</title>
<script type="module" src="app.js"></script></head><body><main></main></body></html>"""
SCRIPT = """import { keepFiles } from "./shared/offline.js";
import { version } from "./shared/version.js";
document.querySelector("main").textContent = version;
keepFiles();"""


def pages(folder: Path, version: str) -> Any:
    """A service of nothing but one page, which says its version."""
    web = folder / version
    for name in ("pages", "shared", "vendor"):
        (web / name).mkdir(parents=True)
    (web / "pages" / "index.html").write_text(PAGE, encoding="utf-8")
    (web / "pages" / "app.js").write_text(SCRIPT, encoding="utf-8")
    (web / "shared" / "version.js").write_text(f'export const version = "{version}";')
    for name in ("worker.js", "shared/offline.js"):
        (web / name).write_bytes((WEB / name).read_bytes())
    app = FastAPI()
    app.include_router(pages_router("pages", web=web))
    return app


class Replaced:
    """A service that other versions of itself take the place of, at one address."""

    def __init__(self, app: Any) -> None:
        self.app = app
        self.others: dict[str, Any] = {}
        """What another version still answers, by its path."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        app = self.others.get(scope.get("path", ""), self.app)
        await app(scope, receive, send)


@asynccontextmanager
async def replaceable(app: Any) -> AsyncIterator[tuple[Replaced, str]]:
    """`app` and its address; it may be replaced meanwhile."""
    service = Replaced(app)
    listener = socket.create_server(("127.0.0.1", 0))
    server = server_of("foyer", service)
    running = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        yield service, f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        await running
        listener.close()


async def copies(page: Page) -> list[str]:
    """The versions of which this browser has copies."""
    found: list[str] = await page.evaluate("caches.keys()")
    return found


async def upgraded(page: Page, before: str) -> None:
    """Wait until the copies are all of another version than `before`."""

    async def is_other() -> bool:
        return before not in await copies(page)

    await until(is_other)


async def test_an_upgrade_is_shown_at_once_and_kept_for_the_next_cut(visit, tmp_path):
    async with replaceable(pages(tmp_path, "one")) as (service, url):
        page = await visit(at=url, forgive=CUT)
        shown = page.locator("main")
        await kept_here(page)
        [first] = await copies(page)
        await unplugged(page)
        await expect(shown).to_have_text("one")

        await page.context.set_offline(False)
        service.app = pages(tmp_path, "two")
        await page.reload()
        await expect(shown).to_have_text("two")
        await upgraded(page, first)
        await unplugged(page)
        await expect(shown).to_have_text("two")


async def test_copies_are_all_of_one_version_or_not_taken(visit, tmp_path):
    one = pages(tmp_path, "one")
    async with replaceable(one) as (service, url):
        page = await visit(at=url, forgive=CUT)
        shown = page.locator("main")
        await kept_here(page)
        [first] = await copies(page)

        # Two processes are being replaced, one after the other.
        service.app = pages(tmp_path, "two")
        service.others = {"/app/shared/version.js": one}
        await page.reload()

        async def is_begun() -> bool:
            return len(await copies(page)) == 2

        await until(is_begun)
        await unplugged(page)
        await expect(shown).to_have_text("one")
        assert first in await copies(page)

        service.others = {}
        await page.context.set_offline(False)
        await page.reload()
        await expect(shown).to_have_text("two")
        await upgraded(page, first)
        await unplugged(page)
        await expect(shown).to_have_text("two")


async def test_a_proxy_without_its_service_is_no_answer(visit, tmp_path):
    async with replaceable(pages(tmp_path, "one")) as (service, url):
        page = await visit(at=url, forgive=CUT)
        await kept_here(page)
        service.app = alone
        await page.reload()
        await expect(page.locator("main")).to_have_text("one")


async def alone(scope: Any, receive: Any, send: Any) -> None:
    """What a proxy says for a service that is not there."""
    start = {"type": "http.response.start", "status": 502, "headers": []}
    await send(start)
    await send({"type": "http.response.body", "body": b"Bad Gateway"})
