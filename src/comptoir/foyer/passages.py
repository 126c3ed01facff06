"""Passages: pieces of pages that are indexed, found and quoted, letter for letter.

A passage is cut from what was read of a page and never changed, so that what is quoted from it
stands in the document.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy import Connection, delete, select

from comptoir.foyer import expectations
from comptoir.foyer.models import documents, passages
from comptoir.foyer.relevance import Question, language_of, sentences
from comptoir.kernel import search
from comptoir.kernel.search.meanings import likeness, meaning

TARGET_CHARS, MAXIMUM_CHARS = 600, 1200
"""A passage ends at the first paragraph after the one, and at a sentence before the other."""
TOGETHER = 300
"""Passages that are written at once: the database's only writer has others to serve."""
FOUND, CONSIDERED = 8, 60
OF_ITS_DOCUMENT, BEST_OF = 0.3, 3
"""How much the mean score of a document's best passages counts for each of its passages."""
OF_ITS_MEANING = 4.0
"""How much it counts that a passage is about what is asked, its words aside: about a rare word."""
HEADING_CHARS = 90
_NUMBER = (
    r"(?:(?:article|chapitre|section|annexe|titre|partie|chapter|part|appendix)\s+[\divxlc]+\b"
    r"|\d{1,2}(?:\.\d{1,2})*[.)]\s|[IVX]{1,4}[.)]\s)"
)
_NUMBERED = re.compile(_NUMBER, re.IGNORECASE)
_PARAGRAPH = re.compile(
    rf"\n\s*\n|\n(?=[ ]{{0,3}}{_NUMBER}[^\n]{{2,{HEADING_CHARS}}}\n)", re.IGNORECASE
)
"""A blank line, or the end of the line before a numbered heading: PDFs have no blank lines."""
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


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage to keep: its page, from 1, the heading it stands under, its words."""

    page: int
    heading: str
    content: str


def cut(pages: Iterable[str]) -> Iterator[Piece]:
    """The passages of a document, in order; together they are all its words.

    Each stands under the last heading before it, also of an earlier page.
    """
    heading = ""
    for number, page in enumerate(pages, start=1):
        for start, end in _spans(page):
            content = page[start:end].strip()
            if not content:
                continue
            own = [_heading(paragraph) for paragraph in _paragraphs(content)]
            yield Piece(number, own[0] or heading, content)
            heading = next((each for each in reversed(own) if each), heading)


def _spans(page: str) -> Iterator[tuple[int, int]]:
    """Where the passages of a page begin and end; one begins with a heading rather than ends so."""
    start = end = 0
    for paragraph in _paragraphs(page):
        after = end + len(paragraph)
        long_enough = end - start >= TARGET_CHARS
        too_long = after - start > MAXIMUM_CHARS
        at_heading = end - start >= TARGET_CHARS // 2 and _heading(paragraph)
        if end > start and (long_enough or too_long or at_heading):
            yield start, end
            start = end
        end = after
    if end > start:
        yield start, end


def _heading(paragraph: str) -> str:
    """The words of a paragraph's first line where that is a heading, else none."""
    line, _, rest = paragraph.strip().partition("\n")
    words = line.lstrip("#").strip()
    if (
        not 3 <= len(words) <= HEADING_CHARS
        or words[-1] in ".!?;:,…"
        or "\t" in words
        or "|" in words
    ):
        return ""
    is_alone = not rest.strip("=-_.~ \n")
    is_one = line.startswith("#") or _NUMBERED.match(words) or (is_alone and words[0].isupper())
    return words if is_one else ""


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
    new: Sequence[tuple[int, Piece]],
) -> None:
    """Keep pieces of a document with their positions, and let them be found."""
    rows = connection.execute(
        passages.insert().returning(
            passages.c.id, passages.c.content, sort_by_parameter_order=True
        ),
        [
            {
                "document_id": document_id,
                "position": position,
                "page": piece.page,
                "content": piece.content,
                "meaning": meaning(f"{piece.heading}\n{piece.content}", language_of(piece.content)),
            }
            for position, piece in new
        ],
    ).all()
    search.put(
        connection,
        where,
        [
            search.Document(
                row.id,
                # The document's name is in each of its passages: once is enough to be found by it.
                f"{title}\n{row.content}",
                title=piece.heading,
                language=language_of(row.content),
            )
            for row, (_, piece) in zip(rows, new, strict=True)
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
    about = meaning(question, language)
    lists = [
        _ranked(connection, search.search(connection, where, question, CONSIDERED, language), about)
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


def _ranked(connection: Connection, hits: Sequence[search.Hit], about: bytes) -> list[int]:
    """The passages found, the best first, by their words, their meaning and their document.

    One counts more where its document has others: who asks about the cloths of the canteen asks the
    canteen's booklet, though a contract has the word too.
    """
    scores = {int(hit.id): hit.score for hit in hits}
    rows = connection.execute(
        select(passages.c.id, passages.c.document_id, passages.c.meaning).where(
            passages.c.id.in_(list(scores))
        )
    )
    document_of: dict[int, int] = {}
    for passage_id, document_id, own in rows:
        document_of[passage_id] = document_id
        if about and own:
            scores[passage_id] += OF_ITS_MEANING * max(likeness(about, own), 0.0)
    best_first = sorted(document_of, key=lambda each: (scores[each], each), reverse=True)
    of_document: defaultdict[int, list[float]] = defaultdict(list)
    for passage_id in best_first:
        of_document[document_of[passage_id]].append(scores[passage_id])
    for passage_id in best_first:
        best = of_document[document_of[passage_id]][:BEST_OF]
        scores[passage_id] += OF_ITS_DOCUMENT * sum(best) / BEST_OF
    return sorted(document_of, key=lambda each: (scores[each], each), reverse=True)


# ── Quoting ───────────────────────────────────────────────────────────────────────────────

SPEAKS_OF = 0.8
"""The part of a question that a passage must speak of to answer it."""
IN_ITS_WORDS = 0.5
"""The part that the words quoted from it must speak of."""
WORDS_QUOTED = 2
"""And as good as so many of its words, where it has so many."""
MAY_BE_MISSING_FROM = 6
"""From how many telling words on a question may have one that the passage has not."""
WORDS_SPOKEN_OF = 2
"""And how many of its words, where it has so many."""
SPEAKS_A_LITTLE = 0.34
"""The part that a passage must speak of for a model to be asked at all."""


def answering(question: str, found: Sequence[Passage]) -> list[Passage]:
    """Those that answer a question by themselves, in the order they came.

    Strict on purpose: nobody weighs them afterwards. A question in other words than the document's
    goes without an answer rather than with a wrong one.
    """
    asked = Question(expectations.subject(question), language_of(question))
    return [each for each in found if _answers(question, asked, each)]


def _answers(question: str, asked: Question, passage: Passage) -> bool:
    spoken_of = asked.likenesses(f"{passage.filename}\n{passage.content}")
    if sum(spoken_of) < max(SPEAKS_OF * len(asked), min(WORDS_SPOKEN_OF, len(asked))):
        return False
    if spoken_of.count(0) > (len(asked) >= MAY_BE_MISSING_FROM):
        return False
    quote = best_quote(question, passage)
    return (
        len(asked) > 0
        and not _heading(quote)
        and asked.coverage(quote)
        >= max(IN_ITS_WORDS, SPEAKS_OF * min(WORDS_QUOTED / len(asked), 1))
        and expectations.meets(question, quote)
    )


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
