"""Orders: what was bought and delivered, and to whom that may be shown.

The documents let anyone name an order; only its buyer gets to see what is in it (production).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import Connection, select

from comptoir.meuble import rights
from comptoir.meuble.models import order_lines, orders, products

_COMPONENTS = {
    "structure": "Structural",
    "mechanism": "Mechanism",
    "electric": "Electrical",
    "covering": "Covering",
    "comfort": "Comfort",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One article of an order."""

    sku: str
    name: str
    type: str
    unit_price_eur: Decimal
    used: bool
    warranty_years: Mapping[str, int]
    """The shop's own warranty, by component as `rights` names them."""
    quantity: int = 1


@dataclass(frozen=True, slots=True)
class Order:
    """An order and its articles."""

    number: str
    email: str
    status: str
    channel: str
    customer_tier: str
    purchase_date: date
    delivery_date: date | None
    expected_delivery_date: date | None
    lines: tuple[Line, ...]

    def line_of(self, product: str | None) -> Line | None:
        """The article a customer means by `product` (a canonical noun); None when unclear."""
        if len(self.lines) == 1:
            return self.lines[0]
        named = [line for line in self.lines if product is not None and line.type == product]
        return named[0] if len(named) == 1 else None

    def late_since(self, today: date) -> date | None:
        """The day it should have come, where that has passed and it is still on its way."""
        on_its_way = self.delivery_date is None and self.status in {"en_preparation", "expediee"}
        expected = self.expected_delivery_date
        return expected if on_its_way and expected and expected < today else None

    def belongs_to(self, emails: Collection[str]) -> bool:
        """Whether the buyer's address is among these, confirmed or given in conversation."""
        return self.email in emails

    def purchase(self, line: Line | None) -> rights.Purchase:
        """What the law needs to know of buying `line`."""
        return rights.Purchase(
            purchase_date=self.purchase_date,
            delivery_date=self.delivery_date,
            used=line.used if line else False,
            online=self.channel == "online",
            commercial_years=line.warranty_years if line else {},
        )


def find(connection: Connection, number: str) -> Order | None:
    """The order of this number."""
    row = connection.execute(select(orders).where(orders.c.order_number == number)).one_or_none()
    if row is None:
        return None
    lines = connection.execute(
        select(order_lines, products.c.name, products.c.type, products.c.details)
        .join(products, products.c.sku == order_lines.c.sku)
        .where(order_lines.c.order_number == number)
        .order_by(order_lines.c.position)
    )
    return Order(
        number=row.order_number,
        email=row.email,
        status=row.status,
        channel=row.channel,
        customer_tier=row.customer_tier,
        purchase_date=row.purchase_date,
        delivery_date=row.delivery_date,
        expected_delivery_date=row.expected_delivery_date,
        lines=tuple(
            Line(
                sku=line.sku,
                name=line.name,
                type=line.type,
                unit_price_eur=Decimal(line.unit_price_cents) / 100,
                used=line.used,
                warranty_years={
                    _COMPONENTS[part]: years for part, years in line.details["warranty"].items()
                },
                quantity=line.quantity,
            )
            for line in lines
        ),
    )
