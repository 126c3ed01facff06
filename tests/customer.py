"""What a customer does with the furniture page, for the journeys of several files."""

import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from playwright.async_api import Locator, Page, Request, Response, expect

CLAIM_NUMBER = re.compile(r"^SAV-MDF-\d{5}$")
LISTEN = """
    globalThis.heard = []; // the browser keeps no copy of a stream for whoever watches it
    const ask = fetch;
    globalThis.fetch = async (...asked) => {
      const answer = await ask(...asked);
      if (answer.url.endsWith("/api/chat/stream")) answer.clone().text().then((t) => heard.push(t));
      return answer;
    };
"""
AXE = (Path(__file__).parent / "web" / "axe" / "axe.min.js").read_text()
PHONE = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}


def is_turn(exchange: Request | Response) -> bool:
    request = exchange.request if isinstance(exchange, Response) else exchange
    return request.method == "POST" and request.url.endswith("/api/chat/stream")


@asynccontextmanager
async def answer_to(page: Page) -> AsyncIterator[dict[str, Any]]:
    """What the service answers to the turn that begins in this block; known when it ends."""
    before = await page.evaluate("heard.length")
    answer: dict[str, Any] = {}
    yield answer
    await page.wait_for_function("(before) => heard.length > before", arg=before)
    _, _, last = (await page.evaluate("heard.at(-1)")).partition("event: done\ndata: ")
    answer |= json.loads(last)


async def write(page: Page, words: str) -> None:
    """Write `words` and press Enter."""
    field = page.locator("meuble-composer").get_by_role("textbox")
    await field.fill(words)
    await field.press("Enter")


async def say(page: Page, words: str) -> dict[str, Any]:
    """Write `words`, press Enter and return what the service answered."""
    async with answer_to(page) as answer:
        await write(page, words)
    await expect(page.locator("meuble-log").get_by_text(answer["response"]).last).to_be_visible()
    return answer


async def press(page: Page, button: str) -> dict[str, Any]:
    """Press a button that speaks for the customer and return what the service answered."""
    async with answer_to(page) as answer:
        await page.get_by_role("button", name=button, exact=True).click()
    return answer


def mine(page: Page, words: str) -> Locator:
    return page.locator("meuble-bubble .user .words").get_by_text(words, exact=True)


async def sign_in(page: Page, name: str, password: str) -> None:
    """Sign in by the dialog of the French page."""
    await page.get_by_role("button", name="Se connecter").first.click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("E-mail ou nom d'utilisateur").fill(name)
    await dialog.get_by_label("Mot de passe").fill(password)
    await dialog.get_by_role("button", name="Se connecter").click()


async def serious_findings(page: Page) -> list[str]:
    """What axe-core finds serious or critical, each with the element it is about."""
    found = await page.evaluate(
        f"async () => {{ {AXE}; return (await axe.run()).violations"
        ".filter(({ impact }) => ['serious', 'critical'].includes(impact))"
        ".map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`) }"
    )
    assert isinstance(found, list)
    return found


async def kept(page: Page, key: str) -> Any:
    """What the page keeps in the browser under `key`."""
    return await page.evaluate("(key) => JSON.parse(localStorage.getItem(key))", key)


async def read(page: Page, path: str) -> Any:
    """What the service answers to this very browser."""
    return await page.evaluate("(path) => fetch(path).then((answer) => answer.json())", path)
