"""The child process: takes one file at a time, within limits that it gives itself.

Each order is a file to look at, or to listen to; each answer what it found. Should it come to its
limits it dies, or says `too_costly` and ends; whoever started it starts another.
"""

import hashlib
from pathlib import Path
from typing import Any

from comptoir.kernel import served
from comptoir.kernel.media import documents, films, images, sounds
from comptoir.kernel.media.kinds import HEAD_BYTES, Kind, kind_of
from comptoir.kernel.media.refusals import Refused

MAXIMUM_MEMORY_BYTES = 512 * 2**20
MAXIMUM_CPU_S = 10
MAXIMUM_WRITTEN_BYTES = 32 * 2**20
"""Of a photo that is written again: a format that does not compress can grow a thousandfold."""
MAXIMUM_OPEN_FILES = 64


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _measures(path: Path, kind: Kind, clean: Path) -> dict[str, Any]:
    if kind.family == "image":
        return images.inspect(path, kind.name, clean)
    if kind.family == "video":
        return films.inspect(path, kind.name)
    if kind.name == "docx":
        return documents.inspect_docx(path)
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


def do(order: dict[str, Any]) -> dict[str, Any]:
    """Look at one file, or listen to it."""
    path, clean = Path(order["path"]), Path(order["clean"])
    try:
        if order.get("sound"):
            return sounds.listen(path, clean)
        return inspect(path, clean, order["allowed"])
    except Refused as refused:
        return {"refused": refused.why, "last": refused.why == "too_costly"}
    except (MemoryError, RecursionError):
        return {"refused": "too_costly", "last": True}


def main() -> None:
    """Serve on standard input and output."""
    answers = served.own_output()
    served.limit(
        memory_bytes=MAXIMUM_MEMORY_BYTES,
        written_bytes=MAXIMUM_WRITTEN_BYTES,
        open_files=MAXIMUM_OPEN_FILES,
    )
    served.serve(do, answers, MAXIMUM_CPU_S)


if __name__ == "__main__":
    main()
