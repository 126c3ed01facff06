"""The inside of a `kernel.child` process: its limits, and its loop of orders and answers."""

import json
import math
import os
import resource
import sys
from collections.abc import Callable
from typing import Any, BinaryIO

Do = Callable[[dict[str, Any]], dict[str, Any]]


def limit(*, memory_bytes: int | None, written_bytes: int, open_files: int) -> None:
    """What this process may take from now on."""
    if memory_bytes is not None:
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (written_bytes, written_bytes))
    resource.setrlimit(resource.RLIMIT_NOFILE, (open_files, open_files))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def limit_cpu(seconds: int) -> None:
    """The next order may take so long; the system counts over the whole life of a process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    until_s = math.ceil(used.ru_utime + used.ru_stime) + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (until_s, resource.RLIM_INFINITY))


def own_output() -> BinaryIO:
    """Standard output for answers alone; whatever a library prints goes nowhere."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    os.umask(0o077)
    return answers


def serve(do: Do, answers: BinaryIO, cpu_s: int, orders: BinaryIO | None = None) -> None:
    """Do one order after the other, until there are no more, or an answer was the `last`."""
    for line in orders or sys.stdin.buffer:
        limit_cpu(cpu_s)
        answer = do(json.loads(line))
        answers.write(json.dumps(answer).encode() + b"\n")
        answers.flush()
        if answer.get("last"):
            return
