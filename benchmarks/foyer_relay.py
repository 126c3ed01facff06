"""What an agent's streamed answer costs, through `GET /api/messages/stream/{chat_id}`.

Ours is the server as it runs: its door, its log, limits, a token that is verified and looked up,
the question durable before the first word and the answer as it grows. Beside it, in turns in one
run, a raw asyncio relay that does nothing else, and where BENCH_PEERS names a folder to install
them into, LiteLLM's proxy, Open WebUI's API and Open WebUI as its own page asks it. 200 tokens a
stream, from a model server in a process of its own. CPU is the relaying process's, all threads,
user and system.

Streams begin in one instant, or are kept running: each reader asks again when its answer ended.
"""

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from typing import IO
from urllib.parse import quote

import psutil
import uvloop
from drills.server import Server, request

from benchmarks.products import _cpu_s
from benchmarks.token_source import TOKENS

HERE = Path(__file__).parent
ROUNDS, PEER_ROUNDS = 5, 3
KEPT_STREAMS = 4
"""Of each reader, one after the other."""
STREAM_S = 2.0
"""How long a stream lasts whose tokens come 10 ms apart: readers begin spread over that."""
PASSWORD = "comptoir-demo"
Took = tuple[float, float]
"""Seconds to the first token, and to the last."""


def _loopback(number: int) -> str:
    """An address of this machine that only one reader has: limits count by address."""
    return f"127.{1 + number // 62_500}.{number // 250 % 250}.{1 + number % 250}"


@dataclass(frozen=True)
class Load:
    """How fast the model speaks, how many listen, and whether they ask again."""

    name: str
    speed: str
    streams: int
    kept: bool = False


LOADS = (
    Load("no delay", "fast", 20),
    Load("no delay", "fast", 100),
    Load("10 ms, at once", "slow", 20),
    Load("10 ms, kept running", "slow", 20, kept=True),
    Load("10 ms, at once", "slow", 100),
)


@dataclass
class Relay:
    """One of the programs compared: its process for a speed, and how it is asked."""

    name: str
    process: Callable[[str], psutil.Process]
    ask: Callable[[Load], Awaitable[list[Took]]]
    loads: tuple[Load, ...] = LOADS
    cpu_ms: list[float] = field(default_factory=list)
    """For 1,000 tokens, a value a round."""
    took: list[Took] = field(default_factory=list)

    async def round(self, load: Load) -> None:
        """Ask once."""
        process = self.process(load.speed)
        before = _cpu_s(process)
        took = await self.ask(load)
        await asyncio.sleep(0.6)  # the last words are stored after they are read
        cpu_ms = (_cpu_s(process) - before) * 1000
        self.cpu_ms.append(cpu_ms / (len(took) * TOKENS / 1000))
        self.took += took

    def report(self, load: Load) -> None:
        """Print what was measured, and forget it."""
        firsts = quantiles([first * 1000 for first, _ in self.took], n=20)
        print(
            f"{load.name + ',':20} {load.streams:3} streams, {self.name:<20}"
            f" CPU {median(self.cpu_ms):7.1f} ms a 1,000 tokens"
            f"   first token p50 {firsts[9]:7.1f}, p95 {firsts[18]:7.1f} ms"
            f"   whole {median(last for _, last in self.took) * 1000:7.0f} ms"
        )
        self.cpu_ms, self.took = [], []


async def _read(port: int, request: bytes, source: str, mark: bytes = b'"token"') -> Took:
    """One stream to its end."""
    began = time.monotonic()
    reader, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=(source, 0))
    writer.write(request)
    first, tail = 0.0, b""
    while data := await reader.read(65_536):
        text = tail + data
        if not first and mark in text:
            first = time.monotonic() - began
        tail = text[-20:]
        if b"[DONE]" in text:
            break
    assert first, "a token arrived"
    assert b"[DONE]" in tail or not data or b"[DONE]" in text
    writer.close()
    return first, time.monotonic() - began


async def _streams(load: Load, one: Callable[[int], Awaitable[Took]]) -> list[Took]:
    """What each stream took; `one` reads that of a reader."""

    async def reader(number: int) -> list[Took]:
        if not load.kept:
            return [await one(number)]
        await asyncio.sleep(number * STREAM_S / load.streams)
        return [await one(number) for _ in range(KEPT_STREAMS)]

    found = await asyncio.gather(*map(reader, range(load.streams)))
    return [took for each in found for took in each]


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

    async def ask(self, load: Load) -> list[Took]:
        """A question in a chat each."""
        port, token = self._servers[load.speed].ports["foyer"], self._tokens[load.speed]

        async def one(reader: int) -> Took:
            head = (
                f"GET /api/messages/stream/{self._chats[load.speed][reader]}"
                f"?message={quote('Bonjour, une question')} HTTP/1.1\r\nHost: foyer\r\n"
                f"Connection: close\r\nAuthorization: Bearer {token}\r\n\r\n"
            )
            return await _read(port, head.encode(), self._address())

        return await _streams(load, one)


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
        ours = Ours(servers)
        for speed in servers:
            ours.prepare(speed, 100)
        processes = {
            speed: psutil.Process(server.process.pid)
            for speed, server in servers.items()
            if server.process is not None
        }
        raw = started("raw_relay.py", str(source_port))
        relays = [
            Relay("comptoir", processes.__getitem__, ours.ask),
            _raw_relay(raw, _printed(raw)),
        ]
        if "BENCH_PEERS" in os.environ:
            peers = Path(os.environ["BENCH_PEERS"]).absolute()
            relays += _peers(stack, peers, folder, f"http://127.0.0.1:{source_port}/fast/v1")
        uvloop.run(_measure(relays))


def _raw_relay(raw: "subprocess.Popen[bytes]", port: int) -> Relay:
    process = psutil.Process(raw.pid)

    async def ask(load: Load) -> list[Took]:
        head = f"GET /{load.speed}/ HTTP/1.1\r\nHost: x\r\n\r\n".encode()
        return await _streams(load, lambda reader: _read(port, head, _loopback(60_000 + reader)))

    return Relay("raw relay", lambda _: process, ask)


def _peers(stack: ExitStack, home: Path, folder: Path, source: str) -> list[Relay]:
    """The programs that others make."""
    from benchmarks import relay_peers  # noqa: PLC0415 - its client is for tests alone

    lite_llm = relay_peers.lite_llm(stack, home, folder / "litellm", source)
    open_webui = relay_peers.open_webui(stack, home, folder / "open-webui", source)

    def api(peer: relay_peers.Peer, path: str) -> Callable[[Load], Awaitable[list[Took]]]:
        async def ask(load: Load) -> list[Took]:
            return await _streams(
                load, lambda _: _read(peer.port, peer.head(path), "127.0.0.1", b'"content":')
            )

        return ask

    async def page(load: Load) -> list[Took]:
        return await relay_peers.page_streams(open_webui, load.streams)

    loads = (LOADS[1],)
    return [
        Relay(
            "LiteLLM's proxy",
            lambda _: lite_llm.process,
            api(lite_llm, "/v1/chat/completions"),
            loads,
        ),
        Relay(
            "Open WebUI's API",
            lambda _: open_webui.process,
            api(open_webui, "/api/chat/completions"),
            loads,
        ),
        Relay("Open WebUI's page", lambda _: open_webui.process, page, loads),
    ]


async def _measure(relays: list[Relay]) -> None:
    for load in LOADS:
        turns = [relay for relay in relays if load in relay.loads]
        for number in range(1 + (ROUNDS if len(turns) == 2 else PEER_ROUNDS)):
            for relay in turns if number % 2 else turns[::-1]:
                await relay.round(load)
                if number == 0:  # what is loaded and opened once
                    relay.cpu_ms, relay.took = [], []
        for relay in turns:
            relay.report(load)
