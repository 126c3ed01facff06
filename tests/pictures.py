"""Photos and films for tests: made here, so that every pixel and every date is known."""

import functools
import io
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import av
from PIL import Image, ImageDraw, ImageFilter

PARIS = {1: "N", 2: (48.0, 51.0, 24.0), 3: "E", 4: (2.0, 21.0, 3.0)}
"""A place as a telephone writes it into the GPS part of a photo."""
MAKER = "Telephone of Claire"


@functools.cache
def scene(width: int = 1600, height: int = 1200) -> Image.Image:
    """Something with edges, surfaces and shades, as a room has them; the same each time."""
    image = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    draw = ImageDraw.Draw(image)
    for n in range(60):
        x, y = (n * 7919) % width, (n * 104_729) % height
        box = (x, y, x + width // 8 + n, y + height // 11 + n)
        draw.rectangle(box, fill=((n * 37) % 256, (n * 91) % 256, (n * 53) % 256))
        draw.line((x, 0, y % width, height), fill=((n * 29) % 256,) * 3, width=2)
    return image


def encoded(image: Image.Image, form: str = "JPEG", **options: Any) -> bytes:
    """An image as the bytes of a file."""
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


@functools.cache
def photo(width: int = 320, height: int = 240) -> bytes:
    """A small photo that nothing is wrong with."""
    return encoded(scene(width, height), quality=85)


def telling(
    captured: str = "2025:12:01 09:30:00", orientation: int = 1, form: str = "JPEG"
) -> bytes:
    """A photo that tells when, where and by what it was taken."""
    exif = Image.Exif()
    exif[0x010F] = MAKER
    exif[0x0112] = orientation
    exif.get_ifd(0x8769)[0x9003] = captured
    exif.get_ifd(0x8825).update(PARIS)
    more = {"comment": MAKER.encode()} if form == "JPEG" else {}
    return encoded(scene(), form, exif=exif, **more)


def blurred(radius: float) -> Image.Image:
    """The scene out of focus."""
    return scene().filter(ImageFilter.GaussianBlur(radius))


def lit(factor: float, added: int = 0) -> Image.Image:
    """The scene in another light."""
    return scene().point(lambda level: max(0, min(255, int(level * factor) + added)))


CODECS: Mapping[str, tuple[str, str]] = {
    "mp4": ("mp4", "mpeg4"),
    "mov": ("mov", "mpeg4"),
    "avi": ("avi", "mpeg4"),
    "webm": ("webm", "vp8"),
}


@functools.cache
def film(kind: str = "mp4", seconds: int = 3) -> bytes:
    """A film of 160 × 120 at ten pictures a second."""
    container, codec = CODECS[kind]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"film.{kind}"
        with av.open(str(path), "w", format=container) as out:
            stream = out.add_stream(codec, rate=10)
            stream.width, stream.height, stream.pix_fmt = 160, 120, "yuv420p"
            for n in range(seconds * 10):
                frame = av.VideoFrame.from_image(scene(160, 120).rotate(n))
                out.mux(stream.encode(frame))
            out.mux(stream.encode())
        return path.read_bytes()


@functools.cache
def sound(kind: str = "webm") -> bytes:
    """Sound alone, in a container that films come in too."""
    codec = {"webm": "libopus", "mp4": "aac"}[kind]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"sound.{kind}"
        with av.open(str(path), "w", format=kind) as out:
            stream = out.add_stream(codec, rate=48_000, layout="mono")
            frame = av.AudioFrame(format="s16" if kind == "webm" else "fltp", layout="mono",
                                  samples=960 if kind == "webm" else 1024)  # fmt: skip
            frame.sample_rate = 48_000
            for plane in frame.planes:
                plane.update(bytes(plane.buffer_size))
            for n in range(20):
                frame.pts = n * frame.samples
                out.mux(stream.encode(frame))
            out.mux(stream.encode())
        return path.read_bytes()
