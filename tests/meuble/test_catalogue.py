"""The catalogue: listed, found however a search is typed, kept by staff."""

import pytest

from cast import SAM
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


# ── Listing ───────────────────────────────────────────────────────────────────────────────

LISTED = {
    "id": str,
    "sku": str,
    "name": str,
    "category": str,
    "price": float,
    "description": str,
    "stock": int,
    "in_stock": bool,
    "images": list,
}
WHOLE = {
    **LISTED,
    "dimensions": str,
    "colors": list,
    "materials": list,
    "warranty_years": int,
}


async def read(visitor, path="/api/products", **parameters):
    answer = await visitor.http.get(path, params=parameters)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_a_list_is_as_both_documents_show_it(shop):
    body = await read(shop.visitor(), category="salon", limit=20)
    assert body["success"] is True
    assert (body["category"], body["total"], body["page"], body["limit"]) == ("salon", 42, 1, 20)
    assert len(body["products"]) == 20
    for product in body["products"]:
        assert {name: type(product[name]) for name in LISTED} == LISTED
        assert product["id"] == product["sku"]
        assert product["in_stock"] == (product["stock"] > 0)
        assert product["category"] == "salon"
    first = body["products"][0]
    assert (first["id"], first["name"], first["price"]) == (
        "SAL-CAP-001",
        "Canapé Premium",
        1299.99,
    )
    assert '"price":1299.00' in (await shop.visitor().http.get("/api/products")).text


async def test_pages_follow_each_other_and_miss_nothing(shop):
    nora = shop.visitor()
    everything = []
    for page in range(1, 5):
        body = await read(nora, page=page)
        assert (body["total"], body["page"], body["limit"]) == (180, page, 50)
        everything += [product["id"] for product in body["products"]]
    assert len(everything) == len(set(everything)) == 180
    assert everything[60:70] == [
        product["id"] for product in (await read(nora, offset=60, limit=10))["products"]
    ]
    beyond = await read(nora, offset=1000)
    assert (beyond["products"], beyond["total"]) == ([], 180)
    assert len((await read(nora, limit=5000))["products"]) == 100


@sqlite_only
@pytest.mark.parametrize(
    "asked",
    [
        {"limit": "0"},
        {"limit": "beaucoup"},
        {"page": "0"},
        {"offset": "-1"},
        {"offset": "9" * 30},
        {"search": "x" * 501},
    ],
)
async def test_what_cannot_be_asked_of_a_list(shop, asked):
    answer = await shop.visitor().http.get("/api/products", params=asked)
    assert answer.status_code == 400
    body = answer.json()
    assert body["error"] == "invalid_request"
    assert body["detail"].startswith(f"{next(iter(asked))} : ")


async def test_a_category_goes_by_its_id_or_its_name(shop):
    nora = shop.visitor()
    by_id = await read(nora, category="salle_a_manger")
    assert by_id["total"] == 52
    for name in ("Salle à manger", "salle a manger", "Dining room"):
        assert await read(nora, category=name) == by_id
    nowhere = await read(nora, category="jardin")
    assert (nowhere["products"], nowhere["total"], nowhere["category"]) == ([], 0, "jardin")


async def test_search_and_query_are_one(shop):
    nora = shop.visitor()
    found = await read(nora, search="canape dangle gris pa cher")
    assert [product["name"] for product in found["products"]] == [
        "Canapé d'angle convertible Milo",
        "Canapé Oslo d'angle",
    ]
    assert found["total"] == 2
    assert await read(nora, query="canape dangle gris pa cher") == found
    assert (await read(nora, query="canapé", category="chambre"))["total"] == 0
    second = await read(nora, query="canapé", category="salon", limit=5, page=2)
    assert (second["total"], second["page"], len(second["products"])) == (14, 2, 5)
    assert await read(nora, search="  ") == await read(nora)


async def test_the_categories_count_their_products(shop):
    body = await read(shop.visitor(), "/api/products/categories")
    assert body == {
        "success": True,
        "categories": [
            {"id": "salon", "name": "Salon", "product_count": 42},
            {"id": "salle_a_manger", "name": "Salle à manger", "product_count": 52},
            {"id": "chambre", "name": "Chambre", "product_count": 38},
            {"id": "decoration", "name": "Décoration", "product_count": 48},
        ],
        "total": 4,
    }
    english = await read(shop.visitor(**{"Accept-Language": "en"}), "/api/products/categories")
    assert english["categories"][1]["name"] == "Dining room"


async def test_a_product_is_shown_whole(shop):
    product = (await read(shop.visitor(), "/api/products/SAL-CAP-001"))["product"]
    assert {name: type(product[name]) for name in WHOLE} == WHOLE
    assert (product["id"], product["price"], product["weight_kg"]) == ("SAL-CAP-001", 1299.99, 45)
    assert (product["dimensions"], product["warranty_years"]) == ("200cm x 90cm x 85cm", 5)
    assert product["warranty"] == {"structure": 5, "covering": 2, "comfort": 3}


@pytest.mark.parametrize(
    "typed",
    ["CANAPÉ-OSLO-3P", "CANAP%C3%89-OSLO-3P", "CANAPE%CC%81-OSLO-3P", "CANAPÉ-OSLO-3P/"],
    ids=["composed", "encoded", "decomposed", "slash"],
)
async def test_an_accent_in_a_name_may_be_written_in_any_way(shop, typed):
    body = await read(shop.visitor(), f"/api/products/{typed}")
    assert body["product"]["name"] == "Canapé Oslo 3 places"


@sqlite_only
@pytest.mark.parametrize(
    "name", ["SAL-CAP-999", "x", "catalog", "a%00b", "%F0%9F%9B%8B", "é" * 300]
)
async def test_a_product_that_does_not_exist(shop, name):
    answer = await shop.visitor().http.get(f"/api/products/{name}")
    assert answer.status_code in {404, 400 if "%00" in name else 404}
    body = answer.json()
    assert body["success"] is False
    assert body["status_code"] == answer.status_code
    if "%00" not in name:
        assert (body["error"], body["detail"]) == ("product_not_found", "Produit introuvable.")


async def test_the_summary_tells_a_chatbot_what_there_is(shop):
    body = await read(shop.visitor(), "/api/products/catalog/summary")
    assert body["success"] is True
    assert (body["catalog_version"], body["total_products"]) == ("2.1", 180)
    assert body["last_updated"].endswith("Z")
    text = body["summary"]
    assert len(text) < 4000
    assert text.startswith("Catalogue de Meuble de France : 180 produits.")
    assert "canapé (14, 13 en stock, 349–3490 €)" in text
    for category in ("Salon", "Salle à manger", "Chambre", "Décoration"):
        assert f"\n{category} :" in text
    assert await read(shop.visitor(), "/api/products/catalog/summary/") == body


@pytest.mark.parametrize(
    "path",
    ["", "?search=lampe", "/categories", "/catalog/summary", "/SAL-CAP-001"],
)
async def test_who_has_an_answer_already_is_not_sent_it_again(shop, path):
    nora = shop.visitor()
    tag = (await nora.http.get(f"/api/products{path}")).headers["ETag"]
    for given in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = await nora.http.get(f"/api/products{path}", headers={"If-None-Match": given})
        assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)


# ── Keeping ───────────────────────────────────────────────────────────────────────────────


async def put(visitor, sku="SAL-CAP-001", **changes):
    return await visitor.http.put(f"/api/products/{sku}", json=changes)


async def test_staff_change_a_price_and_a_stock_and_every_answer_follows(shop):
    sam, nora = await shop.signed_in(SAM), shop.visitor()
    paths = ("/api/products", "/api/products/SAL-CAP-001", "/api/products/catalog/summary")
    tags = [(await nora.http.get(path)).headers["ETag"] for path in paths]
    shop.clock.advance(minutes=10)
    answer = await put(sam, price=999.5, stock=0)
    assert answer.status_code == 200
    assert '"price":999.50' in answer.text
    product = answer.json()["product"]
    assert (product["stock"], product["in_stock"], product["colors"][0]) == (0, False, "Gris")
    assert product["updated_at"] == "2026-01-31T10:10:00Z"
    for path, tag in zip(paths, tags, strict=True):
        changed = await nora.http.get(path, headers={"If-None-Match": tag})
        assert (changed.status_code, changed.headers["ETag"] == tag) == (200, False)
    first = (await read(nora))["products"][0]
    assert (first["id"], first["price"], first["in_stock"]) == ("SAL-CAP-001", 999.5, False)
    summary = await read(nora, "/api/products/catalog/summary")
    assert summary["catalog_version"] == "2.2"
    [row] = await shop.platform.db.read(catalogue.search, "SAL-CAP-001")
    assert (row["price_cents"], row["stock"]) == (99_950, 0)
    assert (await put(sam, price="1 299,99 €", stock=5)).json()["product"]["price"] == 1299.99


async def test_a_change_to_what_it_is_already_is_none(shop):
    sam = await shop.signed_in(SAM)
    before = await read(sam, "/api/products/catalog/summary")
    for changes in ({}, {"price": 1299.99}, {"stock": 5}, {"price": None}):
        assert (await put(sam, **changes)).status_code == 200
    assert await read(sam, "/api/products/catalog/summary") == before


@sqlite_only
@pytest.mark.parametrize(
    "changes",
    [
        *({"price": price} for price in (0, -1, 12.345, 100_001, "cher", True, [], "NaN", 1e300)),
        *({"stock": stock} for stock in (-1, 1.5, 1_000_001, "un", True, 10**30)),
    ],
    ids=str,
)
async def test_a_price_or_stock_that_cannot_be_is_refused(shop, changes):
    sam = await shop.signed_in(SAM)
    answer = await put(sam, **changes)
    assert answer.status_code == 400
    assert answer.json()["detail"].startswith(f"{next(iter(changes))} : ")


@sqlite_only
async def test_what_does_not_exist_cannot_be_changed(shop):
    answer = await put(await shop.signed_in(SAM), "SAL-CAP-999", stock=1)
    assert (answer.status_code, answer.json()["error"]) == (404, "product_not_found")
