"""One index for everything that is searched: the same ranked ids on both databases."""

from comptoir.kernel.search.asking import Hit, search
from comptoir.kernel.search.indexing import Document, clear, put, remove
from comptoir.kernel.search.memory import MemoryIndex, rank

__all__ = ["Document", "Hit", "MemoryIndex", "clear", "put", "rank", "remove", "search"]
