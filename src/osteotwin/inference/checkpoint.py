"""Keep each finished stage of a long computation on disk, so that an interrupted one goes on where it was.

Stages stand in a folder named after a digest of everything they depend on. Where something has changed they are
computed anew in a folder beside the old one, which stays as it was.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from osteotwin.inference.stage_file import read_stage, write_stage

Result = TypeVar("Result")

#: What the stages of a folder depend on, as digests by name.
_INPUTS_FILE = "inputs.json"


@dataclass(frozen=True)
class Checkpoint:
    """Finished stages of one computation.

    Attributes
    ----------
    folder : Path or None
        Holds a folder for every digest of the inputs; ``None``: nothing is kept.
    inputs : mapping of str to str
        What the stages depend on: a digest (:func:`digest_of`) for each thing a person would name.
    types : tuple of type
        Dataclasses that are kept.
    """

    folder: Path | None
    inputs: Mapping[str, str]
    types: tuple[type, ...] = ()

    def stage(self, name: str, compute: Callable[[], Result]) -> Result:
        """A stage's result, computed now or taken from disk."""
        if self.folder is None:
            return compute()
        place = self._place(self.folder)
        path = place / f"{name}.npz"
        kept = self._read(path)
        if kept is not None:
            return kept[0]
        result = compute()
        place.mkdir(parents=True, exist_ok=True)
        (place / _INPUTS_FILE).write_text(json.dumps(dict(self.inputs), indent=1) + "\n", encoding="utf-8")
        draft = path.with_suffix(f".{os.getpid()}")
        write_stage(draft, result)
        draft.replace(path)
        return result

    def changed_inputs(self) -> tuple[str, ...]:
        """Names of the inputs that differ from those of the latest stages kept, where none are kept of these inputs.

        Empty where there is nothing to compare with.
        """
        if self.folder is None or self._place(self.folder).exists():
            return ()
        others = sorted(self.folder.glob(f"*/{_INPUTS_FILE}"), key=lambda path: path.stat().st_mtime)
        if not others:
            return ()
        try:
            before = json.loads(others[-1].read_text(encoding="utf-8"))
        except ValueError:
            return tuple(self.inputs)
        return tuple(name for name, digest in self.inputs.items() if before.get(name) != digest)

    def _place(self, folder: Path) -> Path:
        return folder / digest_of(dict(self.inputs))[:16]

    def _read(self, path: Path) -> tuple[Any] | None:
        """A kept result, wrapped; ``None`` where there is none that can be used."""
        try:
            return (read_stage(path, self.types),)
        except OSError:
            return None
        except Exception:  # damaged bytes can fail in any way; whatever it is, compute again
            return None


def digest_of(*parts: object) -> str:
    """A digest of values by what their ``repr`` says."""
    return hashlib.sha256("\n".join(repr(part) for part in parts).encode()).hexdigest()
