"""Pages of a PDF that are pictures: told from blank ones, drawn, and read by tesseract.

Runs in the child that `reading` keeps. A page is drawn with at most so many pixels, whatever it
says of its size; what PDFium takes beyond the child's memory or CPU time ends the child, and with
it that page alone.
"""

import io
import math
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from comptoir.kernel.media import ocr
from comptoir.kernel.media.refusals import Refused

if TYPE_CHECKING:
    from PIL.Image import Image

READ_PIXELS = 12_000_000
"""A page of A4 at 300 dpi has 8.7 million."""
SHOWN_PIXELS = 4_000_000
"""To a model, which makes pictures smaller before it looks."""
SHARPEST_DPI = 300
MAXIMUM_PICTURE_PIXELS = 110_000_000
"""Of a picture on a page, as it says; A3 at 600 dpi has 70 million."""
OCR_DEADLINE_S = 30.0
FEW_LETTERS, MANY_LETTERS = 20, 100
"""A page with fewer letters than `MANY_LETTERS` may be a picture with a stamp or a footer on it."""
SMALL_SHARE, LARGE_SHARE = 0.1, 0.5
"""Of a page that pictures cover."""
_MAXIMUM_OBJECTS, _MAXIMUM_DEPTH = 2000, 4
_INK_LEVELS, _INK_SHARE = 40, 0.0002
"""Ink is so far from the paper's grey of 0-255; a page with less of it than this is blank."""


def letters_of(text: str) -> int:
    """How many letters there are in a text."""
    return sum(map(str.isalpha, text))


def may_be_picture(text: str) -> bool:
    """Whether a page with this text may be a picture, so that it is worth a look."""
    return letters_of(text) < MANY_LETTERS


def read(path: Path, page: int, letters: int, tesseract: str) -> str | None:
    """The words on page `page`, from 1, that has `letters` letters as text.

    None where the page is no picture, or blank. Raises Refused.
    """
    drawn = _drawn(path, page, letters, READ_PIXELS)
    if drawn is None:
        return None
    out = io.BytesIO()
    drawn.save(out, "PPM")
    return ocr.words_on(out.getvalue(), tesseract, OCR_DEADLINE_S)


def draw(path: Path, page: int, letters: int, output: Path) -> bool:
    """Draw a page to `output`, as JPEG; False where it is no picture, or blank. Raises Refused."""
    drawn = _drawn(path, page, letters, SHOWN_PIXELS)
    if drawn is not None:
        drawn.save(output, "JPEG", quality=85)
    return drawn is not None


def _drawn(path: Path, number: int, letters: int, maximum_pixels: int) -> "Image | None":
    """A page in greys; None where there is nothing on it but its text."""
    import pypdfium2  # type: ignore[import-untyped]  # noqa: PLC0415 - for scans alone

    try:
        with pypdfium2.PdfDocument(path) as document:
            page = document[number - 1]
            share = _pictured_share(page)
            if letters and share < (SMALL_SHARE if letters < FEW_LETTERS else LARGE_SHARE):
                return None
            width_pt, height_pt = page.get_size()
            fitting = math.sqrt(maximum_pixels / max(width_pt * height_pt, 1.0))
            scale = min(SHARPEST_DPI / 72, fitting)
            if min(width_pt, height_pt) * scale < 1:
                raise Refused("unreadable")
            drawn: Image = page.render(scale=scale, grayscale=True).to_pil().convert("L")
    except (Refused, MemoryError):
        raise
    except Exception as error:  # PDFium's binding raises whatever a false file makes it raise
        raise Refused("unreadable") from error
    return None if _is_blank(drawn) else drawn


def _pictured_share(page: Any) -> float:
    """The part of a page that its pictures cover. Raises Refused where one is too large."""
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE  # type: ignore[import-untyped]  # noqa: PLC0415

    left, bottom, right, top = page.get_cropbox()
    covered = 0.0
    found = page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE], max_depth=_MAXIMUM_DEPTH)
    for picture in islice(found, _MAXIMUM_OBJECTS):
        across_px, down_px = picture.get_px_size()
        if across_px * down_px > MAXIMUM_PICTURE_PIXELS:
            raise Refused("too_large")
        x0, y0, x1, y1 = picture.get_bounds()
        wide, high = min(x1, right) - max(x0, left), min(y1, top) - max(y0, bottom)
        covered += max(wide, 0.0) * max(high, 0.0)
    return float(covered / max((right - left) * (top - bottom), 1.0))


def _is_blank(drawn: "Image") -> bool:
    """Whether there is paper and nothing else, dust aside."""
    small = drawn.reduce(4) if min(drawn.size) >= 4 else drawn
    levels = small.histogram()
    pixels = small.width * small.height
    paper, seen = 0, 0
    while (seen := seen + levels[paper]) * 2 < pixels:
        paper += 1
    ink = sum(n for level, n in enumerate(levels) if abs(level - paper) > _INK_LEVELS)
    return ink < _INK_SHARE * pixels
