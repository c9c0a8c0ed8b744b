"""What a plan file may not say: the whole of what is said of it, and each limit from both of its sides."""

from __future__ import annotations

from datetime import date
from math import inf
from pathlib import Path

import pytest

from osteotwin.errors import InputError, Problem
from osteotwin.protocol.interventions import Protocol
from osteotwin.protocol.library import load_drugs
from osteotwin.protocol.read_plan import read_plan

NO_DRUG = (
    "choose one from `osteotwin list drugs`, or leave it out where it acts on neither bone nor sex hormones"
)

DAY = date(2026, 1, 1)


def drug(name: str, dose: str = "", every: str = "", rest: str = "") -> str:
    keys = {"name": name, "dose": dose, "every": every}
    return "[[plan.drug]]\n" + "".join(f'{k} = "{v}"\n' for k, v in keys.items() if v) + f"{rest}\n"


def training(rest: str, exercise: str = 'exercise = "back squat"') -> str:
    return f"[[plan.training]]\nsessions_per_week = 2\n{exercise}\n{rest}\n"


def supplement(nutrient: str, dose: str, every: str = "1 day") -> str:
    return f'[[plan.supplement]]\nnutrient = "{nutrient}"\ndose = "{dose}"\nevery = "{every}"\n'


def unloading(rest: str = "", fraction: str = "0.2") -> str:
    return f"[[plan.unloading]]\nfraction = {fraction}\n{rest}\n"


def preset(rest: str, name: str = "standard_lifestyle") -> str:
    return f'[[plan.preset]]\nname = "{name}"\n{rest}\n'


ANASTROZOLE = drug("anastrozole", "1 mg", "1 day")
ZOLEDRONATE = drug("zoledronate", "5 mg", "once")
LIFTED = 'sets = 5\nreps = 5\nload = "{}"\nprogression = "{}"'
WRONG_END = ("a later end", "correct it, or remove it for an open end")
AFTER_BEGINNING = "a date after 2026-03-02", "write 2026-03-03 or later, or remove until for an open end"
LOADS = '"80 %1RM" (above 0 to 120), "90 kg" (above 0 to 500), "10 %BW" or "RPE 8" (6 to 10)'

#: plan -> field, what was found, what is expected, how to fix it
PROBLEMS: list[tuple[str, list[tuple[str, str, str, str]]]] = [
    (drug("anastrozole", "1 mg weekly", "daily"), [
        ("drug[0].every", '"1 mg weekly" as the dose beside 1 day', "one rhythm",
         "say how often in one of the two, or the same in both")]),
    # when an entry begins and ends
    (unloading("from = 2026-01-01\nfrom_week = 2\nfrom_day = 14"), [
        ("unloading[0].from_week", "from and from_week", "one of the two", "remove from_week"),
        ("unloading[0].from_day", "from and from_day", "one of the two", "remove from_day")]),
    (unloading("to_week = 2\nto_day = 14"), [
        ("unloading[0].to_day", "to_week and to_day", "one of the two", "remove to_day")]),
    (unloading("from = 2026-03-02\nuntil = 2026-03-01"), [
        ("unloading[0].until", "2026-03-01, which is not after from = 2026-03-02", *AFTER_BEGINNING)]),
    (unloading("from = 2026-03-02\nuntil = 2026-03-02"), [
        ("unloading[0].until", "2026-03-02, which is not after from = 2026-03-02", *AFTER_BEGINNING)]),
    (preset("from = 2026-03-02\nuntil = 2026-03-02"), [
        ("preset[0].until", "2026-03-02, which is not after from = 2026-03-02", *AFTER_BEGINNING)]),
    (ANASTROZOLE + "from = 2026-03-02\nuntil = 2026-03-01", [
        ("drug[0].until", "2026-03-01, which is not after from = 2026-03-02", *AFTER_BEGINNING)]),
    (unloading("from_week = 4\nto_week = 4"), [
        ("unloading[0].to_week", "4, which is not after from_week", *WRONG_END)]),
    (preset("from_week = 4\nto_week = 4"), [("preset[0].to_week", "4, which is not after from_week", *WRONG_END)]),
    (ANASTROZOLE + "from_week = 4\nto_week = 3", [
        ("drug[0].to_week", "3, which is not after from_week", *WRONG_END)]),
    (unloading("from_week = 4\nto_day = 27"), [
        ("unloading[0].to_day", "27, which is not after from_week", *WRONG_END)]),
    (unloading("from_day = 4\nto_day = 3"), [("unloading[0].to_day", "3, which is not after from_day", *WRONG_END)]),
    (unloading("to_day = 0"), [
        ("unloading[0].to_day", "0, which is not after the start of the plan", *WRONG_END)]),
    (preset("from_week = 4\nto_week = 3", "mine"), [
        ("preset[0].name", '"mine"', "one of the presets standard_lifestyle", 'write "standard_lifestyle"'),
        ("preset[0].to_week", "3, which is not after from_week", *WRONG_END)]),
    (preset("") * 2, [
        ("preset[1].name", '"standard_lifestyle" a second time for the same days', "each preset once at a time",
         "remove one, or let the first end where the second begins")]),
    # what is given once
    (ZOLEDRONATE + "until = 2026-01-01", [
        ("drug[0].until", 'until beside every = "once"', "only the day it is given, as from", "remove until")]),
    (supplement("vitamin_d", "50000 IU", "once") + "to_week = 3", [
        ("supplement[0].to_week", 'to_week beside every = "once"', "only the day it is given, as from",
         "remove to_week")]),
    (drug("orchiectomy", "1 mg", "1 day", "to_week = 3"), [
        (f"drug[0].{key}", f"{key} for Orchiectomy", "only the day it is done, as from", f"remove {key}")
        for key in ("dose", "every", "to_week")]),
    # drugs
    (drug("anastrozole", "1 mg"), [
        ("drug[0].every", "nothing", 'an interval, or "once"', 'say how often: every = "1 day", "Mon/Thu", "1 week"')]),
    (drug("letrozole", every="1 day"), [
        ("drug[0].dose", "nothing", '"number unit"', 'add dose = "2.5 mg"')]),
    (drug("xyzzy", every="1 day"), [
        ("drug[0].dose", "nothing", '"number unit"', 'add dose = "1 mg"'),
        ("drug[0].name", '"xyzzy"', "a drug of the library", NO_DRUG)]),
    (drug("anastroxxzol", "1 mg", "1 day"), [
        ("drug[0].name", '"anastroxxzol"', "a drug of the library", 'write "Anastrozole", if that is meant')]),
    (drug("zoledronate", "500 mg", "1 year"), [
        ("drug[0].dose", '"500 mg", 100x the usual dose of Zoledronate', "at most 10 mg; usual is 5 mg every year",
         "check the number and its unit")]),
    (drug("zoledronate", "0.0004 mg", "1 year"), [
        ("drug[0].dose", '"0.0004 mg", too little of Zoledronate to do anything',
         "at least 0.0005 mg; usual is 5 mg every year", "check the number and its unit")]),
    (drug("zoledronate", "5 mg", "12 hours"), [
        ("drug[0].every", "a dose twice a day, which makes 730x the usual amount",
         "at most 20x the usual 5 mg every year", "check the interval, the dose and their units")]),
    (ANASTROZOLE * 2, [
        ("drug[1].name", "a second course of Anastrozole over the same days",
         "courses of one drug that follow each other",
         "give the first an until at or before the second's from, or remove one")]),
    (ANASTROZOLE + drug("letrozole", "2.5 mg", "1 day"), [
        ("drug[1].name", "Letrozole while Anastrozole is taken", "one aromatase inhibitor at a time",
         "let the first end where the second begins, or remove one")]),
    # diet
    (supplement("vitamin_d", "200000 IU"), [
        ("supplement[0].dose", '"200000 IU", which makes 200000 IU/day of vitamin D',
         "at most 100000 IU/day of vitamin D",
         "check the dose, the interval and their units")]),
    (supplement("calcium_citrate", "9 g", "12 hours"), [
        ("supplement[0].dose", '"9 g", which makes 18000 mg/day of calcium', "at most 10000 mg/day of calcium",
         "check the dose, the interval and their units")]),
    ("[plan.diet]\n", [
        ("diet", "a diet without a total", "calcium, vitamin_d or both", 'add calcium = "1200 mg/day"')]),
    ('[[plan.diet]]\nvitamin_d = "800 IU/day"\n[[plan.diet]]\nvitamin_d = "900 IU/day"', [
        ("diet[1].vitamin_d", "a second total of vitamin D for the same days", "one total at a time",
         "remove one, or let the first end where the second begins")]),
    ('[plan.diet]\nvitamin_d = "800 IU/day"\n' + supplement("vitamin_d", "1600 IU", "1.5 days"), [
        ("diet.vitamin_d", "a total of 800 IU a day, less than the 1066.67 of plan.supplement[0]",
         "a total of food and supplements together", "raise the total, or lower the supplement")]),
    ('[plan.diet]\ncalcium = "500 mg/day"\n' + supplement("calcium_citrate", "600 mg"), [
        ("diet.calcium", "a total of 500 mg a day, less than the 600 of plan.supplement[0]",
         "a total of food and supplements together", "raise the total, or lower the supplement")]),
    # unloading
    (unloading(fraction='"100 %"'), [
        ("unloading[0].fraction", "the whole habitual load, which is no unloading", "less than 100 %",
         "write the share that is left, or remove the entry")]),
    # training
    (training("sets = 5\nreps = 5", 'exercise = "xyzzy"'), [
        ("training[0].exercise", '"xyzzy"', "an exercise of the library",
         "choose one from `osteotwin list exercises`, or give its kind instead")]),
    (training('kind = "impact"\nimpacts = 50'), [
        ("training[0].kind", "an exercise and a kind", "one of the two", "remove the kind")]),
    (training("impacts = 50", ""), [
        ("training[0].exercise", "nothing", "an exercise of the library", 'add exercise = "back squat"')]),
    (training("sets = 5"), [("training[0].reps", "sets without reps", "both sets and reps", "add reps = 5")]),
    (training("reps = 5"), [("training[0].sets", "reps without sets", "both sets and reps", "add sets = 5")]),
    (training("sets = 5\nreps = 5\nimpacts = 50"), [
        ("training[0].impacts", "impacts beside sets and reps", "one of the two ways to count", "remove one")]),
    (training('sets = "two"\nreps = 5'), [
        ("training[0].sets", '"two"', "a whole number above 0 and at most 50",
         "write it without quotes, for example sets = 1")]),
    (training("sets = 5\nreps = 0"), [
        ("training[0].reps", "0", "a whole number above 0 and at most 500", "write a number above 0, or remove it")]),
    (training("minutes = 10"), [
        ("training[0].minutes", "only minutes for Back squat, which is not counted in time",
         "sets and reps, or impacts",
         "add sets = 5 and reps = 5")]),
    (training('minutes = "ten"', 'exercise = "walking"'), [
        ("training[0].minutes", '"ten"', '"number unit" with the unit min, h or s',
         'begin with the number, for example "30 min"')]),
    (training(""), [
        ("training[0]", "no amount for Back squat",
         "sets and reps, or impacts, or minutes", "add sets = 5 and reps = 5")]),
    (training("", 'exercise = "walking"'), [
        ("training[0]", "no amount for Walking", "sets and reps, or impacts, or minutes", "add minutes = 30")]),
    (training('minutes = 20\nload = "10 %1RM"', 'exercise = "walking"'), [
        ("training[0].load", '"10 %1RM" for Walking, which has no one-repetition maximum',
         'a load in kilograms, such as "10 kg", or none', "write kilograms, or remove the load")]),
    (training('sets = 2\nreps = 2\nload = "10 mg"'), [
        ("training[0].load", '"10 mg", whose unit is not known', LOADS,
         'convert the value to one of these units and write it like "86 kg"')]),
    (training('sets = 2\nreps = 2\nload = "0 kg"'), [
        ("training[0].load", '"0 kg"', LOADS, "write the load, or remove load")]),
    (training('sets = 2\nreps = 2\nload = "0 %1RM"'), [
        ("training[0].load", '"0 %1RM"', LOADS, "write the load, or remove load")]),
    (training('sets = 2\nreps = 2\nprogression = "2 %/week until 85 %1RM"'), [
        ("training[0].load", "a progression without a load to begin with", LOADS, 'add load = "70 %1RM"')]),
    (training(LIFTED.format("80 %1RM", "2 %/week until 70 %1RM")), [
        ("training[0].progression", "an end at 70% of 1RM, below the load of 80%", "an end at or above the load",
         "raise the end or lower the load")]),
    (training(LIFTED.format("80 %1RM", "2 %/week")), [
        ("training[0].progression", '"2 %/week"', '"2.5 %/week until 85 %1RM" or "2.5 kg/week until 140 kg"',
         'write the rise per week and where it ends, for example progression = "2.5 %/week until 85 %1RM"')]),
]  # fmt: skip

DATED = [
    (unloading("from_week = 4\nuntil = 2026-01-29"), "unloading[0].until", "2026-01-29", 28),
    (ANASTROZOLE + "from_week = 4\nuntil = 2026-01-28", "drug[0].until", "2026-01-28", 28),
    (preset("from_day = 3\nuntil = 2026-01-04"), "preset[0].until", "2026-01-04", 3),
    (unloading("from = 2026-01-20\nto_day = 19"), "unloading[0].to_day", "19", 19),
    (unloading("from = 2026-01-20\nto_week = 2.5"), "unloading[0].to_week", "2.5", 19),
]


def problems(folder: Path, text: str, start: date | None = None) -> tuple[Problem, ...]:
    path = folder / "plan.toml"
    path.write_text(text, encoding="utf-8")
    try:
        read_plan(path, start)
    except InputError as error:
        return error.problems
    return ()


def read(folder: Path, text: str, start: date | None = None) -> Protocol:
    (folder / "plan.toml").write_text(text, encoding="utf-8")
    return read_plan(folder / "plan.toml", start)


@pytest.mark.parametrize(("text", "expected"), PROBLEMS, ids=[rows[0][1][:50] for _, rows in PROBLEMS])
def test_what_is_wrong_is_said_whole_and_nothing_else(
    text: str, expected: list[tuple[str, str, str, str]], tmp_path: Path
) -> None:
    said = [(p.field, p.found, p.expected, p.fix) for p in problems(tmp_path, text)]
    assert said == [(f"plan.{field}", *rest) for field, *rest in expected]


@pytest.mark.parametrize(("text", "field", "found", "day"), DATED, ids=[row[1] for row in DATED])
def test_dates_and_weeks_that_contradict_each_other(
    text: str, field: str, found: str, day: int, tmp_path: Path
) -> None:
    (problem,) = problems(tmp_path, text, DAY)
    when = f"day {day} of a plan that starts 2026-01-01"
    assert problem.field == f"plan.{field}"
    assert problem.found == f"{found}, which is not after the entry begins ({when})"
    assert (problem.expected, problem.fix) == (f"after {when}", "correct it, or remove it for an open end")


@pytest.mark.parametrize("keys", [
    'from = "soon"\nto_week = 0', 'from_week = "two"\nto_week = 1', 'until = "later"\nfrom_week = 3',
    'to_week = "ten"\nfrom = 2026-03-01',
])  # fmt: skip
@pytest.mark.parametrize("entry", [ANASTROZOLE, unloading(), preset("")], ids=["drug", "unloading", "preset"])
def test_a_date_that_cannot_be_read_is_the_only_problem(entry: str, keys: str, tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, entry + keys)
    assert problem.field.rpartition(".")[2] == keys.split(" ")[0]


def test_what_has_begun_already_begins_before_day_0(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, unloading("already_since = 2026-01-01"), DAY)
    assert (problem.field, problem.found) == (
        "plan.unloading[0].already_since",
        "2026-01-01, which is not before today (2026-01-01)",
    )
    assert problem.expected == "a date before 2026-01-01"
    assert problem.fix == "write from instead, or correct the date"
    (problem,) = problems(tmp_path, unloading("already_since = 2025-12-31"))
    assert (problem.field, problem.found) == (
        "plan.unloading[0].already_since",
        "2025-12-31, with no date on which the plan begins",
    )
    for key in ("from", "already_since"):
        assert not problems(tmp_path, unloading(f"{key} = 2025-12-31"), DAY)


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        (ANASTROZOLE + "until = 2027-01-01", ["drug[0].until"]),
        ('[plan.diet]\ncalcium = "1 g/day"\nvitamin_d = "800 IU/day"\nuntil = 2027-01-01', ["diet.until"]),
        (unloading("from_week = 2\nuntil = 2027-01-01") + preset("until = 2027-01-01"),
         ["preset[0].until", "unloading[0].until"]),
    ],
)  # fmt: skip
def test_a_date_to_end_on_needs_a_date_to_begin_on(text: str, fields: list[str], tmp_path: Path) -> None:
    """Without one it could not be counted, and the entry would last for ever."""
    found = problems(tmp_path, text)
    assert sorted(p.field for p in found) == [f"plan.{field}" for field in fields]
    assert found[0].found == "2027-01-01, with no date on which the plan begins"
    assert found[0].fix == "add from to an entry of the plan, or write to_week instead"
    assert problems(tmp_path, text, DAY) == ()
    assert problems(tmp_path, text + "\n" + unloading("from = 2026-11-01")) == ()


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (unloading("from_week = 4\nto_day = 29"), (28.0, 29.0)),
        (unloading("from_day = 4\nto_week = 1"), (4.0, 7.0)),
        (unloading("from = 2026-01-20\nto_day = 20"), (19.0, 20.0)),
        (unloading("from_week = 4\nuntil = 2026-01-30"), (28.0, 29.0)),
        (unloading("from = 2026-01-01\nuntil = 2026-01-02"), (0.0, 1.0)),
        (ZOLEDRONATE.replace("once", "1 year") + "from_week = 4\nuntil = 2026-01-29", (28.0, 28.0 + 365.25)),
        (ZOLEDRONATE.replace("once", "1 year") + "to_week = 0", (0.0, 365.25)),
    ],
)
def test_dates_weeks_and_days_may_be_mixed(text: str, days: tuple[float, float], tmp_path: Path) -> None:
    (item,) = read(tmp_path, text, DAY).interventions
    assert (item.from_day, item.until_day) == pytest.approx(days)


LONGEST = 3131

#: what is varied -> the plan, the last value that is taken, the first that is not
LIMITS: dict[str, tuple[str, str, str]] = {
    "weeks": (unloading("to_week = {}"), f"{LONGEST}", f"{LONGEST}.1"),
    "days": (unloading("to_day = {}"), f"{7 * LONGEST}", f"{7 * LONGEST}.1"),
    "longest interval": (drug("denosumab", "60 mg", "{}"), "3653 days", "3654 days"),
    "shortest interval": (supplement("vitamin_d", "1 IU", "{}"), "1 hour", "0.9 hours"),
    "dose of all": (drug("zoledronate", "{} mg", "1 year"), "10", "10.01"),
    "least dose of all": (drug("zoledronate", "{} mg", "1 year"), "0.0005", "0.000499"),
    "how often": (drug("zoledronate", "5 mg", "{} days"), "18.3", "18.2"),
    "bolus of vitamin D": (supplement("vitamin_d", "{} IU", "30 days"), "600000", "600001"),
    "vitamin D a day": (supplement("vitamin_d", "{} IU", "2 days"), "200000", "200001"),
    "least vitamin D": (supplement("vitamin_d", "{} IU"), "1", "0.99"),
    "calcium a day": (supplement("calcium_citrate", "{} mg", "12 hours"), "5000", "5001"),
    "least calcium": (supplement("calcium_carbonate", "{} mg"), "1", "0.99"),
    "total calcium": ('[plan.diet]\ncalcium = "{} mg/day"', "10000", "10001"),
    "total vitamin D": ('[plan.diet]\nvitamin_d = "{} IU/day"', "100000", "100001"),
    "sessions": (training("impacts = 5").replace("= 2\n", "= {}\n"), "21", "21.1"),
    "sets": (training("sets = {}\nreps = 5"), "50", "51"),
    "reps": (training("sets = 5\nreps = {}"), "500", "501"),
    "impacts": (training("impacts = {}"), "5000", "5001"),
    "minutes": (training("minutes = {}", 'exercise = "walking"'), "600", "601"),
    "adherence": (training("impacts = 5\nadherence = {}"), "1.0", "1.1"),
    "ground force": (training("impacts = 5\npeak_force_bodyweights = {}", 'kind = "impact"'), "30", "30.1"),
    "least ground force": (training("impacts = 5\npeak_force_bodyweights = {}", 'kind = "impact"'), "0.1", "0"),
    "servings": ('[[plan.food]]\nfood = "milk, skim"\nservings_per_week = {}', "200", "201"),
    "share of the maximum": (training('sets = 5\nreps = 1\nload = "{} %1RM"'), "120", "121"),
    "share of the maximum with so many repetitions": (training('sets = 5\nreps = 5\nload = "{} %1RM"'), "96", "97"),
    "share of the maximum with many repetitions": (training('sets = 5\nreps = 30\nload = "{} %1RM"'), "67", "95"),
    "kilograms": (training('sets = 5\nreps = 1\nload = "{} kg"'), "500", "501"),
    "kilograms with so many repetitions": (training('sets = 5\nreps = 5\nload = "{} kg"'), "482", "483"),
    "rise": (training(LIFTED.format("50 %1RM", "{} %/week until 85 %1RM")), "20", "20.1"),
    "end of a rise": (training(LIFTED.format("50 %1RM", "2 %/week until {} %1RM")), "120", "121"),
    "end at the load": (training(LIFTED.format("80 %1RM", "2 %/week until {} %1RM")), "80", "79"),
    "fraction": (unloading(fraction="{}"), "0.99", "1.01"),
    "total beside a supplement": (
        '[plan.diet]\ncalcium = "{} mg/day"\n' + supplement("calcium_citrate", "600 mg", "12 hours"), "1200", "1199"),
    "second course": (
        ANASTROZOLE + "to_week = 5\n" + ANASTROZOLE + "from_week = {}", "5", "4.9"),
    "second inhibitor": (
        ANASTROZOLE + "to_week = 5\n" + drug("letrozole", "2.5 mg", "1 day", "from_week = {}"), "5", "4.9"),
    "second single dose": (ZOLEDRONATE + ZOLEDRONATE + "from_day = {}", "1", "0.9"),
    "preset before another": (preset("from_week = 10") + preset("to_week = {}"), "10", "11"),
    "preset after another": (preset("to_week = 10") + preset("from_week = {}"), "10", "9"),
}  # fmt: skip


@pytest.mark.parametrize("what", LIMITS)
def test_each_limit_is_where_it_is_said_to_be(what: str, tmp_path: Path) -> None:
    text, last, first = LIMITS[what]
    assert problems(tmp_path, text.replace("{}", last)) == ()
    assert len(problems(tmp_path, text.replace("{}", first))) == 1


@pytest.mark.parametrize("name", [d.id for d in load_drugs().values() if d.dose_unit != "procedure"])
def test_every_drug_is_taken_at_its_largest_and_least_dose_and_no_further(name: str, tmp_path: Path) -> None:
    entry = load_drugs()[name]
    per_day = "/day" if entry.dose_means == "delivered per day" else ""
    interval = entry.usual_interval_days
    for factor, taken in ((1.0, True), (1.01, False)):
        dose = f"{factor * entry.max_single_dose!r} {entry.dose_unit}{per_day}"
        rare = max(interval, interval * entry.max_single_dose / entry.usual_dose)
        rare = min(rare, (entry.intervals_days or (0.0, inf))[1])
        assert (problems(tmp_path, drug(name, dose, f"{rare} days")) == ()) == taken
        least = max(entry.usual_dose / 10_000, entry.least_per_day * interval * (1 + 1e-9))
        dose = f"{least / factor!r} {entry.dose_unit}{per_day}"
        assert (problems(tmp_path, drug(name, dose, f"{interval} days")) == ()) == taken


def test_a_dose_given_once_is_measured_by_its_usual_interval(tmp_path: Path) -> None:
    assert problems(tmp_path, drug("zoledronate", "10 mg", "once")) == ()


def test_a_patch_delivers_its_dose_however_often_it_is_changed(tmp_path: Path) -> None:
    assert problems(tmp_path, drug("estradiol patch", "50 ug/day", "1 hour")) == ()
