"""Who may call what: one table a service, each cell asked of the running app.

A service writes its table as text. The first line names the columns; each other line is a route
and what each column's callers get from it:

    route                        nobody  owner  refused
    GET /health                     200    200      200
    GET /api/tickets/{ticket_id} 200|404   200      401

A cell is a status or a family (`4xx`); `200|404` is 200 in development and 404 in production. A
column stands for every identity of its name, and of its name before a slash: `refused/expired` and
`refused/forged` both answer for the column `refused`. A route without a line fails, and so does a
line without a route.
"""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from fastapi.routing import iter_route_contexts
from httpx2 import AsyncClient

from comptoir.kernel.tokens import Tokens

WRITTEN_BY_STARLETTE = {"HEAD", "OPTIONS"}
"""Methods that a route answers without having been asked to."""

Identities = Mapping[str, Mapping[str, str]]
"""The headers each identity calls with."""


@dataclass(frozen=True)
class Given:
    """What a call needs beside its caller: path parameters, and a body."""

    path: Mapping[str, str] = field(default_factory=dict)
    json: Any = None
    files: Mapping[str, tuple[str, bytes]] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


Arrange = Callable[[], Awaitable[Given]]
"""Makes what a call is about, fresh: a cell must not find what another one changed."""


def routes_of(app: Any) -> list[str]:
    """Every route a service answers, as `METHOD /path`; a socket's method is `WS`."""
    inner = getattr(app, "app", app)
    return [
        f"{method} {route.path}"
        for route in iter_route_contexts(inner.routes)
        for method in sorted((route.methods or {"WS"}) - WRITTEN_BY_STARLETTE)
    ]


def resigned(
    tokens: Tokens, audience: str, token: str, *, to: str | None = None, lifetime_s: int = 60
) -> str:
    """An access token with the claims of `token`, signed by us for another audience or time."""
    claims = tokens.read(audience, "access", token)
    return tokens.sign(to or audience, "access", claims, timedelta(seconds=lifetime_s))


def bearer(token: str) -> dict[str, str]:
    """The header that carries `token`."""
    return {"Authorization": f"Bearer {token}"}


def _rows(table: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Each route of the table with its cells by column."""
    header, *lines = [line for line in table.splitlines() if line.strip()]
    columns = header.split()[1:]
    for line in lines:
        cells = line.split()
        assert len(cells) == len(columns) + 2, f"{len(columns)} cells expected in {line!r}"
        yield f"{cells[0]} {cells[1]}", dict(zip(columns, cells[2:], strict=True))


def _expected(cell: str, *, production: bool) -> str:
    development, _, in_production = cell.partition("|")
    return (in_production or development) if production else development


def _fits(status: int, expected: str) -> bool:
    return str(status) == expected or (expected.endswith("xx") and str(status)[0] == expected[0])


def unlisted(app: Any, table: str) -> list[str]:
    """Routes without a line, and lines without a route; a route that answers twice is listed."""
    served, listed = routes_of(app), [route for route, _ in _rows(table)]
    return [
        *(f"{route} has no line in the table" for route in served if route not in listed),
        *(f"{route} is in the table and not served" for route in listed if route not in served),
        *(f"{route} stands twice" for route in set(listed) if listed.count(route) > 1),
    ]


async def mismatches(
    http: AsyncClient,
    table: str,
    identities: Callable[[], Awaitable[Identities]],
    arrange: Mapping[str, Arrange],
    *,
    production: bool,
) -> list[str]:
    """Ask every cell of the table; each that answers otherwise, in words.

    `identities` is called for each line (a logout must not end the callers of the next);
    `arrange` whenever a cell may have changed what it made: what was refused is asked for again by
    the next caller, who notices if it was done all the same. Limits must be out of the way.
    """
    wrong = []
    for route, cells in _rows(table):
        method, path = route.split()
        given: Given | None = None
        for identity, headers in (await identities()).items():
            column = identity if identity in cells else identity.partition("/")[0]
            if given is None:
                given = await arrange[route]() if route in arrange else Given()
            answer = await http.request(
                method,
                path.replace(":path}", "}").format_map(given.path),
                json=given.json,
                files=given.files,
                headers={**given.headers, **headers},
            )
            expected = _expected(cells[column], production=production)
            if not _fits(answer.status_code, expected):
                where = "production" if production else "development"
                wrong.append(
                    f"{route} as {identity} in {where}: {expected} expected,"
                    f" got {answer.status_code}: {answer.text[:200]}"
                )
            if method != "GET" and answer.status_code < 400:
                given = None
    return wrong
