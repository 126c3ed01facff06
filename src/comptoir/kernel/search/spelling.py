"""How near a mistyped word is to a word that exists: slips of fingers cost less than other letters.

An edit costs 1; a neighbouring key, two letters swapped, one doubled or one left out cost less,
because that is how people mistype.
"""

from collections.abc import Iterator

_KEYBOARDS = (
    ("azertyuiop", "qsdfghjklm", "wxcvbn"),
    ("qwertyuiop", "asdfghjkl", "zxcvbnm"),
)
NEIGHBOUR, SWAP, DOUBLE, OMISSION, EDIT = 0.7, 0.7, 0.5, 0.8, 1.3
FAR = 9.0
SHORTEST = 4
"""Letters of a word that is looked for under other spellings."""


def _neighbours() -> Iterator[tuple[str, str]]:
    """Pairs of keys that touch, on the keyboards of the six languages' typists."""
    for rows in _KEYBOARDS:
        for row, keys in enumerate(rows):
            for column, key in enumerate(keys):
                for other in keys[column + 1 : column + 2]:
                    yield key, other
                for other in rows[row + 1][max(column - 1, 0) : column + 2] if row < 2 else "":
                    yield key, other


_TOUCHING = frozenset(pair for a, b in _neighbours() for pair in ((a, b), (b, a)))


def may_be_mistyped(word: str) -> bool:
    """Whether it is worth looking for another word: long enough, and no number."""
    return len(word) >= SHORTEST and not any(map(str.isdigit, word))


def slips(length: int) -> float:
    """The cost up to which a word of `length` letters may be another word mistyped."""
    if length < SHORTEST:
        return 0.0
    return 1.0 if length < 8 else 1.5


def cost(typed: str, word: str, most: float) -> float:
    """What typing `typed` for `word` costs; `FAR` or more where it is above `most`."""
    if abs(len(typed) - len(word)) > most / DOUBLE:
        return FAR
    before: list[float] = []
    row = [column * OMISSION for column in range(len(word) + 1)]
    for i, letter in enumerate(typed, 1):
        doubled = i > 1 and typed[i - 2] == letter
        previous, before, row = before, row, [i * EDIT]
        for j, other in enumerate(word, 1):
            if letter == other:
                best = before[j - 1]
            else:
                best = before[j - 1] + (NEIGHBOUR if (letter, other) in _TOUCHING else EDIT)
            best = min(
                best,
                before[j] + (DOUBLE if doubled else EDIT),
                row[j - 1] + (DOUBLE if j > 1 and word[j - 2] == other else OMISSION),
            )
            if i > 1 and j > 1 and letter == word[j - 2] and typed[i - 2] == other != letter:
                best = min(best, previous[j - 2] + SWAP)
            row.append(best)
        if min(row) > most:
            return FAR
    return row[-1] if row[-1] <= most else FAR


def trigrams(word: str) -> list[str]:
    """The distinct three-letter windows of a word between its two ends, in order."""
    framed = f"^^{word}$"
    return list(dict.fromkeys(framed[i : i + 3] for i in range(len(framed) - 2)))
