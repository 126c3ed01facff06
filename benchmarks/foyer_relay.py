"""What an agent's streamed answer costs, through `GET /api/messages/stream/{chat_id}`.

Ours is the server as it runs: its door, its log, limits, a token that is verified and looked up,
the question durable before the first word and the answer as it grows. Beside it, in turns in one
run, a raw asyncio relay that does nothing else. 200 tokens a stream, from a model server in a
process of its own. CPU is the relaying process's, all threads, user and system.
"""

import asyncio
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import IO
from urllib.parse import quote

import psutil
import uvloop
from drills.server import Server, request

from benchmarks.products import _cpu_s
from benchmarks.token_source import TOKENS

HERE = Path(__file__).parent
ROUNDS = 5
PASSWORD = "comptoir-demo"


def _loopback(number: int) -> str:
    """An address of this machine that only one reader has: limits count by address."""
    return f"127.{1 + number // 62_500}.{number // 250 % 250}.{1 + number % 250}"


@dataclass
class Relay:
    """One of the servers compared."""

    name: str
    process: psutil.Process
    port: int
    cpu_ms: dict[tuple[str, int], list[float]] = field(default_factory=dict)
    first_ms: dict[tuple[str, int], list[float]] = field(default_factory=dict)
    took_s: dict[tuple[str, int], list[float]] = field(default_factory=dict)


async def _read(port: int, head: bytes, source: str) -> tuple[float, float]:
    """One stream to its end: seconds to its first token, and to its last."""
    began = time.monotonic()
    reader, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=(source, 0))
    writer.write(head)
    first, tail, tokens = 0.0, b"", 0
    while data := await reader.read(65_536):
        text = tail + data
        if not first and b'"token"' in text:
            first = time.monotonic() - began
        tail = text[-20:]
        tokens += data.count(b" ")
        if b"[DONE]" in text:
            break
    assert first, "a token arrived"
    writer.close()
    return first, time.monotonic() - began


class Ours:
    """The requests that our server is sent."""

    def __init__(self, servers: dict[str, Server]) -> None:
        self._servers = servers
        self._asked = 0
        self._tokens: dict[str, str] = {}
        self._chats: dict[str, list[int]] = {}

    def prepare(self, speed: str, streams: int) -> None:
        """An account's chats on the server whose model has this speed."""
        port = self._servers[speed].ports["foyer"]
        sign_in = {"email": "ada@foyer.example", "password": PASSWORD}
        _, login = request(port, "POST", "/api/auth/login", sign_in, self._address())
        self._tokens[speed] = login["access_token"]
        headers = {"Authorization": f"Bearer {login['access_token']}"}
        agent = {"name": "Banc", "system_prompt": "Réponds.", "model": "bench"}
        _, made = request(port, "POST", "/api/agents", agent, self._address(), headers)
        self._chats[speed] = [
            request(port, "POST", "/api/chats", {"agent_id": made["id"]}, self._address(), headers)[
                1
            ]["id"]
            for _ in range(streams)
        ]

    def _address(self) -> str:
        self._asked += 1
        return _loopback(self._asked)

    def heads(self, speed: str, streams: int) -> list[tuple[bytes, str]]:
        """A request each, with the address it comes from."""
        return [
            (
                f"GET /api/messages/stream/{chat_id}?message={quote('Bonjour, une question')}"
                f" HTTP/1.1\r\nHost: foyer\r\nConnection: close\r\n"
                f"Authorization: Bearer {self._tokens[speed]}\r\n\r\n".encode(),
                self._address(),
            )
            for chat_id in self._chats[speed][:streams]
        ]


async def _round(
    relay: Relay,
    port: int,
    process: psutil.Process,
    heads: list[tuple[bytes, str]],
    key: tuple[str, int],
) -> None:
    before = _cpu_s(process)
    took = await asyncio.gather(*(_read(port, head, source) for head, source in heads))
    await asyncio.sleep(0.6)  # the last words are stored after they are read
    cpu_ms = (_cpu_s(process) - before) * 1000
    relay.cpu_ms.setdefault(key, []).append(cpu_ms / (len(heads) * TOKENS / 1000))
    relay.first_ms.setdefault(key, []).extend(first * 1000 for first, _ in took)
    relay.took_s.setdefault(key, []).extend(last for _, last in took)


def _printed(process: "subprocess.Popen[bytes]") -> int:
    output: IO[bytes] | None = process.stdout
    assert output is not None
    return int(output.readline())


def main() -> None:
    """Print the figures."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))

        def started(script: str, *arguments: str) -> "subprocess.Popen[bytes]":
            process = subprocess.Popen(
                [sys.executable, str(HERE / script), *arguments], stdout=subprocess.PIPE
            )
            stack.callback(process.terminate)
            return process

        source_port = _printed(started("token_source.py"))
        servers: dict[str, Server] = {}
        for speed in ("fast", "slow"):
            providers = folder / f"{speed}.toml"
            providers.write_text(
                f'[[providers]]\nname = "bench"\nmodels = ["bench"]\n'
                f'base_url = "http://127.0.0.1:{source_port}/{speed}/v1"\n'
            )
            home = folder / speed
            home.mkdir()
            environ = {"COMPTOIR_PROVIDERS": str(providers)}
            servers[speed] = Server(home / "home", ("foyer",), environ=environ)
            servers[speed].start()
            stack.callback(servers[speed].stop)
        raw = started("raw_relay.py", str(source_port))
        raw_port = _printed(raw)
        ours = Ours(servers)
        for speed in servers:
            ours.prepare(speed, 100)
        processes = {
            speed: psutil.Process(server.process.pid)
            for speed, server in servers.items()
            if server.process is not None
        }
        both = [
            Relay("comptoir", processes["fast"], 0),
            Relay("raw relay", psutil.Process(raw.pid), raw_port),
        ]
        uvloop.run(_measure(both, ours, servers, processes))
    for key in both[0].cpu_ms:
        for relay in both:
            print(
                f"{key[0]}, {key[1]:3} streams, {relay.name:<10}"
                f" CPU {median(relay.cpu_ms[key]):6.1f} ms a 1,000 tokens"
                f"   first token {median(relay.first_ms[key]):7.1f} ms"
                f"   whole {median(relay.took_s[key]) * 1000:7.0f} ms"
            )


async def _measure(
    both: list[Relay],
    ours: Ours,
    servers: dict[str, Server],
    processes: dict[str, psutil.Process],
) -> None:
    for speed, streams in (("fast", 20), ("fast", 100), ("slow", 20), ("slow", 100)):
        key = (speed, streams)
        for number in range(ROUNDS + 1):
            for relay in sorted(both, key=lambda each: each.name, reverse=number % 2 == 1):
                if relay.port:
                    head = f"GET /{speed}/ HTTP/1.1\r\nHost: x\r\n\r\n".encode()
                    heads = [(head, _loopback(60_000 + n)) for n in range(streams)]
                    await _round(relay, relay.port, relay.process, heads, key)
                else:
                    port = servers[speed].ports["foyer"]
                    heads = ours.heads(speed, streams)
                    await _round(relay, port, processes[speed], heads, key)
                if number == 0:  # what is loaded and opened once
                    for kept in (relay.cpu_ms, relay.first_ms, relay.took_s):
                        kept.clear() if key not in kept else kept.pop(key)
                await asyncio.sleep(0.3)
