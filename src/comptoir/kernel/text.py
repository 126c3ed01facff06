"""Letters as they mean, not as they were typed: accents, quotes, dashes, digits, Arabic marks."""

import re
import unicodedata

# Combining marks of Latin and Arabic, the Arabic stretching bar, joiners, direction and
# variation marks: they change how a word looks, not which word it is.
MARKS = re.compile(
    "[\u00ad\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]+"
)
_ARTICLE = re.compile(r"(?<!\w)ال(?=\w{3})")
WORD = re.compile(r"[^\W_]+")

SAME = str.maketrans(
    {
        **dict.fromkeys("‘’‛ʼ´`′", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("“”„«»", '"'),
        **dict(zip("٠١٢٣٤٥٦٧٨٩", "0123456789", strict=True)),
        **dict(zip("۰۱۲۳۴۵۶۷۸۹", "0123456789", strict=True)),
        "œ": "oe",
        "æ": "ae",
        "،": ",",
        "؛": ";",
        "؟": "?",
    }
)


def bare(text: str) -> str:
    """`text` without accents, vowel marks, Arabic articles and typographic variants."""
    return _ARTICLE.sub("", MARKS.sub("", unicodedata.normalize("NFKD", text.translate(SAME))))


def folded(text: str) -> str:
    """What tells one name from another: neither case nor accents nor space around."""
    return " ".join(bare(text).casefold().split())


def spoken(text: str) -> list[str]:
    """The words and numbers of any text, in order, lower case, with their accents."""
    text = unicodedata.normalize("NFKC", text).translate(SAME).casefold()
    return WORD.findall(MARKS.sub("", text))
