"""Durable sends: messages that are acknowledged once they are on the disk, a second."""

import sys
from pathlib import Path

from benchmarks.rooms import generator, intranet, measured

sys.path.append(str(Path(__file__).parents[1] / "tests"))

SENDERS, SECONDS = 200, 6.0


def _measure(name: str, **environ: str) -> None:
    # Nobody follows the room: what is measured is storing.
    with generator() as program, intranet(**environ) as (process, port, tokens):
        for per_s in (200, 2_000, 3_500):
            found = measured(
                program,
                process,
                port,
                tokens,
                members=SENDERS,
                senders=SENDERS,
                per_s=per_s,
                seconds=SECONDS,
                room="!afterworks",
            )
            print(
                f"  {name}, {per_s} a second offered: {found['acks'] / found['seconds']:.0f} acks"
                f" a second of {found['sent']} sent, p50 {found['a50_us'] / 1000:.1f},"
                f" p99 {found['a99_us'] / 1000:.1f} ms,"
                f" {found['cpu_s'] / max(found['acks'], 1) * 1e6:.0f} µs of CPU each",
                flush=True,
            )


def main() -> None:
    """Measure on SQLite, and on PostgreSQL where it is installed."""
    _measure("SQLite")
