"""Passages: pieces of pages that are indexed, found and quoted, letter for letter.

A passage is cut from what was read of a page and never changed, so that what is quoted from it
stands in the document.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy import Connection, delete, select

from comptoir.foyer.models import documents, passages
from comptoir.foyer.relevance import Question, language_of, sentences
from comptoir.kernel import search

TARGET_CHARS, MAXIMUM_CHARS = 600, 1200
"""A passage ends at the first paragraph after the one, and at a sentence before the other."""
TOGETHER = 300
"""Passages that are written at once: the database's only writer has others to serve."""
FOUND = 8
_PARAGRAPH = re.compile(r"\n\s*\n")
_PLACE_TO_CUT = re.compile(r"(?<=[.!?…;:])\s+|\n|\s+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a document, as it is cited."""

    id: int
    document_id: int
    filename: str
    page: int
    content: str


def scope(entity_type: str, entity_id: int) -> str:
    """Where the passages of an agent's or a chat's documents are found."""
    return f"foyer {entity_type} {entity_id}"


# ── Cutting ───────────────────────────────────────────────────────────────────────────────


def cut(page: str) -> Iterator[str]:
    """The passages of a page, in order; together they are all its words."""
    gathered = ""
    for paragraph in _paragraphs(page):
        if gathered and len(gathered) + len(paragraph) > MAXIMUM_CHARS:
            yield gathered.strip()
            gathered = ""
        gathered += paragraph
        if len(gathered) >= TARGET_CHARS:
            yield gathered.strip()
            gathered = ""
    if gathered.strip():
        yield gathered.strip()


def _paragraphs(page: str) -> Iterator[str]:
    """The paragraphs of a page with what parts them; long ones in pieces."""
    start = 0
    ends = [found.end() for found in _PARAGRAPH.finditer(page)] + [len(page)]
    for end in ends:
        paragraph, start = page[start:end], end
        while len(paragraph) > MAXIMUM_CHARS:
            place = _place_to_cut(paragraph)
            yield paragraph[:place]
            paragraph = paragraph[place:]
        if paragraph:
            yield paragraph


def _place_to_cut(text: str) -> int:
    """After a sentence if there is one, else after a word, else in the middle of it."""
    best, strength = MAXIMUM_CHARS, 0
    for found in _PLACE_TO_CUT.finditer(text, TARGET_CHARS, MAXIMUM_CHARS):
        after_sentence = text[found.start() - 1] in ".!?…;:"
        found_strength = 2 if after_sentence else 1
        if found_strength >= strength:
            best, strength = found.end(), found_strength
        if found_strength == 2 and found.end() > MAXIMUM_CHARS * 3 // 4:
            break
    return best


# ── Keeping ───────────────────────────────────────────────────────────────────────────────


def put(
    connection: Connection,
    document_id: int,
    where: str,
    title: str,
    new: Sequence[tuple[int, int, str]],
) -> None:
    """Keep passages `(position, page, content)` of a document, and let them be found."""
    rows = connection.execute(
        passages.insert().returning(passages.c.id, passages.c.content),
        [
            {"document_id": document_id, "position": position, "page": page, "content": content}
            for position, page, content in new
        ],
    ).all()
    search.put(
        connection,
        where,
        [
            search.Document(row.id, row.content, title=title, language=language_of(row.content))
            for row in rows
        ],
    )


def remove(connection: Connection, document_id: int, where: str) -> None:
    """Forget the passages of a document."""
    ids = connection.scalars(
        delete(passages).where(passages.c.document_id == document_id).returning(passages.c.id)
    ).all()
    search.remove(connection, where, ids)


# ── Finding ───────────────────────────────────────────────────────────────────────────────


def find(
    connection: Connection, scopes: Iterable[str], question: str, k: int = FOUND
) -> list[Passage]:
    """The passages that answer best, the best first, the scopes taking turns."""
    language = language_of(question)
    lists = [
        [int(hit.id) for hit in search.search(connection, where, question, k, language)]
        for where in scopes
    ]
    ids = [each[place] for place in range(k) for each in lists if place < len(each)][:k]
    if not ids:
        return []
    rows = connection.execute(
        select(
            passages.c.id,
            passages.c.document_id,
            documents.c.filename,
            passages.c.page,
            passages.c.content,
        )
        .join(documents, documents.c.id == passages.c.document_id)
        .where(passages.c.id.in_(ids), documents.c.state == "ready")
    )
    found = {row.id: Passage(*row) for row in rows}
    return [found[passage_id] for passage_id in ids if passage_id in found]


# ── Quoting ───────────────────────────────────────────────────────────────────────────────

SPEAKS_OF = 0.65
"""The part of a question that a passage, and one of its sentences, must speak of to answer it."""
WORDS_SPOKEN_OF = 2
"""And how many of its words, where it has so many."""
SPEAKS_A_LITTLE = 0.34
"""The part that a passage must speak of for a model to be asked at all."""


def answering(question: str, found: Sequence[Passage]) -> list[Passage]:
    """Those that answer a question by themselves, in the order they came.

    Strict on purpose: nobody weighs them afterwards. A question in other words than the document's
    goes without an answer rather than with a wrong one.
    """
    asked = Question(question)
    return [each for each in found if _answers(asked, each)]


def _answers(asked: Question, passage: Passage) -> bool:
    spoken_of = asked.likenesses(f"{passage.filename}\n{passage.content}")
    if sum(spoken_of) < max(SPEAKS_OF * len(asked), min(WORDS_SPOKEN_OF, len(asked))):
        return False
    best = max((asked.coverage(each) for each in sentences(passage.content)), default=0.0)
    return len(asked) > 0 and best >= SPEAKS_OF


def of_the_subject(question: str, found: Sequence[Passage]) -> bool:
    """Whether any passage speaks of a question enough for a model to look into it."""
    asked = Question(question)
    return any(asked.coverage(each.content) >= SPEAKS_A_LITTLE for each in found)


def best_quote(question: str, passage: Passage) -> str:
    """The sentences of a passage that speak most of the question: one, or two in a row."""
    asked, own = Question(question), sentences(passage.content)
    if not own:
        return passage.content
    pairs = [(asked.coverage(each), each) for each in own]
    for first, second in pairwise(own):
        together = _as_it_stands(passage.content, first, second)
        if len(together) <= 400:
            # Two say more than one only if they speak of more.
            pairs.append((asked.coverage(together) - 0.1, together))
    return max(pairs, key=lambda pair: pair[0])[1]


def _as_it_stands(text: str, first: str, second: str) -> str:
    """From the beginning of one sentence to the end of the next, letter for letter."""
    start = text.index(first)
    return text[start : text.index(second, start + len(first)) + len(second)]
