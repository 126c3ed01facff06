"""The child process that reads documents: one at a time, within limits that it gives itself."""

import json
from pathlib import Path
from typing import Any

from comptoir.kernel import served
from comptoir.kernel.media import pages, scans
from comptoir.kernel.media.refusals import Refused

MAXIMUM_MEMORY_BYTES = 1024 * 2**20
MAXIMUM_CPU_S = 60
PAGE_CPU_S = 20
"""Of one page that is looked at; tesseract, a process of its own, may take as much again."""
MAXIMUM_WRITTEN_BYTES = 32 * 2**20
MAXIMUM_OPEN_FILES = 64


def do(order: dict[str, Any]) -> dict[str, Any]:
    """Read one document, or look at one page of it."""
    try:
        return _looked_at(order) if "page" in order else _read(order)
    except Refused as refused:
        return {"refused": refused.why, "last": refused.why == "too_costly"}
    except (MemoryError, RecursionError):
        return {"refused": "too_costly", "last": True}
    except (UnicodeDecodeError, OSError):
        return {"refused": "unreadable"}


def _read(order: dict[str, Any]) -> dict[str, Any]:
    """Read a document; its pages are written to `output`, as JSON."""
    found = pages.pages_of(Path(order["path"]), order["kind"], order["tesseract"])
    _write(found, order["output"])
    return {"pages": len(found)}


def _looked_at(order: dict[str, Any]) -> dict[str, Any]:
    """Read a page on its picture, its words to `output`; without tesseract, draw it there."""
    served.limit_cpu(PAGE_CPU_S)
    path, number, letters = Path(order["path"]), order["page"], order["letters"]
    if order["tesseract"] is None:
        return {"seen": scans.draw(path, number, letters, Path(order["output"]))}
    words = scans.read(path, number, letters, order["tesseract"])
    if words is not None:
        _write(pages.bounded([words]), order["output"])
    return {"seen": words is not None}


def _write(found: list[str], output: str) -> None:
    Path(output).write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")


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
