"""the catalogue as it is listed

Products that are there get a place in the list and what it shows of them. A search finds them once
they are imported again: the index is written by what keeps a product.
"""

import json
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

from comptoir.kernel.db import Json, UtcDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

products = sa.table(
    "meuble_products",
    *(sa.column(name) for name in ("sku", "name", "category", "type", "price_cents", "stock")),
    sa.column("description"),
    sa.column("details", Json),
    sa.column("number"),
    sa.column("listed"),
    sa.column("updated_at", UtcDateTime),
)
counters = sa.table("meuble_counters", sa.column("name"), sa.column("value"))


def upgrade() -> None:
    # Each has a value in every row; SQLite adds no column that must have one.
    for column in (
        sa.Column("number", sa.Integer()),
        sa.Column("listed", sa.Text()),
        sa.Column("updated_at", UtcDateTime()),
    ):
        op.add_column("meuble_products", column)
    _fill(op.get_bind())
    op.drop_index("ix_meuble_products_category", "meuble_products")
    op.create_index("ix_meuble_products_number", "meuble_products", ["number"], unique=True)
    op.create_index("ix_meuble_products_category_number", "meuble_products", ["category", "number"])


def _fill(connection: sa.Connection) -> None:
    rows = connection.execute(sa.select(products).order_by(products.c.sku.desc())).mappings().all()
    for number, row in enumerate(rows, start=1):
        connection.execute(
            products.update()
            .where(products.c.sku == row["sku"])
            .values(number=number, listed=_listed(row), updated_at=datetime.now(UTC))
        )
    if rows:
        connection.execute(
            counters.insert(),
            [{"name": "products", "value": len(rows)}, {"name": "catalogue", "value": 1}],
        )


def _listed(row: sa.RowMapping) -> str:
    return json.dumps(
        {
            "id": row["sku"],
            **{name: row[name] for name in ("sku", "name", "category", "type")},
            "price": row["price_cents"] / 100,
            "description": row["description"],
            "stock": row["stock"],
            "in_stock": row["stock"] > 0,
            "colors": row["details"].get("colors", []),
            "images": row["details"].get("images", []),
        },
        ensure_ascii=False,
    )


def downgrade() -> None:
    op.drop_index("ix_meuble_products_category_number", "meuble_products")
    op.drop_index("ix_meuble_products_number", "meuble_products")
    op.create_index("ix_meuble_products_category", "meuble_products", ["category"])
    for name in ("updated_at", "listed", "number"):
        op.drop_column("meuble_products", name)
    op.execute(counters.delete().where(counters.c.name.in_(["products", "catalogue"])))
