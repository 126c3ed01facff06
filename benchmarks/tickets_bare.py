"""A peer: a ticket as one bare FastAPI route: a validated body, one INSERT, one durable commit.

`python tickets_bare.py PORT DATABASE`, where DATABASE is a file of SQLite or a URL of PostgreSQL.
"""

import contextlib
import sqlite3
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Annotated

import orjson
import uvicorn
from fastapi import FastAPI, Response
from pydantic import BaseModel, Field

PORT, DATABASE = int(sys.argv[1]), sys.argv[2]
COLUMNS = (
    "customer_id, product_sku, category, severity, description, attachments, status, created_at"
)
TABLE = (
    "CREATE TABLE tickets (id {id} PRIMARY KEY, customer_id TEXT, product_sku TEXT, category TEXT,"
    " severity TEXT, description TEXT, attachments TEXT, status TEXT, created_at TEXT)"
)


class Ticket(BaseModel):
    customer_id: Annotated[str, Field(max_length=200)]
    product_sku: Annotated[str, Field(max_length=40)]
    problem_category: Annotated[str, Field(max_length=200)]
    problem_severity: Annotated[str, Field(max_length=20)]
    description: Annotated[str, Field(min_length=1, max_length=4000)]
    attachments: list[str] = []


def values(ticket: Ticket) -> tuple[str, ...]:
    return (
        ticket.customer_id,
        ticket.product_sku,
        ticket.problem_category,
        ticket.problem_severity,
        ticket.description,
        orjson.dumps(ticket.attachments).decode(),
        "open",
        datetime.now(UTC).isoformat(),
    )


def answer(number: int, ticket: Ticket) -> Response:
    body = {"success": True, "ticket": {"ticket_id": f"TKT-{number:06}", "status": "open"}}
    return Response(orjson.dumps(body), 201, media_type="application/json")


if DATABASE.startswith("postgresql:"):
    import asyncpg

    @contextlib.asynccontextmanager
    async def pooled(app: FastAPI) -> AsyncIterator[None]:
        async with asyncpg.create_pool(DATABASE, min_size=10, max_size=10) as pool:
            await pool.execute(TABLE.format(id="SERIAL"))
            app.state.pool = pool
            yield

    app = FastAPI(lifespan=pooled)
    INSERT = f"INSERT INTO tickets ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id"

    @app.post("/api/tickets")
    async def create(ticket: Ticket) -> Response:
        async with app.state.pool.acquire() as connection:
            number = await connection.fetchval(INSERT, *values(ticket))
        return answer(number, ticket)

else:
    app = FastAPI()
    database = sqlite3.connect(DATABASE)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    database.execute(TABLE.format(id="INTEGER"))
    INSERT = f"INSERT INTO tickets ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"

    @app.post("/api/tickets")
    async def create(ticket: Ticket) -> Response:
        cursor = database.execute(INSERT, values(ticket))
        database.commit()
        assert cursor.lastrowid
        return answer(cursor.lastrowid, ticket)


uvicorn.run(app, port=PORT, log_level="warning", access_log=False)
