"""Flags about calcium and vitamin D."""

from __future__ import annotations

from collections.abc import Iterator

from osteotwin.people.level_at_start import level_at_start
from osteotwin.protocol.interventions import Supplement
from osteotwin.safety.plan_limits import plan_limits
from osteotwin.safety.situation import Flag, Situation, limits

#: What of a plan the flags speak against.
_CALCIUM, _VITAMIN_D = ("calcium",), ("vitamin_d",)


def calcium(situation: Situation) -> Iterator[Flag]:
    """Flag calcium above its upper limit, below the requirement, or with a condition that forbids it."""
    total = situation.highest_calcium
    older = situation.person.age_at_start > 50
    limit = limits()["calcium_upper_limit_from_51" if older else "calcium_upper_limit_to_50"]
    if total >= limits()["calcium_alkali"].value:
        yield Flag(
            "stop",
            f"Calcium of {total:.0f} mg a day in all can poison: it raises blood calcium and harms the kidney.",
            limits()["calcium_alkali"].source,
            _CALCIUM,
        )
    elif total > limit.value:
        yield Flag(
            "stop",
            f"Calcium of {total:.0f} mg a day in all is above the upper limit of {limit.value:g} mg.",
            limit.source,
            _CALCIUM,
        )
    if total < limits()["calcium_average_requirement"].value:
        yield Flag(
            "warn",
            f"Calcium of {total:.0f} mg a day in all is below the average requirement.",
            limits()["calcium_average_requirement"].source,
        )
    supplements = [
        i for i in situation.plan.interventions if isinstance(i, Supplement) and i.nutrient != "vitamin_d"
    ]
    if supplements and "kidney_stones" in situation.conditions:
        yield Flag(
            "warn",
            "With kidney stones calcium is better eaten than taken as a supplement: ask the clinician.",
            limits()["calcium_upper_limit_from_51"].source,
        )
    taken = [rule for rule in ("thiazide_use", "digoxin_use") if rule in situation.conditions]
    if supplements and taken:
        rules = [plan_limits().condition[name] for name in taken]
        yield Flag(
            "warn",
            f"With {' and '.join(rule.because for rule in rules)} calcium tablets can raise blood calcium and do harm: "
            "ask the clinician.",
            "; ".join(rule.source for rule in rules),
        )
    single = limits()["calcium_single_dose"]
    if any(item.dose > single.value for item in supplements):
        yield Flag(
            "info",
            f"Calcium is absorbed better in portions of up to {single.value:g} mg.",
            single.source,
        )
    if supplements and situation.conditions & {"hypercalcemia", "hyperparathyroidism", "sarcoidosis"}:
        yield Flag(
            "stop",
            "Calcium supplements are not for people with high blood calcium or a disease that raises it.",
            "IOM 2011: hypercalcemia",
            _CALCIUM,
        )


def vitamin_d(situation: Situation) -> Iterator[Flag]:
    """Flag vitamin D above its upper limit and a low 25OHD."""
    total = situation.highest_vitamin_d
    for name, severity in (("vitamin_d_lowest_harmful", "stop"), ("vitamin_d_upper_limit", "stop")):
        limit = limits()[name]
        if total > limit.value:
            yield Flag(
                severity,
                f"Vitamin D of {total:.0f} IU a day in all is above the limit of {limit.value:g} IU.",
                limit.source,
                _VITAMIN_D,
            )
            break
    if total > 2000 and situation.conditions & {"hypercalcemia", "sarcoidosis", "hyperparathyroidism"}:
        yield Flag(
            "stop",
            "High-dose vitamin D can raise blood calcium further in this condition.",
            limits()["vitamin_d_lowest_harmful"].source,
            _VITAMIN_D,
        )
    level = level_at_start(situation.person, "vitamin_d_25ohd_ng_ml")
    low = limits()["vitamin_d_low"]
    if level is not None and level < low.value:
        yield Flag(
            "warn",
            f"25OHD was {level:.0f} ng/mL, under {low.value:g}: correct it first.",
            low.source,
        )
