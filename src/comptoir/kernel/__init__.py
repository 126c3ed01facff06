"""Mechanisms that every service stands on. The kernel speaks no contract and imports no service."""
