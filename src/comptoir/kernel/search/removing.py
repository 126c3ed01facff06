"""Taking documents out of the index, in the transaction of their rows."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence, Set

from sqlalchemy import Connection, RowMapping, bindparam, delete, select, update

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
    unpacked,
    words,
)


def remove(connection: Connection, scope: str, ids: Collection[Id]) -> None:
    """Take documents out; those that are not there are not missed."""
    if ids:
        collection = locked(connection, scope)
        left = without(connection, collection, ids)
        connection.execute(
            update(collections)
            .where(collections.c.id == collection["id"])
            .values(documents=left["documents"], length=left["length"])
        )


def clear(connection: Connection, scope: str) -> None:
    """Take every document of a scope out."""
    collection = connection.execute(
        select(collections.c.id).where(collections.c.scope == scope).with_for_update()
    ).scalar()
    if collection is not None:
        for table in (documents, postings, trigrams, words):
            connection.execute(delete(table).where(table.c.collection == collection))
        connection.execute(delete(collections).where(collections.c.id == collection))


def without(
    connection: Connection, collection: dict[str, int], ids: Collection[Id]
) -> dict[str, int]:
    """Take the documents of these ids out; the collection as it is then, not yet written."""
    gone: list[RowMapping] = []
    for chunk in chunks(map(key_of, ids)):
        gone += connection.execute(
            delete(documents)
            .where(documents.c.collection == collection["id"], documents.c.id.in_(chunk))
            .returning(documents.c.number, documents.c.length, documents.c.words)
        ).mappings()
    places: defaultdict[int, defaultdict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    for row in gone:
        part, place = divmod(row["number"], PART)
        for word in unpacked(row["words"], "I"):
            places[part][word].add(place)
    _take_out(connection, collection["id"], places)
    return {
        **collection,
        "documents": collection["documents"] - len(gone),
        "length": collection["length"] - sum(row["length"] for row in gone),
    }


def _take_out(
    connection: Connection, collection: int, places: Mapping[int, Mapping[int, Set[int]]]
) -> None:
    """Shorten the lists of words, and forget the words that are in no document any more.

    `places`: by part and by word, what is to leave.
    """
    gone: set[int] = set()
    for part, of_part in places.items():
        for chunk in chunks(of_part):
            emptied = _shorten(connection, collection, part, {w: of_part[w] for w in chunk})
            gone.update(emptied)
    _forget(connection, collection, sorted(gone))


def _shorten(
    connection: Connection, collection: int, part: int, places: Mapping[int, Set[int]]
) -> list[int]:
    """Take places out of the lists of one part; the words whose list was all of them."""
    p = postings.c
    here = (p.collection == collection, p.part == part)
    shorter, emptied = [], []
    for word, listed, weights in connection.execute(
        select(p.word, p.documents, p.weights).where(*here, p.word.in_(places))
    ).all():
        kept = [
            (place, weight)
            for place, weight in zip(unpacked(listed), unpacked(weights), strict=True)
            if place not in places[word]
        ]
        if not kept:
            emptied.append(word)
            continue
        shorter.append(
            {
                "of": word,
                "documents": packed(place for place, _ in kept),
                "weights": packed(weight for _, weight in kept),
            }
        )
    if shorter:
        connection.execute(update(postings).where(*here, p.word == bindparam("of")), shorter)
    if emptied:
        connection.execute(delete(postings).where(*here, p.word.in_(emptied)))
    return emptied


def _forget(connection: Connection, collection: int, maybe_gone: Sequence[int]) -> None:
    """Delete the words that no list is left of. Their trigrams lead to nothing from then on."""
    for chunk in chunks(maybe_gone):
        left = set(
            connection.scalars(
                select(postings.c.word)
                .where(postings.c.collection == collection, postings.c.word.in_(chunk))
                .distinct()
            )
        )
        connection.execute(
            delete(words).where(
                words.c.collection == collection,
                words.c.number.in_([number for number in chunk if number not in left]),
            )
        )
