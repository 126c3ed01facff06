"""Which evidence a claim asks for, by its category and priority.

Urgent claims ask for fewer photos; some faults only show in a film, some damage on a box.
Serves `GET /api/sav/evidence-requirements/{problem_category}` and what a new claim answers.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from comptoir.kernel.errors import Text
from comptoir.meuble.rights import COMPONENTS

PHOTOS: Final[Mapping[str, int]] = {"P1": 2, "P2": 3, "P3": 3}

_DAMAGE: Final = Text(
    "Dégâts visibles, en vue d'ensemble puis de près", "Visible damage, as a whole then close up"
)
_PHOTO_SUBJECTS: Final[Mapping[str, Text]] = {
    "Piece_manquante": Text(
        "Pièces reçues et étiquettes des colis", "Parts received and labels of the parcels"
    ),
    "Erreur_produit": Text(
        "Article reçu et étiquette du colis", "Item received and label of the parcel"
    ),
    "Probleme_montage": Text(
        "Étape du montage qui bloque et pièces concernées", "Step that fails and the parts of it"
    ),
    "Odeur_hygiene": Text(
        "Zone concernée et étiquette du produit", "Place affected and label of the product"
    ),
}
_ALSO: Final[Mapping[str, tuple[str, Text]]] = {
    "Defaut_mecanisme": ("video", Text("Mécanisme en mouvement", "The mechanism moving")),
    "Defaut_electrique": (
        "video",
        Text(
            "Le défaut tel qu'il se produit ; après une fumée, une odeur de brûlé ou une "
            "décharge, ne rebranchez rien et filmez l'appareil éteint",
            "The fault as it happens; after smoke, a burning smell or a shock, plug nothing "
            "back in and film it switched off",
        ),
    ),
    "Dommage_livraison": (
        "photo",
        Text("Emballage d'origine et ses étiquettes", "Original packaging and its labels"),
    ),
    "Piece_manquante": (
        "document",
        Text(
            "Page de la notice où figure la pièce manquante",
            "Page of the instructions that shows the missing part",
        ),
    ),
}
NOUNS: Final[Mapping[str, Text]] = {
    "photo": Text("photo", "photo"),
    "video": Text("vidéo", "video"),
    "document": Text("document", "document"),
}


@dataclass(frozen=True)
class Requirement:
    """Evidence to send; the counts of two requirements of one type add up."""

    type: str
    minimum_count: int
    description: str


def evidence_required(
    category: str, priority: str = "P2", language: str = "fr"
) -> tuple[Requirement, ...]:
    """What a claim of this category needs, in English for `en`, else in French.

    Raises KeyError for a category or a priority that is not of the contract.
    """
    if category not in COMPONENTS:
        raise KeyError(category)
    subject = _PHOTO_SUBJECTS.get(category, _DAMAGE)
    required = [Requirement("photo", PHOTOS[priority], subject.in_language(language))]
    if category in _ALSO:
        kind, description = _ALSO[category]
        required.append(Requirement(kind, 1, description.in_language(language)))
    return tuple(required)


def evidence_sentence(requirements: Iterable[Requirement], language: str = "fr") -> str:
    """The same requirements in one numbered sentence, in English for `en`, else in French."""
    opening = Text("Pour étudier votre demande, il nous faut : ", "To study your claim, we need: ")
    at_least = Text("au moins", "at least").in_language(language)
    items = (
        f"{number}. {at_least} {r.minimum_count} {_noun(r, language)} "
        f"({r.description[:1].lower()}{r.description[1:]})"
        for number, r in enumerate(requirements, start=1)
    )
    return f"{opening.in_language(language)}{', '.join(items)}."


def _noun(requirement: Requirement, language: str) -> str:
    singular = NOUNS[requirement.type].in_language(language)
    return singular if requirement.minimum_count == 1 else f"{singular}s"
