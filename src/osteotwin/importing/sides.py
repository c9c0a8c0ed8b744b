"""Left, right or the mean of both: of two hips or forearms of one day a person's file holds one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from osteotwin.importing.answers import Answers, ImportQuestionError
from osteotwin.importing.found import Found

_SIDES = ("left", "right", "mean")


def one_side(found: Iterable[Found], answers: Answers) -> list[Found]:
    """Return the findings with one side of each pair of hips or forearms.

    Where a report has no mean of its own it is counted from both sides. That holds for scores as for densities, since a
    score is a straight line of the density and both sides have one reference.

    Parameters
    ----------
    found : iterable of Found
    answers : Answers

    Raises
    ------
    ImportQuestionError
        If both were scanned on one day with different results, and no side was chosen.
    """
    everything = list(found)
    pairs: dict[tuple[object, object], dict[str, Found]] = {}
    counted: list[Found] = []
    for one in everything:
        if one.table == ("measurement",) and one.side:
            pairs.setdefault((one.keys["what"], one.keys["date"]), {})[one.side] = one
    kept: list[Found] = []
    for one in everything:
        rivals = pairs.get((one.keys.get("what"), one.keys.get("date")), {}) if one.side else {}
        if len({str(rival.keys["value"]) for rival in rivals.values()}) < 2:
            kept.append(one)
            continue
        both = {"left", "right"} <= set(rivals)
        if both and "mean" not in rivals and (mean := _mean(rivals["left"], rivals["right"])) is not None:
            rivals["mean"] = mean
            counted.append(mean)
        if answers.side not in rivals:
            open_ = f"no word on which side counts of {one.keys['what']} on {one.keys['date']}"
            choices = tuple((side, str(rivals[side].keys["value"])) for side in _SIDES if side in rivals)
            raise ImportQuestionError("side", one.place, open_, "one side, the same at every scan", choices)
        if one.side == answers.side:
            kept.append(one)
        elif answers.side == "mean" and rivals["mean"] in counted:
            kept.append(rivals["mean"])
            counted.remove(rivals["mean"])
    return kept


def _mean(left: Found, right: Found) -> Found | None:
    """Return the mean of both sides, to their last digit; ``None`` where they are no two numbers of one unit."""
    try:
        (one, *unit), (other, *other_unit) = (str(side.keys["value"]).split() for side in (left, right))
        first, second = Decimal(one), Decimal(other)
    except (InvalidOperation, ValueError):
        return None
    rest = {key: value for key, value in left.keys.items() if key != "value"}
    if unit != other_unit or rest != {key: value for key, value in right.keys.items() if key != "value"}:
        return None
    if not (first.is_finite() and second.is_finite()):
        return None
    last = Decimal(1).scaleb(min(int(first.as_tuple().exponent), int(second.as_tuple().exponent)))
    value = " ".join([str(((first + second) / 2).quantize(last)), *unit])
    note = f"counted from {one} on the left and {other} on the right"
    return replace(
        left, keys={**left.keys, "value": value}, said=f"{left.said} / {right.said}", note=note, side="mean"
    )
