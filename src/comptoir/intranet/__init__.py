"""Rooms and direct messages, on port 9001."""
