"""A sentence while it is read: what one reader has understood, the next one no longer sees.

"peugeot 2008 de 2018": once the car has been read, the year is not looked for in its name.
"""

import re
import unicodedata

from comptoir.kernel.text import MARKS, SAME

_NUMBERS = {
    "un": 1, "une": 1, "one": 1, "deux": 2, "two": 2, "trois": 3, "three": 3, "quatre": 4,
    "four": 4, "cinq": 5, "five": 5, "six": 6, "sept": 7, "seven": 7, "huit": 8, "eight": 8,
    "neuf": 9, "nine": 9, "dix": 10, "ten": 10, "onze": 11, "eleven": 11, "douze": 12,
    "twelve": 12, "treize": 13, "quatorze": 14, "quinze": 15, "fifteen": 15, "seize": 16,
    "dix-sept": 17, "dix-huit": 18, "dix-neuf": 19, "vingt": 20, "twenty": 20, "vingt-deux": 22,
    "vingt-cinq": 25, "trente": 30, "thirty": 30, "quarante": 40, "forty": 40, "cinquante": 50,
    "fifty": 50, "soixante": 60, "sixty": 60, "soixante-dix": 70,
}  # fmt: skip
_COUNTED = (
    r"(?=\s+(?:ans?|annees?|years?|mois|months?|accidents?|sinistres?|accrochages?|claims?"
    r"|suspensions?|cv|chevaux|bris)\b)"
)
_SPELT = re.compile(rf"\b({'|'.join(sorted(_NUMBERS, key=len, reverse=True))}){_COUNTED}")
_THOUSANDS = re.compile(
    r"(?<![\d.,])(\d{1,3})[ .](\d{3})(?=\s*(?:km|kms|kilometres?|miles?|€|eur))"
)
_TAKEN = "\u00a7"
"""Stands for what was read: no letter, digit or space, so nothing matches across it."""


class Sheet:
    """One sentence: as it was typed, and as it is read."""

    def __init__(self, text: str) -> None:
        self.typed = text
        plain = MARKS.sub("", unicodedata.normalize("NFKD", text.translate(SAME))).lower()
        plain = " ".join(plain.split())
        plain = _SPELT.sub(lambda found: str(_NUMBERS[found[1]]), plain)
        plain = _THOUSANDS.sub(r"\1\2", plain)
        self.text = plain
        self.whole = plain
        """As it was before anything was taken."""

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The first place that fits; it is taken."""
        found = pattern.search(self.text)
        if found:
            self.blank(*found.span())
        return found

    def take_all(self, pattern: re.Pattern[str]) -> list[re.Match[str]]:
        """Every place that fits; all are taken."""
        matches = []
        while found := self.take(pattern):
            matches.append(found)
        return matches

    def blank(self, start: int, end: int) -> None:
        """Take a place away, so that it is read once."""
        self.text = self.text[:start] + _TAKEN * (end - start) + self.text[end:]

    def says(self, pattern: re.Pattern[str]) -> bool:
        """Whether the sentence, taken or not, has such a place."""
        return pattern.search(self.whole) is not None
