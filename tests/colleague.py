"""What somebody of the agents' service does in a browser, for the journeys of several files."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from itertools import count
from random import randrange
from typing import Any
from uuid import uuid4

from httpx2 import AsyncClient
from playwright.async_api import Locator, Page, expect

PASSWORD = "une-phrase-secrete"
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
SEND = re.compile("^(Envoyer|Send)$")
_numbers = count(randrange(26**3))


def _trigramme() -> str:
    number = next(_numbers)
    return "".join(chr(65 + number // 26**place % 26) for place in range(3))


@dataclass
class Colleague:
    """An account, and the way to the service that its owner has beside the pages."""

    http: AsyncClient
    email: str
    trigramme: str
    login: dict[str, Any] = field(default_factory=dict)

    async def agent(self, name: str = "Guide RH", **more: Any) -> int:
        """An agent of theirs; its number."""
        given = {"name": name, "system_prompt": "Tu réponds brièvement.", **more}
        answer = await self.http.post("/api/agents", json=given)
        assert answer.status_code == 201, answer.text
        return int(answer.json()["id"])

    async def chat(self, agent_id: int | None = None, **more: Any) -> int:
        """A chat of theirs; its number."""
        given = {"agent_id": agent_id or await self.agent(), **more}
        answer = await self.http.post("/api/chats", json=given)
        assert answer.status_code == 201, answer.text
        return int(answer.json()["id"])

    async def says(self, chat_id: int, content: str) -> dict[str, Any]:
        """A message of theirs and its answer."""
        answer = await self.http.post(
            "/api/messages", json={"chat_id": chat_id, "content": content}
        )
        assert answer.status_code == 201, answer.text
        body: dict[str, Any] = answer.json()
        return body

    async def read(self, path: str) -> Any:
        answer = await self.http.get(path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def tokens(self) -> str:
        """A script that has a browser signed in as them."""
        kept = {
            "access": self.login["access_token"],
            "refresh": None,
            "expiresAt": 4_000_000_000_000,
        }
        # Once: a page that signs out stays so when it is loaded again.
        return (
            "if (!sessionStorage.getItem('begun')) {"
            " sessionStorage.setItem('begun', '1');"
            f" const kept = JSON.stringify({json.dumps(kept)});"
            " localStorage.setItem('comptoir.foyer.tokens', kept); }"
        )


async def register(url: str) -> Colleague:
    """Somebody new, from an address of their own."""
    address = f"198.19.{randrange(256)}.{randrange(1, 255)}"
    http = AsyncClient(base_url=url, headers={"X-Forwarded-For": address}, timeout=30)
    email = f"{uuid4().hex[:10]}@example.com"
    while True:
        made = Colleague(http, email, _trigramme())
        answer = await http.post(
            "/api/auth/register",
            json={"email": email, "password": PASSWORD, "trigramme": made.trigramme},
        )
        if answer.status_code != 409:  # another's trigramme
            break
    login = await http.post("/api/auth/login", json={"email": email, "password": PASSWORD})
    made.login = login.json()
    http.headers["Authorization"] = f"Bearer {made.login['access_token']}"
    return made


def composer(page: Page) -> Locator:
    return page.locator("foyer-composer").get_by_role("textbox")


async def ask(page: Page, words: str) -> None:
    """Write `words` and press Enter, as soon as the page lets them go."""
    await composer(page).fill(words)
    await expect(page.get_by_role("button", name=SEND)).to_be_enabled()
    await composer(page).press("Enter")


def answers(page: Page) -> Locator:
    """The answers that are shown, as text."""
    return page.locator("foyer-message article.answer foyer-prose")


async def answered(page: Page, words: str) -> None:
    """Wait until the last answer is whole, and says `words`."""
    await expect(answers(page).last).to_contain_text(words)
    await expect(page.get_by_role("button", name="Arrêter")).to_have_count(0)


async def until(read: Callable[[], Awaitable[bool]], seconds: float = 30) -> None:
    """Wait until the service says so."""
    async with asyncio.timeout(seconds):
        while not await read():  # noqa: ASYNC110  (the service is another process)
            await asyncio.sleep(0.1)
