"""One way to look at letters, so that every reader sees the same words.

People type without accents, with curly apostrophes, in texting shorthand, in full-width or
Arabic digits. `fold` removes what carries no meaning here, `plain` also opens apostrophes and
hyphens ("c'est-à-dire" becomes "c est a dire"), `spell_out` undoes French texting.
"""

import re

from comptoir.kernel.text import WORD, bare

__all__ = [
    "MAX_CHARS",
    "WORD",
    "any_of",
    "bare",
    "fold",
    "lines",
    "phrases",
    "plain",
    "spell_out",
    "spelled",
    "tokens",
]

MAX_CHARS = 4000
"""What a reader looks at; a folded text is never longer."""

_SPACES = re.compile(r"\s+")
_OPENED = re.compile(r"['/_-]+")

_TEXTING = {
    "c": "c est",
    "g": "j ai",
    "jai": "j ai",
    "jais": "j ai",
    "jsuis": "je suis",
    "chui": "je suis",
    "chuis": "je suis",
    "jveux": "je veux",
    "jve": "je veux",
    "jveu": "je veux",
    "jvoudrais": "je voudrais",
    "jpeux": "je peux",
    "jattend": "j attends",
    "jattends": "j attends",
    "jaimerais": "j aimerais",
    "jarrive": "j arrive",
    "jen": "j en",
    "jenvoi": "j envoie",
    "jenvoie": "j envoie",
    "jme": "je me",
    "lai": "l ai",
    "lont": "l ont",
    "nai": "n ai",
    "nest": "n est",
    "cest": "c est",
    "cetait": "c etait",
    "sest": "s est",
    "ke": "que",
    "ki": "qui",
    "kil": "qu il",
    "quil": "qu il",
    "koi": "quoi",
    "kan": "quand",
    "kand": "quand",
    "qd": "quand",
    "kelkun": "quelqu un",
    "kelqun": "quelqu un",
    "kelk1": "quelqu un",
    "qqn": "quelqu un",
    "quelquun": "quelqu un",
    "qq1": "quelqu un",
    "qqch": "quelque chose",
    "pr": "pour",
    "ds": "dans",
    "tt": "tout",
    "vs": "vous",
    "vx": "veux",
    "veu": "veux",
    "voudrai": "voudrais",
    "bcp": "beaucoup",
    "pk": "pourquoi",
    "pq": "pourquoi",
    "pkoi": "pourquoi",
    "cmt": "comment",
    "coment": "comment",
    "cb": "combien",
    "cbien": "combien",
    "mtn": "maintenant",
    "auj": "aujourd hui",
    "ajd": "aujourd hui",
    "tjs": "toujours",
    "tjr": "toujours",
    "tjrs": "toujours",
    "pa": "pas",
    "depui": "depuis",
    "ya": "il y a",
    "yavait": "il y avait",
    "ns": "nous",
    "pb": "probleme",
    "pbm": "probleme",
    "prob": "probleme",
    "cmde": "commande",
    "comande": "commande",
    "liv": "livraison",
    "livr": "livraison",
    "rdv": "rendez vous",
    "msg": "message",
    "slt": "salut",
    "bjr": "bonjour",
    "bsr": "bonsoir",
    "mrc": "merci",
    "stp": "s il te plait",
    "svp": "s il vous plait",
    "dsl": "desole",
    "dac": "d accord",
    "dacc": "d accord",
    "daccord": "d accord",
    "jcomprends": "je comprends",
    "bone": "bonne",
    "journe": "journee",
    "resu": "recu",
}
# "c" is "c'est", unless "est" follows already.
_SHORTHAND = re.compile(
    r"(?<!\w)(?:c(?! (?:est|etait|sera|ete)\b)|" + "|".join(_TEXTING.keys() - {"c"}) + r")(?!\w)"
)


def fold(text: str) -> str:
    """Lower case, no accents, straight quotes and dashes, single spaces, at most `MAX_CHARS`.

    Arabic keeps its letters, loses its vowel marks and articles; its digits become 0 to 9.
    """
    if not text.isascii():
        text = bare(text.casefold())
    return _SPACES.sub(" ", text.lower()).strip()[:MAX_CHARS]


def plain(text: str) -> str:
    """`fold`, with apostrophes, hyphens, slashes and underscores opened into spaces."""
    return _SPACES.sub(" ", _OPENED.sub(" ", fold(text))).strip()


def spell_out(text: str) -> str:
    """French texting shorthand of a `plain` text, written in full ("kan" becomes "quand")."""
    return _SHORTHAND.sub(lambda found: _TEXTING[found[0]], text)


def tokens(text: str) -> list[str]:
    """The words and numbers of a folded or plain text, in order."""
    return WORD.findall(text)


def lines(block: str) -> tuple[str, ...]:
    """The lines of a text block that say something.

    One that begins with `+` goes on with the one before, one that begins with `# ` explains.
    """
    parts = map(str.strip, re.sub(r"\n\s*\+", "", block).splitlines())
    return tuple(part for part in parts if part and not part.startswith("# "))


def any_of(block: str) -> str:
    """One group out of alternatives, each on its own of `lines` or between spaced bars."""
    parts = (part.strip() for line in lines(bare(block)) for part in line.split(" | "))
    return "(?:" + "|".join(part for part in parts if part) + ")"


def phrases(block: str, **sets: str) -> re.Pattern[str]:
    """One pattern out of `lines` of plain words, each an alternative between word boundaries.

    `{name}` stands for one of `sets` (see `any_of`), ` .. ` for up to 50 characters of the same
    sentence; the rest is a regular expression. The gap is bounded, so a search stays linear.
    """
    return re.compile(rf"(?<!\w)(?:{any_of(spelled(block, **sets))})(?:e?s)?(?!\w)")


def spelled(block: str, **sets: str) -> str:
    """`block` with its `{name}` and ` .. ` written as regular expressions."""
    for name, alternatives in sets.items():
        block = block.replace("{" + name + "}", alternatives)
    return block.replace(" .. ", r"(?:e?s)?\b[^.!?;]{0,50}?(?<!\w)")
