"""A person file becomes a person in internal units; every slip becomes one problem at its field."""

from dataclasses import replace
from datetime import date
from importlib.resources import files
from math import inf
from pathlib import Path

import pytest

from osteotwin.errors import InputError, Problem
from osteotwin.people.person import Habits, Measurement, Person
from osteotwin.people.read_person import check, read_person
from osteotwin.protocol.interventions import Diet, DrugCourse, Food, Supplement, Training

GOOD = """
[person]
name = "Example"
sex = "male"
birth_date = 1972-05-14
height = "181 cm"
weight = "86 kg"
fragility_fractures = 0
conditions = ["kidney_stones"]

[habits]
calcium = "750 mg/day"
vitamin_d = "150 IU/day"
[[habits.training]]
exercise = "walking"
sessions_per_week = 3
minutes = 30

[[measurement]]
date = 2026-01-12
what = "bmd_lumbar_spine"
value = "1.05 g/cm^2"
device = "hologic"
[[measurement]]
date = 2026-01-12
what = "estradiol"
value = "100 pmol/L"
assay = "immunoassay"

[[plan.drug]]
name = "anastrozole"
dose = "1 mg"
every = "1 day"
from = 2026-02-01
until = 2028-02-01
[[plan.training]]
exercise = "back squat"
sessions_per_week = 2
sets = 5
reps = 5
load = "80 %1RM"
progression = "2.5 %/week until 85 %1RM"
[[plan.training]]
exercise = "rope jumping"
sessions_per_week = 3
impacts = 60
[[plan.food]]
food = "yogurt, plain, low fat"
servings_per_week = 7
[[plan.supplement]]
nutrient = "vitamin_d"
dose = "1000 IU"
every = "1 day"

[outlook]
until = 2029-02-01
"""


def save(folder: Path, text: str) -> Path:
    path = folder / "person.toml"
    path.write_text(text, encoding="utf-8")
    return path


def changed(old: str, new: str) -> str:
    """The good file with one piece replaced, which must be there exactly once."""
    assert GOOD.count(old) == 1, old
    return GOOD.replace(old, new)


@pytest.mark.parametrize(("age", "allowed"), [(40, True), (53, True), (54, False), (60, False)])
def test_a_menopause_that_has_not_come_yet_is_refused(age: int, allowed: bool, tmp_path: Path) -> None:
    woman = changed('sex = "male"', f'sex = "female"\nmenopause_age = "{age} years"')  # 53.7 years old
    if allowed:
        assert read_person(save(tmp_path, woman)).menopause_age == age
    else:
        (problem,) = problems(tmp_path, woman)
        assert problem.field == "person.menopause_age"
        assert f"{age} years at an age of 53.7" in problem.found


def problems(folder: Path, text: str) -> tuple[Problem, ...]:
    path = save(folder, text)
    with pytest.raises(InputError) as caught:
        read_person(path)
    # What is offered is tried on the file by the check alone.
    assert [replace(one, fix="") for one in check(path)] == [
        replace(one, fix="") for one in caught.value.problems
    ]
    for problem in caught.value.problems:
        assert problem.file == str(path)
        assert problem.found
        assert problem.expected
        assert problem.fix
        assert "\n" not in problem.sentence()
    return caught.value.problems


def test_the_whole_file_reads_in_internal_units(tmp_path: Path) -> None:
    path = save(tmp_path, GOOD)
    person = read_person(path)
    assert check(path) == ()
    estradiol = person.measurements[1]
    assert estradiol.value == pytest.approx(27.238)
    assert replace(person, measurements=(person.measurements[0],)) == Person(
        sex="male",
        birth_date=date(1972, 5, 14),
        start=date(2026, 2, 1),
        until=date(2029, 2, 1),
        name="Example",
        height_cm=181.0,
        weight_kg=86.0,
        conditions=("kidney_stones",),
        habits=Habits(
            750.0, 150.0, (), (Training("walking", 3.0, 30.0 * walking_cycles(), minutes_per_session=30.0),)
        ),
        measurements=(
            Measurement(
                date(2026, 1, 12), "bmd_lumbar_spine", 1.05, "g/cm2", "1.05 g/cm^2", device="hologic"
            ),
        ),
        plan=person.plan,
        source=str(path),
    )
    assert person.plan.interventions == (
        DrugCourse("anastrozole", 1.0, 1.0, 0.0, 730.0),
        Training(
            "back_squat", 2.0, 25.0, load_fraction_1rm=0.8, progression_per_week=0.025,
            progression_until_fraction_1rm=0.85, sets=5.0, reps=5.0,
        ),
        Training("rope_jumping", 3.0, 60.0),
        Food(person.plan.interventions[3].food, 7.0),  # type: ignore[union-attr]
        Supplement("vitamin_d", 1000.0, 1.0),
    )  # fmt: skip


def walking_cycles() -> float:
    from osteotwin.protocol.library import load_exercises

    return load_exercises()["walking"].cycles_per_minute or 0.0


def test_the_bundled_example_reads_and_takes_its_preset_from_the_same_day() -> None:
    example = files("osteotwin.people").joinpath("examples", "demo.toml")
    person = read_person(str(example))
    assert person.plan.groups() == ("anastrozole", "training", "calcium", "vitamin_d")
    assert 50 <= person.age_at_start < 60
    assert person.outlook_days == 1096
    assert {m.what for m in person.measurements} >= {"bmd_lumbar_spine", "estradiol", "testosterone", "25ohd"}
    assert Diet("calcium", 1200.0) in person.plan.interventions


# One slip each: what is replaced, by what, the field that must be named, and what the sentence must hold.
SLIPS = [
    ('height = "181 cm"', "height = 181", "person.height", ["181, which has no unit", "cm", '"181 cm"']),
    ('height = "181 cm"', 'height = "181"', "person.height", ['"181", which has no unit', '"181 cm"']),
    ('height = "181 cm"', 'height = "1.81 cm"', "person.height", ['"1.81 cm"', "from 100 to 250 cm"]),
    ('height = "181 cm"', 'height = "2.6 m"', "person.height", ["from 100 to 250 cm"]),
    ('height = "181 cm"', 'height = "181 kg"', "person.height", ["unit is not known", "cm, m, mm"]),
    ('weight = "86 kg"', 'weight = "29 kg"', "person.weight", ["from 30 to 300 kg"]),
    ('weight = "86 kg"', 'weight = "3000 kg"', "person.weight", ["from 30 to 300 kg"]),
    ('weight = "86 kg"', 'wieght = "86 kg"', "person.wieght", ["the unknown key", '"weight"']),
    ('weight = "86 kg"', 'weight = "86,500 kg"', "person.weight", ['"86,500 kg"', '"86.500 kg"']),
    ('weight = "86 kg"', 'weight = "nan kg"', "person.weight", ['"nan kg"', "finite"]),
    ('weight = "86 kg"', 'weight = "inf kg"', "person.weight", ['"inf kg"', "finite"]),
    ('weight = "86 kg"', 'weight = "-86 kg"', "person.weight", ['"-86 kg"', "minus"]),
    ('sex = "male"', 'sex = "man and wife"', "person.sex", ["one of male, female"]),
    ('sex = "male"', "", "person.sex", ["missing;", 'add sex = "male"']),
    ('sex = "male"', 'sex = "male"\nmenopause_age = "51 years"', "person.menopause_age", ["only for women"]),
    ("birth_date = 1972-05-14", "", "person.birth_date", ["missing;", "add birth_date"]),
    ("birth_date = 1972-05-14", 'birth_date = "14.05.1972"', "person.birth_date", ['"14.05.1972"', "1972-05-14"]),
    ("birth_date = 1972-05-14", 'birth_date = "1972-02-30"', "person.birth_date", ['"1972-02-30"', "calendar"]),
    ("birth_date = 1972-05-14", "birth_date = 1972-05-14T08:00:00", "person.birth_date", ["without a time"]),
    ("birth_date = 1972-05-14", "birth_date = 1972", "person.birth_date", ["1972", "calendar date"]),
    ("birth_date = 1972-05-14", "birth_date = 1872-05-14", "person.birth_date", ["1900-01-01"]),
    ("birth_date = 1972-05-14", "birth_date = 1912-05-14", "person.birth_date", ["113.7 years", "18 to 110"]),
    ("birth_date = 1972-05-14", "birth_date = 2010-05-14", "person.birth_date", ["15.7 years", "18 to 110"]),
    ("birth_date = 1972-05-14", "birth_date = 2072-05-14", "person.birth_date", ["not before the start"]),
    ("fragility_fractures = 0", "fragility_fractures = -1", "person.fragility_fractures", ["-1", "from 0 to 50"]),
    ("fragility_fractures = 0", "fragility_fractures = 1.5", "person.fragility_fractures", ["1.5", "whole number"]),
    ("fragility_fractures = 0", 'fragility_fractures = "none"', "person.fragility_fractures", ['"none"']),
    ("fragility_fractures = 0", "fragility_fractures = true", "person.fragility_fractures", ["true"]),
    ("fragility_fractures = 0", 'vertebral_fracture = "no"', "person.vertebral_fracture", ['"no"', "true or false"]),
    ("fragility_fractures = 0", 'frax_hip = "340 %"', "person.frax_hip", ['"340 %"', "from 0 to 100 %"]),
    ("fragility_fractures = 0", 'frax_hip = "-1 %"', "person.frax_hip", ["minus"]),
    ("fragility_fractures = 0", "frax_hip = 3.4", "person.frax_hip", ["no unit", '"3.4 %"']),
    ("fragility_fractures = 0", 'frax_major = "high"', "person.frax_major", ['"high"', '"3.4 %"']),
    ('["kidney_stones"]', '["kidney_stons"]', "person.conditions[0]", ['"kidney_stons"', '"kidney_stones"']),
    ('["kidney_stones"]', '"kidney_stones"', "person.conditions", ["a list of conditions"]),
    ('["kidney_stones"]', "[1]", "person.conditions[0]", ["1 is not valid"]),
    ('calcium = "750 mg/day"', 'calcium = "-750 mg/day"', "habits.calcium", ["minus"]),
    ('calcium = "750 mg/day"', 'calcium = "750 g/day"', "habits.calcium", ['"750 g/day"', "to 10000 mg/day"]),
    ('calcium = "750 mg/day"', 'calcium = "750 mg"', "habits.calcium", ["unit is not known", "mg/day"]),
    ('vitamin_d = "150 IU/day"', 'vitamin_d = "150000 IU/day"', "habits.vitamin_d", ["to 100000 IU/day"]),
    ('vitamin_d = "150 IU/day"', 'vitamin_D = "150 IU/day"', "habits.vitamin_D", ['"vitamin_d"']),
    ('vitamin_d = "150 IU/day"\n', 'vitamin_d = "150 IU/day"\nfood = [{food = "milk, whole", servings_per_week = 7}]\n',
     "habits.food", ["either calcium or the foods"]),
    ('exercise = "walking"\nsessions', 'exercise = "wlking"\nsessions', "habits.training[0].exercise", ['"Walking"']),
    ("minutes = 30", "minutes = 601", "habits.training[0].minutes", ["at most 600 min"]),
    ("minutes = 30", "", "habits.training[0]", ["no amount for", "minutes = 30"]),
    ('what = "bmd_lumbar_spine"', 'what = "bmd_lumbar"', "measurement[0].what", ['"bmd_lumbar_spine"']),
    ('what = "bmd_lumbar_spine"', "", "measurement[0].what", ["missing;"]),
    ('what = "bmd_lumbar_spine"', 'what = "BMD - Left Femur"', "measurement[0].what",
     ["one of bmd_total_hip, bmd_femoral_neck", "the report names"]),
    ('what = "bmd_lumbar_spine"', 'what = "hip T-score"', "measurement[0].what", ["one of t_score_total_hip"]),
    ('what = "bmd_lumbar_spine"', 'what = "L1 attenuation"', "measurement[0].what", ["computed tomography"]),
    ('value = "1.05 g/cm^2"', 'value = "140 HU"', "measurement[0].value", ["computed tomography", "remove"]),
    ('value = "1.05 g/cm^2"', 'value = "72 %YAM"', "measurement[0].value", ["the young mean", "T-score"]),
    ('value = "1.05 g/cm^2"', 'value = "72 % of the young mean"', "measurement[0].value", ["the young mean"]),
    ('value = "1.05 g/cm^2"', "", "measurement[0].value", ["missing;", '"1.05 g/cm^2"']),
    ('value = "1.05 g/cm^2"', 'value = "9 g/cm^2"', "measurement[0].value", ['"9 g/cm^2"', "0.2 to 2.5 g/cm2"]),
    ('value = "1.05 g/cm^2"', 'value = "1.05 mg/cm^2"', "measurement[0].value", ["0.2 to 2.5 g/cm2"]),
    ('value = "1.05 g/cm^2"', 'value = "1.05 g/cm3"', "measurement[0].value", ['"1.05 g/cm^2" if that is meant']),
    ('value = "1.05 g/cm^2"', "value = 1.05", "measurement[0].value", ["no unit"]),
    ('device = "hologic"', 'device = "hologik"', "measurement[0].device", ['"hologic"']),
    ('device = "hologic"', 'assay = "lc-ms"', "measurement[0].assay", ["a scan", "device"]),
    ('assay = "immunoassay"', 'device = "hologic"', "measurement[1].device", ["a laboratory value"]),
    ('value = "100 pmol/L"', 'value = "100 nmol/L"', "measurement[1].value", ["0.1 to 2000 pg/mL"]),
    ('value = "100 pmol/L"', 'value = "about 10 pmol/L"', "measurement[1].value", ["a limit"]),
    ('value = "1.05 g/cm^2"', 'value = "<1.05 g/cm^2"', "measurement[0].value", ["a limit"]),
    ('name = "anastrozole"', 'name = "anastroxxzole"', "plan.drug[0].name", ['write "Anastrozole", if']),
    ('name = "anastrozole"', "", "plan.drug[0].name", ["missing;"]),
    ('dose = "1 mg"', 'dose = "1 g"', "plan.drug[0].dose", ["1,000x the usual", "usual is 1 mg every day"]),
    ('dose = "1 mg"', 'dose = "100 mg"', "plan.drug[0].dose", ["100x the usual"]),
    ('dose = "1 mg"', 'dose = "0 mg"', "plan.drug[0].dose", ["above 0"]),
    ('dose = "1 mg"', "dose = 1", "plan.drug[0].dose", ["no unit", '"1 mg"']),
    ('dose = "1 mg"', 'dose = "1 IU"', "plan.drug[0].dose", ["unit is not known"]),
    ('dose = "1 mg"', "", "plan.drug[0].dose", ["missing;", '"1 mg"']),
    ('every = "1 day"\nfrom', 'every = "days"\nfrom', "plan.drug[0].every", ['"days"', "begin with the number"]),
    ('every = "1 day"\nfrom', 'every = "0 day"\nfrom', "plan.drug[0].every", ['"0 day"']),
    ('every = "1 day"\nfrom', 'every = "1 hour"\nfrom', "plan.drug[0].every", ["24x the usual amount"]),
    ('every = "1 day"\nfrom', "from", "plan.drug[0].every", ["missing;"]),
    ("until = 2028-02-01", "until = 2025-02-01", "plan.drug[0].until", ["not after from", "2026-02-01"]),
    ("until = 2028-02-01", "until = 2026-01-31", "plan.drug[0].until", ["not after from"]),
    ('every = "1 day"\nfrom', 'every = "once"\nfrom', "plan.drug[0].until", ["only the day it is given"]),
    ("impacts = 60", "impacts = 60\nfrom_week = 4\nto_week = 4", "plan.training[1].to_week", ["not after from_week"]),
    ("impacts = 60", "impacts = 60\nto_day = 0", "plan.training[1].to_day", ["not after the start of the plan"]),
    ("impacts = 60", "impacts = 60\nfrom_day = 8\nfrom_week = 1", "plan.training[1].from_day",
     ["from_week and from_day"]),
    ("impacts = 60", "impacts = 60\nfrom_day = 8\nto_week = 1", "plan.training[1].to_week", ["not after from_day"]),
    ("impacts = 60", "impacts = 60\nadherence = 0", "plan.training[1].adherence", ["above 0"]),
    ("minutes = 30", "minutes = 0", "habits.training[0].minutes", ["above 0"]),
    ("until = 2028-02-01", "until = 2028-02-01\nto_week = 5", "plan.drug[0].to_week", ["one of the two"]),
    ("until = 2028-02-01", "til = 2028-02-01", "plan.drug[0].til", ['"until"']),
    ('exercise = "back squat"', 'exercise = "bak squat"', "plan.training[0].exercise", ['"Back squat"']),
    ('exercise = "back squat"', 'exercise = "quidditch"', "plan.training[0].exercise", ["osteotwin list exercises"]),
    ('exercise = "back squat"', 'kind = "restance"', "plan.training[0].kind", ['"resistance"']),
    ('exercise = "back squat"', 'exercise = "squat"\nkind = "impact"', "plan.training[0].kind", ["one of the two"]),
    ("sessions_per_week = 2", "sessions_per_week = 22", "plan.training[0].sessions_per_week", ["at most 21"]),
    ("sessions_per_week = 2", 'sessions_per_week = "2"', "plan.training[0].sessions_per_week", ["without quotes"]),
    ("sessions_per_week = 2", "sessions_per_week = 0", "plan.training[0].sessions_per_week", ["or remove it"]),
    ("sessions_per_week = 2", "sessions_per_week = nan", "plan.training[0].sessions_per_week", ["nan"]),
    ("sessions_per_week = 2", "", "plan.training[0].sessions_per_week", ["missing;"]),
    ("sets = 5", "sets = 0", "plan.training[0].sets", ["above 0"]),
    ("sets = 5", "sets = 51", "plan.training[0].sets", ["at most 50"]),
    ("sets = 5", "sets = 2.5", "plan.training[0].sets", ["whole number"]),
    ("sets = 5\n", "", "plan.training[0].sets", ["reps without sets"]),
    ("reps = 5\n", "", "plan.training[0].reps", ["sets without reps"]),
    ("sets = 5\nreps = 5", "minutes = 20", "plan.training[0].minutes", ["not counted in time"]),
    ("sets = 5\nreps = 5", "sets = 5\nreps = 5\nimpacts = 5", "plan.training[0].impacts", ["one of the two ways"]),
    ('load = "80 %1RM"', 'load = "121 %1RM"', "plan.training[0].load", ["above 0 to 120"]),
    ('load = "80 %1RM"', 'load = "501 kg"', "plan.training[0].load", ["above 0 to 500"]),
    ('load = "80 %1RM"', 'load = "80 %"', "plan.training[0].load", ['"80 %1RM"']),
    ('load = "80 %1RM"', "load = 80", "plan.training[0].load", ["no unit"]),
    ('load = "80 %1RM"\n', "", "plan.training[0].load", ["a progression without a load"]),
    ('load = "80 %1RM"', 'load = "90 %1RM"', "plan.training[0].progression", ["below the load"]),
    ('"2.5 %/week until 85 %1RM"', '"2.5 %/week"', "plan.training[0].progression", ["where it ends"]),
    ('"2.5 %/week until 85 %1RM"', '"2.5 kg until 85 kg"', "plan.training[0].progression", ["%/week"]),
    ('"2.5 %/week until 85 %1RM"', '"25 %/week until 85 %1RM"', "plan.training[0].progression", ["at most 20"]),
    ("impacts = 60", "impacts = 0", "plan.training[1].impacts", ["above 0"]),
    ("impacts = 60", 'impacts = 60\nload = "50 %1RM"', "plan.training[1].load", ["no one-repetition maximum"]),
    ("impacts = 60", "impact = 60", "plan.training[1].impact", ['"impacts"']),
    ('"yogurt, plain, low fat"', '"yoghurd"', "plan.food[0].food", ['"yoghurd"', "food"]),
    ("servings_per_week = 7", "servings_per_week = -7", "plan.food[0].servings_per_week", ["-7"]),
    ("servings_per_week = 7", "servings_per_week = 0", "plan.food[0].servings_per_week", ["above 0"]),
    ("servings_per_week = 7", "servings_per_day = 7", "plan.food[0].servings_per_day", ['"servings_per_week"']),
    ('nutrient = "vitamin_d"', 'nutrient = "vitamin_q"', "plan.supplement[0].nutrient", ["calcium_citrate"]),
    ('dose = "1000 IU"', 'dose = "1000 mg"', "plan.supplement[0].dose", ["1000 mg"]),
    ('dose = "1000 IU"', 'dose = "200000 IU"', "plan.supplement[0].dose", ["200000 IU/day", "at most 100000"]),
    ("[[plan.supplement]]", "[[plan.supplment]]", "plan.supplment", ['"supplement"']),
    ("[[plan.food]]", "[plan.food]", "plan.food", ["a table", "[[plan.food]]"]),
    ("[outlook]\nuntil = 2029-02-01", "", "outlook", ["missing;", "until = 2029-02-01"]),
    ("until = 2029-02-01", "", "outlook.until", ["missing;"]),
    ("until = 2029-02-01", "until = 2026-01-20", "outlook.until", ["not after the start 2026-02-01"]),
    ("until = 2029-02-01", "until = 2099-02-01", "outlook.until", ["73 years", "at most 60 years"]),
    ("from = 2026-02-01", "from = 2026-02-01\nalready_since = 2026-02-01", "plan.drug[0].already_since",
     ["from and already_since", "one of the two"]),
    ("[outlook]", "[outlok]", "outlok", ['"outlook"']),
    ('nutrient = "vitamin_d"\ndose = "1000 IU"\nevery = "1 day"',
     'nutrient = "vitamin_d"\ndose = "1000 IU"\nevery = "1 day"\n[plan.diet]\nvitamin_d = "999 IU/day"',
     "plan.diet.vitamin_d", ["less than the 1000 of plan.supplement[0]"]),
    ("[[plan.food]]", "[plan.diet]\n[[plan.food]]", "plan.diet", ["a diet without a total"]),
    ("[[plan.food]]", "[plan.diet]\ncalcium = '11 g/day'\n[[plan.food]]", "plan.diet.calcium", ["to 10000 mg/day"]),
    ("[[plan.food]]", "[[plan.unloading]]\nfraction = 2\n[[plan.food]]", "plan.unloading[0].fraction", ["0 to 1"]),
    ("[[plan.food]]", "[[plan.unloading]]\nfraction = 1.0\n[[plan.food]]",
     "plan.unloading[0].fraction", ["no unloading"]),
    ("[[plan.food]]", "[[plan.unloading]]\n[[plan.food]]", "plan.unloading[0].fraction", ["missing;"]),
    ("[[plan.drug]]", '[plan]\npreset = "standard_lifestile"\n[[plan.drug]]', "plan.preset", ['"standard_lifestyle"']),
    ("[[plan.drug]]", '[plan]\npreset = { from = 2026-02-01 }\n[[plan.drug]]', "plan.preset.name", ["missing;"]),
    ("[[plan.drug]]", "[plan]\npreset = 3\n[[plan.drug]]", "plan.preset", ["3 is not valid"]),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "field", "holds"), SLIPS, ids=[f"{s[2]}: {s[1][:40]}" for s in SLIPS])
def test_each_slip_is_one_problem_at_its_field(
    tmp_path: Path, old: str, new: str, field: str, holds: list[str]
) -> None:
    found = problems(tmp_path, changed(old, new))
    named = [p for p in found if p.field == field]
    assert named, [p.sentence() for p in found]
    for piece in holds:
        assert piece in named[0].sentence()


def drug(name: str, begins: str, ends: str | None = None) -> str:
    end = f"until = {ends}\n" if ends else ""
    dose = {"anastrozole": "1 mg", "letrozole": "2.5 mg", "exemestane": "25 mg"}[name]
    return f'[[plan.drug]]\nname = "{name}"\ndose = "{dose}"\nevery = "1 day"\nfrom = {begins}\n{end}'


def test_two_courses_of_one_drug_may_follow_but_not_overlap(tmp_path: Path) -> None:
    following = drug("anastrozole", "2028-02-01")
    assert check(save(tmp_path, GOOD + following)) == ()
    (problem,) = problems(tmp_path, GOOD + drug("anastrozole", "2028-01-01"))
    assert problem.field == "plan.drug[1].name"
    assert "a second course of Anastrozole" in problem.found


def test_two_aromatase_inhibitors_at_once_are_refused(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, GOOD + drug("letrozole", "2027-01-01"))
    assert problem.field == "plan.drug[1].name"
    assert "one aromatase inhibitor at a time" in problem.expected
    assert check(save(tmp_path, GOOD + drug("letrozole", "2028-02-01"))) == ()


def test_every_problem_of_a_file_comes_at_once_with_its_line(tmp_path: Path) -> None:
    text = changed('height = "181 cm"', "height = 181").replace('dose = "1 mg"', 'dose = "1,0,0 mg"')
    text = text.replace("until = 2029-02-01", "until = 2020-01-01") + drug("letrozole", "2027-01-01") * 2
    found = problems(tmp_path, text)
    assert {p.field for p in found} >= {
        "person.height",
        "plan.drug[0].dose",
        "outlook.until",
        "plan.drug[2].name",
    }
    in_order = [p.field for p in found]
    assert (
        in_order.index("person.height")
        < in_order.index("plan.drug[0].dose")
        < in_order.index("outlook.until")
    )
    height = next(p for p in found if p.field == "person.height")
    assert height.line == text.splitlines().index("height = 181") + 1


def test_day_0_is_the_earliest_date_of_the_plan_or_follows_the_last_measurement(tmp_path: Path) -> None:
    plan = GOOD[GOOD.index("[[plan.drug]]") : GOOD.index("[outlook]")]
    assert read_person(save(tmp_path, GOOD.replace(plan, ""))).start == date(2026, 1, 13)
    earlier = changed("until = 2029-02-01", "from = 2026-01-20\nuntil = 2029-02-01")
    person = read_person(save(tmp_path, earlier))
    assert person.start == date(2026, 1, 20)
    assert person.plan.interventions[0].from_day == 12.0
    assert person.plan.interventions[1].from_day == 0.0
    assert person.plan.interventions[1].until_day == inf


def test_without_any_date_the_file_is_asked_for_one(tmp_path: Path) -> None:
    start = GOOD.index("[[measurement]]")
    (problem,) = problems(tmp_path, GOOD[:start] + GOOD[GOOD.index("[outlook]") :])
    assert problem.field == "outlook.from"


def test_a_measurement_before_birth_or_after_today_is_refused(tmp_path: Path) -> None:
    dated = changed("until = 2029-02-01", "from = 2026-02-01\nuntil = 2029-02-01")
    for day, piece in (("2026-02-02", "after today (2026-02-01)"), ("1970-01-01", "not after birth")):
        text = dated.replace('date = 2026-01-12\nwhat = "estradiol"', f'date = {day}\nwhat = "estradiol"')
        (problem,) = problems(tmp_path, text)
        assert problem.field == "measurement[1].date"
        assert piece in problem.found


def test_foods_stand_for_the_habitual_diet_when_no_total_is_given(tmp_path: Path) -> None:
    foods = '[[habits.food]]\nfood = "milk, skim"\nservings_per_week = 14\n'
    text = changed('calcium = "750 mg/day"\nvitamin_d = "150 IU/day"\n', foods)
    habits = read_person(save(tmp_path, text)).habits
    assert habits.calcium_mg_per_day == pytest.approx(2 * 299)
    assert habits.vitamin_d_iu_per_day == pytest.approx(2 * 115)
    assert habits.food[0].servings_per_week == 14


def test_what_is_not_given_stays_none(tmp_path: Path) -> None:
    text = '[person]\nsex = "female"\nbirth_date = "1960-01-01"\n[outlook]\nfrom = 2026-01-01\nuntil = 2027-01-01\n'
    person = read_person(save(tmp_path, text))
    assert (person.height_cm, person.weight_kg, person.menopause_age, person.habits) == (
        None,
        None,
        None,
        Habits(),
    )
    assert person.plan.interventions == ()


@pytest.mark.parametrize(
    ("what", "value", "identifier", "expected"),
    [
        ("vitamin D", "60 nmol/L", "25ohd", 24.0384),
        ("T-score lumbar spine", "-1.5", "t_score_lumbar_spine", -1.5),
        ("t_score_total_hip", "-2.5 SD", "t_score_total_hip", -2.5),
        ("iPTH", "4 pmol/L", "pth", 37.72),
        ("P1NP", "45 ug/L", "p1np", 45.0),
        ("CTX", "350 ng/L", "ctx", 0.35),
    ],
)
def test_a_measurement_is_found_by_the_words_a_report_uses(
    tmp_path: Path, what: str, value: str, identifier: str, expected: float
) -> None:
    text = GOOD.replace('what = "estradiol"', f'what = "{what}"').replace("100 pmol/L", value)
    row = read_person(save(tmp_path, text.replace('assay = "immunoassay"\n', ""))).measurements[1]
    assert (row.what, row.as_given) == (identifier, value)
    assert row.value == pytest.approx(expected, rel=1e-4)
