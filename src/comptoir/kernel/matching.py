"""Rows that have some words, as people type them: neither case nor accents tell words apart.

For lists of at most some thousands of rows, such as an office's files: each is looked at. What is
long or many is indexed instead, by `kernel.search`, which also forgives slips.
"""

from typing import Any

from sqlalchemy import ColumnElement, Text, and_, or_
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction

from comptoir.kernel.text import MARKS, folded

MAXIMUM_WORDS = 16
"""Of a question; what comes after is not asked."""


class folded_text(GenericFunction[str]):  # noqa: N801 - a function of SQL
    """A text as `text.folded` has it, near enough to tell words apart."""

    type = Text()
    inherit_cache = True


@compiles(folded_text, "sqlite")
def _by_sqlite(element: folded_text, compiler: SQLCompiler, **options: Any) -> str:
    return f"comptoir_folded({compiler.process(element.clauses, **options)})"


_LIGATURES = "replace(replace(replace(lower({}), 'œ', 'oe'), 'æ', 'ae'), '’', '''')"


@compiles(folded_text)
def _by_postgresql(element: folded_text, compiler: SQLCompiler, **options: Any) -> str:
    text = _LIGATURES.format(compiler.process(element.clauses, **options))
    return f"regexp_replace(normalize({text}, NFKD), '{MARKS.pattern}', '', 'g')"


def having(words: str, *columns: ColumnElement[Any]) -> ColumnElement[bool]:
    """Each of `words` stands somewhere in one of these columns."""
    return and_(
        True,
        *(
            or_(*(folded_text(column).contains(word, autoescape=True) for column in columns))
            for word in folded(words).split()[:MAXIMUM_WORDS]
        ),
    )
