"""Putting documents into the index and taking them out, in the transaction of their rows."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Connection,
    Insert,
    LargeBinary,
    Table,
    bindparam,
    cast,
    select,
    update,
)

from comptoir.kernel.db import insert_of
from comptoir.kernel.prepared import PreparedMany
from comptoir.kernel.search.forms import fold, forms
from comptoir.kernel.search.removing import without
from comptoir.kernel.search.scoring import weight
from comptoir.kernel.search.spelling import may_be_mistyped
from comptoir.kernel.search.spelling import trigrams as trigrams_of
from comptoir.kernel.search.tables import (
    PART,
    Id,
    chunks,
    collections,
    documents,
    key_of,
    locked,
    packed,
    postings,
    trigrams,
    words,
)
from comptoir.kernel.text import spoken

TITLE_WEIGHT = 2
"""A word of the title counts as so many of the text."""
MAXIMUM_CHARS = 1_000_000
"""What is looked at of a document's text."""
MAXIMUM_WORDS = 100_000
"""Words of a document that are indexed; the rest is not found."""


# ── Statements of every row ───────────────────────────────────────────────────────────────


def _appending(table: Table) -> PreparedMany:
    """Add packed numbers to the ends of rows, which are made if need be."""
    lists = [column for column in table.c if not column.primary_key]

    def make(dialect: str) -> Insert:
        new = insert_of(dialect)(table).values(_each(table))
        made: Insert = new.on_conflict_do_update(
            index_elements=list(table.primary_key.columns),
            set_={
                column.name: cast(column.op("||")(new.excluded[column.name]), LargeBinary)
                for column in lists
            },
        )
        return made

    return PreparedMany(make)


def _each(table: Table) -> dict[str, Any]:
    return {column.name: bindparam(column.name, type_=column.type) for column in table.c}


_ADD_DOCUMENTS = PreparedMany(documents.insert().values(_each(documents)))
_ADD_WORDS = PreparedMany(words.insert().values(_each(words)))
_ADD_TO_TRIGRAMS, _ADD_TO_POSTINGS = _appending(trigrams), _appending(postings)


# ── Documents ─────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Document:
    """What is found: the caller's own `id`, unique in its scope, and what it says."""

    id: Id
    text: str
    title: str = ""
    language: str = "fr"
    """One of fr, en, es, it, de, ar; words of another are found as they are written."""


@dataclass(slots=True)
class _Read:
    """A document being indexed: how often each word is in it."""

    id: Id
    language: str
    times: Counter[str]
    length: int


def put(connection: Connection, scope: str, new: Iterable[Document]) -> None:
    """Index documents, instead of those with the same ids.

    Writers of one scope wait for each other until the transaction ends, so keep it short. The
    caller decides how many at once; a few thousand are quickest.
    """
    latest = {document.id: document for document in new}
    if not latest:
        return
    collection = locked(connection, scope)
    collection = without(connection, collection, latest)
    read = [_read(document) for document in latest.values()]
    numbers, next_word = _numbered(connection, collection, read)
    first = collection["next_document"]
    _write_documents(connection, collection["id"], first, read, numbers)
    connection.execute(
        update(collections)
        .where(collections.c.id == collection["id"])
        .values(
            documents=collection["documents"] + len(read),
            length=collection["length"] + sum(one.length for one in read),
            next_document=first + len(read),
            next_word=next_word,
        )
    )


def _read(document: Document) -> _Read:
    text = spoken(document.text[:MAXIMUM_CHARS])[:MAXIMUM_WORDS]
    title = spoken(document.title[:MAXIMUM_CHARS])[:MAXIMUM_WORDS]
    times = Counter(text)
    for word, count in Counter(title).items():
        times[word] += count * TITLE_WEIGHT
    return _Read(document.id, document.language, times, len(text) + len(title))


Word = tuple[str, str]
"""A folded word and its language: what one row of `words` is about."""


def _numbered(
    connection: Connection, collection: dict[str, int], read: Sequence[_Read]
) -> tuple[dict[Word, int], int]:
    """The number of every word of the documents, new ones made; and the next free number."""
    spellings: dict[Word, str] = {}
    for one in read:
        for spelling in one.times:
            spellings.setdefault((fold(spelling), one.language), spelling)
    numbers: dict[Word, int] = {}
    for chunk in chunks(dict.fromkeys(word for word, _ in spellings)):
        found = connection.execute(
            select(words.c.word, words.c.language, words.c.number).where(
                words.c.collection == collection["id"], words.c.word.in_(chunk)
            )
        )
        numbers.update({(word, language): number for word, language, number in found})
    next_word = collection["next_word"]
    made = []
    for (word, language), spelling in spellings.items():
        if (word, language) in numbers:
            continue
        numbers[word, language] = next_word
        found_under = forms(spelling, language)
        made.append(
            {
                "collection": collection["id"],
                "number": next_word,
                "language": language,
                "word": word,
                "stem": found_under.stem,
                "root": found_under.root,
            }
        )
        next_word += 1
    if made:
        _ADD_WORDS.run(connection, made)
        _write_trigrams(connection, made)
    return numbers, next_word


def _write_trigrams(connection: Connection, made: Sequence[dict[str, Any]]) -> None:
    places: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    for row in made:
        if may_be_mistyped(row["word"]):
            part, place = divmod(row["number"], PART)
            for trigram in trigrams_of(row["word"]):
                places[trigram, part].append(place)
    _ADD_TO_TRIGRAMS.run(
        connection,
        [
            {
                "collection": made[0]["collection"],
                "trigram": trigram,
                "part": part,
                "words": packed(found),
            }
            for (trigram, part), found in places.items()
        ],
    )


def _write_documents(
    connection: Connection,
    collection: int,
    first: int,
    read: Sequence[_Read],
    numbers: dict[Word, int],
) -> None:
    """The documents' own rows, and their places in the lists of their words."""
    rows = []
    lists: defaultdict[tuple[int, int], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for number, one in enumerate(read, first):
        part, place = divmod(number, PART)
        weights: dict[int, int] = defaultdict(int)
        for spelling, times in one.times.items():
            weights[numbers[fold(spelling), one.language]] += times
        weights = {word: weight(times, one.length) for word, times in weights.items()}
        rows.append(
            {
                "collection": collection,
                "number": number,
                "id": key_of(one.id),
                "length": one.length,
                "words": packed(weights, "I"),
                "weights": packed(weights.values()),
            }
        )
        for word, of in weights.items():
            places, weighed = lists[word, part]
            places.append(place)
            weighed.append(of)
    _ADD_DOCUMENTS.run(connection, rows)
    _ADD_TO_POSTINGS.run(
        connection,
        [
            {
                "collection": collection,
                "word": word,
                "part": part,
                "documents": packed(places),
                "weights": packed(weighed),
            }
            for (word, part), (places, weighed) in sorted(lists.items())
        ],
    )
