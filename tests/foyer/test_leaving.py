"""Taking one's data away, closing one's account, being erased."""

import io
import json
import zipfile

import pytest
from sqlalchemy import select, text

from agents_office import ADMIN, PASSWORD
from comptoir.foyer import models
from comptoir.kernel import search, sign_in

pytestmark = pytest.mark.anyio
SECRET = "Je m'appelle Zéphyrine et j'habite à Brest."


async def zephyrine(office):
    """Somebody who has everything: agents, chats, documents, facts, and words in Ada's chat."""
    zoe, ada = await office.newcomer("zoe"), await office.signed_in()
    agent_id = await zoe.makes_agent(name="Zéphyr", is_public=True, learn_from_interaction=True)
    await zoe.says(await zoe.begins_chat(agent_id), SECRET)
    await zoe.sends("a.txt", SECRET.encode(), "agent", agent_id)
    shared = await ada.begins_chat()
    await ada.http.post(f"/api/chats/{shared}/members", json={"trigramme": "ZOE"})
    await zoe.says(shared, f"Dans la conversation d'Ada : {SECRET}")
    await ada.http.get("/api/messages/search?q=Brest")
    await office.works_off_jobs()
    return zoe, ada, shared


async def test_everything_of_a_person_is_in_their_archive(office):
    zoe, _, _ = await zephyrine(office)
    answer = await zoe.http.get("/api/auth/me/export")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        names = archive.namelist()
        pages = {name: json.loads(archive.read(name)) for name in names if name.endswith(".json")}
        sent = [archive.read(name) for name in names if name.startswith("documents/")]
    assert pages["account.json"]["trigramme"] == "ZOE"
    assert pages["agents.json"][0]["name"] == "Zéphyr"
    [chat] = [page for name, page in pages.items() if name.startswith("chats/")]
    assert chat["messages"][0]["content"] == SECRET
    assert SECRET in pages["elsewhere.json"][0]["content"]
    assert pages["memory.json"][0]["content"] == SECRET
    assert sent == [SECRET.encode()]


async def test_whoever_is_erased_is_in_no_table_index_or_file(office):
    zoe, ada, shared = await zephyrine(office)
    wrong = await zoe.http.request("DELETE", "/api/auth/me", json={"password": "not this one"})
    assert wrong.status_code == 403
    assert await office.platform.db.read(sign_in.seen, "foyer", str(zoe.id)), "they signed in"
    gone = await zoe.http.request("DELETE", "/api/auth/me", json={"password": PASSWORD})
    assert gone.status_code == 200
    await office.works_off_jobs()
    assert (await zoe.http.get("/api/auth/me")).status_code == 401
    assert (await zoe.signs_in()).status_code == 401

    def everything(connection):
        tables = [table for name, table in models.metadata.tables.items() if "foyer" in name]
        tables += [models.metadata.tables["idempotency_keys"]]
        return "\n".join(
            str(connection.execute(select(table)).mappings().all()) for table in tables
        )

    left = await office.platform.db.read(everything)
    for word in ("Zéphyr", "Brest", "zoe@example.com", "ZOE"):
        assert word not in left
    hits = await office.platform.db.read(search.search, f"foyer messages {ada.id}", "Brest")
    assert hits == []
    words = await office.platform.db.read(
        lambda connection: connection.execute(
            text("SELECT count(*) FROM search_words WHERE word LIKE 'zephyr%'")
        ).scalar()
    )
    assert words == 0
    assert await office.platform.db.read(sign_in.seen, "foyer", str(zoe.id)) == []
    assert list((office.platform.settings.files_folder / "foyer-documents").glob("*")) == []
    chat = (await ada.http.get(f"/api/chats/{shared}")).json()
    assert [each["user_id"] for each in chat["messages"]] == [None, None]


async def test_a_closed_account_loses_nothing_and_the_last_administrator_stays(office):
    zoe, _, _ = await zephyrine(office)
    closed = await zoe.http.post("/api/auth/me/deactivate", json={"password": PASSWORD})
    assert closed.status_code == 200
    assert (await zoe.signs_in()).status_code == 403
    admin = await office.signed_in(ADMIN)
    await admin.http.put(f"/api/users/{zoe.id}", json={"is_active": True})
    assert (await zoe.signs_in()).status_code == 200
    assert (await zoe.http.get("/api/chats")).json()["total"] == 2
    for method, path in (("DELETE", "/api/auth/me"), ("POST", "/api/auth/me/deactivate")):
        refused = await admin.http.request(method, path, json={"password": PASSWORD})
        assert refused.status_code == 409
