"""Photos: decoded once, measured, and written again without what they tell of their maker.

What is written is made of pixels alone: EXIF and its place and serial numbers, comments, XMP,
thumbnails and whatever was appended to the file stay behind. The orientation is applied first,
the date of capture read, and the colours brought to sRGB, since the profile stays behind too.
"""

import errno
import io
import re
import warnings
from pathlib import Path
from typing import Any

from PIL import ExifTags, Image, ImageCms, ImageFilter, ImageStat

from comptoir.kernel.media.refusals import Refused

MAXIMUM_PIXELS = 25_000_000
"""Decoded. A larger JPEG is decoded at a half, a quarter or an eighth of its size."""
MAXIMUM_JPEG_PIXELS = 110_000_000
MAXIMUM_FRAMES = 200
MAXIMUM_FRAME_PIXELS = 30_000_000
"""Of all the frames of an animation together."""
MEASURED_SIDE_PX = 800
DARK_LEVEL, BURNT_LEVEL = 25, 250
"""Of 255: what is darker, or lighter, shows nothing any more."""
JPEG_QUALITY = 88
_FORMATS = {"jpg": "JPEG", "png": "PNG", "gif": "GIF", "bmp": "BMP"}
_LAPLACIAN = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128)
_EXIF_DATE = re.compile(r"(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)")

Measures = dict[str, Any]


def inspect(path: Path, kind: str, clean: Path) -> Measures:
    """Measure the image at `path`, and write it to `clean` without metadata. Raises Refused."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a damaged tag, which is left out anyway
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            image = decode(path, kind)
            measures = measure(image)
            rewrite(image, kind, clean)
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            raise Refused("too_large") from None
        except MemoryError:
            raise
        except Refused:
            raise
        except OSError as error:
            # What this process may write at most; a truncated picture has no number.
            raise Refused("too_large" if error.errno == errno.EFBIG else "unreadable") from error
        except Exception as error:  # decoders raise whatever a false file makes them raise
            raise Refused("unreadable") from error
    return measures


def decode(path: Path, kind: str) -> Image.Image:
    """The decoded image, its size checked before. Raises Refused, and whatever Pillow raises."""
    image = Image.open(path, formats=[_FORMATS[kind]])
    width, height = image.size
    allowed = MAXIMUM_JPEG_PIXELS if kind == "jpg" else MAXIMUM_PIXELS
    frames = getattr(image, "n_frames", 1) if kind == "gif" else 1
    if (
        not 0 < width * height <= allowed
        or frames > MAXIMUM_FRAMES
        or frames * width * height > max(MAXIMUM_FRAME_PIXELS, allowed * (frames == 1))
    ):
        raise Refused("too_large")
    if kind == "jpg":
        scale = next(s for s in (1, 2, 4, 8) if width * height <= MAXIMUM_PIXELS * s * s)
        if scale > 1:
            image.draft(None, (width // scale, height // scale))
    image.load()
    return image


# ── Measuring ─────────────────────────────────────────────────────────────────────────────


def measure(image: Image.Image) -> Measures:
    """What can be said of a photo without knowing what it shows.

    `sharpness` is the variance of the Laplacian over the variance of the grey levels, both at
    most `MEASURED_SIDE_PX` a side; levels are 0–255, shares 0–1. `captured_at` is local time.
    """
    exif = _exif(image)
    upright = 0 if exif.get(ExifTags.Base.Orientation, 1) < 5 else 1
    grey = _grey(image)
    contrast = ImageStat.Stat(grey)
    # A kernel leaves the rim as it was, which would count as edges.
    inner = (1, 1, max(grey.width - 1, 2), max(grey.height - 1, 2))
    edges = ImageStat.Stat(grey.filter(_LAPLACIAN).crop(inner))
    pixels = grey.width * grey.height
    histogram = grey.histogram()
    return {
        "width": image.size[upright],
        "height": image.size[1 - upright],
        "sharpness": round(edges.var[0] / max(contrast.var[0], 1.0), 4),
        "brightness": round(contrast.mean[0], 1),
        "contrast": round(contrast.stddev[0], 1),
        "dark_share": round(sum(histogram[:DARK_LEVEL]) / pixels, 3),
        "burnt_share": round(sum(histogram[BURNT_LEVEL:]) / pixels, 3),
        "hash": perceptual_hash(_turned(grey, exif)),
        "captured_at": _captured_at(exif),
    }


def _grey(image: Image.Image) -> Image.Image:
    factor = max(image.size) // MEASURED_SIDE_PX
    small = image.reduce(factor) if factor > 1 and image.mode in {"RGB", "L", "RGBA"} else image
    if small.mode in {"P", "PA", "LA", "RGBA"}:
        # What is transparent is shown on white.
        small = small.convert("RGBA")
        paper = Image.new("RGBA", small.size, "white")
        small = Image.alpha_composite(paper, small)
    elif small.mode.startswith("I") or small.mode == "F":
        small = small.convert("I").point(lambda level: level / 256)
    grey = small.convert("L")
    grey.thumbnail((MEASURED_SIDE_PX, MEASURED_SIDE_PX), Image.Resampling.BILINEAR)
    return grey


def perceptual_hash(grey: Image.Image) -> str:
    """64 bits that a smaller, lighter or recompressed copy of a picture shares: 16 digits.

    Each bit says whether one of 8 × 8 places is lighter than the place to its right.
    """
    small = grey.resize((9, 8), Image.Resampling.BOX).tobytes()
    bits = 0
    for row in range(8):
        for column in range(8):
            place = row * 9 + column
            bits = bits << 1 | (small[place] > small[place + 1])
    return f"{bits:016x}"


def _exif(image: Image.Image) -> Image.Exif:
    try:
        return image.getexif()
    except Exception:  # damaged metadata is none
        return Image.Exif()


def _turned(image: Image.Image, exif: Image.Exif) -> Image.Image:
    """`image` as its orientation says it is to be seen."""
    method = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }.get(exif.get(ExifTags.Base.Orientation, 1))
    return image if method is None else image.transpose(method)


def _captured_at(exif: Image.Exif) -> str | None:
    """When the photo says it was taken, by its camera's clock."""
    try:
        inner = exif.get_ifd(ExifTags.IFD.Exif)
    except Exception:  # damaged metadata is none
        inner = {}
    written = inner.get(ExifTags.Base.DateTimeOriginal) or exif.get(ExifTags.Base.DateTime)
    found = _EXIF_DATE.match(str(written))
    return "{}-{}-{}T{}:{}:{}".format(*found.groups()) if found else None


# ── Writing again ─────────────────────────────────────────────────────────────────────────


def rewrite(image: Image.Image, kind: str, clean: Path) -> None:
    """Write the pixels, and nothing else, to `clean`, in the same format."""
    if kind == "gif" and getattr(image, "n_frames", 1) > 1:
        _rewrite_animation(image, clean)
        return
    exif = _exif(image)
    bare = _turned(_srgb(image), exif)
    transparency = image.info.get("transparency")
    bare.info = {} if transparency is None else {"transparency": transparency}
    if kind == "jpg":
        if bare.mode not in {"RGB", "L"}:
            bare = bare.convert("RGB")
        bare.save(clean, "JPEG", quality=JPEG_QUALITY)
    else:
        bare.save(clean, _FORMATS[kind], **({"compress_level": 3} if kind == "png" else {}))


def _rewrite_animation(image: Image.Image, clean: Path) -> None:
    frames, durations_ms = [], []
    for number in range(getattr(image, "n_frames", 1)):
        image.seek(number)
        frames.append(image.convert("RGBA"))
        frames[-1].info = {}
        durations_ms.append(int(image.info.get("duration", 100)))
    frames[0].save(
        clean, "GIF", save_all=True, append_images=frames[1:], duration=durations_ms, loop=0
    )


def _srgb(image: Image.Image) -> Image.Image:
    """`image` in the colours that a file without a profile is shown in."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode != "RGB":
        return image
    try:
        given = ImageCms.getOpenProfile(io.BytesIO(profile))
        if "sRGB" in ImageCms.getProfileDescription(given):
            return image
        return ImageCms.profileToProfile(image, given, ImageCms.createProfile("sRGB")) or image
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
