"""One event to every client of a chat over socket.io: ours, python-socketio as shipped, Node's.

A `typing` of one client is told to all the others of its chat; nothing is stored, in any of them.
Clients are raw WebSockets in this process; CPU is the server's, all threads, user and system, by
delivery. In turns in one run. Node's server is installed from its package into a temporary folder.
"""

import asyncio
import base64
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import IO, Any

import psutil
import uvloop
from drills.server import Server, request

from benchmarks.foyer_relay import PASSWORD, _loopback
from benchmarks.products import _cpu_s

HERE = Path(__file__).parent
SIZES, EVENTS, ROUNDS = (200, 1000), 100, 5
SOCKETS_A_PERSON = 20
NODE_VERSION = "socket.io@4.8.4"
NODE = """
const { createServer } = require('http');
const { Server } = require('socket.io');
const http = createServer();
const io = new Server(http, { path: '/ws/socket.io' });
io.on('connection', (socket) => {
  socket.on('join_chat', (data, done) => { socket.join('chat'); if (done) done({}); });
  socket.on('typing', (data) => socket.to('chat').emit('user_typing',
    { chat_id: data.chat_id, user_id: 7, is_typing: true }));
});
http.listen(0, '127.0.0.1', () => console.log(http.address().port));
"""


def _frame(text: str) -> bytes:
    """A masked text frame of a client; the mask is zero, which costs this process nothing."""
    data = text.encode()
    size = bytes([0x80 | len(data)]) if len(data) < 126 else b"\xfe" + len(data).to_bytes(2, "big")
    return b"\x81" + size + b"\0\0\0\0" + data


class Client(asyncio.Protocol):
    """A socket.io client that counts what it is told."""

    def __init__(self) -> None:
        self.told = 0
        self.seen = asyncio.Event()
        self.text = b""
        self.transport: Any = None

    def connection_made(self, transport: Any) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        if b"\x81\x012" in data:  # engine.io's ping
            self.says("3")
        ping = data.find(b"\x89\x04")  # the WebSocket's own
        if ping >= 0:
            self.transport.write(b"\x8a\x84\0\0\0\0" + data[ping + 2 : ping + 6])
        if self.seen.is_set():
            self.told += data.count(b'["user_typing"')
        else:
            self.text += data

    async def until(self, what: bytes) -> None:
        async with asyncio.timeout(30):
            while what not in self.text:  # noqa: ASYNC110
                await asyncio.sleep(0.005)
        self.text = b""

    def says(self, text: str) -> None:
        self.transport.write(_frame(text))


async def _client(port: int, token: str, chat_id: int, number: int) -> Client:
    loop = asyncio.get_running_loop()
    _, client = await loop.create_connection(
        Client, "127.0.0.1", port, local_addr=(_loopback(20_000 + number), 0)
    )
    key = base64.b64encode(os.urandom(16)).decode()
    client.transport.write(
        f"GET /ws/socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: x\r\nUpgrade: websocket"
        f"\r\nConnection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13"
        "\r\n\r\n".encode()
    )
    await client.until(b'"sid"')
    client.says("40" + json.dumps({"token": token}))
    await client.until(b"40{")
    client.says(f'420["join_chat",{{"chat_id":{chat_id}}}]')
    await client.until(b"430[")
    client.seen.set()
    return client


async def _fan_out(clients: list[Client], chat_id: int, process: psutil.Process) -> float:
    """The server's CPU in microseconds for one delivery."""
    before = [client.told for client in clients]
    cpu_s = _cpu_s(process)
    for number in range(EVENTS):
        clients[number % len(clients)].says(
            f'42["typing",{{"chat_id":{chat_id},"is_typing":true}}]'
        )
        if number % 4 == 3:
            await asyncio.sleep(0.005)
    deliveries = EVENTS * (len(clients) - 1)
    until_s = time.monotonic() + 30
    while sum(c.told for c in clients) - sum(before) < deliveries:
        assert time.monotonic() < until_s, "every client is told everything"
        await asyncio.sleep(0.02)
    return (_cpu_s(process) - cpu_s) / deliveries * 1e6


def _people(port: int, count: int) -> tuple[list[str], int]:
    """Tokens of so many people, and a chat that all take part in."""
    asked = iter(range(60_000))

    def ask(method: str, path: str, body: Any = None, token: str = "") -> Any:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        status, answer = request(port, method, path, body, _loopback(next(asked)), headers)
        assert status in {200, 201}, answer
        return answer

    def signed_in(email: str) -> str:
        login = ask("POST", "/api/auth/login", {"email": email, "password": PASSWORD})
        return str(login["access_token"])

    owner = signed_in("ada@foyer.example")
    agent = ask("POST", "/api/agents", {"name": "Banc", "system_prompt": "x"}, owner)
    chat_id = ask("POST", "/api/chats", {"agent_id": agent["id"]}, owner)["id"]
    tokens = [owner]
    for number in range(count - 1):
        trigramme = "Z" + chr(65 + number // 26) + chr(65 + number % 26)
        email = f"person{number}@example.com"
        person = {"email": email, "password": PASSWORD, "trigramme": trigramme}
        ask("POST", "/api/auth/register", person)
        tokens.append(signed_in(email))
        ask("POST", f"/api/chats/{chat_id}/members", {"trigramme": trigramme}, owner)
    return tokens, chat_id


async def _measure(
    servers: dict[str, tuple[int, psutil.Process]], people: list[str], chat: int
) -> None:
    for size in SIZES:
        found: dict[str, list[float]] = {name: [] for name in servers}
        joined = {}
        for name, (port, _) in servers.items():
            joined[name] = [
                await _client(port, people[number // SOCKETS_A_PERSON], chat, number)
                for number in range(size)
            ]
        for turn in range(ROUNDS + 1):
            for name in sorted(servers, reverse=turn % 2 == 1):
                cost_us = await _fan_out(joined[name], chat, servers[name][1])
                if turn:
                    found[name].append(cost_us)
        for name, costs in found.items():
            spread = f"{min(costs):.1f}–{max(costs):.1f}"
            print(f"{size:5} clients, {name:<26} {median(costs):6.2f} µs a delivery ({spread})")
        for clients in joined.values():
            for client in clients:
                client.transport.abort()
        await asyncio.sleep(1)


def _printed(process: "subprocess.Popen[bytes]") -> int:
    output: IO[bytes] | None = process.stdout
    assert output is not None
    return int(output.readline())


def main() -> None:
    """Print the figures."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = Server(folder / "home", ("foyer",))
        server.start()
        stack.callback(server.stop)
        assert server.process is not None
        shipped = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.shipped_socketio"],
            cwd=HERE.parent,
            stdout=subprocess.PIPE,
        )
        stack.callback(shipped.kill)
        servers = {
            "comptoir": (server.ports["foyer"], psutil.Process(server.process.pid)),
            "python-socketio as shipped": (_printed(shipped), psutil.Process(shipped.pid)),
        }
        if shutil.which("npm"):
            subprocess.run(
                ["npm", "install", "--no-audit", "--no-fund", "--silent", NODE_VERSION],
                cwd=folder,
                check=True,
            )
            node = subprocess.Popen(["node", "-e", NODE], cwd=folder, stdout=subprocess.PIPE)
            stack.callback(node.kill)
            servers["Node's server"] = (_printed(node), psutil.Process(node.pid))
        people, chat_id = _people(server.ports["foyer"], max(SIZES) // SOCKETS_A_PERSON)
        uvloop.run(_measure(servers, people, chat_id))
