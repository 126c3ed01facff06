"""The catalogue over HTTP: listing, searching, one product, and what staff change of it.

Serves `/api/products` of both documents.
"""

from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Request
from pydantic import BaseModel, Field
from sqlalchemy import RowMapping
from starlette.responses import Response

from comptoir.kernel.bodies import asked_in, documented, json_response
from comptoir.kernel.callers import preferred_language
from comptoir.kernel.clock import iso
from comptoir.kernel.etags import content_response, digest, tagged_response
from comptoir.meuble import catalogue, wire
from comptoir.meuble.access import Anyone, GuardedRoute, Staff
from comptoir.platform import Platform

VERSION = "2"
"""Of the shape of the catalogue; behind the point stands how often its contents changed."""
MAXIMUM_LISTED, MAXIMUM_SKIPPED = 100, 1_000_000
MAXIMUM_QUERY_CHARS = 500


# ── The wire ──────────────────────────────────────────────────────────────────────────────


def product_body(row: RowMapping) -> dict[str, Any]:
    """A product as the document shows it whole."""
    return {**catalogue.brief(row), **row["details"], "updated_at": iso(row["updated_at"])}


def _summary_text(summary: catalogue.Summary, language: str) -> str:
    """What a chatbot has to know of the catalogue to talk of it, in a page of text."""
    french = language == "fr"
    total, in_stock = _total(summary), "en stock" if french else "in stock"
    lines = [
        f"Catalogue de {wire.APP} : {total} produits."
        if french
        else f"Catalogue of {wire.APP}: {total} products."
    ]
    for category, names in catalogue.CATEGORIES.items():
        said = [
            f"{kind.type} ({kind.products}, {kind.in_stock} {in_stock}, {_range(kind)} €)"
            for kind in summary.kinds
            if kind.category == category
        ]
        if said:
            colon = " :" if french else ":"
            lines.append(f"{names.in_language(language)}{colon} {', '.join(said)}.")
    lines.append(
        "Prix TTC en euros ; prix et stock du moment : GET /api/products/{id}."
        if french
        else "Prices in euros, taxes included; current price and stock: GET /api/products/{id}."
    )
    return "\n".join(lines)


def _total(summary: catalogue.Summary) -> int:
    return sum(kind.products for kind in summary.kinds)


def _range(kind: catalogue.Kind) -> str:
    """From the lowest to the highest price, in euros."""
    low, high = (
        f"{cents / 100:.2f}".removesuffix(".00")
        for cents in (kind.lowest_cents, kind.highest_cents)
    )
    return low if low == high else f"{low}–{high}"


# ── Routes ────────────────────────────────────────────────────────────────────────────────

router = APIRouter(route_class=GuardedRoute, tags=["Products"])


class Asked(BaseModel):
    """Which products, and how many of them. `search` and `query` are the same."""

    category: Annotated[str | None, Field(max_length=100)] = None
    search: Annotated[str | None, Field(max_length=MAXIMUM_QUERY_CHARS)] = None
    query: Annotated[str | None, Field(max_length=MAXIMUM_QUERY_CHARS)] = None
    limit: Annotated[int, Field(ge=1)] = 50
    page: Annotated[int, Field(ge=1, le=MAXIMUM_SKIPPED)] = 1
    offset: Annotated[int | None, Field(ge=0, le=MAXIMUM_SKIPPED)] = None


@router.get("/api/products", openapi_extra=documented(Asked))
async def list_products(request: Request, caller: Anyone) -> Response:
    """Some products: all, of a category, or what a search finds; `offset` goes before `page`."""
    platform: Platform = request.app.state.platform
    asked = asked_in(request, Asked)
    limit = min(asked.limit, MAXIMUM_LISTED)
    offset = (asked.page - 1) * limit if asked.offset is None else asked.offset
    category = catalogue.category_id(asked.category) if asked.category else None
    text = (asked.search or asked.query or "").strip()
    if asked.category and category is None:
        found = catalogue.Page("", 0, None)
    elif text:
        found = await platform.db.read(catalogue.page_found, text, category, limit, offset)
    else:
        found = await platform.db.read(catalogue.page, category, limit, offset)
    about = orjson.dumps(
        {
            "success": True,
            "category": category or asked.category,
            "total": found.total,
            "page": offset // limit + 1,
            "limit": limit,
            "offset": offset,
        }
    )
    content = b'%b,"products":[%b]}' % (about[:-1], found.listed.encode())
    if found.state is None:
        return content_response(request, content, digest(content))
    return content_response(
        request, content, f"{VERSION}.{found.state:x}.{category or ''}.{limit}.{offset}"
    )


@router.get("/api/products/categories")
async def list_categories(request: Request, caller: Anyone) -> Response:
    """The categories, and how many products each has."""
    platform: Platform = request.app.state.platform
    language = preferred_language(request.headers)
    counts = await platform.db.read(catalogue.counts)
    categories = [
        {
            "id": category,
            "name": catalogue.CATEGORIES[category].in_language(language),
            "product_count": count,
        }
        for category, count in counts.items()
    ]
    return tagged_response(
        request, {"success": True, "categories": categories, "total": len(categories)}
    )


@router.get("/api/products/catalog/summary")
async def summarise(request: Request, caller: Anyone) -> Response:
    """The catalogue in a page of text, for whoever talks of it."""
    platform: Platform = request.app.state.platform
    summary = await platform.db.read(catalogue.summary)
    return tagged_response(
        request,
        {
            "success": True,
            "catalog_version": f"{VERSION}.{summary.revision}",
            "last_updated": iso(summary.updated_at or platform.clock.now()),
            "summary": _summary_text(summary, preferred_language(request.headers)),
            "total_products": _total(summary),
        },
    )


@router.get("/api/products/{product_id}")
async def read_product(request: Request, product_id: str, caller: Anyone) -> Response:
    """One product, whole."""
    platform: Platform = request.app.state.platform
    row = await platform.db.read(catalogue.one, product_id)
    return tagged_response(request, {"success": True, "product": product_body(row)})


@router.put("/api/products/{product_id}")
async def change_product(
    request: Request, product_id: str, body: catalogue.Changes, caller: Staff
) -> Response:
    """Change the price or the stock, whichever is sent."""
    platform: Platform = request.app.state.platform
    row = await platform.db.write(catalogue.change, product_id, body, platform.clock.now())
    return json_response({"success": True, "product": product_body(row)})
