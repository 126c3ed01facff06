"""What people ask: where the answer stands, or that the documents do not tell."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Place:
    """The sentences that answer, word for word, and the page of the file they stand on.

    A row of a table has a bar between its cells; compare with `blocks.plain`.
    """

    document: str
    page: int
    passage: str


@dataclass(frozen=True)
class Question:
    """A question and where its answer stands: two places for `two-passages`, else one.

    `kind` is `direct`, `paraphrase`, `number`, `exception`, `table`, `two-passages`, `misspelt`,
    `english`; or `unanswerable`, without a place, and `why` then says `near-subject` (a document
    speaks of it, but does not tell), `false-premise` or `other-subject`.
    """

    id: str
    question: str
    kind: str
    places: tuple[Place, ...]
    why: str | None


def questions(folder: Path) -> list[Question]:
    """Every question of the set in `folder`."""
    lines = (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    return [_question(json.loads(line)) for line in lines]


def _question(row: dict[str, Any]) -> Question:
    places = [row] if row["document"] else []
    if "also" in row:
        places.append(row["also"])
    return Question(
        row["id"],
        row["question"],
        row["kind"],
        tuple(Place(place["document"], place["page"], place["passage"]) for place in places),
        row.get("why"),
    )
