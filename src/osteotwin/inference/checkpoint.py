"""Keep each finished stage of a long computation on disk, so that an interrupted one goes on where it was.

Stages stand in a folder named after a digest of everything they depend on. Where something has changed they are
computed anew in a folder beside the old one, which stays as it was. The folders are the user's alone: what somebody
else may have written is not read.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from osteotwin.files import write_bytes
from osteotwin.inference.stage_file import decode_stage, encode_stage
from osteotwin.private_files import check_private_folder, make_private_folder, read_private

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
        """A stage's result, computed now or taken from disk.

        Raises
        ------
        InputError
            If somebody else may write to the folder.
        OSError
            With the file's name, if the stage cannot be written.
        """
        if self.folder is None:
            return compute()
        place = self._place(self.folder)
        for private in (self.folder, place):
            make_private_folder(private)
        path = place / f"{name}.npz"
        kept = self._read(path)
        if kept is not None:
            return kept[0]
        result = compute()
        inputs = json.dumps(dict(self.inputs), indent=1) + "\n"
        write_bytes(place / _INPUTS_FILE, inputs.encode(), private=True)
        write_bytes(path, encode_stage(result), private=True)
        return result

    def changed_inputs(self) -> tuple[str, ...]:
        """Names of the inputs that differ from those of the latest stages kept, where none are kept of these inputs.

        Empty where there is nothing to compare with.

        Raises
        ------
        InputError
            If somebody else may write to the folder.
        """
        if self.folder is None or not self.folder.exists():
            return ()
        check_private_folder(self.folder)
        if (self._place(self.folder) / _INPUTS_FILE).exists():
            return ()
        others = sorted(self.folder.glob(f"*/{_INPUTS_FILE}"), key=lambda path: path.stat().st_mtime)
        if not others:
            return ()
        try:
            before = dict(json.loads(read_private(others[-1]) or b""))
        except (ValueError, TypeError, RecursionError):  # damaged, or no table
            return tuple(self.inputs)
        return tuple(name for name, digest in self.inputs.items() if before.get(name) != digest)

    def _place(self, folder: Path) -> Path:
        return folder / digest_of(dict(self.inputs))[:16]

    def _read(self, path: Path) -> tuple[Any] | None:
        """A kept result, wrapped; ``None`` where there is none that can be used."""
        try:
            content = read_private(path)
            return None if content is None else (decode_stage(content, self.types),)
        except Exception:  # damaged bytes can fail in any way; whatever it is, compute again
            return None


def digest_of(*parts: object) -> str:
    """A digest of values by what their ``repr`` says."""
    return hashlib.sha256("\n".join(repr(part) for part in parts).encode()).hexdigest()
