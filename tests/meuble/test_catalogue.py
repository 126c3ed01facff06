"""The catalogue: listed, found however a search is typed, kept by staff."""

import pytest

from comptoir.meuble import catalogue

pytestmark = pytest.mark.anyio
# What is decided before any database is asked need not be asked of two.
sqlite_only = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


# ── Searching ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (
            "canape dangle gris pa cher",
            ["Canapé d'angle convertible Milo", "Canapé Oslo d'angle"],
        ),
        (
            "un canapé convertible pour 2 personnes pas trop cher",
            ["Canapé convertible Milo", "Canapé d'angle convertible Milo"],
        ),
        ("matelas memoire de forme 160", ["Matelas Bergen mémoire de forme"]),
        ("fauteuil releveur electrik", ["Fauteuil releveur Bergen"]),
        ("mirroir rond doré", ["Miroir rond Oslo"]),
        ("tapi berbere", ["Tapis berbère Anouk"]),
        ("armoire 3 portes", ["Armoire Louise 3 portes"]),
        ("SAL-CAP-001", ["Canapé Premium"]),
        ("canape oslo 3p", ["Canapé Oslo 3 places"]),
        ("bonjour", []),
        ("xqzwvkj", []),
    ],
)
async def test_a_product_is_found_however_it_is_typed(shop, typed, found):
    rows = await shop.platform.db.read(catalogue.search, typed)
    assert [row["name"] for row in rows] == found


async def test_a_search_keeps_to_the_price_the_kind_and_the_size(shop):
    async def search(text, **more):
        return await shop.platform.db.read(catalogue.search, text, limit=100, **more)

    cheap = await search("chaise à moins de 100 euros")
    assert cheap
    assert all(row["type"] == "chaise" and row["price_cents"] <= 10_000 for row in cheap)
    assert await search("canapé à moins de 20 euros") == []
    three = await search("canapé 3 places")
    assert {"SAL-CAP-001", "CANAPÉ-OSLO-3P", "SAL-CAP-007"} == {row["sku"] for row in three}
    low_first = [row["price_cents"] for row in await search("canapé pas cher")]
    assert len(low_first) == 14
    assert low_first == sorted(low_first)
    high_first = [row["price_cents"] for row in await search("canapé haut de gamme")]
    assert high_first == sorted(low_first, reverse=True)
    assert {row["category"] for row in await search("lampe", category="decoration")} == {
        "decoration"
    }
    assert await search("lampe", category="chambre") == []
