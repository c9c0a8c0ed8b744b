"""What a printed number says: a level, a change, a ratio, a rate, a score; and in which units it is printed."""

from __future__ import annotations

from dataclasses import dataclass

from osteotwin.units import KINDS, spelling

PERCENT, RATIO, SCORE, OWN = "percent", "ratio", "SD", "the endpoint's"


@dataclass(frozen=True)
class ResultType:
    """One type of result.

    Attributes
    ----------
    id : str
        As files write it under ``kind``.
    means : str
    unit : str
        ``"percent"``, ``"ratio"``, ``"SD"``, or that of the endpoint.
    between_arms : bool
        Whether it compares two arms.
    per_year : bool
    not_scored : str or None
        Why no value of this type can be compared with the model.
    no_effect : float or None
        The value, in the canonical unit, had nothing changed or differed; ``None`` for a level.
    """

    id: str
    means: str
    unit: str
    between_arms: bool = False
    per_year: bool = False
    not_scored: str | None = None
    no_effect: float | None = 0.0


_T_SCORE = "a T-score: the source's reference population and device are not in the file"
_Z_SCORE = "a Z-score: the source's reference population and device are not in the file"

RESULT_TYPES: dict[str, ResultType] = {
    row.id: row
    for row in (
        ResultType("absolute", "the level in that week", OWN, no_effect=None),
        ResultType("absolute_change", "the level less that before the start", OWN),
        ResultType("percent_change", "the change in percent of the level before the start", PERCENT),
        ResultType("ratio_to_baseline", "the level over that before the start", RATIO, no_effect=1.0),
        ResultType("absolute_change_per_year", "the mean rate of change until that week", OWN, per_year=True),
        ResultType("percent_change_per_year", "the mean rate of change until that week", PERCENT, per_year=True),
        ResultType("t_score", "the T-score in that week", SCORE, not_scored=_T_SCORE, no_effect=None),
        ResultType("t_score_change", "the T-score less that before the start", SCORE, not_scored=_T_SCORE),
        ResultType("z_score", "the Z-score in that week", SCORE, not_scored=_Z_SCORE, no_effect=None),
        ResultType("z_score_change", "the Z-score less that before the start", SCORE, not_scored=_Z_SCORE),
        ResultType("percent_difference", "the difference of the percent changes", PERCENT, True),
        ResultType("absolute_difference", "the difference of the absolute changes", OWN, True),
        ResultType("ratio_of_ratios", "the quotient of the ratios to baseline", RATIO, True, no_effect=1.0),
        ResultType("ratio", "the quotient of the levels in that week", RATIO, True, no_effect=1.0),
        ResultType("percent_difference_per_year", "the difference of the rates", PERCENT, True, True),
        ResultType("absolute_difference_per_year", "the difference of the rates", OWN, True, True),
        ResultType("t_score_difference", "the difference of the T-score changes", SCORE, True, not_scored=_T_SCORE),
    )
}  # fmt: skip
OF_ONE_ARM = tuple(row.id for row in RESULT_TYPES.values() if not row.between_arms)
OF_TWO_ARMS = tuple(row.id for row in RESULT_TYPES.values() if row.between_arms)

_PERCENT_OF = {"percent": 1.0, "%": 1.0}
_SCORE_OF = {"sd": 1.0, "t-score": 1.0, "t": 1.0, "z-score": 1.0, "z": 1.0}
_YEARS = ("/year", "/yr", "/y", "/years")
#: Kinds of quantity that :data:`osteotwin.units.KINDS` does not have: shares, and what may be in any unit.
FRACTION, ANY = "fraction", ""


def units_of(result_type: str, quantity: str) -> dict[str, float]:
    """Return the spellings of the units a result may be printed in, each with its factor to the canonical one.

    Parameters
    ----------
    result_type : str
        A key of :data:`RESULT_TYPES`.
    quantity : str
        Of the endpoint: a key of :data:`osteotwin.units.KINDS`, or empty where any unit will do; there is then
        nothing to list.
    """
    row = RESULT_TYPES[result_type]
    if row.unit == PERCENT:
        units = _PERCENT_OF
    elif row.unit == RATIO:
        units = {"ratio": 1.0, **dict.fromkeys(_PERCENT_OF, 0.01)}
    elif row.unit == SCORE:
        units = _SCORE_OF
    elif quantity in (FRACTION, ANY):
        units = {FRACTION: 1.0} if quantity else {}
    else:
        kind = KINDS[quantity]
        units = {written: kind.units[shown] for written, shown in kind.also.items()}
    if row.per_year:
        units = {name: f for unit, f in units.items() for name in (unit, *(unit + y for y in _YEARS))}
    return units


def canonical_unit(result_type: str, quantity: str) -> str:
    """Return the unit in which results of this type are kept; empty where that is the printed one."""
    row = RESULT_TYPES[result_type]
    own = quantity if quantity in (FRACTION, ANY) else KINDS[quantity].unit
    unit = own if row.unit == OWN else row.unit
    return f"{unit}/year" if row.per_year and unit else unit


def read_unit(written: str, result_type: str, quantity: str) -> tuple[str, float] | None:
    """Return the canonical unit of a result and the factor to it, or ``None`` for a unit that is not allowed."""
    unit = canonical_unit(result_type, quantity)
    if not unit:
        return written, 1.0
    factor = units_of(result_type, quantity).get(spelling(written))
    return None if factor is None else (unit, factor)
