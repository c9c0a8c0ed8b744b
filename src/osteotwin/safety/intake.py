"""Flags about calcium and vitamin D."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from osteotwin.protocol.conditions import CONDITIONS
from osteotwin.protocol.interventions import Supplement
from osteotwin.safety.latest_level import latest_level
from osteotwin.safety.plan_limits import plan_limits
from osteotwin.safety.situation import Flag, Situation, limits

#: Conditions that raise blood calcium.
RAISING: Final = ("hypercalcemia", "hyperparathyroidism", "sarcoidosis")
#: What of a plan the flags speak against.
_CALCIUM, _VITAMIN_D = ("calcium",), ("vitamin_d",)


def calcium(situation: Situation) -> Iterator[Flag]:
    """Flag calcium above its upper limit, or with what forbids it; of too little guidelines speak."""
    total = situation.highest_calcium
    older = situation.person.age_at_start > 50
    limit = limits()["calcium_upper_limit_from_51" if older else "calcium_upper_limit_to_50"]
    if total >= limits()["calcium_alkali"].value:
        yield Flag(
            "do_not",
            f"Calcium of {total:.0f} mg a day in all can poison: it raises blood calcium and harms the kidney.",
            limits()["calcium_alkali"].source,
            _CALCIUM,
            _CALCIUM,
        )
    elif total > limit.value:
        yield Flag(
            "do_not",
            f"Calcium of {total:.0f} mg a day in all is above the upper limit of {limit.value:g} mg.",
            limit.source,
            _CALCIUM,
            _CALCIUM,
        )
    supplements = _supplements(situation)
    raised, why = _raised_calcium(situation)
    if supplements and raised:
        yield Flag(
            "do_not",
            f"Calcium supplements are not for people with high blood calcium or a disease that raises it ({why}).",
            "IOM 2011: hypercalcemia",
            _CALCIUM,
            (*_CALCIUM, *raised),
        )


def calcium_supplements(situation: Situation) -> Iterator[Flag]:
    """Say how calcium supplements are taken, and that with kidney stones they had better not be."""
    supplements = _supplements(situation)
    if supplements and "kidney_stones" in situation.conditions:
        yield Flag(
            "ask_first",
            "With kidney stones calcium is better eaten than taken as a supplement: ask the clinician.",
            limits()["calcium_upper_limit_from_51"].source,
            about=("calcium_supplements", "kidney_stones"),
        )
    taken = [rule for rule in ("thiazide_use", "digoxin_use") if rule in situation.conditions]
    if supplements and taken:
        rules = [plan_limits().condition[name] for name in taken]
        yield Flag(
            "ask_first",
            f"With {' and '.join(rule.because for rule in rules)} calcium tablets can raise blood calcium and do harm: "
            "ask the clinician.",
            "; ".join(rule.source for rule in rules),
            about=("calcium_supplements", *taken),
        )
    single = limits()["calcium_single_dose"]
    if any(item.dose > single.value for item in supplements):
        yield Flag(
            "good_to_know",
            f"Calcium is absorbed better in portions of up to {single.value:g} mg.",
            single.source,
            about=("calcium_supplements", "portions"),
        )


def vitamin_d(situation: Situation) -> Iterator[Flag]:
    """Flag vitamin D above its upper limit, or with what forbids it; of 25OHD guidelines speak."""
    total = situation.highest_vitamin_d
    for name, severity in (("vitamin_d_lowest_harmful", "do_not"), ("vitamin_d_upper_limit", "do_not")):
        limit = limits()[name]
        if total > limit.value:
            yield Flag(
                severity,
                f"Vitamin D of {total:.0f} IU a day in all is above the limit of {limit.value:g} IU.",
                limit.source,
                _VITAMIN_D,
                _VITAMIN_D,
            )
            break
    raised, why = _raised_calcium(situation)
    if total > 2000 and raised:
        yield Flag(
            "do_not",
            f"High-dose vitamin D can raise blood calcium further ({why}).",
            limits()["vitamin_d_lowest_harmful"].source,
            _VITAMIN_D,
            (*_VITAMIN_D, *raised),
        )


def _supplements(situation: Situation) -> list[Supplement]:
    return [
        i for i in situation.plan.interventions if isinstance(i, Supplement) and i.nutrient != "vitamin_d"
    ]


def _raised_calcium(situation: Situation) -> tuple[tuple[str, ...], str]:
    """What raises blood calcium: the conditions, a measured level for one of them, and the same in words."""
    named = tuple(one for one in RAISING if one in situation.conditions)
    words = [CONDITIONS[one].label for one in named]
    high, last = limits()["blood_calcium_high"], latest_level(situation.person, "serum_calcium")
    if last is not None and last.value > high.value and last.bound != "below":
        words.append(f"{last.value:.1f} mg/dL on {last.date}, over {high.value:g}")
        named = tuple(dict.fromkeys((*named, "hypercalcemia")))
    return named, " and ".join(words)
