"""Agents with documents, on port 8061."""
