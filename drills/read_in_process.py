"""A deliberately broken comptoir, which reads documents in its own process, without limits.

`drills/documents` must notice.
"""

import asyncio
import sys
from pathlib import Path

from comptoir.cli import main
from comptoir.kernel.media import documents, pages, reader

documents.MAXIMUM_UNPACKED_BYTES = pages.MAXIMUM_UNPACKED_BYTES = 2**40
pages.MAXIMUM_CHARS = 2**40


async def _pages(self: reader.Reader, path: Path, kind: str) -> list[str]:
    return await asyncio.to_thread(pages.pages_of, path, kind, self.tesseract)


reader.Reader.pages = _pages  # type: ignore[method-assign]
sys.exit(main())
