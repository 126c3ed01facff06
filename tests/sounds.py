"""Recordings as people send them: a tone in each of the containers that phones and pages write."""

import io
import math
import struct

import av
from av.audio.frame import AudioFrame

RATE_HZ = 48_000
FORMATS = {
    "wav": ("wav", "pcm_s16le"),
    "mp3": ("mp3", "libmp3lame"),
    "m4a": ("mp4", "aac"),
    "webm": ("webm", "libopus"),
    "ogg": ("ogg", "libopus"),
    "flac": ("flac", "flac"),
    "aac": ("adts", "aac"),
}
"""What a file is called, its container and its codec."""


def tone(seconds: float, name: str = "wav") -> bytes:
    """A tone of 440 Hz that lasts so long."""
    container, codec = FORMATS[name]
    samples = int(seconds * RATE_HZ)
    wave = [int(9000 * math.sin(2 * math.pi * 440 * n / RATE_HZ)) for n in range(RATE_HZ)]
    content = struct.pack(f"<{RATE_HZ}h", *wave) * (samples // RATE_HZ + 1)
    written = io.BytesIO()
    with av.open(written, "w", format=container) as opened:
        stream = opened.add_stream(codec, rate=RATE_HZ, layout="mono")
        resampler = av.AudioResampler(format=stream.format, layout="mono", rate=RATE_HZ)
        for start in range(0, samples, RATE_HZ):
            count = min(RATE_HZ, samples - start)
            frame = AudioFrame(format="s16", layout="mono", samples=count)
            frame.planes[0].update(_padded(content[: count * 2], frame.planes[0].buffer_size))
            frame.sample_rate, frame.pts = RATE_HZ, start
            for piece in resampler.resample(frame):
                opened.mux(stream.encode(piece))
        for piece in resampler.resample(None):
            opened.mux(stream.encode(piece))
        opened.mux(stream.encode(None))
    return written.getvalue()


def _padded(samples: bytes, size: int) -> bytes:
    return samples.ljust(size, b"\0")
