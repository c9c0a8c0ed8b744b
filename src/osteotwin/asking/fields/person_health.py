"""Conditions, joints and yes-or-no fields of the person → words of the answer, or what to ask."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from osteotwin.asking.fields.field import FIELDS, Row
from osteotwin.asking.fields.person_read import read_alone
from osteotwin.asking.person.told_pain import joints_that_hurt
from osteotwin.errors import Problem
from osteotwin.inputs.names import did_you_mean, folded
from osteotwin.protocol.conditions import CONDITIONS
from osteotwin.units.patterns import later

JOINTS: Final = ("knee", "hip", "back", "shoulder")
#: Fields that are one condition each, and how an answer tells it.
DEFAULTS: Final[Mapping[str, str]] = {
    "smoking": "smoker",
    "alcohol": "more than two units of alcohol a day",
    "parent_hip": "a parent who broke a hip",
}
#: By condition, the field that holds it.
OF_FIELDS: Final[Mapping[str, str]] = {
    "smoking": "smoking",
    "alcohol": "alcohol",
    "parent_hip_fracture": "parent_hip",
    "vertebral_fracture": "vertebra",
}
#: Labels without commas, which part conditions.
_SHOWN: Final[Mapping[str, str]] = {
    "kidney_stones": "kidney stones",
    "thiazide_use": "a thiazide (water tablet)",
    "digoxin_use": "digoxin",
    "heparin_use": "heparin for months",
    "glitazone_use": "a glitazone (for diabetes)",
    "enzyme_inducer_use": "an enzyme-inducing drug against seizures",
    "ssri_use": "an SSRI (against depression)",
    "proton_pump_inhibitor_use": "a proton pump inhibitor for years",
    "glucocorticoid_use": "steroid tablets",
    "falls": "falls in the last year or poor balance",
    "blood_clots": "blood clots",
    "skeletal_malignancy_or_radiation": "bone metastases or bone cancer",
    "prostate_cancer": "prostate cancer",
    "amenorrhea": "no periods for three months or more",
    "hypogonadism": "low testosterone (diagnosed)",
    "premenopausal": "working ovaries (before menopause)",
    "fracture_before_40": "a bone broken in a fall before the age of 40",
}
#: How an answer tells those whose identifier tells it otherwise.
_TOLD: Final[Mapping[str, str]] = {
    "glucocorticoid_use": "steroid tablets",
    "skeletal_malignancy_or_radiation": "bone metastases",
    "fracture_before_40": "fragility fracture before 40",
    "liver_disease": "severe liver disease",
}
_OTHERWISE: Final = (
    "choose one of what is listed; leave out what is none of them, or what is not there: it changes no number"
)
_WISHES: Final = "write for example no gym, at most 3 times a week, or at most 30 minutes; else leave it out"
_COMMA: Final = later(r"\s*,\s*(?![^()]*\))")
_KEPT: Final = ({"conditions"}, {"vertebral_fracture"}, {"wishes.pain"})


@cache
def _shown() -> Mapping[str, str]:
    """Return the conditions by what they are called in the fields."""
    return {condition_shown(key): key for key in CONDITIONS if key not in OF_FIELDS}


def condition_choices() -> tuple[str, ...]:
    """Return what the conditions are called in the fields."""
    return tuple(_shown())


def condition_shown(key: str) -> str:
    """Return what a condition is called in the fields."""
    return _SHOWN.get(key, CONDITIONS[key].label)


def condition_told(key: str) -> str:
    """Return the words by which an answer tells a condition."""
    return _TOLD.get(key, key.replace("_", " "))


def conditions_told(values: Row, problems: list[Problem]) -> str:
    """Return the words of all conditions that are filled in."""
    names = {folded(shown): key for shown, key in _shown().items()}
    told: list[str] = []
    for one in _several(values.get("conditions", "")):
        if folded(one) in names:
            told.append(condition_told(names[folded(one)]))
        elif (keys := read_alone(one)) is not None and set(keys) in _KEPT:
            told.append(one)
        else:
            labels = {
                name: shown for shown, key in _shown().items() for name in (shown, *CONDITIONS[key].aliases)
            }
            otherwise = _OTHERWISE
            fix = did_you_mean(one, labels, otherwise, identify=labels.__getitem__, are_keys=False)
            is_denied = keys is not None and not keys
            problems.append(
                Problem(
                    FIELDS,
                    "conditions",
                    f'"{one}" among the conditions',
                    "conditions that are there and that are known",
                    otherwise if is_denied else fix,
                )
            )
    return "; ".join(told)


def _several(written: str) -> list[str]:
    """Return what is listed; none of it where that is what is written."""
    return [
        one for one in _COMMA.split(written) if one and one.casefold() not in ("none", "no", "nothing", "-")
    ]


def joints_told(values: Row, problems: list[Problem]) -> str:
    """Return the words of all joints that hurt."""
    told: list[str] = []
    for one in _several(values.get("joints", "")):
        joints = joints_that_hurt(one) or joints_that_hurt(f"{one} pain")
        told += [f"{joint} hurts" for joint in joints]
        if not joints:
            problems.append(
                Problem(
                    FIELDS,
                    "joints",
                    f'"{one}" among the joints that hurt',
                    f"of {', '.join(JOINTS)}",
                    "leave out any other: no plan minds it",
                )
            )
    return "; ".join(dict.fromkeys(told))


def yes_told(key: str, values: Row, words: str, problems: list[Problem]) -> str:
    """Return what a field says where it is filled with yes; no tells nothing that a file holds."""
    written = values.get(key, "").casefold()
    if written not in ("", "yes", "y", "no", "n", "none", "never"):
        problems.append(
            Problem(FIELDS, key, f'"{values[key]}"', "yes or no", "choose yes, or leave it blank")
        )
    return words if written in ("yes", "y") else ""


def wishes_told(values: Row, problems: list[Problem]) -> str:
    """Return the words of what a plan has to keep to."""
    told: list[str] = []
    for one in filter(None, _COMMA.split(values.get("wishes", ""))):
        ways = (one, _NOT_DONE.sub("hate ", one))
        words = next((way for way in ways if _is_wish(way)), None)
        if words is None:
            problems.append(
                Problem(
                    FIELDS, "wishes", f'"{one}" as what a plan has to keep to', "what plans know of", _WISHES
                )
            )
        else:
            told.append(words)
    return "; ".join(told)


_NOT_DONE: Final = later(r"^(?:no|never|not) ", 2)


def _is_wish(words: str) -> bool:
    keys = read_alone(words)
    return bool(keys) and all(key.startswith("wishes.") or key == "conditions" for key in keys or ())
