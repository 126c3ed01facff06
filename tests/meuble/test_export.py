"""Everything about oneself, as a zip: all of it, readable, and nothing of anybody else."""

import io
import json
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from cast import CLAIRE, ORDER, SAM
from comptoir import demo
from comptoir.kernel.limits import MemoryLimiter
from comptoir.kernel.sign_in import known_devices
from comptoir.meuble import history
from comptoir.meuble.models import accounts, faq_votes, files
from pictures import photo

pytestmark = pytest.mark.anyio
sqlite_only = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

PATH = "/api/auth/me/export"


async def exported(visitor) -> ZipFile:
    answer = await visitor.http.get(PATH)
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"] == "application/zip"
    archive = ZipFile(io.BytesIO(answer.content))
    assert archive.testzip() is None
    return archive


def page(archive: ZipFile, name: str):
    return json.loads(archive.read(name))


def everything(archive: ZipFile) -> str:
    """All that a person could read in it."""
    texts = [archive.read(name) for name in archive.namelist() if not name.startswith("files/")]
    return "\n".join([*archive.namelist(), *(text.decode() for text in texts)])


async def a_claim(visitor, session_id: str = "claim", **more) -> str:
    await visitor.says(f"Le pied du canapé est cassé, {ORDER}", session_id, **more)
    ticket = (await visitor.says("Oui", session_id))["ticket_id"]
    assert ticket, "a claim was made"
    return ticket


async def test_an_export_has_account_sign_ins_conversations_claims_files_and_votes(shop):
    claire = await shop.signed_in(CLAIRE)
    form = {"file": ("salon.jpg", photo())}
    sent = await claire.http.post("/api/upload", files=form, data={"description": "Le pied"})
    url = sent.json()["file_url"]
    loose = (await claire.http.post("/api/upload", files={"file": ("b.jpg", photo())})).json()
    ticket = await a_claim(claire, photos=[url])
    await claire.says("Je veux parler à un conseiller", "claim")
    await claire.http.post("/api/faq/vote", json={"question_id": "faq-001", "helpful": False})
    headers = {"Idempotency-Key": "1"}
    await claire.http.post("/api/chat", json={"message": "Bonjour"}, headers=headers)

    archive = await exported(claire)

    assert page(archive, "account.json")["email"] == CLAIRE
    signed_in = page(archive, "sign_ins.json")
    assert signed_in["sign_ins"][0]["began_at"] == "2026-01-31T10:00:00Z"
    assert signed_in["devices"][0] == {"last_signed_in_at": "2026-01-31T10:00:00Z"}

    talk = page(archive, "conversations/2026-01-31-claim.json")
    assert [each["role"] for each in talk["messages"]] == ["user", "assistant"] * 3
    assert talk["messages"][2]["content"] == "Oui"
    assert ORDER in talk["handovers"][0]["summary"]
    talks = [name for name in archive.namelist() if name.startswith("conversations/")]
    assert len(talks) == 2

    claim = page(archive, f"claims/{ticket}.json")
    assert (claim["order_number"], claim["photos"]) == (ORDER, [url])
    assert claim["history"][0]["action_type"] == "ticket_created"

    known = {each["original_name"]: each for each in page(archive, "files.json")["files"]}
    assert known["salon.jpg"]["description"] == "Le pied"
    assert (known["salon.jpg"]["claim"], known["b.jpg"]["claim"]) == (ticket, None)
    for address, name in ((url, "salon.jpg"), (loose["file_url"], "b.jpg")):
        stored = await claire.http.get(address)
        assert archive.read(known[name]["file"]) == stored.content

    (vote,) = page(archive, "votes.json")["votes"]
    assert (vote["question_id"], vote["helpful"]) == ("faq-001", False)
    assert vote["question"]
    (request,) = page(archive, "requests.json")["requests"]
    assert request == {"request": "POST /api/chat", "at": "2026-01-31T10:00:00Z", "status": 200}


async def test_an_export_holds_no_digest_and_no_hash(shop):
    claire = await shop.signed_in(CLAIRE)
    await claire.http.post("/api/faq/vote", json={"question_id": "faq-001", "helpful": False})
    await claire.http.post("/api/upload", files={"file": ("a.jpg", photo())})

    def digests(connection):
        return [
            *connection.scalars(select(accounts.c.password_hash)),
            *connection.scalars(select(known_devices.c.device)),
            *connection.scalars(select(faq_votes.c.voter)),
            *connection.scalars(select(files.c.sha256)),
        ]

    kept = await shop.platform.db.read(digests)
    assert len(kept) >= 6
    text = everything(await exported(claire))
    assert [digest for digest in kept if digest in text] == []


async def test_an_export_has_nothing_of_anybody_else_nor_what_is_for_staff(shop):
    mallory = await shop.mallory()
    await mallory.says("Je suis Mallory", "hers")
    hers = await a_claim(mallory)
    await mallory.http.post("/api/upload", files={"file": ("mallory.jpg", photo())})
    claire = await shop.signed_in(CLAIRE)
    ticket = await a_claim(claire)
    chain = history.chain(shop.platform.settings.secrets)

    def comment(connection, words, *, internal):
        history.append(
            connection,
            chain,
            int(ticket[-5:]),
            shop.clock.now(),
            actor="staff",
            action_type="comment",
            description="Commentaire",
            personal={"content": words},
            internal=internal,
        )

    await shop.platform.db.write(comment, "client difficile", internal=True)
    await shop.platform.db.write(comment, "nous venons lundi", internal=False)

    text = everything(await exported(claire))
    assert "nous venons lundi" in text, "what a customer may read is there"
    assert "client difficile" not in text
    assert hers not in text
    assert "mallory" not in text.casefold()


@sqlite_only
async def test_what_was_sent_and_claimed_before_signing_in_is_there_too(shop):
    nora = shop.visitor(CLAIRE)
    began = (await nora.http.post("/api/chat", json={"message": "Bonjour"})).json()
    sent = await nora.http.post("/api/upload", files={"file": ("avant.jpg", photo())})
    ticket = await a_claim(nora, began["session_id"], photos=[sent.json()["file_url"]])
    await nora.signs_in()
    await nora.says("Merci", began["session_id"])
    archive = await exported(nora)
    assert f"claims/{ticket}.json" in archive.namelist()
    (file,) = page(archive, "files.json")["files"]
    assert (file["original_name"], file["claim"]) == ("avant.jpg", ticket)
    assert file["file"] in archive.namelist()


@sqlite_only
async def test_a_file_whose_bytes_are_gone_is_listed_without_them(shop):
    claire = await shop.signed_in(CLAIRE)
    for name in ("here.jpg", "gone.jpg"):
        await claire.http.post("/api/upload", files={"file": (name, photo())})

    def token_of_the_lost_one(connection):
        named = select(files.c.token).where(files.c.original_name == "gone.jpg")
        return connection.scalars(named).one()

    token = await shop.platform.db.read(token_of_the_lost_one)
    await shop.platform.files.delete(f"sav-uploads/{token}.jpg")
    archive = await exported(claire)
    known = {each["original_name"]: each["file"] for each in page(archive, "files.json")["files"]}
    assert known["gone.jpg"] is None
    assert known["here.jpg"] in archive.namelist()


@sqlite_only
async def test_a_long_conversation_is_there_to_its_last_word(shop):
    claire = await shop.signed_in(CLAIRE)
    for place in range(60):
        shop.platform.limiter = MemoryLimiter()
        await claire.says(f"Message n° {place}", "long")
    talk = page(await exported(claire), "conversations/2026-01-31-long.json")
    said = [each["content"] for each in talk["messages"] if each["role"] == "user"]
    assert said == [f"Message n° {place}" for place in range(60)]
    assert list(talk["remembered"]), "what the assistant remembers is there"


@sqlite_only
@pytest.mark.parametrize(
    ("language", "name", "words"),
    [("fr", "LISEZMOI.txt", "votre compte"), ("en", "README.txt", "your account")],
)
async def test_a_page_explains_the_rest_in_the_readers_language(shop, language, name, words):
    claire = await shop.signed_in(CLAIRE)
    claire.http.headers["Accept-Language"] = language
    archive = await exported(claire)
    explained = archive.read(name).decode()
    assert words in explained
    for there in archive.namelist():
        assert there == name or there.partition("/")[0] in explained


@sqlite_only
async def test_a_newcomers_export_is_nearly_empty_and_a_valid_one(shop):
    mallory = await shop.mallory()
    archive = await exported(mallory)
    assert page(archive, "files.json") == {"files": []}
    assert page(archive, "votes.json") == {"votes": []}
    assert page(archive, "account.json")["username"] == "mallory"


@sqlite_only
async def test_an_export_is_nobody_elses_to_keep(shop):
    sam = await shop.signed_in(SAM)
    answer = await sam.http.get(PATH + "/")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="meuble-2026-01-31.zip"'
    assert "Content-Length" not in answer.headers
    assert demo.PASSWORD.encode() not in answer.content
