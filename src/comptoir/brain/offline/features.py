"""What a learned model sees of a message: letters, words, and what the rules found.

Letter groups survive typing slips and endings; words and pairs are what the examples say; meanings
are words again, known from far more text than the examples; findings carry what was written by
hand. Training and reading call the same function.
"""

import re
from collections.abc import Iterable, Iterator

Kinds = tuple[list[str], ...]
"""Features by kind; the last are the rules' findings."""

MAXIMUM_WORDS = 400
"""A longer message is judged by its beginning and its end."""
SHORTEST_GROUP, LONGEST_GROUP = 2, 5

_NUMBER = re.compile(r"\d+")
_WORD_OR_MARK = re.compile(r"#?[^\W_]+|[?!]")


def words_of(marked: str) -> list[str]:
    """The words of a plain text, with `#0` for any number."""
    words = _WORD_OR_MARK.findall(_NUMBER.sub("#0", marked))
    if len(words) > MAXIMUM_WORDS:
        half = MAXIMUM_WORDS // 2
        words = words[:half] + words[-half:]
    return words


def groups(words: list[str], evidence: Iterable[str]) -> Kinds:
    """The distinct features of each kind: letter groups, words and pairs, meanings, findings."""
    return (
        list(dict.fromkeys(_letters(words))),
        list(dict.fromkeys(_words(words))),
        [f"m:{word}" for word in dict.fromkeys(words)],
        [f"r:{found}" for found in dict.fromkeys(evidence)],
    )


def _letters(words: list[str]) -> Iterator[str]:
    for word in words:
        if word[0] == "#":
            continue
        bounded = f"<{word[:20]}>"
        for size in range(SHORTEST_GROUP, LONGEST_GROUP + 1):
            for start in range(len(bounded) - size + 1):
                yield bounded[start : start + size]


def _words(words: list[str]) -> Iterator[str]:
    before = "^"
    for word in words:
        yield f"w:{word}"
        yield f"p:{before} {word}"
        before = word
    yield f"p:{before} $"
