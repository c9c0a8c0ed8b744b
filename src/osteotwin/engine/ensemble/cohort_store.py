"""The folder of a cohort: a Zarr group of its numbers, and a note for every block that is done.

Chunks are blocks, so that no two blocks touch the same file. A block's note is written after its numbers and
appears at once or not at all: what has no note is simulated again.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from osteotwin.engine.ensemble.block import Block, Layout
from osteotwin.errors import MissingLibraryError, SimulationError
from osteotwin.files import remove_dead_drafts, write_text

GROUP = "people.zarr"
_NOTES = "blocks"
#: Held by the process that writes.
LOCK = "writer.lock"
_KEY = "osteotwin"
_FORMAT = 1

#: What ``status`` says of each person.
DONE, FAILED, NOT_SIMULATED = 0, 1, 2
STATUS_ATTRIBUTES = {
    "long_name": "what became of the person's simulation",
    "flag_values": [DONE, FAILED, NOT_SIMULATED],
    "flag_meanings": "done failed not_simulated",
}


@dataclass(frozen=True)
class Store:
    """A cohort's folder.

    Attributes
    ----------
    path : Path
    people, block : int
        How many people, and how many stand in one block.
    layout : Layout
    description : mapping
        Everything that the numbers depend on.
    """

    path: Path
    people: int
    block: int
    layout: Layout
    description: Mapping[str, Any]

    def blocks(self) -> Iterator[tuple[int, int]]:
        """Yield the first person and the one after the last of every block."""
        for start in range(0, self.people, self.block):
            yield start, min(start + self.block, self.people)

    def note(self, start: int) -> Path:
        """The note of the block that begins with a person."""
        return self.path / _NOTES / f"{start:012d}.json"

    def missing(self) -> list[tuple[int, int]]:
        """The blocks that are not done, or whose note is damaged."""
        return [(start, stop) for start, stop in self.blocks() if self._failures(start, stop) is None]

    def failures(self) -> dict[int, str]:
        """Why people failed, of the blocks that are done."""
        found: dict[int, str] = {}
        for start, stop in self.blocks():
            found |= self._failures(start, stop) or {}
        return found

    def _failures(self, start: int, stop: int) -> dict[int, str] | None:
        """What the note of a block says of its people; ``None`` where there is none that could be its."""
        try:
            failed = dict(json.loads(self.note(start).read_text(encoding="utf-8"))["failures"])
            found = {int(person): why for person, why in failed.items()}
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None
        sound = all(start <= person < stop and isinstance(why, str) for person, why in found.items())
        return found if sound else None

    @cached_property
    def arrays(self) -> dict[str, Any]:
        """The Zarr arrays by variable, with ``status``."""
        import zarr

        group = zarr.open_group(self.path / GROUP, mode="r+")
        return {name: group[name] for name in (*self.layout.variables, "status")}

    def remove_drafts(self) -> None:
        """Remove what a killed writer left half written; for who holds the lock."""
        remove_dead_drafts(self.path / _NOTES)
        for draft in (self.path / GROUP).rglob("*.partial"):  # Zarr's name for it
            draft.unlink(missing_ok=True)

    def write(self, block: Block) -> None:
        """Write a block, then its note."""
        rows = slice(block.start, block.stop)
        for name in self.layout.variables:
            self.arrays[name][rows] = block.values[name]
        status = np.full(block.stop - block.start, DONE, dtype=np.uint8)
        for person in block.failures:
            status[person - block.start] = FAILED
        self.arrays["status"][rows] = status
        text = json.dumps(
            {"stop": block.stop, "failures": {str(k): why for k, why in block.failures.items()}}
        )
        write_text(self.note(block.start), text)


def require_zarr() -> None:
    """Refuse, before any work is done, where cohorts can be neither written nor read.

    Raises
    ------
    MissingLibraryError
        If Zarr, of the extra ``cohort``, is not installed.
    """
    if find_spec("zarr") is None:
        raise MissingLibraryError("A cohort on disk", "Zarr", "cohort")


def create_store(
    path: Path, people: int, block: int, layout: Layout, description: Mapping[str, Any]
) -> Store:
    """Make the folder of a cohort of which nobody has been simulated yet."""
    import zarr
    from zarr.codecs import BloscCodec, Crc32cCodec

    # Shuffled bytes of neighboring days are alike; a low level is as good as a high one here and much faster.
    # The checksum tells damaged numbers from right ones, which the compression alone does not.
    shrink = (BloscCodec(cname="zstd", clevel=1, shuffle="shuffle"), Crc32cCodec())
    about = {
        "format": _FORMAT,
        "people": people,
        "block": block,
        "description": _plain(description),
        "variables": _plain(layout.variables),
        "coordinates": _plain(layout.coordinates),
        "attributes": _plain(layout.attributes),
    }
    (path / _NOTES).mkdir(parents=True, exist_ok=True)
    group = zarr.create_group(path / GROUP, overwrite=True)
    for name, dimensions in layout.variables.items():
        shape = layout.shape(name)
        group.create_array(
            name,
            shape=(people, *shape),
            chunks=(min(block, people), *shape),
            dtype=np.float64,
            fill_value=np.nan,
            compressors=shrink,
            dimension_names=("person", *dimensions),
            attributes=_plain(layout.attributes.get(name, {})),
        )
    group.create_array(
        "status",
        shape=(people,),
        chunks=(min(block, people),),
        dtype=np.uint8,
        fill_value=NOT_SIMULATED,
        compressors=shrink,
        dimension_names=("person",),
        attributes=_plain(STATUS_ATTRIBUTES),
    )
    group.attrs[_KEY] = about  # last: a folder without it is not a cohort yet
    return Store(path, people, block, layout, _plain(description))


def is_store(path: Path) -> bool:
    """Whether a folder was made by :func:`create_store`, up to its end."""
    return _about(path) is not None


def is_free(path: Path) -> bool:
    """Whether a folder is empty, or holds nothing but a cohort whose making was cut off."""
    return path.is_dir() and {entry.name for entry in path.iterdir()} <= {GROUP, _NOTES, LOCK}


def open_store(path: Path) -> Store:
    """The folder of a cohort.

    Raises
    ------
    SimulationError
        If the folder holds no cohort, one that a later version wrote, or one that is damaged.
    """
    about = _about(path)
    if about is None:
        raise SimulationError(
            f"{path} holds no cohort: give the folder that a simulation of a cohort has written"
        )
    if about.get("format") != _FORMAT:
        raise SimulationError(
            f"{path} was written by another version of osteotwin: read it with that one, or simulate it again"
        )
    try:
        return _store_of(path, about)
    except Exception:  # damaged bytes can fail in any way
        raise damaged(path) from None


def damaged(path: Path) -> SimulationError:
    """What is said of a folder whose files do not fit together."""
    return SimulationError(f"{path} is damaged: delete the folder, and simulate the cohort again")


def _store_of(path: Path, about: Mapping[str, Any]) -> Store:
    """The store that a group describes, if its arrays are those of the description.

    Raises
    ------
    Exception
        Of whatever type, if they are not.
    """
    import zarr

    layout = Layout(
        {str(name): tuple(dimensions) for name, dimensions in about["variables"].items()},
        {str(name): tuple(labels) for name, labels in about["coordinates"].items()},
        {
            str(name): {str(key): str(one) for key, one in row.items()}
            for name, row in about["attributes"].items()
        },
    )
    people, block = about["people"], about["block"]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        group = zarr.open_group(path / GROUP, mode="r")
        stored: dict[str, Any] = {name: group[name] for name in (*layout.variables, "status")}
    for name, array in stored.items():
        shape = layout.shape(name) if name in layout.variables else ()
        wanted = (people, *shape), (min(block, people), *shape)
        if (array.shape, array.chunks) != wanted or not people * block > 0:
            raise ValueError(name)
    return Store(path, people, block, layout, dict(about["description"]))


def _about(path: Path) -> dict[str, Any] | None:
    note = path / GROUP / "zarr.json"
    try:
        return dict(json.loads(note.read_text(encoding="utf-8"))["attributes"][_KEY])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _plain(value: Any) -> Any:
    """What JSON gives back of a value."""
    return json.loads(json.dumps(value))
