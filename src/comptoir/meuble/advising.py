"""Which products a message is about, and what it asks of them. Pure rules over found rows.

A message that names a product ("le Oslo existe en bleu ?"), or follows one that was shown ("et en
stock ?"), is answered from that product's row; any other is a search.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final, Literal

from comptoir.brain.offline.slots import Names
from comptoir.brain.words import any_of, fold, tokens
from comptoir.meuble.shopping import Wish, colours_of, wish
from comptoir.meuble.skill.lexicon import MATERIALS, PRODUCTS

MOST_SHOWN = 3
Aspect = Literal["price", "stock", "colour", "material", "size"]


@dataclass(frozen=True, slots=True)
class ShopProduct:
    """A product as its row says it is; nothing of it is ever a model's."""

    sku: str
    name: str
    price_eur: Decimal
    stock: int
    colours: tuple[str, ...]
    materials: tuple[str, ...]
    size: str


_ASPECTS: Final[dict[Aspect, re.Pattern[str]]] = {
    "stock": re.compile(
        r"(?<!\w)"
        + any_of(r"""
            stocks? | dispos? | disponib\w+ | rupture | reste t il | available | availability
            verfugbar\w* | lieferbar | vorratig | lager | agotad[oa] | esaurit[oa] | متوفر\w*
            متاح\w* | المخزون
        """)
    ),
    "price": re.compile(
        r"(?<!\w)"
        + any_of(r"""
            prix | combien | coute\w* | tarifs? | how much | price\w* | costs? | cuanto | cuesta
            precios? | quanto | prezz[oi] | costa | kostet | kosten | preis\w* | wie ?viel
            (?:ال)?سعر\w* | بكم | كم | ثمن
        """)
    ),
    "size": re.compile(
        r"(?<!\w)"
        + any_of(r"""
            dimensions? | tailles? | mesures? | mesure t il | largeur | hauteur | profondeur
            longueur | size | how (?:big|wide|tall|long|deep|high) | medidas? | dimensiones
            misure | dimensioni | masse | abmessungen | wie (?:gross|breit|lang|hoch) | مقاس\w*
            (?:ال)?ابعاد | قياس\w*
        """)
    ),
    "colour": re.compile(
        r"(?<!\w)" + any_of("couleurs? | coloris | colou?rs? | colores? | colori | farben? | لون")
    ),
    "material": re.compile(
        r"(?<!\w)" + any_of(r"matieres? | materiau\w* | material\w* | المواد | الخامة")
    ),
}
# What a product's name says beside what it alone is called.
_COMMON_IN_NAMES: Final = re.compile(
    any_of(r"""
        d | de | l | la | le | a | en | et | pl | places? | portes | personnes | angle
        convertible | coffre | ronde? | haute? | relax | manuel | electrique | releveur | pliante
        extensible | suspendue? | modulable | lattes | tiroirs? | led | xxl | mousse | tissu
        bois | cuir | metal | lot | \d+
    """)
)


def aspects(text: str) -> tuple[Aspect, ...]:
    """What a message asks of a product, in the order they are answered."""
    folded = fold(text)
    asked = [aspect for aspect, said in _ASPECTS.items() if said.search(folded)]
    if "colour" not in asked and colours_of([text]):
        asked.append("colour")
    if "material" not in asked and _materials().first(tokens(folded)):
        asked.append("material")
    return tuple(asked)


@cache
def _materials() -> Names:
    return Names(MATERIALS)


@cache
def _kind_words() -> frozenset[str]:
    return frozenset(word for names in PRODUCTS.values() for name in names for word in name.split())


def named_by(text: str, products: Sequence[ShopProduct]) -> list[ShopProduct]:
    """Those of `products` that a message calls by a name of their own, the exact one alone."""
    said = set(tokens(fold(text)))
    named = [each for each in products if said & own_words(each) or fold(each.sku) in fold(text)]
    exact = [each for each in named if set(tokens(fold(each.name))) <= said]
    return exact[:1] if exact else named


def own_words(product: ShopProduct) -> set[str]:
    """What tells a product from others of its kind: "alba" of "Lit coffre Alba"."""
    words = set(tokens(fold(product.name))) - _kind_words()
    return {word for word in words if not _COMMON_IN_NAMES.fullmatch(word)}


def asks_for_something(wanted: Wish) -> bool:
    """Whether a wish says what is looked for, by more than a word around it."""
    return bool(wanted.type or wanted.words or wanted.colours or wanted.seats)


def narrows(text: str) -> bool:
    """Whether a message sets a price, or an order of prices, for what was sought before."""
    wanted = wish(text)
    return wanted.order is not None or wanted.at_most_cents is not None


def follows_on(text: str) -> bool:
    """Whether a message names no furniture, so that it can only be about what was shown."""
    return wish(text).type is None
