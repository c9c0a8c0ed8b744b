"""A plan that stands alone becomes a protocol; presets fill in what the file leaves open."""

from dataclasses import replace
from datetime import date
from math import inf
from pathlib import Path

import pytest

from osteotwin.errors import InputError
from osteotwin.people.read_person import check
from osteotwin.protocol.describe import describe_intervention
from osteotwin.protocol.drug_routes import load_routes
from osteotwin.protocol.interventions import Diet, DrugCourse, Protocol, Supplement, Training, Unloading
from osteotwin.protocol.library import load_drugs, load_exercises
from osteotwin.protocol.preset_names import list_presets
from osteotwin.protocol.presets import load_preset
from osteotwin.protocol.read_plan import read_plan


def plan(folder: Path, text: str, start: date | None = None) -> Protocol:
    path = folder / "plan.toml"
    path.write_text(text, encoding="utf-8")
    protocol = read_plan(path, start)
    assert check(path) == ()
    return protocol


def refused(folder: Path, text: str, start: date | None = None) -> list[tuple[str, str]]:
    path = folder / "plan.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_plan(path, start)
    return [(problem.field, problem.sentence()) for problem in caught.value.problems]


def test_days_are_counted_from_the_earliest_date_or_from_the_start_that_is_given(tmp_path: Path) -> None:
    text = (
        '[[plan.drug]]\nname = "letrozole"\ndose = "2.5 mg"\nevery = "1 day"\nfrom = 2026-03-01\n'
        '[[plan.drug]]\nname = "zoledronate"\ndose = "5 mg"\nevery = "1 year"\nfrom = "2026-03-31"\n'
        "until = 2029-03-31\n"
    )
    assert plan(tmp_path, text).interventions == (
        DrugCourse("letrozole", 2.5, 1.0, 0.0, inf),
        DrugCourse("zoledronate", 5.0, 365.25, 30.0, 1126.0),
    )
    assert plan(tmp_path, text, date(2026, 2, 27)).interventions[0].from_day == 2.0
    assert [i.from_day for i in plan(tmp_path, text, date(2026, 3, 2)).interventions] == [-1.0, 29.0]


def test_a_plan_for_many_may_count_in_weeks(tmp_path: Path) -> None:
    text = (
        '[[plan.training]]\nkind = "resistance"\nsessions_per_week = 2\nsets = 3\nreps = 8\n'
        "from_week = 4\nto_week = 30\n"
        "[[plan.unloading]]\nfraction = 0.0\nto_week = 17\n"
    )
    assert plan(tmp_path, text).interventions == (
        Training("generic_resistance", 2.0, 24.0, from_day=28.0, until_day=210.0, sets=3.0, reps=8.0),
        Unloading(0.0, 0.0, 119.0),
    )


@pytest.mark.parametrize("training_type", ["resistance", "impact", "resistance_and_impact", "isometric"])
def test_a_training_type_is_a_usual_session_as_long_as_the_minutes_say(
    tmp_path: Path, training_type: str
) -> None:
    exercise = load_exercises()[f"generic_{training_type}"]
    entry = f'[[plan.training]]\nkind = "{training_type}"\nsessions_per_week = 3\n'
    (usual,) = plan(tmp_path, entry).interventions
    assert isinstance(usual, Training)
    assert usual.cycles_per_session == exercise.default_cycles_per_session
    (half,) = plan(tmp_path, f"{entry}minutes = {exercise.default_minutes / 2}\n").interventions
    assert isinstance(half, Training)
    assert half.cycles_per_session == pytest.approx(usual.cycles_per_session / 2)


@pytest.mark.parametrize(
    ("name", "dose", "expected"),
    [
        ("Prolia", "60 mg", ("denosumab", 60.0)),
        ("teriparatide", "20 ug", ("teriparatide", 20.0)),
        ("teriparatide", "0.02 mg", ("teriparatide", 20.0)),
        ("estradiol patch", "50 ug/day", ("estradiol_patch", 50.0)),
        ("estradiol patch", "0.05 mg/24h", ("estradiol_patch", 50.0)),
    ],
)
def test_a_dose_reads_in_the_unit_of_its_drug(
    tmp_path: Path, name: str, dose: str, expected: tuple[str, float]
) -> None:
    text = f'[[plan.drug]]\nname = "{name}"\ndose = "{dose}"\nevery = "3.5 days"\n'
    if name == "Prolia":
        text = text.replace("3.5 days", "6 months")
    (course,) = plan(tmp_path, text).interventions
    assert isinstance(course, DrugCourse)
    assert (course.drug, pytest.approx(course.dose)) == expected


USUAL_INTERVAL = load_drugs()["zoledronate"].usual_interval_days


@pytest.mark.parametrize(
    ("window", "every", "day", "interval"),
    [
        ("from = 2026-02-01\nuntil = 2026-02-01", "6 months", 0.0, 182.625),
        ("from_week = 4\nto_week = 4", "1 year", 28.0, 365.25),
        ("from_week = 4", "once", 28.0, USUAL_INTERVAL),
        ("", "Once", 0.0, USUAL_INTERVAL),
    ],
)
def test_a_dose_that_is_given_once_is_one_dose_on_that_day(
    tmp_path: Path, window: str, every: str, day: float, interval: float
) -> None:
    text = f'[[plan.drug]]\nname = "zoledronate"\ndose = "5 mg"\nevery = "{every}"\n{window}\n'
    (course,) = plan(tmp_path, text).interventions
    assert isinstance(course, DrugCourse)
    assert (course.from_day, course.until_day, course.interval_days) == (day, day + interval, interval)
    assert course.is_single
    doses = [list(route.administrations(course, inf)) for route in load_routes()["zoledronate"]]
    assert doses == [[course.from_day]]
    assert describe_intervention(course) == "5 mg once"


@pytest.mark.parametrize(
    ("every", "days"),
    [("daily", 1.0), ("twice a week", 3.5), ("every 6 months", 182.625), ("3x/week", 7 / 3)],
)
def test_how_often_may_be_said_in_words(tmp_path: Path, every: str, days: float) -> None:
    text = f'[[plan.drug]]\nname = "testosterone"\ndose = "1 mg"\nevery = "{every}"\n'
    (course,) = plan(tmp_path, text.replace("testosterone", "denosumab")).interventions
    assert isinstance(course, DrugCourse)
    assert course.interval_days == pytest.approx(days)
    training = '[[plan.training]]\nexercise = "jogging"\nsessions_per_week = "{}"\nminutes = "20 min"\n'
    (often,) = plan(tmp_path, training.format("3 times a week")).interventions
    assert isinstance(often, Training)
    assert often.sessions_per_week == pytest.approx(3.0)
    ((field, sentence),) = refused(tmp_path, training.format("often"))
    assert field == "plan.training[0].sessions_per_week"
    assert "above 0 and at most 21" in sentence


def test_single_doses_of_one_drug_may_lie_closer_than_its_usual_interval(tmp_path: Path) -> None:
    dose = '[[plan.drug]]\nname = "zoledronate"\ndose = "5 mg"\nevery = "once"\nfrom = 2026-0{}-01\n'
    assert len(plan(tmp_path, dose.format(1) + dose.format(6)).interventions) == 2
    ((field, sentence),) = refused(tmp_path, dose.format(1) * 2)
    assert field == "plan.drug[1].name"
    assert "a second course" in sentence


def test_a_supplement_may_be_given_once(tmp_path: Path) -> None:
    bolus = '[[plan.supplement]]\nnutrient = "vitamin_d"\ndose = "300000 IU"\nevery = "{}"\nfrom_week = 2\n{}'
    (given,) = plan(tmp_path, bolus.format("once", "")).interventions
    assert isinstance(given, Supplement)
    assert given.is_single
    assert describe_intervention(given) == "300,000 IU once"
    (dated,) = plan(tmp_path, bolus.format("3 months", "to_week = 2\n")).interventions
    assert dated == replace(given, interval_days=91.3125, until_day=14.0 + 91.3125)


def test_an_operation_has_neither_dose_nor_end(tmp_path: Path) -> None:
    (course,) = plan(tmp_path, '[[plan.drug]]\nname = "orchiectomy"\n').interventions
    assert isinstance(course, DrugCourse)
    assert course.until_day == inf
    found = refused(tmp_path, '[[plan.drug]]\nname = "orchiectomy"\ndose = "1 mg"\nto_week = 3\n')
    assert {field for field, _ in found} == {"plan.drug[0].dose", "plan.drug[0].to_week"}


def test_a_diet_is_one_table_or_several_that_follow_each_other(tmp_path: Path) -> None:
    one = '[plan.diet]\ncalcium = "1.2 g/day"\nvitamin_d = "20 ug/day"\n'
    assert plan(tmp_path, one).interventions == (Diet("calcium", 1200.0), Diet("vitamin_d", 800.0))
    two = '[[plan.diet]]\ncalcium = "1 g/day"\nto_week = 4\n[[plan.diet]]\ncalcium = "1.2 g/day"\nfrom_week = {}\n'
    assert len(plan(tmp_path, two.format(4)).interventions) == 2
    ((field, sentence),) = refused(tmp_path, two.format(3))
    assert field == "plan.diet[1].calcium"
    assert "one total at a time" in sentence


def test_a_preset_starts_with_the_plan_or_on_its_own_dates(tmp_path: Path) -> None:
    drug = '[[plan.drug]]\nname = "anastrozole"\ndose = "1 mg"\nevery = "1 day"\nfrom = 2026-02-01\n'
    plain = plan(tmp_path, '[plan]\npreset = "standard_lifestyle"\n' + drug)
    assert plain.only("training", "calcium", "vitamin_d") == load_preset("standard_lifestyle")
    dated = '[plan]\npreset = { name = "Standard lifestyle", from = 2026-03-03, until = 2027-02-01 }\n'
    moved = plan(tmp_path, dated + drug).only("training", "calcium", "vitamin_d")
    assert {(i.from_day, i.until_day) for i in moved.interventions} == {(30.0, 365.0)}
    ((field, _),) = refused(tmp_path, dated.replace("until = 2027", "until = 2026") + drug)
    assert field == "plan.preset.until"


def test_a_preset_twice_for_the_same_days_is_refused(tmp_path: Path) -> None:
    use = '[[plan.preset]]\nname = "standard_lifestyle"\nfrom_week = {}\nto_week = {}\n'
    assert len(plan(tmp_path, use.format(0, 10) + use.format(10, 20)).interventions) == 2 * len(
        load_preset("standard_lifestyle").interventions
    )
    ((field, sentence),) = refused(tmp_path, use.format(0, 10) + use.format(9, 20))
    assert field == "plan.preset[1].name"
    assert "a second time for the same days" in sentence


def test_what_the_file_says_about_a_nutrient_wins_over_the_preset(tmp_path: Path) -> None:
    protocol = plan(
        tmp_path,
        '[plan]\npreset = "standard_lifestyle"\n[plan.diet]\ncalcium = "1000 mg/day"\n'
        '[[plan.supplement]]\nnutrient = "vitamin D3"\ndose = "25 ug"\nevery = "1 day"\n',
    )
    assert protocol.only("calcium").interventions == (Diet("calcium", 1000.0),)
    assert protocol.only("vitamin_d").interventions == (Supplement("vitamin_d", 1000.0, 1.0),)
    assert protocol.only("training") == load_preset("standard_lifestyle").only("training")


@pytest.mark.parametrize("name", [preset.name for preset in list_presets()])
def test_every_preset_reads_says_what_it_is_and_lies_within_its_days(name: str) -> None:
    preset = next(p for p in list_presets() if p.name == name)
    assert preset.title
    assert preset.summary
    assert preset.sources
    protocol = load_preset(name, 10.0, 100.0)
    assert protocol.interventions
    assert all(10.0 <= i.from_day < i.until_day <= 100.0 for i in protocol.interventions)


def test_the_standard_preset_is_what_its_summary_says() -> None:
    protocol = load_preset("standard_lifestyle")
    training = [i for i in protocol.interventions if isinstance(i, Training)]
    impact = [t for t in training if load_exercises()[t.exercise].training_type in ("impact", "jogging")]
    lifting = [t for t in training if t not in impact]
    assert {t.sessions_per_week for t in impact} == {3.0}
    assert 15 <= sum(t.minutes_per_session or 0.0 for t in impact) <= 20
    assert {t.exercise for t in lifting} == {"back_squat", "deadlift", "overhead_press"}
    assert {
        (t.sessions_per_week, t.load_fraction_1rm, t.progression_until_fraction_1rm) for t in lifting
    } == {(2.0, 0.7, 0.85)}
    assert Diet("calcium", 1200.0) in protocol.interventions
    assert Diet("vitamin_d", 1000.0) in protocol.interventions


def test_an_unknown_preset_names_the_nearest() -> None:
    with pytest.raises(InputError, match="standard_lifestyle"):
        load_preset("standart_lifestyle")


def test_the_plan_of_a_person_file_reads_without_the_person(tmp_path: Path) -> None:
    path = tmp_path / "person.toml"
    path.write_text('[person]\nsex = "male"\n[[plan.unloading]]\nfraction = "20 %"\n', encoding="utf-8")
    assert read_plan(path).interventions == (Unloading(0.2),)


def test_a_file_without_a_plan_is_refused(tmp_path: Path) -> None:
    ((field, sentence),) = refused(tmp_path, '[person]\nsex = "male"\n')
    assert field == "plan"
    assert "[[plan.drug]]" in sentence
    fields = [field for field, _ in refused(tmp_path, '[[drug]]\nname = "anastrozole"\n')]
    assert fields == ["plan", "drug"]
