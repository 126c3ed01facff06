"""Node's own `ws`, in a process of its own."""

import asyncio
import json
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

NODE = Path(__file__).parent / "node"
DEADLINE_S = 15
CLIENT = """
const WebSocket = require('ws');
const [url, token, how] = process.argv.slice(1);
const say = (what, data) => console.log(JSON.stringify([what, data]));
const socket = how === 'browser'
  ? new WebSocket(url, ['bearer', token])
  : new WebSocket(url, { headers: token ? { Authorization: `Bearer ${token}` } : {} });
socket.on('open', () => say('open', [socket.protocol, socket.extensions]));
socket.on('message', (data, isBinary) => say(isBinary ? 'binary' : 'frame', JSON.parse(data)));
socket.on('unexpected-response', (request, answer) => say('refused', answer.statusCode));
socket.on('close', (code) => say('close', code));
socket.on('error', (error) => say('error', error.message));
require('readline').createInterface({ input: process.stdin }).on('line', (line) => {
  if (line === 'close') socket.close(1000); else socket.send(line);
});
"""


class Client:
    """One socket, as a program in JavaScript has it."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    def says(self, line: str) -> None:
        """Send one frame, letter for letter; `close` closes."""
        assert self._process.stdin is not None
        self._process.stdin.write(line.encode() + b"\n")

    async def hears(self, *events: str) -> Any:
        """What came with the next event of these names."""
        assert self._process.stdout is not None
        async with asyncio.timeout(DEADLINE_S):
            while line := await self._process.stdout.readline():
                event, data = json.loads(line)
                if event in events:
                    return data
        raise AssertionError(f"the client ended before {events}")

    async def gets(self, *kinds: str) -> dict[str, Any]:
        """The next frame of one of these types."""
        while True:
            frame: dict[str, Any] = await self.hears("frame")
            if frame["type"] in kinds:
                return frame


@asynccontextmanager
async def client(url: str, token: str = "", how: str = "program") -> AsyncIterator[Client]:
    """A client that connects with `token`: in the header, or as a browser must."""
    if not shutil.which("node") or not (NODE / "node_modules" / "ws").exists():
        pytest.skip("node or its packages are not installed: (cd tests/node && npm ci)")
    process = await asyncio.create_subprocess_exec(
        "node",
        "-e",
        CLIENT,
        url,
        token,
        how,
        cwd=NODE,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        yield Client(process)
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
        process._transport.close()  # type: ignore[attr-defined]
