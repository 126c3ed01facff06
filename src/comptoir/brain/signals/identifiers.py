"""Order numbers, ticket numbers, e-mail addresses and sign-in codes, in one spelling each."""

import re
import unicodedata
from collections.abc import Iterable

from comptoir.brain import Language
from comptoir.brain.words import MAX_CHARS

_GAP = r"[\s._:#-]{0,3}"
_ORDER = re.compile(
    rf"(?<![a-z0-9])(?:c[md]{{1,2}}{_GAP}|(?:n°|no\.?|numero|number|commande|order|pedido|ordine|"
    rf"bestellung|طلب|الطلب){_GAP}(?=20\d\d[\s-])|(?=20\d\d-))"
    rf"(20\d\d){_GAP}(\d{{5}}|\d{{2}}\s\d{{3}})(?!\d)"
)
_TICKET = re.compile(rf"(?<![a-z0-9])(?:sav{_GAP}(?:mdf)?|mdf){_GAP}(\d{{5}})(?!\d)")
_OLD_TICKET = re.compile(rf"(?<![a-z0-9])tkt{_GAP}(20\d\d){_GAP}(\d{{6}})(?!\d)")
# Latin letters as they are written: without its accent an address is somebody else's.
_LETTER = "a-z0-9à-öø-\u017f"
_EMAIL = re.compile(
    rf"(?<![{_LETTER}._%+-])[{_LETTER}][{_LETTER}._%+-]{{0,63}}@"
    rf"(?:[{_LETTER}](?:[{_LETTER}-]{{0,61}}[{_LETTER}])?\.){{1,4}}[a-z]{{2,24}}(?![{_LETTER}])"
)
_SPOKEN_AT = re.compile(r"\s?(?:\(at\)|\[at\]|\barobase\b|\barroba\b|\bchiocciola\b)\s?")
_CODE = re.compile(r"(?<![\w.,+#@-])(\d{6}|\d{3}\s\d{3})(?![\w@]|[.,-]\d|\s?(?:€|eur|km|dh|chf))")
_CODE_WORD = re.compile(r"\b(?:code|otp|codigo|codice|pin)\b|رمز|كود")

_NOUN = (
    r"(?:\s(?:la|le|l'|the|el|lo|il|die|der|das|my|ma|mon|mi|meine|d'|de))*"
    r"(?:\s?(?:commande|numero|order|number|pedido|numero de pedido|ordine|bestellung|n°))*\W*$"
)
# "X and not Y": what follows these words is not meant, when nothing else stands between.
_NOT = r"(?:pas|not|nicht|non pas|et non|and not|y no|e non|instead of|rather than|au lieu de|"
_NOT += r"plutot que|statt|anstatt|invece di|en vez de|en lugar de|ليس|وليس|لا|ne)"
_AFTER_ANOTHER = re.compile(rf"^\W*(?:(?:et|and|y|e|und|mais|but)\s)?{_NOT}{_NOUN}")
_AFTER_ANOTHER_ROMANCE = re.compile(rf"^\W*(?:y\s|e\s)?(?:no|non){_NOUN}")
_DENIED = re.compile(
    rf"(?:\best|\bc'est|\bis|\bisn't|\bit's|\bwas|\bes|\be|\bist|\bera)\s?(?:pas|not|no|non|nicht|"
    rf"plus|n't)?{_NOUN}|\bليس{_NOUN}"
)
_NEGATED = re.compile(r"\b(?:pas|not|no|non|nicht|isn't|plus)\b|ليس")
_BUT = re.compile(r"^\W*(?:$|(?:mais|but|sino|ma|bensi|sondern|بل)\b)")
_OPENS_NOT = re.compile(
    rf"(?:^|[.!?;,:]\s?)(?:non\s)?{_NOT}{_NOUN}|^\W*(?:no|non)(?: es| e| era)?{_NOUN}"
)
# "Y, sorry, X": what came before these words is taken back.
_TAKEN_BACK = re.compile(
    r"\b(?:pardon|desolee?|oups|non|no|nein|erreur|trompee?|plutot|en fait|voulais dire|sorry|"
    r"i mean|i meant|actually|rather|oops|correction|wrong|perdon|mejor dicho|quise decir|scusa|"
    r"scusi|anzi|volevo dire|entschuldigung|ich meine|vielmehr|beziehungsweise)\b|عفوا|اقصد|خطا"
)


def order_numbers(folded: str, language: Language | None = None) -> tuple[str, ...]:
    """Order numbers as `CMD-YYYY-NNNNN`, without those the customer takes back."""
    found = list(_ORDER.finditer(folded))
    taken_back = {i for i in range(len(found)) if _is_denied(folded, found, i, language)}
    for i in range(1, len(found)):
        between = folded[found[i - 1].end() : found[i].start()]
        if i not in taken_back and len(between) <= 60 and _TAKEN_BACK.search(between):
            taken_back.add(i - 1)
    kept = (m for i, m in enumerate(found) if i not in taken_back)
    return _unique(f"CMD-{m[1]}-{m[2].replace(' ', '')}" for m in kept)


def _is_denied(folded: str, found: list[re.Match[str]], i: int, language: Language | None) -> bool:
    start = found[i].start()
    if i:
        between = folded[found[i - 1].end() : start]
        if _AFTER_ANOTHER.search(between):
            return True
        if language in {"es", "it"} and _AFTER_ANOTHER_ROMANCE.search(between):
            return True
    before = folded[max(0, start - 40) : start]
    denied = _DENIED.search(before)
    if denied and _NEGATED.search(denied[0]):
        return True
    if i + 1 < len(found):
        after = folded[found[i].end() : found[i + 1].start()]
        return bool(_BUT.search(after) and _OPENS_NOT.search(before))
    return False


def ticket_ids(folded: str) -> tuple[str, ...]:
    """Ticket numbers, `SAV-MDF-NNNNN` first, then those of the older form `TKT-YYYY-NNNNNN`."""
    return _unique(
        [f"SAV-MDF-{m[1]}" for m in _TICKET.finditer(folded)]
        + [f"TKT-{m[1]}-{m[2]}" for m in _OLD_TICKET.finditer(folded)]
    )


def emails(text: str) -> tuple[str, ...]:
    """E-mail addresses of a text as it was written, in lower case, each with its accents."""
    written = unicodedata.normalize("NFKC", text[:MAX_CHARS]).casefold()
    return _unique(m[0] for m in _EMAIL.finditer(_SPOKEN_AT.sub("@", written)))


def codes(folded: str) -> tuple[str, ...]:
    """Sign-in codes: six digits alone, or in two groups of three when a code is spoken of."""
    rest = folded
    for identifier in (_ORDER, _TICKET, _OLD_TICKET, _EMAIL):
        rest = identifier.sub("#", rest)
    spoken_of = bool(_CODE_WORD.search(rest)) or len(rest) <= 8
    found = (m[1] for m in _CODE.finditer(rest))
    return _unique(code.replace(" ", "") for code in found if spoken_of or " " not in code)


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
