"""Asking the index: which documents of a scope answer a question, the best first.

A question becomes words; each word becomes the known words that stand for it (its inflections, its
family, words of nearly the same meaning, and where nothing is known of it, what it may have been
meant to be); the documents that have those are scored. However large a collection is, a bounded
part of it is read: see `reading`.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import orjson
from sqlalchemy import Connection, and_, or_, select

from comptoir.kernel.search.commonplace import COMMONPLACE
from comptoir.kernel.search.corrections import meant, without_article
from comptoir.kernel.search.families import KIN, near
from comptoir.kernel.search.forms import Forms, fold, forms
from comptoir.kernel.search.neighbours import neighbours
from comptoir.kernel.search.reading import MAXIMUM_HITS, Wanted, best
from comptoir.kernel.search.tables import Id, chunks, collections, documents, words
from comptoir.kernel.text import spoken

MAXIMUM_CHARS = 4_000
"""What is looked at of a question."""
MAXIMUM_ASKED = 32
"""Words of a question that are looked for, the first ones."""
MAXIMUM_CORRECTED = 16
"""Words of a question that other spellings are looked for."""
MAXIMUM_KNOWN = 1_000
"""Known words that a question may stand for in all."""
MAXIMUM_STANDING = 24
"""Known words that one word may stand for, the likest ones."""

OF_ITS_ROOT, KIN_OF, NEAR_TO, MISTYPED = 0.7, 0.7, 0.4, 0.9
"""How much a word counts that shares a root, is kin, means nearly the same; or was mistyped."""
NEIGHBOUR = 0.4
"""And one that is its neighbour, times how near it is."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that answers, and how well: scores compare within one answer only."""

    id: Id
    score: float


@dataclass(slots=True)
class _Word:
    """A word of the question and the known words that stand for it, with their likeness."""

    forms: Forms
    likeness: float = 1.0
    known: dict[int, float] = field(default_factory=dict)

    def stands_for(self, number: int, likeness: float) -> None:
        self.known[number] = max(likeness * self.likeness, self.known.get(number, 0.0))

    def wanted(self) -> Wanted:
        likest = sorted((-likeness, number) for number, likeness in self.known.items())
        return [(number, -likeness) for likeness, number in likest[:MAXIMUM_STANDING]]


_Likely = list[tuple[_Word, float]]


def search(
    connection: Connection, scope: str, question: str, k: int = 10, language: str = "fr"
) -> list[Hit]:
    """The `k` documents of `scope` that answer best, the best first; of equals, the newest.

    `language` is the question's; `k` is at most 200. A question without a word finds nothing.
    """
    row = connection.execute(select(collections).where(collections.c.scope == scope)).one_or_none()
    if row is None:
        return []
    asked = [_Word(one) for one in _asked(question, language)]
    _look_up(connection, row.id, asked, language)
    _correct(connection, row.id, asked, language)
    wanted = [word.wanted() for word in asked if word.known]
    found = best(connection, row, wanted, min(k, MAXIMUM_HITS))
    return _hits(connection, row.id, found)


def _asked(question: str, language: str) -> list[Forms]:
    """The distinct words of a question that say something; all of them where none does."""
    spelled: dict[str, str] = {}
    for word in spoken(question[:MAXIMUM_CHARS]):
        spelled.setdefault(fold(word), word)
    commonplace = COMMONPLACE.get(language, frozenset())
    telling = [word for word in spelled if word not in commonplace]
    return [forms(spelled[word], language) for word in (telling or list(spelled))[:MAXIMUM_ASKED]]


def _look_up(
    connection: Connection, collection: int, asked: Sequence[_Word], language: str
) -> None:
    """Find the known words that stand for each word asked for."""
    if not asked:
        return
    exact: defaultdict[str, list[_Word]] = defaultdict(list)
    stems: defaultdict[tuple[str, str], _Likely] = defaultdict(list)
    roots: defaultdict[tuple[str, str], _Likely] = defaultdict(list)
    for word in asked:
        exact[word.forms.word].append(word)
        stems[language, word.forms.stem].append((word, 1.0))
        roots[language, word.forms.root].append((word, OF_ITS_ROOT))
        for stem, nearness in neighbours(word.forms.stem, language):
            stems["fr", stem].append((word, NEIGHBOUR * nearness))
        if language == "fr":
            for root in KIN.get(word.forms.root, ()):
                roots["fr", root].append((word, KIN_OF))
            for root in near(word.forms.stem, word.forms.root):
                roots["fr", root].append((word, NEAR_TO))
    w = words.c
    rows = connection.execute(
        select(w.number, w.language, w.word, w.stem, w.root)
        .where(
            # The collection in each, so that SQLite uses an index for each.
            or_(
                and_(w.collection == collection, w.word.in_(exact)),
                and_(w.collection == collection, w.stem.in_({stem for _, stem in stems})),
                and_(w.collection == collection, w.root.in_({root for _, root in roots})),
            )
        )
        .order_by(w.number)
        .limit(MAXIMUM_KNOWN)
    )
    for number, of, name, stem, root in rows:
        for word in exact.get(name, ()):
            word.stands_for(number, 1.0)
        for word, likeness in (*stems.get((of, stem), ()), *roots.get((of, root), ())):
            word.stands_for(number, likeness)


def _correct(
    connection: Connection, collection: int, asked: Sequence[_Word], language: str
) -> None:
    """Let the words that nothing is known of stand for those they may have been meant to be."""
    unknown = [word for word in asked if not word.known][:MAXIMUM_CORRECTED]
    if not unknown:
        return
    spellings = [
        [word.forms.word, *(without_article(word.forms.word) if language == "fr" else ())]
        for word in unknown
    ]
    corrected = [
        (word, _Word(one.forms, MISTYPED * (1 - one.cost / len(word.forms.word))))
        for word, likely in zip(
            unknown, meant(connection, collection, spellings, language), strict=True
        )
        for one in likely
    ]
    _look_up(connection, collection, [one for _, one in corrected], language)
    for word, one in corrected:
        for number, likeness in one.known.items():
            word.stands_for(number, likeness)


def _hits(connection: Connection, collection: int, found: Sequence[tuple[int, float]]) -> list[Hit]:
    """The callers' ids of the documents found."""
    d = documents.c
    ids: dict[int, Id] = {}
    for chunk in chunks(number for number, _ in found):
        for number, own in connection.execute(
            select(d.number, d.id).where(d.collection == collection, d.number.in_(chunk))
        ):
            ids[number] = orjson.loads(own)
    return [Hit(ids[number], score) for number, score in found if number in ids]
