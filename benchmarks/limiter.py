"""One request counted, with many callers: ours in memory, beside the library `limits`.

The peer is installed from its package into a temporary folder for the run.
"""

import asyncio
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable

from comptoir.kernel.limits import Limit, MemoryLimiter

CALLERS = (1, 100, 10_000)
HITS = 2_000
PEER = "limits==5.8.0"


async def _cpu_us(hit: Callable[[str], Awaitable[object]], callers: int) -> float:
    """Microseconds of process CPU a hit, the callers taking turns."""
    for number in range(callers):
        await hit(f"caller {number}")
    began = time.process_time()
    for number in range(HITS):
        await hit(f"caller {number % callers}")
        await asyncio.sleep(0)  # as in a server, the loop goes on between two requests
    return (time.process_time() - began) / HITS * 1e6


async def _compare() -> None:
    from limits import parse  # noqa: PLC0415
    from limits.aio.storage import MemoryStorage  # noqa: PLC0415
    from limits.aio.strategies import MovingWindowRateLimiter  # noqa: PLC0415

    limit, peer_limit = Limit(1_000_000, 60), parse("1000000/minute")
    for callers in CALLERS:
        ours, peer = MemoryLimiter(), MovingWindowRateLimiter(MemoryStorage())
        ours_us = await _cpu_us(lambda key, ours=ours: ours.hit(key, limit), callers)  # type: ignore[misc]
        peer_us = await _cpu_us(lambda key, peer=peer: peer.hit(peer_limit, key), callers)  # type: ignore[misc]
        print(f"{callers:>6} callers: ours {ours_us:7.1f} µs   limits {peer_us:9.1f} µs")


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [sys.executable, "-m", "pip", "install", "-q", "--target", folder, PEER], check=True
        )
        sys.path.append(folder)
        asyncio.run(_compare())
        sys.path.remove(folder)
