"""Asks a child process for the words of a document; a document that kills it is `too_costly`."""

import asyncio
import json
import shutil
from pathlib import Path

from comptoir.kernel.child import Child, Gone, Patience
from comptoir.kernel.media.refusals import Refused

DEADLINE_S = 100.0
DOCUMENTS_A_CHILD = 50
IDLE_S = 60.0
MAXIMUM_WAITING = 40


class Reader:
    """The child, and who waits for it."""

    def __init__(self) -> None:
        self._child = Child("comptoir.kernel.media.reading_child")
        self.tesseract = shutil.which("tesseract")
        """What reads pictures of text, where it is installed."""

    async def pages(self, path: Path, kind: str) -> list[str]:
        """What is written on each page of the document at `path`.

        Raises Refused, or Overwhelmed when too many documents wait.
        """
        output = path.with_suffix(".pages")
        order = {
            "path": str(path),
            "kind": kind,
            "output": str(output),
            "tesseract": self.tesseract,
        }
        patience = Patience(DEADLINE_S, DOCUMENTS_A_CHILD, IDLE_S, MAXIMUM_WAITING)
        try:
            answer = await self._child.ask(order, patience)
            if "refused" in answer:
                raise Refused(answer["refused"])
            return await asyncio.to_thread(_loaded, output)
        except Gone:
            raise Refused("too_costly") from None
        finally:
            await asyncio.to_thread(output.unlink, missing_ok=True)

    async def close(self) -> None:
        """End the child."""
        await self._child.close()


def _loaded(path: Path) -> list[str]:
    return [str(page) for page in json.loads(path.read_text(encoding="utf-8"))]
