"""The embedded engine: no key, no network, no download."""

from comptoir.brain.offline.reader import OfflineBrain

__all__ = ["OfflineBrain"]
