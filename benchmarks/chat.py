"""What one turn of conversation costs: 20 customers at once, stored durably, limits on.

The server's CPU (user and system, all threads) is divided by the turns it answered. A second run,
on asyncio's own loop, times every callback of the event loop by its thread's CPU.
"""

import re
import sys
import tempfile
import threading
import time
from pathlib import Path
from statistics import quantiles

import psutil
from drills.server import Server, loopback, request

CUSTOMERS, CLAIMS_EACH = 20, 15
TURNS = (
    "Bonjour, mon canapé a un problème",
    "CMD-2025-30301",
    "Le ressort est cassé et on ne peut plus s'asseoir",
    "Oui, je confirme",
)


def _customer(port: int, number: int, took_ms: list[float]) -> None:
    for claim in range(CLAIMS_EACH):
        for text in TURNS:
            body = {"message": text, "session_id": f"bench-{number}-{claim}"}
            began = time.perf_counter()
            status, answer = request(
                port, "POST", "/api/chat", body, loopback(number * 100 + claim // 5)
            )
            took_ms.append((time.perf_counter() - began) * 1000)
            assert status == 200, answer


def _storm(server: Server) -> tuple[int, float, list[float]]:
    """Turns, CPU milliseconds a turn, and how long each took."""
    assert server.process is not None
    process, took_ms = psutil.Process(server.process.pid), []
    before = process.cpu_times()
    people = [
        threading.Thread(target=_customer, args=(server.ports["meuble"], number, took_ms))
        for number in range(CUSTOMERS)
    ]
    for person in people:
        person.start()
    for person in people:
        person.join()
    after = process.cpu_times()
    cpu_s = after.user + after.system - before.user - before.system
    return len(took_ms), cpu_s * 1000 / len(took_ms), took_ms


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder) / "home")
        server.start()
        _customer(server.ports["meuble"], 99, [])  # what is loaded and compiled once
        turns, cpu_ms, took_ms = _storm(server)
        server.stop()
        cuts = quantiles(took_ms, n=100)
        print(f"turns, 20 customers at once            {turns}")
        print(f"process CPU a turn                     {cpu_ms:.2f} ms")
        print(f"time a turn, p50 and p99               {cuts[49]:.0f} ms, {cuts[98]:.0f} ms")
    with tempfile.TemporaryDirectory() as folder:
        watched = Path(__file__).with_name("watched_loop.py")
        server = Server(Path(folder) / "home", command=(sys.executable, str(watched)))
        server.start()
        _customer(server.ports["meuble"], 99, [])
        _storm(server)
        server.stop()
        words = (Path(folder) / "server.log").read_text()
        found = re.findall(r"longest callback ([\d.]+) ms \((\d+) callbacks\)", words)
        print(
            f"longest callback in the loop           {found[-1][0]} ms of {found[-1][1]} callbacks"
        )
