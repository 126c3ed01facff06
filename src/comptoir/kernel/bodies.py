"""JSON bodies in and out, and every error as the problem to answer."""

from collections.abc import Mapping
from typing import Any, TypeVar

import orjson
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from comptoir.kernel import idempotency
from comptoir.kernel.callers import caller_of
from comptoir.kernel.errors import Problem, Text

Asked = TypeVar("Asked", bound=BaseModel)


def _unstorable(value: Any) -> bool:
    """Whether some text in `value` holds a NUL or half a surrogate pair: no database keeps it."""
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            try:
                item.encode()
            except UnicodeEncodeError:
                return True
            if "\0" in item:
                return True
        elif isinstance(item, dict):
            waiting.extend(item.keys())
            waiting.extend(item.values())
        elif isinstance(item, list):
            waiting.extend(item)
    return False


class Body(BaseModel):
    """A JSON body. Unknown fields are ignored; text that cannot be stored is refused."""

    model_config = ConfigDict(extra="ignore", str_strip_whitespace=False)

    @model_validator(mode="before")
    @classmethod
    def _storable(cls, value: Any) -> Any:
        if _unstorable(value):
            raise ValueError("unstorable")
        return value


def json_response(
    body: Any, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    """A JSON answer, as bytes: FastAPI's own way costs 1.3 ms for fifty rows."""
    return Response(
        orjson.dumps(body), status, headers=dict(headers or {}), media_type="application/json"
    )


def answer_response(answer: idempotency.Answer) -> Response:
    """An answer that may have been given before."""
    headers = {"Idempotency-Replayed": "true"} if answer.replayed else None
    return json_response(answer.body, answer.status, headers)


async def read_json(request: Request) -> Any:
    """The JSON a request carries, for a route that accepts forms too. Raises HTTPException 400."""
    try:
        return await request.json()
    except (ValueError, RecursionError):
        raise HTTPException(400) from None


def asked_in(request: Request, model: type[Asked]) -> Asked:
    """What a query string asks. Raises RequestValidationError, as a parameter of the route would.

    FastAPI's own reading of six parameters costs more than fetching fifty rows.
    """
    try:
        return model.model_validate(dict(request.query_params))
    except ValidationError as error:
        raise RequestValidationError(
            [{**each, "loc": ("query", *each["loc"])} for each in error.errors()]
        ) from None


def documented(model: type[BaseModel]) -> dict[str, Any]:
    """What the documentation says of a route that reads its query by `asked_in`."""
    schema = model.model_json_schema()
    return {
        "parameters": [
            {"name": name, "in": "query", "required": False, "schema": field}
            for name, field in schema["properties"].items()
        ]
    }


def invalid_body(error: ValidationError) -> RequestValidationError:
    """A body validated by hand fails as one that FastAPI validated."""
    return RequestValidationError(
        [{**each, "loc": ("body", *each["loc"])} for each in error.errors()]
    )


async def once_of(
    request: Request, service: str, content: bytes | None = None
) -> idempotency.Once | None:
    """What makes this request one with its repeats, if it carries an Idempotency-Key.

    `content` stands for a body that was read as it arrived.
    """
    given = request.headers.get("idempotency-key")
    if given is None:
        return None
    platform = request.app.state.platform
    # A body may hold a password, which a digest of the body alone would let anyone guess at.
    secret: str = platform.settings.secrets[0]
    content = await request.body() if content is None else content
    return idempotency.Once(
        caller=caller_of(request).name,
        route=f"{service} {request.method} {request.scope['path'].rstrip('/')}"[:200],
        key=idempotency.checked_key(given),
        fingerprint=idempotency.fingerprint(secret.encode() + content),
        now=platform.clock.now(),
    )


# ── Errors ────────────────────────────────────────────────────────────────────────────────

_HTTP_PROBLEMS = {
    400: (
        "invalid_request",
        Text(
            "Requête illisible : JSON attendu, ou multipart/form-data pour un fichier.",
            "The request cannot be read: JSON expected, or multipart/form-data for a file.",
        ),
    ),
    404: ("not_found", Text("Cette adresse n'existe pas.", "There is nothing at this address.")),
    405: ("method_not_allowed", Text("Méthode non autorisée.", "Method not allowed.")),
    413: (
        "payload_too_large",
        Text("Le contenu dépasse la taille maximale.", "The body exceeds the maximum size."),
    ),
}
_EXPECTED = {
    "missing": Text("champ obligatoire", "required field"),
    "string_type": Text("texte attendu", "text expected"),
    "string_too_short": Text(
        "trop court (au moins {min_length})", "too short (at least {min_length})"
    ),
    "string_too_long": Text("trop long (au plus {max_length})", "too long (at most {max_length})"),
    "string_pattern_mismatch": Text("format inattendu", "unexpected format"),
    "int_type": Text("nombre entier attendu", "whole number expected"),
    "int_from_float": Text("nombre entier attendu", "whole number expected"),
    "int_parsing": Text("nombre entier attendu", "whole number expected"),
    "float_type": Text("nombre attendu", "number expected"),
    "float_parsing": Text("nombre attendu", "number expected"),
    "bool_type": Text("vrai ou faux attendu", "true or false expected"),
    "bool_parsing": Text("vrai ou faux attendu", "true or false expected"),
    "list_type": Text("liste attendue", "list expected"),
    "too_long": Text("au plus {max_length} éléments", "at most {max_length} items"),
    "greater_than_equal": Text("au moins {ge}", "at least {ge}"),
    "less_than_equal": Text("au plus {le}", "at most {le}"),
    "literal_error": Text("valeur attendue : {expected}", "expected value: {expected}"),
    "model_attributes_type": Text("objet JSON attendu", "JSON object expected"),
    "model_type": Text("objet JSON attendu", "JSON object expected"),
    "dict_type": Text("objet JSON attendu", "JSON object expected"),
    "json_invalid": Text("JSON illisible", "unreadable JSON"),
}
_UNSTORABLE = Text("caractère interdit dans un texte", "forbidden character in a text")
_OTHERWISE = Text("valeur refusée", "value refused")


def _one_error(error: Mapping[str, Any]) -> Text:
    """One validation error as `field: what was expected`. Never quotes what was sent."""
    # The first step says where (body, query, path); what the caller typed as a key stays out.
    steps = [str(step) for step in error["loc"][1:] if isinstance(step, str)]
    field = steps[0][:60] if steps and steps[0].isidentifier() else ""
    kind = error["type"]
    expected = _EXPECTED.get(kind, _OTHERWISE)
    if kind == "value_error":
        cause = error.get("ctx", {}).get("error")
        words = cause.args[0] if isinstance(cause, ValueError) and cause.args else None
        expected = words if isinstance(words, Text) else _OTHERWISE
        if words == "unstorable":
            expected = _UNSTORABLE
    context = {name: str(value) for name, value in (error.get("ctx") or {}).items()}
    english = expected.en.format_map(context)
    if "expected" in context:  # pydantic's list of words: 'red', 'green' or 'blue'
        context["expected"] = context["expected"].replace(" or ", " ou ")
    french = expected.fr.format_map(context)
    return Text(
        f"{field} : {french}" if field else french, f"{field}: {english}" if field else english
    )


def problem_of(error: Exception, invalid_status: int) -> Problem:
    """Any error as the problem to answer."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, RequestValidationError):
        texts = [_one_error(each) for each in error.errors()[:5]]
        return Problem(
            invalid_status,
            "invalid_request",
            Text(" ; ".join(t.fr for t in texts) + ".", "; ".join(t.en for t in texts) + "."),
        )
    if isinstance(error, HTTPException):
        code, message = _HTTP_PROBLEMS.get(error.status_code, ("error", _OTHERWISE))
        status = invalid_status if error.status_code == 400 else error.status_code
        return Problem(status, code, message, headers=error.headers)
    return Problem(
        500,
        "internal_error",
        Text(
            "Une erreur est survenue de notre côté. Elle est enregistrée.",
            "Something went wrong on our side. It has been recorded.",
        ),
    )
