"""Pages as a PDF: A4, one column or two, tables with rules, a footer with the page's number."""

import io
from collections.abc import Sequence
from functools import partial
from typing import Any
from xml.sax.saxutils import escape

from reportlab import platypus
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth

from benchmarks.foyer_questions.blocks import Block, Heading, Table

MARGIN, GUTTER, BOTTOM = 18 * mm, 7 * mm, 20 * mm
CELL_PADDING = 4
BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=9.5, leading=12.5, spaceAfter=5)
CELL = ParagraphStyle("cell", fontName="Helvetica", fontSize=8, leading=9.5)
TITLES = [
    ParagraphStyle(
        f"title{level}",
        fontName="Helvetica-Bold",
        fontSize=size,
        leading=size * 1.25,
        spaceBefore=6,
        spaceAfter=4,
    )
    for level, size in enumerate((16, 11.5, 10), start=1)
]


def content(pages: Sequence[Sequence[Block]], columns: int) -> bytes:
    """The file, a page for each of `pages`; RuntimeError when one does not fit its page."""
    written = io.BytesIO()
    width = (A4[0] - 2 * MARGIN - (columns - 1) * GUTTER) / columns
    frames = [
        platypus.Frame(
            MARGIN + number * (width + GUTTER), BOTTOM, width, A4[1] - BOTTOM - MARGIN,
            0, 0, 0, 0,
        )
        for number in range(columns)
    ]  # fmt: skip
    title = pages[0][0].text
    document = platypus.BaseDocTemplate(written, pagesize=A4, title=title, lang="fr", invariant=1)
    footer = partial(_footer, title)
    document.addPageTemplates(platypus.PageTemplate(frames=frames, onPage=footer))
    parts: list[Any] = []
    for page in pages:
        parts += [_part(block, width) for block in page]
        parts.append(platypus.PageBreak())
    document.build(parts[:-1])
    if document.page != len(pages):
        raise RuntimeError(f"{title}: {document.page} pages laid out for {len(pages)}")
    return written.getvalue()


def _footer(title: str, canvas: Any, document: Any) -> None:
    canvas.setFont("Helvetica", 7.5)
    canvas.drawString(MARGIN, 11 * mm, title)
    canvas.drawRightString(A4[0] - MARGIN, 11 * mm, f"page {document.page}")


def _part(block: Block, width: float) -> Any:
    if isinstance(block, Heading):
        return platypus.Paragraph(escape(block.text), TITLES[block.level - 1])
    if not isinstance(block, Table):
        return platypus.Paragraph(escape(block.text), BODY)
    table = platypus.Table(
        [[platypus.Paragraph(escape(cell), CELL) for cell in row] for row in block.rows],
        colWidths=_column_widths(block, width),
        spaceAfter=6,
    )
    table.setStyle(
        [
            ("BACKGROUND", (0, 0), (-1, 0), colors.lightgrey),
            ("GRID", (0, 0), (-1, -1), 0.4, colors.grey),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), CELL_PADDING),
            ("RIGHTPADDING", (0, 0), (-1, -1), CELL_PADDING),
            ("TOPPADDING", (0, 0), (-1, -1), 1.5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
        ]
    )
    return table


def _column_widths(table: Table, width: float) -> list[float]:
    """Room for each column's longest word, and what is left by how much they say."""
    columns = list(zip(*table.rows, strict=True))
    least = [
        2 * CELL_PADDING
        + max(
            stringWidth(word, CELL.fontName, CELL.fontSize)
            for cell in column
            for word in cell.split(" ")
        )
        for column in columns
    ]
    said = [max(map(len, column)) for column in columns]
    left = width - sum(least)
    return [part + left * share / sum(said) for part, share in zip(least, said, strict=True)]
