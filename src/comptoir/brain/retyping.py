"""Retyping: what a text becomes under hurried fingers, the same for the same seed and text.

Accents and apostrophes go; then one word in four, of those with four letters or more, gets one
slip: a letter that is the next key's, left out, doubled, or swapped with its neighbour.
"""

import re
import unicodedata
from itertools import pairwise
from random import Random

SLIP_PROBABILITY = 0.25
_WORD = re.compile(r"[^\W\d_]{4,}")
# Latin accents alone: marks of other scripts are letters to their readers.
_ACCENTS = re.compile("[\u0300-\u036f]")
_APOSTROPHES = re.compile("['’‘ʼ`´]")
_KEYBOARD = ("azertyuiop", "qsdfghjklm", "wxcvbn")


def _adjacent_keys() -> dict[str, str]:
    keys = {(y, x): key for y, row in enumerate(_KEYBOARD) for x, key in enumerate(row)}
    around = ((0, -1), (0, 1), (-1, 0), (1, 0))
    return {
        key: "".join(keys[y + dy, x + dx] for dy, dx in around if (y + dy, x + dx) in keys)
        for (y, x), key in keys.items()
    }


_ADJACENT = _adjacent_keys()


def retyped(text: str, seed: int) -> str:
    """`text` as somebody in a hurry types it; depends on `seed` and `text`, on nothing else."""
    chance = Random(f"{seed}:{text}")
    bare = _ACCENTS.sub("", unicodedata.normalize("NFD", text))
    typed = _APOSTROPHES.sub("", unicodedata.normalize("NFC", bare))
    return _WORD.sub(
        lambda word: _slipped(word[0], chance) if chance.random() < SLIP_PROBABILITY else word[0],
        typed,
    )


def _slipped(word: str, chance: Random) -> str:
    """`word` with one slip."""
    slips = [_left_out, _doubled]
    if any(a != b for a, b in pairwise(word)):
        slips.append(_swapped)
    if any(letter.lower() in _ADJACENT for letter in word):
        slips.append(_next_key)
    return chance.choice(slips)(word, chance)


def _left_out(word: str, chance: Random) -> str:
    at = chance.randrange(len(word))
    return word[:at] + word[at + 1 :]


def _doubled(word: str, chance: Random) -> str:
    at = chance.randrange(len(word))
    return word[:at] + word[at] + word[at:]


def _swapped(word: str, chance: Random) -> str:
    at = chance.choice([i for i, (a, b) in enumerate(pairwise(word)) if a != b])
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _next_key(word: str, chance: Random) -> str:
    at = chance.choice([i for i, letter in enumerate(word) if letter.lower() in _ADJACENT])
    key = chance.choice(_ADJACENT[word[at].lower()])
    return word[:at] + (key.upper() if word[at].isupper() else key) + word[at + 1 :]
