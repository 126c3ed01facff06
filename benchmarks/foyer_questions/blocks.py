"""What a page is made of, and its words without their layout."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    """A title, of level 1 to 3."""

    text: str
    level: int


@dataclass(frozen=True)
class Paragraph:
    """Sentences that belong together."""

    text: str


@dataclass(frozen=True)
class Table:
    """Rows of cells, the first of names."""

    rows: tuple[tuple[str, ...], ...]

    @property
    def text(self) -> str:
        """A row a line."""
        return "\n".join(" | ".join(row) for row in self.rows)


Block = Heading | Paragraph | Table


def plain(text: str) -> str:
    """The words of `text`, without a table's bars, a single space between two.

    A passage is verbatim when its plain words stand in the document's: how lines are
    broken and cells are set apart is the format's, not the author's.
    """
    return " ".join(text.replace("|", " ").split())
