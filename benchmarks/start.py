"""From nothing to all four services answering, and the memory that takes after a conversation."""

import os
import tempfile
import time
from pathlib import Path

import psutil
from drills.server import Server, request

SERVICES = ("meuble", "assurance", "foyer", "intranet")
CONVERSATION = ("Mon canapé a un problème", "CMD-2025-30301", "Le ressort est cassé", "Oui")
SETTLE_S = 60


def _pss_mb(pid: int) -> float:
    """Memory of a process and its children, shared pages counted by share."""
    processes = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    return sum(process.memory_full_info().pss for process in processes) / 2**20


def main() -> None:
    """Print the figures."""
    settle_s = float(os.environ.get("BENCH_SETTLE_S", SETTLE_S))
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder) / "home", SERVICES)
        print(f"first start, with demonstration data   {server.start():.2f} s")
        for text in CONVERSATION:
            body = {"message": text, "session_id": "bench"}
            status, answer = request(server.ports["meuble"], "POST", "/api/chat", body)
            assert status == 200, answer
        assert answer["ticket_id"], answer
        assert server.process is not None
        time.sleep(settle_s)
        memory_mb = _pss_mb(server.process.pid)
        print(f"memory, {settle_s:.0f} s after a conversation     {memory_mb:.0f} MB")
        server.stop()
        later = []
        for _ in range(3):
            later.append(server.start())
            server.stop()
        print(f"later starts                           {min(later):.2f}–{max(later):.2f} s")
