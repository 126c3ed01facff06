"""What can be heard in a file, whatever it is called and whatever it says of itself."""

import struct
import wave
from pathlib import Path

import pytest

from comptoir.kernel.media.inspector import Inspector
from comptoir.kernel.media.refusals import Refused
from comptoir.kernel.media.sounds import RATE_HZ, container_of
from pictures import photo
from sounds import FORMATS, tone

pytestmark = pytest.mark.anyio


@pytest.fixture
async def listen(tmp_path: Path):
    inspector = Inspector()

    async def listen_to(content: bytes):
        (tmp_path / "sent").write_bytes(content)
        return await inspector.listen(tmp_path / "sent", tmp_path / "clean")

    yield listen_to
    await inspector.close()


async def why(listen, content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        await listen(content)
    return refused.value.why


@pytest.mark.parametrize("name", FORMATS)
async def test_every_format_is_decoded_and_lasts_as_long_as_it_can_be_heard(listen, tmp_path, name):
    sound = await listen(tone(2.5, name))
    assert sound.duration_s == pytest.approx(2.5, abs=0.06)
    with wave.open(str(tmp_path / "clean")) as clean:
        assert (clean.getframerate(), clean.getnchannels(), clean.getsampwidth()) == (RATE_HZ, 1, 2)
        assert clean.getnframes() / RATE_HZ == pytest.approx(sound.duration_s, abs=0.01)
        assert max(struct.unpack("<1000h", clean.readframes(1000))) > 1000, "it is not silent"


async def test_the_duration_is_of_what_was_decoded_and_not_what_the_header_says(listen):
    boasting = bytearray(tone(1))
    size = boasting.index(b"data") + 4
    boasting[size : size + 4] = struct.pack("<I", 2**31 - 1)
    assert (await listen(bytes(boasting))).duration_s == pytest.approx(1, abs=0.05)


async def test_a_recording_that_was_cut_counts_as_far_as_it_goes(listen):
    whole = tone(4, "mp3")
    assert (await listen(whole[: len(whole) // 2])).duration_s == pytest.approx(2, abs=0.2)


async def test_five_minutes_are_taken_and_more_are_too_long(listen):
    assert (await listen(tone(300, "m4a"))).duration_s == pytest.approx(300, abs=0.1)
    assert await why(listen, tone(310, "m4a")) == "too_large"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "unknown_type"),
        (b"Bonjour, ceci est un texte", "unknown_type"),
        (photo(), "unknown_type"),
        (b"#EXTM3U\n#EXTINF:1\nhttp://127.0.0.1:1/secret\n", "unknown_type"),
        (b"ffconcat version 1.0\nfile /etc/passwd\n", "unknown_type"),
        (b"ID3" + bytes(500), "unreadable"),
        (b"OggS" + b"\xff" * 500, "unreadable"),
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", "unreadable"),
        (b"\x00\x00\x00\x18ftypM4A " + bytes(500), "unreadable"),
        (b"\x1a\x45\xdf\xa3" + bytes(500), "unreadable"),
    ],
    ids=["empty", "text", "photo", "playlist", "concat", "mp3", "ogg", "wav", "m4a", "webm"],
)
async def test_what_is_no_sound_is_refused(listen, content, expected):
    assert await why(listen, content) == expected
    assert (await listen(tone(0.5))).duration_s == 0.5, "and the next one is served"


def test_aac_and_mp3_are_told_apart_by_their_first_frame():
    assert container_of(b"\xff\xf1\x50\x80") == "aac"
    assert container_of(b"\xff\xfb\x90\x64") == "mp3"
