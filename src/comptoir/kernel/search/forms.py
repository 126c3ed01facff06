"""The forms a word is found under: as written, its stem, and the root of its family.

A stem joins what inflection parts ("canapés", "canapé"); it is taken from the word with its
accents, which the stemmers need, and folded afterwards. A root joins verbs and nouns of one
family ("livrer", "livraison") and knows no accents, for people who type none.
"""

import re
from dataclasses import dataclass

import snowballstemmer  # type: ignore[import-untyped]

from comptoir.kernel.text import bare

STEMMERS = {
    "fr": "french",
    "en": "english",
    "es": "spanish",
    "it": "italian",
    "de": "german",
    "ar": "arabic",
}
MAXIMUM_CHARS = 40
"""Of a word; what is longer (a digest, a base64 blob) is found by its beginning."""


@dataclass(frozen=True, order=True, slots=True)
class Forms:
    """What one word is found under; all three without accents."""

    word: str
    stem: str
    root: str


def fold(word: str) -> str:
    """A lower-case word without accents, at most `MAXIMUM_CHARS`."""
    return (word if word.isascii() else bare(word))[:MAXIMUM_CHARS]


def forms(word: str, language: str) -> Forms:
    """The forms of a lower-case word, with its accents if it had some."""
    folded = fold(word)
    if language not in STEMMERS or any(map(str.isdigit, folded)):
        return Forms(folded, folded, folded)
    # One a call: a stemmer keeps the word it works on, and writers run in another thread.
    stemmer = snowballstemmer.stemmer(STEMMERS[language])
    stem = fold(stemmer.stemWord(word[:MAXIMUM_CHARS])) or folded
    if language == "fr":
        root = french_root(folded)
    elif folded == word:
        root = stem
    else:
        root = fold(stemmer.stemWord(folded)) or folded
    return Forms(folded, stem, root)


# Endings of French inflection and derivation, without accents, and the letters that must be left.
_ENDINGS = {
    3: """
        issement issante issant issaient issait issons issez isse
        ation ateur atrice atoire ition aison ement age ance ence eur euse able ible
        ature eture oire oir if ive ante ant ente ent ique
        eraient erait erais erai eras era erons erez eront ions iez ons
        iraient irait irai iras ira irons irez iront aient ait ais
        ees ee er ez ir ie it is i ue u e
        """,
    4: "isation isateur iser isee ise isez isant ite urer urez uree uration ure",
}
_ENDING = sorted(
    ((ending, left) for left, block in _ENDINGS.items() for ending in block.split()),
    key=lambda pair: (-len(pair[0]), pair[0]),
)
_PLURAL = re.compile(r"(?<=\w{3})[sx]$")
_DOUBLED = re.compile(r"(.)\1")


def french_root(word: str) -> str:
    """What "livrer", "livraison" and "livreurs" share; also what a doubled letter hides."""
    root = _PLURAL.sub("", word)
    if root.endswith("aux") or (root.endswith("au") and not root.endswith("eau")):
        root = root.removesuffix("x")[:-1] + "l"
    for ending, left in _ENDING:
        if not root.endswith("dre") and root.endswith(ending) and len(root) - len(ending) >= left:
            root = root.removesuffix(ending)
            break
    else:
        root = root.removesuffix("re") if root.endswith("dre") else root
    root = re.sub("y$", "i", root.replace("qu", "c").replace("gu", "g"))
    if len(root) > 3 and root[-1] in "ie":
        root = root[:-1]
    return _DOUBLED.sub(r"\1", root)
