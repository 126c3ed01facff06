"""A sentence while it is read: what one reader has understood, the next one no longer sees.

"peugeot 2008 de 2018": once the car has been read, the year is not looked for in its name.
"""

import re
import unicodedata

from comptoir.assurance.said import abroad, numbers, respelling
from comptoir.kernel.text import MARKS, SAME

_THOUSANDS = re.compile(
    r"(?<![\d.,])(\d{1,3})[ .,](\d{3})(?=\s*(?:km|kms|kilometres?|miles?|€|eur))"
)
_NAME = re.compile(
    r"\b(?:je m'appelle|mon (?:pre)?nom (?:est|c'est)|my name(?:'s| is)|i'm called|me llamo"
    r"|mi chiamo|ich heisse|اسمي)\s+[^\W\d_]+(?:-[^\W\d_]+)?"
)
"""What somebody is called prices nothing, and may be a car (Zoé) or a town (Florence)."""
_TAKEN = "\u00a7"
"""Stands for what was read: no letter, digit or space, so nothing matches across it."""


class Sheet:
    """One sentence: as it was typed, and as it is read."""

    def __init__(self, text: str) -> None:
        self.typed = text
        right = respelling.put_right(text.translate(SAME).lower().replace("ß", "ss"))
        plain = MARKS.sub("", unicodedata.normalize("NFKD", right))
        plain = _NAME.sub(" ", " ".join(plain.split()))
        plain = abroad.in_french(plain)
        plain = numbers.in_digits(respelling.respelt(plain))
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
