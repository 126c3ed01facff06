"""Photos and films a customer sends: both documents' shapes, refusals, and giving them out."""

import asyncio
import io
import re
from datetime import timedelta

import pytest
from PIL import Image

from cast import ADMIN_KEY, CLAIRE, ORDER, SAM, open_shop
from comptoir.kernel.files import unreachable
from comptoir.kernel.media.refusals import Refused
from comptoir.kernel.settings import Settings
from comptoir.meuble import erasure, files, wire
from comptoir.meuble.models import files as table
from pictures import MAKER, film, photo, telling
from stores import cloudinary_server

pytestmark = pytest.mark.anyio
sqlite_only = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
UNLIMITED = {"X-API-Key": ADMIN_KEY}


@pytest.fixture
async def nora(shop):
    return shop.visitor()


async def send(visitor, *sent, path="/api/upload", field="files", **more):
    """Send files, each a name and its bytes."""
    return await visitor.http.post(
        path, files=[(field, (name, content)) for name, content in sent], **more
    )


async def sent(visitor, *files_, **more):
    """What a successful upload answered."""
    answer = await send(visitor, *files_, **more)
    assert answer.status_code == 200, answer.text
    return answer.json()


def kept(shop):
    """The bytes on disk, by name."""
    folder = shop.platform.settings.files_folder
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def left_over(shop):
    return list(shop.platform.settings.incoming_folder.glob("*"))


# ── Both documents' shapes ────────────────────────────────────────────────────────────────


async def test_the_document_of_2026_is_answered_as_it_shows(nora):
    body = await sent(nora, ("photo1.jpg", photo()), path="/api/upload/")
    assert body["success"] is True
    assert body["count"] == 1
    (file,) = body["files"]
    assert file["original_name"] == "photo1.jpg"
    assert re.fullmatch(r"sav-uploads/[0-9a-f]{32}", file["saved_name"])
    assert file["url"] == f"http://shop.test/{file['saved_name']}.jpg"
    assert file["size"] > 1000
    assert file["type"] == "jpg"
    assert file["storage"] == "local"


async def test_the_document_of_2025_is_answered_as_it_shows(nora):
    body = await sent(
        nora, ("defaut.png", telling(form="PNG")), field="file", data={"description": "Le défaut"}
    )
    assert body["success"] is True
    assert body["file_url"].endswith(".png")
    assert body["file_id"].startswith("upload_")
    assert body["file_type"] == "image/png"
    assert body["size_bytes"] == body["files"][0]["size"]


async def test_ten_files_go_together_and_the_first_speaks_for_v1(nora):
    given = [(f"photo{n}.jpg", photo(320 + n, 240)) for n in range(8)]
    body = await sent(nora, *given, ("film.mp4", film()), ("film.webm", film("webm")))
    assert body["count"] == 10
    assert [file["original_name"] for file in body["files"]] == [
        *(name for name, _ in given),
        "film.mp4",
        "film.webm",
    ]
    assert body["files"][8]["file_type"] == "video/mp4"
    assert body["file_url"] == body["files"][0]["url"]
    assert len({file["url"] for file in body["files"]}) == 10


@sqlite_only
async def test_both_spellings_are_limited_together(nora):
    for n in range(10):
        path = "/api/upload/" if n % 2 else "/api/upload"
        assert (await send(nora, ("a.txt", b"x"), path=path)).status_code == 400
    answer = await send(nora, ("a.jpg", photo()))
    assert answer.status_code == 429
    assert answer.headers["X-RateLimit-Limit"] == "10"
    assert int(answer.headers["Retry-After"]) >= 1


@sqlite_only
async def test_health_says_what_may_be_sent(nora):
    answer = await nora.http.get("/api/upload/health/")
    assert answer.json() == {
        "success": True,
        "storage": "local",
        "configured": True,
        "max_file_size_mb": 10,
        "max_files_per_request": 10,
        "allowed_extensions": ["jpg", "jpeg", "png", "gif", "bmp", "mp4", "mov", "avi", "webm"],
    }


@sqlite_only
async def test_the_quality_of_each_photo_is_told_in_the_readers_language(nora):
    blurred = telling()
    for language, words in (("fr", "Photo très petite"), ("en", "Very small photo")):
        body = await sent(
            nora,
            ("good.jpg", blurred),
            ("small.jpg", photo(100, 80)),
            headers={"Accept-Language": language},
        )
        good, small = (file["analysis"] for file in body["files"])
        assert good["quality"] == "good"
        assert good["quality_score"] == 1.0
        assert small["quality"] == "poor"
        assert words in small["issues"]
        assert small["recommendations"]


@sqlite_only
async def test_the_same_photo_sent_twice_is_noticed(nora):
    body = await sent(nora, ("one.jpg", telling()), ("two.jpg", telling()))
    assert body["files"][0]["analysis"]["issues"] == []
    assert body["files"][1]["analysis"]["issues"] == ["Presque identique à une autre photo"]


@sqlite_only
async def test_addresses_begin_as_the_installation_says(database_url):
    async with open_shop(database_url, COMPTOIR_PUBLIC_URL_MEUBLE="https://shop.example/") as shop:
        body = await sent(shop.visitor(), ("a.jpg", photo()))
        assert body["file_url"].startswith("https://shop.example/sav-uploads/")


# ── What is refused ───────────────────────────────────────────────────────────────────────


@sqlite_only
@pytest.mark.parametrize(
    ("given", "code"),
    [
        ([], "invalid_request"),
        ([("a.jpg", photo())] * 11, "too_many_files"),
        ([("a.pdf", b"%PDF-1.4")], "unsupported_file_type"),
        ([("a", photo())], "unsupported_file_type"),
        ([("a.jpg.exe", photo())], "unsupported_file_type"),
        ([("a.jpg", b"MZ" + bytes(100))], "unsupported_file_type"),
        ([("a.jpg", b"%PDF-1.4 " + bytes(100))], "unsupported_file_type"),
        ([("a.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>")], "unsupported_file_type"),
        ([("a.jpg", b"")], "unsupported_file_type"),
        ([("a.jpg", photo()[:500])], "unreadable_file"),
        ([("a.jpg", photo() + bytes(10 * 2**20))], "file_too_large"),
        ([("a.jpg", photo()), ("b.exe", b"x")], "unsupported_file_type"),
        ([("a.jpg", photo()), ("b.jpg", b"x")], "unsupported_file_type"),
        ([("a.jpg", photo()), ("b.mp4", bytes(11 * 2**20)), ("c.jpg", photo())], "file_too_large"),
    ],
    ids=["none", "eleven", "pdf", "nameless", "exe", "exe inside", "pdf inside", "svg inside",
         "empty", "cut short", "large", "one bad name", "one bad content", "one large"],
)  # fmt: skip
async def test_a_request_with_one_bad_file_keeps_none(shop, nora, given, code):
    answer = await send(nora, *given)
    assert answer.status_code == 400
    assert answer.json()["error"] == code
    assert kept(shop) == []
    assert left_over(shop) == []


@sqlite_only
async def test_exactly_ten_megabytes_are_not_too_many(nora):
    # A film is kept as it came, whatever is behind it in a box of its own.
    whole = film()
    filler = 10 * 2**20 - len(whole)
    padded = whole + filler.to_bytes(4) + b"free" + bytes(filler - 8)
    assert len(padded) == 10 * 2**20
    assert (await sent(nora, ("a.mp4", padded)))["size_bytes"] == 10 * 2**20
    assert (await send(nora, ("a.mp4", padded + b"\0"))).json()["error"] == "file_too_large"


@sqlite_only
async def test_a_form_without_a_file_is_told_which_field_is_missing(nora):
    for fields in ({"files": (None, "text")}, {"photo": ("a.jpg", photo())}, {"files": ("", b"")}):
        answer = await nora.http.post("/api/upload", files=fields)
        assert answer.status_code == 400, fields
        assert answer.json()["error"] == "no_files"
        assert answer.json()["detail"] == "files : aucun fichier reçu."


@sqlite_only
@pytest.mark.parametrize(
    ("description", "words"),
    [("x" * 2001, "description : trop long (au plus 2000)."), ("a\0b", "caractère interdit")],
)
async def test_a_description_has_a_limit(nora, description, words):
    answer = await send(nora, ("a.jpg", photo()), data={"description": description})
    assert answer.status_code == 400
    assert words in answer.json()["detail"]


@sqlite_only
async def test_the_body_as_a_whole_has_a_limit_of_its_own(nora):
    async def endless():
        yield b"--cut\r\n"
        while True:
            yield bytes(2**20)

    answer = await nora.http.post(
        "/api/upload",
        content=endless(),
        headers={"Content-Type": "multipart/form-data; boundary=cut"},
    )
    assert answer.status_code in {400, 413}
    announced = await nora.http.post(
        "/api/upload",
        content=b"x",
        headers={
            "Content-Type": "multipart/form-data; boundary=cut",
            "Content-Length": str(200 * 2**20),
        },
    )
    assert announced.status_code == 413


@sqlite_only
async def test_what_takes_the_child_too_long_is_a_400(shop, nora, monkeypatch):
    async def never(*_):
        raise Refused("too_costly")

    monkeypatch.setattr(shop.platform.inspector, "inspect", never)
    answer = await send(nora, ("a.jpg", photo()))
    assert (answer.status_code, answer.json()["error"]) == (400, "unreadable_file")


# ── Given out ─────────────────────────────────────────────────────────────────────────────


@sqlite_only
async def test_a_photo_is_given_out_without_what_it_told(nora):
    url = (await sent(nora, ("a.jpg", telling(orientation=6))))["file_url"]
    answer = await nora.http.get(url)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"] == "inline; filename*=UTF-8''a.jpg"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"].startswith("private, max-age=")
    assert MAKER.encode() not in answer.content
    with Image.open(io.BytesIO(answer.content)) as image:
        assert image.size == (1200, 1600)


@sqlite_only
async def test_a_film_is_an_attachment_under_its_own_name(nora):
    body = await sent(nora, ('Pied cassé "1".mp4', film()))
    answer = await nora.http.get(body["file_url"])
    assert answer.content == film()
    assert answer.headers["Content-Type"] == "video/mp4"
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith("attachment; filename*=UTF-8''Pied%20cass%C3%A9%20")
    assert disposition.isascii()


@sqlite_only
@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("bytes=0-0", slice(0, 1)),
        ("bytes=5-9", slice(5, 10)),
        ("bytes=100-", slice(100, None)),
        ("bytes=-100", slice(-100, None)),
        ("bytes=0-999999999", slice(None)),
    ],
)
async def test_a_part_is_given_as_asked(nora, asked, part):
    url = (await sent(nora, ("a.mp4", film())))["file_url"]
    answer = await nora.http.get(url, headers={"Range": asked})
    start, stop, _ = part.indices(len(film()))
    assert answer.status_code == 206
    assert answer.content == film()[part]
    assert answer.headers["Content-Range"] == f"bytes {start}-{stop - 1}/{len(film())}"
    assert answer.headers["Content-Length"] == str(stop - start)


@sqlite_only
async def test_a_part_beyond_the_end_is_416_and_no_part_is_the_whole(nora):
    url = (await sent(nora, ("a.mp4", film())))["file_url"]
    for asked in (f"bytes={len(film())}-", "bytes=-0"):
        answer = await nora.http.get(url, headers={"Range": asked})
        assert answer.status_code == 416
        assert answer.headers["Content-Range"] == f"bytes */{len(film())}"
    for asked in ("bytes=0-1,5-6", "bytes=9-5", "bytes=-", "lines=1-2", "bytes=a-b"):
        answer = await nora.http.get(url, headers={"Range": asked})
        assert (answer.status_code, answer.content) == (200, film()), asked


@sqlite_only
async def test_what_a_reader_has_is_not_sent_again(nora):
    url = (await sent(nora, ("a.jpg", photo())))["file_url"]
    tag = (await nora.http.get(url)).headers["ETag"]
    again = await nora.http.get(url, headers={"If-None-Match": f'W/"x", {tag}'})
    assert (again.status_code, again.content) == (304, b"")
    changed = await nora.http.get(url, headers={"If-Range": '"other"', "Range": "bytes=0-1"})
    assert changed.status_code == 200
    same = await nora.http.get(url, headers={"If-Range": tag, "Range": "bytes=0-1"})
    assert same.status_code == 206


@sqlite_only
async def test_an_address_that_was_never_given_is_not_found(nora):
    url = (await sent(nora, ("a.jpg", photo())))["file_url"]
    token = url.rpartition("/")[2].partition(".")[0]
    for name in (f"{'0' * 32}.jpg", f"{token}.png", token, f"{token}.jpg.exe", f"upload_{token}"):
        answer = await nora.http.get(f"/sav-uploads/{name}")
        assert (answer.status_code, answer.json()["error"]) == (404, "file_not_found")


# ── Once ──────────────────────────────────────────────────────────────────────────────────


async def test_a_repeat_under_its_key_gets_the_first_answer(shop, nora):
    key = {"Idempotency-Key": "photo-1"}
    first = await sent(nora, ("a.jpg", photo()), headers=key)
    again = await send(nora, ("a.jpg", photo()), headers=key)
    assert again.json() == first
    assert again.headers["Idempotency-Replayed"] == "true"
    assert len(kept(shop)) == 1
    other = await send(nora, ("b.jpg", photo()), headers=key)
    assert other.status_code == 409


async def test_five_at_once_under_one_key_are_one(shop, nora):
    key = {"Idempotency-Key": "photo-2"}
    answers = await asyncio.gather(*(send(nora, ("a.jpg", photo()), headers=key) for _ in range(5)))
    good = [answer.json() for answer in answers if answer.status_code == 200]
    assert good
    assert all(answer == good[0] for answer in good)
    shop.clock.advance(minutes=10)
    await clean_up(shop)
    assert kept(shop) == [good[0]["file_url"].rpartition("/")[2]]


async def figures(visitor):
    """What `/metrics` says, by the name of the metric and its labels as written."""
    text = (await visitor.http.get("/metrics", headers=UNLIMITED)).text
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines)}


@sqlite_only
async def test_the_figures_tell_of_the_child_and_of_what_it_found(shop, nora):
    before = await figures(nora)
    assert before["comptoir_media_child_bytes"] == 0
    await sent(nora, ("a.jpg", photo()), ("b.jpg", photo(321, 240)))
    assert (await send(nora, ("c.jpg", b"nothing"))).status_code == 400
    after = await figures(nora)
    grown = {name: value - before.get(name, 0) for name, value in after.items()}
    assert grown['comptoir_files_inspected_total{how="taken"}'] == 2
    assert grown['comptoir_files_inspected_total{how="unknown_type"}'] == 1
    assert grown["comptoir_media_children_total"] == 1
    assert after["comptoir_media_child_bytes"] > 2**20
    assert after["comptoir_files_waiting"] == 0


# ── How long ──────────────────────────────────────────────────────────────────────────────


async def clean_up(shop):
    """Forget what has expired, and do the jobs that this takes."""
    await shop.platform.db.write(files.forget_expired, shop.clock.now())
    await shop.works_off_jobs()


async def rows(shop):
    return await shop.platform.db.read(
        lambda connection: list(connection.execute(table.select()).mappings())
    )


async def test_a_file_that_no_claim_took_is_gone_after_a_day(shop, nora):
    url = (await sent(nora, ("a.jpg", photo())))["file_url"]
    shop.clock.advance(hours=23, minutes=59)
    await clean_up(shop)
    assert (await nora.http.get(url)).status_code == 200
    shop.clock.advance(minutes=2)
    assert (await nora.http.get(url)).status_code == 404, "at once, whenever it is deleted"
    await clean_up(shop)
    assert kept(shop) == []
    assert await rows(shop) == []


async def test_a_claim_keeps_the_photos_it_was_made_with(shop):
    claire, sam = await shop.signed_in(CLAIRE), await shop.signed_in(SAM)
    body = await sent(claire, ("a.jpg", photo()), ("b.jpg", photo(321, 240)))
    urls = [file["url"] for file in body["files"]]
    elsewhere = "https://example.com/a.jpg"
    await claire.says(
        "Le ressort est cassé", "claim", order_number=ORDER, photos=[*urls, elsewhere]
    )
    ticket = (await claire.says("Oui", "claim"))["ticket_id"]
    assert ticket, "without a claim this would mean nothing"
    shop.clock.advance(days=400)
    await clean_up(shop)
    for url in urls:
        assert (await sam.http.get(url)).status_code == 200
    assert {row["attached_to"] for row in await rows(shop)} == {wire.ticket_number(ticket)[0]}


async def test_a_reference_is_an_address_or_an_id_and_others_are_left_alone(shop, nora):
    claire = await shop.signed_in(CLAIRE)
    await claire.says("Le ressort est cassé", "claim", order_number=ORDER)
    number = wire.ticket_number((await claire.says("Oui", "claim"))["ticket_id"])[0]
    body = await sent(nora, ("a.jpg", photo()), ("b.jpg", photo(321, 240)))
    given = [body["file_id"], body["files"][1]["url"], "upload_123", f"upload_{'0' * 32}"]
    ours = await shop.platform.db.write(files.attach, given, number, shop.clock.now())
    assert ours == set(given[:2])
    again = await shop.platform.db.write(files.attach, given, number, shop.clock.now())
    assert again == ours
    assert await shop.platform.db.write(files.attach, ["x"], number, shop.clock.now()) == set()


async def test_what_an_account_sent_ends_with_it(shop):
    mallory = await shop.mallory()
    url = (await sent(mallory, ("a.jpg", photo())))["file_url"]
    account_id = (await mallory.http.get("/api/auth/me")).json()["id"]
    await shop.platform.db.write(
        erasure.erase, shop.platform.settings, account_id, shop.clock.now()
    )
    assert (await shop.visitor().http.get(url)).status_code == 404
    await clean_up(shop)
    assert kept(shop) == []


async def test_what_died_between_the_row_and_its_bytes_leaves_nothing(shop, nora, monkeypatch):
    put = shop.platform.files.put

    async def put_and_die(*args):
        await put(*args)
        raise RuntimeError("the power went")

    monkeypatch.setattr(shop.platform.files, "put", put_and_die)
    assert (await send(nora, ("a.jpg", photo()))).status_code == 500
    (name,) = kept(shop)
    assert (await nora.http.get(f"/sav-uploads/{name}")).status_code == 404
    shop.clock.advance(seconds=files.STORING_TAKES_AT_MOST / timedelta(seconds=1) + 1)
    await clean_up(shop)
    assert kept(shop) == []
    assert await rows(shop) == []


@sqlite_only
async def test_housekeeping_deletes_what_has_expired(shop):
    assert files.forget_expired in shop.platform.chores


async def test_a_store_that_is_away_deletes_what_it_was_asked_to_later(shop, nora, monkeypatch):
    await sent(nora, ("a.jpg", photo()), ("b.jpg", photo(321, 240)))
    delete = shop.platform.files.delete
    asked = []

    async def away_at_first(name):
        asked.append(name)
        if len(asked) == 2:
            raise unreachable()
        await delete(name)

    monkeypatch.setattr(shop.platform.files, "delete", away_at_first)
    shop.clock.advance(days=2)
    await clean_up(shop)
    assert len(kept(shop)) == 1
    shop.clock.advance(minutes=1)
    await clean_up(shop)
    assert kept(shop) == []
    assert len(asked) == 4, "the one that was gone already was asked for again"


# ── Elsewhere ─────────────────────────────────────────────────────────────────────────────


async def test_files_at_cloudinary_are_fetched_from_its_network(sqlite_url, monkeypatch):
    with cloudinary_server() as double:
        given = Settings.from_environment

        def with_cloudinary(environ):
            return given({**environ, "CLOUDINARY_URL": double.url})

        monkeypatch.setattr(Settings, "from_environment", with_cloudinary)
        async with open_shop(sqlite_url) as shop:
            nora = shop.visitor()
            body = await sent(nora, ("a.jpg", photo()), ("b.mp4", film()))
            assert body["files"][0]["storage"] == "cloudinary"
            assert body["file_url"].startswith(
                f"{double.address}/a-cloud/image/upload/sav-uploads/"
            )
            assert len(double.files) == 2
            through_us = await nora.http.get(f"/{body['files'][1]['saved_name']}.mp4")
            assert through_us.content == film()
            double.broken = True
            answer = await send(nora, ("a.jpg", photo()))
            assert answer.status_code == 503
            assert answer.headers["Retry-After"]
            double.broken = False
            shop.clock.advance(days=2)
            await clean_up(shop)
            assert double.files == {}
