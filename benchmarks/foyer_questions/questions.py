"""What people ask: where the answer stands, or that the documents do not tell."""

import json
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).parent / "questions.jsonl"


@dataclass(frozen=True)
class Place:
    """The sentences that answer, word for word, and the page of the document they stand on."""

    document: str
    page: int
    passage: str


@dataclass(frozen=True)
class Question:
    """A question with the places that together answer it: none when no document tells."""

    id: str
    question: str
    kind: str
    places: tuple[Place, ...]


def questions() -> list[Question]:
    """Every question of the set."""
    return [_question(json.loads(line)) for line in FILE.read_text(encoding="utf-8").splitlines()]


def _question(row: dict[str, object]) -> Question:
    raise NotImplementedError(row)
