"""Products: read by everybody signed in, written by staff and administrators."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any

from fastapi import APIRouter, Request
from pydantic import Field
from sqlalchemy import Connection, RowMapping, delete, select, update
from starlette.responses import Response

from comptoir.intranet import wire
from comptoir.intranet.access import GuardedRoute, Reader, Staff, user_id_or_none
from comptoir.intranet.listing import Asked, listed_response
from comptoir.intranet.models import products
from comptoir.kernel.bodies import (
    Body,
    answer_response,
    asked_in,
    documented,
    json_response,
    once_of,
)
from comptoir.kernel.errors import Problem, Text
from comptoir.kernel.idempotency import Answer, once
from comptoir.kernel.matching import having
from comptoir.platform import Platform

Name = Annotated[str, Field(min_length=1, max_length=200, pattern=r"\S")]
Description = Annotated[str, Field(max_length=10_000)]
PriceEur = Annotated[Decimal, Field(ge=0, le=10_000_000, decimal_places=2, allow_inf_nan=False)]
Stock = Annotated[int, Field(ge=0, lt=2**31)]


class NewProduct(Body):
    """A new product."""

    name: Name
    description: Description = ""
    price: PriceEur
    stock: Stock = 0


class ProductChanges(Body):
    """What is to be otherwise."""

    name: Name | None = None
    description: Description | None = None
    price: PriceEur | None = None
    stock: Stock | None = None


class AskedProducts(Asked):
    """Which products to list."""

    q: Annotated[str, Field(max_length=200)] = ""


def product_body(row: RowMapping) -> dict[str, Any]:
    """A product as the document shows it."""
    return {
        "id": row["id"],
        "name": row["name"],
        "description": row["description"],
        "price": row["price_cents"] / 100,
        "stock": row["stock"],
        "created_by": row["created_by"],
        "created_at": wire.instant(row["created_at"]),
        "updated_at": wire.instant(row["updated_at"]),
    }


def _not_found() -> Problem:
    return Problem(404, "product_not_found", Text("Produit introuvable.", "Product not found."))


def add(connection: Connection, new: NewProduct, maker: int | None, now: datetime) -> RowMapping:
    """Store a new product."""
    values = new.model_dump(exclude={"price"})
    return (
        connection.execute(
            products.insert()
            .values(
                **values,
                price_cents=int(new.price * 100),
                created_by=maker,
                created_at=now,
                updated_at=now,
            )
            .returning(products)
        )
        .mappings()
        .one()
    )


def _listed(connection: Connection, asked: AskedProducts) -> list[dict[str, Any]]:
    statement = select(products).order_by(products.c.id.desc())
    if asked.q.strip():
        statement = statement.where(having(asked.q, products.c.name, products.c.description))
    rows = connection.execute(statement.limit(asked.clamped).offset(asked.offset)).mappings()
    return [product_body(row) for row in rows]


def _one(number: int) -> Any:
    if not 0 < number < 2**31:
        raise _not_found()
    return products.c.id == number


router = APIRouter(route_class=GuardedRoute, tags=["Products"])


@router.get("/products", openapi_extra=documented(AskedProducts))
async def list_products(request: Request, caller: Reader) -> Response:
    """The products, newest first."""
    platform: Platform = request.app.state.platform
    asked = asked_in(request, AskedProducts)
    return listed_response(await platform.db.read(_listed, asked))


@router.post("/products", status_code=201)
async def add_product(request: Request, new: NewProduct, caller: Staff) -> Response:
    """Add a product."""
    platform: Platform = request.app.state.platform
    once_request = await once_of(request, wire.SERVICE)

    def effect(connection: Connection) -> Answer:
        row = add(connection, new, user_id_or_none(caller), platform.clock.now())
        return Answer(201, product_body(row))

    return answer_response(await platform.db.write(once, once_request, effect))


@router.get("/products/{product_id}")
async def get_product(request: Request, product_id: int, caller: Reader) -> Response:
    """One product."""
    platform: Platform = request.app.state.platform

    def ask(connection: Connection) -> RowMapping | None:
        found = connection.execute(select(products).where(_one(product_id)))
        return found.mappings().one_or_none()

    row = await platform.db.read(ask)
    if row is None:
        raise _not_found()
    return json_response(product_body(row))


@router.put("/products/{product_id}")
async def change_product(
    request: Request, product_id: int, changes: ProductChanges, caller: Staff
) -> Response:
    """Change a product."""
    platform: Platform = request.app.state.platform
    values = changes.model_dump(exclude_none=True, exclude={"price"})
    if changes.price is not None:
        values["price_cents"] = int(changes.price * 100)

    def effect(connection: Connection) -> RowMapping | None:
        changed = connection.execute(
            update(products)
            .where(_one(product_id))
            .values(**values, updated_at=platform.clock.now())
            .returning(products)
        )
        return changed.mappings().one_or_none()

    row = await platform.db.write(effect)
    if row is None:
        raise _not_found()
    return json_response(product_body(row))


@router.delete("/products/{product_id}")
async def delete_product(request: Request, product_id: int, caller: Staff) -> Response:
    """Delete a product."""
    platform: Platform = request.app.state.platform

    def effect(connection: Connection) -> bool:
        gone = delete(products).where(_one(product_id)).returning(products.c.id)
        return connection.execute(gone).first() is not None

    if not await platform.db.write(effect):
        raise _not_found()
    return json_response({"status": "deleted"})
