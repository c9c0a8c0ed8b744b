"""Fit and cross-validation side by side, for the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import RenderableType


def fit_table(report: Mapping[str, Any]) -> list[RenderableType]:
    """Return a table of errors by class of endpoint: of the fit, and of fits that had not seen the trial.

    Parameters
    ----------
    report : mapping
        ``summary`` with ``fit`` and ``left_out``, each a validation's summary.
    """
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("endpoint", "values", "rms fit", "rms unseen", "90 % held", "skill"):
        table.add_column(title, justify="left" if title == "endpoint" else "right")
    seen, unseen = (report["summary"][part]["by_class"] for part in ("fit", "left_out"))
    for name, numbers in unseen.items():
        table.add_row(
            name.replace("_", " "),
            str(numbers["n"]),
            _number(seen.get(name, {}).get("rmse")),
            _number(numbers["rmse"]),
            "" if numbers["coverage_90"] is None else f"{100 * numbers['coverage_90']:.0f} %",
            _number(numbers["skill_no_change"]),
        )
    return [table]


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"
