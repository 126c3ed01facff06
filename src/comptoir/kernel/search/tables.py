"""The five tables of the index, and how their lists of numbers are packed.

Documents and words are numbered in each collection, in the order they come. The documents of a
word are kept in parts of `PART` numbers, so that adding one touches one small row, and the newest
ones of a common word are read without the rest.
"""

import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

import orjson
from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
)

from comptoir.kernel.db import insert, metadata
from comptoir.kernel.search.forms import MAXIMUM_CHARS

PART = 4_096
MAXIMUM_ID_CHARS = 200
_CHUNK = 500
"""Values in one statement: far below what either database takes."""

collections = Table(
    "search_collections",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("scope", String(200), nullable=False, unique=True),
    Column("documents", Integer, nullable=False),
    Column("length", BigInteger, nullable=False),
    Column("next_document", Integer, nullable=False),
    Column("next_word", Integer, nullable=False),
)
"""One row a scope: how many documents it has and their length in words, all together."""


def _of_collection() -> Column[int]:
    return Column("collection", ForeignKey(collections.c.id), primary_key=True)


documents = Table(
    "search_documents",
    metadata,
    _of_collection(),
    Column("number", Integer, primary_key=True),
    Column("id", String(MAXIMUM_ID_CHARS), nullable=False),
    Column("length", Integer, nullable=False),
    Column("words", LargeBinary, nullable=False),
    Column("weights", LargeBinary, nullable=False),
    UniqueConstraint("collection", "id"),
)
"""`id` is the caller's, as JSON; `words` are the numbers of its distinct words."""

words = Table(
    "search_words",
    metadata,
    _of_collection(),
    Column("number", Integer, primary_key=True),
    Column("language", String(2), nullable=False),
    Column("word", String(MAXIMUM_CHARS), nullable=False),
    Column("stem", String(MAXIMUM_CHARS), nullable=False),
    Column("root", String(MAXIMUM_CHARS), nullable=False),
    UniqueConstraint("collection", "word", "language"),
    Index(None, "collection", "stem"),
    Index(None, "collection", "root"),
)

postings = Table(
    "search_postings",
    metadata,
    _of_collection(),
    Column("word", Integer, primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("documents", LargeBinary, nullable=False),
    Column("weights", LargeBinary, nullable=False),
)
"""Which documents of a part a word is in (their places in it), and how much it weighs in each."""

trigrams = Table(
    "search_trigrams",
    metadata,
    _of_collection(),
    Column("trigram", String(3), primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("words", LargeBinary, nullable=False),
)
"""Which words of a part (their places in it) have these three letters in a row."""

TABLES = (collections, documents, words, postings, trigrams)

T = TypeVar("T")
Id = int | str
"""A caller's own id of a document."""


def packed(numbers: Iterable[int], size: str = "H") -> bytes:
    """Numbers as little-endian bytes: `H` of 16 bits, `I` of 32."""
    found = array(size, numbers)
    if sys.byteorder == "big":
        found.byteswap()
    return found.tobytes()


def unpacked(data: bytes, size: str = "H") -> "array[int]":
    """The numbers `packed` wrote."""
    found = array(size)
    found.frombytes(data)
    if sys.byteorder == "big":
        found.byteswap()
    return found


def chunks(values: Iterable[T]) -> Iterator[Sequence[T]]:
    """The values, a statement's worth at a time."""
    found = list(values)
    for start in range(0, len(found), _CHUNK):
        yield found[start : start + _CHUNK]


def key_of(own: Id) -> str:
    """A caller's own id as it is kept: 7 and "7" are two. Raises ValueError on a long one."""
    key = orjson.dumps(own).decode()
    if len(key) > MAXIMUM_ID_CHARS:
        raise ValueError(f"an id has at most {MAXIMUM_ID_CHARS} characters")
    return key


def locked(connection: Connection, scope: str) -> dict[str, int]:
    """The row of a scope, made if need be, held until this transaction ends."""
    new = insert(connection)(collections).values(
        scope=scope, documents=0, length=0, next_document=0, next_word=0
    )
    held = new.on_conflict_do_update(
        index_elements=["scope"], set_={"scope": new.excluded.scope}
    ).returning(collections)
    return dict(connection.execute(held).mappings().one())
