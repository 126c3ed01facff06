"""`/openapi.json` describes what the routes really take and answer."""

import pytest

from cast import CLAIRE

pytestmark = pytest.mark.anyio

SAID_BY_THEIR_ADDRESS = {"close", "logout", "release", "send", "take", "token"}
"""The last step of routes that are sent no body."""
ANY_OF_THEM = {"400", "401", "403", "429", "500", "503", "504"}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Nothing here is about the database."""
    return sqlite_url


@pytest.fixture
async def document(shop):
    answer = await shop.visitor().http.get("/openapi.json")
    assert answer.status_code == 200
    return answer.json()


def operations(document):
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


async def test_every_route_is_described_with_what_it_takes_and_may_answer(document):
    listed = dict(operations(document))
    assert len(listed) > 30
    for name, operation in listed.items():
        method, _, path = name.partition(" ")
        assert len(operation["summary"]) > 10, name
        assert not operation["summary"].endswith("."), name
        statuses = set(operation["responses"])
        assert statuses >= ANY_OF_THEM, name
        assert any(status.startswith("2") for status in statuses), name
        assert "422" not in statuses, f"{name}: these documents know no 422"
        if "{" in path:
            assert "404" in statuses, name
        if method in {"POST", "PUT"}:
            assert "413" in statuses, name
            if path.rpartition("/")[2] not in SAID_BY_THEIR_ADDRESS:
                assert operation["requestBody"]["content"], name


async def test_errors_are_described_as_they_are(shop, document):
    schema = document["components"]["schemas"]["Error"]
    claire = await shop.signed_in(CLAIRE)
    for answer in (
        await claire.http.get("/api/tickets/nothing"),
        await claire.http.post("/api/chat", json={}),
        await shop.visitor().http.get("/api/auth/me"),
    ):
        body = answer.json()
        assert set(schema["required"]) <= set(body)
        python = {"boolean": bool, "string": str, "integer": int}
        for name, told in schema["properties"].items():
            assert type(body[name]) is python[told["type"]], name


async def test_what_is_no_json_is_described_as_what_it_is(document):
    listed = dict(operations(document))
    for name, kind in {
        "POST /api/voice/tts": "audio/mpeg",
        "GET /metrics": "text/plain",
        "POST /api/chat/stream": "text/event-stream",
        "GET /sav-uploads/{name}": "image/jpeg",
    }.items():
        content = listed[name]["responses"]["200"]["content"]
        assert kind in content, name
        assert "application/json" not in content, name
