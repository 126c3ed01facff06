"""A room of 200 and of 1,000: what one delivery costs, everything on, beside bare broadcasts.

Ours stores each message durably, acknowledges it after the commit, counts it, and asks who is in
the room; the peers store nothing and know nobody. In turns in one run; ejabberd, where it is
installed, after them. On a machine that is busy messages wait for the disk and one another and are
then stored and written together, which is cheaper: the p50 says whether that was so.
"""

import shutil
import sys
from contextlib import ExitStack
from pathlib import Path
from statistics import median

import psutil

from benchmarks import fanout_ejabberd
from benchmarks.rooms import HERE, generator, intranet, measured, peer

sys.path.append(str(Path(__file__).parents[1] / "tests"))

ROUNDS, SECONDS, PER_S, SENDERS = 3, 6.0, 50, 10
MEMBERS = (200, 1000)
OURS = "intranet, everything on"
WS = HERE.parent / "tests" / "node" / "node_modules" / "ws"


def main() -> None:
    """Measure, in turns, and print."""
    from services import free_port  # noqa: PLC0415

    for members in MEMBERS:
        with ExitStack() as stack:
            program = stack.enter_context(generator())
            process, port, tokens = stack.enter_context(intranet())
            servers: dict[str, tuple[psutil.Process, int, Path | str]] = {
                OURS: (process, port, tokens)
            }
            commands = {
                "FastAPI, send_text loop": [sys.executable, str(HERE / "fanout_fastapi.py")]
            }
            if shutil.which("node") and WS.exists():
                commands["Node ws, bare broadcast"] = ["node", str(HERE / "fanout_peer.js")]
            for name, command in commands.items():
                port = free_port()
                more = [str(WS)] if name.startswith("Node") else []
                started = stack.enter_context(peer([*command, str(port), *more], port))
                servers[name] = (started, port, "-")
            results: dict[str, list[dict[str, float]]] = {name: [] for name in servers}
            for turn in range(ROUNDS + 1):  # the first one warms
                for name, (process, port, tokens) in servers.items():
                    found = measured(
                        program,
                        process,
                        port,
                        tokens,
                        members=members,
                        senders=SENDERS,
                        per_s=PER_S,
                        seconds=SECONDS if turn else 2,
                    )
                    expected = found["sent"] * members
                    # A peer may not keep up; ours loses nothing.
                    assert name != OURS or found["deliveries"] == expected, found
                    if turn:
                        results[name].append(found)
            print(f"room of {members}, {PER_S} messages a second from {SENDERS} senders:")
            for name, found in results.items():
                us = [each["cpu_s"] / each["deliveries"] * 1e6 for each in found]
                p50 = median(each["d50_us"] for each in found) / 1000
                p99 = median(each["d99_us"] for each in found) / 1000
                print(
                    f"  {name:<26} {median(us):6.2f} µs of CPU a delivery"
                    f" ({min(us):.2f}–{max(us):.2f}); p50 {p50:.1f}, p99 {p99:.1f} ms",
                    flush=True,
                )
        if members == MEMBERS[0]:  # a join tells everybody in the room: a thousand is a million
            for name, erlang in (
                ("ejabberd MUC, over TCP", ""),
                ("... that never waits awake", fanout_ejabberd.NEVER_WAITING_AWAKE),
            ):
                us_each = fanout_ejabberd.measured(
                    free_port(), members, SENDERS, PER_S, SECONDS, erlang
                )
                if us_each is not None:
                    print(f"  {name:<26} {us_each:6.2f} µs of CPU a delivery", flush=True)
