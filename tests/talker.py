"""A model provider that says what a test wants, a word each time the test lets it.

It speaks the OpenAI protocol over a socket, in the test's own loop: `talker.will_say("Combien ?",
["Trois", " jours"])`, and with `paced=True` no word before `talker.lets(1)`.
"""

import asyncio
import contextlib
import json
from collections.abc import Sequence
from typing import Any

from upstream import delta, finish, head

USUAL = ("Voici", " une", " réponse.")


class Talker:
    """The server, in this loop."""

    def __init__(self) -> None:
        self.prompts: list[list[dict[str, Any]]] = []
        self._scripts: dict[str, tuple[Sequence[str], asyncio.Semaphore | None]] = {}
        self._gate = asyncio.Semaphore(0)
        self.port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def will_say(self, question: str, words: Sequence[str], *, paced: bool = False) -> None:
        """What to answer to a question, from now on; paced words wait to be let."""
        self.lets(1000)  # whoever still waits for what nobody hears any more
        self._gate = asyncio.Semaphore(0)
        self._scripts[question] = (words, self._gate if paced else None)

    def lets(self, count: int) -> None:
        """Let it say so many words more."""
        for _ in range(count):
            self._gate.release()

    async def serve(self) -> asyncio.Server:
        server = await asyncio.start_server(self._answer, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        return server

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            lines = (await reader.readuntil(b"\r\n\r\n")).decode().lower().split("\r\n")
            length = next((line[15:] for line in lines if line.startswith("content-length:")), "0")
            body = json.loads(await reader.readexactly(int(length)) or b"{}")
            if "/models" in lines[0]:
                listed = json.dumps({"data": [{"id": "parleur"}, {"id": "parleur-grand"}]})
                writer.write(head(kind="application/json") + listed.encode())
            else:
                await self._say(writer, body)
            await writer.drain()
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()

    async def _say(self, writer: asyncio.StreamWriter, body: dict[str, Any]) -> None:
        self.prompts.append(body["messages"])
        words, gate = self._scripts.get(body["messages"][-1]["content"], (USUAL, None))
        writer.write(head())
        for word in words:
            if gate is not None:
                await gate.acquire()
            writer.write(delta(word))
            await writer.drain()
        writer.write(finish())
