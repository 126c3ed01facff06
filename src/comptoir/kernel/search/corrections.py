"""Which known words an unknown word of a question may have been meant to be."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Connection, select

from comptoir.kernel.search.commonplace import COMMONPLACE
from comptoir.kernel.search.forms import Forms
from comptoir.kernel.search.spelling import FAR, cost, may_be_mistyped, slips, trigrams
from comptoir.kernel.search.tables import PART, chunks, unpacked
from comptoir.kernel.search.tables import trigrams as trigram_table
from comptoir.kernel.search.tables import words as word_table

MAXIMUM_PARTS = 64
"""Parts of the known words that corrections are looked for in: the first 262,144 words."""
MAXIMUM_COMPARED = 100
"""Known words that are compared with an unknown one, those with most trigrams of it."""
MAXIMUM_MEANT = 3
"""Known words that one unknown word may stand for."""
_AS_GOOD = 0.3
"""What a correction may cost more than the best one and be kept beside it."""
_ENDING = 0.2
"""What it costs that one of two words has a plural's or a feminine's ending."""
_ELIDED = ("l", "d", "j", "m", "n", "s", "t", "c", "qu", "jusqu", "lorsqu", "puisqu")
_VOWELS = "aeiouyh"


@dataclass(frozen=True, order=True, slots=True)
class Meant:
    """A known word, and what it costs to have typed the unknown one for it."""

    cost: float
    number: int
    forms: Forms


def without_article(word: str) -> list[str]:
    """What a French word is without the article whose apostrophe was lost ("langle")."""
    return [
        word.removeprefix(article)
        for article in _ELIDED
        if word.startswith(article)
        and len(word) - len(article) >= 3
        and word[len(article)] in _VOWELS
    ]


def meant(
    connection: Connection, collection: int, unknown: Iterable[Sequence[str]], language: str
) -> list[list[Meant]]:
    """For each unknown word (its spellings: with and without an article), what it may be.

    Nothing for a word that is rather a commonplace word mistyped.
    """
    unknown = list(unknown)
    alike = _alike(connection, collection, {one for spellings in unknown for one in spellings})
    found = []
    for spellings in unknown:
        best = sorted(one for spelling in spellings for one in _priced(spelling, alike[spelling]))
        commonplace = min(cost_of_commonplace(spelling, language) for spelling in spellings)
        most = min(best[0].cost + _AS_GOOD, commonplace) if best else 0.0
        found.append(
            [one for one in best if one.cost <= most and one.cost < commonplace][:MAXIMUM_MEANT]
        )
    return found


def cost_of_commonplace(typed: str, language: str) -> float:
    """What it costs to have typed `typed` for the nearest commonplace word."""
    if typed in COMMONPLACE.get(language, ()):
        return 0.0
    by_trigram = _commonplace(language)
    shared = Counter(other for window in trigrams(typed) for other in by_trigram.get(window, ()))
    most = min(slips(len(typed)), 1.0)
    return min((cost(typed, other, most) for other, _ in shared.most_common(10)), default=FAR)


@cache
def _commonplace(language: str) -> Mapping[str, Sequence[str]]:
    """The commonplace words of a language by their trigrams."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(COMMONPLACE.get(language, ())):
        if may_be_mistyped(word):
            for window in trigrams(word):
                found[window].append(word)
    return found


def _priced(typed: str, alike: Iterable[tuple[int, Forms]]) -> list[Meant]:
    most = slips(len(typed))
    priced = [Meant(_price(typed, forms.word, most), number, forms) for number, forms in alike]
    return [one for one in priced if one.cost <= most]


def _price(typed: str, word: str, most: float) -> float:
    """What typing `typed` for `word` costs, in the singular or the plural."""
    whole = cost(typed, word, most)
    short_typed, short_word = _short(typed), _short(word)
    if (short_typed, short_word) == (typed, word):
        return whole
    return min(whole, cost(short_typed, short_word, most - _ENDING) + _ENDING)


def _short(word: str) -> str:
    """A word without the ending of its plural, then of its feminine."""
    singular = word[:-1] if len(word) > 4 and word[-1] in "sx" else word
    return singular.removesuffix("e") if len(singular) > 4 else singular


def _alike(
    connection: Connection, collection: int, unknown: Iterable[str]
) -> dict[str, list[tuple[int, Forms]]]:
    """For each unknown word, the known words that share most trigrams with it."""
    windows = {word: trigrams(word) if may_be_mistyped(word) else [] for word in sorted(unknown)}
    having = _having(connection, collection, {one for some in windows.values() for one in some})
    likest: dict[str, list[int]] = {}
    for word, some in windows.items():
        shared: Counter[int] = Counter()
        for window in some:
            for numbers in having.get(window, ()):
                shared.update(numbers)
        # A slip changes three windows at most, two letters swapped four.
        least = max(1, len(some) - (4 if len(word) < 8 else 6))
        ranked = sorted((-count, number) for number, count in shared.items() if count >= least)
        likest[word] = [number for _, number in ranked[:MAXIMUM_COMPARED]]
    known = _known(connection, collection, {one for some in likest.values() for one in some})
    return {
        word: [(number, known[number]) for number in numbers if number in known]
        for word, numbers in likest.items()
    }


def _having(
    connection: Connection, collection: int, windows: Iterable[str]
) -> dict[str, list[list[int]]]:
    """The numbers of the words that have each trigram, part by part, oldest words first."""
    t = trigram_table.c
    found: defaultdict[str, list[list[int]]] = defaultdict(list)
    for chunk in chunks(sorted(windows)):
        for window, part, places in connection.execute(
            select(t.trigram, t.part, t.words)
            .where(t.collection == collection, t.trigram.in_(chunk), t.part < MAXIMUM_PARTS)
            .order_by(t.trigram, t.part)
        ):
            found[window].append([part * PART + place for place in unpacked(places)])
    return found


def _known(connection: Connection, collection: int, numbers: Iterable[int]) -> dict[int, Forms]:
    w = word_table.c
    found: dict[int, Forms] = {}
    for chunk in chunks(sorted(numbers)):
        for number, word, stem, root in connection.execute(
            select(w.number, w.word, w.stem, w.root).where(
                w.collection == collection, w.number.in_(chunk)
            )
        ):
            found[number] = Forms(word, stem, root)
    return found
