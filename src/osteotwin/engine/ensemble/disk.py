"""Whether results fit on the disk, said before the work begins."""

from __future__ import annotations

import shutil
from pathlib import Path

from osteotwin.errors import SimulationError

#: Room that is left for everything else [byte].
_SPARE = 64 * 2**20
_UNITS = ("bytes", "kB", "MB", "GB", "TB", "PB")


def in_words(size: float) -> str:
    """A number of bytes as a person says it.

    Examples
    --------
    >>> in_words(19_520_000_000)
    '19.5 GB'
    """
    unit = 0
    while size >= 1000 and unit < len(_UNITS) - 1:
        size /= 1000
        unit += 1
    return f"{size:.3g} {_UNITS[unit]}"


def free_bytes(path: Path) -> int:
    """The free bytes of the disk on which a path lies or would lie."""
    place = path.absolute()
    while not place.exists():
        place = place.parent
    return shutil.disk_usage(place).free


def require_room(path: Path, people: int, bytes_per_person: int) -> None:
    """Refuse work whose results might not fit.

    Parameters
    ----------
    path : Path
    people : int
        Still to be written.
    bytes_per_person : int
        Not compressed: an upper bound.

    Raises
    ------
    SimulationError
        Says what is needed, what is free and how many people would fit.
    """
    needed, free = people * bytes_per_person, max(free_bytes(path) - _SPARE, 0)
    if needed > free:
        message = (
            f"the results of {people:,} people may take {in_words(needed)}, and {in_words(free)} are free for "
            f"{path}: ask for at most {free // bytes_per_person:,} people, for fewer days or endpoints, or for a "
            "folder on another disk"
        )
        raise SimulationError(message)
