"""Pages of a PDF that are pictures: read by tesseract, else by a model that sees, else named.

A page is looked at by itself, so that one that cannot be read costs the others nothing, and in
turn with what else waits to be read. What became of each is kept with the document.
"""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from comptoir.brain.sight import Unseen
from comptoir.kernel.media.reader import Reader
from comptoir.kernel.media.refusals import Refused
from comptoir.kernel.media.scans import FEW_LETTERS, letters_of, may_be_picture
from comptoir.platform import Platform

MAXIMUM_PAGES = 200
LOOKING_S = 400.0
"""For all the pages of a document together."""
COSTLY_PAGES, UNSEEN_PAGES = 3, 2
"""After so many that took too long, or so many in a row that no model answered about, it ends."""


@dataclass
class Looks:
    """What became of the pages of a document that are pictures."""

    read: list[int] = field(default_factory=list)
    unread: dict[int, str] = field(default_factory=dict)
    """Why, by the page's number."""

    def body(self) -> dict[str, Any] | None:
        """As it is stored; None where no page is a picture."""
        if not (self.read or self.unread):
            return None
        unread = [{"page": page, "why": why} for page, why in sorted(self.unread.items())]
        return {"read": self.read, "unread": unread}

    def why_nothing(self, pages: Sequence[str]) -> str | None:
        """Why a document has no text, where its pictures hold it; None where it has some."""
        if not self.unread or sum(map(letters_of, pages)) >= FEW_LETTERS:
            return None
        reasons = list(self.unread.values())
        return max(reasons, key=reasons.count)


class _Sitting:
    """One document's pages, and what may still be spent on them."""

    def __init__(self, platform: Platform, reader: Reader, path: Path) -> None:
        self._sight, self._reader, self._path = platform.sight, reader, path
        self._until_s = asyncio.get_running_loop().time() + LOOKING_S
        self._looked = self._costly = self._unseen = 0

    def over(self) -> str | None:
        """Why no further page is looked at, if so."""
        if self._unseen >= UNSEEN_PAGES:
            return "unseen"
        late = asyncio.get_running_loop().time() > self._until_s
        return "too_costly" if late or self._costly >= COSTLY_PAGES else None

    async def words(self, page: int, text: str) -> str | None:
        """The words on a page that has but `text`; None where it is no picture, or blank.

        Raises Refused, Unseen, Overwhelmed.
        """
        if self._looked >= MAXIMUM_PAGES:
            raise Refused("too_large")
        try:
            words = await self._words(page, text)
        except Refused as refused:
            self._costly += refused.why == "too_costly"
            raise
        except Unseen:
            self._unseen += 1
            raise
        self._unseen = 0
        self._looked += words is not None
        return words

    async def _words(self, page: int, text: str) -> str | None:
        if self._reader.tesseract is not None:
            return await self._reader.page_on_picture(self._path, page, text)
        picture = self._path.with_suffix(".jpg")
        if not await self._reader.draw_page(self._path, page, text, picture):
            return None
        if not self._sight.sees_by:
            raise Refused("no_decoder")
        return await self._sight.read(picture, "image/jpeg")


async def look(platform: Platform, reader: Reader, path: Path, pages: list[str]) -> Looks:
    """Put the words of those `pages` of a PDF that are pictures in their places.

    A page's own text stays where its picture says no more. Raises Overwhelmed.
    """
    looks, sitting = Looks(), _Sitting(platform, reader, path)
    for place, text in enumerate(pages):
        if not may_be_picture(text):
            continue
        page, why = place + 1, sitting.over()
        if why is not None:
            if letters_of(text) < FEW_LETTERS:  # else it is as good as a page of text
                looks.unread[page] = why
            continue
        try:
            words = await sitting.words(page, text)
        except Refused as refused:
            looks.unread[page] = refused.why
        except Unseen:
            looks.unread[page] = "unseen"
        else:
            if words is None:
                continue
            if letters_of(words) == 0:
                looks.unread[page] = "no_text"
            elif letters_of(words) > letters_of(text):
                pages[place] = words
                looks.read.append(page)
    return looks


def in_words(numbers: Iterable[int]) -> str:
    """Page numbers as people write them: `2-4, 7`."""
    runs = groupby(enumerate(numbers), key=lambda each: each[1] - each[0])
    found = [[number for _, number in run] for _, run in runs]
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in found)
