"""What a file really is, as the child process finds out: kinds, damage, metadata, limits."""

import asyncio
import io
import os
import resource
import struct
import zlib

import psutil
import pytest
from PIL import Image, ImageCms
from pypdf import PdfWriter

from comptoir.kernel.media import documents, films, images
from comptoir.kernel.media import inspector as inspector_module
from comptoir.kernel.media.child import MAXIMUM_MEMORY_BYTES
from comptoir.kernel.media.inspector import Inspector
from comptoir.kernel.media.kinds import KINDS
from comptoir.kernel.media.refusals import Refused
from pictures import CODECS, MAKER, encoded, film, photo, scene, sound, telling

pytestmark = pytest.mark.anyio
EVERYTHING = frozenset(KINDS)


@pytest.fixture
async def inspector():
    made = Inspector()
    yield made
    await made.close()


@pytest.fixture
def look(inspector, tmp_path):
    """Shows the child some bytes; returns what it found, and where the rewritten form is."""

    async def at(content: bytes, allowed=EVERYTHING):
        path = tmp_path / "sent"
        path.write_bytes(content)
        return await inspector.inspect(path, tmp_path / "clean", allowed)

    return at


async def why(look, content, allowed=EVERYTHING):
    """Why these bytes are refused."""
    with pytest.raises(Refused) as refused:
        await look(content, allowed)
    return refused.value.why


def png(width: int, height: int, rows: bytes) -> bytes:
    """A PNG that claims a size, with whatever rows."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows, 9))
        + chunk(b"IEND", b"")
    )


def pdf(pages: int) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(10, 10)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


# ── Kinds ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("kind", "form"), [("jpg", "JPEG"), ("png", "PNG"), ("gif", "GIF"), ("bmp", "BMP")]
)
async def test_an_image_is_known_by_its_bytes_and_written_again(look, tmp_path, kind, form):
    found = await look(encoded(scene(640, 480), form))
    assert found.kind.name == kind
    assert (found.measures["width"], found.measures["height"]) == (640, 480)
    clean = (tmp_path / "clean").read_bytes()
    assert found.size_bytes == len(clean)
    with Image.open(io.BytesIO(clean)) as again:
        assert (again.format, again.size) == (form, (640, 480))


@pytest.mark.parametrize("kind", CODECS)
async def test_a_film_is_known_by_its_container_and_kept_as_it_is(look, tmp_path, kind):
    content = film(kind)
    found = await look(content)
    assert found.kind.name == kind
    assert found.measures["container"] == kind
    assert found.measures["decoded"] is True
    assert found.measures["duration_s"] == pytest.approx(3.0, abs=0.2)
    assert (found.measures["width"], found.measures["height"]) == (160, 120)
    assert found.size_bytes == len(content)
    assert not (tmp_path / "clean").exists()


@pytest.mark.parametrize("kind", CODECS)
def test_without_a_decoder_the_headers_say_the_same(tmp_path, monkeypatch, kind):
    monkeypatch.setattr(films.importlib.util, "find_spec", lambda _: None)
    path = tmp_path / "film"
    path.write_bytes(film(kind))
    measures = films.inspect(path, kind)
    assert measures["decoded"] is False
    assert measures["duration_s"] == pytest.approx(3.0, abs=0.2)
    assert (measures["width"], measures["height"]) == (160, 120)


async def test_a_document_is_counted(look):
    assert (await look(pdf(3))).measures == {"pages": 3}
    assert (await look("Bonjour, où est ma commande ?\n".encode())).measures == {"characters": 30}


@pytest.mark.parametrize(
    "content",
    [b"", b"MZ\x90\0" + bytes(100), b"PK\x03\x04" + bytes(100), b"\x7fELF" + bytes(100),
     bytes(1000), b"\xff\xfe\x41\x00", b"ID3" + bytes(200), b"RIFF\x24\0\0\0WAVEfmt " + bytes(99)],
    ids=["empty", "exe", "zip", "elf", "zeros", "utf-16", "mp3", "wav"],
)  # fmt: skip
async def test_what_is_none_of_these_is_of_unknown_type(look, content):
    assert await why(look, content) == "unknown_type"


async def test_a_kind_that_is_not_allowed_is_of_unknown_type_too(look):
    assert await why(look, pdf(1), {"jpg", "png"}) == "unknown_type"
    assert await why(look, b"<svg xmlns='http://www.w3.org/2000/svg'/>", {"jpg"}) == "unknown_type"


@pytest.mark.parametrize("kind", ["webm", "mp4"])
async def test_sound_alone_is_no_film(look, kind):
    assert await why(look, sound(kind)) == "unreadable"


# ── Damage ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "BMP"])
@pytest.mark.parametrize("kept", [0.02, 0.5, 0.95])
async def test_a_picture_cut_short_is_unreadable(look, form, kept):
    whole = encoded(scene(640, 480), form)
    assert await why(look, whole[: int(len(whole) * kept)]) == "unreadable"


@pytest.mark.parametrize("kind", CODECS)
async def test_a_film_cut_short_is_unreadable(look, kind):
    assert await why(look, film(kind)[:200]) == "unreadable"


@pytest.mark.parametrize("kind", CODECS)
def test_whatever_is_wrong_with_a_container_is_a_refusal(tmp_path, monkeypatch, kind):
    monkeypatch.setattr(films.importlib.util, "find_spec", lambda _: None)
    whole, path = film(kind), tmp_path / "film"
    places = [*range(0, 400, 3), *range(400, len(whole), len(whole) // 60)]
    refused = 0
    for place in places:
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        try:
            films.inspect(path, kind)
        except Refused:
            refused += 1
    assert refused > 2, "nothing was broken"


def test_a_container_in_itself_ends(tmp_path):
    path = tmp_path / "film"
    box = struct.pack(">I4s", 8, b"free")
    path.write_bytes(struct.pack(">I4s4sI", 16, b"ftyp", b"isom", 0) + box * 50_000)
    with pytest.raises(Refused):
        films.inspect(path, "mp4")


# ── Too much ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("size", [(5001, 5000), (60_000, 60_000), (2**31 - 1, 1)])
async def test_a_bomb_is_refused_by_its_header(look, size):
    assert await why(look, png(*size, bytes(100))) == "too_large"


async def test_a_large_photo_is_kept_at_half_its_size(look):
    found = await look(encoded(Image.new("RGB", (8000, 6000), "grey"), quality=70))
    assert (found.measures["width"], found.measures["height"]) == (4000, 3000)


def test_a_picture_that_grows_when_it_is_written_again_is_too_large(tmp_path):
    path = tmp_path / "sent"
    path.write_bytes(encoded(scene(320, 240), "BMP"))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, before[1]))  # as the child limits itself
    try:
        with pytest.raises(Refused) as refused:
            images.inspect(path, "bmp", tmp_path / "clean")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert refused.value.why == "too_large"


async def test_an_endless_animation_is_too_large(look):
    frames = [Image.new("RGB", (8, 8), (n, 255 - n, n * 7 % 256)) for n in range(201)]
    content = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert await why(look, content) == "too_large"


async def test_an_animation_stays_one(look, tmp_path):
    frames = [scene(64, 48).rotate(n * 10) for n in range(5)]
    sent = encoded(
        frames[0], "GIF", save_all=True, append_images=frames[1:], duration=120, comment=MAKER
    )
    assert MAKER.encode() in sent, "there must be something to leave out"
    await look(sent)
    clean = (tmp_path / "clean").read_bytes()
    assert MAKER.encode() not in clean
    with Image.open(io.BytesIO(clean)) as again:
        assert again.n_frames == 5
        assert again.info["duration"] == 120


async def test_a_document_without_end_is_too_large(look):
    assert await why(look, pdf(documents.MAXIMUM_PAGES + 1)) == "too_large"
    assert (await look(pdf(documents.MAXIMUM_PAGES))).measures == {"pages": 500}


async def test_a_page_tree_that_holds_itself_ends(look):
    objects = [
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n",
        b"2 0 obj<</Type/Pages/Count 1/Kids[2 0 R 2 0 R]>>endobj\n",
    ]
    content, places = b"%PDF-1.4\n", []
    for each in objects:
        places.append(len(content))
        content += each
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    content += b"xref\n0 3\n0000000000 65535 f \n" + table
    content += b"trailer<</Size 3/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % content.index(b"xref")
    assert await why(look, content) == "too_large"


async def test_a_locked_document_is_told_from_a_broken_one(look):
    writer = PdfWriter()
    writer.add_blank_page(10, 10)
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert await why(look, out.getvalue()) == "protected"
    assert await why(look, b"%PDF-1.7\n" + b"garbage " * 100) == "unreadable"


# ── What a photo tells ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("kind", "form"), [("jpg", "JPEG"), ("png", "PNG")])
async def test_place_maker_and_comment_stay_behind_and_the_date_is_read(look, tmp_path, kind, form):
    sent = telling(form=form)
    assert MAKER.encode() in sent, "there must be something to leave out"
    found = await look(sent)
    clean = (tmp_path / "clean").read_bytes()
    assert found.measures["captured_at"] == "2025-12-01T09:30:00"
    assert MAKER.encode() not in clean
    assert b"Exif" not in clean
    assert b"eXIf" not in clean
    with Image.open(io.BytesIO(clean)) as again:
        assert not again.getexif()
        assert not {"exif", "comment", "xmp", "icc_profile"} & again.info.keys()


@pytest.mark.parametrize("orientation", range(1, 9))
async def test_a_photo_is_turned_as_its_telephone_was_held(look, tmp_path, orientation):
    sideways = orientation >= 5
    found = await look(telling(orientation=orientation))
    assert (found.measures["width"], found.measures["height"]) == (
        (1200, 1600) if sideways else (1600, 1200)
    )
    with Image.open(tmp_path / "clean") as again:
        assert again.size == ((1200, 1600) if sideways else (1600, 1200))
    # The hash is of what is seen: the rewritten photo has the same one.
    assert (await look((tmp_path / "clean").read_bytes())).measures["hash"] == (
        found.measures["hash"]
    )


async def test_what_was_appended_to_a_photo_stays_behind(look, tmp_path):
    payload = b"<script>alert(1)</script>" + b"PK\x03\x04 an archive"
    await look(photo() + payload)
    assert payload not in (tmp_path / "clean").read_bytes()


async def test_colours_of_another_profile_become_those_of_srgb(look, tmp_path):
    wide = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    assert wide
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    await look(encoded(scene(320, 240), icc_profile=srgb))
    with Image.open(tmp_path / "clean") as again:
        assert "icc_profile" not in again.info


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA", "LA", "I;16", "CMYK"])
async def test_every_way_to_write_colours_is_read(look, tmp_path, mode):
    if mode == "I;16":
        image = scene(640, 480).convert("I").point(lambda level: level * 256).convert("I;16")
    else:
        image = scene(640, 480).convert(mode)
    found = await look(encoded(image, "JPEG" if mode == "CMYK" else "PNG"))
    assert 40 < found.measures["brightness"] < 215
    with Image.open(tmp_path / "clean") as again:
        again.load()


# ── The child ─────────────────────────────────────────────────────────────────────────────


async def test_a_child_serves_many_files_and_is_then_replaced(look, inspector, monkeypatch):
    monkeypatch.setattr(inspector_module, "FILES_A_CHILD", 3)
    children = []
    for _ in range(7):
        await look(photo())
        children.append(inspector.child_id)
    first, second, third = dict.fromkeys(children)
    assert children == [first] * 3 + [second] * 3 + [third]
    assert not psutil.pid_exists(first)


async def test_a_child_has_limits_and_no_environment(look, inspector, monkeypatch):
    monkeypatch.setenv("COMPTOIR_SECRET", "a secret that is nobody's business")
    await look(photo())
    child = psutil.Process(inspector.child_id)
    assert "COMPTOIR_SECRET" not in child.environ()
    assert child.rlimit(psutil.RLIMIT_AS) == (MAXIMUM_MEMORY_BYTES, MAXIMUM_MEMORY_BYTES)
    assert 0 < child.rlimit(psutil.RLIMIT_CPU)[0] <= 12


async def test_a_child_that_dies_is_one_refusal_and_the_next_file_is_served(look, inspector):
    await look(photo())
    dead = inspector.child_id
    os.kill(dead, 9)
    refused = 0
    try:
        await look(photo())
    except Refused as error:
        refused = error.why == "too_costly"
    assert (await look(photo())).kind.name == "jpg"
    assert inspector.child_id != dead
    assert refused in {0, 1}, "its death is noticed before or with the next file"


async def test_a_file_that_takes_too_long_is_given_up(look, inspector, monkeypatch):
    await look(photo())
    first = inspector.child_id
    os.kill(first, 19)  # SIGSTOP: it will not answer
    monkeypatch.setattr(inspector_module, "DEADLINE_S", 0.05)
    assert await why(look, photo()) == "too_costly"
    monkeypatch.undo()
    assert (await look(photo())).kind.name == "jpg"
    assert not psutil.pid_exists(first)


async def test_whoever_leaves_takes_no_answer_of_somebody_else(inspector, tmp_path, monkeypatch):
    for name, content in (("large", encoded(scene(4032, 3024))), ("small", photo(64, 48))):
        (tmp_path / name).write_bytes(content)
    begun, ready = asyncio.Event(), inspector._child.ready

    async def told_of(*most):
        child = await ready(*most)
        begun.set()
        return child

    monkeypatch.setattr(inspector._child, "ready", told_of)
    leaving = asyncio.create_task(
        inspector.inspect(tmp_path / "large", tmp_path / "one", EVERYTHING)
    )
    await begun.wait()
    leaving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await leaving
    found = await inspector.inspect(tmp_path / "small", tmp_path / "two", EVERYTHING)
    assert found.measures["width"] == 64


async def test_too_many_waiting_files_are_turned_away(inspector, tmp_path, monkeypatch):
    monkeypatch.setattr(inspector_module, "MAXIMUM_WAITING", 3)
    (tmp_path / "sent").write_bytes(photo())
    answers = await asyncio.gather(
        *(
            inspector.inspect(tmp_path / "sent", tmp_path / f"clean{n}", EVERYTHING)
            for n in range(5)
        ),
        return_exceptions=True,
    )
    assert sum(getattr(answer, "status", 0) == 503 for answer in answers) == 2


async def test_an_idle_child_ends_and_another_comes_when_needed(look, inspector, monkeypatch):
    monkeypatch.setattr(inspector_module, "IDLE_S", 0.01)
    await look(photo())
    first = psutil.Process(inspector.child_id)
    await asyncio.to_thread(first.wait, 10)
    assert inspector.child_id is None
    assert (await look(photo())).kind.name == "jpg"
