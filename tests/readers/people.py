"""Whom the readers read about: persons from files, and persons drawn over what decides an answer."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

import osteotwin as ot
from osteotwin.people.person import Habits, Measurement, Person
from osteotwin.protocol.interventions import Diet, DrugCourse, Intervention, Protocol, Supplement, Training

FOLDER = Path(__file__).parent / "persons"
TODAY = date(2026, 12, 1)
#: Virtual people of each: enough for a band, few enough to be quick.
VIRTUAL = 20
#: Persons that are drawn.
DRAWN = 24

_DEPOT = 28.0
_INHIBITOR = DrugCourse("anastrozole", 1.0, 1.0)
_SUPPRESSION = DrugCourse("gnrh_agonist", 3.6, _DEPOT)
_ALENDRONATE = DrugCourse("alendronate", 70.0, 7.0)
_TRAINING = (Training("back_squat", 3.0, 24.0, 0.8), Training("rope_jumping", 3.0, 60.0))
_INTAKE = (Diet("calcium", 1200.0), Supplement("vitamin_d", 1000.0, 1.0))
#: What a person is drawn from: each value of each turns up.
AXES: dict[str, tuple[Any, ...]] = {
    "sex": ("male", "female"),
    "age": (24, 38, 52, 66, 81),
    "t_score": (None, -0.4, -1.7, -2.8),
    "fracture": ("none", "arm", "spine"),
    "drug": ("none", "inhibitor", "hormone", "alendronate", "suppression", "both"),
    "lifestyle": ("none", "training", "intake", "all"),
    "glucocorticoid": (False, True),
}


def _drugs(sex: str, drug: str) -> tuple[DrugCourse, ...]:
    hormone = DrugCourse("testosterone_enanthate", 100.0, 7.0) if sex == "male" else _SUPPRESSION
    return {
        "none": (),
        "inhibitor": (_INHIBITOR,),
        "hormone": (hormone, _INHIBITOR),
        "alendronate": (_INHIBITOR, _ALENDRONATE),
        "suppression": (_SUPPRESSION,),
        "both": (_SUPPRESSION, _ALENDRONATE),
    }[drug]


def person_of(
    sex: str, age: int, t_score: float | None, fracture: str, drug: str, lifestyle: str, glucocorticoid: bool
) -> Person:
    """The person of one value of each axis."""
    scan = date(2026, 11, 1)
    scores = () if t_score is None else (
        Measurement(scan, "t_score_total_hip", t_score, "SD", f"{t_score}"),
        Measurement(scan, "t_score_lumbar_spine", t_score, "SD", f"{t_score}"),
    )  # fmt: skip
    life: dict[str, tuple[Intervention, ...]] = {
        "none": (), "training": _TRAINING, "intake": _INTAKE, "all": (*_TRAINING, *_INTAKE),
    }  # fmt: skip
    return Person(
        sex,
        date(TODAY.year - age, 3, 3),
        TODAY,
        date(TODAY.year + 2, TODAY.month, TODAY.day),
        height_cm=178.0 if sex == "male" else 165.0,
        weight_kg=82.0 if sex == "male" else 66.0,
        menopause_age=48.0 if sex == "female" and age >= 50 else None,
        fragility_fractures=int(fracture == "arm"),
        vertebral_fracture=fracture == "spine",
        conditions=("glucocorticoid_use",) if glucocorticoid else (),
        habits=Habits(800.0, 200.0),
        measurements=scores,
        plan=Protocol((*_drugs(sex, drug), *life[lifestyle])),
    )


def _draw(number: int) -> dict[str, Any]:
    """One value of each axis; those of neighbours differ, and each turns up."""
    random = np.random.default_rng([number, 12])
    return {
        axis: values[(number + int(random.integers(2))) % len(values)]
        if axis == "drug"
        else values[int(random.integers(len(values)))]
        for axis, values in AXES.items()
    }


DRAWS = tuple(_draw(number) for number in range(DRAWN))
FILES = tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))
NAMES = (*(f"drawn_{number}" for number in range(DRAWN)), *FILES)
#: Those that every run reads; the others are read where time is no matter.
QUICK = (
    "drawn_0", "drawn_1", "drawn_4", "vertebral_fracture", "no_drug",
)  # fmt: skip


@cache
def person_named(name: str) -> Person:
    """A person by name: drawn, or of a file."""
    if name.startswith("drawn_"):
        return person_of(**DRAWS[int(name.removeprefix("drawn_"))])
    return ot.read_person(FOLDER / f"{name}.toml")


@cache
def answer_about(name: str) -> dict[str, Any]:
    """The answer about a person; it is not to be changed."""
    return ot.run(person_named(name), people=VIRTUAL)
