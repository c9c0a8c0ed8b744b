"""Which injections make a hormone go up and down, and over which days it is averaged."""

from __future__ import annotations

import numpy as np
import pytest

from osteotwin.protocol.injection_cycles import cycle_window, hormone_injections
from osteotwin.protocol.interventions import DrugCourse, Protocol, Supplement

EVERY_14 = DrugCourse("testosterone_enanthate", 200, 14)
EVERY_70 = DrugCourse("testosterone_undecanoate", 1000, 70)
TEN_TIMES = DrugCourse("testosterone_cypionate", 200, 14, 7, 7 + 140)

#: Courses, and how many of them make a cycle.
KINDS: dict[str, tuple[tuple[DrugCourse | Supplement, ...], int]] = {
    "nothing": ((), 0),
    "weekly, averaged": ((DrugCourse("testosterone_enanthate", 100, 7),), 0),
    "just over a week": ((DrugCourse("testosterone_enanthate", 100, 7.5),), 1),
    "every two weeks": ((EVERY_14,), 1),
    "every ten weeks": ((EVERY_70,), 1),
    "estradiol valerate": ((DrugCourse("estradiol_valerate_injection", 5, 10),), 1),
    "estradiol cypionate": ((DrugCourse("estradiol_cypionate_injection", 5, 28),), 1),
    "gel and tablets": ((DrugCourse("testosterone_gel", 50, 1), DrugCourse("estradiol_oral", 2, 1)), 0),
    "antibodies": ((DrugCourse("denosumab", 60, 182.6), DrugCourse("romosozumab", 210, 30.4)), 0),
    "bisphosphonate": ((DrugCourse("zoledronate", 5, 365),), 0),
    "puberty blocked": ((DrugCourse("gnrh_agonist", 7.5, 28),), 0),
    "a vitamin now and then": ((Supplement("vitamin_d3", 50_000, 30), EVERY_14), 1),
}


@pytest.mark.parametrize("kind", KINDS)
def test_only_depot_hormones_more_than_a_week_apart_make_cycles(kind: str) -> None:
    items, expected = KINDS[kind]
    assert len(hormone_injections(Protocol(items))) == expected


#: Courses and a day; interval, first day and whether it is whole. None: the day's own level.
WINDOWS = {
    "the first injection": ((EVERY_14,), 0.0, None),
    "before a later first one": ((TEN_TIMES,), 5.0, None),
    "within the first interval": ((EVERY_70,), 30.0, (70, 0.0, False)),
    "as it ends": ((EVERY_70,), 70.0, (70, 0.0, True)),
    "between two": ((EVERY_14,), 100.0, (14, 86.0, True)),
    "taken since before the plan": ((DrugCourse("testosterone_enanthate", 200, 14, -70),), 0.0, (14, -14.0, True)),
    "one interval after the last": ((TEN_TIMES,), 147.0, (14, 133.0, True)),
    "later": ((TEN_TIMES,), 148.0, None),
    "a single one": ((DrugCourse("testosterone_enanthate", 200, 14, 0, 14),), 10.0, None),
    "loading dose, then every twelve weeks": (
        (DrugCourse("testosterone_undecanoate", 1000, 42, 0, 42), DrugCourse("testosterone_undecanoate", 1000, 84, 42)),
        100.0,
        (84, 16.0, True),
    ),
    "another dose from day 98": (
        (DrugCourse("testosterone_enanthate", 200, 14, 0, 98), DrugCourse("testosterone_enanthate", 100, 14, 98)),
        99.0,
        (14, 85.0, True),
    ),
    "the longer of two": ((EVERY_14, EVERY_70), 100.0, (70, 30.0, True)),
    "a course long past": ((TEN_TIMES, DrugCourse("testosterone_enanthate", 100, 14, 700)), 707.0, (14, 700.0, False)),
}  # fmt: skip


@pytest.mark.parametrize("case", WINDOWS)
def test_the_window_is_the_last_interval_as_far_as_there_was_one(case: str) -> None:
    courses, day, expected = WINDOWS[case]
    found = cycle_window(courses, day)
    if expected is None:
        assert found is None
        return
    assert found is not None
    assert (found.interval_days, found.days[0], found.is_whole) == expected
    assert found.days[-1] == day
    assert np.all(np.diff(found.days) > 0)


@pytest.mark.parametrize("interval", [10.0, 14.0, 28.0, 70.0, 84.5])
def test_every_injection_is_among_the_days(interval: float) -> None:
    course = DrugCourse("testosterone_undecanoate", 1000, interval, 3.0)
    for day in np.arange(30.4375, 1100, 30.4375):
        window = cycle_window((course,), float(day))
        assert window is not None
        given = 3.0 + interval * np.arange(200)
        inside = given[(given >= window.days[0]) & (given <= day)]
        assert np.abs(window.days[:, None] - inside).min(axis=0) == pytest.approx(0.0, abs=1e-9)
        assert np.diff(window.days).max() <= interval / 12 + 1e-9
