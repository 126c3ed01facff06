"""Asking the index: which documents of a scope answer a question, best first."""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import orjson
from sqlalchemy import Connection, RowMapping, func, or_, select

from comptoir.kernel.search import corrections
from comptoir.kernel.search.commonplace import COMMONPLACE
from comptoir.kernel.search.families import KIN, NEAR
from comptoir.kernel.search.forms import Forms, fold, forms
from comptoir.kernel.search.indexing import Id
from comptoir.kernel.search.scoring import Asked, Collection, Listed, scores
from comptoir.kernel.search.tables import (
    PART,
    chunks,
    collections,
    documents,
    postings,
    unpacked,
    words,
)
from comptoir.kernel.text import spoken

MAXIMUM_CHARS = 4_000
"""What is looked at of a question."""
MAXIMUM_ASKED = 32
"""Words of a question that are looked for, the first ones."""
MAXIMUM_CORRECTED = 16
"""Words of a question that other spellings are looked for."""
MAXIMUM_KNOWN = 1_000
"""Words of the index that a question may stand for."""

LIST = 8_192
"""Documents read of one word; of a commoner word, the newest ones."""
READ = 60_000
"""Documents read of all words of a question, the rarest words first."""
FINALISTS = 200
"""Documents whose own words are looked at where lists were cut."""
SHARED = 400_000
"""Documents looked through for those that have two common words."""

ROOT, KIN_LIKENESS, NEAR_LIKENESS, TYPED = 0.7, 0.6, 0.35, 0.9
"""How much a word counts that shares a root, is kin, means nearly the same; or was mistyped."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that answers, and how well: scores compare within one answer only."""

    id: Id
    score: float


@dataclass(slots=True)
class _Word:
    """A word of the question and the known words that stand for it, with their likeness."""

    forms: Forms
    known: dict[int, float] = field(default_factory=dict)

    def also(self, number: int, likeness: float) -> None:
        self.known[number] = max(likeness, self.known.get(number, 0.0))


def search(
    connection: Connection, scope: str, question: str, k: int = 10, language: str = "fr"
) -> list[Hit]:
    """The `k` documents of `scope` that answer best, the best first; of equals, the newest.

    `language` is the question's. Reads a bounded part of the index, however large it is.
    """
    row = (
        connection.execute(select(collections).where(collections.c.scope == scope))
        .mappings()
        .one_or_none()
    )
    if row is None or not row["documents"]:
        return []
    asked = _known(connection, row["id"], _asked(question, language), language)
    if not asked:
        return []
    best = _best(connection, row, asked, k)
    d = documents.c
    ids: dict[int, str] = {}
    for chunk in chunks(number for number, _ in best):
        rows = connection.execute(
            select(d.number, d.id).where(d.collection == row["id"], d.number.in_(chunk))
        )
        ids.update(map(tuple, rows))
    return [Hit(orjson.loads(ids[number]), score) for number, score in best if number in ids]


def _asked(question: str, language: str) -> list[Forms]:
    """The distinct words of a question that say something; all of them where none does."""
    spoken_words = {fold(word): word for word in reversed(spoken(question[:MAXIMUM_CHARS]))}
    told = [word for word in reversed(spoken_words) if word not in COMMONPLACE.get(language, ())]
    kept = (told or list(reversed(spoken_words)))[:MAXIMUM_ASKED]
    return [forms(spoken_words[word], language) for word in kept]


def _known(
    connection: Connection, collection: int, asked: Sequence[Forms], language: str
) -> list[_Word]:
    """What the index knows of each word; words it knows nothing of, as they may have been meant."""
    found = [_Word(one) for one in asked]
    _look_up(connection, collection, found, language)
    unknown = [word for word in found if not word.known]
    meant = _corrected(connection, collection, unknown[:MAXIMUM_CORRECTED], language)
    return [word for word in found + meant if word.known]


def _look_up(
    connection: Connection,
    collection: int,
    asked: Sequence[_Word],
    language: str,
    factor: float = 1.0,
) -> None:
    """Find the known words that stand for each word asked for."""
    exact: defaultdict[str, list[_Word]] = defaultdict(list)
    stems: defaultdict[str, list[_Word]] = defaultdict(list)
    roots: defaultdict[str, list[tuple[_Word, float]]] = defaultdict(list)
    for word in asked:
        exact[word.forms.word].append(word)
        stems[word.forms.stem].append(word)
        roots[word.forms.root].append((word, ROOT))
        if language == "fr":
            for root in KIN.get(word.forms.root, ()):
                roots[root].append((word, KIN_LIKENESS))
            for root in NEAR.get(word.forms.root, ()):
                roots[root].append((word, NEAR_LIKENESS))
    w = words.c
    rows = connection.execute(
        select(w.number, w.language, w.word, w.stem, w.root)
        .where(
            w.collection == collection,
            or_(w.word.in_(exact), w.stem.in_(stems), w.root.in_(roots)),
        )
        .order_by(w.number)
        .limit(MAXIMUM_KNOWN)
    )
    for number, of, name, stem, root in rows:
        for word in exact.get(name, ()):
            word.also(number, factor)
        if of == language:
            for word in stems.get(stem, ()):
                word.also(number, factor)
            for word, likeness in roots.get(root, ()):
                word.also(number, likeness * factor)


def _corrected(
    connection: Connection, collection: int, unknown: Sequence[_Word], language: str
) -> list[_Word]:
    if not unknown:
        return []
    typed = {
        word.forms.word: [
            word.forms.word,
            *(corrections.elided(word.forms.word) if language == "fr" else ()),
        ]
        for word in unknown
    }
    near = corrections.candidates(
        connection, collection, dict.fromkeys(one for many in typed.values() for one in many)
    )
    meant: list[_Word] = []
    commonplace = COMMONPLACE.get(language, frozenset())
    for word in unknown:
        best: list[tuple[float, int, str]] = []
        usual = 9.0
        for one in typed[word.forms.word]:
            best += corrections.corrections(one, near.get(one, ()))
            usual = min(
                usual, 0.0 if one in commonplace else corrections.nearest_commonplace(one, language)
            )
        best = sorted(best)[:3]
        if not best or usual <= best[0][0]:
            continue
        one_word = _Word(word.forms)
        for price, _, name in best:
            if price <= best[0][0] + 0.3:
                _add(
                    connection,
                    collection,
                    one_word,
                    name,
                    language,
                    TYPED * (1 - price / len(name)),
                )
        meant.append(one_word)
    return meant


def _add(
    connection: Connection, collection: int, word: _Word, name: str, language: str, factor: float
) -> None:
    one = _Word(forms(name, language))
    _look_up(connection, collection, [one], language, factor)
    for other, likeness in one.known.items():
        word.also(other, likeness)


def _best(
    connection: Connection, row: RowMapping, asked: Sequence[_Word], k: int
) -> list[tuple[int, float]]:
    collection = Collection(row["documents"], row["length"])
    having = _having(connection, row["id"], {number for word in asked for number in word.known})
    lists = _lists(connection, row["id"], row["next_document"], having)
    found = scores(collection, [_with_lists(word, having, lists) for word in asked])
    return heapq.nsmallest(k, found.items(), key=lambda one: (-one[1], -one[0]))


def _with_lists(
    word: _Word,
    having: Mapping[int, int],
    lists: Mapping[int, Sequence[tuple[int, Sequence[int], Sequence[int]]]],
) -> Asked:
    order = sorted((-likeness, number) for number, likeness in word.known.items())
    return Asked(
        sum(-likeness * having.get(number, 0) for likeness, number in order),
        [
            Listed(-likeness, first, places, weights)
            for likeness, number in order
            for first, places, weights in lists.get(number, ())
        ],
    )


def _having(connection: Connection, collection: int, numbers: Iterable[int]) -> dict[int, int]:
    """How many documents have each word."""
    p = postings.c
    found: dict[int, int] = {}
    for chunk in chunks(sorted(numbers)):
        rows = connection.execute(
            select(p.word, func.sum(func.length(p.documents)))
            .where(p.collection == collection, p.word.in_(chunk))
            .group_by(p.word)
        )
        found.update({word: int(size) // 2 for word, size in rows})
    return found


def _lists(
    connection: Connection, collection: int, next_document: int, having: Mapping[int, int]
) -> dict[int, list[tuple[int, Sequence[int], Sequence[int]]]]:
    p = postings.c
    lists: defaultdict[int, list[tuple[int, Sequence[int], Sequence[int]]]] = defaultdict(list)
    for chunk in chunks(sorted(having)):
        rows = connection.execute(
            select(p.word, p.part, p.documents, p.weights)
            .where(p.collection == collection, p.word.in_(chunk))
            .order_by(p.word, p.part)
        )
        for word, part, places, weights in rows:
            lists[word].append((part * PART, unpacked(places), unpacked(weights)))
    return lists
