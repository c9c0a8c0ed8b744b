"""From the tables of printed numbers to values in canonical units."""

from __future__ import annotations

from osteotwin.endpoints import TRIAL_ENDPOINTS
from osteotwin.evidence.files.result_types import read_unit
from osteotwin.evidence.files.tables import ContrastTable, ObservationTable, ResultTable
from osteotwin.evidence.files.trial import Contrast, Dispersion, Observation

_MEAN = "mean"


def observation_of(table: ObservationTable) -> Observation:
    """Return a value of one arm, in the canonical unit of its endpoint and type."""
    unit, factor = _unit(table)
    return Observation(
        endpoint=table.endpoint,
        week=table.week,
        result_type=table.result_type,
        value=table.value * factor,
        unit=unit,
        dispersion=_dispersion(table, factor),
        n=table.n,
        where=table.where or "",
        statistic=table.statistic or _MEAN,
        measured=table.measured or "",
    )


def contrast_of(table: ContrastTable) -> Contrast:
    """Return a value between two arms, in the canonical unit of its endpoint and type."""
    unit, factor = _unit(table)
    return Contrast(
        arm=table.arm,
        versus=table.versus,
        endpoint=table.endpoint,
        week=table.week,
        result_type=table.result_type,
        value=table.value * factor,
        unit=unit,
        dispersion=_dispersion(table, factor),
        where=table.where or "",
        statistic=table.statistic or _MEAN,
        measured=table.measured or "",
    )


def _unit(table: ResultTable) -> tuple[str, float]:
    found = read_unit(table.unit, table.result_type, TRIAL_ENDPOINTS[table.endpoint].quantity)
    return (table.unit, 1.0) if found is None else found


def _dispersion(table: ResultTable, factor: float) -> Dispersion | None:
    assumed = bool(table.assumed_dispersion)
    for statistic, one in (("sd", table.sd), ("se", table.se)):
        if one is not None:
            return Dispersion(statistic, (one * factor,), assumed)
    for statistic, pair in (("ci95", table.ci95), ("iqr", table.iqr)):
        if pair is not None:
            return Dispersion(statistic, (pair[0] * factor, pair[1] * factor), assumed)
    return None
