"""The whole way: from a person to plans, to files, and back."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from tests.planning.people import DRUG, GYM, man
from tests.schemas import validate

import osteotwin as ot
from osteotwin.errors import InputError
from osteotwin.people.person import Habits, Measurement
from osteotwin.people.wishes import FOOD_GROUPS, Wishes
from osteotwin.planning import space
from osteotwin.planning.burden import burden_of
from osteotwin.planning.choice import Choice, Impact, Nutrition, Strength, protocol_of
from osteotwin.planning.frame import frame_of
from osteotwin.planning.front import LEAST, MOST, NAMES, front_of, middle_of, told_name
from osteotwin.planning.gain import brings_nothing
from osteotwin.planning.guidelines import to_be_measured
from osteotwin.planning.outcome import Outcome
from osteotwin.planning.plan import Planned, checked
from osteotwin.planning.schema import PLAN_ANSWER
from osteotwin.planning.search import Judge, search
from osteotwin.protocol.interventions import DrugCourse, Protocol, Supplement, Training
from osteotwin.report.plan.words import contents
from osteotwin.safety.violations import violations

PEOPLE = 40
#: Where training is not the point: there is less to search.
NO_DAY = replace(GYM, days_per_week=0)


@pytest.mark.slow
def test_three_plans_that_answer_the_schema_and_break_no_limit(planned: Planned) -> None:
    answer = planned.to_dict()
    validate(json.loads(json.dumps(answer, allow_nan=False)), PLAN_ANSWER)
    assert [plan["name"] for plan in answer["plans"]] == list(planned.choices)
    assert len(set(planned.choices.values())) == len(planned.choices) == len(NAMES)
    assert ("least effort that holds" in planned.choices) == answer["plans"][0]["holds"]
    burdens = [plan["burden"] for plan in answer["plans"]]
    assert burdens == sorted(burdens)
    for name in planned.choices:
        assert violations(planned.protocol(name), planned.frame.person) == ()
        assert DRUG in planned.protocol(name).interventions


@pytest.mark.slow
def test_what_is_said_is_of_other_people_than_chose(planned: Planned) -> None:
    for plan in planned.to_dict()["plans"]:
        chosen, said = plan["chosen_by"]["kept"], plan["kept"]["probability"]
        offset = (plan["chosen_by"]["offset"] - plan["offset"]["probability"]) / 2
        assert plan["optimism"] == pytest.approx((chosen - said) / 2 + offset, abs=0.05)


@pytest.mark.slow
def test_doing_less_of_it_keeps_less(planned: Planned) -> None:
    for plan in planned.to_dict()["plans"]:
        half, most = (plan["adherence"][share]["change"] for share in ("50%", "80%"))
        now = planned.to_dict()["now"]["change"]
        assert now - 1e-9 <= half <= most + 1e-9


@pytest.mark.slow
def test_plans_are_written_as_files_that_run_takes(planned: Planned, tmp_path: Path) -> None:
    paths = {path.name: path for path in ot.write_plans(planned, tmp_path / "plans")}
    assert {"balanced.toml", "balanced.ics", "balanced.csv", "most-bone.toml", "answer.json"} <= set(paths)
    for name in planned.choices:
        read = ot.read_person(paths[f"{name.replace(' ', '-')}.toml"])
        assert set(read.plan.interventions) == set(planned.protocol(name).interventions)
        assert read.wishes == man().wishes
        assert violations(read.plan, read) == ()


@pytest.mark.slow
def test_the_same_seed_finds_the_same_plans(planned: Planned) -> None:
    again = ot.plan(man(), 40, seed=3).to_dict()
    one, two = ({**answer, "timings": {}} for answer in (planned.to_dict(), again))
    assert one == two


@pytest.mark.slow
def test_the_search_reaches_what_enumeration_reaches(monkeypatch: pytest.MonkeyPatch) -> None:
    """A coarse grid, every choice of which is simulated exactly with the same people."""
    coarse = {
        "SETS": (2, 5), "LIFTING_DAYS": (2,), "IMPACTS": (20, 60), "IMPACT_DAYS": (2,), "MINUTES": (20,),
        "SERVINGS": (0, 1), "TABLETS": (0,), "VITAMIN_D": (0, 1000),
    }  # fmt: skip
    for name, values in coarse.items():
        monkeypatch.setattr(space, name, values)
    frame = frame_of(man())
    twin = ot.Twin.from_person(frame.person, 60, 5)
    found = search(twin, frame, 3)
    judge, choices = Judge.of(twin, 3), list(space.space_of(frame).choices(frame))
    assert len(choices) > 100
    outlooks = judge.simulate([protocol_of(choice, frame) for choice in choices])
    exact = [judge.outcome(outlook).objective for outlook in outlooks]
    burdens = [burden_of(choice, frame).weighed for choice in choices]
    points = front_of(found.points)
    for cap in np.linspace(min(burdens), max(burdens), 12):
        reachable = max(value for value, burden in zip(exact, burdens, strict=True) if burden <= cap)
        reached = max(point.objective for point in points if point.burden <= cap)
        assert reached >= 0.98 * reachable


def test_no_plan_breaks_a_limit_and_is_shown() -> None:
    person = man(conditions=("kidney_stones",))
    tablets = Protocol((DRUG, Supplement("calcium_citrate", 500.0, 1.0)))
    with pytest.raises(InputError, match="kidney stones"):
        checked(tablets, person)
    with pytest.raises(InputError, match="stops no drug"):
        checked(Protocol(), person)


def test_a_plan_that_a_limit_forbids_is_not_written(tmp_path: Path) -> None:
    frame = frame_of(man(conditions=("kidney_stones",)))
    forged = Planned(frame, {"balanced": Choice(None, None, Nutrition(calcium_tablets=1))}, {})
    with pytest.raises(InputError, match="kidney stones"):
        ot.write_plans(forged, tmp_path / "plans")
    assert not (tmp_path / "plans").exists()


def test_a_clinician_first_and_no_plan(tmp_path: Path) -> None:
    found = ot.plan(man(conditions=("pregnancy",), sex="female"), PEOPLE)
    answer = found.to_dict()
    validate(answer, PLAN_ANSWER)
    assert answer["plans"] == []
    assert "See a clinician first" in answer["see_clinician_first"][0]["text"]
    with pytest.raises(InputError, match="no plan"):
        found.protocol("balanced")
    assert [path.name for path in ot.write_plans(found, tmp_path)] == ["answer.json"]


def test_an_outlook_under_a_year_is_refused() -> None:
    with pytest.raises(InputError, match=r"outlook\.until"):
        ot.plan(man(until=date(2026, 12, 1)), PEOPLE)


@pytest.mark.parametrize(("people", "seed"), [(0, 1), (10, -1)])
def test_numbers_that_cannot_be_are_refused(people: int, seed: int) -> None:
    with pytest.raises(InputError):
        ot.plan(man(), people, seed)


def test_a_known_exercise_does_not_start_over() -> None:
    frame = frame_of(man())
    squat = frame.strength[0].id
    lately = Training(squat, 2, 24.0, load_fraction_1rm=0.8, from_day=-200.0, until_day=-1.0)
    known = frame_of(man(history=Protocol((lately,))))
    choice = Choice(Strength(1, 2, 3, heavy=True), None, Nutrition())
    lifts = [protocol_of(choice, one).interventions[-1] for one in (frame, known)]
    assert [lift.load_fraction_1rm for lift in lifts if isinstance(lift, Training)] == [0.65, 0.80]


def test_what_is_lifted_by_habit_is_not_planned_again() -> None:
    squat = frame_of(man()).strength[0].id
    habits = replace(man().habits, training=(Training(squat, 2, 24.0, load_fraction_1rm=0.8),))
    assert squat not in {one.id for one in frame_of(man(habits=habits)).strength}


def test_the_own_drugs_stay_and_the_rest_of_the_own_plan_goes() -> None:
    own = Protocol((DRUG, DrugCourse("alendronate", 70.0, 7.0), Supplement("vitamin_d", 1000.0, 1.0)))
    frame = frame_of(man(plan=own, wishes=GYM))
    assert frame.fixed == own.interventions[:2]
    assert frame.now == Protocol(own.interventions[:2])
    impact = Choice(None, Impact(frame.impact[0].id, 2, 20), Nutrition())
    assert violations(protocol_of(impact, frame), frame.person) == ()


@pytest.mark.slow
def test_a_twin_that_is_there_brings_its_people_and_seed() -> None:
    person = man(wishes=NO_DAY)
    twin = ot.Twin.from_person(person, 12, 4)
    one, two = (found.to_dict() | {"timings": {}} for found in (ot.plan(twin), ot.plan(person, 12, 4)))
    assert one == two


@pytest.mark.slow
def test_a_callback_that_raises_ends_the_search() -> None:
    def stop(_now: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ot.plan(man(), 12, on_progress=stop)


@pytest.mark.slow
def test_one_plan_is_said_to_be_one_and_none_is_said_to_hold_that_does_not(tmp_path: Path) -> None:
    """Whoever may change nothing has one plan, to live on as now."""
    nothing = replace(GYM, days_per_week=0, not_eaten=FOOD_GROUPS, supplements=False)
    found = ot.plan(man(wishes=nothing), PEOPLE)
    answer = found.to_dict()
    (told,) = answer["plans"]
    assert "there is one plan" in answer["notes"][0]
    assert told["name"] == ("least effort that holds" if told["holds"] else "least effort")
    assert {path.name for path in ot.write_plans(found, tmp_path)} == {
        f"{told['name'].replace(' ', '-')}.toml", "answer.json"
    }  # fmt: skip


def test_a_plan_that_does_not_hold_has_a_name_that_says_no_such_thing() -> None:
    assert told_name(LEAST, does_hold=True) == LEAST
    assert told_name(LEAST, does_hold=False) == "least effort"
    assert told_name(MOST, does_hold=False) == MOST


@pytest.mark.slow
def test_a_forbidden_habit_ends_today_in_the_numbers_too() -> None:
    """It is written as the past, and the plans are compared with life without it."""
    squat = Training("back_squat", 3, 40, load_fraction_1rm=0.8)
    habits = replace(man().habits, training=(squat,))
    broken = man(habits=habits, vertebral_fracture=True, wishes=NO_DAY)
    twin = ot.Twin.from_person(broken, 12, 4)
    found = ot.plan(twin)
    assert found.frame.person.habits.training == ()
    assert (
        found.to_dict()["now"]["change"]
        < ot.plan(replace(broken, vertebral_fracture=False), 12, 4).to_dict()["now"]["change"]
    )
    again = found.person(next(iter(found.choices)))
    assert [item.exercise for item in again.history.interventions if isinstance(item, Training)] == [
        "back_squat"
    ]


@pytest.mark.slow
def test_a_drug_that_a_hard_flag_forbids_is_in_no_number_of_a_plan_and_is_the_clinicians() -> None:
    """Letrozole while the ovaries work: with it and without it in the file the plans do the same."""
    letrozole = DrugCourse("letrozole", 2.5, 1)
    fields = {"sex": "female", "birth_date": date(1990, 5, 14)}
    told, free = (ot.plan(man(plan=Protocol(items), **fields), 12).to_dict() for items in ((letrozole,), ()))
    first = told["see_clinician_first"]
    assert any("Letrozole with working ovaries" in row["text"] for row in first)
    assert any("without letrozole" in note for note in told["notes"])
    assert told["now"]["kept"] == free["now"]["kept"]
    assert [plan["parts"] for plan in told["plans"]] == [plan["parts"] for plan in free["plans"]]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("what", "value", "unit"), [("egfr", 22.0, "mL/min/1.73m2"), ("creatinine", 4.0, "mg/dL")]
)
def test_a_weak_kidney_takes_tablets_from_plans_and_says_so_first(what: str, value: float, unit: str) -> None:
    """However it was measured; and the guideline's class stands with the plans, as in `run`."""
    measured = Measurement(date(2026, 1, 20), what, value, unit, f"{value} {unit}")
    hip = Measurement(date(2026, 1, 20), "t_score_total_hip", -3.8, "", "-3.8")
    person = man(measurements=(measured, hip), fragility_fractures=2)
    answer = ot.plan(person, 12).to_dict()
    validate(json.loads(json.dumps(answer, allow_nan=False)), PLAN_ANSWER)
    assert all(plan["tablets_per_week"] == 0 for plan in answer["plans"])
    assert any("eGFR under 30" in row["text"] for row in answer["see_clinician_first"])
    assert answer["guideline"]["class"] == "treat"
    assert answer["guideline"]["class"] == ot.run(person, people=12)["verdict"]["lines"][0]["class"]


@pytest.mark.parametrize("value", [30.0, 75.0])
def test_a_kidney_that_is_not_so_weak_leaves_tablets(value: float) -> None:
    measured = Measurement(date(2026, 1, 20), "egfr", value, "mL/min/1.73m2", f"{value}")
    bounds = frame_of(man(measurements=(measured,))).bounds
    assert bounds["vitamin_d_supplement"].value > 0.0
    assert not bounds.ask_first


@pytest.mark.parametrize(
    ("names", "middle"),
    [(["a"], "a"), (["a", "b"], "b"), (["a", "b", "c"], "b"), ([], "balanced")],
)
def test_the_middle_plan_of_those_that_are_there(names: list[str], middle: str) -> None:
    assert middle_of(names) == middle


@pytest.mark.slow
@pytest.mark.parametrize("wishes", [Wishes(0, 30.0, supplements=False), Wishes(2, 20.0)])
def test_doses_are_varied_around_the_plan_that_is_there(wishes: Wishes) -> None:
    found = ot.plan(man(wishes=wishes), 12)
    only = replace(found, choices=dict(list(found.choices.items())[:1]))
    assert ot.dose_response(only)["around"] == next(iter(found.choices))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("iu", "measured", "says"),
    [
        (20000.0, ("25ohd", 110.0, "ng/mL"), "how far, the clinician says"),
        (12000.0, ("25ohd", 49.0, "ng/mL"), "to 4,000 at most"),
        (3000.0, ("serum_calcium", 11.4, "mg/dL"), ""),
    ],
)
def test_what_habits_bring_too_much_of_is_said_first(
    iu: float, measured: tuple[str, float, str], says: str
) -> None:
    """A hard flag of `run` that no plan settles stands before the plans; what is tolerable does not."""
    what, value, unit = measured
    level = Measurement(date(2026, 1, 20), what, value, unit, f"{value} {unit}")
    person = man(habits=Habits(900.0, iu), measurements=(level,), wishes=NO_DAY)
    hard = [flag["text"] for flag in ot.run(person, people=12)["flags"] if flag["severity"] == "do_not"]
    first = [row["text"] for row in ot.plan(person, 12).to_dict()["see_clinician_first"]]
    assert hard
    assert set(hard) <= set(first)
    assert any("is to be cut" in text and says in text for text in first) == bool(says)


@pytest.mark.slow
def test_an_own_tablet_that_no_plan_keeps_is_no_matter_of_plans() -> None:
    tablets = man(plan=Protocol((DRUG, Supplement("vitamin_d", 12000.0, 1.0))), wishes=NO_DAY)
    assert not ot.plan(tablets, 12).to_dict()["see_clinician_first"]


@pytest.mark.slow
def test_tablets_that_are_taken_and_in_no_plan_are_said() -> None:
    """ "Nothing more than now" would be false of a plan that is counted without them."""
    tablets = tuple(Supplement(one, dose, 1.0, from_day=-300.0) for one, dose in
                    (("calcium_carbonate", 500.0), ("vitamin_d", 1000.0)))  # fmt: skip
    taken, kidney = Protocol((DRUG, *tablets)), ("chronic_kidney_disease",)
    ill, well, none = (
        ot.plan(man(wishes=NO_DAY, **fields), 12).to_dict()
        for fields in ({"plan": taken, "conditions": kidney}, {"plan": taken}, {"conditions": kidney})
    )
    for plan in ill["plans"]:
        assert "calcium" in plan["ends"]
        assert "without the tablets of calcium" in " ".join(contents(plan)).lower()
    assert any("Tablets of calcium are taken now; they stand in no plan" in note for note in ill["notes"])
    assert any("Do not stop them" in note for note in ill["notes"])
    for plan in well["plans"]:
        parts = {part["part"] for part in plan["parts"]}
        assert set(plan["ends"]) == {n for n, part in (("calcium", "calcium"), ("vitamin D", "vitamin_d"))
                                     if part not in parts}  # fmt: skip
    assert not any(plan["ends"] for plan in none["plans"])
    assert not any("are taken now" in note for note in none["notes"])


@pytest.mark.slow
def test_parts_that_show_nothing_stand_in_no_plan_but_for_muscle_or_need(planned: Planned) -> None:
    """And the one sentence says why those that stay do."""
    told = planned.to_dict()["plans"]
    told += ot.plan(man(wishes=Wishes(), conditions=("knee_pain",)), PEOPLE).to_dict()["plans"]
    notes = [part["note"] for plan in told for part in plan["parts"]]
    for plan in told:
        for part in plan["parts"]:
            asked = [part["kept"], 0.0 if part["offset"] is None else part["offset"]]
            nothing = all(abs(gain) < 0.005 for gain in asked) and abs(part["change"]) < 0.05
            assert bool(part["note"]) == nothing
            assert not nothing or plan["name"] in NAMES[1:], "the least effort holds no part for nothing"
    assert any("no bone is won by it here" in note for note in notes)


def test_a_gain_in_any_line_is_something() -> None:
    whole = Outcome(0.80, 0.40, 1.00)
    assert brings_nothing(whole, Outcome(0.80, 0.40, 0.96))
    assert brings_nothing(replace(whole, offset=None), Outcome(0.80, None, 0.96))
    for less in (Outcome(0.79, 0.40, 1.0), Outcome(0.80, 0.39, 1.0), Outcome(0.80, 0.40, 0.9)):
        assert not brings_nothing(whole, less)


@pytest.mark.parametrize(
    ("changes", "people"),
    [
        ({"sex": "female", "birth_date": date(1976, 5, 14), "menopause_age": 45.0}, 40),
        ({"sex": "female", "birth_date": date(1986, 5, 14)}, 40),
        (
            {
                "history": Protocol((replace(DRUG, from_day=-2900.0, until_day=0.0),)),
                "birth_date": date(1962, 5, 14),
            },
            40,
        ),
        ({"birth_date": date(1990, 5, 14)}, 40),
    ],
)
def test_the_guidelines_class_is_that_of_run(changes: dict[str, object], people: int) -> None:
    """Nobody measured: then the twin's density of today counts, on her side of menopause, after what was taken."""
    person = man(wishes=Wishes(0, 30.0), **changes)
    told, said = (
        ot.plan(person, people).to_dict()["guideline"],
        ot.run(person, people=people)["verdict"]["lines"][0],
    )
    assert told == {key: said[key] for key in told}


def test_urine_calcium_that_is_expected_to_rise_is_to_be_measured_first() -> None:
    """Food and tablets may bring it over the line; where nothing is added there is nothing to measure for it."""
    woman = man(
        sex="female", birth_date=date(1966, 10, 1), menopause_age=50.0, habits=Habits(900.0, 200.0), wishes=GYM,
        plan=Protocol((DrugCourse("letrozole", 2.5, 1.0),)), weight_kg=60.0,
    )  # fmt: skip
    frame = frame_of(woman)
    twin = ot.Twin.from_person(frame.person, PEOPLE, 1)
    much = protocol_of(Choice(None, None, Nutrition(2, 0, 2000)), frame)
    (told,) = to_be_measured(frame, twin, much)
    assert "have 24 hours of urine measured before calcium is added" in told["text"]
    assert "300 mg in men, 250 mg in women" in told["source"]
    assert to_be_measured(frame, twin, frame.now) == []
