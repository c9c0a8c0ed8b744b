"""Keep each finished stage of a calibration on disk, so that an interrupted one goes on where it was."""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

Result = TypeVar("Result")


@dataclass(frozen=True)
class Checkpoint:
    """A folder of finished stages.

    Attributes
    ----------
    folder : Path or None
        ``None``: nothing is kept.
    key : str
        What the stages depend on; those of another key are not used.
    """

    folder: Path | None
    key: str

    def stage(self, name: str, compute: Callable[[], Result]) -> Result:
        """Return a stage's result, computed now or taken from disk."""
        if self.folder is None:
            return compute()
        path = self.folder / f"{name}.pickle"
        kept = self._read(path)
        if kept is not None:
            return kept[0]
        result = compute()
        self.folder.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(f".{os.getpid()}")
        draft.write_bytes(pickle.dumps((self.key, result)))
        draft.replace(path)
        return result

    def _read(self, path: Path) -> tuple[Any] | None:
        """Return a kept result, wrapped; ``None`` where there is none that can be used.

        The files are this program's own, in a folder that the user named: nothing foreign is unpickled.
        """
        try:
            key, result = pickle.loads(path.read_bytes())
        except OSError:
            return None
        except Exception:  # damaged bytes can fail in any way; whatever it is, compute again
            return None
        return (result,) if key == self.key else None


def key_of(*parts: object) -> str:
    """Return a key for what stages depend on."""
    return hashlib.sha256("\n".join(repr(part) for part in parts).encode()).hexdigest()
