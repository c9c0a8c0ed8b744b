"""Doses and responses as a table."""

from __future__ import annotations

import csv
from io import StringIO
from os import PathLike
from pathlib import Path
from typing import Any

from osteotwin.files import write_text

_COLUMNS = ("axis", "label", "unit", "dose", "total", "within_limits", "kept", "offset", "change_percent")
_ENDS = ("median", "lo90", "hi90")


def doses_csv(answer: dict[str, Any]) -> str:
    """Return one row for each dose, as CSV.

    Parameters
    ----------
    answer : dict
        As the schema ``dose_response`` says.
    """
    sites = list(answer["axes"][0]["doses"][0]["sites"]) if answer["axes"] else []
    into = StringIO()
    table = csv.writer(into, lineterminator="\n")
    table.writerow(
        (*_COLUMNS, *(f"{site}_{end}" for site in sites for end in _ENDS), "beyond_what_trials_covered")
    )
    for axis in answer["axes"]:
        for row in axis["doses"]:
            table.writerow((
                axis["axis"], axis["label"], axis["unit"], row["dose"], row["total"], row["within_limits"], row["kept"],
                row["offset"], row["change"], *(row["sites"][site][end] for site in sites for end in _ENDS),
                "; ".join(row["outside"]),
            ))  # fmt: skip
    return into.getvalue()


def write_doses(answer: dict[str, Any], path: str | PathLike[str]) -> Path:
    """Write the table of doses, whole or not at all, and return its path."""
    return write_text(Path(path), doses_csv(answer))
