"""Whether a text speaks of what a question asks, by its words. Deterministic, and no model's.

Words count under every form the search index knows: inflections, families, near meanings.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from comptoir.brain.languages import detect
from comptoir.kernel.search.commonplace import COMMONPLACE
from comptoir.kernel.search.families import KIN, near
from comptoir.kernel.search.forms import fold, forms
from comptoir.kernel.search.neighbours import neighbours
from comptoir.kernel.text import spoken

OF_ITS_FAMILY, NEAR_TO = 0.9, 0.6
_END = re.compile(r"(?<!\bM)(?<!\bMM)(?<!\bDr)[.!?…]+[»\"”)]*(?=\s*\Z|\s+(?![a-zà-ÿ])|[»\"”)])")
_NEW_LINE = re.compile(r"[ \t]*\n\s*")
_COLUMNS = re.compile(r"\t|\||\S {3,}\S")
_ITEM = re.compile(
    r"[-•*–#]|\d{1,2}(?:\.\d{1,2})*[.)]\s|(?:article|annexe|chapitre)\b", re.IGNORECASE
)
WRAPPED_FROM, NEARLY_FULL = 25, 0.8
"""Letters of the shortest line that goes on in the next; and of one that a capital follows, the
part of the longest."""
_LIGHT_WORDS = """
soi-même soi fois cas chose choses truc trucs façon manière genre sorte côté
venir viens vient passer passe passent arriver arrive arrivent aller allé tourne tourner
marche marcher compte compter touche toucher gagne gagner tombe tomber tombé mettre met mets
prendre prend prends donner donne laisser laisse rester reste exister existe apparaît
concerne concernent applique appliquent s'applique prévu prévue prévus prévues prévoit
sert servir utiliser utilise vouloir pouvoir falloir regarder trouver trouve
absolument exactement actuellement maintenant vraiment déjà encore seulement simplement
gros grosse minimum maximum mini maxi minimal maximal gens personne quelqu'un
sest cest jai ya kel kelle koi pourkoi kan combient
"""
_LIGHT = frozenset(fold(word) for word in _LIGHT_WORDS.split())
"""Words that a question has and its answer seldom: they say little, or are said otherwise."""


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
        if self.language == "fr":
            telling = [word for word in telling if fold(word) not in _LIGHT] or telling
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
        # A word that is asked for itself does not stand for another one besides.
        others = roots - {root for _, _, root in self._words}
        other_stems = french - {stem for _, stem, _ in self._words}
        found = []
        for word, stem, root in self._words:
            if word in have or stem in have:
                found.append(1.0)
            elif root in roots or (self.language == "fr" and others & set(KIN.get(root, ()))):
                found.append(OF_ITS_FAMILY)
            elif self.language == "fr" and others & set(near(stem, root)):
                found.append(NEAR_TO)
            else:
                told = neighbours(stem, self.language)
                nearest = max((how for other, how in told if other in other_stems), default=0.0)
                found.append(min(NEAR_TO, nearest))
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
    """The sentences of a text, letter for letter, without the space around them.

    One goes on over the end of a line that was only full; a row of a table is one by itself.
    """
    longest = max(map(len, text.split("\n")))
    found, start = [], 0
    for end in [*_line_ends(text, longest), len(text)]:
        lines = text[start:end]
        ends = [each.end() for each in _END.finditer(lines)]
        pieces = zip([0, *ends], [*ends, len(lines)], strict=True)
        found += [lines[first:last].strip() for first, last in pieces]
        start = end
    return [each for each in found if each]


def _line_ends(text: str, longest: int) -> Iterator[int]:
    """Where a line ends that is not only full."""
    for found in _NEW_LINE.finditer(text):
        before = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
        after = text[found.end() :].partition("\n")[0]
        if not _goes_on(before, after, longest) or found.group().count("\n") > 1:
            yield found.end()


def _goes_on(line: str, after: str, longest: int) -> bool:
    """Whether a line goes on in the one after it."""
    if not after or len(line) < WRAPPED_FROM or line.rstrip()[-1:] in ".!?…:;":
        return False
    if _COLUMNS.search(line.strip()) or _COLUMNS.search(after.strip()) or _ITEM.match(after):
        return False
    return not after[0].isupper() or len(line) >= NEARLY_FULL * longest
