"""From the tables of printed numbers to values in canonical units."""

from __future__ import annotations

from statistics import NormalDist

from osteotwin.endpoints import TRIAL_ENDPOINTS
from osteotwin.evidence.files.result_types import RESULT_TYPES, read_unit
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
        value=_value(table, factor),
        unit=unit,
        dispersion=_dispersion(table, factor),
        n=table.n,
        where=table.where or "",
        statistic=table.statistic or _MEAN,
        measured=table.measured or "",
        no_effect=bool(table.no_effect),
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
        value=_value(table, factor),
        unit=unit,
        dispersion=_dispersion(table, factor),
        where=table.where or "",
        statistic=table.statistic or _MEAN,
        measured=table.measured or "",
        no_effect=bool(table.no_effect),
    )


def _unit(table: ResultTable) -> tuple[str, float]:
    found = read_unit(table.unit, table.result_type, TRIAL_ENDPOINTS[table.endpoint].quantity)
    return (table.unit, 1.0) if found is None else found


def _value(table: ResultTable, factor: float) -> float:
    """Return the printed value, or that of no effect where none was printed."""
    return _no_effect(table) if table.value is None else table.value * factor


def _no_effect(table: ResultTable) -> float:
    return RESULT_TYPES[table.result_type].no_effect or 0.0


def _dispersion(table: ResultTable, factor: float) -> Dispersion | None:
    assumed = bool(table.assumed_dispersion)
    for statistic, one in (("sd", table.sd), ("se", table.se)):
        if one is not None:
            return Dispersion(statistic, (one * factor,), assumed)
    for statistic, pair in (("ci95", table.ci95), ("iqr", table.iqr)):
        if pair is not None:
            return Dispersion(statistic, (pair[0] * factor, pair[1] * factor), assumed)
    if table.p is not None:
        return Dispersion("se", (_error_by_p(table, table.p, factor),), assumed, table.p)
    return None


def _error_by_p(table: ResultTable, p: float, factor: float) -> float:
    """Return the standard error of an effect by its two-sided P: its distance from none over the normal quantile."""
    return abs(_value(table, factor) - _no_effect(table)) / -NormalDist().inv_cdf(p / 2)
