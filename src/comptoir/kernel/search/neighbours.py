"""French words that mean nearly what a French or English word means, learnt from much text.

`neighbours.txt.xz` is made by `scripts/neighbours` from the vectors of Google's multilingual
universal sentence encoder, version 3 (Apache-2.0). A line is a language, a stem and the French
stems near it, each with its nearness in tenths: `en fridge refriger9 frigo8`.
"""

import lzma
from functools import cache, lru_cache
from importlib.resources import files

from comptoir.kernel.lines import SortedLines


@lru_cache(maxsize=5_000)
def neighbours(stem: str, language: str) -> tuple[tuple[str, float], ...]:
    """The French stems near a stem of a language, with how near each is, 0 to 1."""
    if language not in {"fr", "en"}:
        return ()
    line = next(_table().having(f"{language} {stem}"), "")
    return tuple((near[:-1], int(near[-1]) / 10) for near in line.split()[2:])


@cache
def _table() -> SortedLines:
    text = lzma.decompress(files(__package__).joinpath("neighbours.txt.xz").read_bytes())
    return SortedLines(text, lambda line: " ".join(line.split(maxsplit=2)[:2]))
