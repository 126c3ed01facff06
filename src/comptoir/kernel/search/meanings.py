"""What a text is about, as 64 small numbers: the sum of its words', learnt from much text.

Texts that are about the same thing point the same way, also where they share no word; it is little
beside words that are shared, and tells between passages that share few.
`meanings.txt.xz` is made by `scripts/neighbours` from the vectors of Google's multilingual
universal sentence encoder, version 3 (Apache-2.0), along their 64 main directions. A line is a
language, a stem, and a letter for each number.
"""

import lzma
import math
from array import array
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice
from operator import mul

from comptoir.kernel.lines import SortedLines
from comptoir.kernel.search.commonplace import COMMONPLACE
from comptoir.kernel.search.forms import fold, forms
from comptoir.kernel.text import spoken

NUMBERS = 64
MAXIMUM_WORDS = 1_000
"""What is looked at of a text; so many words' numbers fit into 16 bits when added."""
_ZERO, _A = 31, 48
"""What stands for 0, counted from the first letter, and that letter."""
_SIZE = NUMBERS * 2


def meaning(text: str, language: str) -> bytes:
    """What a text in French or English is about; empty where none of its words is known."""
    known = [number for number in _known(text, language) if number]
    if not known:
        return b""
    # One addition of long integers adds all 64 numbers of a word.
    total = array("H", sum(known).to_bytes(_SIZE, "little"))
    shift = _ZERO * len(known)
    numbers = [number - shift for number in total]
    longest = math.sqrt(sum(map(mul, numbers, numbers))) or 1.0
    # As long for a short text as for a long one: 127 is never passed.
    return array("b", [round(127 * number / longest) for number in numbers]).tobytes()


def likeness(one: bytes, other: bytes) -> float:
    """How much two meanings are alike, -1 to 1; 0 where one is not known."""
    alike: int = sum(map(mul, array("b", one), array("b", other)))
    return alike / 127**2


def _known(text: str, language: str) -> Iterator[int]:
    return (_number(word, language) for word in islice(spoken(text), MAXIMUM_WORDS))


@lru_cache(maxsize=10_000)
def _number(word: str, language: str) -> int:
    """A word's 64 numbers, 16 bits each and none negative, in one; 0 where it is not known."""
    if language not in {"fr", "en"} or fold(word) in COMMONPLACE[language]:
        return 0
    line = next(_table().having(f"{language} {forms(word, language).stem}"), None)
    if line is None:
        return 0
    letters = line.rpartition(" ")[2].encode()
    return int.from_bytes(b"".join(bytes((letter - _A, 0)) for letter in letters), "little")


@cache
def _table() -> SortedLines:
    text = lzma.decompress(files(__package__).joinpath("meanings.txt.xz").read_bytes())
    return SortedLines(text, lambda line: line.rpartition(" ")[0])
