"""Situations to speak about."""

from __future__ import annotations

from tests.situations import situation

__all__ = ["situation"]
