"""The documents: read from their sources, made into the files people upload."""

import re
import textwrap
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from benchmarks.foyer_questions import docx, pdf
from benchmarks.foyer_questions.blocks import Block, Heading, Paragraph, Table, plain

PAGE_BREAK, TWO_COLUMNS = "<!-- page -->", "<!-- two columns -->"
LINE_CHARACTERS = 80


@dataclass(frozen=True)
class Paper:
    """One document: `kind` is `pdf`, `docx`, `txt` or `md`."""

    name: str
    kind: str
    source: str

    @property
    def filename(self) -> str:
        """Its name as a file."""
        return f"{self.name}.{self.kind}"

    @cached_property
    def pages(self) -> list[list[Block]]:
        """Its blocks, by pages."""
        source = self.source.replace(TWO_COLUMNS, "")
        return [
            [_block(part) for part in re.split(r"\n\s*\n", page.strip())]
            for page in source.split(PAGE_BREAK)
        ]

    def page(self, number: int) -> str:
        """What page `number`, from 1, says: its words, a space between two."""
        return plain("\n".join(block.text for block in self.pages[number - 1]))

    def content(self) -> bytes:
        """The file; the same source gives the same bytes."""
        if self.kind == "pdf":
            return pdf.content(self.pages, columns=2 if TWO_COLUMNS in self.source else 1)
        if self.kind == "docx":
            return docx.content(self.pages)
        if self.kind == "txt":
            return "\f".join(map(_typed, self.pages)).encode()
        return self.source.replace(f"{PAGE_BREAK}\n", "\f").encode()


def papers(folder: Path) -> list[Paper]:
    """Every document of the set in `folder`."""
    return [
        Paper(path.stem, path.parent.name, path.read_text(encoding="utf-8"))
        for path in sorted((folder / "documents").glob("*/*.md"))
    ]


def _block(part: str) -> Block:
    if part.startswith("#"):
        marks, text = part.split(" ", 1)
        return Heading(text, len(marks))
    if part.startswith("|"):
        rows = [
            tuple(cell.strip() for cell in line.strip("|").split("|")) for line in part.splitlines()
        ]
        return Table(tuple(row for row in rows if set("".join(row)) != {"-"}))
    return Paragraph(part)


def _typed(page: list[Block]) -> str:
    """A page as somebody types it: lines of 80 characters, columns made with spaces."""
    return "\n\n".join(map(_lines, page)) + "\n"


def _lines(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{block.text}\n{'=-.'[block.level - 1] * len(block.text)}"
    if isinstance(block, Table):
        widths = [max(map(len, column)) for column in zip(*block.rows, strict=True)]
        return "\n".join(
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
            for row in block.rows
        )
    return textwrap.fill(
        block.text, LINE_CHARACTERS, break_long_words=False, break_on_hyphens=False
    )
