"""How well documents answer a question: BM25, from numbers alone.

The same numbers give the same scores to the last bit, so both databases rank alike: sums are taken
in the order of the question's words, and of the spellings and near words of each.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

K1, B = 1.0, 0.5
"""How soon a repeated word says nothing more; how much a long document must repeat it."""

MAXIMUM_TIMES = 63
_LENGTH_BITS = 10
_LENGTH_MASK = (1 << _LENGTH_BITS) - 1
_EXACT_LENGTHS = 512
_A_DOUBLING = 60
"""Lengths from 512 words on are kept in steps of about one percent, up to about 190,000."""


def weight(times: int, length: int) -> int:
    """16 bits for a word that a document of `length` words has `times` times."""
    if length >= _EXACT_LENGTHS:
        length = _EXACT_LENGTHS + int(_A_DOUBLING * math.log2(length / _EXACT_LENGTHS))
    return min(times, MAXIMUM_TIMES) << _LENGTH_BITS | min(length, _LENGTH_MASK)


def length_of(code: int) -> float:
    """The length in a weight's last bits, as near as it was kept."""
    if code < _EXACT_LENGTHS:
        return float(code)
    return float(_EXACT_LENGTHS * 2.0 ** ((code - _EXACT_LENGTHS) / _A_DOUBLING))


@dataclass(frozen=True, slots=True)
class Collection:
    """What scores are relative to: how many documents there are, and their words in all."""

    documents: int
    length: int

    def rarity(self, documents: float) -> float:
        """How much it says of a document to be among the `documents` that have a word."""
        having = min(documents, self.documents)
        return math.log1p((self.documents - having + 0.5) / (having + 0.5))

    def patience(self, code: int) -> float:
        """How often a document of this length must have a word to get half of its rarity."""
        mean = max(self.length, 1) / max(self.documents, 1)
        return K1 * (1 - B + B * length_of(code) / mean)


@dataclass(frozen=True, slots=True)
class Listed:
    """Some documents that have a word: `first` plus each place, and the word's weight in it."""

    word: int
    likeness: float
    """How much the word stands for the one asked for: 1 for itself."""
    first: int
    places: Sequence[int]
    weights: Sequence[int]


@dataclass(frozen=True, slots=True)
class Asked:
    """One word of a question: how many documents have it or its like, and some of them."""

    documents: float
    lists: Sequence[Listed]

    @property
    def alone(self) -> bool:
        """Whether these are lists of one word, so that no document is in two."""
        return len({some.word for some in self.lists}) == 1


class _Worth(dict[int, float]):
    """What a word adds to a document, by the word's weight in it; each worked out once."""

    def __init__(self, collection: Collection, rarity: float, likeness: float) -> None:
        super().__init__()
        self._collection = collection
        self._rarity = rarity
        self._likeness = likeness

    def __missing__(self, of: int) -> float:
        times = self._likeness * (of >> _LENGTH_BITS)
        half = self._collection.patience(of & _LENGTH_MASK)
        worth = self[of] = self._rarity * times / (times + half)
        return worth


def scores(collection: Collection, asked: Iterable[Asked]) -> dict[int, float]:
    """The score of every document listed."""
    total: dict[int, float] = {}
    for word in asked:
        rarity = collection.rarity(word.documents) * (K1 + 1)
        if word.alone:
            _add_one(total, _Worth(collection, rarity, word.lists[0].likeness), word.lists)
        else:
            _add_several(total, collection, rarity, word.lists)
    return total


def _add_one(total: dict[int, float], worth: _Worth, lists: Iterable[Listed]) -> None:
    """Add what a word alone is worth: no document is listed twice."""
    for some in lists:
        first = some.first
        for place, of in zip(some.places, some.weights, strict=True):
            number = first + place
            total[number] = total.get(number, 0.0) + worth[of]


def _add_several(
    total: dict[int, float], collection: Collection, rarity: float, lists: Sequence[Listed]
) -> None:
    """Add what a word and its like are worth together, each as often as it is alike."""
    times: dict[int, float] = {}
    lengths: dict[int, int] = {}
    of_one_word = lists[0].word if lists else 0
    for some in lists:
        first, likeness = some.first, some.likeness
        if some.word == of_one_word:
            # No document has been seen yet: nothing to add to.
            pairs = list(zip(some.places, some.weights, strict=True))
            times.update({first + place: likeness * (of >> _LENGTH_BITS) for place, of in pairs})
            lengths.update({first + place: of & _LENGTH_MASK for place, of in pairs})
            continue
        for place, of in zip(some.places, some.weights, strict=True):
            number = first + place
            times[number] = times.get(number, 0.0) + likeness * (of >> _LENGTH_BITS)
            lengths[number] = of & _LENGTH_MASK
    halves = {code: collection.patience(code) for code in set(lengths.values())}
    for number, code in lengths.items():
        there = times[number]
        total[number] = total.get(number, 0.0) + rarity * there / (there + halves[code])
