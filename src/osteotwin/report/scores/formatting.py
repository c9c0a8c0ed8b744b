"""How the page of a validation writes endpoints, scales, classes and numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from osteotwin.endpoints import ENDPOINTS, GROUPS, PERCENT_CHANGE, PERCENT_DIFFERENCE, score_class
from osteotwin.report.formatting import NBSP, NOT_AVAILABLE, interval, number, quantity, sentence_case, share
from osteotwin.report.labels import TOPICS

Row = Mapping[str, Any]

POINTS: Final = (PERCENT_CHANGE, PERCENT_DIFFERENCE)

_SCALES: Final[Mapping[str, str]] = {"percent": "points of percent", "ratio": "ratio to baseline"}


def endpoint(name: str) -> str:
    """Write an endpoint as a reader knows it, within a sentence."""
    return ENDPOINTS[name].label


def topic(name: str) -> str:
    """Write a topic with a capital letter."""
    return TOPICS.get(name, sentence_case(name.replace("_", " ")))


def class_title(name: str) -> str:
    """Write a class of endpoints with its unit: a group's percent or ratio, or an endpoint's own unit."""
    base, _, unit = name.rpartition("_")
    if base in GROUPS:
        return f"{sentence_case(GROUPS[base])}, {_SCALES[unit]}"
    words = base.removesuffix("_change")
    change = ", change" if words != base else ""
    return f"{sentence_case(endpoint(words))}{change}, {unit}"


def class_of(row: Row) -> str:
    """Return the class whose rows share one axis, as the summary names it."""
    return score_class(row["endpoint"], row["scale"], row["unit"])


def value(row: Row, name: str) -> str:
    """Write one value of a row on its scale, with its unit where that is short."""
    return on_scale(row, row[name])


def on_scale(row: Row, found: float | None) -> str:
    """Write a number on a row's scale: points signed with one decimal, ratios with two, levels with three figures."""
    if found is None:
        return NOT_AVAILABLE
    if row["scale"] in POINTS:
        return f"{number(found, 1, sign=True)}{NBSP}%"
    if row["scale"] == "ratio_to_baseline":
        return f"×{NBSP}{number(found, 2)}"
    level = _level(found, sign=row["scale"] == "absolute_change")
    return level if row["unit"] == "fraction" else f"{level}{NBSP}{row['unit']}"


def predicted_interval(row: Row) -> str:
    """Write the 90 % interval of the prediction, or nothing where there is none."""
    return _bare_interval(row, row["lo90"], row["hi90"])


def observed_interval(row: Row) -> str:
    """Write the 95 % confidence interval of the observed value, or nothing where there is none."""
    limits = confidence_limits(row)
    return "" if limits is None else _bare_interval(row, *limits)


def confidence_limits(row: Row) -> tuple[float, float] | None:
    """Return the 95 % confidence limits of the observed value, or ``None`` without a standard error."""
    if row["se"] is None:
        return None
    return row["observed"] - 1.96 * row["se"], row["observed"] + 1.96 * row["se"]


def standardized(row: Row) -> str:
    """Write the standardized error, signed."""
    found = row["standardized_error"]
    return "" if found is None else number(found, 1, sign=True)


def what(row: Row, arms: Mapping[str, str]) -> str:
    """Write what a row measured and where: ``Lumbar spine BMD, week 52: Anastrozole against Placebo``.

    Parameters
    ----------
    row : mapping
    arms : mapping of str to str
        The trial's arms in words: see :func:`osteotwin.report.scores.arms.arm_words`.
    """
    arm = arms[row["arm"]]
    if row["versus"] is not None:
        arm = f"{arm} against {arms[row['versus']]}"
    return f"{sentence_case(endpoint(row['endpoint']))}, week {row['week']:g}: {arm}"


def skill(found: float | None) -> str:
    """Write a skill, signed where it is below zero."""
    return "" if found is None else number(found, 2)


def part_of(found: float | None) -> str:
    """Write a share as whole percent, or nothing where there is none."""
    return "" if found is None else share(found)


def typical(name: str, found: float | None, *, sign: bool = False) -> str:
    """Write the typical error of a class."""
    if found is None:
        return ""
    if name.endswith("_percent"):
        return number(found, 1, sign=sign)
    if name.endswith("_ratio"):
        return number(found, 2, sign=sign)
    return _level(found, sign=sign)


def _level(found: float, *, sign: bool = False) -> str:
    if 0 < abs(found) < 0.1:
        return number(found, 3, sign=sign)
    return (
        number(found, 0 if abs(found) >= 100 else 1 if abs(found) >= 10 else 2, sign=sign)
        if sign
        else quantity(found)
    )


def _bare_interval(row: Row, low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return ""
    if row["scale"] in POINTS:
        return interval(low, high, 1)
    if row["scale"] == "ratio_to_baseline":
        return interval(low, high, 2, sign=False)
    sign = row["scale"] == "absolute_change"
    return f"{_level(low, sign=sign)} to {_level(high, sign=sign)}"


def compared(row: Row) -> dict[str, Any]:
    """What was measured and predicted, each with its interval, and how far apart they are."""
    return {
        "observed": {"value": value(row, "observed"), "interval": observed_interval(row)},
        "predicted": {"value": value(row, "predicted"), "interval": predicted_interval(row)},
        "standardized": standardized(row),
    }
