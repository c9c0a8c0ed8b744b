"""What can be measured in a person: the endpoints, their units and hard limits."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from osteotwin.units import KINDS


@dataclass(frozen=True)
class Endpoint:
    """One thing that is measured.

    Attributes
    ----------
    id : str
        As the trial files and a person's ``what`` write it.
    label : str
        In plain words.
    kind : str
        Row of :data:`osteotwin.units.KINDS`.
    group : str
        ``bmd``, ``t_score``, ``marker``, ``hormone`` or ``mineral``.
    low, high : float
        Hard limits in ``unit``; a value outside is refused.
    aliases : tuple of str
    """

    id: str
    label: str
    kind: str
    group: str
    low: float
    high: float
    aliases: tuple[str, ...] = ()

    @property
    def unit(self) -> str:
        """The internal unit."""
        return KINDS[self.kind].unit


@cache
def load_endpoints() -> dict[str, Endpoint]:
    """Return every endpoint by its identifier.

    Examples
    --------
    >>> load_endpoints()["estradiol"].unit
    'pg/mL'
    """
    rows = tomllib.loads(files("osteotwin").joinpath("endpoints.toml").read_text(encoding="utf-8"))
    return {
        name: Endpoint(
            name, row["label"], row["kind"], row["group"], float(row["range"][0]), float(row["range"][1]),
            tuple(row["aliases"]),
        )
        for name, row in rows.items()
    }  # fmt: skip
