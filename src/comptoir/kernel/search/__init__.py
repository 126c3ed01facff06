"""One index for everything that is searched: the same ranked ids on both databases."""

from comptoir.kernel.search.asking import Hit, search
from comptoir.kernel.search.indexing import Document, put
from comptoir.kernel.search.memory import MemoryIndex, rank
from comptoir.kernel.search.removing import clear, remove

__all__ = ["Document", "Hit", "MemoryIndex", "clear", "put", "rank", "remove", "search"]
