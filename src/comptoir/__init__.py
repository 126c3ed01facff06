"""Four services on one ground: meuble, assurance, foyer, intranet."""

__version__ = "0.1.0"
