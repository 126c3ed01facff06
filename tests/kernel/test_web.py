"""The one door between HTTP and a service, through a tiny service of its own.

{"error": "<code>", "detail": "<words>", "request_id": "…"}     its error body, everywhere
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from types import SimpleNamespace
from typing import Annotated, Any, Literal

import pytest
from fastapi import APIRouter, Query, Request
from httpx2 import ASGITransport, AsyncClient, Response
from pydantic import Field
from starlette.responses import StreamingResponse
from structlog.testing import capture_logs

from comptoir.kernel.bodies import Body, json_response, read_json
from comptoir.kernel.callers import Caller
from comptoir.kernel.errors import Problem, Text
from comptoir.kernel.limits import Limit, MemoryLimiter
from comptoir.kernel.settings import Settings
from comptoir.kernel.web import (
    MAXIMUM_BODY_BYTES,
    Allowance,
    Door,
    guarded_route,
    new_app,
    speak,
)

pytestmark = pytest.mark.anyio

INVALID = 422
SECRET_WORDS = "my sofa's code is 4711"


class Note(Body):
    """What the tiny service takes."""

    text: str = Field(min_length=3, max_length=20)
    stars: int = Field(default=1, ge=1, le=5)
    colour: Literal["red", "blue"] = "red"
    price: float = 0.0
    public: bool = False
    tags: list[str] = Field(default=[], max_length=2)
    code: str = Field(default="A1", pattern=r"^[A-Z]\d$")
    inner: dict[str, int] = Field(default={})


def render(problem: Problem, language: str, request_id: str) -> dict[str, Any]:
    return {
        "error": problem.code,
        "detail": problem.message.in_language(language),
        "request_id": request_id,
        **problem.details,
    }


async def identify(request: Request) -> Caller:
    return Caller(request.headers.get("x-who", "somebody"))


LIMITS = {"POST /notes": Limit(3, 60), "GET /free": None}
routes = APIRouter(route_class=guarded_route("tiny", identify, LIMITS, Limit(1_000, 60)))


@routes.get("/notes")
async def list_notes(limit: Annotated[int, Query(ge=1)] = 20, search: str = "") -> Any:
    return json_response({"limit": limit, "search": search})


@routes.post("/notes")
async def write_note(note: Note) -> Any:
    return json_response({"text": note.text}, 201)


@routes.get("/notes/{name}")
async def read_note(name: str) -> Any:
    return json_response({"name": name})


@routes.get("/free")
async def free() -> Any:
    return json_response({})


@routes.post("/anything")
async def anything(request: Request) -> Any:
    return json_response({"got": await read_json(request)})


@routes.post("/unread")
async def unread() -> Any:
    return json_response({})


@routes.post("/sized")
async def sized(request: Request) -> Any:
    return json_response({"bytes": len(await request.body())})


@routes.get("/crash")
async def crash() -> Any:
    raise LookupError(SECRET_WORDS)


@routes.get("/own-timeout")
async def own_timeout() -> Any:
    raise TimeoutError(SECRET_WORDS)


@routes.get("/late-crash")
async def late_crash() -> Any:
    async def half() -> AsyncIterator[bytes]:
        yield b"half an answer"
        raise LookupError(SECRET_WORDS)

    return StreamingResponse(half())


@routes.get("/refused")
async def refused() -> Any:
    raise Problem(
        401,
        "sign_in",
        Text("Connectez-vous.", "Sign in."),
        headers={"WWW-Authenticate": "Bearer", "Retry-After": "7"},
        hint="details are part of the body",
    )


@routes.get("/for-ever")
async def for_ever() -> Any:
    await asyncio.Event().wait()


def tiny(**environ: str) -> Door:
    """The tiny service behind its door."""
    settings = Settings.from_environment({f"COMPTOIR_{name}": v for name, v in environ.items()})
    app = new_app("tiny", "1.0", settings)
    app.state.platform = SimpleNamespace(limiter=MemoryLimiter())
    app.include_router(routes)
    door = speak(app, "tiny", settings, render, INVALID)
    assert isinstance(door, Door)
    return door


def client(door: Door, **headers: str) -> AsyncClient:
    return AsyncClient(transport=ASGITransport(door), base_url="http://tiny.test", headers=headers)


@pytest.fixture
async def http() -> AsyncIterator[AsyncClient]:
    async with client(tiny()) as opened:
        yield opened


@pytest.fixture(autouse=True)
def logs() -> Iterator[list[Any]]:
    with capture_logs() as captured:
        yield captured


def assert_is_error(answer: Response, status: int, code: str) -> dict[str, Any]:
    """The service's own error body, whole."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/json"
    body: dict[str, Any] = answer.json()
    assert body["error"] == code
    assert body["detail"]
    assert body["request_id"] == answer.headers["x-request-id"]
    return body


# ── Request ids ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("given", ["a", "7f3e-22.B_1", "x" * 128])
async def test_a_sane_request_id_comes_back(http: AsyncClient, given: str) -> None:
    answer = await http.get("/free", headers={"X-Request-ID": given})

    assert answer.headers["x-request-id"] == given


@pytest.mark.parametrize("given", ["", "x" * 129, "a b", "a\tb", "<script>", "é", "a,b", 'a"b'])
async def test_another_is_replaced_by_one_of_ours(http: AsyncClient, given: str) -> None:
    answer = await http.get("/free", headers={"X-Request-ID": given.encode()})

    made = answer.headers["x-request-id"]
    assert made != given
    assert made.isalnum()


async def test_each_request_has_an_id_of_its_own(http: AsyncClient) -> None:
    first, second = await http.get("/free"), await http.get("/free")

    assert first.headers["x-request-id"] != second.headers["x-request-id"]


# ── Paths and methods ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("path", ["/notes", "/notes/", "/notes//"])
async def test_both_spellings_are_answered_directly(http: AsyncClient, path: str) -> None:
    assert (await http.get(path)).status_code == 200
    assert (await http.post(path, json={"text": "sofa"})).status_code == 201


async def test_a_path_with_a_name_has_both_spellings_too(http: AsyncClient) -> None:
    assert (await http.get("/notes/sofa/")).json() == {"name": "sofa"}


@pytest.mark.parametrize("path", ["/", "/nowhere", "/nowhere/", "/notes/a/b", "/NOTES"])
async def test_an_address_where_there_is_nothing_is_404(http: AsyncClient, path: str) -> None:
    assert_is_error(await http.get(path), 404, "not_found")


async def test_a_wrong_method_is_405_and_says_which_are_right(http: AsyncClient) -> None:
    answer = await http.delete("/notes/sofa")

    assert_is_error(answer, 405, "method_not_allowed")
    assert answer.headers["allow"] == "GET"


async def test_allow_names_every_method_of_the_path(http: AsyncClient) -> None:
    answer = await http.delete("/notes")

    assert_is_error(answer, 405, "method_not_allowed")
    assert {method.strip() for method in answer.headers["allow"].split(",")} == {"GET", "POST"}


async def test_head_is_answered_wherever_get_is(http: AsyncClient) -> None:
    got, head = await http.get("/notes"), await http.head("/notes")

    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["content-length"] == got.headers["content-length"]
    assert (await http.head("/nowhere")).status_code == 404


@pytest.mark.parametrize(
    "address", ["/notes/a%00b", "/notes?search=a%00b", "/%00", "/free?%00=1", "/nowhere%00"]
)
async def test_a_nul_in_an_address_is_refused(http: AsyncClient, address: str) -> None:
    assert_is_error(await http.get(address), INVALID, "invalid_request")


@pytest.mark.parametrize("address", ["/notes/%ff%fe", "/notes?search=%ed%a0%80", "/notes/%F0%9F"])
async def test_bytes_that_are_no_text_break_nothing(http: AsyncClient, address: str) -> None:
    assert (await http.get(address)).status_code == 200


# ── Bodies ────────────────────────────────────────────────────────────────────────────────


async def in_pieces(*pieces: bytes) -> AsyncIterator[bytes]:
    for piece in pieces:
        yield piece


async def test_a_body_of_the_largest_size_passes(http: AsyncClient) -> None:
    whole = b"x" * MAXIMUM_BODY_BYTES

    assert (await http.post("/sized", content=whole)).json() == {"bytes": MAXIMUM_BODY_BYTES}
    streamed = await http.post("/sized", content=in_pieces(whole[:1000], whole[1000:]))
    assert streamed.json() == {"bytes": MAXIMUM_BODY_BYTES}


@pytest.mark.parametrize("path", ["/sized", "/notes", "/anything"])
async def test_a_larger_body_is_413_before_it_is_read(path: str) -> None:
    taken: list[bytes] = []

    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(6):
            taken.append(b"")
            yield b"x" * 1024 * 1024

    async with client(tiny()) as http:
        answer = await http.post(
            path, content=pieces(), headers={"Content-Length": str(6 * 1024 * 1024)}
        )

    assert_is_error(answer, 413, "payload_too_large")
    assert taken == []


@pytest.mark.parametrize("path", ["/sized", "/notes", "/anything"])
async def test_a_body_of_unsaid_length_is_413_once_it_is_too_large(path: str) -> None:
    taken: list[bytes] = []

    async def far_too_much() -> AsyncIterator[bytes]:
        for _ in range(20):
            taken.append(b"")
            yield b"x" * 1024 * 1024

    async with client(tiny()) as http:
        answer = await http.post(path, content=far_too_much())

    assert_is_error(answer, 413, "payload_too_large")
    assert len(taken) == 6, "the piece that went over five megabytes was the last one read"


async def test_a_413_closes_the_connection_and_still_counts(http: AsyncClient) -> None:
    answer = await http.post("/notes", content=b"x" * (MAXIMUM_BODY_BYTES + 1))

    assert_is_error(answer, 413, "payload_too_large")
    assert answer.headers["connection"] == "close"
    assert answer.headers["x-ratelimit-remaining"] == "2"


async def test_what_refuses_a_request_is_said_even_if_its_body_is_too_large() -> None:
    async with client(tiny()) as http:
        answer = await http.post("/nowhere", content=b"x" * (MAXIMUM_BODY_BYTES + 1))

    assert_is_error(answer, 404, "not_found")


@pytest.mark.parametrize("length", ["-1", "many", "1e3", ""])
async def test_a_nonsensical_length_breaks_nothing(http: AsyncClient, length: str) -> None:
    answer = await http.post("/notes", content=b"{}", headers={"Content-Length": length})

    assert answer.status_code == INVALID


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"not json",
        b"\xff\xfe",
        b'{"text": "sofa"',
        b"[" * 100_000,
        b'{"stars": ' + b"9" * 5_000 + b"}",
        b"null",
        b"[]",
        b'"sofa"',
        b"1",
    ],
    ids=lambda content: content[:12].decode(errors="replace"),
)
@pytest.mark.parametrize("content_type", ["application/json", "text/plain", ""])
async def test_a_body_that_cannot_be_read_is_the_caller_s_error(
    http: AsyncClient, content: bytes, content_type: str
) -> None:
    answer = await http.post("/notes", content=content, headers={"Content-Type": content_type})

    assert_is_error(answer, INVALID, "invalid_request")


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"[" * 100_000, b"9" * 5_000])
async def test_json_read_by_hand_is_refused_in_the_same_way(
    http: AsyncClient, content: bytes
) -> None:
    assert_is_error(await http.post("/anything", content=content), INVALID, "invalid_request")


@pytest.mark.parametrize(
    "content",
    [
        rb'{"text": "a\u0000b"}',
        rb'{"text": "sofa \ud800"}',
        rb'{"text": "sofa", "tags": ["\udfff"]}',
        rb'{"text": "sofa", "inner": {"\u0000": 1}}',
        rb'{"text": "sofa", "unknown": {"deep": ["\u0000"]}}',
    ],
)
async def test_text_that_no_database_keeps_is_refused(http: AsyncClient, content: bytes) -> None:
    answer = await http.post(
        "/notes", content=content, headers={"Content-Type": "application/json"}
    )

    body = assert_is_error(answer, INVALID, "invalid_request")
    assert "caractère interdit" in body["detail"]


async def test_text_is_answered_as_it_came(http: AsyncClient) -> None:
    answer = await http.post("/notes", json={"text": "canapé 💺 العربية", "unknown": 1})

    assert answer.content == '{"text":"canapé 💺 العربية"}'.encode()


# ── Words of validation ───────────────────────────────────────────────────────────────────

GOOD = {"text": "sofa"}


@pytest.mark.parametrize(
    ("body", "french", "english"),
    [
        ({}, "text : champ obligatoire.", "text: required field."),
        ({"text": 471111}, "text : texte attendu.", "text: text expected."),
        ({"text": "zq"}, "text : trop court (au moins 3).", "text: too short (at least 3)."),
        ({"text": "zq" * 11}, "text : trop long (au plus 20).", "text: too long (at most 20)."),
        (
            GOOD | {"stars": "zq"},
            "stars : nombre entier attendu.",
            "stars: whole number expected.",
        ),
        (GOOD | {"stars": 1.5}, "stars : nombre entier attendu.", "stars: whole number expected."),
        (GOOD | {"stars": 0}, "stars : au moins 1.", "stars: at least 1."),
        (GOOD | {"stars": 471111}, "stars : au plus 5.", "stars: at most 5."),
        (
            GOOD | {"colour": "zq"},
            "colour : valeur attendue : 'red' ou 'blue'.",
            "colour: expected value: 'red' or 'blue'.",
        ),
        (GOOD | {"price": "zq"}, "price : nombre attendu.", "price: number expected."),
        (
            GOOD | {"public": "zq"},
            "public : vrai ou faux attendu.",
            "public: true or false expected.",
        ),
        (GOOD | {"tags": "zq"}, "tags : liste attendue.", "tags: list expected."),
        (GOOD | {"tags": ["zq"] * 3}, "tags : au plus 2 éléments.", "tags: at most 2 items."),
        (GOOD | {"tags": [471111]}, "tags : texte attendu.", "tags: text expected."),
        (GOOD | {"code": "zq"}, "code : format inattendu.", "code: unexpected format."),
        (GOOD | {"inner": "zq"}, "inner : objet JSON attendu.", "inner: JSON object expected."),
        (
            GOOD | {"inner": {"zq": "zq"}},
            "inner : nombre entier attendu.",
            "inner: whole number expected.",
        ),
        (["zq"], "objet JSON attendu.", "JSON object expected."),
    ],
)
async def test_a_refused_body_names_the_field_and_what_was_expected(
    http: AsyncClient, body: Any, french: str, english: str
) -> None:
    in_french = await http.post("/notes", json=body)
    in_english = await http.post("/notes", json=body, headers={"Accept-Language": "en-GB,en"})

    assert assert_is_error(in_french, INVALID, "invalid_request")["detail"] == french
    assert assert_is_error(in_english, INVALID, "invalid_request")["detail"] == english
    assert "zq" not in in_french.text + in_english.text, "what was sent is never quoted"
    assert "471111" not in in_french.text + in_english.text


async def test_unreadable_json_is_said_to_be_so(http: AsyncClient) -> None:
    answer = await http.post(
        "/notes", content=b'{"zq": ', headers={"Content-Type": "application/json"}
    )

    assert answer.json()["detail"] == "JSON illisible."


async def test_several_mistakes_are_said_together(http: AsyncClient) -> None:
    answer = await http.post("/notes", json={"stars": 9, "colour": "zq"})

    assert answer.json()["detail"] == (
        "text : champ obligatoire ; stars : au plus 5 ; colour : valeur attendue : 'red' ou 'blue'."
    )


@pytest.mark.parametrize("limit", ["0", "-1", "ten", "", "1.5", "9" * 5_000])
async def test_a_wrong_query_names_its_parameter(http: AsyncClient, limit: str) -> None:
    body = assert_is_error(
        await http.get("/notes", params={"limit": limit}), INVALID, "invalid_request"
    )

    assert body["detail"].startswith("limit : ")


# ── Problems, crashes, deadlines ──────────────────────────────────────────────────────────


async def test_a_problem_keeps_its_headers_and_details(http: AsyncClient) -> None:
    answer = await http.get("/refused")

    body = assert_is_error(answer, 401, "sign_in")
    assert answer.headers["www-authenticate"] == "Bearer"
    assert answer.headers["retry-after"] == "7"
    assert (body["detail"], body["hint"]) == ("Connectez-vous.", "details are part of the body")


@pytest.mark.parametrize("path", ["/crash", "/own-timeout"])
async def test_a_crash_is_a_500_that_shows_nothing(
    http: AsyncClient, logs: list[Any], path: str
) -> None:
    answer = await http.get(path)

    assert_is_error(answer, 500, "internal_error")
    assert SECRET_WORDS not in answer.text
    assert "Error" not in answer.text
    (failure,) = [log for log in logs if log["event"] == "request_failed"]
    assert failure["request_id"] == answer.headers["x-request-id"]
    assert isinstance(failure.pop("exc_info"), LookupError | TimeoutError)
    assert SECRET_WORDS not in str(logs)


async def test_a_problem_is_no_failure_to_log(http: AsyncClient, logs: list[Any]) -> None:
    await http.get("/refused")
    await http.get("/nowhere")
    await http.post("/notes", content=b"{")

    assert [log["event"] for log in logs] == ["request"] * 3


async def test_a_crash_in_the_middle_of_an_answer_is_logged_and_not_answered_twice(
    logs: list[Any],
) -> None:
    sent: list[Any] = []
    scope = {
        "type": "http",
        "method": "GET",
        "path": "/late-crash",
        "query_string": b"",
        "headers": [],
        "client": None,
        "server": None,
        "root_path": "",
        "scheme": "http",
        "http_version": "1.1",
        "asgi": {"version": "3.0"},
        "raw_path": b"/late-crash",
    }

    async def receive() -> Any:
        await asyncio.Event().wait()

    async def send(message: Any) -> None:
        sent.append(message)

    await tiny()(scope, receive, send)

    assert [each["type"] for each in sent] == ["http.response.start", "http.response.body"]
    assert [log["event"] for log in logs] == ["request_failed", "request"]


async def test_a_client_that_leaves_while_sending_is_no_failure_of_ours(logs: list[Any]) -> None:
    pieces = [
        {"type": "http.request", "body": b'{"te', "more_body": True},
        {"type": "http.disconnect"},
    ]
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/notes",
        "query_string": b"",
        "headers": [(b"content-type", b"application/json")],
        "client": None,
        "server": None,
        "root_path": "",
        "scheme": "http",
        "http_version": "1.1",
        "raw_path": b"/notes",
        "asgi": {"version": "3.0"},
    }

    async def receive() -> Any:
        return pieces.pop(0)

    async def send(message: Any) -> None:
        pass

    await tiny()(scope, receive, send)

    assert [log["event"] for log in logs] == ["request"]


async def test_a_request_that_takes_too_long_is_504(logs: list[Any]) -> None:
    door = tiny()
    door._usual = Allowance(deadline_s=0.02)
    async with client(door) as http:
        answer = await http.get("/for-ever")

    body = assert_is_error(answer, 504, "gateway_timeout")
    assert body["detail"] == "La requête a dépassé le temps maximal de 0.02 s."
    assert [log["event"] for log in logs] == ["request_failed", "request"]


@pytest.mark.parametrize(("between_s", "pieces"), [(20, 6), (40, 1)])
async def test_an_answer_in_pieces_has_its_time_again_for_each(
    monkeypatch: pytest.MonkeyPatch, between_s: int, pieces: int
) -> None:
    loop = asyncio.get_running_loop()
    clock, skipped_s, sent = loop.time, 0.0, []
    monkeypatch.setattr(loop, "time", lambda: clock() + skipped_s)

    async def app(scope: Any, receive: Any, send: Any) -> None:
        nonlocal skipped_s
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for _ in range(6):
            await send({"type": "http.response.body", "body": b"piece", "more_body": True})
            skipped_s += between_s
            await asyncio.sleep(0.001)  # what is due by that clock happens
        await send({"type": "http.response.body", "body": b""})

    async def send(message: Any) -> None:
        sent.append(message.get("body"))

    async def receive() -> Any:
        return {"type": "http.request", "body": b""}

    door = Door(app, "tiny", Settings.from_environment({}), render, INVALID)
    scope = {"type": "http", "method": "GET", "path": "/", "headers": [], "query_string": b""}
    await door(scope, receive, send)

    assert sent.count(b"piece") == pieces


async def test_a_route_may_be_allowed_more(logs: list[Any]) -> None:
    door = tiny()
    door._allowances = {"POST /notes": Allowance(maximum_body_bytes=10, deadline_s=7)}
    async with client(door) as http:
        assert_is_error(await http.post("/notes/", content=b"x" * 11), 413, "payload_too_large")
        assert (await http.post("/login", content=b"x" * 11)).status_code != 413


async def test_a_body_that_never_ends_is_504_too(logs: list[Any]) -> None:
    door = tiny()
    door._usual = Allowance(deadline_s=0.02)

    async def stalled() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.Event().wait()

    async with client(door) as http:
        answer = await http.post("/notes", content=stalled())

    assert_is_error(answer, 504, "gateway_timeout")


async def test_each_request_leaves_one_line_with_its_route_and_no_words(
    http: AsyncClient, logs: list[Any]
) -> None:
    await http.get("/notes/secret-name?search=secret-word", headers={"X-Request-ID": "r1"})

    (line,) = logs
    assert line.pop("ms") >= 0
    assert line == {
        "event": "request",
        "log_level": "info",
        "service": "tiny",
        "method": "GET",
        "route": "/notes/{name}",
        "status": 200,
        "request_id": "r1",
    }


# ── Limits ────────────────────────────────────────────────────────────────────────────────


def limit_headers(answer: Response) -> tuple[str, str]:
    assert int(answer.headers["x-ratelimit-reset"]) > 1_700_000_000
    return answer.headers["x-ratelimit-limit"], answer.headers["x-ratelimit-remaining"]


async def test_every_answer_of_a_limited_route_says_where_one_stands(http: AsyncClient) -> None:
    created = await http.post("/notes", json=GOOD)
    invalid = await http.post("/notes", json={})
    unreadable = await http.post("/notes", content=b"{")
    refused = await http.post("/notes", json=GOOD)

    assert [each.status_code for each in (created, invalid, unreadable, refused)] == [
        *(201, INVALID, INVALID, 429)
    ]
    assert [limit_headers(each) for each in (created, invalid, unreadable, refused)] == [
        *(("3", "2"), ("3", "1"), ("3", "0"), ("3", "0"))
    ]


async def test_a_429_says_when_to_come_back(http: AsyncClient) -> None:
    for _ in range(3):
        await http.post("/notes", json=GOOD)
    answer = await http.post("/notes", json=GOOD)

    body = assert_is_error(answer, 429, "rate_limit_exceeded")
    assert answer.headers["retry-after"] == str(body["retry_after"])
    assert 58 <= body["retry_after"] <= 60


async def test_a_limited_caller_s_body_is_not_read(http: AsyncClient) -> None:
    async def never() -> AsyncIterator[bytes]:
        raise AssertionError("the body was read")
        yield b""

    for _ in range(3):
        await http.post("/notes", json=GOOD)

    assert (await http.post("/notes", content=never())).status_code == 429


async def test_limits_are_counted_by_caller_and_by_route(http: AsyncClient) -> None:
    for _ in range(3):
        await http.post("/notes", json=GOOD)

    assert (await http.post("/notes", json=GOOD, headers={"X-Who": "sam"})).status_code == 201
    assert (await http.get("/notes")).status_code == 200


async def test_both_spellings_share_one_limit(http: AsyncClient) -> None:
    answers = [await http.post(path, json=GOOD) for path in ("/notes", "/notes/") * 2]

    assert [answer.status_code for answer in answers] == [201, 201, 201, 429]


async def test_a_route_not_in_the_table_has_the_service_s_usual_limit(http: AsyncClient) -> None:
    assert limit_headers(await http.get("/notes"))[0] == "1000"


async def test_a_route_without_a_limit_says_nothing_of_one(http: AsyncClient) -> None:
    assert not [name for name in (await http.get("/free")).headers if "ratelimit" in name]


async def test_a_crash_and_a_problem_say_where_one_stands_too(http: AsyncClient) -> None:
    for path in ("/crash", "/refused"):
        assert limit_headers(await http.get(path))[0] == "1000"


# ── Browsers ──────────────────────────────────────────────────────────────────────────────

PAGE = "http://localhost:5173"
EXPOSED = {
    *("X-Request-ID", "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset"),
    *("Retry-After", "ETag"),
}


def allows(answer: Response, origin: str) -> bool:
    allowed = answer.headers.get("access-control-allow-origin")
    assert allowed in {None, origin}, "never `*`, never somebody else's"
    assert "origin" in answer.headers["vary"].lower()
    return allowed is not None


@pytest.mark.parametrize(
    "origin",
    [
        *("http://localhost", PAGE, "http://127.0.0.1:3000", "http://[::1]:3000"),
        "http://tiny.test",
    ],
)
async def test_development_lets_local_pages_and_its_own_call(
    http: AsyncClient, origin: str
) -> None:
    assert allows(await http.get("/notes", headers={"Origin": origin}), origin)


@pytest.mark.parametrize(
    "origin",
    [
        *("https://evil.example", "null", "http://localhost.evil.example", "http://localhost:1x"),
        *("http://localhost:5173.evil.example", "https://localhost:5173", "file://", ""),
        *("http://evil.example/http://localhost", "http://tiny.test.evil.example", "localhost"),
    ],
)
async def test_a_foreign_page_gets_no_permission(http: AsyncClient, origin: str) -> None:
    assert not allows(await http.get("/notes", headers={"Origin": origin}), origin)


async def test_production_lets_only_its_listed_pages_call() -> None:
    listed = "https://shop.example"
    door = tiny(ENV="production", CORS_ORIGINS=f"{listed},https://other.example")
    async with client(door) as http:
        for origin, allowed in [
            (listed, True),
            ("https://other.example", True),
            ("http://tiny.test", True),
            (PAGE, False),
            ("http://127.0.0.1:3000", False),
            ("https://shop.example.evil.example", False),
            ("http://shop.example", False),
        ]:
            answer = await http.get("/notes", headers={"Origin": origin})
            assert allows(answer, origin) is allowed, origin


@pytest.mark.parametrize(
    ("method", "path", "content", "status"),
    [
        ("GET", "/notes", b"", 200),
        ("POST", "/notes", b"{", INVALID),
        ("GET", "/refused", b"", 401),
        ("GET", "/nowhere", b"", 404),
        ("DELETE", "/notes", b"", 405),
        ("POST", "/notes", b"x" * (MAXIMUM_BODY_BYTES + 1), 413),
        ("GET", "/crash", b"", 500),
        ("GET", "/notes?search=%00", b"", INVALID),
    ],
)
async def test_an_error_can_be_read_by_the_page_as_well_as_a_success(
    http: AsyncClient, method: str, path: str, content: bytes, status: int
) -> None:
    answer = await http.request(method, path, content=content, headers={"Origin": PAGE})

    assert answer.status_code == status
    assert allows(answer, PAGE)
    exposed = {name.strip() for name in answer.headers["access-control-expose-headers"].split(",")}
    assert exposed >= EXPOSED


async def preflight(http: AsyncClient, origin: str, path: str = "/notes") -> Response:
    return await http.options(
        path,
        headers={
            "Origin": origin,
            "Access-Control-Request-Method": "PUT",
            "Access-Control-Request-Headers": "authorization, content-type, idempotency-key",
        },
    )


@pytest.mark.parametrize("path", ["/notes", "/notes/", "/refused"])
async def test_a_preflight_is_answered_without_asking_the_service(
    http: AsyncClient, path: str
) -> None:
    answer = await preflight(http, PAGE, path)

    assert answer.status_code == 204
    assert allows(answer, PAGE)
    methods = {name.strip() for name in answer.headers["access-control-allow-methods"].split(",")}
    assert methods >= {"GET", "POST", "PUT", "PATCH", "DELETE"}
    allowed = answer.headers["access-control-allow-headers"]
    assert allowed == "authorization, content-type, idempotency-key"


async def test_a_preflight_of_a_foreign_page_is_refused(http: AsyncClient) -> None:
    answer = await preflight(http, "https://evil.example")

    assert answer.status_code == 403
    assert not allows(answer, "https://evil.example")
    assert "access-control-allow-methods" not in answer.headers


async def test_a_preflight_is_not_counted(http: AsyncClient) -> None:
    for _ in range(10):
        await preflight(http, PAGE)

    assert limit_headers(await http.post("/notes", json=GOOD)) == ("3", "2")


async def test_who_is_no_browser_is_told_nothing_of_origins(http: AsyncClient) -> None:
    answer = await http.get("/notes")

    assert not [name for name in answer.headers if name.startswith("access-control")]


async def test_cookies_are_never_invited(http: AsyncClient) -> None:
    for answer in (await http.get("/notes", headers={"Origin": PAGE}), await preflight(http, PAGE)):
        assert "access-control-allow-credentials" not in answer.headers


@pytest.mark.parametrize(
    ("origin", "opened"), [(None, True), (PAGE, True), ("https://evil.example", False)]
)
async def test_the_same_list_guards_sockets(origin: str | None, opened: bool) -> None:
    reached: list[str] = []
    sent: list[Any] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        reached.append(scope["type"])

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {"type": "websocket.connect"}

    door = Door(app, "tiny", Settings.from_environment({}), render, INVALID)
    headers = [] if origin is None else [(b"origin", origin.encode())]
    await door({"type": "websocket", "path": "/ws", "headers": headers}, receive, send)

    assert reached == (["websocket"] if opened else [])
    assert [each["type"] for each in sent] == ([] if opened else ["websocket.close"])


# ── Documentation ─────────────────────────────────────────────────────────────────────────

DOCUMENTATION = ["/docs", "/redoc", "/openapi.json"]


@pytest.mark.parametrize("path", DOCUMENTATION)
async def test_the_interactive_documentation_is_for_development(path: str) -> None:
    async with client(tiny()) as development, client(tiny(ENV="production")) as production:
        assert (await development.get(path)).status_code == 200
        assert_is_error(await production.get(path), 404, "not_found")


async def test_answers_are_neither_guessed_at_nor_kept(http: AsyncClient) -> None:
    for path in ("/notes", "/nowhere", "/crash"):
        headers = (await http.get(path)).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"
        assert headers["referrer-policy"] == "no-referrer"
