"""Situations to flag."""

from tests.situations import situation

__all__ = ["situation"]
