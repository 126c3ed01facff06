"""What people of the office do with the intranet's page, for the journeys of several files."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from random import randrange
from typing import Any
from uuid import uuid4

from httpx2 import AsyncClient
from playwright.async_api import Locator, Page

from comptoir.intranet.demo_data import PASSWORD


@asynccontextmanager
async def colleague(url: str, name: str | None = None) -> AsyncIterator[AsyncClient]:
    """Somebody over HTTP, from an address of their own; signed in when they have a name."""
    address = {"X-Forwarded-For": f"198.19.{randrange(256)}.{randrange(1, 255)}"}
    async with AsyncClient(base_url=url, headers=address, timeout=30) as client:
        if name:
            answer = await client.post("/login", json={"email": name, "password": PASSWORD})
            client.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
        yield client


async def new_room(url: str, *, members: tuple[str, ...] = ("alice", "bob"), **more: Any) -> int:
    """The number of a new room with these people in it, made by the administrator."""
    async with colleague(url, "admin") as admin:
        body = {"name": f"salon {uuid4().hex[:8]}", **more}
        room = int((await admin.post("/chat/rooms", json=body)).json()["id"])
        people = (await admin.get("/users")).json()
        for person in people:
            if person["username"] in members:
                given = {"user_id": person["id"]}
                made = await admin.post(f"/chat/rooms/{room}/members", json=given)
                assert made.status_code == 201, made.text
    return room


async def sign_in(page: Page, name: str) -> None:
    """Sign in at the door, in the language the page speaks."""
    await page.locator("input[name=email]").fill(name)
    await page.locator("input[name=password]").fill(PASSWORD)
    await page.locator("intranet-sign-in form button").click()


async def enter(
    visit: Callable[..., Awaitable[Page]], url: str, name: str, room: int, **more: Any
) -> Page:
    """Sign in and be in a room, where one can write and hear."""
    page = await visit(f"#/salons/{room}", at=url, **more)
    await sign_in(page, name)
    await page.locator("room-composer").wait_for()
    await page.wait_for_function(
        "() => document.querySelector('intranet-app').shadowRoot"
        ".querySelector('connection-state').office.line.isOpen"
    )
    return page


async def writes(page: Page, words: str) -> None:
    """Write `words` without sending them."""
    await page.locator("room-composer").get_by_role("textbox").fill(words)


async def say(page: Page, words: str) -> None:
    """Write `words` and press Enter."""
    await writes(page, words)
    await page.locator("room-composer").get_by_role("textbox").press("Enter")


def said(page: Page, words: str) -> Locator:
    """The message that says `words`."""
    return page.locator("room-message .words").get_by_text(words, exact=True)


async def shown(page: Page) -> list[str]:
    """What the room says on this page, in its order."""
    words = await page.locator("room-message .words").all_text_contents()
    return [text.strip() for text in words]
