"""Every route answers with the fields, the types and the statuses that the document shows."""

import pytest

from agents_office import PASSWORD, events_in
from papers import pdf
from shapes import INSTANT, NUMBER, TEXT, TRUTH, WHOLE, misfits, nothing_or

pytestmark = pytest.mark.anyio

ACCOUNT = {
    "id": WHOLE,
    "email": TEXT,
    "trigramme": "ZOE",
    "is_active": True,
    "created_at": INSTANT,
}
OWNER = {"id": WHOLE, "trigramme": TEXT}
AGENT = {
    "id": WHOLE,
    "name": TEXT,
    "system_prompt": TEXT,
    "learn_from_interaction": TRUTH,
    "is_public": TRUTH,
    "model": TEXT,
    "temperature": NUMBER,
    "created_at": INSTANT,
}
QUESTION = {"id": WHOLE, "content": TEXT, "role": "user", "created_at": INSTANT}
ANSWER = {
    "id": WHOLE,
    "content": TEXT,
    "role": "assistant",
    "llm_model": TEXT,
    "created_at": INSTANT,
}
ERROR = {"detail": TEXT, "status": "error"}


async def test_each_documented_request_is_answered_as_documented(office):
    zoe = office.visitor("zoe@example.com")
    http = zoe.http
    person = {"email": zoe.email, "password": PASSWORD, "trigramme": "zoe"}

    async def asks(method, path, status, shape, **more):
        for spelling in (path, f"{path.partition('?')[0]}/"):
            if spelling != path and method != "GET":
                continue
            answer = await http.request(method, spelling, **more)
            assert answer.status_code == status, (method, spelling, answer.text)
            assert misfits(shape, answer.json()) == [], (method, spelling)
        return answer.json()

    await asks("POST", "/api/auth/register", 201, ACCOUNT, json=person)
    await asks("POST", "/api/auth/register", 409, ERROR, json=person)
    await asks("POST", "/api/auth/register", 400, ERROR, json={})
    wrong = {"email": zoe.email, "password": "wrong-password"}
    await asks("POST", "/api/auth/login", 401, ERROR, json=wrong)
    await asks("GET", "/api/auth/me", 401, ERROR)
    signed_in = await asks(
        "POST",
        "/api/auth/login",
        200,
        {
            "access_token": TEXT,
            "token_type": "bearer",
            "user": {"id": WHOLE, "email": TEXT, "trigramme": "ZOE"},
        },
        json=person,
    )
    http.headers["Authorization"] = f"Bearer {signed_in['access_token']}"
    await asks("GET", "/api/auth/me", 200, {**ACCOUNT, "is_admin": False})

    new = {
        "name": "Expert Python",
        "system_prompt": "Tu es un expert en Python...",
        "learn_from_interaction": True,
        "is_public": False,
        "model": "mistral-medium",
        "temperature": 0.7,
        "avatar_url": "/avatars/python.png",
    }
    made = {**AGENT, **new, "owner_id": WHOLE}
    agent = await asks("POST", "/api/agents", 201, made, json=new)
    await asks("POST", "/api/agents", 400, ERROR, json={"name": "Sans consigne"})
    await asks("GET", "/api/agents/my", 200, {"agents": [AGENT]})
    path = f"/api/agents/{agent['id']}"
    await asks("GET", path, 200, {**AGENT, "owner": OWNER, "avatar_url": TEXT})
    change = {"name": "Expert Python Avancé", "temperature": 0.8}
    await asks("PUT", path, 200, {**AGENT, **change}, json=change)
    page = {"agents": [{**AGENT, "owner": OWNER}], "total": 1, "limit": 20, "offset": 0}
    await asks("GET", "/api/agents", 200, page)

    chat = await asks(
        "POST",
        "/api/chats",
        201,
        {"id": WHOLE, "title": TEXT, "user_id": WHOLE, "agent_id": WHOLE, "created_at": INSTANT},
        json={"agent_id": agent["id"], "title": "Nouvelle discussion"},
    )
    chat_path = f"/api/chats/{chat['id']}"
    said = await asks(
        "POST",
        "/api/messages",
        201,
        {
            "user_message": {**QUESTION, "chat_id": chat["id"]},
            "assistant_message": {**ANSWER, "chat_id": chat["id"]},
        },
        json={"chat_id": chat["id"], "content": "Comment utiliser les décorateurs?", "files": []},
    )
    assert said["assistant_message"]["id"] > said["user_message"]["id"]
    listed = {
        "id": WHOLE,
        "title": TEXT,
        "agent": {"id": WHOLE, "name": TEXT},
        "last_message_at": INSTANT,
        "created_at": INSTANT,
    }
    await asks("GET", "/api/chats", 200, {"chats": [listed], "total": 1})
    whole = await asks(
        "GET",
        chat_path,
        200,
        {
            "id": WHOLE,
            "title": TEXT,
            "agent": {"id": WHOLE, "name": TEXT, "avatar_url": nothing_or(TEXT)},
            "created_at": INSTANT,
        },
    )
    assert misfits(QUESTION, whole["messages"][0]) == []
    assert misfits(ANSWER, whole["messages"][1]) == []
    title = {"title": "Python - Fonctions avancées"}
    await asks("PUT", chat_path, 200, title, json=title)

    stream = await http.get(
        f"/api/messages/stream/{chat['id']}", params={"message": "Et en une ligne ?"}
    )
    unnamed = [each["data"] for each in events_in(stream.text) if "event" not in each]
    assert unnamed[0].startswith('{"token":')
    assert unnamed[-1] == "[DONE]"

    content = pdf("Un guide de Python.")
    document = await asks(
        "POST",
        "/api/documents/upload",
        201,
        {
            "id": WHOLE,
            "filename": "guide_python.pdf",
            "file_size": len(content),
            "mime_type": "application/pdf",
            "entity_type": "agent",
            "entity_id": agent["id"],
            "uploaded_at": INSTANT,
        },
        files={"file": ("guide_python.pdf", content, "application/pdf")},
        data={"entity_type": "agent", "entity_id": str(agent["id"])},
    )
    given = await http.get(f"/api/documents/{document['id']}")
    assert (given.status_code, given.content) == (200, content)
    for kind, number in (("planet", "1"), ("agent", "x"), ("", "")):
        await asks(
            "POST",
            "/api/documents/upload",
            400,
            ERROR,
            files={"file": ("a.pdf", content)},
            data={"entity_type": kind, "entity_id": number},
        )
    await asks("DELETE", f"/api/documents/{document['id']}", 200, {"message": TEXT})

    session = {
        "id": signed_in["session_id"],
        "user_id": WHOLE,
        "expires_at": INSTANT,
        "metadata": {"user_agent": TEXT, "ip_address": TEXT},
    }
    named = {"X-Session-ID": signed_in["session_id"]}
    await asks("GET", "/api/sessions/current", 200, session, headers=named)
    await asks("DELETE", chat_path, 200, {"message": TEXT})
    await asks("DELETE", path, 200, {"message": TEXT})
    await asks("GET", path, 404, ERROR)
    await asks("POST", "/api/auth/logout", 200, {"message": "Déconnexion réussie"})
    await asks("GET", "/api/nowhere", 404, ERROR)
