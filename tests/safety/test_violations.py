"""Each hard limit of a plan at its place: kept on one side of it, broken on the other, and of the right people."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.situations import make_person

from osteotwin.people.person import Habits, Measurement
from osteotwin.people.wishes import Wishes
from osteotwin.protocol.conditions import CONDITIONS
from osteotwin.protocol.interventions import DrugCourse, Food, Protocol, Supplement, Training
from osteotwin.safety.plan_limits import NUMBERS, plan_limits
from osteotwin.safety.violations import violations

SQUAT = Training(
    "back_squat", 2, 24, load_fraction_1rm=0.5, progression_per_week=0.05, progression_until_fraction_1rm=0.8
)
HOPS = Training("jumping_jack", 3, 20)
JOG = Training("jogging", 3, 10 * 80)
FRACTURE = {"vertebral_fracture": True}
EATS = {"habits": Habits(900.0, 200.0)}
YOUNG, OLD, OLDEST = ({"birth_date": date(year, 1, 1)} for year in (1990, 1958, 1942))


def calcium(dose: float, every: float = 1.0) -> Supplement:
    return Supplement("calcium_citrate", dose, every)


def vitamin_d(dose: float, every: float = 1.0) -> Supplement:
    return Supplement("vitamin_d", dose, every)


def level(value: float) -> dict[str, Any]:
    return {"measurements": (Measurement(date(2026, 1, 1), "25ohd", value, "ng/mL", f"{value} ng/mL"),)}


def spine(score: float) -> dict[str, Any]:
    return {"measurements": (Measurement(date(2026, 1, 1), "t_score_lumbar_spine", score, "", str(score)),)}


def calcium_in(what: str, value: float, unit: str) -> dict[str, Any]:
    return {"measurements": (Measurement(date(2026, 1, 1), what, value, unit, f"{value} {unit}"),)}


def has(*conditions: str) -> dict[str, Any]:
    return {"conditions": conditions}


def wishes(**stated: Any) -> dict[str, Any]:
    return {"wishes": Wishes(**stated)}


def weighs(kilograms: float) -> dict[str, Any]:
    return {"height_cm": 180.0, "weight_kg": float(kilograms)}


MILK = Food("milk_skim_vitamin_a_and_d_added", 7)

#: words of the sentence, a plan and a person with whom it is said, the nearest with whom it is not
CASES: list[tuple[str, tuple[Any, dict[str, Any]], tuple[Any, dict[str, Any]]]] = [
    ("begins at 51 %", (replace(SQUAT, load_fraction_1rm=0.51), {}), (SQUAT, {})),
    ("begins at 70 %", (replace(SQUAT, load_fraction_1rm=0.7), wishes(experience="some")),
     (replace(SQUAT, load_fraction_1rm=0.7), wishes(experience="experienced"))),
    ("begins at 60 %", (replace(SQUAT, load_fraction_1rm=0.6), {}),
     (replace(SQUAT, load_fraction_1rm=0.6), {"habits": Habits(training=(Training("back_squat", 2, 24),))})),
    ("reaches 81 %", (replace(SQUAT, progression_until_fraction_1rm=0.81), {}), (SQUAT, {})),
    ("rises by 5.0 % a week", (SQUAT, OLD), (replace(SQUAT, progression_per_week=0.025), OLD)),
    ("4 days of lifting", (replace(SQUAT, sessions_per_week=4), {}), (replace(SQUAT, sessions_per_week=3), {})),
    ("21 impacts in the first weeks", (replace(HOPS, cycles_per_session=21), {}), (HOPS, {})),
    ("25 impacts in the first weeks", (replace(HOPS, cycles_per_session=25), OLD | wishes(experience="some")),
     (replace(HOPS, cycles_per_session=25), YOUNG | wishes(experience="some"))),
    ("61 impacts a session", (replace(HOPS, cycles_per_session=61, from_day=28.0), {}),
     (replace(HOPS, cycles_per_session=60, from_day=28.0), {})),
    ("grows from 20 to 41", ((replace(HOPS, until_day=28.0), replace(HOPS, cycles_per_session=41, from_day=28.0)), {}),
     ((replace(HOPS, until_day=28.0), replace(HOPS, cycles_per_session=40, from_day=28.0)), {})),
    ("11 minutes of jogging and the like in the first weeks", (replace(JOG, cycles_per_session=880), {}), (JOG, {})),
    ("5 days of impact", (replace(HOPS, sessions_per_week=5), {}), (replace(HOPS, sessions_per_week=4), {})),
    ("strikes too hard", (Training("drop_jump", 3, 10), spine(-2.5)), (Training("drop_jump", 3, 10), spine(-2.4))),
    ("strikes too hard", (HOPS, FRACTURE), (Training("walking", 3, 1650), FRACTURE)),
    ("strikes too hard", (HOPS, {"fragility_fractures": 2}), (HOPS, {"fragility_fractures": 1})),
    ("strikes too hard", (HOPS, wishes(pain=("knee",))), (HOPS, wishes(pain=("shoulder",)))),
    ("strikes too hard", (HOPS, weighs(114)), (HOPS, weighs(113))),
    ("strikes too hard", (HOPS, OLDEST), (HOPS, OLD)),
    ("strikes too hard", (HOPS, has("falls")), (Training("balance_training", 3, 300), has("falls"))),
    ("bends the loaded spine", (Training("sit_up", 2, 30), FRACTURE), (Training("sit_up", 2, 30), {})),
    ("only after specialist advice", (SQUAT, wishes(pain=("knee",))), (SQUAT, wishes(pain=("shoulder",)))),
    ("More than 500 mg", (calcium(501), EATS), (calcium(500), EATS)),
    ("1500 mg of calcium a day as tablets", (calcium(500, 1 / 3), EATS | YOUNG), (calcium(500, 1 / 2), EATS | YOUNG)),
    ("Calcium of 2050 mg", (calcium(500), {"habits": Habits(1550.0, 200.0)} | OLD),
     (calcium(500), {"habits": Habits(1550.0, 200.0)} | YOUNG)),
    ("Vitamin D of 4001 IU", (vitamin_d(1000), {"habits": Habits(900.0, 3001.0)}),
     (vitamin_d(1000), {"habits": Habits(900.0, 3000.0)})),
    ("less often than once a week", (vitamin_d(20_000, 28), EATS), (vitamin_d(7000, 7), EATS)),
    ("above 50 ng/mL", (vitamin_d(1000), EATS | level(44)), (vitamin_d(1000), EATS | level(42))),
    *((f"of {nutrient} a day as tablets", (taken, EATS | has(condition)), (taken, EATS))
      for condition in ("sarcoidosis", "hyperparathyroidism", "hypercalcemia", "chronic_kidney_disease")
      for nutrient, taken in (("calcium", calcium(100)), ("vitamin D", vitamin_d(400)))),
    *(("of calcium a day as tablets", (calcium(100), EATS | has(condition)), (calcium(100), EATS))
      for condition in ("kidney_stones", "digoxin_use")),
    *(("of calcium a day as tablets", (calcium(100), EATS | calcium_in(what, much, unit)),
       (calcium(100), EATS | calcium_in(what, usual, unit)))
      for what, usual, much, unit in (
          ("serum_calcium", 10.5, 10.6, "mg/dL"), ("urine_calcium_24h", 300.0, 301.0, "mg"))),
    ("501 mg of calcium a day as tablets", (calcium(250.5, 0.5), EATS | has("thiazide_use")),
     (calcium(250, 0.5), EATS | has("thiazide_use"))),
    ("at most 1000 with chronic kidney", (MILK, EATS | has("chronic_kidney_disease")), (MILK, EATS)),
    *(("See a clinician first", (JOG, has(condition)), (JOG, {}))
      for condition in ("low_energy_availability", "pregnancy", "skeletal_malignancy_or_radiation")),
    ("starts or changes no drug", (DrugCourse("alendronate", 70, 7), {}), (MILK, {})),
]  # fmt: skip


def said(items: Any, changes: dict[str, Any]) -> tuple[str, ...]:
    return violations(Protocol(items if isinstance(items, tuple) else (items,)), make_person(**changes))


@pytest.mark.parametrize(("words", "broken", "kept"), CASES)
def test_a_limit_is_broken_beyond_it_and_kept_at_it(words: str, broken: Any, kept: Any) -> None:
    assert any(words in sentence for sentence in said(*broken)), said(*broken)
    assert not any(words in sentence for sentence in said(*kept))


def test_a_plan_neither_adds_nor_stops_a_drug() -> None:
    drug = DrugCourse("anastrozole", 1.0, 1.0)
    person = make_person(Protocol((drug,)))
    assert violations(Protocol((drug, HOPS)), person) == ()
    assert "stops no drug" in violations(Protocol((HOPS,)), person)[0]


def test_what_habits_alone_exceed_is_no_doing_of_the_plan() -> None:
    much = make_person(habits=Habits(2600.0, 5000.0))
    assert violations(Protocol((HOPS,)), much) == ()
    assert any("Calcium of 2899" in sentence for sentence in said(MILK, {"habits": much.habits}))


def test_every_row_says_why_and_limits_something() -> None:
    table = plan_limits()
    groups = (table.experience, table.age, table.bmi, table.condition)
    for row in (table.anybody, *(row for group in groups for row in group.values())):
        assert row.impact or row.clinician_first or any(getattr(row, name) is not None for name in NUMBERS)
    assert set(table.condition) - {"hypercalciuria"} <= set(CONDITIONS)
    assert all(
        (row.checked == "assumption")
        <= ("assumption" in row.source or "thing here" in row.source or "for who" in row.source)
        for group in groups
        for row in group.values()
    )
    assert all(float(age) > 0 for age in (*table.age, *table.bmi))
