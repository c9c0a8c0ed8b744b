"""Persons for the planner, and random ones."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from tests.situations import make_person

from osteotwin.people.person import Habits, Measurement, Person
from osteotwin.people.wishes import BUDGETS, EXPERIENCES, FOOD_GROUPS, PAINS, Wishes
from osteotwin.people.wishes_file import known_equipment
from osteotwin.protocol.conditions import CONDITIONS
from osteotwin.protocol.interventions import DrugCourse, Protocol, Training

DRUG = DrugCourse("anastrozole", 1.0, 1.0)
GYM = Wishes(4, 60.0, known_equipment(), "some", (), (), (), "medium", True)


def man(**changes: Any) -> Person:
    """A man of 53 on an aromatase inhibitor who eats little calcium."""
    usual: dict[str, Any] = {"plan": Protocol((DRUG,)), "habits": Habits(700.0, 200.0), "wishes": GYM}
    return make_person(**(usual | changes))


def _maybe(draw: random.Random, value: Any, share: float = 0.7) -> Any:
    return value if draw.random() < share else None


def _habit(draw: random.Random, name: str) -> Training:
    """A habit with or without a stated load: light and heavy, seldom and often."""
    often = draw.choice((1.0, 2.0, 3.0, 4.0))
    if name in ("drop_jump", "hopping") or draw.random() < 0.3:
        return Training(name, often, 40.0)
    sets, reps = draw.choice((1.0, 3.0, 5.0)), draw.choice((5.0, 8.0, 12.0))
    share, kilograms = draw.choice(((0.4, None), (0.7, None), (0.9, None), (None, 20.0), (None, 60.0)))
    return Training(
        name, often, sets * reps, load_fraction_1rm=share, load_kg=kilograms, sets=sets, reps=reps
    )


def random_person(draw: random.Random) -> Person:
    """Any person with any wishes: old and young, ill and well, with a gym and with nothing."""
    start = date(2026, 2, 1)
    measured = []
    for what in ("t_score_lumbar_spine", "t_score_total_hip"):
        if draw.random() < 0.4:
            score = round(draw.uniform(-4.0, 1.0), 1)
            measured.append(Measurement(start - timedelta(days=30), what, score, "", f"{score}"))
    if draw.random() < 0.4:
        level = round(draw.uniform(8.0, 70.0))
        measured.append(
            Measurement(start - timedelta(days=30), "25ohd", float(level), "ng/mL", f"{level} ng/mL")
        )
    for what, least, most, unit in (
        ("serum_calcium", 8.5, 11.5, "mg/dL"),
        ("urine_calcium_24h", 50, 450, "mg/day"),
    ):
        if draw.random() < 0.2:
            value = round(draw.uniform(least, most), 1)
            measured.append(Measurement(start - timedelta(days=30), what, value, unit, f"{value} {unit}"))
    some = tuple(draw.sample(sorted(CONDITIONS), draw.choice((0, 0, 1, 2, 4))))
    wishes = Wishes(
        _maybe(draw, draw.randint(0, 7)),
        _maybe(draw, float(draw.choice((0, 5, 12, 20, 30, 45, 60, 90, 180)))),
        _maybe(draw, tuple(draw.sample(known_equipment(), draw.choice((0, 1, 3, 8))))),
        _maybe(draw, draw.choice(EXPERIENCES)),
        _maybe(draw, tuple(draw.sample(sorted(PAINS), draw.choice((0, 0, 1, 2))))),
        _maybe(draw, tuple(draw.sample(FOOD_GROUPS, draw.choice((0, 1, 3, len(FOOD_GROUPS)))))),
        _maybe(
            draw,
            tuple(
                draw.sample(("rope_jumping", "hopping", "deadlift", "brisk_walking"), draw.choice((0, 1, 3)))
            ),
        ),
        _maybe(draw, draw.choice(BUDGETS)),
        _maybe(draw, draw.random() < 0.7),
    )
    habits = Habits(
        _maybe(draw, float(draw.choice((0, 300, 700, 1100, 1600, 2300, 3200)))),
        _maybe(draw, float(draw.choice((0, 200, 800, 2500, 4500)))),
        training=tuple(
            _habit(draw, name)
            for name in draw.sample(
                ("back_squat", "drop_jump", "hopping", "deadlift", "goblet_squat"), draw.choice((0, 0, 1, 2))
            )
        ),
    )  # fmt: skip
    person = man(
        sex=draw.choice(("male", "female")),
        birth_date=date(draw.randint(1934, 2006), 1, 1),
        height_cm=_maybe(draw, draw.uniform(150.0, 200.0)),
        weight_kg=_maybe(draw, draw.uniform(45.0, 160.0)),
        fragility_fractures=draw.choice((0, 0, 0, 1, 2, 3)),
        vertebral_fracture=draw.random() < 0.1,
        conditions=some,
        measurements=tuple(measured),
        wishes=wishes,
        habits=habits,
    )
    begun = Training(draw.choice(("jogging", "sit_up", "deadlift")), 3, 900.0, from_day=-200.0)
    if draw.random() < 0.3:
        since = -float(draw.choice((1, 20, 40, 100)))
        name = draw.choice(
            ("goblet_squat", "bodyweight_squat", "back_squat", "hopping", "heel_drop", "jogging")
        )
        loaded = 0.3 + 0.6 * draw.random() if name in ("goblet_squat", "back_squat") else None
        done = Training(name, 3, 80.0 if name != "jogging" else 1600.0, load_fraction_1rm=loaded,
                        from_day=since - 60, until_day=since)  # fmt: skip
        person = replace(person, history=Protocol((done,)))
    return replace(person, plan=Protocol((DRUG, begun))) if draw.random() < 0.2 else person
