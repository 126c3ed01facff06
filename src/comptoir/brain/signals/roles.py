"""Words by the role they play, so that short rules can read a message whatever its order.

A message becomes one letter a word, and a rule is a regular expression over letters: gaps count
words, vocabularies cost a few dictionary look-ups a word however wide they grow.
"""

import re
from collections.abc import Iterator, Mapping

from comptoir.brain.words import bare

_TOKEN = re.compile(r"[^\W_]+|[.!?;:,]")
# Arabic writes "and", "then", "to" and "with" into the next word.
_JOINED = frozenset("وفلب")


class Roles:
    """A vocabulary by role, and rules over the roles."""

    def __init__(self, vocabulary: Mapping[str, str], rules: tuple[tuple[str, str], ...]) -> None:
        """`vocabulary` lists words by one-letter role, `word*` standing for all that begin so.

        A word listed twice has its first role; any other is `_`, a comma `,`, and the other
        marks that end a clause `.`. Each of `rules` names what its pattern tells of.
        """
        self._whole: dict[str, str] = {}
        self._begun: dict[str, str] = {}
        for role, listing in vocabulary.items():
            for word in bare(listing).split():
                if word.endswith("*"):
                    self._begun.setdefault(word[:-1], role)
                else:
                    self._whole.setdefault(word, role)
        self._lengths = sorted({len(stem) for stem in self._begun}, reverse=True)
        self._rules = tuple((name, re.compile(rule)) for name, rule in rules)

    def told(self, words: str) -> Iterator[tuple[str, int, int]]:
        """What the rules find in plain `words`: a name, where it begins and where it ends."""
        found = list(_TOKEN.finditer(words))
        roles = "".join(self.of(token[0]) for token in found)
        for name, rule in self._rules:
            for match in rule.finditer(roles):
                yield name, found[match.start()].start(), found[match.end() - 1].end()

    def of(self, word: str) -> str:
        """The role of one word or mark."""
        role = self._whole.get(word)
        if role:
            return role
        if not word[0].isalnum():
            return "," if word == "," else "."
        for length in self._lengths:
            role = self._begun.get(word[:length])
            if role:
                return role
        if word[0] in _JOINED and len(word) > 3:
            return self.of(word[1:])
        return "_"
