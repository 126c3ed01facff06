"""What an answer may carry out: citations that stand in a document, and nothing from elsewhere.

A model cites a passage as `[2]`. The words before it must be said by that passage; then the
citation is kept, with the passage's own sentence as its quote, else it is taken out before
anybody sees it. A picture in Markdown, or a tag of HTML with attributes, would be fetched by
whoever reads the answer, and tell its address what a document made the model write there: it is
taken apart, into text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from comptoir.foyer.discretion import Discretion
from comptoir.foyer.marks import Marks
from comptoir.foyer.passages import Passage
from comptoir.foyer.relevance import Question, sentences

SAYS = 0.5
"""The part of a sentence that a passage must say to be cited for it."""
_HELD = re.compile(r"(?:!|<(?:[a-z][^\s/<>]{0,40})?)\Z", re.IGNORECASE)
"""The end of a piece that may be the beginning of something that would be fetched."""
_PICTURE = re.compile(r"!(?=\[)")
_LOADING_TAG = re.compile(
    r"<(?=(?:img|image|script|style)\b|[a-z][^\s/<>]{0,39}[\s/]|[a-z][^\s/<>]{40})", re.IGNORECASE
)
"""Any attribute may name something to fetch: `src`, `style`, `background`, `poster`, `data`…"""


@dataclass(frozen=True, slots=True)
class Citation:
    """A passage that an answer cites, and the words of it that say so."""

    number: int
    passage: Passage
    quote: str

    def body(self) -> dict[str, Any]:
        """As it is stored and sent."""
        return {
            "number": self.number,
            "document_id": self.passage.document_id,
            "filename": self.passage.filename,
            "page": self.passage.page,
            "passage_id": self.passage.id,
            "quote": self.quote,
            "passage": self.passage.content,
        }


def taken_apart(text: str) -> str:
    """A text in which nothing is left that whoever shows it would fetch from elsewhere."""
    return _LOADING_TAG.sub("< ", _PICTURE.sub("! ", text))


class Outlet:
    """What a model writes, as far as it is let through. Its pieces joined are the stored answer."""

    def __init__(self, passages: Sequence[Passage], hidden_prompt: str = "") -> None:
        self._passages = passages
        self._discretion = Discretion(hidden_prompt) if hidden_prompt else None
        # Without passages there is nothing to cite: a number in brackets is what it is.
        self._marks = Marks(self._supported) if passages else None
        self._held = ""
        self.citations: dict[int, Citation] = {}

    def through(self, piece: str) -> str:
        """What of `piece`, and of what was held back before it, may be seen now."""
        if self._discretion is not None:
            piece = self._discretion.through(piece)
        if self._marks is not None:
            piece = self._marks.through(piece)
        # Last: what a number leaves behind must not come to be a picture or a tag.
        text = self._held + piece
        # Most pieces hold nothing of the kind.
        if not ("!" in text or "<" in text):
            self._held = ""
            return text
        held = _HELD.search(text)
        self._held = text[held.start() :] if held else ""
        return taken_apart(text[: held.start()] if held else text)

    def rest(self) -> str:
        """What was held back, once nothing follows it."""
        text = self._discretion.rest() if self._discretion is not None else ""
        if self._marks is not None:
            text = self._marks.through(text) + self._marks.rest()
        text, self._held = self._held + text, ""
        return taken_apart(text)

    def _supported(self, said: str, number: int) -> bool:
        """Whether the passage of this number says what was just written."""
        if not 1 <= number <= len(self._passages):
            return False
        sentence = sentences(said)[-1:]
        if not sentence:
            return False
        passage = self._passages[number - 1]
        quote = quote_for(sentence[0], passage)
        if quote is None:
            return False
        self.citations.setdefault(number, Citation(number, passage, quote))
        return True


def quote_for(said: str, passage: Passage) -> str | None:
    """The sentence of a passage that says what is said; None where it does not say it."""
    asked = Question(said)
    if not len(asked) or asked.coverage(passage.content) < SAYS:
        return None
    if any(number not in passage.content for number in re.findall(r"\d+(?:[.,]\d+)?", said)):
        return None
    best = max(sentences(passage.content), key=asked.coverage, default=None)
    return best if best and best in passage.content else None
