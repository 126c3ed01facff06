"""Reading the lists of the wanted words and scoring what is in them, within bounds.

A word that few documents have is read whole. Of a word that many have, the newest documents are
read; whether the best documents found otherwise have it too is looked up in their own words, and
so is which documents have two such words.
"""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil

from sqlalchemy import Connection, Row, and_, func, or_, select

from comptoir.kernel.search.scoring import Asked, Collection, Listed, scores
from comptoir.kernel.search.tables import PART, chunks, documents, postings, unpacked

Wanted = Sequence[tuple[int, float]]
"""For one word of a question, the known words that stand for it, each with its likeness."""

WHOLE = 4_096
"""Documents of a word up to which its list is read whole; of a commoner word, the newest ones."""
READ = 8_000
"""Documents read of all wanted words together, those of the rarest words first."""
SHARED = 120_000
"""Documents of two common words looked through for those that have both."""
MAXIMUM_HITS = 200

_SIZE = 2
"""Bytes of a place in a list."""


@dataclass(slots=True)
class _Lists:
    """What was read of each word: first number, places, weights; and which words were cut."""

    of: defaultdict[int, list[tuple[int, Sequence[int], Sequence[int]]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    cut: set[int] = field(default_factory=set)


def best(
    connection: Connection, row: Row[tuple[int, ...]], wanted: Sequence[Wanted], k: int
) -> list[tuple[int, float]]:
    """The numbers of the `k` best documents with their scores; of equals, the newest first."""
    collection = Collection(row.documents, row.length)
    having = _having(connection, row.id, {number for word in wanted for number, _ in word})
    if not having:
        return []
    lists = _read(connection, row, having)
    found = scores(collection, [_asked(word, having, lists) for word in wanted])
    if lists.cut:
        finalists = {number for number, _ in _first(found, MAXIMUM_HITS)}
        finalists |= _sharing(connection, row, wanted, having, lists.cut)
        lists = _own_words(connection, row.id, finalists, frozenset(having))
        found = scores(collection, [_asked(word, having, lists) for word in wanted])
    return _first(found, k)


def _first(found: Mapping[int, float], k: int) -> list[tuple[int, float]]:
    best_first = heapq.nlargest(k, zip(found.values(), found.keys(), strict=True))
    return [(number, score) for score, number in best_first]


def _asked(word: Wanted, having: Mapping[int, int], lists: _Lists) -> Asked:
    return Asked(
        sum(likeness * having.get(number, 0) for number, likeness in word),
        [
            Listed(number, likeness, first, places, weights)
            for number, likeness in word
            for first, places, weights in lists.of.get(number, ())
        ],
    )


def _having(connection: Connection, collection: int, numbers: Iterable[int]) -> dict[int, int]:
    """How many documents have each word."""
    p = postings.c
    found: dict[int, int] = {}
    for chunk in chunks(sorted(numbers)):
        for word, size in connection.execute(
            select(p.word, func.sum(func.length(p.documents)))
            .where(p.collection == collection, p.word.in_(chunk))
            .group_by(p.word)
        ):
            found[word] = int(size) // _SIZE
    return found


def _read(connection: Connection, row: Row[tuple[int, ...]], having: Mapping[int, int]) -> _Lists:
    """The lists of the rarest words whole, the newest of the others, until enough is read."""
    lists = _Lists()
    left = READ
    whole: list[int] = []
    newest: dict[int, int] = {}
    for documents_of, word in sorted((count, word) for word, count in having.items()):
        if documents_of <= min(WHOLE, left):
            whole.append(word)
            left -= documents_of
            continue
        lists.cut.add(word)
        if left > 0:
            newest[word] = _first_part(row, documents_of, WHOLE)
            left -= WHOLE
    p = postings.c
    here = p.collection == row.id
    wanted = [and_(here, p.word.in_(chunk)) for chunk in chunks(whole)]
    wanted += [and_(here, p.word == word, p.part >= part) for word, part in newest.items()]
    for word, part, places, weights in connection.execute(
        select(p.word, p.part, p.documents, p.weights).where(or_(*wanted)).order_by(p.word, p.part)
    ):
        lists.of[word].append((part * PART, unpacked(places), unpacked(weights)))
    return lists


def _first_part(row: Row[tuple[int, ...]], documents_of: int, enough: int) -> int:
    """The part from which on a word has about `enough` of its documents."""
    parts: int = ceil(row.next_document / PART)
    return parts - ceil(parts * min(enough / documents_of, 1.0))


def _sharing(
    connection: Connection,
    row: Row[tuple[int, ...]],
    wanted: Sequence[Wanted],
    having: Mapping[int, int],
    cut: set[int],
) -> set[int]:
    """The newest documents that have the two rarest words of a question of common words only."""
    common = [word for word in wanted if any(number in cut for number, _ in word)]
    if len(common) < 2 or len(common) < len(wanted):
        return set()
    counts = [(sum(having.get(number, 0) for number, _ in word), word) for word in common]
    (fewer, one), (more, other) = sorted(counts, key=lambda count: count[0])[:2]
    first, second = {number for number, _ in one}, {number for number, _ in other}
    p = postings.c
    rows = connection.execute(
        select(p.part, p.word, p.documents)
        .where(
            p.collection == row.id,
            p.word.in_(first | second),
            p.part >= _first_part(row, fewer + more, SHARED),
        )
        .order_by(p.part.desc())
    )
    by_part: defaultdict[int, tuple[set[int], set[int]]] = defaultdict(lambda: (set(), set()))
    for part, word, places in rows:
        here = unpacked(places)
        if word in first:
            by_part[part][0].update(here)
        if word in second:
            by_part[part][1].update(here)
    found: list[int] = []
    for part, (having_one, having_other) in by_part.items():
        found += sorted((part * PART + place for place in having_one & having_other), reverse=True)
        if len(found) >= MAXIMUM_HITS:
            break
    return set(found[:MAXIMUM_HITS])


def _own_words(
    connection: Connection, collection: int, numbers: Iterable[int], wanted: frozenset[int]
) -> _Lists:
    """The lists of the wanted words in these documents, from the documents' own rows."""
    d = documents.c
    having: defaultdict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for chunk in chunks(sorted(numbers)):
        for number, own, weights in connection.execute(
            select(d.number, d.words, d.weights).where(
                d.collection == collection, d.number.in_(chunk)
            )
        ):
            own_words, own_weights = unpacked(own, "I"), unpacked(weights)
            for word in wanted.intersection(own_words):
                listed, weighed = having[word]
                listed.append(number)
                weighed.append(own_weights[own_words.index(word)])
    lists = _Lists()
    for word, (listed, weighed) in having.items():
        lists.of[word].append((0, listed, weighed))
    return lists
