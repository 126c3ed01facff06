"""The description of a service that `/docs`, `/redoc` and `/openapi.json` show.

FastAPI knows the routes and what they are sent. What is true of every route is added here once: how
errors look and which there may be, how callers say who they are, what a route is for in a sentence.
"""

from collections.abc import Callable, Mapping
from typing import Any

from fastapi import FastAPI

from comptoir.kernel.errors import Problem, Text

_ERROR = {"$ref": "#/components/schemas/Error"}
_RETRY_AFTER = {
    "Retry-After": {
        "description": "Whole seconds until it may be tried again.",
        "schema": {"type": "integer", "minimum": 0},
    }
}
_SAMPLE = Problem(400, "invalid_request", Text("Requête illisible.", "It cannot be read."))
_TYPES = {bool: "boolean", int: "integer", str: "string", dict: "object", list: "array"}
_WITH_BODY = {"post", "put", "patch"}
_CALLERS: dict[str, Any] = {
    "bearer": {"type": "http", "scheme": "bearer"},
    "key": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
}
_ANYONE_OR_THEM: list[dict[str, list[str]]] = [{}, {"bearer": []}, {"key": []}]


def _error_schema(render: Callable[[Problem, str, str], dict[str, Any]]) -> dict[str, Any]:
    """The service's own error body, told from one."""
    body = render(_SAMPLE, "fr", "req_abc123")
    return {
        "type": "object",
        "required": list(body),
        "properties": {name: {"type": _TYPES[type(value)]} for name, value in body.items()},
        "example": body,
    }


def _error(description: str, *, later: bool = False) -> dict[str, Any]:
    return {
        "description": description,
        "content": {"application/json": {"schema": _ERROR}},
        **({"headers": _RETRY_AFTER} if later else {}),
    }


def _errors(method: str, path: str, invalid_status: int) -> dict[str, dict[str, Any]]:
    """What a route may answer beside what it says itself."""
    errors = {
        str(invalid_status): _error("Something of the request is not as described."),
        "400": _error("The request cannot be read."),
        "401": _error("Credentials are missing, or do not hold."),
        "403": _error("This caller may not do this."),
        "404": _error("There is no such thing, or none for this caller."),
        "429": _error("This caller's limit is reached.", later=True),
        "500": _error("Something went wrong here; it is recorded."),
        "503": _error("Something this needs does not serve now.", later=True),
        "504": _error("It took too long."),
    }
    if method in _WITH_BODY:
        errors["413"] = _error("The body is too large.")
    if method == "post":
        errors["409"] = _error("It conflicts with what there is, or with an Idempotency-Key.")
    if "{" not in path and method == "get":
        del errors["404"]
    return errors


def _describe(operation: dict[str, Any], method: str, path: str, invalid_status: int) -> None:
    first = operation.get("description", "").partition("\n")[0].strip()
    if first:
        operation["summary"] = first.rstrip(".")
    responses: dict[str, Any] = operation["responses"]
    if invalid_status != 422:
        responses.pop("422", None)
    for status, error in _errors(method, path, invalid_status).items():
        told: Mapping[str, Any] = responses.get(status, {})
        responses[status] = {**error, **{k: v for k, v in told.items() if v}}
    operation.setdefault("security", _ANYONE_OR_THEM)


def describe(
    app: FastAPI,
    render: Callable[[Problem, str, str], dict[str, Any]],
    invalid_status: int,
) -> None:
    """Have `app` describe itself with all of it; made once, by the first who asks."""
    described_by_fastapi = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is not None:
            return app.openapi_schema
        document = described_by_fastapi()
        components = document.setdefault("components", {})
        schemas = components.setdefault("schemas", {})
        schemas["Error"] = _error_schema(render)
        components.setdefault("securitySchemes", {}).update(_CALLERS)
        for path, operations in document["paths"].items():
            for method, operation in operations.items():
                _describe(operation, method, path, invalid_status)
        if invalid_status != 422:
            for name in ("HTTPValidationError", "ValidationError"):
                schemas.pop(name, None)
        return document

    app.openapi = openapi  # type: ignore[method-assign]
