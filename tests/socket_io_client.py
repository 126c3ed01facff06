"""The document's own socket.io-client, in a process of its own."""

import asyncio
import json
import shutil
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

NODE = Path(__file__).parent / "node"
CLIENT = """
const { io } = require('socket.io-client');
const [url, token, transports] = process.argv.slice(1);
const socket = io(url, {
  path: '/ws/socket.io',
  auth: { token },
  reconnection: false,
  ...(transports === 'default' ? {} : { transports: [transports] }),
});
const say = (what, data) => console.log(JSON.stringify([what, data]));
socket.on('connect', () => say('connect', null));
socket.on('connect_error', (error) => say('connect_error', error.message));
socket.on('disconnect', (reason) => say('disconnect', reason));
socket.onAny((event, data) => say(event, data));
socket.io.engine.on('upgrade', (transport) => say('upgraded', transport.name));
require('readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const [event, data] = JSON.parse(line);
  if (event === 'disconnect') { socket.disconnect(); process.exit(0); }
  if (event === 'typing') { socket.emit(event, data); return; }
  socket.emit(event, data, (answer) => say('ack', answer));
});
"""


class Client:
    """socket.io-client in a process of its own."""

    def __init__(self, process):
        self._process = process
        self.heard = []

    def emits(self, event, data):
        self._process.stdin.write(json.dumps([event, data]).encode() + b"\n")

    async def hears(self, event):
        """The data of the next event of this name; what comes before it is kept in `heard`."""
        async with asyncio.timeout(15):
            while True:
                line = await self._process.stdout.readline()
                assert line, f"the client ended before it heard {event}: {self.heard}"
                name, data = json.loads(line)
                self.heard.append((name, data))
                if name == event:
                    return data

    async def joins(self, chat_id, **more):
        self.emits("join_chat", {"chat_id": chat_id, **more})
        return await self.hears("ack")


@asynccontextmanager
async def client(url, token, transports="default"):
    if not shutil.which("node") or not (NODE / "node_modules" / "socket.io-client").exists():
        pytest.skip("node or its packages are not installed: (cd tests/node && npm ci)")
    process = await asyncio.create_subprocess_exec(
        "node",
        "-e",
        CLIENT,
        url,
        token,
        transports,
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
        process._transport.close()
