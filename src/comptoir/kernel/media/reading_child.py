"""The child process that reads documents: one at a time, within limits that it gives itself."""

import json
from pathlib import Path
from typing import Any

from comptoir.kernel import served
from comptoir.kernel.media import pages
from comptoir.kernel.media.refusals import Refused

MAXIMUM_MEMORY_BYTES = 1024 * 2**20
MAXIMUM_CPU_S = 60
MAXIMUM_WRITTEN_BYTES = 32 * 2**20
MAXIMUM_OPEN_FILES = 64


def do(order: dict[str, Any]) -> dict[str, Any]:
    """Read one document; its pages are written to `output`, as JSON."""
    try:
        found = pages.pages_of(Path(order["path"]), order["kind"], order["tesseract"])
        text = json.dumps(found, ensure_ascii=False)
        Path(order["output"]).write_text(text, encoding="utf-8")
    except Refused as refused:
        return {"refused": refused.why, "last": refused.why == "too_costly"}
    except (MemoryError, RecursionError):
        return {"refused": "too_costly", "last": True}
    except (UnicodeDecodeError, OSError):
        return {"refused": "unreadable"}
    return {"pages": len(found)}


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
