"""An index in memory, for whoever has passages and no database: same tables, same scores."""

from collections.abc import Iterable, Sequence

from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from comptoir.kernel.db import metadata
from comptoir.kernel.search.asking import search
from comptoir.kernel.search.indexing import Document, put
from comptoir.kernel.search.tables import TABLES

_SCOPE = "memory"


class MemoryIndex:
    """Passages `(id, text)` of one language, built once and asked many times."""

    def __init__(self, passages: Iterable[tuple[str, str]], language: str = "fr") -> None:
        self._language = language
        engine = create_engine(
            "sqlite+pysqlite://",
            poolclass=StaticPool,
            connect_args={"check_same_thread": False},
        )
        self._connection = engine.connect()
        metadata.create_all(self._connection, TABLES)
        new = (Document(own, text, language=language) for own, text in passages)
        put(self._connection, _SCOPE, new)
        self._connection.commit()

    def search(self, question: str, k: int = 10) -> list[tuple[str, float]]:
        """The ids of the `k` passages that answer best, the best first, with their scores."""
        hits = search(self._connection, _SCOPE, question, k, self._language)
        return [(str(hit.id), hit.score) for hit in hits]

    def close(self) -> None:
        """Let go of the memory."""
        self._connection.close()
        self._connection.engine.dispose()


def rank(passages: Sequence[tuple[str, str]], question: str, k: int) -> list[str]:
    """The ids of the `k` passages `(id, text)` that answer best, the best first."""
    index = MemoryIndex(passages)
    try:
        return [own for own, _ in index.search(question, k)]
    finally:
        index.close()
