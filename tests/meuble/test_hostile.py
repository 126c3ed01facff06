"""Strangers send the furniture shop everything they should not; it stays polite and standing."""

import itertools
import json

import pytest

from cast import ADA, ADMIN_KEY, CLAIRE, ORDER, SAM, SECRET
from comptoir import demo
from comptoir.kernel import keys
from comptoir.kernel.limits import MemoryLimiter
from comptoir.meuble import accounts, mailed_words, wire
from hostile import CANARY, MEGABYTE, TEXTS, Attack, Target, attacks_on, faults, send, served
from pictures import photo
from sounds import tone

pytestmark = pytest.mark.anyio
# What is refused before it reaches a database need not be asked of two.
sqlite_only = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

ERROR_FIELDS = {"success": bool, "error": str, "detail": str, "status_code": int, "request_id": str}


def words_of(status: int, body: dict) -> str:
    """The words of an error of this service, after checking its every field."""
    for name, kind in ERROR_FIELDS.items():
        assert isinstance(body[name], kind), name
    assert body["success"] is False
    assert body["status_code"] == status
    return body["detail"]


async def target_of(shop) -> Target:
    """The shop as somebody who works there may call it, its limits out of the way."""
    shop.platform.limiter = MemoryLimiter(itertools.count(step=3600).__next__)
    numbers = itertools.count(1)
    # Refreshing and leaving end a sign-in: each has one of its own.
    sam, staying, leaving = [await shop.signed_in(SAM) for _ in range(3)]
    await sam.says("Je veux parler à un conseiller", "visit")
    waiting = (await sam.http.get("/api/handovers")).json()["handovers"]
    await sam.says("Le ressort de mon canapé est cassé", "claim", order_number=ORDER)
    ticket_id = (await sam.says("Oui", "claim"))["ticket_id"]
    await sam.says("Le pied du canapé est cassé aussi", "claim")
    other_ticket_id = (await sam.says("Oui", "claim"))["ticket_id"]
    assert other_ticket_id, "there is a claim to merge with"

    sent = await sam.http.post("/api/upload", files={"file": ("a.jpg", photo())})

    ada = await shop.signed_in(ADA)
    words = {purpose: mailed_words.new_word() for purpose in mailed_words.LIFETIMES}
    key_id = await _mailed_words_and_a_key(shop, words)

    def headers(route: str):
        if route == "POST /api/tickets/{ticket_id}/rate":
            return ()  # a ticket is rated by its customer; development takes anybody for one
        if "/auth/" not in route or "/api-keys" in route:
            return ((b"x-api-key", ADMIN_KEY.encode()),)
        # The last administrator may ask to be erased as often as she likes.
        who = {"POST /api/auth/logout": leaving, "DELETE /api/auth/me": ada}.get(route, sam)
        return ((b"authorization", who.http.headers["authorization"].encode()),)

    def person():
        name = f"person{next(numbers)}"
        return {
            "email": f"{name}@example.com",
            "username": name,
            "full_name": "Quelqu'un",
            "password": demo.PASSWORD,
        }

    def message():
        return {
            "message": "Bonjour",
            "session_id": f"visit-{next(numbers)}",
            "order_number": ORDER,
            "photos": ["https://example.com/a.jpg"],
            "language": "fr",
        }

    def question():
        return {
            "category_id": "entretien",
            "question": "Comment réparer une rayure ?",
            "answer": "Les rayures mineures se retouchent à la cire.",
            "keywords": ["rayure"],
            "also": ["meuble rayé"],
            "lang": "fr",
        }

    def ticket():
        return {
            "order_number": ORDER,
            "customer_id": "CUST-1",
            "product_sku": "SAL-CAP-001",
            "problem_category": "défaut_fabrication",
            "problem_severity": "moyen",
            "problem_description": "Le ressort est cassé",
            "description": "Le ressort est cassé",
            "priority": "P2",
            "photos": ["https://example.com/a.jpg"],
            "attachments": ["https://example.com/a.jpg"],
        }

    def claim():
        return {
            "customer_id": "CUST-1",
            "order_number": ORDER,
            "product_sku": "SAL-CAP-001",
            "product_name": "Canapé Premium",
            "problem_description": "Le ressort est cassé",
            "problem_category": "Defaut_structural",
            "problem_severity": "Haute",
            "photos": ["https://example.com/a.jpg"],
            "purchase_date": "2025-11-15T10:00:00Z",
            "delivery_date": "2025-11-20T10:00:00Z",
            "customer_tier": "premium",
            "product_value": 1299.99,
        }

    sound = tone(0.5)

    def speech():
        return {"text": "Bonjour", "language": "fr", "voice": "nova"}

    return Target(
        app=shop.app,
        headers=headers,
        path={
            "session_id": "visit-0",
            "key_id": key_id,
            "ticket_id": ticket_id,
            "handover_id": waiting[0]["id"],
            "problem_category": "Autre",
            "category_id": "entretien",
            "question_id": "faq-001",
            "product_id": "SAL-CAP-001",
            "name": sent.json()["file_url"].rpartition("/")[2],
        },
        bodies={
            "POST /api/auth/register": person,
            "POST /api/auth/login": lambda: {"username": CLAIRE, "password": demo.PASSWORD},
            "POST /api/auth/refresh": lambda: {"refresh_token": staying.tokens["refresh_token"]},
            "PUT /api/auth/me": lambda: {"full_name": "Sam", "email": SAM},
            "DELETE /api/auth/me": lambda: {"password": demo.PASSWORD},
            "POST /api/auth/password/forgot": lambda: {"email": CLAIRE},
            "POST /api/auth/password/reset": lambda: {
                "token": words["reset"],
                "password": demo.PASSWORD,
            },
            "POST /api/auth/email/confirm": lambda: {"token": words["confirm"]},
            "POST /api/auth/api-keys": lambda: {
                "name": "Caisse",
                "expires_in_days": 30,
                "scopes": ["read"],
            },
            "POST /api/chat": message,
            "POST /api/chat/stream": message,
            "POST /api/upload": lambda: {"files": ("a.jpg", photo()), "description": "Le pied"},
            "POST /api/tickets": ticket,
            "POST /api/tickets/{ticket_id}/assign": lambda: {"assignee": SAM},
            "POST /api/tickets/{ticket_id}/transition": lambda: {
                "status": "en_analyse",
                "reason": "Vu",
            },
            "POST /api/tickets/{ticket_id}/comment": lambda: {
                "content": "Bonjour",
                "visibility": "internal",
            },
            "POST /api/tickets/{ticket_id}/merge": lambda: {"into": other_ticket_id},
            "POST /api/tickets/{ticket_id}/reply": lambda: {
                "content": "Merci",
                "photos": ["https://example.com/a.jpg"],
            },
            "POST /api/tickets/{ticket_id}/reopen": lambda: {"reason": "Encore cassé"},
            "POST /api/tickets/{ticket_id}/rate": lambda: {"rating": 5, "comment": "Merci"},
            "POST /api/sav/create-claim": claim,
            "POST /api/sav/add-evidence": lambda: {
                "ticket_id": ticket_id,
                "evidence_type": "photo",
                "evidence_url": "https://example.com/a.jpg",
                "file_size_bytes": 2048,
                "description": "Le pied",
                "metadata": {"camera": "iPhone 13"},
            },
            "POST /api/voice/transcribe": lambda: {
                "audio_file": ("a.wav", sound),
                "language": "fr",
            },
            "POST /api/voice/chat": lambda: {
                "message": "Bonjour",
                "conversation_history": [{"role": "user", "content": "Bonjour"}],
                "session_id": f"visit-{next(numbers)}",
                "photos": ["https://example.com/a.jpg"],
                "language": "fr",
            },
            "POST /api/voice/generate-speech": speech,
            "POST /api/voice/tts": speech,
            "POST /api/handovers/{handover_id}/reply": lambda: {"content": "Bonjour"},
            "POST /api/faq/vote": lambda: {"question_id": "faq-001", "helpful": True},
            "POST /api/faq/add": question,
            "PUT /api/faq/{question_id}": question,
            "PUT /api/products/{product_id}": lambda: {"price": 1299.99, "stock": 5},
        },
        words_of=words_of,
        unconfigured={"POST /api/realtime/token": 500, "POST /api/voice/transcribe": 503},
    )


async def _mailed_words_and_a_key(shop, words) -> str:
    """Let people have these words by mail, each somebody else; the id of a key that there is."""
    await shop.mallory()
    readers = {"confirm": SAM, "reset": "mallory@example.com"}  # a new password ends every word

    def keep(connection):
        now = shop.clock.now()
        for purpose, word in words.items():
            account = accounts.find_by_name(connection, readers[purpose])
            mailed_words.keep(connection, purpose, word, account, now)
        return keys.keep(connection, wire.SERVICE, "a key", keys.make("mdf"), ["read"], now)

    return await shop.platform.db.write(keep)


async def test_nothing_that_strangers_send_breaks_the_shop(shop, capsys, caplog):
    target = await target_of(shop)
    whole_set = shop.platform.db.dialect == "sqlite"
    attacks = [attack for attack in attacks_on(target) if whole_set or attack.stored]
    assert len(attacks) > 500, "without attacks this test would mean nothing"

    wrong = await faults(target, attacks)

    assert not wrong, f"{len(wrong)} of {len(attacks)}:\n" + "\n".join(wrong[:40])
    printed = capsys.readouterr()
    logged = printed.out + printed.err + caplog.text
    assert "/api/chat" in logged, "without a log this would mean nothing"
    assert CANARY not in logged
    assert "request_failed" not in logged
    assert (await shop.visitor(CLAIRE).signs_in()).status_code == 200


# ── Text is only text ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("text", [t for t in TEXTS.values() if t.strip()], ids=lambda t: t[:12])
async def test_what_people_write_comes_back_as_they_wrote_it(shop, text):
    claire, sam = await shop.signed_in(CLAIRE), await shop.signed_in(SAM)
    put = await claire.http.put("/api/auth/me", json={"full_name": text})
    assert put.json()["full_name"] == text
    assert (await claire.http.get("/api/auth/me")).json()["full_name"] == text

    await claire.says("Je veux parler à un conseiller", "visit")
    await claire.says(text, "visit")
    (waiting,) = (await sam.http.get("/api/handovers")).json()["handovers"]
    await sam.http.post(f"/api/handovers/{waiting['id']}/reply", json={"content": text})
    told = (await claire.http.get("/api/chat/history?session_id=visit")).json()["history"]
    assert [m["content"] for m in told if m["role"] in {"user", "staff"}][:2] == [text, text]


@sqlite_only
async def test_a_message_has_4000_characters_however_many_bytes_they_take(shop):
    nora = shop.visitor()
    await nora.says("🛋" * 4000)
    answer = await nora.http.post("/api/chat", json={"message": "🛋" * 4001})
    assert answer.status_code == 400
    assert answer.json()["detail"] == "message : trop long (au plus 4000)."


# ── Errors say what is wrong, in the reader's language ────────────────────────────────────


@sqlite_only
@pytest.mark.parametrize(
    ("accepted", "detail"),
    [
        (None, "message : champ obligatoire."),
        ("fr-CA, en;q=0.5", "message : champ obligatoire."),
        ("de, zz;q=0.9", "message : champ obligatoire."),
        ("en-GB", "message: required field."),
        ("de, en;q=0.8, fr;q=0.1", "message: required field."),
    ],
)
async def test_an_error_names_the_field_in_french_unless_english_is_preferred(
    shop, accepted, detail
):
    headers = {"Accept-Language": accepted} if accepted else {}
    answer = await shop.visitor().http.post("/api/chat", json={"session_id": "a"}, headers=headers)
    assert words_of(400, answer.json()) == detail
    assert answer.json()["error"] == "invalid_request"


@sqlite_only
async def test_an_order_number_is_written_in_ascii(shop):
    arabic = ORDER.translate({ord(str(n)): 0x0660 + n for n in range(10)})
    body = {"message": "Bonjour", "order_number": arabic}
    answer = await shop.visitor().http.post("/api/chat", json=body)
    assert answer.status_code == 400
    assert answer.json()["error"] == "invalid_order_number"


@sqlite_only
async def test_a_list_has_1_to_100_rows_and_says_so_of_anything_else(shop):
    claire = await shop.signed_in(CLAIRE)
    for limit in ("100", "101", "1000000000000"):
        answer = await claire.http.get(f"/api/chat/history?limit={limit}")
        assert answer.json()["limit"] == 100
    for limit in ("0", "-1", "abc", "1.5", ""):
        answer = await claire.http.get(f"/api/chat/history?limit={limit}")
        assert words_of(400, answer.json()).startswith("limit : ")


@sqlite_only
@pytest.mark.parametrize("key", [b"", b"k" * 256, b"a\x01b", b"a\x7f"])
@pytest.mark.parametrize("path", ["/api/auth/register", "/api/chat", "/api/handovers/x/reply"])
async def test_an_idempotency_key_that_cannot_be_one_is_refused(shop, path, key):
    ada = await shop.signed_in(ADA)
    body = {"email": "a@example.com", "username": "a", "password": demo.PASSWORD}
    answer = await ada.http.post(
        path,
        json={**body, "message": "Bonjour", "content": "Bonjour"},
        headers=[(b"Idempotency-Key", key)],
    )
    assert words_of(400, answer.json()).startswith("Idempotency-Key : ")


@sqlite_only
async def test_a_request_id_that_is_a_token_is_kept_and_any_other_replaced(shop):
    async def returned(given: bytes) -> bytes:
        attack = Attack("GET /health", "", b"/health", ((b"x-request-id", given),))
        return (await send(shop.app, attack, ())).header(b"x-request-id")

    assert await returned(b"order-7.b_2") == b"order-7.b_2"
    assert await returned(b"x" * 128) == b"x" * 128
    for insane in (b"", b"x" * 129, b"a b", b"a\r\nSet-Cookie: b=c", b"caf\xe9", b"<a>"):
        assert (await returned(insane)).isalnum()


# ── A real server, over a socket ──────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with served("meuble", tmp_path_factory.mktemp("attacked"), COMPTOIR_SECRET=SECRET) as running:
        yield running


def post(path: str, *headers: str) -> bytes:
    lines = [f"POST {path} HTTP/1.1", "Host: t", "Content-Type: application/json", *headers]
    return "\r\n".join([*lines, "", ""]).encode()


BLOCK = b"x" * MEGABYTE
SENT_MB = 200


def with_length(path: str, *headers: str):
    yield post(path, f"Content-Length: {SENT_MB * MEGABYTE}", *headers)
    yield from itertools.repeat(BLOCK, SENT_MB)


def in_chunks(path: str):
    yield post(path, "Transfer-Encoding: chunked")
    for _ in range(SENT_MB):
        yield b"%x\r\n%s\r\n" % (len(BLOCK), BLOCK)
    yield b"0\r\n\r\n"


@pytest.mark.parametrize("sending", [with_length, in_chunks])
@pytest.mark.parametrize("path", ["/api/chat", "/api/auth/login"])
def test_two_hundred_megabytes_are_refused_and_never_held(server, path, sending):
    server.exchange([post(path, "Content-Length: 2", "Connection: close"), b"{}"])
    before_mb = server.peak_mb()

    answer = server.exchange(sending(path))

    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 413 ")
    assert words_of(413, json.loads(body)) == "Le contenu dépasse la taille maximale."
    assert server.peak_mb() - before_mb < 30


def test_a_route_that_reads_no_body_does_not_hold_one_either(server):
    before_mb = server.peak_mb()
    answer = server.exchange(with_length("/api/auth/logout", "Connection: close"))
    assert answer.startswith((b"HTTP/1.1 401 ", b"HTTP/1.1 413 "))
    assert server.peak_mb() - before_mb < 30


@pytest.mark.parametrize(
    "sent",
    [
        b"GET /health HTTP/1.1\r\nHost: t\r\nX: a\r\n b\r\n\r\n",
        b"GET /health HTTP/1.1\r\nHost: t\r\nX-Request-ID: a\rSet-Cookie: b=c\r\n\r\n",
        b"GET /health\0 HTTP/1.1\r\nHost: t\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"POST /api/chat HTTP/1.1\r\nHost: t\r\nContent-Length: -1\r\n\r\n",
        b"POST /api/chat HTTP/1.1\r\nHost: t\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        b"POST /api/chat HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"POST /api/chat HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n"
        b"Content-Length: 4\r\n\r\n0\r\n\r\nGET /ready HTTP/1.1\r\n\r\n",
    ],
    ids=["folded", "bare CR", "NUL", "TLS", "minus one", "two lengths", "bad chunk", "smuggled"],
)
def test_what_is_not_http_gets_one_short_answer(server, sent):
    answer = server.exchange([sent])
    assert answer.count(b"HTTP/1.1 ") <= 1
    assert not answer or answer.startswith(b"HTTP/1.1 400 ")
    assert len(answer) < 1000


@pytest.mark.parametrize("name", ["Authorization", "Cookie", "X-Api-Key", "Accept-Language"])
def test_a_header_of_100_kilobytes_is_refused_or_served_and_costs_nothing(server, name):
    sent = f"GET /api/auth/me HTTP/1.1\r\nHost: t\r\nConnection: close\r\n{name}: {'k' * 100_000}"
    before_mb = server.peak_mb()
    answer = server.exchange([sent.encode(), b"\r\n\r\n"])
    assert answer.startswith((b"HTTP/1.1 400 ", b"HTTP/1.1 401 ", b"HTTP/1.1 431 "))
    assert server.peak_mb() - before_mb < 30


def test_headers_without_end_are_cut_off(server):
    before_mb = server.peak_mb()
    first = [b"GET /health HTTP/1.1\r\nHost: t\r\n"]
    lines = (b"X-%d: %s\r\n" % (n, b"x" * 60_000) for n in range(3_500))
    answer = server.exchange(itertools.chain(first, lines))
    assert not answer.startswith(b"HTTP/1.1 2")
    assert server.peak_mb() - before_mb < 30
