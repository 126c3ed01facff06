"""The child process: takes one file at a time, within limits that it gives itself.

Each line it reads is a file to look at, each line it writes what it found. Should it come to its
limits it dies, or says `too_costly` and ends; whoever started it starts another. It gets no
environment, hence no secret.
"""

import hashlib
import json
import math
import os
import resource
import sys
from pathlib import Path
from typing import Any, BinaryIO

from comptoir.kernel.media import documents, films, images
from comptoir.kernel.media.kinds import HEAD_BYTES, Kind, kind_of
from comptoir.kernel.media.refusals import Refused

MAXIMUM_MEMORY_BYTES = 512 * 2**20
MAXIMUM_CPU_S = 10
MAXIMUM_WRITTEN_BYTES = 32 * 2**20
"""Of a photo that is written again: a format that does not compress can grow a thousandfold."""
MAXIMUM_OPEN_FILES = 64


def _limit_memory_and_files() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MAXIMUM_MEMORY_BYTES, MAXIMUM_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MAXIMUM_WRITTEN_BYTES, MAXIMUM_WRITTEN_BYTES))
    resource.setrlimit(resource.RLIMIT_NOFILE, (MAXIMUM_OPEN_FILES, MAXIMUM_OPEN_FILES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_cpu() -> None:
    """This file may take `MAXIMUM_CPU_S`; the system counts over the whole life of a process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    until_s = math.ceil(used.ru_utime + used.ru_stime) + MAXIMUM_CPU_S
    resource.setrlimit(resource.RLIMIT_CPU, (until_s, resource.RLIM_INFINITY))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _measures(path: Path, kind: Kind, clean: Path) -> dict[str, Any]:
    if kind.family == "image":
        return images.inspect(path, kind.name, clean)
    if kind.family == "video":
        return films.inspect(path, kind.name)
    return documents.inspect_pdf(path) if kind.name == "pdf" else documents.inspect_text(path)


def inspect(path: Path, clean: Path, allowed: list[str]) -> dict[str, Any]:
    """What the file at `path` is. An image is written to `clean` too, and that one described.

    Raises Refused.
    """
    with path.open("rb") as file:
        kind = kind_of(file.read(HEAD_BYTES))
    if kind is None or kind.name not in allowed:
        raise Refused("unknown_type")
    measures = _measures(path, kind, clean)
    kept = clean if kind.family == "image" else path
    return {
        "kind": kind.name,
        "size_bytes": kept.stat().st_size,
        "sha256": _digest(kept),
        "measures": measures,
    }


def serve(orders: BinaryIO, findings: BinaryIO) -> None:
    """Look at one file after the other, until there are no more orders."""
    for line in orders:
        order = json.loads(line)
        _limit_cpu()
        found: dict[str, Any]
        try:
            found = inspect(Path(order["path"]), Path(order["clean"]), order["allowed"])
        except Refused as refused:
            found = {"refused": refused.why}
        except (MemoryError, RecursionError):
            found = {"refused": "too_costly"}
        findings.write(json.dumps(found).encode() + b"\n")
        findings.flush()
        if found.get("refused") == "too_costly":
            return


def main() -> None:
    """Serve on standard input and output; whatever a library prints goes nowhere."""
    findings = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    os.umask(0o077)
    _limit_memory_and_files()
    serve(sys.stdin.buffer, findings)


if __name__ == "__main__":
    main()
