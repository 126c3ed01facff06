"""What somebody who looks for a product says of it beside its name: a price, a colour, a size.

"canapé d'angle gris pas cher" is a kind of furniture, a colour, a wish for a low price and one
word to look for. Rules, not a model: a price that was asked for is a number.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final, Literal, NamedTuple

from comptoir.brain.offline.slots import Names
from comptoir.brain.words import any_of, tokens
from comptoir.kernel.search.commonplace import COMMONPLACE
from comptoir.kernel.text import bare
from comptoir.meuble.skill.lexicon import COLOURS, PRODUCTS

MAXIMUM_CHARS = 500
"""What is looked at of a search."""
MAXIMUM_WORDS = 12
"""Words that are looked for, the first ones."""

Order = Literal["cheapest", "dearest"]

# Folded, apostrophes and hyphens are spaces; an amount may be written "1 299,90 €".
_AMOUNT = r"(\d{1,3}(?:[ .,]\d{3})+(?!\d)|\d{1,6})(?:[,.](\d{1,2})(?!\d))?"
_MONEY = r" ?(?:€|euros?\b|eur\b|e\b)"
_NO_PRICE = (
    r"(?![\d,.]| ?(?:cm|mm|m|metres?|kg|kilos?|%|x|ans?|mois|jours?|semaines?|places?|pl|personnes?"
    r"|pers|tiroirs?|portes?|lattes?|ampoules?|watts?|w)\b)"
)
_CAPS = any_of("""
    moins de | moins chere? que | pas plus de | au plus | maximum | maximum de | max | max de | maxi
    jusqu a | sous les | sous la barre des | en dessous de | en dessous des | inferieure?s? a
    ne depasse pas | sans depasser | budget | budget de | budget max | budget maximum de
    under | below | less than | up to | at most | menos de | hasta | meno di | fino a | sotto i
    unter | bis zu | weniger als | hochstens
""")
_FLOORS = any_of("""
    plus de | au dessus de | au dela de | a partir de | au moins | minimum | superieure?s? a
    over | above | more than | at least | from | mas de | desde | piu di | oltre | mehr als | ab
""")
_BETWEEN = re.compile(
    rf"\b(?:entre|between|de|zwischen|tra|from) {_AMOUNT}(?:{_MONEY})?"
    rf" (?:et|and|a|y|e|und|to) {_AMOUNT}(?:{_MONEY}|{_NO_PRICE})"
)
_CAP = re.compile(rf"\b{_CAPS} {_AMOUNT}(?:{_MONEY}|{_NO_PRICE})")
_FLOOR = re.compile(rf"(?<!\bpas )\b{_FLOORS} {_AMOUNT}{_MONEY}")
_BARE = re.compile(rf"(?<![\w,.]){_AMOUNT}{_MONEY}(?: (?:maximum|maxi|max|au plus|ou moins))?")

_CHEAP = re.compile(
    r"\b"
    + any_of("""
    pas? (?:trop |tres |si )?cher(?:e?s?) | moins chere?s? | peu chere?s? | bon marche
    petits? prix | prix (?:bas|mini|doux|leger) | economiques? | abordables? | petit budget
    premiers? prix | raisonnables? | cheap(?:est|er)? | affordable | inexpensive | low price
    baratos? | baratas?
    economic[oaie]s? | billig(?:e|er|es|en|ste|sten)? | gunstig(?:e|er|es|en|ste|sten)?
    رخيصة? | الارخص
    """)
    + r"(?!\w)"
)
_DEAR = re.compile(
    r"\b"
    + any_of("""
    (?<!pas )(?<!pas le )plus chere?s? | haut de gamme | (?:de )?luxe
    luxueu(?:x|ses?) | premier choix | high end | luxury | most expensive | de lujo | di lusso
    luxus | hochwertige?[rsn]?
    """)
    + r"(?!\w)"
)
_COUNTS: Final = {
    **dict(zip("un une deux trois quatre cinq six sept huit".split(), (1, 1, 2, 3, 4, 5, 6, 7, 8))),  # noqa: B905, SIM905
    **dict(zip("two three four five six seven".split(), range(2, 8), strict=True)),  # noqa: SIM905
}
_SEATS = re.compile(
    rf"\b(\d|{'|'.join(_COUNTS)}) ?(?:places?|pl|personnes?|pers|convives?"
    r"|seats?|seater|people|persons?|plazas?|personas?|posti|persone|sitzer|personen)\b"
)
_SILENT = frozenset(
    tokens("""
    cherche cherches cherchons recherche rechercher trouver achete acheter commander prendre propose
    proposez proposer vendez vends dispo disponible disponibles stock modele modeles produit
    produits article articles meuble meubles prix tarif tarifs coute coutent coutait euro euros
    montrez montre conseillez conseil conseils idee idees budget environ autour plutot style
    couleur couleurs coloris existe existent chose choses genre maison
    looking buy find sell price available show colour color busco comprar precio cerco comprare
    prezzo suche kaufen preis plait
    """)
)
"""What people say around a product when they ask for one."""


class Wish(NamedTuple):
    """What is looked for. Money is in whole cents."""

    type: str | None
    """The kind of furniture, as the catalogue names it."""
    colours: frozenset[str]
    seats: int | None
    at_least_cents: int | None
    at_most_cents: int | None
    order: Order | None
    words: tuple[str, ...]
    """What else was said, without accents; colours and kinds are among them."""


def wish(text: str) -> Wish:
    """What a text asks of a product, in any of the six languages for kinds, colours and prices."""
    said = _opened(text[:MAXIMUM_CHARS])
    seats = seats_in(said)
    said = _SEATS.sub(" ", said)
    said, at_least, at_most = _prices(said)
    order: Order | None = "cheapest" if _CHEAP.search(said) else None
    said = _CHEAP.sub(" ", said)
    if order is None and _DEAR.search(said):
        order = "dearest"
    said = _DEAR.sub(" ", said)
    words = tokens(re.sub(r"(?<=\d) ?[x×*] ?(?=\d)", " ", said))
    return Wish(
        _kinds().first(words),
        colours_of([said]),
        seats,
        at_least,
        at_most,
        order,
        tuple(dict.fromkeys(word for word in words if not _says_nothing(word)))[:MAXIMUM_WORDS],
    )


def colours_of(texts: Sequence[str]) -> frozenset[str]:
    """The colours that texts name, each by its plain name: "Gris clair" is a grey."""
    return frozenset(colour for text in texts for colour in _colours().every(tokens(_opened(text))))


def seats_in(text: str) -> int | None:
    """How many people a text says can sit: "3 places", "un trois places"."""
    found = _SEATS.search(_opened(text))
    if found is None:
        return None
    return int(found[1]) if found[1].isdigit() else _COUNTS[found[1]]


def _opened(text: str) -> str:
    """Folded, with apostrophes, hyphens and slashes opened and single spaces."""
    return re.sub(r"[\s'/_-]+", " ", bare(text.casefold())).strip()


def _prices(said: str) -> tuple[str, int | None, int | None]:
    """The text without its prices; at least and at most so many cents."""
    found = _BETWEEN.search(said)
    if found:
        ends = sorted((_cents(found[1], found[2]), _cents(found[3], found[4])))
        return _BETWEEN.sub(" ", said), ends[0], ends[1]
    least = most = None
    for pattern in (_CAP, _FLOOR, _BARE):
        found = pattern.search(said)
        if found is None:
            continue
        cents = _cents(found[1], found[2])
        if pattern is _FLOOR:
            least = cents
        elif most is None and not (pattern is _BARE and least is not None):
            most = cents
        said = pattern.sub(" ", said)
    return said, least, most


def _cents(whole: str, hundredths: str | None) -> int:
    return int(re.sub(r"\D", "", whole)) * 100 + int((hundredths or "0").ljust(2, "0"))


def _says_nothing(word: str) -> bool:
    return word in _SILENT or any(word in words for words in COMMONPLACE.values())


@cache
def _kinds() -> Names:
    return Names(PRODUCTS)


@cache
def _colours() -> Names:
    return Names(COLOURS)
