"""Paper of the insurer: quotations with their product information document, certificates.

Drawn by reportlab in a thread: it is pure Python, and a page takes tens of milliseconds.
"""

import asyncio
import io
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from xml.sax.saxutils import escape

_drawers = ThreadPoolExecutor(2, thread_name_prefix="documents")


class Paper:
    """One document while it is written: titles, paragraphs, tables, in the order given."""

    def __init__(self, title: str, language: str = "fr") -> None:
        # Imported here: nobody needs the library until the first document is asked for.
        from reportlab.lib import colors  # noqa: PLC0415
        from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet  # noqa: PLC0415

        self.title = title
        self.language = language
        self._parts: list[Any] = []
        base = getSampleStyleSheet()["BodyText"]
        self._blue, self._grey = colors.HexColor("#12355b"), colors.HexColor("#d5dbe3")
        self._body = ParagraphStyle("body", base, fontSize=8.5, leading=11, spaceAfter=2)
        self._small = ParagraphStyle("small", base, fontSize=7, leading=8.6, spaceAfter=1)
        self._title = ParagraphStyle(
            "title", base, fontName="Helvetica-Bold", fontSize=15, leading=19, textColor=self._blue
        )
        self._heading = ParagraphStyle(
            "heading",
            base,
            fontName="Helvetica-Bold",
            fontSize=10,
            leading=13,
            spaceBefore=5,
            textColor=self._blue,
        )
        self.heading(title, self._title)

    def heading(self, text: str, style: Any = None) -> None:
        """A title of a part."""
        self._add(text, style or self._heading)

    def paragraph(self, text: str, *, small: bool = False) -> None:
        """Words in a block."""
        self._add(text, self._small if small else self._body)

    def _add(self, text: str, style: Any) -> None:
        from reportlab.platypus import Paragraph  # noqa: PLC0415

        self._parts.append(Paragraph(escape(text), style))

    def bullets(self, items: Sequence[str]) -> None:
        """One point a line."""
        for item in items:
            self._add(f"•  {item}", self._body)

    def table(self, rows: Sequence[Sequence[str]], widths_mm: Sequence[float]) -> None:
        """Rows under a first row of names; the last column is of figures."""
        from reportlab.lib.units import mm  # noqa: PLC0415
        from reportlab.platypus import Paragraph, Table, TableStyle  # noqa: PLC0415

        cells = [[Paragraph(escape(cell), self._small) for cell in row] for row in rows]
        table = Table(cells, colWidths=[width * mm for width in widths_mm], repeatRows=1)
        table.setStyle(
            TableStyle(
                [
                    ("BACKGROUND", (0, 0), (-1, 0), self._grey),
                    ("LINEBELOW", (0, 0), (-1, -1), 0.3, self._grey),
                    ("VALIGN", (0, 0), (-1, -1), "TOP"),
                    ("TOPPADDING", (0, 0), (-1, -1), 1),
                    ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
                ]
            )
        )
        self._parts.append(table)

    def new_page(self) -> None:
        """Go on on another page."""
        from reportlab.platypus import PageBreak  # noqa: PLC0415

        self._parts.append(PageBreak())

    def content(self) -> bytes:
        """The document; the same parts give the same bytes."""
        from reportlab.lib.pagesizes import A4  # noqa: PLC0415
        from reportlab.lib.units import mm  # noqa: PLC0415
        from reportlab.platypus import SimpleDocTemplate  # noqa: PLC0415

        written = io.BytesIO()
        SimpleDocTemplate(
            written,
            pagesize=A4,
            title=self.title,
            author="Assurance",
            lang=self.language,
            invariant=1,
            leftMargin=18 * mm,
            rightMargin=18 * mm,
            topMargin=14 * mm,
            bottomMargin=12 * mm,
        ).build(self._parts)
        return written.getvalue()


async def drawn(draw: Callable[[], bytes]) -> bytes:
    """What `draw` gives, made off the event loop, a few at a time."""
    return await asyncio.get_running_loop().run_in_executor(_drawers, draw)


def euros(amount: float, language: str = "fr") -> str:
    """An amount as one writes it; Helvetica has no narrow space, so French gets a plain one."""
    if language == "en":
        return f"€{amount:,.2f}" if amount >= 0 else f"-€{-amount:,.2f}"
    return f"{amount:,.2f}".replace(",", " ").replace(".", ",") + " €"
