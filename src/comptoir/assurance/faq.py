"""Questions people ask an insurer, with answers somebody wrote; found by their words."""

import json
import threading
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from comptoir.kernel.search.memory import MemoryIndex

LEAST_SCORE = 2.0
"""Below it nothing of the question was found."""
_turn = threading.Lock()


@dataclass(frozen=True)
class Entry:
    """A question with its answer in both languages they are written in."""

    id: str
    question: str
    answer: str
    question_en: str
    answer_en: str


@cache
def entries() -> dict[str, Entry]:
    """Everything that was written, by id."""
    text = files(__package__).joinpath("skill", "faq.json").read_text("utf-8")
    return {item["id"]: Entry(**item) for item in json.loads(text)}


@cache
def _index(language: str) -> MemoryIndex:
    found = entries().values()
    if language == "fr":
        return MemoryIndex([(e.id, f"{e.question} {e.question} {e.answer}") for e in found], "fr")
    passages = [(e.id, f"{e.question_en} {e.question_en} {e.answer_en}") for e in found]
    return MemoryIndex(passages, "en")


def best(question: str, language: str) -> tuple[Entry, float] | None:
    """The entry that answers best, with its score; None where none does."""
    own = "fr" if language == "fr" else "en"
    with _turn:
        found = _index(own).search(question, 1)
    if not found or found[0][1] < LEAST_SCORE:
        return None
    return entries()[found[0][0]], found[0][1]


def answer_of(entry: Entry, language: str) -> str:
    """The answer: French to the French, English to all others, whose own nobody wrote yet."""
    return entry.answer if language == "fr" else entry.answer_en


def make_ready() -> None:
    """Build the indexes."""
    _index("fr")
    _index("en")
