"""Which known words a question's word may have been meant to be, when it is not known itself."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from sqlalchemy import Connection, select

from comptoir.kernel.search.commonplace import COMMONPLACE
from comptoir.kernel.search.spelling import cost, may_be_mistyped, slips, trigrams
from comptoir.kernel.search.tables import PART, chunks, unpacked
from comptoir.kernel.search.tables import trigrams as trigram_table
from comptoir.kernel.search.tables import words as word_table

_ELIDED = ("l", "d", "j", "m", "n", "s", "t", "c", "qu", "jusqu", "lorsqu", "puisqu")
_VOWELS = "aeiouyh"
MAXIMUM_CANDIDATES = 100
"""Words that are compared with a mistyped one, the likest in letters."""
_AS_GOOD = 0.3
"""Corrections that cost so much more than the best are kept beside it."""
MAXIMUM_CORRECTIONS = 3


def elided(word: str) -> list[str]:
    """What is left of a French word when the article that lost its apostrophe is taken off."""
    return [
        word.removeprefix(article)
        for article in _ELIDED
        if word.startswith(article)
        and len(word) - len(article) >= 3
        and word[len(article)] in _VOWELS
    ]


@cache
def _commonplace(language: str) -> Mapping[str, Sequence[str]]:
    """Commonplace words by their trigrams."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(COMMONPLACE.get(language, ())):
        if may_be_mistyped(word):
            for trigram in trigrams(word):
                found[trigram].append(word)
    return found


def nearest_commonplace(word: str, language: str) -> float:
    """What it costs to have typed `word` for a commonplace word."""
    shared = Counter(
        other for trigram in trigrams(word) for other in _commonplace(language).get(trigram, ())
    )
    most = min(slips(len(word)), 1.0)
    return min((cost(word, other, most) for other, _ in shared.most_common(10)), default=9.0)


def candidates(
    connection: Connection, collection: int, mistyped: Iterable[str]
) -> dict[str, list[tuple[int, str]]]:
    """For each mistyped word, the known words that share most trigrams with it."""
    windows = {word: trigrams(word) for word in mistyped if may_be_mistyped(word)}
    places: defaultdict[str, list[Sequence[int]]] = defaultdict(list)
    t = trigram_table.c
    for chunk in chunks(dict.fromkeys(one for found in windows.values() for one in found)):
        found_rows = connection.execute(
            select(t.trigram, t.part, t.words)
            .where(t.collection == collection, t.trigram.in_(chunk))
            .order_by(t.trigram, t.part)
        )
        for trigram, part, packed in found_rows:
            first = part * PART
            places[trigram].append([first + place for place in unpacked(packed)])
    likest: dict[str, list[int]] = {}
    for word, found in windows.items():
        shared: Counter[int] = Counter()
        for trigram in found:
            for numbers in places.get(trigram, ()):
                shared.update(numbers)
        need = max(1, len(found) - 4 * int(slips(len(word))))
        ranked = sorted((-count, number) for number, count in shared.items() if count >= need)
        likest[word] = [number for _, number in ranked[:MAXIMUM_CANDIDATES]]
    names: dict[int, str] = {}
    w = word_table.c
    for some in chunks(sorted({number for numbers in likest.values() for number in numbers})):
        rows = connection.execute(
            select(w.number, w.word).where(w.collection == collection, w.number.in_(some))
        )
        names.update(map(tuple, rows))
    return {
        word: [(number, names[number]) for number in numbers if number in names]
        for word, numbers in likest.items()
    }


def corrections(typed: str, known: Iterable[tuple[int, str]]) -> list[tuple[float, int, str]]:
    """The best of the known words, each with what it costs to have typed `typed` for it."""
    most = slips(len(typed))
    costs = sorted((cost(typed, word, most), number, word) for number, word in known)
    within = [one for one in costs if one[0] <= most]
    return [one for one in within if one[0] <= within[0][0] + _AS_GOOD][:MAXIMUM_CORRECTIONS]
