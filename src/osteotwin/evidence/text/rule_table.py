"""The tables of rules that ship beside the code."""

from __future__ import annotations

from typing import Any

from osteotwin.inputs.shipped import parsed, shipped_text


def rule_table(name: str) -> dict[str, Any]:
    """Contents of a file of rules in ``evidence/data``."""
    return parsed(shipped_text("osteotwin.evidence", "data", name), name)
