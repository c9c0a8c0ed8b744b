"""Simulate a source's people block by block and write them to disk; go on where it was left."""

from __future__ import annotations

import errno
import json
from pathlib import Path
from typing import Any

from osteotwin.engine.ensemble.block import Source
from osteotwin.engine.ensemble.cohort_store import (
    LOCK,
    Store,
    create_store,
    is_free,
    is_store,
    open_store,
    require_zarr,
)
from osteotwin.engine.ensemble.disk import require_room
from osteotwin.engine.ensemble.run_blocks import run_blocks
from osteotwin.errors import SimulationError
from osteotwin.file_lock import LockedError, hold_lock
from osteotwin.progress import ProgressCallback, part_of, report


def stream(
    source: Source,
    people: int,
    out: str | Path,
    *,
    block: int = 4096,
    client: Any = None,
    on_progress: ProgressCallback | None = None,
) -> Store:
    """Simulate people and write them to a folder.

    Memory does not grow with the number of people. A run that was interrupted is continued by the same call: the
    blocks that are done stay.

    Parameters
    ----------
    source : Source
    people : int
        1 or more.
    out : path
        A folder that does not exist, is empty, or holds the same cohort, whole or in part.
    block : int
        People that are simulated together. The results do not depend on it; a cohort that is continued keeps
        its own.
    client : distributed.Client or None
        Simulates on its workers; otherwise on the cores of this machine. The results are the same.
    on_progress : callable or None
        Called with the share of the people that are done, those of an earlier run included.

    Raises
    ------
    MissingLibraryError
        If Zarr is not installed.
    SimulationError
        If the results would not fit on the disk, the folder holds something else, another process writes to it, or
        the disk runs full.
    OSError
        With the name of the file that cannot be written.
    KeyboardInterrupt
        After the blocks at work have come to rest; what is done is kept.
    """
    require_zarr()
    path = Path(out)
    present = _present(source, people, path, block)
    if present is not None and not present.missing():
        report(on_progress, people, people)
        return present
    try:
        path.mkdir(parents=True, exist_ok=True)
        with hold_lock(path / LOCK):
            return _write(source, people, path, block, client, on_progress)
    except LockedError as error:
        raise SimulationError(
            f"{path} is being written to by another run ({error}): wait until it has finished, or give another folder"
        ) from None
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        raise SimulationError(
            f"the disk of {path} is full; what is done is kept: make room and run the same again"
        ) from error


def _write(
    source: Source,
    people: int,
    path: Path,
    block: int,
    client: Any,
    on_progress: ProgressCallback | None,
) -> Store:
    """Simulate and write what is missing; for who holds the lock."""
    store = _present(source, people, path, block)
    if store is None:
        store = create_store(path, people, block, source.layout, source.description)
    store.remove_drafts()
    left = store.missing()
    missing = sum(stop - start for start, stop in left)
    require_room(store.path, missing, store.layout.bytes_per_person())
    on_missing = part_of(on_progress, 1.0 - missing / people, 1.0)
    report(on_missing, 0, missing)
    run_blocks(source, store, left, client, on_missing)
    if store.missing():
        raise SimulationError(
            f"{len(store.missing())} blocks of {store.path} are not done: run the same again"
        )
    return store


def _present(source: Source, people: int, path: Path, block: int) -> Store | None:
    """The folder to write to if it holds the same cohort, whole or in part; ``None`` if it is to be made.

    Raises
    ------
    SimulationError
        If the folder holds something else, or there is no room for a new one.
    """
    if people < 1 or block < 1:
        raise SimulationError(
            f"a cohort of {people} people in blocks of {block} cannot be: both must be at least 1"
        )
    if is_store(path):
        store = open_store(path)
        _require_same(store, source, people)
        return store
    if path.exists() and not is_free(path):
        raise SimulationError(f"{path} holds something else: give a folder that is new or empty")
    require_room(path, people, source.layout.bytes_per_person())
    return None


def _require_same(store: Store, source: Source, people: int) -> None:
    wanted = {
        "people": people,
        "coordinates": source.layout.coordinates,
        "variables": source.layout.variables,
    }
    held = {
        "people": store.people,
        "coordinates": store.layout.coordinates,
        "variables": store.layout.variables,
    }
    now = json.loads(json.dumps(wanted | dict(source.description)))
    then = json.loads(json.dumps(held | dict(store.description)))
    differing = [name.replace("_", " ") for name in then if now.get(name) != then[name]]
    if differing:
        raise SimulationError(
            f"{store.path} holds another cohort: what is asked for now differs in {', '.join(differing)}; give another "
            "folder, or delete this one"
        )
