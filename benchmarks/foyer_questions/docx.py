"""Pages as a DOCX, as Word saves it: styles, tables, and where it last broke the pages."""

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

from benchmarks.foyer_questions.blocks import Block, Heading, Table

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_KIND}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_KIND}.styles+xml"/></Types>'
)
_RELATIONSHIPS = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
    f' Type="{_OFFICE}/%s" Target="%s"/></Relationships>'
)
_STYLES = (
    f"{_HEAD}<w:styles {_WORD}>"
    + "".join(
        f'<w:style w:type="paragraph" w:styleId="Titre{level}"><w:name w:val="heading {level}"/>'
        f"<w:rPr><w:b/></w:rPr></w:style>"
        for level in (1, 2, 3)
    )
    + "</w:styles>"
)
_BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
_BROKEN = "<w:r><w:lastRenderedPageBreak/></w:r>"


def content(pages: Sequence[Sequence[Block]]) -> bytes:
    """The file."""
    body = _BREAK.join(_page(page, _BROKEN if number else "") for number, page in enumerate(pages))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in (
            ("[Content_Types].xml", _TYPES),
            ("_rels/.rels", _RELATIONSHIPS % ("officeDocument", "word/document.xml")),
            ("word/_rels/document.xml.rels", _RELATIONSHIPS % ("styles", "styles.xml")),
            ("word/styles.xml", _STYLES),
            (
                "word/document.xml",
                f"{_HEAD}<w:document {_WORD}><w:body>{body}<w:sectPr/></w:body></w:document>",
            ),
        ):
            # A fixed date, so that the same pages give the same bytes.
            archive.writestr(
                zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED
            )
    return out.getvalue()


def _page(page: Sequence[Block], broken: str) -> str:
    return _block(page[0], broken) + "".join(_block(block) for block in page[1:])


def _block(block: Block, broken: str = "") -> str:
    if isinstance(block, Heading):
        return _paragraph(
            block.text, broken, f'<w:pPr><w:pStyle w:val="Titre{block.level}"/></w:pPr>'
        )
    if isinstance(block, Table):
        rows = "".join(
            "<w:tr>"
            + "".join(f"<w:tc><w:tcPr/>{_paragraph(cell)}</w:tc>" for cell in row)
            + "</w:tr>"
            for row in block.rows
        )
        return f"<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl>"
    return _paragraph(block.text, broken)


def _paragraph(text: str, broken: str = "", properties: str = "") -> str:
    said = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    return f"<w:p>{properties}{broken}{said}</w:p>"
