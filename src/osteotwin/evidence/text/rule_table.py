"""The tables of rules that ship beside the code."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any


def rule_table(name: str) -> dict[str, Any]:
    """Contents of a file of rules in ``evidence/data``."""
    resource = files("osteotwin.evidence") / "data" / name
    return tomllib.loads(resource.read_text(encoding="utf-8"))
