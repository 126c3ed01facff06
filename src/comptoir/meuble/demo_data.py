"""Demonstration data of the furniture shop: catalogue, orders, questions, the README's people."""

import json
from datetime import date, datetime
from decimal import Decimal
from importlib.resources import files
from typing import Any

from sqlalchemy import Connection, select

from comptoir.meuble import accounts, catalogue, questions
from comptoir.meuble.models import accounts as account_rows
from comptoir.meuble.models import order_lines, orders, products

PASSWORD = "comptoir-demo"  # noqa: S105 - printed at start; production never has these accounts
PEOPLE = (
    ("admin@meuble.example", "admin", "Administratrice", "admin"),
    ("sav@meuble.example", "sav", "Service après-vente", "sav"),
    ("client@meuble.example", "client", "Client de démonstration", "user"),
)


def _items(name: str) -> list[dict[str, Any]]:
    source = files("comptoir.meuble") / "demo" / f"{name}.json"
    items: list[dict[str, Any]] = json.loads(source.read_text(encoding="utf-8"))
    return items


def _cents(euros: str) -> int:
    return int(Decimal(euros) * 100)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def is_empty(connection: Connection) -> bool:
    """Whether nobody has put anything into this shop yet."""
    return (
        connection.execute(select(products.c.sku)).first() is None
        and connection.execute(select(account_rows.c.id)).first() is None
    )


def load(connection: Connection, password_hash: str, now: datetime) -> None:
    """Fill an empty shop."""
    catalogue.take_in(connection, [catalogue.from_file(item) for item in _items("catalogue")], now)
    _load_orders(connection)
    questions.add(connection, [questions.from_file(item) for item in _items("faq")], now)
    for email, username, full_name, role in PEOPLE:
        registration = accounts.Registration(
            email=email, username=username, full_name=full_name, password=PASSWORD
        )
        accounts.create(
            connection, registration, password_hash, now, role=role, email_confirmed=True
        )


def _load_orders(connection: Connection) -> None:
    items = _items("orders")
    connection.execute(
        orders.insert(),
        [
            {
                "order_number": item["order_number"],
                "email": item["customer_email"],
                "status": item["status"],
                "channel": item["channel"],
                "customer_tier": item["customer_tier"],
                "purchase_date": _day(item["purchase_date"]),
                "delivery_date": _day(item["delivery_date"]),
                "expected_delivery_date": _day(item.get("expected_delivery_date")),
            }
            for item in items
        ],
    )
    connection.execute(
        order_lines.insert(),
        [
            {
                "order_number": item["order_number"],
                "position": position,
                "sku": line["sku"],
                "quantity": line["quantity"],
                "unit_price_cents": _cents(line["unit_price_eur"]),
                "color": line["color"],
                "used": line.get("used", False),
            }
            for item in items
            for position, line in enumerate(item["lines"], start=1)
        ],
    )
