"""People, products, files, resources: over HTTP, on both databases."""

import io
import zipfile

import pytest

from comptoir import demo
from comptoir.intranet import housekeeping, wire
from office import ADA, ALICE, BOB, DEADLINE_S
from shapes import INSTANT, NUMBER, TEXT, WHOLE, misfits

pytestmark = pytest.mark.anyio
sqlite_only = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

PRODUCT = {"name": "Nom du produit", "description": "Description", "price": 99.99, "stock": 5}


# ── People ────────────────────────────────────────────────────────────────────────────────


async def test_signing_in_going_on_and_out(office):
    alice = await office.signed_in(ALICE)
    first = alice.tokens["refresh_token"]
    pair = await alice.does("POST", "/refresh", 200, {"refresh_token": first})
    assert pair["refresh_token"] != first
    alice.http.headers["Authorization"] = f"Bearer {pair['access_token']}"
    assert (await alice.gets("/me"))["email"] == ALICE
    # Used twice is stolen: the whole sign-in ends.
    refused = await alice.does("POST", "/refresh", 401, {"refresh_token": first})
    assert refused["code"] == "invalid_refresh_token"
    await alice.gets("/me", 401)
    await alice.does("POST", "/refresh", 401, {"refresh_token": pair["refresh_token"]})
    for bad in ("", "x", "0" * 36, "é" * 36):
        await alice.does("POST", "/refresh", 401, {"refresh_token": bad})


async def test_the_eleventh_wrong_password_locks_strangers_out_and_not_the_owner(office):
    alice, stranger = await office.signed_in(ALICE), office.visitor(ALICE)
    statuses = []
    for number in range(12):
        visitor = office.visitor(ALICE)  # each from an address of its own
        statuses.append((await visitor.signs_in(f"wrong {number}")).status_code)
    assert statuses == [401] * 10 + [403] * 2
    assert (await stranger.signs_in()).status_code == 403
    assert (await alice.signs_in()).status_code == 200, "the owner's own device"
    nobody = [
        (await office.visitor("nobody@intranet.example").signs_in("x" * 9)).status_code
        for _ in range(12)
    ]
    assert nobody == statuses, "names nobody has look the same"


async def test_a_newcomer_learns_who_user_2_is(office):
    bob = await office.signed_in(BOB)
    person = {"id": WHOLE, "username": TEXT, "role": TEXT, "email": TEXT, "created_at": INSTANT}
    assert not misfits([person], await bob.gets("/users"))
    assert (await bob.gets("/users/2"))["username"]
    assert [u["username"] for u in await bob.gets("/users", q="ALI")] == ["alice"]
    assert [u["username"] for u in await bob.gets("/users", q="martin alicé")] == ["alice"]
    assert (await bob.gets("/users/9999", 404))["code"] == "user_not_found"


async def test_a_new_password_ends_every_sign_in_and_its_sockets(office):
    alice = await office.signed_in(ALICE)
    phone = await alice.connects()
    change = {"current_password": "not it", "password": "a new password"}
    await alice.does("POST", "/me/password", 403, change)
    change["current_password"] = demo.PASSWORD
    await alice.does("POST", "/me/password", 200, change)
    assert await phone.closed_with() == 4401
    await alice.gets("/me", 401)
    assert (await alice.signs_in()).status_code == 401
    assert (await alice.signs_in("a new password")).status_code == 200


async def test_the_last_administrator_stays(office):
    ada = await office.signed_in(ADA)
    for changes in ({"role": "member"}, {"status": "inactive"}):
        refused = await ada.does("PATCH", f"/users/{ada.id}", 409, changes)
        assert refused["code"] == "last_admin"
    await ada.does("DELETE", "/me", 409, {"password": demo.PASSWORD})
    other = await office.hires("other", "admin")
    await ada.does("PATCH", f"/users/{ada.id}", 200, {"role": "member"})
    await other.does("PATCH", f"/users/{other.id}", 409, {"role": "staff"})


async def test_people_get_everything_about_themselves(office):
    alice = await office.signed_in(ALICE)
    await alice.http.post("/files", files={"file": ("cv.txt", b"moi")})
    answer = await alice.http.get("/me/export")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        names = archive.namelist()
        said = archive.read("messages.json").decode()
        [file] = [name for name in names if name.endswith("cv.txt")]
        assert archive.read(file) == b"moi"
    assert {"account.json", "sign_ins.json", "rooms.json", "files.json"} <= set(names)
    assert "Qui vient jeudi soir" in said


async def test_whoever_is_erased_leaves_no_word_and_no_gap(office):
    alice, bob = await office.signed_in(ALICE), await office.signed_in(BOB)
    before = await bob.gets("/chat/rooms/afterworks/messages")
    sent = (await alice.http.post("/files", files={"file": ("cv.txt", b"moi")})).json()
    phone, there = await alice.connects(), await bob.joins("afterworks")
    await alice.does("DELETE", "/me", 403, {"password": "not it"})
    await alice.does("DELETE", "/me", 200, {"password": demo.PASSWORD})
    assert await phone.closed_with() == 4401
    assert (await there.next("deleted"))["from_user"] is None
    after = await bob.gets("/chat/rooms/afterworks/messages")
    assert [m["seq"] for m in after] == [m["seq"] for m in before]
    assert [m["content"] for m in after if m["from_user"] is None] == [""]
    assert (await alice.signs_in()).status_code == 401
    assert "alice" not in [u["username"] for u in await bob.gets("/users")]
    await bob.gets(f"/files/{sent['id']}", 404)
    assert await bob.gets("/chat/search", q="jeudi", room="afterworks") == []


# ── Products ──────────────────────────────────────────────────────────────────────────────


async def test_products_as_documented(office):
    alice, bob = await office.signed_in(ALICE), await office.signed_in(BOB)
    made = await alice.does("POST", "/products", 201, PRODUCT)
    assert {name: made[name] for name in PRODUCT} == PRODUCT
    shape = {"id": WHOLE, "name": TEXT, "description": TEXT, "price": NUMBER, "stock": WHOLE}
    listed = await bob.gets("/products")
    assert not misfits([shape], listed)
    assert listed[0]["id"] == made["id"], "newest first"
    path = f"/products/{made['id']}"
    changed = await alice.does("PUT", path, 200, {"price": 89.9})
    assert (changed["price"], changed["stock"]) == (89.9, 5)
    assert [p["id"] for p in await bob.gets("/products", q="NOM DU")] == [made["id"]]
    await alice.does("DELETE", path, 200)
    assert (await bob.gets(path, 404))["code"] == "product_not_found"
    for wrong in (
        {"name": ""},
        {"price": -1},
        {"price": 1.234},
        {"price": "beaucoup"},
        {"stock": -1},
        {"stock": 2**31},
        {"price": 1e300},
    ):
        refused = await alice.does("POST", "/products", 422, {**PRODUCT, **wrong})
        assert refused["detail"].startswith(next(iter(wrong))), refused


async def test_the_same_post_twice_is_one(office):
    alice = await office.signed_in(ALICE)
    headers = {"Idempotency-Key": "once"}
    answers = [await alice.http.post("/products", json=PRODUCT, headers=headers) for _ in "ab"]
    assert answers[0].json() == answers[1].json()
    assert (await alice.http.post("/products", json={**PRODUCT, "stock": 6}, headers=headers)
            ).status_code == 409  # fmt: skip


async def test_lists_are_searched_as_people_type(office):
    """Neither accents, case, ligatures nor order matter, and no sign is a pattern."""
    ada, alice = await office.signed_in(ADA), await office.signed_in(ALICE)
    new = {"email": "eve@intranet.example", "username": "eve", "password": "une-phrase-secrete"}
    await ada.does("POST", "/users", 201, new)
    assert [u["username"] for u in await alice.gets("/users", q="ÈVE")] == ["eve"]
    assert await alice.gets("/users", q="élodie") == [], "though one of them has no full name"
    keyboard = {"name": "Clavier Élan", "description": "Disposition française, cœur d'acier 100 %"}
    product = await alice.does("POST", "/products", 201, {**PRODUCT, **keyboard})
    composed, decomposed = "ÉTÉ à la mer_2.txt", "e\u0301te\u0301 chez soi.txt"
    for name in (composed, decomposed):
        await alice.http.post("/files", files={"file": (name, b"x")})
    guide = await ada.does(
        "POST", "/ressources", 201, {"title": "Congés payés", "url": "https://example.com/"}
    )
    room = await alice.does("POST", "/chat/rooms", 201, {"name": "Équipe Bâle"})
    for asked in ("francaise elan", "ELAN CLAVIER", "coeur d’acier", "100 %", "élan clav"):
        assert [p["id"] for p in await alice.gets("/products", q=asked)] == [product["id"]], asked
    assert await alice.gets("/products", q="clavier bleu") == []
    assert len(await alice.gets("/files", q="ete")) == len(await alice.gets("/files", q="été")) == 2
    assert [f["name"] for f in await alice.gets("/files", q="r_2")] == [composed]
    assert [r["id"] for r in await alice.gets("/ressources", q="payes conges")] == [guide["id"]]
    assert [r["id"] for r in await alice.gets("/chat/rooms", q="bale equipe")] == [room["id"]]


# ── Files ─────────────────────────────────────────────────────────────────────────────────


async def test_a_file_is_its_senders_until_it_is_put_in_a_room(office):
    alice, bob = await office.signed_in(ALICE), await office.signed_in(BOB)
    content = bytes(range(256)) * 40
    sent = await alice.http.post("/files", files={"file": ("données.bin", content)})
    assert sent.status_code == 201
    file = sent.json()
    assert (file["name"], file["size_bytes"]) == ("données.bin", len(content))
    path = f"/files/{file['id']}"
    whole = await alice.http.get(path)
    assert whole.content == content
    assert "attachment" in whole.headers["Content-Disposition"]
    part = await alice.http.get(path, headers={"Range": "bytes=10-19"})
    assert (part.status_code, part.content) == (206, content[10:20])
    beyond = await alice.http.get(path, headers={"Range": "bytes=999999-"})
    assert beyond.status_code == 416
    await bob.gets(path, 404)
    sent = await alice.http.post(
        "/files", files={"file": ("a.txt", b"pour tous")}, data={"room": "general"}
    )
    assert (await bob.http.get(f"/files/{sent.json()['id']}")).content == b"pour tous"
    assert [f["name"] for f in await bob.gets("/files", room="general")] == ["a.txt"]
    await bob.does("DELETE", f"/files/{sent.json()['id']}", 403)
    await alice.does("DELETE", path, 200)
    await alice.gets(path, 404)


async def test_what_only_calls_itself_an_image_is_no_page_and_no_image(office):
    alice = await office.signed_in(ALICE)
    for name in ("a.png", "a.html", "a.svg"):
        page = b"<script>alert(1)</script>"
        sent = (await alice.http.post("/files", files={"file": (name, page)})).json()
        given = await alice.http.get(f"/files/{sent['id']}")
        assert given.headers["Content-Type"] == "application/octet-stream"
        assert given.headers["X-Content-Type-Options"] == "nosniff"
        assert "attachment" in given.headers["Content-Disposition"]


@sqlite_only
async def test_what_is_no_file_is_refused(office):
    alice = await office.signed_in(ALICE)
    large = b"x" * (wire.MAXIMUM_FILE_MB * 2**20 + 1)
    assert (await alice.http.post("/files", files={"file": ("a", large)})).status_code == 413
    assert (await alice.http.post("/files", files={"other": ("a", b"x")})).status_code == 422
    assert (await alice.http.post("/files", json={})).status_code == 422
    two = [("file", ("a", b"x")), ("file", ("b", b"x"))]
    assert (await alice.http.post("/files", files=two)).status_code == 422
    nowhere = await alice.http.post("/files", files={"file": ("a", b"x")}, data={"room": "nowhere"})
    assert nowhere.status_code == 404
    assert await alice.gets("/files") == []


# ── Resources ─────────────────────────────────────────────────────────────────────────────


async def test_resources_have_an_owner_a_review_and_a_successor(office):
    ada, bob = await office.signed_in(ADA), await office.signed_in(BOB)
    form = {"title": "Guide", "review_on": "2026-01-01"}
    sent = await ada.http.post("/ressources", files={"file": ("g.pdf", b"%PDF")}, data=form)
    assert sent.status_code == 201, sent.text
    guide = sent.json()
    assert (guide["owner"], guide["review_due"], guide["type"]) == ("admin", True, "file")
    assert (await bob.http.get(guide["url"])).content == b"%PDF"
    assert guide["id"] in [r["id"] for r in await bob.gets("/ressources", due="true")]
    new = {"title": "Guide 2", "url": "https://example.com/guide", "owner_id": bob.id}
    newer = await ada.does("POST", "/ressources", 201, new)
    path = f"/ressources/{guide['id']}"
    await ada.does("PUT", path, 200, {"successor_id": newer["id"]})
    loop = {"successor_id": guide["id"]}
    await ada.does("PUT", f"/ressources/{newer['id']}", 422, loop)
    await ada.does("PUT", path, 404, {"successor_id": 9999})
    assert guide["id"] not in [r["id"] for r in await bob.gets("/ressources", due="true")]
    await ada.does("DELETE", f"/ressources/{newer['id']}", 200)
    assert (await bob.gets(path))["successor_id"] is None
    for wrong in ({"url": "javascript:alert(1)"}, {"url": None}, {"title": " "}):
        await ada.does("POST", "/ressources", 422, {**new, **wrong})


# ── The service itself ────────────────────────────────────────────────────────────────────


async def test_client_ids_and_changes_are_kept_for_a_week(office):
    alice = await office.signed_in(ALICE)
    path, body = "/chat/rooms/general/messages", {"content": "x", "client_id": "c"}
    first = await alice.does("POST", path, 201, body)
    for days, same in ((6, True), (2, False)):
        office.clock.advance(days=days)
        await office.platform.db.write(housekeeping.forget_old, office.clock.now())
        await alice.signs_in()
        assert ((await alice.does("POST", path, 201, body))["id"] == first["id"]) is same


@sqlite_only
async def test_limits_are_those_of_the_page(office):
    visitor = office.visitor()
    body = {"email": "x@y.zz", "password": "p" * 9}
    answers = [await visitor.http.post("/login", json=body) for _ in range(11)]
    assert answers[0].headers["X-RateLimit-Limit"] == "10"
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["Retry-After"]) >= 1
    alice = await office.signed_in(ALICE)
    answer = await alice.http.get("/users", timeout=DEADLINE_S)
    assert answer.headers["X-RateLimit-Limit"] == "600"


@sqlite_only
async def test_the_root_says_what_it_is(office):
    anybody = office.visitor()
    assert (await anybody.gets("/"))["app"] == "Intranet"
    ready = await anybody.gets("/ready")
    assert (ready["ready"], ready["sockets"]) == (True, 0)
