"""What an answer keeps to itself: the prompt of an agent whose owner does not show it.

A model that is told to say its instructions says them. Here several words in a row of the prompt
become `…` before anybody sees them. Whoever has a model translate or encode them gets them still:
a prompt is no place for a secret.
"""

import re
from collections import defaultdict

from comptoir.kernel.text import bare

IN_A_ROW = 6
"""Words of a prompt that are no coincidence."""
_WORD = re.compile(r"\w+")
_UNFINISHED = re.compile(r"\w+$")
INSTEAD = "…"


class Discretion:
    """Lets text through, but for runs of words that stand in a prompt so."""

    def __init__(self, prompt: str) -> None:
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(_WORD.findall(_folded(prompt))):
            self._places[word].append(place)
        self._unfinished = ""
        self._runs: dict[int, int] = {}
        """Of each place in the prompt that the last word may be, how many words led there."""
        self._held: list[str] = []
        """The words of the longest run, each with what stands after it."""
        self._silent = False

    def through(self, piece: str) -> str:
        """What of `piece`, and of what was held back before it, may be seen now."""
        text = self._unfinished + piece
        found = _UNFINISHED.search(text)
        self._unfinished = text[found.start() :] if found else ""
        return self._let(text[: found.start()] if found else text)

    def rest(self) -> str:
        """What was held back, once nothing follows it."""
        text, self._unfinished = self._unfinished, ""
        said = self._let(text) + "".join(self._held)
        self._held = []
        return said

    def _let(self, text: str) -> str:
        out, end = [], 0
        for word in _WORD.finditer(text):
            out.append(self._after_word(text[end : word.start()]))
            out.append(self._word(word[0]))
            end = word.end()
        out.append(self._after_word(text[end:]))
        return "".join(out)

    def _after_word(self, between: str) -> str:
        """What parts words goes with the word before it."""
        if self._silent:
            return ""
        if not self._held:
            return between
        self._held[-1] += between
        return ""

    def _word(self, word: str) -> str:
        before, places = self._runs, self._places.get(_folded(word), ())
        self._runs = {place: before.get(place - 1, 0) + 1 for place in places}
        longest = max(self._runs.values(), default=0)
        if longest >= IN_A_ROW:
            said = "" if self._silent else "".join(self._held[: -(longest - 1)]) + INSTEAD
            self._held, self._silent = [], True
            return said
        opening = " " if self._silent else ""
        self._silent = False
        self._held.append(word)
        released = len(self._held) - longest
        out = opening + "".join(self._held[:released])
        self._held = self._held[released:]
        return out


def _folded(text: str) -> str:
    return bare(text).lower()
