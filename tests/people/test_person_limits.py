"""Each limit of a person's file from both of its sides, and the whole of what is said beyond it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from osteotwin.errors import InputError, Problem
from osteotwin.people.person import Person
from osteotwin.people.read_person import check, read_person

START, UNTIL = date(2026, 2, 1), date(2029, 2, 1)
OUTLOOK = "[outlook]\nfrom = 2026-02-01\nuntil = 2029-02-01\n"
PAST = '[[history.drug]]\nname = "denosumab"\ndose = "60 mg"\nevery = "6 months"\n'
ONE_DOSE = '[[history.drug]]\nname = "zoledronate"\ndose = "5 mg"\nevery = "once"\n'
DRUG = '[[plan.drug]]\nname = "denosumab"\ndose = "60 mg"\nevery = "6 months"\n'


def born(days_before: int) -> str:
    return f"birth_date = {START - timedelta(days=days_before)}"


def file(
    person: str = "", rest: str = "", *, sex: str = "male", birth: str = "birth_date = 1972-05-14"
) -> str:
    outlook = "" if "[outlook]" in rest else OUTLOOK
    return f'[person]\nsex = "{sex}"\n{birth}\n{person}\n{outlook}{rest}\n'


def measured(what: str, value: str, day: str = "2026-01-01", more: str = "") -> str:
    return f'[[measurement]]\ndate = {day}\nwhat = "{what}"\nvalue = "{value}"\n{more}\n'


def problems(folder: Path, text: str) -> tuple[Problem, ...]:
    path = folder / "person.toml"
    path.write_text(text, encoding="utf-8")
    try:
        read_person(path)
    except InputError as error:
        return error.problems
    return ()


def read(folder: Path, text: str) -> Person:
    (folder / "person.toml").write_text(text, encoding="utf-8")
    return read_person(folder / "person.toml")


#: what is varied -> the file, values that are taken, values that are not
LIMITS: dict[str, tuple[str, tuple[Any, ...], tuple[Any, ...]]] = {
    "height": (file('height = "{} cm"'), (100, 250), (99, 251)),
    "weight": (file('weight = "{} kg"'), (30, 300), (29.9, 300.1)),
    "menopause": (file('menopause_age = "{} years"', sex="female", birth=born(36525)), (20, 65), (19.9, 65.1)),
    "menopause at an age of 48": (file('menopause_age = "{} years"', sex="female", birth=born(17532)), (48,), (48.1,)),
    "fractures": (file("fragility_fractures = {}"), (0, 50), (-1, 51, 1.5)),
    "age in days": (file(birth="birth_date = {}"),
                    (date(2008, 2, 1), date(1916, 2, 1)), (date(2008, 2, 2), date(1916, 1, 31))),
    "calcium": (file(rest='[habits]\ncalcium = "{} mg/day"'), (0, 10_000), (10_001,)),
    "vitamin D": (file(rest='[habits]\nvitamin_d = "{} IU/day"'), (0, 100_000), (100_001,)),
    "lightest": (file('height = "200 cm"\nweight = "{} kg"'), (36,), (35.9,)),
    "heaviest": (file('height = "150 cm"\nweight = "{} kg"'), (247.5,), (247.6,)),
    "lightest by a measured height": (
        file('weight = "{} kg"', measured("height", "200 cm")), (36,), (35.9,)),
    "lightest by the last measured height": (
        file('weight = "{} kg"', measured("height", "150 cm") + measured("height", "200 cm", "2026-01-02")),
        (36,), (35.9,)),
    "lightest by a stated height": (
        file('height = "200 cm"\nweight = "{} kg"', measured("height", "150 cm")), (36,), (35.9,)),
    "lightest as measured": (file('height = "200 cm"', measured("weight", "{} kg")), (36,), (35.9,)),
    "measured as a grown-up": (
        file(rest=measured("estradiol", "20 pg/mL", "{}")),
        (date(1990, 5, 14), START), (date(1990, 5, 13), date(1972, 5, 14), START + timedelta(days=1))),
    "end of the outlook": (
        file(rest="[outlook]\nfrom = 2026-02-01\nuntil = {}"),
        (START + timedelta(days=1), START + timedelta(days=21915)), (START, START + timedelta(days=21916))),
    "plan by dates": (
        file(rest=DRUG + "from = {}"), (UNTIL - timedelta(days=1), START, date(1990, 5, 14)),
        (UNTIL, date(1990, 5, 13), date(1972, 5, 14))),
    "longest ago": (file(birth="birth_date = 1940-01-01", rest=DRUG + "from = {}"), (date(1986, 2, 1),),
                    (date(1986, 1, 31),)),
    "already": (file(rest=DRUG + "already_since = {}"), (START - timedelta(days=1), date(1990, 5, 14)),
                (START, UNTIL - timedelta(days=1))),
    "history ends": (file(rest=PAST + "from = 2020-01-01\nuntil = {}"), (START, date(2020, 1, 2)),
                     (START + timedelta(days=1), date(2019, 12, 31))),
    "history begins": (file(rest=PAST + "from = {}\nuntil = 2026-02-01"), (date(1990, 5, 14), date(2026, 1, 31)),
                       (date(1990, 5, 13), START, UNTIL)),
    "a past dose": (file(rest=ONE_DOSE + "from = {}"), (date(2026, 1, 31), date(1990, 5, 14)),
                    (START, date(1990, 5, 13))),
    "plan by weeks": (file(rest=DRUG + "from_week = {}"), (156, 0), (156.6,)),
    "plan by days": (file(rest=DRUG + "from_day = {}"), (1095, 0), (1096, 1097)),
    "two values of one day": (
        file(rest=measured("bmd_total_hip", "0.9 g/cm2") + measured("bmd_total_hip", "{} g/cm2")), (0.9,), (0.91,)),
    "two values of two days": (
        file(rest=measured("bmd_total_hip", "0.9 g/cm2") + measured("bmd_total_hip", "0.8 g/cm2", "2026-01-0{}")),
        (2,), (1,)),
    "single doses": (
        file(rest=DRUG.replace("60 mg", "0.02 mg").replace("6 months", "{} hours")), (1.06,), (1.05,)),
}  # fmt: skip


@pytest.mark.parametrize("what", LIMITS)
def test_each_limit_is_where_it_is_said_to_be(what: str, tmp_path: Path) -> None:
    text, taken, refused = LIMITS[what]
    for value in taken:
        assert problems(tmp_path, text.replace("{}", str(value))) == (), value
    for value in refused:
        assert len(problems(tmp_path, text.replace("{}", str(value)))) == 1, value


SENTENCES = [
    (file('menopause_age = "50 years"'), "person.menopause_age", "an age at menopause for a man", "only for women",
     "remove it"),
    (file(birth="birth_date = 2026-02-01"), "person.birth_date", "2026-02-01, which is not before the start 2026-02-01",
     "an age of 18 to 110 years at the start of the plan (2026-02-01)", "correct it"),
    (file(birth="birth_date = 2010-02-01"), "person.birth_date", "2010-02-01, which makes 16.0 years",
     "an age of 18 to 110 years at the start of the plan (2026-02-01)", "correct the year"),
    (file('menopause_age = "60 years"', sex="female"), "person.menopause_age", "60 years at an age of 53.7",
     "an age already reached", "remove it if menopause has not come yet"),
    (file(rest=measured("estradiol", "20 pg/mL", "1970-01-01")), "measurement[0].date",
     "1970-01-01, which is not after birth", "a date after 1972-05-14", "correct it"),
    (file(rest=measured("estradiol", "20 pg/mL", "2029-02-02")), "measurement[0].date",
     "2029-02-02, after today (2026-02-01)", "what was measured by today",
     "correct it, or let the outlook begin on that day or later"),
    (file(rest=DRUG + "from = 1985-05-13"), "plan.drug[0].from", "1985-05-13, at an age of 13.0 years",
     "what began from the age of 18 on: the model knows no growing skeleton", "correct the year, or remove the entry"),
    (file(rest=DRUG + "already_since = 1972-05-14"), "plan.drug[0].already_since",
     "1972-05-14, which is not after birth", "a date after 1972-05-14", "correct the year, or remove the entry"),
    (file(birth="birth_date = 1940-01-01", rest=DRUG + "from = 1980-02-01"), "plan.drug[0].from",
     "1980-02-01, 46.0 years before today (2026-02-01)", "at most 40 years before today",
     "correct the year, or remove the entry"),
    (file(rest=DRUG + "already_since = 2026-02-01"), "plan.drug[0].already_since",
     "2026-02-01, which is not before today (2026-02-01)", "a date before 2026-02-01",
     "write from instead, or correct the date"),
    (file(rest=DRUG + "from = 2025-01-01\nalready_since = 2025-01-01"), "plan.drug[0].already_since",
     "from and already_since", "one of the two", "remove already_since"),
    (file(rest="[outlook]\nuntil = 2029-02-01\n" + DRUG + "already_since = 2025-01-01"), "outlook.from",
     "nothing but what has begun already", "a day to begin with",
     "add from = 2026-02-01 here or to an entry of the plan"),
    (file(rest=PAST + "from = 2025-01-01\nuntil = 2026-02-02"), "history.drug[0].until",
     "2026-02-02, which is not over today (2026-02-01)", "2026-02-01 or earlier",
     "correct it, or move the entry to [plan], where what goes on stands"),
    (file(rest=ONE_DOSE + "from = 2026-02-01"), "history.drug[0].from",
     "2026-02-01, which is not over today (2026-02-01)", "a date before 2026-02-01",
     "correct it, or move the entry to [plan], where what goes on stands"),
    (file(rest=PAST + "from = 2025-01-01"), "history.drug[0].until", "nothing",
     "the day on which it ended; what goes on stands in [plan]", "add until = 2025-05-01"),
    (file(rest=PAST + "until = 2025-01-01"), "history.drug[0].from", "nothing", "the day on which it began",
     "add from = 2023-05-01"),
    (file(rest=PAST + "already_since = 2025-01-01\nuntil = 2026-01-01"), "history.drug[0].already_since",
     "already_since in the history", "the days it began and ended, as from and until",
     "write from and until instead of already_since"),
    (file(rest=PAST + "from = 2025-01-01\nto_week = 5"), "history.drug[0].to_week",
     "to_week in the history", "the days it began and ended, as from and until",
     "write from and until instead of to_week"),
    (file(rest=PAST + "from = 2024-01-01\nuntil = 2025-12-31\n" + DRUG + "from = 2025-12-30"), "plan.drug[0].name",
     "a second course of Denosumab over the same days", "courses of one drug that follow each other",
     "give the first an until at or before the second's from, or remove one"),
    (file(rest=measured("estradiol", "20 pg/mL", "1980-05-14")), "measurement[0].date",
     "1980-05-14, at an age of 8.0 years", "a measurement from the age of 18 on: an adult's start is set from it",
     "correct the year, or remove the measurement"),
    (file(rest=measured("t_score_total_hip", "-1") + measured("t_score_total_hip", "-2")), "measurement[1].value",
     "-2 SD beside -1 SD of the same day", "one value of total hip T-score a day",
     "correct the date of one, keep the one that counts, or tell them apart by device, assay or reference"),
    (file('height = "200 cm"\nweight = "30 kg"'), "person.weight",
     "30 kg at a height of 200 cm, a body mass index of 7.5", "36 to 440 kg at that height (an index of 9 to 110)",
     "check weight, height and their units"),
    (file(rest=DRUG + "from_week = 157"), "plan", "a plan that begins on 2029-02-04, when the outlook is over",
     "at least one entry that begins before 2029-02-01", "let the outlook end later, or correct the dates"),
    (file(rest="[outlook]\nfrom = 2026-02-01\nuntil = 2026-01-01"), "outlook.until",
     "2026-01-01, which is not after the start 2026-02-01", "a date after 2026-02-01", "write a later date"),
    (file(rest="[outlook]\nfrom = 2026-02-01\nuntil = 2099-02-01"), "outlook.until",
     "2099-02-01, 73 years after the start 2026-02-01", "at most 60 years after the start", "write an earlier date"),
    (file(birth="birth_date = 1936-03-02", rest="[outlook]\nfrom = 2026-02-01\nuntil = 2086-02-01"), "outlook.until",
     "2086-02-01, at an age of 149 years", "an outlook that ends by the age of 120", "write an earlier date"),
    (file(birth=""), "person.birth_date", "nothing", "a calendar date", "add birth_date = 1972-05-14"),
    (file(rest="[outlook]\nuntil = 2029-02-01"), "outlook.from", "no date in the plan and no measurement",
     "a day to begin with", "add from = 2026-02-01 here or to an entry of the plan"),
    (file(rest='[habits]\ncalcium = "1 g/day"\n[[habits.food]]\nfood = "milk, skim"\nservings_per_week = 7'),
     "habits.food", "a list of foods beside calcium", "either calcium or the foods that hold it",
     "remove calcium to have it added up from the foods, or remove the foods"),
    (file(rest='[[measurement]]\ndate = 2026-01-01\nwhat = "estradiol"'), "measurement[0].value", "nothing",
     '"number unit" with the unit pg/mL, ng/L, pg/dL, ng/dL, ng/mL, ug/L, pmol/L or nmol/L', 'add value = "27 pg/mL"'),
    (file(rest=measured("estradiol", "20 pg/mL", more='device = "hologic"')), "measurement[0].device",
     "device for a laboratory value", "assay", "remove device"),
    (file(rest=measured("bmd_total_hip", "0.9 g/cm2", more='assay = "lc-ms"')), "measurement[0].assay",
     "assay for a scan", "device", "remove assay"),
    (file(rest=DRUG.replace("denosumab", "orchiectomy").replace('dose = "60 mg"\nevery = "6 months"\n', ""),
          sex="female"),
     "plan.drug[0].name", "Orchiectomy in a person whose sex is female", "it only where the sex is male",
     "correct the sex, or remove the entry"),
]  # fmt: skip


@pytest.mark.parametrize("row", SENTENCES, ids=[row[2][:50] for row in SENTENCES])
def test_what_contradicts_itself_is_said_whole(row: tuple[str, ...], tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, row[0])
    assert (problem.field, problem.found, problem.expected, problem.fix) == row[1:]


@pytest.mark.parametrize(("text", "fields"), [
    (DRUG, []), (DRUG.replace("60 mg", "60 g"), ["plan.drug[0].dose"]),
    (DRUG + OUTLOOK, ["person"]), (DRUG + "[habits]\n", ["person", "outlook"]),
    (DRUG + measured("estradiol", "20 pg/mL"), ["person", "outlook"]), ("", [""]),
    (OUTLOOK, ["person"]), (file(rest=DRUG), []), (file(), []),
])  # fmt: skip
def test_a_plan_that_stands_alone_is_checked_as_a_plan_and_all_else_as_a_person(
    text: str, fields: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "file.toml"
    path.write_text(text, encoding="utf-8")
    assert sorted(problem.field for problem in check(path)) == sorted(fields)


@pytest.mark.parametrize(("text", "calcium", "vitamin_d"), [
    ("", None, None),
    ('calcium = "750 mg/day"', 750.0, None),
    ('vitamin_d = "150 IU/day"\n[[habits.food]]\nfood = "milk, skim"\nservings_per_week = 14', 598.0, 150.0),
    ('[[habits.food]]\nfood = "milk, skim"\nservings_per_week = 3.5', 149.5, 57.5),
    ('[[habits.food]]\nfood = "milk, skim"\nservings_per_week = 7\n' * 2, 598.0, 230.0),
])  # fmt: skip
def test_foods_add_up_to_what_is_not_stated(
    text: str, calcium: float | None, vitamin_d: float | None, tmp_path: Path
) -> None:
    habits = read(tmp_path, file(rest=f"[habits]\n{text}")).habits
    assert (habits.calcium_mg_per_day, habits.vitamin_d_iu_per_day) == pytest.approx((calcium, vitamin_d))


@pytest.mark.parametrize(("rest", "start"), [
    (OUTLOOK + DRUG + "from = 2026-03-01", START),
    ("[outlook]\nuntil = 2029-02-01\n" + DRUG + "from = 2026-03-01" + "\n" + measured("lh", "4 IU/L"),
     date(2026, 3, 1)),
    ("[outlook]\nuntil = 2029-02-01\n" + measured("lh", "4 IU/L") + measured("lh", "5 IU/L", "2025-01-01"),
     date(2026, 1, 2)),
])  # fmt: skip
def test_day_0(rest: str, start: date, tmp_path: Path) -> None:
    person = read(tmp_path, file(rest=rest))
    assert (person.start, person.until) == (start, UNTIL)
    assert person.outlook_days == (UNTIL - start).days
    assert person.age_at_start == pytest.approx((start - date(1972, 5, 14)).days / 365.25)


@pytest.mark.parametrize(("keys", "broken", "fractures"), [
    ("", False, 0), ("vertebral_fracture = true", True, 0), ("vertebral_fracture = false", False, 0),
    ('conditions = ["vertebral_fracture"]', True, 0), ('conditions = ["knee_pain", "knee pain"]', False, 0),
    ("fragility_fractures = 2", False, 2),
])  # fmt: skip
def test_fractures_are_read(keys: str, broken: bool, fractures: int, tmp_path: Path) -> None:
    person = read(tmp_path, file(keys))
    assert (person.vertebral_fracture, person.fragility_fractures) == (broken, fractures)
    assert len(person.conditions) == ("conditions" in keys)
