"""Whether a text speaks of what a question asks, by its words. Deterministic, and no model's.

Words count under every form the search index knows: inflections, families, near meanings.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from comptoir.brain.languages import detect
from comptoir.kernel.search.commonplace import COMMONPLACE
from comptoir.kernel.search.families import KIN, NEAR
from comptoir.kernel.search.forms import fold, forms
from comptoir.kernel.search.neighbours import neighbours
from comptoir.kernel.text import spoken

OF_ITS_FAMILY, NEAR_TO = 0.9, 0.6
_SENTENCE = re.compile(r"[^.!?…\n]+(?:[.!?…]+(?=[\s»\"”)]|$)[»\"”)]?|\n|$|[.!?…])")


@lru_cache(maxsize=20_000)
def _forms(word: str, language: str) -> tuple[str, str, str]:
    found = forms(word, language)
    return found.word, found.stem, found.root


def language_of(text: str) -> str:
    """The language a text is written in; French where it is too short to tell."""
    return detect(text) or "fr"


class Question:
    """What a question asks about: its words that say something."""

    def __init__(self, text: str, language: str | None = None) -> None:
        self.language = language or language_of(text)
        commonplace = COMMONPLACE.get(self.language, frozenset())
        words = list(dict.fromkeys(spoken(text[:4000])))
        telling = [word for word in words if fold(word) not in commonplace]
        self._words = [_forms(word, self.language) for word in (telling or words)[:32]]

    def __len__(self) -> int:
        return len(self._words)

    def likenesses(self, text: str) -> list[float]:
        """Of each word, 0 to 1, how surely the text has it or one that stands for it."""
        have: set[str] = set()
        roots: set[str] = set()
        french: set[str] = set()
        for word in spoken(text):
            folded, stem, root = _forms(word, self.language)
            have |= {folded, stem}
            roots.add(root)
            french.add(stem if self.language == "fr" else _forms(word, "fr")[1])
        found = []
        for word, stem, root in self._words:
            if word in have or stem in have:
                found.append(1.0)
            elif root in roots or (self.language == "fr" and roots & set(KIN.get(root, ()))):
                found.append(OF_ITS_FAMILY)
            elif self.language == "fr" and roots & set(NEAR.get(root, ())):
                found.append(NEAR_TO)
            else:
                near = (how for other, how in neighbours(stem, self.language) if other in french)
                found.append(min(NEAR_TO, max(near, default=0.0)))
        return found

    def coverage(self, text: str, weights: Iterable[float] | None = None) -> float:
        """Which part of the question the text speaks of, 0 to 1."""
        if not self._words:
            return 0.0
        each = list(weights) if weights is not None else [1.0] * len(self._words)
        total = sum(each)
        if not total:
            return 0.0
        return sum(a * b for a, b in zip(self.likenesses(text), each, strict=True)) / total


def sentences(text: str) -> list[str]:
    """The sentences of a text, letter for letter, without the space around them."""
    found = (each.group().strip() for each in _SENTENCE.finditer(text))
    return [each for each in found if each]
