"""Logs: one line an event, and in none of them what people wrote, sent or hold."""

import json
import subprocess
import sys
from functools import cache

import pytest

PROGRAM = """
import asyncio, gc, logging, sys
from types import SimpleNamespace

import structlog
from fastapi import APIRouter, Request
from httpx2 import ASGITransport, AsyncClient

from comptoir.kernel import telemetry
from comptoir.kernel.bodies import Body, json_response
from comptoir.kernel.callers import Caller
from comptoir.kernel.limits import Limit, MemoryLimiter
from comptoir.kernel.settings import Settings
from comptoir.kernel.web import guarded_route, new_app, speak

telemetry.configure(production=sys.argv[1] == "production")


async def identify(request):
    return Caller("203.0.113.7")


class Message(Body):
    text: str


routes = APIRouter(route_class=guarded_route("tiny", identify, {}, Limit(100, 60)))


@routes.post("/chat/{session_id}")
async def chat(session_id: str, message: Message):
    if message.text.startswith("crash"):
        raise LookupError(f"cannot read {message.text!r} of {session_id}")
    return json_response({"response": message.text})


async def die(words):
    raise LookupError(words)


async def main():
    settings = Settings.from_environment({})
    app = new_app("tiny", "1", settings)
    app.state.platform = SimpleNamespace(limiter=MemoryLimiter())
    app.include_router(routes)
    door = speak(app, "tiny", settings, lambda p, language, r: {"error": p.code}, 400)
    headers = {"Authorization": "Bearer token-4711", "X-API-Key": "key-4711"}
    async with AsyncClient(
        transport=ASGITransport(door), base_url="http://tiny.test", headers=headers
    ) as http:
        for text in ("words-4711", "crash-4711", 4711):
            await http.post(
                "/chat/session-4711/?code=query-4711",
                json={"text": text},
                headers={"X-Request-ID": "r-1"},
            )
        await http.get("/nowhere-4711")
    structlog.get_logger().warning("something", count=3)
    # What libraries and the event loop say of an error goes the same way.
    try:
        raise LookupError("library-4711")
    except LookupError:
        logging.getLogger("library").exception("a library failed")
    task = asyncio.create_task(die("task-4711"))
    await asyncio.sleep(0)
    del task
    gc.collect()
    asyncio.get_running_loop().call_soon(int, "callback-4711")
    await asyncio.sleep(0)
    logging.getLogger("library").info("chatter")


asyncio.run(main())
"""


@cache
def logged(environment: str) -> str:
    """What a program that meets every kind of failure writes to its standard error."""
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, environment], capture_output=True, text=True, check=True
    )
    assert run.stdout == ""
    return run.stderr


@pytest.mark.parametrize("environment", ["production", "development"])
@pytest.mark.parametrize(
    "secret",
    [
        *("words-4711", "crash-4711", "query-4711", "session-4711", "token-4711", "key-4711"),
        *("nowhere-4711", "library-4711", "task-4711", "callback-4711"),
    ],
)
def test_no_line_holds_what_somebody_sent(environment: str, secret: str) -> None:
    assert "request" in logged(environment), "something must have been logged"
    assert secret not in logged(environment)


def test_in_production_each_line_is_one_json_object() -> None:
    lines = [json.loads(line) for line in logged("production").splitlines()]

    assert len(lines) == 9
    assert all({"event", "level", "timestamp"} <= set(line) for line in lines)
    assert all(line["timestamp"].endswith("Z") for line in lines)


def test_a_request_is_one_line_with_its_route_and_its_id() -> None:
    lines = [json.loads(line) for line in logged("production").splitlines()]
    requests = [line for line in lines if line["event"] == "request"]

    assert [line["route"] for line in requests] == [*["/chat/{session_id}"] * 3, "unknown"]
    assert [line["status"] for line in requests] == [200, 500, 400, 404]
    assert {line["request_id"] for line in requests[:3]} == {"r-1"}


def test_a_crash_says_its_type_and_where_it_came_from() -> None:
    lines = [json.loads(line) for line in logged("production").splitlines()]
    (crash,) = [line for line in lines if line["event"] == "request_failed"]

    assert crash["error"] == "LookupError"
    assert crash["request_id"] == "r-1"
    assert crash["frames"][-1].endswith(" chat")
    assert crash["level"] == "error"


def test_a_library_s_error_has_its_place_too() -> None:
    lines = [json.loads(line) for line in logged("production").splitlines()]
    failures = [line for line in lines if line.get("logger") in {"library", "asyncio"}]

    assert [line["logger"] for line in failures] == ["library", "asyncio", "asyncio"]
    assert [line["error"] for line in failures] == ["LookupError", "LookupError", "ValueError"]
    assert failures[0]["event"] == "a library failed"


def test_a_library_s_chatter_is_left_out() -> None:
    assert "chatter" not in logged("production")


def test_in_development_a_line_reads_as_key_and_value() -> None:
    lines = logged("development").splitlines()

    (line,) = [line for line in lines if "event=something" in line]
    assert "level=warning" in line
    assert "count=3" in line
    assert all(line.startswith("timestamp=") for line in lines)
