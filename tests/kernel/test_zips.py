"""Zip archives that are made while they are sent."""

import asyncio
import io
import os
import tracemalloc
from contextlib import aclosing
from datetime import UTC, datetime
from zipfile import BadZipFile, ZipFile

import pytest

from comptoir.kernel.zips import SENT_TOGETHER_BYTES, Entry, zipped

pytestmark = pytest.mark.anyio

NOON = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)
MB = 2**20


async def pieces_of(*pieces: bytes):
    for piece in pieces:
        yield piece


async def entries_of(*entries: Entry):
    for entry in entries:
        yield entry


async def test_an_archive_opens_and_has_every_file_as_it_was():
    photo = os.urandom(3 * MB)
    parts = [photo[start : start + 100_000] for start in range(0, len(photo), 100_000)]
    made = zipped(
        entries_of(
            Entry("LISEZMOI.txt", pieces_of("Vos données\n".encode())),
            Entry("files/a.jpg", pieces_of(*parts), compressed=False),
            Entry("empty.json", pieces_of()),
        ),
        NOON,
    )
    archive = ZipFile(io.BytesIO(b"".join([piece async for piece in made])))
    assert archive.testzip() is None
    assert archive.namelist() == ["LISEZMOI.txt", "files/a.jpg", "empty.json"]
    assert archive.read("LISEZMOI.txt").decode() == "Vos données\n"
    assert archive.read("files/a.jpg") == photo
    assert archive.read("empty.json") == b""
    assert archive.getinfo("LISEZMOI.txt").date_time == (2026, 1, 31, 12, 0, 0)


async def test_an_archive_is_never_whole_in_memory():
    async def film():
        for _ in range(200):
            yield os.urandom(256 * 1024)

    tracemalloc.start()
    sent_bytes = 0
    async for piece in zipped(entries_of(Entry("film.mp4", film(), compressed=False)), NOON):
        assert len(piece) <= SENT_TOGETHER_BYTES + 300 * 1024
        sent_bytes += len(piece)
    _, highest_bytes = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert sent_bytes > 50 * MB
    assert highest_bytes < 5 * MB


async def test_others_have_their_turn_while_an_archive_is_made():
    turns = 0

    async def somebody_else():
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    other = asyncio.create_task(somebody_else())
    words = pieces_of(*[b"the same words, packed small" * 100] * 500)
    sent = [piece async for piece in zipped(entries_of(Entry("talk.json", words)), NOON)]
    other.cancel()
    assert len(sent) == 1, "nothing else let anybody in"
    assert turns >= 500


async def test_an_archive_that_nobody_takes_to_its_end_lets_go_of_everything():
    let_go = []

    async def film():
        try:
            while True:
                yield os.urandom(SENT_TOGETHER_BYTES)
        finally:
            let_go.append("film")

    async def entries():
        try:
            yield Entry("film.mp4", film(), compressed=False)
        finally:
            let_go.append("entries")

    async with aclosing(zipped(entries(), NOON)) as made:
        await anext(made)
    assert let_go == ["film", "entries"]


async def test_an_archive_whose_source_fails_is_cut_off_and_does_not_open():
    async def film():
        yield os.urandom(SENT_TOGETHER_BYTES)
        raise OSError("the disk is gone")

    taken = bytearray()

    async def take() -> None:
        async for piece in zipped(entries_of(Entry("film.mp4", film(), compressed=False)), NOON):
            taken.extend(piece)

    with pytest.raises(OSError, match="gone"):
        await take()
    assert taken, "a part was sent"
    with pytest.raises(BadZipFile):
        ZipFile(io.BytesIO(taken))
