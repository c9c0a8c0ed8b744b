"""A habit that was replaced does not come back: training and diet from the first day of what replaced them on."""

from __future__ import annotations

import numpy as np
import pytest

from osteotwin.parameters import starting_values
from osteotwin.protocol.interventions import Diet, Intervention, Protocol, Supplement, Training
from osteotwin.protocol.timeline import Habits, inputs_on, intake_on

P = starting_values().values()
WALKS = Training("jogging", 5, 3000)


def load(day: float, *items: Intervention, habits: tuple[Training, ...] = (WALKS,)) -> float:
    return inputs_on(day, Habits(1000.0, 400.0, habits), Protocol(items), P)["total_hip_load"]


def squats(begins: float, ends: float, *, replaces: bool) -> Training:
    return Training(
        "back_squat", 2, 25, 0.7, adherence=1.0, from_day=begins, until_day=ends, replaces_habits=replaces
    )


#: day -> whether the habit and the programme, from day -100 to -50, are done, beside the habit and in its place.
TRAINED = [(-101, (1, 0), (1, 0)), (-100, (1, 1), (0, 1)), (-51, (1, 1), (0, 1)), (-50, (1, 0), (0, 0)),
           (0, (1, 0), (0, 0)), (500, (1, 0), (0, 0))]  # fmt: skip


@pytest.mark.parametrize(("day", "beside", "instead"), TRAINED)
def test_training(day: float, beside: tuple[int, int], instead: tuple[int, int]) -> None:
    for replaces, (habit, programme) in ((False, beside), (True, instead)):
        expected = load(day, *[squats(-1000, 1000, replaces=False)] * programme, habits=(WALKS,) * habit)
        assert load(day, squats(-100, -50, replaces=replaces)) == expected
    assert load(day) > load(day, habits=()), "the habit counts"


#: what is eaten -> calcium and vitamin D on days 0, 10 and 20; the habits are 1000 mg and 400 IU.
EATEN: list[tuple[list[Intervention], list[float], list[float]]] = [
    ([Diet("calcium", 1500, 5, 15)], [1000, 1500, 1000], [400] * 3),
    ([Diet("calcium", 1500, 5, 15, replaces_habits=True)], [1000, 1500, 1500], [400] * 3),
    ([Diet("calcium", 1500, -9, -5, replaces_habits=True)], [1500] * 3, [400] * 3),
    ([Diet("vitamin_d", 900, 5, 15, replaces_habits=True)], [1000] * 3, [400, 900, 900]),
    ([Diet("calcium", 1500, 5, 8, replaces_habits=True), Diet("calcium", 700, 8, 15)], [1000, 700, 1500], [400] * 3),
    ([Diet("calcium", 1500, 5, 8, replaces_habits=True), Diet("calcium", 700, 8, 15, replaces_habits=True)],
     [1000, 700, 700], [400] * 3),
    ([Diet("calcium", 1500, 5, 15, replaces_habits=True), Supplement("calcium_citrate", 300, 1)],
     [1300, 1500, 1800], [400] * 3),
    ([Diet("calcium", 200, 5, 15, replaces_habits=True), Supplement("calcium_citrate", 300, 1)],
     [1300, 300, 500], [400] * 3),
]  # fmt: skip


@pytest.mark.parametrize(("items", "calcium", "vitamin_d"), EATEN)
def test_diet(items: list[Intervention], calcium: list[float], vitamin_d: list[float]) -> None:
    found = [intake_on(day, Habits(1000, 400), Protocol(tuple(items))) for day in (0, 10, 20)]
    assert [one for one, _ in found] == pytest.approx(calcium)
    assert [one for _, one in found] == pytest.approx(vitamin_d)


def test_many_eat_what_each_of_them_eats() -> None:
    many = Habits(np.array([600.0, 1400.0]), np.array([200.0, 900.0]))
    for items, _, _ in EATEN:
        for day in (0.0, 10.0, 20.0):
            together = intake_on(day, many, Protocol(tuple(items)))
            for k in range(2):
                alone = intake_on(
                    day,
                    Habits(many.calcium_mg_per_day[k], many.vitamin_d_iu_per_day[k]),
                    Protocol(tuple(items)),
                )
                assert [np.broadcast_to(one, 2)[k] for one in together] == [float(one) for one in alone]
