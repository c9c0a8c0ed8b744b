"""How often and how much in keys that the file does not have: what to write instead, with his own value."""

from __future__ import annotations

from pathlib import Path

import pytest

import osteotwin as ot
from osteotwin.protocol.interventions import DrugCourse

FILE = """\
[person]
sex = "male"
birth_date = 1970-01-01
[[plan.drug]]
name = "testosterone_cypionate"
{keys}
from = 2026-01-01
[outlook]
from = 2026-01-01
until = 2027-01-01
"""


def written(folder: Path, keys: str) -> Path:
    path = folder / "person.toml"
    path.write_text(FILE.format(keys=keys), encoding="utf-8")
    return path


@pytest.mark.parametrize(("keys", "plain"), [
    ('dose = "70 mg"\ntimes = "twice a week"', 'dose = "70 mg"\nevery = "twice a week"'),
    ('dose = "70 mg"\ndays = ["Mon", "Thu"]', 'dose = "70 mg"\nevery = "Mon/Thu"'),
    ('dose = "70 mg"\ndays = "Mon, Thu"', 'dose = "70 mg"\nevery = "Mon/Thu"'),
    ('per_week = "140 mg"', 'dose = "140 mg"\nevery = "1 week"'),
    ('per_week = "140 mg"\ndays = ["Mon", "Thu"]', 'dose = "70 mg"\nevery = "Mon/Thu"'),
    ('per_week = "140 mg"\ntimes = "twice a week"', 'dose = "70 mg"\nevery = "twice a week"'),
    ('volume = "0.35 mL"\nstrength = "200 mg/mL"\nevery = "3.5 days"', 'dose = "70 mg"\nevery = "3.5 days"'),
    ('volume = "0.35 mL"\nstrength = "200 mg/mL"\ntimes = "twice a week"', 'dose = "70 mg"\nevery = "3.5 days"'),
])  # fmt: skip
def test_how_much_and_how_often_may_stand_in_their_own_keys(keys: str, plain: str, tmp_path: Path) -> None:
    own, same = (courses(written(tmp_path, one)) for one in (keys, plain))
    assert own == same
    assert own


def courses(path: Path) -> list[tuple[float, float]]:
    """Return the dose and the days between doses of each course of a file."""
    plan = ot.read_person(path).plan.interventions
    return [(one.dose, one.interval_days) for one in plan if isinstance(one, DrugCourse)]


@pytest.mark.parametrize(("keys", "fix"), [
    ('dose = "70 mg"\nevery = "1 week"\ntimes = "twice a week"', 'write every = "twice a week"'),
    ('dose = "70 mg"\ntimes = "twice a week"\ndays = ["Mon", "Thu"]', "write every ="),
    ('volume = "0.35 mL"\nevery = "week"', 'dose = "0.35 mL of 200 mg/mL"'),
    ('dose = "70 mg"\ntimes = 2', "in words"),
])  # fmt: skip
def test_what_is_told_twice_or_lacks_half_is_asked_with_the_line_to_write(
    keys: str, fix: str, tmp_path: Path
) -> None:
    with pytest.raises(ot.InputError) as raised:
        ot.read_person(written(tmp_path, keys))
    assert any(one.found.startswith("the unknown key") and fix in one.fix for one in raised.value.problems)


@pytest.mark.parametrize("unit", ["week", "a week", "day", "fortnight", "Month", "quarter", "year"])
def test_a_unit_alone_is_one_of_it(unit: str, tmp_path: Path) -> None:
    plans = [
        ot.read_person(written(tmp_path, f'dose = "70 mg"\nevery = "{every}"')).plan
        for every in (unit, f"every {unit.removeprefix('a ').casefold()}", "every 11 days")
    ]
    assert plans[0] == plans[1] != plans[2]
