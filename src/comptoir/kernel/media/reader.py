"""Asks a child process for the words of a document, or of one page that is a picture.

A document that kills it is `too_costly`; so is a page, and the others are still read.
"""

import asyncio
import json
import shutil
from pathlib import Path
from typing import Any

from comptoir.kernel.child import Child, Gone, Patience
from comptoir.kernel.media.refusals import Refused
from comptoir.kernel.media.scans import letters_of

DEADLINE_S = 100.0
PAGE_DEADLINE_S = 60.0
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
        order = {"path": str(path), "kind": kind, "tesseract": self.tesseract}
        output = path.with_suffix(".pages")
        try:
            await self._ask(order, output, DEADLINE_S)
            return await asyncio.to_thread(_loaded, output)
        finally:
            await asyncio.to_thread(output.unlink, missing_ok=True)

    async def page_on_picture(self, path: Path, page: int, text: str) -> str | None:
        """What tesseract reads on a page of the PDF at `path`, whose text is as short as `text`.

        None where the page is no picture, or blank. Raises Refused, Overwhelmed.
        """
        output = path.with_suffix(".page")
        try:
            found = await self._look(path, page, text, output, self.tesseract)
            return (await asyncio.to_thread(_loaded, output))[0] if found else None
        finally:
            await asyncio.to_thread(output.unlink, missing_ok=True)

    async def draw_page(self, path: Path, page: int, text: str, picture: Path) -> bool:
        """Draw a page to `picture`, as JPEG; False where it is no picture, or blank.

        Raises Refused, Overwhelmed.
        """
        return await self._look(path, page, text, picture, None)

    async def _look(
        self, path: Path, page: int, text: str, output: Path, tesseract: str | None
    ) -> bool:
        letters = letters_of(text)
        order = {"path": str(path), "page": page, "letters": letters, "tesseract": tesseract}
        return bool((await self._ask(order, output, PAGE_DEADLINE_S))["seen"])

    async def _ask(self, order: dict[str, Any], output: Path, deadline_s: float) -> dict[str, Any]:
        patience = Patience(deadline_s, DOCUMENTS_A_CHILD, IDLE_S, MAXIMUM_WAITING)
        try:
            answer = await self._child.ask({**order, "output": str(output)}, patience)
        except Gone:
            raise Refused("too_costly") from None
        if "refused" in answer:
            raise Refused(answer["refused"])
        return answer

    async def close(self) -> None:
        """End the child."""
        await self._child.close()


def _loaded(path: Path) -> list[str]:
    return [str(page) for page in json.loads(path.read_text(encoding="utf-8"))]
