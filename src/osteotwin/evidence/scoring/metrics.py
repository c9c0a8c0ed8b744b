"""How far the model is from the trials: errors, skill, coverage and signs of a set of rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from osteotwin.endpoints import (
    PERCENT_CHANGE,
    PERCENT_DIFFERENCE,
    RATIO_TO_BASELINE,
)
from osteotwin.evidence.scoring.result import Row

#: Smaller effects than these have no sign worth agreeing on.
_LEAST_EFFECT = {PERCENT_CHANGE: 0.5, PERCENT_DIFFERENCE: 0.5, RATIO_TO_BASELINE: 0.05}

#: A row and what the other trials of its topic saw on average, where they saw anything.
Judged = tuple[Row, float | None]


def statistics(judged: Iterable[Judged]) -> dict[str, Any]:
    """Statistics of a set of rows of one class; every one stands with its number of rows.

    Parameters
    ----------
    judged : iterable of (Row, float or None)
        Rows, each with the mean of the other trials; rows without a prediction are left out.

    Returns
    -------
    dict
        ``n``, ``rmse``, ``mean_error``; ``skill_no_change`` and ``skill_topic_mean``, 1 - MSE / MSE of the plain
        prediction on the same rows; ``coverage_90`` and ``too_wide``, how many of those intervals are wider than the
        plausible range and so count as not covering; ``sign_agreement`` among effects large enough to have a sign,
        ``contrast_sign_agreement`` among contrasts, ``significant_sign_agreement`` among those further than 1.96
        standard errors from zero; ``within_two_se``; ``rms_standardized_error`` and ``beyond_2``, how many
        standardized errors exceed 2. A share of no rows is ``None``.
    """
    rows = [(row, mean) for row, mean in judged if row.error is not None]
    errors = [row.error for row, _ in rows if row.error is not None]
    unchanged = [(row, row.measured.no_change) for row, _ in rows]
    covered = [row.within_90 for row, _ in rows if row.within_90 is not None]
    contrasts = [row for row, _ in rows if row.measured.versus is not None and row.measured.observed != 0]
    significant = [row for row in contrasts if row.significant]
    signs = [row for row, _ in rows if _has_sign(row)]
    near = [abs(row.error or 0.0) <= 2 * row.measured.se for row, _ in rows if row.measured.se]
    standardized = [row.standardized_error for row, _ in rows if row.standardized_error is not None]
    no_change_n, no_change = _skill(unchanged)
    topic_n, topic = _skill(rows)
    return {
        "n": len(rows),
        "rmse": _mean([e * e for e in errors], root=True),
        "mean_error": _mean(errors),
        "skill_no_change_n": no_change_n,
        "skill_no_change": no_change,
        "skill_topic_mean_n": topic_n,
        "skill_topic_mean": topic,
        "coverage_n": len(covered),
        "coverage_90": _mean(covered),
        "too_wide": sum(row.too_wide is True for row, _ in rows),
        "sign_n": len(signs),
        "sign_agreement": _mean([_same_sign(row) for row in signs]),
        "contrast_n": len(contrasts),
        "contrast_sign_agreement": _mean([_same_sign(row) for row in contrasts]),
        "significant_n": len(significant),
        "significant_sign_agreement": _mean([_same_sign(row) for row in significant]),
        "se_n": len(near),
        "within_two_se": _mean(near),
        "standardized_n": len(standardized),
        "rms_standardized_error": _mean([z * z for z in standardized], root=True),
        "beyond_2": sum(abs(z) > 2 for z in standardized),
    }


def _mean(values: Sequence[float], *, root: bool = False) -> float | None:
    if not values:
        return None
    mean = sum(values) / len(values)
    return mean**0.5 if root else mean


def _skill(rows: Iterable[tuple[Row, float | None]]) -> tuple[int, float | None]:
    """How many rows have a plain prediction, and 1 - MSE / MSE of the plain prediction over them."""
    pairs = [(row.error, plain - row.measured.observed) for row, plain in rows if plain is not None]
    model = sum(error * error for error, _ in pairs if error is not None)
    plain = sum(error * error for _, error in pairs)
    return len(pairs), 1 - model / plain if plain > 0 else None


def _has_sign(row: Row) -> bool:
    m = row.measured
    least = _LEAST_EFFECT.get(m.scale)
    return least is not None and m.no_change is not None and abs(m.observed - m.no_change) >= least


def _same_sign(row: Row) -> bool:
    zero = row.measured.no_change or 0.0
    return row.predicted is not None and (row.measured.observed - zero) * (row.predicted - zero) > 0
