"""What people look for is found, however they write it, and alike on both databases."""

import pytest

from comptoir.kernel.db import Database
from comptoir.kernel.search import Document, MemoryIndex, put, search

pytestmark = pytest.mark.anyio

SHOP = (
    Document("angle", "Canapé d'angle gris, convertible, petit prix."),
    Document("droit", "Canapé droit bleu en velours."),
    Document("fauteuil", "Fauteuil rouge en cuir pleine fleur."),
    Document("livraison", "Nos livraisons partent le mardi et le jeudi."),
)


def ids(hits: list[object]) -> list[object]:
    return [hit.id for hit in hits]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("canape dangle gris pa cher", "angle"),
        ("quand livrez-vous ?", "livraison"),
        ("livraidon", "livraison"),
        ("fauteil en cuir", "fauteuil"),
        ("VELOURS", "droit"),
    ],
)
async def test_what_a_customer_means_comes_first(db: Database, question: str, first: str) -> None:
    await db.write(put, "meuble.catalogue", SHOP)

    hits = await db.read(search, "meuble.catalogue", question)

    assert hits[0].id == first


def test_an_index_in_memory_answers_the_same() -> None:
    index = MemoryIndex([(str(one.id), one.text) for one in SHOP])

    assert index.search("canape dangle gris pa cher", 1)[0][0] == "angle"
    index.close()
