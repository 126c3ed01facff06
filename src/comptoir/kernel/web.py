"""The one door between HTTP and a service: errors, request ids, deadlines, origins, limits.

`speak(app, …)` makes a FastAPI app answer every error in its service's own body, and wraps it in
the `Door`, a plain ASGI middleware. Bodies are counted here while they are read: Starlette's own
limit answers in plain text, whatever the service's error body is.
"""

import asyncio
import re
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import structlog
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from comptoir.kernel import callers, metrics
from comptoir.kernel.bodies import json_response, problem_of
from comptoir.kernel.callers import Caller, preferred_language
from comptoir.kernel.described import describe
from comptoir.kernel.errors import Problem, Text, TooMany
from comptoir.kernel.limits import Limit, Limiter, Standing
from comptoir.kernel.settings import Settings

MAXIMUM_BODY_BYTES = 5 * 1024 * 1024
DEADLINE_S = 30.0
_SANE_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,128}")
_LOCAL_ORIGIN = re.compile(r"http://(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?")
_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
_EXPOSED_HEADERS = (
    "X-Request-ID, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset,"
    " Retry-After, ETag, Idempotency-Replayed"
)
_SCOPE_STANDING, _SCOPE_REQUEST_ID = "comptoir.standing", "comptoir.request_id"
SCOPE_SEND = "comptoir.send"
"""In a socket's scope: the server's own `send`, which what stands between has not wrapped."""

_UNLOGGED = {"/health", "/ready", "/app/{name}"}
"""Asked for all the time, and telling nothing: probes, and the files of pages."""

log = structlog.get_logger()

Render = Callable[[Problem, str, str], dict[str, Any]]
"""A service's error body: from the problem, the caller's language, and the request id."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """How large a request may be, and how long it may take until its answer begins.

    An answer that comes in pieces has the same time again for each.
    """

    maximum_body_bytes: int = MAXIMUM_BODY_BYTES
    deadline_s: float = DEADLINE_S


def _timed_out(deadline_s: float) -> Problem:
    return Problem(
        504,
        "gateway_timeout",
        Text(
            f"La requête a dépassé le temps maximal de {deadline_s:g} s.",
            f"The request exceeded the maximum time of {deadline_s:g} s.",
        ),
    )


# ── Limits ────────────────────────────────────────────────────────────────────────────────

Identify = Callable[[Request], Awaitable[Caller]]


def guarded_route(
    service: str,
    identify: Identify,
    limits: Mapping[str, Limit | None],
    default: Limit,
    *,
    strangers: Limit | None = None,
    by_address: bool = False,
) -> type[APIRoute]:
    """A route that knows its caller and counts its request before it reads the body.

    `limits` maps `METHOD /path` to its limit, None for no limit. In production `strangers` stands
    for it where nobody says who they are. `by_address` counts all routes together, and whoever
    calls by their address alone.
    """

    class GuardedRoute(APIRoute):
        def get_route_handler(self) -> Callable[[Request], Awaitable[Response]]:  # type: ignore[override]
            handle = super().get_route_handler()
            name = f"{min(self.methods or ())} {self.path_format}"
            limit = limits.get(name, default)

            async def guarded(request: Request) -> Response:
                caller = await identify(request)
                request.scope[callers.SCOPE_KEY] = caller
                if limit is not None:
                    platform = request.app.state.platform
                    limiter: Limiter = platform.limiter
                    strange = strangers and caller.anonymous and platform.settings.production
                    counted = caller.address if by_address else f"{name} {caller.name}"
                    standing = await limiter.hit(
                        f"{service} {counted}", strangers if strangers and strange else limit
                    )
                    request.scope[_SCOPE_STANDING] = standing
                    if not standing.allowed:
                        raise TooMany(standing.retry_after_s)
                return await handle(request)

            return guarded

    return GuardedRoute


# ── The door ──────────────────────────────────────────────────────────────────────────────


def _at_most(maximum_bytes: int, headers: Headers, receive: Receive) -> Receive:
    """`receive` for a body of at most `maximum_bytes`; a larger one raises HTTPException 413.

    What announces itself as larger is not read at all.
    """
    announced = headers.get("content-length", "0")
    too_large = announced.isdecimal() and int(announced[:20]) > maximum_bytes
    taken_bytes = 0

    async def receive_counted() -> Message:
        nonlocal taken_bytes
        if too_large:
            raise HTTPException(413)
        message = await receive()
        taken_bytes += len(message.get("body", b""))
        if taken_bytes > maximum_bytes:
            raise HTTPException(413)
        return message

    return receive_counted


class Door:
    """Everything that is true of each request, whatever the route."""

    def __init__(
        self,
        app: ASGIApp,
        service: str,
        settings: Settings,
        render: Render,
        invalid_status: int,
        allowances: Mapping[str, Allowance] | None = None,
    ) -> None:
        self.app = app
        self._service = service
        self._settings = settings
        self._render = render
        self._invalid_status = invalid_status
        self._allowances = allowances or {}
        self._usual = Allowance()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] == "http":
            if scope["method"] == "HEAD":
                # The same answer as GET, whose body the server leaves out.
                scope = {**scope, "method": "GET"}
            await self._serve(scope, receive, send)
        elif scope["type"] == "websocket" and not self._may_call(Headers(scope=scope)):
            await send({"type": "websocket.close", "code": 1008})
        else:
            await self.app({**scope, SCOPE_SEND: send}, receive, send)

    def _may_call(self, headers: Headers) -> bool:
        """Whether a page of this origin may call us; no origin is no browser."""
        origin = headers.get("origin")
        if origin is None or origin in self._settings.cors_origins:
            return True
        if origin.partition("://")[2] == headers.get("host"):
            return True
        return not self._settings.production and _LOCAL_ORIGIN.fullmatch(origin) is not None

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = time.perf_counter()
        headers = Headers(scope=scope)
        given_id = headers.get("x-request-id", "")
        request_id = given_id if _SANE_REQUEST_ID.fullmatch(given_id) else uuid4().hex
        scope[_SCOPE_REQUEST_ID] = request_id
        # Both spellings of a path are one route, answered directly.
        scope["path"] = scope["path"].rstrip("/") or "/"
        allowed = self._allowances.get(f"{scope['method']} {scope['path']}", self._usual)
        status = 0

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                self._add_headers(scope, headers, MutableHeaders(scope=message))
            await send(message)

        async def refuse(problem: Problem) -> None:
            await self._respond(problem, headers, request_id)(scope, receive, send_with_headers)

        async def send_in_time(message: Message) -> None:
            if message.get("more_body") and not deadline.expired():
                deadline.reschedule(asyncio.get_running_loop().time() + allowed.deadline_s)
            await send_with_headers(message)

        deadline = asyncio.timeout(allowed.deadline_s)
        try:
            if "\0" in scope["path"] or b"%00" in scope["query_string"]:
                raise HTTPException(400)
            if scope["method"] == "OPTIONS" and "access-control-request-method" in headers:
                await self._preflight(headers)(scope, receive, send_with_headers)
            else:
                counted = _at_most(allowed.maximum_body_bytes, headers, receive)
                async with deadline:
                    await self.app(scope, counted, send_in_time)
        except Exception as error:
            timed_out = deadline.expired()
            problem = (
                _timed_out(allowed.deadline_s)
                if timed_out
                else problem_of(error, self._invalid_status)
            )
            if problem.status >= 500 and not isinstance(error, Problem):
                log.error(
                    "request_failed",
                    service=self._service,
                    request_id=request_id,
                    exc_info=None if timed_out else error,
                )
            if status == 0:
                await refuse(problem)
        finally:
            took_s = time.perf_counter() - started
            route = getattr(scope.get("route"), "path_format", "unknown")
            method = scope["method"] if scope["method"] in _METHODS else "other"
            metrics.REQUESTS.add(self._service, method, route, str(status))
            metrics.REQUEST_SECONDS.observe(took_s, self._service, route)
            if route not in _UNLOGGED:
                log.info(
                    "request",
                    service=self._service,
                    method=scope["method"],
                    route=route,
                    status=status,
                    ms=round(took_s * 1000, 1),
                    request_id=request_id,
                )

    def _respond(self, problem: Problem, headers: Headers, request_id: str) -> Response:
        body = self._render(problem, preferred_language(headers), request_id)
        response_headers = dict(problem.headers)
        if problem.status == 413:
            response_headers["Connection"] = "close"  # what is still coming is not read
        return json_response(body, problem.status, response_headers)

    def _preflight(self, headers: Headers) -> Response:
        if not self._may_call(headers):
            return Response(status_code=403)
        return Response(
            status_code=204,
            headers={
                "Access-Control-Allow-Methods": ", ".join(_METHODS),
                "Access-Control-Allow-Headers": headers.get("access-control-request-headers", ""),
                "Access-Control-Max-Age": "600",
            },
        )

    def _add_headers(self, scope: Scope, asked: Headers, answer: MutableHeaders) -> None:
        answer["X-Request-ID"] = scope[_SCOPE_REQUEST_ID]
        answer.setdefault("X-Content-Type-Options", "nosniff")
        answer.setdefault("Referrer-Policy", "no-referrer")
        answer.setdefault("Cache-Control", "no-store")
        standing: Standing | None = scope.get(_SCOPE_STANDING)
        if standing is not None:
            answer["X-RateLimit-Limit"] = str(standing.limit)
            answer["X-RateLimit-Remaining"] = str(standing.remaining)
            answer["X-RateLimit-Reset"] = str(standing.reset_unix)
        origin = asked.get("origin")
        if origin is not None:
            answer.add_vary_header("Origin")
            if self._may_call(asked):
                answer["Access-Control-Allow-Origin"] = origin
                answer["Access-Control-Expose-Headers"] = _EXPOSED_HEADERS


def request_id_of(request: Request) -> str:
    """What names this request in its answer and in the log."""
    return str(request.scope[_SCOPE_REQUEST_ID])


def new_app(title: str, version: str, settings: Settings) -> FastAPI:
    """A FastAPI app as every service wants it; the interactive docs are for development."""
    documented = not settings.production
    return FastAPI(
        title=title,
        version=version,
        redirect_slashes=False,
        docs_url="/docs" if documented else None,
        redoc_url="/redoc" if documented else None,
        openapi_url="/openapi.json" if documented else None,
    )


def _allowed_methods(request: Request) -> str:
    """Every method of this path; the router knows only the first route that has it."""
    return ", ".join(
        method
        for method in _METHODS
        if any(
            route.matches({**request.scope, "method": method})[0] is Match.FULL
            for route in request.app.routes
        )
    )


def speak(
    app: FastAPI,
    service: str,
    settings: Settings,
    render: Render,
    invalid_status: int,
    allowances: Mapping[str, Allowance] | None = None,
) -> Door:
    """The ASGI app to serve: `app`, whose every error is answered by `render`.

    `allowances` names, as `METHOD /path`, the routes that may be sent more, or take longer.
    """

    async def respond(request: Request, error: Exception) -> Response:
        problem = problem_of(error, invalid_status)
        if problem.status == 405:
            problem.headers["Allow"] = _allowed_methods(request)
        return door._respond(problem, request.headers, request.scope[_SCOPE_REQUEST_ID])

    for kind in (Problem, HTTPException, RequestValidationError, Exception):
        app.add_exception_handler(kind, respond)
    describe(app, render, invalid_status)
    door = Door(app, service, settings, render, invalid_status, allowances)
    return door
