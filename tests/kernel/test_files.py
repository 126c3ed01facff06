"""Files put away, given out in parts, deleted: the same of a folder, of S3 and of Cloudinary."""

import hashlib
import os
import socket
import time

import aiohttp
import pytest
from starlette.exceptions import HTTPException
from starlette.requests import Request

from comptoir.kernel import cloudinary, s3
from comptoir.kernel.errors import Problem, Text, Unavailable
from comptoir.kernel.files import CHUNK_BYTES, FolderFiles, checked_name, new_token, open_files
from comptoir.kernel.multipart import (
    FORGOTTEN_AFTER_S,
    Policy,
    extension_of,
    forget_incoming,
    plain_name,
    receive,
)
from comptoir.kernel.s3 import S3Files
from comptoir.kernel.settings import SettingError, Settings
from services import free_port
from stores import cloudinary_server, s3_server

pytestmark = pytest.mark.anyio


@pytest.fixture(scope="module")
def bucket():
    with s3_server() as url:
        yield url


@pytest.fixture
def double():
    with cloudinary_server() as server:
        yield server


@pytest.fixture(params=["local", "s3", "cloudinary"])
async def files(request, tmp_path):
    environ = {"COMPTOIR_HOME": str(tmp_path)}
    if request.param == "s3":
        environ["COMPTOIR_S3_URL"] = request.getfixturevalue("bucket")
    elif request.param == "cloudinary":
        environ["CLOUDINARY_URL"] = request.getfixturevalue("double").url
    opened = open_files(Settings.from_environment(environ))
    assert opened.storage == request.param
    yield opened
    await opened.close()


@pytest.fixture
def sent(tmp_path):
    """Makes a file as one arrives: its path, and its bytes."""

    def make(size: int):
        path = tmp_path / new_token()
        content = os.urandom(size)
        path.write_bytes(content)
        return path, content

    return make


def new_name(extension: str = "jpg") -> str:
    return f"sav-uploads/{new_token()}.{extension}"


async def read(files, name, start, stop):
    return b"".join([piece async for piece in await files.open(name, start, stop)])


@pytest.mark.parametrize("size", [1, 1000, CHUNK_BYTES, 2 * CHUNK_BYTES + 17])
@pytest.mark.parametrize("extension", ["jpg", "mp4", "pdf"])
async def test_what_was_put_away_comes_back_whole(files, sent, size, extension):
    path, content = sent(size)
    name = new_name(extension)
    await files.put(name, path, "image/jpeg")
    assert await read(files, name, 0, size) == content


async def test_a_part_is_just_that_part(files, sent):
    size = 2 * CHUNK_BYTES + 17
    path, content = sent(size)
    name = new_name()
    await files.put(name, path, "image/jpeg")
    for start, stop in ((0, 1), (10, 20), (CHUNK_BYTES - 1, CHUNK_BYTES + 1), (size - 1, size)):
        assert await read(files, name, start, stop) == content[start:stop]


async def test_what_is_deleted_is_gone_and_may_be_deleted_again(files, sent):
    path, _ = sent(10)
    name = new_name()
    await files.put(name, path, "image/jpeg")
    for _ in range(2):
        await files.delete(name)
        with pytest.raises(FileNotFoundError):
            await files.open(name, 0, 10)


@pytest.mark.parametrize(
    "name",
    ["", "a", "../../etc/passwd", "sav-uploads/../x.jpg", f"sav-uploads/{'0' * 32}", "/etc/passwd",
     f"sav-uploads/{'0' * 32}.jpg\n", f"sav-uploads/{'0' * 31}/.jpg", f"{'0' * 32}.jpg"],
)  # fmt: skip
async def test_no_name_leads_elsewhere(files, sent, name):
    path, _ = sent(10)
    with pytest.raises(FileNotFoundError):
        checked_name(name)
    with pytest.raises(FileNotFoundError):
        await files.open(name, 0, 1)
    with pytest.raises(FileNotFoundError):
        await files.put(name, path, "image/jpeg")
    with pytest.raises(FileNotFoundError):
        await files.delete(name)


async def test_a_working_store_says_nothing_is_wrong(files):
    assert await files.probe() is None


def test_tokens_are_long_and_never_the_same():
    tokens = {new_token() for _ in range(1000)}
    assert len(tokens) == 1000
    assert all(len(token) == 32 for token in tokens)


# ── A folder ──────────────────────────────────────────────────────────────────────────────


async def test_a_file_is_on_disk_before_it_counts(tmp_path, sent, monkeypatch):
    synced = []

    def noted(descriptor):
        synced.append(os.readlink(f"/proc/self/fd/{descriptor}"))

    monkeypatch.setattr(os, "fsync", noted)
    path, _ = sent(10)
    await FolderFiles(tmp_path / "files").put(new_name(), path, "image/jpeg")
    assert synced == [str(path), str(tmp_path / "files" / "sav-uploads")]
    assert not path.exists(), "it was moved, not copied"


async def test_a_folder_that_cannot_be_written_to_is_told(tmp_path, sent):
    (tmp_path / "files").write_text("in the way")
    files = FolderFiles(tmp_path / "files")
    path, _ = sent(10)
    with pytest.raises(Unavailable):
        await files.put(new_name(), path, "image/jpeg")
    assert await files.probe() is not None


# ── Stores that fail ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("scheme", ["http", "cloudinary"])
async def test_a_store_that_is_not_there_is_unavailable_and_says_nothing_secret(sent, scheme):
    port = free_port()
    if scheme == "http":
        files = S3Files(f"http://key:hunter2@127.0.0.1:{port}/files")
    else:
        at = f"http://127.0.0.1:{port}"
        files = cloudinary.CloudinaryFiles(
            f"cloudinary://key:hunter2@cloud?upload_prefix={at}&secure_distribution={at}"
        )
    path, _ = sent(10)
    for call in (
        files.put(new_name(), path, "image/jpeg"),
        files.open(new_name(), 0, 1),
        files.delete(new_name()),
    ):
        with pytest.raises(Unavailable) as raised:
            await call
        assert "hunter2" not in f"{raised.value.message}"
    why = await files.probe()
    assert why
    assert "hunter2" not in why
    await files.close()


async def test_cloudinary_refuses_another_secret(double, sent):
    files = cloudinary.CloudinaryFiles(double.url.replace("hush", "shout"))
    path, _ = sent(10)
    with pytest.raises(Unavailable):
        await files.put(new_name(), path, "image/jpeg")
    assert len(double.refused) == 1
    assert double.files == {}
    await files.close()


async def test_cloudinary_out_of_order_is_unavailable(double, sent):
    double.broken = True
    files = cloudinary.CloudinaryFiles(double.url)
    path, _ = sent(10)
    with pytest.raises(Unavailable):
        await files.put(new_name(), path, "image/jpeg")
    with pytest.raises(Unavailable):
        await files.open(new_name(), 0, 1)
    assert await files.probe() == "HTTP 500"
    await files.close()


def test_a_signature_is_made_as_the_documentation_shows():
    # The example of https://cloudinary.com/documentation/authentication_signatures.
    parameters = {
        "eager": "w_400,h_300,c_pad|w_260,h_200,c_crop",
        "public_id": "sample_image",
        "timestamp": "1315060510",
    }
    assert cloudinary.signature(parameters, "abcd") == "bfd09f95f331f558cbd1320e67aa8d488770583e"


def test_cloudinary_names_what_people_fetch():
    files = cloudinary.CloudinaryFiles("cloudinary://key:secret@shop")
    name = new_name()
    assert files.url(name) == f"https://res.cloudinary.com/shop/image/upload/{name}"


# ── Settings ──────────────────────────────────────────────────────────────────────────────


def test_a_bucket_goes_before_cloudinary(bucket):
    settings = Settings.from_environment(
        {"COMPTOIR_S3_URL": bucket, "CLOUDINARY_URL": "cloudinary://key:secret@cloud"}
    )
    assert open_files(settings).storage == "s3"


@pytest.mark.parametrize(
    "environ",
    [
        {"COMPTOIR_S3_URL": "s3.amazonaws.com/hunter2"},
        {"COMPTOIR_S3_URL": "https://key:hunter2@s3.amazonaws.com"},
        {"COMPTOIR_S3_URL": "ftp://key:hunter2@host/bucket"},
        {"COMPTOIR_S3_URL": "https://key:hunter2@[/bucket"},
        {"COMPTOIR_S3_URL": "https://key:hunter2@[::1/bucket"},
        {"COMPTOIR_S3_URL": "https://key:hunter2@host:port/bucket"},
        {"COMPTOIR_PUBLIC_URL_MEUBLE": "https://["},
        {"CLOUDINARY_URL": "cloudinary://key:hunter2@["},
        {"CLOUDINARY_URL": "cloudinary://hunter2@cloud"},
        {"CLOUDINARY_URL": "https://key:hunter2@cloud"},
        {"COMPTOIR_PUBLIC_URL_MEUBLE": "hunter2.example"},
    ],
)
def test_an_address_that_cannot_be_one_is_refused_in_words_without_it(environ):
    with pytest.raises(SettingError) as raised:
        Settings.from_environment(environ)
    assert next(iter(environ)) in str(raised.value)
    assert "hunter2" not in str(raised.value)


# ── Names people give, and what a crash leaves ────────────────────────────────────────────


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        ("photo.jpg", "photo.jpg"),
        ("Canapé abîmé (1).JPG", "Canapé abîmé (1).JPG"),
        ("../../etc/passwd.png", "passwd.png"),
        ("C:\\Users\\Claire\\a.png", "a.png"),
        ("a\r\nSet-Cookie: b=c.jpg", "aSet-Cookie: b=c.jpg"),
        ("\u202egpj.exe.png", "gpj.exe.png"),
        ("a\0.php.jpg", "a.php.jpg"),
        (f"{'x' * 300}.jpeg", f"{'x' * 195}.jpeg"),
        ("x" * 300, "x" * 200),
        ("🛋.png", "🛋.png"),
        ("..", ""),
        ("\u202e", ""),
        (".jpg", "jpg"),
    ],
)
def test_a_name_is_shown_without_folders_and_what_cannot_be_seen(given, plain):
    assert plain_name(given) == plain


@pytest.mark.parametrize(
    ("name", "extension"), [("a.JPG", "jpg"), ("a.b.png", "png"), ("jpg", ""), ("", "")]
)
def test_an_extension_is_what_follows_the_last_dot(name, extension):
    assert extension_of(name) == extension


def test_only_what_a_dead_process_left_is_forgotten(tmp_path):
    now = time.time()
    for name, age_s in (("old", FORGOTTEN_AFTER_S + 10), ("new", 10)):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (now - age_s, now - age_s))
    forget_incoming(tmp_path, now)
    forget_incoming(tmp_path / "nowhere", now)
    assert [path.name for path in tmp_path.iterdir()] == ["new"]


# ── Stores that never answer ──────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", ["s3", "cloudinary"])
async def test_a_store_that_never_answers_is_given_up(sent, monkeypatch, kind):
    monkeypatch.setattr(s3, "DEADLINE_S", 0.1)
    monkeypatch.setattr(cloudinary, "TIMEOUT", aiohttp.ClientTimeout(total=0.1))
    with socket.create_server(("127.0.0.1", 0)) as silent:
        at = f"http://127.0.0.1:{silent.getsockname()[1]}"
        if kind == "s3":
            files = s3.S3Files(f"{at.replace('//', '//key:secret@')}/files")
        else:
            files = cloudinary.CloudinaryFiles(f"cloudinary://key:secret@cloud?upload_prefix={at}")
        path, _ = sent(10)
        with pytest.raises(Unavailable):
            await files.put(new_name(), path, "image/jpeg")
        await files.close()


# ── Forms as they arrive ──────────────────────────────────────────────────────────────────


def policy(**changed):
    def any_name(place, name):
        pass

    def too_large(place):
        return Problem(400, "too_large", Text(f"{place}", f"{place}"))

    return Policy(**{
        "file_fields": frozenset({"files"}),
        "maximum_file_bytes": 1000,
        "check": any_name,
        "too_large": too_large,
        **changed,
    })  # fmt: skip


def arriving(*pieces: bytes, boundary: bytes = b"cut") -> Request:
    """A request whose body comes in these pieces."""
    waiting = list(pieces)

    async def receive_piece():
        body = waiting.pop(0) if waiting else b""
        return {"type": "http.request", "body": body, "more_body": bool(waiting)}

    kind = b"multipart/form-data; boundary=" + boundary
    scope = {"type": "http", "method": "POST", "path": "/", "headers": [(b"content-type", kind)]}
    return Request(scope, receive_piece)


def part(name: bytes, value: bytes, more: bytes = b"") -> bytes:
    head = b'--cut\r\nContent-Disposition: form-data; name="' + name + b'"' + more
    return head + b"\r\n\r\n" + value + b"\r\n"


FORM = (
    part(b"description", "abîmé".encode())
    + part(b"files", b"first", b'; filename="a.jpg"')
    + part(b"other", b"ignored", b'; filename="b.jpg"')
    + part(b"files", b"\r\n--cu second", b'; filename="c.jpg"')
    + b"--cut--\r\n"
)


@pytest.mark.parametrize("size", [1, 7, 64, 10_000])
async def test_a_form_is_read_the_same_in_pieces_of_any_size(tmp_path, size):
    pieces = [FORM[n : n + size] for n in range(0, len(FORM), size)]
    async with await receive(arriving(*pieces), tmp_path, policy()) as form:
        assert form.fields == {"description": "abîmé"}
        assert [file.name for file in form.files] == ["a.jpg", "c.jpg"]
        assert [file.path.read_bytes() for file in form.files] == [b"first", b"\r\n--cu second"]
        assert [file.size_bytes for file in form.files] == [5, 13]
        assert form.files[0].digest == hashlib.sha256(b"first").hexdigest()
        assert {file.path.stat().st_mode & 0o777 for file in form.files} == {0o600}
    assert list(tmp_path.iterdir()) == []


async def test_a_file_that_is_too_large_is_read_to_its_end_and_not_kept(tmp_path):
    large = part(b"files", b"x" * 1001, b'; filename="a.jpg"')
    pieces = [large[:600], large[600:], *([b"y" * 1000] * 20)]
    request = arriving(*pieces)
    with pytest.raises(Problem) as raised:
        await receive(request, tmp_path, policy())
    assert raised.value.code == "too_large"
    assert list(tmp_path.iterdir()) == []
    assert (await request._receive())["body"] == b"", "there is nothing left to read"


@pytest.mark.parametrize(
    "sent_form",
    [
        b"",
        FORM[:-10],
        FORM[: len(FORM) // 2],
        FORM.replace(b"--cut", b"--tuc"),
        part(b"a", b"x") * 51 + b"--cut--\r\n",
        part(b"a", b"x" * 20_000) + b"--cut--\r\n",
        b"--cut\r\nX: " + b"x" * 10_000 + b"\r\n\r\nx\r\n--cut--\r\n",
    ],
    ids=["empty", "no end", "half", "another boundary", "many parts", "a long field", "a header"],
)
async def test_what_is_no_form_is_a_400_and_leaves_nothing(tmp_path, sent_form):
    with pytest.raises(HTTPException) as raised:
        await receive(arriving(sent_form), tmp_path, policy())
    assert raised.value.status_code == 400
    assert list(tmp_path.iterdir()) == []


async def test_a_disk_that_takes_no_more_is_unavailable(tmp_path):
    (tmp_path / "in the way").write_text("")
    with pytest.raises(Unavailable):
        await receive(arriving(FORM), tmp_path / "in the way", policy())


async def test_whoever_leaves_in_the_middle_leaves_nothing(tmp_path):
    request = arriving(FORM[:200])

    async def gone():
        return {"type": "http.disconnect"}

    request._receive = gone
    with pytest.raises(HTTPException):
        await receive(request, tmp_path, policy())
    assert list(tmp_path.iterdir()) == []
