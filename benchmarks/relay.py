"""What a streamed answer costs between a provider and its reader, beside a raw asyncio relay.

Both run in this process, in turns, against the same model server in a process of its own. The raw
relay opens a connection for each stream, cuts lines, parses each event's JSON, and does nothing
else: no deadline, no limit, no counting, no second try. CPU is this process's, user and system.
"""

import asyncio
import subprocess
import sys
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

import orjson
import uvloop

from benchmarks.token_source import TOKENS
from comptoir.brain import Turn
from comptoir.brain.fallback import FallbackBrain, connected
from comptoir.brain.offline import OfflineBrain
from comptoir.brain.providers import Model, Provider, Providers

STREAMS, ROUNDS = (1, 20, 100), 5
TIMES_AT_ONE_STREAM = {"fast": 20, "slow": 2, "cold": 2}
MESSAGES = [Turn("user", "Bonjour")]
Relay = Callable[[], AsyncGenerator[str, None]]


@dataclass
class Run:
    """What one way of relaying took, over all rounds."""

    cpu_ms: list[float] = field(default_factory=list)
    """For 1,000 tokens, a value a round."""
    first_ms: list[float] = field(default_factory=list)
    """From asking to the first token, a value a stream."""
    behind_ms: list[float] = field(default_factory=list)
    """From the server's writing the first token to its reading, a value a stream."""
    spread: list[float] = field(default_factory=list)
    """Slowest stream by fastest of a round."""

    def __str__(self) -> str:
        late = quantiles(self.first_ms, n=20)[18]
        return (
            f"CPU {median(self.cpu_ms):6.1f} ms   first token {median(self.first_ms):6.2f} ms"
            f" (p95 {late:6.2f}), behind {median(self.behind_ms):5.2f} ms"
            f"   slowest/fastest {median(self.spread):.2f}"
        )


def _brain(brain: FallbackBrain) -> Relay:
    async def relay() -> AsyncGenerator[str, None]:
        async with brain.stream(MESSAGES) as answer:
            async for piece in answer:
                yield piece

    return relay


def _raw(port: int, speed: str) -> Relay:
    body = orjson.dumps({"model": "bench", "messages": [{"role": "user", "content": "Bonjour"}]})
    request = (
        b"POST /%b/v1/chat/completions HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
        b"Content-Length: %d\r\n\r\n%b" % (speed.encode(), len(body), body)
    )

    async def relay() -> AsyncGenerator[str, None]:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(request)
        while line := await reader.readline():
            if line.startswith(b"data: {"):
                choices = orjson.loads(line[6:])["choices"]
                text = choices[0]["delta"].get("content") if choices else None
                if text:
                    yield text
        writer.close()

    return relay


async def _one(relay: Relay, run: Run) -> float:
    """Read one stream to its end; the seconds it took."""
    began = time.monotonic()
    first, said = 0.0, []
    async with aclosing(relay()) as pieces:
        async for piece in pieces:
            if not said:
                first = time.monotonic()
                run.behind_ms.append((first - int(piece.split(" ", 1)[0]) / 1e9) * 1000)
            said.append(piece)
    assert len("".join(said).split()) == TOKENS, "every token arrived"
    run.first_ms.append((first - began) * 1000)
    return time.monotonic() - began


async def _round(relay: Relay, speed: str, streams: int, run: Run) -> None:
    times = TIMES_AT_ONE_STREAM[speed] if streams == 1 else 1
    before = time.process_time()
    for _ in range(times):
        took_s = await asyncio.gather(*(_one(relay, run) for _ in range(streams)))
        run.spread.append(max(took_s) / min(took_s))
    cpu_ms = (time.process_time() - before) * 1000
    run.cpu_ms.append(cpu_ms / (times * streams * TOKENS / 1000))


async def _compare(port: int, speed: str, streams: int) -> None:
    provider = Provider(
        "bench", f"http://127.0.0.1:{port}/{speed}/v1", models=(Model("bench", "bench"),)
    )
    async with connected(Providers((provider,)), OfflineBrain()) as brain:
        relays = {"brain": _brain(brain), "raw relay": _raw(port, speed)}
        runs = {name: Run() for name in relays}
        for relay in relays.values():
            await _round(relay, speed, streams, Run())  # what is loaded and opened once
        for turn in range(ROUNDS):
            for name in sorted(relays, reverse=turn % 2 == 1):
                await _round(relays[name], speed, streams, runs[name])
    for name, run in runs.items():
        print(f"{speed}, {streams:3} streams, {name:<10} {run}", flush=True)


async def _measure(port: int) -> None:
    for speed in TIMES_AT_ONE_STREAM:
        for streams in STREAMS:
            await _compare(port, speed, streams)


def main() -> None:
    """Print the figures."""
    source = Path(__file__).with_name("token_source.py")
    with subprocess.Popen([sys.executable, str(source)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        port = int(process.stdout.readline())
        try:
            uvloop.run(_measure(port))
        finally:
            process.terminate()
