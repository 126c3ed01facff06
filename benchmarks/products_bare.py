"""A peer: the catalogue as one bare FastAPI route, a raw driver and orjson. Nothing else.

`python products_bare.py PORT DATABASE`, where DATABASE is a file of SQLite or a URL of PostgreSQL.
"""

import contextlib
import sqlite3
import sys
from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import orjson
import uvicorn
from fastapi import FastAPI, Response

PORT, DATABASE = int(sys.argv[1]), sys.argv[2]
COLUMNS = "sku, name, category, type, price_cents, description, stock, details"
PAGE = f"SELECT {COLUMNS} FROM meuble_products ORDER BY number DESC LIMIT "
TOTAL = "SELECT count(*) FROM meuble_products"


def body(rows: list[Any], total: int) -> Response:
    products = []
    for sku, name, category, kind, price_cents, description, stock, details in rows:
        more = orjson.loads(details)
        products.append(
            {
                "id": sku,
                "sku": sku,
                "name": name,
                "category": category,
                "type": kind,
                "price": price_cents / 100,
                "description": description,
                "stock": stock,
                "in_stock": stock > 0,
                "colors": more["colors"],
                "images": more["images"],
            }
        )
    answer = {"success": True, "products": products, "total": total}
    return Response(orjson.dumps(answer), media_type="application/json")


@contextlib.asynccontextmanager
async def pooled(app: FastAPI) -> AsyncIterator[None]:
    async with asyncpg.create_pool(DATABASE, min_size=10, max_size=10) as pool:
        app.state.pool = pool
        yield


if DATABASE.startswith("postgresql:"):
    app = FastAPI(lifespan=pooled)

    @app.get("/api/products/")
    async def products(category: str | None = None, limit: int = 50) -> Response:
        async with app.state.pool.acquire() as connection:
            rows = await connection.fetch(PAGE + "$1", limit)
            total = await connection.fetchval(TOTAL)
        return body(rows, total)

else:
    app = FastAPI()
    database = sqlite3.connect(f"file:{DATABASE}?mode=ro", uri=True)

    @app.get("/api/products/")
    async def products(category: str | None = None, limit: int = 50) -> Response:
        rows = database.execute(PAGE + "?", (limit,)).fetchall()
        (total,) = database.execute(TOTAL).fetchone()
        return body(rows, total)


uvicorn.run(app, port=PORT, log_level="warning", access_log=False)
