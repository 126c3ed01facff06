"""Documents for tests, made here: PDF by pages, DOCX as Word writes it, and hostile ones."""

import io
import zipfile
import zlib
from pathlib import Path

import reportlab
from PIL import Image, ImageDraw, ImageFont
from pypdf import PdfReader, PdfWriter

_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def pdf(*pages: str) -> bytes:
    """A PDF of these pages; accents as PDF's Latin alphabet has them."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    )
    for number, text in enumerate(pages):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % (5 + 2 * number)
        )
        lines = b"".join(b"(%b) Tj T*\n" % _escaped(line) for line in text.split("\n"))
        content = zlib.compress(b"BT /F1 11 Tf 13 TL 50 790 Td\n" + lines + b"ET")
        objects.append(
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream"
            % (len(content), content)
        )
    return _assembled(objects)


def _escaped(line: str) -> bytes:
    text = line.encode("cp1252", errors="replace")
    return text.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _assembled(objects: list[bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        start,
    )
    return bytes(out)


def scan(*pages: str | bytes, angle: int = 0) -> bytes:
    """A PDF whose pages are pictures of these words, or these pictures (JPEG, in greys)."""
    return mixed_pdf(
        *[
            ("", photographed(each, angle=angle) if isinstance(each, str) else each)
            for each in pages
        ]
    )


def photographed(words: str, *, angle: int = 0) -> bytes:
    """A page with these words as a scanner sees it: JPEG, 1240 × 1754, in greys."""
    paper = Image.new("L", (1240, 1754), 244)
    font = ImageFont.truetype(Path(reportlab.__file__).parent / "fonts" / "Vera.ttf", 30)
    ImageDraw.Draw(paper).multiline_text((110, 140), words, font=font, fill=25, spacing=14)
    out = io.BytesIO()
    paper.rotate(angle, expand=True).save(out, "JPEG", quality=80)
    return out.getvalue()


def grey(level: int) -> bytes:
    """A page with nothing on it but a square that is so light, of 255."""
    paper = Image.new("L", (1240, 1754), 250)
    paper.paste(level, (300, 300, 900, 900))
    out = io.BytesIO()
    paper.save(out, "JPEG", quality=90)
    return out.getvalue()


def mixed_pdf(*pages: tuple[str, bytes | None]) -> bytes:
    """A PDF of pages with words as text over a picture (JPEG, in greys) of the whole page."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 3 * number} 0 R" for number in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    )
    for number, (text, picture) in enumerate(pages):
        lines = b"".join(b"(%b) Tj T*\n" % _escaped(line) for line in text.split("\n") if line)
        content = b"q 595 0 0 842 0 0 cm /P Do Q\n" * bool(picture)
        content += b"BT /F1 11 Tf 13 TL 50 790 Td\n" + lines + b"ET"
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> /XObject << /P %d 0 R >> >> >>"
            % (5 + 3 * number, 6 + 3 * number)
        )
        objects.append(b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content))
        objects.append(_jpeg_object(picture or grey(250)))
    return _assembled(objects)


def _jpeg_object(picture: bytes) -> bytes:
    width, height = Image.open(io.BytesIO(picture)).size
    return (
        b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray"
        b" /BitsPerComponent 8 /Filter /DCTDecode /Length %d >>\nstream\n%b\nendstream"
        % (width, height, len(picture), picture)
    )


def page_that_holds_itself(picture: bytes) -> bytes:
    """A PDF whose first page shows something that shows itself, twice; its second a picture."""
    form = b"/P Do /P Do "
    return _assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R 6 0 R] /Count 2 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            b" /Resources << /XObject << /P 5 0 R >> >> >>",
            b"<< /Length 6 >>\nstream\n/P Do \nendstream",
            b"<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Length %d"
            b" /Resources << /XObject << /P 5 0 R >> >> >>\nstream\n%b\nendstream"
            % (len(form), form),
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 7 0 R"
            b" /Resources << /XObject << /P 8 0 R >> >> >>",
            b"<< /Length 29 >>\nstream\nq 595 0 0 842 0 0 cm /P Do Q \nendstream",
            _jpeg_object(picture),
        ]
    )


def encrypted_pdf() -> bytes:
    """A PDF that opens with a password nobody gives."""
    writer = PdfWriter()
    writer.append(PdfReader(io.BytesIO(pdf("Le code du coffre est 4242."))))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def docx(*pages: str, text: str | None = None) -> bytes:
    """A DOCX of these pages, each in paragraphs; or with `text` as its whole XML."""
    paragraphs = []
    for number, page in enumerate(pages):
        broken = "<w:r><w:lastRenderedPageBreak/></w:r>" if number else ""
        for paragraph in page.split("\n"):
            said = paragraph.replace("&", "&amp;").replace("<", "&lt;")
            paragraphs.append(f"<w:p>{broken}<w:r><w:t>{said}</w:t></w:r></w:p>")
            broken = ""
    body = text or f"<w:document {_WORD}><w:body>{''.join(paragraphs)}</w:body></w:document>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        kinds = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Override PartName="/word/document.xml" ContentType="{kinds}"/></Types>',
        )
        archive.writestr("word/document.xml", body)
    return out.getvalue()


def docx_bomb() -> bytes:
    """A small file that unpacks to a gigabyte."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w") as entry:
            entry.write(f"<w:document {_WORD}><w:body>".encode())
            for _ in range(200):
                entry.write(b" " * 2**20)
    return out.getvalue()


def docx_of_entities() -> bytes:
    """A file whose ten lines mean a billion words."""
    entities = ['<!ENTITY e0 "ha">'] + [
        f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10)
    ]
    return docx(
        text=f"<!DOCTYPE x [{''.join(entities)}]><w:document {_WORD}><w:body><w:p><w:r>"
        "<w:t>&e9;</w:t></w:r></w:p></w:body></w:document>"
    )
