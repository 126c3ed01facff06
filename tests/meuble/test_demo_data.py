"""The demonstration data is what a new user sees first: it must be whole and hold together."""

import json
import re
import unicodedata
from collections import Counter
from datetime import date
from decimal import Decimal
from importlib.resources import files
from typing import Any

import pytest

DEMO = files("comptoir.meuble") / "demo"
TYPES = {
    *("canapé", "fauteuil", "table", "table basse", "chaise", "tabouret", "lit", "tête de lit"),
    *("matelas", "sommier", "armoire", "dressing", "commode", "chevet", "buffet", "bibliothèque"),
    *("étagère", "meuble tv", "bureau", "banc", "pouf", "miroir", "lampe", "tapis"),
}
COMPONENTS = {"structure", "mechanism", "electric", "covering", "comfort"}
LONGEST_WARRANTY_YEARS = {
    "structure": 10,
    "mechanism": 5,
    "electric": 3,
    "covering": 3,
    "comfort": 10,
}
PRICE = re.compile(r"\d+\.\d\d")
DIMENSIONS = re.compile(r"[1-9]\d*cm x [1-9]\d*cm x [1-9]\d*cm")


def read(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((DEMO / name).read_text(encoding="utf-8"))
    return rows


@pytest.fixture(scope="module")
def products() -> list[dict[str, Any]]:
    return read("catalogue.json")


@pytest.fixture(scope="module")
def orders() -> list[dict[str, Any]]:
    return read("orders.json")


@pytest.fixture(scope="module")
def by_sku(products: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {product["sku"]: product for product in products}


def price_eur(text: str) -> Decimal:
    assert PRICE.fullmatch(text), text
    return Decimal(text)


def test_the_catalogue_has_180_products_in_four_categories(products):
    assert Counter(product["category"] for product in products) == {
        "salon": 42,
        "chambre": 38,
        "salle_a_manger": 52,
        "decoration": 48,
    }


def test_every_canonical_type_is_sold_and_no_other(products):
    assert {product["type"] for product in products} == TYPES


@pytest.mark.parametrize("field", ["sku", "name", "description"])
def test_no_two_products_share_their(products, field):
    values = Counter(product[field] for product in products)
    assert [value for value, count in values.items() if count > 1] == []


def test_a_sku_is_one_spelling_that_fits_a_url_segment(products):
    for product in products:
        sku = product["sku"]
        assert unicodedata.is_normalized("NFC", sku)
        assert re.fullmatch(r"[A-ZÉ0-9]+(-[A-Z0-9]+)+", sku), sku


def test_prices_run_from_small_things_to_large_sofas_in_euros_and_cents(products):
    prices = [price_eur(product["price_eur"]) for product in products]
    assert min(prices) > 10
    assert max(prices) == Decimal("3490.00")


def test_every_product_can_be_measured_carried_and_described(products):
    for product in products:
        assert DIMENSIONS.fullmatch(product["dimensions"]), product["sku"]
        assert 0 < product["weight_kg"] < 250, product["sku"]
        assert product["stock"] >= 0
        assert product["colors"]
        assert product["materials"]
        assert product["care"].endswith(".")
        sentences = re.findall(r"[^.]+\.(?=\s|$)", product["description"])
        assert 2 <= len(sentences) <= 4, product["sku"]


def test_no_description_sentence_is_worn_out(products):
    sentences = Counter(
        sentence
        for product in products
        for sentence in re.split(r"(?<=[.!?]) ", product["description"])
    )
    assert max(sentences.values()) <= 3


def test_some_products_are_sold_out_in_every_category(products):
    sold_out = {product["category"] for product in products if product["stock"] == 0}
    assert len(sold_out) == 4


def test_a_component_is_never_guaranteed_longer_than_its_product_or_the_trade(products):
    for product in products:
        warranty = product["warranty"]
        assert warranty, product["sku"]
        assert warranty.keys() <= COMPONENTS
        assert max(warranty.values()) == product["warranty_years"]
        assert all(1 <= years <= LONGEST_WARRANTY_YEARS[part] for part, years in warranty.items())
        if "structure" in warranty:
            assert warranty["structure"] == product["warranty_years"], product["sku"]


def test_what_runs_on_current_and_only_that_has_an_electric_warranty(products):
    powered = re.compile(r"électrique|releveur|LED|lumineux|connecté|assis-debout")
    for product in products:
        electric = product["type"] == "lampe" or bool(powered.search(product["name"]))
        assert ("electric" in product["warranty"]) == electric, product["sku"]


def test_the_documented_sofa_is_as_documented(by_sku):
    sofa = by_sku["SAL-CAP-001"]
    documented = {
        "name": "Canapé Premium",
        "category": "salon",
        "price_eur": "1299.99",
        "dimensions": "200cm x 90cm x 85cm",
        "weight_kg": 45,
        "colors": ["Gris", "Bleu", "Noir"],
        "materials": ["Tissu", "Bois massif"],
        "warranty_years": 5,
        "stock": 5,
    }
    assert {field: sofa[field] for field in documented} == documented


def test_the_oslo_sofa_is_in_stock_and_there_is_an_alba_bed(by_sku, products):
    oslo = by_sku["CANAPÉ-OSLO-3P"]
    assert (oslo["name"], oslo["category"], oslo["price_eur"]) == (
        "Canapé Oslo 3 places",
        "salon",
        "1299.00",
    )
    assert oslo["stock"] > 0
    assert [product["type"] for product in products if product["name"] == "Lit Alba"] == ["lit"]


def test_order_numbers_are_unique_well_formed_and_of_their_year(orders):
    numbers = [order["order_number"] for order in orders]
    assert len(set(numbers)) == len(numbers)
    for order in orders:
        assert re.fullmatch(r"CMD-\d{4}-\d{5}", order["order_number"])
        assert order["order_number"][4:8] == order["purchase_date"][:4]
    assert "CMD-2024-00000" not in numbers


def test_orders_are_listed_oldest_first(orders):
    assert orders == sorted(orders, key=lambda o: (o["purchase_date"], o["order_number"]))


def test_an_order_line_names_a_product_a_colour_it_has_and_a_price_not_above_the_list(
    orders, by_sku
):
    for order in orders:
        assert order["lines"]
        for line in order["lines"]:
            product = by_sku[line["sku"]]
            assert line["quantity"] >= 1
            assert line["color"] in product["colors"], order["order_number"]
            assert 0 < price_eur(line["unit_price_eur"]) <= price_eur(product["price_eur"])


def test_an_order_is_delivered_after_it_was_bought_or_not_delivered_at_all(orders):
    for order in orders:
        bought = date.fromisoformat(order["purchase_date"])
        delivered = order["status"] in {"livree", "retournee"}
        awaited = order["status"] in {"expediee", "en_preparation"}
        assert delivered == (order["delivery_date"] is not None), order["order_number"]
        assert awaited == ("expected_delivery_date" in order), order["order_number"]
        arrival = order["delivery_date"] or order.get("expected_delivery_date")
        if arrival:
            assert bought <= date.fromisoformat(arrival)


def test_every_situation_a_claim_may_meet_is_there(orders):
    assert {order["status"] for order in orders} == {
        "en_preparation",
        "expediee",
        "livree",
        "annulee",
        "retournee",
    }
    assert {order["channel"] for order in orders} == {"online", "magasin"}
    assert {order["customer_tier"] for order in orders} == {"standard", "premium", "vip"}
    assert any(len(order["lines"]) == 2 for order in orders)
    assert sum(line.get("used", False) for order in orders for line in order["lines"]) == 1


def test_a_customer_has_one_tier_and_an_example_address(orders):
    tiers = {(order["customer_email"], order["customer_tier"]) for order in orders}
    emails = [email for email, _ in tiers]
    assert len(set(emails)) == len(emails)
    assert all(
        email == "client@meuble.example" or email.endswith("@example.com") for email in emails
    )


@pytest.mark.parametrize(
    ("number", "purchase_date", "delivery_date"),
    [
        ("CMD-2025-30301", "2025-11-15", "2025-11-20"),
        ("CMD-2023-10077", "2023-03-01", "2023-03-10"),
    ],
)
def test_the_documented_orders_are_of_the_demonstration_customer(
    orders, number, purchase_date, delivery_date
):
    [order] = [order for order in orders if order["order_number"] == number]
    assert order["customer_email"] == "client@meuble.example"
    assert order["status"] == "livree"
    assert (order["purchase_date"], order["delivery_date"]) == (purchase_date, delivery_date)
    assert [line["sku"] for line in order["lines"]] == ["SAL-CAP-001"]
