"""Files that the package ships or writes."""

from __future__ import annotations

import json
import os
import tempfile
from importlib.resources import files
from pathlib import Path
from typing import Any


def demo_path() -> Path:
    """Return the path of the bundled example person."""
    return Path(str(files("osteotwin.people") / "examples" / "demo.toml"))


def write_text(path: Path, text: str) -> Path:
    """Write a text file whole or not at all, making its folder.

    Raises
    ------
    OSError
        If the folder or file cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        Path(draft).chmod(0o644)  # mkstemp makes private files
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
    return path


def write_answer(answer: dict[str, Any], folder: Path) -> Path:
    """Write the answer as ``answer.json`` and return its path."""
    text = json.dumps(answer, ensure_ascii=False, indent=1, allow_nan=False)
    return write_text(folder / "answer.json", text + "\n")
