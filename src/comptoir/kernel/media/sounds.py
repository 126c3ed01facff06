"""Sounds: what can be heard in a file, decoded to the one form that every listener takes.

The container is told from its first bytes and forced upon the decoder, which by itself would also
try play lists and other formats that fetch what they name.
"""

import importlib.util
import wave
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from comptoir.kernel.media.refusals import Refused

RATE_HZ = 16_000
SAMPLE_BYTES = 2
MAXIMUM_DURATION_S = 300
SLACK_S = 1
"""What encoders add to their last block."""
HEAD_BYTES = 16


def container_of(head: bytes) -> str | None:
    """The decoder's name of the container that `head` begins, of those that carry speech."""
    if head.startswith(b"RIFF") and head[8:12] == b"WAVE":
        return "wav"
    if head[4:8] == b"ftyp":
        return "mov"
    for beginning, name in (
        (b"OggS", "ogg"),
        (b"fLaC", "flac"),
        (b"\x1a\x45\xdf\xa3", "matroska"),
        (b"ID3", "mp3"),
    ):
        if head.startswith(beginning):
            return name
    # The mark of a frame, eleven bits; then MPEG's layer, which is 0 in AAC alone.
    if len(head) > 2 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0:
        return "aac" if head[1] & 0x06 == 0 else "mp3"
    return None


def listen(path: Path, clean: Path) -> dict[str, Any]:
    """Container, codec and duration of the sound at `path`; decoded, it is written to `clean`.

    Raises Refused, `too_large` for a longer one than MAXIMUM_DURATION_S. A file that is damaged
    further on counts as far as it can be heard.
    """
    with path.open("rb") as file:
        container = container_of(file.read(HEAD_BYTES))
    if container is None:
        raise Refused("unknown_type")
    if importlib.util.find_spec("av") is None:
        raise Refused("no_decoder")
    with wave.open(str(clean), "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(SAMPLE_BYTES)
        written.setframerate(RATE_HZ)
        codec, samples = _decode(path, container, written)
    if not samples:
        raise Refused("unreadable")
    return {"container": container, "codec": codec, "duration_s": round(samples / RATE_HZ, 2)}


def _decode(path: Path, container: str, written: wave.Wave_write) -> tuple[str, int]:
    """The codec, and how many samples there were."""
    import av  # noqa: PLC0415 - an extra, and 20 MB

    samples, codec = 0, ""
    try:
        with av.open(str(path), format=container) as opened:
            stream = next(iter(opened.streams.audio), None)
            if stream is None:
                raise Refused("unreadable")
            stream.codec_context.thread_count = 1
            codec = stream.codec_context.name
            for heard in _resampled(opened, stream):
                samples += len(heard) // SAMPLE_BYTES
                if samples > (MAXIMUM_DURATION_S + SLACK_S) * RATE_HZ:
                    raise Refused("too_large")
                written.writeframesraw(heard)
    except (Refused, MemoryError):
        raise
    except Exception as error:  # the decoder raises whatever a false file makes it raise
        if not samples:
            raise Refused("unreadable") from error
    return codec, samples


def _resampled(opened: Any, stream: Any) -> Iterator[bytes]:
    """The stream in pieces of 16 kHz, one channel, whatever it came in."""
    from av.audio.resampler import AudioResampler  # noqa: PLC0415

    resampler = AudioResampler(format="s16", layout="mono", rate=RATE_HZ)
    for frame in opened.decode(stream):
        for piece in resampler.resample(frame):
            yield bytes(piece.planes[0])[: piece.samples * SAMPLE_BYTES]
    for piece in resampler.resample(None):
        yield bytes(piece.planes[0])[: piece.samples * SAMPLE_BYTES]
